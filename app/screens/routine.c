/* SPDX-License-Identifier: MIT */
/* What a routine holds, before it starts. The sound device opens here, so that it has settled when
 * the first tone is due. */
#include "page.h"

#include <string.h>

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
    const Platform *platform = shell->model->platform;
    if (platform->audio_open(platform->context) == AUDIO_MISSING &&
        !shell->model->sound_missing_said && shell->model->settings.volume > 0) {
        shell->model->sound_missing_said = true;
        model_notice(shell->model, "%s", word(WORD_PLAYER_NO_SOUND));
    }
}

static void leave(Shell *shell, void *memory)
{
    (void)memory;
    const Platform *platform = shell->model->platform;
    if (shell->model->session == NULL) {
        platform->audio_close(platform->context);
    }
}

static const char *amount(Shell *shell, const Dose *dose)
{
    switch (dose->kind) {
    case STEP_REPS:
        return say(shell, WORD_DOSE_REPS, (int)dose->reps);
    case STEP_HOLD:
    case STEP_TIME:
    case STEP_WALK:
    case STEP_RUN:
    case STEP_REST:
        return dose->seconds_ms >= 60000 && dose->seconds_ms % 60000 == 0
                   ? say(shell, WORD_DOSE_MINUTES, (int)(dose->seconds_ms / 60000))
                   : say(shell, WORD_DOSE_SECONDS, (int)((dose->seconds_ms + 500) / 1000));
    case STEP_MAX:
        return word(WORD_DOSE_MAX);
    case STEP_CHECK:
        return word(WORD_DOSE_CHECK);
    }
    return "";
}

static const char *dose_text(Shell *shell, const Dose *dose)
{
    const char *sets = dose->sets > 1 ? say(shell, WORD_DOSE_SETS, (int)dose->sets) : "";
    const char *sides = "";
    if (dose->sides == SIDES_EACH) {
        sides = word(dose->order == ORDER_ALTERNATE ? WORD_DOSE_ALTERNATE : WORD_DOSE_EACH);
    }
    return ui_format(shell->ui, "%s%s%s", sets, amount(shell, dose), sides);
}

static void show_nodes(Shell *shell, const Node *nodes, int32_t count)
{
    Ui *ui = shell->ui;
    for (int32_t i = 0; i < count; i++) {
        const Node *node = &nodes[i];
        if (node->is_group) {
            ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT_SOFT, say(shell, WORD_ROUNDS, node->rounds));
            ui_push_index(ui, i);
            show_nodes(shell, node->children, node->child_count);
            ui_pop_id(ui);
            continue;
        }
        const char *dose = dose_text(shell, &node->step.dose);
        if (node->step.exercise == NULL) {
            ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, node->step.name);
            ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
                    node->step.text != NULL ? node->step.text : dose);
        } else if (ui_row_item(ui, node->step.id, node->step.name, dose, NULL)) {
            const ExerciseArgs args = {node->step.exercise};
            nav_push(shell->nav, &screen_exercise, &args, sizeof(args));
        }
    }
}

static void start(Shell *shell, RoutineState *state)
{
    const SfError error =
        model_start(shell->model, state->program, state->routine, &state->trouble);
    if (error == SF_OK) {
        nav_replace(shell->nav, &screen_player, NULL, 0);
    }
}

static void about(Shell *shell, const RoutineState *state)
{
    Ui *ui = shell->ui;
    page_notice(shell);
    if (state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
    if (state->startable) {
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, say_length(shell, state->total_ms, state->about));
    }
    if (state->routine->summary != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, state->routine->summary);
    }
}

static void frame(Shell *shell, void *memory)
{
    RoutineState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, state->routine->title, true);
    Rect steps;
    const bool split = page_split(shell, &page, &steps);
    const bool go =
        state->startable && page_footer(shell, &page, "start", word(WORD_ROUTINE_START));
    ui_scroll_begin(ui, "routine", page, SPACE_S);
    about(shell, state);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "steps", steps, SPACE_S);
    } else {
        ui_space(ui, SPACE_S);
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_ROUTINE_STEPS));
    show_nodes(shell, state->routine->nodes, state->routine->node_count);
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
