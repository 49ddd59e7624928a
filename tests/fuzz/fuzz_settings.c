/* SPDX-License-Identifier: MIT */
/* Any bytes as settings, a name and a value on each line, as they could stand in the log: whatever
 * they say, every setting is one that the app can live with, and comes back as it was kept. */
#include "fuzz.h"
#include "surefoot/norms.h"
#include "surefoot/settings.h"

#include <string.h>

#define LINE_BYTES 256

static void put_line(Store *store, const char *line)
{
    char name[LINE_BYTES];
    const char *space = strchr(line, ' ');
    if (space == NULL) {
        return;
    }
    (void)sf_format(name, sizeof(name), "%.*s", (int)(space - line), line);
    /* Names and values that are too long are refused. */
    (void)store_setting_put(store, name, space + 1, NULL);
}

static void put_lines(Store *store, const uint8_t *data, size_t size)
{
    SF_ASSERT(store_begin(store, NULL) == SF_OK);
    size_t from = 0;
    for (size_t at = 0; at <= size; at++) {
        if (at < size && data[at] != '\n') {
            continue;
        }
        char line[LINE_BYTES];
        const size_t length = at - from < sizeof(line) - 1 ? at - from : sizeof(line) - 1;
        if (length > 0) {
            memcpy(line, data + from, length);
        }
        line[length] = '\0';
        put_line(store, line);
        from = at + 1;
    }
    SF_ASSERT(store_commit(store, NULL, NULL) == SF_OK);
}

static void check_values(const Settings *in)
{
    SF_ASSERT(in->theme >= THEME_CHOICE_SYSTEM && in->theme <= THEME_CHOICE_DARK);
    SF_ASSERT(in->volume >= 0 && in->volume <= SETTINGS_VOLUME_MAX);
    SF_ASSERT(in->voice_volume >= 0 && in->voice_volume <= SETTINGS_VOLUME_MAX);
    SF_ASSERT(in->text_percent >= 100 && in->text_percent <= 200);
    SF_ASSERT(in->ready_s >= SETTINGS_READY_MIN_S && in->ready_s <= SETTINGS_READY_MAX_S);
    SF_ASSERT(in->age_band >= 0 && in->age_band <= NORM_BANDS_MAX);
    SF_ASSERT(in->balance_cap_s >= 30 && in->balance_cap_s <= 60);
    SF_ASSERT(in->balance_cap_s % SETTINGS_CAP_STEP_S == 0);
    SF_ASSERT(in->stance_place == STOP_THUMB || in->stance_place == STOP_SHELF ||
              in->stance_place == STOP_WAIST);
    SF_ASSERT(in->stance_surface == SURFACE_FIRM || in->stance_surface == SURFACE_SOFT);
    SF_ASSERT(in->stance_safety_day >= 0 && in->stance_safety_day <= CALENDAR_DAY_MAX);
    SF_ASSERT(settings_stance_safety_due(in, 0) || in->stance_safety_day == 0);
}

static void check_same(const Settings *one, const Settings *other)
{
    SF_ASSERT(one->theme == other->theme && one->volume == other->volume);
    SF_ASSERT(one->voice_volume == other->voice_volume);
    SF_ASSERT(one->text_percent == other->text_percent && one->ready_s == other->ready_s);
    SF_ASSERT(one->halfway == other->halfway && one->vibrate == other->vibrate);
    SF_ASSERT(one->pulse == other->pulse && one->reduced_motion == other->reduced_motion);
    SF_ASSERT(one->safety_read == other->safety_read && one->age_band == other->age_band);
    SF_ASSERT(one->age_asked == other->age_asked && one->balance_cap_s == other->balance_cap_s);
    SF_ASSERT(one->stance_place == other->stance_place);
    SF_ASSERT(one->stance_surface == other->stance_surface);
    SF_ASSERT(one->brush_quiet == other->brush_quiet);
    SF_ASSERT(one->stance_safety_day == other->stance_safety_day);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Store *store = NULL;
    StoreOpened opened;
    const StoreOptions options = {.now = {.utc_ms = 1795219200000}};
    Settings settings;
    Settings again;
    SF_ASSERT(store_open(&store, &options, &opened, NULL) == SF_OK);
    put_lines(store, data, size);
    settings_load(&settings, store);
    check_values(&settings);
    SF_ASSERT(settings_save(&settings, store, NULL) == SF_OK);
    settings_load(&again, store);
    check_same(&settings, &again);
    store_close(store);
    return 0;
}
