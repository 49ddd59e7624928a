/* SPDX-License-Identifier: MIT */
/* Reloads the library; follows, removes and restores programs; erases the log. */
#include "model_parts.h"

#include <string.h>

#include "surefoot/log.h"
#include "surefoot/own_files.h"

/* ---- the library ---------------------------------------------------------------------------- */

SfError model__load(const Model *model, Library *library, Faults *faults)
{
    const LibraryPlaces places = {
        .paths = model->asset_paths,
        .path_count = model->asset_path_count,
        .own_dir = model->own_dir[0] != '\0' ? model->own_dir : NULL,
    };
    return programs_load(library, faults, &places, model->store, &model->history);
}

void model_reload(Model *model)
{
    Library library = {0};
    Faults faults = {0};
    OldLibrary *old = sf_alloc(sizeof(*old));
    if (old == NULL || model__load(model, &library, &faults) != SF_OK) {
        model_notice(model, "Your programs could not be read again: there is not enough memory.");
        faults_deinit(&faults);
        sf_free(old);
        return;
    }
    *old = (OldLibrary){.library = model->library, .before = model->old_libraries};
    model->old_libraries = old;
    model->library = library;
    faults_deinit(&model->faults);
    model->faults = faults;
    model_refresh(model);
}

void model__forget_programs(Model *model)
{
    library_deinit(&model->library);
    while (model->old_libraries != NULL) {
        OldLibrary *old = model->old_libraries;
        model->old_libraries = old->before;
        library_deinit(&old->library);
        sf_free(old);
    }
    arena_deinit(&model->paths);
}

bool model_is_own(const Model *model, const Program *program)
{
    const size_t size = strlen(model->own_dir);
    return size > 0 && program->path != NULL && strncmp(program->path, model->own_dir, size) == 0 &&
           program->path[size] == '/';
}

const char *model_missing(const Model *model, int32_t index)
{
    const History *history = &model->history;
    int32_t seen = 0;
    for (int32_t i = 0; i < history->name_count; i++) {
        const char *id = history->names[i];
        if (history_follows(history, id) && library_program(&model->library, id) == NULL &&
            seen++ == index) {
            return id;
        }
    }
    return NULL;
}

/* ---- following ------------------------------------------------------------------------------ */

static Fact follow_fact(const Model *model, const char *id, const char *hash, bool following)
{
    Fact fact = log_fact(model->platform, model->store, FACT_FOLLOW);
    fact.at.utc_ms = history_follow_ms(&model->history, id, fact.at.utc_ms);
    fact.body.follow = (FollowFact){.program = id, .hash = hash, .following = following};
    return fact;
}

SfError model_follow(Model *model, const Program *program, bool follow, SfErrorInfo *err)
{
    const Fact fact = follow_fact(model, program->id, program->hash, follow);
    const SfError error = programs_follow(model->store, &fact, program, err);
    if (error == SF_OK) {
        model_refresh(model);
    }
    return error;
}

SfError model_unfollow_missing(Model *model, const char *id, SfErrorInfo *err)
{
    const Fact fact = follow_fact(model, id, "", false);
    const SfError error = log_add(model->store, &fact, 1, err);
    if (error == SF_OK) {
        model_refresh(model);
        model_reload(model);
    }
    return error;
}

/* ---- removing ------------------------------------------------------------------------------- */

bool model_can_undo(const Model *model)
{
    return model->undo.count > 0 || model->undo.file != NULL;
}

void model__restore_program(Model *model)
{
    const ModelUndo *undo = &model->undo;
    SfErrorInfo err = {0};
    if (undo->kind != FACT_FOLLOW) {
        return;
    }
    if (undo->file != NULL &&
        own_file_restore(undo->file_path, undo->file, undo->file_size, &err) != SF_OK) {
        model_notice(model, "%s", err.text);
    }
    model_refresh(model);
    model_reload(model);
}

/* Keeps the file for Undo. False if there is no memory for it. */
static bool keep_file(ModelUndo *undo, const Program *program)
{
    undo->file = sf_alloc(program->source_size);
    if (undo->file == NULL ||
        !sf_format(undo->file_path, sizeof(undo->file_path), "%s", program->path)) {
        sf_free(undo->file);
        undo->file = NULL;
        return false;
    }
    memcpy(undo->file, program->source, program->source_size);
    undo->file_size = program->source_size;
    return true;
}

SfError
model_remove_program(Model *model, const Program *program, const char *text, SfErrorInfo *err)
{
    ModelUndo undo = {.kind = FACT_FOLLOW};
    SfError error = SF_OK;
    if (!program->kept && !keep_file(&undo, program)) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    if (model_follows(model, program)) {
        const Fact fact = follow_fact(model, program->id, program->hash, false);
        undo.back = model__deletions(model, &fact, 1);
        undo.count = 1;
        error = undo.back != NULL ? programs_follow(model->store, &fact, program, err)
                                  : sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    if (error == SF_OK && !program->kept) {
        error = own_file_remove(program->path, err);
    }
    model_refresh(model);
    if (error != SF_OK) {
        sf_free(undo.file);
        sf_free(undo.back);
        return error;
    }
    (void)sf_format(undo.text, sizeof(undo.text), "%s", text);
    undo.until_ms = model->platform->now_ms(model->platform->context) + (int64_t)MODEL_UNDO_MS;
    model_end_undo(model);
    model->undo = undo;
    model_reload(model);
    return SF_OK;
}

SfError model_erase(Model *model, SfErrorInfo *err)
{
    SfError error = store_erase(model->store, err);
    if (error == SF_OK && model->own_dir[0] != '\0') {
        error = own_files_erase(model->own_dir, err);
    }
    model_end_undo(model);
    model_refresh(model);
    model_reload(model);
    return error;
}
