/* SPDX-License-Identifier: MIT */
/**
 * The model: what the app knows and can do, without a pixel. Screens read it and act through it.
 */
#ifndef SUREFOOT_MODEL_H
#define SUREFOOT_MODEL_H

#include "surefoot/programs.h"
#include "surefoot/session.h"
#include "surefoot/today.h"

#define MODEL_NOTICE_BYTES 2048 /* what came of a dozen files, whole */

typedef struct ModelOptions {
    const char *data_dir; /**< holds surefoot.db and programs/; NULL keeps all in memory */
    const char *const *asset_paths; /**< folders or files of the library */
    int32_t asset_path_count;
} ModelOptions;

/** How the log could be opened; decides which page comes first. */
typedef enum LogState {
    LOG_READY,
    LOG_NEWER,  /**< written by a newer version: nothing is kept this time */
    LOG_MISSING /**< no place to write: nothing is kept this time */
} LogState;

#define MODEL_UNDO_MS 5000 /**< how long the last entry can be taken back with one tap */
#define MODEL_UNDO_TEXT 160

/** What was just added by hand: said in passing, and taken back with one tap. */
typedef struct ModelUndo {
    FactKind kind;
    Fact *back;    /**< the records that take it back, as they are to be added. Owned. */
    int32_t count; /**< of them; 0: nothing to take back, unless there is a file */
    char *file;    /**< a program that was removed, to be put back; NULL if none. Owned. */
    size_t file_size;
    char file_path[STORE_PATH_BYTES];
    int64_t until_ms;
    char text[MODEL_UNDO_TEXT];
} ModelUndo;

/** A library that was replaced: pages may still look at what is in it. */
typedef struct OldLibrary {
    Library library;
    struct OldLibrary *before;
} OldLibrary;

#define MODEL_SLEEP_MS (5LL * 60 * 1000)    /**< of waiting for the person: the screen may sleep */
#define MODEL_SILENCE_MS (30LL * 60 * 1000) /**< and the sound device is let go */

/** What is wanted of the system, and what was let go because nobody was there: model_rest.c. */
typedef struct ModelRest {
    bool awake;
    bool sound;
    bool asleep;
    bool silent;
    int64_t since_ms; /**< since then nothing has happened */
} ModelRest;

typedef struct Model {
    const Platform *platform;
    Store *store; /**< in memory unless log is LOG_READY */
    LogState log;
    char log_text[512]; /**< why, for a person */
    Library library;
    OldLibrary *old_libraries;
    Faults faults;
    Settings settings;
    History history;
    int32_t damaged;   /**< records left out of history */
    uint32_t readings; /**< of history so far: what was worked out before the last one is stale */
    Today today;
    Session *session;
    char notice[MODEL_NOTICE_BYTES]; /**< something to be said once, or "" */
    bool version_waits;              /**< a newer version is there for platform->renew */
    ModelUndo undo;
    Arena paths; /**< of asset_paths */
    const char **asset_paths;
    int32_t asset_path_count;
    char own_dir[STORE_PATH_BYTES]; /**< programs of the person's own, or "" */
    bool sound_missing_said;
    ModelRest rest;
    SessionHeard heard; /**< told of each cue of any session; may be NULL */
    void *heard_context;
} Model;

SfError
model_create(Model **out, const Platform *platform, const ModelOptions *options, SfErrorInfo *err);
void model_destroy(Model *model);

/** Opens the sound device, as platform->audio_open, or closes it. While it is wanted it may be let
 * go and taken again by model_rest. */
AudioState model_want_sound(Model *model, bool on);
/** Keeps the screen awake, likewise. */
void model_want_awake(Model *model, bool on);
/**
 * To be called in each pass before anything else: touched if a person did something. While nobody
 * is there and nothing moves by the clock, lets the screen sleep after MODEL_SLEEP_MS and closes
 * the sound device after MODEL_SILENCE_MS, when it also pauses a routine that still waits for an
 * answer; with the next touch both are taken again. Returns when it wants to be called again,
 * INT64_MAX never.
 */
int64_t model_rest(Model *model, bool touched, int64_t now_ms);

/** Reads the log again and recomputes Today. After every change of facts and each new day. */
void model_refresh(Model *model);
Day model_day(const Model *model);
/** True if today is kept already: something that counts was done. */
bool model_day_counts(const Model *model);
void model_notice(Model *model, const char *format, ...) SF_PRINTF(2, 3);
/** The same of a file with a fault, or NULL: where it is in the file, without the file's path. */
void model_notice_fault(Model *model, const char *text, const Fault *fault);

/** Where the phone is in a test: as set, unless that place needs a sensor and there is none. */
StopBy model_stance_place(const Model *model);
/** The person as the log knows them: worse knee, which side began last time, settings. */
Profile model_profile(const Model *model, const Program *program, const Routine *routine);

/** Creates model->session. What was done of a session that waits is saved in the log first.
 *  SF_E_STATE while a red flag is open. */
SfError model_start(Model *model, const Program *program, const Routine *routine, SfErrorInfo *err);
/** The same with another profile: a balance test that was set up, a leg chosen by hand. */
SfError model_start_with(Model *model,
                         const Program *program,
                         const Routine *routine,
                         const Profile *profile,
                         SfErrorInfo *err);
/** Frees model->session and reads the log again. */
void model_end_session(Model *model);

SfError model_follow(Model *model, const Program *program, bool follow, SfErrorInfo *err);
bool model_follows(const Model *model, const Program *program);

/** Answers every red flag that is asked about at once (FLAG_OTHER is not): yes where ticked. */
SfError model_answer_flags(Model *model, const bool ticked[FLAG_COUNT], SfErrorInfo *err);
/** "It has been checked and I may exercise": closes what is open; text says so, for undo. */
SfError model_flags_checked(Model *model, const char *text, SfErrorInfo *err);
/** Corrects a try of the past (all but session and place), or takes it away (NULL); undo puts it
 *  back. */
SfError model_change_try(Model *model,
                         const HistoryTry *old,
                         const TryFact *corrected,
                         const char *text,
                         SfErrorInfo *err);
/** Adds facts of one kind in one transaction, all or none; text says what, for undo. */
SfError
model_add(Model *model, const Fact *facts, int32_t count, const char *text, SfErrorInfo *err);
/** A fact begun now. */
Fact model_fact(const Model *model, FactKind kind);
/** Takes the last change back: what was added goes, what was changed is as it was. Nothing happens
 *  if that is over. */
void model_undo(Model *model);
/** Marks days as sick, away or resting; `text` says so, for undo. */
SfError model_mark(Model *model, const StatusFact *mark, const char *text, SfErrorInfo *err);
/** From today on all marks that hold today are over, in one change: what lies before stays. `text`
 *  says so, for undo. Nothing happens if none holds. */
SfError model_end_marks(Model *model, const char *text, SfErrorInfo *err);
/** Takes a mark back, whenever it is or was; `text` says so, for undo. */
SfError
model_take_back(Model *model, const HistoryStatus *mark, const char *text, SfErrorInfo *err);
/** True if the program is a file of the person's own. */
bool model_is_own(const Model *model, const Program *program);
/** The n-th program that is followed and cannot be had, by its id; NULL beyond the last. */
const char *model_missing(const Model *model, int32_t index);
/** Ends following a program that cannot be had. */
SfError model_unfollow_missing(Model *model, const char *id, SfErrorInfo *err);
/**
 * Removes a program of the person's own: its file goes and following ends, the history stays; undo
 * brings both back. One that only the log has just ends to be followed, and so is gone too. `text`
 * says what, for undo.
 */
SfError
model_remove_program(Model *model, const Program *program, const char *text, SfErrorInfo *err);
/** Loads the library anew, after programs came or went. */
void model_reload(Model *model);
/** Erases the log and the person's own programs; settings stay. */
SfError model_erase(Model *model, SfErrorInfo *err);
/** True while something can be taken back. */
bool model_can_undo(const Model *model);
/** From now on nothing can be taken back. */
void model_end_undo(Model *model);

/** The next day that has something due, today included. */
typedef struct NextDue {
    const Routine *routine; /**< borrowed from the library, or NULL: nothing in the next week */
    Day day;
} NextDue;

NextDue model_next_due(const Model *model);
/** Day of the last session of this routine that counts; false if there was none. */
bool model_last_done(const Model *model, const Program *program, const Routine *routine, Day *day);
/** Hands the whole log over as an export, where the platform can (file_give). */
void model_give_log(Model *model);
/** Adds the records of an export; says in a notice what came of it. */
void model_take_log(Model *model, const SourceFile *file);
/** Changes settings and keeps them. */
void model_settings(Model *model, const Settings *settings);

#endif
