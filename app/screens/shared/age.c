/* SPDX-License-Identifier: MIT */
/* The question about age, and its setting. */
#include "age.h"

#define AGE_LAST 99 /* a band up to this age is shown as "or older" */

const char *age_text(Shell *shell, const NormBand *band)
{
    return band->to >= AGE_LAST ? say(shell, WORD_NORM_AGES_UP, (int)band->from)
                                : say(shell, WORD_NORM_AGES, (int)band->from, (int)band->to);
}

bool age_ask(Shell *shell)
{
    Ui *ui = shell->ui;
    const Norms *norms = shell->model->library.norms;
    const char *options[NORM_BANDS_MAX];
    int32_t chosen = -1;
    for (int32_t i = 0; i < norms->band_count; i++) {
        options[i] = age_text(shell, &norms->bands[i]);
    }
    ui_card_begin(ui, "age-ask");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_AGE_ASK));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_AGE_TEXT));
    bool answered = ui_choice(ui, "age", "", options, norms->band_count, &chosen);
    answered |= ui_button(ui, "age-not", word(WORD_AGE_RATHER_NOT), BUTTON_SECONDARY);
    ui_card_end(ui);
    if (answered) {
        Settings settings = shell->model->settings;
        settings.age_asked = true;
        settings.age_band = chosen + 1;
        model_settings(shell->model, &settings);
    }
    return answered;
}

bool age_setting(Shell *shell, Settings *settings)
{
    const Norms *norms = shell->model->library.norms;
    if (norms == NULL) {
        return false;
    }
    const int32_t band = settings->age_band;
    const char *text = band > 0 && band <= norms->band_count
                           ? age_text(shell, &norms->bands[band - 1])
                           : word(WORD_AGE_UNSAID);
    const UiStepper age = {.key = "age",
                           .label = word(WORD_SETTINGS_AGE),
                           .text = text,
                           .high = norms->band_count,
                           .step = 1};
    const bool changed = ui_stepper(shell->ui, &age, &settings->age_band);
    settings->age_asked = settings->age_asked || changed;
    return changed;
}
