/* SPDX-License-Identifier: MIT */
/** What the page calls of us: the whole app behind a handful of functions. */
#ifndef SUREFOOT_WEB_H
#define SUREFOOT_WEB_H

#include "sdl_app.h"
#include "surefoot/app.h"

#define WEB_VOICE "/voice/en.voice" /**< the page puts it there when it has come */

typedef struct Web Web;

typedef enum WebNotice {
    WEB_NOT_KEPT,
    WEB_NEW_VERSION,
    WEB_NEXT_TIME,
    WEB_UNREAD,
    WEB_HOME_SCREEN
} WebNotice;

/** The app behind it, for the parts of the page's side; both live as long as web does. */
SdlApp *web_sdl(const Web *web);
App *web_app(const Web *web);

/** Opens the app in the element #canvas; keeps: in /data, else in memory only. NULL after
 * page_fault. It lives as long as the page. */
Web *surefoot_open(bool keeps);
/** Handles what happened and draws if anything changed; ms until the next step, negative never. */
double surefoot_step(Web *web);
/** What a shortcut of the system stands for: app_go. */
void surefoot_go(Web *web, AppPlace place);
/** The system's way back. */
void surefoot_back(Web *web);
/** app_backs. */
int32_t surefoot_backs(const Web *web);
/** All fingers are gone, whether their ends were told or not. */
void surefoot_let_go(Web *web);
/** What page_viewport says has changed. */
void surefoot_resized(Web *web);
/** What the page's text field holds, for the field that is edited; places in bytes of UTF-8. */
void surefoot_edit(Web *web, const char *text, size_t anchor, size_t caret);
/** Where the app has the caret, in bytes. */
size_t surefoot_caret(const Web *web);
/** The keyboard was put away for good: ends editing. */
void surefoot_edited(Web *web);
/** A file from outside, other than a program: app_file. */
void surefoot_file(Web *web, const char *name, const char *bytes, size_t size);
/** A routine is running or waits to be continued. */
bool surefoot_busy(const Web *web);
/** A routine runs that is heard by whoever hears the device. */
bool surefoot_sounds(const Web *web);
/** The page goes, or another has the log: a routine is written down as it is, and sounds no more.
 */
void surefoot_leave(Web *web);
/** What was to sound by and by does not. */
void surefoot_hush(const Web *web);
/** The person left the app. */
bool surefoot_closed(const Web *web);
/** Says something once, on the next page that says such things. */
void surefoot_tell(Web *web, WebNotice notice);
/** The same with a text; "" takes back what is not read yet. */
void surefoot_notify(Web *web, const char *text);
/** What is to be said and not read yet, or "". It lives until something else is. */
const char *surefoot_notice(const Web *web);
/** Whether a program of this file could be followed; if not, says so and why. */
bool surefoot_check(Web *web, const char *path);
/** Says that the program with this id is here, new or as before; nothing if it is not. */
void surefoot_tell_added(Web *web, const char *id, bool is_new);
void surefoot_voice_arrived(Web *web);
/** The ground of the page that is shown, 0xRRGGBB. */
uint32_t surefoot_color(const Web *web);
/** The theme that the person chose. */
ThemeChoice surefoot_theme(const Web *web);
/** Calls page_node for each node of the semantic tree. */
void surefoot_nodes(const Web *web);
/** Changes whenever a call of surefoot_nodes would tell something else. */
uint32_t surefoot_tree(const Web *web);
/** The name of the screen; lives as long as the app. */
const char *surefoot_screen(const Web *web);
/** Scrolls a node into view; false if it is not there. */
bool surefoot_reveal(Web *web, UiId id);
/** Moves the focus to a node, scrolled into view; false if it cannot take it. */
bool surefoot_focus(Web *web, UiId id);
/** The same, and fires it; a text field is then edited. */
bool surefoot_activate(Web *web, UiId id);

#endif
