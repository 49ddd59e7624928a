/* SPDX-License-Identifier: MIT */
/* Passes, ids, the semantic tree, and moving the focus. */
#include "ui_internal.h"

#include "surefoot/hash.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LARGE_FROM_DP 800.0F /* screens with a longer short edge show everything larger */
#define LARGE_MOST 1.3F

Ui *ui_create(const TextSource *text)
{
    Ui *ui = sf_alloc(sizeof(*ui));
    if (ui != NULL) {
        ui->text = *text;
        ui->trees[0].stale = true;
        ui->trees[1].stale = true;
        ui->page_is_new = true;
    }
    return ui;
}

void ui_destroy(Ui *ui)
{
    if (ui == NULL) {
        return;
    }
    arena_deinit(&ui->trees[0].strings);
    arena_deinit(&ui->trees[1].strings);
    sf_free(ui);
}

void ui_reset(Ui *ui)
{
    ui->press = (Press){0};
    ui->focus = 0;
    ui->focus_visible = false;
    ui->focus_moved = false;
    ui->modal.before = 0;
    ui->modal.page_focus = 0;
    ui->edit = (Edit){0};
    memset(ui->scrolls, 0, sizeof(ui->scrolls));
    ui->trees[0].stale = true;
    ui->trees[1].stale = true;
    ui->page_is_new = true;
}

/* --- what a pass knows -------------------------------------------------------------------- */

const UiFrame *ui_frame(const Ui *ui)
{
    return &ui->frame;
}

DrawList *ui_list(Ui *ui)
{
    return ui->list;
}

Color ui_color(const Ui *ui, ColorRole role)
{
    return theme_color(ui->frame.theme, role);
}

Color ui__fade(Color color, float alpha)
{
    color.a = (uint8_t)((float)color.a * alpha + 0.5F);
    return color;
}

float ui_px(const Ui *ui, float dp)
{
    if (dp <= 0.0F) {
        return 0.0F;
    }
    return fmaxf(1.0F, roundf(dp * ui->frame.viewport.scale));
}

Rect ui_window(const Ui *ui)
{
    return (Rect){0.0F, 0.0F, (float)ui->frame.viewport.width, (float)ui->frame.viewport.height};
}

Rect ui_safe(const Ui *ui)
{
    const Viewport *v = &ui->frame.viewport;
    const float bottom = fmaxf(v->inset_bottom, v->keyboard);
    return (Rect){v->inset_left, v->inset_top,
                  fmaxf(0.0F, (float)v->width - v->inset_left - v->inset_right),
                  fmaxf(0.0F, (float)v->height - v->inset_top - bottom)};
}

/* The keyboard does not count: it must not turn a portrait layout into a landscape one. */
bool ui_is_wide(const Ui *ui)
{
    const Viewport *v = &ui->frame.viewport;
    const float width = ((float)v->width - v->inset_left - v->inset_right) / v->scale;
    const float height = ((float)v->height - v->inset_top - v->inset_bottom) / v->scale;
    return width >= 720.0F || (width > height && width >= 480.0F);
}

const char *ui_format(Ui *ui, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = NULL;
    if (length >= 0) {
        text = arena_alloc(&ui__tree(ui)->strings, (size_t)length + 1);
    }
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    return text != NULL ? text : "";
}

const char *ui__keep(Ui *ui, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        return "";
    }
    const char *copy = arena_copy(&ui__tree(ui)->strings, text, strlen(text));
    return copy != NULL ? copy : "";
}

/* --- ids ---------------------------------------------------------------------------------- */

UiId ui__child_id(UiId parent, const char *key)
{
    const UiId id = hash_fold(hash_text(HASH_START ^ parent, key));
    return id != 0 ? id : 1;
}

UiId ui__id(const Ui *ui, const char *key)
{
    return ui__child_id(ui->id_depth > 0 ? ui->ids[ui->id_depth - 1] : 0, key);
}

void ui_push_id(Ui *ui, const char *key)
{
    SF_ASSERT(ui->id_depth < UI_DEPTH);
    const UiId id = ui__id(ui, key);
    ui->ids[ui->id_depth++] = id;
}

void ui_push_index(Ui *ui, int32_t index)
{
    char key[16];
    (void)sf_format(key, sizeof(key), "[%d]", (int)index);
    ui_push_id(ui, key);
}

void ui_pop_id(Ui *ui)
{
    SF_ASSERT(ui->id_depth > 0);
    ui->id_depth--;
}

/* --- the tree ----------------------------------------------------------------------------- */

Tree *ui__tree(Ui *ui)
{
    return &ui->trees[1 - ui->finished];
}

Tree *ui__last_tree(Ui *ui)
{
    return &ui->trees[ui->finished];
}

/* Two widgets with one id would share press, focus and scroll. Two different keys with the same
   hash are accepted. */
static void see_id(Ui *ui, int32_t index)
{
    const UiNode *nodes = ui__tree(ui)->nodes;
    for (uint32_t probe = 0; probe < UI_ID_SLOTS; probe++) {
        const uint32_t slot = (nodes[index].id + probe) % UI_ID_SLOTS;
        if (ui->seen_pass[slot] != ui->pass) {
            ui->seen_pass[slot] = ui->pass;
            ui->seen[slot] = index;
            return;
        }
        const UiNode *other = &nodes[ui->seen[slot]];
        const bool id_is_used_once =
            other->id != nodes[index].id || strcmp(other->key, nodes[index].key) != 0;
        SF_ASSERT(id_is_used_once);
    }
}

int32_t ui__node(Ui *ui, const UiNode *node, const NodeInput *input)
{
    Tree *tree = ui__tree(ui);
    if (tree->count == UI_NODES) {
        return -1;
    }
    const int32_t index = tree->count++;
    UiNode *kept = &tree->nodes[index];
    *kept = *node;
    kept->whole = input->full;
    kept->parent = ui->parent_depth > 0 ? ui->parents[ui->parent_depth - 1] : -1;
    kept->key = ui__keep(ui, node->key);
    kept->label = ui__keep(ui, node->label);
    kept->value = ui__keep(ui, node->value);
    tree->inputs[index] = *input;
    tree->inputs[index].modal = ui->modal.inside;
    tree->inputs[index].scroll = ui->scroll_depth > 0 ? ui->open_scrolls[ui->scroll_depth - 1] : 0;
    if (kept->key[0] != '\0') {
        see_id(ui, index);
    }
    return index;
}

void ui__parent_push(Ui *ui, int32_t node)
{
    SF_ASSERT(ui->parent_depth < UI_DEPTH);
    const int32_t outer = ui->parent_depth > 0 ? ui->parents[ui->parent_depth - 1] : -1;
    ui->parents[ui->parent_depth++] = node >= 0 ? node : outer;
}

void ui__parent_pop(Ui *ui)
{
    SF_ASSERT(ui->parent_depth > 0);
    ui->parent_depth--;
}

const UiNode *ui_nodes(const Ui *ui, int32_t *count)
{
    const Tree *tree = &ui->trees[ui->finished];
    *count = tree->count;
    return tree->nodes;
}

void ui_describe(
    Ui *ui, UiRole role, const char *key, Rect rect, const char *label, const char *value)
{
    if (role == ROLE_SCREEN) {
        UiNode *screen = &ui__tree(ui)->nodes[0];
        screen->key = ui__keep(ui, key);
        screen->label = ui__keep(ui, label);
        screen->value = ui__keep(ui, value);
        return;
    }
    const UiNode node = {.id = ui__id(ui, key),
                         .role = role,
                         .key = key,
                         .label = label,
                         .value = value,
                         .rect = rect_intersect(rect, ui__clip(ui)),
                         .enabled = true,
                         .ready_ms = ui_ready_ms(ui)};
    const NodeInput input = {.full = rect};
    (void)ui__node(ui, &node, &input);
}

void ui_last_begin(Ui *ui)
{
    Tree *tree = ui__tree(ui);
    SF_ASSERT(tree->last_from == 0 && !ui->modal.inside);
    tree->last_from = tree->count;
}

void ui_last_end(Ui *ui)
{
    Tree *tree = ui__tree(ui);
    tree->last_count = tree->count - tree->last_from;
    SF_ASSERT(tree->last_from > 0 && tree->last_count <= UI_LAST);
}

/* Moves the nodes of ui_last_begin behind those of the page, before those of its dialog. */
static void put_last(Tree *tree)
{
    UiNode nodes[UI_LAST];
    NodeInput inputs[UI_LAST];
    const int32_t from = tree->last_from;
    const int32_t moved = tree->last_count;
    int32_t to = from + moved;
    while (moved > 0 && to < tree->count && !tree->inputs[to].modal) {
        to++;
    }
    const int32_t passed = to - from - moved;
    memcpy(nodes, &tree->nodes[from], (size_t)moved * sizeof(*nodes));
    memcpy(inputs, &tree->inputs[from], (size_t)moved * sizeof(*inputs));
    memmove(&tree->nodes[from], &tree->nodes[from + moved], (size_t)passed * sizeof(*nodes));
    memmove(&tree->inputs[from], &tree->inputs[from + moved], (size_t)passed * sizeof(*inputs));
    memcpy(&tree->nodes[from + passed], nodes, (size_t)moved * sizeof(*nodes));
    memcpy(&tree->inputs[from + passed], inputs, (size_t)moved * sizeof(*inputs));
    for (int32_t i = from; i < tree->count; i++) {
        int32_t *parent = &tree->nodes[i].parent;
        if (*parent >= from && *parent < to) {
            *parent += *parent < from + moved ? passed : -moved;
        }
    }
}

/* --- passes ------------------------------------------------------------------------------- */

static void begin_stacks(Ui *ui)
{
    const Rect window = ui_window(ui);
    ui->id_depth = 0;
    ui->layout_depth = 0;
    ui->clip_depth = 0;
    ui->card_depth = 0;
    ui->scroll_depth = 0;
    ui->scroll_order = 0;
    ui->parent_depth = 0;
    ui->anonymous = 0;
    ui->clips[ui->clip_depth++] = window;
    ui_column_begin(ui, ui_safe(ui), SPACE_M);
    const UiNode screen = {.role = ROLE_SCREEN, .rect = window, .enabled = true};
    const NodeInput input = {.full = window};
    ui__parent_push(ui, ui__node(ui, &screen, &input));
}

/* A large screen is further away and has room, so everything on it is larger. */
static float room_scale(const Viewport *viewport)
{
    const int32_t edge = viewport->width < viewport->height ? viewport->width : viewport->height;
    const float dp = (float)edge / viewport->scale;
    return fminf(LARGE_MOST, fmaxf(1.0F, dp / LARGE_FROM_DP));
}

void ui_begin(Ui *ui, const UiFrame *frame, DrawList *list)
{
    const float keyboard_before = ui->frame.viewport.keyboard;
    const bool turned = ui->frame.viewport.width != frame->viewport.width;
    ui->frame = *frame;
    ui->frame.viewport.scale *= room_scale(&frame->viewport);
    ui->event = frame->event;
    ui->list = list;
    ui->pass++;
    ui->wake_ms = INT64_MAX;
    draw_begin(list);

    Tree *tree = ui__tree(ui);
    tree->count = 0;
    tree->last_from = 0;
    tree->last_count = 0;
    tree->stale = false;
    arena_reset(&tree->strings);

    ui->modal.now = 0;
    ui->modal.inside = false;
    ui->modal.hidden = false;
    ui->press_seen = false;
    ui->focus_seen = false;
    ui->edit.seen = false;
    ui->new_ms = UI_ALWAYS;
    ui->age_at = 0;
    ui->back_asked = false;
    if (ui->page_is_new) {
        ui->page_is_new = false;
        ui->page_ms = frame->now_ms;
    }
    begin_stacks(ui);
    if (ui->edit.id != 0 && keyboard_before < frame->viewport.keyboard) {
        ui->focus_moved = true;
    }
    if (turned) {
        /* The layout changes under the finger, and its release may never be reported. */
        ui__touch_drop(ui);
    }
    ui__touch_begin(ui);
}

/* Everything under a dialog is disabled in the tree. */
static void disable_page(Ui *ui)
{
    Tree *tree = ui__tree(ui);
    for (int32_t i = 1; i < tree->count; i++) {
        if (!tree->inputs[i].modal) {
            tree->nodes[i].enabled = false;
            tree->inputs[i].focusable = false;
        }
    }
}

static int32_t find_node(const Tree *tree, UiId id)
{
    for (int32_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].id == id && id != 0) {
            return i;
        }
    }
    return -1;
}

static void set_focus(Ui *ui, UiId id)
{
    ui->focus = id;
    ui->focus_visible = id != 0;
    ui->focus_moved = true;
    ui->focus_seen = true;
    ui__again(ui);
}

void ui__edit_begin(Ui *ui, UiId id, size_t caret)
{
    ui->edit = (Edit){.id = id, .caret = caret, .anchor = caret, .seen = true};
    ui->edits++;
}

static void focus_node(Ui *ui, const UiNode *node)
{
    set_focus(ui, node->id);
    ui->edit = (Edit){0};
    if (node->role == ROLE_FIELD) {
        ui__edit_begin(ui, node->id, SIZE_MAX);
    }
}

bool ui_focus(Ui *ui, UiId id)
{
    const Tree *tree = ui__last_tree(ui);
    const int32_t at = find_node(tree, id);
    if (at < 0 || !tree->inputs[at].focusable) {
        return false;
    }
    focus_node(ui, &tree->nodes[at]);
    return true;
}

/* The next node that can take the focus. whole_groups: the options of a question are one stop. */
static int32_t next_stop(const Tree *tree, int32_t from, int32_t step, bool whole_groups)
{
    const UiId group = from >= 0 ? tree->inputs[from].group : 0;
    for (int32_t n = 1; n <= tree->count; n++) {
        const int32_t start = from >= 0 ? from : (step > 0 ? -1 : tree->count);
        const int32_t i = ((start + step * n) % tree->count + tree->count) % tree->count;
        const NodeInput *input = &tree->inputs[i];
        if (input->focusable && !(whole_groups && group != 0 && input->group == group)) {
            return i;
        }
    }
    return from;
}

/* The option at which Tab enters a question: the chosen one, or the first. */
static int32_t entry_of_group(const Tree *tree, int32_t at)
{
    const UiId group = tree->inputs[at].group;
    int32_t first = at;
    for (int32_t i = 0; i < tree->count && group != 0; i++) {
        if (tree->inputs[i].group != group || !tree->inputs[i].focusable) {
            continue;
        }
        if (tree->nodes[i].selected) {
            return i;
        }
        if (i < first) {
            first = i;
        }
    }
    return first;
}

static void move_focus(Ui *ui)
{
    const Tree *tree = ui__tree(ui);
    const bool tab = ui__key_is(ui, KEY_TAB);
    const bool backtab = ui__key_is(ui, KEY_BACKTAB);
    const bool forward = tab || ui__key_is(ui, KEY_DOWN) || ui__key_is(ui, KEY_RIGHT);
    const bool backward = backtab || ui__key_is(ui, KEY_UP) || ui__key_is(ui, KEY_LEFT);
    if (!forward && !backward) {
        return;
    }
    const int32_t from = find_node(tree, ui->focus);
    int32_t to = next_stop(tree, from, forward ? 1 : -1, tab || backtab);
    if (to < 0) {
        return;
    }
    if (tab || backtab) {
        to = entry_of_group(tree, to);
    }
    ui__take(ui);
    focus_node(ui, &tree->nodes[to]);
}

/* A dialog that opens takes the focus. The page gets its focus back when the dialog has closed. */
static void end_modal(Ui *ui)
{
    Modal *modal = &ui->modal;
    if (modal->now != 0) {
        disable_page(ui);
    }
    if (modal->now != 0 && modal->before == 0) {
        modal->page_focus = ui->focus;
        ui->focus = 0;
        ui->edit.id = 0;
        if (ui->focus_visible) {
            const Tree *tree = ui__tree(ui);
            const int32_t first = next_stop(tree, -1, 1, false);
            set_focus(ui, first >= 0 ? tree->nodes[first].id : 0);
        }
    }
    if (modal->now == 0 && modal->before != 0) {
        ui->focus = modal->page_focus;
        ui->focus_seen = find_node(ui__tree(ui), ui->focus) >= 0;
        modal->page_focus = 0;
        ui->page_ms = ui->frame.now_ms;
        ui__again(ui);
    }
    modal->before = modal->now;
}

static void end_focus(Ui *ui)
{
    move_focus(ui);
    ui__scroll_keys(ui);
    if (!ui->focus_seen) {
        ui->focus = 0;
        ui->focus_visible = false;
    }
    if (!ui->edit.seen || ui->edit.id != ui->focus) {
        ui->edit.id = 0;
    }
    Tree *tree = ui__tree(ui);
    for (int32_t i = 0; i < tree->count; i++) {
        tree->nodes[i].focused = ui->focus != 0 && tree->nodes[i].id == ui->focus;
    }
}

int64_t ui_end(Ui *ui)
{
    (void)ui_column_end(ui);
    SF_ASSERT(ui->layout_depth == 0 && ui->id_depth == 0);
    SF_ASSERT(ui->clip_depth == 1 && ui->parent_depth == 1 && ui->scroll_depth == 0);
    ui__touch_end(ui);
    put_last(ui__tree(ui));
    end_modal(ui);
    end_focus(ui);
    ui__tree(ui)->nodes[0].ready_ms = ui_ready_ms(ui);
    ui->finished = 1 - ui->finished;
    const bool fired = ui->frame.event.kind != INPUT_NONE && ui->event.kind == INPUT_NONE;
    ui->back_wanted = ui->back_asked || (fired && ui->back_wanted);
    if (ui->focus_moved) {
        ui->focus_moved = false;
        (void)ui_reveal(ui, ui->focus);
    }
    return ui->wake_ms;
}

void ui_wake_at(Ui *ui, int64_t at_ms)
{
    if (at_ms < ui->wake_ms) {
        ui->wake_ms = at_ms;
    }
}

void ui__again(Ui *ui)
{
    ui_wake_at(ui, ui->frame.now_ms);
}

/* --- keys --------------------------------------------------------------------------------- */

bool ui__blocked(const Ui *ui)
{
    return ui->modal.hidden || (ui->modal.before != 0 && !ui->modal.inside);
}

bool ui__key_is(const Ui *ui, InputKey key)
{
    return ui->event.kind == INPUT_KEY && ui->event.key == key;
}

void ui__take(Ui *ui)
{
    ui->event.kind = INPUT_NONE;
    ui__again(ui);
}

bool ui_wants_text(const Ui *ui)
{
    return ui->edit.id != 0;
}

uint32_t ui_edits(const Ui *ui)
{
    return ui->edits;
}

size_t ui_caret(const Ui *ui)
{
    return ui->edit.caret;
}
