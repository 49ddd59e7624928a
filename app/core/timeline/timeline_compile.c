/* SPDX-License-Identifier: MIT */
/* Compiles a routine: builds drafts, lays them out in time, places the cues. */
#include <string.h>

#include "timeline_parts.h"

static bool is_rest(const Compile *c, int32_t index)
{
    return index < c->draft_count && c->drafts[index].segment.kind == SEGMENT_REST;
}

/*
 * Nobody rests after the last work: the rest that belongs to it goes, even if a question follows,
 * and so does every rest at the very end. A routine of nothing but rests is left as it is.
 */
static void trim(Compile *c)
{
    int32_t last_work = -1;
    bool only_rests = true;
    for (int32_t i = 0; i < c->draft_count; i++) {
        const SegmentKind kind = c->drafts[i].segment.kind;
        last_work = segment_is_work(kind) ? i : last_work;
        only_rests = only_rests && kind == SEGMENT_REST;
    }
    const int32_t rest = last_work + 1;
    if (last_work >= 0 && is_rest(c, rest) &&
        c->drafts[rest].segment.item == c->drafts[last_work].segment.item) {
        memmove(&c->drafts[rest], &c->drafts[rest + 1],
                sizeof(*c->drafts) * (size_t)(c->draft_count - rest - 1));
        c->draft_count--;
    }
    while (!only_rests && is_rest(c, c->draft_count - 1)) {
        c->draft_count--;
    }
}

static void lay_out(Compile *c)
{
    int64_t start = 0;
    for (int32_t i = 0; i < c->draft_count; i++) {
        Segment *segment = &c->drafts[i].segment;
        segment->start_ms = start;
        start += segment->length_ms;
        c->out->about = c->out->about || segment->open;
    }
    c->out->total_ms = start;
    if (start > LIMIT_TIMELINE_MS) {
        c->error = sf_fail(c->err, SF_E_TOOBIG,
                           "routine \"%s\" lasts longer than 24 hours; take fewer rounds or sets, "
                           "or shorter ones",
                           c->routine->id);
    }
}

static const char *own(Compile *c, const char *text)
{
    const char *copy = arena_copy(&c->out->arena, text, strlen(text));
    if (copy == NULL) {
        timeline__out_of_memory(c);
    }
    return copy;
}

/* Moves what was growing into the arena, at its final size. */
static void settle(Compile *c)
{
    Timeline *out = c->out;
    out->segments = arena_alloc(&out->arena, sizeof(*out->segments) * (size_t)c->draft_count);
    out->cues = arena_alloc(&out->arena, sizeof(*out->cues) * (size_t)c->cue_count);
    if (out->segments == NULL || out->cues == NULL) {
        timeline__out_of_memory(c);
        return;
    }
    for (int32_t i = 0; i < c->draft_count; i++) {
        out->segments[i] = c->drafts[i].segment;
    }
    if (c->cue_count > 0) {
        memcpy(out->cues, c->cues, sizeof(*out->cues) * (size_t)c->cue_count);
    }
    out->segment_count = c->draft_count;
    out->cue_count = c->cue_count;
}

static void compile(Compile *c, const Program *program)
{
    c->out->program = own(c, program->id);
    c->out->routine = own(c, c->routine->id);
    c->out->title = own(c, c->routine->title);
    c->out->hash = own(c, program->hash);
    c->out->mode = c->routine->mode;
    if (c->out->mode == MODE_BALANCE) {
        c->out->stance = c->profile->stance;
    }
    if (c->error == SF_OK) {
        timeline__build(c);
    }
    if (c->error == SF_OK) {
        trim(c);
        lay_out(c);
    }
    if (c->error == SF_OK) {
        timeline__place_cues(c);
    }
    if (c->error == SF_OK) {
        settle(c);
    }
}

SfError timeline_compile(Timeline *out,
                         const Library *library,
                         const Program *program,
                         const Routine *routine,
                         const Profile *profile,
                         SfErrorInfo *err)
{
    *out = (Timeline){0};
    Compile c = {
        .out = out, .library = library, .routine = routine, .profile = profile, .err = err};
    compile(&c, program);
    sf_free(c.drafts);
    sf_free(c.cues);
    if (c.error != SF_OK) {
        timeline_deinit(out);
    }
    return c.error;
}
