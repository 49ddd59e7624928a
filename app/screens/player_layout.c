/* SPDX-License-Identifier: MIT */
/*
 * Where everything on the player's page stands.
 *
 * The digits are what is read from across the room: they get a third of the short edge first. Then
 * come the controls and the words; the figure takes what is left, and gives way first. On a page
 * that is wider than high the figure stands at the left and all else at the right.
 */
#include <math.h>

#include "player_parts.h"

#define THIRD (1.0F / 3.0F)
#define NUMBER_MOST 0.37F    /* of the short edge, where there is room */
#define NUMBER_SHARE 0.34F   /* of the height that figure and digits have together */
#define STAGE_LEAST_DP 96.0F /* a smaller figure shows nothing */
#define CLOCK_LEAST 0.8F     /* of the short edge: a ring around two digits of a third of it */
#define ROOMY_DP 500.0F      /* of a page on its side: two rows of controls fit */
#define EDGE_BUTTON 0.24F    /* of the controls' width: what stands at their edges */
#define HOW_MOST_DP 252.0F
#define SQUEEZE_STEPS 3
#define SQUEEZE_MOST 0.5F /* text is at most twice its size */
#define CELLS 5           /* controls in one row, on a phone on its side */
#define NAME_LINES 2
#define RING_ENOUGH 0.86F /* of the page's width, in a rest: the card gets what is over */
#define CARD_LEAST_DP 72.0F
#define CARD_MOST 0.45F       /* of the page's width: a higher card would be no better */
#define CARD_FIGURE_MOST 0.4F /* of the card's width */
#define CARD_FIGURE 1.3F      /* width of the small figure by the card's height */

/* How much is said around the clock. */
typedef struct Fit {
    TextStyle phase;
    TextStyle name;
    TextStyle where;
    bool strip;
    float stage; /* what must be left for the ring, of the short edge */
} Fit;

static const Fit fits[] = {
    {TEXT_DISPLAY, TEXT_TITLE, TEXT_HEADING, true, 0.7F},
    {TEXT_DISPLAY, TEXT_HEADING, TEXT_HEADING, true, 0.6F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_BODY_STRONG, true, 0.5F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_BODY_STRONG, false, 0.4F},
    {TEXT_HEADING, TEXT_BODY_STRONG, TEXT_BODY_STRONG, false, 0.3F},
    {TEXT_BODY_STRONG, TEXT_BODY_STRONG, TEXT_SMALL, false, 0},
};

/* What the layout is decided by. */
typedef struct Plan {
    Shell *shell;
    const PlayerView *view;
    const Fit *fit;
    Rect page;  /* below the top bar */
    float edge; /* the short edge of the window */
    bool wide;
    bool figure; /* it has one */
    bool rests;  /* digits in the ring, what comes next on a card */
    bool roomy;
    bool paused;
    float squeeze; /* of the words' lines, where enlarged text would cost the digits their size */
} Plan;

static float line_height(Ui *ui, TextStyle style)
{
    return ui_text_height(ui, style, ui_px(ui, SIZE_CONTENT_MAX), "M");
}

/* Of the words about the set. Enlarged text shrinks in a line that is lower. */
static float word_height(const Plan *plan, TextStyle style)
{
    return line_height(plan->shell->ui, style) * plan->squeeze;
}

static float name_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float most = NAME_LINES * line_height(ui, plan->fit->name);
    const float wanted =
        ui_text_height(ui, plan->fit->name, width, face_title(plan->shell, plan->view));
    return fminf(wanted, most) * plan->squeeze;
}

static float card_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float beside =
        (width - 2 * ui_px(ui, SPACE_S)) * (1 - CARD_FIGURE_MOST) - ui_px(ui, SPACE_M);
    const float text = name_height(plan, beside) + word_height(plan, plan->fit->where) +
                       ui_px(ui, SPACE_XS + 2 * SPACE_S);
    return fmaxf(text, ui_px(ui, CARD_LEAST_DP));
}

/* Of the words above the clock; in a rest exercise and set are on the card instead. */
static float head_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float phase = word_height(plan, plan->fit->phase);
    if (plan->rests && plan->figure) {
        return phase;
    }
    return phase + name_height(plan, width) + word_height(plan, plan->fit->where) +
           ui_px(ui, SPACE_XS);
}

static float strip_height(const Plan *plan)
{
    const bool shown =
        (!plan->wide || plan->roomy) && plan->fit->strip && (!plan->rests || plan->paused);
    return shown ? ui_px(plan->shell->ui, SIZE_TARGET) : 0;
}

static float rows_height(const Plan *plan)
{
    const bool two = !plan->wide || plan->roomy;
    return ui_px(plan->shell->ui, two ? 2 * SIZE_TARGET_SESSION + SPACE_S : SIZE_TARGET_SESSION);
}

static float number_least(const Plan *plan)
{
    return plan->edge * THIRD;
}

/* Counted sets say beside the digits how many are to be done. */
static float number_most(const Plan *plan)
{
    return plan->edge * (plan->view->segment->kind == SEGMENT_REPS ? THIRD : NUMBER_MOST);
}

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
    words->phase = ui_cut_top(&rect, word_height(plan, plan->fit->phase));
    if (plan->rests && plan->figure) {
        return;
    }
    words->name = ui_cut_top(&rect, name_height(plan, rect.w));
    (void)ui_cut_top(&rect, ui_px(ui, SPACE_XS));
    words->where = ui_cut_top(&rect, word_height(plan, plan->fit->where));
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
    const float name = name_height(plan, inside.w);
    const float line = word_height(plan, plan->fit->where);
    const float spare = inside.h - name - line - ui_px(ui, SPACE_XS);
    (void)ui_cut_top(&inside, fmaxf(spare / 2, 0));
    words->name = ui_cut_top(&inside, name);
    (void)ui_cut_top(&inside, ui_px(ui, SPACE_XS));
    words->where = ui_cut_top(&inside, line);
}

/* ---- upright: one below the other ------------------------------------------------------------ */

/* What is left for the ring, with digits below it if the figure is inside. */
static float upright_stage(const Plan *plan, bool figure)
{
    const float width = plan->page.w;
    const float card = plan->rests && plan->figure ? card_height(plan, width) : 0;
    const float number = figure ? number_least(plan) + 2 * ui_px(plan->shell->ui, SPACE_S) : 0;
    return plan->page.h - head_height(plan, width) - strip_height(plan) - rows_height(plan) -
           4 * ui_px(plan->shell->ui, SPACE_S) - card - number;
}

static void place_upright(const Plan *plan, bool figure, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect page = plan->page;
    out->rows = ui_centered(ui, ui_cut_bottom(&page, rows_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    out->strip = ui_centered(ui, ui_cut_bottom(&page, strip_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    place_words(plan, ui_cut_top(&page, head_height(plan, page.w)), out);
    (void)ui_cut_top(&page, gap);
    if (plan->rests && plan->figure) {
        /* What the ring has no use for makes the small figure larger. */
        const float ring = page.w * RING_ENOUGH;
        const float spare = fminf(page.h - ring - gap, page.w * CARD_MOST);
        const Rect card = ui_cut_bottom(&page, fmaxf(card_height(plan, page.w), spare));
        place_card(plan, ui_centered(ui, card, SIZE_CONTENT_MAX), out);
        (void)ui_cut_bottom(&page, gap);
    }
    if (figure) {
        const float most = fminf(number_most(plan), page.h * NUMBER_SHARE);
        out->number = ui_cut_bottom(&page, fmaxf(number_least(plan), most));
        (void)ui_cut_bottom(&page, 2 * gap);
    }
    out->stage = page;
}

/* ---- on its side: figure at the left, all else at the right ---------------------------------- */

static bool needs_action(const PlayerView *view)
{
    const bool own_pace = view->segment->kind == SEGMENT_REPS && view->segment->open;
    return view->state == PLAYER_PAUSED || own_pace;
}

static void place_beside(const Plan *plan, bool figure, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    Rect page = plan->page;
    /* Digits of a long time take more than half of the width if they must. */
    const float digits =
        figure ? face_digits_width(face_widest(plan->view), number_least(plan)) : 0;
    const float controls = (float)CELLS * ui_px(ui, SIZE_TARGET_SESSION + SPACE_XS);
    const float right = fmaxf(digits, controls);
    const float ring = figure ? 0 : fminf(CLOCK_LEAST * plan->edge, page.h);
    Rect left = ui_cut_left(&page, fminf(fmaxf(page.w / 2, ring), page.w - right - gap));
    (void)ui_cut_left(&page, gap);
    out->rows = ui_centered(ui, ui_cut_bottom(&page, rows_height(plan)), SIZE_CONTENT_MAX);
    (void)ui_cut_bottom(&page, gap);
    if (strip_height(plan) > 0) {
        out->strip = ui_centered(ui, ui_cut_bottom(&page, strip_height(plan)), SIZE_CONTENT_MAX);
        (void)ui_cut_bottom(&page, gap);
    }
    if (!plan->roomy && needs_action(plan->view)) {
        /* It takes from the figure, but not from digits inside the ring. */
        Rect *const from = figure ? &left : &page;
        out->action = ui_cut_bottom(from, ui_px(ui, SIZE_TARGET_SESSION));
        (void)ui_cut_bottom(from, gap);
    }
    out->stage = left;
    const bool card = plan->rests && plan->figure;
    const float wanted = fminf(page.h - head_height(plan, page.w) - gap, page.w * CARD_MOST);
    const float comes = card ? fmaxf(card_height(plan, page.w), wanted) : 0;
    const float head = head_height(plan, page.w) + comes + (card ? gap : 0);
    const float number =
        figure ? fminf(fmaxf(page.h - head - 2 * gap, number_least(plan)), number_most(plan)) : 0;
    const float spare = page.h - head - number - (figure ? 2 * gap : 0);
    (void)ui_cut_top(&page, fmaxf(spare / 2, 0));
    place_words(plan, ui_cut_top(&page, head_height(plan, page.w)), out);
    (void)ui_cut_top(&page, gap);
    if (card) {
        place_card(plan, ui_cut_top(&page, comes), out);
    }
    if (figure) {
        (void)ui_cut_top(&page, gap);
        out->number = ui_cut_top(&page, number);
    }
}

/* Whether the words of this fit leave the digits what they need beside the controls. */
static float beside_spare(const Plan *plan)
{
    const bool card = plan->rests && plan->figure;
    const float width = plan->page.w / 2;
    const float number = plan->figure && !plan->rests ? number_least(plan) : 0;
    return plan->page.h - rows_height(plan) - strip_height(plan) - head_height(plan, width) -
           number - (card ? card_height(plan, width) : 0) - 4 * ui_px(plan->shell->ui, SPACE_S);
}

/* ---- together -------------------------------------------------------------------------------- */

static bool fits_well(const Plan *plan)
{
    if (plan->wide) {
        return beside_spare(plan) >= 0;
    }
    const bool figure = plan->figure && !plan->rests;
    const float least = figure ? plan->fit->stage : CLOCK_LEAST;
    return upright_stage(plan, figure) >= fminf(least * plan->edge, plan->page.w);
}

/* What the digits lack, or have to spare. */
static float spare_of(const Plan *plan, bool figure)
{
    if (plan->wide) {
        return beside_spare(plan);
    }
    const float least = figure ? ui_px(plan->shell->ui, STAGE_LEAST_DP)
                               : fminf(CLOCK_LEAST * plan->edge, plan->page.w);
    return upright_stage(plan, figure) - least;
}

/* Makes the lines of the words lower by what the digits lack. Gaps do not give way, so it takes
 * more than one step. */
static void squeeze(Plan *plan, bool figure)
{
    const float width = plan->wide ? plan->page.w / 2 : plan->page.w;
    const bool card = plan->rests && plan->figure;
    for (int32_t i = 0; i < SQUEEZE_STEPS; i++) {
        const float words = head_height(plan, width) + (card ? card_height(plan, width) : 0);
        const float spare = spare_of(plan, figure);
        if (spare < 0) {
            plan->squeeze = fmaxf(plan->squeeze * (words + spare) / words, SQUEEZE_MOST);
        }
    }
}

static void place_question(const Plan *plan, PlayerLayout *out)
{
    Ui *ui = plan->shell->ui;
    Rect page = plan->page;
    const float target = ui_px(ui, SIZE_TARGET_SESSION);
    const float gap = ui_px(ui, SPACE_S);
    out->rows = ui_centered(ui, ui_cut_bottom(&page, 2 * target + gap), SIZE_CONTENT_MAX);
    Rect rows = out->rows;
    out->action = ui_cut_top(&rows, target);
    (void)ui_cut_top(&rows, gap);
    out->back = rows;
    (void)ui_cut_bottom(&page, gap);
    out->question = ui_centered(ui, page, SIZE_CONTENT_MAX);
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
        .rests = view->segment->kind == SEGMENT_REST,
        .paused = view->state == PLAYER_PAUSED,
    };
    if (view->segment->kind == SEGMENT_CHECK) {
        place_question(&plan, &out);
        return out;
    }
    size_t i = 0;
    plan.squeeze = 1;
    plan.fit = &fits[i];
    while (!fits_well(&plan) && i + 1 < SF_COUNT(fits)) {
        plan.fit = &fits[++i];
    }
    bool figure = plan.figure && !plan.rests;
    squeeze(&plan, figure);
    if (wide) {
        place_beside(&plan, figure, &out);
    } else {
        figure = figure && upright_stage(&plan, true) >= ui_px(ui, STAGE_LEAST_DP) - 1;
        place_upright(&plan, figure, &out);
    }
    place_controls(&plan, &out);
    place_top_strip(&plan, &out);
    return out;
}
