/* SPDX-License-Identifier: MIT */
/* The widgets that correct a try: its time, what ended it, and support. */
#include "try_edit.h"

#define TENTHS_MS 100
#define CHIPS 5

typedef struct Chip {
    TryEnd end;
    Word word;
    bool closed; /* only for tries with closed eyes */
} Chip;

static const Chip chips[CHIPS] = {
    {TRY_FOOT_DOWN, WORD_TRY_FOOT, false}, {TRY_HOP, WORD_TRY_HOP, false},
    {TRY_HAND, WORD_TRY_HAND, false},      {TRY_EYES, WORD_TRY_EYES, true},
    {TRY_UNSAID, WORD_TRY_OTHER, false},
};

static int32_t chips_of(const TryFact *fact, const Chip *out[CHIPS])
{
    int32_t count = 0;
    for (int32_t i = 0; i < CHIPS; i++) {
        if (!chips[i].closed || fact->eyes == EYES_CLOSED) {
            out[count++] = &chips[i];
        }
    }
    return count;
}

int32_t try_chip(const TryFact *fact)
{
    const Chip *shown[CHIPS];
    const int32_t count = chips_of(fact, shown);
    for (int32_t i = 0; i < count; i++) {
        if (shown[i]->end == fact->end && fact->end != TRY_UNSAID) {
            return i;
        }
    }
    return -1;
}

bool try_ended(Shell *shell, TryFact *fact, int32_t *chip)
{
    Ui *ui = shell->ui;
    if (fact->end == TRY_CAP) {
        ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, word(WORD_TRY_WHOLE));
        return false;
    }
    const Chip *shown[CHIPS];
    const char *options[CHIPS];
    const int32_t count = chips_of(fact, shown);
    for (int32_t i = 0; i < count; i++) {
        options[i] = word(shown[i]->word);
    }
    if (!ui_chips(ui, "ended", word(WORD_TRY_ENDED), options, count, chip)) {
        return false;
    }
    fact->end = *chip >= 0 ? shown[*chip]->end : TRY_UNSAID;
    return true;
}

static void change(TryFact *fact, int32_t by_ms)
{
    const int32_t time_ms = fact->time_ms + by_ms;
    fact->time_ms = time_ms < 0 ? 0 : time_ms > fact->cap_ms ? fact->cap_ms : time_ms;
    if (fact->end == TRY_CAP && fact->time_ms < fact->cap_ms) {
        fact->end = TRY_UNSAID;
    }
}

bool try_steps(Shell *shell, TryFact *fact)
{
    static const struct {
        const char *key;
        Word word;
        int32_t by_ms;
    } steps[] = {{"second-less", WORD_TRY_SECOND_LESS, -1000},
                 {"tenth-less", WORD_TRY_TENTH_LESS, -TENTHS_MS},
                 {"tenth-more", WORD_TRY_TENTH_MORE, TENTHS_MS},
                 {"second-more", WORD_TRY_SECOND_MORE, 1000}};
    Ui *ui = shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect row = ui_next(ui, ui_px(ui, SIZE_TARGET_SESSION));
    const float width = (row.w - 3 * gap) / 4;
    const int32_t before_ms = fact->time_ms;
    for (size_t i = 0; i < SF_COUNT(steps); i++) {
        const Rect place = ui_cut_left(&row, width);
        (void)ui_cut_left(&row, gap);
        if (ui_button_in(ui, steps[i].key, place, word(steps[i].word), BUTTON_SECONDARY, true)) {
            change(fact, steps[i].by_ms);
        }
    }
    return fact->time_ms != before_ms;
}

bool try_supported(Shell *shell, TryFact *fact)
{
    return ui_toggle(shell->ui, "supported", word(WORD_TRY_SUPPORTED),
                     word(WORD_TRY_SUPPORTED_TEXT), &fact->supported);
}

void try_time(Shell *shell, const TryFact *fact, float height)
{
    Ui *ui = shell->ui;
    const int32_t tenths = fact->time_ms / TENTHS_MS;
    const char *digits = ui_format(ui, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
    ui_text_aligned(ui, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, ALIGN_CENTER, tell_leg(fact->leg));
    const Rect row = ui_next(ui, height);
    ui_digits(ui, row, COLOR_WORK, digits);
    ui_describe(ui, ROLE_TIMER, "try", row, word(WORD_STAND_TIME), digits);
}
