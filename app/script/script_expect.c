/* SPDX-License-Identifier: MIT */
/* Checks conditions: what a person sees or hears, and what the app asks of the system. */
#include <stdio.h>
#include <string.h>

#include "script_parts.h"
#include "surefoot/vocabulary.h"

#define TONES_SHOWN 12

/* True if nothing is due soon, apart from releasing screen and sound while nobody is there. */
static bool is_idle(const ScriptRun *run)
{
    const int64_t since_ms = app_model(run->app)->rest.since_ms;
    return run->next_ms == INT64_MAX || run->next_ms == since_ms + MODEL_SLEEP_MS ||
           run->next_ms == since_ms + MODEL_SILENCE_MS;
}

static bool is_state(const ScriptRun *run, const UiNode *node, ScriptState state)
{
    const Rect window = {0, 0, (float)run->viewport.width, (float)run->viewport.height};
    switch (state) {
    case STATE_ENABLED:
        return node->enabled;
    case STATE_DISABLED:
        return !node->enabled;
    case STATE_FOCUSED:
        return node->focused;
    case STATE_SELECTED:
        return node->selected;
    case STATE_VISIBLE:
        break;
    }
    return !rect_is_empty(rect_intersect(node->rect, window));
}

static int32_t count_nodes(ScriptRun *run, const char *label)
{
    int32_t count = 0;
    int32_t found = 0;
    const UiNode *nodes = app_nodes(run->app, &count);
    for (int32_t i = 0; i < count; i++) {
        found += script__fits(label, nodes[i].label) ? 1 : 0;
    }
    return found;
}

static bool was_heard(const ScriptRun *run, CueId id)
{
    int32_t from = run->cue_mark;
    if (run->cue_count - from > SCRIPT_CUES) {
        from = run->cue_count - SCRIPT_CUES;
    }
    for (int32_t i = from; i < run->cue_count; i++) {
        if (run->cues[i % SCRIPT_CUES].id == id) {
            return true;
        }
    }
    return false;
}

/* The newest tone (back = 0), or an older one, that the sound device was given; NULL if there is
 * none. */
static const Heard *heard(const ScriptRun *run, int32_t back)
{
    const int32_t count = run->headless->heard_count;
    if (back >= count || back >= HEADLESS_HEARD) {
        return NULL;
    }
    return &run->headless->heard[(count - 1 - back) % HEADLESS_HEARD];
}

static bool has_tone(const ScriptRun *run, Tone tone, int64_t at_ms)
{
    for (int32_t i = 0; heard(run, i) != NULL; i++) {
        const Heard *one = heard(run, i);
        if (one->tone == tone && !one->flushed && one->at_ms - run->session_ms == at_ms) {
            return true;
        }
    }
    return false;
}

static bool node_holds(ScriptRun *run, const ScriptCondition *condition)
{
    const UiNode *node = script__find(run, &condition->target, FIND_ANY);
    if (node == NULL) {
        return false;
    }
    if (condition->subject == SUBJECT_VALUE) {
        return script__fits(condition->text, node->value);
    }
    return condition->subject != SUBJECT_STATE || is_state(run, node, condition->state);
}

/* Whether the condition holds now, without its `no`. */
static bool plain_holds(ScriptRun *run, const ScriptCondition *condition)
{
    if (run->life != LIFE_RUNNING) {
        return condition->subject == SUBJECT_SCREEN && strcmp(condition->text, "none") == 0;
    }
    switch (condition->subject) {
    case SUBJECT_SCREEN:
        return strcmp(app_screen(run->app), condition->text) == 0;
    case SUBJECT_NODE:
    case SUBJECT_VALUE:
    case SUBJECT_STATE:
        return node_holds(run, condition);
    case SUBJECT_COUNT:
        return count_nodes(run, condition->target.label) == condition->number;
    case SUBJECT_CUE:
        return was_heard(run, (CueId)condition->number);
    case SUBJECT_TONE:
        return has_tone(run, (Tone)condition->number, condition->ms);
    case SUBJECT_WAKE_NONE:
        return is_idle(run);
    case SUBJECT_AWAKE:
        return run->headless->awake == (condition->number == 1);
    case SUBJECT_MOTION:
        return run->headless->motion_on == (condition->number == 1);
    case SUBJECT_ORDER:
        return script__in_order(run, &(ScriptPair){0});
    case SUBJECT_SOUND:
        break;
    }
    return run->headless->sound_open == (condition->number == 1);
}

bool script__holds(ScriptRun *run, const ScriptCondition *condition)
{
    return plain_holds(run, condition) != condition->no;
}

/* ---- messages ------------------------------------------------------------------------------- */

static void say_tones(const ScriptRun *run, Tone tone, char *out, size_t size)
{
    size_t used = 0;
    int32_t shown = 0;
    out[0] = '\0';
    for (int32_t i = 0; heard(run, i) != NULL && shown < TONES_SHOWN; i++) {
        const Heard *one = heard(run, i);
        if (one->tone == tone) {
            (void)sf_format(out + used, size - used, "%s%.3f s%s", shown > 0 ? ", " : "",
                            (double)(one->at_ms - run->session_ms) / 1000.0,
                            one->flushed ? " (taken back)" : "");
            used += strlen(out + used);
            shown++;
        }
    }
}

static void say_cues(const ScriptRun *run, char *out, size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t i = run->cue_mark; i < run->cue_count && i < run->cue_mark + TONES_SHOWN; i++) {
        (void)sf_format(out + used, size - used, "%s%s", used > 0 ? ", " : "",
                        cue_words[run->cues[i % SCRIPT_CUES].id]);
        used += strlen(out + used);
    }
}

static bool fail_node(ScriptRun *run, const ScriptCondition *condition)
{
    char labels[SCRIPT_MESSAGE_BYTES / 2];
    const char *name = script__target_text(run, &condition->target);
    const UiNode *node = script__find(run, &condition->target, FIND_ANY);
    if (node != NULL && condition->subject == SUBJECT_VALUE) {
        return script__fail(run, "%s %s \"%s\"; it is \"%s\"", name,
                            condition->no ? "must not be" : "is not", condition->text, node->value);
    }
    if (node != NULL && condition->subject == SUBJECT_STATE) {
        return script__fail(run, "%s is %s%s%s%s%s", name, node->enabled ? "enabled" : "disabled",
                            node->focused ? ", focused" : "", node->selected ? ", selected" : "",
                            is_state(run, node, STATE_VISIBLE) ? "" : ", out of view",
                            condition->no ? ", which it must not be" : "");
    }
    script__labels(run, labels, sizeof(labels));
    return script__fail(run, "%s is %s the page \"%s\": %s", name, condition->no ? "on" : "not on",
                        app_screen(run->app), labels);
}

static bool fail_sound(ScriptRun *run, const ScriptCondition *condition)
{
    char list[512];
    const char *no = condition->no ? "was" : "was not";
    if (condition->subject == SUBJECT_CUE) {
        say_cues(run, list, sizeof(list));
        return script__fail(run, "the cue %s %s heard; heard: %s",
                            cue_words[(CueId)condition->number], no, list);
    }
    say_tones(run, (Tone)condition->number, list, sizeof(list));
    return script__fail(run, "the tone %s %s set for %.3f s; it stands at: %s",
                        tone_words[(Tone)condition->number], no, (double)condition->ms / 1000.0,
                        list);
}

static bool fail_order(ScriptRun *run)
{
    ScriptPair wrong;
    if (script__in_order(run, &wrong)) {
        return script__fail(run, "the page is read as it is seen");
    }
    return script__fail(run, "\"%s\" is read before \"%s\", and seen after it", wrong.first->label,
                        wrong.second->label);
}

static bool fail_condition(ScriptRun *run, const ScriptCondition *condition)
{
    if (run->failed) {
        return false;
    }
    if (run->life != LIFE_RUNNING) {
        return script__fail(run, "the app does not run");
    }
    switch (condition->subject) {
    case SUBJECT_SCREEN:
        return script__fail(run, "the page is \"%s\", %s \"%s\"", app_screen(run->app),
                            condition->no ? "which must not be" : "not", condition->text);
    case SUBJECT_NODE:
    case SUBJECT_VALUE:
    case SUBJECT_STATE:
        return fail_node(run, condition);
    case SUBJECT_COUNT:
        return script__fail(run, "\"%s\" is there %d times", condition->target.label,
                            count_nodes(run, condition->target.label));
    case SUBJECT_CUE:
    case SUBJECT_TONE:
        return fail_sound(run, condition);
    case SUBJECT_WAKE_NONE:
        return is_idle(run) ? script__fail(run, "the app is idle")
                            : script__fail(run, "the app asks for a frame in %lld ms",
                                           (long long)(run->next_ms - script__now(run)));
    case SUBJECT_AWAKE:
        return script__fail(run, "keeping the screen awake is %s",
                            run->headless->awake ? "on" : "off");
    case SUBJECT_MOTION:
        return script__fail(run, "the sensor is %s", run->headless->motion_on ? "on" : "off");
    case SUBJECT_ORDER:
        return fail_order(run);
    case SUBJECT_SOUND:
        break;
    }
    return script__fail(run, "the sound device is %s",
                        run->headless->sound_open ? "open" : "closed");
}

/* ---- waiting -------------------------------------------------------------------------------- */

bool script__wait_until(ScriptRun *run, const ScriptCondition *condition, int64_t max_ms)
{
    const int64_t until_ms = script__now(run) + max_ms;
    while (!script__holds(run, condition)) {
        if (run->failed || run->life != LIFE_RUNNING || script__now(run) >= until_ms) {
            return fail_condition(run, condition);
        }
        if (!script__advance_once(run, until_ms)) {
            return false;
        }
    }
    return true;
}

/* Waits the whole time to know that a cue is not heard in it. */
static bool expect_silence(ScriptRun *run, const ScriptCondition *condition)
{
    return script__advance(run, condition->ms) &&
           (script__holds(run, condition) || fail_condition(run, condition));
}

bool script__expect(ScriptRun *run, const ScriptCondition *condition)
{
    if (run->life == LIFE_BEFORE && !script__start(run)) {
        return false;
    }
    if (condition->subject == SUBJECT_CUE && condition->ms > 0) {
        return condition->no ? expect_silence(run, condition)
                             : script__wait_until(run, condition, condition->ms);
    }
    return script__holds(run, condition) || fail_condition(run, condition);
}
