/* SPDX-License-Identifier: MIT */
/** A day of the streak as a mark, which differs by shape and by colour, and in words. */
#ifndef SUREFOOT_DAY_MARK_H
#define SUREFOOT_DAY_MARK_H

#include "page.h"

/** Draws a mark, SIZE_MARK wide and high, at the top of the cell in its middle; no node. */
void day_mark(Ui *ui, Rect cell, DayMark mark);
/** "trained", "planned rest", ... */
const char *day_mark_text(DayMark mark);
/** "Sick", "Away", "Resting". */
const char *day_status_text(Status status);
/** For today if it is marked (sick, away, resting): until when, and a button that ends the mark.
 * True when it was pressed; if that failed, *err says why. */
bool day_marked(Shell *shell, SfErrorInfo *err);
/** "12 days kept, 1 excused", or a friendly text before the first day. */
const char *day_streak_text(Shell *shell, const Streak *streak);

#endif
