/* SPDX-License-Identifier: MIT */
/* What sounds when: one rule a test. Whole programs are in test_timeline_golden. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <string.h>

#include "surefoot/audio.h"
#include "timeline_fixture.h"

static Timeline compile(const Fixture *fixture)
{
    Timeline timeline;
    assert_int_equal(fixture_compile(fixture, &timeline, NULL), SF_OK);
    fixture_assert_sound(&timeline);
    return timeline;
}

static Timeline compile_one(Step step)
{
    Fixture fixture = fixture_new();
    (void)fixture_add(&fixture, step);
    return compile(&fixture);
}

static Step hold(int32_t ready_ms, int32_t ms)
{
    Step step = fixture_timed("clamshell", STEP_HOLD, ms);
    step.dose.ready_ms = ready_ms;
    return step;
}

/* What is said under this id in a segment, or "" if nothing is. */
static const char *said(const Timeline *timeline, int32_t segment, CueId id)
{
    const int32_t cue = fixture_cue(timeline, segment, id, CHANNEL_VOICE);
    return cue < 0 ? "" : timeline->cues[cue].say;
}

static int32_t tone_at(const Timeline *timeline, int32_t segment, CueId id)
{
    const int32_t cue = fixture_cue(timeline, segment, id, CHANNEL_TONE);
    return cue < 0 ? -1 : timeline->cues[cue].at_ms;
}

static int32_t voice_at(const Timeline *timeline, int32_t segment, CueId id)
{
    const int32_t cue = fixture_cue(timeline, segment, id, CHANNEL_VOICE);
    return cue < 0 ? -1 : timeline->cues[cue].at_ms;
}

/* ---- counting and ends ----------------------------------------------------------------------- */

static void test_timeline_cues__three_two_one_ends_a_lead_in_of_three_seconds_or_more(void **state)
{
    (void)state;
    static const struct {
        int32_t ready_ms;
        int32_t counts;
    } cases[] = {{1000, 0}, {2999, 0}, {3500, 3}, {5000, 3}, {60000, 3}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Step step = hold(cases[i].ready_ms, 5000);
        step.say = "A";
        Timeline timeline = compile_one(step);
        assert_int_equal(fixture_cue_count(&timeline, 0, CUE_COUNT, CHANNEL_TONE), cases[i].counts);
        if (cases[i].counts == 3) {
            const int32_t first = fixture_cue(&timeline, 0, CUE_COUNT, CHANNEL_TONE);
            for (int32_t left = 3; left > 0; left--) {
                assert_int_equal(timeline.cues[first + 3 - left].at_ms,
                                 cases[i].ready_ms - left * 1000);
            }
        }
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__timed_work_counts_down_from_ten_seconds_on(void **state)
{
    (void)state;
    static const struct {
        StepKind kind;
        int32_t ms;
        int32_t counts;
    } cases[] = {
        {STEP_HOLD, 9999, 0},  {STEP_HOLD, 10000, 3}, {STEP_TIME, 10000, 3},
        {STEP_WALK, 10000, 3}, {STEP_RUN, 10000, 3},  {STEP_MAX, 30000, 0},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Timeline timeline = compile_one(fixture_timed("walk", cases[i].kind, cases[i].ms));
        assert_int_equal(fixture_cue_count(&timeline, 1, CUE_COUNT, CHANNEL_TONE), cases[i].counts);
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__half_way_is_for_timed_work_of_twenty_seconds(void **state)
{
    (void)state;
    static const struct {
        StepKind kind;
        int32_t ms;
        bool dose;
        bool profile;
        int32_t at; /* -1: not at all */
    } cases[] = {
        {STEP_HOLD, 19900, true, true, -1},    {STEP_HOLD, 19999, true, true, -1},
        {STEP_HOLD, 20000, true, true, 10000}, {STEP_TIME, 30001, true, true, 15000},
        {STEP_WALK, 60000, true, true, 30000}, {STEP_RUN, 60000, true, true, 30000},
        {STEP_HOLD, 60000, false, true, -1},   {STEP_HOLD, 60000, true, false, -1},
        {STEP_MAX, 60000, true, true, -1},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = fixture_new();
        fixture_add(&fixture, fixture_timed("walk", cases[i].kind, cases[i].ms))->dose.halfway =
            cases[i].dose;
        fixture.profile.halfway = cases[i].profile;
        Timeline timeline = compile(&fixture);
        assert_int_equal(tone_at(&timeline, 1, CUE_HALFWAY), cases[i].at);
        assert_string_equal(said(&timeline, 1, CUE_HALFWAY), cases[i].at < 0 ? "" : "Half way");
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__every_kind_of_work_has_its_start(void **state)
{
    (void)state;
    static const struct {
        StepKind kind;
        Tone tone;
    } cases[] = {{STEP_HOLD, TONE_START}, {STEP_REPS, TONE_START}, {STEP_TIME, TONE_START},
                 {STEP_MAX, TONE_START},  {STEP_WALK, TONE_WALK},  {STEP_RUN, TONE_RUN}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Step step = fixture_timed("walk", cases[i].kind, 30000);
        step.dose.reps = 5;
        Timeline timeline = compile_one(step);
        const int32_t cue = fixture_cue(&timeline, 1, CUE_START, CHANNEL_TONE);
        assert_true(cue >= 0);
        assert_int_equal(timeline.cues[cue].tone, cases[i].tone);
        assert_int_equal(timeline.cues[cue].at_ms, 0);
        timeline_deinit(&timeline);
    }
}

/* At zero there is always one clear tone, and it is never the one of the count. */
static void test_timeline_cues__each_end_of_work_has_one_tone(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, hold(0, 10000));
    step->dose.sides = SIDES_EACH;
    step->dose.rest_ms = 0;
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.ready_ms = 0;
    fixture_add(&fixture, fixture_timed("march", STEP_TIME, 10000))->dose.rest_ms = 0;
    fixture_add(&fixture, fixture_check("after", "Still calm?"));
    fixture_add(&fixture, fixture_reps("mini-squat", 5, (Tempo){0}));
    fixture_add(&fixture, fixture_timed("stand", STEP_MAX, 30000));
    Timeline timeline = compile(&fixture);
    static const struct {
        const char *key;
        CueId id;
        int32_t at;
    } cases[] = {
        {"clamshell/s1/left", CUE_END, -1},  /* the change-over sounds */
        {"clamshell/s1/right", CUE_END, -1}, /* the next start sounds */
        {"bridge/s1", CUE_END, 10000},       /* a rest follows */
        {"march/s1", CUE_END, 10000},        /* a question follows */
        {"mini-squat/s1", CUE_END, -1},      /* a person ended it */
        {"stand/s1", CUE_END, -1},           /* all is done */
        {"stand/s1", CUE_DONE, 30000},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        const int32_t segment = timeline_find(&timeline, cases[i].key);
        assert_true(segment >= 0);
        assert_int_equal(tone_at(&timeline, segment, cases[i].id), cases[i].at);
    }
    timeline_deinit(&timeline);
}

static void test_timeline_cues__the_last_segment_ends_with_done_whatever_it_is(void **state)
{
    (void)state;
    const Step lasts[] = {hold(5000, 10000), fixture_check("after", "Still calm?"),
                          fixture_rest("pause", 4000), fixture_reps("clamshell", 5, (Tempo){0}),
                          fixture_reps("clamshell", 5, (Tempo){1000, 0, 1000, 0})};
    for (size_t i = 0; i < SF_COUNT(lasts); i++) {
        Timeline timeline = compile_one(lasts[i]);
        const int32_t last = timeline.segment_count - 1;
        const int64_t length = timeline.segments[last].length_ms;
        assert_int_equal(tone_at(&timeline, last, CUE_DONE), length);
        assert_string_equal(said(&timeline, last, CUE_DONE), "Well done");
        const int32_t tone = fixture_cue(&timeline, last, CUE_DONE, CHANNEL_TONE);
        assert_int_equal(voice_at(&timeline, last, CUE_DONE),
                         length + timeline.cues[tone].length_ms);
        assert_int_equal(tone_at(&timeline, last, CUE_END), -1);
        timeline_deinit(&timeline);
    }
}

/* The compiler cannot ask the synthesiser, which lies above it: this keeps the two together. */
static void test_timeline_cues__tones_keep_within_the_room_reserved_for_them(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, hold(5000, 20000))->dose.sides = SIDES_EACH;
    fixture_add(&fixture, fixture_reps("mini-squat", 2, (Tempo){2000, 500, 1000, 500}));
    fixture_add(&fixture, fixture_timed("walk", STEP_WALK, 20000));
    fixture_add(&fixture, fixture_timed("run", STEP_RUN, 20000));
    Timeline timeline = compile(&fixture);
    bool heard[TONE_DONE + 1] = {false};
    for (int32_t i = 0; i < timeline.cue_count; i++) {
        const Cue *cue = &timeline.cues[i];
        if (cue->channel == CHANNEL_TONE) {
            assert_true(tone_length_ms(cue->tone) <= cue->length_ms);
            heard[cue->tone] = true;
        }
    }
    for (int32_t tone = TONE_COUNT; tone <= TONE_DONE; tone++) {
        assert_true(heard[tone]);
    }
    timeline_deinit(&timeline);
}

/* ---- names ----------------------------------------------------------------------------------- */

/* A clip length for each text by its number of bytes, so that tests can say how long a name is. */
static int32_t hundred_ms_a_byte(void *context, const char *text)
{
    (void)context;
    return (int32_t)strlen(text) * 100;
}

static void test_timeline_cues__a_name_takes_counts_but_never_time(void **state)
{
    (void)state;
    static const struct {
        const char *say; /* with its full stop, 100 ms a byte */
        Sides sides;
        const char *said;
        int32_t counts;
    } cases[] = {
        {"A name of twenty ch", SIDES_NONE, "A name of twenty ch.", 3},   /* 2000 ms */
        {"A name of twenty-one", SIDES_NONE, "A name of twenty-one.", 2}, /* 2100 ms */
        {"Short one", SIDES_LEFT, "Short one. Left side.", 2},            /* 2100 ms */
        {"A name that takes the whole lead-in of five sec.", SIDES_NONE,
         "A name that takes the whole lead-in of five sec.", 0}, /* 4800 ms */
        {"A name that leaves no room for left or right!", SIDES_LEFT,
         "A name that leaves no room for left or right!", 0}, /* 4500 ms alone */
        {"A name that is longer than the lead-in is, by one.", SIDES_NONE,
         "A name that is longer than the lead-in is, by one.", 0}, /* 5000 ms */
        {"A name that is longer than the lead-in is, by a lot.", SIDES_NONE, "", 3},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = fixture_new();
        Step *step = fixture_add(&fixture, hold(5000, 5000));
        step->say = cases[i].say;
        step->dose.sides = cases[i].sides;
        step->cues = (TextList){0};
        fixture.profile.speech_ms = hundred_ms_a_byte;
        Timeline timeline = compile(&fixture);
        assert_int_equal(timeline.total_ms, 10000);
        assert_string_equal(said(&timeline, 0, CUE_NAME), cases[i].said);
        assert_int_equal(fixture_cue_count(&timeline, 0, CUE_COUNT, CHANNEL_TONE), cases[i].counts);
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__a_name_without_lead_in_is_said_after_the_start(void **state)
{
    (void)state;
    Step step = hold(0, 20000);
    step.dose.sets = 2;
    step.dose.sides = SIDES_RIGHT;
    Timeline timeline = compile_one(step);
    assert_string_equal(said(&timeline, 0, CUE_NAME), "Clamshell. Right side.");
    assert_int_equal(voice_at(&timeline, 0, CUE_NAME), 350);
    assert_string_equal(said(&timeline, 0, CUE_SET), "2 sets of 20 seconds");
    assert_string_equal(said(&timeline, 2, CUE_NAME), "");
    timeline_deinit(&timeline);
    /* A lead-in too short for it is as good as none. */
    timeline = compile_one(hold(300, 20000));
    assert_string_equal(said(&timeline, 0, CUE_NAME), "");
    assert_string_equal(said(&timeline, 1, CUE_NAME), "Clamshell.");
    timeline_deinit(&timeline);
}

static void test_timeline_cues__a_rest_before_says_the_name_once(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, hold(5000, 10000));
    fixture_add(&fixture, fixture_timed("bridge", STEP_HOLD, 10000))->dose.ready_ms = 0;
    Timeline timeline = compile(&fixture);
    assert_string_equal(said(&timeline, 2, CUE_NEXT), "Next: bridge");
    assert_string_equal(said(&timeline, 3, CUE_NAME), "");
    timeline_deinit(&timeline);
    /* The rest was too short to say it. */
    fixture.nodes[0].step.dose.rest_ms = 1000;
    timeline = compile(&fixture);
    assert_string_equal(said(&timeline, 2, CUE_REST), "Rest");
    assert_string_equal(said(&timeline, 2, CUE_NEXT), "");
    assert_string_equal(said(&timeline, 3, CUE_NAME), "Bridge.");
    timeline_deinit(&timeline);
}

static void test_timeline_cues__sentences_fit_the_name(void **state)
{
    (void)state;
    static const struct {
        const char *say;
        const char *name;
        const char *next;
    } cases[] = {
        {"Mini squat", "Mini squat. Left side.", "Next: mini squat. Left side."},
        {"VMO squat", "VMO squat. Left side.", "Next: VMO squat. Left side."},
        {"Stand tall!", "Stand tall! Left side.", "Next: stand tall! Left side."},
        {"\xc3\x9c"
         "bung",
         "\xc3\x9c"
         "bung. Left side.",
         "Next: \xc3\x9c"
         "bung. Left side."},
        {"A", "A. Left side.", "Next: A. Left side."},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = fixture_new();
        Step named = hold(5000, 10000);
        named.say = cases[i].say;
        named.dose.sides = SIDES_LEFT;
        Step next = named;
        next.id = "again";
        next.dose.ready_ms = 0;
        (void)fixture_add(&fixture, named);
        (void)fixture_add(&fixture, next);
        Timeline timeline = compile(&fixture);
        assert_string_equal(said(&timeline, 0, CUE_NAME), cases[i].name);
        assert_string_equal(said(&timeline, 2, CUE_NEXT), cases[i].next);
        timeline_deinit(&timeline);
    }
}

/* ---- the lead-in's other words --------------------------------------------------------------- */

static void test_timeline_cues__a_lead_in_says_name_dose_and_form_in_that_order(void **state)
{
    (void)state;
    static const struct {
        int32_t ready_ms;
        bool dose;
        bool form;
    } cases[] = {{5000, false, false}, {7000, true, false}, {9000, true, true}};
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Step step = hold(cases[i].ready_ms, 20000);
        step.dose.sets = 3;
        Timeline timeline = compile_one(step);
        assert_string_equal(said(&timeline, 0, CUE_NAME), "Clamshell.");
        assert_string_equal(said(&timeline, 0, CUE_SET),
                            cases[i].dose ? "3 sets of 20 seconds" : "");
        assert_string_equal(said(&timeline, 0, CUE_FORM),
                            cases[i].form ? "Keep your hips still." : "");
        assert_string_equal(said(&timeline, 1, CUE_FORM),
                            cases[i].form ? "" : "Keep your hips still.");
        assert_int_equal(fixture_cue_count(&timeline, 0, CUE_COUNT, CHANNEL_TONE), 3);
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__form_is_said_in_the_first_round_only(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture.inner[0] = fixture_node(hold(5000, 10000));
    fixture.nodes[fixture.count++] = fixture_group(2, fixture.inner, 1);
    Timeline timeline = compile(&fixture);
    const int32_t first = timeline_find(&timeline, "clamshell/r1/s1");
    const int32_t second = timeline_find(&timeline, "clamshell/r2/s1");
    assert_string_equal(said(&timeline, first, CUE_FORM), "Keep your hips still.");
    assert_string_equal(said(&timeline, second, CUE_FORM), "");
    assert_string_equal(said(&timeline, second - 1, CUE_NAME), "Clamshell.");
    timeline_deinit(&timeline);
}

static void test_timeline_cues__doses_are_said_in_round_figures_or_not_at_all(void **state)
{
    (void)state;
    static const struct {
        StepKind kind;
        int32_t ms;
        const char *text;
    } cases[] = {
        {STEP_REPS, 0, "3 sets of 8"},
        {STEP_HOLD, 30000, "3 sets of 30 seconds"},
        {STEP_HOLD, 1000, "3 sets of 1 second"},
        {STEP_TIME, 60000, "3 sets of 1 minute"},
        {STEP_WALK, 300000, "3 sets of 5 minutes"},
        {STEP_HOLD, 2500, "3 sets"},
        {STEP_MAX, 60000, "3 sets"},
        {STEP_HOLD, 90000, "3 sets of 90 seconds"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Step step = fixture_timed("clamshell", cases[i].kind, cases[i].ms);
        step.dose.reps = 8;
        step.dose.sets = 3;
        step.dose.ready_ms = 15000;
        Timeline timeline = compile_one(step);
        assert_string_equal(said(&timeline, 0, CUE_SET), cases[i].text);
        timeline_deinit(&timeline);
    }
}

/* ---- rests and sides ------------------------------------------------------------------------- */

static void test_timeline_cues__rests_between_sets_say_which_is_next(void **state)
{
    (void)state;
    Step step = hold(5000, 10000);
    step.dose.sets = 3;
    step.dose.sides = SIDES_EACH;
    step.dose.order = ORDER_ALTERNATE;
    Timeline timeline = compile_one(step);
    const int32_t one = timeline_find(&timeline, "clamshell/s1/right/rest");
    const int32_t two = timeline_find(&timeline, "clamshell/s2/right/rest");
    assert_string_equal(said(&timeline, one, CUE_REST), "Rest");
    assert_string_equal(said(&timeline, one, CUE_NEXT), "Next: set 2 of 3, left side");
    assert_int_equal(fixture_cue_count(&timeline, one, CUE_COUNT, CHANNEL_TONE), 3);
    assert_string_equal(said(&timeline, two, CUE_NEXT), "");
    assert_string_equal(said(&timeline, two, CUE_LAST), "Last set. Left side.");
    timeline_deinit(&timeline);
    step.dose.first = FIRST_RIGHT;
    timeline = compile_one(step);
    const int32_t rest = timeline_find(&timeline, "clamshell/s1/left/rest");
    assert_string_equal(said(&timeline, rest, CUE_NEXT), "Next: set 2 of 3, right side");
    timeline_deinit(&timeline);
}

static void
test_timeline_cues__a_rest_before_a_lead_in_names_the_step_and_does_not_count(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, hold(5000, 10000));
    fixture_add(&fixture, fixture_reps("mini-squat", 5, (Tempo){0}))->dose.sides = SIDES_EACH;
    Timeline timeline = compile(&fixture);
    assert_string_equal(said(&timeline, 2, CUE_NEXT), "Next: mini squat");
    assert_int_equal(fixture_cue_count(&timeline, 2, CUE_COUNT, CHANNEL_TONE), 0);
    assert_string_equal(said(&timeline, 3, CUE_NAME), "Mini squat. Left side.");
    timeline_deinit(&timeline);
}

static void test_timeline_cues__a_rest_before_a_question_or_a_rest_announces_nothing(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    fixture_add(&fixture, hold(5000, 10000));
    fixture_add(&fixture, fixture_rest("pause", 20000))->say = "Shake your legs out";
    fixture_add(&fixture, fixture_check("after", "Still calm?"));
    fixture_add(&fixture, hold(5000, 10000))->id = "again";
    Timeline timeline = compile(&fixture);
    assert_int_equal(timeline.segments[2].kind, SEGMENT_REST);
    assert_string_equal(said(&timeline, 2, CUE_REST), "Rest");
    assert_string_equal(said(&timeline, 2, CUE_NEXT), "");
    assert_string_equal(said(&timeline, 3, CUE_REST), "Shake your legs out");
    assert_string_equal(said(&timeline, 3, CUE_NEXT), "");
    assert_int_equal(fixture_cue_count(&timeline, 3, CUE_COUNT, CHANNEL_TONE), 0);
    timeline_deinit(&timeline);
}

static void test_timeline_cues__a_change_over_says_the_side_in_what_room_there_is(void **state)
{
    (void)state;
    static const struct {
        int32_t switch_ms;
        const char *said;
        int32_t counts;
    } cases[] = {
        {5000, "Other leg. Right side.", 3}, /* 300 + 1620 <= 2000 */
        {4500, "Right side.", 3},            /* 300 + 960 <= 1500 */
        {4000, "Right side.", 2},            /* only over the first count */
        {3000, "Right side.", 1},
        {2000, "Other leg. Right side.", 0}, /* too short to count */
        {1000, "", 0},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Step step = hold(5000, 10000);
        step.dose.sides = SIDES_EACH;
        step.dose.switch_ms = cases[i].switch_ms;
        Timeline timeline = compile_one(step);
        assert_int_equal(tone_at(&timeline, 2, CUE_CHANGE), 0);
        assert_string_equal(said(&timeline, 2, CUE_CHANGE), cases[i].said);
        assert_int_equal(fixture_cue_count(&timeline, 2, CUE_COUNT, CHANNEL_TONE), cases[i].counts);
        assert_string_equal(said(&timeline, 3, CUE_CHANGE),
                            cases[i].said[0] == '\0' ? "Right side." : "");
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__a_change_over_into_a_new_set_says_so(void **state)
{
    (void)state;
    Step step = hold(5000, 10000);
    step.dose.sides = SIDES_EACH;
    step.dose.order = ORDER_ALTERNATE;
    step.dose.sets = 3;
    step.dose.rest_ms = 0;
    step.dose.switch_ms = 8000;
    Timeline timeline = compile_one(step);
    const int32_t within = timeline_find(&timeline, "clamshell/s1/left/change");
    const int32_t second = timeline_find(&timeline, "clamshell/s1/right/change");
    const int32_t third = timeline_find(&timeline, "clamshell/s2/right/change");
    assert_string_equal(said(&timeline, within, CUE_SET), "");
    assert_string_equal(said(&timeline, second, CUE_SET), "Set 2 of 3");
    /* That it is the other leg is said once; from then on which one it is. */
    assert_string_equal(said(&timeline, within, CUE_CHANGE), "Other leg. Right side.");
    assert_string_equal(said(&timeline, second, CUE_CHANGE), "Left side.");
    assert_string_equal(said(&timeline, third, CUE_CHANGE), "Left side.");
    assert_string_equal(said(&timeline, third, CUE_LAST), "Last set");
    timeline_deinit(&timeline);
}

/* ---- questions ------------------------------------------------------------------------------- */

static void test_timeline_cues__a_question_is_said_whole_however_long(void **state)
{
    (void)state;
    Fixture fixture = fixture_new();
    char text[201];
    memset(text, 'x', 200);
    text[200] = '\0';
    fixture_add(&fixture, fixture_check("before", text));
    fixture.profile.speech_ms = hundred_ms_a_byte;
    Timeline timeline = compile(&fixture);
    assert_string_equal(said(&timeline, 0, CUE_QUESTION), text);
    assert_int_equal(timeline.segments[0].length_ms, 10000);
    const int32_t cue = fixture_cue(&timeline, 0, CUE_QUESTION, CHANNEL_VOICE);
    assert_int_equal(timeline.cues[cue].at_ms, 0);
    assert_int_equal(timeline.cues[cue].length_ms, 20000);
    timeline_deinit(&timeline);
    timeline = compile_one(fixture_check("before", NULL));
    assert_string_equal(said(&timeline, 0, CUE_QUESTION), "Check");
    timeline_deinit(&timeline);
}

/* ---- repetitions ----------------------------------------------------------------------------- */

static void test_timeline_cues__paced_repetitions_are_ticked_and_numbered(void **state)
{
    (void)state;
    Timeline timeline = compile_one(fixture_reps("mini-squat", 10, (Tempo){2000, 1000, 2000, 500}));
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_REP, CHANNEL_TONE), 10);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_REP, CHANNEL_VOICE), 9);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_PHASE, CHANNEL_TONE), 30);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_PHASE, CHANNEL_VOICE), 3);
    assert_string_equal(said(&timeline, 1, CUE_REP), "one");
    assert_string_equal(said(&timeline, 1, CUE_LAST), "Last one");
    assert_int_equal(voice_at(&timeline, 1, CUE_LAST), 9 * 5500);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_COUNT, CHANNEL_TONE), 0);
    timeline_deinit(&timeline);
}

static void test_timeline_cues__a_single_repetition_is_not_the_last_of_many(void **state)
{
    (void)state;
    Timeline timeline = compile_one(fixture_reps("mini-squat", 1, (Tempo){2000, 0, 2000, 0}));
    assert_string_equal(said(&timeline, 1, CUE_LAST), "");
    assert_string_equal(said(&timeline, 1, CUE_REP), "one");
    timeline_deinit(&timeline);
}

static void test_timeline_cues__repetitions_at_ones_own_pace_are_left_alone(void **state)
{
    (void)state;
    Timeline timeline = compile_one(fixture_reps("mini-squat", 10, (Tempo){0}));
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_REP, CHANNEL_TONE), 0);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_REP, CHANNEL_VOICE), 0);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_PHASE, CHANNEL_TONE), 0);
    assert_int_equal(fixture_cue_count(&timeline, 1, CUE_LAST, CHANNEL_VOICE), 0);
    timeline_deinit(&timeline);
}

static void test_timeline_cues__phases_are_named_in_the_first_repetition_as_they_come(void **state)
{
    (void)state;
    static const struct {
        const char *exercise;
        const char *words[3];
        int32_t at[3];
    } cases[] = {
        {"mini-squat", {"down", "hold", "up"}, {980, 2000, 3000}},
        {"clamshell", {"up", "hold", "down"}, {980, 1550, 2500}},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Timeline timeline =
            compile_one(fixture_reps(cases[i].exercise, 4, (Tempo){2000, 1000, 1500, 0}));
        const Segment *work = &timeline.segments[1];
        int32_t found = 0;
        for (int32_t c = work->first_cue; c < work->first_cue + work->cue_count; c++) {
            const Cue *cue = &timeline.cues[c];
            if (cue->id == CUE_PHASE && cue->channel == CHANNEL_VOICE) {
                assert_string_equal(cue->say, cases[i].words[found]);
                assert_int_equal(cue->at_ms, cases[i].at[found]);
                found++;
            }
        }
        assert_int_equal(found, 3);
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__numbers_are_words(void **state)
{
    (void)state;
    static const struct {
        int32_t rep;
        const char *word;
    } cases[] = {{1, "one"},     {10, "ten"},          {13, "thirteen"},     {19, "nineteen"},
                 {20, "twenty"}, {21, "twenty-one"},   {90, "ninety"},       {99, "ninety-nine"},
                 {101, "one"},   {100, "one hundred"}, {200, "two hundred"}, {215, "fifteen"}};
    Timeline timeline = compile_one(fixture_reps("mini-squat", 220, (Tempo){2000, 0, 1000, 0}));
    const Segment *work = &timeline.segments[1];
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        const char *word = NULL;
        for (int32_t c = work->first_cue; c < work->first_cue + work->cue_count; c++) {
            const Cue *cue = &timeline.cues[c];
            const bool number = cue->id == CUE_REP && cue->channel == CHANNEL_VOICE;
            if (number && cue->at_ms / 3000 == cases[i].rep - 1) {
                word = cue->say;
            }
        }
        assert_non_null(word);
        assert_string_equal(word, cases[i].word);
    }
    timeline_deinit(&timeline);
}

/* ---- how long speech takes ------------------------------------------------------------------- */

static int32_t known_length(void *context, const char *text)
{
    (void)text;
    return *(const int32_t *)context;
}

static void test_timeline_cues__speech_of_unknown_length_gets_a_reserved_slot(void **state)
{
    (void)state;
    char long_text[201];
    memset(long_text, 'x', 200);
    long_text[200] = '\0';
    static int32_t lengths[] = {1234, -1, 0};
    const struct {
        const char *text;
        int32_t *known; /* NULL: no table at all */
        int32_t length;
    } cases[] = {
        {"Calm?", NULL, 5 * 60 + 300}, {"?", NULL, 400},
        {long_text, NULL, 6000},       {"Calm?", &lengths[0], 1234},
        {"Calm?", &lengths[1], 600},   {"Calm?", &lengths[2], 600},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        Fixture fixture = fixture_new();
        fixture_add(&fixture, fixture_check("before", cases[i].text));
        fixture.profile.speech_ms = cases[i].known != NULL ? known_length : NULL;
        fixture.profile.speech_context = cases[i].known;
        Timeline timeline = compile(&fixture);
        const int32_t cue = fixture_cue(&timeline, 0, CUE_QUESTION, CHANNEL_VOICE);
        assert_int_equal(timeline.cues[cue].length_ms, cases[i].length);
        timeline_deinit(&timeline);
    }
}

static void test_timeline_cues__speech_that_takes_for_ever_is_not_said(void **state)
{
    (void)state;
    static int32_t for_ever = INT32_MAX;
    Fixture fixture = fixture_new();
    Step *step = fixture_add(&fixture, hold(5000, 20000));
    step->dose.sets = 2;
    step->dose.sides = SIDES_EACH;
    fixture_add(&fixture, fixture_reps("mini-squat", 3, (Tempo){1000, 0, 1000, 0}));
    fixture.profile.speech_ms = known_length;
    fixture.profile.speech_context = &for_ever;
    Timeline timeline = compile(&fixture);
    for (int32_t i = 0; i < timeline.cue_count; i++) {
        assert_true(timeline.cues[i].channel == CHANNEL_TONE || timeline.cues[i].id == CUE_DONE);
    }
    assert_int_equal(fixture_cue_count(&timeline, 0, CUE_COUNT, CHANNEL_TONE), 3);
    timeline_deinit(&timeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timeline_cues__three_two_one_ends_a_lead_in_of_three_seconds_or_more),
        cmocka_unit_test(test_timeline_cues__timed_work_counts_down_from_ten_seconds_on),
        cmocka_unit_test(test_timeline_cues__half_way_is_for_timed_work_of_twenty_seconds),
        cmocka_unit_test(test_timeline_cues__every_kind_of_work_has_its_start),
        cmocka_unit_test(test_timeline_cues__each_end_of_work_has_one_tone),
        cmocka_unit_test(test_timeline_cues__the_last_segment_ends_with_done_whatever_it_is),
        cmocka_unit_test(test_timeline_cues__tones_keep_within_the_room_reserved_for_them),
        cmocka_unit_test(test_timeline_cues__a_name_takes_counts_but_never_time),
        cmocka_unit_test(test_timeline_cues__a_name_without_lead_in_is_said_after_the_start),
        cmocka_unit_test(test_timeline_cues__a_rest_before_says_the_name_once),
        cmocka_unit_test(test_timeline_cues__sentences_fit_the_name),
        cmocka_unit_test(test_timeline_cues__a_lead_in_says_name_dose_and_form_in_that_order),
        cmocka_unit_test(test_timeline_cues__form_is_said_in_the_first_round_only),
        cmocka_unit_test(test_timeline_cues__doses_are_said_in_round_figures_or_not_at_all),
        cmocka_unit_test(test_timeline_cues__rests_between_sets_say_which_is_next),
        cmocka_unit_test(
            test_timeline_cues__a_rest_before_a_lead_in_names_the_step_and_does_not_count),
        cmocka_unit_test(test_timeline_cues__a_rest_before_a_question_or_a_rest_announces_nothing),
        cmocka_unit_test(test_timeline_cues__a_change_over_says_the_side_in_what_room_there_is),
        cmocka_unit_test(test_timeline_cues__a_change_over_into_a_new_set_says_so),
        cmocka_unit_test(test_timeline_cues__a_question_is_said_whole_however_long),
        cmocka_unit_test(test_timeline_cues__paced_repetitions_are_ticked_and_numbered),
        cmocka_unit_test(test_timeline_cues__a_single_repetition_is_not_the_last_of_many),
        cmocka_unit_test(test_timeline_cues__repetitions_at_ones_own_pace_are_left_alone),
        cmocka_unit_test(test_timeline_cues__phases_are_named_in_the_first_repetition_as_they_come),
        cmocka_unit_test(test_timeline_cues__numbers_are_words),
        cmocka_unit_test(test_timeline_cues__speech_of_unknown_length_gets_a_reserved_slot),
        cmocka_unit_test(test_timeline_cues__speech_that_takes_for_ever_is_not_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
