/* SPDX-License-Identifier: MIT */
/* How much room the words of the player take, and which sizes leave enough room for the digits. */
#include "player_plan.h"

#include <math.h>

#define THIRD (1.0F / 3.0F)
#define NUMBER_MOST 0.37F /* of the short edge, if there is room */
#define SQUEEZE_STEPS 3
#define SQUEEZE_MOST 0.5F /* because text is at most twice its size */
#define WORDS_LINES 2
#define CARD_LEAST_DP 72.0F

static const Fit fits[] = {
    {TEXT_DISPLAY, TEXT_TITLE, TEXT_HEADING, true, 0.7F},
    {TEXT_DISPLAY, TEXT_HEADING, TEXT_HEADING, true, 0.6F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_HEADING, true, 0.5F},
    {TEXT_TITLE, TEXT_HEADING, TEXT_HEADING, false, 0.4F},
    {TEXT_HEADING, TEXT_BODY_STRONG, TEXT_BODY_STRONG, false, 0.3F},
    {TEXT_HEADING, TEXT_BODY_STRONG, TEXT_SMALL, false, 0},
};

static float line_height(Ui *ui, TextStyle style)
{
    return ui_text_height(ui, style, ui_px(ui, SIZE_CONTENT_MAX), "M");
}

/* The height of one text. In a lower place enlarged text shrinks. */
static float words_height(const Plan *plan, TextStyle style, float width, const char *text)
{
    Ui *ui = plan->shell->ui;
    if (text[0] == '\0') {
        return 0;
    }
    const float most = WORDS_LINES * line_height(ui, style);
    return fminf(ui_text_height(ui, style, width, text), most) * plan->squeeze;
}

static bool has_card(const Plan *plan)
{
    return plan->rests && plan->figure;
}

float player__phase_height(const Plan *plan)
{
    return words_height(plan, plan->fit->phase, plan->width, face_phase(plan->view));
}

TextStyle player__title_style(const Plan *plan)
{
    const bool name = face_side_word(plan->view) == NULL || has_card(plan);
    return name ? plan->fit->name : plan->fit->phase;
}

float player__title_height(const Plan *plan, float width)
{
    const TextStyle style = player__title_style(plan);
    return face_side_word(plan->view) != NULL
               ? line_height(plan->shell->ui, style) * plan->squeeze
               : words_height(plan, style, width, face_title(plan->shell, plan->view));
}

/* One line where there is little room, if the text at 100 % size fits into one. */
int32_t player__caption_lines(const Plan *plan, float width)
{
    const char *text = face_caption(plan->shell, plan->view);
    const float scale = ui_frame(plan->shell->ui)->text_scale;
    const float least = face_width(plan->shell, plan->fit->caption, text) / scale;
    return !plan->wide && !plan->fit->strip && least <= width ? 1 : WORDS_LINES;
}

float player__caption_height(const Plan *plan, float width)
{
    const float most = (float)player__caption_lines(plan, width) *
                       line_height(plan->shell->ui, plan->fit->caption) * plan->squeeze;
    return fminf(
        most, words_height(plan, plan->fit->caption, width, face_caption(plan->shell, plan->view)));
}

float player__card_height(const Plan *plan)
{
    Ui *ui = plan->shell->ui;
    const float width =
        (plan->width - 2 * ui_px(ui, SPACE_S)) * (1 - CARD_FIGURE_MOST) - ui_px(ui, SPACE_M);
    const float text = player__title_height(plan, width) + player__caption_height(plan, width) +
                       ui_px(ui, SPACE_XS + 2 * SPACE_S);
    return has_card(plan) ? fmaxf(text, ui_px(ui, CARD_LEAST_DP)) : 0;
}

/* In a rest all words but the phase are on the card instead. */
float player__head_height(const Plan *plan)
{
    const float phase = player__phase_height(plan);
    return has_card(plan)
               ? phase
               : phase + player__title_height(plan, plan->width) +
                     player__caption_height(plan, plan->width) + ui_px(plan->shell->ui, SPACE_XS);
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

/* The little more is for fonts, which have whole px. */
float player__number_least(const Plan *plan)
{
    return ceilf(plan->edge * THIRD) + 2;
}

float player__number_height(const Plan *plan, float width, float digits)
{
    return face_number_height(plan->shell, plan->view, width, digits);
}

/* Minutes take the whole width, so they cannot be higher. */
float player__number_most(const Plan *plan)
{
    const bool least = plan->large || plan->view->segment->kind == SEGMENT_REPS;
    return least ? player__number_least(plan) : plan->edge * NUMBER_MOST;
}

/* With digits below the ring if they are apart. */
float player__upright_stage(const Plan *plan)
{
    const float number =
        plan->apart ? player__number_least(plan) + 2 * ui_px(plan->shell->ui, SPACE_S) : 0;
    return plan->page.h - player__head_height(plan) - player__strip_height(plan) -
           player__rows_height(plan) - 4 * ui_px(plan->shell->ui, SPACE_S) -
           player__card_height(plan) - number;
}

/* The spare height of the words and digits where they are side by side; may be below 0. */
static float beside_spare(const Plan *plan)
{
    const float gap = ui_px(plan->shell->ui, SPACE_S);
    const float room = plan->page.h - player__rows_height(plan) - gap;
    if (plan->aside) {
        return room - player__head_height(plan);
    }
    const float least = player__number_least(plan);
    const float number = plan->apart ? player__number_height(plan, plan->width, least) : 0;
    return room - player__strip_height(plan) - player__head_height(plan) - number -
           player__card_height(plan) - 3 * gap;
}

/* True if the title fits. A side must be one line. */
static bool title_fits(const Plan *plan)
{
    const char *text = face_side_word(plan->view);
    const TextStyle style = player__title_style(plan);
    const FaceLeg leg = {face_side(plan->view), text, style, COLOR_WORK, false};
    const float height = line_height(plan->shell->ui, style);
    return text == NULL || face_leg_width(plan->shell, height, &leg) <= plan->width;
}

/* The height in px that is left beyond a ring of size `stage`. */
static float spare_over(const Plan *plan, float stage)
{
    if (plan->wide) {
        return beside_spare(plan);
    }
    const float least = plan->apart ? stage : fminf(CLOCK_LEAST * plan->edge, plan->page.w);
    return player__upright_stage(plan) - (plan->bare ? 0 : least);
}

static bool fits_well(const Plan *plan)
{
    return title_fits(plan) && spare_over(plan, plan->fit->stage * plan->edge) >= 0;
}

/* Makes the lines of the words lower by what the digits need. Gaps stay, so it takes several
 * steps. */
static bool squeeze(Plan *plan)
{
    const float stage = ui_px(plan->shell->ui, STAGE_LEAST_DP);
    for (int32_t i = 0; i < SQUEEZE_STEPS; i++) {
        const float words = player__head_height(plan) + player__card_height(plan);
        const float spare = spare_over(plan, stage);
        if (spare < 0) {
            plan->squeeze = fmaxf(plan->squeeze * (words + spare) / words, SQUEEZE_MOST);
        }
    }
    return plan->squeeze < 1;
}

bool player__fit(Plan *plan)
{
    size_t i = 0;
    plan->squeeze = 1;
    plan->fit = &fits[i];
    while (!fits_well(plan) && i + 1 < SF_COUNT(fits)) {
        plan->fit = &fits[++i];
    }
    return !squeeze(plan);
}
