/* SPDX-License-Identifier: MIT */
/*
 * Third pass: what sounds when. Tones come first, at fixed moments; speech takes what is left,
 * highest priority first, and is dropped where it does not fit. Nothing talks over other speech,
 * over 3-2-1, over the tone at a start or over the first moment of the tone at an end.
 */
#include "surefoot/vocabulary.h"
#include "timeline_parts.h"

#include <stdlib.h>

#define COUNT_FROM 3 /* 3, 2, 1 */
#define COUNT_STEP_MS 1000
#define COUNTED_WORK_MS 10000 /* shorter work ends without a count */
#define HALFWAY_WORK_MS 20000 /* shorter work has no half-way cue */
#define TIME_STEP_MS 5000     /* how often an eyes-closed stance says how long it has been */
#define END_CLEAR_MS 300      /* of the tone at an end or change, before anybody speaks */
#define VOICE_GAP_MS 150      /* breath between two utterances */

/* Speech already placed in this segment, sorted. */
typedef struct Span {
    int64_t from;
    int64_t to;
} Span;

/* The segment whose cues are being placed. */
typedef struct Scene {
    Compile *c;
    const Draft *now;
    const Draft *after; /* or NULL */
    const Item *item;
    int32_t index;
    int64_t length;
    int64_t clear;  /* from the start of the routine: tones so far want to be heard alone until */
    int64_t lead;   /* speech begins here at the earliest */
    int32_t counts; /* how many of 3-2-1 sound at the end */
    Span *spans;    /* sf_alloc, reused from segment to segment */
    int32_t span_count;
    int32_t span_capacity;
    bool announced; /* what comes now was said in the segment before */
    bool form_said; /* the teaching cue was said in the lead-in */
} Scene;

/* Room reserved for each tone; the synthesiser keeps within it. */
static int32_t tone_room_ms(Tone tone)
{
    static const int32_t room[] = {
        [TONE_NONE] = 0,   [TONE_COUNT] = 120,   [TONE_START] = 350, [TONE_RUN] = 450,
        [TONE_WALK] = 450, [TONE_HALFWAY] = 300, [TONE_REP] = 80,    [TONE_PHASE] = 60,
        [TONE_END] = 500,  [TONE_CHANGE] = 450,  [TONE_DONE] = 900};
    _Static_assert(SF_COUNT(room) == SF_COUNT(tone_words), "a tone has no room");
    return room[tone];
}

static void push(Scene *s, Cue cue)
{
    Compile *c = s->c;
    if (c->error != SF_OK) {
        return;
    }
    if (c->cue_count == LIMIT_CUES) {
        c->error = sf_fail(c->err, SF_E_TOOBIG,
                           "routine \"%s\" has more than %d sounds; take fewer repetitions or "
                           "sets, or a slower tempo",
                           c->routine->id, LIMIT_CUES);
        return;
    }
    c->cues = timeline__grow(c, c->cues, &c->cue_capacity, c->cue_count + 1, sizeof(*c->cues));
    if (c->cues == NULL) {
        return;
    }
    cue.segment = s->index;
    c->cues[c->cue_count++] = cue;
}

/* The part of a tone without speech over it. A falling or rising tone may ring on under speech. */
static int32_t clear_room_ms(CueId id, Tone tone)
{
    if (id == CUE_END || id == CUE_DONE || id == CUE_CHANGE) {
        return END_CLEAR_MS;
    }
    return id == CUE_START ? tone_room_ms(tone) : 0;
}

static void sound(Scene *s, CueId id, Tone tone, int64_t at)
{
    const int32_t room = clear_room_ms(id, tone);
    const int64_t clear = s->now->segment.start_ms + at + room;
    s->clear = room > 0 && clear > s->clear ? clear : s->clear;
    push(s, (Cue){.id = id,
                  .at_ms = (int32_t)at,
                  .channel = CHANNEL_TONE,
                  .tone = tone,
                  .length_ms = tone_room_ms(tone)});
}

/* Lets speech begin when the tones before it have been heard. */
static void lead_after_tones(Scene *s)
{
    const int64_t lead = s->clear - s->now->segment.start_ms;
    s->lead = lead > 0 ? lead : 0;
}

/* Speech has to end here at the latest: where 3-2-1 begins, or at the end. */
static int64_t speech_end(const Scene *s)
{
    return s->length - (int64_t)s->counts * COUNT_STEP_MS;
}

/* The first span that a text from `at` on could run into. */
static int32_t first_span_after(const Scene *s, int64_t at)
{
    int32_t low = 0;
    int32_t high = s->span_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (s->spans[middle].to + VOICE_GAP_MS <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void insert_span(Scene *s, int32_t index, Span span)
{
    s->spans =
        timeline__grow(s->c, s->spans, &s->span_capacity, s->span_count + 1, sizeof(*s->spans));
    if (s->spans == NULL) {
        s->span_count = 0;
        return;
    }
    for (int32_t i = s->span_count; i > index; i--) {
        s->spans[i] = s->spans[i - 1];
    }
    s->spans[index] = span;
    s->span_count++;
}

/* Says the text at the earliest moment that lets it end by `until`; false if there is none. */
static bool speak(Scene *s, CueId id, const char *text, int64_t from, int64_t until)
{
    if (text == NULL) {
        timeline__out_of_memory(s->c);
    }
    if (s->c->error != SF_OK) {
        return false;
    }
    const int32_t length = timeline__speech_ms(s->c->profile, text);
    int64_t at = from > s->lead ? from : s->lead;
    int32_t index = first_span_after(s, at);
    while (s->spans != NULL && index < s->span_count &&
           s->spans[index].from < at + length + VOICE_GAP_MS) {
        at = s->spans[index].to + VOICE_GAP_MS;
        index++;
    }
    if (at + length > until) {
        return false;
    }
    insert_span(s, index, (Span){at, at + length});
    push(s, (Cue){.id = id,
                  .at_ms = (int32_t)at,
                  .channel = CHANNEL_VOICE,
                  .say = text,
                  .length_ms = length});
    return s->c->error == SF_OK;
}

/*
 * Says what must be known before work begins. It may take the place of the first counts, but never
 * of time: it is dropped only if the whole segment is shorter than the text.
 */
static bool speak_first(Scene *s, CueId id, const char *text)
{
    if (!speak(s, id, text, 0, s->length)) {
        return false;
    }
    while (s->counts > 0 && s->spans[0].to > speech_end(s)) {
        s->counts--;
    }
    return true;
}

static void count_down(Scene *s)
{
    for (int32_t left = s->counts; left > 0; left--) {
        sound(s, CUE_COUNT, TONE_COUNT, s->length - (int64_t)left * COUNT_STEP_MS);
    }
}

/* ---- what surrounds work --------------------------------------------------------------------- */

/*
 * One clear tone at every end of work: the start of the next if it follows at once, the
 * change-over, the end, or that all is done. Who ends a set at their own pace knows that it is
 * over. The routine's last segment, whatever it is, ends with DONE.
 */
static Tone end_tone(const Draft *draft, const Draft *after)
{
    if (after == NULL) {
        return TONE_DONE;
    }
    const SegmentKind next = after->segment.kind;
    const Segment *segment = &draft->segment;
    const bool by_clock =
        segment_is_work(segment->kind) && !(segment->open && segment->kind == SEGMENT_REPS);
    const bool next_sounds = segment_is_work(next) || next == SEGMENT_CHANGE;
    return by_clock && !next_sounds ? TONE_END : TONE_NONE;
}

static int32_t counts_before_work(const Scene *s)
{
    const bool work = s->after != NULL && segment_is_work(s->after->segment.kind);
    return work && s->length >= (int64_t)COUNT_FROM * COUNT_STEP_MS ? COUNT_FROM : 0;
}

/* The first teaching cue; of a balance try all there is time for, since who holds the phone at the
 * chest and looks at a spot cannot read how to stand. */
static void speak_form(Scene *s)
{
    const bool whole = s->item->stance && s->item->kind == STEP_MAX;
    if (s->now->segment.round > 1 || s->form_said) {
        return;
    }
    for (int32_t i = 0; i < s->item->cues.count && (whole || i == 0); i++) {
        s->form_said |= speak(s, CUE_FORM, s->item->cues.items[i], 0, speech_end(s));
    }
}

static void speak_dose(Scene *s, const Segment *work)
{
    if (s->item->sets > 1) {
        const char *text = timeline__say_dose(&s->c->out->arena, s->item, work);
        (void)speak(s, CUE_SET, text, 0, speech_end(s));
    }
}

static void speak_set(Scene *s, int32_t set)
{
    const char *text = timeline__say_set(&s->c->out->arena, s->item, set);
    (void)speak(s, set >= s->item->sets ? CUE_LAST : CUE_SET, text, 0, speech_end(s));
}

static void place_ready(Scene *s)
{
    Arena *arena = &s->c->out->arena;
    s->counts = counts_before_work(s);
    s->form_said = false;
    const char *name = timeline__say_name(arena, s->item, s->now->segment.side);
    s->announced = speak_first(s, CUE_NAME, name) ||
                   speak_first(s, CUE_NAME, timeline__say_name(arena, s->item, SIDE_NONE));
    speak_dose(s, &s->after->segment);
    speak_form(s);
    count_down(s);
}

/* Says which side is next after a rest, unless a lead-in will say it. */
static bool speak_next(Scene *s)
{
    const bool lead_in = s->after != NULL && s->after->segment.kind == SEGMENT_READY;
    const Draft *work = lead_in ? s->after + 1 : s->after;
    if (work == NULL || !segment_is_work(work->segment.kind)) {
        return false;
    }
    Arena *arena = &s->c->out->arena;
    const Item *item = &s->c->out->items[work->segment.item];
    if (work->opens) {
        const Side side = lead_in ? SIDE_NONE : work->segment.side;
        return speak(s, CUE_NEXT, timeline__say_next(arena, item, side), 0, speech_end(s));
    }
    const int32_t set = work->segment.set;
    const Side side = work->turns ? work->segment.side : SIDE_NONE;
    const char *text = timeline__say_next_set(arena, item, set, side);
    return speak(s, set >= item->sets ? CUE_LAST : CUE_NEXT, text, 0, speech_end(s));
}

static void place_rest(Scene *s)
{
    s->counts = counts_before_work(s);
    const char *text = s->item->kind == STEP_REST ? s->item->say : "Rest";
    (void)speak(s, CUE_REST, text, 0, speech_end(s));
    s->announced = speak_next(s);
    count_down(s);
}

static void place_change(Scene *s)
{
    const Side side = s->now->segment.side;
    SF_ASSERT(s->after != NULL); /* a change of legs leads into a set */
    s->counts = counts_before_work(s);
    sound(s, CUE_CHANGE, TONE_CHANGE, 0);
    lead_after_tones(s);
    /* Once a step. With alternating sides "other leg" was said, so now the side is named. */
    const char *other =
        s->after->segment.set <= 1 ? timeline__say_other(side) : timeline__say_side(side);
    s->announced = speak(s, CUE_CHANGE, other, 0, speech_end(s)) ||
                   speak_first(s, CUE_CHANGE, timeline__say_side(side));
    if (s->after->new_set) {
        speak_set(s, s->after->segment.set);
    }
    count_down(s);
}

static void place_check(Scene *s)
{
    /* It waits for the answer, so the question is always said whole. */
    const char *question = s->item->text[0] != '\0' ? s->item->text : s->item->say;
    (void)speak(s, CUE_QUESTION, question, 0, INT64_MAX);
    s->announced = false;
}

/* ---- work ------------------------------------------------------------------------------------ */

static Tone start_tone(SegmentKind kind)
{
    if (kind == SEGMENT_RUN) {
        return TONE_RUN;
    }
    return kind == SEGMENT_WALK ? TONE_WALK : TONE_START;
}

/* Work on the other side that follows work with nothing between them. */
static bool changes_at_once(const Scene *s)
{
    const Draft *before = s->index > 0 ? s->now - 1 : NULL;
    return s->now->turns && before != NULL && segment_is_work(before->segment.kind);
}

/* Nothing before this set could say what it is: say it now, just after the start. */
static void announce_late(Scene *s)
{
    const Segment *work = &s->now->segment;
    Arena *arena = &s->c->out->arena;
    const bool brushing = s->c->out->mode == MODE_BRUSH; /* with the mouth full, few words */
    if (s->now->opens) {
        const char *name = timeline__say_name(arena, s->item, work->side);
        (void)speak(s, CUE_NAME, name, 0, speech_end(s));
        speak_dose(s, work);
    }
    if (s->now->turns) {
        const char *side = timeline__say_side(work->side);
        (void)speak(s, CUE_CHANGE, brushing ? "Change legs." : side, 0, speech_end(s));
    }
    if (s->now->new_set && !brushing) {
        speak_set(s, work->set);
    }
}

static void place_halfway(Scene *s)
{
    if (s->now->halfway && s->length >= HALFWAY_WORK_MS) {
        const int64_t half = s->length / 2;
        const int64_t from = half + tone_room_ms(TONE_HALFWAY);
        sound(s, CUE_HALFWAY, TONE_HALFWAY, half);
        (void)speak(s, CUE_HALFWAY, "Half way", from, from + COUNT_STEP_MS);
    }
}

/* With the eyes closed a person hears how long it has been; the cap has a tone of its own. */
static void place_elapsed(Scene *s)
{
    for (int64_t at = TIME_STEP_MS; at < s->length; at += TIME_STEP_MS) {
        const char *number = timeline__say_number(&s->c->out->arena, (int32_t)(at / 1000));
        (void)speak(s, CUE_TIME, number, at, at + TIME_STEP_MS);
    }
}

static void place_reps(Scene *s)
{
    const int64_t rep_ms = tempo_ms(s->item->tempo);
    const int32_t reps = s->item->reps;
    for (int32_t rep = 1; rep <= reps && s->c->error == SF_OK; rep++) {
        const int64_t from = (rep - 1) * rep_ms;
        sound(s, CUE_REP, TONE_REP, from);
        const bool last = rep == reps && reps > 1;
        if (!last || !speak(s, CUE_LAST, "Last one", from, from + rep_ms)) {
            const char *number = timeline__say_number(&s->c->out->arena, rep);
            (void)speak(s, CUE_REP, number, from, from + rep_ms);
        }
    }
}

static void place_phases(Scene *s)
{
    const Item *item = s->item;
    const int64_t rep_ms = tempo_ms(item->tempo);
    int64_t at = 0;
    while (at < s->length && s->c->error == SF_OK) {
        const RepMoment moment = tempo_at(item->tempo, item->first_move, item->reps, at);
        const char *word = timeline__say_phase(moment.phase);
        if (at % rep_ms != 0) {
            sound(s, CUE_PHASE, TONE_PHASE, at);
        }
        if (moment.rep == 1 && word != NULL) {
            (void)speak(s, CUE_PHASE, word, at, at + moment.phase_ms);
        }
        at += moment.phase_ms;
    }
}

static bool is_timed(SegmentKind kind)
{
    return segment_is_work(kind) && kind != SEGMENT_REPS && kind != SEGMENT_MAX;
}

static void place_work(Scene *s)
{
    const Segment *work = &s->now->segment;
    const Tone start = start_tone(work->kind);
    const bool timed = is_timed(work->kind);
    const bool paced = work->kind == SEGMENT_REPS && !work->open;
    s->counts = timed && s->length >= COUNTED_WORK_MS ? COUNT_FROM : 0;
    if (changes_at_once(s)) {
        sound(s, CUE_CHANGE, TONE_CHANGE, 0);
    } else {
        sound(s, CUE_START, start, 0);
    }
    lead_after_tones(s);
    if (work->kind == SEGMENT_MAX && s->item->stance && s->item->eyes == EYES_CLOSED) {
        place_elapsed(s);
    }
    if (!s->announced) {
        announce_late(s);
    }
    if (timed) {
        place_halfway(s);
    }
    if (paced) {
        place_reps(s);
        place_phases(s);
    } else if (s->now->opens) {
        speak_form(s);
    }
    count_down(s);
    s->announced = false;
    s->form_said = false;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void place_end(Scene *s)
{
    const Tone tone = end_tone(s->now, s->after);
    if (tone == TONE_END) {
        sound(s, CUE_END, TONE_END, s->length);
    } else if (tone == TONE_DONE) {
        const char *text = "Well done";
        sound(s, CUE_DONE, TONE_DONE, s->length);
        push(s, (Cue){.id = CUE_DONE,
                      .at_ms = (int32_t)s->length + tone_room_ms(TONE_DONE),
                      .channel = CHANNEL_VOICE,
                      .say = text,
                      .length_ms = timeline__speech_ms(s->c->profile, text)});
    }
}

static int compare_cues(const void *left, const void *right)
{
    const Cue *a = left;
    const Cue *b = right;
    if (a->at_ms != b->at_ms) {
        return a->at_ms < b->at_ms ? -1 : 1;
    }
    if (a->id != b->id) {
        return a->id < b->id ? -1 : 1;
    }
    return (int)a->channel - (int)b->channel;
}

static void place_segment(Scene *s)
{
    s->span_count = 0;
    s->counts = 0;
    lead_after_tones(s);
    switch (s->now->segment.kind) {
    case SEGMENT_READY:
        place_ready(s);
        break;
    case SEGMENT_REST:
        place_rest(s);
        break;
    case SEGMENT_CHANGE:
        place_change(s);
        break;
    case SEGMENT_CHECK:
        place_check(s);
        break;
    case SEGMENT_HOLD:
    case SEGMENT_REPS:
    case SEGMENT_TIME:
    case SEGMENT_MAX:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
        place_work(s);
        break;
    }
    place_end(s);
}

void timeline__place_cues(Compile *c)
{
    Scene s = {.c = c};
    for (int32_t i = 0; i < c->draft_count && c->error == SF_OK; i++) {
        Segment *segment = &c->drafts[i].segment;
        s.index = i;
        s.now = &c->drafts[i];
        s.after = i + 1 < c->draft_count ? &c->drafts[i + 1] : NULL;
        s.item = &c->out->items[segment->item];
        s.length = segment->length_ms;
        segment->first_cue = c->cue_count;
        place_segment(&s);
        segment->cue_count = c->cue_count - segment->first_cue;
        if (c->error == SF_OK && segment->cue_count > 1) {
            qsort(&c->cues[segment->first_cue], (size_t)segment->cue_count, sizeof(*c->cues),
                  compare_cues);
        }
    }
    sf_free(s.spans);
}
