/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "png_file.h"
#include "surefoot/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 37, HEIGHT = 21, STRIDE = 40 };

typedef struct Place {
    char folder[64];
    char path[96];
    uint32_t pixels[STRIDE * HEIGHT];
    Surface surface;
} Place;

static int setup(void **state)
{
    Place *place = sf_alloc(sizeof(*place));
    assert_non_null(place);
    assert_true(sf_format(place->folder, sizeof(place->folder), "/tmp/surefoot-png-XXXXXX"));
    assert_non_null(mkdtemp(place->folder));
    assert_true(sf_format(place->path, sizeof(place->path), "%s/picture.png", place->folder));
    for (uint32_t i = 0; i < STRIDE * HEIGHT; i++) {
        place->pixels[i] = 0xff000000U | (i * 2654435761U >> 8);
    }
    place->surface = (Surface){place->pixels, WIDTH, HEIGHT, STRIDE};
    *state = place;
    return 0;
}

static int teardown(void **state)
{
    Place *place = *state;
    (void)remove(place->path);
    (void)rmdir(place->folder);
    sf_free(place);
    return 0;
}

static void test_png__a_picture_comes_back_as_it_was(void **state)
{
    Place *place = *state;
    Surface back = {0};
    PngDifference difference;
    assert_int_equal(png_write(place->path, &place->surface, NULL), SF_OK);
    assert_int_equal(png_read(place->path, &back, NULL), SF_OK);
    assert_int_equal(back.width, WIDTH);
    assert_int_equal(back.height, HEIGHT);
    assert_int_equal(back.stride, WIDTH);
    assert_true(png_compare(&place->surface, &back, 0, &difference));
    assert_int_equal(difference.largest, 0);
    assert_float_equal(difference.mean, 0, 0);
    sf_free(back.pixels);
}

static void test_png__a_difference_is_measured(void **state)
{
    Place *place = *state;
    static uint32_t other[STRIDE * HEIGHT];
    memcpy(other, place->pixels, sizeof(other));
    const Surface changed = {other, WIDTH, HEIGHT, STRIDE};
    PngDifference difference;
    other[STRIDE + 1] ^= 0x00000001U;
    other[STRIDE + 2] = (other[STRIDE + 2] & 0xff00ffffU) | 0x00001000U;
    place->pixels[STRIDE + 2] = (other[STRIDE + 2] & 0xffffff00U) | 0x0000000aU;
    other[STRIDE + 2] = (other[STRIDE + 2] & 0xffffff00U) | 0x00000000U;
    other[WIDTH] ^= 0x00ffffffU; /* beyond the right edge */
    assert_false(png_compare(&place->surface, &changed, 2, &difference));
    assert_true(difference.same_size);
    assert_int_equal(difference.largest, 10);
    assert_int_equal(difference.above, 1);
    assert_float_equal(difference.mean, 11.0F / (3.0F * WIDTH * HEIGHT), 1e-6F);
    assert_true(png_compare(&place->surface, &changed, 10, &difference));
    const Surface smaller = {other, WIDTH - 1, HEIGHT, STRIDE};
    assert_false(png_compare(&place->surface, &smaller, 255, &difference));
    assert_false(difference.same_size);
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void test_png__bad_files_are_refused_with_their_name(void **state)
{
    Place *place = *state;
    SfErrorInfo err = {{0}};
    Surface out = {.width = 77};
    char bytes[64] = {0};
    assert_int_equal(png_read(place->path, &out, &err), SF_E_NOTFOUND);
    assert_non_null(strstr(err.text, place->path));
    write_bytes(place->path, "no picture", 10);
    assert_int_equal(png_read(place->path, &out, &err), SF_E_CORRUPT);
    assert_non_null(strstr(err.text, place->path));
    assert_int_equal(png_write(place->path, &place->surface, &err), SF_OK);
    FILE *file = fopen(place->path, "rb");
    assert_non_null(file);
    assert_int_equal(fread(bytes, 1, sizeof(bytes), file), sizeof(bytes));
    assert_int_equal(fclose(file), 0);
    write_bytes(place->path, bytes, sizeof(bytes));
    assert_int_equal(png_read(place->path, &out, &err), SF_E_CORRUPT);
    assert_int_equal(out.width, 77);
    assert_null(out.pixels);
}

static void test_png__a_failed_write_says_why(void **state)
{
    Place *place = *state;
    SfErrorInfo err = {{0}};
    const Surface nothing = {place->pixels, 0, 5, 5};
    assert_int_equal(png_write(place->path, &nothing, &err), SF_E_TOOBIG);
    assert_int_equal(png_write("/nowhere/picture.png", &place->surface, &err), SF_E_NOTFOUND);
    assert_int_equal(png_write("/dev/full", &place->surface, &err), SF_E_FULL);
    assert_int_equal(access("/dev/full", F_OK), 0);
    sf_alloc_fail_after(0);
    assert_int_equal(png_write(place->path, &place->surface, &err), SF_E_NOMEM);
    sf_alloc_fail_after(-1);
    assert_int_not_equal(access(place->path, F_OK), 0);
}

static void test_png__reading_without_memory_fails_cleanly(void **state)
{
    Place *place = *state;
    Surface out = {0};
    assert_int_equal(png_write(place->path, &place->surface, NULL), SF_OK);
    for (int64_t successes = 0; successes < 2; successes++) {
        sf_alloc_fail_after(successes);
        assert_int_equal(png_read(place->path, &out, NULL), SF_E_NOMEM);
        sf_alloc_fail_after(-1);
    }
    assert_null(out.pixels);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_PLACE(test_png__a_picture_comes_back_as_it_was),
        WITH_PLACE(test_png__a_difference_is_measured),
        WITH_PLACE(test_png__bad_files_are_refused_with_their_name),
        WITH_PLACE(test_png__a_failed_write_says_why),
        WITH_PLACE(test_png__reading_without_memory_fails_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
