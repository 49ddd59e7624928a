/* SPDX-License-Identifier: MIT */
/* Opening and reading the log, and starting a session. */
#include "model_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "surefoot/limits.h"
#include "surefoot/log.h"

void model_notice(Model *model, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(model->notice, sizeof(model->notice), format, args);
    va_end(args);
}

/* Reads the log. *ahead: some record was made while the clock was ahead. */
SfError model__read_history(const Model *model, History *out, bool *ahead, SfErrorInfo *err)
{
    const SfError error = store_history(model->store, out, err);
    *ahead = history_hold_from(out, model_day(model));
    return error;
}

void model__apply_volumes(const Model *model)
{
    const Platform *platform = model->platform;
    const float most = (float)SETTINGS_VOLUME_MAX;
    platform->audio_volume(platform->context, (float)model->settings.volume / most);
    if (platform->audio_voice_volume != NULL) {
        platform->audio_voice_volume(platform->context, (float)model->settings.voice_volume / most);
    }
    if (platform->audio_over_silence != NULL) {
        platform->audio_over_silence(platform->context, model->settings.over_silence);
    }
}

Day model_day(const Model *model)
{
    return calendar_day_of(log_now(model->platform), CALENDAR_DAY_START_MIN);
}

/* Replaces the last reading of the log with a new one. */
static bool read_again(Model *model, bool *ahead)
{
    History history = {0};
    SfErrorInfo err = {0};
    (void)store_take_damaged(model->store); /* only of this reading */
    if (model__read_history(model, &history, ahead, &err) != SF_OK) {
        model_notice(model, "Your log could not be read just now: %s", err.text);
        return false;
    }
    history_deinit(&model->history);
    model->history = history;
    model->damaged = store_take_damaged(model->store);
    model->readings++;
    return true;
}

void model_refresh(Model *model)
{
    bool ahead = false;
    if (!read_again(model, &ahead) ||
        (ahead && model__put_clock_right(model) && !read_again(model, &ahead))) {
        return;
    }
    if (today_compute(&model->today, &model->library, &model->history, model_day(model)) != SF_OK) {
        model_notice(model, "There is not enough memory to work out today.");
    }
}

/* The side that began when this routine was last done, for "first": "not_last". */
static Side last_first_side(const Model *model, const Program *program, const Routine *routine)
{
    char path[2 * LIMIT_ID_BYTES + 2];
    (void)sf_format(path, sizeof(path), "%s/%s", program->id, routine->id);
    for (int32_t i = model->history.session_count - 1; i >= 0; i--) {
        const HistorySession *session = &model->history.sessions[i];
        if (session->day <= model_day(model) &&
            strcmp(model->history.names[session->routine], path) == 0) {
            return session->first_side;
        }
    }
    return SIDE_NONE;
}

StopBy model_stance_place(const Model *model)
{
    const StopBy place = model->settings.stance_place;
    const bool feels = model->platform->motion_there(model->platform->context);
    return place == STOP_WAIST && !feels ? STOP_THUMB : place;
}

Profile model_profile(const Model *model, const Program *program, const Routine *routine)
{
    Profile profile = profile_default();
    profile.worse = model->today.worse_knee;
    profile.last_first = last_first_side(model, program, routine);
    profile.ready_ms = model->settings.ready_s * 1000;
    profile.halfway = model->settings.halfway;
    if (routine->mode == MODE_BALANCE) {
        profile.stance = (StanceSetup){.surface = model->settings.stance_surface,
                                       .stop = model_stance_place(model),
                                       .cap_ms = model->settings.balance_cap_s * 1000};
    }
    profile.speech_ms = model->platform->speech_ms;
    profile.speech_context = model->platform->context;
    return profile;
}

bool model_follows(const Model *model, const Program *program)
{
    return history_follows(&model->history, program->id);
}

/* ---- acting --------------------------------------------------------------------------------- */

/* There is only one journal: a session that waits in it is saved to the log first. */
static void settle(Model *model, const SessionPorts *ports)
{
    if (model->session == NULL && session_recover(&model->session, ports, NULL) != SF_OK) {
        return;
    }
    Session *session = model->session;
    const bool waited = session_waiting_sets(session) >= 0;
    (void)session_leave(session);
    if (session_log(session) == SF_OK && waited && session_logged(session)) {
        model_notice(model, "What you had done of \"%s\" is saved.",
                     session_timeline(session)->title);
    }
}

SfError model_start(Model *model, const Program *program, const Routine *routine, SfErrorInfo *err)
{
    const Profile profile = model_profile(model, program, routine);
    return model_start_with(model, program, routine, &profile, err);
}

SfError model_start_with(Model *model,
                         const Program *program,
                         const Routine *routine,
                         const Profile *profile,
                         SfErrorInfo *err)
{
    const SessionPorts ports = {model->platform, model->store, &model->library, &model->settings};
    if (today_locked(&model->today)) {
        return sf_fail(err, SF_E_STATE, "Please have your knee checked first.");
    }
    settle(model, &ports);
    session_destroy(model->session);
    model->session = NULL;
    const SfError error = session_create(&model->session, &ports, program, routine, profile, err);
    if (error == SF_OK) {
        session_on_heard(model->session, model->heard, model->heard_context);
    }
    return error;
}

void model_end_session(Model *model)
{
    session_destroy(model->session);
    model->session = NULL;
    model_refresh(model);
}

Fact model_fact(const Model *model, FactKind kind)
{
    return log_fact(model->platform, model->store, kind);
}

void model_settings(Model *model, const Settings *settings)
{
    SfErrorInfo err = {0};
    model->settings = *settings;
    model__apply_volumes(model);
    if (settings_save(settings, model->store, &err) != SF_OK) {
        model_notice(model, "This setting could not be kept: %s", err.text);
    }
}

Fact *model__deletions(const Model *model, const Fact *facts, int32_t count)
{
    Fact *deletions = sf_alloc((size_t)count * sizeof(*deletions));
    for (int32_t i = 0; deletions != NULL && i < count; i++) {
        deletions[i] = model_fact(model, facts[i].kind);
        deletions[i].supersedes = facts[i].id;
        deletions[i].tombstone = true;
    }
    return deletions;
}

void model_end_undo(Model *model)
{
    sf_free(model->undo.file);
    sf_free(model->undo.back);
    model->undo = (ModelUndo){0};
}
