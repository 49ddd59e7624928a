/* SPDX-License-Identifier: MIT */
/*
 * A timeline back from JSON. It comes from a journal, that is from a disk: nothing in it is
 * believed. What the player relies on (indexes, order, sums, unique keys, kinds that match their
 * step) is checked here, and the first fault ends the reading.
 */
#include "surefoot/journal.h"

#include "load_json.h"
#include "surefoot/limits.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 1
#define KEY_BYTES 255
#define HASH_BYTES 64
#define STEP_BYTES (LIMIT_ID_BYTES + 16) /* a number may have been added to make it unique */
#define SPOKEN_BYTES ((size_t)2 * LIMIT_TEXT_BYTES)
#define TEMPO_MS_MAX 600000
#define CUE_BEYOND_MS 10000 /* how long after its segment a cue may come: "Well done" does */

typedef struct TimelineReader {
    JsonDoc doc;
    Timeline *out;
    SfError error; /* the first; nothing more is read after it */
    int32_t cue_capacity;
} TimelineReader;

typedef struct TextRange {
    size_t least;
    size_t most;
} TextRange;

/* Words of an enum, by their own functions, so that no list can differ from them. */
typedef struct EnumWords {
    const char *(*word)(int32_t value);
    int32_t count;
} EnumWords;

static const char *kind_at(int32_t value)
{
    return segment_kind_word((SegmentKind)value);
}

static const char *step_kind_at(int32_t value)
{
    return step_kind_word((StepKind)value);
}

static const char *side_at(int32_t value)
{
    return side_word((Side)value);
}

static const char *cue_at(int32_t value)
{
    return cue_word((CueId)value);
}

static const char *tone_at(int32_t value)
{
    return tone_word((Tone)value);
}

static const char *move_at(int32_t value)
{
    return (FirstMove)value == MOVE_UP ? "up" : "down";
}

static const char *mode_at(int32_t value)
{
    return routine_mode_word((RoutineMode)value);
}

static const char *eyes_at(int32_t value)
{
    return eyes_word((Eyes)value);
}

static const char *surface_at(int32_t value)
{
    return surface_word((StanceSurface)value);
}

static const char *stop_at(int32_t value)
{
    return stop_by_word((StopBy)value);
}

static const char *sides_at(int32_t value)
{
    return sides_word((Sides)value);
}

static const EnumWords segment_kinds = {kind_at, SEGMENT_CHANGE + 1};
static const EnumWords step_kinds = {step_kind_at, STEP_REST + 1};
static const EnumWords side_words = {side_at, SIDE_BOTH + 1};
static const EnumWords cue_ids = {cue_at, CUE_DONE + 1};
static const EnumWords tones = {tone_at, TONE_DONE + 1};
static const EnumWords moves = {move_at, MOVE_UP + 1};
static const EnumWords modes = {mode_at, MODE_HALF_SQUAT + 1};
static const EnumWords eyes = {eyes_at, EYES_CLOSED + 1};
static const EnumWords surfaces = {surface_at, SURFACE_SOFT + 1};
static const EnumWords stops = {stop_at, STOP_WAIST + 1};
static const EnumWords sides = {sides_at, SIDES_RIGHT + 1};

/* ---- values ---------------------------------------------------------------------------------- */

static void refuse(TimelineReader *reader, const cJSON *node, const char *what)
{
    if (reader->error == SF_OK) {
        json_fault(&reader->doc, node, FAULT_ERROR, "%s", what);
        reader->error = SF_E_INPUT;
    }
}

static void *take(TimelineReader *reader, size_t size)
{
    void *block = arena_alloc(&reader->out->arena, size);
    if (block == NULL && reader->error == SF_OK) {
        reader->error = SF_E_NOMEM;
    }
    return block;
}

/* The value of a key that has to be there; NULL after a fault. */
static const cJSON *need(TimelineReader *reader, const cJSON *object, const char *key)
{
    if (reader->error != SF_OK) {
        return NULL;
    }
    const cJSON *node = cJSON_IsObject(object) ? json_get(object, key) : NULL;
    if (node == NULL) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be an object with \"%s\"", key);
        refuse(reader, object, what);
    }
    return node;
}

/* Whether a key that may be left out is there. */
static bool has(const TimelineReader *reader, const cJSON *object, const char *key)
{
    return reader->error == SF_OK && cJSON_IsObject(object) && json_get(object, key) != NULL;
}

static int64_t read_whole(
    TimelineReader *reader, const cJSON *object, const char *key, int64_t least, int64_t most)
{
    const cJSON *node = need(reader, object, key);
    if (node == NULL) {
        return least;
    }
    const double value = node->valuedouble;
    if (!cJSON_IsNumber(node) || !(value >= (double)least && value <= (double)most) ||
        value != floor(value)) {
        char what[96];
        (void)sf_format(what, sizeof(what), "must be a whole number from %" PRId64 " to %" PRId64,
                        least, most);
        refuse(reader, node, what);
        return least;
    }
    return (int64_t)value;
}

static int32_t
read_number(TimelineReader *reader, const cJSON *object, const char *key, int32_t most)
{
    return (int32_t)read_whole(reader, object, key, 0, most);
}

static bool read_truth(TimelineReader *reader, const cJSON *object, const char *key)
{
    const cJSON *node = need(reader, object, key);
    if (node != NULL && !cJSON_IsBool(node)) {
        refuse(reader, node, "must be true or false");
    }
    return node != NULL && cJSON_IsTrue(node);
}

static const char *read_words(TimelineReader *reader, const cJSON *node, TextRange range)
{
    if (node == NULL) {
        return NULL;
    }
    const size_t length = cJSON_IsString(node) ? strlen(node->valuestring) : 0;
    if (!cJSON_IsString(node) || length < range.least || length > range.most) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be a text of %zu to %zu bytes", range.least,
                        range.most);
        refuse(reader, node, what);
        return NULL;
    }
    char *copy = take(reader, length + 1);
    if (copy != NULL) {
        memcpy(copy, node->valuestring, length);
    }
    return copy;
}

static const char *
read_string_of(TimelineReader *reader, const cJSON *object, const char *key, TextRange range)
{
    return read_words(reader, need(reader, object, key), range);
}

static int32_t
read_enum(TimelineReader *reader, const cJSON *object, const char *key, const EnumWords *words)
{
    const cJSON *node = need(reader, object, key);
    for (int32_t i = 0; node != NULL && i < words->count; i++) {
        if (cJSON_IsString(node) && strcmp(node->valuestring, words->word(i)) == 0) {
            return i;
        }
    }
    if (node != NULL) {
        refuse(reader, node, "is not a word that belongs here");
    }
    return 0;
}

/* An array of at most `most`; its length in count, -1 after a fault. */
static const cJSON *read_array_of(
    TimelineReader *reader, const cJSON *object, const char *key, int32_t most, int32_t *count)
{
    const cJSON *node = need(reader, object, key);
    *count = -1;
    if (node == NULL) {
        return NULL;
    }
    int32_t length = 0;
    for (const cJSON *child = node->child; child != NULL && length <= most; child = child->next) {
        length++;
    }
    if (!cJSON_IsArray(node) || length > most) {
        char what[80];
        (void)sf_format(what, sizeof(what), "must be a list of at most %" PRId32, most);
        refuse(reader, node, what);
        return NULL;
    }
    *count = length;
    return node;
}

/* ---- items ----------------------------------------------------------------------------------- */

static TextList read_cue_texts(TimelineReader *reader, const cJSON *object)
{
    int32_t count = 0;
    const cJSON *list = read_array_of(reader, object, "cues", LIMIT_LIST, &count);
    if (list == NULL || count == 0) {
        return (TextList){0};
    }
    const char **items = take(reader, sizeof(*items) * (size_t)count);
    if (items == NULL) {
        return (TextList){0};
    }
    int32_t index = 0;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        items[index++] = read_words(reader, child, (TextRange){1, LIMIT_TEXT_BYTES});
    }
    return (TextList){.items = items, .count = count};
}

static void read_item(TimelineReader *reader, const cJSON *node, Item *item)
{
    const TextRange id = {0, STEP_BYTES};
    const TextRange text = {0, LIMIT_TEXT_BYTES};
    const TextRange spoken = {1, LIMIT_TEXT_BYTES};
    item->step = read_string_of(reader, node, "step", (TextRange){1, STEP_BYTES});
    item->exercise = read_string_of(reader, node, "exercise", id);
    item->name = read_string_of(reader, node, "name", spoken);
    item->say = read_string_of(reader, node, "say", spoken);
    item->text = read_string_of(reader, node, "text", text);
    item->figure = read_string_of(reader, node, "figure", id);
    item->easier = read_string_of(reader, node, "easier", id);
    item->cues = read_cue_texts(reader, node);
    item->kind = (StepKind)read_enum(reader, node, "kind", &step_kinds);
    item->first_move = (FirstMove)read_enum(reader, node, "first_move", &moves);
    item->stance = has(reader, node, "stance");
    if (item->stance) {
        item->eyes = (Eyes)read_enum(reader, node, "stance", &eyes);
    }
    item->sets = (int32_t)read_whole(reader, node, "sets", 1, LIMIT_SEGMENTS);
    item->reps = read_number(reader, node, "reps", (int32_t)LIMIT_TIMELINE_MS);
    item->tempo.down_ms = read_number(reader, node, "down_ms", TEMPO_MS_MAX);
    item->tempo.hold_ms = read_number(reader, node, "hold_ms", TEMPO_MS_MAX);
    item->tempo.up_ms = read_number(reader, node, "up_ms", TEMPO_MS_MAX);
    item->tempo.pause_ms = read_number(reader, node, "pause_ms", TEMPO_MS_MAX);
    item->stop_if_pain = (int32_t)read_whole(reader, node, "stop_if_pain", -1, 10);
}

static void read_items(TimelineReader *reader)
{
    Timeline *out = reader->out;
    int32_t count = 0;
    const cJSON *list = read_array_of(reader, reader->doc.root, "items", LIMIT_STEPS, &count);
    out->items = list == NULL ? NULL : take(reader, sizeof(*out->items) * (size_t)count);
    if (out->items == NULL) {
        return;
    }
    for (const cJSON *node = list->child; node != NULL && reader->error == SF_OK;
         node = node->next) {
        read_item(reader, node, &out->items[out->item_count++]);
    }
}

/* ---- cues ------------------------------------------------------------------------------------ */

static Cue *add_cue(TimelineReader *reader, const cJSON *node)
{
    Timeline *out = reader->out;
    if (out->cue_count == LIMIT_CUES) {
        refuse(reader, node, "is one sound too many");
    }
    if (reader->error != SF_OK) {
        return NULL;
    }
    if (out->cue_count == reader->cue_capacity) {
        const int32_t wanted = reader->cue_capacity > 0 ? reader->cue_capacity * 2 : 256;
        Cue *grown = sf_realloc(out->cues, sizeof(*grown) * (size_t)wanted);
        if (grown == NULL) {
            reader->error = SF_E_NOMEM;
            return NULL;
        }
        out->cues = grown;
        reader->cue_capacity = wanted;
    }
    Cue *cue = &out->cues[out->cue_count++];
    *cue = (Cue){.segment = out->segment_count - 1};
    return cue;
}

static bool in_order(const Cue *before, const Cue *cue)
{
    if (before->segment != cue->segment) {
        return true;
    }
    return before->at_ms < cue->at_ms || (before->at_ms == cue->at_ms && before->id <= cue->id);
}

static void read_cue(TimelineReader *reader, const cJSON *node, const Segment *segment)
{
    Cue *cue = add_cue(reader, node);
    if (cue == NULL) {
        return;
    }
    const int32_t latest = (int32_t)segment->length_ms + CUE_BEYOND_MS;
    cue->at_ms = read_number(reader, node, "at_ms", latest);
    cue->id = (CueId)read_enum(reader, node, "id", &cue_ids);
    cue->length_ms = read_number(reader, node, "length_ms", INT32_MAX);
    if (cJSON_IsObject(node) && json_get(node, "say") != NULL) {
        const TextRange spoken = {1, SPOKEN_BYTES};
        cue->channel = CHANNEL_VOICE;
        cue->say = read_string_of(reader, node, "say", spoken);
    } else {
        cue->channel = CHANNEL_TONE;
        cue->tone = (Tone)read_enum(reader, node, "tone", &tones);
    }
    if (reader->out->cue_count > 1 && !in_order(cue - 1, cue)) {
        refuse(reader, node, "must not come before the cue in front of it");
    }
}

static void read_cues(TimelineReader *reader, const cJSON *object, Segment *segment)
{
    int32_t count = 0;
    const cJSON *list = read_array_of(reader, object, "cues", LIMIT_CUES, &count);
    segment->first_cue = reader->out->cue_count;
    if (list == NULL) {
        return;
    }
    for (const cJSON *node = list->child; node != NULL && reader->error == SF_OK;
         node = node->next) {
        read_cue(reader, node, segment);
    }
    segment->cue_count = count;
}

/* ---- segments -------------------------------------------------------------------------------- */

static bool kinds_match(SegmentKind segment, StepKind step)
{
    switch (segment) {
    case SEGMENT_HOLD:
        return step == STEP_HOLD;
    case SEGMENT_REPS:
        return step == STEP_REPS;
    case SEGMENT_TIME:
        return step == STEP_TIME;
    case SEGMENT_MAX:
        return step == STEP_MAX;
    case SEGMENT_WALK:
        return step == STEP_WALK;
    case SEGMENT_RUN:
        return step == STEP_RUN;
    case SEGMENT_CHECK:
        return step == STEP_CHECK;
    case SEGMENT_READY:
    case SEGMENT_CHANGE:
        return step != STEP_CHECK && step != STEP_REST;
    case SEGMENT_REST:
        return step != STEP_CHECK;
    }
    return false;
}

/* What the compiler promises of every segment of a step. */
static const char *segment_fault(const Segment *segment, const Item *item, int64_t start)
{
    const int64_t rep_ms = tempo_ms(item->tempo);
    const bool reps = segment->kind == SEGMENT_REPS;
    const bool open =
        segment->kind == SEGMENT_MAX || segment->kind == SEGMENT_CHECK || (reps && rep_ms == 0);
    if (!kinds_match(segment->kind, item->kind)) {
        return "is of a kind that its step does not have";
    }
    if (segment->open != open) {
        return "must be open if it waits for a person, and only then";
    }
    if (reps && (item->reps == 0 || (!open && segment->length_ms != rep_ms * item->reps))) {
        return "must be as long as its repetitions";
    }
    if (segment->start_ms != start) {
        return "must start where the one before it ends";
    }
    const bool counted = segment_is_work(segment->kind);
    if (counted ? segment->set < 1 || segment->set > item->sets : segment->set != 0) {
        return "must have a set if it is work, and only then";
    }
    return segment->round > segment->rounds ? "must have a round within its rounds" : NULL;
}

static void read_segment(TimelineReader *reader, const cJSON *node, Segment *segment)
{
    const Timeline *out = reader->out;
    segment->key = read_string_of(reader, node, "key", (TextRange){1, KEY_BYTES});
    segment->item = (int32_t)read_whole(reader, node, "item", 0, (int64_t)out->item_count - 1);
    segment->kind = (SegmentKind)read_enum(reader, node, "kind", &segment_kinds);
    segment->side = (Side)read_enum(reader, node, "side", &side_words);
    segment->open = read_truth(reader, node, "open");
    segment->start_ms = read_whole(reader, node, "start_ms", 0, LIMIT_TIMELINE_MS);
    segment->length_ms = read_whole(reader, node, "length_ms", 0, LIMIT_TIMELINE_MS);
    segment->set = read_number(reader, node, "set", LIMIT_SEGMENTS);
    segment->round = read_number(reader, node, "round", LIMIT_STEPS);
    segment->rounds = read_number(reader, node, "rounds", LIMIT_STEPS);
    if (reader->error != SF_OK) {
        return;
    }
    const Segment *before = segment > out->segments ? segment - 1 : NULL;
    const int64_t start = before != NULL ? before->start_ms + before->length_ms : 0;
    const char *fault = segment_fault(segment, &out->items[segment->item], start);
    if (fault != NULL) {
        refuse(reader, node, fault);
    }
}

static void read_segments(TimelineReader *reader)
{
    Timeline *out = reader->out;
    int32_t count = 0;
    const cJSON *list = read_array_of(reader, reader->doc.root, "segments", LIMIT_SEGMENTS, &count);
    if (list != NULL && count == 0) {
        refuse(reader, list, "must not be empty");
    }
    if (reader->error != SF_OK) {
        return;
    }
    out->segments = take(reader, sizeof(*out->segments) * (size_t)count);
    for (const cJSON *node = list->child; node != NULL && reader->error == SF_OK;
         node = node->next) {
        Segment *segment = &out->segments[out->segment_count++];
        read_segment(reader, node, segment);
        read_cues(reader, node, segment);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left;
    const char *const *b = right;
    return strcmp(*a, *b);
}

static void check_keys(TimelineReader *reader)
{
    const Timeline *out = reader->out;
    const char **keys = take(reader, sizeof(*keys) * (size_t)out->segment_count);
    if (keys == NULL) {
        return;
    }
    for (int32_t i = 0; i < out->segment_count; i++) {
        keys[i] = out->segments[i].key;
    }
    qsort(keys, (size_t)out->segment_count, sizeof(*keys), compare_texts);
    for (int32_t i = 1; i < out->segment_count; i++) {
        if (strcmp(keys[i - 1], keys[i]) == 0) {
            refuse(reader, reader->doc.root, "must not have a segment key twice");
        }
    }
}

static void check_totals(TimelineReader *reader)
{
    const Timeline *out = reader->out;
    const Segment *last = &out->segments[out->segment_count - 1];
    bool about = false;
    for (int32_t i = 0; i < out->segment_count; i++) {
        about = about || out->segments[i].open;
    }
    if (last->start_ms + last->length_ms != out->total_ms || about != out->about) {
        refuse(reader, reader->doc.root, "must have the total of its segments");
    }
}

/* Cues grew by doubling; the timeline keeps all it has in its arena. */
static void settle_cues(TimelineReader *reader)
{
    Timeline *out = reader->out;
    Cue *grown = out->cues;
    const size_t size = sizeof(*grown) * (size_t)out->cue_count;
    out->cues = reader->error == SF_OK ? take(reader, size) : NULL;
    if (out->cues != NULL && out->cue_count > 0) {
        memcpy(out->cues, grown, size);
    }
    sf_free(grown);
}

/* Left out in a plain exercise. */
static void read_mode(TimelineReader *reader)
{
    Timeline *out = reader->out;
    const cJSON *root = reader->doc.root;
    if (has(reader, root, "mode")) {
        out->mode = (RoutineMode)read_enum(reader, root, "mode", &modes);
    }
    if (has(reader, root, "stance")) {
        const cJSON *node = need(reader, root, "stance");
        out->stance.surface = (StanceSurface)read_enum(reader, node, "surface", &surfaces);
        out->stance.stop = (StopBy)read_enum(reader, node, "stop", &stops);
        out->stance.cap_ms = read_number(reader, node, "cap_ms", (int32_t)LIMIT_TIMELINE_MS);
        out->stance.sides = (Sides)read_enum(reader, node, "sides", &sides);
    }
}

static void read_timeline(TimelineReader *reader)
{
    Timeline *out = reader->out;
    const cJSON *root = reader->doc.root;
    const TextRange id = {1, LIMIT_ID_BYTES};
    if (read_whole(reader, root, "timeline", 1, INT32_MAX) > VERSION) {
        refuse(reader, root, "was made by a newer Surefoot");
        reader->error = SF_E_NEWER;
    }
    out->program = read_string_of(reader, root, "program", id);
    out->routine = read_string_of(reader, root, "routine", id);
    out->title = read_string_of(reader, root, "title", (TextRange){1, LIMIT_NAME_BYTES});
    out->hash = read_string_of(reader, root, "hash", (TextRange){0, HASH_BYTES});
    read_mode(reader);
    out->total_ms = read_whole(reader, root, "total_ms", 0, LIMIT_TIMELINE_MS);
    out->about = read_truth(reader, root, "about");
    read_items(reader);
    read_segments(reader);
    settle_cues(reader);
    if (reader->error == SF_OK) {
        check_keys(reader);
        check_totals(reader);
    }
}

/* The first fault, in words, is what a caller gets. */
static SfError tell(SfError error, Faults *faults, SfErrorInfo *err)
{
    if (error == SF_E_NOMEM) {
        error = sf_fail(err, SF_E_NOMEM, "out of memory");
    } else if (error != SF_OK && faults->count > 0) {
        char text[sizeof(err->text)];
        fault_format(&faults->items[0], text, sizeof(text));
        error = sf_fail(err, error, "%s", text);
    }
    faults_deinit(faults);
    return error;
}

SfError timeline_from_json(Timeline *out, const char *text, size_t size, SfErrorInfo *err)
{
    *out = (Timeline){0};
    Faults faults = {0};
    TimelineReader reader = {.out = out};
    const SourceFile file = {.path = "timeline", .bytes = text, .size = size};
    const int32_t limit = LIMIT_JOURNAL_BYTES;
    reader.error = json_open(&reader.doc, &file, (size_t)limit, &faults);
    if (reader.error == SF_OK) {
        read_timeline(&reader);
    }
    const SfError closed = json_close(&reader.doc);
    if (closed != SF_OK) {
        reader.error = closed;
    }
    if (reader.error != SF_OK) {
        timeline_deinit(out);
    }
    return tell(reader.error, &faults, err);
}
