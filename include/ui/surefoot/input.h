/* SPDX-License-Identifier: MIT */
/**
 * Input: what fingers, keys and the system did, each with the time it happened.
 *
 * The platform fills a queue; the app handles one event a pass, so that press and release in the
 * same frame are still two things. Times are monotonic ms, the operating system's where it gives
 * one: a timed stop counts from the event, not from the frame that saw it.
 */
#ifndef SUREFOOT_INPUT_H
#define SUREFOOT_INPUT_H

#include "surefoot/base.h"

typedef enum InputKind {
    INPUT_NONE,
    INPUT_PRESS, /**< a finger or the left mouse button went down */
    INPUT_MOVE,  /**< it moved while down */
    INPUT_RELEASE,
    INPUT_CANCEL,     /**< the system took the finger away, or INPUT_ALL_FINGERS */
    INPUT_WHEEL,      /**< dy in dp, positive scrolls down the page */
    INPUT_KEY,        /**< a key that is not text */
    INPUT_TEXT,       /**< UTF-8 text */
    INPUT_EDIT,       /**< an editor of the system has the text of the field that is edited */
    INPUT_BACK,       /**< system back */
    INPUT_RESIZE,     /**< size, scale or insets changed */
    INPUT_BACKGROUND, /**< about to be hidden or stopped: save now */
    INPUT_FOREGROUND,
    INPUT_QUIT
} InputKind;

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

#define INPUT_ALL_FINGERS (-1)

typedef struct InputEvent {
    InputKind kind;
    int64_t at_ms;
    int32_t finger; /**< 0 is the first; others are ignored unless a widget asks */
    float x;        /**< px from the left of the window */
    float y;
    float dy; /**< wheel only */
    InputKey key;
    char text[32];
    bool assistive;     /**< INPUT_KEY only: a screen reader or a switch names what it presses */
    const char *edited; /**< INPUT_EDIT only: all of the text, UTF-8, borrowed for the call */
    size_t caret;       /**< bytes before it */
    size_t anchor;      /**< where the selection began; the caret if there is none */
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
