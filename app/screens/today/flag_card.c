/* SPDX-License-Identifier: MIT */
/* The card in place of a start button while a red flag is open. */
#include "flag_card.h"

#include "shared/telling.h"

const char *tell_flag_level(FlagLevel level)
{
    switch (level) {
    case FLAG_LEVEL_TODAY:
        return word(WORD_REFERRAL_TODAY);
    case FLAG_LEVEL_SOON:
        return word(WORD_REFERRAL_SOON);
    case FLAG_LEVEL_NONE:
        break;
    }
    return "";
}

void flag_card(Shell *shell)
{
    Ui *ui = shell->ui;
    const Flags *flags = &shell->model->today.flags;
    ui_card_begin(ui, "flag");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_REFERRAL_TITLE));
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, tell_flag_level(flags_level(flags)));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_REFERRAL_WAITS));
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
            say(shell, WORD_REFERRAL_SINCE,
                tell_past(shell, flags_day(flags), model_day(shell->model))));
    ui_space(ui, SPACE_S);
    if (ui_button(ui, "referral", word(WORD_REFERRAL_OPEN), BUTTON_PRIMARY)) {
        nav_push(shell->nav, &screen_referral, NULL, 0);
    }
    ui_card_end(ui);
}
