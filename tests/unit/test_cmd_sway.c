/* SPDX-License-Identifier: MIT */
/* The sway command, by the program itself. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "surefoot/base.h"

#define RECORDING SUREFOOT_SOURCE_DIR "/tests/scenario/files/one-leg.csv"

/* Runs a shell line with the program's path before it; its exit code. */
static int run(const char *words, char *output, size_t size)
{
    char command[1024];
    (void)sf_format(command, sizeof(command), "'%s' %s 2>&1", SUREFOOT_BINARY, words);
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): a command of our own */
    assert_non_null(pipe);
    const size_t got = fread(output, 1, size - 1, pipe);
    output[got] = '\0';
    return WEXITSTATUS(pclose(pipe));
}

static void test_cmd_sway__it_says_what_it_found(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        int code;
        const char *with;
    } cases[] = {
        {"sway " RECORDING " --json", 0, "{\"samples\": 1500, \"hz\": 50."},
        {"sway " RECORDING " --json", 0, " \"lift_off_s\": 5.5"},
        {"sway " RECORDING " --json", 0, " \"touch_down_s\": 25.5"},
        {"sway " RECORDING " --json", 0, " \"measured_s\": 1"},
        {"sway " RECORDING " --json", 0, "\"clipped\": 0,\n \"rms_ap\": 0.1"},
        {"sway " RECORDING, 0, "Touch-down   at 25.5"},
        {"sway - <" RECORDING, 0, "Lift-off     at 5.5"},
        {"sway", 2, "give one recording"},
        {"sway a b", 2, "give one recording"},
        {"sway no-such.csv", 1, "no-such.csv cannot be read"},
        {"sway " SUREFOOT_SOURCE_DIR "/README.md", 1, "README.md:1:1: the first line has to be"},
        {"sway " SUREFOOT_SOURCE_DIR, 3, "cannot be read"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char output[4096];
        assert_int_equal(run(cases[i].words, output, sizeof(output)), cases[i].code);
        if (strstr(output, cases[i].with) == NULL) {
            fail_msg("\"%s\" is not in what \"%s\" says:\n%s", cases[i].with, cases[i].words,
                     output);
        }
    }
}

static void test_cmd_sway__the_json_is_json(void **state)
{
    (void)state;
    char output[256];
    assert_int_equal(run("sway " RECORDING " --json | /usr/bin/python3 -c "
                         "'import json, sys; print(sorted(json.load(sys.stdin)))'",
                         output, sizeof(output)),
                     0);
    assert_string_equal(output, "['clipped', 'hz', 'jerk', 'lift_off_s', 'measured_s', 'path', "
                                "'rms', 'rms_ap', 'rms_ml', 'samples', 'touch_down_s']\n");
}

static void test_cmd_sway__a_short_or_strange_recording_is_explained(void **state)
{
    (void)state;
    char output[512];
    assert_int_equal(run("sway - < " RECORDING " >/dev/null; head -100 " RECORDING
                         " | '" SUREFOOT_BINARY "' sway -",
                         output, sizeof(output)),
                     1);
    assert_non_null(strstr(output, "-: the stance is too short to measure"));
    assert_int_equal(run("sway - < " RECORDING " >/dev/null; sed 's/,9\\./,0./' " RECORDING
                         " | '" SUREFOOT_BINARY "' sway -",
                         output, sizeof(output)),
                     1);
    assert_non_null(strstr(output, "but m/s^2 with gravity in it make 9.8"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmd_sway__it_says_what_it_found),
        cmocka_unit_test(test_cmd_sway__the_json_is_json),
        cmocka_unit_test(test_cmd_sway__a_short_or_strange_recording_is_explained),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
