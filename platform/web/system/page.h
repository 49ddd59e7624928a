/* SPDX-License-Identifier: MIT */
/**
 * What the page around us does for us: JavaScript in bridge.js and page/. Each returns at once.
 */
#ifndef SUREFOOT_PAGE_H
#define SUREFOOT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Monotonic ms that keep counting while the device sleeps. */
double page_now_ms(void);
double page_utc_ms(void);
int32_t page_utc_offset_min(void);
void page_random(uint8_t *out, size_t size);

bool page_prefers_dark(void);
bool page_prefers_reduced_motion(void);
bool page_prefers_contrast(void);
/** How large the system wants text, in percent of what is usual. */
int32_t page_text_percent(void);
/** The canvas: width and height in px, px per dp, safe area left, top, right and bottom in px, and
 * the height in px that an on-screen keyboard covers. */
void page_viewport(float out[8]);

/** Puts pixels, 0xRRGGBB in rows `stride` apart, at x, y of the canvas: where there is no WebGL. */
void page_show(
    const uint32_t *pixels, int32_t stride, int32_t x, int32_t y, int32_t width, int32_t height);

/** Letters that our typeface lacks, drawn by the browser. The weight is that of CSS; the width
 * comes in px. */
float page_letters_width(int32_t weight, int32_t px, const char *line);
/** Where a caret before byte `at` stands, in px from the left end: exact in lines of one direction.
 */
float page_letters_caret(int32_t weight, int32_t px, const char *line, int32_t at);
/** Draws a line and fills box: from the pen to the left edge, from the top edge to the baseline,
 * width and height, all 0 if there is nothing to see. True if it has colours of its own. */
bool page_letters_draw(int32_t weight, int32_t px, const char *line, int32_t box[4]);
/** Takes what was drawn last: coverage, and ARGB or 0 where the colour is the text's; NULL if it
 * has none of its own. */
void page_letters_take(uint8_t *pixels, uint32_t *colors);

/** Asks for permission where the browser wants that, so call it in a tap. False: no sensor. */
bool page_motion_there(void);
bool page_motion_start(void);
void page_motion_stop(void);
/** Takes the oldest samples, at most `max` of four numbers each: time in ms and x, y, z in m/s^2.
 */
int32_t page_motion_read(double *out, int32_t max);

/** A file for the person: the share sheet, or a download. */
void page_give(const char *name, const char *bytes, size_t size);
/** Lets the person pick a file; surefoot_file gets it. */
void page_ask(void);

/** The browser's own voice: as SdlSpeaker. */
int32_t page_speech_ms(const char *text);
void page_say(const char *text, double at_ms);
void page_say_nothing(double from_ms, double until_ms);
void page_hush(void);
void page_speech_volume(float volume);

/** Whether the browser lets a page sound while the device is switched to silent. */
bool page_over_silence_there(void);
void page_over_silence(bool on);

void page_keep_awake(bool on);
void page_vibrate(int32_t ms);
/** Somebody begins to edit a text field, or taps into it again: shows the on-screen keyboard and
 * listens to it. */
void page_typing(bool on);
/** Opens the page again with the newer version that waits. */
void page_renew(void);
/** Something is to be handled: comes back with a step at the next frame. */
void page_wake(void);
/** For a person: the app cannot start. */
void page_fault(const char *text);

/** A node of the semantic tree: the page gathers them. Px of the canvas. */
typedef struct PageNode {
    uint32_t id;
    int32_t parent; /**< index, -1 for the screen */
    const char *role;
    const char *key;
    const char *label;
    const char *value;
    float rect[4];  /**< what can be seen: left, top, width, height */
    float whole[4]; /**< the same, not clipped */
    int32_t state;  /**< PAGE_ENABLED and so on */
} PageNode;

#define PAGE_ENABLED 1
#define PAGE_SELECTED 2
#define PAGE_FOCUSED 4
#define PAGE_NEW 8 /**< so new that it takes no press yet */

void page_node(const PageNode *node);

#endif
