/* SPDX-License-Identifier: MIT */
/** What every fuzz target offers: to libFuzzer, and to replay_main.c, which replays a corpus. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
