/* SPDX-License-Identifier: MIT */
/** UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef DATA_SCAN_UTF8_H
#define DATA_SCAN_UTF8_H

#include "surefoot/base.h"

/** Reads the character at `text`; returns its length in bytes, or 0 if it is not valid UTF-8. */
size_t utf8_read(const char *text, size_t size, uint32_t *character);
/** True if nothing in this valid UTF-8 can be seen. */
bool utf8_is_blank(const char *text, size_t size);
/** True if there is a control character of ASCII in it. */
bool utf8_has_control(const char *text, size_t size);

#endif
