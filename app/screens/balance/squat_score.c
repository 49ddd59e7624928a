/* SPDX-License-Identifier: MIT */
/* The page after the half squats: how the knee moved in each squat, as the person saw it. It is
 * saved with the last answer. The page says nothing about muscles. */
#include "balance_start.h"
#include "session/after.h"
#include "squat_chart.h"

#define HIP_PROGRAM "hip-and-knee"
#define HIP_ROUTINE "three"
#define ANSWER_DP 150.0F /* least width of one of three answers side by side */
#define ANSWERS (LEGS * SQUAT_REPS)

typedef enum Seen { SEEN_STEADY, SEEN_WOBBLED, SEEN_INWARD, SEEN_KINDS } Seen;

typedef struct ScoreState {
    Side legs[LEGS]; /* the legs that did squats, in their order */
    int32_t leg_count;
    Seen seen[ANSWERS];
    int32_t count;
    bool kept;
    Day today;
    SfErrorInfo trouble;
} ScoreState;

static void add_leg(ScoreState *state, Side leg)
{
    for (int32_t i = 0; i < state->leg_count; i++) {
        if (state->legs[i] == leg) {
            return;
        }
    }
    if (state->leg_count < LEGS && (leg == SIDE_LEFT || leg == SIDE_RIGHT)) {
        state->legs[state->leg_count++] = leg;
    }
}

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    ScoreState *state = memory;
    after_enter(shell);
    state->today = model_day(shell->model);
    const Player *player = session_player(shell->model->session);
    const Timeline *timeline = session_timeline(shell->model->session);
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Outcome outcome = player->credits[i].outcome;
        if (outcome == OUTCOME_DONE || outcome == OUTCOME_PARTIAL) {
            add_leg(state, timeline->segments[i].side);
        }
    }
}

static int32_t wanted(const ScoreState *state)
{
    return state->leg_count * SQUAT_REPS;
}

static SquatFact fact_of(const ScoreState *state, int32_t leg)
{
    int32_t counts[SEEN_KINDS] = {0};
    for (int32_t i = 0; i < SQUAT_REPS; i++) {
        counts[state->seen[leg * SQUAT_REPS + i]]++;
    }
    return (SquatFact){.leg = state->legs[leg],
                       .steady = counts[SEEN_STEADY],
                       .wobbled = counts[SEEN_WOBBLED],
                       .inward = counts[SEEN_INWARD]};
}

static void keep(Shell *shell, ScoreState *state)
{
    Fact facts[LEGS];
    for (int32_t i = 0; i < state->leg_count; i++) {
        facts[i] = model_fact(shell->model, FACT_SQUAT);
        facts[i].body.squat = fact_of(state, i);
    }
    state->kept = model_add(shell->model, facts, state->leg_count, word(WORD_SCORE_DONE),
                            &state->trouble) == SF_OK;
}

/* ---- the question --------------------------------------------------------------------------- */

static void dots(Shell *shell, const ScoreState *state, Side leg, int32_t first)
{
    Ui *ui = shell->ui;
    Rect row = ui_next(ui, ui_px(ui, SIZE_MARK));
    const float cell = row.w / SQUAT_REPS;
    for (int32_t i = 0; i < SQUAT_REPS; i++) {
        const Rect place = ui_cut_left(&row, cell);
        const Point middle = {place.x + place.w / 2.0F, place.y + place.h / 2.0F};
        const bool said = first + i < state->count;
        ui_shape(ui, middle, said ? SPACE_S : SPACE_XS, leg_shape(leg),
                 ui_color(ui, said ? leg_color(leg) : COLOR_OUTLINE));
    }
}

static void ask(Shell *shell, ScoreState *state)
{
    static const Word answers[SEEN_KINDS] = {WORD_SCORE_STEADY, WORD_SCORE_WOBBLED,
                                             WORD_SCORE_INWARD};
    static const char *const keys[SEEN_KINDS] = {"steady", "wobbled", "inward"};
    Ui *ui = shell->ui;
    const int32_t index = state->count / SQUAT_REPS;
    const Side leg = state->legs[index];
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_SCORE_TITLE));
    leg_heading(
        shell, leg,
        say(shell, WORD_SCORE_AT, tell_leg(leg), (int)(state->count % SQUAT_REPS + 1), SQUAT_REPS));
    dots(shell, state, leg, index * SQUAT_REPS);
    /* Each squat has its own buttons, so a double tap does not answer for the next squat. */
    ui_push_index(ui, state->count);
    ui_row_begin(ui, SEEN_KINDS, ANSWER_DP);
    for (int32_t i = 0; i < SEEN_KINDS; i++) {
        ui_row_next(ui);
        const Rect place = ui_next(ui, ui_px(ui, SIZE_TARGET_SESSION));
        if (ui_button_in(ui, keys[i], place, word(answers[i]), BUTTON_SECONDARY, true)) {
            state->seen[state->count++] = (Seen)i;
        }
    }
    ui_row_end(ui);
    ui_pop_id(ui);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_SCORE_HINT));
    if (state->count > 0 && ui_button(ui, "again", word(WORD_SCORE_BACK), BUTTON_QUIET)) {
        state->count--;
    }
    if (state->count == wanted(state)) {
        keep(shell, state);
    }
}

/* ---- the answer ----------------------------------------------------------------------------- */

static void advice(Shell *shell, const ScoreState *state)
{
    Ui *ui = shell->ui;
    bool steady = true;
    for (int32_t i = 0; i < state->leg_count; i++) {
        steady = steady && fact_of(state, i).steady == SQUAT_REPS;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(steady ? WORD_SCORE_ALL : WORD_SCORE_HIP));
    const Program *program = library_program(&shell->model->library, HIP_PROGRAM);
    const Routine *routine = program != NULL ? program_routine(program, HIP_ROUTINE) : NULL;
    if (routine != NULL && ui_button(ui, "hip", word(WORD_SCORE_ROUTINE), BUTTON_SECONDARY)) {
        const RoutineArgs args = {program, routine};
        nav_reset(shell->nav, &screen_today, NULL, 0);
        nav_push(shell->nav, &screen_routine, &args, sizeof(args));
    }
}

static void result(Shell *shell, ScoreState *state)
{
    Ui *ui = shell->ui;
    if (state->leg_count == 0) {
        ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, word(WORD_RESULT_NOTHING));
        ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_SCORE_NOTHING_TEXT));
        return;
    }
    if (state->kept) {
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_SCORE_DONE));
    } else {
        ui_text(ui, TEXT_BODY, COLOR_CARE, say(shell, WORD_FINISH_UNSAVED, state->trouble.text));
        if (ui_button(ui, "keep", word(WORD_FINISH_RETRY), BUTTON_SECONDARY)) {
            keep(shell, state);
        }
    }
    advice(shell, state);
    squat_chart(shell, state->today);
}

static void frame(Shell *shell, void *memory)
{
    ScoreState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin(shell, word(WORD_SQUAT_TITLE), false);
    const bool asking = state->count < wanted(state);
    bool go = ui_take_back(ui);
    if (!asking) {
        go |= page_footer(shell, &page, "done", word(WORD_FINISH_CLOSE));
    }
    ui_scroll_begin(ui, asking ? "score" : "result", page, SPACE_M);
    page_notice(shell);
    if (asking) {
        ask(shell, state);
    } else {
        result(shell, state);
        after_saved(shell);
    }
    ui_scroll_end(ui);
    if (go) {
        nav_reset(shell->nav, &screen_today, NULL, 0);
    }
}

const Screen screen_squat_score = {
    .name = "squat_score",
    .state_size = sizeof(ScoreState),
    .enter = enter,
    .frame = frame,
    .leave = after_leave,
};
