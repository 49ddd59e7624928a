/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <limits.h>
#include <string.h>

#include "surefoot/calendar.h"

static void test_calendar__known_dates_have_their_day_and_weekday(void **state)
{
    (void)state;
    static const struct {
        CivilDate date;
        Day day;
        int weekday;
    } rows[] = {
        {{1970, 1, 1}, 0, 3},
        {{1969, 12, 31}, -1, 2},
        {{2000, 2, 29}, 11016, 1},
        {{2000, 3, 1}, 11017, 2},
        {{1900, 2, 28}, -25509, 2},
        {{1900, 3, 1}, -25508, 3},
        {{2024, 2, 29}, 19782, 3},
        {{2026, 11, 21}, 20778, 5},
        {{2100, 2, 28}, 47540, 6},
        {{2100, 3, 1}, 47541, 0},
        {{1, 1, 1}, CALENDAR_DAY_MIN, 0},
        {{9999, 12, 31}, CALENDAR_DAY_MAX, 4},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        assert_int_equal(calendar_from_civil(rows[i].date), rows[i].day);
        assert_int_equal(calendar_weekday(rows[i].day), rows[i].weekday);
    }
}

static void test_calendar__every_day_of_ten_thousand_years_round_trips(void **state)
{
    (void)state;
    CivilDate before = calendar_to_civil(CALENDAR_DAY_MIN);
    for (Day day = CALENDAR_DAY_MIN; day <= CALENDAR_DAY_MAX; day++) {
        const CivilDate date = calendar_to_civil(day);
        assert_int_equal(calendar_from_civil(date), day);
        if (day > CALENDAR_DAY_MIN) {
            const bool next_day = date.year == before.year && date.month == before.month &&
                                  date.day == before.day + 1;
            const bool first_of_month =
                date.day == 1 && before.day >= 28 &&
                (date.year - before.year) * 12 + date.month - before.month == 1;
            assert_true(next_day || first_of_month);
        }
        before = date;
    }
}

static void test_calendar__a_date_outside_the_written_years_is_the_nearest_day(void **state)
{
    (void)state;
    assert_int_equal(calendar_from_civil((CivilDate){10000, 1, 1}), CALENDAR_DAY_MAX);
    assert_int_equal(calendar_from_civil((CivilDate){-4, 1, 1}), CALENDAR_DAY_MIN);
}

static void test_calendar__weeks_begin_on_monday_also_before_1970(void **state)
{
    (void)state;
    const Day monday = calendar_from_civil((CivilDate){2026, 11, 16});
    for (Day week = -3000; week <= 3000; week += 1000) {
        for (int i = 0; i < 7; i++) {
            const Day day = monday + week * 7 + i;
            assert_int_equal(calendar_weekday(day), i);
            assert_int_equal(calendar_week_start(day), monday + week * 7);
        }
    }
}

typedef struct DayRow {
    const char *at;
    const char *day;
} DayRow;

static void check_days(const DayRow *rows, size_t count, int32_t day_start_min)
{
    for (size_t i = 0; i < count; i++) {
        SfErrorInfo err = {{0}};
        Instant at;
        char text[CALENDAR_DAY_BYTES];
        assert_int_equal(calendar_parse_instant(&at, rows[i].at, &err), SF_OK);
        calendar_format_day(text, calendar_day_of(at, day_start_min));
        assert_string_equal(text, rows[i].day);
    }
}

static void test_calendar__a_day_begins_at_three_in_the_morning(void **state)
{
    (void)state;
    static const DayRow rows[] = {
        {"2026-11-21T02:59:59.999+01:00", "2026-11-20"},
        {"2026-11-21T03:00:00.000+01:00", "2026-11-21"},
        {"2026-11-21T23:59:59+01:00", "2026-11-21"},
        {"2026-11-22T00:00:00+01:00", "2026-11-21"},
        {"2026-11-22T02:59+01:00", "2026-11-21"},
        {"2027-01-01T02:59Z", "2026-12-31"},
        {"2024-03-01T02:59Z", "2024-02-29"},
        {"2025-03-01T02:59Z", "2025-02-28"},
        {"1970-01-01T02:59Z", "1969-12-31"},
        {"1969-12-31T03:00Z", "1969-12-31"},
    };
    check_days(rows, SF_COUNT(rows), CALENDAR_DAY_START_MIN);
}

static void test_calendar__the_day_start_is_a_setting(void **state)
{
    (void)state;
    static const DayRow midnight[] = {{"2026-11-21T00:00+01:00", "2026-11-21"},
                                      {"2026-11-20T23:59:59.999+01:00", "2026-11-20"}};
    static const DayRow five[] = {{"2026-11-21T04:59+01:00", "2026-11-20"},
                                  {"2026-11-21T05:00+01:00", "2026-11-21"}};
    check_days(midnight, SF_COUNT(midnight), 0);
    check_days(five, SF_COUNT(five), 300);
}

/* One instant is two different days on the two sides of the date line. */
static void test_calendar__the_day_is_the_observers_across_the_date_line(void **state)
{
    (void)state;
    static const DayRow rows[] = {
        {"2026-11-21T10:30+14:00", "2026-11-21"}, {"2026-11-20T08:30-12:00", "2026-11-20"},
        {"2026-11-20T20:30Z", "2026-11-20"},      {"2026-11-21T02:59+14:00", "2026-11-20"},
        {"2026-11-20T03:00-12:00", "2026-11-20"},
    };
    check_days(rows, SF_COUNT(rows), CALENDAR_DAY_START_MIN);
    Instant east;
    Instant west;
    assert_int_equal(calendar_parse_instant(&east, rows[0].at, NULL), SF_OK);
    assert_int_equal(calendar_parse_instant(&west, rows[1].at, NULL), SF_OK);
    assert_true(east.utc_ms == west.utc_ms);
}

/*
 * Berlin, 2026: the clocks jump over 02:00-03:00 on March 29 (a day of 23 hours) and run through it
 * twice on October 25 (25 hours). Counting 86,400 seconds a day gets both wrong.
 */
static void test_calendar__days_of_23_and_25_hours_are_one_day_each(void **state)
{
    (void)state;
    static const DayRow rows[] = {
        {"2026-03-29T01:59:59+01:00", "2026-03-28"}, {"2026-03-29T03:00:00+02:00", "2026-03-29"},
        {"2026-03-30T02:59:59+02:00", "2026-03-29"}, {"2026-03-30T03:00:00+02:00", "2026-03-30"},
        {"2026-10-25T02:30:00+02:00", "2026-10-24"}, {"2026-10-25T02:30:00+01:00", "2026-10-24"},
        {"2026-10-25T03:00:00+01:00", "2026-10-25"}, {"2026-10-26T02:59:59+01:00", "2026-10-25"},
        {"2026-10-26T03:00:00+01:00", "2026-10-26"},
    };
    check_days(rows, SF_COUNT(rows), CALENDAR_DAY_START_MIN);
}

static void test_calendar__hostile_instants_stay_within_the_written_days(void **state)
{
    (void)state;
    const Instant late = {.utc_ms = INT64_MAX, .offset_min = INT32_MAX};
    const Instant early = {.utc_ms = INT64_MIN, .offset_min = INT32_MIN};
    assert_int_equal(calendar_day_of(late, INT32_MIN), CALENDAR_DAY_MAX);
    assert_int_equal(calendar_day_of(early, INT32_MAX), CALENDAR_DAY_MIN);
    char text[CALENDAR_INSTANT_BYTES];
    calendar_format_instant(text, late);
    assert_true(memchr(text, '\0', sizeof(text)) != NULL);
    calendar_format_instant(text, early);
    assert_true(memchr(text, '\0', sizeof(text)) != NULL);
    char day[CALENDAR_DAY_BYTES];
    calendar_format_day(day, INT32_MIN);
    assert_string_equal(day, "-5877641-06-23");
    calendar_format_day(day, INT32_MAX);
    assert_string_equal(day, "5881580-07-11");
}

static void test_calendar__instants_are_read_in_all_allowed_forms(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t utc_ms;
        int32_t offset_min;
    } rows[] = {
        {"1970-01-01T00:00Z", 0, 0},
        {"1970-01-01T00:00:00.001Z", 1, 0},
        {"1969-12-31T23:59:59.999+00:00", -1, 0},
        {"2026-11-21T07:30+01:00", INT64_C(1795242600000), 60},
        {"2026-11-21T07:30:15+01:00", INT64_C(1795242615000), 60},
        {"2026-11-21T07:30:15.250+01:00", INT64_C(1795242615250), 60},
        {"2026-11-21T00:00-00:30", INT64_C(1795221000000), -30},
        {"2026-11-21T00:00+18:00", INT64_C(1795154400000), 1080},
        {"2026-11-21T00:00-18:00", INT64_C(1795284000000), -1080},
        {"2026-11-21T12:15+05:45", INT64_C(1795242600000), 345},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        Instant at = {0};
        assert_int_equal(calendar_parse_instant(&at, rows[i].text, NULL), SF_OK);
        assert_true(at.utc_ms == rows[i].utc_ms);
        assert_int_equal(at.offset_min, rows[i].offset_min);
    }
}

static void test_calendar__what_is_written_reads_back_the_same(void **state)
{
    (void)state;
    const int64_t first = (int64_t)CALENDAR_DAY_MIN * 86400000 + 86400000;
    const int64_t last = (int64_t)CALENDAR_DAY_MAX * 86400000 - 1;
    for (int32_t i = 0; i <= 4321; i++) {
        const Instant at = {.utc_ms = first + (last - first) / 4321 * i,
                            .offset_min = (i * 7) % 2161 - 1080};
        char text[CALENDAR_INSTANT_BYTES];
        calendar_format_instant(text, at);
        Instant again = {0};
        assert_int_equal(calendar_parse_instant(&again, text, NULL), SF_OK);
        assert_true(again.utc_ms == at.utc_ms);
        assert_int_equal(again.offset_min, at.offset_min);

        Day day = 0;
        calendar_format_day(text, calendar_day_of(at, 0));
        assert_int_equal(calendar_parse_day(&day, text, NULL), SF_OK);
        assert_int_equal(day, calendar_day_of(at, 0));
    }
    char text[CALENDAR_INSTANT_BYTES];
    calendar_format_instant(text, (Instant){.utc_ms = INT64_C(1795242600000), .offset_min = 60});
    assert_string_equal(text, "2026-11-21T07:30:00.000+01:00");
    calendar_format_instant(text, (Instant){.utc_ms = -1, .offset_min = -30});
    assert_string_equal(text, "1969-12-31T23:29:59.999-00:30");
}

typedef struct BadRow {
    const char *text;
    const char *says; /**< part of the message */
} BadRow;

static void test_calendar__a_bad_date_is_refused_and_says_why(void **state)
{
    (void)state;
    static const BadRow rows[] = {
        {"", "not a date"},
        {"2026-11-2", "not a date"},
        {"2026-11-211", "not a date"},
        {"2026-11-21 ", "not a date"},
        {" 2026-11-21", "not a date"},
        {"2026-11-21T07:30Z", "not a date"},
        {"26-11-21", "not a date"},
        {"+2026-11-21", "not a date"},
        {"-2026-11-21", "not a date"},
        {"2026/11/21", "not a date"},
        {"2026-+1-21", "not a date"},
        {"2026- 1-21", "not a date"},
        {"20261121", "not a date"},
        {"0000-01-01", "year 0000"},
        {"2026-00-10", "month 00 does not exist; allowed are 01 to 12"},
        {"2026-13-10", "month 13"},
        {"2026-11-00", "day 00"},
        {"2026-11-31", "2026-11 has 01 to 30"},
        {"2026-02-29", "2026-02 has 01 to 28"},
        {"2024-02-30", "2024-02 has 01 to 29"},
        {"1900-02-29", "1900-02 has 01 to 28"},
        {"2000-02-30", "2000-02 has 01 to 29"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        SfErrorInfo err = {{0}};
        Day day = 77;
        assert_int_equal(calendar_parse_day(&day, rows[i].text, &err), SF_E_INPUT);
        assert_non_null(strstr(err.text, rows[i].says));
        assert_int_equal(day, 77);
        assert_int_equal(calendar_parse_day(&day, rows[i].text, NULL), SF_E_INPUT);
    }
}

static void test_calendar__a_bad_instant_is_refused_and_says_why(void **state)
{
    (void)state;
    static const BadRow rows[] = {
        {"", "not a time"},
        {"2026-11-21", "not a time"},
        {"2026-11-21 07:30Z", "not a time"},
        {"2026-11-21t07:30Z", "not a time"},
        {"2026-11-21T7:30Z", "not a time"},
        {"2026-11-21T07Z", "not a time"},
        {"2026-11-21T07:30:1Z", "not a time"},
        {"2026-11-21T07:30:15.1Z", "not a time"},
        {"2026-11-21T07:30:15.12Z", "not a time"},
        {"2026-11-21T07:-1Z", "not a time"},
        {"2026-11-21T07:30", "has no offset"},
        {"2026-11-21T07:30:00.000", "has no offset"},
        {"2026-11-21T07:30z", "after the time"},
        {"2026-11-21T07:30:15.1234Z", "after the time"},
        {"2026-11-21T07:30:15,123Z", "after the time"},
        {"2026-11-21T07:30Z ", "after the time"},
        {"2026-11-21T07:30+01", "after the time"},
        {"2026-11-21T07:30+0100", "after the time"},
        {"2026-11-21T07:30+1:00", "after the time"},
        {"2026-11-21T07:30+01:00x", "after the time"},
        {"2026-11-21T07:30 +01:00", "after the time"},
        {"2026-11-21T07:30+-1:00", "after the time"},
        {"2026-11-21T07:30+18:01", "no such offset"},
        {"2026-11-21T07:30-18:01", "no such offset"},
        {"2026-11-21T07:30+99:00", "no such offset"},
        {"2026-11-21T07:30+01:60", "no such offset"},
        {"2026-11-21T07:30-00:00", "unknown offset"},
        {"2026-11-21T24:00Z", "no such time of day"},
        {"2026-11-21T07:60Z", "no such time of day"},
        {"2026-11-21T07:30:60Z", "no such time of day"},
        {"2026-02-29T07:30Z", "2026-02 has 01 to 28"},
        {"2026-13-01T07:30Z", "month 13"},
        {"0000-01-01T07:30Z", "year 0000"},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        SfErrorInfo err = {{0}};
        Instant at = {.utc_ms = 5, .offset_min = 6};
        assert_int_equal(calendar_parse_instant(&at, rows[i].text, &err), SF_E_INPUT);
        assert_non_null(strstr(err.text, rows[i].says));
        assert_true(at.utc_ms == 5 && at.offset_min == 6);
    }
}

/* Every prefix, and every text with one byte changed, is answered without reading past its end. */
static void test_calendar__damaged_text_never_reads_past_its_end(void **state)
{
    (void)state;
    static const char whole[] = "2026-11-21T07:30:15.250+01:00";
    for (size_t length = 0; length < sizeof(whole) - 1; length++) {
        char text[sizeof(whole)];
        memcpy(text, whole, length);
        memset(text + length, 0, sizeof(text) - length);
        Instant at;
        assert_int_equal(calendar_parse_instant(&at, text, NULL), SF_E_INPUT);
        for (int byte = 1; byte < 256; byte++) {
            memcpy(text, whole, sizeof(whole));
            text[length] = (char)byte;
            SfErrorInfo err;
            if (calendar_parse_instant(&at, text, &err) == SF_OK) {
                const bool digit = byte >= '0' && byte <= '9';
                assert_true(digit || byte == '-' || byte == whole[length]);
            }
        }
    }
}

static void test_calendar__a_message_quotes_hostile_text_short_and_plain(void **state)
{
    (void)state;
    char text[2000];
    memset(text, '\n', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    text[1] = '\x1b';
    SfErrorInfo err;
    Day day;
    assert_int_equal(calendar_parse_day(&day, text, &err), SF_E_INPUT);
    assert_true(strlen(err.text) < 120);
    assert_non_null(strstr(err.text, "???..."));
    for (size_t i = 0; err.text[i] != '\0'; i++) {
        assert_true(err.text[i] >= ' ' && err.text[i] <= '~');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_calendar__known_dates_have_their_day_and_weekday),
        cmocka_unit_test(test_calendar__every_day_of_ten_thousand_years_round_trips),
        cmocka_unit_test(test_calendar__a_date_outside_the_written_years_is_the_nearest_day),
        cmocka_unit_test(test_calendar__weeks_begin_on_monday_also_before_1970),
        cmocka_unit_test(test_calendar__a_day_begins_at_three_in_the_morning),
        cmocka_unit_test(test_calendar__the_day_start_is_a_setting),
        cmocka_unit_test(test_calendar__the_day_is_the_observers_across_the_date_line),
        cmocka_unit_test(test_calendar__days_of_23_and_25_hours_are_one_day_each),
        cmocka_unit_test(test_calendar__hostile_instants_stay_within_the_written_days),
        cmocka_unit_test(test_calendar__instants_are_read_in_all_allowed_forms),
        cmocka_unit_test(test_calendar__what_is_written_reads_back_the_same),
        cmocka_unit_test(test_calendar__a_bad_date_is_refused_and_says_why),
        cmocka_unit_test(test_calendar__a_bad_instant_is_refused_and_says_why),
        cmocka_unit_test(test_calendar__damaged_text_never_reads_past_its_end),
        cmocka_unit_test(test_calendar__a_message_quotes_hostile_text_short_and_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
