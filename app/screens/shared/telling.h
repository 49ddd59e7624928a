/* SPDX-License-Identifier: MIT */
/** Exercises, doses and days in words. All texts live until the next pass. */
#ifndef SUREFOOT_TELLING_H
#define SUREFOOT_TELLING_H

#include "page.h"

/** "3 × 10 reps, each side". */
const char *tell_dose(Shell *shell, const Dose *dose);
/** "2 s up, 5 s hold, 2 s down", in the order of the exercise. NULL at one's own pace and for kinds
 *  without a tempo. */
const char *tell_tempo(Shell *shell, const Exercise *exercise);
/** Items joined by middle dots. */
const char *tell_list(Shell *shell, TextList texts);
/** The list with one more item; it begins with NULL or "". */
const char *tell_more(Shell *shell, const char *list, const char *item);
/** A position of the file format, such as "Lying on the side"; the text itself if it is unknown. */
const char *tell_position(const char *position);
/** How good the sources of an exercise are, in a sentence. NULL if that is not known. */
const char *tell_confidence(const char *confidence);
/** Where the numbers of a dose come from. */
const char *tell_origin(DoseOrigin origin);
/** Why a routine has to wait, in one line. */
const char *tell_reason(const char *reason);
/** Why a day counts as sore, in a sentence with the reading. */
const char *tell_sore(Shell *shell, const Sore *sore);
/** A criterion for the next stage, in a sentence. */
const char *tell_criterion(Shell *shell, const Criterion *criterion);
/** "Stage 2 of 3: Build strength". */
const char *tell_stage(Shell *shell, const StageNow *now);
/** The next stage and what is still needed for it, in a line. NULL after the last stage. */
const char *tell_stage_next(Shell *shell, const StageNow *now);
/** "Saturday 21 November". */
const char *tell_date(Shell *shell, Day day);
/** "today", "yesterday", "on Thursday", "on 3 October": for days gone by. */
const char *tell_past(Shell *shell, Day day, Day today);
/** "today", "tomorrow", "Monday": for the week to come. */
const char *tell_coming(Day day, Day today);

#endif
