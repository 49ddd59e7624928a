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
static SfError read_history(const Model *model, History *out, bool *ahead, SfErrorInfo *err)
{
    const SfError error = store_history(model->store, out, err);
    *ahead = history_hold_from(out, model_day(model));
    return error;
}

/* ---- opening -------------------------------------------------------------------------------- */

static SfError
open_once(Model *model, const char *path, bool check, StoreOpened *opened, SfErrorInfo *err)
{
    StoreOptions options = {
        .path = path,
        .now = model->platform->wall(model->platform->context),
        .check = check,
    };
    model->platform->random(model->platform->context, options.seed, sizeof(options.seed));
    const SfError error = store_open(&model->store, &options, opened, err);
    bool ahead;
    return error == SF_OK ? read_history(model, &model->history, &ahead, err) : error;
}

/* Some damage shows only when the file is read. Then it is opened again with a check of every page,
 * which sets a damaged file aside. */
static SfError open_store(Model *model, const char *path, StoreOpened *opened, SfErrorInfo *err)
{
    SfError error = open_once(model, path, false, opened, err);
    if (error == SF_E_CORRUPT) {
        store_close(model->store);
        error = open_once(model, path, true, opened, err);
    }
    if (error != SF_OK) {
        store_close(model->store);
        model->store = NULL;
    }
    return error;
}

static void tell_opened(Model *model, const StoreOpened *opened)
{
    if (opened->set_aside[0] != '\0' && opened->saved > 0) {
        model_notice(model,
                     "Your log could not be read and was set aside, unchanged, as %s. "
                     "Records saved into a new one: %d. Not readable: %d.",
                     opened->set_aside, (int)opened->saved, (int)opened->lost);
    } else if (opened->set_aside[0] != '\0') {
        model_notice(model,
                     "Your log could not be read and was set aside, unchanged, as %s. "
                     "A new log was started.",
                     opened->set_aside);
    } else if (opened->read_only) {
        model_notice(model,
                     "Your log can be read but not written just now. Nothing new is kept. (%s)",
                     opened->why);
    }
}

/* A log that cannot be opened must not stop anybody from exercising: the app then runs with a log
 * in memory and tells the person. */
static SfError open_log(Model *model, const char *data_dir, SfErrorInfo *err)
{
    StoreOpened opened = {0};
    if (data_dir == NULL) {
        return open_store(model, NULL, &opened, err);
    }
    char path[STORE_PATH_BYTES];
    SfErrorInfo why = {0};
    SfError error = SF_E_TOOBIG;
    if (sf_format(path, sizeof(path), "%s/surefoot.db", data_dir)) {
        error = open_store(model, path, &opened, &why);
    } else {
        (void)sf_fail(&why, SF_E_TOOBIG, "the path of the data folder is too long");
    }
    if (error == SF_OK) {
        tell_opened(model, &opened);
        return SF_OK;
    }
    if (error == SF_E_NOMEM) {
        return sf_fail(err, error, "%s", why.text);
    }
    model->log = error == SF_E_NEWER ? LOG_NEWER : LOG_MISSING;
    (void)sf_format(model->log_text, sizeof(model->log_text), "%s", why.text);
    return open_store(model, NULL, &opened, err);
}

static SfError load_library(Model *model, const ModelOptions *options, SfErrorInfo *err)
{
    const int32_t count = options->asset_path_count;
    model->asset_paths = arena_alloc(&model->paths, (size_t)count * sizeof(*model->asset_paths));
    for (int32_t i = 0; i < count && model->asset_paths != NULL; i++) {
        const char *path = options->asset_paths[i];
        model->asset_paths[i] = arena_copy(&model->paths, path, strlen(path));
        if (model->asset_paths[i] == NULL) {
            return sf_fail(err, SF_E_NOMEM, "out of memory");
        }
    }
    model->asset_path_count = model->asset_paths != NULL ? count : 0;
    if (options->data_dir == NULL ||
        !sf_format(model->own_dir, sizeof(model->own_dir), "%s/programs", options->data_dir)) {
        model->own_dir[0] = '\0';
    }
    const SfError error = model__load(model, &model->library, &model->faults);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "the library could not be loaded");
}

static void apply_volumes(const Model *model)
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

SfError
model_create(Model **out, const Platform *platform, const ModelOptions *options, SfErrorInfo *err)
{
    *out = NULL;
    Model *model = sf_alloc(sizeof(*model));
    if (model == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    model->platform = platform;
    SfError error = open_log(model, options->data_dir, err);
    if (error == SF_OK) {
        error = load_library(model, options, err);
    }
    if (error != SF_OK) {
        model_destroy(model);
        return error;
    }
    settings_load(&model->settings, model->store);
    apply_volumes(model);
    const SessionPorts ports = {platform, model->store, &model->library, &model->settings};
    SfErrorInfo why = {0};
    error = session_recover(&model->session, &ports, &why);
    if (error == SF_E_STATE) {
        model_notice(model, "Surefoot is already open in another window or terminal. Here you can "
                            "see and do everything, too; a routine is saved when it ends, and "
                            "closing this window before then loses it.");
    } else if (error != SF_OK && error != SF_E_NOTFOUND) {
        model_notice(model, "An unfinished session was found but could not be read: %s", why.text);
    }
    model_refresh(model);
    *out = model;
    return SF_OK;
}

void model_destroy(Model *model)
{
    if (model == NULL) {
        return;
    }
    session_destroy(model->session);
    model_end_undo(model);
    history_deinit(&model->history);
    model__forget_programs(model);
    faults_deinit(&model->faults);
    store_close(model->store);
    sf_free(model);
}

/* ---- reading -------------------------------------------------------------------------------- */

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
    if (read_history(model, &history, ahead, &err) != SF_OK) {
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
    apply_volumes(model);
    if (settings_save(settings, model->store, &err) != SF_OK) {
        model_notice(model, "This setting could not be kept: %s", err.text);
    }
}
