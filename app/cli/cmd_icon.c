/* SPDX-License-Identifier: MIT */
/* surefoot shot icon, shot icon-maskable and so on, shot splash: the app's icon as a picture. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "png_file.h"
#include "surefoot/app_icon.h"
#include "surefoot/theme.h"

#define SIDE_DEFAULT 512
#define SIDE_MAX 4096
#define SPLASH_MIN 64
#define SPLASH_SHARE 4 /* the icon is the shorter side divided by this */

/* The renderer makes every pixel opaque. So the icon is drawn on black and on white; the difference
 * is the transparency. */
static uint32_t clear_pixel(uint32_t on_black, uint32_t on_white)
{
    const uint32_t through = ((on_white >> 8) & 0xFFU) - ((on_black >> 8) & 0xFFU);
    const uint32_t alpha = 255U - through;
    if (alpha == 0U) {
        return 0U;
    }
    uint32_t out = alpha << 24;
    for (uint32_t shift = 0; shift <= 16; shift += 8) {
        const uint32_t channel = ((on_black >> shift) & 0xFFU) * 255U / alpha;
        out |= (channel > 255U ? 255U : channel) << shift;
    }
    return out;
}

static void paint(const Surface *surface, IconShape shape, uint32_t under)
{
    const int32_t side = surface->width;
    DrawList list = {0};
    for (int32_t y = 0; y < surface->height; y++) {
        for (int32_t x = 0; x < side; x++) {
            surface->pixels[(ptrdiff_t)y * surface->stride + x] = under;
        }
    }
    draw_begin(&list);
    app_icon_draw(&list, (float)side, shape);
    const TextSource none = text_source_fixed();
    raster_draw(surface, &list, &none, (Rect){0.0F, 0.0F, (float)side, (float)side});
    draw_deinit(&list);
}

static SfError write_icon(const char *path, int32_t side, IconShape shape, SfErrorInfo *err)
{
    const size_t count = (size_t)side * (size_t)side;
    uint32_t *pixels = sf_alloc(2 * count * sizeof(*pixels));
    if (pixels == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const Surface black = {pixels, side, side, side};
    const Surface white = {pixels + count, side, side, side};
    paint(&black, shape, 0xFF000000U);
    paint(&white, shape, 0xFFFFFFFFU);
    for (size_t i = 0; i < count; i++) {
        pixels[i] = clear_pixel(black.pixels[i], white.pixels[i]);
    }
    const SfError error = png_write_clear(path, &black, err);
    sf_free(pixels);
    return error;
}

static SfError
write_splash(const char *path, int32_t width, int32_t height, bool dark, SfErrorInfo *err)
{
    const Color page = theme_color(dark ? THEME_DARK : THEME_LIGHT, COLOR_PAGE);
    const uint32_t under =
        0xFF000000U | (uint32_t)page.r << 16 | (uint32_t)page.g << 8 | (uint32_t)page.b;
    const int32_t side = (width < height ? width : height) / SPLASH_SHARE;
    const int32_t left = (width - side) / 2;
    const int32_t top = (height - side) / 2;
    uint32_t *pixels = sf_alloc((size_t)width * (size_t)height * sizeof(*pixels));
    if (pixels == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    for (int32_t i = 0; i < width * height; i++) {
        pixels[i] = under;
    }
    const Surface icon = {pixels + (ptrdiff_t)top * width + left, side, side, width};
    paint(&icon, ICON_ROUNDED, under);
    const Surface whole = {pixels, width, height, width};
    const SfError error = png_write(path, &whole, err);
    sf_free(pixels);
    return error;
}

/* Prints where the picture is, or why it could not be written. Returns an exit code. */
static int tell_written(const Cli *cli, const char *path, SfError error, const SfErrorInfo *err)
{
    if (error != SF_OK) {
        return cli_fail(error, err);
    }
    if (!cli->quiet) {
        cli_print(stdout, "%s\n", path);
    }
    return EXIT_FINE;
}

int cli_splash(Cli *cli)
{
    int width = 0;
    int height = 0;
    char rest = '\0';
    SfErrorInfo err = {0};
    if (cli->size == NULL || sscanf(cli->size, "%5dx%5d%c", &width, &height, &rest) != 2 ||
        width < SPLASH_MIN || width > SIDE_MAX || height < SPLASH_MIN || height > SIDE_MAX) {
        return cli_usage(cli, "a splash needs --size WxH, %d to %d", SPLASH_MIN, SIDE_MAX);
    }
    const bool dark = cli->theme != NULL && strcmp(cli->theme, "dark") == 0;
    const char *path = cli->out != NULL ? cli->out : "splash.png";
    const int refused = cli_check_out(cli, path);
    if (refused != EXIT_FINE) {
        return refused;
    }
    return tell_written(cli, path, write_splash(path, width, height, dark, &err), &err);
}

bool cli_find_icon(const char *name, IconShape *shape)
{
    for (int32_t i = 0; i < ICON_SHAPES; i++) {
        *shape = (IconShape)i;
        if (strcmp(name, app_icon_name(*shape)) == 0) {
            return true;
        }
    }
    return false;
}

int cli_icon(Cli *cli, IconShape shape)
{
    int width = SIDE_DEFAULT;
    int height = SIDE_DEFAULT;
    char rest = '\0';
    if (cli->size != NULL && (sscanf(cli->size, "%5dx%5d%c", &width, &height, &rest) != 2 ||
                              width != height || width < 16 || width > SIDE_MAX)) {
        return cli_usage(cli, "an icon is square: --size 512x512, 16 to %d", SIDE_MAX);
    }
    char fallback[64];
    (void)sf_format(fallback, sizeof(fallback), "%.32s.png", app_icon_name(shape));
    const char *path = cli->out != NULL ? cli->out : fallback;
    SfErrorInfo err = {0};
    const int refused = cli_check_out(cli, path);
    if (refused != EXIT_FINE) {
        return refused;
    }
    return tell_written(cli, path, write_icon(path, width, shape, &err), &err);
}
