/* SPDX-License-Identifier: MIT */
/* What the screens look like: draw lists as text with fixed letters, and some as pictures with the
 * real ones. SUREFOOT_UPDATE_GOLDEN=1 writes them anew: look at each before it is committed. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../app/script/script.h"
#include "png_file.h"

#define ROOT SUREFOOT_SOURCE_DIR

/* Lists show the layout and have no figures; pictures have them. */
static const char *const assets[] = {ROOT "/assets/exercises", ROOT "/assets/programs",
                                     ROOT "/assets/norms", ROOT "/assets/figures"};

static void say(void *context, const char *line)
{
    (void)sf_format(context, 2048, "%s", line);
}

static bool updates(void)
{
    const char *update = getenv("SUREFOOT_UPDATE_GOLDEN");
    return update != NULL && strcmp(update, "1") == 0;
}

/* Runs the script of a screen between a head and a tail. */
static SfError
shoot(const char *name, const char *head, const char *tail, ScriptOptions options, char why[2048])
{
    char script[8192];
    assert_non_null(script_screen(name));
    assert_true(sf_format(script, sizeof(script), "%s\n%s%s\n", head, script_screen(name), tail));
    options.asset_paths = assets;
    options.asset_path_count = options.text != NULL ? 3 : 4;
    options.say = say;
    options.context = why;
    return script_run(name, script, strlen(script), &options);
}

/* Draws the lists of all screens at one size; those that show where the log is change with it. */
static void check_lists(const char *head, const char *suffix)
{
    const TextSource text = text_source_fixed();
    const ScriptOptions options = {.text = &text,
                                   .out_dir = ROOT "/tests/golden/drawlist",
                                   .shots = updates() ? SHOTS_WRITE : SHOTS_COMPARE};
    int32_t failed = 0;
    for (int32_t i = 0; script_screen_name(i) != NULL; i++) {
        const char *name = script_screen_name(i);
        if (strcmp(name, "problems") == 0 || strcmp(name, "log-newer") == 0) {
            continue;
        }
        char tail[128];
        char why[2048] = "";
        (void)sf_format(tail, sizeof(tail), "list %s%s.txt", name, suffix);
        if (shoot(name, head, tail, options, why) != SF_OK) {
            print_error("%s\n", why);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void test_shots__every_screen_draws_what_it_drew(void **state)
{
    (void)state;
    check_lists("size 390x844", "");
}

static void test_shots__every_screen_draws_what_it_drew_on_its_side(void **state)
{
    (void)state;
    check_lists("size 844x390\ntheme dark", "-wide");
}

/* Also where nothing has scrolled away. */
static void test_shots__every_screen_is_read_as_it_is_seen(void **state)
{
    (void)state;
    static const char *const sizes[] = {"390x844", "390x4000", "844x390", "1180x820"};
    const TextSource text = text_source_fixed();
    const ScriptOptions options = {.text = &text};
    int32_t failed = 0;
    for (size_t i = 0; i < SF_COUNT(sizes); i++) {
        for (int32_t k = 0; script_screen_name(k) != NULL; k++) {
            char tail[64];
            char why[2048] = "";
            (void)sf_format(tail, sizeof(tail), "size %s\nexpect order", sizes[i]);
            if (shoot(script_screen_name(k), "", tail, options, why) != SF_OK) {
                print_error("%s: %s\n", sizes[i], why);
                failed++;
            }
        }
    }
    assert_int_equal(failed, 0);
}

/* Pictures of these screens in both themes; the suffix says which size. */
static void
check_pictures(const char *const *names, size_t count, const char *size, const char *suffix)
{
    static const char *const themes[] = {"light", "dark"};
    const ScriptOptions options = {.out_dir = ROOT "/tests/golden/png",
                                   .shots = updates() ? SHOTS_WRITE : SHOTS_COMPARE};
    int32_t failed = 0;
    for (size_t i = 0; i < count * SF_COUNT(themes); i++) {
        const char *name = names[i / 2];
        const char *theme = themes[i % 2];
        char head[64];
        char tail[128];
        char why[2048] = "";
        (void)sf_format(head, sizeof(head), "size %s scale 2\ntheme %s", size, theme);
        (void)sf_format(tail, sizeof(tail), "shot %s-%s%s.png", name, theme, suffix);
        if (shoot(name, head, tail, options, why) != SF_OK) {
            print_error("%s\n", why);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void test_shots__the_main_screens_look_as_they_looked(void **state)
{
    (void)state;
    static const char *const names[] = {
        "today",          "routine",    "exercise",      "streak",         "player-work",
        "player-rest",    "balance",    "balance-setup", "balance-result", "brush-done",
        "balance-charts", "today-away", "today-resting", "streak-resting"};
    check_pictures(names, SF_COUNT(names), "390x844", "");
    static const char *const on_its_side[] = {"balance-setup", "balance-result", "balance-charts"};
    check_pictures(on_its_side, SF_COUNT(on_its_side), "844x390", "-wide");
}

static void test_shots__one_leg_looks_as_it_looked(void **state)
{
    (void)state;
    static const char *const names[] = {"stance",        "stance-rest",  "brushing",
                                        "stance-closed", "stance-ready", "stance-correct"};
    check_pictures(names, SF_COUNT(names), "390x844", "");
    /* On its side those that have another layout there. */
    check_pictures(names, 4, "844x390", "-wide");
}

/* A disk that is full, which not every platform has: so, no screen of the table. */
static void test_shots__a_page_that_cannot_save_lets_go(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        const char *file;
    } looks[] = {
        {"size 390x844 scale 2\ntheme light", "finish-unsaved-light.png"},
        {"size 390x844 scale 2\ntheme dark", "finish-unsaved-dark.png"},
        {"size 390x844 scale 2\ntheme light\ntext 200", "finish-unsaved-large.png"},
    };
    const ScriptOptions options = {.out_dir = ROOT "/tests/golden/png",
                                   .shots = updates() ? SHOTS_WRITE : SHOTS_COMPARE};
    int32_t failed = 0;
    for (size_t i = 0; i < SF_COUNT(looks); i++) {
        char tail[160];
        char why[2048] = "";
        (void)sf_format(tail, sizeof(tail),
                        "data full\nwait until screen finish max 5m\ndata room\nshot %s",
                        looks[i].file);
        if (shoot("player-change", looks[i].head, tail, options, why) != SF_OK) {
            print_error("%s\n", why);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

/* Begun on one day and gone on with on the next: the page says which sets count where. */
static void test_shots__a_page_tells_of_two_days(void **state)
{
    (void)state;
    char why[2048] = "";
    const ScriptOptions options = {.out_dir = ROOT "/tests/golden/png",
                                   .shots = updates() ? SHOTS_WRITE : SHOTS_COMPARE};
    const char *tail = "key Space\nwait 24h\nkey Space\nwait until screen finish max 5m\n"
                       "shot finish-days-light.png";
    if (shoot("player-change", "size 390x844 scale 2\ntheme light", tail, options, why) != SF_OK) {
        fail_msg("%s", why);
    }
}

/* ---- that a golden can fail ----------------------------------------------------------------- */

static void make_folder(char folder[64])
{
    (void)sf_format(folder, 64, "/tmp/surefoot-shots-XXXXXX");
    assert_non_null(mkdtemp(folder));
}

static void remove_file(const char *folder, const char *name)
{
    char path[256];
    (void)sf_format(path, sizeof(path), "%s/%s", folder, name);
    (void)remove(path);
}

static void test_shots__a_missing_or_different_golden_fails(void **state)
{
    (void)state;
    const TextSource text = text_source_fixed();
    char folder[64];
    char why[2048] = "";
    make_folder(folder);
    ScriptOptions options = {.text = &text, .out_dir = folder, .shots = SHOTS_COMPARE};
    const char *shots = "shot a.png\nlist a.txt";
    assert_int_equal(shoot("settings", "", "shot a.png", options, why), SF_E_INPUT);
    assert_non_null(strstr(why, "a.png"));
    assert_int_equal(shoot("settings", "", "list a.txt", options, why), SF_E_INPUT);
    assert_non_null(strstr(why, "a.txt"));
    options.shots = SHOTS_WRITE;
    assert_int_equal(shoot("settings", "", shots, options, why), SF_OK);
    options.shots = SHOTS_COMPARE;
    assert_int_equal(shoot("settings", "", shots, options, why), SF_OK);
    /* One switch more is another page. */
    assert_int_equal(shoot("settings", "", "tap #halfway\nshot a.png", options, why), SF_E_INPUT);
    assert_non_null(strstr(why, "differs: same size"));
    assert_non_null(strstr(why, "a_err.png"));
    assert_int_equal(shoot("settings", "", "tap #halfway\nlist a.txt", options, why), SF_E_INPUT);
    assert_non_null(strstr(why, "differs from line"));
    assert_int_equal(shoot("settings", "size 400x844", "shot a.png", options, why), SF_E_INPUT);
    assert_non_null(strstr(why, "another size"));
    static const char *const names[] = {"a.png", "a.txt", "a_err.png", "a_err.txt"};
    for (size_t i = 0; i < SF_COUNT(names); i++) {
        remove_file(folder, names[i]);
    }
    assert_int_equal(rmdir(folder), 0);
}

static void test_shots__the_same_script_gives_the_same_bytes(void **state)
{
    (void)state;
    char folder[64];
    char why[2048] = "";
    make_folder(folder);
    const ScriptOptions options = {.out_dir = folder};
    const char *head = "size 390x844 scale 2";
    assert_int_equal(shoot("player-work", head, "shot a.png", options, why), SF_OK);
    assert_int_equal(shoot("player-work", head, "shot b.png", options, why), SF_OK);
    static char bytes[2][1 << 20];
    size_t sizes[2];
    for (int i = 0; i < 2; i++) {
        char path[128];
        (void)sf_format(path, sizeof(path), "%s/%c.png", folder, 'a' + i);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        sizes[i] = fread(bytes[i], 1, sizeof(bytes[i]), file);
        (void)fclose(file);
        (void)remove(path);
    }
    assert_true(sizes[0] > 10000 && sizes[0] < sizeof(bytes[0]));
    assert_int_equal(sizes[0], sizes[1]);
    assert_memory_equal(bytes[0], bytes[1], sizes[0]);
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shots__every_screen_draws_what_it_drew),
        cmocka_unit_test(test_shots__every_screen_draws_what_it_drew_on_its_side),
        cmocka_unit_test(test_shots__every_screen_is_read_as_it_is_seen),
        cmocka_unit_test(test_shots__the_main_screens_look_as_they_looked),
        cmocka_unit_test(test_shots__one_leg_looks_as_it_looked),
        cmocka_unit_test(test_shots__a_page_that_cannot_save_lets_go),
        cmocka_unit_test(test_shots__a_page_tells_of_two_days),
        cmocka_unit_test(test_shots__a_missing_or_different_golden_fails),
        cmocka_unit_test(test_shots__the_same_script_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
