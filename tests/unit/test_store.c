/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <stdio.h>
#include <string.h>

#include "../../app/store/store_internal.h"
#include "store_kit.h"
#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"

static const StoreOptions in_memory = {
    .now = {.utc_ms = KIT_NOON_MS, .offset_min = 60},
    .seed = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
};

static Store *open_memory(void)
{
    Store *store = NULL;
    StoreOpened opened;
    SfErrorInfo err = {{0}};
    if (store_open(&store, &in_memory, &opened, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_true(opened.created);
    return store;
}

static Store *open_file(const char *path, StoreOpened *opened)
{
    StoreOptions options = in_memory;
    options.path = path;
    Store *store = NULL;
    SfErrorInfo err = {{0}};
    if (store_open(&store, &options, opened, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    return store;
}

typedef struct Expected {
    const Fact *facts;
    int32_t count;
    int32_t seen;
    int32_t stop_after;
} Expected;

static bool check_next(void *context, const Fact *fact)
{
    Expected *expected = context;
    assert_true(expected->seen < expected->count);
    kit_assert_same(fact, &expected->facts[expected->seen]);
    expected->seen++;
    return expected->seen != expected->stop_after;
}

static void test_store__reads_back_every_kind_as_written(void **state)
{
    (void)state;
    Store *store = open_memory();
    Fact facts[9];
    facts[0] = kit_follow(-1, "runners-knee", true);
    facts[1] = kit_session(0, 1, "strength");
    facts[2] = kit_set(&facts[1], 2, "clamshell/r1.2/s2/right");
    facts[3] = kit_pain(0, 3, SIDE_RIGHT, 4);
    facts[3].body.pain.session = facts[1].id;
    facts[4] = kit_status(1, STATUS_AWAY, 14);
    facts[5] = kit_answer(2, "flag.swelling", true);
    facts[6] = kit_session(3, 1, "strength");
    facts[6].supersedes = facts[1].id;
    facts[6].device = kit_device(2);
    facts[6].at.offset_min = -570; /* corrected on a journey: its own day and offset stay */
    facts[6].body.session.note = "";
    facts[7] = kit_tombstone(&facts[3], 500, 9);
    facts[8] = kit_pain(4, 0, SIDE_LEFT, 0);
    store_kit_add_all(store, facts, SF_COUNT(facts));
    Expected expected = {.facts = facts, .count = SF_COUNT(facts)};
    assert_int_equal(store_each(store, check_next, &expected, NULL), SF_OK);
    assert_int_equal(expected.seen, SF_COUNT(facts));
    expected = (Expected){.facts = facts, .count = SF_COUNT(facts), .stop_after = 3};
    assert_int_equal(store_each(store, check_next, &expected, NULL), SF_OK);
    assert_int_equal(expected.seen, 3);
    store_close(store);
}

static bool texts_are_empty(void *context, const Fact *fact)
{
    (void)context;
    if (fact->tombstone) {
        assert_string_equal(fact->body.session.note, "");
        assert_string_equal(fact->body.session.routine, "");
    }
    return true;
}

static void test_store__a_tombstone_has_an_empty_body(void **state)
{
    (void)state;
    Store *store = open_memory();
    const Fact session = kit_session(0, 1, "strength");
    store_kit_add(store, &session);
    const Fact deletion = kit_tombstone(&session, 1, 1);
    store_kit_add(store, &deletion);
    assert_int_equal(store_each(store, texts_are_empty, NULL, NULL), SF_OK);
    store_close(store);
}

static void test_store__a_known_id_is_ignored(void **state)
{
    (void)state;
    Store *store = open_memory();
    Fact fact = kit_pain(0, 1, SIDE_LEFT, 2);
    store_kit_add(store, &fact);
    Fact again = fact;
    again.body.pain.level = 9;
    store_kit_add(store, &again);
    Expected expected = {.facts = &fact, .count = 1};
    assert_int_equal(store_each(store, check_next, &expected, NULL), SF_OK);
    assert_int_equal(expected.seen, 1);
    bool has = false;
    assert_int_equal(store_has(store, fact.id, &has, NULL), SF_OK);
    assert_true(has);
    assert_int_equal(store_has(store, kit_device(7), &has, NULL), SF_OK);
    assert_false(has);
    store_close(store);
}

static void spoil_record(Fact *fact, int how)
{
    const Uuid none = {{0}};
    switch (how) {
    case 0:
        fact->id = none;
        break;
    case 1:
        fact->device = none;
        break;
    case 2:
        fact->supersedes = fact->id;
        break;
    case 3:
        fact->tombstone = true; /* of nothing */
        break;
    case 4:
        fact->kind = (FactKind)7;
        break;
    case 5:
        fact->at.offset_min = 18 * 60 + 1;
        break;
    case 6:
        fact->at.offset_min = -18 * 60 - 1;
        break;
    case 7:
        fact->day = INT32_MAX;
        break;
    default:
        fact->at.utc_ms = INT64_MIN;
        break;
    }
}

static Fact good_fact(FactKind kind)
{
    const Fact session = kit_session(0, 1, "strength");
    const Fact facts[] = {[FACT_SESSION] = session,
                          [FACT_SET] = kit_set(&session, 2, "bridge/s1"),
                          [FACT_PAIN] = kit_pain(0, 3, SIDE_LEFT, 2),
                          [FACT_STATUS] = kit_status(0, STATUS_SICK, 2),
                          [FACT_FOLLOW] = kit_follow(0, "runners-knee", true),
                          [FACT_ANSWER] = kit_answer(0, "flag.locking", false),
                          [FACT_TRY] = kit_try(0, 4, SIDE_LEFT, 31400),
                          [FACT_SQUAT] = kit_squat(0, 5, SIDE_RIGHT, 3)};
    return facts[kind];
}

static void refuse(Store *store, const Fact *fact, SfError expected)
{
    SfErrorInfo err = {{0}};
    assert_int_equal(store_add(store, fact, &err), expected);
    assert_true(err.text[0] != '\0');
}

static void refuse_numbers(Store *store)
{
    static const struct {
        FactKind kind;
        const char *field;
        int64_t value;
    } bad[] = {
        {FACT_SESSION, "work_ms", -1},
        {FACT_SESSION, "sets_done", LIMIT_SEGMENTS + 1},
        {FACT_SESSION, "end", 4},
        {FACT_SET, "outcome", 5},
        {FACT_SET, "segment", -1},
        {FACT_SET, "reps", LIMIT_REPS + 1},
        {FACT_PAIN, "level", 11},
        {FACT_PAIN, "level", -1},
        {FACT_PAIN, "knee", SIDE_BOTH},
        {FACT_PAIN, "knee", SIDE_NONE},
        {FACT_STATUS, "to", KIT_DAY - 1},
        {FACT_STATUS, "from", INT32_MIN},
        {FACT_STATUS, "status", 3},
        {FACT_SESSION, "mode", MODE_HALF_SQUAT + 1},
        {FACT_TRY, "leg", SIDE_NONE},
        {FACT_TRY, "time_ms", 45001},
        {FACT_TRY, "time_ms", -1},
        {FACT_TRY, "cap_ms", 0},
        {FACT_TRY, "ended", TRY_EYES + 1},
        {FACT_TRY, "stop", STOP_WAIST + 1},
        {FACT_TRY, "sway", -1},
        {FACT_SQUAT, "steady", 6},
        {FACT_SQUAT, "inward", 1},
        {FACT_SQUAT, "leg", SIDE_BOTH},
    };
    for (size_t i = 0; i < SF_COUNT(bad); i++) {
        Fact fact = good_fact(bad[i].kind);
        fact_set_int(&fact, fact_field(bad[i].kind, bad[i].field), bad[i].value);
        refuse(store, &fact, SF_E_INPUT);
    }
}

static void refuse_texts(Store *store)
{
    char long_note[LIMIT_NOTE_BYTES + 2];
    memset(long_note, 'x', sizeof(long_note) - 1);
    long_note[sizeof(long_note) - 1] = '\0';
    Fact fact = good_fact(FACT_SESSION);
    fact.body.session.note = long_note;
    refuse(store, &fact, SF_E_TOOBIG);
    fact.body.session.note = "\xff";
    refuse(store, &fact, SF_E_INPUT);
    fact = good_fact(FACT_SET);
    fact.body.set.key = "";
    refuse(store, &fact, SF_E_INPUT);
    fact = good_fact(FACT_SET);
    fact.body.set.session = (Uuid){{0}};
    refuse(store, &fact, SF_E_INPUT);
    fact = good_fact(FACT_ANSWER);
    fact.body.answer.question = "";
    refuse(store, &fact, SF_E_INPUT);
    fact = good_fact(FACT_FOLLOW);
    fact.body.follow.program = NULL;
    refuse(store, &fact, SF_E_INPUT);
}

static void test_store__refuses_what_breaks_a_rule_and_goes_on(void **state)
{
    (void)state;
    Store *store = open_memory();
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (int how = 0; how <= 8; how++) {
        Fact fact = good_fact(FACT_SESSION);
        spoil_record(&fact, how);
        refuse(store, &fact, SF_E_INPUT);
    }
    refuse_numbers(store);
    refuse_texts(store);
    const Fact good = good_fact(FACT_SESSION);
    assert_int_equal(store_add(store, &good, NULL), SF_OK);
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
    Expected expected = {.facts = &good, .count = 1};
    assert_int_equal(store_each(store, check_next, &expected, NULL), SF_OK);
    assert_int_equal(expected.seen, 1);
    store_close(store);
}

static void test_store__a_missing_text_is_an_empty_one(void **state)
{
    (void)state;
    Store *store = open_memory();
    Fact fact = kit_session(0, 1, "strength");
    fact.body.session.note = NULL;
    store_kit_add(store, &fact);
    fact.body.session.note = "";
    Expected expected = {.facts = &fact, .count = 1};
    assert_int_equal(store_each(store, check_next, &expected, NULL), SF_OK);
    store_close(store);
}

static void test_store__transactions_keep_their_order(void **state)
{
    (void)state;
    Store *store = open_memory();
    const Fact fact = kit_session(0, 1, "strength");
    uint64_t number = 0;
    assert_int_equal(store_add(store, &fact, NULL), SF_E_STATE);
    assert_int_equal(store_commit(store, NULL, NULL), SF_E_STATE);
    assert_int_equal(store_durable(store), 0);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_begin(store, NULL), SF_E_STATE);
    assert_int_equal(store_erase(store, NULL), SF_E_STATE);
    assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    assert_int_equal(store_commit(store, &number, NULL), SF_OK);
    assert_int_equal(number, 1);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_commit(store, &number, NULL), SF_OK);
    assert_int_equal(number, 2);
    assert_int_equal(store_durable(store), 2);
    store_rollback(store); /* nothing is open: nothing happens */
    store_close(store);
    store_close(NULL);
}

static void test_store__what_was_not_committed_did_not_happen(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    StoreOpened opened;
    kit_folder(folder);
    kit_join(path, folder, "surefoot.db");
    Store *store = open_file(path, &opened);
    assert_true(opened.created);
    const Uuid device = store_device(store);
    assert_false(uuid_is_none(device));
    Fact fact = kit_session(0, 1, "strength");
    store_kit_add(store, &fact);
    fact = kit_session(0, 2, "strength");
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    store_rollback(store);
    assert_int_equal(store_kit_count_sessions(store), 1);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    assert_int_equal(store_kit_count_sessions(store), 2); /* one sees one's own change */
    store_close(store);

    store = open_file(path, &opened);
    assert_false(opened.created);
    assert_false(opened.migrated);
    assert_string_equal(opened.set_aside, "");
    assert_string_equal(opened.backup, "");
    assert_true(uuid_equal(store_device(store), device));
    assert_int_equal(store_kit_count_sessions(store), 1);
    store_close(store);
    kit_remove(folder);
}

static void test_store__the_head_of_the_file_says_what_it_is(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    StoreOpened opened;
    char *bytes;
    kit_folder(folder);
    kit_join(path, folder, "surefoot.db");
    Store *store = open_file(path, &opened);
    assert_true(kit_read(path, &bytes) > 100); /* while it is open */
    assert_memory_equal(bytes + 60, "\0\0\0\2", 4);
    assert_memory_equal(bytes + 68, "Sfot", 4);
    assert_memory_equal(bytes + 18, "\2\2", 2); /* write-ahead log */
    sf_free(bytes);
    store_close(store);
    assert_false(kit_find(path, folder, "-wal"));
    kit_remove(folder);
}

/* Over the date line a later word has an earlier day. */
static void test_store__marks_are_read_in_the_order_in_which_they_were_said(void **state)
{
    (void)state;
    Store *store = open_memory();
    Fact last = kit_status(2, STATUS_AWAY, 1);
    last.day -= 1;
    const Fact first = kit_status(2, STATUS_RESTING, 1);
    last.at.utc_ms = first.at.utc_ms + 3600000;
    last.id = kit_uuid(last.at.utc_ms, 7);
    const Fact facts[] = {last, first};
    store_kit_add_all(store, facts, SF_COUNT(facts));
    History history;
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.status_count, 2);
    assert_int_equal(history.statuses[0].status, STATUS_RESTING);
    assert_int_equal(history.statuses[1].status, STATUS_AWAY);
    assert_int_equal(history.statuses[1].day, KIT_DAY + 1);
    assert_true(history.statuses[1].utc_ms == last.at.utc_ms);
    history_deinit(&history);
    store_close(store);
}

static void test_store__history_has_the_light_rows_in_order(void **state)
{
    (void)state;
    Store *store = open_memory();
    const Fact late = kit_session(5, 1, "strength");
    Fact early = kit_session(1, 2, "minimum");
    early.body.session.end = SESSION_HURT;
    early.body.session.first_side = SIDE_RIGHT;
    early.body.session.sets_done = 3;
    const Fact again = kit_session(1, 1, "strength"); /* added later for the same day */
    const Fact right = kit_pain(1, 7, SIDE_RIGHT, 6);
    Fact twin = kit_session(5, 3, "strength"); /* at the same instant: by id */
    twin.at = late.at;
    Fact left = kit_pain(1, 8, SIDE_LEFT, 1);
    left.at = right.at;
    const Fact facts[] = {twin,
                          late,
                          early,
                          again,
                          right,
                          left,
                          kit_pain(0, 1, SIDE_LEFT, 2),
                          kit_status(3, STATUS_AWAY, 4),
                          kit_status(2, STATUS_SICK, 1),
                          kit_follow(9, "runners-knee", false),
                          kit_follow(0, "runners-knee", true),
                          kit_answer(0, "flag.swelling", false),
                          kit_answer(2, "it.hurts", true),
                          kit_answer(-1, "flag.hot", true)};
    store_kit_add_all(store, facts, SF_COUNT(facts));
    History history;
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.session_count, 4);
    assert_true(uuid_equal(history.sessions[3].id, twin.id));
    assert_true(uuid_equal(history.sessions[0].id, again.id));
    assert_true(uuid_equal(history.sessions[1].id, early.id));
    assert_true(uuid_equal(history.sessions[2].id, late.id));
    const HistorySession *row = &history.sessions[1];
    assert_int_equal(row->day, KIT_DAY + 1);
    assert_int_equal(row->utc_ms, early.at.utc_ms);
    assert_int_equal(row->work_ms, 510000);
    assert_int_equal(row->end, SESSION_HURT);
    assert_int_equal(row->first_side, SIDE_RIGHT);
    assert_int_equal(row->sets_done, 3);
    assert_string_equal(history.names[row->routine], "runners-knee/minimum");
    assert_int_equal(history.sessions[0].routine, history.sessions[2].routine);
    assert_int_equal(history.pain_count, 3);
    assert_int_equal(history.pains[0].level, 2);
    assert_int_equal(history.pains[1].knee, SIDE_LEFT);
    assert_int_equal(history.pains[1].moment, PAIN_WORST);
    assert_int_equal(history.pains[2].knee, SIDE_RIGHT);
    assert_int_equal(history.status_count, 2);
    assert_int_equal(history.statuses[0].status, STATUS_SICK);
    assert_int_equal(history.statuses[1].to, KIT_DAY + 6);
    assert_int_equal(history.follow_count, 2);
    assert_true(history.follows[0].following);
    assert_false(history.follows[1].following);
    assert_string_equal(history.names[history.follows[0].program], "runners-knee");
    /* Only answers about red flags, in the order of their instants. */
    assert_int_equal(history.answer_count, 2);
    assert_true(history.answers[0].yes);
    assert_int_equal(history.answers[0].day, KIT_DAY - 1);
    assert_string_equal(history.names[history.answers[0].question], "flag.hot");
    assert_false(history.answers[1].yes);
    assert_string_equal(history.names[history.answers[1].question], "flag.swelling");
    assert_int_equal(history.name_count, 5);
    history_deinit(&history);
    assert_null(history.sessions);
    store_close(store);
}

static void test_store__history_knows_many_names(void **state)
{
    (void)state;
    Store *store = open_memory();
    enum { NAMES = 300 };
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (uint32_t i = 0; i < 2 * NAMES; i++) {
        char routine[LIMIT_ID_BYTES];
        (void)sf_format(routine, sizeof(routine), "routine-%u", i % NAMES);
        const Fact fact = kit_session((int32_t)i, 1, routine);
        assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
    History history;
    assert_int_equal(store_history(store, &history, NULL), SF_OK);
    assert_int_equal(history.name_count, NAMES);
    for (int32_t i = 0; i < 2 * NAMES; i++) {
        char name[64];
        (void)sf_format(name, sizeof(name), "runners-knee/routine-%d", (int)i % NAMES);
        assert_string_equal(history.names[history.sessions[i].routine], name);
    }
    history_deinit(&history);
    store_close(store);
}

static bool count_facts(void *context, const Fact *fact)
{
    int32_t *left = context;
    assert_int_equal(fact->kind, FACT_SET);
    (*left)--;
    return *left != 0;
}

static int32_t count_sets(Store *store, Uuid session)
{
    int32_t left = 1000;
    assert_int_equal(store_each_set(store, session, count_facts, &left, NULL), SF_OK);
    return 1000 - left;
}

static void test_store__sets_are_those_of_the_session_and_its_corrections(void **state)
{
    (void)state;
    Store *store = open_memory();
    Fact session = kit_session(0, 1, "strength");
    const Fact other = kit_session(1, 1, "strength");
    Fact corrected = session;
    corrected.id = kit_uuid(KIT_NOON_MS + 5000, 77);
    corrected.supersedes = session.id;
    const Fact first = kit_set(&session, 10, "bridge/s1");
    const Fact facts[] = {session,
                          other,
                          first,
                          kit_set(&session, 11, "bridge/s2"),
                          kit_set(&session, 12, "bridge/s3"),
                          kit_set(&other, 10, "bridge/s1"),
                          corrected,
                          kit_set(&corrected, 13, "squat/s1"),
                          kit_tombstone(&first, 9000, 3)};
    store_kit_add_all(store, facts, SF_COUNT(facts));
    assert_int_equal(count_sets(store, session.id), 3);
    assert_int_equal(count_sets(store, corrected.id), 3);
    assert_int_equal(count_sets(store, other.id), 1);
    assert_int_equal(count_sets(store, kit_device(4)), 0);
    int32_t one = 1;
    assert_int_equal(store_each_set(store, session.id, count_facts, &one, NULL), SF_OK);
    assert_int_equal(one, 0); /* stopped when told to, in the first of both records */
    store_close(store);
}

static void test_store__the_journal_is_one_text(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    char *text = NULL;
    StoreOpened opened;
    kit_folder(folder);
    kit_join(path, folder, "surefoot.db");
    Store *store = open_file(path, &opened);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_null(text);
    assert_int_equal(store_journal_put(store, JOURNAL_STATE, "{\"surefoot_journal\":1}", NULL),
                     SF_OK);
    assert_int_equal(store_journal_put(store, JOURNAL_STATE,
                                       "{\"key\":\"br\xc3\xbc"
                                       "cke/s2\"}",
                                       NULL),
                     SF_OK);
    store_close(store);
    store = open_file(path, &opened);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_string_equal(text, "{\"key\":\"br\xc3\xbc"
                              "cke/s2\"}");
    sf_free(text);
    assert_int_equal(store_journal_clear(store, NULL), SF_OK);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_null(text);
    store_close(store);
    kit_remove(folder);
}

static void test_store__a_journal_beyond_its_limit_is_refused(void **state)
{
    (void)state;
    Store *store = open_memory();
    char *text = sf_alloc((size_t)LIMIT_JOURNAL_BYTES + 2);
    assert_non_null(text);
    memset(text, ' ', (size_t)LIMIT_JOURNAL_BYTES + 1);
    assert_int_equal(store_journal_put(store, JOURNAL_STATE, text, NULL), SF_E_TOOBIG);
    sf_free(text);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_null(text);
    store_close(store);
}

static void test_store__the_journal_goes_with_the_session_it_became(void **state)
{
    (void)state;
    Store *store = open_memory();
    char *text = NULL;
    const Fact fact = kit_session(0, 1, "strength");
    assert_int_equal(store_journal_put(store, JOURNAL_STATE, "{}", NULL), SF_OK);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    assert_int_equal(store_add(store, &fact, NULL), SF_OK);
    assert_int_equal(store_journal_clear(store, NULL), SF_OK);
    store_rollback(store);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_string_equal(text, "{}");
    sf_free(text);
    store_close(store);
}

static void test_store__settings_are_small_texts(void **state)
{
    (void)state;
    Store *store = open_memory();
    char value[16];
    char long_text[LIMIT_TEXT_BYTES + 2];
    memset(long_text, 'a', sizeof(long_text) - 1);
    long_text[sizeof(long_text) - 1] = '\0';
    memcpy(value, "before", 7);
    assert_int_equal(store_setting_get(store, "theme", value, sizeof(value)), SF_E_NOTFOUND);
    assert_string_equal(value, "");
    assert_int_equal(store_setting_put(store, "theme", "dark", NULL), SF_OK);
    assert_int_equal(store_setting_put(store, "theme", "light", NULL), SF_OK);
    assert_int_equal(store_setting_get(store, "theme", value, sizeof(value)), SF_OK);
    assert_string_equal(value, "light");
    assert_int_equal(store_setting_get(store, "theme", value, 5), SF_E_TOOBIG);
    assert_string_equal(value, "");
    assert_int_equal(store_setting_get(store, "theme", value, 6), SF_OK);
    assert_int_equal(store_setting_put(store, "", "x", NULL), SF_E_TOOBIG);
    assert_int_equal(store_setting_put(store, "theme", long_text, NULL), SF_E_TOOBIG);
    assert_int_equal(store_setting_get(store, "theme", value, sizeof(value)), SF_OK);
    store_close(store);
}

static bool
see_program(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    int *seen = context;
    assert_string_equal(hash, *seen == 0 ? "aa" : "bb");
    assert_string_equal(id, "runners-knee");
    assert_int_equal(size, 13);
    assert_memory_equal(source, "{\"program\":1}", 13);
    (*seen)++;
    return strcmp(hash, "bb") != 0;
}

static void test_store__programs_are_kept_once(void **state)
{
    (void)state;
    Store *store = open_memory();
    int seen = 0;
    const char *source = "{\"program\":1} and what follows";
    assert_int_equal(store_program_put(store, "aa", "runners-knee", source, 13, NULL), SF_OK);
    assert_int_equal(store_program_put(store, "aa", "other", "x", 1, NULL), SF_OK);
    assert_int_equal(store_program_put(store, "bb", "runners-knee", source, 13, NULL), SF_OK);
    assert_int_equal(store_program_put(store, "dd", "not-reached", "x", 1, NULL), SF_OK);
    assert_int_equal(store_program_put(store, "cc", "bad", "a\0b", 3, NULL), SF_E_INPUT);
    assert_int_equal(store_program_put(store, "", "bad", "ab", 2, NULL), SF_E_TOOBIG);
    assert_int_equal(store_each_program(store, see_program, &seen, NULL), SF_OK);
    assert_int_equal(seen, 2);
    store_close(store);
}

static void assert_nowhere(const char *folder, const char *text)
{
    static const char *const names[] = {"surefoot.db", "surefoot.db-wal", "surefoot.db-shm"};
    for (size_t i = 0; i < SF_COUNT(names); i++) {
        char path[KIT_PATH_BYTES];
        char *bytes = NULL;
        if (!kit_find(path, folder, names[i])) {
            continue;
        }
        kit_join(path, folder, names[i]);
        const size_t size = kit_read(path, &bytes);
        for (size_t at = 0; at + strlen(text) <= size; at++) {
            if (memcmp(bytes + at, text, strlen(text)) == 0) {
                fail_msg("\"%s\" is still in %s at %zu", text, names[i], at);
            }
        }
        sf_free(bytes);
    }
}

static void test_store__erasing_leaves_nothing_behind(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    char found[KIT_PATH_BYTES];
    char value[16];
    char *text = NULL;
    StoreOpened opened;
    kit_folder(folder);
    kit_join(path, folder, "surefoot.db");
    Store *store = open_file(path, &opened);
    const Uuid device = store_device(store);
    assert_int_equal(store_setting_put(store, "theme", "dark", NULL), SF_OK);
    for (uint32_t i = 0; i < 200; i++) {
        Fact fact = kit_session((int32_t)i, 1, "strength");
        fact.body.session.note = "my secret knee";
        store_kit_add(store, &fact);
        assert_int_equal(
            store_journal_put(store, JOURNAL_STATE, "{\"title\":\"my secret knee\"}", NULL), SF_OK);
    }
    assert_int_equal(store_program_put(store, "aa", "p", "my secret knee", 14, NULL), SF_OK);
    kit_join(found, folder, "surefoot-backup-v0-2026-01-01T080000.db");
    kit_write(found, "my secret knee", 14);
    kit_join(found, folder, "surefoot-damaged-2026-01-01T080000.db-wal");
    kit_write(found, "my secret knee", 14);
    kit_join(found, folder, "surefoot-export-2026-01-01.json"); /* the person's own file */
    kit_write(found, "{}", 2);

    SfErrorInfo err = {{0}};
    if (store_erase(store, &err) != SF_OK) {
        fail_msg("%s", err.text);
    }
    assert_nowhere(folder, "my secret knee");
    assert_nowhere(folder, "strength");
    assert_false(kit_find(found, folder, "backup"));
    assert_false(kit_find(found, folder, "damaged"));
    assert_true(kit_find(found, folder, "export"));
    assert_int_equal(store_kit_count_sessions(store), 0);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_null(text);
    assert_int_equal(store_setting_get(store, "theme", value, sizeof(value)), SF_OK);
    const Fact fact = kit_session(0, 1, "strength"); /* and life goes on */
    store_kit_add(store, &fact);
    store_close(store);
    store = open_file(path, &opened);
    assert_true(uuid_equal(store_device(store), device));
    assert_int_equal(store_kit_count_sessions(store), 1);
    store_close(store);
    char *bytes;
    assert_true(kit_read(path, &bytes) < (size_t)128 * 1024);
    sf_free(bytes);
    kit_remove(folder);
}

static void test_store__an_empty_file_becomes_a_log(void **state)
{
    (void)state;
    char folder[KIT_PATH_BYTES];
    char path[KIT_PATH_BYTES];
    StoreOpened opened;
    kit_folder(folder);
    kit_join(path, folder, "log of 100 % #1?.db");
    kit_write(path, "", 0);
    Store *store = open_file(path, &opened);
    assert_true(opened.created);
    assert_string_equal(opened.backup, "");
    store_close(store);
    kit_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_store__reads_back_every_kind_as_written),
        cmocka_unit_test(test_store__a_tombstone_has_an_empty_body),
        cmocka_unit_test(test_store__a_known_id_is_ignored),
        cmocka_unit_test(test_store__refuses_what_breaks_a_rule_and_goes_on),
        cmocka_unit_test(test_store__a_missing_text_is_an_empty_one),
        cmocka_unit_test(test_store__transactions_keep_their_order),
        cmocka_unit_test(test_store__what_was_not_committed_did_not_happen),
        cmocka_unit_test(test_store__the_head_of_the_file_says_what_it_is),
        cmocka_unit_test(test_store__history_has_the_light_rows_in_order),
        cmocka_unit_test(test_store__marks_are_read_in_the_order_in_which_they_were_said),
        cmocka_unit_test(test_store__history_knows_many_names),
        cmocka_unit_test(test_store__sets_are_those_of_the_session_and_its_corrections),
        cmocka_unit_test(test_store__the_journal_is_one_text),
        cmocka_unit_test(test_store__a_journal_beyond_its_limit_is_refused),
        cmocka_unit_test(test_store__the_journal_goes_with_the_session_it_became),
        cmocka_unit_test(test_store__settings_are_small_texts),
        cmocka_unit_test(test_store__programs_are_kept_once),
        cmocka_unit_test(test_store__erasing_leaves_nothing_behind),
        cmocka_unit_test(test_store__an_empty_file_becomes_a_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
