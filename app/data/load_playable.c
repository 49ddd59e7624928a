/* SPDX-License-Identifier: MIT */
/* Whether a routine can be followed at all: it is compiled as the player would. */
#include "load_parts.h"

#include "surefoot/limits.h"
#include "surefoot/timeline.h"

/* Far below the limits of a timeline, with any cues: no need to compile it. */
#define SMALL_MS (2LL * 60 * 60 * 1000)
#define SMALL_SETS 1000
#define SMALL_REPS 5000
#define OWN_PACE_REP_MS 10000 /* more than is reckoned for one */

/* An upper bound of the segments and time that some nodes give. */
typedef struct Bulk {
    int64_t ms;
    int64_t sets;
    int64_t reps;
    bool works; /**< something of it is more than a rest or a question */
} Bulk;

static Bulk bulk_of_step(const Dose *dose)
{
    const int64_t sets = 2LL * (dose->sets > 0 ? dose->sets : 1); /* of both sides */
    const int64_t phases = (int64_t)dose->tempo.down_ms + dose->tempo.hold_ms + dose->tempo.up_ms +
                           dose->tempo.pause_ms;
    const int64_t rep_ms = phases > 0 ? phases : OWN_PACE_REP_MS;
    const int64_t around_ms = (int64_t)dose->rest_ms + dose->switch_ms + dose->ready_ms;
    return (Bulk){
        .ms = sets * (dose->seconds_ms + dose->reps * rep_ms + around_ms),
        .sets = sets,
        .reps = sets * dose->reps,
        .works = dose->kind != STEP_REST && dose->kind != STEP_CHECK,
    };
}

static Bulk bulk_of_nodes(const Node *nodes, int32_t count)
{
    Bulk sum = {0};
    for (int32_t i = 0; i < count; i++) {
        const Node *node = &nodes[i];
        const int64_t rounds = node->is_group ? node->rounds : 1;
        const Bulk part = node->is_group ? bulk_of_nodes(node->children, node->child_count)
                                         : bulk_of_step(&node->step.dose);
        sum.ms += rounds * part.ms;
        sum.sets += rounds * part.sets;
        sum.reps += rounds * part.reps;
        sum.works = sum.works || part.works;
    }
    return sum;
}

void check_playable(Reader *reader,
                    const cJSON *object,
                    const Program *program,
                    const Routine *routine)
{
    /* A routine with a fault may lack values that compiling needs. */
    if (reader->nomem || reader->doc->sink.errors > 0) {
        return;
    }
    const cJSON *steps = json_get(object, "steps");
    const Bulk bulk = bulk_of_nodes(routine->nodes, routine->node_count);
    if (!bulk.works && routine->mode == MODE_EXERCISE && routine->times_per_week > 0) {
        json_fault(reader->doc, steps, FAULT_WARNING,
                   "only rests and questions: there is nothing to do, so it is never due");
    }
    if (bulk.ms <= SMALL_MS && bulk.sets <= SMALL_SETS && bulk.reps <= SMALL_REPS) {
        return;
    }
    Timeline timeline = {0};
    SfErrorInfo err = {0};
    const Profile profile = profile_default();
    const SfError error = timeline_compile(&timeline, NULL, program, routine, &profile, &err);
    if (error == SF_E_NOMEM) {
        reader->nomem = true;
    } else if (error != SF_OK) {
        json_fault(reader->doc, steps, FAULT_ERROR, "%s", err.text);
    }
    timeline_deinit(&timeline);
}
