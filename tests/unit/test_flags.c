/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "facts_kit.h"
#include "store_kit.h"
#include "surefoot/flag_words.h"
#include "surefoot/store.h"

/* Through a real log, so that corrections and tombstones are those of the log. */
typedef struct Case {
    Store *store;
    Flags flags;
} Case;

static void begin(Case *c)
{
    const StoreOptions options = {.now = {.utc_ms = KIT_NOON_MS, .offset_min = 60}};
    StoreOpened opened;
    *c = (Case){0};
    assert_int_equal(store_open(&c->store, &options, &opened, NULL), SF_OK);
}

static void end(const Case *c)
{
    store_close(c->store);
}

/* An answer of a day, a number of seconds after its noon. */
static Fact say(Case *c, int32_t day, int32_t seconds, const char *question, bool yes)
{
    Fact fact = kit_answer(day, question, yes);
    static uint32_t salt;
    fact.at.utc_ms += seconds * 1000LL;
    fact.id = kit_uuid(fact.at.utc_ms, ++salt);
    store_kit_add_all(c->store, &fact, 1);
    return fact;
}

static FlagLevel level_on(Case *c, int32_t day)
{
    History history;
    assert_int_equal(store_history(c->store, &history, NULL), SF_OK);
    c->flags = flags_on(&history, KIT_DAY + day);
    history_deinit(&history);
    return flags_level(&c->flags);
}

static void test_flags__each_flag_has_its_question_and_a_level(void **state)
{
    (void)state;
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        assert_int_equal(flag_find(red_flags[flag].question), flag);
        assert_true(red_flags[flag].level != FLAG_LEVEL_NONE);
        assert_true(strlen(word(flag_word((FlagId)flag))) > 0);
    }
    assert_int_equal(flag_find(FLAG_SEEN), FLAG_COUNT);
    assert_int_equal(flag_find(""), FLAG_COUNT);
    assert_true(red_flags[FLAG_OTHER].level != FLAG_LEVEL_NONE);
}

static void test_flags__a_yes_opens_until_a_no_or_until_it_was_checked(void **state)
{
    (void)state;
    Case c;
    begin(&c);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_NONE);
    say(&c, 0, 0, "flag.giving", true);
    assert_int_equal(level_on(&c, -1), FLAG_LEVEL_NONE);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    assert_int_equal(level_on(&c, 400), FLAG_LEVEL_SOON);
    say(&c, 2, 0, "flag.hot", true);
    assert_int_equal(level_on(&c, 2), FLAG_LEVEL_TODAY);
    assert_int_equal(flags_day(&c.flags), KIT_DAY + 2);
    say(&c, 3, 0, "flag.hot", false);
    assert_int_equal(level_on(&c, 3), FLAG_LEVEL_SOON);
    assert_int_equal(flags_day(&c.flags), KIT_DAY);
    say(&c, 4, 0, "flag.seen", true);
    assert_int_equal(level_on(&c, 4), FLAG_LEVEL_NONE);
    /* What lies behind is as it was, and a new yes is a new flag. */
    assert_int_equal(level_on(&c, 3), FLAG_LEVEL_SOON);
    say(&c, 5, 0, "flag.giving", true);
    assert_int_equal(level_on(&c, 5), FLAG_LEVEL_SOON);
    end(&c);
}

static void test_flags__the_latest_instant_wins_in_whatever_order_it_came(void **state)
{
    (void)state;
    Case c;
    begin(&c);
    say(&c, 0, 20, "flag.seen", true);
    say(&c, 0, 10, "flag.night", true);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_NONE);
    say(&c, 0, 30, "flag.night", true);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    say(&c, 0, 25, "flag.night", false);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    /* At one instant the careful answer counts. */
    say(&c, 0, 30, "flag.night", false);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    say(&c, 0, 30, "flag.seen", true);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    /* "Not checked after all" opens again what only that had closed. */
    say(&c, 0, 40, "flag.seen", true);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_NONE);
    say(&c, 0, 50, "flag.seen", false);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_SOON);
    end(&c);
}

static void test_flags__corrections_and_deletions_count(void **state)
{
    (void)state;
    Case c;
    begin(&c);
    const Fact yes = say(&c, 0, 0, "flag.swollen", true);
    const Fact seen = say(&c, 1, 0, "flag.seen", true);
    assert_int_equal(level_on(&c, 1), FLAG_LEVEL_NONE);
    const Fact gone = kit_tombstone(&seen, 1000, 77);
    store_kit_add_all(c.store, &gone, 1);
    assert_int_equal(level_on(&c, 1), FLAG_LEVEL_TODAY);
    Fact corrected = kit_answer(2, "flag.swollen", false);
    corrected.supersedes = yes.id;
    store_kit_add_all(c.store, &corrected, 1);
    assert_int_equal(level_on(&c, 2), FLAG_LEVEL_NONE);
    end(&c);
}

static void test_flags__a_flag_of_a_newer_version_is_open_until_it_was_checked(void **state)
{
    (void)state;
    Case c;
    begin(&c);
    say(&c, 0, 0, "flag.not-yet-known", false);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_NONE);
    say(&c, 1, 0, "flag.not-yet-known", true);
    say(&c, 2, 0, "flag.another", false);
    assert_int_equal(level_on(&c, 2), FLAG_LEVEL_SOON);
    assert_true(flags_is_open(&c.flags, FLAG_OTHER));
    say(&c, 3, 0, "flag.seen", true);
    assert_int_equal(level_on(&c, 3), FLAG_LEVEL_NONE);
    say(&c, 4, 0, "it.hurts", true);
    assert_int_equal(level_on(&c, 4), FLAG_LEVEL_NONE);
    end(&c);
}

static void test_flags__an_answer_now_is_the_last_one_whatever_the_clock_said(void **state)
{
    (void)state;
    Case c;
    begin(&c);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_NONE);
    assert_int_equal(flags_answer_ms(&c.flags, 5), 5);
    const Fact ahead = say(&c, 0, 3600, "flag.calf", true);
    assert_int_equal(level_on(&c, 0), FLAG_LEVEL_TODAY);
    assert_int_equal(flags_answer_ms(&c.flags, KIT_NOON_MS), ahead.at.utc_ms + 1);
    assert_int_equal(flags_answer_ms(&c.flags, ahead.at.utc_ms + 5), ahead.at.utc_ms + 5);
    end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_flags__each_flag_has_its_question_and_a_level),
        cmocka_unit_test(test_flags__a_yes_opens_until_a_no_or_until_it_was_checked),
        cmocka_unit_test(test_flags__the_latest_instant_wins_in_whatever_order_it_came),
        cmocka_unit_test(test_flags__corrections_and_deletions_count),
        cmocka_unit_test(test_flags__a_flag_of_a_newer_version_is_open_until_it_was_checked),
        cmocka_unit_test(test_flags__an_answer_now_is_the_last_one_whatever_the_clock_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
