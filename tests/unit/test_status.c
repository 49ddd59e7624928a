/* SPDX-License-Identifier: MIT */
/* The status command, by the program itself: a log written by it, and what it says of each day. */
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
#include <unistd.h>

#include "facts_kit.h"
#include "surefoot/base.h"

#define OUTPUT_BYTES 4096

typedef struct Scene {
    char folder[KIT_PATH_BYTES];
    char output[OUTPUT_BYTES];
} Scene;

/* Runs "surefoot WORDS" on the folder and keeps what it prints; its exit code. */
static int run_for_code(Scene *scene, const char *words)
{
    char command[2 * OUTPUT_BYTES];
    (void)sf_format(command, sizeof(command), "'%s' %s --data '%s' --assets '%s/assets' 2>&1",
                    SUREFOOT_BINARY, words, scene->folder, SUREFOOT_SOURCE_DIR);
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): a command of our own */
    assert_non_null(pipe);
    const size_t size = fread(scene->output, 1, sizeof(scene->output) - 1, pipe);
    scene->output[size] = '\0';
    const int status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void run(Scene *scene, const char *words)
{
    if (run_for_code(scene, words) != 0) {
        fail_msg("surefoot %s: %s", words, scene->output);
    }
}

static void remove_folder(const Scene *scene)
{
    char programs[KIT_PATH_BYTES];
    kit_join(programs, scene->folder, "programs");
    assert_int_equal(rmdir(programs), 0);
    kit_remove(scene->folder);
}

static void expect(const Scene *scene, const char *text)
{
    if (strstr(scene->output, text) == NULL) {
        fail_msg("\"%s\" is not in:\n%s", text, scene->output);
    }
}

static void expect_not(const Scene *scene, const char *text)
{
    if (strstr(scene->output, text) != NULL) {
        fail_msg("\"%s\" is in:\n%s", text, scene->output);
    }
}

static void test_status__the_log_moves_the_stage(void **state)
{
    (void)state;
    static const char *const log[] = {
        "log follow hip-and-knee --at 2026-03-02T10:00:00Z",
        "log session hip-and-knee/six --minutes 20 --at 2026-03-02T18:00:00Z",
        "log session hip-and-knee/six --minutes 20 --at 2026-03-04T18:00:00Z",
        "log pain --knee right --level 0 --moment worst --at 2026-03-05T18:00:00Z",
        "log pain --knee left --level 6 --moment worst --at 2026-03-05T18:00:00Z",
        "log pain --knee left --level 1 --moment morning --at 2026-03-06T08:00:00Z",
        "log pain --knee left --level 1 --moment morning --at 2026-03-07T08:00:00Z",
        "log session hip-and-knee/three --minutes 9 --at 2026-03-08T08:00:00Z",
    };
    static const struct {
        const char *on;
        const char *stage;
        const char *next;
        bool six;
    } rows[] = {
        {"2026-03-03", "Stage 2 of 3 in hip-and-knee: Build strength, since 2026-03-02",
         "before Keep it up: 1 of 15 sessions, within 42 days", true},
        {"2026-03-04", "Build strength, since 2026-03-02", "2 of 15 sessions", true},
        {"2026-03-05", "Build strength, since 2026-03-02", "tomorrow: Let it settle", true},
        {"2026-03-06", "Stage 1 of 3 in hip-and-knee: Let it settle, since 2026-03-06",
         "before Build strength: 1 of 2 days without pain above 2", false},
        {"2026-03-07", "Let it settle, since 2026-03-06", "tomorrow: Build strength", false},
        {"2026-03-08", "Build strength, since 2026-03-08", "1 of 15 sessions", true},
    };
    Scene scene;
    kit_folder(scene.folder);
    for (size_t i = 0; i < SF_COUNT(log); i++) {
        run(&scene, log[i]);
    }
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char words[64];
        (void)sf_format(words, sizeof(words), "status --on %s", rows[i].on);
        run(&scene, words);
        expect(&scene, rows[i].on);
        expect(&scene, rows[i].stage);
        expect(&scene, rows[i].next);
        if (rows[i].six) {
            expect(&scene, "hip-and-knee/six");
        } else {
            expect_not(&scene, "hip-and-knee/six");
        }
    }
    run(&scene, "status --json --on 2026-03-06");
    expect(&scene, "{\"program\": \"hip-and-knee\", \"stage\": \"quiet\", \"title\": "
                   "\"Let it settle\", \"since\": \"2026-03-06\", \"number\": 1, \"of\": 3, "
                   "\"tomorrow\": \"quiet\", \"needs\": {");
    expect(&scene, "\"value\": 2, \"have\": 1}}");
    run(&scene, "status --json --on 2026-03-07");
    expect(&scene, "\"tomorrow\": \"build\", \"needs\": null}");
    remove_folder(&scene);
}

static void test_status__a_program_without_stages_has_none(void **state)
{
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    run(&scene, "log follow desk-knee --at 2026-03-02T10:00:00Z");
    run(&scene, "status --on 2026-03-03");
    expect(&scene, "desk-knee/quad-hold");
    expect_not(&scene, "Stage");
    run(&scene, "status --json --on 2026-03-03");
    expect(&scene, "\"stages\": null,");
    remove_folder(&scene);
}

/* A history of balance by hand, and what is told of it. */
static void test_status__tells_of_standing_on_one_leg(void **state)
{
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    for (int day = 11; day <= 15; day++) {
        char words[160];
        (void)sf_format(words, sizeof(words),
                        "log balance --leg left --eyes open --seconds %d.4 --at "
                        "2026-11-%dT07:10+01:00",
                        day % 2 == 0 ? 30 : 34, day);
        run(&scene, words);
    }
    run(&scene, "log balance --leg left --seconds 45 --supported --at 2026-11-15T07:12+01:00");
    run(&scene, "log balance --leg right --seconds 17.2 --end hop --at 2026-11-15T07:13+01:00");
    run(&scene, "log balance --leg right --eyes closed --surface soft --stop shelf --cap 60 "
                "--seconds 60 --at 2026-11-14T07:14+01:00");
    run(&scene, "log session balance/brush --minutes 2 --at 2026-11-15T07:20+01:00");
    run(&scene, "log session balance/brush --minutes 2 --at 2026-11-15T23:20+01:00");
    run(&scene, "status --json --on 2026-11-15");
    expect(&scene, "\"balance\": [\n  {\"eyes\": \"open\", \"surface\": \"firm\", \"stop\": "
                   "\"thumb\", \"cap_s\": 45, \"place\": \"test\"");
    expect(&scene, "\"left\": {\"tries\": 5, \"supported\": 1, \"days\": 5, \"best_s\": 34.400, "
                   "\"best_day\": \"2026-11-11\", \"last_day\": \"2026-11-15\", "
                   "\"last_best_s\": 34.400, \"last_mean_s\": 34.400, \"median_s\": 34.400, "
                   "\"mdc_s\": 9.053, \"trend\": \"steady\"");
    expect(&scene, "\"right\": {\"tries\": 1");
    expect(&scene, "\"mdc_s\": null, \"trend\": \"unknown\", \"change_s\": 0.000, \"since\": "
                   "\"2026-11-15\", \"days_needed\": 4}");
    expect(&scene, "\"symmetry\": 0.500, \"difference_s\": 17.200");
    expect(&scene, "{\"eyes\": \"closed\", \"surface\": \"soft\", \"stop\": \"shelf\", "
                   "\"cap_s\": 60");
    expect(&scene, "\"trend\": \"capped\"");
    expect(&scene, "\"eyes_closed\": {\"left\": {\"open\": true, \"days\": 3, \"needed\": 3}, "
                   "\"right\": {\"open\": false, \"days\": 0, \"needed\": 3}}");
    expect(&scene, "\"brushing\": {\"morning\": true, \"evening\": true, \"days\": 1, \"best\": "
                   "1, \"week\": 2}");
    expect(&scene, "\"half_squat\": {\"due\": true, \"next\": \"2026-11-15\", \"left\": null, "
                   "\"right\": null}");
    expect(&scene, "\"streak\": {\"days\": 0, \"best\": 0"); /* brushing is no training */
    run(&scene, "status --on 2026-11-15");
    expect(&scene, "One leg, eyes open, firm, thumb, at most 45 s\n");
    expect(&scene, "steady: within your own 9.1 s\n");
    expect(&scene, "4 more days to tell a change\n");
    expect(&scene, "Brushed on one leg on 1 day, best 1; this week 2 of 14\n");
    run(&scene, "status --on 2026-11-10");
    expect_not(&scene, "One leg");
    remove_folder(&scene);
}

static void test_status__a_try_that_cannot_be_is_refused(void **state)
{
    static const struct {
        const char *words;
        const char *says;
    } rows[] = {
        {"log balance --seconds 3", "--leg must be left or right"},
        {"log balance --leg both --seconds 3", "--leg must be one of: left, right"},
        {"log balance --leg left", "--seconds must be 0 to the cap, which is 45"},
        {"log balance --leg left --seconds 45.1", "which is 45"},
        {"log balance --leg left --seconds nan", "which is 45"},
        {"log balance --leg left --seconds -1", "which is 45"},
        {"log balance --leg left --seconds 3 --cap 0", "--cap must be seconds"},
        {"log balance --leg left --seconds 3 --eyes shut", "--eyes must be one of: open, closed"},
        {"log balance --leg left --seconds 3 --end slip", "--end must be one of: unsaid, cap"},
        {"log balance --leg left --seconds 3 --at noon", "--at"},
    };
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        assert_int_equal(run_for_code(&scene, rows[i].words), 2);
        expect(&scene, rows[i].says);
    }
    kit_remove(scene.folder);
}

static void test_status__an_open_flag_leads_and_closes_the_terminal_too(void **state)
{
    (void)state;
    Scene scene;
    Scene other;
    char words[KIT_PATH_BYTES + 32];
    char copy[KIT_PATH_BYTES];
    kit_folder(scene.folder);
    kit_folder(other.folder);
    run(&scene, "log follow desk-knee --at 2026-03-02T10:00:00Z");
    run(&scene, "log answer flag.swollen yes --at 2026-03-03T10:00:00Z");
    run(&scene, "log answer flag.night yes --at 2026-03-04T10:00:00Z");
    run(&scene, "status --on 2026-03-02");
    expect_not(&scene, "Please have it checked first");
    run(&scene, "status --on 2026-03-06");
    expect(&scene, "Please have it checked first. Today, please: ask");
    expect(&scene, "  2026-03-03  My knee is swollen");
    expect(&scene, "  2026-03-04  My knee hurts all the time");
    expect(&scene, "surefoot log answer flag.seen yes");
    expect(&scene, "held     desk-knee/quad-hold  Seated quad hold  held.flag");
    run(&scene, "status --json --on 2026-03-06");
    expect(&scene, "\"flags\": {\"level\": \"today\", \"on\": \"2026-03-04\", \"open\": "
                   "[\"flag.swollen\", \"flag.night\"]}");
    expect(&scene, "\"reason\": \"held.flag\"");
    /* Neither kept nor unkept. */
    assert_int_equal(run_for_code(&scene, "play --now 2026-03-06T10:00:00Z"), 1);
    expect(&scene, "surefoot log answer flag.seen yes");
    assert_int_equal(run_for_code(&scene, "play --log --now 2026-03-06T10:00:00Z"), 1);
    /* Whoever takes over the log takes over the flag. */
    kit_join(copy, scene.folder, "copy.json");
    (void)sf_format(words, sizeof(words), "export '%s'", copy);
    run(&scene, words);
    (void)sf_format(words, sizeof(words), "import '%s'", copy);
    run(&other, words);
    assert_int_equal(run_for_code(&other, "play --now 2026-03-06T10:00:00Z"), 1);
    run(&other, "log answer flag.swollen no --now 2026-03-06T10:00:00Z");
    run(&other, "status --on 2026-03-06");
    expect(&other, "In the next days");
    run(&other, "log answer flag.seen yes --now 2026-03-06T10:00:00Z");
    run(&other, "status --json --on 2026-03-06");
    expect(&other, "\"flags\": null");
    remove_folder(&scene);
    remove_folder(&other);
}

/* Two answers of one instant, and a clock that was put back: the one said last counts. */
static void test_status__an_answer_counts_from_when_it_was_said(void **state)
{
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    run(&scene, "log answer flag.calf yes --now 2026-03-06T10:00:00Z");
    run(&scene, "log answer flag.seen yes --now 2026-03-06T08:00:00Z");
    run(&scene, "status --on 2026-03-06");
    expect_not(&scene, "Please have it checked first");
    run(&scene, "log answer flag.calf yes --now 2026-03-06T08:00:00Z");
    run(&scene, "status --on 2026-03-06");
    expect(&scene, "If you are also short of breath");
    assert_int_equal(run_for_code(&scene, "log answer flag.typo yes"), 2);
    expect(&scene, "the questions are flag.seen, flag.injury");
    assert_int_equal(run_for_code(&scene, "log answer flag.hot perhaps"), 2);
    assert_int_equal(run_for_code(&scene, "log answer flag.hot"), 2);
    remove_folder(&scene);
}

/* What makes a day sore is said with its number. */
static void test_status__a_sore_day_says_which_reading_makes_it_one(void **state)
{
    (void)state;
    Scene scene;
    kit_folder(scene.folder);
    run(&scene, "log pain --knee left --level 5 --moment worst --at 2026-03-02T18:00:00Z");
    run(&scene, "status --on 2026-03-02");
    expect_not(&scene, "A sore day");
    run(&scene, "log pain --knee left --level 6 --moment worst --at 2026-03-02T19:00:00Z");
    run(&scene, "status --on 2026-03-03");
    expect(&scene, "A sore day: the left knee was at 6 of 10 on 2026-03-02");
    run(&scene, "log pain --knee right --level 0 --moment morning --at 2026-03-04T07:00:00Z");
    run(&scene, "log pain --knee right --level 1 --moment morning --at 2026-03-05T07:00:00Z");
    run(&scene, "status --on 2026-03-05");
    expect(&scene, "A sore day: the right knee is at 1 of 10 this morning, its usual is 0");
    run(&scene, "status --json --on 2026-03-05");
    expect(&scene, "\"flare\": false, \"sore\": true");
    remove_folder(&scene);
}

/* Of a day that is marked the terminal and the JSON tell what the app tells; after long without a
 * session, the welcome too. */
static void test_status__tells_that_somebody_is_sick_or_away(void **state)
{
    (void)state;
    static const char marks[] =
        "{\"surefoot_export\":2,\"written\":\"2026-03-21T10:00:00Z\","
        "\"device\":\"01a1fce7-9d80-71be-b871-71c3e08549cb\",\"programs\":[],\"facts\":["
        "{\"kind\":\"status\",\"id\":\"01a1fce7-9d80-7611-8088-b8470905911e\","
        "\"device\":\"01a1fce7-9d80-71be-b871-71c3e08549cb\","
        "\"at\":\"2026-03-03T08:00:00.000Z\",\"day\":\"2026-03-03\","
        "\"status\":\"sick\",\"from\":\"2026-03-03\",\"to\":\"2026-03-17\"}]}";
    Scene scene;
    char file[KIT_PATH_BYTES];
    char words[KIT_PATH_BYTES + 16];
    kit_folder(scene.folder);
    kit_join(file, scene.folder, "marks.json");
    kit_write(file, marks, sizeof(marks) - 1);
    (void)sf_format(words, sizeof(words), "import '%s'", file);
    run(&scene, words);
    run(&scene, "log follow hip-and-knee --at 2026-03-01T10:00:00Z");
    run(&scene, "log session hip-and-knee/six --at 2026-03-02T10:00:00Z");
    run(&scene, "status --on 2026-03-03");
    expect(&scene, "Marked as sick until 2026-03-17: nothing is asked of today");
    expect(&scene, "resting  hip-and-knee/six");
    expect(&scene, "day.marked");
    run(&scene, "status --json --on 2026-03-17");
    expect(&scene,
           "\"mark\": {\"status\": \"sick\", \"from\": \"2026-03-03\", \"to\": \"2026-03-17\"}");
    expect(&scene, "\"ask_morning\": false, \"returning\": false");
    expect_not(&scene, "\"state\": \"open\"");
    expect_not(&scene, "\"state\": \"due\"");
    run(&scene, "status --json --on 2026-03-18");
    expect(&scene, "\"mark\": null");
    expect(&scene, "\"returning\": true");
    run(&scene, "status --on 2026-03-18");
    expect_not(&scene, "Marked as");
    expect(&scene, "Welcome back: the short routine is enough to begin with");
    remove_folder(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status__the_log_moves_the_stage),
        cmocka_unit_test(test_status__a_program_without_stages_has_none),
        cmocka_unit_test(test_status__tells_of_standing_on_one_leg),
        cmocka_unit_test(test_status__a_try_that_cannot_be_is_refused),
        cmocka_unit_test(test_status__an_open_flag_leads_and_closes_the_terminal_too),
        cmocka_unit_test(test_status__an_answer_counts_from_when_it_was_said),
        cmocka_unit_test(test_status__a_sore_day_says_which_reading_makes_it_one),
        cmocka_unit_test(test_status__tells_that_somebody_is_sick_or_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
