/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "load_fixture.h"
#include "surefoot/limits.h"

/* Loads the files and checks the faults; the caller frees. */
static void expect_lines(Loaded *loaded, const TextFile *files, size_t count, const char *lines)
{
    load_texts(loaded, files, count);
    assert_int_equal(loaded->error, SF_OK);
    assert_string_equal(loaded->lines, lines);
}

static const Step *step_at(const Loaded *loaded, int32_t index)
{
    assert_int_equal(loaded->library.program_count, 1);
    const Routine *routine = &loaded->library.programs[0]->routines[0];
    assert_true(index < routine->node_count);
    return &routine->nodes[index].step;
}

static void test_load__fills_in_what_an_exercise_leaves_out(void **state)
{
    (void)state;
    static const TextFile files[] = {TOWEL_PRESS, CLAMSHELL};
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    assert_int_equal(loaded.library.exercise_count, 2);
    assert_string_equal(loaded.library.exercises[0]->id, "clamshell");
    const Exercise *clamshell = library_exercise(&loaded.library, "clamshell");
    assert_string_equal(clamshell->name, "Clamshell");
    assert_string_equal(clamshell->say, "Clamshell");
    assert_string_equal(clamshell->position, "lying-side");
    assert_string_equal(clamshell->confidence, "verified");
    assert_null(clamshell->easier);
    assert_null(clamshell->figure);
    assert_true(clamshell->mirror);
    assert_int_equal(clamshell->load, LOAD_LOW);
    assert_int_equal(clamshell->first_move, MOVE_DOWN);
    assert_int_equal(clamshell->dose_origin, DOSE_APP);
    assert_int_equal(clamshell->equipment.count, 0);
    assert_int_equal(clamshell->cues.count, 2);
    assert_string_equal(clamshell->cues.items[1], "Close slowly.");
    const Dose expected = {.kind = STEP_REPS,
                           .reps = 10,
                           .tempo = {.down_ms = 2500, .hold_ms = 5000, .up_ms = 2000},
                           .sets = 3,
                           .sides = SIDES_EACH,
                           .switch_ms = 5000,
                           .rest_ms = 30000,
                           .ready_ms = 5000,
                           .halfway = true,
                           .stop_if_pain = 5};
    assert_memory_equal(&clamshell->dose.tempo, &expected.tempo, sizeof(expected.tempo));
    assert_int_equal(clamshell->dose.kind, expected.kind);
    assert_int_equal(clamshell->dose.reps, expected.reps);
    assert_int_equal(clamshell->dose.sets, expected.sets);
    assert_int_equal(clamshell->dose.sides, expected.sides);
    assert_int_equal(clamshell->dose.order, ORDER_BY_SIDE);
    assert_int_equal(clamshell->dose.first, FIRST_LEFT);
    assert_int_equal(clamshell->dose.switch_ms, expected.switch_ms);
    assert_int_equal(clamshell->dose.rest_ms, expected.rest_ms);
    assert_int_equal(clamshell->dose.ready_ms, expected.ready_ms);
    assert_true(clamshell->dose.halfway);
    assert_int_equal(clamshell->dose.stop_if_pain, 5);
    assert_string_equal(library_exercise(&loaded.library, "towel-press")->say, "Press the towel");
    loaded_free(&loaded);
}

static void test_load__reads_every_key_of_an_exercise(void **state)
{
    (void)state;
    static const TextFile files[] = {
        {"mini-squat.json",
         "{\"exercise\": 1.0, \"$schema\": \"s\", \"x-note\": {\"any\": [1]},\n"
         "\"id\": \"mini-squat\", \"name\": \"Mini squat\", \"say\": null,\n"
         "\"position\": \"standing\", \"equipment\": [\"chair\"], \"muscles\": [\"thigh\"],\n"
         "\"why\": \"The thigh carries the kneecap.\", \"sources\": [\"a\", \"b\"],\n"
         "\"confidence\": \"secondary\", \"cues\": [\"Sit back.\"], \"mistakes\": [\"Knees "
         "in.\"],\n"
         "\"avoid_when\": [\"It hurts.\"], \"figure\": \"squat\", \"mirror\": false,\n"
         "\"easier\": \"clamshell\", \"harder\": \"clamshell\", \"load\": \"moderate\",\n"
         "\"first_move\": \"up\", \"dose_origin\": \"study\",\n"
         "\"dose\": {\"kind\": \"reps\", \"reps\": 12.0, \"tempo\": \"own\", \"sets\": 2,\n"
         "\"sides\": \"both\", \"order\": \"alternate\", \"first\": \"not_last\",\n"
         "\"switch_s\": 0, \"rest_s\": 0.001, \"ready_s\": 600, \"halfway\": false,\n"
         "\"stop_if_pain\": 0}}"},
        CLAMSHELL,
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    const Exercise *squat = library_exercise(&loaded.library, "mini-squat");
    assert_string_equal(squat->say, "Mini squat");
    assert_string_equal(squat->equipment.items[0], "chair");
    assert_string_equal(squat->muscles.items[0], "thigh");
    assert_int_equal(squat->sources.count, 2);
    assert_string_equal(squat->mistakes.items[0], "Knees in.");
    assert_string_equal(squat->avoid_when.items[0], "It hurts.");
    assert_string_equal(squat->figure, "squat");
    assert_string_equal(squat->easier, "clamshell");
    assert_string_equal(squat->harder, "clamshell");
    assert_false(squat->mirror);
    assert_int_equal(squat->load, LOAD_MODERATE);
    assert_int_equal(squat->first_move, MOVE_UP);
    assert_int_equal(squat->dose_origin, DOSE_STUDY);
    assert_int_equal(squat->dose.reps, 12);
    assert_int_equal(squat->dose.tempo.down_ms, 0);
    assert_int_equal(squat->dose.sides, SIDES_BOTH);
    assert_int_equal(squat->dose.order, ORDER_ALTERNATE);
    assert_int_equal(squat->dose.first, FIRST_NOT_LAST);
    assert_int_equal(squat->dose.switch_ms, 0);
    assert_int_equal(squat->dose.rest_ms, 1);
    assert_int_equal(squat->dose.ready_ms, 600000);
    assert_false(squat->dose.halfway);
    assert_int_equal(squat->dose.stop_if_pain, 0);
    loaded_free(&loaded);
}

static void test_load__the_nearest_that_says_wins(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.surefoot.json",
         "{\"program\": 1, \"id\": \"p\", \"title\": \"P\",\n"
         "\"defaults\": {\"sets\": 4, \"rest_s\": 60, \"ready_s\": 10, \"first\": \"worse\"},\n"
         "\"routines\": [{\"id\": \"r\", \"title\": \"R\",\n"
         "\"defaults\": {\"sets\": 5, \"rest_s\": null, \"ready_s\": 20},\n"
         "\"steps\": [{\"exercise\": \"clamshell\", \"ready_s\": 7},\n"
         "{\"exercise\": \"clamshell\", \"sets\": 1, \"tempo\": \"own\", \"reps\": null}]}]}"},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    const Dose *first = &step_at(&loaded, 0)->dose;
    assert_int_equal(first->sets, 5);        /* routine over program and exercise */
    assert_int_equal(first->rest_ms, 60000); /* null in the routine: the program */
    assert_int_equal(first->ready_ms, 7000); /* step over all */
    assert_int_equal(first->first, FIRST_WORSE);
    assert_int_equal(first->sides, SIDES_EACH); /* exercise over app */
    assert_int_equal(first->switch_ms, 5000);   /* app */
    assert_int_equal(first->tempo.hold_ms, 5000);
    const Dose *second = &step_at(&loaded, 1)->dose;
    assert_int_equal(second->sets, 1);
    assert_int_equal(second->reps, 10);
    assert_int_equal(second->tempo.hold_ms, 0); /* "own" overrides the tempo above */
    loaded_free(&loaded);
}

static void test_load__another_kind_drops_what_measured_the_old_one(void **state)
{
    (void)state;
    static const TextFile files[] = {
        TOWEL_PRESS,
        CLAMSHELL,
        {"p.json", PROGRAM("p", "",
                           "{\"exercise\": \"towel-press\", \"kind\": \"max\"},\n"
                           "{\"exercise\": \"towel-press\", \"kind\": \"hold\"},\n"
                           "{\"exercise\": \"clamshell\", \"kind\": \"time\", \"seconds\": 40}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    assert_int_equal(step_at(&loaded, 0)->dose.seconds_ms, 120000);
    assert_int_equal(step_at(&loaded, 0)->dose.sets, 10);
    assert_int_equal(step_at(&loaded, 1)->dose.seconds_ms, 5000);
    assert_int_equal(step_at(&loaded, 2)->dose.reps, 0);
    assert_int_equal(step_at(&loaded, 2)->dose.tempo.up_ms, 0);
    loaded_free(&loaded);
    static const TextFile without[] = {
        TOWEL_PRESS,
        CLAMSHELL,
        {"p.json", PROGRAM("p", "",
                           "{\"exercise\": \"towel-press\", \"kind\": \"time\"},\n"
                           "{\"exercise\": \"towel-press\", \"kind\": \"reps\"}")},
    };
    expect_lines(
        &loaded, without, SF_COUNT(without),
        "p.json:3:1: /routines/0/steps/0: \"seconds\" is missing; a step of kind time must "
        "have it\n"
        "p.json:4:1: /routines/0/steps/1: \"reps\" is missing; a step of kind reps must "
        "have it\n");
    loaded_free(&loaded);
}

static void test_load__a_rest_and_a_check_are_not_exercise(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.json",
         PROGRAM("p", " \"defaults\": {\"sets\": 3, \"sides\": \"each\", \"rest_s\": 60},\n",
                 "{\"kind\": \"check\", \"text\": \"Does it feel calm?\"},\n"
                 "{\"kind\": \"rest\", \"seconds\": 90.5},\n"
                 "{\"kind\": \"check\", \"text\": \"Five half squats?\", \"name\": \"Squats\",\n"
                 " \"exercise\": \"clamshell\", \"cues\": [\"Half way.\"]},\n"
                 "{\"kind\": \"rest\", \"seconds\": 5, \"name\": \"Sit\", \"say\": \"Sit down\"}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    const Step *check = step_at(&loaded, 0);
    assert_string_equal(check->id, "check");
    assert_string_equal(check->name, "Check");
    assert_string_equal(check->text, "Does it feel calm?");
    assert_null(check->exercise);
    const Step *rest = step_at(&loaded, 1);
    assert_string_equal(rest->id, "rest");
    assert_string_equal(rest->name, "Rest");
    assert_string_equal(rest->say, "Rest");
    assert_int_equal(rest->dose.seconds_ms, 90500);
    for (int32_t i = 0; i < 4; i++) {
        const Dose *dose = &step_at(&loaded, i)->dose;
        assert_int_equal(dose->sets, 1);
        assert_int_equal(dose->sides, SIDES_NONE);
        assert_int_equal(dose->rest_ms, 0);
        assert_int_equal(dose->ready_ms, 0);
    }
    const Step *squats = step_at(&loaded, 2);
    assert_string_equal(squats->exercise->id, "clamshell");
    assert_string_equal(squats->name, "Squats");
    assert_string_equal(squats->say, "Squats");
    assert_string_equal(squats->cues.items[0], "Half way.");
    assert_string_equal(step_at(&loaded, 3)->say, "Sit down");
    loaded_free(&loaded);
}

static void test_load__steps_get_ids_of_their_own(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.json", PROGRAM("p", "",
                           "{\"exercise\": \"clamshell\"}, {\"exercise\": \"clamshell\"},\n"
                           "{\"exercise\": \"clamshell\", \"id\": \"clamshell-3\"},\n"
                           "{\"exercise\": \"clamshell\"}, {\"kind\": \"rest\", \"seconds\": 5},\n"
                           "{\"exercise\": \"clamshell\", \"id\": \"rest\"},\n"
                           "{\"rounds\": 2, \"steps\": [{\"kind\": \"rest\", \"seconds\": 5}]}")},
    };
    static const char *const expected[] = {"clamshell",   "clamshell-2", "clamshell-3",
                                           "clamshell-4", "rest-2",      "rest"};
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    for (int32_t i = 0; i < (int32_t)SF_COUNT(expected); i++) {
        assert_string_equal(step_at(&loaded, i)->id, expected[i]);
    }
    const Node *group = &loaded.library.programs[0]->routines[0].nodes[6];
    assert_true(group->is_group);
    assert_int_equal(group->rounds, 2);
    assert_int_equal(group->child_count, 1);
    assert_string_equal(group->children[0].step.id, "rest-3");
    loaded_free(&loaded);
}

static void test_load__long_ids_are_shortened_to_be_numbered(void **state)
{
    (void)state;
#define ID_64 "a123456789012345678901234567890123456789012345678901234567890123"
    static const TextFile files[] = {
        {ID_64 ".json", EXERCISE(ID_64, "Long", "", "\"kind\": \"max\"")},
        {"p.json",
         PROGRAM("p", "", "{\"exercise\": \"" ID_64 "\"}, {\"exercise\": \"" ID_64 "\"}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    assert_string_equal(step_at(&loaded, 0)->id, ID_64);
    assert_int_equal(strlen(step_at(&loaded, 1)->id), LIMIT_ID_BYTES);
    assert_string_equal(step_at(&loaded, 1)->id + 60, "01-2");
    loaded_free(&loaded);
}

static void test_load__steps_take_words_from_their_exercise(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"towel-press.json",
         EXERCISE("towel-press", "Towel press", " \"say\": \"Press\", \"easier\": \"clamshell\",",
                  "\"kind\": \"hold\", \"seconds\": 5")},
        {"p.json",
         PROGRAM("p", "",
                 "{\"exercise\": \"towel-press\"},\n"
                 "{\"exercise\": \"towel-press\", \"name\": \"Press, longer\", \"seconds\": 9,\n"
                 " \"cues\": [\"Breathe.\"], \"easier\": \"towel-press\"}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    const Step *plain = step_at(&loaded, 0);
    assert_string_equal(plain->name, "Towel press");
    assert_string_equal(plain->say, "Press");
    assert_string_equal(plain->easier, "clamshell");
    assert_int_equal(plain->cues.count, 2);
    assert_ptr_equal(plain->exercise, library_exercise(&loaded.library, "towel-press"));
    const Step *longer = step_at(&loaded, 1);
    assert_string_equal(longer->say, "Press, longer");
    assert_string_equal(longer->easier, "towel-press");
    assert_int_equal(longer->cues.count, 1);
    loaded_free(&loaded);
}

/* Nothing here can draw an omega. */
static uint32_t no_omega(void *context, const char *text, size_t size)
{
    (void)size;
    *(int *)context += 1;
    return strstr(text, "\xCF\x89") != NULL ? 0x3C9 : 0;
}

static void test_load__what_cannot_be_drawn_is_a_warning_with_its_place(void **state)
{
    (void)state;
    static const char text[] = "{\"program\": 1, \"id\": \"box\", \"title\": \"a \xCF\x89\",\n"
                               "\"summary\": \"plain\", \"language\": \"en\",\n"
                               "\"routines\": [{\"id\": \"r\", \"title\": \"\\u03c9\",\n"
                               " \"steps\": [{\"kind\": \"rest\", \"seconds\": 1}]}]}";
    int asked = 0;
    const SourceFile file = {"box.surefoot.json", text, strlen(text)};
    Loaded loaded = {.faults = {.letters = {&asked, no_omega}}};
    assert_int_equal(library_load(&loaded.library, &file, 1, &loaded.faults), SF_OK);
    loaded_lines(&loaded);
    assert_string_equal(loaded.lines,
                        "box.surefoot.json:1:38: /title: warning: no font here has \"\xCF\x89\" "
                        "(U+03C9): a box stands for it\n"
                        "box.surefoot.json:3:35: /routines/0/title: warning: no font here has "
                        "\"\xCF\x89\" (U+03C9): a box stands for it\n");
    assert_int_equal(asked, 3);
    assert_int_equal(loaded.faults.errors, 0);
    assert_non_null(library_program(&loaded.library, "box"));
    loaded_free(&loaded);
}

static void test_load__reads_the_whole_of_a_program(void **state)
{
    (void)state;
    static const char text[] =
        "{\"program\": 1, \"id\": \"back\", \"title\": \"Back to running\",\n"
        "\"author\": \"A physio\", \"licence\": \"CC BY 4.0\", \"summary\": \"Slowly.\",\n"
        "\"language\": \"pt-BR\", \"sources\": [\"ours\"], \"unknown\": {\"kept\": true},\n"
        "\"routines\": [{\"id\": \"walk\", \"title\": \"Walk\", \"summary\": \"One line\",\n"
        " \"minimum\": true, \"weekly\": {\"times\": 3, \"rest_days\": 1},\n"
        " \"offer_if\": [{\"pain_max\": 2, \"days\": 7}, {\"sessions_min\": 6, \"days\": 14},\n"
        "  {\"days_clear_min\": 3, \"days\": 9}, {\"morning_same\": true, \"days\": 2}],\n"
        " \"steps\": [{\"kind\": \"rest\", \"seconds\": 1}]}],\n"
        "\"stages\": [{\"id\": \"calm\", \"title\": \"Calm\", \"routines\": [\"walk\"],\n"
        " \"begin\": true, \"enter\": [], \"advance\": [{\"days_clear_min\": 3}], \"step_back\": "
        "null}]}";
    static const TextFile files[] = {{"back.surefoot.json", text}};
    Loaded loaded;
    expect_lines(
        &loaded, files, SF_COUNT(files),
        "back.surefoot.json:3:43: /unknown: warning: unknown key, ignored\n"
        "back.surefoot.json:8:11: /routines/0/steps: warning: only rests and questions: there is "
        "nothing to do, so it is never due\n");
    assert_int_equal(loaded.faults.errors, 0);
    const Program *program = library_program(&loaded.library, "back");
    assert_string_equal(program->title, "Back to running");
    assert_string_equal(program->author, "A physio");
    assert_string_equal(program->licence, "CC BY 4.0");
    assert_string_equal(program->summary, "Slowly.");
    assert_string_equal(program->language, "pt-BR");
    assert_string_equal(program->sources.items[0], "ours");
    assert_string_equal(program->path, "back.surefoot.json");
    assert_int_equal(program->source_size, sizeof(text) - 1);
    assert_memory_equal(program->source, text, sizeof(text) - 1);
    assert_int_equal(strlen(program->hash), 64);
    const Routine *walk = program_routine(program, "walk");
    assert_string_equal(walk->summary, "One line");
    assert_true(walk->minimum);
    assert_int_equal(walk->times_per_week, 3);
    assert_int_equal(walk->rest_days, 1);
    static const Criterion expected[] = {{CRITERION_PAIN_MAX, 2, 7},
                                         {CRITERION_SESSIONS_MIN, 6, 14},
                                         {CRITERION_DAYS_CLEAR_MIN, 3, 0},
                                         {CRITERION_MORNING_SAME, 1, 2}};
    assert_int_equal(walk->offer_if.count, SF_COUNT(expected));
    assert_memory_equal(walk->offer_if.items, expected, sizeof(expected));
    assert_int_equal(program->stage_count, 1);
    assert_string_equal(program->stages[0].routines[0], "walk");
    assert_true(program->stages[0].begin);
    assert_int_equal(program->stages[0].enter.count, 0);
    assert_int_equal(program->stages[0].advance.count, 1);
    assert_int_equal(program->stages[0].step_back.count, 0);
    loaded_free(&loaded);
}

static void test_load__one_stage_is_the_one_to_begin_in(void **state)
{
    (void)state;
    static const TextFile files[] = {
        {"p.surefoot.json",
         "{\"program\": 1, \"id\": \"p\", \"title\": \"P\", \"routines\": [{\"id\": \"r\",\n"
         " \"title\": \"R\", \"steps\": [{\"kind\": \"rest\", \"seconds\": 1}]}], \"stages\": [\n"
         " {\"id\": \"a\", \"title\": \"A\", \"routines\": [\"r\"], \"begin\": true},\n"
         " {\"id\": \"b\", \"title\": \"B\", \"routines\": [\"r\"], \"begin\": false},\n"
         " {\"id\": \"c\", \"title\": \"C\", \"routines\": [\"r\"], \"begin\": true}]}"},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files),
                 "p.surefoot.json:5:56: /stages/2/begin: another stage is the one to begin in; "
                 "only one of them can be\n");
    loaded_free(&loaded);
}

static void test_load__lists_every_fault_of_a_file_at_once(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.surefoot.json",
         "{\n"
         "  \"program\": 1,\n"
         "  \"id\": \"Knee Plan\",\n"
         "  \"language\": \"english\",\n"
         "  \"colour/shade\": \"red\",\n"
         "  \"defaults\": {\"reps\": 10, \"sets\": 0},\n"
         "  \"routines\": [\n"
         "    {\n"
         "      \"id\": \"a\", \"title\": \"\\u00a0\",\n"
         "      \"weekly\": {\"times\": 15, \"a~b\": 1},\n"
         "      \"steps\": [\n"
         "        {\"exercise\": \"clamshel\"},\n"
         "        {\"exercise\": \"clamshell\", \"reps\": 2.5, \"seconds\": \"30\"},\n"
         "        {\"exercise\": \"clamshell\", \"tempo\": {\"down\": 0}, \"text\": \"Hm?\"},\n"
         "        {\"rounds\": 101, \"steps\": [{\"kind\": \"jump\", \"sides\": \"Each\"}]},\n"
         "        {\"kind\": \"rest\", \"seconds\": 0.0005, \"reps\": 3},\n"
         "        [], {}\n"
         "      ]\n"
         "    },\n"
         "    {\"id\": \"a\", \"title\": \"A\", \"steps\": []}\n"
         "  ],\n"
         "  \"stages\": [{\"id\": \"s\", \"title\": \"S\", \"routines\": [\"a\", \"b\"],\n"
         "    \"enter\": [{\"days\": 3}, {\"pain_max\": 11}, {\"morning_same\": false, \"days\": "
         "1},\n"
         "      7, {\"pain_max\": 1, \"sessions_min\": 1, \"days\": 1}]}, 5]\n"
         "}\n"},
    };
    Loaded loaded;
    expect_lines(
        &loaded, files, SF_COUNT(files),
        "p.surefoot.json:1:1: \"title\" is missing; it must be one line of text that is not blank "
        "(1 to 120 bytes)\n"
        "p.surefoot.json:3:9: /id: must be an id of a-z, 0-9, - and _, starting with a letter or "
        "digit, not \"Knee Plan\"\n"
        "p.surefoot.json:4:15: /language: must be a language such as \"en\" or \"pt-BR\", not "
        "\"english\"\n"
        "p.surefoot.json:5:3: /colour~1shade: warning: unknown key, ignored\n"
        "p.surefoot.json:6:16: /defaults/reps: belongs to a step; defaults may not give it\n"
        "p.surefoot.json:6:36: /defaults/sets: must be a whole number from 1 to 100, not 0\n"
        "p.surefoot.json:9:27: /routines/0/title: must be one line of text that is not blank (1 to "
        "120 bytes), not \"\xC2\xA0\"\n"
        "p.surefoot.json:10:27: /routines/0/weekly/times: must be a whole number from 0 to 14, not "
        "15\n"
        "p.surefoot.json:10:31: /routines/0/weekly/a~0b: warning: unknown key, ignored\n"
        "p.surefoot.json:12:22: /routines/0/steps/0/exercise: there is no exercise \"clamshel\"; "
        "it "
        "must be the id of one; near it: \"clamshell\"\n"
        "p.surefoot.json:13:43: /routines/0/steps/1/reps: must be a whole number from 1 to 1000, "
        "not 2.5\n"
        "p.surefoot.json:13:59: /routines/0/steps/1/seconds: must be seconds from 0.001 to 86400, "
        "to the millisecond, not \"30\"\n"
        "p.surefoot.json:14:44: /routines/0/steps/2/tempo: takes no time; it must be \"own\" or "
        "seconds such as {\"down\": 2, \"up\": 2}\n"
        "p.surefoot.json:14:57: /routines/0/steps/2/text: only a step of kind check has a text\n"
        "p.surefoot.json:15:20: /routines/0/steps/3/rounds: must be a whole number from 1 to 100, "
        "not 101\n"
        "p.surefoot.json:15:35: /routines/0/steps/3/steps/0: \"exercise\" is missing; only kind "
        "rest or check goes without\n"
        "p.surefoot.json:15:44: /routines/0/steps/3/steps/0/kind: must be one of hold, reps, time, "
        "max, walk, run, check, rest, not \"jump\"\n"
        "p.surefoot.json:15:61: /routines/0/steps/3/steps/0/sides: must be one of none, both, "
        "each, "
        "left, right, not \"Each\"\n"
        "p.surefoot.json:16:37: /routines/0/steps/4/seconds: must be seconds from 0.001 to 86400, "
        "to the millisecond, not 0.0005\n"
        "p.surefoot.json:16:45: /routines/0/steps/4/reps: a rest takes only seconds, id, name, say "
        "and cues\n"
        "p.surefoot.json:17:9: /routines/0/steps/5: must be an object in { }, not a list\n"
        "p.surefoot.json:17:13: /routines/0/steps/6: \"exercise\" is missing; only kind rest or "
        "check goes without\n"
        "p.surefoot.json:20:12: /routines/1/id: the id \"a\" is already a routine here; it must be "
        "used once\n"
        "p.surefoot.json:20:40: /routines/1/steps: must be a list of 1 to 2000 items, not of 0\n"
        "p.surefoot.json:22:58: /stages/0/routines/1: there is no routine \"b\"; it must be the id "
        "of a routine here\n"
        "p.surefoot.json:23:15: /stages/0/enter/0: must have exactly one of pain_max, "
        "sessions_min, "
        "days_clear_min, morning_same\n"
        "p.surefoot.json:23:28: /stages/0/enter/1: \"days\" is missing; it must be a whole number "
        "from 1 to 365\n"
        "p.surefoot.json:23:41: /stages/0/enter/1/pain_max: must be a whole number from 0 to 10, "
        "not 11\n"
        "p.surefoot.json:23:63: /stages/0/enter/2/morning_same: must be true, not false\n"
        "p.surefoot.json:24:7: /stages/0/enter/3: must be an object in { }, not 7\n"
        "p.surefoot.json:24:10: /stages/0/enter/4: must have exactly one of pain_max, "
        "sessions_min, "
        "days_clear_min, morning_same\n"
        "p.surefoot.json:24:59: /stages/1: must be an object in { }, not 5\n");
    assert_int_equal(loaded.library.program_count, 0);
    assert_int_equal(loaded.library.exercise_count, 1);
    loaded_free(&loaded);
}

static void test_load__a_fault_of_an_exercise_has_its_place(void **state)
{
    (void)state;
    static const struct {
        TextFile file;
        const char *lines;
    } cases[] = {
        {{"e.json", "{\"exercise\": 2, \"cues\": 5}"},
         "e.json:1:14: /exercise: made for a newer Surefoot; this one reads version 1\n"},
        {{"e.json", "{\"exercise\": 0}"},
         "e.json:1:14: /exercise: must be 1, the version of the format, not 0\n"},
        {{"a/other.json", EXERCISE("e", "E", "", "\"kind\": \"max\"")},
         "a/other.json:1:23: /id: the id must be the file's name; rename the file to e.json\n"},
        {{"e.json", EXERCISE("e", "E", "", "\"seconds\": 5")},
         "e.json:5:10: /dose: \"kind\" is missing; it must be a word such as hold or reps\n"},
        {{"e.json", EXERCISE("e", "E", " \"easier\": \"none-such\",", "\"kind\": \"max\"")},
         "e.json:5:12: /easier: there is no exercise \"none-such\"; it must be the id of one\n"},
        {{"e.json", EXERCISE("e", "E", " \"harder\": \"clamshell-x\",", "\"kind\": \"max\"")},
         "e.json:5:12: /harder: there is no exercise \"clamshell-x\"; it must be the id of one; "
         "near "
         "it: \"clamshell\"\n"},
        {{"e.json", EXERCISE("e", "a\\nb", "", "\"kind\": \"max\"")},
         "e.json:1:36: /name: must be one line of text that is not blank (1 to 120 bytes), not "
         "\"a?b\"\n"},
        {{"e.json", EXERCISE("e", "E", " \"mistakes\": [\"x\", null, true],", "\"kind\": \"max\"")},
         "e.json:5:20: /mistakes/1: must be text that is not blank (1 to 2000 bytes), not null\n"
         "e.json:5:26: /mistakes/2: must be text that is not blank (1 to 2000 bytes), not true\n"},
        {{"e.json", EXERCISE("e", "E", " \"mirror\": {}, \"first_move\": 1,", "\"kind\": \"max\"")},
         "e.json:5:12: /mirror: must be true or false, not an object\n"
         "e.json:5:30: /first_move: must be one of down, up, not 1\n"},
        {{"e.json", EXERCISE("e", "E", " \"dose_origin2\": 1,", "\"kind\": \"max\", \"rest\": 1")},
         "e.json:5:2: /dose_origin2: warning: unknown key, ignored\n"
         "e.json:5:45: /dose/rest: warning: unknown key, ignored\n"},
        {{"e.json", "[]"},
         "e.json:1:1: not an exercise, program, figure or norms: say which with \"exercise\": 1, "
         "\"program\": 1, \"figure\": 1 or \"norms\": 1\n"},
        {{"e.json", "{\"exercise\": \"x\"}"},
         "e.json:1:1: not an exercise, program, figure or norms: say which with \"exercise\": 1, "
         "\"program\": 1, \"figure\": 1 or \"norms\": 1\n"},
        {{"e.json", "{\"exercise\": 1,}"},
         "e.json:1:15: a comma before \"}\"; the last one has none: remove it\n"},
        {{"e.json", "{\"figure\": \"anything\"}"},
         "e.json:1:1: not an exercise, program, figure or norms: say which with \"exercise\": 1, "
         "\"program\": 1, \"figure\": 1 or \"norms\": 1\n"},
        {{"e.json", "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}"}, ""},
        {{"e.json", "{\"surefoot_export\": 1}"},
         "e.json:1:1: warning: an export of the log, not part of the library; bring it in with "
         "import\n"},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        const TextFile files[] = {CLAMSHELL, cases[i].file};
        Loaded loaded;
        expect_lines(&loaded, files, SF_COUNT(files), cases[i].lines);
        const bool warned = loaded.faults.errors == 0;
        assert_true(loaded.library.exercise_count == 1 || warned);
        loaded_free(&loaded);
    }
}

static void test_load__the_first_of_equal_ids_stays(void **state)
{
    (void)state;
    static const TextFile files[] = {
        {"b/clamshell.json", EXERCISE("clamshell", "Second", "", "\"kind\": \"max\"")},
        {"a/clamshell.json", EXERCISE("clamshell", "First", "", "\"kind\": \"max\"")},
        {"p2.json", PROGRAM("p", "", "{\"kind\": \"rest\", \"seconds\": 2}")},
        {"p1.json", PROGRAM("p", "", "{\"kind\": \"rest\", \"seconds\": 1}")},
    };
    Loaded loaded;
    expect_lines(
        &loaded, files, SF_COUNT(files),
        "b/clamshell.json:1:23: /id: the id \"clamshell\" is already in a/clamshell.json; it "
        "must be used once\n"
        "p2.json:1:22: /id: the id \"p\" is already in p1.json; it must be used once\n");
    assert_int_equal(loaded.library.exercise_count, 1);
    assert_string_equal(library_exercise(&loaded.library, "clamshell")->name, "First");
    assert_string_equal(library_program(&loaded.library, "p")->path, "p1.json");
    loaded_free(&loaded);
}

static void test_load__equal_step_and_stage_ids_are_faults(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.json",
         "{\"program\": 1, \"id\": \"p\", \"title\": \"P\", \"routines\": [\n"
         "{\"id\": \"r\", \"title\": \"R\", \"steps\": [{\"exercise\": \"clamshell\", \"id\": "
         "\"x\"},\n"
         "{\"rounds\": 1, \"steps\": [{\"exercise\": \"clamshell\", \"id\": \"x\"}]}]},\n"
         "{\"id\": \"q\", \"title\": \"Q\", \"steps\": [{\"exercise\": \"clamshell\", \"id\": "
         "\"x\"}]}],\n"
         "\"stages\": [{\"id\": \"s\", \"title\": \"S\", \"routines\": [\"r\"]},\n"
         "{\"id\": \"s\", \"title\": \"S\", \"routines\": [\"q\"]}]}"},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files),
                 "p.json:3:57: /routines/0/steps/1/steps/0/id: the id \"x\" is already in this "
                 "routine; it must be used once\n"
                 "p.json:6:8: /stages/1/id: the id \"s\" is already a stage here; it must be used "
                 "once\n");
    loaded_free(&loaded);
}

static void test_load__a_bad_exercise_is_left_out_alone(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"towel-press.json", EXERCISE("towel-press", "Towel press", " \"mirror\": 1,",
                                      "\"kind\": \"hold\", \"seconds\": 5")},
        {"bridge.json",
         EXERCISE("bridge", "Bridge", " \"easier\": \"towel-press\", \"harder\": \"clamshell\",",
                  "\"kind\": \"reps\", \"reps\": 5")},
        {"good.json",
         PROGRAM("good", "", "{\"exercise\": \"bridge\", \"easier\": \"towel-press\"}")},
        {"worse.json", PROGRAM("worse", "", "{\"exercise\": \"towel-press\"}")},
        {"broken.json", "{\"program\": 1"},
    };
    Loaded loaded;
    expect_lines(
        &loaded, files, SF_COUNT(files),
        "bridge.json:5:12: /easier: warning: \"towel-press\" is left out for its own faults, "
        "so it is not offered\n"
        "broken.json:1:14: the file ends here; a comma, or the \"}\" for line 1, column 1, is "
        "missing\n"
        "good.json:3:34: /routines/0/steps/0/easier: warning: \"towel-press\" is left out for "
        "its own faults, so it is not offered\n"
        "towel-press.json:5:12: /mirror: must be true or false, not 1\n"
        "worse.json:3:14: /routines/0/steps/0/exercise: exercise \"towel-press\" is left out "
        "for its own faults; mend its file first\n");
    assert_int_equal(loaded.library.exercise_count, 2);
    assert_null(library_exercise(&loaded.library, "bridge")->easier);
    assert_string_equal(library_exercise(&loaded.library, "bridge")->harder, "clamshell");
    assert_int_equal(loaded.library.program_count, 1);
    assert_null(step_at(&loaded, 0)->easier);
    loaded_free(&loaded);
}

#define INLINE_EXERCISE(id, more)                                                                  \
    "{\"id\": \"" id "\", \"name\": \"Mine\", \"position\": \"moving\", \"why\": \"W\",\n"         \
    "\"confidence\": \"ours\", \"cues\": [\"C\"], \"load\": \"none\", \"dose_origin\": \"app\",\n" \
    "\"dose\": {\"kind\": \"hold\", \"seconds\": 3}" more "}"

static void test_load__programs_may_bring_exercises(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.json", PROGRAM("p",
                           " \"exercises\": [" INLINE_EXERCISE("mine", "") ",\n" INLINE_EXERCISE(
                               "easy", ", \"harder\": \"mine\"") "],\n",
                           "{\"exercise\": \"mine\", \"easier\": \"easy\"}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    assert_int_equal(loaded.library.exercise_count, 3);
    assert_string_equal(loaded.library.exercises[1]->id, "easy");
    assert_ptr_equal(step_at(&loaded, 0)->exercise, library_exercise(&loaded.library, "mine"));
    assert_int_equal(step_at(&loaded, 0)->dose.seconds_ms, 3000);
    loaded_free(&loaded);

    static const TextFile clashes[] = {
        CLAMSHELL,
        {"a.json", PROGRAM("a", " \"exercises\": [" INLINE_EXERCISE("mine", "") "],\n",
                           "{\"exercise\": \"mine\"}")},
        {"b.json", PROGRAM("b", " \"exercises\": [" INLINE_EXERCISE("mine", "") "],\n",
                           "{\"exercise\": \"mine\"}")},
        {"c.json",
         PROGRAM("c",
                 " \"exercises\": [" INLINE_EXERCISE("clamshell", "") ",\n" INLINE_EXERCISE(
                     "x", "") ",\n" INLINE_EXERCISE("x", ", \"easier\": \"y\"") ", 3],\n",
                 "{\"exercise\": \"x\"}")},
        {"d.json", PROGRAM("d", "", "{\"exercise\": \"mine\"}")},
    };
    expect_lines(
        &loaded, clashes, SF_COUNT(clashes),
        "b.json:2:23: /exercises/0/id: the id \"mine\" is already in a.json; it must be used "
        "once\n"
        "c.json:2:23: /exercises/0/id: the id \"clamshell\" is already in "
        "exercises/clamshell.json; it must be used once\n"
        "c.json:8:8: /exercises/2/id: the id \"x\" is already in this list; it must be used "
        "once\n"
        "c.json:10:51: /exercises/2/easier: there is no exercise \"y\"; it must be the id of "
        "one\n"
        "c.json:10:57: /exercises/3: must be an object in { }, not 3\n"
        "d.json:3:14: /routines/0/steps/0/exercise: there is no exercise \"mine\"; it must be "
        "the id of one\n");
    assert_int_equal(loaded.library.exercise_count, 2);
    loaded_free(&loaded);
}

/* Rest belongs to the step, and labels are not ids: both were bugs of others. */
static void test_load__labels_are_free_and_ids_are_not(void **state)
{
    (void)state;
    static const TextFile files[] = {
        CLAMSHELL,
        {"p.json", PROGRAM("p", "",
                           "{\"exercise\": \"clamshell\", \"name\": \"Left\", \"rest_s\": 0},\n"
                           "{\"exercise\": \"clamshell\", \"name\": \"Left\", \"rest_s\": 12}")},
    };
    Loaded loaded;
    expect_lines(&loaded, files, SF_COUNT(files), "");
    assert_string_equal(step_at(&loaded, 0)->name, step_at(&loaded, 1)->name);
    assert_string_not_equal(step_at(&loaded, 0)->id, step_at(&loaded, 1)->id);
    assert_int_equal(step_at(&loaded, 0)->dose.rest_ms, 0);
    assert_int_equal(step_at(&loaded, 1)->dose.rest_ms, 12000);
    loaded_free(&loaded);
}

static void test_load__order_of_files_does_not_matter(void **state)
{
    (void)state;
    static const TextFile forwards[] = {
        CLAMSHELL, TOWEL_PRESS, {"a.json", "{"}, {"b.json", "{\"program\": 1}"}};
    static const TextFile backwards[] = {
        {"b.json", "{\"program\": 1}"}, {"a.json", "{"}, TOWEL_PRESS, CLAMSHELL};
    Loaded first;
    Loaded second;
    load_texts(&first, forwards, SF_COUNT(forwards));
    load_texts(&second, backwards, SF_COUNT(backwards));
    assert_string_equal(first.lines, second.lines);
    assert_int_equal(first.faults.errors, 4);
    assert_int_equal(first.library.exercise_count, 2);
    for (int32_t i = 0; i < 2; i++) {
        assert_string_equal(first.library.exercises[i]->id, second.library.exercises[i]->id);
    }
    loaded_free(&first);
    loaded_free(&second);
}

static void test_load__nothing_gives_an_empty_library(void **state)
{
    (void)state;
    Loaded loaded = {0};
    assert_int_equal(library_load(&loaded.library, NULL, 0, &loaded.faults), SF_OK);
    assert_int_equal(loaded.library.exercise_count, 0);
    assert_null(library_exercise(&loaded.library, "clamshell"));
    loaded_free(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load__fills_in_what_an_exercise_leaves_out),
        cmocka_unit_test(test_load__reads_every_key_of_an_exercise),
        cmocka_unit_test(test_load__the_nearest_that_says_wins),
        cmocka_unit_test(test_load__another_kind_drops_what_measured_the_old_one),
        cmocka_unit_test(test_load__a_rest_and_a_check_are_not_exercise),
        cmocka_unit_test(test_load__steps_get_ids_of_their_own),
        cmocka_unit_test(test_load__long_ids_are_shortened_to_be_numbered),
        cmocka_unit_test(test_load__steps_take_words_from_their_exercise),
        cmocka_unit_test(test_load__what_cannot_be_drawn_is_a_warning_with_its_place),
        cmocka_unit_test(test_load__reads_the_whole_of_a_program),
        cmocka_unit_test(test_load__one_stage_is_the_one_to_begin_in),
        cmocka_unit_test(test_load__lists_every_fault_of_a_file_at_once),
        cmocka_unit_test(test_load__a_fault_of_an_exercise_has_its_place),
        cmocka_unit_test(test_load__the_first_of_equal_ids_stays),
        cmocka_unit_test(test_load__equal_step_and_stage_ids_are_faults),
        cmocka_unit_test(test_load__a_bad_exercise_is_left_out_alone),
        cmocka_unit_test(test_load__programs_may_bring_exercises),
        cmocka_unit_test(test_load__labels_are_free_and_ids_are_not),
        cmocka_unit_test(test_load__order_of_files_does_not_matter),
        cmocka_unit_test(test_load__nothing_gives_an_empty_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
