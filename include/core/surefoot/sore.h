/* SPDX-License-Identifier: MIT */
/**
 * A sore day: one on which what loads the knee is better left. Pure. Exercising at up to SORE_LEVEL
 * is part of the plan; above it, or with a morning above the usual one (usual.h), it is not.
 */
#ifndef SUREFOOT_SORE_H
#define SUREFOOT_SORE_H

#include "surefoot/usual.h"

#define SORE_LEVEL                                                                                 \
    5 /**< of 10: pain up to it may be fine in strength work (TREK, ours for days)                 \
       */

typedef enum SoreWhy {
    SORE_NOT,
    SORE_HIGH,   /**< a reading above SORE_LEVEL on the day or the day before */
    SORE_MORNING /**< the next-morning answer of the day is above the usual one */
} SoreWhy;

typedef struct Sore {
    SoreWhy why;
    Side knee;
    Day day;       /**< of the reading */
    int32_t level; /**< of the reading: the worst of the day, or the morning's */
    int32_t usual; /**< what the morning was measured against; 0 for SORE_HIGH */
} Sore;

/** Why the Day is a sore one: the worst of today, then of the day before, then the morning. */
Sore sore_on(const History *history, Day day);

#endif
