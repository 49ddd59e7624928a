/* SPDX-License-Identifier: MIT */
/* surefoot figures: all figures on one sheet, with start, middle, end and mistake, both sides,
 * light and dark. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "png_file.h"
#include "surefoot/figure.h"
#include "surefoot/theme.h"
#include "text_sdl.h"

#define CELL_DP 160
#define CELLS 6
#define LABEL_DP 22.0F
#define SHEET_PX_MAX 16000

typedef struct Sheet {
    DrawList list;
    float scale;
    float cell_w;
    float cell_h;
} Sheet;

/* One picture of a row. */
typedef struct Cell {
    float progress; /* below 0: the mistake */
    int32_t flags;
    ThemeKind theme;
} Cell;

static const Cell cells[CELLS] = {
    {0.0F, FIGURE_GLOW, THEME_LIGHT},
    {0.5F, FIGURE_GLOW, THEME_LIGHT},
    {1.0F, FIGURE_GLOW | FIGURE_ARROW, THEME_LIGHT},
    {1.0F, FIGURE_GLOW | FIGURE_ARROW | FIGURE_MIRRORED, THEME_LIGHT},
    {1.0F, FIGURE_GLOW | FIGURE_ARROW, THEME_DARK},
    {-1.0F, FIGURE_MISTAKEN | FIGURE_MIRRORED, THEME_DARK},
};

static void draw_cell(Sheet *sheet, const Figure *figure, const Cell *cell, Point at)
{
    const Rect rect = {at.x, at.y, sheet->cell_w, sheet->cell_h};
    const FigurePalette palette = figure_palette(cell->theme == THEME_DARK);
    const bool mistaken = cell->progress < 0.0F;
    draw_rect(&sheet->list, rect, 0.0F, theme_color(cell->theme, COLOR_PAGE));
    if (mistaken && figure->mistake == NULL) {
        return;
    }
    /* The end of a loop is its start, so its middle is shown: the other foot. */
    const float last = figure->loop_ms > 0 ? 0.5F : 1.0F;
    const FigurePose pose =
        mistaken ? figure_pose_mistake(figure) : figure_pose_at(figure, cell->progress * last);
    figure_draw(&sheet->list, rect, figure, &pose, &palette, cell->flags);
}

static void draw_row(Sheet *sheet, const Figure *figure, float y)
{
    const Font font = {FONT_SEMIBOLD, (int32_t)(13.0F * sheet->scale)};
    char label[256];
    (void)sf_format(label, sizeof(label), "%s%s%s", figure->id,
                    figure->mistake != NULL ? "   mistake: " : "",
                    figure->mistake != NULL ? figure->mistake : "");
    draw_text(&sheet->list, (Point){8.0F * sheet->scale, y + 15.0F * sheet->scale}, font,
              theme_color(THEME_LIGHT, COLOR_TEXT), label, strlen(label));
    for (int32_t i = 0; i < CELLS; i++) {
        draw_cell(sheet, figure, &cells[i],
                  (Point){(float)i * sheet->cell_w, y + LABEL_DP * sheet->scale});
    }
}

static bool is_wanted(const Cli *cli, const char *id)
{
    for (int i = 0; i < cli->word_count; i++) {
        if (strcmp(cli->words[i], id) == 0) {
            return true;
        }
    }
    return cli->word_count == 0;
}

static int write_sheet(const Cli *cli, Sheet *sheet, const TextSource *text, float height)
{
    Surface surface = {.width = (int32_t)(sheet->cell_w * CELLS), .height = (int32_t)height};
    surface.stride = surface.width;
    if (surface.width > SHEET_PX_MAX || surface.height > SHEET_PX_MAX) {
        return cli_usage(cli, "the sheet is too large; name fewer figures or a smaller --size");
    }
    surface.pixels =
        sf_alloc((size_t)surface.width * (size_t)surface.height * sizeof(*surface.pixels));
    if (surface.pixels == NULL) {
        return cli_fail(SF_E_NOMEM, &(SfErrorInfo){.text = "no memory for the sheet"});
    }
    const Rect all = {0.0F, 0.0F, (float)surface.width, (float)surface.height};
    raster_draw(&surface, &sheet->list, text, all);
    SfErrorInfo err = {0};
    const SfError error = png_write(cli->out, &surface, &err);
    sf_free(surface.pixels);
    return error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
}

static int make_sheet(const Cli *cli, const Library *library, Sheet *sheet, const TextSource *text)
{
    int32_t rows = 0;
    for (int32_t i = 0; i < library->figure_count; i++) {
        rows += is_wanted(cli, library->figures[i]->id) ? 1 : 0;
    }
    if (rows == 0) {
        return cli_usage(cli, "there is no such figure");
    }
    const float row = sheet->cell_h + LABEL_DP * sheet->scale;
    const Rect page = {0.0F, 0.0F, sheet->cell_w * CELLS, row * (float)rows};
    draw_rect(&sheet->list, page, 0.0F, theme_color(THEME_LIGHT, COLOR_PAGE));
    float y = 0.0F;
    for (int32_t i = 0; i < library->figure_count; i++) {
        if (is_wanted(cli, library->figures[i]->id)) {
            draw_row(sheet, library->figures[i], y);
            y += row;
        }
    }
    return write_sheet(cli, sheet, text, page.h);
}

int cmd_figures(Cli *cli)
{
    if (cli->out == NULL) {
        return cli_usage(cli, "say where the sheet goes with --out FILE.png");
    }
    const int refused = cli_check_out(cli, cli->out);
    if (refused != EXIT_FINE) {
        return refused;
    }
    int width = CELL_DP;
    int height = CELL_DP;
    char rest = '\0';
    if (cli->size != NULL && (sscanf(cli->size, "%4dx%4d%c", &width, &height, &rest) != 2 ||
                              width < 40 || height < 40)) {
        return cli_usage(
            cli, "--size wants WIDTHxHEIGHT of one figure, each 40 to 9999, not \"%s\"", cli->size);
    }
    Library library = {0};
    int code = cli_load_library(cli, NULL, &library);
    if (code != EXIT_FINE) {
        return code;
    }
    SfErrorInfo err = {0};
    TextFonts *fonts = text_fonts_open(cli->fonts, &err);
    if (fonts == NULL) {
        library_deinit(&library);
        return cli_fail(SF_E_IO, &err);
    }
    Sheet sheet = {.scale = cli->scale > 0 ? (float)cli->scale : 1.0F};
    sheet.cell_w = (float)width * sheet.scale;
    sheet.cell_h = (float)height * sheet.scale;
    draw_begin(&sheet.list);
    code = make_sheet(cli, &library, &sheet, text_fonts_source(fonts));
    draw_deinit(&sheet.list);
    text_fonts_close(fonts);
    library_deinit(&library);
    return code;
}
