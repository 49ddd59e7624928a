/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdlib.h>
#include <string.h>

#include "../../app/store/store_internal.h"
#include "facts_kit.h"
#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"
#include "surefoot/text_out.h"
#include "surefoot/transfer.h"

static const Instant now = {.utc_ms = KIT_NOON_MS, .offset_min = 60};

static Store *open_memory(uint8_t seed)
{
    const StoreOptions options = {.now = now, .seed = {seed, 2, 3}};
    StoreOpened opened;
    Store *store = NULL;
    assert_int_equal(store_open(&store, &options, &opened, NULL), SF_OK);
    return store;
}

static void add_all(Store *store, const Fact *facts, size_t count)
{
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(store_add(store, &facts[i], NULL), SF_OK);
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
}

enum { KINDS = 14 };

/* One fact of every kind, with what is hard to write: quotes, line ends, nothing at all. */
static void every_kind(Fact facts[KINDS])
{
    facts[0] = kit_follow(-400, "runners-knee", true);
    facts[1] = kit_session(0, 1, "strength");
    facts[2] = kit_set(&facts[1], 2, "clamshell/r1.2/s2/right");
    facts[3] = kit_pain(0, 3, SIDE_RIGHT, 4);
    facts[3].body.pain.session = facts[1].id;
    facts[4] = kit_status(1, STATUS_AWAY, 14);
    facts[5] = kit_answer(2, "flag.swelling", true);
    facts[6] = kit_session(3, 1, "strength");
    facts[6].supersedes = facts[1].id;
    facts[6].device = kit_device(2);
    facts[6].at.offset_min = -570;
    facts[6].at.utc_ms += 123;
    facts[6].body.session.note = "";
    facts[7] = kit_tombstone(&facts[3], 500, 9);
    facts[8] = kit_session(4, 1, "minimum");
    facts[9] = kit_try(5, 1, SIDE_LEFT, 31400);
    facts[9].body.balance_try.session = facts[8].id;
    facts[10] = kit_try(5, 2, SIDE_RIGHT, 0);
    facts[10].body.balance_try = (TryFact){.leg = SIDE_RIGHT, .cap_ms = 45000}; /* all the least */
    facts[11] = kit_try(5, 3, SIDE_LEFT, 30000);
    facts[11].supersedes = facts[9].id;
    facts[12] = kit_squat(5, 4, SIDE_RIGHT, 3);
    facts[13] = kit_session(6, 1, "brush");
    facts[13].body.session.mode = MODE_BRUSH;
    facts[8].body.session.note = "\\ \" / \t\r\n \xf0\x9f\xa6\xb5 \xe2\x80\xa8 \x7f \x01";
}

/* SHA-256 of the text, which an import recomputes. */
static const char program_hash[] =
    "327ca501ec7851fbac0cc0eaebf4ca953459816349c434078ec11a749b023148";
static const char program_source[] = "{\"program\": 1,\r\n\t\"id\": \"\xc3\xbc\"}\n";

typedef struct Text {
    char *bytes;
    size_t size;
} Text;

static Text export_of(Store *store)
{
    Text text;
    SfErrorInfo err = {{0}};
    if (export_write(store, now, &text.bytes, &text.size, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(strlen(text.bytes), text.size);
    return text;
}

/* An import and what it said. */
typedef struct Said {
    SfError code;
    ImportResult result;
    Faults faults;
    SfErrorInfo err;
} Said;

static Said import_bytes(Store *store, const char *bytes, size_t size)
{
    Said said = {0};
    const SourceFile file = {.path = "surefoot-export.json", .bytes = bytes, .size = size};
    said.code = export_read(store, &file, &said.result, &said.faults, &said.err);
    return said;
}

static Said import_text(Store *store, const char *text)
{
    return import_bytes(store, text, strlen(text));
}

static void import_well(Store *store, Text text, int32_t added, int32_t known)
{
    Said said = import_bytes(store, text.bytes, text.size);
    if (said.code != SF_OK) {
        fail_msg("%s: %s", said.err.text, said.faults.count > 0 ? said.faults.items[0].text : "");
    }
    assert_int_equal(said.result.added, added);
    assert_int_equal(said.result.known, known);
    assert_int_equal(said.faults.count, 0);
    faults_deinit(&said.faults);
}

typedef struct Expected {
    const Fact *facts;
    int32_t count;
    int32_t seen;
} Expected;

static bool check_next(void *context, const Fact *fact)
{
    Expected *expected = context;
    assert_true(expected->seen < expected->count);
    kit_assert_same(fact, &expected->facts[expected->seen]);
    expected->seen++;
    return true;
}

static bool count_fact(void *context, const Fact *fact)
{
    int32_t *count = context;
    (void)fact;
    (*count)++;
    return true;
}

static int32_t count_facts(Store *store)
{
    int32_t count = 0;
    assert_int_equal(store_each(store, count_fact, &count, NULL), SF_OK);
    return count;
}

static bool
check_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    int *seen = context;
    (*seen)++;
    assert_string_equal(hash, program_hash);
    assert_string_equal(id, "runners-knee");
    assert_int_equal(size, sizeof(program_source) - 1);
    assert_memory_equal(source, program_source, size);
    return true;
}

static void test_export__the_whole_log_comes_back_on_another_device(void **state)
{
    (void)state;
    Store *first = open_memory(1);
    Store *second = open_memory(2);
    Fact facts[KINDS];
    every_kind(facts);
    add_all(first, facts, KINDS);
    assert_int_equal(store_program_put(first, program_hash, "runners-knee", program_source,
                                       sizeof(program_source) - 1, NULL),
                     SF_OK);
    Text text = export_of(first);
    import_well(second, text, KINDS, 0);
    Expected expected = {.facts = facts, .count = KINDS};
    assert_int_equal(store_each(second, check_next, &expected, NULL), SF_OK);
    assert_int_equal(expected.seen, KINDS);
    int programs = 0;
    assert_int_equal(store_each_program(second, check_program, &programs, NULL), SF_OK);
    assert_int_equal(programs, 1);

    import_well(second, text, 0, KINDS); /* twice changes nothing */
    import_well(first, text, 0, KINDS);  /* nor does importing what one wrote */
    assert_int_equal(count_facts(second), KINDS);
    Text again = export_of(second); /* the same but for the device that wrote it */
    const char *lists = strstr(text.bytes, "\"programs\"");
    assert_non_null(lists);
    assert_string_equal(strstr(again.bytes, "\"programs\""), lists);
    assert_false(uuid_equal(store_device(first), store_device(second)));
    sf_free(text.bytes);
    sf_free(again.bytes);
    store_close(first);
    store_close(second);
}

static void test_export__has_one_fact_a_line(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    Fact facts[KINDS];
    every_kind(facts);
    add_all(store, facts, KINDS);
    Text text = export_of(store);
    int lines = 0;
    for (const char *at = text.bytes; (at = strstr(at, "\n{\"kind\":\"")) != NULL; at++) {
        lines++;
        const char *end = strchr(at + 1, '\n');
        assert_true(end[-1] == '}' || (end[-1] == ',' && end[-2] == '}'));
    }
    assert_int_equal(lines, KINDS);
    assert_non_null(strstr(text.bytes, "\"written\":\"2026-11-21T13:00:00.000+01:00\""));
    assert_non_null(strstr(text.bytes, "\"at\":\"2026-11-24T02:30:01.123-09:30\""));
    sf_free(text.bytes);
    store_close(store);
}

static void test_export__an_empty_log_is_an_export_too(void **state)
{
    (void)state;
    Store *first = open_memory(1);
    Store *second = open_memory(2);
    Text text = export_of(first);
    import_well(second, text, 0, 0);
    sf_free(text.bytes);
    store_close(first);
    store_close(second);
}

enum { MERGED = 40 };

static Text random_log(uint32_t *seed, uint8_t device, const Uuid *shared)
{
    Store *store = open_memory(device);
    Fact facts[MERGED];
    for (uint32_t i = 0; i < MERGED; i++) {
        facts[i] = kit_pain((int32_t)(kit_random(seed) % 9), kit_random(seed) % 50, SIDE_LEFT,
                            (int32_t)(kit_random(seed) % 11));
        facts[i].id = kit_uuid(KIT_NOON_MS + kit_random(seed) % 40, device * 1000U + i);
        facts[i].device = store_device(store);
        if (i % 2 == 1) { /* of one's own record, or of one that both devices know */
            facts[i].supersedes =
                i % 4 == 1 ? facts[kit_random(seed) % i].id : shared[kit_random(seed) % 4];
            facts[i].tombstone = kit_random(seed) % 3 == 0;
        }
    }
    for (size_t i = 0; i < 4; i++) {
        facts[i * 2].id = shared[i];
        facts[i * 2].at = now;
        facts[i * 2].body.pain.level = (int32_t)i;
        facts[i * 2].day = KIT_DAY;
    }
    add_all(store, facts, MERGED);
    Text text = export_of(store);
    store_close(store);
    return text;
}

static void import_any(Store *store, Text text)
{
    Said said = import_bytes(store, text.bytes, text.size);
    assert_int_equal(said.code, SF_OK);
    faults_deinit(&said.faults);
}

static void test_export__two_logs_merge_in_either_order(void **state)
{
    (void)state;
    uint32_t seed = 4;
    for (int round = 0; round < 25; round++) {
        Uuid shared[4];
        for (uint32_t i = 0; i < 4; i++) {
            shared[i] = kit_uuid(KIT_NOON_MS, 90000 + i);
        }
        Text one = random_log(&seed, 1, shared);
        Text two = random_log(&seed, 2, shared);
        Store *first = open_memory(3);
        Store *second = open_memory(4);
        import_any(first, one);
        import_any(first, two);
        import_any(second, two);
        import_any(second, one);
        import_any(second, two);
        History left;
        History right;
        assert_int_equal(store_history(first, &left, NULL), SF_OK);
        assert_int_equal(store_history(second, &right, NULL), SF_OK);
        assert_int_equal(left.pain_count, right.pain_count);
        for (int32_t i = 0; i < left.pain_count; i++) {
            assert_int_equal(left.pains[i].utc_ms, right.pains[i].utc_ms);
            assert_int_equal(left.pains[i].level, right.pains[i].level);
        }
        assert_int_equal(count_facts(first), count_facts(second));
        assert_int_equal(count_facts(first), 2 * MERGED - 4);
        history_deinit(&left);
        history_deinit(&right);
        store_close(first);
        store_close(second);
        sf_free(one.bytes);
        sf_free(two.bytes);
    }
}

static void test_export__a_log_beyond_the_size_of_other_files_comes_back(void **state)
{
    (void)state;
    char note[LIMIT_NOTE_BYTES + 1];
    memset(note, '"', LIMIT_NOTE_BYTES);
    note[LIMIT_NOTE_BYTES] = '\0';
    Store *first = open_memory(1);
    Store *second = open_memory(2);
    assert_int_equal(store_begin(first, NULL), SF_OK);
    for (int32_t i = 0; i < 1200; i++) {
        Fact fact = kit_session(i, 1, "strength");
        fact.body.session.note = note;
        assert_int_equal(store_add(first, &fact, NULL), SF_OK);
    }
    assert_int_equal(store_commit(first, NULL, NULL), SF_OK);
    Text text = export_of(first);
    assert_true(text.size > LIMIT_FILE_BYTES);
    import_well(second, text, 1200, 0);
    sf_free(text.bytes);
    store_close(first);
    store_close(second);
}

/* ---- faults ---------------------------------------------------------------------------------- */

#define HEAD "{\n\"surefoot_export\":1,\n\"written\":\"2026-11-21T07:30:00Z\",\n\"facts\":[\n"
#define ID(n) "\"id\":\"0193d4c2-5a00-7000-8000-00000000000" #n "\""
#define COMMON                                                                                     \
    "\"device\":\"0193d4c2-5a00-7000-8000-0000000000ff\",\"at\":\"2026-11-21T07:30:00+01:00\","    \
    "\"day\":\"2026-11-21\""
#define PAIN(n, rest) "{\"kind\":\"pain\"," ID(n) "," COMMON "," rest "}"
#define BODY ",\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":3"
#define TRY(body) "{\"kind\":\"try\"," ID(1) "," COMMON "," body "}"
#define TRY_REST                                                                                   \
    "\"place\":\"test\",\"eyes\":\"open\",\"surface\":\"firm\",\"stop\":\"thumb\",\"cap_ms\":"     \
    "45000,"                                                                                       \
    "\"ended\":\"hop\",\"supported\":false"
#define GOOD_PAIN(n)                                                                               \
    PAIN(n, "\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":3")
#define TAIL "\n]\n}\n"

/* A file of one line of facts, or a whole file; where its first fault is, and what it says. */
typedef struct Bad {
    const char *text;
    int32_t line;
    const char *pointer;
    const char *says;
} Bad;

static const Bad bad_files[] = {
    {"", 1, "", "empty"},
    {"{\"surefoot_export\":1,\"facts\":[}", 1, "", ""},
    {"[]", 1, "", "not an export"},
    {"7", 1, "", "not an export"},
    {"{\"program\":1}", 1, "", "not an export"},
    {"{\"surefoot_export\":\"1\",\"facts\":[]}", 1, "/surefoot_export",
     "must be the version of the export, 1 to 2 here"},
    {"{\"surefoot_export\":0,\"facts\":[]}", 1, "/surefoot_export",
     "must be the version of the export, 1 to 2 here"},
    {"{\"surefoot_export\":1}", 1, "", "\"facts\" is missing"},
    {"{\"surefoot_export\":1,\n\"facts\":{}}", 2, "/facts", "must be a list"},
    {"{\"surefoot_export\":1,\"facts\":[],\"programs\":7}", 1, "/programs", "must be a list"},
    {"{\"surefoot_export\":1,\"facts\":[],\n\"device\":7}", 2, "/device", "must be a text"},
    {"{\"surefoot_export\":1,\"facts\":[],\"written\":null}", 1, "/written", "must be a text"},
    {HEAD "7" TAIL, 5, "/facts/0", "must be an object"},
    {HEAD "{}" TAIL, 5, "/facts/0", "\"kind\" is missing"},
    {HEAD "{\"kind\":7}" TAIL, 5, "/facts/0/kind", "must be a text"},
    {HEAD GOOD_PAIN(1) ",\n{\"kind\":\"balance\"}" TAIL, 6, "/facts/1/kind",
     "\"balance\" is not known to this version"},
    {HEAD "{\"kind\":\"pain\"," COMMON BODY "}" TAIL, 5, "/facts/0", "\"id\" is missing"},
    {HEAD "{\"kind\":\"pain\",\"id\":\"7\"," COMMON BODY "}" TAIL, 5, "/facts/0/id",
     "must be an id"},
    {HEAD PAIN(1, "\"knee\":\"both\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":3") TAIL, 5,
     "/facts/0/knee", "must be one of: left, right"},
    {HEAD PAIN(1, "\"knee\":\"left\",\"zone\":7,\"moment\":\"worst\",\"level\":3") TAIL, 5,
     "/facts/0/zone", "must be a text"},
    {HEAD PAIN(1, "\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\"") TAIL, 5, "/facts/0",
     "\"level\" is missing"},
    {HEAD PAIN(1, "\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":11") TAIL, 5,
     "/facts/0/level", "0 to 10"},
    {HEAD PAIN(1, "\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":1.5") TAIL,
     5, "/facts/0/level", "whole number"},
    {HEAD PAIN(1, "\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\",\"level\":\"3\"") TAIL,
     5, "/facts/0/level", "whole number"},
    {HEAD PAIN(1,
               "\"session\":\"x\",\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\","
               "\"level\":3") TAIL,
     5, "/facts/0/session", "must be an id"},
    {HEAD PAIN(1,
               "\"deleted\":1,\"knee\":\"left\",\"zone\":\"front\",\"moment\":\"worst\","
               "\"level\":3") TAIL,
     5, "/facts/0/deleted", "true or false"},
    {HEAD PAIN(1, "\"deleted\":true") TAIL, 5, "/facts/0", "must name the record"},
    {HEAD "{\"kind\":\"follow\"," ID(1) "," COMMON
                                        ",\"program\":\"\",\"hash\":\"\",\"following\":true}" TAIL,
     5, "/facts/0/program", "1 to 64"},
    {HEAD "{\"kind\":\"follow\"," ID(1) "," COMMON
                                        ",\"program\":\"p\",\"hash\":\"\",\"following\":1}" TAIL,
     5, "/facts/0/following", "true or false"},
    {HEAD "{\"kind\":\"follow\"," ID(1) "," COMMON ",\"program\":\"p\",\"hash\":\"\"}" TAIL, 5,
     "/facts/0", "true or false"},
    {HEAD "{\"kind\":\"status\"," ID(
         1) "," COMMON ",\"status\":\"sick\",\"from\":\"2026-02-30\",\"to\":\"2026-03-01\"}" TAIL,
     5, "/facts/0/from", "must be a date"},
    {HEAD "{\"kind\":\"status\"," ID(
         1) "," COMMON ",\"status\":\"sick\",\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}" TAIL,
     5, "/facts/0", "status.to is before"},
    {HEAD TRY("\"leg\":\"both\"," TRY_REST ",\"time_ms\":1") TAIL, 5, "/facts/0/leg",
     "left, right"},
    {HEAD TRY("\"leg\":\"left\"," TRY_REST ",\"time_ms\":45001") TAIL, 5, "/facts/0",
     "time_ms is 45001"},
    {HEAD TRY("\"leg\":\"left\"," TRY_REST ",\"time_ms\":1.5") TAIL, 5, "/facts/0/time_ms",
     "whole number"},
    {HEAD TRY("\"leg\":\"left\"," TRY_REST ",\"time_ms\":1,\"sway\":-1") TAIL, 5, "/facts/0/sway",
     "whole number"},
    {HEAD TRY("\"leg\":\"left\"," TRY_REST) TAIL, 5, "/facts/0", "\"time_ms\" is missing"},
    {HEAD "{\"kind\":\"squat\"," ID(1) "," COMMON ",\"leg\":\"left\",\"steady\":3,\"wobbled\":2,"
                                       "\"inward\":1}" TAIL,
     5, "/facts/0", "more than 5"},
    {HEAD "{\"kind\":\"pain\"," ID(1) ",\"device\":\"0193d4c2-5a00-7000-8000-0000000000ff\","
                                      "\"at\":\"2026-11-21T07:30:00\",\"day\":\"2026-11-21\"" BODY
                                      "}" TAIL,
     5, "/facts/0/at", "with its offset"},
    {"{\"surefoot_export\":1,\"facts\":[],\n\"programs\":[{}]}", 2, "/programs/0",
     "\"hash\" is missing"},
    {"{\"surefoot_export\":1,\"facts\":[],\n\"programs\":[{\"hash\":\"aa\",\"id\":\"p\","
     "\"source\":\"{}\"}]}",
     2, "/programs/0/hash", "SHA-256"},
    {"{\"surefoot_export\":1,\"facts\":[],\n\"programs\":[{\"hash\":"
     "\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\",\"id\":\"\","
     "\"source\":\"{}\"}]}",
     2, "/programs/0/id", "1 to 64"},
};

static void test_export__every_fault_has_its_place(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    for (size_t i = 0; i < SF_COUNT(bad_files); i++) {
        const Bad *bad = &bad_files[i];
        Said said = import_text(store, bad->text);
        assert_true(said.code == SF_E_INPUT);
        assert_true(said.faults.errors > 0);
        const Fault *fault = &said.faults.items[0];
        if (fault->line != bad->line || strcmp(fault->pointer, bad->pointer) != 0 ||
            strstr(fault->text, bad->says) == NULL) {
            fail_msg("case %zu: %d %s \"%s\", not %d %s \"%s\"", i, (int)fault->line,
                     fault->pointer, fault->text, (int)bad->line, bad->pointer, bad->says);
        }
        assert_string_equal(fault->file, "surefoot-export.json");
        assert_non_null(strstr(said.err.text, "nothing was imported"));
        assert_int_equal(said.result.added, 0);
        assert_int_equal(count_facts(store), 0);
        faults_deinit(&said.faults);
    }
    store_close(store);
}

static void test_export__a_program_beyond_its_limit_is_a_fault(void **state)
{
    (void)state;
    static const char head[] = "{\"surefoot_export\":1,\"facts\":[],\"programs\":[{\"hash\":"
                               "\"aa\",\"id\":\"p\",\"source\":\"";
    const size_t size = sizeof(head) - 1 + LIMIT_FILE_BYTES + 1 + 4;
    Store *store = open_memory(1);
    char *text = sf_alloc(size + 1);
    assert_non_null(text);
    memset(text, 'a', size);
    memcpy(text, head, sizeof(head) - 1);
    memcpy(text + size - 4, "\"}]}", 4);
    Said said = import_text(store, text);
    assert_int_equal(said.code, SF_E_INPUT);
    assert_string_equal(said.faults.items[0].pointer, "/programs/0/source");
    assert_non_null(strstr(said.faults.items[0].text, "4194305 bytes"));
    faults_deinit(&said.faults);
    sf_free(text);
    store_close(store);
}

static void test_export__all_faults_are_listed_and_nothing_is_kept(void **state)
{
    (void)state;
    static const char text[] = HEAD GOOD_PAIN(1) ",\n" PAIN(
        2, "\"knee\":\"left\",\"zone\":\"hip\",\"moment\":\"worst\","
           "\"level\":12") ",\n" GOOD_PAIN(3) ",\n"
                                              "{\"kind\":\"run\"},\n" GOOD_PAIN(4) TAIL;
    Store *store = open_memory(1);
    Said said = import_text(store, text);
    assert_int_equal(said.code, SF_E_INPUT);
    assert_int_equal(said.faults.count, 3);
    assert_string_equal(said.faults.items[0].pointer, "/facts/1/zone");
    assert_int_equal(said.faults.items[0].line, 6);
    assert_string_equal(said.faults.items[1].pointer, "/facts/1/level");
    assert_true(said.faults.items[1].column > said.faults.items[0].column);
    assert_string_equal(said.faults.items[2].pointer, "/facts/3/kind");
    assert_int_equal(said.faults.items[2].line, 8);
    assert_non_null(strstr(said.err.text, "3 faults"));
    assert_int_equal(count_facts(store), 0);
    faults_deinit(&said.faults);
    store_close(store);
}

static void test_export__unknown_keys_are_told_and_left_out(void **state)
{
    (void)state;
    static const char text[] = HEAD PAIN(
        1, "\"knee\":\"left\",\"mood\":{\"a\":[1,2]},\"zone\":\"front\",\"moment\":\"worst\","
           "\"level\":3,\"session\":null") "\n],\n\"theme\":\"dark\"\n}\n";
    Store *store = open_memory(1);
    Said said = import_text(store, text);
    assert_int_equal(said.code, SF_OK);
    assert_int_equal(said.result.added, 1);
    assert_int_equal(said.faults.errors, 0);
    assert_int_equal(said.faults.count, 2);
    assert_string_equal(said.faults.items[0].pointer, "/facts/0/mood");
    assert_int_equal(said.faults.items[0].level, FAULT_WARNING);
    assert_int_equal(said.faults.items[1].line, 7);
    faults_deinit(&said.faults);
    store_close(store);
}

/* As version 1 wrote it: sessions without a mode. */
static void test_export__an_old_one_comes_in_as_exercise(void **state)
{
    (void)state;
    static const char text[] = HEAD "{\"kind\":\"session\"," ID(
        1) "," COMMON ",\"program\":\"p\",\"program_hash\":\"\",\"routine\":\"r\",\"title\":\"R\","
           "\"duration_ms\":1000,\"work_ms\":900,\"end\":\"complete\",\"effort\":\"none\","
           "\"first_side\":\"none\",\"sets_done\":1,\"sets_planned\":1}" TAIL;
    Store *store = open_memory(1);
    Said said = import_text(store, text);
    History history;
    assert_int_equal(said.code, SF_OK);
    assert_int_equal(said.faults.count, 0);
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.session_count, 1);
    assert_int_equal(history.sessions[0].mode, MODE_EXERCISE);
    history_deinit(&history);
    Text again = export_of(store); /* and goes out as it was, but for the version */
    assert_non_null(strstr(again.bytes, "\"surefoot_export\":2"));
    assert_null(strstr(again.bytes, "\"mode\""));
    sf_free(again.bytes);
    faults_deinit(&said.faults);
    store_close(store);
}

static void test_export__a_newer_one_is_refused_by_name(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    Said said = import_text(store, "{\"surefoot_export\":3,\"facts\":{\"new\":\"shape\"}}");
    assert_int_equal(said.code, SF_E_NEWER);
    assert_non_null(strstr(said.err.text, "newer Surefoot"));
    assert_non_null(strstr(said.err.text, "version 3"));
    assert_int_equal(said.faults.count, 1);
    faults_deinit(&said.faults);
    store_close(store);
}

static void test_export__a_full_disk_leaves_the_log_as_it_was(void **state)
{
    (void)state;
    Store *first = open_memory(1);
    Store *second = open_memory(2);
    assert_int_equal(store_begin(first, NULL), SF_OK);
    for (int32_t i = 0; i < 300; i++) {
        const Fact fact = kit_session(i, 1, "strength");
        assert_int_equal(store_add(first, &fact, NULL), SF_OK);
    }
    assert_int_equal(store_commit(first, NULL, NULL), SF_OK);
    Text text = export_of(first);
    const Fact own = kit_pain(0, 1, SIDE_LEFT, 2);
    add_all(second, &own, 1);
    assert_int_equal(store__exec(second, "PRAGMA max_page_count = 1", "test", NULL), SF_OK);
    Said said = import_bytes(second, text.bytes, text.size);
    assert_int_equal(said.code, SF_E_FULL);
    assert_non_null(strstr(said.err.text, "the disk is full"));
    assert_int_equal(said.result.added, 0);
    assert_int_equal(count_facts(second), 1);
    faults_deinit(&said.faults);
    assert_int_equal(store__exec(second, "PRAGMA max_page_count = 100000", "test", NULL), SF_OK);
    import_well(second, text, 300, 0);
    sf_free(text.bytes);
    store_close(first);
    store_close(second);
}

static void test_export__an_import_needs_a_change_of_its_own(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    Said said = import_text(store, HEAD GOOD_PAIN(1) TAIL);
    assert_int_equal(said.code, SF_E_STATE);
    assert_true(said.err.text[0] != '\0');
    faults_deinit(&said.faults);
    store_rollback(store);
    store_close(store);
}

static void test_export__survives_any_damage(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    Fact facts[KINDS];
    every_kind(facts);
    add_all(store, facts, KINDS);
    Text text = export_of(store);
    uint32_t seed = 3;
    for (int round = 0; round < 600; round++) {
        Store *other = open_memory(2);
        const size_t at = kit_random(&seed) % text.size;
        const char before = text.bytes[at];
        text.bytes[at] = (char)(kit_random(&seed) % 256);
        Said said = import_bytes(other, text.bytes, text.size);
        assert_int_equal(count_facts(other), said.code == SF_OK ? KINDS : 0);
        assert_true(said.code == SF_OK || said.faults.errors > 0);
        faults_deinit(&said.faults);
        text.bytes[at] = before;
        store_close(other);
    }
    sf_free(text.bytes);
    store_close(store);
}

static void test_export__without_memory_nothing_is_half_imported(void **state)
{
    (void)state;
    Store *store = open_memory(1);
    Fact facts[KINDS];
    every_kind(facts);
    add_all(store, facts, KINDS);
    assert_int_equal(store_program_put(store, program_hash, "runners-knee", program_source,
                                       sizeof(program_source) - 1, NULL),
                     SF_OK);
    Text text = export_of(store);
    SfError code = SF_E_NOMEM;
    for (int64_t n = 0; code != SF_OK; n++) {
        Store *other = open_memory(2);
        sf_alloc_fail_after(n);
        Said said = import_bytes(other, text.bytes, text.size);
        sf_alloc_fail_after(-1);
        code = said.code;
        assert_true(code == SF_OK || code == SF_E_NOMEM);
        assert_int_equal(count_facts(other), code == SF_OK ? KINDS : 0);
        faults_deinit(&said.faults);
        store_close(other);
    }
    code = SF_E_NOMEM;
    for (int64_t n = 0; code != SF_OK; n++) {
        Text out;
        sf_alloc_fail_after(n);
        code = export_write(store, now, &out.bytes, &out.size, NULL);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK ? out.size == text.size : out.bytes == NULL);
        sf_free(out.bytes);
    }
    sf_free(text.bytes);
    store_close(store);
}

static void assert_in_schema(const char *schema, const char *word)
{
    char quoted[80];
    assert_true(sf_format(quoted, sizeof(quoted), "\"%s\"", word));
    if (strstr(schema, quoted) == NULL) {
        fail_msg("the schema of exports does not know %s", quoted);
    }
}

static void test_export__the_schema_knows_every_field_and_word(void **state)
{
    (void)state;
    char *schema;
    (void)kit_read(SUREFOOT_SOURCE_DIR "/assets/schemas/export.schema.json", &schema);
    for (int kind = FACT_SESSION; kind <= FACT_SQUAT; kind++) {
        const FactShape *shape = fact_shape((FactKind)kind);
        assert_in_schema(schema, shape->word);
        for (int32_t i = 0; i < shape->count; i++) {
            const FactField *field = &shape->fields[i];
            assert_in_schema(schema, field->name);
            for (int64_t word = field->min; field->words != NULL && word <= field->max; word++) {
                assert_in_schema(schema, field->words[word]);
            }
        }
    }
    sf_free(schema);
}

/* A damaged log may hold anything: what comes of it is JSON all the same, and steers no terminal.
 */
static void test_export__what_is_written_is_always_json(void **state)
{
    (void)state;
    static const char *const notes[] = {"a\xff\xc3",
                                        "\xed\xa0\x80",
                                        "\xc2\x9b"
                                        "31m",
                                        "\xe2\x80\xae",
                                        "\x7f\x1b[1m",
                                        "\xf0\x9f\xa6\xb5"};
    static const char *const written[] = {"a\\ufffd\\ufffd",   "\\ufffd\\ufffd\\ufffd",
                                          "\\u009b31m",        "\\u202e",
                                          "\\u007f\\u001b[1m", "\xf0\x9f\xa6\xb5"};
    for (size_t i = 0; i < SF_COUNT(notes); i++) {
        TextOut out = {0};
        char *text = NULL;
        char expected[64];
        text_out_json(&out, notes[i]);
        assert_int_equal(text_out_take(&out, &text), SF_OK);
        (void)sf_format(expected, sizeof(expected), "\"%s\"", written[i]);
        assert_string_equal(text, expected);
        sf_free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_export__what_is_written_is_always_json),
        cmocka_unit_test(test_export__the_whole_log_comes_back_on_another_device),
        cmocka_unit_test(test_export__has_one_fact_a_line),
        cmocka_unit_test(test_export__an_empty_log_is_an_export_too),
        cmocka_unit_test(test_export__two_logs_merge_in_either_order),
        cmocka_unit_test(test_export__a_log_beyond_the_size_of_other_files_comes_back),
        cmocka_unit_test(test_export__every_fault_has_its_place),
        cmocka_unit_test(test_export__a_program_beyond_its_limit_is_a_fault),
        cmocka_unit_test(test_export__all_faults_are_listed_and_nothing_is_kept),
        cmocka_unit_test(test_export__unknown_keys_are_told_and_left_out),
        cmocka_unit_test(test_export__an_old_one_comes_in_as_exercise),
        cmocka_unit_test(test_export__a_newer_one_is_refused_by_name),
        cmocka_unit_test(test_export__a_full_disk_leaves_the_log_as_it_was),
        cmocka_unit_test(test_export__an_import_needs_a_change_of_its_own),
        cmocka_unit_test(test_export__survives_any_damage),
        cmocka_unit_test(test_export__without_memory_nothing_is_half_imported),
        cmocka_unit_test(test_export__the_schema_knows_every_field_and_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
