/* SPDX-License-Identifier: MIT */
/* Settings of this device: reading, checking and saving them. */
#include "surefoot/settings.h"

#include <stdlib.h>
#include <string.h>

#include "surefoot/norms.h"

typedef struct Setting {
    const char *name;
    int32_t low;
    int32_t high;
    int32_t initial;
} Setting;

enum { VALUE_BYTES = 16 };

typedef enum SettingId {
    SETTING_THEME,
    SETTING_VOLUME,
    SETTING_VOICE_VOLUME,
    SETTING_TEXT,
    SETTING_READY,
    SETTING_HALFWAY,
    SETTING_VIBRATE,
    SETTING_PULSE,
    SETTING_MOTION,
    SETTING_SAFETY,
    SETTING_AGE,
    SETTING_AGE_ASKED,
    SETTING_CAP,
    SETTING_PLACE,
    SETTING_SURFACE,
    SETTING_BRUSH_QUIET,
    SETTING_STANCE_SAFETY,
    SETTING_OVER_SILENCE,
    SETTING_COUNT
} SettingId;

static const Setting settings[SETTING_COUNT] = {
    [SETTING_THEME] = {"theme", THEME_CHOICE_SYSTEM, THEME_CHOICE_DARK, THEME_CHOICE_SYSTEM},
    [SETTING_VOLUME] = {"volume", 0, SETTINGS_VOLUME_MAX, 8},
    [SETTING_VOICE_VOLUME] = {"voice_volume", 0, SETTINGS_VOLUME_MAX, SETTINGS_VOLUME_MAX},
    [SETTING_TEXT] = {"text_percent", 100, 200, 100},
    [SETTING_READY] = {"ready_s", SETTINGS_READY_MIN_S, SETTINGS_READY_MAX_S, 5},
    [SETTING_HALFWAY] = {"halfway", 0, 1, 1},
    [SETTING_VIBRATE] = {"vibrate", 0, 1, 1},
    [SETTING_PULSE] = {"pulse", 0, 1, 0},
    [SETTING_MOTION] = {"reduced_motion", 0, 1, 0},
    [SETTING_SAFETY] = {"safety_read", 0, 1, 0},
    [SETTING_AGE] = {"age_band", 0, NORM_BANDS_MAX, 0},
    [SETTING_AGE_ASKED] = {"age_asked", 0, 1, 0},
    [SETTING_CAP] = {"balance_cap_s", 30, 60, 45},
    [SETTING_PLACE] = {"stance_place", STOP_THUMB, STOP_WAIST, STOP_THUMB},
    [SETTING_SURFACE] = {"stance_surface", SURFACE_FIRM, SURFACE_SOFT, SURFACE_FIRM},
    [SETTING_BRUSH_QUIET] = {"brush_quiet", 0, 1, 0},
    [SETTING_STANCE_SAFETY] = {"stance_safety_day", 0, CALENDAR_DAY_MAX, 0},
    [SETTING_OVER_SILENCE] = {"over_silence", 0, 1, 0},
};

static int32_t read_one(Store *store, SettingId id)
{
    const Setting *setting = &settings[id];
    char text[VALUE_BYTES];
    if (store == NULL || store_setting_get(store, setting->name, text, sizeof(text)) != SF_OK) {
        return setting->initial;
    }
    char *end = NULL;
    const long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < setting->low || value > setting->high) {
        return setting->initial;
    }
    return (int32_t)value;
}

Settings settings_default(void)
{
    Settings result;
    settings_load(&result, NULL);
    return result;
}

void settings_load(Settings *out, Store *store)
{
    *out = (Settings){
        .theme = (ThemeChoice)read_one(store, SETTING_THEME),
        .volume = read_one(store, SETTING_VOLUME),
        .voice_volume = read_one(store, SETTING_VOICE_VOLUME),
        .text_percent = read_one(store, SETTING_TEXT),
        .ready_s = read_one(store, SETTING_READY),
        .halfway = read_one(store, SETTING_HALFWAY) != 0,
        .vibrate = read_one(store, SETTING_VIBRATE) != 0,
        .pulse = read_one(store, SETTING_PULSE) != 0,
        .reduced_motion = read_one(store, SETTING_MOTION) != 0,
        .safety_read = read_one(store, SETTING_SAFETY) != 0,
        .age_band = read_one(store, SETTING_AGE),
        .age_asked = read_one(store, SETTING_AGE_ASKED) != 0,
        .balance_cap_s = read_one(store, SETTING_CAP),
        .stance_place = (StopBy)read_one(store, SETTING_PLACE),
        .stance_surface = (StanceSurface)read_one(store, SETTING_SURFACE),
        .brush_quiet = read_one(store, SETTING_BRUSH_QUIET) != 0,
        .stance_safety_day = read_one(store, SETTING_STANCE_SAFETY),
        .over_silence = read_one(store, SETTING_OVER_SILENCE) != 0,
    };
    if (out->balance_cap_s % SETTINGS_CAP_STEP_S != 0) {
        out->balance_cap_s = settings[SETTING_CAP].initial;
    }
    if (out->stance_place == STOP_SENSOR) {
        out->stance_place = STOP_THUMB; /* STOP_SENSOR is not a place of the phone */
    }
}

bool settings_stance_safety_due(const Settings *in, Day today)
{
    /* A day in the future comes from a wrong clock. */
    return in->stance_safety_day == 0 || in->stance_safety_day > today ||
           today - in->stance_safety_day >= SETTINGS_STANCE_SAFETY_DAYS;
}

SfError settings_save(const Settings *in, Store *store, SfErrorInfo *err)
{
    const int32_t values[SETTING_COUNT] = {
        [SETTING_THEME] = (int32_t)in->theme,
        [SETTING_VOLUME] = in->volume,
        [SETTING_VOICE_VOLUME] = in->voice_volume,
        [SETTING_TEXT] = in->text_percent,
        [SETTING_READY] = in->ready_s,
        [SETTING_HALFWAY] = in->halfway,
        [SETTING_VIBRATE] = in->vibrate,
        [SETTING_PULSE] = in->pulse,
        [SETTING_MOTION] = in->reduced_motion,
        [SETTING_SAFETY] = in->safety_read,
        [SETTING_AGE] = in->age_band,
        [SETTING_AGE_ASKED] = in->age_asked,
        [SETTING_CAP] = in->balance_cap_s,
        [SETTING_PLACE] = (int32_t)in->stance_place,
        [SETTING_SURFACE] = (int32_t)in->stance_surface,
        [SETTING_BRUSH_QUIET] = in->brush_quiet,
        [SETTING_STANCE_SAFETY] = in->stance_safety_day,
        [SETTING_OVER_SILENCE] = in->over_silence,
    };
    SfError error = store_begin(store, err);
    for (int32_t i = 0; i < SETTING_COUNT && error == SF_OK; i++) {
        char text[VALUE_BYTES];
        (void)sf_format(text, sizeof(text), "%d", values[i]);
        error = store_setting_put(store, settings[i].name, text, err);
    }
    if (error == SF_OK) {
        error = store_commit(store, NULL, err);
    }
    if (error != SF_OK) {
        store_rollback(store);
    }
    return error;
}
