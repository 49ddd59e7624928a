/* SPDX-License-Identifier: MIT */
/** Clocks and random bytes of a Linux system. */
#ifndef SUREFOOT_CLOCK_H
#define SUREFOOT_CLOCK_H

#include "surefoot/calendar.h"

/** Monotonic ms that keep counting in suspend (CLOCK_BOOTTIME). */
int64_t clock_now_ms(void);
/** The wall clock: UTC, and the offset of local time at this moment. */
Instant clock_wall(void);
/** Random bytes from the kernel. */
void clock_random(uint8_t *out, size_t size);
/** Sleeps until a monotonic time, or until a signal. */
void clock_sleep_until(int64_t at_ms);

#endif
