/* SPDX-License-Identifier: MIT */
/**
 * Settings of this device, kept in the store by name. A value that cannot be read becomes the
 * default, so no bad setting can stop the app.
 */
#ifndef SUREFOOT_SETTINGS_H
#define SUREFOOT_SETTINGS_H

#include "surefoot/store.h"

/** The theme that the person chose. */
typedef enum ThemeChoice { THEME_CHOICE_SYSTEM, THEME_CHOICE_LIGHT, THEME_CHOICE_DARK } ThemeChoice;

#define SETTINGS_READY_MIN_S 3 /**< design: 3..60 s, 5 by default */
#define SETTINGS_READY_MAX_S 60
#define SETTINGS_VOLUME_MAX 10
#define SETTINGS_CAP_STEP_S 15 /**< caps of a try are multiples of it: 30, 45 (published), 60 */
#define SETTINGS_STANCE_SAFETY_DAYS 30 /**< monthly (the source documents') */

/** All settings. */
typedef struct Settings {
    ThemeChoice theme;
    int32_t volume;       /**< tones, 0 (off) .. SETTINGS_VOLUME_MAX */
    int32_t voice_volume; /**< speech, likewise */
    int32_t text_percent; /**< 100, 125, 150 or 200 */
    int32_t ready_s;      /**< lead-in before each exercise */
    bool halfway;         /**< half-way cue */
    bool over_silence;    /**< sound even while the device is switched to silent */
    bool vibrate;
    bool pulse; /**< the player's edge pulses at cues; without tones it always does */
    bool reduced_motion;
    bool safety_read;      /**< the safety note was read on this device */
    int32_t age_band;      /**< age as the number of a band of the norms, from 1; 0 not said */
    bool age_asked;        /**< the age was asked for, which happens once */
    int32_t balance_cap_s; /**< longest try: 30, 45 or 60 */
    StopBy stance_place;   /**< thumb: in the hand; shelf: in reach; or the waist */
    StanceSurface stance_surface;
    bool brush_quiet;      /**< brushing with soft ticks and the pulse instead of speech */
    Day stance_safety_day; /**< when the page about standing safely was last read; 0 never */
} Settings;

/** The settings of a new device. */
Settings settings_default(void);
/** Reads the settings; values that are missing or cannot be read get their default. */
void settings_load(Settings *settings, Store *store);
/** True if the page about standing safely has to be read again, which is monthly. */
bool settings_stance_safety_due(const Settings *settings, Day today);
/** Saves all settings in one transaction. Errors of the store. */
SfError settings_save(const Settings *settings, Store *store, SfErrorInfo *err);

#endif
