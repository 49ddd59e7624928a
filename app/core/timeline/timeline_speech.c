/* SPDX-License-Identifier: MIT */
/*
 * Everything the app says during a routine, as whole utterances. Short, kind and free of praise
 * that could sound false to somebody in pain.
 */
#include "timeline_parts.h"

#include <string.h>

/* A reserved slot for speech of unknown length: slow enough for every engine we heard. */
#define SPEECH_BYTE_MS 60
#define SPEECH_BASE_MS 300
#define SPEECH_MIN_MS 400
#define SPEECH_MAX_MS 6000

int32_t timeline__speech_ms(const Profile *profile, const char *text)
{
    if (profile->speech_ms != NULL) {
        const int32_t known = profile->speech_ms(profile->speech_context, text);
        if (known > 0) {
            return known;
        }
    }
    const size_t most = SPEECH_MAX_MS / SPEECH_BYTE_MS;
    const size_t bytes = strlen(text);
    const int32_t guess = (int32_t)(bytes < most ? bytes : most) * SPEECH_BYTE_MS + SPEECH_BASE_MS;
    if (guess < SPEECH_MIN_MS) {
        return SPEECH_MIN_MS;
    }
    return guess > SPEECH_MAX_MS ? SPEECH_MAX_MS : guess;
}

static bool is_sided(Side side)
{
    return side == SIDE_LEFT || side == SIDE_RIGHT;
}

/* The full stop that a sentence needs, or "" if it has an end already. */
static const char *full_stop(const char *text)
{
    const size_t length = strlen(text);
    return length > 0 && strchr(".!?", text[length - 1]) != NULL ? "" : ".";
}

const char *timeline__say_side(Side side)
{
    return side == SIDE_RIGHT ? "Right side." : "Left side.";
}

const char *timeline__say_other(Side side)
{
    return side == SIDE_RIGHT ? "Other leg. Right side." : "Other leg. Left side.";
}

const char *timeline__say_name(Arena *arena, const Item *item, Side side)
{
    return arena_printf(arena, "%s%s%s%s", item->say, full_stop(item->say),
                        is_sided(side) ? " " : "", is_sided(side) ? timeline__say_side(side) : "");
}

const char *timeline__say_next(Arena *arena, const Item *item, Side side)
{
    const char *stop = is_sided(side) ? full_stop(item->say) : "";
    char *text = arena_printf(arena, "Next: %s%s%s%s", item->say, stop, is_sided(side) ? " " : "",
                              is_sided(side) ? timeline__say_side(side) : "");
    /* In mid-sentence a name loses its capital, but "VMO squat" keeps its own. */
    const size_t at = strlen("Next: ");
    if (text != NULL && text[at] >= 'A' && text[at] <= 'Z' && text[at + 1] >= 'a' &&
        text[at + 1] <= 'z') {
        text[at] = (char)(text[at] - 'A' + 'a');
    }
    return text;
}

const char *timeline__say_set(Arena *arena, const Item *item, int32_t set)
{
    return set >= item->sets ? "Last set" : arena_printf(arena, "Set %d of %d", set, item->sets);
}

const char *timeline__say_next_set(Arena *arena, const Item *item, int32_t set, Side side)
{
    if (set >= item->sets) {
        return is_sided(side) ? arena_printf(arena, "Last set. %s", timeline__say_side(side))
                              : "Last set";
    }
    const char *where = !is_sided(side) ? "" : side == SIDE_RIGHT ? ", right side" : ", left side";
    return arena_printf(arena, "Next: set %d of %d%s", set, item->sets, where);
}

const char *timeline__say_dose(Arena *arena, const Item *item, const Segment *work)
{
    if (item->kind == STEP_REPS) {
        return arena_printf(arena, "%d sets of %d", item->sets, item->reps);
    }
    const int32_t seconds = (int32_t)(work->length_ms / 1000);
    if (work->open || work->length_ms % 1000 != 0 || seconds == 0) {
        return arena_printf(arena, "%d sets", item->sets);
    }
    const bool minutes = seconds % 60 == 0;
    const int32_t amount = minutes ? seconds / 60 : seconds;
    return arena_printf(arena, "%d sets of %d %s%s", item->sets, amount,
                        minutes ? "minute" : "second", amount == 1 ? "" : "s");
}

const char *timeline__say_phase(RepPhase phase)
{
    switch (phase) {
    case PHASE_DOWN:
        return "down";
    case PHASE_HOLD:
        return "hold";
    case PHASE_UP:
        return "up";
    case PHASE_PAUSE:
        break;
    }
    return NULL;
}

const char *timeline__say_number(Arena *arena, int32_t number)
{
    static const char *const small[] = {"zero",    "one",     "two",       "three",    "four",
                                        "five",    "six",     "seven",     "eight",    "nine",
                                        "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"",      "",      "twenty",  "thirty", "forty",
                                       "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (number < (int32_t)SF_COUNT(small)) {
        return small[number];
    }
    if (number < 100) {
        const char *ten = tens[number / 10];
        return number % 10 == 0 ? ten : arena_printf(arena, "%s-%s", ten, small[number % 10]);
    }
    /* From a hundred on the words would outlast the repetition: after "one hundred" comes "one". */
    if (number % 100 != 0) {
        return timeline__say_number(arena, number % 100);
    }
    const char *hundreds = timeline__say_number(arena, number / 100);
    return hundreds == NULL ? NULL : arena_printf(arena, "%s hundred", hundreds);
}
