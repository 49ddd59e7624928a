/* SPDX-License-Identifier: MIT */
/** What pages share: the bar at the top, the footer with the one action, texts with numbers. */
#ifndef SUREFOOT_PAGE_H
#define SUREFOOT_PAGE_H

#include "surefoot/screen.h"
#include "surefoot/words.h"

/**
 * Fills the page, draws the bar with the title, and returns the rectangle below it, centred and not
 * too wide for text. back: shows a back button, and Back leaves the screen.
 */
Rect page_begin(Shell *shell, const char *title, bool back);
/** As page_begin, but as wide as two columns where there is room for them; see page_split. */
Rect page_begin_wide(Shell *shell, const char *title, bool back);
/** The width of such a page in dp. */
float page_width(const Ui *ui);
/** True if there is room for two columns: then *page becomes the first and *second the other. */
bool page_split(Shell *shell, Rect *page, Rect *second);
/** Cuts a footer with one main button from the bottom of the page. True when it fires. There is no
 * footer while an on-screen keyboard is shown. */
bool page_footer(Shell *shell, Rect *page, const char *key, const char *label);
/** As page_footer; if not enabled, the button is grey. */
bool page_footer_if(Shell *shell, Rect *page, const char *key, const char *label, bool enabled);

/** A heading with some space above it. */
void page_heading(Shell *shell, const char *text);
/** An item of a list: a number in a disc, or a dot for number 0. */
void page_item(Shell *shell, int32_t number, const char *text);
/** A small label with a text below it; nothing if the text is empty or NULL. */
void page_fact(Shell *shell, Word label, const char *text);

/** A text by its id with its arguments filled in. Lives until the next pass. */
const char *say(Shell *shell, Word id, ...);
/** A time in digits: "12:30", "0:45", "1:02:03". */
const char *say_time(Shell *shell, int64_t ms);
/** A time in words: "about 12 min"; `about` says whether with "about". */
const char *say_length(Shell *shell, int64_t ms, bool about);
/** "Left side", or NULL for an exercise without sides. */
const char *say_side(Side side);

/** While the last entry can be undone: cuts a strip from the foot of the page that shows it, with
 *  Undo. */
void page_undo(Shell *shell, Rect *page);

/** Shows the notice of the model on a card, with a button that removes it. */
void page_notice(Shell *shell);

#endif
