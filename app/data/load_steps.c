/* SPDX-License-Identifier: MIT */
/* Reads the steps and groups of a routine. */
#include "load_parts.h"

#include "surefoot/limits.h"
#include "surefoot/vocabulary.h"

#include <string.h>

#define DEFAULT_CAP_MS (120 * 1000)
/* Rounds multiply through every level of nesting. Counting stops at this number. */
#define UNROLLED_MOST 1000000000LL

static const char *const step_items[] = {"id", "exercise", "name", "say", "text", "cues", "easier"};
static const char *const rest_items[] = {"kind", "seconds", "id", "name", "say", "cues"};
static const char *const group_items[] = {"rounds", "steps"};
static const Words step_keys = {step_items, SF_COUNT(step_items)};
static const Words rest_keys = {rest_items, SF_COUNT(rest_items)};
static const Words group_keys = {group_items, SF_COUNT(group_items)};
static const Words no_words = {NULL, 0};

typedef struct Walk {
    const RoutineContext *context;
    const DosePart *defaults;
    int32_t seen; /**< nodes so far; never above LIMIT_STEPS */
} Walk;

/* The exercise that a key names; NULL if it is absent or after a fault. */
static const Exercise *read_exercise_id(const Walk *walk, const cJSON *object)
{
    Reader *reader = walk->context->reader;
    const char *id = read_text(reader, object, "exercise", RULE_ID, OPTIONAL);
    if (id == NULL) {
        return NULL;
    }
    const cJSON *node = json_get(object, "exercise");
    const Exercise *found = NULL;
    switch (shelf_find(walk->context->shelf, id, &found)) {
    case SHELF_NONE:
        fault_no_exercise(reader, node, walk->context->shelf, id);
        return NULL;
    case SHELF_LOST:
        json_fault(reader->doc, node, FAULT_ERROR,
                   "exercise \"%s\" is left out for its own faults; mend its file first", id);
        return NULL;
    case SHELF_GOOD:
        break;
    }
    return found;
}

static const char *read_easier(const Walk *walk, const cJSON *object, const Exercise *exercise)
{
    Reader *reader = walk->context->reader;
    const char *id = read_text(reader, object, "easier", RULE_ID, OPTIONAL);
    if (id == NULL) {
        return exercise != NULL ? exercise->easier : NULL;
    }
    const cJSON *node = json_get(object, "easier");
    const Exercise *found = NULL;
    switch (shelf_find(walk->context->shelf, id, &found)) {
    case SHELF_NONE:
        fault_no_exercise(reader, node, walk->context->shelf, id);
        return NULL;
    case SHELF_LOST:
        json_fault(reader->doc, node, FAULT_WARNING,
                   "\"%s\" is left out for its own faults, so it is not offered", id);
        return NULL;
    case SHELF_GOOD:
        break;
    }
    return id;
}

static void check_rest_keys(Reader *reader, const cJSON *object)
{
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        const bool ours =
            words_have(step_keys, child->string) || words_have(dose_keys, child->string);
        if (ours && !cJSON_IsNull(child) && !words_have(rest_keys, child->string)) {
            json_fault_key(reader->doc, child, FAULT_ERROR,
                           "a rest takes only seconds, id, name, say and cues");
        }
    }
}

static void need_key(Reader *reader, const cJSON *object, const char *key, StepKind kind)
{
    if (json_get(object, key) == NULL) {
        json_fault(reader->doc, object, FAULT_ERROR,
                   "\"%s\" is missing; a step of kind %s must have it", key, step_kind_words[kind]);
    }
}

/* Reports values that the kind of the step needs and that no level has given. */
static void check_dose_is_whole(Reader *reader, const cJSON *object, const Dose *dose)
{
    switch (dose->kind) {
    case STEP_HOLD:
    case STEP_TIME:
    case STEP_WALK:
    case STEP_RUN:
    case STEP_REST:
        if (dose->seconds_ms == 0) {
            need_key(reader, object, "seconds", dose->kind);
        }
        break;
    case STEP_REPS:
        if (dose->reps == 0) {
            need_key(reader, object, "reps", dose->kind);
        }
        break;
    case STEP_CHECK:
        need_key(reader, object, "text", dose->kind);
        break;
    case STEP_MAX:
        break;
    }
}

static Dose resolve_dose(const Walk *walk, const Exercise *exercise, const DosePart *part)
{
    const bool gives_kind = (part->given & GIVES_KIND) != 0;
    const StepKind kind = gives_kind || exercise == NULL ? part->dose.kind : exercise->dose.kind;
    Dose dose = dose_of_quiet_step();
    if (exercise != NULL && kind != STEP_CHECK) {
        dose = exercise->dose;
        dose_apply(&dose, walk->context->program_defaults);
        dose_apply(&dose, walk->defaults);
        if (kind != exercise->dose.kind) {
            dose.seconds_ms = 0;
            dose.reps = 0;
            dose.tempo = (Tempo){0};
        }
    }
    dose_apply(&dose, part);
    dose.kind = kind;
    if (kind == STEP_MAX && dose.seconds_ms == 0) {
        dose.seconds_ms = DEFAULT_CAP_MS;
    }
    return dose;
}

/* Whether the kind of the step is known; if not, a fault has been reported. */
static bool
check_kind(const Walk *walk, const cJSON *object, const Step *step, const DosePart *part)
{
    Reader *reader = walk->context->reader;
    const bool gives_kind = (part->given & GIVES_KIND) != 0;
    const bool quiet =
        gives_kind && (part->dose.kind == STEP_REST || part->dose.kind == STEP_CHECK);
    if (gives_kind && part->dose.kind == STEP_REST) {
        check_rest_keys(reader, object);
    }
    if (!quiet && json_get(object, "exercise") == NULL) {
        json_fault(reader->doc, object, FAULT_ERROR,
                   "\"exercise\" is missing; only kind rest or check goes without");
    }
    const bool bad_kind = !gives_kind && json_get(object, "kind") != NULL;
    return quiet || (step->exercise != NULL && !bad_kind);
}

static void read_words_of_step(Reader *reader, const cJSON *object, Step *step)
{
    const Exercise *exercise = step->exercise;
    const char *name = read_text(reader, object, "name", RULE_NAME, OPTIONAL);
    const char *say = read_text(reader, object, "say", RULE_NAME, OPTIONAL);
    const char *own_name = step->dose.kind == STEP_CHECK ? "Check" : "Rest";
    step->name = name != NULL ? name : exercise != NULL ? exercise->name : own_name;
    step->say = say != NULL ? say : name == NULL && exercise != NULL ? exercise->say : step->name;
    step->cues = read_texts(reader, object, "cues", 1, OPTIONAL);
    if (step->cues.count == 0 && exercise != NULL) {
        step->cues = exercise->cues;
    }
}

static void read_step(const Walk *walk, const cJSON *object, Step *step)
{
    Reader *reader = walk->context->reader;
    const DosePart part = read_dose(reader, object);
    step->id = read_text(reader, object, "id", RULE_ID, OPTIONAL);
    if (step->id != NULL && !step_ids_add(walk->context->ids, step->id)) {
        json_fault(reader->doc, json_get(object, "id"), FAULT_ERROR,
                   "the id \"%s\" is already in this routine; it must be used once", step->id);
    }
    step->exercise = read_exercise_id(walk, object);
    step->easier = read_easier(walk, object, step->exercise);
    step->text = read_text(reader, object, "text", RULE_TEXT, OPTIONAL);
    step->dose = resolve_dose(walk, step->exercise, &part);
    read_words_of_step(reader, object, step);
    if (check_kind(walk, object, step, &part)) {
        check_dose_is_whole(reader, object, &step->dose);
        const bool rest = (part.given & GIVES_KIND) != 0 && part.dose.kind == STEP_REST;
        if (step->text != NULL && step->dose.kind != STEP_CHECK && !rest) {
            json_fault_key(reader->doc, json_get(object, "text"), FAULT_ERROR,
                           "only a step of kind check has a text");
        }
    }
    warn_unknown_keys(reader, object, step_keys, dose_keys);
}

static int64_t read_nodes(Walk *walk, const cJSON *list, Node **nodes, int32_t *node_count);

static int64_t read_group(Walk *walk, const cJSON *object, Node *node)
{
    Reader *reader = walk->context->reader;
    node->is_group = true;
    node->rounds = 1;
    if (json_get(object, "rounds") == NULL) {
        missing(reader, object, "rounds", "a whole number from 1 to 100");
    }
    (void)read_int(reader, object, "rounds", (Range){1, LIMIT_ROUNDS}, &node->rounds);
    warn_unknown_keys(reader, object, group_keys, no_words);
    const cJSON *list = read_required_array(reader, object, "steps", (Range){1, LIMIT_STEPS});
    const int64_t once =
        list == NULL ? 0 : read_nodes(walk, list, &node->children, &node->child_count);
    const int64_t all = once * node->rounds;
    return all < UNROLLED_MOST ? all : UNROLLED_MOST;
}

static bool is_group(const cJSON *object)
{
    return cJSON_GetObjectItemCaseSensitive(object, "rounds") != NULL ||
           cJSON_GetObjectItemCaseSensitive(object, "steps") != NULL;
}

/* The number of steps with rounds unrolled. */
static int64_t read_nodes(Walk *walk, const cJSON *list, Node **nodes, int32_t *node_count)
{
    Reader *reader = walk->context->reader;
    const int32_t count = cJSON_GetArraySize(list);
    Node *items = reader_alloc(reader, (size_t)count, sizeof(*items));
    if (items == NULL) {
        return 0;
    }
    int64_t unrolled = 0;
    int32_t used = 0;
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        if (walk->seen == LIMIT_STEPS) {
            unrolled = UNROLLED_MOST;
            break;
        }
        walk->seen++;
        Node *node = &items[used++];
        if (!is_object(reader, child)) {
            continue;
        }
        if (is_group(child)) {
            unrolled += read_group(walk, child, node);
        } else {
            read_step(walk, child, &node->step);
            unrolled++;
        }
    }
    *nodes = items;
    *node_count = used;
    return unrolled < UNROLLED_MOST ? unrolled : UNROLLED_MOST;
}

static void name_steps(const Walk *walk, Node *nodes, int32_t count)
{
    Reader *reader = walk->context->reader;
    for (int32_t i = 0; i < count; i++) {
        Step *step = &nodes[i].step;
        if (nodes[i].is_group) {
            name_steps(walk, nodes[i].children, nodes[i].child_count);
        } else if (step->id == NULL) {
            const char *base =
                step->exercise != NULL ? step->exercise->id : step_kind_words[step->dose.kind];
            step->id = step_ids_name(walk->context->ids, reader->arena, base);
            reader->nomem = reader->nomem || step->id == NULL;
        }
    }
}

void read_steps(const RoutineContext *context,
                const DosePart *defaults,
                const cJSON *object,
                Routine *out)
{
    Reader *reader = context->reader;
    const cJSON *list = read_required_array(reader, object, "steps", (Range){1, LIMIT_STEPS});
    if (list == NULL) {
        return;
    }
    Walk walk = {.context = context, .defaults = defaults};
    step_ids_clear(context->ids);
    const int64_t unrolled = read_nodes(&walk, list, &out->nodes, &out->node_count);
    if (unrolled > LIMIT_STEPS) {
        json_fault(reader->doc, list, FAULT_ERROR,
                   "more than %d steps with rounds counted; at most %d are allowed", LIMIT_STEPS,
                   LIMIT_STEPS);
    }
    name_steps(&walk, out->nodes, out->node_count);
}
