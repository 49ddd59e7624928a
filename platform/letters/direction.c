/* SPDX-License-Identifier: MIT */
/* Right-to-left text, by FriBidi. */
#include "direction.h"

#include "letters.h"

#include <SDL.h>
#include <fribidi.h>
#include <string.h>

#define LIBRARY "libfribidi.so.0"
#define FIRST_RIGHT_TO_LEFT 0x590U

static bool find(Direction *direction, const char *name, void *function, size_t size)
{
    void *found = SDL_LoadFunction(direction->library, name);
    memcpy(function, &found, size);
    return found != NULL;
}

static bool load(Direction *direction)
{
    if (!direction->tried) {
        direction->tried = true;
        direction->library = SDL_LoadObject(LIBRARY);
        if (direction->library != NULL &&
            !(find(direction, "fribidi_get_bidi_types", &direction->types,
                   sizeof(direction->types)) &&
              find(direction, "fribidi_get_bracket_types", &direction->brackets,
                   sizeof(direction->brackets)) &&
              find(direction, "fribidi_get_par_embedding_levels_ex", &direction->levels,
                   sizeof(direction->levels)))) {
            direction_close(direction);
        }
    }
    return direction->library != NULL;
}

static bool is_left_to_right(const uint32_t *codes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const bool between = codes[i] > 0x8FF && codes[i] < 0x200F;
        const bool ideograph = codes[i] > 0x2069 && codes[i] < 0xFB1D;
        const bool picture = codes[i] >= 0x1F000;
        if (codes[i] >= FIRST_RIGHT_TO_LEFT && !between && !ideograph && !picture) {
            return false;
        }
    }
    return true;
}

/* The levels without FriBidi: each letter has the direction of its script. */
static void guess_levels(const uint32_t *codes, int32_t count, int8_t *levels)
{
    for (int32_t i = 0; i < count; i++) {
        levels[i] = is_left_to_right(codes + i, 1) ? 0 : 1;
    }
}

void direction_levels(Direction *direction, const uint32_t *codes, int32_t count, int8_t *levels)
{
    uint32_t types[LETTERS_MAX];
    uint32_t brackets[LETTERS_MAX];
    uint32_t base = FRIBIDI_PAR_ON;
    memset(levels, 0, (size_t)count);
    if (count <= 0 || is_left_to_right(codes, count)) {
        return;
    }
    if (!load(direction)) {
        guess_levels(codes, count, levels);
        return;
    }
    direction->types(codes, count, types);
    direction->brackets(codes, count, types, brackets);
    if (direction->levels(types, brackets, count, &base, levels) == 0) {
        guess_levels(codes, count, levels);
    }
}

void direction_close(Direction *direction)
{
    if (direction->library != NULL) {
        SDL_UnloadObject(direction->library);
        direction->library = NULL;
    }
}
