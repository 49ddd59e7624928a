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

#include "facts_kit.h"
#include "surefoot/journal.h"
#include "surefoot/limits.h"
#include "timeline_maker.h"

/* Half-way through a routine, with something in every kind of credit. */
static Journal make_journal(Timeline timeline)
{
    Journal journal = {.timeline = timeline,
                       .session = kit_uuid(KIT_NOON_MS, 5),
                       .started = {.utc_ms = KIT_NOON_MS, .offset_min = -210},
                       .updated = {.utc_ms = KIT_NOON_MS + 61234, .offset_min = 60},
                       .elapsed_ms = 4321,
                       .spent_ms = 98765432,
                       .worked_ms = 1234567890123,
                       .ended = timeline.segment_count % 2 == 0,
                       .ended_early = timeline.segment_count % 4 == 0};
    journal.credit_count = timeline.segment_count;
    journal.credits = sf_alloc((size_t)timeline.segment_count * sizeof(Credit));
    journal.extra_ms = sf_alloc((size_t)timeline.segment_count * sizeof(int64_t));
    assert_true(journal.credits != NULL && journal.extra_ms != NULL);
    journal.extra_ms[timeline.segment_count - 1] = 20000;
    for (int32_t i = 0; i < timeline.segment_count; i += 2) {
        journal.credits[i] = (Credit){
            .outcome = (Outcome)(i % 5), .done_ms = i * 1000, .reps = i % 11, .eased = i % 3 == 0};
        journal.credits[i].when = (PlayerMoment){.at_ms = i * 1000003LL, .spent_ms = i * 1001};
    }
    assert_true(sf_format(journal.key, sizeof(journal.key), "%s",
                          timeline.segments[timeline.segment_count / 2].key));
    return journal;
}

/* Both parts in one text, so that damage can be done anywhere. */
#define BETWEEN "\n--\n"

static char *written(const Journal *journal)
{
    char *state = NULL;
    char *timeline = NULL;
    assert_int_equal(journal_write(journal, &state), SF_OK);
    assert_int_equal(timeline_to_json(&journal->timeline, &timeline), SF_OK);
    const size_t size = strlen(state) + strlen(BETWEEN) + strlen(timeline) + 1;
    char *text = sf_alloc(size);
    assert_non_null(text);
    (void)sf_format(text, size, "%s%s%s", state, BETWEEN, timeline);
    sf_free(state);
    sf_free(timeline);
    return text;
}

static SfError read_both(Journal *out, const char *text, SfErrorInfo *err)
{
    static char state[1 << 20];
    const char *between = strstr(text, BETWEEN);
    const size_t size = between != NULL ? (size_t)(between - text) : strlen(text);
    assert_true(size < sizeof(state));
    memcpy(state, text, size);
    state[size] = '\0';
    return journal_read(out, between != NULL ? between + strlen(BETWEEN) : "", state, err);
}

static char *small_journal(void)
{
    Journal journal = make_journal(
        timeline_make("squat: ready5 reps3x2/left change5 reps3x2/right rest20 | bridge: hold10"));
    journal.credits[2] = (Credit){.outcome = OUTCOME_PARTIAL, .done_ms = 900, .reps = 1};
    char *text = written(&journal);
    journal_deinit(&journal);
    return text;
}

static void test_journal__comes_back_as_it_was(void **state)
{
    (void)state;
    TestRandom random = {.state = 11};
    for (int round = 0; round < 25; round++) {
        Journal journal = make_journal(timeline_compile_random(&random, round % 2 == 0));
        char *text = written(&journal);
        Journal back;
        SfErrorInfo err = {{0}};
        if (read_both(&back, text, &err) != SF_OK) {
            fail_msg("%s", err.text);
        }
        assert_true(uuid_equal(back.session, journal.session));
        assert_int_equal(back.started.utc_ms, journal.started.utc_ms);
        assert_int_equal(back.started.offset_min, -210);
        assert_int_equal(back.updated.utc_ms, journal.updated.utc_ms);
        assert_int_equal(back.updated.offset_min, 60);
        assert_string_equal(back.key, journal.key);
        assert_int_equal(back.elapsed_ms, 4321);
        assert_int_equal(back.spent_ms, 98765432);
        assert_int_equal(back.worked_ms, 1234567890123);
        assert_true(back.ended == journal.ended);
        assert_true(back.ended_early == journal.ended_early);
        assert_int_equal(back.credit_count, back.timeline.segment_count);
        for (int32_t i = 0; i < back.credit_count; i++) {
            assert_int_equal(back.credits[i].outcome, journal.credits[i].outcome);
            assert_int_equal(back.credits[i].done_ms, journal.credits[i].done_ms);
            assert_int_equal(back.credits[i].reps, journal.credits[i].reps);
            assert_int_equal(back.credits[i].eased, journal.credits[i].eased);
            assert_int_equal(back.extra_ms[i], journal.extra_ms[i]);
            if (journal.credits[i].done_ms > 0) { /* only what was earned is written */
                assert_int_equal(back.credits[i].when.at_ms, journal.credits[i].when.at_ms);
                assert_int_equal(back.credits[i].when.spent_ms, journal.credits[i].when.spent_ms);
            }
        }
        char *again = written(&back);
        assert_string_equal(again, text);
        sf_free(again);
        sf_free(text);
        journal_deinit(&back);
        journal_deinit(&journal);
        assert_null(journal.credits);
    }
}

static void assert_refused(const char *text, const char *what)
{
    Journal journal;
    SfErrorInfo err = {{0}};
    const SfError code = read_both(&journal, text, &err);
    if (code != SF_E_INPUT || err.text[0] == '\0') {
        fail_msg("%s: code %d, \"%s\"", what, (int)code, err.text);
    }
    assert_null(journal.credits);
    assert_null(journal.timeline.segments);
    assert_null(journal.timeline.arena.first);
}

/* The text with the first `from` replaced. The caller frees it. */
static char *changed(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (at == NULL) {
        fail_msg("no %s in %s", from, text);
        return NULL;
    }
    const size_t size = strlen(text) + strlen(to) + 1;
    char *out = sf_alloc(size);
    assert_non_null(out);
    (void)sf_format(out, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return out;
}

static void test_journal__refuses_what_is_not_one_of_ours(void **state)
{
    (void)state;
    static const char *const texts[] = {"",
                                        "{}",
                                        "[]",
                                        "7",
                                        "null",
                                        "\"surefoot_journal\"",
                                        "{\"surefoot_journal\":1}",
                                        "{\"surefoot_export\":1}",
                                        "{\"surefoot_journal\":1,\"surefoot_journal\":1}",
                                        "\xff\xfe"};
    for (size_t i = 0; i < SF_COUNT(texts); i++) {
        assert_refused(texts[i], texts[i]);
    }
}

static void test_journal__refuses_every_wrong_value(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        const char *to;
    } cases[] = {
        {"\"surefoot_journal\":1", "\"surefoot_journal\":2"},
        {"\"surefoot_journal\":1", "\"surefoot_journal\":\"1\""},
        {"\"surefoot_journal\":1", "\"surefoot_journal\":1.0"},
        {"\"session\":\"", "\"session\":\"x"},
        {"\"session\":\"", "\"sessions\":\""},
        {"\"session\":\"", "\"session\":\"00000000-0000-0000-0000-000000000000\",\"was\":\""},
        {"\"session\":", "\"session\":7,\"was\":"},
        {"\"started\":\"2026", "\"started\":\"2026-13"},
        {"\"started\":\"2026", "\"started\":\"a very long time ago, longer than any instant"},
        {"\"updated\":", "\"updates\":"},
        {"\"key\":\"", "\"key\":\"lunge/"},
        {"\"key\":\"", "\"key\":7,\"was\":\""},
        {"\"elapsed_ms\":4321", "\"elapsed_ms\":-1"},
        {"\"elapsed_ms\":4321", "\"elapsed_ms\":1e3"},
        {"\"elapsed_ms\":4321", "\"elapsed_ms\":86400001"},
        {"\"elapsed_ms\":4321", "\"elapsed_ms\":12345678901234567890"},
        {"\"elapsed_ms\":4321", "\"elapsed_ms\":-"},
        {"\"spent_ms\":98765432", "\"spent_ms\":-1"},
        {"\"spent_ms\":98765432", "\"spent_ms\":31622400001"},
        {"\"spent_ms\":98765432", "\"spent_ms\":null"},
        {"\"worked_ms\":", "\"worked_ms\":-1,\"was\":"},
        {"\"worked_ms\":", "\"worked_ms\":315537811200001,\"was\":"},
        {"\"worked_ms\":", "\"worked_ms\":\"0\",\"was\":"},
        {"\"at_ms\":", "\"at_ms\":-1,\"was\":"},
        {"\"at_ms\":", "\"at_ms\":315537811200001,\"was\":"},
        {"\"at_ms\":", "\"at_ms\":1.5,\"was\":"},
        {",\"spent_ms\":", ",\"spent_ms\":-1,\"was\":"},
        {",\"spent_ms\":", ",\"spent_ms\":true,\"was\":"},
        {"\"ended\":", "\"ended\":1,\"was\":"},
        {"\"ended_early\":", "\"ended_early\":\"no\",\"was\":"},
        {"\"credits\":[", "\"credits\":{},\"was\":["},
        {"\"credits\":[", "\"credits\":[7,"},
        {"\"credits\":[\n{\"key\":\"", "\"credits\":[\n{\"key\":\"lunge/"},
        {"\"credits\":[\n{\"key\":", "\"credits\":[\n{\"was\":"},
        {"\"outcome\":\"partial\"", "\"outcome\":\"finished\""},
        {"\"outcome\":\"partial\"", "\"outcome\":3"},
        {"\"outcome\":\"partial\"", "\"outcome\":\"partially at the very least\""},
        {"\"done_ms\":900", "\"done_ms\":-900"},
        {"\"done_ms\":900", "\"done_ms\":\"900\""},
        {"\"reps\":1,\"eased\"", "\"reps\":1001,\"eased\""},
        {"\"eased\":true", "\"eased\":1"},
        {"\"extra\":[", "\"extra\":{},\"was\":["},
        {"\"extra\":[", "\"extra\":[7,"},
        {"\"extra\":[\n{\"key\":\"", "\"extra\":[\n{\"key\":\"lunge/"},
        {"\"extra\":[\n{\"key\":", "\"extra\":[\n{\"was\":"},
        {"\"ms\":20000", "\"ms\":\"20000\""},
        {"\"ms\":20000", "\"ms\":-86400001"},
        {"\"segments\":[", "\"segments\":[{},"},
        {"\"timeline\":1", "\"timeline\":9"},
    };
    char *text = small_journal();
    Journal journal;
    SfErrorInfo err = {{0}};
    if (read_both(&journal, text, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    journal_deinit(&journal);
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char *spoiled = changed(text, cases[i].from, cases[i].to);
        assert_refused(spoiled, cases[i].to);
        sf_free(spoiled);
    }
    sf_free(text);
}

static void test_journal__of_before_lengths_were_kept_is_read(void **state)
{
    (void)state;
    char *text = small_journal();
    char *extra = strstr(text, ",\n\"extra\":[");
    char *end = strstr(extra, "]\n");
    assert_true(extra != NULL && end != NULL);
    memmove(extra, end + 1, strlen(end));
    Journal journal;
    SfErrorInfo err = {{0}};
    if (read_both(&journal, text, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(journal.elapsed_ms, 4321);
    for (int32_t i = 0; i < journal.credit_count; i++) {
        assert_int_equal(journal.extra_ms[i], 0);
    }
    journal_deinit(&journal);
    sf_free(text);
}

/* What was credited was spent for certain; how long the rest took is not known. */
static void test_journal__of_before_its_time_was_kept_is_read(void **state)
{
    (void)state;
    char *text = small_journal();
    char *from = strstr(text, "\"spent_ms\":");
    char *to = strstr(text, "\"credits\":");
    assert_true(from != NULL && to != NULL && from < to);
    memmove(from, to, strlen(to) + 1);
    Journal journal;
    SfErrorInfo err = {{0}};
    if (read_both(&journal, text, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    int64_t credited_ms = 0;
    for (int32_t i = 0; i < journal.credit_count; i++) {
        credited_ms += journal.credits[i].done_ms;
    }
    assert_true(credited_ms > 0);
    assert_int_equal(journal.spent_ms, 4321 + credited_ms);
    assert_false(journal.ended || journal.ended_early);
    journal_deinit(&journal);
    sf_free(text);
}

/* Its sets were done at the start, as far as is known, and by the time it was written. */
static void test_journal__of_before_days_were_kept_is_read(void **state)
{
    (void)state;
    char *text = small_journal();
    char *at = NULL;
    while ((at = strstr(text, ",\"at_ms\":")) != NULL) {
        const char *to = strchr(at, '}');
        assert_non_null(to);
        memmove(at, to, strlen(to) + 1);
    }
    at = strstr(text, "\"worked_ms\":");
    const char *to = strstr(text, "\"ended\":");
    assert_true(at != NULL && to != NULL && at < to);
    memmove(at, to, strlen(to) + 1);
    Journal journal;
    SfErrorInfo err = {{0}};
    if (read_both(&journal, text, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(journal.worked_ms, 0);
    assert_true(journal.credits[2].done_ms > 0);
    assert_int_equal(journal.credits[2].when.at_ms, 0);
    assert_int_equal(journal.credits[2].when.spent_ms, 98765432);
    journal_deinit(&journal);
    sf_free(text);
}

static void test_journal__refuses_a_text_cut_anywhere(void **state)
{
    (void)state;
    char *text = small_journal();
    for (size_t length = strlen(text) - 2; length-- > 0;) {
        text[length] = '\0';
        if (length % 7 == 0) {
            assert_refused(text, "cut");
        }
    }
    sf_free(text);
}

static void test_journal__credits_are_of_its_timeline_in_its_order(void **state)
{
    (void)state;
    char *text = small_journal();
    const char *first = strstr(text, "{\"key\":\"squat/");
    assert_non_null(first);
    const size_t length = (size_t)(strchr(first, '}') - first) + 1;
    char credit[256];
    char twice[600];
    assert_true(sf_format(credit, sizeof(credit), "%.*s", (int)length, first));
    assert_true(sf_format(twice, sizeof(twice), "%s,%s", credit, credit));
    char *spoiled = changed(text, credit, twice);
    assert_refused(spoiled, "a credit twice");
    sf_free(spoiled);
    sf_free(text);
}

static void test_journal__survives_any_damage(void **state)
{
    (void)state;
    char *text = small_journal();
    const size_t size = strlen(text);
    uint32_t seed = 77;
    for (int round = 0; round < 1500; round++) {
        Journal journal;
        const size_t at = kit_random(&seed) % size;
        const char before = text[at];
        text[at] = (char)(1 + kit_random(&seed) % 127);
        if (read_both(&journal, text, NULL) == SF_OK) {
            assert_true(timeline_find(&journal.timeline, journal.key) >= 0);
            journal_deinit(&journal);
        }
        text[at] = before;
    }
    sf_free(text);
}

static void test_journal__without_memory_nothing_is_owned(void **state)
{
    (void)state;
    char *text = small_journal();
    SfError code = SF_E_NOMEM;
    for (int64_t n = 0; code != SF_OK; n++) {
        Journal journal;
        SfErrorInfo err = {{0}};
        sf_alloc_fail_after(n);
        code = read_both(&journal, text, &err);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK || (code == SF_E_NOMEM && err.text[0] != '\0'));
        if (code != SF_OK) {
            assert_null(journal.credits);
            assert_null(journal.timeline.arena.first);
        }
        journal_deinit(&journal);
    }
    Journal journal;
    assert_int_equal(read_both(&journal, text, NULL), SF_OK);
    code = SF_E_NOMEM;
    for (int64_t n = 0; code != SF_OK; n++) {
        char *out = text;
        sf_alloc_fail_after(n);
        code = journal_write(&journal, &out);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK || (code == SF_E_NOMEM && out == NULL));
        sf_free(out);
    }
    journal_deinit(&journal);
    sf_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_journal__comes_back_as_it_was),
        cmocka_unit_test(test_journal__refuses_what_is_not_one_of_ours),
        cmocka_unit_test(test_journal__refuses_every_wrong_value),
        cmocka_unit_test(test_journal__of_before_lengths_were_kept_is_read),
        cmocka_unit_test(test_journal__of_before_its_time_was_kept_is_read),
        cmocka_unit_test(test_journal__of_before_days_were_kept_is_read),
        cmocka_unit_test(test_journal__refuses_a_text_cut_anywhere),
        cmocka_unit_test(test_journal__credits_are_of_its_timeline_in_its_order),
        cmocka_unit_test(test_journal__survives_any_damage),
        cmocka_unit_test(test_journal__without_memory_nothing_is_owned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
