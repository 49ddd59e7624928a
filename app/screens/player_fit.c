/* SPDX-License-Identifier: MIT */
/* How much room the words of the player's page take, and which sizes leave the digits theirs. */
#include "player_plan.h"

#include <math.h>

#define THIRD (1.0F / 3.0F)
#define NUMBER_MOST 0.37F /* of the short edge, where there is room */
#define SQUEEZE_STEPS 3
#define SQUEEZE_MOST 0.5F /* text is at most twice its size */
#define NAME_LINES 2
#define CARD_LEAST_DP 72.0F

static const Fit fits[] = {
    {TEXT_DISPLAY, TEXT_TITLE, TEXT_HEADING, true, 0.7F},
    {TEXT_DISPLAY, TEXT_HEADING, TEXT_HEADING, true, 0.6F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_BODY_STRONG, true, 0.5F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_BODY_STRONG, false, 0.4F},
    {TEXT_HEADING, TEXT_BODY_STRONG, TEXT_BODY_STRONG, false, 0.3F},
    {TEXT_BODY_STRONG, TEXT_BODY_STRONG, TEXT_SMALL, false, 0},
};

static float line_height(Ui *ui, TextStyle style)
{
    return ui_text_height(ui, style, ui_px(ui, SIZE_CONTENT_MAX), "M");
}

/* Of the words about the set. Enlarged text shrinks in a line that is lower. */
float player__word_height(const Plan *plan, TextStyle style)
{
    return line_height(plan->shell->ui, style) * plan->squeeze;
}

float player__name_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float most = NAME_LINES * line_height(ui, plan->fit->name);
    const float wanted =
        ui_text_height(ui, plan->fit->name, width, face_title(plan->shell, plan->view));
    return fminf(wanted, most) * plan->squeeze;
}

float player__card_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float beside =
        (width - 2 * ui_px(ui, SPACE_S)) * (1 - CARD_FIGURE_MOST) - ui_px(ui, SPACE_M);
    const float text = player__name_height(plan, beside) +
                       player__word_height(plan, plan->fit->where) +
                       ui_px(ui, SPACE_XS + 2 * SPACE_S);
    return fmaxf(text, ui_px(ui, CARD_LEAST_DP));
}

/* Of the words above the clock; in a rest exercise and set are on the card instead. */
float player__head_height(const Plan *plan, float width)
{
    Ui *ui = plan->shell->ui;
    const float phase = player__word_height(plan, plan->fit->phase);
    if (plan->rests && plan->figure) {
        return phase;
    }
    return phase + player__name_height(plan, width) + player__word_height(plan, plan->fit->where) +
           ui_px(ui, SPACE_XS);
}

float player__strip_height(const Plan *plan)
{
    const bool shown =
        (!plan->wide || plan->roomy) && plan->fit->strip && (!plan->rests || plan->paused);
    return shown ? ui_px(plan->shell->ui, SIZE_TARGET) : 0;
}

float player__rows_height(const Plan *plan)
{
    const bool two = !plan->wide || plan->roomy;
    return ui_px(plan->shell->ui, two ? 2 * SIZE_TARGET_SESSION + SPACE_S : SIZE_TARGET_SESSION);
}

/* A little more than a third: fonts come in whole px. */
float player__number_least(const Plan *plan)
{
    return ceilf(plan->edge * THIRD) + 2;
}

/* Counted sets say beside the digits how many are to be done; minutes take the whole width. */
float player__number_most(const Plan *plan)
{
    const bool least = plan->large || plan->view->segment->kind == SEGMENT_REPS;
    return least ? player__number_least(plan) : plan->edge * NUMBER_MOST;
}

/* What is left for the ring, with digits below it if they stand apart. */
float player__upright_stage(const Plan *plan)
{
    const float width = plan->page.w;
    const float card = plan->rests && plan->figure ? player__card_height(plan, width) : 0;
    const float number =
        plan->apart ? player__number_least(plan) + 2 * ui_px(plan->shell->ui, SPACE_S) : 0;
    return plan->page.h - player__head_height(plan, width) - player__strip_height(plan) -
           player__rows_height(plan) - 4 * ui_px(plan->shell->ui, SPACE_S) - card - number;
}

/* Whether the words of this fit leave the digits what they need beside the controls. */
static float beside_spare(const Plan *plan)
{
    const bool card = plan->rests && plan->figure;
    const float width = plan->page.w / 2;
    const float number = plan->apart ? player__number_least(plan) : 0;
    return plan->page.h - player__rows_height(plan) - player__strip_height(plan) -
           player__head_height(plan, width) - number -
           (card ? player__card_height(plan, width) : 0) - 4 * ui_px(plan->shell->ui, SPACE_S);
}

static bool fits_well(const Plan *plan)
{
    if (plan->wide) {
        return beside_spare(plan) >= 0;
    }
    const float least = plan->apart ? plan->fit->stage : CLOCK_LEAST;
    return player__upright_stage(plan) >= fminf(least * plan->edge, plan->page.w);
}

/* What the digits lack, or have to spare. */
static float spare_of(const Plan *plan)
{
    if (plan->wide) {
        return beside_spare(plan);
    }
    const float least = plan->apart ? ui_px(plan->shell->ui, STAGE_LEAST_DP)
                                    : fminf(CLOCK_LEAST * plan->edge, plan->page.w);
    return player__upright_stage(plan) - least;
}

/* Makes the lines of the words lower by what the digits lack. Gaps do not give way, so it takes
 * more than one step. */
static void squeeze(Plan *plan)
{
    const float width = plan->wide ? plan->page.w / 2 : plan->page.w;
    const bool card = plan->rests && plan->figure;
    for (int32_t i = 0; i < SQUEEZE_STEPS; i++) {
        const float words =
            player__head_height(plan, width) + (card ? player__card_height(plan, width) : 0);
        const float spare = spare_of(plan);
        if (spare < 0) {
            plan->squeeze = fmaxf(plan->squeeze * (words + spare) / words, SQUEEZE_MOST);
        }
    }
}

void player__fit(Plan *plan)
{
    size_t i = 0;
    plan->squeeze = 1;
    plan->fit = &fits[i];
    while (!fits_well(plan) && i + 1 < SF_COUNT(fits)) {
        plan->fit = &fits[++i];
    }
    squeeze(plan);
}
