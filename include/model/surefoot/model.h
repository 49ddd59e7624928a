/* SPDX-License-Identifier: MIT */
/**
 * The model: what the app knows and can do, without a pixel. Screens read it and act through it.
 */
#ifndef SUREFOOT_MODEL_H
#define SUREFOOT_MODEL_H

#include "surefoot/programs.h"
#include "surefoot/session.h"
#include "surefoot/today.h"

#define MODEL_NOTICE_BYTES 2048 /* room for the results of a dozen files */

/** Where the model finds its files. Borrowed for the call. */
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

/** The last entry by hand: shown for a short time, and undone with one tap. */
typedef struct ModelUndo {
    FactKind kind;
    Fact *back;    /**< the records that undo it when they are added. Owned. */
    int32_t count; /**< number of these records; 0: nothing to undo, unless there is a file */
    char *file;    /**< bytes of the program that was removed, or NULL. Owned. */
    size_t file_size;
    char file_path[STORE_PATH_BYTES];
    int64_t until_ms;
    char text[MODEL_UNDO_TEXT];
} ModelUndo;

/** A library that was replaced. It is kept because pages may still have pointers into it. */
typedef struct OldLibrary {
    Library library;
    struct OldLibrary *before;
} OldLibrary;

#define MODEL_SLEEP_MS (5LL * 60 * 1000)    /**< without a touch; then the screen may sleep */
#define MODEL_SILENCE_MS (30LL * 60 * 1000) /**< after this long the sound device is closed */

/** Screen and sound device: which of them are wanted, and which were released; see model_rest.c. */
typedef struct ModelRest {
    bool awake;       /**< a page wants the screen kept awake */
    bool sound;       /**< a page wants the sound device open */
    bool asleep;      /**< the screen was released */
    bool silent;      /**< the sound device was released */
    int64_t since_ms; /**< when something last happened, monotonic */
} ModelRest;

/** Everything the app knows. Screens read it and call the functions below to change it. */
typedef struct Model {
    const Platform *platform;
    Store *store; /**< in memory unless log is LOG_READY */
    LogState log;
    char log_text[512]; /**< why the log could not be opened, for people */
    Library library;
    OldLibrary *old_libraries;
    Faults faults;
    Settings settings;
    History history;
    int32_t damaged;   /**< records left out of history */
    uint32_t readings; /**< grows with each reading of history: results of an older one are out of
                          date */
    Today today;
    Session *session;
    char notice[MODEL_NOTICE_BYTES]; /**< a message to show once, or "" */
    bool version_waits;              /**< a newer version waits for platform->renew */
    ModelUndo undo;
    Arena paths; /**< of asset_paths */
    const char **asset_paths;
    int32_t asset_path_count;
    char own_dir[STORE_PATH_BYTES]; /**< folder of the person's own programs, or "" */
    bool sound_missing_said;
    ModelRest rest;
    SessionHeard heard; /**< called for each cue of any session; may be NULL */
    void *heard_context;
} Model;

/** Opens the log and loads the library. A log that cannot be opened is no error: model->log says
 * so. SF_E_NOMEM, or the error of the library. The caller destroys it; the platform is borrowed. */
SfError
model_create(Model **out, const Platform *platform, const ModelOptions *options, SfErrorInfo *err);
/** Frees everything. NULL is fine. */
void model_destroy(Model *model);

/** Opens the sound device, as platform->audio_open does, or closes it. While it is wanted,
 * model_rest may close it and open it again. Returns its state. */
AudioState model_want_sound(Model *model, bool on);
/** Keeps the screen awake, or lets it sleep; model_rest may let it sleep too. */
void model_want_awake(Model *model, bool on);
/**
 * Saves battery while nobody is there. Call it in each pass before anything else; touched: a person
 * did something. While nobody does anything and no clock runs, it lets the screen sleep after
 * MODEL_SLEEP_MS and closes the sound device after MODEL_SILENCE_MS; then it also pauses a routine
 * that waits for an answer. The next touch undoes both. Returns the monotonic ms at which it has to
 * be called again, INT64_MAX for never.
 */
int64_t model_rest(Model *model, bool touched, int64_t now_ms);

/** Reads the log again and recomputes Today. After every change of facts and each new day. */
void model_refresh(Model *model);
/** Today, by the wall clock. */
Day model_day(const Model *model);
/** True if today counts for the streak already. */
bool model_day_counts(const Model *model);
/** Sets the message that the next page shows once. */
void model_notice(Model *model, const char *format, ...) SF_PRINTF(2, 3);
/** As model_notice, with the fault of a file (or NULL): its place in the file, without the path. */
void model_notice_fault(Model *model, const char *text, const Fault *fault);

/** Where the phone is in a balance test: the setting, unless it needs a sensor and there is
 * none. */
StopBy model_stance_place(const Model *model);
/** What the routine has to know of the person: worse knee, the side that began last time,
 * settings. */
Profile model_profile(const Model *model, const Program *program, const Routine *routine);

/** Creates model->session. An interrupted session that waits in the journal is saved to the log
 *  first. SF_E_STATE while a red flag is open. */
SfError model_start(Model *model, const Program *program, const Routine *routine, SfErrorInfo *err);
/** As model_start, with a given profile: for a balance test, or a leg that the person chose. */
SfError model_start_with(Model *model,
                         const Program *program,
                         const Routine *routine,
                         const Profile *profile,
                         SfErrorInfo *err);
/** Frees model->session and reads the log again. */
void model_end_session(Model *model);

/** Begins or ends following a program, from now on. */
SfError model_follow(Model *model, const Program *program, bool follow, SfErrorInfo *err);
/** True if the program is followed. */
bool model_follows(const Model *model, const Program *program);

/** Answers all red flags of the questions (all but FLAG_OTHER): yes where ticked, else no. */
SfError model_answer_flags(Model *model, const bool ticked[FLAG_COUNT], SfErrorInfo *err);
/** "It has been checked and I may exercise": closes the open red flags. text: shown with Undo. */
SfError model_flags_checked(Model *model, const char *text, SfErrorInfo *err);
/** Corrects a try in the log, except its session and place. corrected NULL deletes it. text: shown
 *  with Undo. */
SfError model_change_try(Model *model,
                         const HistoryTry *old,
                         const TryFact *corrected,
                         const char *text,
                         SfErrorInfo *err);
/** Adds facts of one kind in one transaction, all or none. text: shown with Undo. */
SfError
model_add(Model *model, const Fact *facts, int32_t count, const char *text, SfErrorInfo *err);
/** A new fact of this kind; see log_fact. */
Fact model_fact(const Model *model, FactKind kind);
/** Undoes the last entry: removes what it added and restores what it changed. Does nothing if the
 *  time for Undo is over. */
void model_undo(Model *model);
/** Marks days as sick, away or resting. text: shown with Undo. */
SfError model_mark(Model *model, const StatusFact *mark, const char *text, SfErrorInfo *err);
/** Ends all marks that hold today, in one change; their days before today stay marked. text: shown
 *  with Undo. Does nothing if no mark holds. */
SfError model_end_marks(Model *model, const char *text, SfErrorInfo *err);
/** Deletes a mark, past or future. text: shown with Undo. */
SfError
model_take_back(Model *model, const HistoryStatus *mark, const char *text, SfErrorInfo *err);
/** True if the program is one of the person's own files. */
bool model_is_own(const Model *model, const Program *program);
/** The id of the n-th program that is followed but was not found; NULL after the last. */
const char *model_missing(const Model *model, int32_t index);
/** Ends following a program that was not found. */
SfError model_unfollow_missing(Model *model, const char *id, SfErrorInfo *err);
/**
 * Removes one of the person's own programs: deletes its file and ends following it. Its history
 * stays, and Undo restores file and following. A program that is only in the log has no file: then
 * only following ends. text: shown with Undo.
 */
SfError
model_remove_program(Model *model, const Program *program, const char *text, SfErrorInfo *err);
/** Loads the library again, after programs were added or removed. */
void model_reload(Model *model);
/** Erases the log and the person's own programs; settings stay. */
SfError model_erase(Model *model, SfErrorInfo *err);
/** True while the last entry can be undone. */
bool model_can_undo(const Model *model);
/** Ends the time for Undo now. */
void model_end_undo(Model *model);

/** The next day on which something is due, which may be today. */
typedef struct NextDue {
    const Routine *routine; /**< borrowed from the library, or NULL: nothing in the next week */
    Day day;
} NextDue;

/** The next day within a week on which a routine is due. */
NextDue model_next_due(const Model *model);
/** The day of the last session of this routine that counts. False if there was none. */
bool model_last_done(const Model *model, const Program *program, const Routine *routine, Day *day);
/** Gives the person the whole log as an export file, through platform->file_give. */
void model_give_log(Model *model);
/** Adds the records of an export file; a notice tells the result. */
void model_take_log(Model *model, const SourceFile *file);
/** Changes the settings and saves them. */
void model_settings(Model *model, const Settings *settings);

#endif
