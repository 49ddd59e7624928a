/* SPDX-License-Identifier: MIT */
/* Opens the log and the library for the app, and closes them. */
#include "model_parts.h"

#include <string.h>

#include "surefoot/limits.h"

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
    return error == SF_OK ? model__read_history(model, &model->history, &ahead, err) : error;
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
    model__apply_volumes(model);
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
