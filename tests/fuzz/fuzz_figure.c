/* SPDX-License-Identifier: MIT */
/* Any bytes as a figure: what loads can be posed, measured and drawn at every moment of its way,
 * at both sides and in a box of any size. */
#include "fuzz.h"
#include "surefoot/figure.h"
#include "surefoot/load.h"

#include <math.h>

#define STEPS 5

static void check_draws(const Figure *figure, const FigurePose *pose, int32_t flags)
{
    static const Rect places[] = {{0, 0, 400, 300}, {0, 0, 1, 1}, {-50, -50, 2000, 3}};
    const FigurePalette palette = figure_palette(false);
    DrawList list = {0};
    for (size_t i = 0; i < SF_COUNT(places); i++) {
        draw_begin(&list);
        figure_draw(&list, places[i], figure, pose, &palette, flags);
        for (int32_t c = 0; c < list.count; c++) {
            const Rect bounds = draw_bounds(&list, &list.commands[c], NULL);
            SF_ASSERT(isfinite(bounds.x) && isfinite(bounds.y) && isfinite(bounds.w) &&
                      isfinite(bounds.h));
        }
    }
    draw_deinit(&list);
}

static void check_pose(const Figure *figure, const FigurePose *pose, int32_t flags)
{
    FigureBody body;
    figure_solve(figure, pose, &body);
    SF_ASSERT(isfinite(figure_lowest(&body)));
    for (int32_t joint = 0; joint < FIGURE_JOINTS; joint++) {
        SF_ASSERT(isfinite(figure_angle(&body, (FigureJoint)joint, false)));
        SF_ASSERT(isfinite(figure_angle(&body, (FigureJoint)joint, true)));
    }
    check_draws(figure, pose, flags);
}

static void check_figure(const Figure *figure)
{
    SF_ASSERT(figure->pose_count >= 1 && figure->pose_count <= FIGURE_POSES);
    SF_ASSERT(figure->prop_count >= 0 && figure->prop_count <= FIGURE_PROPS);
    const Rect bounds = figure_bounds(figure, false);
    SF_ASSERT(isfinite(bounds.x) && isfinite(bounds.y) && bounds.w > 0 && bounds.h > 0);
    for (int32_t i = 0; i <= STEPS; i++) {
        const FigurePose pose = figure_pose_at(figure, (float)i / STEPS);
        check_pose(figure, &pose, FIGURE_ARROW | FIGURE_GLOW | (i % 2 != 0 ? FIGURE_MIRRORED : 0));
    }
    if (figure->mistake != NULL) {
        const FigurePose pose = figure_pose_mistake(figure);
        check_pose(figure, &pose, FIGURE_MISTAKEN);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const SourceFile file = {"fuzz.json", (const char *)data, size};
    Library library;
    Faults faults = {0};
    SF_ASSERT(library_load(&library, &file, 1, &faults) == SF_OK);
    SF_ASSERT(faults.errors == 0 || library.figure_count == 0);
    for (int32_t i = 0; i < library.figure_count; i++) {
        check_figure(library.figures[i]);
    }
    faults_deinit(&faults);
    library_deinit(&library);
    return 0;
}
