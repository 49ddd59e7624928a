/* SPDX-License-Identifier: MIT */
/**
 * A virtual finger, keyboard and clock over one page of widgets.
 *
 * The page function is called once a pass, as a screen would be. Time stands still until a test
 * moves it; text has the fixed widths of text_source_fixed. Lengths are dp, the scale is 1 unless a
 * test sets another in frame.viewport.
 */
#ifndef SUREFOOT_TESTS_UI_PROBE_H
#define SUREFOOT_TESTS_UI_PROBE_H

#include "surefoot/ui.h"

typedef void ProbePage(Ui *ui, void *context);

typedef struct Probe {
    Ui *ui;
    UiFrame frame; /**< what the next pass gets, its event excepted */
    DrawList list;
    TextSource text;
    ProbePage *page;
    void *context;
    int64_t wake_ms; /**< what the last pass answered */
} Probe;

/** A phone of 360 by 640 in the light theme at time 1000; one pass has run, long enough before that
 *  what was on the page takes presses. */
void probe_open(Probe *probe, ProbePage *page, void *context);
void probe_close(Probe *probe);

/** One pass without an event. */
void probe_pass(Probe *probe);
/** One pass with this event; its time is the clock's. */
void probe_send(Probe *probe, InputEvent event);
/** Passes at this same time until the page asks for none. */
void probe_settle(Probe *probe);
/** Moves the clock by ms in steps of step_ms, a pass each; the last step ends exactly. */
void probe_wait(Probe *probe, int64_t ms, int64_t step_ms);

void probe_press(Probe *probe, float x, float y);
void probe_move(Probe *probe, float x, float y);
void probe_release(Probe *probe, float x, float y);
void probe_key(Probe *probe, InputKey key);
void probe_type(Probe *probe, const char *text);
/** Press and release in the middle of the node, in the same millisecond. Fails the test if there is
 *  no such node in sight. */
void probe_tap(Probe *probe, const char *key);

/** The node of the last pass with this key, or NULL. */
const UiNode *probe_find(const Probe *probe, const char *key);
const UiNode *probe_find_label(const Probe *probe, const char *label);
/** As probe_find, but a missing node fails the test. */
const UiNode *probe_node(const Probe *probe, const char *key);
/** True if the last pass drew a line of exactly this text. */
bool probe_shows(const Probe *probe, const char *line);
Point probe_middle(Rect rect);
/** The key of the node that has the focus, or "". */
const char *probe_focus(const Probe *probe);

#endif
