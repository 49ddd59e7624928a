/* SPDX-License-Identifier: MIT */
/** Brushing on one leg: today's two circles and their count. */
#ifndef SUREFOOT_BRUSH_H
#define SUREFOOT_BRUSH_H

#include "shared/page.h"
#include "surefoot/balance.h"

/** Shows morning and evening as two circles with their names, in the column. */
void brush_circles(Shell *shell, const Brushing *brushing);
/** "5 days brushed on one leg · this week 9 of 14", or an invitation if there is nothing yet. */
const char *brush_text(Shell *shell, const Brushing *brushing);
/** A card for Today: one touch starts brushing, another opens the balance page. */
void brush_today(Shell *shell, const Brushing *brushing);

#endif
