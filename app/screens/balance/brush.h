/* SPDX-License-Identifier: MIT */
/** Brushing on one leg: today's two circles and their count. */
#ifndef SUREFOOT_BRUSH_H
#define SUREFOOT_BRUSH_H

#include "shared/page.h"
#include "surefoot/balance.h"

/** Morning and evening as two marks with their names, in the column. */
void brush_circles(Shell *shell, const Brushing *brushing);
/** "5 days brushed on one leg · this week 9 of 14", or a kind start. */
const char *brush_text(Shell *shell, const Brushing *brushing);
/** On Today: a card that starts brushing at one touch, and the way to all of balance. */
void brush_today(Shell *shell, const Brushing *brushing);

#endif
