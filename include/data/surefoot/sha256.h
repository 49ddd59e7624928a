/* SPDX-License-Identifier: MIT */
/** SHA-256 (FIPS 180-4): names the exact bytes of a program that somebody follows. */
#ifndef SUREFOOT_SHA256_H
#define SUREFOOT_SHA256_H

#include "surefoot/base.h"

/** Writes 64 hexadecimal digits and a terminator. */
void sha256_hex(const char *bytes, size_t size, char out[65]);

#endif
