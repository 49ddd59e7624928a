/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "test_streak_history.h"

#define ROUNDS 3000
#define SPAN 70
#define TARGETS 3

typedef struct World {
    Log log;
    Target targets[TARGETS];
    int32_t target_count;
    uint64_t random;
} World;

static uint32_t draw(World *world, uint32_t below)
{
    world->random ^= world->random << 13;
    world->random ^= world->random >> 7;
    world->random ^= world->random << 17;
    return (uint32_t)(world->random >> 33) % below;
}

static Day some_day(World *world)
{
    return LOG_MONDAY + (Day)draw(world, SPAN);
}

static void make_target(World *world, Target *target)
{
    *target = (Target){.routine = log_names[draw(world, NAME_COUNT)],
                       .times_per_week = (int32_t)draw(world, 16),
                       .rest_days = draw(world, 2) == 0 ? 0 : (int32_t)draw(world, 4),
                       .optional = draw(world, 8) == 0};
    if (draw(world, 3) == 0) {
        target->since = some_day(world);
    }
    if (draw(world, 4) == 0) {
        target->until = some_day(world);
    }
}

/* Two habits in three: dense and faithful, or thin, so that every branch of the fold is met. */
static void make_world(World *world, uint64_t seed)
{
    static const char faithful[] = "TTTTTTTTTTTTTTTD2O...";
    static const char mixed[] = "TT2DDO.....0HFfMEtSAR";
    *world = (World){.random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1};
    log_init(&world->log);
    const char *habit = draw(world, 3) == 0 ? mixed : faithful;
    for (Day day = LOG_MONDAY; day < LOG_MONDAY + SPAN; day++) {
        log_day(&world->log, day, habit[draw(world, 21)]);
    }
    world->log.followed_since = LOG_MONDAY + (Day)draw(world, 10);
    world->log.today = LOG_MONDAY + SPAN - 1 - (Day)draw(world, 20);
    world->target_count = (int32_t)draw(world, TARGETS + 1);
    for (int32_t i = 0; i < world->target_count; i++) {
        make_target(world, &world->targets[i]);
    }
}

static Streak streak_of(const World *world)
{
    const StreakInput input = log_input(&world->log, world->targets, world->target_count);
    Streak streak;
    assert_int_equal(streak_compute(&streak, &input), SF_OK);
    return streak;
}

static void marks_of(const World *world, DayMark marks[SPAN])
{
    const StreakInput input = log_input(&world->log, world->targets, world->target_count);
    assert_int_equal(streak_marks(marks, LOG_MONDAY, LOG_MONDAY + SPAN - 1, &input), SF_OK);
}

static void assert_not_lower(const Streak *before, const Streak *after)
{
    assert_true(after->days >= before->days);
    assert_true(after->best >= before->best);
    assert_true(after->score >= before->score - 1e-12);
}

static void test_streak_property__a_trained_day_never_takes_anything_away(void **state)
{
    (void)state;
    World world;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        make_world(&world, seed);
        Streak before = streak_of(&world);
        for (int i = 0; i < 4; i++) {
            log_session(&world.log, some_day(&world), (int32_t)draw(&world, NAME_COUNT));
            const Streak after = streak_of(&world);
            assert_not_lower(&before, &after);
            before = after;
        }
    }
}

static void protect_some_day(World *world)
{
    const Day day = some_day(world);
    switch (draw(world, 4)) {
    case 0:
        log_status(&world->log, STATUS_SICK, day, day + (Day)draw(world, 9));
        break;
    case 1:
        log_status(&world->log, STATUS_AWAY, day, day);
        break;
    case 2:
        log_status(&world->log, STATUS_RESTING, day, day + 1);
        break;
    default:
        log_pain(&world->log, day, 80000000, PAIN_WORST, 3 + (int32_t)draw(world, 8));
        break;
    }
}

static void test_streak_property__protection_never_takes_anything_away(void **state)
{
    (void)state;
    World world;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        make_world(&world, seed);
        Streak before = streak_of(&world);
        for (int i = 0; i < 3; i++) {
            protect_some_day(&world);
            const Streak after = streak_of(&world);
            assert_not_lower(&before, &after);
            before = after;
        }
    }
}

static void swap_bytes(void *a, void *b, size_t size)
{
    unsigned char *left = a;
    unsigned char *right = b;
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = left[i];
        left[i] = right[i];
        right[i] = byte;
    }
}

static void shuffle(World *world)
{
    History *history = &world->log.history;
    for (int32_t i = history->session_count - 1; i > 0; i--) {
        swap_bytes(&history->sessions[i], &history->sessions[draw(world, (uint32_t)i + 1)],
                   sizeof(history->sessions[0]));
    }
    for (int32_t i = history->pain_count - 1; i > 0; i--) {
        swap_bytes(&history->pains[i], &history->pains[draw(world, (uint32_t)i + 1)],
                   sizeof(history->pains[0]));
    }
    for (int32_t i = history->status_count - 1; i > 0; i--) {
        swap_bytes(&history->statuses[i], &history->statuses[draw(world, (uint32_t)i + 1)],
                   sizeof(history->statuses[0]));
    }
}

static void test_streak_property__the_order_of_records_does_not_matter(void **state)
{
    (void)state;
    World world;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        make_world(&world, seed);
        const Streak before = streak_of(&world);
        DayMark marks_before[SPAN];
        marks_of(&world, marks_before);
        shuffle(&world);
        const Streak after = streak_of(&world);
        DayMark marks_after[SPAN];
        marks_of(&world, marks_after);
        assert_memory_equal(marks_before, marks_after, sizeof(marks_before));
        assert_int_equal(before.days, after.days);
        assert_int_equal(before.best, after.best);
        assert_int_equal(before.grace_used, after.grace_used);
        assert_int_equal(before.protected_days, after.protected_days);
        assert_int_equal(before.week_done, after.week_done);
        assert_int_equal(before.days_since_flare, after.days_since_flare);
        assert_true(before.score >= after.score && before.score <= after.score);
    }
}

/* Whatever today brings: not training is as good as being excused, training adds exactly one. */
static void test_streak_property__today_never_breaks_it(void **state)
{
    (void)state;
    World world;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        make_world(&world, seed);
        const Streak open = streak_of(&world);
        DayMark marks[SPAN];
        marks_of(&world, marks);
        const DayMark mark = marks[world.log.today - LOG_MONDAY];
        assert_true(mark != MARK_GRACE && mark != MARK_MISSED);
        log_status(&world.log, STATUS_SICK, world.log.today, world.log.today);
        const Streak excused = streak_of(&world);
        assert_int_equal(open.days, excused.days);
        assert_true(open.score >= excused.score);
        log_session(&world.log, world.log.today, NAME_OTHER);
        const Streak trained = streak_of(&world);
        assert_int_equal(trained.days, open.days + (mark == MARK_TRAINED ? 0 : 1));
    }
}

/* The streak by its definition, the slow way: the longest run of marks that ends today. */
static int32_t longest_run(const DayMark *marks, int32_t count)
{
    bool missed[SPAN];
    int32_t due = 0;
    int32_t trained = 0;
    int32_t longest = 0;
    for (int32_t i = count - 1; i >= 0; i--) {
        const bool miss = marks[i] == MARK_GRACE || marks[i] == MARK_MISSED;
        if (!miss && marks[i] != MARK_TRAINED) {
            continue;
        }
        missed[due++] = miss;
        int32_t in_window = 0;
        for (int32_t j = due - 1; j >= 0 && j > due - 1 - STREAK_GRACE_WINDOW; j--) {
            in_window += missed[j] ? 1 : 0;
        }
        const bool in_a_row = due >= 2 && miss && missed[due - 2];
        if (in_a_row || in_window > STREAK_GRACE_DAYS) {
            break;
        }
        trained += miss ? 0 : 1;
        longest = trained;
    }
    return longest;
}

static void test_streak_property__it_is_the_longest_run_that_the_rules_allow(void **state)
{
    (void)state;
    World world;
    int32_t cut = 0;
    for (uint64_t seed = 0; seed < ROUNDS; seed++) {
        make_world(&world, seed);
        DayMark marks[SPAN];
        marks_of(&world, marks);
        const Streak streak = streak_of(&world);
        int32_t best = 0;
        for (int32_t count = 1; count <= world.log.today - LOG_MONDAY + 1; count++) {
            const int32_t days = longest_run(marks, count);
            best = days > best ? days : best;
        }
        assert_int_equal(streak.days, longest_run(marks, world.log.today - LOG_MONDAY + 1));
        assert_int_equal(streak.best, best);
        assert_true(streak.days <= streak.best);
        assert_true(streak.score >= 0.0 && streak.score <= 1.0);
        assert_true(streak.week_done <= streak.week_target);
        cut += streak.days < streak.best ? 1 : 0;
    }
    /* The worlds must be neither all faithful nor all broken, or nothing was tested. */
    assert_in_range(cut, ROUNDS / 5, ROUNDS * 4 / 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streak_property__a_trained_day_never_takes_anything_away),
        cmocka_unit_test(test_streak_property__protection_never_takes_anything_away),
        cmocka_unit_test(test_streak_property__the_order_of_records_does_not_matter),
        cmocka_unit_test(test_streak_property__today_never_breaks_it),
        cmocka_unit_test(test_streak_property__it_is_the_longest_run_that_the_rules_allow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
