/* SPDX-License-Identifier: MIT */
/* Draws phase, exercise, side and set, and the sets of the routine as bars. */
#include <math.h>
#include <string.h>

#include "player_face.h"

#define WORDS_LINES 2
#define FOOT_IDLE 64      /* alpha of 255 for the foot that rests */
#define FOOT_SHAPE 0.52F  /* width of a foot divided by its height */
#define BAR_LEAST_DP 8.0F /* if bars for sets were narrower, there is one bar for each step */
#define BAR_IDLE 56       /* alpha of 255 for the part that is not done */

/* ---- the side ------------------------------------------------------------------------------- */

static void disc(DrawList *list, float x, float y, float radius, Color color)
{
    draw_capsule(list, (Point){x, y}, radius, (Point){x, y}, radius, color);
}

/* Draws a footprint, seen from above; inner: the side of the big toe, 1 right, -1 left. */
static void foot(DrawList *list, Rect rect, float inner, Color color)
{
    const float x = rect.x + rect.w / 2;
    const float unit = rect.h;
    const float y = rect.y;
    /* The shapes do not overlap, so that a faded foot shows no seams. */
    draw_capsule(list, (Point){x, y + 0.44F * unit}, 0.185F * unit,
                 (Point){x - inner * 0.03F * unit, y + 0.86F * unit}, 0.13F * unit, color);
    disc(list, x + inner * 0.13F * unit, y + 0.13F * unit, 0.095F * unit, color);
    disc(list, x - inner * 0.06F * unit, y + 0.15F * unit, 0.065F * unit, color);
    disc(list, x - inner * 0.20F * unit, y + 0.23F * unit, 0.055F * unit, color);
}

void face_feet(Shell *shell, Rect rect, Side side, ColorRole ink)
{
    if (side != SIDE_LEFT && side != SIDE_RIGHT) {
        return;
    }
    DrawList *list = ui_list(shell->ui);
    const Color works = ui_color(shell->ui, ink);
    Color rests = works;
    rests.a = FOOT_IDLE;
    const Rect left = ui_cut_left(&rect, rect.w / 2);
    foot(list, left, 1, side == SIDE_LEFT ? works : rests);
    foot(list, rect, -1, side == SIDE_RIGHT ? works : rests);
}

float face_width(Shell *shell, TextStyle style, const char *text)
{
    const TextSource *source = shell->model->platform->text;
    return ceilf(source->width(source->context, ui_font(shell->ui, style), text, strlen(text)));
}

/* The width of the text of a leg. In a line that is lower than the text, the text shrinks. */
static float leg_text_width(Shell *shell, float height, const FaceLeg *leg)
{
    Ui *ui = shell->ui;
    const float line = ui_text_height(ui, leg->style, ui_px(ui, SIZE_CONTENT_MAX), "M");
    const float size = fminf(1, fmaxf(height / line, 1 / ui_frame(ui)->text_scale));
    return ceilf(face_width(shell, leg->style, leg->text) * size);
}

float face_leg_width(Shell *shell, float height, const FaceLeg *leg)
{
    return 2 * FOOT_SHAPE * height + ui_px(shell->ui, SPACE_M) + leg_text_width(shell, height, leg);
}

void face_leg(Shell *shell, Rect rect, const FaceLeg *leg)
{
    Ui *ui = shell->ui;
    if (leg->text == NULL) {
        return;
    }
    if (!leg->left) {
        (void)ui_cut_left(&rect, (rect.w - face_leg_width(shell, rect.h, leg)) / 2);
    }
    face_feet(shell, ui_cut_left(&rect, 2 * FOOT_SHAPE * rect.h), leg->side, leg->ink);
    (void)ui_cut_left(&rect, ui_px(ui, SPACE_M));
    (void)ui_text_in(ui, rect, leg->style, leg->ink, ALIGN_LEFT, 1, leg->text);
}

void face_phase_word(Shell *shell, const FaceWords *words, const PlayerView *view)
{
    (void)ui_text_in(shell->ui, words->phase, words->phase_style, face_look(view).ink, ALIGN_CENTER,
                     WORDS_LINES, face_phase(view));
}

void face_words(Shell *shell, const FaceWords *words, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const TextAlign align = words->left ? ALIGN_LEFT : ALIGN_CENTER;
    const ColorRole ink = face_look(view).ink;
    const FaceLeg leg = {face_side(view), face_side_word(view), words->title_style, ink,
                         words->left};
    if (leg.text != NULL) {
        face_leg(shell, words->title, &leg);
    } else {
        (void)ui_text_in(ui, words->title, words->title_style, COLOR_TEXT, align, WORDS_LINES,
                         face_title(shell, view));
    }
    (void)ui_text_in(ui, words->caption, words->caption_style,
                     leg.text != NULL ? COLOR_TEXT : COLOR_TEXT_SOFT, align, words->caption_lines,
                     face_caption(shell, view));
}

/* ---- the sets as bars ----------------------------------------------------------------------- */

typedef struct Story {
    int32_t bars;
    int32_t groups; /* the sets of a step are closer together */
} Story;

static bool is_set(const Segment *segment)
{
    return segment_is_work(segment->kind);
}

/* The next work segment after this one, or -1. */
static int32_t set_after(const Timeline *timeline, int32_t segment)
{
    for (int32_t i = segment + 1; i < timeline->segment_count; i++) {
        if (is_set(&timeline->segments[i])) {
            return i;
        }
    }
    return -1;
}

static bool starts_step(const Timeline *timeline, int32_t before, int32_t set)
{
    return before < 0 || timeline->segments[before].item != timeline->segments[set].item;
}

static Story count_bars(const Timeline *timeline)
{
    Story story = {0};
    int32_t before = -1;
    for (int32_t i = set_after(timeline, -1); i >= 0; i = set_after(timeline, i)) {
        story.bars++;
        story.groups += starts_step(timeline, before, i) ? 1 : 0;
        before = i;
    }
    return story;
}

float face_done(const Player *player, const PlayerView *view, int32_t set)
{
    if (set == player->segment) {
        return view->length_ms > 0 ? fminf((float)view->elapsed_ms / (float)view->length_ms, 1) : 0;
    }
    return set < player->segment || player->dropped[set] ? 1 : 0;
}

/* Draws a bar filled from the left; a bar that has just begun shows at least its round end. */
static void bar(Shell *shell, Rect rect, float done, Color color)
{
    DrawList *list = ui_list(shell->ui);
    Color idle = color;
    idle.a = BAR_IDLE;
    draw_rect(list, rect, rect.h / 2, idle);
    if (done > 0) {
        rect.w = fmaxf(fminf(rect.h, rect.w), roundf(rect.w * done));
        draw_rect(list, rect, rect.h / 2, color);
    }
}

static void draw_sets(Shell *shell, Rect rect, const PlayerView *view, Story story)
{
    Ui *ui = shell->ui;
    const Player *player = session_player(shell->model->session);
    const Timeline *timeline = session_timeline(shell->model->session);
    const float narrow = ui_px(ui, SPACE_XS / 2);
    const float wide = ui_px(ui, SPACE_S);
    const float gaps =
        (float)(story.groups - 1) * wide + (float)(story.bars - story.groups) * narrow;
    const float width = (rect.w - gaps) / (float)story.bars;
    const bool by_set = width >= ui_px(ui, BAR_LEAST_DP);
    /* Too many bars for sets: then one bar for each step. If even those do not fit, they touch. */
    const float gap = by_set ? wide : narrow;
    const float step = (rect.w - (float)(story.groups - 1) * gap) / (float)story.groups;
    const Color color = ui_color(ui, face_look(view).ink);
    float x = rect.x;
    float done = 0;
    float sets = 0;
    for (int32_t i = set_after(timeline, -1); i >= 0; i = set_after(timeline, i)) {
        const int32_t next = set_after(timeline, i);
        const bool last = next < 0 || starts_step(timeline, i, next);
        done += face_done(player, view, i);
        sets++;
        if (by_set) {
            bar(shell, (Rect){x, rect.y, width, rect.h}, face_done(player, view, i), color);
            x += width + (last ? wide : narrow);
        } else if (last) {
            bar(shell, (Rect){x, rect.y, fmaxf(step, 1), rect.h}, done / sets, color);
            x += fmaxf(step, 1) + (step > 1 ? gap : 0);
        }
        if (last) {
            done = 0;
            sets = 0;
        }
    }
}

void face_story(Shell *shell, Rect rect, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const Story story = count_bars(session_timeline(shell->model->session));
    const int64_t total = view->total_elapsed_ms + view->total_remaining_ms;
    const int64_t percent = total > 0 ? view->total_elapsed_ms * 100 / total : 0;
    ui_describe(ui, ROLE_PROGRESS, "progress", rect, face_left(shell, view),
                ui_format(ui, "%d %%", (int)percent));
    if (story.bars > 0) {
        draw_sets(shell, rect, view, story);
    }
}
