/* SPDX-License-Identifier: MIT */
/* Scrolling columns. A position is always computed from the place and time at which the motion
   began, never by adding up frames, so it is the same at 10 and at 144 Hz. Positions are in px,
   speeds in px per ms. */
#include "ui_internal.h"

#include <math.h>

#define SPRING_PER_MS 0.012 /* critically damped: back within half a second, no bounce */
#define BAND 0.55           /* the part of a drag beyond the end that the page follows at first */
#define SPEED_WINDOW_MS 100 /* moves older than this say nothing about the fling */
#define SPEED_LEAST_DP 0.05 /* a slower finger ends a drag without a fling */
#define SPEED_MOST_DP 8.0
#define STOPPING_DP 0.03 /* at a lower speed a touch is a tap and does not just stop the page */
#define STILL_PX 0.5     /* a motion is over when it is closer than this to its end */
#define PAGE_STEP 0.85F
#define INDICATOR_ALPHA 0.6F
#define MORE_DP 40.0F /* height of the fading foot where more content is below */
#define MORE_STEPS 10
#define MORE_MARK_DP 7.0F

/* --- positions by time -------------------------------------------------------------------- */

static double nearest_rest(const Scroll *scroll, double position)
{
    return fmin(fmax(position, 0.0), (double)scroll->most);
}

/* Position and speed of a critically damped spring to `end`. */
static void spring_at(double end, double from, double speed, double ms, double out[2])
{
    const double distance = from - end;
    const double slope = speed + SPRING_PER_MS * distance;
    const double decay = exp(-SPRING_PER_MS * ms);
    out[0] = end + (distance + slope * ms) * decay;
    out[1] = (speed - SPRING_PER_MS * slope * ms) * decay;
}

/* Position and speed of a fling: it slows down exponentially; at an end a spring takes over. */
static void fling_at(const Scroll *scroll, double ms, double out[2])
{
    const double reach = scroll->speed * MOTION_FLING_MS;
    const double target = scroll->from + reach;
    const double end = nearest_rest(scroll, target);
    const double share = (end - scroll->from) / reach;
    if (share < 1.0) {
        const double meets_ms = share <= 0.0 ? 0.0 : -MOTION_FLING_MS * log(1.0 - share);
        if (ms >= meets_ms) {
            const double speed = scroll->speed * exp(-meets_ms / MOTION_FLING_MS);
            const double from = share <= 0.0 ? scroll->from : end;
            spring_at(end, from, speed, ms - meets_ms, out);
            return;
        }
    }
    const double decay = exp(-ms / MOTION_FLING_MS);
    out[0] = scroll->from + reach * (1.0 - decay);
    out[1] = scroll->speed * decay;
}

static void motion_at(const Scroll *scroll, int64_t at_ms, double out[2])
{
    const double ms = at_ms > scroll->since_ms ? (double)(at_ms - scroll->since_ms) : 0.0;
    out[0] = scroll->from;
    out[1] = 0.0;
    switch (scroll->mode) {
    case SCROLL_REST:
        out[0] = nearest_rest(scroll, scroll->from);
        break;
    case SCROLL_HELD:
        break;
    case SCROLL_FLING:
        fling_at(scroll, ms, out);
        break;
    case SCROLL_SPRING:
        spring_at(nearest_rest(scroll, scroll->from), scroll->from, scroll->speed, ms, out);
        break;
    }
}

float ui__scroll_at(const Scroll *scroll, int64_t at_ms)
{
    double motion[2];
    motion_at(scroll, at_ms, motion);
    return (float)motion[0];
}

static double motion_end(const Scroll *scroll)
{
    const double reach = scroll->mode == SCROLL_FLING ? scroll->speed * MOTION_FLING_MS : 0.0;
    return nearest_rest(scroll, scroll->from + reach);
}

static void rest_at(Scroll *scroll, double position)
{
    scroll->mode = SCROLL_REST;
    scroll->from = nearest_rest(scroll, position);
    scroll->speed = 0.0;
}

static void settle(Scroll *scroll, int64_t now_ms)
{
    if (scroll->mode != SCROLL_FLING && scroll->mode != SCROLL_SPRING) {
        return;
    }
    double motion[2];
    motion_at(scroll, now_ms, motion);
    const double end = motion_end(scroll);
    const double speed_left = fabs(motion[1]) * MOTION_FLING_MS;
    if (fabs(motion[0] - end) < STILL_PX && speed_left < 2.0 * STILL_PX) {
        rest_at(scroll, end);
    }
}

/* The position that is shown for a drag: beyond an end the page follows less and less, and never
   further than its own height. */
static double banded(const Scroll *scroll, double raw)
{
    const double end = nearest_rest(scroll, raw);
    const double size = fmax(1.0, (double)scroll->rect.h);
    const double over = fabs(raw - end);
    const double shown = size * (1.0 - 1.0 / (over * BAND / size + 1.0));
    return raw < end ? end - shown : end + shown;
}

static double unbanded(const Scroll *scroll, double position)
{
    const double end = nearest_rest(scroll, position);
    const double size = fmax(1.0, (double)scroll->rect.h);
    const double shown = fmin(fabs(position - end), 0.99 * size);
    const double over = (1.0 / (1.0 - shown / size) - 1.0) * size / BAND;
    return position < end ? end - over : end + over;
}

/* --- the finger --------------------------------------------------------------------------- */

Scroll *ui__scroll_find(Ui *ui, UiId id)
{
    for (int32_t i = 0; i < UI_SCROLLS && id != 0; i++) {
        if (ui->scrolls[i].id == id) {
            return &ui->scrolls[i];
        }
    }
    return NULL;
}

bool ui__scroll_moves(const Ui *ui, const Scroll *scroll, int64_t at_ms)
{
    double motion[2];
    motion_at(scroll, at_ms, motion);
    return fabs(motion[1]) > STOPPING_DP * (double)ui->frame.viewport.scale;
}

void ui__scroll_hold(Scroll *scroll, int64_t at_ms)
{
    scroll->from = (double)ui__scroll_at(scroll, at_ms);
    scroll->mode = SCROLL_HELD;
    scroll->speed = 0.0;
}

/* The page follows only the movement after the slop, so that it does not jump. */
void ui__drag_begin(Ui *ui)
{
    Press *press = &ui->press;
    const Scroll *scroll = ui__scroll_find(ui, press->scroll);
    const float slop = MOTION_SLOP_DP * ui->frame.viewport.scale;
    const float dy = press->now.y - press->start.y;
    press->dragging = true;
    press->drag_anchor = press->start.y + fmaxf(-slop, fminf(slop, dy));
    press->drag_from =
        scroll != NULL ? unbanded(scroll, (double)ui__scroll_at(scroll, press->at_ms)) : 0.0;
}

void ui__drag_move(Ui *ui)
{
    const Press *press = &ui->press;
    Scroll *scroll = ui__scroll_find(ui, press->scroll);
    if (scroll == NULL || scroll->most <= 0.0F) {
        return;
    }
    scroll->mode = SCROLL_HELD;
    scroll->from = banded(scroll, press->drag_from + (double)(press->drag_anchor - press->now.y));
}

static double finger_speed(const Ui *ui, int64_t at_ms)
{
    const Press *press = &ui->press;
    const int32_t known = press->sample_count < UI_SAMPLES ? press->sample_count : UI_SAMPLES;
    const Sample *oldest = NULL;
    for (int32_t i = 1; i <= known; i++) {
        const Sample *candidate = &press->samples[(press->sample_count - i) % UI_SAMPLES];
        if (at_ms - candidate->at_ms > SPEED_WINDOW_MS) {
            break;
        }
        oldest = candidate;
    }
    if (oldest == NULL || oldest->at_ms >= at_ms) {
        return 0.0;
    }
    const double scale = (double)ui->frame.viewport.scale;
    const double speed = (double)(oldest->y - press->now.y) / (double)(at_ms - oldest->at_ms);
    if (fabs(speed) < SPEED_LEAST_DP * scale) {
        return 0.0;
    }
    return fmin(fmax(speed, -SPEED_MOST_DP * scale), SPEED_MOST_DP * scale);
}

void ui__drag_end(Ui *ui, int64_t at_ms, bool fling)
{
    Scroll *scroll = ui__scroll_find(ui, ui->press.scroll);
    if (scroll == NULL || scroll->mode != SCROLL_HELD) {
        return;
    }
    const bool beyond = scroll->from != nearest_rest(scroll, scroll->from);
    const bool moving = fling && ui->press.dragging && scroll->most > 0.0F && !beyond;
    scroll->speed = moving ? finger_speed(ui, at_ms) : 0.0;
    scroll->since_ms = at_ms;
    if (beyond) {
        scroll->mode = SCROLL_SPRING;
    } else {
        scroll->mode = scroll->speed != 0.0 ? SCROLL_FLING : SCROLL_REST;
    }
    if (ui->frame.reduced_motion) {
        rest_at(scroll, motion_end(scroll));
    }
    ui__again(ui);
}

/* --- wheel and keys ----------------------------------------------------------------------- */

static bool is_live(const Scroll *scroll, uint64_t pass, UiId dialog)
{
    return scroll->id != 0 && scroll->pass == pass && scroll->modal == (dialog != 0);
}

static void move_to(Ui *ui, Scroll *scroll, double position)
{
    rest_at(scroll, position);
    ui__again(ui);
}

/* Scrolls the innermost column of the last pass that is under the pointer. */
void ui__scroll_wheel(Ui *ui)
{
    Scroll *target = NULL;
    for (int32_t i = 0; i < UI_SCROLLS; i++) {
        Scroll *scroll = &ui->scrolls[i];
        if (is_live(scroll, ui->pass - 1, ui->modal.before) &&
            rect_contains(scroll->rect, ui->event.x, ui->event.y) &&
            (target == NULL || scroll->order > target->order)) {
            target = scroll;
        }
    }
    if (target != NULL) {
        const double now = (double)ui__scroll_at(target, ui->event.at_ms);
        move_to(ui, target, now + (double)(ui->event.dy * ui->frame.viewport.scale));
        ui__take(ui);
    }
}

/* The column that keys scroll: the one that has the focus, else the largest. */
static Scroll *scroll_for_keys(Ui *ui)
{
    const Tree *tree = ui__tree(ui);
    for (int32_t i = 0; i < tree->count && ui->focus != 0; i++) {
        if (tree->nodes[i].id == ui->focus) {
            Scroll *own = ui__scroll_find(ui, tree->inputs[i].scroll);
            if (own != NULL) {
                return own;
            }
        }
    }
    Scroll *largest = NULL;
    for (int32_t i = 0; i < UI_SCROLLS; i++) {
        Scroll *scroll = &ui->scrolls[i];
        if (is_live(scroll, ui->pass, ui->modal.before) &&
            (largest == NULL ||
             scroll->rect.w * scroll->rect.h > largest->rect.w * largest->rect.h)) {
            largest = scroll;
        }
    }
    return largest;
}

void ui__scroll_keys(Ui *ui)
{
    const bool up = ui__key_is(ui, KEY_PAGE_UP);
    const bool down = ui__key_is(ui, KEY_PAGE_DOWN);
    const bool home = ui__key_is(ui, KEY_HOME);
    const bool end = ui__key_is(ui, KEY_END);
    Scroll *scroll = up || down || home || end ? scroll_for_keys(ui) : NULL;
    if (scroll == NULL) {
        return;
    }
    const float step = PAGE_STEP * scroll->rect.h;
    const float now = ui__scroll_at(scroll, ui->frame.now_ms);
    float to = up ? now - step : now + step;
    if (home || end) {
        to = home ? 0.0F : scroll->most;
    }
    move_to(ui, scroll, (double)to);
    ui__take(ui);
}

/* The height of the foot that shows that more content is below. */
static float foot_height(const Ui *ui, const Scroll *scroll)
{
    return fminf(ui_px(ui, MORE_DP), scroll->rect.h / 4.0F);
}

bool ui_reveal(Ui *ui, UiId id)
{
    const Tree *tree = ui__last_tree(ui);
    for (int32_t i = 0; i < tree->count && id != 0; i++) {
        if (tree->nodes[i].id != id) {
            continue;
        }
        Scroll *scroll = ui__scroll_find(ui, tree->inputs[i].scroll);
        if (scroll != NULL) {
            const Rect full = tree->inputs[i].full;
            const float margin = ui_px(ui, SPACE_M);
            const float top = full.y + scroll->shown - scroll->rect.y - margin;
            const float bottom = top + margin + full.h + fmaxf(margin, foot_height(ui, scroll));
            const float now = scroll->shown;
            if (top < now || bottom - top > scroll->rect.h) {
                move_to(ui, scroll, (double)top);
            } else if (bottom > now + scroll->rect.h) {
                move_to(ui, scroll, (double)(bottom - scroll->rect.h));
            }
        }
        return true;
    }
    return false;
}

/* --- the column --------------------------------------------------------------------------- */

/* The slot of this column, or the slot that was unused for longest. */
static Scroll *scroll_slot(Ui *ui, UiId id)
{
    Scroll *slot = ui__scroll_find(ui, id);
    if (slot != NULL) {
        return slot;
    }
    slot = &ui->scrolls[0];
    for (int32_t i = 1; i < UI_SCROLLS; i++) {
        if (ui->scrolls[i].pass < slot->pass) {
            slot = &ui->scrolls[i];
        }
    }
    *slot = (Scroll){.id = id, .moved_ms = INT64_MIN / 2};
    return slot;
}

static void claim_scroll(Ui *ui, const Scroll *scroll)
{
    Press *press = &ui->press;
    const bool went_down = press->active && ui->event.kind == INPUT_PRESS && !ui->modal.hidden;
    const Rect seen = rect_intersect(scroll->rect, ui__clip(ui));
    if (!went_down || !rect_contains(seen, press->now.x, press->now.y)) {
        return;
    }
    Claim *claim = &press->claims[ui__blocked(ui) ? 1 : 0];
    if (claim->scroll != 0 && scroll->most <= 0.0F) {
        return;
    }
    claim->scroll = scroll->id;
    claim->stops = claim->stops || ui__scroll_moves(ui, scroll, press->at_ms);
}

void ui_scroll_begin(Ui *ui, const char *key, Rect rect, float gap_dp)
{
    SF_ASSERT(ui->scroll_depth < UI_DEPTH);
    ui_push_id(ui, key);
    const UiId id = ui->ids[ui->id_depth - 1];
    Scroll *scroll = scroll_slot(ui, id);
    const bool scroll_is_used_once = scroll->pass != ui->pass;
    SF_ASSERT(scroll_is_used_once);
    scroll->pass = ui->pass;
    scroll->order = ui->scroll_order++;
    scroll->modal = ui->modal.inside;
    scroll->rect = rect;
    claim_scroll(ui, scroll);
    settle(scroll, ui->frame.now_ms);
    const float shown = roundf(ui__scroll_at(scroll, ui->frame.now_ms));
    if (shown != scroll->shown || scroll->mode == SCROLL_FLING || scroll->mode == SCROLL_SPRING) {
        scroll->moved_ms = ui->frame.now_ms;
    }
    scroll->shown = shown;
    ui->open_scrolls[ui->scroll_depth++] = id;
    ui__clip_push(ui, rect);
    const float side = ui_px(ui, SPACE_M);
    const Rect column = {rect.x + side, rect.y + ui_px(ui, SPACE_S) - shown,
                         fmaxf(0.0F, rect.w - 2.0F * side), rect.h};
    ui_column_begin(ui, column, gap_dp);
}

static void draw_indicator(Ui *ui, const Scroll *scroll)
{
    const int64_t still_ms = ui->frame.now_ms - scroll->moved_ms;
    if (scroll->most <= 0.0F || still_ms >= MOTION_INDICATOR_MS) {
        return;
    }
    const float fade_ms = (float)MOTION_INDICATOR_MS / 3.0F;
    const float left = (float)(MOTION_INDICATOR_MS - still_ms) / fade_ms;
    const float width = ui_px(ui, SPACE_XS);
    const float track = scroll->rect.h - 2.0F * width;
    const float share = fmaxf(0.1F, scroll->rect.h / (scroll->rect.h + scroll->most));
    const float along = fminf(1.0F, fmaxf(0.0F, scroll->shown / scroll->most));
    const float length = share * track;
    const Rect bar = {scroll->rect.x + scroll->rect.w - 1.5F * width,
                      scroll->rect.y + width + along * (track - length), width, length};
    const Color color = ui__fade(ui_color(ui, COLOR_OUTLINE), INDICATOR_ALPHA * fminf(1.0F, left));
    draw_rect(ui->list, bar, width / 2.0F, color);
    /* The next pass is due when the fade begins, and during the fade in every frame. */
    const int64_t fades_ms = scroll->moved_ms + MOTION_INDICATOR_MS - (int64_t)fade_ms;
    ui_wake_at(ui, fades_ms > ui->frame.now_ms ? fades_ms : ui->frame.now_ms);
}

static bool fills_window(const Ui *ui, const DrawCommand *command)
{
    const Viewport *v = &ui->frame.viewport;
    const Rect rect = command->as.rect.rect;
    return command->kind == DRAW_RECT && command->color.a == 0xFF && rect.w >= (float)v->width &&
           rect.h >= (float)v->height;
}

/* The colour behind the column: a dialog's card, or the colour that last filled the window. */
static Color ground_of(const Ui *ui, const Scroll *scroll)
{
    for (int32_t i = ui->list->count; i-- > 0 && !scroll->modal;) {
        if (fills_window(ui, &ui->list->commands[i])) {
            return ui->list->commands[i].color;
        }
    }
    return ui_color(ui, scroll->modal ? COLOR_CARD : COLOR_PAGE);
}

/* A page that is cut exactly between two lines looks complete. So where more content is below, its
 * foot fades and an arrow points down. */
static void draw_more(Ui *ui, const Scroll *scroll)
{
    const float below = scroll->most - scroll->shown - ui_px(ui, SPACE_L);
    const float height = foot_height(ui, scroll);
    if (below <= 0.0F || height <= 0.0F) {
        return;
    }
    const Color ground = ground_of(ui, scroll);
    const float strength = fminf(1.0F, below / ui_px(ui, SPACE_M));
    Rect foot = scroll->rect;
    foot = ui_cut_bottom(&foot, height);
    (void)ui_cut_left(&foot, ui_px(ui, SPACE_M));
    (void)ui_cut_right(&foot, ui_px(ui, SPACE_M));
    for (int32_t i = 0; i < MORE_STEPS; i++) {
        const float top = roundf(foot.h * (float)i / MORE_STEPS);
        const float bottom = roundf(foot.h * (float)(i + 1) / MORE_STEPS);
        const Rect strip = {foot.x, foot.y + top, foot.w, bottom - top};
        const float part = (float)(i + 1) / MORE_STEPS;
        draw_rect(ui->list, strip, 0.0F, ui__fade(ground, strength * part));
    }
    const float side = ui_px(ui, MORE_MARK_DP);
    const float radius = ui_px(ui, SIZE_OUTLINE);
    const Point tip = {foot.x + foot.w / 2.0F, foot.y + foot.h - side};
    const Color mark = ui__fade(ui_color(ui, COLOR_TEXT_SOFT), strength);
    draw_capsule(ui->list, (Point){tip.x - side, tip.y - side}, radius, tip, radius, mark);
    draw_capsule(ui->list, tip, radius, (Point){tip.x + side, tip.y - side}, radius, mark);
}

void ui_scroll_end(Ui *ui)
{
    SF_ASSERT(ui->scroll_depth > 0);
    const float height = ui_column_end(ui) + ui_px(ui, SPACE_S) + ui_px(ui, SPACE_L);
    ui->scroll_depth--;
    Scroll *scroll = scroll_slot(ui, ui->open_scrolls[ui->scroll_depth]);
    const float most = fmaxf(0.0F, height - scroll->rect.h);
    const bool changed = most != scroll->most;
    scroll->content = height;
    scroll->most = most;
    if (scroll->mode == SCROLL_REST) {
        if (changed && scroll->from > (double)most) {
            ui__again(ui);
        }
        scroll->from = nearest_rest(scroll, scroll->from);
    } else if (scroll->mode != SCROLL_HELD) {
        ui__again(ui);
    }
    draw_more(ui, scroll);
    draw_indicator(ui, scroll);
    ui__clip_pop(ui);
    ui_pop_id(ui);
}
