/* SPDX-License-Identifier: MIT */
/**
 * The app: four entry points that any main loop can drive.
 *
 *     app_create → app_event* → app_frame → (draw app_list if it changed, sleep until next) → ...
 *
 * One event is one pass over the current screen; app_frame is a pass without an event and returns
 * when the next one is needed. Nothing here knows a window, a renderer or a clock.
 */
#ifndef SUREFOOT_APP_H
#define SUREFOOT_APP_H

#include "surefoot/model.h"
#include "surefoot/ui.h"

typedef struct App App;

/** Places that a shortcut of the system can open. */
typedef enum AppPlace {
    APP_TODAY,
    APP_BRUSHING, /**< after the page about standing safely, if it is due */
    APP_PROGRAMS  /**< after the page about faults in programs, if there are any */
} AppPlace;

typedef struct AppOptions {
    ModelOptions model;
    Viewport viewport;
    const char *theme; /**< "light", "dark" or NULL for the setting */
} AppOptions;

/** Opens the app. Options are borrowed for the call, the platform for the life of the app. The
 * caller destroys it. SF_E_NOMEM. */
SfError
app_create(App **out, const Platform *platform, const AppOptions *options, SfErrorInfo *err);
/** Saves what is running, and frees everything. NULL is fine. */
void app_destroy(App *app);

/** Handles one event in one pass. */
void app_event(App *app, const InputEvent *event);
/** Takes a file from outside: picked, dropped, or opened with this app. An export is imported; a
 * notice tells the result. The file is borrowed for the call. */
void app_file(App *app, const SourceFile *file);
/** Scrolls the notice of model_notice into view, on pages that show it. */
void app_show_notice(App *app);
/** Opens a place, with Today below it on the stack. Does nothing while a routine runs or waits, or
 * before the safety note is read. */
void app_go(App *app, AppPlace place);
/** Sets the size of the window; the next pass lays out for it. */
void app_resize(App *app, const Viewport *viewport);
/** One pass at now_ms (monotonic). Returns the time of the next one, INT64_MAX if only events
 *  matter. */
int64_t app_frame(App *app, int64_t now_ms);

/** The picture of the last pass, borrowed until the next one. */
const DrawList *app_list(const App *app);
/** The semantic tree of the last pass; see ui_nodes. */
const UiNode *app_nodes(const App *app, int32_t *count);
/** Scrolls a node into view at the next pass. False if there is no such node. */
bool app_reveal(App *app, UiId id);
/** Moves the focus as Tab would. False if the node cannot take it. */
bool app_focus(App *app, UiId id);
/** Name of the current screen, such as "today". */
const char *app_screen(const App *app);
/** True while a text field is edited: the platform shows a keyboard. */
bool app_wants_text(const App *app);
/** When the page takes presses and keys; see ui_ready_ms. */
int64_t app_ready_ms(const App *app);
/** How many times in a row Back stays within the app, as far as is known; 0 if the next Back
 * leaves it. */
int32_t app_backs(const App *app);
/** How often editing has begun; see ui_edits. */
uint32_t app_edits(const App *app);
/** Where the caret is in the edited text, in bytes; see ui_caret. */
size_t app_caret(const App *app);
/** True once the person has left the app: the main loop ends. */
bool app_wants_quit(const App *app);
/** The model behind the screens; owned by the app. */
Model *app_model(App *app);
/** Calls heard(context, ...) for each cue of any session from now on. NULL ends it. */
void app_on_heard(App *app, SessionHeard heard, void *context);

#endif
