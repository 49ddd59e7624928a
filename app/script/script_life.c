/* SPDX-License-Identifier: MIT */
/* Starting, killing and quitting the app; facts and settings that a script adds directly. */
#include <stdio.h>
#include <string.h>

#include "paths.h"
#include "script_parts.h"
#include "surefoot/limits.h"
#include "surefoot/log.h"
#include "surefoot/own_files.h"

#define ASSETS 16
#define VERSION_AT                                                                                 \
    60 /* of user_version in the header of an SQLite file, four bytes, big end first */

/* ---- starting ------------------------------------------------------------------------------- */

static void on_heard(void *context, const Cue *cue, int64_t at_ms)
{
    ScriptRun *run = context;
    run->cues[run->cue_count % SCRIPT_CUES] = (ScriptCue){cue->id, at_ms};
    run->cue_count++;
}

static ModelOptions model_options(ScriptRun *run, const char *paths[ASSETS])
{
    int32_t count = 0;
    for (int32_t i = 0; i < run->options->asset_path_count && count < ASSETS; i++) {
        paths[count++] = run->options->asset_paths[i];
    }
    for (int32_t i = 0; i < run->library_count && count < ASSETS; i++) {
        paths[count++] = run->libraries[i];
    }
    return (ModelOptions){.data_dir = run->data_dir[0] != '\0' ? run->data_dir : NULL,
                          .asset_paths = paths,
                          .asset_path_count = count};
}

static void make_data_dir(const ScriptRun *run)
{
    /* If the folder cannot be made, the app has to find out. */
    if (run->data_dir[0] != '\0') {
        (void)paths_make_data_dir(run->data_dir, NULL);
    }
}

bool script__start(ScriptRun *run)
{
    const char *paths[ASSETS];
    const AppOptions options = {.model = model_options(run, paths), .viewport = run->viewport};
    SfErrorInfo err = {0};
    make_data_dir(run);
    if (app_create(&run->app, &run->headless->platform, &options, &err) != SF_OK) {
        return script__fail(run, "the app does not start: %s", err.text);
    }
    run->life = LIFE_RUNNING;
    run->headless->heard_count = 0;
    app_on_heard(run->app, on_heard, run);
    return script__settle(run);
}

bool script__need_app(ScriptRun *run)
{
    switch (run->life) {
    case LIFE_BEFORE:
        return script__start(run);
    case LIFE_RUNNING:
        return true;
    case LIFE_ENDED:
        return script__fail(run, "the app has quit: restart comes first");
    case LIFE_KILLED:
        break;
    }
    return script__fail(run, "the app was killed: restart comes first");
}

/* ---- ending --------------------------------------------------------------------------------- */

bool script__quit(ScriptRun *run)
{
    return script__event(run, &(InputEvent){.kind = INPUT_QUIT}) &&
           (run->life != LIFE_RUNNING || script__fail(run, "the app does not quit"));
}

/* A killed process writes nothing more. So the folder is copied, then the app is destroyed, which
 * may write, and then the copy replaces the folder. */
bool script__kill(ScriptRun *run)
{
    char aside[SCRIPT_PATH_BYTES];
    SfErrorInfo err = {0};
    if (run->data_dir[0] == '\0' || !paths_exist(run->data_dir)) {
        script__end_life(run);
        run->life = LIFE_KILLED;
        return true;
    }
    SfError error = files_make_temporary(aside, &err);
    if (error == SF_OK) {
        error = files_copy(run->data_dir, aside, &err);
        script__end_life(run);
        run->life = LIFE_KILLED;
    }
    if (error == SF_OK) {
        files_remove(run->data_dir);
        error = files_copy(aside, run->data_dir, &err);
        files_remove(aside);
    }
    return error == SF_OK || script__fail(run, "kill: %s", err.text);
}

/* ---- facts and settings --------------------------------------------------------------------- */

/* The model of the app, or, if it does not run, a model that is opened for a moment. */
typedef struct Borrowed {
    Model *model;
    bool own;
} Borrowed;

static bool borrow(ScriptRun *run, Borrowed *out)
{
    if (run->life == LIFE_RUNNING) {
        *out = (Borrowed){app_model(run->app), false};
        return true;
    }
    const char *paths[ASSETS];
    const ModelOptions options = model_options(run, paths);
    SfErrorInfo err = {0};
    make_data_dir(run);
    *out = (Borrowed){.own = true};
    return model_create(&out->model, &run->headless->platform, &options, &err) == SF_OK ||
           script__fail(run, "the log does not open: %s", err.text);
}

static bool give_back(ScriptRun *run, Borrowed borrowed, SfError error, const SfErrorInfo *err)
{
    if (borrowed.own) {
        model_destroy(borrowed.model);
    } else {
        model_refresh(borrowed.model);
    }
    if (error != SF_OK) {
        return script__fail(run, "%s", err->text);
    }
    return borrowed.own || script__settle(run);
}

bool script__set_text(ScriptRun *run, int32_t percent)
{
    Borrowed borrowed;
    if (!borrow(run, &borrowed)) {
        return false;
    }
    Settings settings = borrowed.model->settings;
    settings.text_percent = percent;
    model_settings(borrowed.model, &settings);
    return give_back(run, borrowed, SF_OK, NULL);
}

bool script__safety(ScriptRun *run, bool stance)
{
    Borrowed borrowed;
    if (!borrow(run, &borrowed)) {
        return false;
    }
    Settings settings = borrowed.model->settings;
    if (stance) {
        settings.stance_safety_day = model_day(borrowed.model);
    } else {
        settings.safety_read = true;
    }
    model_settings(borrowed.model, &settings);
    return give_back(run, borrowed, SF_OK, NULL);
}

static SfError
session_fact(const Model *model, const char *path, SessionFact *out, SfErrorInfo *err)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    const SfError error = library_find(&model->library, path, &program, &routine, err);
    if (error == SF_OK) {
        *out = (SessionFact){.program = program->id,
                             .program_hash = program->hash,
                             .routine = routine->id,
                             .title = routine->title,
                             .mode = routine->mode,
                             .duration_ms = 600000,
                             .work_ms = 600000,
                             .end = SESSION_ADDED,
                             .sets_done = 1,
                             .sets_planned = 1,
                             .note = ""};
    }
    return error;
}

static SfError follow_fact(const Model *model, const char *id, FollowFact *out, SfErrorInfo *err)
{
    const Program *program = library_program(&model->library, id);
    if (program == NULL) {
        return sf_fail(err, SF_E_NOTFOUND, "there is no program \"%.64s\"", id);
    }
    *out = (FollowFact){.program = program->id, .hash = program->hash, .following = true};
    return SF_OK;
}

static SfError
fill_fact(const Model *model, const ScriptCommand *command, Fact *fact, SfErrorInfo *err)
{
    if (fact->kind == FACT_FOLLOW) {
        return follow_fact(model, command->text, &fact->body.follow, err);
    }
    if (fact->kind == FACT_SESSION) {
        return session_fact(model, command->text, &fact->body.session, err);
    }
    if (fact->kind == FACT_ANSWER) {
        fact->body.answer = (AnswerFact){.question = command->text, .yes = command->number == 1};
        return SF_OK;
    }
    if (fact->kind == FACT_STATUS) {
        fact->body.status = command->mark;
        return SF_OK;
    }
    if (fact->kind == FACT_SQUAT) {
        fact->body.squat = command->squat;
        return SF_OK;
    }
    fact->body.pain = (PainFact){
        .knee = command->side, .moment = (PainMoment)command->moment, .level = command->number};
    return SF_OK;
}

static Fact begun(const Model *model, const ScriptCommand *command, FactKind kind)
{
    Fact fact = log_fact(model->platform, model->store, kind);
    if (command->has_at) {
        fact.at = command->at;
        fact.day = calendar_day_of(command->at, CALENDAR_DAY_START_MIN);
    }
    return fact;
}

bool script__add_tries(ScriptRun *run, const ScriptCommand *command)
{
    Borrowed borrowed;
    if (!borrow(run, &borrowed)) {
        return false;
    }
    Fact facts[SCRIPT_TRIES];
    SfErrorInfo err = {0};
    for (int32_t i = 0; i < command->try_count; i++) {
        facts[i] = begun(borrowed.model, command, FACT_TRY);
        TryFact *fact = &facts[i].body.balance_try;
        *fact = command->attempt;
        fact->time_ms = command->tries[i];
        fact->end = fact->time_ms >= fact->cap_ms ? TRY_CAP : TRY_FOOT_DOWN;
    }
    const SfError error = log_add(borrowed.model->store, facts, command->try_count, &err);
    return give_back(run, borrowed, error, &err);
}

bool script__add(ScriptRun *run, const ScriptCommand *command, FactKind kind)
{
    Borrowed borrowed;
    if (!borrow(run, &borrowed)) {
        return false;
    }
    Model *model = borrowed.model;
    SfErrorInfo err = {0};
    Fact fact = begun(model, command, kind);
    SfError error = fill_fact(model, command, &fact, &err);
    if (error == SF_OK) {
        error = log_add(model->store, &fact, 1, &err);
    }
    return give_back(run, borrowed, error, &err);
}

/* ---- states of the log ---------------------------------------------------------------------- */

/* Puts a file in the place of the folder, which stops even root. */
static SfError block_folder(ScriptRun *run, SfErrorInfo *err)
{
    char file[SCRIPT_PATH_BYTES];
    if (run->folder[0] == '\0' || !sf_format(file, sizeof(file), "%s/blocked", run->folder) ||
        !sf_format(run->data_dir, sizeof(run->data_dir), "%.1000s/data", file)) {
        return sf_fail(err, SF_E_STATE, "only with a temporary folder");
    }
    return files_write(file, "", 0, err);
}

static SfError patch_log(ScriptRun *run, ScriptData data, SfErrorInfo *err)
{
    Borrowed borrowed;
    char path[SCRIPT_PATH_BYTES + 16];
    static const unsigned char newer[4] = {0, 0, 0, STORE_VERSION + 1};
    static const char damaged[256] = "This was a log once.";
    if (run->life == LIFE_RUNNING || run->data_dir[0] == '\0') {
        return sf_fail(err, SF_E_STATE, "only on a log in files, while the app does not run");
    }
    if (!borrow(run, &borrowed)) {
        return sf_fail(err, SF_E_STATE, "the log does not open");
    }
    (void)give_back(run, borrowed, SF_OK, NULL);
    (void)sf_format(path, sizeof(path), "%s/surefoot.db", run->data_dir);
    return data == DATA_NEWER ? files_patch(path, VERSION_AT, newer, sizeof(newer), err)
                              : files_patch(path, 0, damaged, sizeof(damaged), err);
}

/* Two faults that people make: a word that is not allowed, and a member that is missing. */
static const char broken_program[] = "{\n"
                                     "  \"program\": 1,\n"
                                     "  \"id\": \"mine\",\n"
                                     "  \"title\": \"My own\",\n"
                                     "  \"routines\": [{\"id\": \"short\", \"steps\": [\n"
                                     "    {\"exercise\": \"bridge\", \"sides\": \"booth\"}\n"
                                     "  ]}]\n"
                                     "}\n";
static const char own_program[] =
    "{\"program\": 1, \"id\": \"mine\", \"title\": \"From my physiotherapist\",\n"
    " \"author\": \"Ada\", \"routines\": [{\"id\": \"evening\", \"title\": \"Evening round\",\n"
    "  \"weekly\": {\"times\": 7}, \"steps\": [{\"exercise\": \"bridge\", \"sets\": 2}]}]}\n";

/* Writes the person's own program, or deletes it if text is NULL. */
static SfError change_own(const ScriptRun *run, const char *text, SfErrorInfo *err)
{
    char path[SCRIPT_PATH_BYTES + 32];
    if (run->life == LIFE_RUNNING || run->data_dir[0] == '\0') {
        return sf_fail(err, SF_E_STATE, "only while the app does not run");
    }
    make_data_dir(run);
    (void)sf_format(path, sizeof(path), "%s/programs/mine.surefoot.json", run->data_dir);
    return text == NULL ? own_file_remove(path, err) : files_write(path, text, strlen(text), err);
}

bool script__data(ScriptRun *run, ScriptData data)
{
    SfErrorInfo err = {0};
    SfError error = SF_OK;
    if (run->options->no_files) {
        return script__fail(run, "data: files may not be touched here");
    }
    switch (data) {
    case DATA_FRESH:
    case DATA_KEEP:
        run->keep = data == DATA_KEEP;
        if (run->keep && run->folder[0] != '\0') {
            (void)printf("%s: the log is kept in %s\n", run->name, run->data_dir);
        }
        break;
    case DATA_MISSING:
        error = run->life == LIFE_RUNNING ? sf_fail(&err, SF_E_STATE, "the app is running")
                                          : block_folder(run, &err);
        break;
    case DATA_NEWER:
    case DATA_DAMAGED:
        error = patch_log(run, data, &err);
        break;
    case DATA_BROKEN:
        error = change_own(run, broken_program, &err);
        break;
    case DATA_OWN:
        error = change_own(run, own_program, &err);
        break;
    case DATA_GONE:
        error = change_own(run, NULL, &err);
        break;
    case DATA_FULL:
    case DATA_ROOM:
        files_disk_full(data == DATA_FULL);
        break;
    }
    return error == SF_OK || script__fail(run, "data: %s", err.text);
}
