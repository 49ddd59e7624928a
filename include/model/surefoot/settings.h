/* SPDX-License-Identifier: MIT */
/**
 * Settings of this device. They live in the store by name; a value that cannot be read is its
 * default, so no setting can lock anybody out.
 */
#ifndef SUREFOOT_SETTINGS_H
#define SUREFOOT_SETTINGS_H

#include "surefoot/store.h"

typedef enum ThemeChoice { THEME_CHOICE_SYSTEM, THEME_CHOICE_LIGHT, THEME_CHOICE_DARK } ThemeChoice;

#define SETTINGS_READY_MIN_S 3 /**< ours: 3..60 s, 5 by default */
#define SETTINGS_READY_MAX_S 60
#define SETTINGS_VOLUME_MAX 10
#define SETTINGS_CAP_STEP_S 15 /**< caps of a try are multiples of it: 30, 45 (published), 60 */
#define SETTINGS_STANCE_SAFETY_DAYS 30 /**< monthly (the source documents') */

typedef struct Settings {
    ThemeChoice theme;
    int32_t volume;       /**< tones, 0 (off) .. SETTINGS_VOLUME_MAX */
    int32_t voice_volume; /**< speech, likewise */
    int32_t text_percent; /**< 100, 125, 150 or 200 */
    int32_t ready_s;      /**< lead-in before each exercise */
    bool halfway;         /**< half-way cue */
    bool over_silence;    /**< sound also while the device is switched to silent */
    bool vibrate;
    bool pulse; /**< the player's edge pulses at cues; it does anyway without tones */
    bool reduced_motion;
    bool safety_read;      /**< the safety note was gone through on this device */
    int32_t age_band;      /**< counts the bands of the norms from 1; 0 unsaid */
    bool age_asked;        /**< it is asked for once */
    int32_t balance_cap_s; /**< of a try: 30, 45 or 60 */
    StopBy stance_place;   /**< thumb: the phone in hand; shelf: in reach; waist */
    StanceSurface stance_surface;
    bool brush_quiet;      /**< brushing with soft ticks and the pulse instead of speech */
    Day stance_safety_day; /**< when the page about standing safely was last gone through; 0 never
                            */
} Settings;

Settings settings_default(void);
void settings_load(Settings *settings, Store *store);
/** True if the page about standing safely is to be gone through again: monthly. */
bool settings_stance_safety_due(const Settings *settings, Day today);
/** One transaction. */
SfError settings_save(const Settings *settings, Store *store, SfErrorInfo *err);

#endif
