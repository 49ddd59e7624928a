/* SPDX-License-Identifier: MIT */
/* Norms of standing on one leg: a file that is data, so that a number can be mended where it
 * stands. */
#include "load_parts.h"
#include "surefoot/vocabulary.h"

#include <string.h>

#define AGE_MOST 150
#define PEOPLE_MOST 1000000
#define TIME_MOST_MS 600000

static const char *const norms_items[] = {"$schema", "norms", "id",    "title", "source",
                                          "surface", "cap_s", "tries", "stops", "bands"};
static const char *const band_items[] = {"from", "to", "people", "open", "closed"};
static const char *const value_items[] = {"mean_s", "sd_s", "confidence"};
static const Words norms_keys = {norms_items, SF_COUNT(norms_items)};
static const Words band_keys = {band_items, SF_COUNT(band_items)};
static const Words value_keys = {value_items, SF_COUNT(value_items)};
static const Words no_words = {NULL, 0};

static void
need_int(Reader *reader, const cJSON *object, const char *key, Range range, int32_t *out)
{
    if (json_get(object, key) == NULL) {
        missing(reader, object, key, "a whole number");
    }
    (void)read_int(reader, object, key, range, out);
}

static void
need_ms(Reader *reader, const cJSON *object, const char *key, int32_t most_ms, int32_t *out)
{
    if (json_get(object, key) == NULL) {
        missing(reader, object, key, "seconds");
    }
    (void)read_ms(reader, object, key, (Range){1, most_ms}, out);
}

/* Times end at the cap, so their mean cannot be above it. */
static void
read_value(Reader *reader, const cJSON *band, const char *key, int32_t cap_ms, NormValue *out)
{
    if (json_get(band, key) == NULL) {
        missing(reader, band, key, "an object with mean_s, sd_s and confidence");
    }
    const cJSON *node = read_object(reader, band, key);
    if (node == NULL) {
        return;
    }
    need_ms(reader, node, "mean_s", cap_ms > 0 ? cap_ms : TIME_MOST_MS, &out->mean_ms);
    need_ms(reader, node, "sd_s", TIME_MOST_MS, &out->sd_ms);
    out->confidence =
        confidence_words.items[read_required_word(reader, node, "confidence", confidence_words)];
    warn_unknown_keys(reader, node, value_keys, no_words);
}

static void read_band(Reader *reader, const cJSON *node, int32_t cap_ms, NormBand *out)
{
    if (!is_object(reader, node)) {
        return;
    }
    need_int(reader, node, "from", (Range){1, AGE_MOST}, &out->from);
    need_int(reader, node, "to", (Range){1, AGE_MOST}, &out->to);
    need_int(reader, node, "people", (Range){1, PEOPLE_MOST}, &out->people);
    read_value(reader, node, "open", cap_ms, &out->eyes[EYES_OPEN]);
    read_value(reader, node, "closed", cap_ms, &out->eyes[EYES_CLOSED]);
    warn_unknown_keys(reader, node, band_keys, no_words);
}

static void read_bands(Reader *reader, const cJSON *object, Norms *out)
{
    const cJSON *list = read_required_array(reader, object, "bands", (Range){1, NORM_BANDS_MAX});
    const int32_t count = list == NULL ? 0 : cJSON_GetArraySize(list);
    NormBand *bands = count == 0 ? NULL : reader_alloc(reader, (size_t)count, sizeof(*bands));
    if (bands == NULL) {
        return;
    }
    out->bands = bands;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        NormBand *band = &bands[out->band_count++];
        const int32_t errors = reader->doc->sink.errors;
        read_band(reader, child, out->cap_ms, band);
        const int32_t after = out->band_count > 1 ? band[-1].to : 0;
        if (reader->doc->sink.errors == errors && (band->from <= after || band->to < band->from)) {
            json_fault(reader->doc, child, FAULT_ERROR,
                       "must be older than the band before it, and end no earlier than it begins");
        }
    }
}

static void read_stops(Reader *reader, const cJSON *object, Norms *out)
{
    const cJSON *list = read_required_array(reader, object, "stops", (Range){1, NORM_STOPS});
    for (const cJSON *child = list == NULL ? NULL : list->child; child != NULL;
         child = child->next) {
        bool known = false;
        for (int32_t i = 0; cJSON_IsString(child) && i < NORM_STOPS; i++) {
            const bool is = strcmp(stop_words[(StopBy)i], child->valuestring) == 0;
            out->stops[i] = out->stops[i] || is;
            known = known || is;
        }
        if (!known) {
            wrong(reader, child, "thumb, shelf, sensor or waist");
        }
    }
}

void read_norms(Reader *reader, const cJSON *object, Norms *out)
{
    out->id = read_text(reader, object, "id", RULE_ID, REQUIRED);
    out->title = read_text(reader, object, "title", RULE_NAME, REQUIRED);
    out->source = read_text(reader, object, "source", RULE_TEXT, REQUIRED);
    out->surface =
        (StanceSurface)read_required_word(reader, object, "surface", WORDS_OF(surface_words));
    need_ms(reader, object, "cap_s", TIME_MOST_MS, &out->cap_ms);
    need_int(reader, object, "tries", (Range){1, 100}, &out->tries);
    read_stops(reader, object, out);
    read_bands(reader, object, out);
    warn_unknown_keys(reader, object, norms_keys, no_words);
}
