/* SPDX-License-Identifier: MIT */
/* The colours of the figure in the light and the dark theme. */
#include "figure_internal.h"

#define RGB(hex)                                                                                   \
    {                                                                                              \
        (uint8_t)(((hex) >> 16) & 0xFF), (uint8_t)(((hex) >> 8) & 0xFF), (uint8_t)((hex)&0xFF),    \
            0xFF                                                                                   \
    }

/* The hues of the theme (paper, clay, deep water); the working leg has the theme's accent. */
static const FigurePalette light = {
    .skin = RGB(0xCE936C),
    .skin_far = RGB(0xA87150),
    .hair = RGB(0x4A3328),
    .shirt = RGB(0xB9512F),
    .shirt_far = RGB(0x964023),
    .cloth = RGB(0x6F6A78),
    .cloth_far = RGB(0x5B5664),
    .work = RGB(0x0F786C),
    .work_far = RGB(0x0A544C),
    .shoe = RGB(0x3E3A46),
    .shoe_far = RGB(0x332F3A),
    .sole = RGB(0xFFFDF9),
    .face = RGB(0x3A2820),
    .glow = RGB(0xFFC14D),
    .arrow = RGB(0xB0561F),
    .care = RGB(0x9A4320),
    .shade = {0x3C, 0x2A, 0x14, 0x2A},
    .mat = RGB(0xBFB3DA),
    .mat_edge = RGB(0x9A8CC0),
    .wood = RGB(0xC9A77C),
    .wood_light = RGB(0xDDC09A),
    .wood_dark = RGB(0xA8855C),
    .wall = RGB(0xE6DCCB),
    .wall_edge = RGB(0xCDBFA8),
    .white = RGB(0xFDFBF7),
    .towel = RGB(0xE2875F),
    .towel_edge = RGB(0xB9623D),
    .band = RGB(0xE0583A),
};

static const FigurePalette dark = {
    .skin = RGB(0xDDAA86),
    .skin_far = RGB(0xA97B5D),
    .hair = RGB(0x7B5A48),
    .shirt = RGB(0xD9805E),
    .shirt_far = RGB(0xAC5C3E),
    .cloth = RGB(0xA39DAC),
    .cloth_far = RGB(0x878190),
    .work = RGB(0x4CC0AC),
    .work_far = RGB(0x2F8F80),
    .shoe = RGB(0x77717F),
    .shoe_far = RGB(0x625D6A),
    .sole = RGB(0xF4EDE2),
    .face = RGB(0x3A2820),
    .glow = RGB(0xFFC14D),
    .arrow = RGB(0xFAD58C),
    .care = RGB(0xF0A583),
    .shade = {0x00, 0x00, 0x00, 0x59},
    .mat = RGB(0x6B5F92),
    .mat_edge = RGB(0x4F456F),
    .wood = RGB(0x8E6F4B),
    .wood_light = RGB(0xA88862),
    .wood_dark = RGB(0x6E5436),
    .wall = RGB(0x4A3F36),
    .wall_edge = RGB(0x5D5045),
    .white = RGB(0xE9E2D6),
    .towel = RGB(0xD97F57),
    .towel_edge = RGB(0xA65A38),
    .band = RGB(0xF0744F),
};

FigurePalette figure_palette(bool is_dark)
{
    return is_dark ? dark : light;
}

Color figure__mix(Color a, Color b, float t)
{
    const Color mixed = {(uint8_t)lroundf(mixf((float)a.r, (float)b.r, t)),
                         (uint8_t)lroundf(mixf((float)a.g, (float)b.g, t)),
                         (uint8_t)lroundf(mixf((float)a.b, (float)b.b, t)),
                         (uint8_t)lroundf(mixf((float)a.a, (float)b.a, t))};
    return mixed;
}
