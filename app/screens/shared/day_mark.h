/* SPDX-License-Identifier: MIT */
/** A day of the streak as a mark that differs by shape and by colour, and in words. */
#ifndef SUREFOOT_DAY_MARK_H
#define SUREFOOT_DAY_MARK_H

#include "page.h"

/** Draws only; SIZE_MARK wide and high, in the middle of the cell's top. */
void day_mark(Ui *ui, Rect cell, DayMark mark);
/** "trained", "planned rest", ... */
const char *day_mark_text(DayMark mark);
/** "Sick", "Away", "Resting". */
const char *day_status_text(Status status);
/** Of a day that is marked: until when, and the button that ends it. True in the pass in which it
 *  did, or could not: then *err says why. */
bool day_marked(Shell *shell, SfErrorInfo *err);
/** "12 days kept, 1 excused", or a kind start. */
const char *day_streak_text(Shell *shell, const Streak *streak);

#endif
