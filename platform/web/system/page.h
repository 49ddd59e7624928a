/* SPDX-License-Identifier: MIT */
/**
 * What the page does for the app: functions in JavaScript (bridge.js and page/). All return at
 * once.
 */
#ifndef SUREFOOT_PAGE_H
#define SUREFOOT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Monotonic ms that go on while the device sleeps. */
double page_now_ms(void);
/** The wall clock in UTC ms. */
double page_utc_ms(void);
/** The offset of local time from UTC in minutes. */
int32_t page_utc_offset_min(void);
/** Fills out with random bytes. */
void page_random(uint8_t *out, size_t size);

/** True if the system prefers dark pages. */
bool page_prefers_dark(void);
/** True if the system asks for less motion. */
bool page_prefers_reduced_motion(void);
/** True if the system asks for more contrast. */
bool page_prefers_contrast(void);
/** The text size of the system, in percent of the usual one. */
int32_t page_text_percent(void);
/** Fills in the viewport of the canvas: width and height in px, px per dp, the insets left, top,
 * right and bottom in px, and the height in px that an on-screen keyboard covers. */
void page_viewport(float out[8]);

/** Draws pixels, 0xRRGGBB in rows of `stride`, at x, y of the canvas: where there is no WebGL. */
void page_show(
    const uint32_t *pixels, int32_t stride, int32_t x, int32_t y, int32_t width, int32_t height);

/** The width in px of a line with letters that Inter lacks, as the browser draws it. weight: as in
 * CSS. */
float page_letters_width(int32_t weight, int32_t px, const char *line);
/** The place of a caret before byte `at`, in px from the left end; exact in lines of one
 * direction. */
float page_letters_caret(int32_t weight, int32_t px, const char *line, int32_t at);
/** Draws such a line and fills in the box: from the pen to the left edge, from the top edge to the
 * baseline, width and height, all in px and 0 if there is nothing to see. True if it has
 * colours. */
bool page_letters_draw(int32_t weight, int32_t px, const char *line, int32_t box[4]);
/** Copies the last drawn line: the coverage of each pixel, and its ARGB, or 0 where the pixel has
 * the colour of the text. colors may be NULL if the line has no colours. */
void page_letters_take(uint8_t *pixels, uint32_t *colors);

/** False once it is known that there is no motion sensor or that the person does not allow it. */
bool page_motion_there(void);
/** Switches the sensor on. Some browsers ask the person for permission, so call it in a tap. False
 * if there is no sensor. */
bool page_motion_start(void);
/** Switches the sensor off. */
void page_motion_stop(void);
/** Takes the oldest samples, at most `max`, as four numbers each: time in ms, and x, y, z in m/s^2.
 *  Returns their number. */
int32_t page_motion_read(double *out, int32_t max);

/** Gives the person a file, by the share sheet or as a download. */
void page_give(const char *name, const char *bytes, size_t size);
/** Lets the person pick a file; it comes to surefoot_file later. */
void page_ask(void);

/** How long the browser's own voice takes for a text in ms; see SdlSpeaker, also for the next
 * four. */
int32_t page_speech_ms(const char *text);
/** Speaks a text at a monotonic time in ms, or never if that is too late. */
void page_say(const char *text, double at_ms);
/** The voice pack speaks in this time, so the voice must be silent. */
void page_say_nothing(double from_ms, double until_ms);
/** Stops the voice and forgets all texts. */
void page_hush(void);
/** Sets the volume of the voice, 0..1. */
void page_speech_volume(float volume);

/** True if the browser lets a page sound while the device is switched to silent. */
bool page_over_silence_there(void);
/** Lets the page sound while the device is switched to silent, or not. */
void page_over_silence(bool on);

/** Keeps the screen awake, or lets it sleep. */
void page_keep_awake(bool on);
/** Vibrates for a time in ms. */
void page_vibrate(int32_t ms);
/** on: a text field is edited, or was tapped again: shows the on-screen keyboard and takes its
 * text. Off: hides it. */
void page_typing(bool on);
/** Reloads the page with the new version that waits. */
void page_renew(void);
/** Asks the page to call surefoot_step at the next frame. */
void page_wake(void);
/** Shows the person that the app cannot start, and why. */
void page_fault(const char *text);

/** A node of the semantic tree, in px of the canvas. */
typedef struct PageNode {
    uint32_t id;
    int32_t parent; /**< index, -1 for the screen */
    const char *role;
    const char *key;
    const char *label;
    const char *value;
    float rect[4];  /**< the part that can be seen: left, top, width, height */
    float whole[4]; /**< the same, not clipped */
    int32_t state;  /**< PAGE_ENABLED and so on */
} PageNode;

#define PAGE_ENABLED 1
#define PAGE_SELECTED 2
#define PAGE_FOCUSED 4
#define PAGE_NEW 8 /**< so new that it takes no press yet */

/** Gives the page the next node of the tree. */
void page_node(const PageNode *node);

#endif
