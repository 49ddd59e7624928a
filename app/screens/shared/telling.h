/* SPDX-License-Identifier: MIT */
/** What exercises, doses and days are in words. All texts live until the next pass. */
#ifndef SUREFOOT_TELLING_H
#define SUREFOOT_TELLING_H

#include "page.h"

/** "3 × 10 reps, each side". */
const char *tell_dose(Shell *shell, const Dose *dose);
/** "2 s up, 5 s hold, 2 s down" as it is done, or NULL at one's own pace and for other kinds. */
const char *tell_tempo(Shell *shell, const Exercise *exercise);
/** Items joined by a dot in the middle. */
const char *tell_list(Shell *shell, TextList texts);
/** Appends one more item to a list begun with NULL or "". */
const char *tell_more(Shell *shell, const char *list, const char *item);
/** A position of the file format, such as "Lying on the side"; the text itself if it is unknown. */
const char *tell_position(const char *position);
/** How well sourced an exercise is, in a sentence; NULL if nothing is known of it. */
const char *tell_confidence(const char *confidence);
const char *tell_origin(DoseOrigin origin);
/** Why a routine waits: one line. */
const char *tell_reason(const char *reason);
/** Why a day is sore, in a sentence: the reading that says so. */
const char *tell_sore(Shell *shell, const Sore *sore);
/** What opens it, in a sentence. */
const char *tell_criterion(Shell *shell, const Criterion *criterion);
/** "Stage 2 of 3: Build strength". */
const char *tell_stage(Shell *shell, const StageNow *now);
/** What comes after the stage and what it waits for, in a line; NULL if nothing does. */
const char *tell_stage_next(Shell *shell, const StageNow *now);
/** "Saturday 21 November". */
const char *tell_date(Shell *shell, Day day);
/** "today", "yesterday", "on Thursday", "on 3 October": for days gone by. */
const char *tell_past(Shell *shell, Day day, Day today);
/** "today", "tomorrow", "Monday": for the week to come. */
const char *tell_coming(Day day, Day today);

#endif
