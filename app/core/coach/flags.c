/* SPDX-License-Identifier: MIT */
/* Red flags: the list of questions, and which flags are open. */
#include "surefoot/flags.h"

#include <string.h>

#include "surefoot/fact_fields.h"

#define FLAG_PREFIX "flag."

/* After public NHS guidance and the Ottawa knee rule. */
const RedFlag red_flags[FLAG_COUNT] = {
    [FLAG_INJURY] = {"flag.injury", FLAG_LEVEL_TODAY},
    [FLAG_LOCKED] = {"flag.locked", FLAG_LEVEL_TODAY},
    [FLAG_HOT] = {"flag.hot", FLAG_LEVEL_TODAY},
    [FLAG_SWOLLEN] = {"flag.swollen", FLAG_LEVEL_TODAY},
    [FLAG_CALF] = {"flag.calf", FLAG_LEVEL_TODAY},
    [FLAG_NUMB] = {"flag.numb", FLAG_LEVEL_TODAY},
    [FLAG_CHILD] = {"flag.child", FLAG_LEVEL_TODAY},
    [FLAG_GIVING] = {"flag.giving", FLAG_LEVEL_SOON},
    [FLAG_NIGHT] = {"flag.night", FLAG_LEVEL_SOON},
    [FLAG_OTHER] = {NULL, FLAG_LEVEL_SOON},
};

FlagId flag_find(const char *question)
{
    int flag = 0;
    while (flag < FLAG_OTHER && strcmp(red_flags[flag].question, question) != 0) {
        flag++;
    }
    return flag < FLAG_OTHER ? (FlagId)flag : FLAG_COUNT;
}

bool flag_ticks(const char *question)
{
    return strncmp(question, FLAG_PREFIX, strlen(FLAG_PREFIX)) == 0 &&
           strcmp(question, FLAG_SEEN) != 0;
}

/* careful: the answer that counts of two at one instant. */
static void take(FlagAnswer *latest, const HistoryAnswer *answer, bool careful)
{
    const bool later = answer->utc_ms > latest->utc_ms;
    const bool same = answer->utc_ms == latest->utc_ms && answer->yes == careful;
    if (!latest->said || later || same) {
        *latest = (FlagAnswer){answer->utc_ms, answer->day, true, answer->yes};
    }
}

void flags_take(Flags *flags, const History *history, const HistoryAnswer *answer)
{
    const char *question = history->names[answer->question];
    if (strcmp(question, FLAG_SEEN) == 0) {
        take(&flags->seen, answer, false);
        return;
    }
    const FlagId flag = flag_find(question);
    if (flag != FLAG_COUNT) {
        take(&flags->answers[flag], answer, true);
    } else if (answer->yes) {
        /* Several questions share this place: a no to one of them says nothing about the others. */
        take(&flags->answers[FLAG_OTHER], answer, true);
    }
}

Flags flags_on(const History *history, Day day)
{
    Flags flags = {0};
    for (int32_t i = 0; i < history->answer_count && history->answers[i].day <= day; i++) {
        flags_take(&flags, history, &history->answers[i]);
    }
    return flags;
}

bool flags_is_open(const Flags *flags, FlagId flag)
{
    const FlagAnswer *answer = &flags->answers[flag];
    const bool seen = flags->seen.said && flags->seen.yes && flags->seen.utc_ms > answer->utc_ms;
    return answer->said && answer->yes && !seen;
}

FlagLevel flags_level(const Flags *flags)
{
    FlagLevel level = FLAG_LEVEL_NONE;
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        if (flags_is_open(flags, (FlagId)flag) && red_flags[flag].level > level) {
            level = red_flags[flag].level;
        }
    }
    return level;
}

Day flags_day(const Flags *flags)
{
    Day day = CALENDAR_DAY_MIN;
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        if (flags_is_open(flags, (FlagId)flag) && flags->answers[flag].day > day) {
            day = flags->answers[flag].day;
        }
    }
    return day;
}

int64_t flags_answer_ms(const Flags *flags, int64_t now_utc_ms)
{
    int64_t at_ms = flags->seen.said ? fact_after_ms(now_utc_ms, flags->seen.utc_ms) : now_utc_ms;
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        const FlagAnswer *answer = &flags->answers[flag];
        at_ms = answer->said ? fact_after_ms(at_ms, answer->utc_ms) : at_ms;
    }
    return at_ms;
}
