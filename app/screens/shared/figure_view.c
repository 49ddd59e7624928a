/* SPDX-License-Identifier: MIT */
/* Draws figures on pages, in lists and as a stage that plays. */
#include "figure_view.h"
#include "surefoot/vocabulary.h"

#define RING_PICTURE 0.4F

const Figure *figure_of(const Shell *shell, const char *exercise)
{
    const Exercise *found = library_exercise(&shell->model->library, exercise);
    return found != NULL && found->figure != NULL
               ? library_figure(&shell->model->library, found->figure)
               : NULL;
}

static void draw(
    Shell *shell, Rect rect, const Figure *figure, Side side, const FigurePose *pose, int32_t flags)
{
    Ui *ui = shell->ui;
    const FigurePalette palette = figure_palette(theme_is_dark(ui_frame(ui)->theme));
    const int32_t mirrored = side == SIDE_LEFT ? FIGURE_MIRRORED : 0;
    figure_draw(ui_list(ui), rect, figure, pose, &palette, flags | mirrored);
}

void figure_view(Shell *shell,
                 Rect rect,
                 const Figure *figure,
                 Side side,
                 const FigureMoment *moment,
                 bool moving)
{
    Ui *ui = shell->ui;
    const FigurePose pose = figure_pose(figure, moment);
    const bool shows_way = moment->preview || !segment_is_work(moment->kind);
    draw(shell, rect, figure, side, &pose, FIGURE_GLOW | (shows_way ? FIGURE_ARROW : 0));
    ui_describe(ui, ROLE_IMAGE, "figure", rect, figure->shows, side_words[side]);
    if (moving && !moment->reduced) {
        ui_wake_at(ui, shell->now_ms + figure_frame_ms(figure, moment));
    }
}

FigureMoment figure_preview(const Shell *shell, const Exercise *exercise, int64_t elapsed_ms)
{
    return (FigureMoment){
        .kind = SEGMENT_READY,
        .first_move = exercise->first_move,
        .tempo = exercise->dose.tempo,
        .elapsed_ms = elapsed_ms,
        .preview = true,
        .reduced = ui_frame(shell->ui)->reduced_motion,
    };
}

void figure_thumbnail(Shell *shell, Rect rect, const Figure *figure, Side side)
{
    const FigurePose pose = figure_pose_at(figure, 1.0F);
    draw(shell, rect, figure, side, &pose, 0);
}

/* The pose for a still picture. A loop has no effort; at this part of its round the legs are
 * apart. */
static FigurePose telling_pose(const Figure *figure)
{
    return figure_pose_at(figure, figure->loop_ms > 0 ? RING_PICTURE : 1.0F);
}

static void start_and_effort(Shell *shell, Rect rect, const FigureStage *stage)
{
    const FigurePose start = figure_pose_at(stage->figure, 0.0F);
    const FigurePose effort = telling_pose(stage->figure);
    const Rect left = ui_cut_left(&rect, rect.w / 2.0F);
    draw(shell, left, stage->figure, stage->side, &start, 0);
    draw(shell, rect, stage->figure, stage->side, &effort, FIGURE_GLOW | FIGURE_ARROW);
}

void figure_stage(Shell *shell, Rect rect, FigureStage *stage)
{
    Ui *ui = shell->ui;
    const int64_t elapsed = shell->now_ms - stage->from_ms;
    if (ui_frame(ui)->reduced_motion) {
        ui_describe(ui, ROLE_IMAGE, "figure", rect, stage->figure->shows, side_words[stage->side]);
        start_and_effort(shell, rect, stage);
        return;
    }
    const FigureMoment moment = figure_preview(shell, stage->exercise, elapsed);
    if (elapsed < FIGURE_PLAY_MS) {
        figure_view(shell, rect, stage->figure, stage->side, &moment, true);
    } else {
        const FigurePose pose = telling_pose(stage->figure);
        ui_describe(ui, ROLE_IMAGE, "figure", rect, stage->figure->shows, side_words[stage->side]);
        draw(shell, rect, stage->figure, stage->side, &pose, FIGURE_GLOW | FIGURE_ARROW);
    }
    if (ui_area(ui, "play", rect, ROLE_BUTTON, word(WORD_EXERCISE_PLAY), NULL).tapped) {
        stage->from_ms = shell->now_ms;
    }
}

void figure_mistake(Shell *shell, Rect rect, const Figure *figure, Side side)
{
    const FigurePose pose = figure_pose_mistake(figure);
    ui_describe(shell->ui, ROLE_IMAGE, "mistake", rect, figure->mistake, side_words[side]);
    draw(shell, rect, figure, side, &pose, FIGURE_MISTAKEN);
}

void figure_tile(Shell *shell, Rect rect, const Figure *figure)
{
    Ui *ui = shell->ui;
    const Rect window = ui_window(ui);
    if (rect_is_empty(rect) || rect_is_empty(rect_intersect(rect, window))) {
        return;
    }
    draw_rect(ui_list(ui), rect, ui_px(ui, RADIUS_S), ui_color(ui, COLOR_PAGE));
    const FigurePose pose = telling_pose(figure);
    draw(shell, ui_inset(rect, ui_px(ui, SPACE_XS)), figure, SIDE_RIGHT, &pose, 0);
}

bool figure_row(Shell *shell, const char *key, const char *name, const char *detail, const char *id)
{
    const Figure *figure = figure_of(shell, id);
    if (figure == NULL) {
        return ui_row_item(shell->ui, key, name, detail, NULL);
    }
    Rect picture;
    const bool fired = ui_row_picture(shell->ui, key, name, detail, &picture);
    figure_tile(shell, picture, figure);
    return fired;
}

static const Figure *of_nodes(const Shell *shell, const Node *nodes, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const Figure *found =
            nodes[i].is_group ? of_nodes(shell, nodes[i].children, nodes[i].child_count)
            : nodes[i].step.exercise != NULL ? figure_of(shell, nodes[i].step.exercise->id)
                                             : NULL;
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

const Figure *figure_of_routine(const Shell *shell, const Routine *routine)
{
    return of_nodes(shell, routine->nodes, routine->node_count);
}

bool figure_routine_row(Shell *shell, const Routine *routine, const char *detail)
{
    const Figure *figure = figure_of_routine(shell, routine);
    if (figure == NULL) {
        return ui_row_item(shell->ui, routine->id, routine->title, detail, NULL);
    }
    Rect picture;
    const bool fired = ui_row_picture(shell->ui, routine->id, routine->title, detail, &picture);
    figure_tile(shell, picture, figure);
    return fired;
}
