/* SPDX-License-Identifier: MIT */
/* The page of a routine before it starts. It opens the sound device, so that the device is ready
 * when the first tone is due. */
#include "shared/figure_view.h"
#include "shared/telling.h"
#include "today/flag_card.h"

#include <string.h>

#define NEED_MAX 16 /* at most so many different things are listed */

typedef struct RoutineState {
    const Program *program;
    const Routine *routine;
    int64_t total_ms;
    bool about;
    bool startable;
    SfErrorInfo trouble;
} RoutineState;

static void enter(Shell *shell, void *memory, const void *args)
{
    RoutineState *state = memory;
    const RoutineArgs *given = args;
    state->program = given->program;
    state->routine = given->routine;
    const Profile profile = model_profile(shell->model, state->program, state->routine);
    Timeline timeline;
    if (timeline_compile(&timeline, &shell->model->library, state->program, state->routine,
                         &profile, &state->trouble) == SF_OK) {
        state->total_ms = timeline.total_ms;
        state->about = timeline.about;
        state->startable = true;
        timeline_deinit(&timeline);
    }
    if (model_want_sound(shell->model, true) == AUDIO_MISSING &&
        !shell->model->sound_missing_said && shell->model->settings.volume > 0) {
        shell->model->sound_missing_said = true;
        model_notice(shell->model, "%s", word(WORD_PLAYER_NO_SOUND));
    }
}

static void leave(Shell *shell, void *memory)
{
    (void)memory;
    if (shell->model->session == NULL) {
        (void)model_want_sound(shell->model, false);
    }
}

/* ---- the steps ------------------------------------------------------------------------------ */

static void show_step(Shell *shell, const Step *step)
{
    Ui *ui = shell->ui;
    const char *dose = tell_dose(shell, &step->dose);
    if (step->exercise == NULL) {
        ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, step->name);
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, step->text != NULL ? step->text : dose);
    } else if (figure_row(shell, step->id, step->name, dose, step->exercise->id)) {
        const ExerciseArgs args = {step->exercise};
        nav_push(shell->nav, &screen_exercise, &args, sizeof(args));
    }
}

static void show_nodes(Shell *shell, const Node *nodes, int32_t count)
{
    Ui *ui = shell->ui;
    for (int32_t i = 0; i < count; i++) {
        const Node *node = &nodes[i];
        if (!node->is_group) {
            show_step(shell, &node->step);
            continue;
        }
        ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, say(shell, WORD_ROUNDS, node->rounds));
        ui_push_index(ui, i);
        show_nodes(shell, node->children, node->child_count);
        ui_pop_id(ui);
    }
}

/* ---- what it takes -------------------------------------------------------------------------- */

typedef struct Needs {
    const char *things[NEED_MAX];
    int32_t thing_count;
    const char *list;      /* the things, each once */
    const char *positions; /* the positions in order, without repeats in a row */
    const char *last;      /* the last position */
    int32_t exercises;
} Needs;

static void need_thing(Shell *shell, Needs *needs, const char *thing)
{
    for (int32_t i = 0; i < needs->thing_count; i++) {
        if (strcmp(needs->things[i], thing) == 0) {
            return;
        }
    }
    if (needs->thing_count < NEED_MAX) {
        needs->things[needs->thing_count++] = thing;
        needs->list = tell_more(shell, needs->list, thing);
    }
}

static void need_position(Shell *shell, Needs *needs, const char *position)
{
    if (position == NULL || (needs->last != NULL && strcmp(needs->last, position) == 0)) {
        return;
    }
    const char *text = tell_position(position);
    needs->positions =
        needs->last == NULL ? text : say(shell, WORD_ROUTINE_THEN, needs->positions, text);
    needs->last = position;
}

static void read_needs(Shell *shell, Needs *needs, const Node *nodes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const Exercise *exercise = nodes[i].is_group ? NULL : nodes[i].step.exercise;
        if (nodes[i].is_group) {
            read_needs(shell, needs, nodes[i].children, nodes[i].child_count);
        } else if (exercise != NULL) {
            needs->exercises++;
            need_position(shell, needs, exercise->position);
            for (int32_t k = 0; k < exercise->equipment.count; k++) {
                need_thing(shell, needs, exercise->equipment.items[k]);
            }
        }
    }
}

static const char *last_time(Shell *shell, const RoutineState *state)
{
    Day day = 0;
    return model_last_done(shell->model, state->program, state->routine, &day)
               ? tell_past(shell, day, model_day(shell->model))
               : word(WORD_ROUTINE_NEVER);
}

static void about(Shell *shell, const RoutineState *state)
{
    Ui *ui = shell->ui;
    Needs needs = {0};
    read_needs(shell, &needs, state->routine->nodes, state->routine->node_count);
    if (state->startable) {
        const char *count = needs.exercises == 1
                                ? word(WORD_ROUTINE_COUNT_ONE)
                                : say(shell, WORD_ROUTINE_COUNT, (int)needs.exercises);
        const char *length = say_length(shell, state->total_ms, state->about);
        ui_value(ui, TEXT_TITLE, COLOR_TEXT, ALIGN_LEFT, length);
        if (needs.exercises > 1) {
            ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, count);
        }
    }
    if (state->routine->summary != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, state->routine->summary);
    }
    ui_space(ui, SPACE_S);
    page_fact(shell, WORD_ROUTINE_NEED, needs.list);
    page_fact(shell, WORD_ROUTINE_POSITIONS, needs.positions);
    page_fact(shell, WORD_ROUTINE_LAST, last_time(shell, state));
}

/* ---- reasons to wait ------------------------------------------------------------------------ */

typedef struct Hold {
    const char *reason; /* NULL: there is no reason to wait */
    const Criterion *failed;
} Hold;

static Hold hold_of(const Shell *shell, const Routine *routine)
{
    const Model *model = shell->model;
    Hold hold = {0};
    hold.reason =
        today_held(&model->today, routine, &model->history, model_day(model), &hold.failed);
    return hold;
}

static bool is_for(const Hold *hold, const char *reason)
{
    return hold->reason != NULL && strcmp(hold->reason, reason) == 0;
}

/* True for reasons that forbid it. A red flag and a limit on pain protect the knee; all other
 * reasons are advice. */
static bool forbids(const Hold *hold)
{
    return is_for(hold, REASON_FLAG) || is_for(hold, REASON_PAIN) ||
           (hold->failed != NULL && criterion_protects(hold->failed));
}

static const char *tell_hold(Shell *shell, const Hold *hold)
{
    if (is_for(hold, REASON_SORE)) {
        const char *why = tell_sore(shell, &shell->model->today.sore);
        return say(shell, forbids(hold) ? WORD_TODAY_FLARE_TEXT : WORD_ROUTINE_FLARE, why);
    }
    return hold->failed != NULL ? tell_criterion(shell, hold->failed)
                                : say(shell, WORD_OPENS_RUN, RUN_MORNING_MAX);
}

/* A routine of the same program that may be done today instead. */
static const Routine *instead_of(const Shell *shell, const RoutineState *state)
{
    for (int32_t i = 0; i < state->program->routine_count; i++) {
        const Routine *other = &state->program->routines[i];
        if (other != state->routine && hold_of(shell, other).reason == NULL) {
            return other;
        }
    }
    return NULL;
}

static void held_card(Shell *shell, const RoutineState *state, const Hold *hold)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "held");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_ROUTINE_HELD));
    ui_text(ui, TEXT_BODY, COLOR_TEXT, tell_hold(shell, hold));
    if (hold->failed != NULL && hold->failed->kind != CRITERION_SESSIONS_MIN &&
        ui_row_item(ui, "log-knees", word(WORD_ROUTINE_HELD_LOG), NULL, NULL)) {
        nav_push(shell->nav, &screen_knees, NULL, 0);
    }
    const Routine *other = instead_of(shell, state);
    if (other != NULL &&
        ui_row_item(ui, "instead", say(shell, WORD_ROUTINE_HELD_OTHER, other->title), NULL, NULL)) {
        const RoutineArgs args = {state->program, other};
        nav_replace(shell->nav, &screen_routine, &args, sizeof(args));
    }
    ui_card_end(ui);
}

/* ---- the page ------------------------------------------------------------------------------- */

static void start(Shell *shell, RoutineState *state)
{
    const SfError error =
        model_start(shell->model, state->program, state->routine, &state->trouble);
    if (error == SF_OK) {
        nav_replace(shell->nav, &screen_player, NULL, 0);
    }
}

static void said(Shell *shell, const RoutineState *state, const Hold *hold)
{
    page_notice(shell);
    if (state->trouble.text[0] != '\0') {
        ui_text(shell->ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
    if (hold->reason != NULL) {
        if (is_for(hold, REASON_FLAG)) {
            flag_card(shell);
        } else {
            held_card(shell, state, hold);
        }
        ui_space(shell->ui, SPACE_S);
    }
}

static void frame(Shell *shell, void *memory)
{
    RoutineState *state = memory;
    Ui *ui = shell->ui;
    const Hold hold = hold_of(shell, state->routine);
    Rect page = page_begin_wide(shell, state->routine->title, true);
    Rect steps;
    const bool split = page_split(shell, &page, &steps);
    const Word label = hold.reason != NULL ? WORD_ROUTINE_ANYWAY : WORD_ROUTINE_START;
    const bool go =
        state->startable && !forbids(&hold) && page_footer(shell, &page, "start", word(label));
    ui_scroll_begin(ui, "routine", page, SPACE_S);
    said(shell, state, &hold);
    about(shell, state);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "steps", steps, SPACE_S);
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_ROUTINE_STEPS));
    } else {
        page_heading(shell, word(WORD_ROUTINE_STEPS));
    }
    show_nodes(shell, state->routine->nodes, state->routine->node_count);
    if (state->routine->node_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_ROUTINE_EMPTY));
    }
    ui_scroll_end(ui);
    if (go) {
        start(shell, state);
    }
}

const Screen screen_routine = {
    .name = "routine",
    .state_size = sizeof(RoutineState),
    .enter = enter,
    .frame = frame,
    .leave = leave,
};
