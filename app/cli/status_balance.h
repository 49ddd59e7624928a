/* SPDX-License-Identifier: MIT */
/** The part of `status` about standing on one leg. */
#ifndef SUREFOOT_CLI_STATUS_BALANCE_H
#define SUREFOOT_CLI_STATUS_BALANCE_H

#include "surefoot/balance.h"

#define STATUS_PROTOCOLS 16

/** What status prints about standing on one leg. */
typedef struct StatusBalance {
    Balance protocols[STATUS_PROTOCOLS]; /**< latest first */
    int32_t count;
    Unlock closed[BALANCE_LEGS];
    Brushing brushing;
    Squats squats;
} StatusBalance;

/** Computes it from the history. SF_E_NOMEM is the only error. */
SfError status_balance_compute(StatusBalance *out, const History *history, Day today);
/** Prints the members "balance", "eyes_closed", "brushing" and "half_squat" of a JSON object. */
void status_balance_json(const StatusBalance *status);
/** Prints a few lines for people; nothing if there is no data. */
void status_balance_text(const StatusBalance *status);

#endif
