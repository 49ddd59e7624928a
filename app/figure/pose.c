/* SPDX-License-Identifier: MIT */
/* Which pose a figure has at a moment of the exercise. */
#include "figure_internal.h"

#define ENTER_MS 800        /* to move into a hold */
#define PRESS_MS 600        /* to move into or out of a hold that has no moving phases */
#define BREATH_MS 4200      /* one calm breath */
#define FRAME_MS 33         /* more frames are not seen across a room */
#define BREATH_FRAME_MS 100 /* a breath moves the chest by less than a pixel in that time */
#define PREVIEW_MS 6000     /* one round: there, stay, back, stay */
#define PREVIEW_MOVE 0.3F   /* of a preview's round */
#define PREVIEW_STAY 0.2F

static float ease(float t)
{
    const float x = clampf(t, 0.0F, 1.0F);
    return x * x * x * (x * (6.0F * x - 15.0F) + 10.0F);
}

static float part(int64_t at, int64_t whole)
{
    return whole > 0 ? clampf((float)at / (float)whole, 0.0F, 1.0F) : 1.0F;
}

static float preview_progress(int64_t elapsed_ms, bool reduced)
{
    const float at = (float)(elapsed_ms % PREVIEW_MS) / (float)PREVIEW_MS;
    if (reduced) {
        return at < 0.5F ? 0.0F : 1.0F;
    }
    if (at < PREVIEW_STAY) {
        return 0.0F;
    }
    if (at < PREVIEW_STAY + PREVIEW_MOVE) {
        return ease((at - PREVIEW_STAY) / PREVIEW_MOVE);
    }
    return at < 1.0F - PREVIEW_MOVE ? 1.0F : ease((1.0F - at) / PREVIEW_MOVE);
}

static float rep_progress(const FigureMoment *moment)
{
    const RepMoment *rep = &moment->rep;
    const Tempo *tempo = &moment->tempo;
    const float at = part(rep->phase_at_ms, rep->phase_ms);
    const bool still = tempo->down_ms == 0 && tempo->up_ms == 0;
    const float press = part(rep->phase_at_ms, PRESS_MS);
    switch (rep->phase) {
    case PHASE_DOWN:
    case PHASE_UP: {
        const bool away = (rep->phase == PHASE_DOWN) == (moment->first_move == MOVE_DOWN);
        if (moment->reduced) {
            return away ? 1.0F : 0.0F;
        }
        return away ? ease(at) : 1.0F - ease(at);
    }
    case PHASE_HOLD:
        return still && !moment->reduced ? ease(press) : 1.0F;
    case PHASE_PAUSE:
        return still && !moment->reduced ? 1.0F - ease(press) : 0.0F;
    }
    return 0.0F;
}

float figure_progress(const FigureMoment *moment)
{
    if (moment->preview) {
        return preview_progress(moment->elapsed_ms, moment->reduced);
    }
    switch (moment->kind) {
    case SEGMENT_REPS:
        if (tempo_ms(moment->tempo) > 0) {
            return rep_progress(moment);
        }
        break;
    case SEGMENT_HOLD:
    case SEGMENT_MAX:
        return moment->reduced ? 1.0F : ease(part(moment->elapsed_ms, ENTER_MS));
    case SEGMENT_READY:
    case SEGMENT_TIME:
    case SEGMENT_WALK:
    case SEGMENT_RUN:
    case SEGMENT_CHECK:
    case SEGMENT_REST:
    case SEGMENT_CHANGE:
        break;
    }
    return preview_progress(moment->elapsed_ms, moment->reduced);
}

FigureMoment figure_moment(const PlayerView *view, bool reduced)
{
    const bool work = segment_is_work(view->segment->kind);
    return (FigureMoment){.kind = view->segment->kind,
                          .first_move = view->item->first_move,
                          .tempo = view->item->tempo,
                          .rep = view->rep,
                          .elapsed_ms = view->elapsed_ms,
                          .preview = !work,
                          .reduced = reduced};
}

static void swap_sides(FigurePose *pose)
{
    for (int32_t i = 0; i < LEG_VALUES; i++) {
        float *right = &pose->value[FIGURE_LEG_FIRST + i];
        const float kept = right[0];
        right[0] = right[LEG_VALUES];
        right[LEG_VALUES] = kept;
    }
    for (int32_t i = 0; i < ARM_VALUES; i++) {
        float *right = &pose->value[FIGURE_ARM_FIRST + i];
        const float kept = right[0];
        right[0] = right[ARM_VALUES];
        right[ARM_VALUES] = kept;
    }
    static const FigureValue sideways[] = {FIGURE_SIDE, FIGURE_TWIST, FIGURE_TIP,
                                           FIGURE_LOOK, FIGURE_ROLL,  FIGURE_Z};
    for (size_t i = 0; i < SF_COUNT(sideways); i++) {
        pose->value[sideways[i]] = -pose->value[sideways[i]];
    }
}

/* The pose of a loop with this index; the index may be up to one round too low or too high. */
static FigurePose ring_pose(const Figure *figure, int32_t index)
{
    const int32_t half = figure->pose_count;
    const int32_t round = figure->alternates ? 2 * half : half;
    const int32_t wrapped = index < 0 ? index + round : index;
    const int32_t at = wrapped >= round ? wrapped - round : wrapped;
    FigurePose pose = figure->poses[at < half ? at : at - half];
    if (at >= half) {
        swap_sides(&pose);
    }
    return pose;
}

static FigurePose way_pose(const Figure *figure, int32_t index)
{
    const int32_t last = figure->pose_count - 1;
    if (figure->loop_ms > 0) {
        return ring_pose(figure, index);
    }
    return figure->poses[index < 0 ? 0 : index > last ? last : index];
}

/* A smooth curve through b and c (t from 0 to 1). With only two poses it is a straight line. */
static float curve(float a, float b, float c, float d, float t)
{
    const float linear = (c - a) * t;
    const float square = (2.0F * a - 5.0F * b + 4.0F * c - d) * t * t;
    const float cube = (3.0F * b - a - 3.0F * c + d) * t * t * t;
    return b + 0.5F * (linear + square + cube);
}

FigurePose figure_pose_at(const Figure *figure, float progress)
{
    const bool ring = figure->loop_ms > 0;
    const int32_t count = figure->pose_count;
    const int32_t spans = ring ? count * (figure->alternates ? 2 : 1) : count - 1;
    const float at = clampf(progress, 0.0F, 1.0F) * (float)spans;
    const int32_t index = spans == 0 ? 0 : (int32_t)fminf(floorf(at), (float)(spans - 1));
    const float t = at - (float)index;
    FigurePose out = way_pose(figure, index);
    const FigurePose next = way_pose(figure, index + 1);
    if (count < 3 && !ring) {
        for (int32_t i = 0; i < FIGURE_VALUES; i++) {
            out.value[i] = mixf(out.value[i], next.value[i], t);
        }
        return out;
    }
    const FigurePose before = way_pose(figure, index - 1);
    const FigurePose after = way_pose(figure, index + 2);
    for (int32_t i = 0; i < FIGURE_VALUES; i++) {
        out.value[i] = curve(before.value[i], out.value[i], next.value[i], after.value[i], t);
    }
    return out;
}

FigurePose figure_pose_mistake(const Figure *figure)
{
    return figure->mistake != NULL ? figure->mistake_pose : figure_pose_at(figure, 1.0F);
}

int32_t figure_frame_ms(const Figure *figure, const FigureMoment *moment)
{
    const bool holds = moment->kind == SEGMENT_HOLD || moment->kind == SEGMENT_MAX;
    const bool still = holds && !moment->preview && moment->elapsed_ms >= ENTER_MS;
    return still && figure->loop_ms == 0 ? BREATH_FRAME_MS : FRAME_MS;
}

FigurePose figure_pose(const Figure *figure, const FigureMoment *moment)
{
    if (figure->loop_ms > 0) {
        const int64_t at = moment->reduced ? 0 : moment->elapsed_ms % figure->loop_ms;
        return figure_pose_at(figure, (float)at / (float)figure->loop_ms);
    }
    FigurePose pose = figure_pose_at(figure, figure_progress(moment));
    if (!moment->reduced) {
        const float at = (float)(moment->elapsed_ms % BREATH_MS) / (float)BREATH_MS;
        pose.breath = sinf(at * DRAW_TURN);
    }
    return pose;
}
