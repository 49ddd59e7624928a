/* SPDX-License-Identifier: MIT */
/*
 * A timeline back from JSON. It comes from a journal, that is from a disk: nothing in it is
 * believed. What the player relies on (indexes, order, sums, unique keys, kinds that match their
 * step) is checked here, and the first fault ends the reading.
 */
#include "surefoot/journal.h"

#include "surefoot/limits.h"
#include "timeline_values.h"

#include <stdlib.h>
#include <string.h>

#define VERSION 1
#define KEY_BYTES 255
#define HASH_BYTES 64
#define STEP_BYTES (LIMIT_ID_BYTES + 16) /* a number may have been added to make it unique */
#define SPOKEN_BYTES ((size_t)2 * LIMIT_TEXT_BYTES)
#define TEMPO_MS_MAX 600000
#define CUE_BEYOND_MS 10000 /* how long after its segment a cue may come: "Well done" does */

/* ---- items ----------------------------------------------------------------------------------- */

static TextList read_cue_texts(TimelineReader *reader, const cJSON *object)
{
    int32_t count = 0;
    const cJSON *list = timeline__list(reader, object, "cues", LIMIT_LIST, &count);
    if (list == NULL || count == 0) {
        return (TextList){0};
    }
    const char **items = timeline__take(reader, sizeof(*items) * (size_t)count);
    if (items == NULL) {
        return (TextList){0};
    }
    int32_t index = 0;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        items[index++] = timeline__words(reader, child, (TextRange){1, LIMIT_TEXT_BYTES});
    }
    return (TextList){.items = items, .count = count};
}

static void read_item(TimelineReader *reader, const cJSON *node, Item *item)
{
    const TextRange id = {0, STEP_BYTES};
    const TextRange text = {0, LIMIT_TEXT_BYTES};
    const TextRange spoken = {1, LIMIT_TEXT_BYTES};
    item->step = timeline__text(reader, node, "step", (TextRange){1, STEP_BYTES});
    item->exercise = timeline__text(reader, node, "exercise", id);
    item->name = timeline__text(reader, node, "name", spoken);
    item->say = timeline__text(reader, node, "say", spoken);
    item->text = timeline__text(reader, node, "text", text);
    item->figure = timeline__text(reader, node, "figure", id);
    item->easier = timeline__text(reader, node, "easier", id);
    item->cues = read_cue_texts(reader, node);
    item->kind = (StepKind)timeline__enum(reader, node, "kind", WORDS_OF(step_kind_words));
    item->first_move =
        (FirstMove)timeline__enum(reader, node, "first_move", WORDS_OF(first_move_words));
    item->stance = timeline__has(reader, node, "stance");
    if (item->stance) {
        item->eyes = (Eyes)timeline__enum(reader, node, "stance", WORDS_OF(eyes_words));
    }
    item->sets = (int32_t)timeline__whole(reader, node, "sets", 1, LIMIT_SEGMENTS);
    item->reps = timeline__number(reader, node, "reps", (int32_t)LIMIT_TIMELINE_MS);
    item->tempo.down_ms = timeline__number(reader, node, "down_ms", TEMPO_MS_MAX);
    item->tempo.hold_ms = timeline__number(reader, node, "hold_ms", TEMPO_MS_MAX);
    item->tempo.up_ms = timeline__number(reader, node, "up_ms", TEMPO_MS_MAX);
    item->tempo.pause_ms = timeline__number(reader, node, "pause_ms", TEMPO_MS_MAX);
    item->stop_if_pain = (int32_t)timeline__whole(reader, node, "stop_if_pain", -1, 10);
}

static void read_items(TimelineReader *reader)
{
    Timeline *out = reader->out;
    int32_t count = 0;
    const cJSON *list = timeline__list(reader, reader->doc.root, "items", LIMIT_STEPS, &count);
    out->items = list == NULL ? NULL : timeline__take(reader, sizeof(*out->items) * (size_t)count);
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
        timeline__refuse(reader, node, "is one sound too many");
    }
    if (reader->error != SF_OK) {
        return NULL;
    }
    Cue *cues = array_grow(out->cues, &reader->cue_capacity, out->cue_count + 1, sizeof(*cues));
    if (cues == NULL) {
        reader->error = SF_E_NOMEM;
        return NULL;
    }
    out->cues = cues;
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
    cue->at_ms = timeline__number(reader, node, "at_ms", latest);
    cue->id = (CueId)timeline__enum(reader, node, "id", WORDS_OF(cue_words));
    cue->length_ms = timeline__number(reader, node, "length_ms", INT32_MAX);
    if (cJSON_IsObject(node) && json_get(node, "say") != NULL) {
        const TextRange spoken = {1, SPOKEN_BYTES};
        cue->channel = CHANNEL_VOICE;
        cue->say = timeline__text(reader, node, "say", spoken);
    } else {
        cue->channel = CHANNEL_TONE;
        cue->tone = (Tone)timeline__enum(reader, node, "tone", WORDS_OF(tone_words));
    }
    if (reader->out->cue_count > 1 && !in_order(cue - 1, cue)) {
        timeline__refuse(reader, node, "must not come before the cue in front of it");
    }
}

static void read_cues(TimelineReader *reader, const cJSON *object, Segment *segment)
{
    int32_t count = 0;
    const cJSON *list = timeline__list(reader, object, "cues", LIMIT_CUES, &count);
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
    segment->key = timeline__text(reader, node, "key", (TextRange){1, KEY_BYTES});
    segment->item = (int32_t)timeline__whole(reader, node, "item", 0, (int64_t)out->item_count - 1);
    segment->kind = (SegmentKind)timeline__enum(reader, node, "kind", WORDS_OF(segment_kind_words));
    segment->side = (Side)timeline__enum(reader, node, "side", WORDS_OF(side_words));
    segment->open = timeline__truth(reader, node, "open");
    segment->start_ms = timeline__whole(reader, node, "start_ms", 0, LIMIT_TIMELINE_MS);
    segment->length_ms = timeline__whole(reader, node, "length_ms", 0, LIMIT_TIMELINE_MS);
    segment->set = timeline__number(reader, node, "set", LIMIT_SEGMENTS);
    segment->round = timeline__number(reader, node, "round", LIMIT_STEPS);
    segment->rounds = timeline__number(reader, node, "rounds", LIMIT_STEPS);
    if (reader->error != SF_OK) {
        return;
    }
    const Segment *before = segment > out->segments ? segment - 1 : NULL;
    const int64_t start = before != NULL ? before->start_ms + before->length_ms : 0;
    const char *fault = segment_fault(segment, &out->items[segment->item], start);
    if (fault != NULL) {
        timeline__refuse(reader, node, fault);
    }
}

static void read_segments(TimelineReader *reader)
{
    Timeline *out = reader->out;
    int32_t count = 0;
    const cJSON *list =
        timeline__list(reader, reader->doc.root, "segments", LIMIT_SEGMENTS, &count);
    if (list != NULL && count == 0) {
        timeline__refuse(reader, list, "must not be empty");
    }
    if (list == NULL || reader->error != SF_OK) {
        return;
    }
    out->segments = timeline__take(reader, sizeof(*out->segments) * (size_t)count);
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
    const char **keys = timeline__take(reader, sizeof(*keys) * (size_t)out->segment_count);
    if (keys == NULL) {
        return;
    }
    for (int32_t i = 0; i < out->segment_count; i++) {
        keys[i] = out->segments[i].key;
    }
    qsort(keys, (size_t)out->segment_count, sizeof(*keys), compare_texts);
    for (int32_t i = 1; i < out->segment_count; i++) {
        if (strcmp(keys[i - 1], keys[i]) == 0) {
            timeline__refuse(reader, reader->doc.root, "must not have a segment key twice");
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
        timeline__refuse(reader, reader->doc.root, "must have the total of its segments");
    }
}

/* Cues grew by doubling; the timeline keeps all it has in its arena. */
static void settle_cues(TimelineReader *reader)
{
    Timeline *out = reader->out;
    Cue *grown = out->cues;
    const size_t size = sizeof(*grown) * (size_t)out->cue_count;
    out->cues = reader->error == SF_OK ? timeline__take(reader, size) : NULL;
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
    if (timeline__has(reader, root, "mode")) {
        out->mode = (RoutineMode)timeline__enum(reader, root, "mode", WORDS_OF(mode_words));
    }
    if (timeline__has(reader, root, "stance")) {
        const cJSON *node = timeline__need(reader, root, "stance");
        out->stance.surface =
            (StanceSurface)timeline__enum(reader, node, "surface", WORDS_OF(surface_words));
        out->stance.stop = (StopBy)timeline__enum(reader, node, "stop", WORDS_OF(stop_words));
        out->stance.cap_ms = timeline__number(reader, node, "cap_ms", (int32_t)LIMIT_TIMELINE_MS);
        out->stance.sides = (Sides)timeline__enum(reader, node, "sides", WORDS_OF(sides_words));
    }
}

static void read_timeline(TimelineReader *reader)
{
    Timeline *out = reader->out;
    const cJSON *root = reader->doc.root;
    const TextRange id = {1, LIMIT_ID_BYTES};
    if (timeline__whole(reader, root, "timeline", 1, INT32_MAX) > VERSION) {
        timeline__refuse(reader, root, "was made by a newer Surefoot");
        reader->error = SF_E_NEWER;
    }
    out->program = timeline__text(reader, root, "program", id);
    out->routine = timeline__text(reader, root, "routine", id);
    out->title = timeline__text(reader, root, "title", (TextRange){1, LIMIT_NAME_BYTES});
    out->hash = timeline__text(reader, root, "hash", (TextRange){0, HASH_BYTES});
    read_mode(reader);
    out->total_ms = timeline__whole(reader, root, "total_ms", 0, LIMIT_TIMELINE_MS);
    out->about = timeline__truth(reader, root, "about");
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
