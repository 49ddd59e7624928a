/* SPDX-License-Identifier: MIT */
#include "surefoot/streak.h"

#include "streak_fold.h"

SfError streak_compute(Streak *out, const StreakInput *input)
{
    StreakFold fold;
    const SfError code = streak__fold(&fold, input);
    if (code == SF_OK) {
        streak__summary(out, &fold, input);
    }
    streak__fold_deinit(&fold);
    return code;
}

SfError streak_marks(DayMark *out, Day from, Day to, const StreakInput *input)
{
    StreakFold fold;
    const SfError code = streak__fold(&fold, input);
    if (code == SF_OK) {
        for (int64_t day = from; day <= to; day++) {
            out[day - from] = streak__mark(&fold, (Day)day);
        }
    }
    streak__fold_deinit(&fold);
    return code;
}

const char *day_mark_word(DayMark mark)
{
    static const char *const words[] = {"before", "trained", "rest",   "protected",
                                        "away",   "grace",   "missed", "open"};
    return words[mark];
}
