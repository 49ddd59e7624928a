/* SPDX-License-Identifier: MIT */
/**
 * What the files of the touch kit share.
 *
 * ui.c        passes, ids, the semantic tree, focus
 * ui_keys.c   keys, Back and presses that are the whole page's
 * ui_age.c    since when a control is where it is: what is new takes no press
 * ui_touch.c  fingers: who is pressed, and the one path by which anything fires
 * ui_scroll.c positions of scrolling columns, closed form in time
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

/* Since when a control is where it is. Places are those it has while its column is not scrolled. */
typedef struct Age {
    int64_t appeared_ms;
    int64_t moved_ms; /* or appeared */
    Rect place;
    Rect before; /* the part of it that it covered already before it moved */
} Age;

/* What input needs to know of a node, beside what scripts may see. */
typedef struct NodeInput {
    Rect full;      /* not clipped */
    Rect hit;       /* clipped; at least SIZE_TARGET where there is room */
    UiId scroll;    /* the scroller it lies in, or 0 */
    UiId group;     /* options of one question: Tab passes them as one stop */
    bool focusable; /* can take the focus now */
    bool area;      /* a bare area, beneath the controls that lie on it */
    bool modal;     /* belongs to the dialog */
    Age age;        /* of a control */
} NodeInput;

#define UI_LAST 8 /* nodes between ui_last_begin and ui_last_end */

typedef struct Tree {
    UiNode nodes[UI_NODES];
    NodeInput inputs[UI_NODES];
    int32_t count;
    int32_t last_from; /* those that go behind the others of the page; 0 none */
    int32_t last_count;
    bool stale; /* drawn before a ui_reset: its places mean nothing now */
    Arena strings;
} Tree;

typedef enum LayoutKind { LAYOUT_COLUMN, LAYOUT_ROW } LayoutKind;

typedef struct Layout {
    LayoutKind kind;
    Rect rect; /* y is where it starts; a column is as high as what it holds */
    float y;   /* end of the last thing placed */
    float gap;
    bool started; /* something was placed: the next thing is preceded by the gap */
    int32_t cells;
    int32_t cell; /* rows: cells begun so far */
    bool stacked;
    float bottom;       /* rows: lowest end of any cell */
    int32_t background; /* cards: their rectangle in the draw list, -1 none */
    int32_t border;
} Layout;

/* Who wants the finger that just went down. */
typedef struct Claim {
    UiId widget;
    UiId scroll;
    bool area;  /* a bare area: a control takes it over */
    bool fresh; /* the widget is too new for this press */
    bool stops; /* the finger stops a moving page and presses nothing */
} Claim;

typedef struct Sample {
    int64_t at_ms;
    float y;
} Sample;

typedef struct Press {
    bool active;
    bool releasing; /* in this pass */
    bool dragging;
    bool held;       /* the long press was told */
    bool on_nothing; /* it began where nothing can be pressed */
    bool fresh;      /* it was meant for what was there before the widget: it does nothing */
    int32_t finger;
    int64_t at_ms;
    int64_t heard_ms; /* the finger's last event */
    Point start;
    Point now;
    UiId widget;
    UiId scroll;
    double drag_from;  /* unbanded scroll position when the drag began */
    float drag_anchor; /* finger's y that belongs to it */
    /* The claims of this pass: [1] is the page while a dialog was open in the pass before, for the
       case that the dialog does not come again. */
    Claim claims[2];
    Sample samples[UI_SAMPLES];
    int32_t sample_count;
} Press;

typedef enum ScrollMode { SCROLL_REST, SCROLL_HELD, SCROLL_FLING, SCROLL_SPRING } ScrollMode;

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

typedef struct Modal {
    UiId before; /* the dialog of the pass before, 0 none */
    UiId now;    /* the dialog of this pass so far */
    bool inside;
    bool hidden;      /* its first pass: its height is not known yet */
    int64_t since_ms; /* when it opened */
    float content;    /* height that its card was made for */
    UiId page_focus;
} Modal;

typedef struct Edit {
    UiId id; /* the field that is being edited, 0 none */
    size_t caret;
    size_t anchor; /* where the selection began; the caret if there is none */
    bool seen;     /* in this pass */
} Edit;

typedef struct Width {
    uint64_t key;
    float width;
} Width;

struct Ui {
    TextSource text;
    UiFrame frame;
    InputEvent event; /* what is left of the frame's event: NONE once taken */
    DrawList *list;
    uint64_t pass;
    int64_t wake_ms;
    bool page_is_new; /* it has not had its first pass */
    int64_t page_ms;  /* when the page appeared, or a dialog left it */
    int64_t new_ms;   /* ui_new_since, UI_ALWAYS none */
    int32_t age_at;   /* where in the last tree the next control is looked for first */
    bool back_asked;  /* somebody wanted to know of Back in this pass */
    bool back_wanted; /* the same of the last pass that fired nothing */

    Tree trees[2];
    int32_t finished; /* index of the tree of the last finished pass; the other is being built */
    int32_t parents[UI_DEPTH];
    int32_t parent_depth;
    uint32_t anonymous; /* texts so far in this pass */

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
    bool focus_moved; /* bring it into view when the pass ends */
    bool focus_seen;
    Modal modal;
    Edit edit;
    uint32_t edits; /* how often one began */
    Scroll scrolls[UI_SCROLLS];
    Width widths[UI_WIDTH_SLOTS];
};

/* ui.c */
UiId ui__id(const Ui *ui, const char *key);
UiId ui__child_id(UiId parent, const char *key);
Tree *ui__tree(Ui *ui);
Tree *ui__last_tree(Ui *ui);
const char *ui__keep(Ui *ui, const char *text);
/* Adds a node under the current parent; its index, or -1 if the tree is full. */
int32_t ui__node(Ui *ui, const UiNode *node, const NodeInput *input);
void ui__parent_push(Ui *ui, int32_t node);
void ui__parent_pop(Ui *ui);
/* True while a dialog covers what is being built. */
bool ui__blocked(const Ui *ui);
void ui__again(Ui *ui);
bool ui__key_is(const Ui *ui, InputKey key);
void ui__take(Ui *ui);
Color ui__fade(Color color, float alpha);

/* ui_age.c */
/* The age of a control; reach: where it takes presses. */
Age ui__age(Ui *ui, UiId id, Rect reach);
/* Whether a press at this time and place, or a key at this time, comes too soon for it. */
bool ui__too_new_for_press(const Ui *ui, const Age *age, int64_t at_ms, Point at);
bool ui__too_new_for_key(const Ui *ui, const Age *age, const InputEvent *event);
/* The first moment at which a press there counts. */
int64_t ui__ready_ms(const Ui *ui, const Age *age, Point at);
/* Whether the event comes too soon for the page, or for the dialog that is being built. */
bool ui__page_is_new(const Ui *ui, const InputEvent *event);

/* ui_touch.c */
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
    bool exact; /* the hit rectangle is the rectangle: cells that touch each other */
    bool field; /* keys are for editing, not for firing */
} Control;

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

ControlState ui__control(Ui *ui, const Control *control);
void ui__touch_begin(Ui *ui);
void ui__touch_end(Ui *ui);
/* Forgets the finger; a page that is being dragged springs back. */
void ui__touch_drop(Ui *ui);
/* The caret stands behind so many bytes, or at the end. */
void ui__edit_begin(Ui *ui, UiId id, size_t caret);
void ui__focus_ring(Ui *ui, Rect rect, float radius);

/* ui_scroll.c */
Scroll *ui__scroll_find(Ui *ui, UiId id);
float ui__scroll_at(const Scroll *scroll, int64_t at_ms);
bool ui__scroll_moves(const Ui *ui, const Scroll *scroll, int64_t at_ms);
void ui__scroll_hold(Scroll *scroll, int64_t at_ms);
void ui__drag_begin(Ui *ui);
void ui__drag_move(Ui *ui);
void ui__drag_end(Ui *ui, int64_t at_ms, bool fling);
void ui__scroll_wheel(Ui *ui);
void ui__scroll_keys(Ui *ui);

/* ui_layout.c */
Rect ui__clip(const Ui *ui);
void ui__clip_push(Ui *ui, Rect rect);
void ui__clip_pop(Ui *ui);
Layout *ui__layout(Ui *ui);
Layout *ui__layout_push(Ui *ui, LayoutKind kind, Rect rect, float gap);
/* Where the next thing of the current column starts. */
float ui__layout_top(Ui *ui);
void ui__layout_place(Ui *ui, float top, float height);
bool ui__visible(const Ui *ui, Rect rect);

/* ui_controls.c */
/* Says that a row or a card leads somewhere; padding px from its right edge. */
void ui__chevron(Ui *ui, Rect rect, float padding);

/* ui_text.c */
typedef struct Span {
    const char *start;
    size_t size;
} Span;

typedef struct TextBox {
    Font font;
    float line; /* px from baseline to baseline */
} TextBox;

float ui__width(Ui *ui, Font font, const char *text, size_t size);
/* Where a caret before byte `at` of a line stands, in px from the line's left end. */
float ui__caret_x(Ui *ui, Font font, Span line, size_t at);
float ui__text_width(Ui *ui, TextStyle style, const char *text);
TextBox ui__text_box(const Ui *ui, TextStyle style);
/* The same, smaller down to the 100 % size where a single word would not fit the width. */
TextBox ui__text_fit(Ui *ui, TextStyle style, float width, const char *text);
/* Takes the next line off *rest; false when nothing is left. */
bool ui__next_line(Ui *ui, Font font, float width, const char **rest, Span *line);
int32_t ui__line_count(Ui *ui, TextBox box, float width, const char *text);
float ui__label_height(Ui *ui, TextStyle style, float width, const char *text);
void ui__draw_line(Ui *ui, TextBox box, Point at, Color color, Span line);

typedef struct Label {
    TextStyle style;
    Color color;
    TextAlign align;
    int32_t lines;
    bool top; /* at the top of the rectangle instead of centred in it */
} Label;

/* Draws without a node; returns the height of the lines. */
float ui__label(Ui *ui, Rect rect, Label label, const char *text);

#endif
