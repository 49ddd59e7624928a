/* SPDX-License-Identifier: MIT */
/* The page of settings. */
#include "shared/age.h"

static const int32_t text_percents[] = {100, 125, 150, 200};
static const int32_t caps_s[] = {30, 45, 60};

typedef struct SettingsState {
    bool asking;
} SettingsState;

static const char *level(Ui *ui, int32_t value)
{
    return value == 0 ? word(WORD_SETTINGS_OFF) : ui_format(ui, "%d", (int)value);
}

static void sound(Shell *shell, const Settings *settings)
{
    Ui *ui = shell->ui;
    const char *tones = level(ui, settings->volume);
    const char *levels =
        shell->model->platform->audio_voice_volume == NULL
            ? say(shell, WORD_SETTINGS_LEVEL, tones)
            : say(shell, WORD_SETTINGS_LEVELS, tones, level(ui, settings->voice_volume));
    if (ui_row_item(ui, "sound", word(WORD_SETTINGS_SOUND_PAGE), levels, NULL)) {
        nav_push(shell->nav, &screen_sound, NULL, 0);
    }
}

static bool look(Ui *ui, Settings *settings)
{
    ui_card_begin(ui, "look");
    const char *const themes[] = {word(WORD_THEME_SYSTEM), word(WORD_THEME_LIGHT),
                                  word(WORD_THEME_DARK)};
    int32_t theme = (int32_t)settings->theme;
    bool changed = ui_choice(ui, "theme", word(WORD_SETTINGS_THEME), themes,
                             (int32_t)SF_COUNT(themes), &theme);
    settings->theme = (ThemeChoice)theme;
    const char *percents[SF_COUNT(text_percents)];
    int32_t size = 0;
    for (int32_t i = 0; i < (int32_t)SF_COUNT(text_percents); i++) {
        percents[i] = ui_format(ui, "%d %%", text_percents[i]);
        size = settings->text_percent == text_percents[i] ? i : size;
    }
    if (ui_choice(ui, "text", word(WORD_SETTINGS_TEXT), percents, (int32_t)SF_COUNT(percents),
                  &size)) {
        settings->text_percent = text_percents[size];
        changed = true;
    }
    changed |= ui_toggle(ui, "motion", word(WORD_SETTINGS_MOTION), NULL, &settings->reduced_motion);
    ui_card_end(ui);
    return changed;
}

static bool training(Ui *ui, Settings *settings)
{
    const UiStepper ready = {.key = "ready",
                             .label = word(WORD_SETTINGS_READY),
                             .text = ui_format(ui, "%d s", settings->ready_s),
                             .low = SETTINGS_READY_MIN_S,
                             .high = SETTINGS_READY_MAX_S,
                             .step = 1};
    ui_card_begin(ui, "training");
    bool changed = ui_stepper(ui, &ready, &settings->ready_s);
    changed |= ui_toggle(ui, "halfway", word(WORD_SETTINGS_HALFWAY), NULL, &settings->halfway);
    changed |= ui_toggle(ui, "vibrate", word(WORD_SETTINGS_VIBRATE), NULL, &settings->vibrate);
    ui_card_end(ui);
    return changed;
}

/* Export and import, if the platform can give and take files. */
static void files(Shell *shell)
{
    const Platform *platform = shell->model->platform;
    if (platform->file_give != NULL &&
        ui_row_item(shell->ui, "export", word(WORD_SETTINGS_EXPORT), NULL, NULL)) {
        model_give_log(shell->model);
    }
    if (platform->file_ask != NULL &&
        ui_row_item(shell->ui, "import", word(WORD_SETTINGS_IMPORT), NULL, NULL)) {
        platform->file_ask(platform->context);
    }
}

static bool balance(Shell *shell, Settings *settings)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "balance");
    bool changed = age_setting(shell, settings);
    const char *caps[SF_COUNT(caps_s)];
    int32_t cap = 0;
    for (int32_t i = 0; i < (int32_t)SF_COUNT(caps_s); i++) {
        caps[i] = say(shell, WORD_BALANCE_S_WHOLE, (int)caps_s[i]);
        cap = settings->balance_cap_s == caps_s[i] ? i : cap;
    }
    if (ui_choice(ui, "cap", word(WORD_SETTINGS_CAP), caps, (int32_t)SF_COUNT(caps), &cap)) {
        settings->balance_cap_s = caps_s[cap];
        changed = true;
    }
    changed |= ui_toggle(ui, "quiet", word(WORD_SETTINGS_QUIET), word(WORD_SETTINGS_QUIET_DETAIL),
                         &settings->brush_quiet);
    ui_card_end(ui);
    return changed;
}

static void ask_erase(Shell *shell, SettingsState *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "erase-ask", word(WORD_ERASE_TITLE))) {
        state->asking = false;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_ERASE_TEXT));
    if (ui_button(ui, "erase-no", word(WORD_CANCEL), BUTTON_PRIMARY)) {
        state->asking = false;
    }
    if (ui_button(ui, "erase-yes", word(WORD_ERASE_YES), BUTTON_CARE)) {
        SfErrorInfo err = {0};
        state->asking = false;
        if (model_erase(shell->model, &err) != SF_OK) {
            model_notice(shell->model, "%s", err.text);
        }
    }
    ui_dialog_end(ui);
}

static void frame(Shell *shell, void *memory)
{
    SettingsState *state = memory;
    Ui *ui = shell->ui;
    Settings settings = shell->model->settings;
    const Rect page = page_begin(shell, word(WORD_SETTINGS_TITLE), true);
    ui_scroll_begin(ui, "settings", page, SPACE_M);
    page_notice(shell);
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SETTINGS_GROUP_SOUND));
    sound(shell, &settings);
    page_heading(shell, word(WORD_SETTINGS_GROUP_LOOK));
    bool changed = look(ui, &settings);
    page_heading(shell, word(WORD_SETTINGS_GROUP_TRAINING));
    changed |= training(ui, &settings);
    page_heading(shell, word(WORD_SETTINGS_GROUP_BALANCE));
    changed |= balance(shell, &settings);
    page_heading(shell, word(WORD_SETTINGS_GROUP_DATA));
    if (ui_row_item(ui, "safety", word(WORD_SETTINGS_SAFETY), NULL, NULL)) {
        nav_push(shell->nav, &screen_safety, NULL, 0);
    }
    if (today_locked(&shell->model->today) &&
        ui_row_item(ui, "referral", word(WORD_REFERRAL_TITLE), word(WORD_REFERRAL_OPEN), NULL)) {
        nav_push(shell->nav, &screen_referral, NULL, 0);
    }
    files(shell);
    if (ui_row_item(ui, "erase", word(WORD_SETTINGS_ERASE), NULL, NULL)) {
        state->asking = true;
    }
    ui_space(ui, SPACE_M);
    ui_scroll_end(ui);
    if (changed) {
        model_settings(shell->model, &settings);
    }
    if (state->asking) {
        ask_erase(shell, state);
    }
}

const Screen screen_settings = {
    .name = "settings",
    .state_size = sizeof(SettingsState),
    .frame = frame,
};
