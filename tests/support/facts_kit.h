/* SPDX-License-Identifier: MIT */
/** Real facts and real folders for tests of the log. */
#ifndef FACTS_KIT_H
#define FACTS_KIT_H

#include "surefoot/facts.h"

#define KIT_PATH_BYTES 512
#define KIT_DAY 20778 /* 2026-11-21 */
#define KIT_NOON_MS (KIT_DAY * 86400000LL + 43200000LL)

/** A fresh folder under $TMPDIR. */
void kit_folder(char out[KIT_PATH_BYTES]);
/** Removes a flat folder with all its files. */
void kit_remove(const char *folder);
void kit_join(char out[KIT_PATH_BYTES], const char *folder, const char *name);
/** The first file in the folder whose name contains part; false if there is none. */
bool kit_find(char out[KIT_PATH_BYTES], const char *folder, const char *part);
/** *out is freed with sf_free. */
size_t kit_read(const char *path, char **out);
void kit_write(const char *path, const char *bytes, size_t size);

/** A small generator, the same on every machine. */
uint32_t kit_random(uint32_t *state);
/** Written at that time; salt tells apart what was written in the same millisecond. */
Uuid kit_uuid(int64_t utc_ms, uint32_t salt);
Uuid kit_device(int number);

/** Facts of day KIT_DAY + day, number telling apart those of one day. */
Fact kit_session(int32_t day, uint32_t number, const char *routine);
Fact kit_set(const Fact *session, uint32_t number, const char *key);
Fact kit_pain(int32_t day, uint32_t number, Side knee, int32_t level);
Fact kit_status(int32_t day, Status status, int32_t days);
Fact kit_follow(int32_t day, const char *program, bool following);
Fact kit_answer(int32_t day, const char *question, bool yes);
/** A try of KIT_DAY + day, with everything measured; a squat check of it. */
Fact kit_try(int32_t day, uint32_t number, Side leg, int32_t time_ms);
Fact kit_squat(int32_t day, uint32_t number, Side leg, int32_t steady);
/** Deletes the fact, written `later_ms` after noon of its day. */
Fact kit_tombstone(const Fact *fact, int64_t later_ms, uint32_t salt);
/** Asserts that both are the same in every field. */
void kit_assert_same(const Fact *a, const Fact *b);

#endif
