/* SPDX-License-Identifier: MIT */
/* Writes a timeline as JSON. */
#include "surefoot/journal.h"

#include "surefoot/text_out.h"
#include "surefoot/vocabulary.h"

#include <inttypes.h>

/* ---- shared by the writer's parts ------------------------------------------------------------ */

static void put_text(TextOut *out, const char *key, const char *text)
{
    text_out_format(out, "\"%s\":", key);
    text_out_json(out, text);
}

static void put_list(TextOut *out, const char *key, TextList list)
{
    text_out_format(out, "\"%s\":[", key);
    for (int32_t i = 0; i < list.count; i++) {
        text_out_text(out, i > 0 ? "," : "");
        text_out_json(out, list.items[i]);
    }
    text_out_text(out, "]");
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

/* ---- the parts ------------------------------------------------------------------------------- */

static void put_item(TextOut *out, const Item *item)
{
    text_out_text(out, "{");
    put_text(out, "step", item->step);
    text_out_text(out, ",");
    put_text(out, "exercise", item->exercise);
    text_out_text(out, ",");
    put_text(out, "name", item->name);
    text_out_text(out, ",");
    put_text(out, "say", item->say);
    text_out_text(out, ",");
    put_text(out, "text", item->text);
    text_out_text(out, ",");
    put_text(out, "figure", item->figure);
    text_out_text(out, ",");
    put_text(out, "easier", item->easier);
    text_out_text(out, ",");
    put_list(out, "cues", item->cues);
    text_out_format(out, ",\"kind\":\"%s\",\"first_move\":\"%s\",\"sets\":%" PRId32,
                    step_kind_words[item->kind], first_move_words[item->first_move], item->sets);
    if (item->stance) {
        text_out_format(out, ",\"stance\":\"%s\"", eyes_words[item->eyes]);
    }
    text_out_format(out,
                    ",\"reps\":%" PRId32 ",\"down_ms\":%" PRId32 ",\"hold_ms\":%" PRId32
                    ",\"up_ms\":%" PRId32 ",\"pause_ms\":%" PRId32,
                    item->reps, item->tempo.down_ms, item->tempo.hold_ms, item->tempo.up_ms,
                    item->tempo.pause_ms);
    text_out_format(out, ",\"stop_if_pain\":%" PRId32 "}", item->stop_if_pain);
}

static void put_cue(TextOut *out, const Cue *cue)
{
    text_out_format(out, "{\"at_ms\":%" PRId32 ",\"id\":\"%s\",", cue->at_ms, cue_words[cue->id]);
    if (cue->channel == CHANNEL_VOICE) {
        put_text(out, "say", cue->say);
    } else {
        text_out_format(out, "\"tone\":\"%s\"", tone_words[cue->tone]);
    }
    text_out_format(out, ",\"length_ms\":%" PRId32 "}", cue->length_ms);
}

static void put_segment(TextOut *out, const Timeline *timeline, const Segment *segment)
{
    text_out_text(out, "{");
    put_text(out, "key", segment->key);
    text_out_format(out, ",\"item\":%" PRId32 ",\"kind\":\"%s\",\"side\":\"%s\",\"open\":%s",
                    segment->item, segment_kind_words[segment->kind], side_words[segment->side],
                    truth(segment->open));
    text_out_format(out, ",\"start_ms\":%" PRId64 ",\"length_ms\":%" PRId64, segment->start_ms,
                    segment->length_ms);
    text_out_format(out, ",\"set\":%" PRId32 ",\"round\":%" PRId32 ",\"rounds\":%" PRId32,
                    segment->set, segment->round, segment->rounds);
    text_out_text(out, ",\"cues\":[");
    for (int32_t i = 0; i < segment->cue_count; i++) {
        text_out_text(out, i > 0 ? "," : "");
        put_cue(out, &timeline->cues[segment->first_cue + i]);
    }
    text_out_text(out, "]}");
}

/* Written only if it is not exercise: older timelines have no mode. */
static void put_mode(TextOut *out, const Timeline *timeline)
{
    const StanceSetup *stance = &timeline->stance;
    if (timeline->mode != MODE_EXERCISE) {
        text_out_format(out, "\"mode\":\"%s\",\n", mode_words[timeline->mode]);
    }
    if (timeline->mode == MODE_BALANCE) {
        text_out_format(out,
                        "\"stance\":{\"surface\":\"%s\",\"stop\":\"%s\",\"cap_ms\":%" PRId32
                        ",\"sides\":\"%s\"},\n",
                        surface_words[stance->surface], stop_words[stance->stop], stance->cap_ms,
                        sides_words[stance->sides]);
    }
}

SfError timeline_to_json(const Timeline *timeline, char **out)
{
    TextOut text = {0};
    text_out_text(&text, "{\n\"timeline\":1,\n");
    put_text(&text, "program", timeline->program);
    text_out_text(&text, ",\n");
    put_text(&text, "routine", timeline->routine);
    text_out_text(&text, ",\n");
    put_text(&text, "title", timeline->title);
    text_out_text(&text, ",\n");
    put_text(&text, "hash", timeline->hash);
    text_out_text(&text, ",\n");
    put_mode(&text, timeline);
    text_out_format(&text, "\"total_ms\":%" PRId64 ",\n\"about\":%s,\n\"items\":[",
                    timeline->total_ms, truth(timeline->about));
    for (int32_t i = 0; i < timeline->item_count; i++) {
        text_out_text(&text, i > 0 ? ",\n" : "\n");
        put_item(&text, &timeline->items[i]);
    }
    text_out_text(&text, "\n],\n\"segments\":[");
    for (int32_t i = 0; i < timeline->segment_count; i++) {
        text_out_text(&text, i > 0 ? ",\n" : "\n");
        put_segment(&text, timeline, &timeline->segments[i]);
    }
    text_out_text(&text, "\n]\n}\n");
    return text_out_take(&text, out);
}
