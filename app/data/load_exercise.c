/* SPDX-License-Identifier: MIT */
/* Reads an exercise from JSON. */
#include "load_parts.h"

#include "surefoot/limits.h"

#include <string.h>

static const char *const position_items[] = {"standing",    "sitting",  "lying-back", "lying-side",
                                             "lying-front", "kneeling", "all-fours",  "moving"};
static const char *const confidence_items[] = {"verified", "secondary", "general", "ours"};
static const char *const stance_items[] = {"eyes"};
static const char *const key_items[] = {
    "$schema",   "exercise",   "id",          "name",    "say",        "position",
    "equipment", "muscles",    "why",         "sources", "confidence", "cues",
    "mistakes",  "avoid_when", "figure",      "mirror",  "easier",     "harder",
    "load",      "first_move", "dose_origin", "dose",    "stance"};
static const char *const link_keys[] = {"easier", "harder"};

static const Words position_words = {position_items, SF_COUNT(position_items)};
const Words confidence_words = {confidence_items, SF_COUNT(confidence_items)};
static const Words stance_keys = {stance_items, SF_COUNT(stance_items)};
static const Words exercise_keys = {key_items, SF_COUNT(key_items)};
static const Words no_words = {NULL, 0};

bool read_version(Reader *reader, const cJSON *object, const char *key)
{
    const cJSON *node = cJSON_GetObjectItemCaseSensitive(object, key);
    if (cJSON_IsNumber(node) && node->valuedouble > 1.0) {
        json_fault(reader->doc, node, FAULT_ERROR,
                   "made for a newer Surefoot; this one reads version 1");
        return false;
    }
    const bool good = cJSON_IsNumber(node) && node->valuedouble >= 1.0;
    if (!good) {
        wrong(reader, node, "1, the version of the format");
    }
    return good;
}

static void read_dose_of_exercise(Reader *reader, const cJSON *object, Exercise *out)
{
    out->dose = dose_of_app();
    if (json_get(object, "dose") == NULL) {
        missing(reader, object, "dose", "an object with at least a \"kind\"");
        return;
    }
    const cJSON *node = read_object(reader, object, "dose");
    if (node == NULL) {
        return;
    }
    if (json_get(node, "kind") == NULL) {
        missing(reader, node, "kind", "a word such as hold or reps");
    }
    const DosePart part = read_dose(reader, node);
    dose_apply(&out->dose, &part);
    warn_unknown_keys(reader, node, dose_keys, no_words);
}

static void read_stance(Reader *reader, const cJSON *object, Exercise *out)
{
    const cJSON *node = read_object(reader, object, "stance");
    if (node == NULL) {
        return;
    }
    out->stance = true;
    out->eyes = (Eyes)read_required_word(reader, node, "eyes", WORDS_OF(eyes_words));
    warn_unknown_keys(reader, node, stance_keys, no_words);
}

void read_exercise(Reader *reader, const cJSON *object, Exercise *out)
{
    *out = (Exercise){.mirror = true};
    if (!is_object(reader, object)) {
        return;
    }
    out->id = read_text(reader, object, "id", RULE_ID, REQUIRED);
    out->name = read_text(reader, object, "name", RULE_NAME, REQUIRED);
    out->say = read_text(reader, object, "say", RULE_NAME, OPTIONAL);
    out->say = out->say == NULL ? out->name : out->say;
    out->position = position_items[read_required_word(reader, object, "position", position_words)];
    out->equipment = read_texts(reader, object, "equipment", 0, OPTIONAL);
    out->muscles = read_texts(reader, object, "muscles", 0, OPTIONAL);
    out->why = read_text(reader, object, "why", RULE_TEXT, REQUIRED);
    out->sources = read_texts(reader, object, "sources", 0, OPTIONAL);
    out->confidence =
        confidence_items[read_required_word(reader, object, "confidence", confidence_words)];
    out->cues = read_texts(reader, object, "cues", 1, REQUIRED);
    out->mistakes = read_texts(reader, object, "mistakes", 0, OPTIONAL);
    out->avoid_when = read_texts(reader, object, "avoid_when", 0, OPTIONAL);
    out->figure = read_text(reader, object, "figure", RULE_ID, OPTIONAL);
    (void)read_bool(reader, object, "mirror", &out->mirror);
    out->easier = read_text(reader, object, "easier", RULE_ID, OPTIONAL);
    out->harder = read_text(reader, object, "harder", RULE_ID, OPTIONAL);
    out->load = (LoadTier)read_required_word(reader, object, "load", WORDS_OF(load_tier_words));
    read_stance(reader, object, out);
    int32_t move = MOVE_DOWN;
    (void)read_word(reader, object, "first_move", WORDS_OF(first_move_words), &move);
    out->first_move = (FirstMove)move;
    out->dose_origin =
        (DoseOrigin)read_required_word(reader, object, "dose_origin", WORDS_OF(dose_origin_words));
    read_dose_of_exercise(reader, object, out);
    warn_unknown_keys(reader, object, exercise_keys, no_words);
}

void check_links(Reader *reader, const cJSON *object, const Shelf *shelf)
{
    for (size_t i = 0; i < SF_COUNT(link_keys); i++) {
        const cJSON *node = json_get(object, link_keys[i]);
        const Exercise *found = NULL;
        if (cJSON_IsString(node) && strlen(node->valuestring) <= LIMIT_ID_BYTES &&
            shelf_find(shelf, node->valuestring, &found) == SHELF_NONE) {
            fault_no_exercise(reader, node, shelf, node->valuestring);
        }
    }
}

static const char *
link_or_null(Reader *reader, const cJSON *node, const Shelf *shelf, const char *id)
{
    const Exercise *found = NULL;
    if (id == NULL || shelf_find(shelf, id, &found) == SHELF_GOOD) {
        return id;
    }
    json_fault(reader->doc, node, FAULT_WARNING,
               "\"%s\" is left out for its own faults, so it is not offered", id);
    return NULL;
}

void drop_lost_links(Reader *reader, const cJSON *object, const Shelf *shelf, Exercise *exercise)
{
    exercise->easier = link_or_null(reader, json_get(object, "easier"), shelf, exercise->easier);
    exercise->harder = link_or_null(reader, json_get(object, "harder"), shelf, exercise->harder);
}
