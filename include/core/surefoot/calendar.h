/* SPDX-License-Identifier: MIT */
/**
 * Calendar: instants with their UTC offset, civil dates, and the day a person would call "today".
 *
 * A Day is a count of civil days (0 is 1970-01-01), so day arithmetic never meets a zone, a
 * daylight saving change or 86,400 seconds. A record keeps its instant, the offset in force and the
 * Day that followed from both then; nothing recomputes old Days when the person travels.
 */
#ifndef SUREFOOT_CALENDAR_H
#define SUREFOOT_CALENDAR_H

#include "surefoot/base.h"

typedef int32_t Day;

#define CALENDAR_DAY_MIN (-719162) /**< 0001-01-01: the first day that can be written down */
#define CALENDAR_DAY_MAX 2932896   /**< 9999-12-31: the last one */

#define CALENDAR_DAY_START_MIN 180 /**< 03:00: late nights belong to the day before (design) */

/** A point in time as its observer saw it. */
typedef struct Instant {
    int64_t utc_ms;     /**< since 1970-01-01T00:00Z */
    int32_t offset_min; /**< local minus UTC, -18 h .. +18 h */
} Instant;

typedef struct CivilDate {
    int32_t year;
    int32_t month; /**< 1..12 */
    int32_t day;   /**< 1..31 */
} CivilDate;

/** Proleptic Gregorian. The date must exist; see calendar_parse_day for text nobody has checked. */
Day calendar_from_civil(CivilDate date);
/** The date of a Day in the proleptic Gregorian calendar. */
CivilDate calendar_to_civil(Day day);
/** The weekday of a day: 0 is Monday, 6 is Sunday. */
int calendar_weekday(Day day);
/** The Monday of the week that holds day. */
Day calendar_week_start(Day day);

/**
 * The local day of an instant when days begin `day_start_min` minutes after midnight. Any instant
 * is fine: what lies outside CALENDAR_DAY_MIN..CALENDAR_DAY_MAX is the nearer of the two.
 */
Day calendar_day_of(Instant at, int32_t day_start_min);

/** YYYY-MM-DD, nothing before or after; rejects dates that do not exist. *out is kept on error. */
SfError calendar_parse_day(Day *out, const char *text, SfErrorInfo *err);
/**
 * ISO 8601 with an offset: 2026-11-21T07:30+01:00, seconds, milliseconds (exactly three digits) and
 * Z allowed. T and Z are capitals. A missing offset is an error, and so is -00:00, which by RFC
 * 3339 says that the offset is unknown: the program never guesses a zone. *out is kept on error.
 */
SfError calendar_parse_instant(Instant *out, const char *text, SfErrorInfo *err);

#define CALENDAR_DAY_BYTES 16
#define CALENDAR_INSTANT_BYTES 40
/** Writes YYYY-MM-DD. */
void calendar_format_day(char out[CALENDAR_DAY_BYTES], Day day);
/** 2026-11-21T07:30:00.000+01:00; parses back to the same instant. */
void calendar_format_instant(char out[CALENDAR_INSTANT_BYTES], Instant at);

#endif
