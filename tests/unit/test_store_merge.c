/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <string.h>

#include "store_kit.h"
#include "surefoot/store.h"

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

/* One case: records by number, each superseding another or none; which are current. */
typedef struct Line {
    const char *what;
    struct {
        int parent; /* 0 none, n the n-th, -1 one that is not there, -2 the next */
        int written;
        bool tombstone;
    } records[5];
    int count;
    const char *current;
} Line;

static const Line lines[] = {
    {"a lone record", {{0, 1, false}}, 1, "1"},
    {"a correction", {{0, 1, false}, {1, 2, false}}, 2, "2"},
    {"a chain", {{0, 1, false}, {1, 2, false}, {2, 3, false}}, 3, "3"},
    {"a chain whose clock ran backwards", {{0, 9, false}, {1, 5, false}, {2, 1, false}}, 3, "3"},
    {"a deletion", {{0, 1, false}, {1, 2, true}}, 2, ""},
    {"a deletion undone", {{0, 1, false}, {1, 2, true}, {2, 3, false}}, 3, "3"},
    {"two corrections, the later counts", {{0, 1, false}, {1, 3, false}, {1, 2, false}}, 3, "2"},
    {"a correction after a deletion", {{0, 1, false}, {1, 2, true}, {1, 3, false}}, 3, "3"},
    {"a deletion after a correction", {{0, 1, false}, {1, 3, true}, {1, 2, false}}, 3, ""},
    {"the later end of two branches",
     {{0, 1, false}, {1, 2, false}, {1, 3, false}, {2, 5, false}},
     4,
     "4"},
    {"a correction of what is not there", {{-1, 2, false}}, 1, "1"},
    {"two corrections of what is not there", {{-1, 2, false}, {-1, 3, false}}, 2, "2"},
    {"a deletion of what is not there", {{-1, 2, true}, {0, 1, false}}, 2, "2"},
    {"a circle, which no honest log has", {{-2, 1, false}, {1, 2, false}, {0, 3, false}}, 3, "3"},
    {"an end on a circle", {{-2, 1, false}, {1, 2, false}, {2, 3, false}, {1, 4, false}}, 4, "4"},
};

static void write_line(Store *store, const Line *line, Fact facts[5])
{
    for (int i = 0; i < line->count; i++) {
        facts[i] = kit_session(i, 1, "strength");
        facts[i].id = kit_uuid(KIT_NOON_MS + line->records[i].written, (uint32_t)i);
    }
    for (int i = 0; i < line->count; i++) {
        const int parent = line->records[i].parent;
        facts[i].tombstone = line->records[i].tombstone;
        if (parent > 0) {
            facts[i].supersedes = facts[parent - 1].id;
        } else if (parent == -1) {
            facts[i].supersedes = kit_device(9);
        } else if (parent == -2) {
            facts[i].supersedes = facts[i + 1].id;
        }
    }
    for (int i = 0; i < line->count; i++) {
        store_kit_add(store, &facts[i]);
    }
}

static void test_store_merge__of_a_line_of_corrections_the_right_one_counts(void **state)
{
    (void)state;
    for (size_t i = 0; i < SF_COUNT(lines); i++) {
        Store *store = open_memory();
        Fact facts[5];
        char found[16] = "";
        write_line(store, &lines[i], facts);
        History history;
        assert_int_equal(store_history(store, &history, NULL), SF_OK);
        for (int32_t s = 0; s < history.session_count; s++) {
            for (int f = 0; f < lines[i].count; f++) {
                if (uuid_equal(facts[f].id, history.sessions[s].id)) {
                    const size_t at = strlen(found);
                    (void)sf_format(found + at, sizeof(found) - at, "%d", f + 1);
                }
            }
        }
        if (strcmp(found, lines[i].current) != 0) {
            fail_msg("%s: \"%s\" is current, not \"%s\"", lines[i].what, found, lines[i].current);
        }
        history_deinit(&history);
        store_close(store);
    }
}

enum { MERGE_FACTS = 60, MERGE_ROUNDS = 40 };

/* Pains, half of them correcting or deleting an earlier one, on two devices. */
static void make_log(Fact facts[MERGE_FACTS], uint32_t *seed)
{
    for (uint32_t i = 0; i < MERGE_FACTS; i++) {
        const int64_t written = KIT_NOON_MS + kit_random(seed) % 50; /* many at the same instant */
        facts[i] = kit_pain((int32_t)(kit_random(seed) % 5), kit_random(seed) % 3,
                            kit_random(seed) % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT,
                            (int32_t)(kit_random(seed) % 11));
        facts[i].id = kit_uuid(written, i);
        facts[i].device = kit_device((int)(kit_random(seed) % 2));
        if (i > 0 && kit_random(seed) % 2 == 0) {
            facts[i].supersedes = facts[kit_random(seed) % i].id;
            facts[i].tombstone = kit_random(seed) % 3 == 0;
        }
    }
}

static void add_device(Store *store, const Fact *facts, int device, bool backwards)
{
    assert_int_equal(store_begin(store, NULL), SF_OK);
    for (int i = 0; i < MERGE_FACTS; i++) {
        const Fact *fact = &facts[backwards ? MERGE_FACTS - 1 - i : i];
        if (uuid_equal(fact->device, kit_device(device))) {
            assert_int_equal(store_add(store, fact, NULL), SF_OK);
        }
    }
    assert_int_equal(store_commit(store, NULL, NULL), SF_OK);
}

/* The rule again, as plainly as it can be said: the slow way. */
static bool is_current(const Fact *facts, int index)
{
    int root = index;
    int parent;
    do {
        parent = -1;
        for (int i = 0; i < MERGE_FACTS; i++) {
            parent = uuid_equal(facts[i].id, facts[root].supersedes) ? i : parent;
        }
        root = parent >= 0 ? parent : root;
    } while (parent >= 0);
    int winner = -1;
    for (int i = 0; i < MERGE_FACTS; i++) {
        bool superseded = false;
        bool below = false;
        for (int at = i; at >= 0;) {
            below |= at == root;
            int up = -1;
            for (int j = 0; j < MERGE_FACTS; j++) {
                superseded |= uuid_equal(facts[j].supersedes, facts[i].id);
                up = uuid_equal(facts[j].id, facts[at].supersedes) ? j : up;
            }
            at = up;
        }
        if (below && !superseded &&
            (winner < 0 || memcmp(facts[i].id.bytes, facts[winner].id.bytes, 16) > 0)) {
            winner = i;
        }
    }
    return winner == index && !facts[index].tombstone;
}

static void test_store_merge__merges_to_the_same_history_in_either_order(void **state)
{
    (void)state;
    uint32_t seed = 2026;
    for (int round = 0; round < MERGE_ROUNDS; round++) {
        Fact facts[MERGE_FACTS];
        History one;
        History other;
        make_log(facts, &seed);
        Store *first = open_memory();
        add_device(first, facts, 0, false);
        add_device(first, facts, 1, true);
        Store *second = open_memory();
        add_device(second, facts, 1, false);
        add_device(second, facts, 0, false);
        add_device(second, facts, 0, true); /* again: idempotent */
        assert_int_equal(store_history(first, &one, NULL), SF_OK);
        assert_int_equal(store_history(second, &other, NULL), SF_OK);
        assert_int_equal(one.pain_count, other.pain_count);
        for (int32_t i = 0; i < one.pain_count; i++) {
            assert_int_equal(one.pains[i].day, other.pains[i].day);
            assert_int_equal(one.pains[i].utc_ms, other.pains[i].utc_ms);
            assert_int_equal(one.pains[i].knee, other.pains[i].knee);
            assert_int_equal(one.pains[i].level, other.pains[i].level);
        }
        int expected = 0;
        int64_t levels = 0;
        for (int i = 0; i < MERGE_FACTS; i++) {
            expected += is_current(facts, i) ? 1 : 0;
            levels += is_current(facts, i) ? facts[i].body.pain.level : 0;
        }
        for (int32_t i = 0; i < one.pain_count; i++) {
            levels -= one.pains[i].level;
        }
        assert_int_equal(one.pain_count, expected);
        assert_int_equal(levels, 0);
        history_deinit(&one);
        history_deinit(&other);
        store_close(first);
        store_close(second);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_store_merge__of_a_line_of_corrections_the_right_one_counts),
        cmocka_unit_test(test_store_merge__merges_to_the_same_history_in_either_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
