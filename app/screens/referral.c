/* SPDX-License-Identifier: MIT */
/* Where to go with a red flag, after public NHS guidance. The first seven flags of the safety page
 * want help the same day; the leg that may hold a clot (flag 4) adds when to call for an ambulance.
 */
#include "page.h"

#define SAME_DAY_FLAGS 0x7FU
#define CALF_FLAG 0x10U

typedef struct ReferralState {
    uint32_t flags;
} ReferralState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)shell;
    ((ReferralState *)memory)->flags = ((const ReferralArgs *)args)->flags;
}

static void frame(Shell *shell, void *memory)
{
    const ReferralState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin(shell, word(WORD_REFERRAL_TITLE), false);
    ui_scroll_begin(ui, "referral", page, SPACE_M);
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_REFERRAL_TEXT));
    ui_card_begin(ui, "where");
    const bool today = (state->flags & SAME_DAY_FLAGS) != 0;
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT,
            word(today ? WORD_REFERRAL_TODAY : WORD_REFERRAL_SOON));
    if ((state->flags & CALF_FLAG) != 0) {
        ui_text(ui, TEXT_BODY_STRONG, COLOR_CARE, word(WORD_REFERRAL_BREATH));
    }
    ui_card_end(ui);
    if (ui_button(ui, "review", word(WORD_REFERRAL_REVIEW), BUTTON_PRIMARY) || ui_take_back(ui)) {
        nav_reset(shell->nav, &screen_safety, NULL, 0);
    }
    if (ui_button(ui, "seen", word(WORD_REFERRAL_SEEN), BUTTON_SECONDARY)) {
        SfErrorInfo err = {0};
        if (model_answer(shell->model, "flag.seen", true, &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
        }
        Settings settings = shell->model->settings;
        settings.safety_read = true;
        model_settings(shell->model, &settings);
        screen_home(shell);
    }
    ui_scroll_end(ui);
}

const Screen screen_referral = {
    .name = "referral",
    .state_size = sizeof(ReferralState),
    .enter = enter,
    .frame = frame,
};
