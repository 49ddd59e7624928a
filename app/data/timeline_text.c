/* SPDX-License-Identifier: MIT */
/* The timeline as a table for people: `surefoot timeline`, and the goldens. */
#include "surefoot/journal.h"

#include "surefoot/text_out.h"
#include "surefoot/utf8.h"
#include "surefoot/vocabulary.h"

#include <inttypes.h>
#include <string.h>

#define KEY_WIDTH_MAX 48
#define TIME_BYTES 32

/* "m:ss.mmm", minutes as many as there are; "~" before what is only nominal. */
static const char *format_time(char out[TIME_BYTES], int64_t ms, const char *mark)
{
    (void)sf_format(out, TIME_BYTES, "%s%" PRId64 ":%02d.%03d", mark, ms / 60000,
                    (int)(ms / 1000 % 60), (int)(ms % 1000));
    return out;
}

/* Texts of a file may hold line breaks; one line is one line here. */
static void put_line(TextOut *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        const bool control = (unsigned char)*at < 0x20 || *at == 0x7f;
        text_out_bytes(out, control ? " " : at, 1);
    }
}

static int key_width(const Timeline *timeline)
{
    size_t width = strlen("key");
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const size_t length = strlen(timeline->segments[i].key);
        if (length > width) {
            width = length;
        }
    }
    return width > KEY_WIDTH_MAX ? KEY_WIDTH_MAX : (int)width;
}

static void put_padded(TextOut *out, const char *text, int width)
{
    text_out_text(out, text);
    for (int at = (int)strlen(text); at < width; at++) {
        text_out_bytes(out, " ", 1);
    }
}

static void put_segment(TextOut *out, const Timeline *timeline, const Segment *segment, int width)
{
    char start[TIME_BYTES];
    char length[TIME_BYTES];
    text_out_format(out, "%11s %11s  %-6s  %-5s  ", format_time(start, segment->start_ms, ""),
                    format_time(length, segment->length_ms, segment->open ? "~" : ""),
                    segment_kind_words[segment->kind],
                    segment->side == SIDE_NONE ? "-" : side_words[segment->side]);
    put_padded(out, segment->key, width);
    text_out_text(out, "  ");
    put_line(out, timeline->items[segment->item].name);
    text_out_text(out, "\n");
}

static void put_cue(TextOut *out, const Cue *cue)
{
    char at[TIME_BYTES];
    char length[TIME_BYTES];
    text_out_format(out, "%23s  %-8s  ", format_time(at, cue->at_ms, "+"), cue_words[cue->id]);
    if (cue->channel == CHANNEL_VOICE) {
        text_out_text(out, "\"");
        put_line(out, cue->say);
        text_out_format(out, "\" %s\n", format_time(length, cue->length_ms, ""));
    } else {
        text_out_format(out, "(%s)\n", tone_words[cue->tone]);
    }
}

SfError timeline_to_text(const Timeline *timeline, char **out)
{
    TextOut text = {0};
    char total[TIME_BYTES];
    put_line(&text, timeline->title);
    text_out_text(&text, "\n");
    text_out_text(&text, timeline->program);
    text_out_text(&text, "/");
    text_out_text(&text, timeline->routine);
    text_out_format(&text, ", %s%s\n\n", timeline->about ? "about " : "",
                    format_time(total, timeline->total_ms, ""));
    const int width = key_width(timeline);
    text_out_format(&text, "%11s %11s  %-6s  %-5s  %-*s  %s\n", "start", "length", "kind", "side",
                    width, "key", "name");
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        const Segment *segment = &timeline->segments[i];
        put_segment(&text, timeline, segment, width);
        for (int32_t cue = 0; cue < segment->cue_count; cue++) {
            put_cue(&text, &timeline->cues[segment->first_cue + cue]);
        }
    }
    const SfError error = text_out_take(&text, out);
    if (error == SF_OK) {
        utf8_make_plain(*out, UTF8_LINES);
    }
    return error;
}
