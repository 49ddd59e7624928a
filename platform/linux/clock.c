/* SPDX-License-Identifier: MIT */
/* Clocks and random bytes of a Linux system. */
#include "clock.h"

#include <sys/random.h>
#include <time.h>

int64_t clock_now_ms(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

Instant clock_wall(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    struct tm local = {0};
    Instant result = {.utc_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
    if (localtime_r(&now.tv_sec, &local) != NULL) {
        result.offset_min = (int32_t)(local.tm_gmtoff / 60);
    }
    return result;
}

void clock_random(uint8_t *out, size_t size)
{
    size_t done = 0;
    while (done < size) {
        const ssize_t got = getrandom(out + done, size - done, 0);
        if (got > 0) {
            done += (size_t)got;
        }
    }
}

void clock_sleep_until(int64_t at_ms)
{
    const int64_t wait_ms = at_ms - clock_now_ms();
    if (wait_ms > 0) {
        const struct timespec wait = {.tv_sec = wait_ms / 1000,
                                      .tv_nsec = (long)(wait_ms % 1000) * 1000000L};
        (void)nanosleep(&wait, NULL);
    }
}
