/* SPDX-License-Identifier: MIT */
/* Calendar arithmetic, and dates and instants as text. */
#include "surefoot/calendar.h"

#define MS_PER_MINUTE INT64_C(60000)
#define MS_PER_DAY (INT64_C(1440) * MS_PER_MINUTE)
#define MINUTES_PER_DAY 1440
#define OFFSET_MAX_MIN (18 * 60)

/* Days in 400, 100 and 4 years, and from 0000-03-01 to 1970-01-01. Years are counted from March, so
 * that the leap day is the last of its year and needs no case of its own. */
#define DAYS_400Y 146097
#define DAYS_100Y 36524
#define DAYS_4Y 1460
#define EPOCH_SHIFT 719468

static int64_t floor_div(int64_t value, int64_t by)
{
    const int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

/* The remainder of floor_div: 0 .. by - 1, also for negative numbers. */
static int64_t floor_mod(int64_t value, int64_t by)
{
    const int64_t rest = value % by;
    return rest < 0 ? rest + by : rest;
}

static int64_t days_from_civil(CivilDate date)
{
    const int64_t year = (int64_t)date.year - (date.month <= 2 ? 1 : 0);
    const int64_t era = floor_div(year, 400);
    const int64_t year_of_era = year - era * 400;
    const int64_t month = date.month > 2 ? date.month - 3 : date.month + 9;
    const int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    const int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_400Y + day_of_era - EPOCH_SHIFT;
}

static CivilDate civil_from_days(int64_t days)
{
    const int64_t shifted = days + EPOCH_SHIFT;
    const int64_t era = floor_div(shifted, DAYS_400Y);
    const int64_t day_of_era = shifted - era * DAYS_400Y;
    const int64_t leap_days =
        day_of_era / DAYS_4Y - day_of_era / DAYS_100Y + day_of_era / (DAYS_400Y - 1);
    const int64_t year_of_era = (day_of_era - leap_days) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month = (5 * day_of_year + 2) / 153;
    const bool next_year = month >= 10;
    return (CivilDate){
        .year = (int32_t)(year_of_era + era * 400 + (next_year ? 1 : 0)),
        .month = (int32_t)(next_year ? month - 9 : month + 3),
        .day = (int32_t)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

static Day clamp_day(int64_t day)
{
    if (day < CALENDAR_DAY_MIN) {
        return CALENDAR_DAY_MIN;
    }
    return day > CALENDAR_DAY_MAX ? CALENDAR_DAY_MAX : (Day)day;
}

Day calendar_from_civil(CivilDate date)
{
    return clamp_day(days_from_civil(date));
}

CivilDate calendar_to_civil(Day day)
{
    return civil_from_days(day);
}

int calendar_weekday(Day day)
{
    /* 1970-01-01 was a Thursday. */
    return (int)floor_mod((int64_t)day + 3, 7);
}

Day calendar_week_start(Day day)
{
    return day - calendar_weekday(day);
}

Day calendar_day_of(Instant at, int32_t day_start_min)
{
    const int64_t minutes = floor_div(at.utc_ms, MS_PER_MINUTE) + at.offset_min - day_start_min;
    return clamp_day(floor_div(minutes, MINUTES_PER_DAY));
}

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

#define SHOWN_BYTES 48

/* Text from outside, short and printable, so that a message stays one line of plain text. */
static const char *shown(char out[SHOWN_BYTES], const char *text)
{
    size_t length = 0;
    for (; length < SHOWN_BYTES - 4 && text[length] != '\0'; length++) {
        const char c = text[length];
        out[length] = (char)(c >= ' ' && c <= '~' ? c : '?');
    }
    (void)sf_format(out + length, SHOWN_BYTES - length, "%s", text[length] != '\0' ? "..." : "");
    return out;
}

static bool read_char(const char **at, char wanted)
{
    if (**at != wanted) {
        return false;
    }
    (*at)++;
    return true;
}

/* Exactly `digits` of them: no sign, no space. Never reads past the terminator. */
static bool read_number(const char **at, int digits, int32_t *out)
{
    int32_t value = 0;
    for (int i = 0; i < digits; i++) {
        const char c = **at;
        if (c < '0' || c > '9') {
            return false;
        }
        value = value * 10 + (c - '0');
        (*at)++;
    }
    *out = value;
    return true;
}

static bool read_date(const char **at, CivilDate *out)
{
    return read_number(at, 4, &out->year) && read_char(at, '-') &&
           read_number(at, 2, &out->month) && read_char(at, '-') && read_number(at, 2, &out->day);
}

static SfError check_date(CivilDate date, const char *text, SfErrorInfo *err)
{
    char quote[SHOWN_BYTES];
    if (date.year < 1) {
        return sf_fail(err, SF_E_INPUT,
                       "\"%s\": year 0000 does not exist; allowed are 0001 to 9999",
                       shown(quote, text));
    }
    if (date.month < 1 || date.month > 12) {
        return sf_fail(err, SF_E_INPUT, "\"%s\": month %02d does not exist; allowed are 01 to 12",
                       shown(quote, text), (int)date.month);
    }
    const int32_t length = days_in_month(date.year, date.month);
    if (date.day < 1 || date.day > length) {
        return sf_fail(err, SF_E_INPUT, "\"%s\": day %02d does not exist; %04d-%02d has 01 to %02d",
                       shown(quote, text), (int)date.day, (int)date.year, (int)date.month,
                       (int)length);
    }
    return SF_OK;
}

SfError calendar_parse_day(Day *out, const char *text, SfErrorInfo *err)
{
    const char *at = text;
    CivilDate date;
    if (!read_date(&at, &date) || *at != '\0') {
        char quote[SHOWN_BYTES];
        return sf_fail(err, SF_E_INPUT, "\"%s\" is not a date; write it as 2026-11-21",
                       shown(quote, text));
    }
    const SfError code = check_date(date, text, err);
    if (code == SF_OK) {
        *out = calendar_from_civil(date);
    }
    return code;
}

typedef struct ClockTime {
    int32_t hour;
    int32_t minute;
    int32_t second;
    int32_t ms;
} ClockTime;

static bool read_clock(const char **at, ClockTime *out)
{
    *out = (ClockTime){0};
    if (!read_number(at, 2, &out->hour) || !read_char(at, ':') ||
        !read_number(at, 2, &out->minute)) {
        return false;
    }
    if (!read_char(at, ':')) {
        return true;
    }
    if (!read_number(at, 2, &out->second)) {
        return false;
    }
    return !read_char(at, '.') || read_number(at, 3, &out->ms);
}

/* The offset and the end of the text. A sign is kept apart: -00:30 has no negative hour. */
static bool read_offset(const char **at, bool *negative, int32_t *hours, int32_t *minutes)
{
    *negative = false;
    *hours = 0;
    *minutes = 0;
    if (read_char(at, 'Z')) {
        return **at == '\0';
    }
    if (!read_char(at, '+')) {
        if (!read_char(at, '-')) {
            return false;
        }
        *negative = true;
    }
    return read_number(at, 2, hours) && read_char(at, ':') && read_number(at, 2, minutes) &&
           **at == '\0';
}

static SfError check_clock(ClockTime clock, const char *text, SfErrorInfo *err)
{
    if (clock.hour > 23 || clock.minute > 59 || clock.second > 59) {
        char quote[SHOWN_BYTES];
        return sf_fail(err, SF_E_INPUT,
                       "\"%s\": no such time of day; allowed are 00:00:00 to 23:59:59",
                       shown(quote, text));
    }
    return SF_OK;
}

static SfError parse_offset(int32_t *out, const char *at, const char *text, SfErrorInfo *err)
{
    char quote[SHOWN_BYTES];
    if (*at == '\0') {
        return sf_fail(err, SF_E_INPUT, "\"%s\" has no offset; add Z or one such as +01:00",
                       shown(quote, text));
    }
    bool negative = false;
    int32_t hours = 0;
    int32_t minutes = 0;
    if (!read_offset(&at, &negative, &hours, &minutes)) {
        return sf_fail(err, SF_E_INPUT,
                       "\"%s\": after the time comes Z or an offset such as +01:00",
                       shown(quote, text));
    }
    const int32_t offset = hours * 60 + minutes;
    if (minutes > 59 || offset > OFFSET_MAX_MIN) {
        return sf_fail(err, SF_E_INPUT, "\"%s\": no such offset; allowed are -18:00 to +18:00",
                       shown(quote, text));
    }
    if (negative && offset == 0) {
        return sf_fail(err, SF_E_INPUT, "\"%s\": -00:00 means an unknown offset; write +00:00 or Z",
                       shown(quote, text));
    }
    *out = negative ? -offset : offset;
    return SF_OK;
}

SfError calendar_parse_instant(Instant *out, const char *text, SfErrorInfo *err)
{
    const char *at = text;
    CivilDate date;
    ClockTime clock;
    if (!read_date(&at, &date) || !read_char(&at, 'T') || !read_clock(&at, &clock)) {
        char quote[SHOWN_BYTES];
        return sf_fail(err, SF_E_INPUT, "\"%s\" is not a time; write it as 2026-11-21T07:30+01:00",
                       shown(quote, text));
    }
    int32_t offset = 0;
    SfError code = check_date(date, text, err);
    if (code == SF_OK) {
        code = check_clock(clock, text, err);
    }
    if (code == SF_OK) {
        code = parse_offset(&offset, at, text, err);
    }
    if (code != SF_OK) {
        return code;
    }
    const int64_t minutes = (int64_t)clock.hour * 60 + clock.minute - offset;
    *out = (Instant){
        .utc_ms = days_from_civil(date) * MS_PER_DAY + minutes * MS_PER_MINUTE +
                  (int64_t)clock.second * 1000 + clock.ms,
        .offset_min = offset,
    };
    return SF_OK;
}

void calendar_format_day(char out[CALENDAR_DAY_BYTES], Day day)
{
    const CivilDate date = calendar_to_civil(day);
    (void)sf_format(out, CALENDAR_DAY_BYTES, "%04d-%02d-%02d", (int)date.year, (int)date.month,
                    (int)date.day);
}

void calendar_format_instant(char out[CALENDAR_INSTANT_BYTES], Instant at)
{
    const int64_t local_ms = floor_mod(at.utc_ms, MS_PER_DAY) + at.offset_min * MS_PER_MINUTE;
    const int64_t day = floor_div(at.utc_ms, MS_PER_DAY) + floor_div(local_ms, MS_PER_DAY);
    const int64_t ms = floor_mod(local_ms, MS_PER_DAY);
    const int64_t minute = ms / MS_PER_MINUTE;
    const int64_t offset = at.offset_min < 0 ? -(int64_t)at.offset_min : at.offset_min;
    const CivilDate date = civil_from_days(day);
    (void)sf_format(out, CALENDAR_INSTANT_BYTES, "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d",
                    (int)date.year, (int)date.month, (int)date.day, (int)(minute / 60),
                    (int)(minute % 60), (int)(ms / 1000 % 60), (int)(ms % 1000),
                    at.offset_min < 0 ? '-' : '+', (int)(offset / 60), (int)(offset % 60));
}
