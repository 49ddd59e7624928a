/* SPDX-License-Identifier: MIT */
/*
 * Where everything on the player's page stands.
 *
 * The digits are what is read from across the room: they get a third of the short edge first. Then
 * come the controls and the words; the figure takes what is left, and gives way first. On a page
 * that is wider than high the figure stands at the left and all else at the right.
 */
#include <math.h>

#include "player_plan.h"

#define NUMBER_SHARE 0.34F /* of the height that figure and digits have together */
#define ROOMY_DP 500.0F    /* of a page on its side: two rows of controls fit */
#define EDGE_BUTTON 0.24F  /* of the controls' width: what stands at their edges */
#define HOW_MOST_DP 252.0F
#define DIGITS_MOST 0.75F /* of the page's width, beside the figure */
#define CELLS 5           /* controls in one row, on a phone on its side */
#define RING_ENOUGH 0.86F /* of the page's width, in a rest: the card gets what is over */
#define CARD_MOST 0.45F   /* of the page's width: a higher card would be no better */
#define CARD_FIGURE 1.3F  /* width of the small figure by the card's height */

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

static void place_controls(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect rows = out->rows;
    if (!plan->wide || plan->roomy) {
        const Rect first = ui_cut_top(&rows, (rows.h - gap) / 2);
        (void)ui_cut_top(&rows, gap);
        place_row(first, gap, &out->back, &out->action, &out->skip);
        place_row(rows, gap, &out->less, &out->hurts, &out->more);
        out->hint = true;
        return;
    }
    Rect *const cells[CELLS] = {&out->back, &out->less, &out->hurts, &out->more, &out->skip};
    const float close = ui_px(ui, SPACE_XS);
    const float width = (rows.w - (float)(CELLS - 1) * close) / (float)CELLS;
    for (int32_t i = 0; i < CELLS; i++) {
        *cells[i] = ui_cut_left(&rows, width);
        (void)ui_cut_left(&rows, close);
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static void place_words(const Plan *plan, Rect rect, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    FaceWords *words = &out->words;
    words->phase_style = plan->fit->phase;
    words->name_style = plan->fit->name;
    words->where_style = plan->fit->where;
    words->phase = ui_cut_top(&rect, player__word_height(plan, plan->fit->phase));
    if (plan->rests && plan->figure) {
        return;
    }
    words->name = ui_cut_top(&rect, player__name_height(plan, rect.w));
    (void)ui_cut_top(&rect, ui_px(ui, SPACE_XS));
    words->where = ui_cut_top(&rect, player__word_height(plan, plan->fit->where));
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
    const float name = player__name_height(plan, inside.w);
    const float line = player__word_height(plan, plan->fit->where);
    const float spare = inside.h - name - line - ui_px(ui, SPACE_XS);
    (void)ui_cut_top(&inside, fmaxf(spare / 2, 0));
    words->name = ui_cut_top(&inside, name);
    (void)ui_cut_top(&inside, ui_px(ui, SPACE_XS));
    words->where = ui_cut_top(&inside, line);
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
    place_words(plan, ui_cut_top(&page, player__head_height(plan, page.w)), out);
    (void)ui_cut_top(&page, gap);
    if (plan->rests && plan->figure) {
        /* What the ring has no use for makes the small figure larger. */
        const float ring = page.w * RING_ENOUGH;
        const float spare = fminf(page.h - ring - gap, page.w * CARD_MOST);
        const Rect card = ui_cut_bottom(&page, fmaxf(player__card_height(plan, page.w), spare));
        place_card(plan, ui_centered(ui, card, SIZE_CONTENT_MAX), out);
        (void)ui_cut_bottom(&page, gap);
    }
    if (plan->apart) {
        const float most = fminf(player__number_most(plan), page.h * NUMBER_SHARE);
        out->number = ui_cut_bottom(&page, fmaxf(player__number_least(plan), most));
        (void)ui_cut_bottom(&page, 2 * gap);
    }
    out->stage = page;
    if (plan->large) {
        /* The whole width is theirs, and the whole height where no ring is left. */
        const float aside = ui_px(ui, SPACE_XS);
        if (page.h < ui_px(ui, STAGE_LEAST_DP) - 1) {
            out->number.h += out->number.y - page.y;
            out->number.y = page.y;
            out->stage = (Rect){0};
        }
        out->number.x -= aside;
        out->number.w += 2 * aside;
    }
}

/* ---- on its side: figure at the left, all else at the right ---------------------------------- */

static bool needs_action(const PlayerView *view)
{
    const bool own_pace = view->segment->kind == SEGMENT_REPS && view->segment->open;
    return view->state == PLAYER_PAUSED || own_pace;
}

/* Digits of a long time take more than half of the width if they must. More would leave the figure
 * too little: then seconds are smaller than minutes, and no wider than this. */
static float digits_beside(const Plan *plan)
{
    const float least = player__number_least(plan);
    const float wanted = ui_digits_width(face_widest(plan->view), least);
    return wanted <= plan->page.w * DIGITS_MOST ? wanted : ui_digits_width("0:00", least);
}

static void place_beside(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect page = plan->page;
    const float controls = (float)CELLS * ui_px(ui, SIZE_TARGET_SESSION + SPACE_XS);
    const float right = fmaxf(plan->apart ? digits_beside(plan) : 0, controls);
    const float ring = plan->apart ? 0 : fminf(CLOCK_LEAST * plan->edge, page.h);
    Rect left = ui_cut_left(&page, fminf(fmaxf(page.w / 2, ring), page.w - right - gap));
    (void)ui_cut_left(&page, gap);
    out->rows = ui_centered(ui, ui_cut_bottom(&page, player__rows_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    if (player__strip_height(plan) > 0) {
        out->strip =
            ui_centered(ui, ui_cut_bottom(&page, player__strip_height(plan)), SIZE_CONTENT_MAX);
        (void)ui_cut_bottom(&page, gap);
    }
    if (!plan->roomy && needs_action(plan->view)) {
        /* It takes from the figure, but not from digits inside the ring. */
        Rect *const from = plan->apart ? &left : &page;
        out->action = ui_cut_bottom(from, ui_px(ui, SIZE_TARGET_SESSION));
        (void)ui_cut_bottom(from, gap);
    }
    out->stage = left;
    const bool card = plan->rests && plan->figure;
    const float wanted =
        fminf(page.h - player__head_height(plan, page.w) - gap, page.w * CARD_MOST);
    const float comes = card ? fmaxf(player__card_height(plan, page.w), wanted) : 0;
    const float head = player__head_height(plan, page.w) + comes + (card ? gap : 0);
    const float number = fminf(fmaxf(page.h - head - 2 * gap, player__number_least(plan)),
                               player__number_most(plan));
    const float spare = page.h - head - (plan->apart ? number + 2 * gap : 0);
    (void)ui_cut_top(&page, fmaxf(spare / 2, 0));
    place_words(plan, ui_cut_top(&page, player__head_height(plan, page.w)), out);
    (void)ui_cut_top(&page, gap);
    if (card) {
        place_card(plan, ui_cut_top(&page, comes), out);
    }
    if (plan->apart) {
        (void)ui_cut_top(&page, fminf(gap, fmaxf(page.h - number, 0)));
        out->number = ui_cut_top(&page, number);
    }
}

/* ---- together -------------------------------------------------------------------------------- */

/* Before a first question there is nothing to go back to. */
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

/* Where there is no room for it above the controls, it stands in the top bar: on a phone on its
 * side beside the time that is left, on a small one upright instead of it, while paused. */
static void place_top_strip(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    if (!rect_is_empty(out->strip) || plan->roomy || !(plan->paused || plan->wide)) {
        return;
    }
    Rect bar = out->top;
    (void)ui_cut_left(&bar, ui_px(ui, SIZE_TARGET_SESSION));
    (void)ui_cut_right(&bar, ui_px(ui, SIZE_TARGET_SESSION));
    if (plan->wide) {
        out->strip = ui_cut_right(&bar, bar.w / 2);
        out->time = bar;
    } else {
        out->strip = ui_centered(ui, bar, HOW_MOST_DP);
        out->time = (Rect){0};
    }
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
    /* A tablet held upright has the clock above the controls, like a phone. */
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
    plan.large = face_is_wide(view, CLOCK_LEAST * plan.edge, player__number_least(&plan));
    plan.rests = view->segment->kind == SEGMENT_REST && !plan.large;
    plan.apart = plan.large || (plan.figure && !plan.rests);
    if (view->segment->kind == SEGMENT_CHECK) {
        place_question(&plan, &out);
        return out;
    }
    player__fit(&plan);
    if (wide) {
        place_beside(&plan, &out);
    } else {
        const bool figure = player__upright_stage(&plan) >= ui_px(ui, STAGE_LEAST_DP) - 1;
        plan.apart = plan.large || (plan.apart && figure);
        place_upright(&plan, &out);
    }
    place_controls(&plan, &out);
    place_top_strip(&plan, &out);
    return out;
}
