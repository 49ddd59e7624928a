/* SPDX-License-Identifier: MIT */
/* Reads, writes and compares PNG files. */
#include "png_file.h"

#include "surefoot/file_out.h"
#include "surefoot/memory.h"

#include <errno.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIDE_MAX 16384

static SfError file_error(SfErrorInfo *err, const char *path, const char *verb, int number)
{
    const SfError code = number == ENOSPC ? SF_E_FULL : number == ENOENT ? SF_E_NOTFOUND : SF_E_IO;
    return sf_fail(err, code, "%s: cannot %s: %s", path, verb, strerror(number));
}

/* Turns pixels (native words) into bytes for libpng's simplified interface. channels: 3 or 4. */
static void pack_row(uint8_t *row, const uint32_t *pixels, int32_t width, size_t channels)
{
    for (int32_t x = 0; x < width; x++, row += channels) {
        row[0] = (uint8_t)(pixels[x] >> 16);
        row[1] = (uint8_t)(pixels[x] >> 8);
        row[2] = (uint8_t)pixels[x];
        if (channels == 4) {
            row[3] = (uint8_t)(pixels[x] >> 24);
        }
    }
}

static void unpack(uint32_t *pixels, const uint8_t *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const uint8_t *rgb = bytes + i * 3;
        pixels[i] = 0xff000000U | (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
    }
}

static SfError write_file(const char *path, png_image image, const uint8_t *bytes, SfErrorInfo *err)
{
    FileOut out;
    SfError code = file_out_begin(&out, path, FILE_OUT_SHARED, err);
    if (code != SF_OK) {
        return code;
    }
    errno = 0;
    if (png_image_write_to_stdio(&image, out.file, 0, bytes, 0, NULL) == 0) {
        code = errno != 0 ? file_error(err, path, "write", errno)
                          : sf_fail(err, SF_E_IO, "%s: cannot write: %s", path, image.message);
    }
    const SfError ended = file_out_end(&out, code == SF_OK, code == SF_OK ? err : NULL);
    return code != SF_OK ? code : ended;
}

static SfError
write_picture(const char *path, const Surface *surface, size_t channels, SfErrorInfo *err)
{
    if (surface->width < 1 || surface->height < 1 || surface->width > SIDE_MAX ||
        surface->height > SIDE_MAX) {
        return sf_fail(err, SF_E_TOOBIG, "%s: a picture has 1 to %d px a side", path, SIDE_MAX);
    }
    const size_t row_bytes = (size_t)surface->width * channels;
    uint8_t *bytes = sf_alloc(row_bytes * (size_t)surface->height);
    if (bytes == NULL) {
        return sf_fail(err, SF_E_NOMEM, "%s: out of memory", path);
    }
    for (int32_t y = 0; y < surface->height; y++) {
        pack_row(bytes + row_bytes * (size_t)y, surface->pixels + (ptrdiff_t)y * surface->stride,
                 surface->width, channels);
    }
    const png_image image = {.version = PNG_IMAGE_VERSION,
                             .width = (png_uint_32)surface->width,
                             .height = (png_uint_32)surface->height,
                             .format = channels == 4 ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB};
    const SfError code = write_file(path, image, bytes, err);
    sf_free(bytes);
    return code;
}

SfError png_write(const char *path, const Surface *surface, SfErrorInfo *err)
{
    return write_picture(path, surface, 3, err);
}

SfError png_write_clear(const char *path, const Surface *surface, SfErrorInfo *err)
{
    return write_picture(path, surface, 4, err);
}

/* Reads a picture; checks its size before any memory is allocated for it. */
static SfError read_file(FILE *file, const char *path, Surface *out, SfErrorInfo *err)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (png_image_begin_read_from_stdio(&image, file) == 0) {
        return sf_fail(err, SF_E_CORRUPT, "%s: not a PNG: %s", path, image.message);
    }
    if (image.width > SIDE_MAX || image.height > SIDE_MAX) {
        png_image_free(&image);
        return sf_fail(err, SF_E_TOOBIG, "%s: a picture has 1 to %d px a side", path, SIDE_MAX);
    }
    image.format = PNG_FORMAT_RGB;
    const size_t count = (size_t)image.width * image.height;
    const png_color black = {0, 0, 0};
    uint8_t *bytes = sf_alloc(count * 3);
    uint32_t *pixels = sf_alloc(count * sizeof(*pixels));
    SfError code = SF_OK;
    if (bytes == NULL || pixels == NULL) {
        png_image_free(&image);
        code = sf_fail(err, SF_E_NOMEM, "%s: out of memory", path);
    } else if (png_image_finish_read(&image, &black, bytes, 0, NULL) == 0) {
        code = sf_fail(err, SF_E_CORRUPT, "%s: damaged PNG: %s", path, image.message);
    } else {
        unpack(pixels, bytes, count);
        *out = (Surface){.pixels = pixels,
                         .width = (int32_t)image.width,
                         .height = (int32_t)image.height,
                         .stride = (int32_t)image.width};
        pixels = NULL;
    }
    sf_free(bytes);
    sf_free(pixels);
    return code;
}

SfError png_read(const char *path, Surface *out, SfErrorInfo *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return file_error(err, path, "open", errno);
    }
    const SfError code = read_file(file, path, out, err);
    (void)fclose(file);
    return code;
}

static int32_t channel_difference(uint32_t a, uint32_t b, int shift)
{
    return abs((int32_t)(a >> shift & 0xffU) - (int32_t)(b >> shift & 0xffU));
}

bool png_compare(const Surface *a, const Surface *b, int32_t tolerance, PngDifference *difference)
{
    *difference = (PngDifference){.same_size = a->width == b->width && a->height == b->height};
    if (!difference->same_size) {
        return false;
    }
    int64_t sum = 0;
    for (int32_t y = 0; y < a->height; y++) {
        const uint32_t *one = a->pixels + (ptrdiff_t)y * a->stride;
        const uint32_t *other = b->pixels + (ptrdiff_t)y * b->stride;
        for (int32_t x = 0; x < a->width; x++) {
            int32_t largest = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                const int32_t apart = channel_difference(one[x], other[x], shift);
                sum += apart;
                largest = apart > largest ? apart : largest;
            }
            difference->above += largest > tolerance ? 1 : 0;
            difference->largest = largest > difference->largest ? largest : difference->largest;
        }
    }
    const double channels = 3.0 * (double)a->width * (double)a->height;
    difference->mean = channels > 0.0 ? (double)sum / channels : 0.0;
    return difference->above == 0;
}
