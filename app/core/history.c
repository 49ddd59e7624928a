/* SPDX-License-Identifier: MIT */
#include "surefoot/facts.h"

void history_deinit(History *history)
{
    Arena arena = history->arena;
    arena_deinit(&arena);
    *history = (History){0};
}
