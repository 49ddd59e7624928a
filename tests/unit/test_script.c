/* SPDX-License-Identifier: MIT */
/* The scenarios, and the runner that they rely on. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../app/script/script_parts.h"
#include "surefoot/store.h"

#define ROOT SUREFOOT_SOURCE_DIR

static const char *const assets[] = {ROOT "/assets/exercises", ROOT "/assets/programs",
                                     ROOT "/assets/norms"};

typedef struct Told {
    char lines[8][1024];
    int32_t count;
} Told;

static void say(void *context, const char *line)
{
    Told *told = context;
    if (told->count < 8) {
        (void)sf_format(told->lines[told->count], sizeof(told->lines[0]), "%s", line);
    }
    told->count++;
}

static SfError run_with(const char *text, ScriptOptions options, Told *told)
{
    const TextSource fixed = text_source_fixed();
    *told = (Told){.count = 0};
    options.asset_paths = assets;
    options.asset_path_count = 3;
    options.text = &fixed;
    options.say = say;
    options.context = told;
    return script_run("t.txt", text, strlen(text), &options);
}

static SfError run(const char *text, Told *told)
{
    return run_with(text, (ScriptOptions){.no_files = false}, told);
}

static void assert_runs(const char *text)
{
    Told told;
    if (run(text, &told) != SF_OK) {
        fail_msg("%s", told.lines[0]);
    }
}

static void assert_fails(const char *text, const char *with)
{
    Told told;
    assert_int_equal(run(text, &told), SF_E_INPUT);
    assert_int_equal(told.count, 1);
    if (strstr(told.lines[0], with) == NULL) {
        fail_msg("expected \"%s\" in \"%s\"", with, told.lines[0]);
    }
}

/* ---- scenarios ------------------------------------------------------------------------------ */

static int is_scenario(const struct dirent *entry)
{
    const size_t size = strlen(entry->d_name);
    return size > 4 && strcmp(entry->d_name + size - 4, ".txt") == 0;
}

static void test_script__every_scenario_holds(void **state)
{
    (void)state;
    const TextSource fixed = text_source_fixed();
    struct dirent **entries = NULL;
    const int count = scandir(ROOT "/tests/scenario", &entries, is_scenario, alphasort);
    int failed = 0;
    assert_true(count >= 20);
    for (int i = 0; i < count; i++) {
        char path[512];
        Told told = {.count = 0};
        (void)sf_format(path, sizeof(path), "%s/tests/scenario/%s", ROOT, entries[i]->d_name);
        const ScriptOptions options = {.asset_paths = assets,
                                       .asset_path_count = 3,
                                       .text = &fixed,
                                       .say = say,
                                       .context = &told};
        if (script_run_file(path, &options) != SF_OK) {
            failed++;
            print_error("%s\n", told.lines[0]);
        }
        free(entries[i]);
    }
    free(entries);
    assert_int_equal(failed, 0);
}

/* ---- the same credits at any rate ----------------------------------------------------------- */

#define SETS 128

typedef struct Credits {
    char keys[SETS][96];
    Outcome outcomes[SETS];
    int64_t done_ms[SETS];
    int32_t reps[SETS];
    int32_t count;
} Credits;

static bool keep_set(void *context, const Fact *fact)
{
    Credits *credits = context;
    const SetFact *set = &fact->body.set;
    assert_true(credits->count < SETS);
    (void)sf_format(credits->keys[credits->count], sizeof(credits->keys[0]), "%s", set->key);
    credits->outcomes[credits->count] = set->outcome;
    credits->done_ms[credits->count] = set->done_ms;
    credits->reps[credits->count++] = set->reps;
    return true;
}

static void read_credits(const char *folder, Credits *credits)
{
    char path[256];
    SfErrorInfo err;
    Store *store = NULL;
    StoreOpened opened;
    History history;
    (void)sf_format(path, sizeof(path), "%s/surefoot.db", folder);
    const StoreOptions options = {.path = path};
    *credits = (Credits){.count = 0};
    assert_int_equal(store_open(&store, &options, &opened, &err), SF_OK);
    assert_int_equal(store_history(store, &history, &err), SF_OK);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(store_each_set(store, history.sessions[0].id, keep_set, credits, &err), SF_OK);
    history_deinit(&history);
    store_close(store);
}

static void follow_six(const char *pace, Credits *credits)
{
    char folder[SCRIPT_PATH_BYTES];
    char script[1024];
    Told told;
    assert_int_equal(files_make_temporary(folder, NULL), SF_OK);
    (void)sf_format(script, sizeof(script),
                    "fps %s\nsafety done\nfollow hip-and-knee\ntap #start\ntap #start\n"
                    "wait 3m\ntap 195,300\nexpect \"Paused\"\nwait 20s\ntap #resume\n"
                    "wait until screen finish max 2h\ntap #done\n",
                    pace);
    const SfError error = run_with(script, (ScriptOptions){.data_dir = folder}, &told);
    if (error == SF_OK) {
        read_credits(folder, credits);
    }
    files_remove(folder);
    if (error != SF_OK) {
        fail_msg("%s", told.lines[0]);
    }
}

static void test_script__a_session_is_the_same_at_any_frame_rate(void **state)
{
    (void)state;
    static Credits natural;
    static Credits other;
    static const char *const paces[] = {"10", "60"};
    follow_six("auto", &natural);
    assert_int_equal(natural.count, 27);
    for (size_t p = 0; p < SF_COUNT(paces); p++) {
        follow_six(paces[p], &other);
        assert_int_equal(other.count, natural.count);
        for (int32_t i = 0; i < natural.count; i++) {
            assert_string_equal(other.keys[i], natural.keys[i]);
            assert_int_equal(other.outcomes[i], natural.outcomes[i]);
            assert_int_equal(other.done_ms[i], natural.done_ms[i]);
            assert_int_equal(other.reps[i], natural.reps[i]);
        }
    }
}

/* ---- the language --------------------------------------------------------------------------- */

static void test_script__every_fault_of_a_file_is_told_before_anything_runs(void **state)
{
    (void)state;
    Told told;
    assert_int_equal(run("# fine\n"
                         "tap\n"
                         "wait 3 weeks\n"
                         "expect screen today\n"
                         "dance\n"
                         "tap \"open\n"
                         "repeat 3\n"
                         "}\n"
                         "}\n",
                         &told),
                     SF_E_INPUT);
    static const char *const lines[] = {
        "t.txt:2: tap wants a label in double quotes, a key such as #start, or X,Y",
        "t.txt:3: wait wants a time such as 500ms, 30s or 2m, not \"3\"",
        "t.txt:5: there is no command \"dance\"",
        "t.txt:6: a text is not closed: its second \" is missing",
        "t.txt:7: repeat wants a number and {",
        "t.txt:9: } without a repeat before it",
    };
    assert_int_equal(told.count, SF_COUNT(lines));
    for (size_t i = 0; i < SF_COUNT(lines); i++) {
        assert_string_equal(told.lines[i], lines[i]);
    }
}

static void test_script__what_is_no_command_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        const char *why;
    } cases[] = {
        {"tap #", "a key such as #start"},
        {"tap \"a\" \"b\"", "\"b\" is too much"},
        {"tap 1,", "X,Y"},
        {"tap nan,1", "X,Y"},
        {"tap 1e9,1", "X,Y"},
        {"wait -1s", "a time"},
        {"wait 1e9h", "a time"},
        {"wait 100000h", "a time"},
        {"wait 1d", "a time"},
        {"wait until", "a condition"},
        {"clock 2026-11-21T07:30", "clock"},
        {"clock", "clock"},
        {"size 390", "WIDTHxHEIGHT"},
        {"size 390x", "WIDTHxHEIGHT"},
        {"size 390x844 scale 9", "a whole number from 1 to 4"},
        {"size 99999x844", "WIDTHxHEIGHT"},
        {"text 99", "a whole number from 100 to 200"},
        {"theme blue", "light or dark"},
        {"data lost", "fresh, keep"},
        {"log pain middle 3", "left or right"},
        {"log pain left 11", "a whole number from 0 to 10"},
        {"log pain left 3 at noon", "log"},
        {"follow", "the id of a program"},
        {"key Ctrl", "a key"},
        {"type word", "a text in double quotes"},
        {"drag #a", "by DX,DY or to X,Y"},
        {"drag #a by 3", "X,Y in dp"},
        {"expect cue BOOM", "a cue"},
        {"expect tone START", "at and a time"},
        {"expect count \"a\"", "a whole number"},
        {"expect wake", "none"},
        {"shot picture", "ending in .png"},
        {"shot .png", "ending in .png"},
        {"list a.png", "ending in .txt"},
        {"repeat 0 {\n}", "a whole number"},
        {"repeat 2 {", "a } is missing"},
        {"tap \"a\\n\"", "after \\ only"},
        {"tap \"\xff\"", "not UTF-8"},
        {"tap \"\x01\"", "control character"},
        {"\"tap\" #a", "there is no command"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        assert_fails(cases[i].script, cases[i].why);
    }
}

static void test_script__a_failure_says_where_and_what_was_there(void **state)
{
    (void)state;
    assert_fails("safety done\n\ntap \"Begin\"", "t.txt:3: \"Begin\" is not on the page \"today\"");
    assert_fails("safety done\ntap \"Begin\"", "\"See programs\" #choose");
    assert_fails("safety done\nexpect screen player", "the page is \"today\", not \"player\"");
    assert_fails("safety done\nexpect no \"Today\"", "is on the page");
    assert_fails("safety done\ntap #programs\nexpect #back disabled", "#back is enabled");
    assert_fails("safety done\nexpect wake none\nexpect no wake none", "the app is idle");
    assert_fails("safety done\nexpect count \"Today\" 2", "is there 1 times");
    assert_fails("safety done\nexpect sound open", "the sound device is closed");
    assert_fails("safety done\nexpect awake on", "awake is off");
    assert_fails("safety done\nexpect motion on", "the sensor is off");
    assert_fails("motion no-such.csv", "motion: no-such.csv: cannot read");
    assert_fails("safety done\nwait until \"Rest\" max 2s", "\"Rest\" is not on the page");
    assert_fails("safety done\ntype \"a\"", "nothing on the page \"today\" takes text");
    assert_fails("follow nothing", "there is no program \"nothing\"");
    assert_fails("log session desk-knee/nothing", "nothing");
    assert_fails("kill\ntap \"a\"", "restart comes first");
    assert_fails("quit\nwait 1s", "restart comes first");
}

static void test_script__a_label_that_is_there_twice_must_be_told_apart(void **state)
{
    (void)state;
    assert_fails("safety done\ntap #programs\ntap #follow", "say which with a key, in or after");
    assert_fails("safety done\ntap #knees\ntap \"3\"", "#left-3 \"3\" or #right-3 \"3\"");
    assert_runs("safety done\ntap #knees\ntap \"3\" in #right\nexpect #right value \"3\"\n"
                "expect #left value \"\"\ntap \"4\" after \"Left knee\"\nexpect #left value \"4\"");
}

static void test_script__cues_and_tones_are_heard_at_their_time(void **state)
{
    (void)state;
    static const char begin[] = "safety done\nfollow desk-knee\ntap #start\ntap #start\n";
    static const struct {
        const char *script;
        const char *why; /* NULL: it holds */
    } cases[] = {
        {"expect cue START within 6s", NULL},
        {"expect no cue START within 4s", NULL},
        {"expect no cue START within 6s", "the cue start was heard"},
        {"expect cue END within 6s", "the cue end was not heard; heard: "},
        {"wait 6s\nexpect cue START\nexpect no cue END", NULL},
        {"wait 6s\nwait 1s\nexpect cue START", "was not heard"},
        {"wait 5s\nexpect tone START at 5s", NULL},
        {"wait 5s\nexpect tone START at 5001ms", "it stands at: 5.000 s"},
        {"wait 4s\ntap #less\nexpect tone START at 5s", "5.000 s (taken back)"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char script[512];
        (void)sf_format(script, sizeof(script), "%s%s", begin, cases[i].script);
        if (cases[i].why == NULL) {
            assert_runs(script);
        } else {
            assert_fails(script, cases[i].why);
        }
    }
}

static void test_script__repeats_nest_and_end(void **state)
{
    (void)state;
    assert_runs("safety done\ntap #settings\ntap #sound\nrepeat 2 {\n  repeat 2 {\n tap "
                "#volume-minus\n}\n}\n"
                "expect #volume value \"4\"");
    Told told;
    assert_int_equal(run("repeat 10000 {\nrepeat 10000 {\nfps 1\n}\n}\n", &told), SF_E_INPUT);
    assert_non_null(strstr(told.lines[0], "more than 200000 commands"));
}

static void test_script__patterns_stand_for_anything(void **state)
{
    (void)state;
    assert_true(script__fits("", ""));
    assert_true(script__fits("*", ""));
    assert_true(script__fits("a*c", "abbc"));
    assert_true(script__fits("*b*", "abc"));
    assert_true(script__fits("a**", "a"));
    assert_true(script__fits("*aab", "aaaab"));
    assert_false(script__fits("a", "ab"));
    assert_false(script__fits("a*c", "abcd"));
    assert_false(script__fits("", "a"));
    assert_false(script__fits("*a", "b"));
}

static void test_script__time_is_bounded(void **state)
{
    (void)state;
    Told told;
    assert_int_equal(run_with("safety done\nfollow desk-knee\ntap #start\ntap #start\nwait 1m\n",
                              (ScriptOptions){.pass_limit = 50}, &told),
                     SF_E_INPUT);
    assert_non_null(strstr(told.lines[0], "more than 50 frames"));
}

static void test_script__files_can_be_forbidden(void **state)
{
    (void)state;
    static const char *const scripts[] = {"shot a.png", "list a.txt", "data newer", "library /etc"};
    for (size_t i = 0; i < SF_COUNT(scripts); i++) {
        Told told;
        assert_int_equal(run_with(scripts[i], (ScriptOptions){.no_files = true}, &told),
                         SF_E_INPUT);
        assert_non_null(strstr(told.lines[0], "here"));
    }
}

static void test_script__nothing_is_left_behind(void **state)
{
    (void)state;
    char folder[SCRIPT_PATH_BYTES];
    assert_int_equal(files_make_temporary(folder, NULL), SF_OK);
    const char *place = getenv("TMPDIR");
    char before[SCRIPT_PATH_BYTES] = "";
    (void)sf_format(before, sizeof(before), "%s", place != NULL ? place : "/tmp");
    assert_int_equal(setenv("TMPDIR", folder, 1), 0);
    assert_runs("safety done\nfollow desk-knee\ntap #start\ntap #start\nwait 7s\nkill\nrestart\n"
                "expect screen resume\nkill\n");
    assert_fails("safety done\ndata full\nexpect screen player", "not \"player\"");
    assert_int_equal(setenv("TMPDIR", before, 1), 0);
    /* Only an empty folder can be removed. */
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_script__every_scenario_holds),
        cmocka_unit_test(test_script__a_session_is_the_same_at_any_frame_rate),
        cmocka_unit_test(test_script__every_fault_of_a_file_is_told_before_anything_runs),
        cmocka_unit_test(test_script__what_is_no_command_is_refused),
        cmocka_unit_test(test_script__a_failure_says_where_and_what_was_there),
        cmocka_unit_test(test_script__a_label_that_is_there_twice_must_be_told_apart),
        cmocka_unit_test(test_script__cues_and_tones_are_heard_at_their_time),
        cmocka_unit_test(test_script__repeats_nest_and_end),
        cmocka_unit_test(test_script__patterns_stand_for_anything),
        cmocka_unit_test(test_script__time_is_bounded),
        cmocka_unit_test(test_script__files_can_be_forbidden),
        cmocka_unit_test(test_script__nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
