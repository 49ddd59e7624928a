/* SPDX-License-Identifier: MIT */
/* Finds widgets by their labels, as a person would, and presses fingers and keys. */
#include <string.h>

#include "script_parts.h"
#include "surefoot/utf8.h"

#define TAP_MS 60  /* a finger stays down this long */
#define MOVE_MS 16 /* between the moves of a drag */
#define REVEAL_PASSES 3
#define READY_WAITS 20 /* for a widget that keeps moving */
#define LABELS_SHOWN 40
#define LABEL_BYTES 60
#define VALUE_BYTES 30
#define TYPED_BYTES 31 /* in one event; with the terminator 32 */

/* ---- finding -------------------------------------------------------------------------------- */

bool script__is_in(const UiNode *nodes, int32_t index, const char *key)
{
    for (int32_t at = nodes[index].parent; at >= 0; at = nodes[at].parent) {
        if (strcmp(nodes[at].key, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_control(UiRole role)
{
    switch (role) {
    case ROLE_BUTTON:
    case ROLE_TOGGLE:
    case ROLE_OPTION:
    case ROLE_FIELD:
        return true;
    case ROLE_SCREEN:
    case ROLE_HEADING:
    case ROLE_TEXT:
    case ROLE_CHOICE:
    case ROLE_SLIDER:
    case ROLE_PROGRESS:
    case ROLE_TIMER:
    case ROLE_IMAGE:
    case ROLE_DIALOG:
        break;
    }
    return false;
}

static bool matches(const ScriptTarget *target, const UiNode *nodes, int32_t index, ScriptFind how)
{
    const UiNode *node = &nodes[index];
    if (target->in != NULL && !script__is_in(nodes, index, target->in)) {
        return false;
    }
    if (target->key != NULL) {
        return strcmp(node->key, target->key) == 0;
    }
    return script__fits(target->label, node->label) ||
           (how == FIND_ANY && node->value[0] != '\0' && script__fits(target->label, node->value));
}

static bool covers(Rect outer, Rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

typedef struct Found {
    int32_t index; /* -1 none */
    int32_t rank;
    int32_t other; /* another match that is as good, -1 none */
} Found;

/* Ranks a match: a control comes before a text with the same words, and a control on a wide area
 * before the area. */
static void consider(Found *found, const UiNode *nodes, int32_t index)
{
    const UiNode *node = &nodes[index];
    const int32_t rank = (is_control(node->role) ? 2 : 0) + (node->enabled ? 1 : 0);
    if (found->index < 0 || rank > found->rank) {
        *found = (Found){index, rank, -1};
    } else if (rank == found->rank) {
        const Rect old = nodes[found->index].rect;
        const bool old_is_area = covers(old, node->rect) && !rect_is_empty(node->rect);
        const bool new_is_area = covers(node->rect, old) && !rect_is_empty(old);
        if (old_is_area && !new_is_area) {
            found->index = index;
        } else if (!new_is_area || old_is_area) {
            found->other = index;
        }
    }
}

static int32_t start_of(const ScriptTarget *target, const UiNode *nodes, int32_t count)
{
    if (target->after == NULL) {
        return 0;
    }
    for (int32_t i = 0; i < count; i++) {
        if (script__fits(target->after, nodes[i].label)) {
            return i + 1;
        }
    }
    return count;
}

const UiNode *script__find(ScriptRun *run, const ScriptTarget *target, ScriptFind how)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(run->app, &count);
    Found found = {.index = -1, .other = -1};
    for (int32_t i = start_of(target, nodes, count); i < count; i++) {
        if (matches(target, nodes, i, how)) {
            consider(&found, nodes, i);
            if (target->after != NULL) {
                break;
            }
        }
    }
    if (found.index >= 0 && found.other >= 0 && how == FIND_TO_TOUCH) {
        const UiNode *one = &nodes[found.index];
        const UiNode *other = &nodes[found.other];
        (void)script__fail(run,
                           "%s could be #%s \"%s\" or #%s \"%s\": say which with a key, in or "
                           "after",
                           script__target_text(run, target), one->key, one->label, other->key,
                           other->label);
        return NULL;
    }
    return found.index >= 0 ? &nodes[found.index] : NULL;
}

const char *script__target_text(ScriptRun *run, const ScriptTarget *target)
{
    const char *name = target->key != NULL ? target->key : target->label;
    const char *text = NULL;
    if (name != NULL) {
        const char *quote = target->key != NULL ? "" : "\"";
        text = arena_printf(
            &run->arena, "%s%s%s%s%s%s%s%s", target->key != NULL ? "#" : quote, name, quote,
            target->in != NULL ? " in #" : "", target->in != NULL ? target->in : "",
            target->after != NULL ? " after \"" : "", target->after != NULL ? target->after : "",
            target->after != NULL ? "\"" : "");
    }
    return text != NULL ? text : "the place";
}

/* The size of a text in bytes, cut at `most` after a whole character. */
static int clipped(const char *text, int most)
{
    return (int)utf8_cut(text, strnlen(text, (size_t)most));
}

void script__labels(ScriptRun *run, char *out, size_t size)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(run->app, &count);
    size_t used = 0;
    int32_t shown = 0;
    out[0] = '\0';
    for (int32_t i = 0; i < count && shown < LABELS_SHOWN; i++) {
        const UiNode *node = &nodes[i];
        if (node->label[0] == '\0') {
            continue;
        }
        const bool value = node->value[0] != '\0';
        const bool keyed = is_control(node->role) && node->key[0] != '\0';
        if (!sf_format(out + used, size - used, "%s\"%.*s\"%s%s%s%.*s%s", used > 0 ? ", " : "",
                       clipped(node->label, LABEL_BYTES), node->label, keyed ? " #" : "",
                       keyed ? node->key : "", value ? " = \"" : "",
                       clipped(node->value, VALUE_BYTES), node->value, value ? "\"" : "")) {
            out[used] = '\0';
            break;
        }
        used += strlen(out + used);
        shown++;
    }
}

/* ---- fingers -------------------------------------------------------------------------------- */

static bool finger(ScriptRun *run, InputKind kind, Point px)
{
    return run->life != LIFE_RUNNING ||
           script__event(run, &(InputEvent){.kind = kind, .x = px.x, .y = px.y});
}

static Point to_px(const ScriptRun *run, Point dp)
{
    return (Point){dp.x * run->viewport.scale, dp.y * run->viewport.scale};
}

static Point centre(Rect rect)
{
    return (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static bool not_there(ScriptRun *run, const ScriptTarget *target)
{
    char labels[SCRIPT_MESSAGE_BYTES / 2];
    script__labels(run, labels, sizeof(labels));
    return script__fail(run, "%s is not on the page \"%s\"; there is: %s",
                        script__target_text(run, target), app_screen(run->app), labels);
}

/* Waits until the widget takes presses, because a person sees it before they press it. */
static bool wait_for(ScriptRun *run, int64_t ready_ms)
{
    const int64_t wait_ms = ready_ms - script__now(run);
    return wait_ms <= 0 || script__advance(run, wait_ms);
}

/* Finds a widget and scrolls to it if needed. */
static bool bring(ScriptRun *run, const ScriptTarget *target, UiNode *out)
{
    for (int32_t i = 0; i <= REVEAL_PASSES; i++) {
        const UiNode *node = script__find(run, target, FIND_TO_TOUCH);
        if (node == NULL) {
            return run->failed ? false : not_there(run, target);
        }
        if (!node->enabled) {
            return script__fail(run, "%s cannot be pressed now", script__target_text(run, target));
        }
        const bool shown = !rect_is_empty(node->rect);
        *out = *node;
        if (i > 0 && shown) {
            return true;
        }
        if (!app_reveal(run->app, node->id) && shown) {
            return true;
        }
        if (!script__settle(run)) {
            return false;
        }
    }
    return script__fail(run, "%s cannot be scrolled into view", script__target_text(run, target));
}

/* The place for the finger in px. For a widget it waits until that takes presses. */
static bool aim(ScriptRun *run, const ScriptCommand *command, Point *px)
{
    const ScriptTarget *target = &command->target;
    if (target->label == NULL && target->key == NULL) {
        *px = to_px(run, target->at);
        return true;
    }
    UiNode node = {0};
    for (int32_t i = 0; i < READY_WAITS; i++) {
        if (!bring(run, target, &node)) {
            return false;
        }
        if (command->at_once || node.ready_ms <= script__now(run)) {
            *px = centre(node.rect);
            return true;
        }
        if (!wait_for(run, node.ready_ms)) {
            return false;
        }
    }
    return script__fail(run, "%s does not stand still", script__target_text(run, target));
}

static bool drag(ScriptRun *run, Point from, const ScriptCommand *command)
{
    Point to = to_px(run, command->to);
    if (command->by) {
        to = (Point){from.x + to.x, from.y + to.y};
    }
    if (!finger(run, INPUT_PRESS, from)) {
        return false;
    }
    const int64_t began = script__now(run);
    for (int64_t passed = 0; passed < command->ms && run->life == LIFE_RUNNING;) {
        const int64_t step = command->ms - passed < MOVE_MS ? command->ms - passed : MOVE_MS;
        if (!script__advance(run, step)) {
            return false;
        }
        passed = script__now(run) - began;
        const float part = (float)passed / (float)command->ms;
        const Point at = {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
        if (!finger(run, INPUT_MOVE, at)) {
            return false;
        }
    }
    return finger(run, INPUT_RELEASE, to);
}

bool script__touch(ScriptRun *run, const ScriptCommand *command)
{
    Point px = {0, 0};
    if (!aim(run, command, &px)) {
        return false;
    }
    if (command->verb == VERB_DRAG) {
        return drag(run, px, command);
    }
    return finger(run, INPUT_PRESS, px) &&
           script__advance(run, command->verb == VERB_HOLD ? command->ms : TAP_MS) &&
           finger(run, INPUT_RELEASE, px);
}

/* ---- keys ----------------------------------------------------------------------------------- */

/* The time from which the page takes a key, and the focused control too if the key would fire
 * it. */
static int64_t ready_for_key(const ScriptRun *run, int32_t key)
{
    if (run->life != LIFE_RUNNING || key == KEY_TAB || key == KEY_BACKTAB) {
        return 0;
    }
    int32_t count = 0;
    int64_t ready_ms = app_ready_ms(run->app);
    const UiNode *nodes = app_nodes(run->app, &count);
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].focused && nodes[i].ready_ms > ready_ms) {
            ready_ms = nodes[i].ready_ms;
        }
    }
    return ready_ms;
}

bool script__press_key(ScriptRun *run, int32_t key, bool at_once)
{
    if (!at_once && !wait_for(run, ready_for_key(run, key))) {
        return false;
    }
    const InputEvent event = {.kind = key == SCRIPT_KEY_BACK ? INPUT_BACK : INPUT_KEY,
                              .key = key == SCRIPT_KEY_BACK ? KEY_NONE : (InputKey)key};
    return script__event(run, &event);
}

bool script__type(ScriptRun *run, const char *text)
{
    if (!app_wants_text(run->app)) {
        return script__fail(run, "type: nothing on the page \"%s\" takes text now",
                            app_screen(run->app));
    }
    while (*text != '\0') {
        const size_t size = utf8_cut(text, strnlen(text, TYPED_BYTES));
        InputEvent event = {.kind = INPUT_TEXT};
        memcpy(event.text, text, size);
        text += size;
        if (!script__event(run, &event)) {
            return false;
        }
    }
    return true;
}
