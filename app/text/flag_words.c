/* SPDX-License-Identifier: MIT */
/* The questions about red flags, as people read them. */
#include "surefoot/flag_words.h"

Word flag_word(FlagId flag)
{
    static const Word words[] = {
        [FLAG_INJURY] = WORD_FLAG_INJURY, [FLAG_LOCKED] = WORD_FLAG_LOCKED,
        [FLAG_HOT] = WORD_FLAG_HOT,       [FLAG_SWOLLEN] = WORD_FLAG_SWOLLEN,
        [FLAG_CALF] = WORD_FLAG_CALF,     [FLAG_NUMB] = WORD_FLAG_NUMB,
        [FLAG_CHILD] = WORD_FLAG_CHILD,   [FLAG_GIVING] = WORD_FLAG_GIVING,
        [FLAG_NIGHT] = WORD_FLAG_NIGHT,   [FLAG_OTHER] = WORD_FLAG_OTHER,
    };
    _Static_assert(SF_COUNT(words) == FLAG_COUNT, "a red flag has no words");
    return words[flag];
}
