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

/** Where the system can lead to from outside. */
typedef enum AppPlace {
    APP_TODAY,
    APP_BRUSHING, /**< by way of the page about standing safely if that is due */
    APP_PROGRAMS  /**< and before, what is wrong with some */
} AppPlace;

typedef struct AppOptions {
    ModelOptions model;
    Viewport viewport;
    const char *theme; /**< "light", "dark" or NULL for the setting */
} AppOptions;

SfError
app_create(App **out, const Platform *platform, const AppOptions *options, SfErrorInfo *err);
void app_destroy(App *app);

/** Handles one event in one pass. */
void app_event(App *app, const InputEvent *event);
/** A file that came from outside: picked, dropped, opened with us. An export is imported, and what
 * came of it said on the next page. Borrowed for the call. */
void app_file(App *app, const SourceFile *file);
/** Scrolls what model_notice said into view, where the page says such things. */
void app_show_notice(App *app);
/** Goes there, Today below it. Nothing happens while a routine runs or waits, or before the safety
 * note is read. */
void app_go(App *app, AppPlace place);
/** The window as it is now; the next pass lays out for it. */
void app_resize(App *app, const Viewport *viewport);
/** A pass at now; returns the monotonic time of the next one, INT64_MAX if only events matter. */
int64_t app_frame(App *app, int64_t now_ms);

/** The picture of the last pass. */
const DrawList *app_list(const App *app);
const UiNode *app_nodes(const App *app, int32_t *count);
/** Scrolls a node into view at the next pass. */
bool app_reveal(App *app, UiId id);
/** Moves the focus as Tab would; false if the node cannot take it. */
bool app_focus(App *app, UiId id);
/** Name of the current screen. */
const char *app_screen(const App *app);
bool app_wants_text(const App *app);
/** As ui_ready_ms. */
int64_t app_ready_ms(const App *app);
/** How many Backs in a row lead somewhere in the app, as far as is known; 0 if the next one leaves
 * it. */
int32_t app_backs(const App *app);
/** As ui_edits and ui_caret. */
uint32_t app_edits(const App *app);
size_t app_caret(const App *app);
bool app_wants_quit(const App *app);
Model *app_model(App *app);
/** Told of each cue of any session from now on. */
void app_on_heard(App *app, SessionHeard heard, void *context);

#endif
