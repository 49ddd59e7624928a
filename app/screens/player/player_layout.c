/* SPDX-License-Identifier: MIT */
/*
 * The place of everything on the player's page.
 *
 * The digits are read from across the room, so they get a third of the short edge first. Then come
 * the controls and the words. The figure takes what is left and is the first to become smaller. On
 * a page that is wider than high the figure is at the left and all else at the right.
 */
#include <math.h>
#include <string.h>

#include "player_plan.h"

#define NUMBER_SHARE 0.34F /* of the height of figure and digits together */
#define ROOMY_DP 500.0F    /* height of a landscape page with room for two rows of controls */
#define EDGE_BUTTON 0.24F  /* of the controls' width: each button at an edge */
#define HOW_MOST_DP 252.0F
#define HURTS_LEAST_DP 112.0F /* on a phone in landscape: the largest button of the row */
#define DIGITS_MOST 0.75F     /* of the page's width, beside the figure */
#define RING_ASIDE 0.345F     /* of the page's width; the rest is for words and digits */
#define WORDS_LEAST_DP 196.0F /* beside the digits: room for a side in large letters */
#define TIME_MOST_DP 32.0F    /* the time left is never a headline, even with large text */
#define RING_ENOUGH 0.86F /* of the page's width, in a rest; the card gets the remaining height */
#define CARD_MOST 0.45F   /* of the page's width: a higher card would not help */
#define CARD_FIGURE 1.3F  /* width of the small figure by the height of the card */

/* ---- controls ------------------------------------------------------------------------------- */

static void place_row(Rect row, float gap, Rect *left, Rect *middle, Rect *right)
{
    const float edge = row.w * EDGE_BUTTON;
    *left = ui_cut_left(&row, edge);
    *right = ui_cut_right(&row, edge);
    (void)ui_cut_left(&row, gap);
    (void)ui_cut_right(&row, gap);
    *middle = row;
}

static bool needs_action(const PlayerView *view)
{
    const bool own_pace = view->segment->kind == SEGMENT_REPS && view->segment->open;
    return view->state == PLAYER_PAUSED || own_pace;
}

/* A phone in landscape has one row of controls. The main button replaces the seconds. */
static void place_one_row(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float close = ui_px(ui, SPACE_XS);
    const float edge =
        fmaxf(out->rows.w / 6 - close, ui_px(ui, SIZE_TARGET_SESSION)); /* six: hurts has two */
    Rect row = out->rows;
    out->back = ui_cut_left(&row, edge);
    out->skip = ui_cut_right(&row, edge);
    (void)ui_cut_left(&row, close);
    (void)ui_cut_right(&row, close);
    if (needs_action(plan->view)) {
        out->action = ui_cut_left(&row, (row.w - close) / 2);
        (void)ui_cut_left(&row, close);
    } else if (player_is_timed(plan->view)) {
        out->less = ui_cut_left(&row, edge);
        out->more = ui_cut_right(&row, edge);
        (void)ui_cut_left(&row, close);
        (void)ui_cut_right(&row, close);
    }
    out->hurts = row;
}

static void place_controls(const Plan *plan, PlayerLayout *out)
{
    const float gap = ui_px(plan->shell->ui, SPACE_S);
    Rect rows = out->rows;
    if (plan->wide && !plan->roomy) {
        place_one_row(plan, out);
        return;
    }
    const Rect first = ui_cut_top(&rows, (rows.h - gap) / 2);
    (void)ui_cut_top(&rows, gap);
    place_row(first, gap, &out->back, &out->action, &out->skip);
    out->hint = true;
    if (player_is_timed(plan->view)) {
        place_row(rows, gap, &out->less, &out->hurts, &out->more);
    } else {
        out->hurts = rows;
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static void place_words(const Plan *plan, Rect rect, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    FaceWords *words = &out->words;
    words->phase_style = plan->fit->phase;
    words->title_style = player__title_style(plan);
    words->caption_style = plan->fit->caption;
    words->phase = ui_cut_top(&rect, player__phase_height(plan));
    if (plan->rests && plan->figure) {
        return;
    }
    words->title = ui_cut_top(&rect, player__title_height(plan, rect.w));
    (void)ui_cut_top(&rect, ui_px(ui, SPACE_XS));
    words->caption = ui_cut_top(&rect, player__caption_height(plan, rect.w));
    words->caption_lines = player__caption_lines(plan, rect.w);
}

static void place_card(const Plan *plan, Rect card, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    FaceWords *words = &out->words;
    const float pad = ui_px(ui, SPACE_S);
    out->card = card;
    Rect inside = ui_inset(card, pad);
    out->small = ui_cut_left(&inside, fminf(inside.h * CARD_FIGURE, inside.w * CARD_FIGURE_MOST));
    (void)ui_cut_left(&inside, ui_px(ui, SPACE_M));
    words->left = true;
    const float title = player__title_height(plan, inside.w);
    const float caption = player__caption_height(plan, inside.w);
    const float spare = inside.h - title - caption - ui_px(ui, SPACE_XS);
    (void)ui_cut_top(&inside, fmaxf(spare / 2, 0));
    words->title = ui_cut_top(&inside, title);
    (void)ui_cut_top(&inside, ui_px(ui, SPACE_XS));
    words->caption = ui_cut_top(&inside, caption);
    words->caption_lines = player__caption_lines(plan, inside.w);
}

static Rect in_the_middle(Rect rect, float height)
{
    return (Rect){rect.x, rect.y + (rect.h - height) / 2, rect.w, height};
}

/* As large as the width allows with all digits of one size, but not below the least size. */
static float largest_digits(const Plan *plan, Rect room)
{
    const float alike = room.w / ui_digits_width(face_widest(plan->view), 1);
    return fminf(fmaxf(floorf(alike), player__number_least(plan)), room.h);
}

/* ---- upright: one below the other ------------------------------------------------------------ */

static void place_upright(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect page = plan->page;
    out->rows = ui_centered(ui, ui_cut_bottom(&page, player__rows_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    out->strip =
        ui_centered(ui, ui_cut_bottom(&page, player__strip_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    place_words(plan, ui_cut_top(&page, player__head_height(plan)), out);
    (void)ui_cut_top(&page, gap);
    if (plan->rests && plan->figure) {
        /* The height that the ring does not need makes the small figure larger. */
        const float ring = page.w * RING_ENOUGH;
        const float spare = fminf(page.h - ring - gap, page.w * CARD_MOST);
        const Rect card = ui_cut_bottom(&page, fmaxf(player__card_height(plan), spare));
        place_card(plan, ui_centered(ui, card, SIZE_CONTENT_MAX), out);
        (void)ui_cut_bottom(&page, gap);
    }
    if (plan->apart) {
        const float most = fminf(player__number_most(plan), page.h * NUMBER_SHARE);
        out->number = ui_cut_bottom(&page, fmaxf(player__number_least(plan), most));
        (void)ui_cut_bottom(&page, 2 * gap);
    }
    out->stage = page;
    if (!plan->large) {
        return;
    }
    /* The digits get the whole width, and without a ring the whole height. */
    const float aside = ui_px(ui, SPACE_XS);
    out->number.x -= aside;
    out->number.w += 2 * aside;
    if (plan->bare || page.h < ui_px(ui, STAGE_LEAST_DP) - 1) {
        const Rect whole = {out->number.x, page.y, out->number.w,
                            out->number.y + out->number.h - page.y};
        out->number = in_the_middle(whole, largest_digits(plan, whole));
        out->stage = (Rect){0};
    }
}

/* ---- landscape: figure at the left, all else at the right ------------------------------------ */

/* The width for digits beside the figure. A long time may take more than half of the width, up to
 * this; beyond it the seconds become smaller than the minutes. */
static float digits_beside(const Plan *plan)
{
    const float least = player__number_least(plan);
    const float wanted = ui_digits_width(face_widest(plan->view), least);
    return wanted <= plan->page.w * DIGITS_MOST ? wanted : ui_digits_width("0:00", least);
}

static float aside_number_width(const Plan *plan)
{
    return (float)strlen(face_widest(plan->view)) * FACE_CELL * player__number_least(plan);
}

static float controls_width(const Plan *plan)
{
    Ui *ui = plan->shell->ui;
    const float hurts = plan->figure ? HURTS_LEAST_DP : SIZE_TARGET_SESSION;
    return 4 * ui_px(ui, SIZE_TARGET_SESSION + SPACE_XS) + ui_px(ui, hurts);
}

/* The width of a ring with digits inside. */
static float clock_width(const Plan *plan)
{
    return fminf(CLOCK_LEAST * plan->edge, plan->page.h);
}

/* The width of the column with the figure, or with the digits in the ring. */
static float left_width(const Plan *plan)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    const float controls =
        4 * ui_px(ui, SIZE_TARGET_SESSION + SPACE_XS) + ui_px(ui, HURTS_LEAST_DP);
    const float right = fmaxf(plan->apart ? digits_beside(plan) : 0, controls);
    const float most = plan->page.w - right - gap;
    if (plan->bare) {
        return 0;
    }
    if (plan->aside) {
        const float words = aside_number_width(plan) + ui_px(ui, WORDS_LEAST_DP) + 2 * gap;
        return fminf(plan->page.w * RING_ASIDE, fminf(plan->page.w - words, most));
    }
    return fminf(fmaxf(plan->page.w / 2, plan->apart ? 0 : clock_width(plan)), most);
}

/* Words beside digits, both in the middle of the height. */
static void place_aside(const Plan *plan, Rect page, PlayerLayout *out)
{
    const float width = aside_number_width(plan);
    const float digits = player__number_least(plan);
    const float number = fminf(player__number_height(plan, width, digits), page.h);
    const float head = player__head_height(plan);
    out->number = in_the_middle(ui_cut_right(&page, width), number);
    (void)ui_cut_right(&page, ui_px(plan->shell->ui, SPACE_S));
    (void)ui_cut_top(&page, fmaxf(page.h - head, 0) / 2);
    place_words(plan, page, out);
}

/* Words above the digits, or above the next exercise. */
static void place_column(const Plan *plan, Rect page, PlayerLayout *out)
{
    const float gap = ui_px(plan->shell->ui, SPACE_S);
    const bool card = plan->rests && plan->figure;
    const float wanted = fminf(page.h - player__head_height(plan) - gap, page.w * CARD_MOST);
    const float comes = card ? fmaxf(player__card_height(plan), wanted) : 0;
    const float head = player__head_height(plan) + comes + (card ? gap : 0);
    const float room = page.h - head - 2 * gap;
    const float digits =
        plan->bare ? largest_digits(plan, (Rect){0, 0, page.w, room})
                   : fminf(fmaxf(room, player__number_least(plan)), player__number_most(plan));
    const float number = player__number_height(plan, page.w, digits);
    const float spare = page.h - head - (plan->apart ? number + 2 * gap : 0);
    (void)ui_cut_top(&page, fmaxf(spare / 2, 0));
    place_words(plan, ui_cut_top(&page, player__head_height(plan)), out);
    (void)ui_cut_top(&page, gap);
    if (card) {
        place_card(plan, ui_cut_top(&page, comes), out);
    }
    if (plan->apart) {
        (void)ui_cut_top(&page, fminf(gap, fmaxf(page.h - number, 0)));
        out->number = ui_cut_top(&page, number);
    }
}

static void place_beside(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    const float widest = plan->roomy ? SIZE_CONTENT_MAX : 2 * SIZE_CONTENT_MAX;
    Rect page = plan->page;
    out->stage = ui_cut_left(&page, left_width(plan));
    (void)ui_cut_left(&page, plan->bare ? 0 : gap);
    out->rows = ui_centered(ui, ui_cut_bottom(&page, player__rows_height(plan)), widest);
    (void)ui_cut_bottom(&page, gap);
    if (player__strip_height(plan) > 0) {
        out->strip =
            ui_centered(ui, ui_cut_bottom(&page, player__strip_height(plan)), SIZE_CONTENT_MAX);
        (void)ui_cut_bottom(&page, gap);
    }
    if (plan->aside) {
        place_aside(plan, page, out);
    } else {
        place_column(plan, page, out);
    }
}

/* ---- together -------------------------------------------------------------------------------- */

/* A question. Before the first set there is nothing to go back to. */
static void place_question(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    Rect page = plan->page;
    const float gap = ui_px(ui, SPACE_S);
    Rect row = ui_cut_bottom(&page, ui_px(ui, SIZE_TARGET_SESSION));
    row = ui_centered(ui, row, SIZE_CONTENT_MAX);
    out->rows = row;
    if (plan->view->work_done > 0) {
        out->back = ui_cut_left(&row, row.w * EDGE_BUTTON);
        (void)ui_cut_left(&row, gap);
    }
    out->action = row;
    (void)ui_cut_bottom(&page, gap);
    out->question = ui_centered(ui, page, plan->wide ? 2 * SIZE_CONTENT_MAX : SIZE_CONTENT_MAX);
}

/* The strip in the top bar if there is no room for it above the controls: on a phone in landscape
 * above the column of controls; on a small upright phone, while paused, in place of the time
 * left. */
static void place_top_strip(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    if (!rect_is_empty(out->strip) || plan->roomy || !(plan->paused || plan->wide)) {
        return;
    }
    Rect bar = out->top;
    (void)ui_cut_left(&bar, ui_px(ui, SIZE_TARGET_SESSION));
    (void)ui_cut_right(&bar, ui_px(ui, SIZE_TARGET_SESSION));
    if (!plan->wide) {
        out->strip = ui_centered(ui, bar, HOW_MOST_DP);
        out->time = (Rect){0};
        return;
    }
    const float middle = plan->bare ? bar.x + bar.w * 3 / 4 : out->rows.x + out->rows.w / 2;
    const Rect right = {middle, bar.y, bar.x + bar.w - middle, bar.h};
    out->strip = (Rect){middle - right.w, bar.y, 2 * right.w, bar.h};
    out->time = bar;
    out->time.w = out->strip.x - bar.x;
}

/* Decides everything that does not depend on the sizes of the words. */
static void decide(Plan *plan)
{
    const float gap = ui_px(plan->shell->ui, SPACE_S);
    plan->large = face_is_wide(plan->view, CLOCK_LEAST * plan->edge, player__number_least(plan));
    plan->rests = plan->view->segment->kind == SEGMENT_REST && !plan->large;
    if (plan->wide && plan->figure &&
        plan->page.w - controls_width(plan) - gap < clock_width(plan)) {
        plan->rests = false;
    }
    plan->apart = plan->large || (plan->figure && !plan->rests);
    plan->bare = plan->large && !plan->figure;
    plan->aside = plan->wide && !plan->roomy && plan->apart && !plan->large;
    plan->width = plan->page.w;
    if (plan->wide) {
        plan->width -= left_width(plan) + (plan->bare ? 0 : gap);
    }
    if (plan->aside) {
        plan->width -= aside_number_width(plan) + gap;
    }
}

static void fit_upright(Plan *plan)
{
    if (!player__fit(plan) && plan->rests && plan->figure) {
        /* Enlarged words do not fit around the large ring of a rest, so the figure is in the ring
         * as in any other phase. */
        plan->rests = false;
        plan->apart = true;
        (void)player__fit(plan);
    }
    const bool figure = player__upright_stage(plan) >= ui_px(plan->shell->ui, STAGE_LEAST_DP) - 1;
    plan->apart = plan->large || (plan->apart && figure);
}

PlayerLayout player_layout(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    PlayerLayout out = {0};
    Rect page = ui_safe(ui);
    const Viewport *viewport = &ui_frame(ui)->viewport;
    out.story = ui_cut_top(&page, ui_px(ui, SPACE_M));
    out.top = ui_cut_top(&page, ui_px(ui, SIZE_TARGET));
    out.time = out.top;
    (void)ui_cut_left(&out.time, ui_px(ui, SIZE_TARGET_SESSION));
    (void)ui_cut_right(&out.time, ui_px(ui, SIZE_TARGET_SESSION));
    out.story = ui_inset(out.story, ui_px(ui, SPACE_XS));
    page = ui_inset(page, ui_px(ui, SPACE_S));
    /* An upright tablet has the clock above the controls, like a phone. */
    const bool wide = ui_is_wide(ui) && page.w > page.h;
    Plan plan = {
        .shell = shell,
        .view = view,
        .page = page,
        .edge = fminf((float)viewport->width, (float)viewport->height),
        .wide = wide,
        .roomy = wide && page.h >= ui_px(ui, ROOMY_DP),
        .figure = face_figure(shell, view) != NULL,
        .paused = view->state == PLAYER_PAUSED,
    };
    if (view->segment->kind == SEGMENT_CHECK) {
        place_question(&plan, &out);
        return out;
    }
    decide(&plan);
    if (wide) {
        (void)player__fit(&plan);
        place_beside(&plan, &out);
    } else {
        fit_upright(&plan);
        place_upright(&plan, &out);
    }
    place_controls(&plan, &out);
    place_top_strip(&plan, &out);
    const float more = (out.time.h - ui_px(ui, TIME_MOST_DP)) / 2;
    (void)ui_cut_top(&out.time, more);
    (void)ui_cut_bottom(&out.time, more);
    return out;
}
