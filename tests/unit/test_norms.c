/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "surefoot/load.h"
#include "surefoot/norms.h"

#define HEAD                                                                                       \
    "{\"norms\":1,\"id\":\"n\",\"title\":\"N\",\"source\":\"S\",\"surface\":\"firm\","             \
    "\"cap_s\":45,\"tries\":3,\"stops\":[\"thumb\"],\"bands\":["
#define VALUE "{\"mean_s\":10,\"sd_s\":2,\"confidence\":\"general\"}"
#define BAND(from, to)                                                                             \
    "{\"from\":" #from ",\"to\":" #to ",\"people\":5,\"open\":" VALUE ",\"closed\":" VALUE "}"

static int load_ours(void **state)
{
    static Library library;
    static const char *const paths[] = {SUREFOOT_SOURCE_DIR "/assets/norms"};
    Faults faults = {0};
    assert_int_equal(library_load_paths(&library, paths, 1, &faults), SF_OK);
    assert_int_equal(faults.count, 0);
    faults_deinit(&faults);
    *state = &library;
    return 0;
}

static int unload(void **state)
{
    library_deinit(*state);
    return 0;
}

static const Protocol usual = {.cap_ms = 45000};

static void test_norms__a_band_is_wide_and_within_zero_and_the_cap(void **state)
{
    static const struct {
        int32_t band;
        Eyes eyes;
        int32_t low_ms;
        int32_t high_ms;
        const char *confidence;
    } rows[] = {
        {1, EYES_OPEN, 41600, 45000, "general"}, {1, EYES_CLOSED, 1900, 28500, "secondary"},
        {4, EYES_OPEN, 15900, 45000, "general"}, {5, EYES_CLOSED, 0, 7600, "general"},
        {6, EYES_OPEN, 0, 22200, "general"},     {6, EYES_CLOSED, 900, 2900, "secondary"},
    };
    const Library *library = *state;
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        NormRange range;
        Protocol protocol = usual;
        protocol.eyes = rows[i].eyes;
        assert_true(norm_find(&range, library, protocol, rows[i].band));
        assert_int_equal(range.low_ms, rows[i].low_ms);
        assert_int_equal(range.high_ms, rows[i].high_ms);
        assert_string_equal(range.confidence, rows[i].confidence);
        assert_non_null(strstr(range.source, "Springer"));
    }
}

static void test_norms__belong_to_one_protocol(void **state)
{
    static const Protocol others[] = {
        {.cap_ms = 30000},
        {.cap_ms = 60000},
        {.cap_ms = 45000, .surface = SURFACE_SOFT},
        {.cap_ms = 45000, .stop = STOP_SHELF},
        {.cap_ms = 45000, .stop = STOP_WAIST},
        {.cap_ms = 45000, .place = TRY_IN_ROUTINE},
    };
    const Library *library = *state;
    NormRange range;
    Protocol sensor = usual;
    sensor.stop = STOP_SENSOR;
    assert_true(norm_find(&range, library, sensor, 1));
    for (size_t i = 0; i < SF_COUNT(others); i++) {
        assert_false(norm_find(&range, library, others[i], 1));
    }
    assert_false(norm_find(&range, library, usual, 0)); /* age not said */
    assert_false(norm_find(&range, library, usual, 7));
    assert_false(norm_find(&range, library, usual, -1));
    assert_false(norm_find(&range, &(Library){0}, usual, 1));
}

static void test_norms__bands_are_those_of_the_study(void **state)
{
    static const int32_t ages[] = {0, 18, 40, 50, 60, 70, 80, 0};
    const Library *library = *state;
    int32_t people = 0;
    for (int32_t i = 0; i < (int32_t)SF_COUNT(ages); i++) {
        assert_int_equal(norm_age(library, i), ages[i]);
    }
    for (int32_t i = 0; i < library->norms->band_count; i++) {
        people += library->norms->bands[i].people;
    }
    assert_int_equal(people, 549);
}

static SfError load(const char *const *texts, int32_t count, Library *library, Faults *faults)
{
    static const char *const paths[] = {"a.json", "b.json"};
    SourceFile files[2];
    for (int32_t i = 0; i < count; i++) {
        files[i] = (SourceFile){paths[i], texts[i], strlen(texts[i])};
    }
    return library_load(library, files, count, faults);
}

static void test_norms__a_fault_has_its_place_and_leaves_the_file_out(void **state)
{
    static const struct {
        const char *text;
        const char *pointer; /* NULL: none */
    } rows[] = {
        {HEAD BAND(18, 39) "," BAND(40, 49) "]}", NULL},
        {HEAD "]}", "/bands"},
        {HEAD BAND(18, 39) "," BAND(39, 49) "]}", "/bands/1"},
        {HEAD BAND(39, 18) "]}", "/bands/0"},
        {HEAD BAND(0, 18) "]}", "/bands/0/from"},
        {HEAD "{\"from\":1,\"to\":2,\"people\":5,\"open\":" VALUE "}]}", "/bands/0"},
        {HEAD "{\"from\":1,\"to\":2,\"people\":5,\"open\":3,\"closed\":" VALUE "}]}",
         "/bands/0/open"},
        {HEAD "{\"from\":1,\"to\":2,\"people\":5,\"open\":{\"mean_s\":45.1,\"sd_s\":1,"
              "\"confidence\":\"verified\"},\"closed\":" VALUE "}]}",
         "/bands/0/open/mean_s"},
        {"{\"norms\":2}", "/norms"},
        {"{\"norms\":1,\"id\":\"n\",\"title\":\"N\",\"source\":\"S\",\"surface\":\"wet\","
         "\"cap_s\":45,\"tries\":3,\"stops\":[\"thumb\"],\"bands\":[" BAND(1, 2) "]}",
         "/surface"},
        {"{\"norms\":1,\"id\":\"n\",\"title\":\"N\",\"source\":\"S\",\"surface\":\"soft\","
         "\"cap_s\":45,\"tries\":3,\"stops\":[\"foot\"],\"bands\":[" BAND(1, 2) "]}",
         "/stops/0"},
    };
    (void)state;
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Library library;
        Faults faults = {0};
        assert_int_equal(load(&rows[i].text, 1, &library, &faults), SF_OK);
        assert_int_equal(faults.errors, rows[i].pointer == NULL ? 0 : 1);
        assert_true((library.norms == NULL) == (rows[i].pointer != NULL));
        if (rows[i].pointer != NULL) {
            assert_string_equal(faults.items[0].pointer, rows[i].pointer);
        }
        faults_deinit(&faults);
        library_deinit(&library);
    }
}

static void test_norms__there_is_one_set(void **state)
{
    static const char *const texts[] = {HEAD BAND(18, 39) "]}", HEAD BAND(20, 30) "]}"};
    (void)state;
    Library library;
    Faults faults = {0};
    assert_int_equal(load(texts, 2, &library, &faults), SF_OK);
    assert_int_equal(faults.errors, 1);
    assert_string_equal(faults.items[0].file, "b.json");
    assert_int_equal(library.norms->bands[0].from, 18);
    faults_deinit(&faults);
    library_deinit(&library);
}

static void test_norms__without_memory_there_is_no_library(void **state)
{
    static const char *const texts[] = {HEAD BAND(18, 39) "," BAND(40, 49) "]}"};
    (void)state;
    SfError code = SF_E_NOMEM;
    for (int64_t n = 0; code != SF_OK; n++) {
        Library library;
        Faults faults = {0};
        sf_alloc_fail_after(n);
        code = load(texts, 1, &library, &faults);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK || (code == SF_E_NOMEM && library.norms == NULL));
        faults_deinit(&faults);
        library_deinit(&library);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_norms__a_band_is_wide_and_within_zero_and_the_cap),
        cmocka_unit_test(test_norms__belong_to_one_protocol),
        cmocka_unit_test(test_norms__bands_are_those_of_the_study),
        cmocka_unit_test(test_norms__a_fault_has_its_place_and_leaves_the_file_out),
        cmocka_unit_test(test_norms__there_is_one_set),
        cmocka_unit_test(test_norms__without_memory_there_is_no_library),
    };
    return cmocka_run_group_tests(tests, load_ours, unload);
}
