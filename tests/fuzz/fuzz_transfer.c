/* SPDX-License-Identifier: MIT */
/* Any bytes as an export. What is taken comes out again, goes into another log and is the same. */
#include "fuzz.h"
#include "surefoot/transfer.h"

#include <string.h>

static const Instant now = {.utc_ms = 1795251600000, .offset_min = 60};

typedef struct Text {
    char *bytes;
    size_t size;
} Text;

static Store *open_memory(void)
{
    const StoreOptions options = {.now = now, .seed = {1, 2, 3}};
    StoreOpened opened;
    Store *store = NULL;
    SF_ASSERT(store_open(&store, &options, &opened, NULL) == SF_OK);
    return store;
}

static SfError take(Store *store, Text text, ImportResult *result)
{
    const SourceFile file = {.path = "fuzz.json", .bytes = text.bytes, .size = text.size};
    Faults faults = {0};
    SfErrorInfo err = {{0}};
    const SfError error = export_read(store, &file, result, &faults, &err);
    SF_ASSERT(error != SF_E_NOMEM);
    SF_ASSERT(error == SF_OK || err.text[0] != '\0');
    SF_ASSERT((error == SF_OK) == (faults.errors == 0));
    SF_ASSERT(error == SF_OK || result->added == 0);
    for (int32_t i = 0; i < faults.count; i++) {
        char line[1024];
        fault_format(&faults.items[i], line, sizeof(line));
        SF_ASSERT(strchr(line, '\n') == NULL);
    }
    faults_deinit(&faults);
    return error;
}

static Text give(Store *store)
{
    Text text = {0};
    SF_ASSERT(export_write(store, now, &text.bytes, &text.size, NULL) == SF_OK);
    return text;
}

static void expect_same(Text a, Text b)
{
    SF_ASSERT(a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0);
}

/* What was written is JSON, is taken by another log, and is all there. */
static void check_again(Store *first, int32_t added)
{
    Store *second = open_memory();
    const Text once = give(first);
    Faults faults = {0};
    const SourceFile file = {.path = "once.json", .bytes = once.bytes, .size = once.size};
    SF_ASSERT(json_scan(&file, &faults) == SF_OK);
    faults_deinit(&faults);
    ImportResult result;
    SF_ASSERT(take(second, once, &result) == SF_OK && result.added == added && result.known == 0);
    const Text twice = give(second);
    expect_same(once, twice);
    SF_ASSERT(take(second, once, &result) == SF_OK && result.added == 0);
    const Text thrice = give(second);
    expect_same(once, thrice);
    sf_free(once.bytes);
    sf_free(twice.bytes);
    sf_free(thrice.bytes);
    store_close(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Read as a file is: ended by a NUL beyond its size. */
    char *bytes = sf_alloc(size + 1);
    SF_ASSERT(bytes != NULL);
    if (size > 0) {
        memcpy(bytes, data, size);
    }
    Store *store = open_memory();
    const Text before = give(store);
    ImportResult result;
    if (take(store, (Text){bytes, size}, &result) == SF_OK) {
        check_again(store, result.added);
    } else {
        const Text after = give(store); /* nothing of a refused file is kept */
        expect_same(before, after);
        sf_free(after.bytes);
    }
    sf_free(before.bytes);
    store_close(store);
    sf_free(bytes);
    return 0;
}
