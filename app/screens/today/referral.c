/* SPDX-License-Identifier: MIT */
/* The page about a red flag: where to go, after public NHS guidance. Only two buttons lead on: the
 * answers were wrong, or a professional has checked it. */
#include "flag_card.h"
#include "shared/telling.h"
#include "surefoot/flag_words.h"

static void answered(Shell *shell, const Flags *flags)
{
    page_heading(shell, say(shell, WORD_REFERRAL_ANSWERED,
                            tell_past(shell, flags_day(flags), model_day(shell->model))));
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        if (flags_is_open(flags, (FlagId)flag)) {
            page_item(shell, 0, word(flag_word((FlagId)flag)));
        }
    }
}

static void where(Shell *shell, const Flags *flags)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "where");
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, tell_flag_level(flags_level(flags)));
    if (flags_is_open(flags, FLAG_CALF)) {
        ui_text(ui, TEXT_BODY_STRONG, COLOR_CARE, word(WORD_REFERRAL_BREATH));
    }
    ui_card_end(ui);
}

static void checked(Shell *shell)
{
    SfErrorInfo err = {0};
    if (model_flags_checked(shell->model, word(WORD_REFERRAL_NOTED), &err) != SF_OK) {
        model_notice(shell->model, "%s", err.text);
    }
    screen_home(shell);
}

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    const Flags flags = shell->model->today.flags;
    Rect page = page_begin(shell, word(WORD_REFERRAL_TITLE), true);
    ui_scroll_begin(ui, "referral", page, SPACE_M);
    page_notice(shell);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_REFERRAL_TEXT));
    where(shell, &flags);
    answered(shell, &flags);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_REFERRAL_WAITS));
    ui_space(ui, SPACE_S);
    if (ui_button(ui, "review", word(WORD_REFERRAL_REVIEW), BUTTON_PRIMARY)) {
        nav_replace(shell->nav, &screen_safety, NULL, 0);
    }
    if (ui_button(ui, "seen", word(WORD_REFERRAL_SEEN), BUTTON_SECONDARY)) {
        checked(shell);
    }
    ui_scroll_end(ui);
}

const Screen screen_referral = {
    .name = "referral",
    .frame = frame,
};
