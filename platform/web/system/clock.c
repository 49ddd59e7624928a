/* SPDX-License-Identifier: MIT */
/* The clocks of the browser. */
#include "clock.h"

#include "page.h"

int64_t clock_now_ms(void)
{
    return (int64_t)page_now_ms();
}

Instant clock_wall(void)
{
    return (Instant){.utc_ms = (int64_t)page_utc_ms(), .offset_min = page_utc_offset_min()};
}

void clock_random(uint8_t *out, size_t size)
{
    page_random(out, size);
}
