/* SPDX-License-Identifier: MIT */
/** The functions of the app that the page calls. */
#ifndef SUREFOOT_WEB_H
#define SUREFOOT_WEB_H

#include "sdl_app.h"
#include "surefoot/app.h"

#define WEB_VOICE "/voice/en.voice" /**< the page writes it there when it has arrived */

typedef struct Web Web;

/** Messages that the page asks the app to show; also in page/enums.js. */
typedef enum WebNotice {
    WEB_NOT_KEPT,
    WEB_NEW_VERSION,
    WEB_NEXT_TIME,
    WEB_UNREAD,
    WEB_HOME_SCREEN
} WebNotice;

/** The app in its window; lives as long as web. */
SdlApp *web_sdl(const Web *web);
/** The app itself; lives as long as web. */
App *web_app(const Web *web);

/** Opens the app in the element #canvas. keeps: the log is in /data, else in memory only. NULL
 * after a page_fault. It lives as long as the page. */
Web *surefoot_open(bool keeps);
/** Handles events and draws if anything changed. Returns the ms until the next step, negative for
 *  never. */
double surefoot_step(Web *web);
/** Opens the place of a shortcut; see app_go. */
void surefoot_go(Web *web, AppPlace place);
/** The person used the browser's or the system's Back. */
void surefoot_back(Web *web);
/** How many times in a row Back stays within the app; see app_backs. */
int32_t surefoot_backs(const Web *web);
/** Tells the app that no finger is down any more, even if their ends were not reported. */
void surefoot_let_go(Web *web);
/** The result of page_viewport has changed. */
void surefoot_resized(Web *web);
/** Gives the edited field the text, selection and caret of the page's text field. anchor and caret
 *  in bytes of UTF-8. */
void surefoot_edit(Web *web, const char *text, size_t anchor, size_t caret);
/** The app's caret in the edited text, in bytes of UTF-8. */
size_t surefoot_caret(const Web *web);
/** Ends editing, because the person closed the keyboard. */
void surefoot_edited(Web *web);
/** Takes a file from outside that is not a program; see app_file. Borrowed for the call. */
void surefoot_file(Web *web, const char *name, const char *bytes, size_t size);
/** True if a routine runs, or waits to be continued. */
bool surefoot_busy(const Web *web);
/** True while a routine runs and its tones or speech are not turned off. */
bool surefoot_sounds(const Web *web);
/** Saves a routine and stops its sound, because the page goes or another window takes the log. */
void surefoot_leave(Web *web);
/** Cancels all scheduled sounds. */
void surefoot_hush(const Web *web);
/** True once the person has left the app. */
bool surefoot_closed(const Web *web);
/** Shows a message once, on the next page that shows notices. */
void surefoot_tell(Web *web, WebNotice notice);
/** Shows a text once, as surefoot_tell; "" removes a message that was not read yet. */
void surefoot_notify(Web *web, const char *text);
/** The message that was not read yet, or "". Lives until the next message. */
const char *surefoot_notice(const Web *web);
/** True if the program in this file can be followed; if not, shows a message why. */
bool surefoot_check(Web *web, const char *path);
/** Shows a message that the program with this id was added, or (not is_new) is there already.
 *  Nothing if there is no such program. */
void surefoot_tell_added(Web *web, const char *id, bool is_new);
/** The voice pack is at WEB_VOICE now. */
void surefoot_voice_arrived(Web *web);
/** The colour of the page that is shown, 0xRRGGBB. */
uint32_t surefoot_color(const Web *web);
/** The theme that the person chose. */
ThemeChoice surefoot_theme(const Web *web);
/** Calls page_node for each node of the semantic tree. */
void surefoot_nodes(const Web *web);
/** A number that changes whenever the result of surefoot_nodes changes. */
uint32_t surefoot_tree(const Web *web);
/** The name of the current screen; lives as long as the app. */
const char *surefoot_screen(const Web *web);
/** Scrolls a node into view. False if there is no such node. */
bool surefoot_reveal(Web *web, UiId id);
/** Moves the focus to a node and scrolls it into view. False if the node cannot take it. */
bool surefoot_focus(Web *web, UiId id);
/** Moves the focus to a node and presses it; a text field is then edited. False as in
 *  surefoot_focus. */
bool surefoot_activate(Web *web, UiId id);

#endif
