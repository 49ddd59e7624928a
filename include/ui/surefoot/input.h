/* SPDX-License-Identifier: MIT */
/**
 * Input: what fingers, keys and the system did, each event with the time at which it happened.
 *
 * The platform fills a queue; the app handles one event in each pass, so press and release in the
 * same frame stay two events. Times are monotonic ms, taken from the operating system where it
 * gives them: a timed stop counts from the event, not from the frame that handles it.
 */
#ifndef SUREFOOT_INPUT_H
#define SUREFOOT_INPUT_H

#include "surefoot/base.h"

/** What happened. */
typedef enum InputKind {
    INPUT_NONE,
    INPUT_PRESS,      /**< a finger or the left mouse button went down */
    INPUT_MOVE,       /**< the finger moved while it was down */
    INPUT_RELEASE,    /**< the finger went up */
    INPUT_CANCEL,     /**< the system took the finger away; its number may be INPUT_ALL_FINGERS */
    INPUT_WHEEL,      /**< dy in dp, positive scrolls down the page */
    INPUT_KEY,        /**< a key that is not text */
    INPUT_TEXT,       /**< UTF-8 text */
    INPUT_EDIT,       /**< the system's editor changed the text or the caret of the edited field */
    INPUT_BACK,       /**< system back */
    INPUT_RESIZE,     /**< size, scale or insets changed */
    INPUT_BACKGROUND, /**< the app will be hidden or stopped: save now */
    INPUT_FOREGROUND, /**< the app can be seen again */
    INPUT_QUIT        /**< the person or the system closes the app */
} InputKind;

/** Keys that are not text. */
typedef enum InputKey {
    KEY_NONE,
    KEY_TAB,
    KEY_BACKTAB,
    KEY_ENTER,
    KEY_SPACE,
    KEY_ESCAPE,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_PLUS,
    KEY_MINUS,
    KEY_OTHER /**< any other: a letter, a volume button, a remote */
} InputKey;

#define INPUT_ALL_FINGERS (-1) /**< InputEvent.finger of a cancel that means every finger */

/** One event. Which fields are used depends on its kind. */
typedef struct InputEvent {
    InputKind kind;
    int64_t at_ms;
    int32_t finger; /**< 0 is the first; others are ignored unless a widget asks */
    float x;        /**< px from the left of the window */
    float y;
    float dy; /**< wheel only */
    InputKey key;
    char text[32];
    bool assistive; /**< INPUT_KEY only: from a screen reader or a switch, aimed at one control */
    const char *edited; /**< INPUT_EDIT only: the whole text, UTF-8, borrowed for the call */
    size_t caret;       /**< INPUT_EDIT only: bytes before the caret */
    size_t anchor; /**< INPUT_EDIT only: where the selection began; the caret if there is none */
} InputEvent;

/** The window as it is now. Lengths in px; scale is px per dp. */
typedef struct Viewport {
    int32_t width;
    int32_t height;
    float scale;
    float inset_left; /**< safe area: notch, home bar, rounded corners */
    float inset_top;
    float inset_right;
    float inset_bottom;
    float keyboard; /**< height covered by an on-screen keyboard */
} Viewport;

#endif
