/* SPDX-License-Identifier: MIT */
/**
 * One page with every widget of the kit, for tests that hold for all of them.
 */
#ifndef SUREFOOT_TESTS_UI_EVERYTHING_H
#define SUREFOOT_TESTS_UI_EVERYTHING_H

#include "ui_probe.h"

typedef struct Everything {
    bool tones;
    bool motion;
    int32_t theme;
    int32_t ease;
    int32_t reason;
    int32_t pain;
    int32_t lead;
    char note[64];
    bool dialog;
    bool area; /**< the whole window is a player's area instead of the page */
    int32_t fired;
    float fraction;
} Everything;

void everything_init(Everything *page);
ProbePage everything_show;

#endif
