/* SPDX-License-Identifier: MIT */
/**
 * A knee's usual morning: what one morning is measured against. Pure.
 *
 * The usual level of a Day is the lower median of the last USUAL_MORNINGS mornings on which the
 * knee was asked about, within USUAL_DAYS days up to and with that Day. It is cautious with few: of
 * two mornings the lower one counts. Without any it is 0 for a knee that was asked about and never
 * said to hurt (all readings up to that Day are 0), else not known.
 * A morning is measured against the usual level of the Day before, so never against itself. Of
 * several answers of one morning the worst counts.
 */
#ifndef SUREFOOT_USUAL_H
#define SUREFOOT_USUAL_H

#include "surefoot/facts.h"

#define USUAL_DAYS 14      /**< ours */
#define USUAL_MORNINGS 5   /**< ours */
#define LEVEL_UNKNOWN (-1) /**< no level 0..10 */

/** The worst next-morning answer of the knee on that Day; LEVEL_UNKNOWN if there is none. */
int32_t morning_level(const History *history, Side knee, Day day);
/** The usual level of the knee on that Day; may be LEVEL_UNKNOWN. */
int32_t usual_level(const History *history, Side knee, Day day);
/** How far the morning of that Day is above the usual level of the Day before: 1 or more is a sore
 *  morning, 0 or less is none. False if that is not known; a morning without pain always is. */
bool morning_rise(const History *history, Side knee, Day day, int32_t *rise);

#endif
