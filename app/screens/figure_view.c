/* SPDX-License-Identifier: MIT */
#include "figure_view.h"

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
    const FigurePalette palette = figure_palette(ui_frame(ui)->theme == THEME_DARK);
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
    ui_describe(ui, ROLE_IMAGE, "figure", rect, figure->shows, side_word(side));
    if (moving && !moment->reduced) {
        ui_wake_at(ui, shell->now_ms + FIGURE_FRAME_MS);
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
