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
    int32_t parent;  /**< index, -1 for the screen */
    const char *key; /**< "#key" in scripts, or "" */
    const char *label;
    const char *value; /**< or "" */
    Rect rect;         /**< px, clipped to what can be seen; empty if scrolled away */
    Rect whole;        /**< px, not clipped */
    bool enabled;      /**< false too for all that lies under a dialog */
    bool selected;
    bool focused;
    int64_t ready_ms; /**< of a control: a press in its middle that begins sooner does nothing; of
                           the screen: a key or a Back */
} UiNode;

#define UI_NODES 512
#define UI_SCROLLS 32

typedef struct UiFrame {
    int64_t now_ms;
    Viewport viewport;
    ThemeKind theme;
    float text_scale; /**< 1.0 .. 2.0 */
    bool reduced_motion;
    InputEvent event; /**< one, or kind INPUT_NONE */
} UiFrame;

typedef struct Ui Ui;

/** The text source is borrowed for the life of the Ui. NULL when memory is out. */
Ui *ui_create(const TextSource *text);
void ui_destroy(Ui *ui);

/** Starts a pass into list (borrowed until ui_end). */
void ui_begin(Ui *ui, const UiFrame *frame, DrawList *list);
/** Ends the pass. Returns when the next one is needed by itself: now for animation, INT64_MAX
 * never. It is now as well after anything fired: what was drawn before it in this pass is out of
 * date, so show the picture of the next pass rather than this one's. */
int64_t ui_end(Ui *ui);
/** Forgets press, focus and scroll positions: another screen comes. */
void ui_reset(Ui *ui);
/** From this time on the page, or the dialog over it, takes presses and keys. */
int64_t ui_ready_ms(const Ui *ui);
/** True if a Back would be somebody's: it was asked for in the last pass. */
bool ui_wants_back(const Ui *ui);

const UiFrame *ui_frame(const Ui *ui);
DrawList *ui_list(Ui *ui);
Color ui_color(const Ui *ui, ColorRole role);
float ui_px(const Ui *ui, float dp);
/** The whole window, in px. */
Rect ui_window(const Ui *ui);
/** The window less the safe area and the keyboard. */
Rect ui_safe(const Ui *ui);
/** Wide layouts: landscape or tablet, where two columns stand side by side. */
bool ui_is_wide(const Ui *ui);

/** The semantic tree of the last finished pass; strings live until the next. Node 0 is the screen.
 * A node that UI_NODES has no room for is missing here; its widget still works. */
const UiNode *ui_nodes(const Ui *ui, int32_t *count);

/* Ids. Two widgets with the same key under the same ids in one pass are an internal fault. */
void ui_push_id(Ui *ui, const char *key);
void ui_push_index(Ui *ui, int32_t index);
void ui_pop_id(Ui *ui);

/* Layout: a column fills a rectangle from the top; cutting takes from a rectangle's edge. */
void ui_column_begin(Ui *ui, Rect rect, float gap_dp);
/** Height used so far in px. */
float ui_column_end(Ui *ui);
/** The next rectangle of the column, full width, of this height in px. */
Rect ui_next(Ui *ui, float height_px);
void ui_space(Ui *ui, float dp);
float ui_column_width(const Ui *ui);
Rect ui_cut_top(Rect *rect, float px);
Rect ui_cut_bottom(Rect *rect, float px);
Rect ui_cut_left(Rect *rect, float px);
Rect ui_cut_right(Rect *rect, float px);
Rect ui_inset(Rect rect, float px);
/** A centred rectangle at most max_dp wide. */
Rect ui_centered(const Ui *ui, Rect rect, float max_dp);

/** A scrolling column in rect: kinetic, springs at the ends, wheel and keys. Give it the whole
 * width of the page: it keeps a margin of SPACE_M at the sides, SPACE_S above and SPACE_L below
 * what it holds, so that the finger may drag at the very edge and focus rings are not cut. */
void ui_scroll_begin(Ui *ui, const char *key, Rect rect, float gap_dp);
void ui_scroll_end(Ui *ui);
/** Scrolls the widget of the last finished tree into view; the next pass shows it. False if it is
 *  not there. */
bool ui_reveal(Ui *ui, UiId id);
/** Moves the focus to a widget of the last finished tree, as Tab would. False if it is not there or
 *  cannot take it. */
bool ui_focus(Ui *ui, UiId id);

/** A card: a column with padding on a raised surface, in the current column. */
void ui_card_begin(Ui *ui, const char *key);
void ui_card_end(Ui *ui);
/** Ends a card that can be tapped as a whole, as the button "open" under the card's key: true when
 *  it fires. Nothing in it may be a control. */
bool ui_card_end_button(Ui *ui, const char *label, const char *value);

/** Columns side by side in the current column, equal widths; at text sizes where they would be
 *  narrower than min_dp they stack. Call ui_row_next before each cell's widgets. */
void ui_row_begin(Ui *ui, int32_t cells, float min_dp);
void ui_row_next(Ui *ui);
void ui_row_end(Ui *ui);

/* Text */
typedef enum TextAlign { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT } TextAlign;

Font ui_font(const Ui *ui, TextStyle style);
/** Wrapped text in the column, as plain text (or as a heading for the title styles). */
void ui_text(Ui *ui, TextStyle style, ColorRole color, const char *text);
void ui_text_aligned(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** A number or the like, that is no heading however large it is. */
void ui_value(Ui *ui, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** In a rectangle, vertically centred, at most `lines` lines, then an ellipsis. Before anything is
 *  cut, enlarged text shrinks down to its 100 % size. Returns its height. */
float ui_text_in(Ui *ui,
                 Rect rect,
                 TextStyle style,
                 ColorRole color,
                 TextAlign align,
                 int32_t lines,
                 const char *text);
/** One line of it, drawn only: another node tells it. */
void ui_draw_text(
    Ui *ui, Rect rect, TextStyle style, ColorRole color, TextAlign align, const char *text);
/** Height that wrapped text takes at this width, px. */
float ui_text_height(Ui *ui, TextStyle style, float width_px, const char *text);
/**
 * Digits, colon, point and minus in cells of one width, as high as the rectangle; draws only. Where
 * it is too narrow for a time, its cells close up first, then what stands behind the last colon or
 * point becomes smaller. Then, and for plain numbers at once, all become smaller.
 */
void ui_digits(Ui *ui, Rect rect, ColorRole color, const char *digits);
/** The least width, px, at which all digits of a time are this high. */
float ui_digits_width(const char *digits, float height_px);

/* Controls: true in the pass in which they fire. Keys are stable; labels are what people read. The
   answers of a question have keys of their own: "pain-0" .. "pain-10", "theme-0", "lead-minus" and
   "lead-plus" under the questions "pain", "theme" and "lead". */
typedef enum ButtonStyle {
    BUTTON_PRIMARY,
    BUTTON_SECONDARY,
    BUTTON_QUIET, /**< text only */
    BUTTON_CARE   /**< "It hurts" */
} ButtonStyle;

bool ui_button(Ui *ui, const char *key, const char *label, ButtonStyle style);
/** One of several with the same label: what it is about is its value, which is told and not shown.
 */
bool ui_button_about(
    Ui *ui, const char *key, const char *label, const char *about, ButtonStyle style);
/** In a rectangle of the caller's; enabled false shows it greyed and says so in the tree. */
bool ui_button_in(
    Ui *ui, const char *key, Rect rect, const char *label, ButtonStyle style, bool enabled);
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
void ui_icon(Ui *ui, Rect rect, Icon icon, ColorRole color);
bool ui_icon_button(Ui *ui, const char *key, Rect rect, Icon icon, const char *label);
/** A list row that can be tapped: title, optional second line, optional value at the right. In the
 *  tree its value is the one at the right, or else the second line; of a toggle the second line. */
bool ui_row_item(Ui *ui, const char *key, const char *title, const char *detail, const char *value);
/** The same with a picture at its left: the caller draws it into *picture, SIZE_THUMBNAIL_W by
 *  SIZE_THUMBNAIL, which is empty while the row cannot be seen or the text needs the room. */
bool ui_row_picture(Ui *ui, const char *key, const char *title, const char *detail, Rect *picture);
bool ui_toggle(Ui *ui, const char *key, const char *label, const char *detail, bool *on);
/** Segments side by side, stacked when they do not fit; *selected -1 is none. */
bool ui_choice(Ui *ui,
               const char *key,
               const char *label,
               const char *const *options,
               int32_t count,
               int32_t *selected);
/** The same as chips, two or three a row; the one that is on can be tapped off again. */
bool ui_chips(Ui *ui,
              const char *key,
              const char *label,
              const char *const *options,
              int32_t count,
              int32_t *selected);
/** 0..10 as eleven cells, in rows where fingers need it, with words at the ends; *value -1 is
 *  unanswered. */
bool ui_scale(
    Ui *ui, const char *key, const char *label, const char *low, const char *high, int32_t *value);
/** A stepper with minus and plus, and with left and right where it has the focus: value shown as
 *  text by the caller. */
bool ui_stepper(Ui *ui,
                const char *key,
                const char *label,
                const char *text,
                int32_t *value,
                int32_t low,
                int32_t high,
                int32_t step);
/** One line (or wrapped) of editable text; out is edited in place, never above size bytes with its
 *  terminator, never inside a character. True in the passes in which the text changed. Enter,
 * Escape, back or a tap elsewhere end editing. */
bool ui_field(Ui *ui, const char *key, const char *label, const char *hint, char *out, size_t size);
/** True while some field has the focus: the platform shows a keyboard. */
bool ui_wants_text(const Ui *ui);
/** How often somebody began to edit, a tap into the field that is edited included: the platform
 * shows a keyboard that was put away. */
uint32_t ui_edits(const Ui *ui);
/** Where the caret stands in the text that is edited: bytes before it. */
size_t ui_caret(const Ui *ui);

void ui_progress(
    Ui *ui, const char *key, const char *label, Rect rect, float fraction, ColorRole color);
/** A ring with a track, clockwise from 12 o'clock. Draws only. */
void ui_ring(Ui *ui, Rect rect, float width_dp, float fraction, ColorRole color);

/** A bare area: reports the press (with its own time) and the tap. For the player's whole screen.
 *  Controls that lie on it take the finger, whether they are called before or after it. Enter and
 *  Space on it are a press and a tap at once. A press and a hold are told at once, also when it has
 *  just appeared; a tap is not. */
typedef struct UiTouch {
    bool pressed; /**< in this pass */
    bool down;    /**< the finger is on it */
    bool tapped;  /**< released inside in this pass, not a long press */
    bool held;    /**< became a long press in this pass */
    int64_t at_ms;
} UiTouch;
UiTouch
ui_area(Ui *ui, const char *key, Rect rect, UiRole role, const char *label, const char *value);

/** What is called between these is read, and reached by Tab, after all else of the page: a footer,
 *  whose place is cut off before the column above it is filled. Once a pass, not in a dialog. */
void ui_last_begin(Ui *ui);
void ui_last_end(Ui *ui);

/** A node that only says something (timer, image); drawing is the caller's. ROLE_SCREEN names the
 *  screen itself and takes no rectangle. */
void ui_describe(
    Ui *ui, UiRole role, const char *key, Rect rect, const char *label, const char *value);

/** A dialog over the page: widgets between begin and end; the page below gets no input. Call it
 *  last, outside of any scroller; one at a time. Its first pass only measures it. Returns true on
 *  back, Escape or a tap outside. */
bool ui_dialog_begin(Ui *ui, const char *key, const char *title);
/** Height, px, that is left in the dialog's column before it has to scroll. */
float ui_dialog_room(Ui *ui);
void ui_dialog_end(Ui *ui);

/** What is called after it in this pass appeared at that time, whatever its ids say: the same
 *  buttons, but for something else that came by itself. UI_ALWAYS ends it. */
#define UI_ALWAYS (INT64_MIN / 2)
void ui_new_since(Ui *ui, int64_t at_ms);

/** True if this pass's event is this key (or back, or Escape for back) and nobody took it; takes
 * it. On a page that is too new for it, it is lost. False under a dialog and while a field is
 * edited, and for Enter and Space while the focus shows: those keys are theirs. */
bool ui_take_key(Ui *ui, InputKey key);
bool ui_take_back(Ui *ui);
/** True if this pass's event is a press by any finger anywhere, any key, or back; takes it and
 * tells its own time. For what must stop at once, also on a new page: call it before the widgets,
 * which get nothing then. False under a dialog and while a field is edited. */
bool ui_take_any(Ui *ui, int64_t *at_ms);
/** Asks for another pass at this time. */
void ui_wake_at(Ui *ui, int64_t at_ms);

/** Text formatted into the pass's arena; lives until the next pass. */
const char *ui_format(Ui *ui, const char *format, ...) SF_PRINTF(2, 3);

#endif
