/* SPDX-License-Identifier: MIT */
/* The colours and text styles of the theme. */
#include "surefoot/theme.h"

#include <math.h>

#define RGB(hex)                                                                                   \
    {                                                                                              \
        (uint8_t)(((hex) >> 16) & 0xFF), (uint8_t)(((hex) >> 8) & 0xFF), (uint8_t)((hex)&0xFF),    \
            0xFF                                                                                   \
    }
#define RGBA(hex, alpha)                                                                           \
    {                                                                                              \
        (uint8_t)(((hex) >> 16) & 0xFF), (uint8_t)(((hex) >> 8) & 0xFF), (uint8_t)((hex)&0xFF),    \
            (alpha)                                                                                \
    }

/* The colours of paper, clay and deep water. Work is green, rest is violet, change is amber: three
   hues with three lightnesses, so that they differ in grey and for any colour vision too. The dim
   colours are like embers, the same in both themes. */
static const Color light[COLOR_ROLES] = {
    [COLOR_PAGE] = RGB(0xF8F4EC),           [COLOR_CARD] = RGB(0xFFFDF9),
    [COLOR_CARD_PRESSED] = RGB(0xEFE8DB),   [COLOR_LINE] = RGB(0xE4DBCB),
    [COLOR_OUTLINE] = RGB(0x877C6C),        [COLOR_TEXT] = RGB(0x29241E),
    [COLOR_TEXT_SOFT] = RGB(0x5E5549),      [COLOR_ACCENT] = RGB(0x0C6259),
    [COLOR_ACCENT_PRESSED] = RGB(0x084A43), [COLOR_ON_ACCENT] = RGB(0xFFFFFF),
    [COLOR_WORK] = RGB(0x08452F),           [COLOR_WORK_PAGE] = RGB(0xC4E6D0),
    [COLOR_REST] = RGB(0x5F58B8),           [COLOR_REST_PAGE] = RGB(0xEEECFB),
    [COLOR_CHANGE] = RGB(0x724800),         [COLOR_CHANGE_PAGE] = RGB(0xF2C97A),
    [COLOR_LEFT] = RGB(0x0B5570),           [COLOR_RIGHT] = RGB(0x945E00),
    [COLOR_TRACK] = RGB(0xDFD5C4),          [COLOR_GOOD] = RGB(0x2A6B3C),
    [COLOR_CARE] = RGB(0x9A4320),           [COLOR_ON_CARE] = RGB(0xFFFFFF),
    [COLOR_FOCUS] = RGB(0x1D5FBF),          [COLOR_SCRIM] = RGBA(0x1E1811, 0x99),
    [COLOR_DIM_PAGE] = RGB(0x0C0807),       [COLOR_DIM] = RGB(0xBF7A48),
    [COLOR_DIM_STRONG] = RGB(0xF2B880),     [COLOR_DIM_FAINT] = RGB(0x86522F),
};

static const Color dark[COLOR_ROLES] = {
    [COLOR_PAGE] = RGB(0x1A1412),           [COLOR_CARD] = RGB(0x271F1A),
    [COLOR_CARD_PRESSED] = RGB(0x392E27),   [COLOR_LINE] = RGB(0x40352D),
    [COLOR_OUTLINE] = RGB(0x93887A),        [COLOR_TEXT] = RGB(0xF4EDE2),
    [COLOR_TEXT_SOFT] = RGB(0xBDB2A3),      [COLOR_ACCENT] = RGB(0x63CDB9),
    [COLOR_ACCENT_PRESSED] = RGB(0x48B09D), [COLOR_ON_ACCENT] = RGB(0x06241F),
    [COLOR_WORK] = RGB(0x86E0AE),           [COLOR_WORK_PAGE] = RGB(0x10301F),
    [COLOR_REST] = RGB(0xB3B0F5),           [COLOR_REST_PAGE] = RGB(0x17142B),
    [COLOR_CHANGE] = RGB(0xFAD58C),         [COLOR_CHANGE_PAGE] = RGB(0x48330B),
    [COLOR_LEFT] = RGB(0x7FD0EE),           [COLOR_RIGHT] = RGB(0xE2A650),
    [COLOR_TRACK] = RGB(0x453A31),          [COLOR_GOOD] = RGB(0x8ED59A),
    [COLOR_CARE] = RGB(0xF0A583),           [COLOR_ON_CARE] = RGB(0x2C1206),
    [COLOR_FOCUS] = RGB(0x8DBEFF),          [COLOR_SCRIM] = RGBA(0x000000, 0xA6),
    [COLOR_DIM_PAGE] = RGB(0x0C0807),       [COLOR_DIM] = RGB(0xBF7A48),
    [COLOR_DIM_STRONG] = RGB(0xF2B880),     [COLOR_DIM_FAINT] = RGB(0x86522F),
};

/* The same hues with more contrast; cards are marked by their lines. */
static const Color light_strong[COLOR_ROLES] = {
    [COLOR_PAGE] = RGB(0xFFFFFF),           [COLOR_CARD] = RGB(0xFFFFFF),
    [COLOR_CARD_PRESSED] = RGB(0xEAE4DA),   [COLOR_LINE] = RGB(0x5E5549),
    [COLOR_OUTLINE] = RGB(0x29241E),        [COLOR_TEXT] = RGB(0x000000),
    [COLOR_TEXT_SOFT] = RGB(0x2B2620),      [COLOR_ACCENT] = RGB(0x00433C),
    [COLOR_ACCENT_PRESSED] = RGB(0x002B26), [COLOR_ON_ACCENT] = RGB(0xFFFFFF),
    [COLOR_WORK] = RGB(0x00351F),           [COLOR_WORK_PAGE] = RGB(0xCDEFD9),
    [COLOR_REST] = RGB(0x3F37A6),           [COLOR_REST_PAGE] = RGB(0xF4F3FF),
    [COLOR_CHANGE] = RGB(0x573600),         [COLOR_CHANGE_PAGE] = RGB(0xFFD280),
    [COLOR_LEFT] = RGB(0x003A50),           [COLOR_RIGHT] = RGB(0x6A4200),
    [COLOR_TRACK] = RGB(0xCFC4B1),          [COLOR_GOOD] = RGB(0x0F4A20),
    [COLOR_CARE] = RGB(0x702605),           [COLOR_ON_CARE] = RGB(0xFFFFFF),
    [COLOR_FOCUS] = RGB(0x003C9E),          [COLOR_SCRIM] = RGBA(0x000000, 0xB3),
    [COLOR_DIM_PAGE] = RGB(0x000000),       [COLOR_DIM] = RGB(0xE09A66),
    [COLOR_DIM_STRONG] = RGB(0xFFD2A0),     [COLOR_DIM_FAINT] = RGB(0xB5764A),
};

static const Color dark_strong[COLOR_ROLES] = {
    [COLOR_PAGE] = RGB(0x000000),           [COLOR_CARD] = RGB(0x000000),
    [COLOR_CARD_PRESSED] = RGB(0x2E251F),   [COLOR_LINE] = RGB(0x93887A),
    [COLOR_OUTLINE] = RGB(0xE0D6C8),        [COLOR_TEXT] = RGB(0xFFFFFF),
    [COLOR_TEXT_SOFT] = RGB(0xE8DFD2),      [COLOR_ACCENT] = RGB(0x8BE8D6),
    [COLOR_ACCENT_PRESSED] = RGB(0x6FD0BD), [COLOR_ON_ACCENT] = RGB(0x00130F),
    [COLOR_WORK] = RGB(0x8DF0B8),           [COLOR_WORK_PAGE] = RGB(0x06200F),
    [COLOR_REST] = RGB(0xC9C6FF),           [COLOR_REST_PAGE] = RGB(0x0C0920),
    [COLOR_CHANGE] = RGB(0xFFE9BD),         [COLOR_CHANGE_PAGE] = RGB(0x332200),
    [COLOR_LEFT] = RGB(0x9BE0FA),           [COLOR_RIGHT] = RGB(0xF2BC6C),
    [COLOR_TRACK] = RGB(0x5A4D42),          [COLOR_GOOD] = RGB(0xA9EBB4),
    [COLOR_CARE] = RGB(0xFFC0A3),           [COLOR_ON_CARE] = RGB(0x1C0A00),
    [COLOR_FOCUS] = RGB(0xB3D4FF),          [COLOR_SCRIM] = RGBA(0x000000, 0xC0),
    [COLOR_DIM_PAGE] = RGB(0x000000),       [COLOR_DIM] = RGB(0xE09A66),
    [COLOR_DIM_STRONG] = RGB(0xFFD2A0),     [COLOR_DIM_FAINT] = RGB(0xB5764A),
};

static const TextStyleSpec styles[TEXT_STYLES] = {
    [TEXT_DISPLAY] = {FONT_BOLD, 40.0F, 1.15F},        [TEXT_TITLE] = {FONT_BOLD, 28.0F, 1.2F},
    [TEXT_HEADING] = {FONT_SEMIBOLD, 20.0F, 1.3F},     [TEXT_BODY] = {FONT_REGULAR, 17.0F, 1.45F},
    [TEXT_BODY_STRONG] = {FONT_SEMIBOLD, 17.0F, 1.4F}, [TEXT_LABEL] = {FONT_SEMIBOLD, 17.0F, 1.25F},
    [TEXT_SMALL] = {FONT_REGULAR, 14.0F, 1.4F},
};

TextStyleSpec theme_text(TextStyle style)
{
    return styles[style];
}

Color theme_color(ThemeKind theme, ColorRole role)
{
    switch (theme) {
    case THEME_LIGHT:
        return light[role];
    case THEME_DARK:
        return dark[role];
    case THEME_LIGHT_STRONG:
        return light_strong[role];
    case THEME_DARK_STRONG:
        return dark_strong[role];
    }
    return light[role];
}

bool theme_is_dark(ThemeKind theme)
{
    return theme == THEME_DARK || theme == THEME_DARK_STRONG;
}

static double linear(uint8_t channel)
{
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double theme_contrast(Color a, Color b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}
