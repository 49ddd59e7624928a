/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdlib.h>
#include <string.h>

#include "surefoot/journal.h"
#include "surefoot/limits.h"
#include "timeline_fixture.h"

/* One of everything: sides, rounds, paced and free repetitions, a question, text to escape. */
static Timeline sample(void)
{
    static const char *const cues[] = {"Line one\nand \"two\" \\ tab\t end", "\x01 \xc3\xbc"};
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, fixture_timed("clamshell", STEP_HOLD, 20000));
    step->dose.sides = SIDES_EACH;
    step->dose.sets = 2;
    step->cues = (TextList){.items = cues, .count = 2};
    fixture.inner[0] = fixture_node(fixture_reps("mini-squat", 3, (Tempo){2000, 500, 1000, 500}));
    fixture.nodes[fixture.count++] = fixture_group(2, fixture.inner, 1);
    fixture_add(&fixture, fixture_reps("bridge", 8, (Tempo){0}));
    fixture_add(&fixture, fixture_rest("pause", 12000));
    fixture_add(&fixture, fixture_timed("stand", STEP_MAX, 30000));
    fixture_add(&fixture, fixture_check("after", "Is the knee \"calm\"?\r\nReally?"));
    Timeline timeline;
    assert_int_equal(fixture_compile(&fixture, &timeline, NULL), SF_OK);
    fixture_assert_sound(&timeline);
    return timeline;
}

static char *sample_json(void)
{
    Timeline timeline = sample();
    char *json = NULL;
    assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
    timeline_deinit(&timeline);
    return json;
}

/* ---- writing --------------------------------------------------------------------------------- */

static void test_timeline_json__is_one_segment_a_line(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 5000))->dose.ready_ms = 1000;
    Timeline timeline;
    assert_int_equal(fixture_compile(&fixture, &timeline, NULL), SF_OK);
    char *json = NULL;
    assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
    assert_string_equal(
        json,
        "{\n\"timeline\":1,\n\"program\":\"demo\",\n\"routine\":\"evening\",\n"
        "\"title\":\"Evening knees\",\n\"hash\":\"abc123\",\n\"total_ms\":6000,\n"
        "\"about\":false,\n\"items\":[\n"
        "{\"step\":\"bridge\",\"exercise\":\"bridge\",\"name\":\"Bridge\",\"say\":\"Bridge\","
        "\"text\":\"\",\"figure\":\"bridge\",\"easier\":\"bridge-small\",\"cues\":[],"
        "\"kind\":\"hold\",\"first_move\":\"up\",\"sets\":1,\"reps\":0,\"down_ms\":0,"
        "\"hold_ms\":0,\"up_ms\":0,\"pause_ms\":0,\"stop_if_pain\":5}\n],\n\"segments\":[\n"
        "{\"key\":\"bridge/s1/ready\",\"item\":0,\"kind\":\"ready\",\"side\":\"none\","
        "\"open\":false,\"start_ms\":0,\"length_ms\":1000,\"set\":0,\"round\":0,\"rounds\":0,"
        "\"cues\":[{\"at_ms\":0,\"id\":\"name\",\"say\":\"Bridge.\",\"length_ms\":720}]},\n"
        "{\"key\":\"bridge/s1\",\"item\":0,\"kind\":\"hold\",\"side\":\"none\",\"open\":false,"
        "\"start_ms\":1000,\"length_ms\":5000,\"set\":1,\"round\":0,\"rounds\":0,\"cues\":["
        "{\"at_ms\":0,\"id\":\"start\",\"tone\":\"start\",\"length_ms\":350},"
        "{\"at_ms\":5000,\"id\":\"done\",\"tone\":\"done\",\"length_ms\":900},"
        "{\"at_ms\":5900,\"id\":\"done\",\"say\":\"Well done\",\"length_ms\":840}]}\n]\n}\n");
    sf_free(json);
    timeline_deinit(&timeline);
}

static void test_timeline_json__comes_back_as_it_was(void **state)
{
    (void)state;
    char *json = sample_json();
    Timeline back;
    SfErrorInfo err = {{0}};
    assert_int_equal(timeline_from_json(&back, json, strlen(json), &err), SF_OK);
    fixture_assert_sound(&back);
    assert_string_equal(back.items[0].cues.items[0], "Line one\nand \"two\" \\ tab\t end");
    assert_string_equal(back.items[0].cues.items[1], "\x01 \xc3\xbc");
    assert_int_equal(back.items[1].tempo.hold_ms, 500);
    assert_int_equal(back.items[1].first_move, MOVE_DOWN);
    assert_true(back.about);
    char *again = NULL;
    assert_int_equal(timeline_to_json(&back, &again), SF_OK);
    assert_string_equal(json, again);
    sf_free(json);
    sf_free(again);
    timeline_deinit(&back);
}

static void test_timeline_json__the_longest_timeline_comes_back(void **state)
{
    (void)state;
    Step step = fixture_timed("bridge", STEP_HOLD, 1000);
    step.dose.sets = 100;
    step.dose.rest_ms = 0;
    step.dose.ready_ms = 0;
    Node hold = fixture_node(step);
    Node group = fixture_group(LIMIT_SEGMENTS / 100, &hold, 1);
    const Profile profile = profile_default();
    Timeline timeline;
    assert_int_equal(fixture_compile_nodes(&group, 1, &profile, &timeline, NULL), SF_OK);
    assert_int_equal(timeline.segment_count, LIMIT_SEGMENTS);
    char *json = NULL;
    assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
    Timeline back;
    assert_int_equal(timeline_from_json(&back, json, strlen(json), NULL), SF_OK);
    assert_int_equal(back.total_ms, timeline.total_ms);
    assert_int_equal(back.cue_count, timeline.cue_count);
    sf_free(json);
    timeline_deinit(&timeline);
    timeline_deinit(&back);
}

/* ---- refusing -------------------------------------------------------------------------------- */

/* A copy of the sample with the n-th `from` (from 1) replaced. */
static char *altered(const char *json, const char *from, int nth, const char *to)
{
    const char *at = strstr(json, from);
    for (; at != NULL && nth > 1; nth--) {
        at = strstr(at + 1, from);
    }
    assert_non_null(at);
    const size_t size = strlen(json) + strlen(to) + 1;
    char *text = calloc(1, size);
    assert_non_null(text);
    assert_true(sf_format(text, size, "%.*s%s%s", (int)(at - json), json, to, at + strlen(from)));
    return text;
}

static void assert_refused(const char *text, size_t size, SfError error, const char *message)
{
    Timeline timeline;
    SfErrorInfo err = {{0}};
    const SfError got = timeline_from_json(&timeline, text, size, &err);
    if (got != error || strstr(err.text, message) == NULL) {
        fail_msg("expected %d \"%s\", got %d \"%s\"", error, message, got, err.text);
    }
    assert_null(timeline.arena.first);
    assert_null(timeline.segments);
    assert_null(timeline.cues);
    assert_int_equal(timeline_from_json(&timeline, text, size, NULL), error);
}

typedef struct Alteration {
    const char *from;
    int nth;
    const char *to;
    const char *message;
} Alteration;

static void test_timeline_json__refuses_values_that_do_not_belong(void **state)
{
    (void)state;
    static const Alteration cases[] = {
        {"\"program\":\"demo\"", 1, "\"program\":\"\"",
         "/program: must be a text of 1 to 64 bytes"},
        {"\"program\":\"demo\"", 1, "\"program\":7", "/program: must be a text"},
        {"\"program\":\"demo\",", 1, "", "must be an object with \"program\""},
        {"\"about\":true", 1, "\"about\":1", "/about: must be true or false"},
        {"\"total_ms\":", 1, "\"total_ms\":0.5,\"x\":", "/total_ms: must be a whole number"},
        {"\"total_ms\":", 1, "\"total_ms\":-1,\"x\":", "/total_ms: must be a whole number"},
        {"\"total_ms\":", 1, "\"total_ms\":1e300,\"x\":", "/total_ms: must be a whole number"},
        {"\"total_ms\":", 1, "\"total_ms\":\"1\",\"x\":", "/total_ms: must be a whole number"},
        {"\"items\":[", 1, "\"items\":{},\"x\":[", "/items: must be a list"},
        {"\"items\":[", 1, "\"items\":[],\"x\":[", "/segments/0/item"},
        {"\"items\":[", 1, "\"items\":[7,", "/items/0: must be an object with \"step\""},
        {"\"segments\":[", 1, "\"segments\":[],\"x\":[", "/segments: must not be empty"},
        {"\"segments\":[", 1, "\"segments\":[null,", "/segments/0: must be an object"},
        {"\"kind\":\"hold\"", 1, "\"kind\":\"plank\"", "/items/0/kind: is not a word"},
        {"\"kind\":\"hold\"", 1, "\"kind\":null", "must be an object with \"kind\""},
        {"\"kind\":\"hold\"", 2, "\"kind\":3", "/kind: is not a word"},
        {"\"first_move\":\"up\"", 1, "\"first_move\":\"sideways\"", "/items/0/first_move"},
        {"\"stop_if_pain\":5", 1, "\"stop_if_pain\":11", "whole number from -1 to 10"},
        {"\"sets\":2", 1, "\"sets\":0", "/items/0/sets"},
        {"\"down_ms\":2000", 1, "\"down_ms\":600001", "/items/1/down_ms"},
        {"\"cues\":[\"", 1, "\"cues\":[\"\",\"", "/items/0/cues/0: must be a text of 1 to 2000"},
        {"\"cues\":[\"", 1, "\"cues\":[[],\"", "/items/0/cues/0: must be a text"},
        {"\"key\":\"clamshell/s1/left\"", 1, "\"key\":\"\"", "/key: must be a text of 1 to 255"},
        {"\"item\":0", 1, "\"item\":6", "/segments/0/item: must be a whole number from 0 to 5"},
        {"\"item\":0", 1, "\"item\":-1", "/segments/0/item"},
        {"\"side\":\"left\"", 1, "\"side\":\"top\"", "/segments/0/side"},
        {"\"length_ms\":5000", 1, "\"length_ms\":86400001", "/segments/0/length_ms"},
        {"\"tone\":\"count\"", 1, "\"tone\":\"bang\"", "/tone: is not a word"},
        {"\"tone\":\"count\"", 1, "\"x\":1", "must be an object with \"tone\""},
        {"\"id\":\"count\"", 1, "\"id\":\"counting\"", "/id: is not a word"},
        {"\"cues\":[{", 1, "\"cues\":[3,{", "/cues/0: must be an object"},
        {"\"say\":\"Clamshell. Left side.\"", 1, "\"say\":\"\"", "/say: must be a text"},
    };
    char *json = sample_json();
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char *text = altered(json, cases[i].from, cases[i].nth, cases[i].to);
        assert_refused(text, strlen(text), SF_E_INPUT, cases[i].message);
        free(text);
    }
    sf_free(json);
}

/* Each value is fine alone; together they would lead the player astray. */
static void test_timeline_json__refuses_what_does_not_fit_together(void **state)
{
    (void)state;
    static const Alteration cases[] = {
        {"\"about\":true", 1, "\"about\":false", "must have the total of its segments"},
        {"\"total_ms\":", 1, "\"total_ms\":1,\"x\":", "must have the total of its segments"},
        {"clamshell/s2/left\"", 1, "clamshell/s1/left\"", "segment key twice"},
        {"\"item\":0", 2, "\"item\":1", "is of a kind that its step does not have"},
        {"\"item\":0", 1, "\"item\":3", "is of a kind that its step does not have"},
        {"\"kind\":\"hold\"", 2, "\"kind\":\"walk\"", "is of a kind that its step does not have"},
        {"\"kind\":\"hold\"", 2, "\"kind\":\"time\"", "is of a kind that its step does not have"},
        {"\"kind\":\"hold\"", 2, "\"kind\":\"run\"", "is of a kind that its step does not have"},
        {"\"kind\":\"hold\"", 1, "\"kind\":\"check\"", "is of a kind that its step does not have"},
        {"\"open\":false", 2, "\"open\":true", "must be open if it waits"},
        {"\"open\":true", 1, "\"open\":false", "must be open if it waits"},
        {"\"reps\":3", 1, "\"reps\":4", "must be as long as its repetitions"},
        {"\"reps\":8", 1, "\"reps\":0", "must be as long as its repetitions"},
        {"\"start_ms\":5000", 1, "\"start_ms\":5001", "must start where the one before it ends"},
        {"\"set\":1", 1, "\"set\":0", "must have a set if it is work"},
        {"\"set\":1", 1, "\"set\":3", "must have a set if it is work"},
        {"\"set\":0", 1, "\"set\":1", "must have a set if it is work"},
        {"\"round\":1", 1, "\"round\":3", "must have a round within its rounds"},
        {"\"at_ms\":0", 1, "\"at_ms\":2500", "must not come before the cue in front"},
        {"\"at_ms\":0", 1, "\"at_ms\":15001", "whole number from 0 to 15000"},
    };
    char *json = sample_json();
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char *text = altered(json, cases[i].from, cases[i].nth, cases[i].to);
        assert_refused(text, strlen(text), SF_E_INPUT, cases[i].message);
        free(text);
    }
    sf_free(json);
}

static void test_timeline_json__refuses_what_is_no_timeline(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        SfError error;
        const char *message;
    } cases[] = {
        {"", SF_E_INPUT, ""},
        {"null", SF_E_INPUT, "timeline"},
        {"[]", SF_E_INPUT, "must be an object with \"timeline\""},
        {"{}", SF_E_INPUT, "must be an object with \"timeline\""},
        {"{\"timeline\":0}", SF_E_INPUT, "/timeline: must be a whole number"},
        {"{\"timeline\":2}", SF_E_NEWER, "newer Surefoot"},
        {"{\"timeline\":1", SF_E_INPUT, "timeline:1:"},
        {"{\"timeline\":1,\"timeline\":1}", SF_E_INPUT, "timeline:1:"},
        {"{\"timeline\":1,\"program\":\"\xff\"}", SF_E_INPUT, "timeline:1:"},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", SF_E_TOOBIG, "timeline:1:"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_refused(cases[i].text, strlen(cases[i].text), cases[i].error, cases[i].message);
    }
}

static void test_timeline_json__every_cut_is_refused(void **state)
{
    (void)state;
    char *json = sample_json();
    const size_t size = strlen(json);
    for (size_t cut = 0; cut + 2 < size; cut += 37) {
        assert_refused(json, cut, SF_E_INPUT, "");
    }
    sf_free(json);
}

/* Whatever one byte becomes, the answer is a refusal or a timeline that holds. */
static void test_timeline_json__any_changed_byte_is_refused_or_harmless(void **state)
{
    (void)state;
    static const char bytes[] = {'0', '9', '"', ',', '}', ']', '-', 'e', '\0', '\x80'};
    char *json = sample_json();
    const size_t size = strlen(json);
    int32_t accepted = 0;
    for (size_t at = 0; at < size; at += 23) {
        const char before = json[at];
        json[at] = bytes[(at / 23) % sizeof(bytes)];
        Timeline timeline;
        if (timeline_from_json(&timeline, json, size, NULL) == SF_OK) {
            accepted++;
            char *again = NULL;
            assert_int_equal(timeline_to_text(&timeline, &again), SF_OK);
            sf_free(again);
            timeline_deinit(&timeline);
        }
        json[at] = before;
    }
    assert_true(accepted > 0);
    sf_free(json);
}

/* As many sounds in the first segment as a whole timeline may have; more come in the second. */
static void test_timeline_json__a_flood_of_sounds_is_refused(void **state)
{
    (void)state;
    static const char head[] = "\"cues\":[";
    static const char cue[] = "{\"at_ms\":0,\"id\":\"rep\",\"tone\":\"rep\",\"length_ms\":1},";
    static const char tail[] = "],\"x\":[{";
    const size_t cue_size = sizeof(cue) - 1;
    char *flood = calloc(1, sizeof(head) + sizeof(tail) + cue_size * LIMIT_CUES);
    assert_non_null(flood);
    size_t used = sizeof(head) - 1;
    memcpy(flood, head, used);
    for (int32_t i = 0; i < LIMIT_CUES; i++, used += cue_size) {
        memcpy(flood + used, cue, cue_size);
    }
    memcpy(flood + used - 1, tail, sizeof(tail));
    char *json = sample_json();
    char *text = altered(json, "\"cues\":[{", 1, flood);
    Timeline timeline;
    SfErrorInfo err = {{0}};
    assert_int_equal(timeline_from_json(&timeline, text, strlen(text), &err), SF_E_INPUT);
    assert_non_null(strstr(err.text, "is one sound too many"));
    assert_null(timeline.arena.first);
    free(text);
    free(flood);
    sf_free(json);
}

/* ---- memory ---------------------------------------------------------------------------------- */

static void test_timeline_json__no_memory_leaves_nothing_behind(void **state)
{
    (void)state;
    /* Small, because every allocation of it fails once. */
    Fixture fixture = fixture_new();
    fixture_add(&fixture, fixture_reps("clamshell", 3, (Tempo){1000, 0, 1000, 0}));
    Timeline timeline;
    assert_int_equal(fixture_compile(&fixture, &timeline, NULL), SF_OK);
    char *json = NULL;
    assert_int_equal(timeline_to_json(&timeline, &json), SF_OK);
    for (int which = 0; which < 3; which++) {
        SfError error = SF_E_NOMEM;
        for (int64_t successes = 0; error != SF_OK; successes++) {
            char *out = NULL;
            Timeline back = {0};
            sf_alloc_fail_after(successes);
            if (which == 0) {
                error = timeline_to_json(&timeline, &out);
            } else if (which == 1) {
                error = timeline_to_text(&timeline, &out);
            } else {
                error = timeline_from_json(&back, json, strlen(json), NULL);
            }
            sf_alloc_fail_after(-1);
            assert_true(error == SF_OK || error == SF_E_NOMEM);
            assert_true(error == SF_OK || (out == NULL && back.arena.first == NULL));
            sf_free(out);
            timeline_deinit(&back);
            assert_in_range(successes, 0, 100000);
        }
    }
    sf_free(json);
    timeline_deinit(&timeline);
}

/* ---- the table ------------------------------------------------------------------------------- */

static void test_timeline_json__the_table_keeps_one_line_a_thing(void **state)
{
    (void)state;
    Timeline timeline = sample();
    char *text = NULL;
    assert_int_equal(timeline_to_text(&timeline, &text), SF_OK);
    int32_t lines = 0;
    for (const char *at = text; *at != '\0'; at++) {
        lines += *at == '\n' ? 1 : 0;
        assert_true(*at == '\n' || (unsigned char)*at >= 0x20);
    }
    assert_int_equal(lines, 4 + timeline.segment_count + timeline.cue_count);
    assert_non_null(strstr(text, "demo/evening, about "));
    assert_non_null(strstr(text, "~0:24.000  reps    -      bridge/s1 "));
    assert_non_null(strstr(text, "\"Is the knee \"calm\"?  Really?\""));
    sf_free(text);
    timeline_deinit(&timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeline_json__is_one_segment_a_line),
        cmocka_unit_test(test_timeline_json__comes_back_as_it_was),
        cmocka_unit_test(test_timeline_json__the_longest_timeline_comes_back),
        cmocka_unit_test(test_timeline_json__refuses_values_that_do_not_belong),
        cmocka_unit_test(test_timeline_json__refuses_what_does_not_fit_together),
        cmocka_unit_test(test_timeline_json__refuses_what_is_no_timeline),
        cmocka_unit_test(test_timeline_json__every_cut_is_refused),
        cmocka_unit_test(test_timeline_json__any_changed_byte_is_refused_or_harmless),
        cmocka_unit_test(test_timeline_json__a_flood_of_sounds_is_refused),
        cmocka_unit_test(test_timeline_json__no_memory_leaves_nothing_behind),
        cmocka_unit_test(test_timeline_json__the_table_keeps_one_line_a_thing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
