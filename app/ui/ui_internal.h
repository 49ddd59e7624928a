/* SPDX-License-Identifier: MIT */
/**
 * What the files of the touch kit share.
 *
 * ui.c        passes, ids, the semantic tree, focus
 * ui_keys.c   keys, Back and presses that are for the whole page
 * ui_age.c    how long each control has been in its place: a new one takes no press
 * ui_touch.c  fingers: which control is pressed, and the only path on which a control fires
 * ui_scroll.c positions of scrolling columns, computed from the time
 * ui_layout.c columns, rows, cards, cutting
 * ui_text.c   wrapping, fitting, drawing of text
 * the rest    one kind of widget each
 */
#ifndef SUREFOOT_UI_INTERNAL_H
#define SUREFOOT_UI_INTERNAL_H

#include "surefoot/memory.h"
#include "surefoot/ui.h"

#define UI_DEPTH 32         /* nesting of ids, columns, clips and parents */
#define UI_ID_SLOTS 2048    /* hash set of the ids of a pass; four times UI_NODES */
#define UI_WIDTH_SLOTS 4096 /* remembered text widths */
#define UI_SAMPLES 32       /* moves remembered for the speed of a fling */

/* How long a control has been in its place. Places are meant without the scrolling of its
 * column. */
typedef struct Age {
    int64_t appeared_ms;
    int64_t moved_ms; /* when it last moved, or appeared */
    Rect place;
    Rect before; /* the part of its place that it covered before it moved too */
} Age;

/* What input has to know of a node; scripts do not see it. */
typedef struct NodeInput {
    Rect full;      /* not clipped */
    Rect hit;       /* clipped; at least SIZE_TARGET where there is room */
    UiId scroll;    /* the scrolling column around it, or 0 */
    UiId group;     /* the question whose option it is, or 0: Tab stops once in a group */
    bool focusable; /* can take the focus now */
    bool area;      /* a bare area, beneath the controls that lie on it */
    bool modal;     /* belongs to the dialog */
    Age age;        /* of a control */
} NodeInput;

#define UI_LAST 8 /* nodes between ui_last_begin and ui_last_end */

/* A semantic tree and what input has to know of its nodes. */
typedef struct Tree {
    UiNode nodes[UI_NODES];
    NodeInput inputs[UI_NODES];
    int32_t count;
    int32_t last_from; /* first of the nodes that come last on the page; 0 none */
    int32_t last_count;
    bool stale; /* drawn before a ui_reset: its places are not valid any more */
    Arena strings;
} Tree;

typedef enum LayoutKind { LAYOUT_COLUMN, LAYOUT_ROW } LayoutKind;

/* A column or row that is being filled. */
typedef struct Layout {
    LayoutKind kind;
    Rect rect; /* y is where it starts; a column is as high as what it holds */
    float y;   /* end of the last thing placed */
    float gap;
    bool started; /* something was placed: the gap comes before the next thing */
    int32_t cells;
    int32_t cell; /* rows: cells begun so far */
    bool stacked;
    float bottom;       /* rows: lowest end of any cell */
    int32_t background; /* cards: their rectangle in the draw list, -1 none */
    int32_t border;
} Layout;

/* The widget and the column that want the finger which just went down. */
typedef struct Claim {
    UiId widget;
    UiId scroll;
    bool area;  /* a bare area: a control takes it over */
    bool fresh; /* the widget is too new for this press */
    bool stops; /* the finger stops a moving page and presses nothing */
} Claim;

/* Where the finger was at a time. */
typedef struct Sample {
    int64_t at_ms;
    float y;
} Sample;

/* The finger that is down. */
typedef struct Press {
    bool active;
    bool releasing; /* in this pass */
    bool dragging;
    bool held;       /* the long press was reported */
    bool on_nothing; /* it began where nothing can be pressed */
    bool fresh;      /* it began too soon after the widget appeared: it does nothing */
    int32_t finger;
    int64_t at_ms;
    int64_t heard_ms; /* the finger's last event */
    Point start;
    Point now;
    UiId widget;
    UiId scroll;
    double drag_from;  /* scroll position when the drag began, as if the ends did not resist */
    float drag_anchor; /* y of the finger at that position */
    /* The claims of this pass. [1] is for the page if a dialog was open in the pass before: it
       counts if the dialog is not there any more. */
    Claim claims[2];
    Sample samples[UI_SAMPLES];
    int32_t sample_count;
} Press;

typedef enum ScrollMode { SCROLL_REST, SCROLL_HELD, SCROLL_FLING, SCROLL_SPRING } ScrollMode;

/* The state of a scrolling column. Positions in px, speeds in px per ms. */
typedef struct Scroll {
    UiId id;
    uint64_t pass; /* last used in */
    int32_t order; /* in that pass */
    bool modal;
    Rect rect;
    float content; /* height */
    float most;    /* greatest position at rest */
    float shown;   /* whole px used in the last pass */
    ScrollMode mode;
    double from; /* position at since_ms */
    double speed;
    int64_t since_ms;
    int64_t moved_ms; /* last seen moving */
} Scroll;

/* The dialog, if one is open. */
typedef struct Modal {
    UiId before; /* the dialog of the pass before, 0 none */
    UiId now;    /* the dialog of this pass so far */
    bool inside;
    bool hidden;      /* its first pass: its height is not known yet */
    int64_t since_ms; /* when it opened */
    float content;    /* height that its card was made for */
    UiId page_focus;
} Modal;

/* The text field that is edited. */
typedef struct Edit {
    UiId id; /* the field that is being edited, 0 none */
    size_t caret;
    size_t anchor; /* where the selection began; the caret if there is none */
    bool seen;     /* in this pass */
} Edit;

/* A text width that was measured. */
typedef struct Width {
    uint64_t key;
    float width;
} Width;

struct Ui {
    TextSource text;
    UiFrame frame;
    InputEvent event; /* the frame's event, or kind INPUT_NONE once it was taken */
    DrawList *list;
    uint64_t pass;
    int64_t wake_ms;
    bool page_is_new; /* it has not had its first pass */
    int64_t page_ms;  /* when the page appeared, or the dialog over it closed */
    int64_t new_ms;   /* ui_new_since, UI_ALWAYS none */
    int32_t age_at;   /* index in the last tree where the next control is searched first */
    bool back_asked;  /* a widget or the page asked for Back in this pass */
    bool back_wanted; /* back_asked of the last pass in which nothing fired */

    Tree trees[2];
    int32_t finished; /* index of the tree of the last finished pass; the other is being built */
    int32_t parents[UI_DEPTH];
    int32_t parent_depth;
    uint32_t anonymous; /* texts without a key so far in this pass */

    UiId ids[UI_DEPTH];
    int32_t id_depth;
    int32_t seen[UI_ID_SLOTS]; /* node indices by hash of their id */
    uint64_t seen_pass[UI_ID_SLOTS];

    Layout layouts[UI_DEPTH];
    int32_t layout_depth;
    int32_t card_depth;
    Rect clips[UI_DEPTH];
    int32_t clip_depth;
    UiId open_scrolls[UI_DEPTH];
    int32_t scroll_depth;
    int32_t scroll_order;

    Press press;
    bool press_seen; /* the pressed widget was there in this pass */
    UiId focus;
    bool focus_visible;
    bool focus_moved; /* scroll it into view when the pass ends */
    bool focus_seen;
    Modal modal;
    Edit edit;
    uint32_t edits; /* see ui_edits */
    Scroll scrolls[UI_SCROLLS];
    Width widths[UI_WIDTH_SLOTS];
};

/* ui.c */
/* The id of a key under the current ids. */
UiId ui__id(const Ui *ui, const char *key);
/* The id of a key under a given id. Never 0. */
UiId ui__child_id(UiId parent, const char *key);
/* The tree that this pass builds. */
Tree *ui__tree(Ui *ui);
/* The tree of the last finished pass. */
Tree *ui__last_tree(Ui *ui);
/* Copies a text into the tree of this pass. "" for NULL and when memory is out. */
const char *ui__keep(Ui *ui, const char *text);
/* Adds a node under the current parent; its index, or -1 if the tree is full. */
int32_t ui__node(Ui *ui, const UiNode *node, const NodeInput *input);
/* Nodes from here on are children of this one; -1 keeps the current parent. */
void ui__parent_push(Ui *ui, int32_t node);
/* Ends the last ui__parent_push. */
void ui__parent_pop(Ui *ui);
/* True while a dialog covers what is being built. */
bool ui__blocked(const Ui *ui);
/* Asks for another pass at once. */
void ui__again(Ui *ui);
/* True if this pass's event is this key and was not taken. */
bool ui__key_is(const Ui *ui, InputKey key);
/* Takes this pass's event: no other widget gets it. */
void ui__take(Ui *ui);
/* The colour with its alpha multiplied by alpha, 0..1. */
Color ui__fade(Color color, float alpha);

/* ui_age.c */
/* The age of a control. reach: the rectangle in which it takes presses. */
Age ui__age(Ui *ui, UiId id, Rect reach);
/* True if a press at this time and place comes too soon for the control. */
bool ui__too_new_for_press(const Ui *ui, const Age *age, int64_t at_ms, Point at);
/* True if a key comes too soon for the control. */
bool ui__too_new_for_key(const Ui *ui, const Age *age, const InputEvent *event);
/* The first time at which a press at this place counts. */
int64_t ui__ready_ms(const Ui *ui, const Age *age, Point at);
/* True if the event comes too soon for the page, or for the dialog that is being built. */
bool ui__page_is_new(const Ui *ui, const InputEvent *event);

/* ui_touch.c */
/* What a widget asks of the touch code. */
typedef struct Control {
    const char *key; /* or NULL: id is given */
    UiId id;
    UiRole role;
    const char *label;
    const char *value;
    Rect rect;
    UiId group;
    bool disabled;
    bool selected;
    bool area;
    bool exact; /* takes presses only within rect, for cells that touch each other */
    bool field; /* a text field: keys edit, they do not fire it */
} Control;

/* What happened to a control in this pass. */
typedef struct ControlState {
    UiId id;
    int32_t node;
    bool down;  /* a finger is on it */
    bool fired; /* released inside, or Enter or Space */
    bool by_key;
    bool pressed; /* the finger came down in this pass */
    bool held;
    bool ring; /* show the focus */
    bool visible;
} ControlState;

/* Adds the node of a control and handles finger and keys for it. */
ControlState ui__control(Ui *ui, const Control *control);
/* Handles this pass's finger event before the widgets see it. */
void ui__touch_begin(Ui *ui);
/* Decides after the widgets who gets the finger, and ends a press that is over. */
void ui__touch_end(Ui *ui);
/* Forgets the finger; a page that is being dragged springs back. */
void ui__touch_drop(Ui *ui);
/* Begins to edit a field, with the caret after so many bytes, at most at the end. */
void ui__edit_begin(Ui *ui, UiId id, size_t caret);
/* Draws the ring that marks the focus around a rectangle; radius in px. */
void ui__focus_ring(Ui *ui, Rect rect, float radius);

/* ui_scroll.c */
/* The state of the scrolling column with this id, or NULL. */
Scroll *ui__scroll_find(Ui *ui, UiId id);
/* The scroll position in whole px at a monotonic time. */
float ui__scroll_at(const Scroll *scroll, int64_t at_ms);
/* True if the column moves so fast at this time that a touch only stops it. */
bool ui__scroll_moves(const Ui *ui, const Scroll *scroll, int64_t at_ms);
/* Stops the column where it is at this time. */
void ui__scroll_hold(Scroll *scroll, int64_t at_ms);
/* The press becomes a drag of its column. */
void ui__drag_begin(Ui *ui);
/* Moves the dragged column to where the finger is. */
void ui__drag_move(Ui *ui);
/* The finger lets go of its column; fling: the column may go on by its speed. */
void ui__drag_end(Ui *ui, int64_t at_ms, bool fling);
/* Scrolls the innermost column under the pointer by the wheel event of this pass. */
void ui__scroll_wheel(Ui *ui);
/* Scrolls by Page Up, Page Down, Home or End. */
void ui__scroll_keys(Ui *ui);

/* ui_layout.c */
/* The rectangle in px that can be seen at this point of the pass. */
Rect ui__clip(const Ui *ui);
/* From here on only this part of the current clip can be seen. */
void ui__clip_push(Ui *ui, Rect rect);
/* Ends the last ui__clip_push. */
void ui__clip_pop(Ui *ui);
/* The innermost column or row. */
Layout *ui__layout(Ui *ui);
/* Begins a column or row; gap in px. Borrowed until it ends. */
Layout *ui__layout_push(Ui *ui, LayoutKind kind, Rect rect, float gap);
/* The y at which the next thing of the current column starts. */
float ui__layout_top(Ui *ui);
/* Records that a thing of this height was placed at y = top in the current column. */
void ui__layout_place(Ui *ui, float top, float height);
/* True if any part of the rectangle can be seen. */
bool ui__visible(const Ui *ui, Rect rect);

/* ui_controls.c */
/* Draws the arrow which shows that a row or card opens a page; padding px from its right edge. */
void ui__chevron(Ui *ui, Rect rect, float padding);

/* ui_text.c */
/* A part of a text; borrowed. */
typedef struct Span {
    const char *start;
    size_t size;
} Span;

/* A font and its line height. */
typedef struct TextBox {
    Font font;
    float line; /* px from baseline to baseline */
} TextBox;

/* The width in px of `size` bytes of text on one line. */
float ui__width(Ui *ui, Font font, const char *text, size_t size);
/* The place of a caret before byte `at` of a line, in px from the line's left end. */
float ui__caret_x(Ui *ui, Font font, Span line, size_t at);
/* The width in px of a text on one line in a style. */
float ui__text_width(Ui *ui, TextStyle style, const char *text);
/* Font and line height of a style at the current text size. */
TextBox ui__text_box(const Ui *ui, TextStyle style);
/* As ui__text_box, but smaller, down to the 100 % size, if a single word would not fit the
 * width. */
TextBox ui__text_fit(Ui *ui, TextStyle style, float width, const char *text);
/* Takes the next line off *rest, at most `width` px wide. False when nothing is left. */
bool ui__next_line(Ui *ui, Font font, float width, const char **rest, Span *line);
/* The number of lines of a wrapped text. */
int32_t ui__line_count(Ui *ui, TextBox box, float width, const char *text);
/* The height in px of a wrapped text, made to fit as by ui__text_fit. */
float ui__label_height(Ui *ui, TextStyle style, float width, const char *text);
/* Draws one line with the top of its box at `at`. */
void ui__draw_line(Ui *ui, TextBox box, Point at, Color color, Span line);

/* How a text is drawn in a rectangle. */
typedef struct Label {
    TextStyle style;
    Color color;
    TextAlign align;
    int32_t lines;
    bool top; /* at the top of the rectangle instead of centred in it */
} Label;

/* Draws wrapped text in a rectangle without a node. Returns the height of its lines in px. */
float ui__label(Ui *ui, Rect rect, Label label, const char *text);

#endif
