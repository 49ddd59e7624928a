/* SPDX-License-Identifier: MIT */
/**
 * Doses and how they inherit: step, routine, program, exercise, app; the first that says wins.
 */
#ifndef DATA_LOAD_DOSE_H
#define DATA_LOAD_DOSE_H

#include "load_fields.h"

typedef enum DoseKey {
    GIVES_KIND = 1 << 0,
    GIVES_SECONDS = 1 << 1,
    GIVES_REPS = 1 << 2,
    GIVES_TEMPO = 1 << 3,
    GIVES_SETS = 1 << 4,
    GIVES_SIDES = 1 << 5,
    GIVES_ORDER = 1 << 6,
    GIVES_FIRST = 1 << 7,
    GIVES_SWITCH = 1 << 8,
    GIVES_REST = 1 << 9,
    GIVES_READY = 1 << 10,
    GIVES_HALFWAY = 1 << 11,
    GIVES_STOP = 1 << 12
} DoseKey;

/** What one level says about the dose. */
typedef struct DosePart {
    Dose dose;
    uint32_t given; /**< of DoseKey */
} DosePart;

/** Every dose key, and those that only a step or an exercise may give. */
extern const Words dose_keys;

/** Reads the dose keys of a step or of an exercise's dose. */
DosePart read_dose(Reader *reader, const cJSON *object);
/** Reads "defaults" of a program or routine; nothing if it has none. */
DosePart read_defaults(Reader *reader, const cJSON *object);

/** What the app does if nobody says. The kind has no default. */
Dose dose_of_app(void);
/** Lays what part gives over the dose. */
void dose_apply(Dose *dose, const DosePart *part);
/** A pause or a question: no sets, sides, lead-in or rest of its own unless the step says so. */
Dose dose_of_quiet_step(void);

#endif
