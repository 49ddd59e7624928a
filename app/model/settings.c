/* SPDX-License-Identifier: MIT */
#include "surefoot/settings.h"

#include <stdlib.h>
#include <string.h>

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
    };
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
