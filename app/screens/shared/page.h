/* SPDX-License-Identifier: MIT */
/** What pages share: the bar at the top, the footer with the one action, texts with numbers. */
#ifndef SUREFOOT_PAGE_H
#define SUREFOOT_PAGE_H

#include "surefoot/screen.h"
#include "surefoot/words.h"

/**
 * Fills the page, draws the bar with the title, and returns the rectangle below it, centred and no
 * wider than text reads well. Pops the screen on back if `back`.
 */
Rect page_begin(Shell *shell, const char *title, bool back);
/** The same, as wide as two columns where there is room for them: see page_split. */
Rect page_begin_wide(Shell *shell, const char *title, bool back);
/** Of such a page, dp. */
float page_width(const Ui *ui);
/** True if two columns stand side by side: *page becomes the first and *second the other. */
bool page_split(Shell *shell, Rect *page, Rect *second);
/** Cuts a footer from the bottom of the page for one main button; true when it fires. None while an
 * on-screen keyboard stands there. */
bool page_footer(Shell *shell, Rect *page, const char *key, const char *label);
/** The same, greyed while there is nothing to do it with. */
bool page_footer_if(Shell *shell, Rect *page, const char *key, const char *label, bool enabled);

/** A heading with air above it. */
void page_heading(Shell *shell, const char *text);
/** An item of a list: a number in a disc, or a dot for number 0. */
void page_item(Shell *shell, int32_t number, const char *text);
/** A small label and what it says below it; nothing if the text is empty or NULL. */
void page_fact(Shell *shell, Word label, const char *text);

/** A text of the table with its arguments; lives until the next pass. */
const char *say(Shell *shell, Word id, ...);
/** "12:30", "0:45", "1:02:03". */
const char *say_time(Shell *shell, int64_t ms);
/** "about 12 min". */
const char *say_length(Shell *shell, int64_t ms, bool about);
/** "Left side", or NULL where there are no sides. */
const char *say_side(Side side);

/** What was just added by hand, with Undo, in a strip cut from the foot of the page for as long as
 *  it can be taken back. */
void page_undo(Shell *shell, Rect *page);

/** One card for what went wrong or should be known, with a button that takes it away. */
void page_notice(Shell *shell);

#endif
