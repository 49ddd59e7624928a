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
#include "surefoot/utf8.h"

#include <stdlib.h>

#define TEXT_BYTES ((size_t)1024 * 1024)

/* A growing text of a test. */
typedef struct Text {
    char *bytes;
    size_t used;
} Text;

static Text text_new(void)
{
    Text text = {calloc(1, TEXT_BYTES), 0};
    assert_non_null(text.bytes);
    return text;
}

static void text_add(Text *text, const char *piece)
{
    const size_t length = strlen(piece);
    assert_true(text->used + length < TEXT_BYTES);
    memcpy(text->bytes + text->used, piece, length + 1);
    text->used += length;
}

static void text_repeat(Text *text, const char *piece, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        text_add(text, i == 0 ? "" : ",");
        text_add(text, piece);
    }
}

/* A whole program around what may differ. */
#define HEAD "{\"program\":1,\"id\":\"p\",\"title\":\"P\","
#define ROUTINE HEAD "\"routines\":[{\"id\":\"r\",\"title\":\"R\","
#define REST "{\"kind\":\"rest\",\"seconds\":1}"

#define OWN_ONE                                                                                    \
    "{\"id\":\"e\",\"name\":\"E\",\"position\":\"moving\",\"why\":\"W\",\"confidence\":\"ours\","  \
    "\"cues\":[\"C\"],\"load\":\"low\",\"dose_origin\":\"app\",\"dose\":{\"kind\":\"reps\","       \
    "\"reps\":1}}"

typedef struct Edge {
    const char *before;
    const char *item;
    int32_t most; /**< items that are still allowed */
    const char *after;
    const char *fault; /**< of one more */
} Edge;

static void load_edge(Loaded *loaded, const Edge *edge, int32_t count)
{
    Text text = text_new();
    text_add(&text, edge->before);
    text_repeat(&text, edge->item, count);
    text_add(&text, edge->after);
    const TextFile file = {"p.json", text.bytes};
    load_texts(loaded, &file, 1);
    assert_int_equal(loaded->error, SF_OK);
    free(text.bytes);
}

static void test_load_limits__lists_hold_what_they_may(void **state)
{
    (void)state;
    static const Edge edges[] = {
        {ROUTINE "\"steps\":[", REST, LIMIT_STEPS, "]}]}",
         "/routines/0/steps: must be a list of 1 to 2000 items, not of 2001\n"},
        {ROUTINE "\"steps\":[{\"rounds\":100,\"steps\":[", REST, LIMIT_STEPS / 100, "]}]}]}",
         "/routines/0/steps: more than 2000 steps with rounds counted; at most 2000 are allowed\n"},
        {ROUTINE "\"steps\":[{\"rounds\":1,\"steps\":[" REST "]},", REST, LIMIT_STEPS - 2, "]}]}",
         "/routines/0/steps: more than 2000 steps with rounds counted; at most 2000 are allowed\n"},
        {ROUTINE "\"steps\":[{\"kind\":\"rest\",\"seconds\":1,\"cues\":[", "\"c\"", LIMIT_LIST,
         "]}]}]}", "/routines/0/steps/0/cues: must be a list of 1 to 50 items, not of 51\n"},
        {ROUTINE "\"steps\":[" REST "],\"offer_if\":[", "{\"days_clear_min\":365}", LIMIT_LIST,
         "]}]}", "/routines/0/offer_if: must be a list of 0 to 50 items, not of 51\n"},
        {ROUTINE "\"steps\":[" REST "]}],\"sources\":[", "\"s\"", LIMIT_LIST, "]}",
         "/sources: must be a list of 0 to 50 items, not of 51\n"},
        {ROUTINE "\"steps\":[" REST "]}],\"stages\":[{\"id\":\"s\",\"title\":\"S\",\"routines\":[",
         "\"r\"", LIMIT_ROUTINES, "]}]}",
         "/stages/0/routines: must be a list of 1 to 200 items, not of 201\n"},
    };
    for (size_t i = 0; i < SF_COUNT(edges); i++) {
        Loaded loaded;
        for (int32_t below = 1; below >= 0; below--) {
            load_edge(&loaded, &edges[i], edges[i].most - below);
            assert_string_equal(loaded.lines, "");
            assert_int_equal(loaded.library.program_count, 1);
            loaded_free(&loaded);
        }
        load_edge(&loaded, &edges[i], edges[i].most + 1);
        assert_non_null(strstr(loaded.lines, edges[i].fault));
        assert_int_equal(loaded.faults.errors, 1);
        assert_int_equal(loaded.library.program_count, 0);
        loaded_free(&loaded);
    }
}

static void test_load_limits__routines_and_stages_are_counted(void **state)
{
    (void)state;
    for (int32_t more = 0; more <= 1; more++) {
        Text text = text_new();
        text_add(&text, HEAD "\"routines\":[");
        for (int32_t i = 0; i < LIMIT_ROUTINES + more; i++) {
            char piece[128];
            (void)snprintf(piece, sizeof(piece),
                           "%s{\"id\":\"r%d\",\"title\":\"R\",\"steps\":[" REST "]}",
                           i == 0 ? "" : ",", (int)i);
            text_add(&text, piece);
        }
        text_add(&text, "],\"stages\":[");
        for (int32_t i = 0; i < LIMIT_STAGES + more; i++) {
            char piece[128];
            (void)snprintf(piece, sizeof(piece),
                           "%s{\"id\":\"s%d\",\"title\":\"S\",\"routines\":[\"r1\"]}",
                           i == 0 ? "" : ",", (int)i);
            text_add(&text, piece);
        }
        text_add(&text, "]}");
        const TextFile file = {"p.json", text.bytes};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.faults.errors, 2 * more);
        assert_int_equal(loaded.library.program_count, 1 - more);
        loaded_free(&loaded);
        free(text.bytes);
    }
}

/* 101 to the power of nesting does not fit any number: it is too much all the same. */
static void test_load_limits__rounds_in_rounds_are_multiplied(void **state)
{
    (void)state;
    Text text = text_new();
    text_add(&text, ROUTINE "\"steps\":[");
    for (int i = 0; i < 12; i++) {
        text_add(&text, "{\"rounds\":100,\"steps\":[");
    }
    text_add(&text, REST);
    for (int i = 0; i < 12; i++) {
        text_add(&text, "]}");
    }
    text_add(&text, "]}]}");
    const TextFile file = {"p.json", text.bytes};
    Loaded loaded;
    load_texts(&loaded, &file, 1);
    assert_non_null(strstr(loaded.lines, "more than 2000 steps with rounds counted"));
    loaded_free(&loaded);
    free(text.bytes);
}

/* Groups of groups may hold more nodes than a routine may have: reading stops in time. */
static void test_load_limits__nodes_are_not_read_without_end(void **state)
{
    (void)state;
    Text text = text_new();
    text_add(&text, ROUTINE "\"steps\":[");
    for (int i = 0; i < 3; i++) {
        text_add(&text, i == 0 ? "" : ",");
        text_add(&text, "{\"rounds\":1,\"steps\":[");
        text_repeat(&text, REST, 900);
        text_add(&text, "]}");
    }
    text_add(&text, "]}]}");
    const TextFile file = {"p.json", text.bytes};
    Loaded loaded;
    load_texts(&loaded, &file, 1);
    assert_string_equal(loaded.lines, "p.json:1:77: /routines/0/steps: more than 2000 steps with "
                                      "rounds counted; at most 2000 are allowed\n");
    loaded_free(&loaded);
    free(text.bytes);
}

static void test_load_limits__numbers_stop_at_their_range(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        int32_t errors;
    } cases[] = {
        {"\"seconds\":86400", 0},
        {"\"seconds\":86400.001", 1},
        {"\"seconds\":0.001", 0},
        {"\"seconds\":0", 1},
        {"\"seconds\":-0.001", 1},
        {"\"seconds\":1.0005", 1},
        {"\"seconds\":2.345", 0},
        {"\"seconds\":1e300", 1},
        {"\"seconds\":-1e300", 1},
        {"\"reps\":1000", 0},
        {"\"reps\":1001", 1},
        {"\"reps\":1e300", 1},
        {"\"sets\":1", 0},
        {"\"sets\":100", 0},
        {"\"sets\":101", 1},
        {"\"sets\":0", 1},
        {"\"rest_s\":0", 0},
        {"\"rest_s\":3600", 0},
        {"\"rest_s\":3600.5", 1},
        {"\"switch_s\":600", 0},
        {"\"switch_s\":601", 1},
        {"\"ready_s\":600", 0},
        {"\"ready_s\":-1", 1},
        {"\"stop_if_pain\":10", 0},
        {"\"stop_if_pain\":11", 1},
        {"\"stop_if_pain\":-1", 1},
        {"\"tempo\":{\"down\":600}", 0},
        {"\"tempo\":{\"down\":600.001}", 1},
        {"\"tempo\":{}", 1},
        {"\"halfway\":0", 1},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char text[1024];
        (void)snprintf(text, sizeof(text), ROUTINE "\"steps\":[{\"exercise\":\"clamshell\",%s}]}]}",
                       cases[i].keys);
        const TextFile files[] = {CLAMSHELL, {"p.json", text}};
        Loaded loaded;
        load_texts(&loaded, files, SF_COUNT(files));
        assert_int_equal(loaded.faults.errors, cases[i].errors);
        loaded_free(&loaded);
    }
}

static void test_load_limits__texts_stop_at_their_length(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        size_t most;
    } cases[] = {
        {"id", LIMIT_ID_BYTES},        {"title", LIMIT_NAME_BYTES},   {"author", LIMIT_NAME_BYTES},
        {"licence", LIMIT_NAME_BYTES}, {"summary", LIMIT_TEXT_BYTES},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        for (size_t more = 0; more <= 1; more++) {
            char value[LIMIT_TEXT_BYTES + 2] = "";
            memset(value, 'a', cases[i].most + more);
            char text[LIMIT_TEXT_BYTES + 512];
            (void)snprintf(text, sizeof(text),
                           "{\"program\":1,%s%s\"%s\":\"%s\",\"routines\":[{\"id\":\"r\","
                           "\"title\":\"R\",\"steps\":[" REST "]}]}",
                           i == 0 ? "" : "\"id\":\"p\",", i == 1 ? "" : "\"title\":\"P\",",
                           cases[i].key, value);
            const TextFile file = {"p.json", text};
            Loaded loaded;
            load_texts(&loaded, &file, 1);
            assert_int_equal(loaded.faults.errors, (int)more);
            loaded_free(&loaded);
        }
    }
}

static void test_load_limits__languages_keep_their_form(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        int32_t errors;
    } cases[] = {
        {"en", 0},    {"ast", 0},          {"pt-BR", 0}, {"zh-Hant-TW", 0}, {"de-12345678", 0},
        {"e", 1},     {"engl", 1},         {"EN", 1},    {"en-", 1},        {"en-a", 1},
        {"en_GB", 1}, {"en-123456789", 1}, {"", 1},      {"en-GB ", 1},
    };
    for (size_t i = 0; i < SF_COUNT(cases); i++) {
        char text[512];
        (void)snprintf(text, sizeof(text),
                       HEAD "\"language\":\"%s\",\"routines\":[{\"id\":\"r\",\"title\":\"R\","
                            "\"steps\":[" REST "]}]}",
                       cases[i].language);
        const TextFile file = {"p.json", text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.faults.errors, cases[i].errors);
        loaded_free(&loaded);
    }
}

/* Those that may not be in a line even between words. */
static bool is_break(const char *text)
{
    return text[0] == '\\' || strncmp(text, "\xE2\x80\xA8", 3) == 0 ||
           strncmp(text, "\xE2\x80\xA9", 3) == 0;
}

static void test_load_limits__names_must_be_seen(void **state)
{
    (void)state;
    static const char *const blank[] = {
        " ",
        "\\t",
        "\xC2\xA0",
        "\xE1\x9A\x80",
        "\xE2\x80\x83",
        "\xE2\x80\xA8",
        "\xE2\x80\xA9",
        "\xE2\x80\xAF",
        "\xE2\x81\x9F",
        "\xE3\x80\x80",
        "\xEF\xBB\xBF",
        "\xC2\xAD",
        "\xE2\x80\x8B",
        "\xE2\x80\x8F",
        "\xE2\x81\xA0",
        "\xE3\x85\xA4",
        "\xEF\xB8\x8F",
        "\xF3\xA0\x81\xA7",
    };
    for (size_t i = 0; i < SF_COUNT(blank); i++) {
        char text[512];
        (void)snprintf(text, sizeof(text),
                       "{\"program\":1,\"id\":\"p\",\"title\":\" %s\",\"routines\":[{\"id\":\"r\","
                       "\"title\":\"x%s\",\"steps\":[" REST "]}]}",
                       blank[i], is_break(blank[i]) ? "" : blank[i]);
        const TextFile file = {"p.json", text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.faults.errors, 1);
        assert_non_null(strstr(loaded.lines, "/title: must be one line of text that is not blank"));
        loaded_free(&loaded);
    }
}

/* Characters that steer a terminal or turn a line, as JSON writes them. */
static void test_load_limits__texts_do_not_steer(void **state)
{
    (void)state;
    static const char *const steering[] = {"\\u0007", "\\u001b", "\\r",     "\\u007f", "\xC2\x85",
                                           "\\u009b", "\\u202a", "\\u202e", "\\u2066", "\\u2069"};
    static const char *const fine[] = {"\\u200c", "\\u200d", "\\u200e", "\\u200f", "\\u00ad",
                                       "\\u2065", "\\u206a", "\\ufe0f", "\\u05d1"};
    for (size_t i = 0; i < SF_COUNT(steering) + SF_COUNT(fine); i++) {
        const bool bad = i < SF_COUNT(steering);
        const char *sign = bad ? steering[i] : fine[i - SF_COUNT(steering)];
        char text[512];
        (void)snprintf(text, sizeof(text),
                       "{\"program\":1,\"id\":\"p\",\"title\":\"a%sb\",\"summary\":\"a%sb\","
                       "\"routines\":[{\"id\":\"r\",\"title\":\"x\",\"steps\":[" REST "]}]}",
                       sign, sign);
        const TextFile file = {"p.json", text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.faults.errors, bad ? 2 : 0);
        assert_true(!bad || strstr(loaded.lines, "/summary: has a control character") != NULL);
        assert_true(!utf8_has_steering(loaded.lines, strlen(loaded.lines), UTF8_LINES));
        loaded_free(&loaded);
    }
}

/* What no timeline can hold is refused when it is read, not when somebody presses Start. */
static void test_load_limits__what_cannot_be_played_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *steps;
        const char *fault;
    } rows[] = {
        {"{\"exercise\":\"e\",\"reps\":1000,\"sets\":100}",
         "/routines/0/steps: routine \"r\" lasts longer than 24 hours"},
        {"{\"exercise\":\"e\",\"reps\":100,\"tempo\":{\"up\":600,\"down\":600}}",
         "lasts longer than 24 hours"},
        {"{\"kind\":\"rest\",\"seconds\":86400},{\"kind\":\"rest\",\"seconds\":1},{\"kind\":"
         "\"check\",\"text\":\"?\"}",
         "lasts longer than 24 hours"},
        {"{\"rounds\":100,\"steps\":[{\"rounds\":2,\"steps\":[{\"exercise\":\"e\",\"sets\":100,"
         "\"reps\":1,\"rest_s\":1}]}]}",
         "has more than 20000 parts"},
        {"{\"exercise\":\"e\",\"reps\":1000,\"sets\":80,\"tempo\":{\"up\":0.25,\"hold\":0.25,"
         "\"down\":0.25,\"pause\":0.25}}",
         "has more than 200000 sounds"},
        {"{\"kind\":\"rest\",\"seconds\":40000},{\"kind\":\"check\",\"text\":\"?\"}", NULL},
        {"{\"exercise\":\"e\",\"reps\":1000,\"sets\":10}", NULL},
    };
    for (size_t i = 0; i < SF_COUNT(rows); i++) {
        char text[1024];
        (void)snprintf(text, sizeof(text),
                       HEAD "\"exercises\":[" OWN_ONE
                            "],\"routines\":[{\"id\":\"r\",\"title\":\"R\",\"steps\":[%s]}]}",
                       rows[i].steps);
        const TextFile file = {"p.json", text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.library.program_count, rows[i].fault == NULL ? 1 : 0);
        assert_int_equal(loaded.faults.errors, rows[i].fault == NULL ? 0 : 1);
        if (rows[i].fault != NULL && strstr(loaded.lines, rows[i].fault) == NULL) {
            fail_msg("%s is not in %s", rows[i].fault, loaded.lines);
        }
        loaded_free(&loaded);
    }
}

static void test_load_limits__a_week_of_rests_is_told(void **state)
{
    (void)state;
    static const char *const steps[] = {REST, REST ",{\"kind\":\"check\",\"text\":\"?\"}",
                                        "{\"rounds\":2,\"steps\":[" REST "]}",
                                        "{\"exercise\":\"e\"}"};
    for (size_t i = 0; i < SF_COUNT(steps); i++) {
        char text[1024];
        (void)snprintf(text, sizeof(text),
                       HEAD "\"exercises\":[" OWN_ONE "],\"routines\":[{\"id\":\"r\",\"title\":"
                            "\"R\",\"weekly\":{\"times\":3},\"steps\":[%s]}]}",
                       steps[i]);
        const TextFile file = {"p.json", text};
        Loaded loaded;
        load_texts(&loaded, &file, 1);
        assert_int_equal(loaded.library.program_count, 1);
        assert_int_equal(strstr(loaded.lines, "only rests and questions") != NULL, i < 3);
        loaded_free(&loaded);
    }
}

static void test_load_limits__faults_are_counted_beyond_those_listed(void **state)
{
    (void)state;
    Text text = text_new();
    text_add(&text, ROUTINE "\"steps\":[");
    text_repeat(&text, "[]", 300);
    text_add(&text, "]}]");
    for (int i = 0; i < 150; i++) {
        char key[32];
        (void)snprintf(key, sizeof(key), ",\"key-%d\":0", i);
        text_add(&text, key);
    }
    text_add(&text, "}");
    const TextFile file = {"p.json", text.bytes};
    Loaded loaded;
    load_texts(&loaded, &file, 1);
    assert_int_equal(loaded.faults.errors, 300);
    assert_int_equal(loaded.faults.count, LIMIT_FAULTS);
    assert_int_equal(loaded.faults.dropped, 300 + 150 - LIMIT_FAULTS);
    loaded_free(&loaded);
    free(text.bytes);
}

/* `count` copies of a file whose name and id are numbers. */
static void load_many(Loaded *loaded, int32_t count, const char *rest)
{
    SourceFile *sources = calloc((size_t)count, sizeof(*sources));
    char(*paths)[16] = calloc((size_t)count, sizeof(*paths));
    char(*texts)[512] = calloc((size_t)count, sizeof(*texts));
    assert_non_null(sources);
    assert_non_null(paths);
    assert_non_null(texts);
    for (int32_t i = 0; i < count; i++) {
        (void)snprintf(paths[i], sizeof(paths[i]), "%06d.json", (int)i);
        const size_t head =
            (size_t)snprintf(texts[i], sizeof(texts[i]), "{\"id\": \"%06d\",", (int)i);
        (void)snprintf(texts[i] + head, sizeof(texts[i]) - head, "%s", rest);
        sources[i] = (SourceFile){paths[i], texts[i], strlen(texts[i])};
    }
    *loaded = (Loaded){0};
    loaded->error = library_load(&loaded->library, sources, count, &loaded->faults);
    loaded_lines(loaded);
    assert_int_equal(loaded->error, SF_OK);
    free(sources);
    free(paths);
    free(texts);
}

static void test_load_limits__a_library_has_room_for_so_many(void **state)
{
    (void)state;
    const char *exercise = "\"exercise\":1,\"name\":\"N\",\"position\":\"moving\",\"why\":\"W\","
                           "\"confidence\":\"ours\",\"cues\":[\"C\"],\"load\":\"none\","
                           "\"dose_origin\":\"app\",\"dose\":{\"kind\":\"max\"}}";
    const char *program = "\"program\":1,\"title\":\"P\",\"routines\":[{\"id\":\"r\","
                          "\"title\":\"R\",\"steps\":[" REST "]}]}";
    Loaded loaded;
    load_many(&loaded, LIMIT_EXERCISES, exercise);
    assert_int_equal(loaded.library.exercise_count, LIMIT_EXERCISES);
    assert_string_equal(loaded.lines, "");
    loaded_free(&loaded);
    load_many(&loaded, LIMIT_EXERCISES + 1, exercise);
    assert_int_equal(loaded.library.exercise_count, LIMIT_EXERCISES);
    assert_string_equal(loaded.lines,
                        "002000.json:1:1: too many exercises; at most 2000 are allowed\n");
    loaded_free(&loaded);
    load_many(&loaded, LIMIT_PROGRAMS + 1, program);
    assert_int_equal(loaded.library.program_count, LIMIT_PROGRAMS);
    assert_string_equal(loaded.lines,
                        "000500.json:1:1: too many programs; at most 500 are allowed\n");
    loaded_free(&loaded);
}

static void test_load_limits__own_exercises_need_room_too(void **state)
{
    (void)state;
    Text text = text_new();
    text_add(&text, "\"program\":1,\"title\":\"P\",\"routines\":[{\"id\":\"r\",\"title\":\"R\","
                    "\"steps\":[" REST "]}],\"exercises\":[");
    /* Forty-one programs of fifty each come to 2,050; each needs names of its own. */
    SourceFile sources[41];
    char *texts[41];
    char paths[41][16];
    for (int p = 0; p < 41; p++) {
        Text program = text_new();
        char head[64];
        (void)snprintf(head, sizeof(head), "{\"id\":\"p%02d\",", p);
        text_add(&program, head);
        text_add(&program, text.bytes);
        for (int e = 0; e < LIMIT_LIST; e++) {
            char piece[256];
            (void)snprintf(piece, sizeof(piece),
                           "%s{\"id\":\"e%d-%d\",\"name\":\"N\",\"position\":\"moving\","
                           "\"why\":\"W\",\"confidence\":\"ours\",\"cues\":[\"C\"],\"load\":"
                           "\"none\",\"dose_origin\":\"app\",\"dose\":{\"kind\":\"max\"}}",
                           e == 0 ? "" : ",", p, e);
            text_add(&program, piece);
        }
        text_add(&program, "]}");
        (void)snprintf(paths[p], sizeof(paths[p]), "p%02d.json", p);
        texts[p] = program.bytes;
        sources[p] = (SourceFile){paths[p], program.bytes, program.used};
    }
    Loaded loaded = {0};
    loaded.error = library_load(&loaded.library, sources, 41, &loaded.faults);
    loaded_lines(&loaded);
    assert_string_equal(loaded.lines,
                        "p40.json:1:1: too many exercises; at most 2000 are allowed\n");
    assert_int_equal(loaded.library.exercise_count, LIMIT_EXERCISES);
    loaded_free(&loaded);
    for (int p = 0; p < 41; p++) {
        free(texts[p]);
    }
    free(text.bytes);
}

/* Very many values, then very many keys: slow only if something is quadratic. */
static void test_load_limits__large_odd_files_stay_quick(void **state)
{
    (void)state;
    const size_t size = (size_t)2 * 1024 * 1024;
    char *text = malloc(size + 1);
    assert_non_null(text);
    size_t used = (size_t)snprintf(text, size, "%s", HEAD "\"routines\":[");
    while (used + 8 < size) {
        text[used++] = '[';
        text[used++] = ']';
        text[used++] = ',';
    }
    (void)snprintf(text + used, size + 1 - used, "%s", "0]}");
    const TextFile file = {"p.json", text};
    Loaded loaded;
    load_texts(&loaded, &file, 1);
    assert_int_equal(loaded.faults.errors, 1);
    loaded_free(&loaded);
    used = (size_t)snprintf(text, size, "%s", ROUTINE "\"steps\":[" REST "]}]");
    for (int i = 0; i < 100000; i++) {
        used += (size_t)snprintf(text + used, size - used, ",\"k%d\":0", i);
    }
    (void)snprintf(text + used, size + 1 - used, "%s", "}");
    load_texts(&loaded, &file, 1);
    assert_int_equal(loaded.faults.errors, 0);
    assert_int_equal(loaded.faults.dropped, 100000 - LIMIT_FAULTS / 2);
    assert_int_equal(loaded.library.program_count, 1);
    loaded_free(&loaded);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_load_limits__lists_hold_what_they_may),
        cmocka_unit_test(test_load_limits__routines_and_stages_are_counted),
        cmocka_unit_test(test_load_limits__rounds_in_rounds_are_multiplied),
        cmocka_unit_test(test_load_limits__nodes_are_not_read_without_end),
        cmocka_unit_test(test_load_limits__numbers_stop_at_their_range),
        cmocka_unit_test(test_load_limits__texts_stop_at_their_length),
        cmocka_unit_test(test_load_limits__languages_keep_their_form),
        cmocka_unit_test(test_load_limits__names_must_be_seen),
        cmocka_unit_test(test_load_limits__texts_do_not_steer),
        cmocka_unit_test(test_load_limits__what_cannot_be_played_is_refused),
        cmocka_unit_test(test_load_limits__a_week_of_rests_is_told),
        cmocka_unit_test(test_load_limits__faults_are_counted_beyond_those_listed),
        cmocka_unit_test(test_load_limits__a_library_has_room_for_so_many),
        cmocka_unit_test(test_load_limits__own_exercises_need_room_too),
        cmocka_unit_test(test_load_limits__large_odd_files_stay_quick),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
