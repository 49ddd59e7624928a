/* SPDX-License-Identifier: MIT */
/**
 * The words every module shares: error codes, the message that goes with one, and assertions.
 *
 * A fallible function returns an SfError (0 is fine) and, where a person will read about it, fills
 * an SfErrorInfo. The message is written once, where the fault is known, and is passed up
 * unchanged: what is wrong and what is allowed, in one line without a trailing newline.
 */
#ifndef SUREFOOT_BASE_H
#define SUREFOOT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum SfError {
    SF_OK = 0,
    SF_E_NOMEM = -1,    /**< an allocation failed; nothing was changed */
    SF_E_INPUT = -2,    /**< the input is bad; the message says where and what is allowed */
    SF_E_TOOBIG = -3,   /**< a limit of limits.h was reached */
    SF_E_IO = -4,       /**< the system refused: permission, missing file, broken device */
    SF_E_FULL = -5,     /**< the disk is full */
    SF_E_NEWER = -6,    /**< written by a newer version; left untouched */
    SF_E_CORRUPT = -7,  /**< damaged beyond reading */
    SF_E_NOTFOUND = -8, /**< no such thing */
    SF_E_STATE = -9     /**< makes no sense now; nothing was changed */
} SfError;

/** A message for a person. Callers own it; functions that take one accept NULL. */
typedef struct SfErrorInfo {
    char text[512];
} SfErrorInfo;

#if defined(__GNUC__)
#define SF_PRINTF(format_at, args_at) __attribute__((format(printf, format_at, args_at)))
#else
#define SF_PRINTF(format_at, args_at)
#endif

/** Fills err (if not NULL) and returns code, so that a fault is one line: return sf_fail(...). */
SfError sf_fail(SfErrorInfo *err, SfError code, const char *format, ...) SF_PRINTF(3, 4);

/** Bounded formatting that always terminates; returns false if the text was cut. */
bool sf_format(char *out, size_t size, const char *format, ...) SF_PRINTF(3, 4);

/** A programming error: aborts with the place. Never used on data, input or a full buffer. */
#define SF_ASSERT(condition)                                                                       \
    ((condition) ? (void)0 : sf_assert_failed(#condition, __FILE__, __LINE__))
/** Prints the condition and its place, then aborts. Only SF_ASSERT calls it. */
_Noreturn void sf_assert_failed(const char *condition, const char *file, int line);

#define SF_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
