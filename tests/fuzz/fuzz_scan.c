/* SPDX-License-Identifier: MIT */
/* Any bytes: the scanner answers, and what it lets through cJSON reads in the same shape. */
#include "../../app/data/load_json.h"
#include "fuzz.h"
#include "surefoot/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const SourceFile file = {"fuzz.json", (const char *)data, size};
    Faults faults = {0};
    const SfError alone = json_scan(&file, &faults);
    SF_ASSERT((alone == SF_OK) == (faults.errors == 0));
    faults_deinit(&faults);

    JsonDoc doc;
    const SfError opened = json_open(&doc, &file, LIMIT_FILE_BYTES, &faults);
    SF_ASSERT(opened == alone);
    SF_ASSERT(json_close(&doc) == SF_OK);
    for (int32_t i = 0; i < faults.count; i++) {
        char line[1024];
        fault_format(&faults.items[i], line, sizeof(line));
    }
    faults_deinit(&faults);
    return 0;
}
