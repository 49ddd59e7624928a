/* SPDX-License-Identifier: MIT */
/* The streak and the mark of each day, for callers outside the core. */
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
    static const char *const words[] = {
        [MARK_BEFORE] = "before",       [MARK_TRAINED] = "trained", [MARK_REST] = "rest",
        [MARK_PROTECTED] = "protected", [MARK_AWAY] = "away",       [MARK_GRACE] = "grace",
        [MARK_MISSED] = "missed",       [MARK_OPEN] = "open"};
    _Static_assert(SF_COUNT(words) == MARK_OPEN + 1, "a mark has no word");
    return words[mark];
}
