/* SPDX-License-Identifier: MIT */
/**
 * The touch kit: immediate-mode widgets over the draw list.
 *
 * A screen is built anew every pass: ui_begin, widgets, ui_end. One input event a pass. Widgets
 * take the next place of the current column (ui_next) or a rectangle of the caller's; the same
 * rectangle is drawn, hit and put into the semantic tree. State that outlives a pass (press, focus,
 * scroll) is kept by id: a hash of the widget's key under the ids pushed around it.
 *
 * Fingers: a press latches the widget under it in that pass; it fires on release inside; moving
 * further than MOTION_SLOP_DP inside a scroller cancels it and drags. What has just appeared or
 * moved under the finger takes no press that began within MOTION_NEW_MS of that: see ui_age.c.
 * Keyboard: Tab and arrows move the focus, Enter and Space fire through the same path. Coordinates
 * are px; ui_px turns dp into px: on large screens, which stand further away, a dp is up to 1.3
 * times as long. Steady passes allocate nothing.
 */
#ifndef SUREFOOT_UI_H
#define SUREFOOT_UI_H

#include "surefoot/draw.h"
#include "surefoot/input.h"
#include "surefoot/theme.h"

typedef uint32_t UiId;

/** What a node is, for scripts, tests and screen readers. */
typedef enum UiRole {
    ROLE_SCREEN,
    ROLE_HEADING,
    ROLE_TEXT,
    ROLE_BUTTON,
    ROLE_TOGGLE,
    ROLE_CHOICE, /**< one of several; children are ROLE_OPTION */
    ROLE_OPTION,
    ROLE_SLIDER,
    ROLE_FIELD,
    ROLE_PROGRESS,
    ROLE_TIMER, /**< changes by itself; a live region */
    ROLE_IMAGE,
    ROLE_DIALOG
} UiRole;

/** A node of the semantic tree, for scripts, tests and screen readers. */
typedef struct UiNode {
    UiId id;
    UiRole role;
    int32_t parent;  /**< index of the node around it, -1 for the screen */
    const char *key; /**< "#key" in scripts, or "" */
    const char *label;
    const char *value; /**< or "" */
    Rect rect;         /**< px, the part that can be seen; empty if scrolled away */
    Rect whole;        /**< px, not clipped */
    bool enabled;      /**< false also for everything under a dialog */
    bool selected;
    bool focused;
    int64_t ready_ms; /**< of a control: a press in its middle that begins earlier does nothing; of
                           the screen: the same for keys and Back */
} UiNode;

#define UI_NODES 512
#define UI_SCROLLS 32

/** What the touch kit has to know of a pass. All lengths of the viewport are in px. */
typedef struct UiFrame {
    int64_t now_ms;
    Viewport viewport;
    ThemeKind theme;
    float text_scale; /**< 1.0 .. 2.0 */
    bool reduced_motion;
    InputEvent event; /**< one, or kind INPUT_NONE */
} UiFrame;

typedef struct Ui Ui;

/** The text source is borrowed for the life of the Ui. The caller destroys it. NULL when memory is
 *  out. */
Ui *ui_create(const TextSource *text);
/** Frees it. NULL is fine. */
void ui_destroy(Ui *ui);

/** Starts a pass into list (borrowed until ui_end). */
void ui_begin(Ui *ui, const UiFrame *frame, DrawList *list);
/** Ends the pass. Returns the monotonic time of the next pass, INT64_MAX if only events matter. The
 * time is now while something moves, and after a control fired: then a part of this picture is out
 * of date, so show the picture of the next pass instead. */
int64_t ui_end(Ui *ui);
/** Forgets press, focus and scroll positions, because another screen comes. */
void ui_reset(Ui *ui);
/** The monotonic ms from which the page, or the dialog over it, takes presses and keys. */
int64_t ui_ready_ms(const Ui *ui);
/** True if the page would use a Back: a widget asked for one in the last pass. */
bool ui_wants_back(const Ui *ui);

/** The frame that ui_begin was called with, borrowed until ui_end. */
const UiFrame *ui_frame(const Ui *ui);
/** The draw list of this pass, for drawing between widgets. */
DrawList *ui_list(Ui *ui);
/** The colour of a role in this frame's theme. */
Color ui_color(const Ui *ui, ColorRole role);
/** dp in whole px, at least 1 for a dp above 0. */
float ui_px(const Ui *ui, float dp);
/** The whole window, in px. */
Rect ui_window(const Ui *ui);
/** The window in px without its insets (notch, rounded corners) and the keyboard. */
Rect ui_safe(const Ui *ui);
/** True for a wide layout (landscape or tablet), with room for two columns side by side. */
bool ui_is_wide(const Ui *ui);

/** The semantic tree of the last finished pass; strings live until the next one. Node 0 is the
 * screen. More than UI_NODES nodes do not fit: those are missing here, but their widgets work. */
const UiNode *ui_nodes(const Ui *ui, int32_t *count);

/* Ids. Two widgets with the same key under the same ids in one pass are an internal fault. */

/** Widgets up to ui_pop_id have their ids under this key. */
void ui_push_id(Ui *ui, const char *key);
/** As ui_push_id, with a number as the key: for the rows of a list. */
void ui_push_index(Ui *ui, int32_t index);
/** Ends the last ui_push_id or ui_push_index. */
void ui_pop_id(Ui *ui);

/* Layout: a column fills a rectangle from the top; cutting takes a part from a rectangle's edge. */

/** Begins a column; gap_dp is left between two things in it. */
void ui_column_begin(Ui *ui, Rect rect, float gap_dp);
/** Ends the column. Returns its height in px. */
float ui_column_end(Ui *ui);
/** Takes the next rectangle of the column, of this height in px and as wide as the column. */
Rect ui_next(Ui *ui, float height_px);
/** Leaves room in the column. */
void ui_space(Ui *ui, float dp);
/** The width of the current column in px. */
float ui_column_width(const Ui *ui);
/** Cuts a strip of this height from the top of *rect and returns it. */
Rect ui_cut_top(Rect *rect, float px);
/** Cuts a strip of this height from the bottom of *rect and returns it. */
Rect ui_cut_bottom(Rect *rect, float px);
/** Cuts a strip of this width from the left of *rect and returns it. */
Rect ui_cut_left(Rect *rect, float px);
/** Cuts a strip of this width from the right of *rect and returns it. */
Rect ui_cut_right(Rect *rect, float px);
/** The rectangle without a margin of px on each side. */
Rect ui_inset(Rect rect, float px);
/** The middle of rect, at most max_dp wide. */
Rect ui_centered(const Ui *ui, Rect rect, float max_dp);

/** Begins a scrolling column in rect: it follows fingers, wheel and keys and springs at its ends.
 * Give it the whole width of the page: it keeps a margin of SPACE_M at the sides, SPACE_S above and
 * SPACE_L below its content, so that a finger may drag at the very edge and focus rings fit. */
void ui_scroll_begin(Ui *ui, const char *key, Rect rect, float gap_dp);
/** Ends the scrolling column. */
void ui_scroll_end(Ui *ui);
/** Scrolls a widget of the last finished tree into view; the next pass shows it. False if there is
 *  no such widget. */
bool ui_reveal(Ui *ui, UiId id);
/** Moves the focus to a widget of the last finished tree, as Tab would. False if there is no such
 *  widget or it cannot take the focus. */
bool ui_focus(Ui *ui, UiId id);

/** Begins a card: a column with padding on a raised surface, in the current column. */
void ui_card_begin(Ui *ui, const char *key);
/** Ends the card. */
void ui_card_end(Ui *ui);
/** Ends a card that can be tapped as a whole; its button has the key "open" under the card's key.
 *  True when it fires. The card must not hold other controls. */
bool ui_card_end_button(Ui *ui, const char *label, const char *value);

/** Begins columns side by side, with equal widths, in the current column. They are stacked where
 *  they would be narrower than min_dp for the text size. Call ui_row_next before each cell. */
void ui_row_begin(Ui *ui, int32_t cells, float min_dp);
/** Begins the next cell of the row. */
void ui_row_next(Ui *ui);
/** Ends the row. */
void ui_row_end(Ui *ui);

/* Text */
typedef enum TextAlign { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } TextAlign;

/** The font of a text style at the current text size and scale. */
Font ui_font(const Ui *ui, TextStyle style);
/** Wrapped text in the column. The title styles make it a heading in the semantic tree. */
void ui_text(Ui *ui, TextStyle style, ColorRole color, const char *text);
/** As ui_text, with an alignment. */
void ui_text_aligned(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** As ui_text_aligned, but never a heading: for numbers and the like in a large style. */
void ui_value(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** Text in a rectangle, vertically centred, at most `lines` lines, then an ellipsis. Enlarged text
 *  shrinks, down to its 100 % size, before anything is cut. Returns its height in px. */
float ui_text_in(Ui *ui,
                 Rect rect,
                 TextStyle style,
                 ColorRole color,
                 TextAlign align,
                 int32_t lines,
                 const char *text);
/** Draws one line of text in a rectangle without a node: another node has to hold the text. */
void ui_draw_text(
    Ui *ui, Rect rect, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** The height in px of wrapped text at this width. */
float ui_text_height(Ui *ui, TextStyle style, float width_px, const char *text);
/**
 * Draws digits, colon, point and minus in cells of one width, as high as the rectangle; no node. If
 * the rectangle is too narrow for a time, first its cells become narrower, then the digits behind
 * the last colon or point become smaller, then all digits. Plain numbers become smaller at once.
 */
void ui_digits(Ui *ui, Rect rect, ColorRole color, const char *digits);
/** The least width in px at which ui_digits draws all digits this high. */
float ui_digits_width(const char *digits, float height_px);

/* Controls return true in the pass in which they fire or change their value. Keys are stable;
   labels are for people. The answers of a question have keys of their own: "pain-0" .. "pain-10",
   "theme-0", "lead-minus" and "lead-plus" under the questions "pain", "theme" and "lead". */
/** How much a button stands out. */
typedef enum ButtonStyle {
    BUTTON_PRIMARY,
    BUTTON_SECONDARY,
    BUTTON_QUIET, /**< text only */
    BUTTON_CARE   /**< "It hurts" */
} ButtonStyle;

/** A button in the column. */
bool ui_button(Ui *ui, const char *key, const char *label, ButtonStyle style);
/** One of several buttons with the same label. `about` becomes its value in the semantic tree,
 * which screen readers say; it is not drawn. */
bool ui_button_about(
    Ui *ui, const char *key, const char *label, const char *about, ButtonStyle style);
/** A button in a rectangle of the caller's. If not enabled it is grey and does not fire. */
bool ui_button_in(
    Ui *ui, const char *key, Rect rect, const char *label, ButtonStyle style, bool enabled);
/** The app's own icons. */
typedef enum Icon {
    ICON_BACK,
    ICON_CLOSE,
    ICON_PLAY,
    ICON_PAUSE,
    ICON_NEXT,
    ICON_PREVIOUS,
    ICON_SETTINGS,
    ICON_CHECK,
    ICON_MORE,
    ICON_LOCK,
    ICON_PLUS,
    ICON_MINUS
} Icon;
/** Draws an icon in the middle of a rectangle; no node. */
void ui_icon(Ui *ui, Rect rect, Icon icon, ColorRole color);
/** A button with an icon in a rectangle of the caller's. Screen readers say the label. */
bool ui_icon_button(Ui *ui, const char *key, Rect rect, Icon icon, const char *label);
/** A list row that can be tapped: title, second line and value at the right; the last two may be
 *  NULL. Its value in the semantic tree is the one at the right, or else the second line. */
bool ui_row_item(Ui *ui, const char *key, const char *title, const char *detail, const char *value);
/** A list row with a picture at its left. The caller draws it into *picture, SIZE_THUMBNAIL_W by
 *  SIZE_THUMBNAIL; *picture is empty while the row is out of sight or its text needs the room. */
bool ui_row_picture(Ui *ui, const char *key, const char *title, const char *detail, Rect *picture);
/** A row with a switch; a tap flips *on. detail is a second line, or NULL. */
bool ui_toggle(Ui *ui, const char *key, const char *label, const char *detail, bool *on);
/** A choice of one option: segments side by side, stacked if they do not fit. *selected is -1 for
 *  none. */
bool ui_choice(Ui *ui,
               const char *key,
               const char *label,
               const char *const *options,
               int32_t count,
               int32_t *selected);
/** A choice as chips, two or three in a row. A tap on the selected chip clears the choice. */
bool ui_chips(Ui *ui,
              const char *key,
              const char *label,
              const char *const *options,
              int32_t count,
              int32_t *selected);
/** A scale from 0 to 10: eleven cells, in several rows on narrow pages. `low` and `high` say what
 *  its ends mean. *value is -1 for no answer yet. */
bool ui_scale(
    Ui *ui, const char *key, const char *label, const char *low, const char *high, int32_t *value);
/** What a stepper shows, and how far it goes. */
typedef struct UiStepper {
    const char *key;
    const char *label;
    const char *text; /**< the value, as a person reads it */
    int32_t low;
    int32_t high;
    int32_t step;
} UiStepper;
/** A number with minus and plus buttons; the left and right keys work too while it has the focus.
 *  True if *value changed. */
bool ui_stepper(Ui *ui, const UiStepper *stepper, int32_t *value);
/** A field of text that wraps. `out` is edited in place: at most `size` bytes with its terminator,
 *  and always whole characters. True in the passes in which the text changed. Enter, Escape, Back
 *  or a tap elsewhere end editing. */
bool ui_field(Ui *ui, const char *key, const char *label, const char *hint, char *out, size_t size);
/** True while a field is edited: the platform shows a keyboard. */
bool ui_wants_text(const Ui *ui);
/** A count that grows each time editing begins and with each tap into the edited field: then the
 *  platform shows the keyboard again if the person has closed it. */
uint32_t ui_edits(const Ui *ui);
/** The place of the caret in the edited text: the number of bytes before it. */
size_t ui_caret(const Ui *ui);

/** A bar that is filled to the fraction 0..1; the label and the percentage are for the semantic
 * tree. */
void ui_progress(
    Ui *ui, const char *key, const char *label, Rect rect, float fraction, ColorRole color);
/** Draws a ring with a track, filled clockwise from 12 o'clock; no node. fraction: 0..1. */
void ui_ring(Ui *ui, Rect rect, float width_dp, float fraction, ColorRole color);

/** What happened on an area in this pass. A press and a hold are reported even if the area has just
 *  appeared; a tap is not. Enter and Space are a press and a tap in one pass. */
typedef struct UiTouch {
    bool pressed;  /**< in this pass */
    bool down;     /**< a finger is on it */
    bool tapped;   /**< released inside in this pass, not a long press */
    bool held;     /**< became a long press in this pass */
    int64_t at_ms; /**< when it happened, by the event's own time */
} UiTouch;
/** An area without a look of its own, such as the player's whole screen. Controls that lie on it
 *  take the finger, whether they are called before or after it. */
UiTouch
ui_area(Ui *ui, const char *key, Rect rect, UiRole role, const char *label, const char *value);

/** Widgets up to ui_last_end are read, and reached by Tab, after all others of the page. For a
 *  footer, which is cut off before the column above it is filled. Once in a pass, not in a
 * dialog. */
void ui_last_begin(Ui *ui);
/** Ends what ui_last_begin began. */
void ui_last_end(Ui *ui);

/** Adds a node that only informs (a timer, an image); the caller draws it. ROLE_SCREEN names the
 *  screen itself; its rectangle is not used. */
void ui_describe(
    Ui *ui, UiRole role, const char *key, Rect rect, const char *label, const char *value);

/** Begins a dialog over the page; the page below gets no input. Call it after the page's widgets,
 *  outside of any scroller; one dialog at a time. Its first pass only measures it. True if the
 *  person closes it: on Back, Escape or a tap outside. */
bool ui_dialog_begin(Ui *ui, const char *key, const char *title);
/** The height in px that is left in the dialog's column before it has to scroll. */
float ui_dialog_room(Ui *ui);
/** Ends the dialog. */
void ui_dialog_end(Ui *ui);

#define UI_ALWAYS (INT64_MIN / 2) /**< for ui_new_since: it has been there for ever */
/** Widgets after this call in this pass count as new since at_ms (monotonic), even if their ids
 * were there before: the same buttons, but for something new that came by itself. UI_ALWAYS ends
 * it. */
void ui_new_since(Ui *ui, int64_t at_ms);

/** Takes this pass's event if it is this key and no widget has taken it; true if so. A key that
 * comes too early for a new page is lost. False under a dialog and while a field is edited, and for
 * Enter and Space while the focus shows, because those keys belong to dialog, field or focus. */
bool ui_take_key(Ui *ui, InputKey key);
/** As ui_take_key, for Back and Escape. */
bool ui_take_back(Ui *ui);
/** Takes this pass's event if it is a press by any finger anywhere, any key, or Back; true if so,
 * with the event's own time in *at_ms. For clocks that must stop at once, also on a new page: call
 * it before the widgets, which then get nothing. False under a dialog and while a field is
 * edited. */
bool ui_take_any(Ui *ui, int64_t *at_ms);
/** Asks for another pass at this monotonic time at the latest. */
void ui_wake_at(Ui *ui, int64_t at_ms);

/** Formats a text that lives until the next pass. "" when memory is out. */
const char *ui_format(Ui *ui, const char *format, ...) SF_PRINTF(2, 3);

#endif
