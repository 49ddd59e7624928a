/* SPDX-License-Identifier: MIT */
/** What status says of standing on one leg. */
#ifndef SUREFOOT_CLI_STATUS_BALANCE_H
#define SUREFOOT_CLI_STATUS_BALANCE_H

#include "surefoot/balance.h"

#define STATUS_PROTOCOLS 16

typedef struct StatusBalance {
    Balance protocols[STATUS_PROTOCOLS]; /**< latest first */
    int32_t count;
    Unlock closed[BALANCE_LEGS];
    Brushing brushing;
    Squats squats;
} StatusBalance;

/** SF_E_NOMEM only. */
SfError status_balance_compute(StatusBalance *out, const History *history, Day today);
/** The members "balance", "eyes_closed", "brushing" and "half_squat" of an object. */
void status_balance_json(const StatusBalance *status);
/** A few lines; nothing if there is nothing to tell. */
void status_balance_text(const StatusBalance *status);

#endif
