/* SPDX-License-Identifier: MIT */
/*
 * What holds for the player whatever a person does: random timelines, made by hand and compiled,
 * random commands, random frames. Seeds are fixed, so a failure comes again; it tells its seed.
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "player_log.h"

#define MAX_SEGMENTS 4096
#define MAX_CUES 32768
#define PLAY_OUT_MS (24LL * 60 * 60 * 1000)

static PlayerLog *some_session(uint64_t seed, TestRandom *random, bool open)
{
    *random = (TestRandom){.state = seed * 7919 + 17};
    PlayerLog *log =
        log_create(test_random(random, 2) == 0 ? timeline_make_random(random, open)
                                               : timeline_compile_random(random, open));
    SF_ASSERT(log->timeline.segment_count <= MAX_SEGMENTS && log->timeline.cue_count <= MAX_CUES);
    log->now_ms += test_random(random, 100000);
    assert_int_equal(player_start(&log->player, log->now_ms), SF_OK);
    return log;
}

static void must(bool holds, uint64_t seed, const char *what)
{
    if (!holds) {
        fail_msg("seed %d: %s", (int)seed, what);
    }
}

#define MUST(condition, seed) must((condition), (seed), #condition)

/* ---- a second pair of eyes ------------------------------------------------------------------- */

/* What the test saw itself: time for which a segment was on and running, and what was said. */
typedef struct Witness {
    int64_t attempt_ms[MAX_SEGMENTS]; /**< since the segment last began */
    int64_t best_ms[MAX_SEGMENTS];    /**< of all attempts */
    bool answered[MAX_SEGMENTS];      /**< a person pressed done in it */
    bool heard[MAX_CUES];             /**< since its segment last began */
    bool heard_twice;
    int64_t counted_until_ms; /**< end of the count-in that runs */
    int64_t early_ms;         /**< how long before its frame a press of done lay, or 0 */
    Credit before[MAX_SEGMENTS];
} Witness;

static void witness_begin(Witness *witness, const PlayerLog *log, int32_t segment)
{
    const Segment *begun = &log->timeline.segments[segment];
    witness->attempt_ms[segment] = 0;
    for (int32_t i = begun->first_cue; i < begun->first_cue + begun->cue_count; i++) {
        witness->heard[i] = witness->heard[i] && log->timeline.cues[i].id == CUE_DONE;
    }
}

static void witness_events(Witness *witness, PlayerLog *log)
{
    log_drain(log);
    for (int32_t i = 0; i < log->count; i++) {
        const PlayerEvent *event = &log->events[i];
        if (event->kind == PLAYER_EVENT_SEGMENT) {
            witness_begin(witness, log, event->segment);
        } else if (event->kind == PLAYER_EVENT_CUE) {
            witness->heard_twice = witness->heard_twice || witness->heard[event->cue];
            witness->heard[event->cue] = true;
        } else if (event->kind == PLAYER_EVENT_COUNT_IN) {
            witness->counted_until_ms = event->at_ms + PLAYER_COUNT_IN_MS;
        } else if (event->kind == PLAYER_EVENT_FLUSH) {
            witness->counted_until_ms = 0;
        }
    }
    log_forget(log);
}

static void witness_best(Witness *witness, int32_t segment)
{
    if (witness->attempt_ms[segment] > witness->best_ms[segment]) {
        witness->best_ms[segment] = witness->attempt_ms[segment];
    }
}

/* A frame may be shared by the segments that were on in it; each gets no more than all of it. */
static void witness_frame(Witness *witness, const PlayerLog *log, int32_t first, int64_t frame_ms)
{
    const int64_t since = log->now_ms - frame_ms;
    const int64_t from = since > witness->counted_until_ms ? since : witness->counted_until_ms;
    const int64_t ran = log->now_ms > from ? log->now_ms - from : 0;
    for (int32_t i = first; i <= log->player.segment; i++) {
        const bool in_gap = frame_ms > PLAYER_GAP_MS;
        if (!in_gap || segment_is_clock_bound(log->timeline.segments[i].kind)) {
            witness->attempt_ms[i] += ran;
        }
        witness_best(witness, i);
    }
}

/* What follows a press began at the press, not at the frame that saw it. */
static void witness_press(Witness *witness, const PlayerLog *log)
{
    witness->attempt_ms[log->player.segment] += witness->early_ms;
    witness_best(witness, log->player.segment);
    witness->early_ms = 0;
}

static bool is_honest(const Witness *witness, const PlayerLog *log, int32_t i)
{
    const Segment *segment = &log->timeline.segments[i];
    const Credit *credit = &log->player.credits[i];
    if (!segment_is_work(segment->kind)) {
        return credit->outcome == OUTCOME_NONE && credit->done_ms == 0 && credit->reps == 0;
    }
    const Item *item = &log->timeline.items[segment->item];
    const bool own_pace = segment->kind == SEGMENT_REPS && segment->open;
    if (own_pace && (credit->outcome == OUTCOME_DONE || credit->reps > 0)) {
        return witness->answered[i] && credit->done_ms <= witness->best_ms[i];
    }
    const int64_t reps_ms = own_pace ? 0 : (int64_t)credit->reps * tempo_ms(item->tempo);
    const bool none = credit->outcome == OUTCOME_SKIPPED || credit->outcome == OUTCOME_NONE;
    return credit->done_ms <= witness->best_ms[i] && reps_ms <= witness->best_ms[i] &&
           (!none || credit->done_ms == 0);
}

static bool all_honest(const Witness *witness, const PlayerLog *log)
{
    for (int32_t i = 0; i < log->timeline.segment_count; i++) {
        if (!is_honest(witness, log, i)) {
            return false;
        }
    }
    return true;
}

static void remember_credits(Witness *witness, const PlayerLog *log)
{
    memcpy(witness->before, log->player.credits,
           (size_t)log->timeline.segment_count * sizeof(Credit));
}

/* Work is only credited to what was on: one side never counts for the other. */
static bool
others_unchanged(const Witness *witness, const PlayerLog *log, int32_t first, int32_t last)
{
    for (int32_t i = 0; i < log->timeline.segment_count; i++) {
        const Credit *before = &witness->before[i];
        const Credit *after = &log->player.credits[i];
        const bool same = before->done_ms == after->done_ms && before->reps == after->reps;
        if (!same && (i < first || i > last)) {
            return false;
        }
    }
    return true;
}

static bool is_sane(const PlayerLog *log)
{
    const PlayerView view = log_view(log);
    const bool live = view.state == PLAYER_RUNNING || view.state == PLAYER_COUNT_IN;
    return view.elapsed_ms >= 0 && view.remaining_ms >= 0 && view.total_remaining_ms >= 0 &&
           view.total_elapsed_ms >= 0 && view.work_done <= view.work_count &&
           (view.segment->open || view.elapsed_ms <= view.length_ms) &&
           (view.count_in > 0) == (view.state == PLAYER_COUNT_IN) &&
           (!live || player_next_deadline(&log->player) > log->now_ms);
}

/* Clock-bound work runs on; of anything else no more may pass than up to the last live frame. */
static bool gap_is_by_kind(const PlayerLog *log, const PlayerView *before)
{
    const PlayerView after = log_view(log);
    const bool live = before->state == PLAYER_RUNNING || before->state == PLAYER_COUNT_IN;
    if (!live) {
        return after.state == before->state && after.elapsed_ms == before->elapsed_ms;
    }
    if (!segment_is_clock_bound(before->segment->kind)) {
        return after.state == PLAYER_PAUSED && after.interrupted &&
               after.segment == before->segment && after.elapsed_ms == before->elapsed_ms;
    }
    if (after.state == PLAYER_PAUSED) {
        return after.interrupted && after.elapsed_ms == 0 &&
               !segment_is_clock_bound(after.segment->kind);
    }
    return after.state == PLAYER_ENDED || segment_is_clock_bound(after.segment->kind);
}

/* ---- random people --------------------------------------------------------------------------- */

static void some_command(PlayerLog *log, TestRandom *random, Witness *witness)
{
    Player *player = &log->player;
    const int64_t now = log->now_ms;
    const int32_t at = player->segment;
    const int64_t choice = test_random(random, 14);
    const int64_t early = test_random(random, 20);
    if (choice < 2) {
        (void)player_pause(player, now);
    } else if (choice < 5) {
        (void)player_resume(player, now);
    } else if (choice == 5) {
        (void)player_skip(player, now);
    } else if (choice == 6) {
        (void)player_back(player, now);
    } else if (choice < 9) {
        (void)player_adjust(player, early % 2 == 0 ? -PLAYER_ADJUST_MS : PLAYER_ADJUST_MS, now);
    } else if (choice < 11) {
        if (player_done(player, now - early) == SF_OK && witness != NULL) {
            witness->answered[at] = true;
            witness->early_ms = early;
        }
    } else if (choice == 11) {
        (void)player_hurt(player, HURT_FEWER, now);
    } else if (choice == 12) {
        (void)player_hurt(player, early % 2 == 0 ? HURT_SKIP : HURT_EASIER, now);
    } else if (test_random(random, 30) == 0) {
        (void)player_leave(player, now);
    }
}

static int64_t some_frame(TestRandom *random)
{
    const int64_t kind = test_random(random, 60);
    if (kind == 0) {
        return PLAYER_GAP_MS + 1 + test_random(random, 60000);
    }
    return 1 + test_random(random, kind < 8 ? 1900 : 250);
}

static void one_frame(PlayerLog *log, TestRandom *random, Witness *witness, uint64_t seed)
{
    const int32_t first = log->player.segment;
    const bool live = log->player.state != PLAYER_PAUSED;
    const int64_t frame = some_frame(random);
    const PlayerView before = log_view(log);
    remember_credits(witness, log);
    log_leap(log, frame);
    witness_events(witness, log);
    if (live) {
        witness_frame(witness, log, first, frame);
    }
    MUST(frame <= PLAYER_GAP_MS || gap_is_by_kind(log, &before), seed);
    MUST(others_unchanged(witness, log, first, live ? log->player.segment : first - 1), seed);
}

static void one_command(PlayerLog *log, TestRandom *random, Witness *witness, uint64_t seed)
{
    const int32_t at = log->player.segment;
    remember_credits(witness, log);
    some_command(log, random, witness);
    witness_events(witness, log);
    witness_press(witness, log);
    MUST(others_unchanged(witness, log, at, at), seed);
}

static void watch_session(Witness *witness, uint64_t seed)
{
    TestRandom random;
    PlayerLog *log = some_session(seed, &random, true);
    memset(witness, 0, sizeof(*witness));
    witness_events(witness, log);
    const uint64_t allocations = sf_alloc_count();
    for (int i = 0; i < 500 && log->player.state != PLAYER_ENDED; i++) {
        one_frame(log, &random, witness, seed);
        if (test_random(&random, 12) == 0) {
            one_command(log, &random, witness, seed);
        }
        MUST(is_sane(log), seed);
        MUST(all_honest(witness, log), seed);
        MUST(!witness->heard_twice, seed);
    }
    MUST(sf_alloc_count() == allocations, seed);
    log_end(log);
}

static void test_player_property__credit_is_never_above_what_was_done(void **state)
{
    (void)state;
    Witness *witness = sf_alloc(sizeof(*witness));
    assert_non_null(witness);
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        watch_session(witness, seed);
    }
    sf_free(witness);
}

static void test_player_property__is_never_stuck(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1500; seed++) {
        TestRandom random;
        PlayerLog *log = some_session(seed, &random, seed % 2 == 0);
        for (int i = 0; i < 60 && log->player.state != PLAYER_ENDED; i++) {
            log_leap(log, some_frame(&random));
            some_command(log, &random, NULL);
            log_forget(log);
        }
        const PlayerView view = log_view(log);
        const int64_t limit = view.total_remaining_ms + view.work_count * 2000LL + 10000;
        const int64_t from = log->now_ms;
        MUST(log_play_out(log, PLAY_OUT_MS), seed);
        MUST(view.about || log->now_ms - from <= limit, seed);
        MUST(view.state == PLAYER_ENDED || log_count(log, PLAYER_EVENT_ENDED) == 1, seed);
        log_end(log);
    }
}

static void test_player_property__closed_timelines_end_on_time(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        TestRandom random;
        PlayerLog *log = some_session(seed, &random, false);
        const int64_t start = log->now_ms;
        const int64_t total = log_view(log).total_remaining_ms;
        while (log->player.state != PLAYER_ENDED && log->now_ms < start + total + 10000) {
            log_leap(log, 1 + test_random(&random, 1900));
        }
        MUST(log->player.state == PLAYER_ENDED, seed);
        MUST(log_last(log, PLAYER_EVENT_ENDED)->at_ms == start + total, seed);
        MUST(log_view(log).total_elapsed_ms == total, seed);
        for (int32_t i = 0; i <= log->player.last_segment; i++) {
            const Segment *segment = &log->timeline.segments[i];
            const Credit *credit = &log->player.credits[i];
            MUST(!segment_is_work(segment->kind) ||
                     (credit->outcome == OUTCOME_DONE && credit->done_ms == segment->length_ms),
                 seed);
        }
        log_end(log);
    }
}

/* ---- the same at any frame rate -------------------------------------------------------------- */

typedef enum Rate { RATE_10, RATE_60, RATE_144, RATE_JITTER, RATE_DEADLINES, RATE_COUNT } Rate;

static int64_t next_frame(const PlayerLog *log, Rate rate, int64_t number, TestRandom *jitter)
{
    switch (rate) {
    case RATE_10:
        return 100;
    case RATE_60:
        return (number + 1) * 1000 / 60 - number * 1000 / 60;
    case RATE_144:
        return (number + 1) * 1000 / 144 - number * 1000 / 144;
    case RATE_JITTER:
        return test_random(jitter, 700);
    case RATE_DEADLINES:
    case RATE_COUNT:
        break;
    }
    const int64_t deadline = player_next_deadline(&log->player);
    return deadline < log->now_ms + 1000 ? deadline - log->now_ms : 1000;
}

/* Two minutes with a command now and then, at times that do not depend on the frames. */
static PlayerLog *play_at(uint64_t seed, Rate rate)
{
    TestRandom random;
    PlayerLog *log = some_session(seed, &random, true);
    TestRandom jitter = {.state = seed + (uint64_t)rate};
    const int64_t start = log->now_ms;
    int64_t number = 0;
    while (log->player.state != PLAYER_ENDED && log->now_ms < start + 120000) {
        const int64_t command = log->now_ms + 1 + test_random(&random, 9000);
        while (log->now_ms < command) {
            const int64_t frame = next_frame(log, rate, number++, &jitter);
            const int64_t left = command - log->now_ms;
            log_leap(log, frame < left ? frame : left);
        }
        some_command(log, &random, NULL);
        log_drain(log);
    }
    return log;
}

static bool is_same_story(const PlayerLog *a, const PlayerLog *b)
{
    if (a->count != b->count || a->player.segment != b->player.segment) {
        return false;
    }
    for (int32_t i = 0; i < a->count; i++) {
        const PlayerEvent *one = &a->events[i];
        const PlayerEvent *other = &b->events[i];
        if (one->kind != other->kind || one->segment != other->segment || one->cue != other->cue ||
            one->at_ms != other->at_ms) {
            return false;
        }
    }
    for (int32_t i = 0; i < a->timeline.segment_count; i++) {
        const Credit *one = &a->player.credits[i];
        const Credit *other = &b->player.credits[i];
        if (one->outcome != other->outcome || one->done_ms != other->done_ms ||
            one->reps != other->reps) {
            return false;
        }
    }
    return true;
}

static void test_player_property__same_story_at_any_frame_rate(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        PlayerLog *slow = play_at(seed, RATE_10);
        for (Rate rate = RATE_60; rate < RATE_COUNT; rate++) {
            PlayerLog *other = play_at(seed, rate);
            MUST(is_same_story(slow, other), seed);
            log_end(other);
        }
        log_end(slow);
    }
}

/* ---- what is planned is what happens --------------------------------------------------------- */

static bool plan_came_true(PlayerLog *log, TestRandom *random)
{
    PlannedCue planned[1024];
    const int64_t from = log->now_ms;
    const int64_t until = from + 12000;
    const int32_t count = player_planned(&log->player, from, until, planned, 1024);
    const bool live = log->player.state != PLAYER_PAUSED;
    bool open = log_view(log).segment->open;
    log_forget(log);
    while (log->now_ms < until && log->player.state != PLAYER_ENDED) {
        log_leap(log, 1 + test_random(random, 300));
        open = open || log_view(log).segment->open;
    }
    int32_t fired = 0;
    for (int32_t i = 0; i < log->count; i++) {
        const PlayerEvent *event = &log->events[i];
        if (event->kind != PLAYER_EVENT_CUE || event->at_ms <= from || event->at_ms > until) {
            continue;
        }
        if (fired < count) {
            const PlannedCue *plan = &planned[fired];
            if (plan->cue != event->cue || plan->at_ms != event->at_ms) {
                return false;
            }
        }
        fired++;
    }
    return !live || fired == count || (open && fired > count);
}

static void test_player_property__what_is_planned_comes_true(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        TestRandom random;
        PlayerLog *log = some_session(seed, &random, seed % 2 == 0);
        for (int i = 0; i < 20 && log->player.state != PLAYER_ENDED; i++) {
            log_leap(log, some_frame(&random));
            some_command(log, &random, NULL);
            log_drain(log);
            MUST(plan_came_true(log, &random), seed);
        }
        log_end(log);
    }
}

/* ---- killed at any moment -------------------------------------------------------------------- */

static bool no_more_than(const Player *now, const Credit *then, int32_t count, int64_t gain_ms)
{
    for (int32_t i = 0; i < count; i++) {
        const int64_t limit = then[i].done_ms > gain_ms ? then[i].done_ms : gain_ms;
        if (now->credits[i].done_ms > limit) {
            return false;
        }
        if (gain_ms == 0 &&
            (now->credits[i].outcome != then[i].outcome || now->credits[i].reps != then[i].reps)) {
            return false;
        }
    }
    return true;
}

/* Kills the session, continues it on the same timeline, and looks at what is credited. */
static bool survives(PlayerLog *log)
{
    const int32_t count = log->timeline.segment_count;
    const PlayerSnapshot snapshot = player_snapshot(&log->player);
    const int32_t segment = log->player.segment;
    Player next;
    if (player_restore(&next, &log->timeline, &snapshot) != SF_OK) {
        return false;
    }
    bool fine = next.state == PLAYER_PAUSED && next.interrupted && next.segment == segment &&
                next.elapsed_ms == snapshot.elapsed_ms &&
                no_more_than(&next, snapshot.credits, count, 0);
    fine = fine && player_resume(&next, 500) == SF_OK;
    player_update(&next, 1500);
    /* The end of a rest that is the last step may come before. */
    fine = fine && (player_leave(&next, 2400) == SF_OK || next.state == PLAYER_ENDED);
    fine = fine && no_more_than(&next, snapshot.credits, count, snapshot.elapsed_ms + 1900);
    player_deinit(&next);
    if (player_restore(&next, &log->timeline, &snapshot) != SF_OK) {
        return false;
    }
    player_deinit(&log->player);
    log->player = next;
    return fine && log_play_out(log, PLAY_OUT_MS);
}

static void test_player_property__killed_session_goes_on_without_gain(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        TestRandom random;
        PlayerLog *log = some_session(seed, &random, true);
        const int64_t steps = test_random(&random, 60);
        for (int64_t i = 0; i < steps && log->player.state != PLAYER_ENDED; i++) {
            log_leap(log, some_frame(&random));
            some_command(log, &random, NULL);
            log_forget(log);
        }
        MUST(log->player.state == PLAYER_ENDED || survives(log), seed);
        log_end(log);
    }
}

/* The journal: all that outlives a kill, and what the test had seen when it was written. */
typedef struct Kept {
    bool any;
    char key[256];
    int64_t elapsed_ms;
    int64_t extra_ms[MAX_SEGMENTS];
    Credit credits[MAX_SEGMENTS];
    Witness witness;
} Kept;

static void keep(Kept *kept, const PlayerLog *log, const Witness *witness)
{
    const PlayerSnapshot snapshot = player_snapshot(&log->player);
    const size_t count = (size_t)snapshot.credit_count;
    kept->any = true;
    (void)sf_format(kept->key, sizeof(kept->key), "%s", snapshot.key);
    kept->elapsed_ms = snapshot.elapsed_ms;
    memcpy(kept->extra_ms, snapshot.extra_ms, count * sizeof(kept->extra_ms[0]));
    memcpy(kept->credits, snapshot.credits, count * sizeof(kept->credits[0]));
    kept->witness = *witness;
}

static void kill(PlayerLog *log, const Kept *kept, Witness *witness, uint64_t seed)
{
    const PlayerSnapshot snapshot = {.key = kept->key,
                                     .elapsed_ms = kept->elapsed_ms,
                                     .credits = kept->credits,
                                     .credit_count = log->timeline.segment_count,
                                     .extra_ms = kept->extra_ms};
    Player next;
    MUST(player_restore(&next, &log->timeline, &snapshot) == SF_OK, seed);
    player_deinit(&log->player);
    log->player = next;
    log_forget(log);
    *witness = kept->witness;
    witness->counted_until_ms = 0;
    if (next.elapsed_ms == 0) {
        witness_begin(witness, log, next.segment);
    }
    (void)player_resume(&log->player, log->now_ms);
    witness_events(witness, log);
}

/* Journalled now and then, killed at any time after: what was done in between is lost, not more,
 * and nothing is credited or said twice. */
static void test_player_property__no_credit_above_what_was_done_across_kills(void **state)
{
    (void)state;
    Witness *witness = sf_alloc(sizeof(*witness));
    Kept *kept = sf_alloc(sizeof(*kept));
    assert_true(witness != NULL && kept != NULL);
    for (uint64_t seed = 1; seed <= 1000; seed++) {
        TestRandom random;
        PlayerLog *log = some_session(seed, &random, true);
        memset(witness, 0, sizeof(*witness));
        kept->any = false;
        witness_events(witness, log);
        for (int i = 0; i < 300 && log->player.state != PLAYER_ENDED; i++) {
            one_frame(log, &random, witness, seed);
            const int64_t choice = test_random(&random, 40);
            if (choice < 4) {
                one_command(log, &random, witness, seed);
            } else if (choice < 8 && log->player.state != PLAYER_ENDED) {
                keep(kept, log, witness);
            } else if (choice == 8 && kept->any && log->player.state != PLAYER_ENDED) {
                kill(log, kept, witness, seed);
            }
            MUST(is_sane(log), seed);
            MUST(all_honest(witness, log), seed);
            MUST(!witness->heard_twice, seed);
        }
        log_end(log);
    }
    sf_free(kept);
    sf_free(witness);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_player_property__credit_is_never_above_what_was_done),
        cmocka_unit_test(test_player_property__is_never_stuck),
        cmocka_unit_test(test_player_property__closed_timelines_end_on_time),
        cmocka_unit_test(test_player_property__same_story_at_any_frame_rate),
        cmocka_unit_test(test_player_property__what_is_planned_comes_true),
        cmocka_unit_test(test_player_property__killed_session_goes_on_without_gain),
        cmocka_unit_test(test_player_property__no_credit_above_what_was_done_across_kills),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
