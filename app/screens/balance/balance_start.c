/* SPDX-License-Identifier: MIT */
/* Starts the routines of the balance program, with the safety page before them if it is due. */
#include "balance_start.h"

bool stance_is_safe(const Shell *shell)
{
    return !settings_stance_safety_due(&shell->model->settings, model_day(shell->model));
}

void stance_begin(Shell *shell, void (*then)(Shell *shell))
{
    if (today_locked(&shell->model->today)) {
        nav_push(shell->nav, &screen_referral, NULL, 0);
        return;
    }
    if (stance_is_safe(shell)) {
        then(shell);
        return;
    }
    const StanceSafetyArgs args = {then};
    nav_push(shell->nav, &screen_stance_safety, &args, sizeof(args));
}

const Routine *balance_routine(const Shell *shell, const char *id, const Program **program)
{
    *program = library_program(&shell->model->library, BALANCE_PROGRAM);
    return *program != NULL ? program_routine(*program, id) : NULL;
}

void balance_play(Shell *shell, const char *id, const Profile *profile)
{
    Model *model = shell->model;
    const Program *program = NULL;
    const Routine *routine = balance_routine(shell, id, &program);
    SfErrorInfo err = {0};
    if (routine == NULL) {
        model_notice(model, "%s", word(WORD_BALANCE_PROGRAM_MISSING));
        return;
    }
    const Profile usual = model_profile(model, program, routine);
    if (model_start_with(model, program, routine, profile != NULL ? profile : &usual, &err) !=
        SF_OK) {
        model_notice(model, "%s", err.text);
        return;
    }
    nav_push(shell->nav, &screen_player, NULL, 0);
}

static void brush(Shell *shell)
{
    balance_play(shell, BALANCE_BRUSH, NULL);
}

void screen_begin_brushing(Shell *shell)
{
    stance_begin(shell, brush);
}

void balance_set_up(Shell *shell)
{
    nav_push(shell->nav, &screen_balance_setup, NULL, 0);
}

void balance_squat(Shell *shell)
{
    nav_push(shell->nav, &screen_squat, NULL, 0);
}
