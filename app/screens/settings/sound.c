/* SPDX-License-Identifier: MIT */
/* The page of sounds: plays each sound, to test it from where one will stand, and sets the
 * volume. */
#include "shared/page.h"

#define TONE_DP 140.0F /* least width of one of two tones side by side */

typedef struct SoundRow {
    const char *key;
    Tone tone;
    Word name;
} SoundRow;

/* The sounds in the order in which they come in a session. */
static const SoundRow rows[] = {
    {"tone-count", TONE_COUNT, WORD_TONE_NAME_COUNT},
    {"tone-start", TONE_START, WORD_TONE_NAME_START},
    {"tone-phase", TONE_PHASE, WORD_TONE_NAME_PHASE},
    {"tone-rep", TONE_REP, WORD_TONE_NAME_REP},
    {"tone-halfway", TONE_HALFWAY, WORD_TONE_NAME_HALFWAY},
    {"tone-change", TONE_CHANGE, WORD_TONE_NAME_CHANGE},
    {"tone-end", TONE_END, WORD_TONE_NAME_END},
    {"tone-walk", TONE_WALK, WORD_TONE_NAME_WALK},
    {"tone-run", TONE_RUN, WORD_TONE_NAME_RUN},
    {"tone-done", TONE_DONE, WORD_TONE_NAME_DONE},
};

static bool has_voice(const Platform *platform)
{
    return platform->audio_voice_volume != NULL;
}

/* Opens the device to try a sound. Stops the sound before, so that only one is heard. False, with a
 * notice, if there is no device. */
static bool ready(Shell *shell)
{
    const Platform *platform = shell->model->platform;
    if (model_want_sound(shell->model, true) == AUDIO_MISSING) {
        model_notice(shell->model, "%s", word(WORD_PLAYER_NO_SOUND));
        return false;
    }
    platform->audio_flush(platform->context);
    return true;
}

static bool volume(Ui *ui, const char *key, const char *name, int32_t *value)
{
    const char *text = *value == 0 ? word(WORD_SETTINGS_OFF) : ui_format(ui, "%d", (int)*value);
    const UiStepper stepper = {
        .key = key, .label = name, .text = text, .high = SETTINGS_VOLUME_MAX, .step = 1};
    return ui_stepper(ui, &stepper, value);
}

static void volumes(Shell *shell)
{
    Ui *ui = shell->ui;
    Settings settings = shell->model->settings;
    ui_card_begin(ui, "volumes");
    bool changed = volume(ui, "volume", word(WORD_SETTINGS_SOUND), &settings.volume);
    if (has_voice(shell->model->platform)) {
        changed |= volume(ui, "voice", word(WORD_SETTINGS_VOICE), &settings.voice_volume);
    }
    if (shell->model->platform->audio_over_silence != NULL) {
        changed |= ui_toggle(ui, "over-silence", word(WORD_SETTINGS_OVER_SILENCE),
                             word(WORD_SETTINGS_OVER_SILENCE_DETAIL), &settings.over_silence);
    }
    changed |= ui_toggle(ui, "pulse", word(WORD_SETTINGS_PULSE), word(WORD_SETTINGS_PULSE_DETAIL),
                         &settings.pulse);
    ui_card_end(ui);
    if (changed) {
        model_settings(shell->model, &settings);
    }
}

static void voice(Shell *shell)
{
    const Platform *platform = shell->model->platform;
    if (has_voice(platform) &&
        ui_button(shell->ui, "try-voice", word(WORD_SETTINGS_TRY_VOICE), BUTTON_SECONDARY) &&
        ready(shell)) {
        (void)platform->audio_say(platform->context, word(WORD_VOICE_SAMPLE), shell->now_ms);
    }
}

static void tones(Shell *shell)
{
    Ui *ui = shell->ui;
    const Platform *platform = shell->model->platform;
    for (size_t i = 0; i < SF_COUNT(rows); i += 2) {
        ui_row_begin(ui, 2, TONE_DP);
        for (size_t k = i; k < i + 2 && k < SF_COUNT(rows); k++) {
            ui_row_next(ui);
            if (ui_button(ui, rows[k].key, word(rows[k].name), BUTTON_SECONDARY) && ready(shell)) {
                platform->audio_tone(platform->context, rows[k].tone, shell->now_ms);
            }
        }
        ui_row_end(ui);
    }
}

static void frame(Shell *shell, void *memory)
{
    (void)memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_SOUND_TITLE), true);
    Rect list;
    const bool split = page_split(shell, &page, &list);
    ui_scroll_begin(ui, "sound", page, SPACE_S);
    page_notice(shell);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_SOUND_TEXT));
    volumes(shell);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "tones", list, SPACE_S);
    } else {
        ui_space(ui, SPACE_S);
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SOUND_TONES));
    voice(shell);
    tones(shell);
    ui_scroll_end(ui);
}

static void leave(Shell *shell, void *memory)
{
    (void)memory;
    (void)model_want_sound(shell->model, false);
}

const Screen screen_sound = {.name = "sound", .frame = frame, .leave = leave};
