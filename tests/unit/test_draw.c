/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "surefoot/draw.h"
#include "surefoot/memory.h"

#include <math.h>
#include <string.h>

static const Color ink = {10, 20, 30, 255};
static const Color other_ink = {200, 20, 30, 255};

static void assert_rect(Rect got, float x, float y, float w, float h)
{
    assert_float_equal(got.x, x, 0.0);
    assert_float_equal(got.y, y, 0.0);
    assert_float_equal(got.w, w, 0.0);
    assert_float_equal(got.h, h, 0.0);
}

static void add_text(DrawList *list, float x, float y, const char *text)
{
    draw_text(list, (Point){x, y}, (Font){FONT_REGULAR, 20}, ink, text, strlen(text));
}

/* One of everything. */
static void draw_all_kinds(DrawList *list)
{
    static const Point arrow[] = {{10, 10}, {30.25F, 20}, {10, 30}};
    draw_begin(list);
    draw_rect(list, (Rect){0, 0, 360, 640}, 0, ink);
    draw_clip(list, (Rect){10, 10, 300, 300});
    draw_border(list, (Rect){20, 20, 100, 48}, 8, 2, other_ink);
    draw_alpha(list, 0.5F);
    draw_ring(list, (Point){100, 100}, 40, 8, 0, DRAW_TURN / 4, ink);
    draw_ring_flat(list, (Point){100, 100}, 20, 8, 0, -DRAW_TURN / 4, ink);
    draw_alpha_end(list);
    draw_capsule(list, (Point){200, 200}, 12, (Point){220.5F, 240}, 6, ink);
    draw_polygon(list, arrow, 3, (Color){1, 2, 3, 128});
    draw_clip_end(list);
    add_text(list, 16, 40, "Mini squat \"3\"\n");
}

/* ------------------------------------------------------------------ list */

static void test_draw__a_steady_frame_allocates_nothing(void **state)
{
    (void)state;
    DrawList list = {0};
    DrawList before = {0};
    const TextSource text = text_source_fixed();
    for (int i = 0; i < 200; i++) {
        draw_all_kinds(&list);
    }
    for (int i = 0; i < 200; i++) {
        add_text(&list, 0, 0, "first frame is bigger");
    }
    assert_true(draw_copy(&before, &list));
    const uint64_t count = sf_alloc_count();
    for (int frame = 0; frame < 10; frame++) {
        draw_all_kinds(&list);
        (void)draw_hash(&list);
        (void)draw_damage(&before, &list, &text);
        assert_true(draw_copy(&before, &list));
    }
    assert_int_equal(sf_alloc_count(), count);
    draw_deinit(&list);
    draw_deinit(&before);
}

static void test_draw__a_long_list_keeps_every_command(void **state)
{
    (void)state;
    DrawList list = {0};
    for (int i = 0; i < 5000; i++) {
        draw_rect(&list, (Rect){(float)i, 0, 5, 5}, 0, ink);
    }
    assert_int_equal(list.count, 5000);
    assert_false(list.dropped);
    for (int i = 0; i < 5000; i++) {
        assert_float_equal(list.commands[i].as.rect.rect.x, (float)i, 0.0);
    }
    draw_deinit(&list);
}

static void test_draw__a_failed_allocation_drops_the_command_only(void **state)
{
    (void)state;
    for (int64_t successes = 0; successes < 4; successes++) {
        DrawList list = {0};
        sf_alloc_fail_after(successes);
        draw_all_kinds(&list);
        sf_alloc_fail_after(-1);
        assert_int_equal(list.dropped, successes < 3);
        draw_all_kinds(&list);
        assert_false(list.dropped);
        assert_int_equal(list.count, 11);
        draw_deinit(&list);
    }
}

static void test_draw__rectangles_snap_to_whole_pixels(void **state)
{
    (void)state;
    static const struct {
        Rect given;
        Rect snapped;
    } rows[] = {
        {{0.4F, 0.6F, 10, 10}, {0, 1, 10, 10}},
        {{10.5F, 0, 10, 10}, {11, 0, 10, 10}},    /* up at a half, on both edges */
        {{0, 10.3F, 10, 10.3F}, {0, 10, 10, 11}}, /* edges, not sizes: neighbours meet */
        {{0, 20.6F, 10, 10.3F}, {0, 21, 10, 10}},
        {{3.2F, 0, 0.1F, 10}, {3, 0, 1, 10}}, /* never thinner than a pixel */
        {{0, 7.3F, 10, 1.5F}, {0, 7, 10, 2}}, /* hairlines keep their weight ... */
        {{0, 7.8F, 10, 1.5F}, {0, 8, 10, 2}}, /* ... wherever they fall */
        {{-3.7F, -0.2F, 3.2F, 4}, {-4, 0, 4, 4}},
    };
    DrawList list = {0};
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        draw_begin(&list);
        draw_rect(&list, rows[i].given, 0, ink);
        assert_int_equal(list.count, 1);
        const Rect want = rows[i].snapped;
        assert_rect(list.commands[0].as.rect.rect, want.x, want.y, want.w, want.h);
    }
    draw_deinit(&list);
}

static void test_draw__what_has_no_area_is_not_appended(void **state)
{
    (void)state;
    DrawList list = {0};
    draw_rect(&list, (Rect){0, 0, 0, 10}, 0, ink);
    draw_rect(&list, (Rect){0, 0, 10, -1}, 0, ink);
    draw_rect(&list, (Rect){0, 0, NAN, 10}, 0, ink);
    draw_border(&list, (Rect){0, 0, 10, 10}, 0, 0, ink);
    draw_ring(&list, (Point){0, 0}, 10, 0, 0, 1, ink);
    draw_ring(&list, (Point){0, 0}, 10, 2, 1, 0, ink);
    draw_capsule(&list, (Point){0, 0}, 0, (Point){9, 9}, -1, ink);
    draw_polygon(&list, (const Point[]){{0, 0}, {1, 1}}, 2, ink);
    add_text(&list, 0, 0, "");
    assert_int_equal(list.count, 0);
    assert_false(list.dropped);
    draw_deinit(&list);
}

static void test_draw__radius_and_border_fit_the_rectangle(void **state)
{
    (void)state;
    DrawList list = {0};
    draw_rect(&list, (Rect){0, 0, 40, 20}, 1000, ink);
    draw_rect(&list, (Rect){0, 0, 40, 20}, -3, ink);
    draw_rect(&list, (Rect){0, 0, 40, 20}, NAN, ink);
    draw_border(&list, (Rect){0, 0, 40, 20}, 4, 10, ink);
    draw_border(&list, (Rect){0, 0, 40, 20}, 4, 0.2F, ink);
    assert_float_equal(list.commands[0].as.rect.radius, 10.0, 0.0);
    assert_float_equal(list.commands[1].as.rect.radius, 0.0, 0.0);
    assert_float_equal(list.commands[2].as.rect.radius, 0.0, 0.0);
    assert_float_equal(list.commands[3].as.rect.border, 0.0, 0.0);
    assert_float_equal(list.commands[4].as.rect.border, 1.0, 0.0);
    draw_deinit(&list);
}

static void test_draw__arcs_have_one_spelling(void **state)
{
    (void)state;
    DrawList list = {0};
    const float quarter = DRAW_TURN / 4;
    draw_ring(&list, (Point){0, 0}, 10, 2, quarter, -quarter, ink);
    draw_ring(&list, (Point){0, 0}, 10, 2, DRAW_TURN * 3 - quarter, quarter, ink);
    draw_ring(&list, (Point){0, 0}, 10, 2, 1, -DRAW_TURN * 2, ink);
    assert_float_equal(list.commands[0].as.ring.from, 0.0, 1e-5);
    assert_float_equal(list.commands[0].as.ring.sweep, quarter, 1e-5);
    assert_float_equal(list.commands[1].as.ring.from, 3 * quarter, 1e-4);
    assert_float_equal(list.commands[2].as.ring.from, 0.0, 0.0);
    assert_float_equal(list.commands[2].as.ring.sweep, DRAW_TURN, 0.0);
    draw_deinit(&list);
}

static void test_draw__a_polygon_is_cut_to_its_limit(void **state)
{
    (void)state;
    Point points[DRAW_POLYGON_POINTS + 10] = {{0}};
    DrawList list = {0};
    draw_polygon(&list, points, DRAW_POLYGON_POINTS + 10, ink);
    assert_int_equal(list.commands[0].as.polygon.count, DRAW_POLYGON_POINTS);
    assert_int_equal(list.point_count, DRAW_POLYGON_POINTS);
    draw_deinit(&list);
}

/* ------------------------------------------------------------------ walk */

static void test_draw__clips_intersect_and_alphas_multiply(void **state)
{
    (void)state;
    DrawList list = {0};
    DrawWalk walk;
    DrawItem item;
    draw_clip(&list, (Rect){0, 0, 100, 100});
    draw_alpha(&list, 0.5F);
    draw_clip(&list, (Rect){50, 60, 100, 100});
    draw_alpha(&list, 0.5F);
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    draw_alpha_end(&list);
    draw_clip_end(&list);
    draw_rect(&list, (Rect){0, 0, 20, 10}, 0, ink);
    draw_clip_end(&list);
    draw_alpha_end(&list);
    draw_clip_end(&list);
    draw_alpha_end(&list);
    draw_rect(&list, (Rect){0, 0, 30, 10}, 0, ink);
    draw_walk_begin(&walk, &list);
    assert_true(draw_walk_next(&walk, &item));
    assert_rect(item.clip, 50, 60, 50, 40);
    assert_float_equal(item.alpha, 0.25, 0.0);
    assert_true(draw_walk_next(&walk, &item));
    assert_rect(item.clip, 0, 0, 100, 100);
    assert_float_equal(item.alpha, 0.5, 0.0);
    assert_true(draw_walk_next(&walk, &item));
    assert_true(rect_contains(item.clip, -1000, 5000));
    assert_float_equal(item.alpha, 1.0, 0.0);
    assert_false(draw_walk_next(&walk, &item));
    draw_deinit(&list);
}

static void test_draw__the_walk_skips_what_cannot_be_seen(void **state)
{
    (void)state;
    static const Rect clips[] = {
        {10, 10, 0, 10}, {10, 10, -5, 10}, {NAN, 0, 10, 10}, {0, 0, 10, NAN}};
    DrawList list = {0};
    DrawWalk walk;
    DrawItem item;
    for (size_t i = 0; i < SF_COUNT(clips); i++) {
        draw_clip(&list, clips[i]);
        draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
        draw_clip_end(&list);
    }
    draw_alpha(&list, 0);
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    draw_alpha_end(&list);
    draw_alpha(&list, NAN);
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    draw_alpha_end(&list);
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, (Color){255, 255, 255, 0});
    draw_rect(&list, (Rect){NAN, 0, 10, 10}, 0, ink);
    draw_rect(&list, (Rect){3e6F, 0, 10, 10}, 0, ink);
    draw_capsule(&list, (Point){INFINITY, 0}, 3, (Point){0, 0}, 3, ink);
    draw_ring(&list, (Point){0, 0}, 10, 2, INFINITY, 1, ink);
    draw_polygon(&list, (const Point[]){{0, 0}, {1, NAN}, {2, 2}}, 3, ink);
    draw_walk_begin(&walk, &list);
    assert_false(draw_walk_next(&walk, &item));
    draw_deinit(&list);
}

static void test_draw__an_endless_clip_is_everything(void **state)
{
    (void)state;
    DrawList list = {0};
    DrawWalk walk;
    DrawItem item;
    draw_clip(&list, (Rect){-1e20F, -1e20F, 2e20F, 2e20F});
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    draw_walk_begin(&walk, &list);
    assert_true(draw_walk_next(&walk, &item));
    assert_true(rect_contains(item.clip, 100000, -100000));
    draw_deinit(&list);
}

static void test_draw__nesting_too_deep_is_counted_but_has_no_effect(void **state)
{
    (void)state;
    DrawList list = {0};
    DrawWalk walk;
    DrawItem item;
    for (int i = 0; i < DRAW_NEST_MAX * 3; i++) {
        draw_clip(&list, (Rect){0, 0, 1000.0F - (float)i, 1000});
    }
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    for (int i = 0; i < DRAW_NEST_MAX * 3 - 1; i++) {
        draw_clip_end(&list);
    }
    draw_rect(&list, (Rect){0, 0, 10, 10}, 0, ink);
    draw_walk_begin(&walk, &list);
    assert_true(draw_walk_next(&walk, &item));
    assert_rect(item.clip, 0, 0, 1000.0F - DRAW_NEST_MAX + 1, 1000);
    assert_true(draw_walk_next(&walk, &item));
    assert_rect(item.clip, 0, 0, 1000, 1000);
    draw_deinit(&list);
}

/* ------------------------------------------------------------------ bounds, hash, dump */

static void test_draw__bounds_hold_every_kind(void **state)
{
    (void)state;
    static const Rect want[] = {{0, 0, 360, 640}, {0, 0, 0, 0},       {20, 20, 100, 48},
                                {0, 0, 0, 0},     {96, 56, 48, 48},   {76, 76, 28, 28},
                                {0, 0, 0, 0},     {188, 188, 39, 58}, {10, 10, 21, 20},
                                {0, 0, 0, 0},     {16, 24, 150, 20}};
    DrawList list = {0};
    const TextSource text = text_source_fixed();
    draw_all_kinds(&list);
    assert_int_equal(list.count, SF_COUNT(want));
    for (int32_t i = 0; i < list.count; i++) {
        const Rect got = draw_bounds(&list, &list.commands[i], &text);
        assert_rect(got, want[i].x, want[i].y, want[i].w, want[i].h);
    }
    draw_deinit(&list);
}

static void test_draw__arc_bounds_are_tight(void **state)
{
    (void)state;
    for (int start = 0; start < 24; start++) {
        for (int length = 1; length < 24; length++) {
            const float from = DRAW_TURN * (float)start / 24 + 0.01F;
            const float sweep = DRAW_TURN * (float)length / 24;
            const Rect box = draw_arc_bounds((Point){500, 500}, 100, 10, from, sweep);
            float left = 1000;
            float top = 1000;
            float right = 0;
            float bottom = 0;
            for (int i = 0; i <= 1000; i++) {
                const float angle = from + sweep * (float)i / 1000;
                const float x = 500 + 100 * sinf(angle);
                const float y = 500 - 100 * cosf(angle);
                left = fminf(left, x - 5);
                top = fminf(top, y - 5);
                right = fmaxf(right, x + 5);
                bottom = fmaxf(bottom, y + 5);
            }
            assert_float_equal(box.x, left, 1.01);
            assert_float_equal(box.y, top, 1.01);
            assert_float_equal(box.x + box.w, right, 1.01);
            assert_float_equal(box.y + box.h, bottom, 1.01);
            assert_true(box.x <= left + 0.01F && box.y <= top + 0.01F);
            assert_true(box.x + box.w >= right - 0.01F && box.y + box.h >= bottom - 0.01F);
        }
    }
}

static void vary(DrawList *list, int32_t index)
{
    DrawCommand *command = &list->commands[index];
    switch (command->kind) {
    case DRAW_RECT:
        command->as.rect.radius += 1;
        break;
    case DRAW_RING:
        command->as.ring.round = !command->as.ring.round;
        break;
    case DRAW_CAPSULE:
        command->as.capsule.radius_b += 0.1F;
        break;
    case DRAW_POLYGON:
        list->points[command->as.polygon.first + 2].y += 0.25F;
        break;
    case DRAW_TEXT:
        list->text[command->as.text.first] = 'm';
        break;
    case DRAW_CLIP:
        command->as.clip.w += 1;
        break;
    case DRAW_ALPHA:
        command->as.alpha = 0.4F;
        break;
    case DRAW_CLIP_END:
    case DRAW_ALPHA_END:
        command->kind = DRAW_RECT;
        command->color = ink;
        command->as.rect.rect = (Rect){300, 300, 5, 5};
        break;
    }
}

static void test_draw__any_change_shows_in_hash_and_damage(void **state)
{
    (void)state;
    DrawList list = {0};
    DrawList changed = {0};
    const TextSource text = text_source_fixed();
    draw_all_kinds(&list);
    for (int32_t i = 0; i < list.count; i++) {
        assert_true(draw_copy(&changed, &list));
        assert_int_equal(draw_hash(&changed), draw_hash(&list));
        assert_true(rect_is_empty(draw_damage(&list, &changed, &text)));
        vary(&changed, i);
        assert_int_not_equal(draw_hash(&changed), draw_hash(&list));
        assert_false(rect_is_empty(draw_damage(&list, &changed, &text)));
    }
    draw_deinit(&list);
    draw_deinit(&changed);
}

static void test_draw__the_dump_is_one_line_a_command(void **state)
{
    (void)state;
    static const char want[] =
        "rect 0.0 0.0 360.0 640.0 0.0 #0a141eff\n"
        "clip 10.0 10.0 300.0 300.0\n"
        "  border 20.0 20.0 100.0 48.0 8.0 2.0 #c8141eff\n"
        "  alpha 50.0%\n"
        "    ring 100.0 100.0 40.0 8.0 0.0 90.0 #0a141eff\n"
        "    ring_flat 100.0 100.0 20.0 8.0 270.0 90.0 #0a141eff\n"
        "  alpha_end\n"
        "  capsule 200.0 200.0 12.0 220.5 240.0 6.0 #0a141eff\n"
        "  polygon 10.0 10.0 30.3 20.0 10.0 30.0 #01020380\n"
        "clip_end\n"
        "text 16.0 40.0 regular 20 #0a141eff \"Mini squat \\x223\\x22\\x0a\"\n";
    DrawList list = {0};
    char *dump = NULL;
    draw_all_kinds(&list);
    assert_int_equal(draw_dump(&list, &dump), SF_OK);
    assert_string_equal(dump, want);
    sf_free(dump);
    draw_begin(&list);
    assert_int_equal(draw_dump(&list, &dump), SF_OK);
    assert_string_equal(dump, "");
    sf_free(dump);
    draw_deinit(&list);
}

static void test_draw__the_dump_is_stable_about_zero_and_far(void **state)
{
    (void)state;
    DrawList list = {0};
    char *dump = NULL;
    draw_capsule(&list, (Point){-0.04F, NAN}, 0.05F, (Point){1e30F, -1.25F}, 1, ink);
    assert_int_equal(draw_dump(&list, &dump), SF_OK);
    assert_string_equal(dump, "capsule 0.0 nan 0.1 far -1.3 1.0 #0a141eff\n");
    sf_free(dump);
    sf_alloc_fail_after(0);
    assert_int_equal(draw_dump(&list, &dump), SF_E_NOMEM);
    sf_alloc_fail_after(-1);
    draw_deinit(&list);
}

/* ------------------------------------------------------------------ damage */

static void page(DrawList *list, const char *clock, float sweep, bool dialog)
{
    draw_begin(list);
    draw_rect(list, (Rect){0, 0, 400, 800}, 0, ink);
    add_text(list, 20, 40, clock);
    draw_ring(list, (Point){200, 300}, 100, 20, 0, sweep, other_ink);
    if (dialog) {
        draw_rect(list, (Rect){300, 600, 50, 50}, 8, other_ink);
    }
    add_text(list, 20, 700, "below");
}

static void test_draw__damage_is_what_changed(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    DrawList before = {0};
    DrawList after = {0};
    page(&before, "0:37", 2, false);
    page(&after, "0:36", 2, false);
    assert_rect(draw_damage(&before, &after, &text), 20, 24, 40, 20);
    page(&after, "0:37", 2, true);
    assert_rect(draw_damage(&before, &after, &text), 300, 600, 50, 50);
    assert_rect(draw_damage(&after, &before, &text), 300, 600, 50, 50);
    page(&after, "0:36", 2, true);
    assert_rect(draw_damage(&before, &after, &text), 20, 24, 330, 626);
    draw_begin(&after);
    assert_rect(draw_damage(&before, &after, &text), 0, 0, 400, 800);
    draw_deinit(&before);
    draw_deinit(&after);
}

static void test_draw__a_growing_arc_damages_only_its_end(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    DrawList before = {0};
    DrawList after = {0};
    page(&before, "0:37", 2.0F, false);
    page(&after, "0:37", 2.05F, false);
    const Rect box = draw_damage(&before, &after, &text);
    assert_true(box.w < 40 && box.h < 40);
    assert_true(rect_contains(box, 200 + 100 * sinf(2.02F), 300 - 100 * cosf(2.02F)));
    page(&after, "0:37", DRAW_TURN, false);
    assert_rect(draw_damage(&before, &after, &text), 90, 190, 220, 220);
    draw_deinit(&before);
    draw_deinit(&after);
}

static void covered(DrawList *list, Rect clip, float alpha)
{
    draw_begin(list);
    draw_rect(list, (Rect){0, 0, 400, 800}, 0, ink);
    draw_clip(list, clip);
    draw_alpha(list, alpha);
    draw_rect(list, (Rect){50, 50, 100, 100}, 0, other_ink);
    draw_rect(list, (Rect){50, 200, 100, 100}, 0, other_ink);
    draw_alpha_end(list);
    draw_clip_end(list);
}

static void test_draw__a_changed_clip_or_alpha_damages_what_it_covers(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    DrawList before = {0};
    DrawList after = {0};
    covered(&before, (Rect){60, 0, 300, 300}, 0.5F);
    covered(&after, (Rect){60, 0, 300, 300}, 0.75F);
    assert_rect(draw_damage(&before, &after, &text), 60, 50, 90, 250);
    covered(&after, (Rect){40, 0, 300, 250}, 0.5F);
    assert_rect(draw_damage(&before, &after, &text), 50, 50, 100, 250);
    draw_deinit(&before);
    draw_deinit(&after);
}

static void test_draw__a_failed_copy_damages_everything(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    DrawList before = {0};
    DrawList after = {0};
    page(&after, "0:37", 2, true);
    for (int64_t successes = 0; successes < 3; successes++) {
        sf_alloc_fail_after(successes);
        const bool copied = draw_copy(&before, &after);
        sf_alloc_fail_after(-1);
        assert_int_equal(copied, successes == 2);
        const Rect box = draw_damage(&before, &after, &text);
        assert_int_equal(rect_contains(box, -5000, 5000), !copied);
        draw_deinit(&before);
    }
    draw_deinit(&after);
}

/* ------------------------------------------------------------------ fixed text, rectangles */

static void test_draw__fixed_text_is_the_sum_of_its_characters(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    const Font font = {FONT_BOLD, 21};
    const char line[] = "J\xc3\xa4ger \xc3\x97 3";
    float sum = 0;
    for (size_t i = 0; i < sizeof(line) - 1; i++) {
        sum += text.width(text.context, font, line + i, 1);
    }
    assert_float_equal(text.width(text.context, font, line, sizeof(line) - 1), sum, 1e-4);
    assert_float_equal(sum, 94.5F, 1e-4);
    assert_null(text.bitmap(text.context, font, line, sizeof(line) - 1));
}

static void test_draw__rectangles_without_area_do_not_count(void **state)
{
    (void)state;
    const Rect box = {10, 10, 20, 20};
    const Rect none = {500, 500, 0, 10};
    assert_rect(rect_union(box, none), 10, 10, 20, 20);
    assert_rect(rect_union(none, box), 10, 10, 20, 20);
    assert_rect(rect_union(none, none), 0, 0, 0, 0);
    assert_rect(rect_intersect(box, none), 0, 0, 0, 0);
    assert_rect(rect_intersect(box, (Rect){30, 10, 5, 5}), 0, 0, 0, 0);
    assert_rect(rect_intersect(box, (Rect){29, 0, 50, 50}), 29, 10, 1, 20);
    assert_true(rect_contains(box, 10, 10));
    assert_false(rect_contains(box, 30, 10));
    assert_true(rect_is_empty((Rect){0, 0, NAN, 5}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_draw__a_steady_frame_allocates_nothing),
        cmocka_unit_test(test_draw__a_long_list_keeps_every_command),
        cmocka_unit_test(test_draw__a_failed_allocation_drops_the_command_only),
        cmocka_unit_test(test_draw__rectangles_snap_to_whole_pixels),
        cmocka_unit_test(test_draw__what_has_no_area_is_not_appended),
        cmocka_unit_test(test_draw__radius_and_border_fit_the_rectangle),
        cmocka_unit_test(test_draw__arcs_have_one_spelling),
        cmocka_unit_test(test_draw__a_polygon_is_cut_to_its_limit),
        cmocka_unit_test(test_draw__clips_intersect_and_alphas_multiply),
        cmocka_unit_test(test_draw__the_walk_skips_what_cannot_be_seen),
        cmocka_unit_test(test_draw__an_endless_clip_is_everything),
        cmocka_unit_test(test_draw__nesting_too_deep_is_counted_but_has_no_effect),
        cmocka_unit_test(test_draw__bounds_hold_every_kind),
        cmocka_unit_test(test_draw__arc_bounds_are_tight),
        cmocka_unit_test(test_draw__any_change_shows_in_hash_and_damage),
        cmocka_unit_test(test_draw__the_dump_is_one_line_a_command),
        cmocka_unit_test(test_draw__the_dump_is_stable_about_zero_and_far),
        cmocka_unit_test(test_draw__damage_is_what_changed),
        cmocka_unit_test(test_draw__a_growing_arc_damages_only_its_end),
        cmocka_unit_test(test_draw__a_changed_clip_or_alpha_damages_what_it_covers),
        cmocka_unit_test(test_draw__a_failed_copy_damages_everything),
        cmocka_unit_test(test_draw__fixed_text_is_the_sum_of_its_characters),
        cmocka_unit_test(test_draw__rectangles_without_area_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
