/* SPDX-License-Identifier: MIT */
/* Reads doses and fills in what a step leaves out. */
#include "load_dose.h"

#include "surefoot/limits.h"

#include <string.h>

#define PHASE_MOST_MS (600 * 1000)
#define REST_MOST_MS (3600 * 1000)

static const char *const tempo_items[] = {"down", "hold", "up", "pause"};
static const char *const key_items[] = {"kind",    "seconds", "reps",        "tempo",    "sets",
                                        "sides",   "order",   "first",       "switch_s", "rest_s",
                                        "ready_s", "halfway", "stop_if_pain"};
static const char *const step_only_items[] = {"kind", "text", "seconds", "reps", "tempo"};

static const Words tempo_words = {tempo_items, SF_COUNT(tempo_items)};
static const Words step_only_words = {step_only_items, SF_COUNT(step_only_items)};
static const Words no_words = {NULL, 0};
const Words dose_keys = {key_items, SF_COUNT(key_items)};

static void note(DosePart *part, bool given, DoseKey key)
{
    if (given) {
        part->given |= (uint32_t)key;
    }
}

static bool read_tempo(Reader *reader, const cJSON *object, Tempo *tempo)
{
    const cJSON *node = json_get(object, "tempo");
    if (node == NULL) {
        return false;
    }
    if (cJSON_IsString(node) && strcmp(node->valuestring, "own") == 0) {
        *tempo = (Tempo){0};
        return true;
    }
    const char *allowed = "\"own\" or seconds such as {\"down\": 2, \"up\": 2}";
    if (!cJSON_IsObject(node)) {
        wrong(reader, node, allowed);
        return false;
    }
    const int32_t errors = reader->doc->sink.errors;
    const Range range = {0, PHASE_MOST_MS};
    (void)read_ms(reader, node, "down", range, &tempo->down_ms);
    (void)read_ms(reader, node, "hold", range, &tempo->hold_ms);
    (void)read_ms(reader, node, "up", range, &tempo->up_ms);
    (void)read_ms(reader, node, "pause", range, &tempo->pause_ms);
    warn_unknown_keys(reader, node, tempo_words, no_words);
    const int32_t sum = tempo->down_ms + tempo->hold_ms + tempo->up_ms + tempo->pause_ms;
    if (sum == 0 && reader->doc->sink.errors == errors) {
        json_fault(reader->doc, node, FAULT_ERROR, "takes no time; it must be %s", allowed);
    }
    return true;
}

/* Reads the keys that steps, exercises and defaults have in common. */
static void read_shared_keys(Reader *reader, const cJSON *object, DosePart *part)
{
    Dose *dose = &part->dose;
    int32_t word = 0;
    note(part, read_int(reader, object, "sets", (Range){1, LIMIT_SETS}, &dose->sets), GIVES_SETS);
    note(part, read_word(reader, object, "sides", WORDS_OF(sides_words), &word), GIVES_SIDES);
    dose->sides = (Sides)word;
    word = 0;
    note(part, read_word(reader, object, "order", WORDS_OF(side_order_words), &word), GIVES_ORDER);
    dose->order = (SideOrder)word;
    word = 0;
    note(part, read_word(reader, object, "first", WORDS_OF(side_first_words), &word), GIVES_FIRST);
    dose->first = (SideFirst)word;
    const Range phase = {0, PHASE_MOST_MS};
    note(part, read_ms(reader, object, "switch_s", phase, &dose->switch_ms), GIVES_SWITCH);
    note(part, read_ms(reader, object, "rest_s", (Range){0, REST_MOST_MS}, &dose->rest_ms),
         GIVES_REST);
    note(part, read_ms(reader, object, "ready_s", phase, &dose->ready_ms), GIVES_READY);
    note(part, read_bool(reader, object, "halfway", &dose->halfway), GIVES_HALFWAY);
    note(part, read_int(reader, object, "stop_if_pain", (Range){0, 10}, &dose->stop_if_pain),
         GIVES_STOP);
}

DosePart read_dose(Reader *reader, const cJSON *object)
{
    DosePart part = {0};
    Dose *dose = &part.dose;
    int32_t word = 0;
    note(&part, read_word(reader, object, "kind", WORDS_OF(step_kind_words), &word), GIVES_KIND);
    dose->kind = (StepKind)word;
    const Range seconds = {1, LIMIT_SECONDS * 1000};
    note(&part, read_ms(reader, object, "seconds", seconds, &dose->seconds_ms), GIVES_SECONDS);
    note(&part, read_int(reader, object, "reps", (Range){1, LIMIT_REPS}, &dose->reps), GIVES_REPS);
    note(&part, read_tempo(reader, object, &dose->tempo), GIVES_TEMPO);
    read_shared_keys(reader, object, &part);
    return part;
}

DosePart read_defaults(Reader *reader, const cJSON *object)
{
    DosePart part = {0};
    const cJSON *defaults = read_object(reader, object, "defaults");
    if (defaults == NULL) {
        return part;
    }
    for (const cJSON *child = defaults->child; child != NULL; child = child->next) {
        if (words_have(step_only_words, child->string) && !cJSON_IsNull(child)) {
            json_fault_key(reader->doc, child, FAULT_ERROR,
                           "belongs to a step; defaults may not give it");
        }
    }
    read_shared_keys(reader, defaults, &part);
    warn_unknown_keys(reader, defaults, dose_keys, step_only_words);
    return part;
}

Dose dose_of_app(void)
{
    return (Dose){.sets = 1,
                  .sides = SIDES_NONE,
                  .order = ORDER_BY_SIDE,
                  .first = FIRST_LEFT,
                  .switch_ms = 5000,
                  .rest_ms = 30000,
                  .ready_ms = 5000,
                  .halfway = true,
                  .stop_if_pain = 5};
}

Dose dose_of_quiet_step(void)
{
    return (Dose){.sets = 1, .stop_if_pain = 5};
}

void dose_apply(Dose *dose, const DosePart *part)
{
    const Dose *from = &part->dose;
    const uint32_t given = part->given;
    dose->kind = given & GIVES_KIND ? from->kind : dose->kind;
    dose->seconds_ms = given & GIVES_SECONDS ? from->seconds_ms : dose->seconds_ms;
    dose->reps = given & GIVES_REPS ? from->reps : dose->reps;
    dose->tempo = given & GIVES_TEMPO ? from->tempo : dose->tempo;
    dose->sets = given & GIVES_SETS ? from->sets : dose->sets;
    dose->sides = given & GIVES_SIDES ? from->sides : dose->sides;
    dose->order = given & GIVES_ORDER ? from->order : dose->order;
    dose->first = given & GIVES_FIRST ? from->first : dose->first;
    dose->switch_ms = given & GIVES_SWITCH ? from->switch_ms : dose->switch_ms;
    dose->rest_ms = given & GIVES_REST ? from->rest_ms : dose->rest_ms;
    dose->ready_ms = given & GIVES_READY ? from->ready_ms : dose->ready_ms;
    dose->halfway = given & GIVES_HALFWAY ? from->halfway : dose->halfway;
    dose->stop_if_pain = given & GIVES_STOP ? from->stop_if_pain : dose->stop_if_pain;
}
