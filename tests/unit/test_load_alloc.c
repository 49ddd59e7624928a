/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "load_fixture.h"

#include <stdlib.h>

/* Enough of everything: links, own exercises, groups, stages, warnings, errors, a broken file. */
static const TextFile files[] = {
    CLAMSHELL,
    {"towel-press.json", EXERCISE("towel-press",
                                  "Towel press",
                                  " \"easier\": \"clamshell\", \"harder\": \"bridge\",",
                                  "\"kind\": \"hold\", \"seconds\": 5, \"colour\": 1")},
    {"bridge.json", EXERCISE("bridge", "Bridge", " \"mirror\": 5,", "\"kind\": \"max\"")},
    {"broken.json", "{\"program\": 1, \"id\": \"b\", \"id\": 2}"},
    {"p.surefoot.json",
     "{\"program\": 1, \"id\": \"p\", \"title\": \"P\", \"sources\": [\"a\"],\n"
     "\"exercises\": [{\"id\": \"mine\", \"name\": \"Mine\", \"position\": \"moving\",\n"
     " \"why\": \"W\", \"confidence\": \"ours\", \"cues\": [\"C\"], \"load\": \"none\",\n"
     " \"dose_origin\": \"app\", \"dose\": {\"kind\": \"hold\", \"seconds\": 3}}],\n"
     "\"routines\": [{\"id\": \"r\", \"title\": \"R\", \"offer_if\": [{\"days_clear_min\": 2}],\n"
     " \"steps\": [{\"exercise\": \"mine\"}, {\"exercise\": \"mine\", \"cues\": [\"x\"]},\n"
     " {\"rounds\": 2, \"steps\": [{\"exercise\": \"clamshell\", \"easier\": \"bridge\"}]}]}],\n"
     "\"stages\": [{\"id\": \"s\", \"title\": \"S\", \"routines\": [\"r\"]}]}"},
    {"q.surefoot.json", PROGRAM("q", "", "{\"exercise\": \"bridge\"}, {\"exercise\": \"clam\"}")},
};

static SfError load_failing_after(int64_t successes, Loaded *loaded)
{
    SourceFile sources[SF_COUNT(files)];
    for (size_t i = 0; i < SF_COUNT(files); i++) {
        sources[i] = (SourceFile){files[i].path, files[i].text, strlen(files[i].text)};
    }
    *loaded = (Loaded){0};
    sf_alloc_fail_after(successes);
    const SfError error =
        library_load(&loaded->library, sources, (int32_t)SF_COUNT(files), &loaded->faults);
    sf_alloc_fail_after(-1);
    return error;
}

static void test_load_alloc__any_allocation_may_fail(void **state)
{
    (void)state;
    Loaded loaded;
    SfError error = SF_E_NOMEM;
    int64_t allowed = 0;
    for (; error == SF_E_NOMEM; allowed++) {
        error = load_failing_after(allowed, &loaded);
        assert_true(error == SF_E_NOMEM || error == SF_OK);
        if (error == SF_E_NOMEM) {
            assert_int_equal(loaded.library.exercise_count, 0);
            assert_int_equal(loaded.library.program_count, 0);
            assert_null(loaded.library.exercises);
            assert_null(loaded.library.arena.first);
            faults_deinit(&loaded.faults);
        }
    }
    assert_true(allowed > 100);
    assert_int_equal(loaded.library.exercise_count, 3);
    assert_int_equal(loaded.library.program_count, 1);
    assert_int_equal(loaded.faults.errors, 4);
    loaded_free(&loaded);
}

/* The arena takes memory in large blocks: with a text of block size per string each one counts. */
static void test_load_alloc__large_texts_reach_every_allocation(void **state)
{
    (void)state;
    char *text = calloc(1, 262144);
    assert_non_null(text);
    size_t used = (size_t)snprintf(
        text, 1024, "%s", "{\"program\": 1, \"id\": \"p\", \"title\": \"P\", \"routines\": [");
    for (int r = 0; r < 12; r++) {
        used += (size_t)snprintf(text + used, 4096,
                                 "%s{\"id\": \"r%d\", \"title\": \"R\", \"summary\":\"",
                                 r == 0 ? "" : ",", r);
        memset(text + used, 's', 1900);
        used += 1900;
        used += (size_t)snprintf(text + used, 4096, "%s", "\", \"steps\": [");
        for (int s = 0; s < 70; s++) {
            used += (size_t)snprintf(text + used, 4096, "%s%s", s == 0 ? "" : ",",
                                     s % 2 == 0 ? "{\"kind\":\"rest\",\"seconds\":9}"
                                                : "{\"kind\":\"check\",\"text\":\"Calm?\"}");
        }
        used += (size_t)snprintf(text + used, 4096, "%s", "]}");
    }
    (void)snprintf(text + used, 4096, "%s", "]}");
    const SourceFile source = {"p.json", text, strlen(text)};
    /* cJSON alone allocates thousands of times; only the last part is the arena's. */
    Loaded loaded = {0};
    const uint64_t before = sf_alloc_count();
    assert_int_equal(library_load(&loaded.library, &source, 1, &loaded.faults), SF_OK);
    const int64_t total = (int64_t)(sf_alloc_count() - before);
    assert_int_equal(loaded.library.program_count, 1);
    loaded_free(&loaded);
    for (int64_t allowed = total - 1; allowed > total - 40; allowed--) {
        Loaded failed = {0};
        sf_alloc_fail_after(allowed);
        const SfError error = library_load(&failed.library, &source, 1, &failed.faults);
        sf_alloc_fail_after(-1);
        assert_int_equal(error, SF_E_NOMEM);
        assert_null(failed.library.programs);
        loaded_free(&failed);
    }
    free(text);
}

static void test_load_alloc__searching_folders_may_fail_too(void **state)
{
    (void)state;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/tests/fuzz/corpus/load", "no/such"};
    SfError error = SF_E_NOMEM;
    int64_t allowed = 0;
    for (; error == SF_E_NOMEM && allowed < 5000; allowed += allowed < 120 ? 1 : 97) {
        Loaded loaded = {0};
        sf_alloc_fail_after(allowed);
        error = library_load_paths(&loaded.library, paths, 2, &loaded.faults);
        sf_alloc_fail_after(-1);
        assert_true(error == SF_E_NOMEM || error == SF_OK);
        loaded_free(&loaded);
    }
    assert_int_equal(error, SF_OK);
    assert_true(allowed > 120);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load_alloc__any_allocation_may_fail),
        cmocka_unit_test(test_load_alloc__large_texts_reach_every_allocation),
        cmocka_unit_test(test_load_alloc__searching_folders_may_fail_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
