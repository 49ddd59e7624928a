/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store_kit.h"

static bool
see_nothing(void *context, const char *hash, const char *id, const char *source, size_t size)
{
    (void)context;
    (void)hash;
    (void)id;
    (void)source;
    return size > 0;
}

/* ---- no room, no permission ----------------------------------------------------------------- */

static void test_store_limits__a_full_disk_is_told_and_nothing_is_lost(void **state)
{
    Place *place = *state;
    char *text = NULL;
    store_kit_fill(place, 50);
    Store *store = store_kit_open_store(place);
    SfErrorInfo err = {{0}};
    assert_int_equal(store_journal_put(store, JOURNAL_STATE, "{\"before\":1}", NULL), SF_OK);
    assert_int_equal(store__exec(store, "PRAGMA max_page_count = 1", "test", NULL), SF_OK);
    assert_int_equal(store_begin(store, NULL), SF_OK);
    SfError code = SF_OK;
    for (int32_t i = 100; code == SF_OK; i++) {
        const Fact fact = kit_session(i, 1, "strength");
        code = store_add(store, &fact, &err);
    }
    assert_int_equal(code, SF_E_FULL);
    assert_non_null(strstr(err.text, "the disk is full"));
    /* What follows in this transaction must not be kept alone. */
    const Fact small = kit_answer(0, "flag.swelling", true);
    assert_int_equal(store_add(store, &small, &err), SF_E_FULL);
    assert_int_equal(store_journal_put(store, JOURNAL_STATE, "{}", &err), SF_E_FULL);
    assert_int_equal(store_commit(store, NULL, &err), SF_E_FULL);
    assert_int_equal(store_durable(store), 0);
    assert_int_equal(store_kit_count_sessions(store), 50);
    bool has = true;
    assert_int_equal(store_has(store, small.id, &has, NULL), SF_OK);
    assert_false(has);
    assert_int_equal(store_journal_get(store, JOURNAL_STATE, &text, NULL), SF_OK);
    assert_string_equal(text, "{\"before\":1}");
    sf_free(text);
    assert_int_equal(store__exec(store, "PRAGMA max_page_count = 100000", "test", NULL), SF_OK);
    const Fact fact = kit_session(100, 1, "strength"); /* room again */
    store_kit_add(store, &fact);
    assert_int_equal(store_kit_count_sessions(store), 51);
    store_close(store);
}

static void limit_files(rlim_t bytes)
{
    const struct rlimit limit = {.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
    (void)signal(SIGXFSZ, SIG_IGN);
    (void)setrlimit(RLIMIT_FSIZE, &limit);
}

static bool reads(Store *store, int32_t sessions)
{
    History history;
    const bool good =
        store_history(store, &history, NULL) == SF_OK && history.session_count == sessions;
    history_deinit(&history);
    return good;
}

static bool meets_the_limit(Place *place)
{
    Store *store = NULL;
    char long_note[2000];
    memset(long_note, 'n', sizeof(long_note) - 1);
    long_note[sizeof(long_note) - 1] = '\0';
    if (store_kit_try_open(place, &store) != SF_OK) {
        return false;
    }
    limit_files((rlim_t)256 * 1024);
    SfError code = SF_OK;
    int32_t added = 0;
    while (code == SF_OK && added < 1000) {
        Fact fact = kit_session(1000 + added, 1, "strength");
        fact.body.session.note = long_note;
        code = store_kit_add_in_transaction(store, &fact, &place->err);
        added += code == SF_OK ? 1 : 0;
    }
    const bool told = code == SF_E_IO && strstr(place->err.text, "cannot save") != NULL;
    const bool readable = reads(store, 50 + added);
    limit_files(RLIM_INFINITY);
    const Fact fact = kit_session(3000, 1, "strength");
    const bool goes_on = store_kit_add_in_transaction(store, &fact, NULL) == SF_OK;
    store_close(store);
    return told && readable && goes_on && added > 0 && store_kit_try_open(place, &store) == SF_OK &&
           place->opened.set_aside[0] == '\0' && reads(store, 51 + added);
}

static void test_store_limits__a_write_the_system_cuts_short_loses_nothing(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 50);
    store_kit_in_child(place, meets_the_limit);
    Store *store = store_kit_open_store(place);
    assert_true(store_kit_count_sessions(store) > 50);
    store_close(store);
}

static bool cannot_create(Place *place)
{
    Store *store = NULL;
    limit_files(1024);
    const SfError code = store_kit_try_open(place, &store);
    return store == NULL && code == SF_E_IO && strstr(place->err.text, place->path) != NULL;
}

static void test_store_limits__no_room_for_a_new_log_is_told(void **state)
{
    store_kit_in_child(*state, cannot_create);
    Store *store = store_kit_open_store(*state); /* with room again */
    store_close(store);
}

static bool cannot_back_up(Place *place)
{
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT};
    Store *store = NULL;
    char found[KIT_PATH_BYTES];
    limit_files((rlim_t)40 * 1024);
    if (store_kit_open_with(place, &store, steps, 3) != SF_OK) {
        return false;
    }
    const bool good = place->opened.read_only && place->opened.backup[0] == '\0' &&
                      strstr(place->opened.why, "backup") != NULL && reads(store, 200) &&
                      !kit_find(found, place->folder, "backup");
    store_close(store);
    return good;
}

static void test_store_limits__without_room_for_a_backup_an_old_log_is_only_read(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 200);
    store_kit_in_child(place, cannot_back_up);
    Store *store = store_kit_open_store(place); /* of the version it was */
    assert_false(place->opened.migrated);
    assert_int_equal(store_kit_count_sessions(store), 200);
    store_close(store);
}

/* Root may write anywhere: modes are for others. */
static bool become_nobody(void)
{
    return geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
}

static bool only_reads(Place *place)
{
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT};
    Store *store = NULL;
    char value[8];
    if (!become_nobody() || store_kit_try_open(place, &store) != SF_OK ||
        !place->opened.read_only) {
        return false;
    }
    const bool refused = store_begin(store, &place->err) == SF_E_IO &&
                         strstr(place->err.text, "cannot be written") != NULL &&
                         store_journal_put(store, JOURNAL_STATE, "{}", NULL) == SF_E_IO &&
                         store_setting_put(store, "theme", "dark", NULL) == SF_E_IO &&
                         store_erase(store, NULL) == SF_E_IO;
    const bool readable =
        reads(store, 7) && store_setting_get(store, "theme", value, sizeof(value)) == SF_E_NOTFOUND;
    store_close(store);
    store = NULL;
    /* An older one is brought up to date for reading, and stays as it is. */
    const bool old = store_kit_open_with(place, &store, steps, 3) == SF_OK &&
                     place->opened.read_only && !place->opened.migrated && reads(store, 7) &&
                     store__exec(store, "SELECT word FROM fact_pain", "test", NULL) == SF_OK &&
                     store_begin(store, NULL) == SF_E_IO;
    store_close(store);
    store = NULL;
    place->options.path = "/surefoot.db"; /* one cannot make a file there */
    const bool no_file = store_kit_try_open(place, &store) == SF_E_IO && store == NULL &&
                         strstr(place->err.text, "/surefoot.db") != NULL;
    return refused && readable && old && no_file;
}

static void allow_nobody(const Place *place, mode_t file, mode_t folder)
{
    static const char *const names[] = {"surefoot.db", "surefoot.db-wal", "surefoot.db-shm"};
    for (size_t i = 0; i < SF_COUNT(names); i++) {
        char path[KIT_PATH_BYTES];
        kit_join(path, place->folder, names[i]);
        assert_true(chmod(path, file) == 0 || access(path, F_OK) != 0);
    }
    assert_int_equal(chmod(place->folder, folder), 0);
}

static void test_store_limits__what_cannot_be_written_can_be_read(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 7);
    allow_nobody(place, 0444, 0555);
    store_kit_in_child(place, only_reads);
    allow_nobody(place, 0444, 0755);
    store_kit_in_child(place, only_reads); /* the file alone is enough */
    allow_nobody(place, 0600, 0700);
}

static bool reads_unclean(Place *place)
{
    Store *store = NULL;
    char value[8];
    const bool good = become_nobody() && store_kit_try_open(place, &store) == SF_OK &&
                      place->opened.read_only && reads(store, 3) &&
                      store_setting_get(store, "theme", value, sizeof(value)) == SF_OK &&
                      strcmp(value, "dark") == 0;
    store_close(store);
    return good;
}

/* What was saved last is in the write-ahead log alone. */
static void test_store_limits__unwritable_and_not_closed_is_read_whole(void **state)
{
    Place *place = *state;
    char index[KIT_PATH_BYTES];
    store_kit_fill(place, 3);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    allow_nobody(place, 0444, 0555);
    store_kit_in_child(place, reads_unclean);
    kit_join(index, place->folder, "surefoot.db-shm");
    assert_int_equal(unlink(index), 0); /* a folder that was copied has no index */
    store_kit_in_child(place, reads_unclean);
    allow_nobody(place, 0600, 0700);
}

static bool reads_beside_a_writer(Place *place)
{
    Store *store = NULL;
    if (!become_nobody() || store_kit_try_open(place, &store) != SF_OK ||
        !place->opened.read_only || !reads(store, 3)) {
        return false;
    }
    store_close(store);
    return true;
}

static void test_store_limits__it_is_read_beside_another_who_writes(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 2);
    Store *writer = store_kit_open_store(place);
    const Fact fact = kit_session(10, 1, "strength");
    store_kit_add(writer, &fact);
    allow_nobody(place, 0444, 0555);
    store_kit_in_child(place, reads_beside_a_writer);
    allow_nobody(place, 0600, 0700);
    store_close(writer);
}

static bool meets_a_full_disk(Place *place)
{
    Store *store = NULL;
    limit_files(0); /* nothing at all can be written */
    const bool good = store_kit_try_open(place, &store) == SF_OK && place->opened.read_only &&
                      place->opened.why[0] != '\0' && reads(store, 4) &&
                      store_begin(store, &place->err) == SF_E_IO;
    store_close(store);
    return good;
}

static void test_store_limits__on_a_full_disk_it_is_read(void **state)
{
    Place *place = *state;
    store_kit_fill(place, 4);
    store_kit_in_child(place, meets_a_full_disk);
    store_kit_leave_unclean(place, "INSERT INTO setting VALUES ('theme', 'dark')");
    store_kit_in_child(place, meets_a_full_disk);
    Store *store = store_kit_open_store(place); /* with room again */
    assert_false(place->opened.read_only);
    assert_int_equal(store_kit_count_sessions(store), 4);
    store_close(store);
}

/* ---- whose it is ---------------------------------------------------------------------------- */

static void assert_private(const Place *place)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < SF_COUNT(endings); i++) {
        char path[KIT_PATH_BYTES];
        struct stat about;
        (void)sf_format(path, sizeof(path), "%s%s", place->path, endings[i]);
        assert_int_equal(stat(path, &about), 0);
        assert_int_equal(about.st_mode & 07777, 0600);
    }
}

static void test_store_limits__the_log_is_its_owners_alone(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT};
    static const mode_t masks[] = {0, 022, 0777};
    for (size_t i = 0; i < SF_COUNT(masks); i++) {
        struct stat about;
        const mode_t before = umask(masks[i]);
        Store *store = store_kit_open_store(place);
        const Fact fact = kit_session(0, 1 + (uint32_t)i, "strength");
        store_kit_add(store, &fact);
        assert_private(place);
        store_close(store);
        assert_int_equal(chmod(place->path, 0666), 0); /* as older versions made it */
        store = store_kit_open_store(place);
        store_kit_add(store, &fact);
        assert_private(place);
        store_close(store);
        assert_int_equal(store_kit_open_with(place, &store, steps, 3), SF_OK);
        assert_int_equal(stat(place->opened.backup, &about), 0);
        assert_int_equal(about.st_mode & 07777, 0600);
        store_close(store);
        (void)umask(before);
        kit_remove(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

static void test_store_limits__impossible_paths_are_told(void **state)
{
    Place *place = *state;
    Store *store = NULL;
    char long_path[STORE_PATH_BYTES + 8];
    char below[KIT_PATH_BYTES];
    memset(long_path, 'a', sizeof(long_path) - 1);
    long_path[sizeof(long_path) - 1] = '\0';
    place->options.path = long_path;
    assert_int_equal(store_kit_try_open(place, &store), SF_E_TOOBIG);
    place->options.path = place->folder;
    assert_int_equal(store_kit_try_open(place, &store), SF_E_IO);
    kit_join(below, place->folder, "not-there/surefoot.db");
    place->options.path = below;
    assert_int_equal(store_kit_try_open(place, &store), SF_E_IO);
    assert_non_null(strstr(place->err.text, "not-there"));
    kit_write(place->path, "", 0);
    kit_join(below, place->folder, "surefoot.db/surefoot.db");
    assert_int_equal(store_kit_try_open(place, &store), SF_E_IO);
    assert_null(store);
}

static void test_store_limits__a_log_in_use_is_told(void **state)
{
    Place *place = *state;
    Store *first = store_kit_open_store(place);
    Store *second = store_kit_open_store(place);
    const Fact fact = kit_session(0, 1, "strength");
    assert_int_equal(store__exec(second, "PRAGMA busy_timeout = 0", "test", NULL), SF_OK);
    assert_int_equal(store_begin(first, NULL), SF_OK);
    assert_int_equal(store_add(first, &fact, NULL), SF_OK);
    assert_int_equal(store_begin(second, &place->err), SF_E_IO);
    assert_non_null(strstr(place->err.text, "another program"));
    assert_int_equal(store_erase(second, NULL), SF_E_IO);
    assert_int_equal(store_kit_count_sessions(second), 0); /* reading goes on */
    assert_int_equal(store_commit(first, NULL, NULL), SF_OK);
    assert_int_equal(store_kit_count_sessions(second), 1);
    store_close(second);
    store_close(first);
}

/* ---- sudden death --------------------------------------------------------------------------- */

enum { KILLS = 16, SETS_EACH = 3 };

static void write_until_killed(Place *place, int done, uint32_t number)
{
    Store *store = NULL;
    if (store_kit_try_open(place, &store) != SF_OK) {
        _exit(1);
    }
    for (uint32_t i = 0;; i++) {
        char journal[64];
        const Fact session = kit_session((int32_t)i, number, "strength");
        (void)sf_format(journal, sizeof(journal), "{\"sessions\":%u}", i + 1);
        bool good = store_begin(store, NULL) == SF_OK && store_add(store, &session, NULL) == SF_OK;
        for (uint32_t set = 1; set <= SETS_EACH; set++) {
            const Fact fact = kit_set(&session, number + set, "bridge/s1");
            good = good && store_add(store, &fact, NULL) == SF_OK;
        }
        good = good && store_commit(store, NULL, NULL) == SF_OK && write(done, "c", 1) == 1;
        good = good && store_journal_put(store, JOURNAL_STATE, journal, NULL) == SF_OK &&
               write(done, "j", 1) == 1;
        if (!good) {
            _exit(1);
        }
    }
}

/* Lets the child go on until it has said so much, kills it, and counts all it has said. */
static void
kill_after(int done, pid_t child, uint32_t messages, int32_t *commits, int32_t *journals)
{
    char message;
    bool killed = false;
    *commits = 0;
    *journals = 0;
    for (uint32_t i = 0; read(done, &message, 1) == 1; i++) {
        *commits += message == 'c' ? 1 : 0;
        *journals += message == 'j' ? 1 : 0;
        if (i >= messages && !killed) {
            assert_int_equal(kill(child, SIGKILL), 0);
            killed = true;
        }
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static bool count_one(void *context, const Fact *fact)
{
    int32_t *count = context;
    *count += fact->kind == FACT_SET ? 1 : 0;
    return true;
}

static void test_store_limits__killed_at_any_moment_at_most_one_is_missing(void **state)
{
    Place *place = *state;
    uint32_t seed = 9;
    int32_t before = 0;
    for (int round = 0; round < KILLS; round++) {
        int pipes[2];
        int32_t commits;
        int32_t journals;
        char *journal = NULL;
        assert_int_equal(pipe(pipes), 0);
        (void)fflush(NULL);
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            (void)close(pipes[0]);
            write_until_killed(place, pipes[1], 100 * (uint32_t)round);
        }
        (void)close(pipes[1]);
        kill_after(pipes[0], child, kit_random(&seed) % 60, &commits, &journals);
        (void)close(pipes[0]);

        Store *store = store_kit_open_store(place);
        assert_string_equal(place->opened.set_aside, "");
        const int32_t sessions = store_kit_count_sessions(store);
        assert_in_range(sessions, before + commits, before + commits + 1);
        int32_t sets = 0;
        assert_int_equal(store_each(store, count_one, &sets, NULL), SF_OK);
        assert_int_equal(sets, sessions * SETS_EACH); /* whole transactions only */
        assert_int_equal(store_journal_get(store, JOURNAL_STATE, &journal, NULL), SF_OK);
        const long written = strtol(strchr(journal, ':') + 1, NULL, 10);
        assert_in_range(written, journals, journals + 1);
        sf_free(journal);
        before = sessions;
        store_close(store);
    }
}

/* ---- no memory ------------------------------------------------------------------------------ */

/* Everything a session does. True once nothing failed; *committed says whether it counts. */
static bool use_the_log(Store *store, const Fact *session, bool *committed)
{
    History history = {0};
    char value[16];
    char *journal = NULL;
    const Fact set = kit_set(session, 900, "bridge/s1");
    const Fact pain = kit_pain(10, 901, SIDE_LEFT, 3);
    bool good = store_begin(store, NULL) == SF_OK;
    good = good && store_add(store, session, NULL) == SF_OK;
    good = good && store_add(store, &set, NULL) == SF_OK;
    good = good && store_add(store, &pain, NULL) == SF_OK;
    good = store_commit(store, NULL, NULL) == SF_OK && good;
    *committed = good;
    good = good && store_journal_put(store, JOURNAL_STATE, "{\"key\":\"a\"}", NULL) == SF_OK &&
           store_journal_get(store, JOURNAL_STATE, &journal, NULL) == SF_OK &&
           store_journal_clear(store, NULL) == SF_OK &&
           store_setting_put(store, "theme", "dark", NULL) == SF_OK &&
           store_setting_get(store, "theme", value, sizeof(value)) == SF_OK &&
           store_program_put(store, "aa", "p", "{}", 2, NULL) == SF_OK &&
           store_each_program(store, see_nothing, NULL, NULL) == SF_OK &&
           store_each_set(store, session->id, store_kit_go_on, NULL, NULL) == SF_OK &&
           store_each(store, store_kit_go_on, NULL, NULL) == SF_OK &&
           store_history(store, &history, NULL) == SF_OK;
    sf_free(journal);
    history_deinit(&history);
    return good;
}

static void add_base(Store *store)
{
    const Fact first = kit_session(0, 1, "strength");
    const Fact status = kit_status(1, STATUS_SICK, 2);
    const Fact follow = kit_follow(0, "runners-knee", true);
    Fact corrected = kit_session(0, 2, "minimum");
    corrected.supersedes = first.id;
    store_kit_add(store, &first);
    store_kit_add(store, &corrected);
    store_kit_add(store, &status);
    store_kit_add(store, &follow);
}

/* In memory: the store that ran out is itself used on, and has to be as if nothing had been. */
static void test_store_limits__without_memory_nothing_breaks(void **state)
{
    Place *place = *state;
    bool done = false;
    place->options.path = NULL;
    const Fact session = kit_session(10, 1, "strength");
    const Fact next = kit_session(11, 1, "strength");
    for (int64_t n = 0; !done; n++) {
        bool committed = false;
        bool has = false;
        Store *store = store_kit_open_store(place);
        add_base(store);
        sf_alloc_fail_after(n);
        done = use_the_log(store, &session, &committed);
        sf_alloc_fail_after(-1);
        assert_int_equal(store_has(store, session.id, &has, NULL), SF_OK);
        assert_int_equal(has, committed);
        store_kit_add(store, &next);
        assert_int_equal(store_kit_count_sessions(store), committed ? 3 : 2);
        store_close(store);
        assert_true(n < 10000);
    }
}

static void test_store_limits__without_memory_a_log_stays_whole(void **state)
{
    Place *place = *state;
    bool done = false;
    int32_t expected = 5;
    store_kit_fill(place, 4);
    Store *store = store_kit_open_store(place);
    add_base(store);
    store_close(store);
    for (uint32_t n = 0; !done; n += 41) {
        const Fact session = kit_session(10, n, "strength");
        bool committed = false;
        bool has = false;
        store = NULL;
        sf_alloc_fail_after((int64_t)n);
        done =
            store_kit_try_open(place, &store) == SF_OK && use_the_log(store, &session, &committed);
        store_close(store);
        sf_alloc_fail_after(-1);
        store = store_kit_open_store(place);
        assert_string_equal(place->opened.set_aside, "");
        assert_false(place->opened.created);
        assert_int_equal(store_has(store, session.id, &has, NULL), SF_OK);
        assert_int_equal(has, committed);
        expected += committed ? 1 : 0;
        store_close(store);
    }
    store = store_kit_open_store(place);
    assert_int_equal(store_kit_count_sessions(store), expected - 1);
    store_close(store);
}

static void test_store_limits__without_memory_a_new_log_is_none_or_whole(void **state)
{
    Place *place = *state;
    bool done = false;
    for (int64_t n = 0; !done; n += n < 60 ? 1 : 13) {
        Store *store = NULL;
        char found[KIT_PATH_BYTES];
        sf_alloc_fail_after(n);
        const SfError code = store_kit_try_open(place, &store);
        sf_alloc_fail_after(-1);
        assert_true(code == SF_OK || code == SF_E_NOMEM);
        done = code == SF_OK;
        store_close(store);
        store = store_kit_open_store(place);
        assert_int_equal(store_kit_count_sessions(store), 0);
        store_close(store);
        assert_false(kit_find(found, place->folder, "damaged"));
        kit_remove(place->folder);
        assert_int_equal(mkdir(place->folder, 0700), 0);
    }
}

static void test_store_limits__without_memory_erasing_and_migrating_are_whole(void **state)
{
    Place *place = *state;
    const char *const steps[] = {store__plan()->steps[0], store__plan()->steps[1],
                                 STORE_KIT_TO_NEXT};
    store_kit_fill(place, 6);
    bool done = false;
    for (int64_t n = 0; !done; n += 11) {
        Store *store = NULL;
        sf_alloc_fail_after(n);
        done = store_kit_open_with(place, &store, steps, 3) == SF_OK;
        sf_alloc_fail_after(-1);
        store_close(store);
    }
    store_kit_patch(place->path, 60, "\0\0\0\2", 4);
    done = false;
    for (int64_t n = 0; !done; n += 11) {
        Store *store = store_kit_open_store(place);
        sf_alloc_fail_after(n);
        done = store_erase(store, NULL) == SF_OK;
        sf_alloc_fail_after(-1);
        const int32_t left = store_kit_count_sessions(store);
        assert_true(left == 0 || (left == 6 && !done));
        store_close(store);
    }
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(test_store_limits__##name, store_kit_set_up,                   \
                                    store_kit_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_is_told_and_nothing_is_lost),
        TEST(a_write_the_system_cuts_short_loses_nothing),
        TEST(no_room_for_a_new_log_is_told),
        TEST(without_room_for_a_backup_an_old_log_is_only_read),
        TEST(what_cannot_be_written_can_be_read),
        TEST(unwritable_and_not_closed_is_read_whole),
        TEST(it_is_read_beside_another_who_writes),
        TEST(on_a_full_disk_it_is_read),
        TEST(the_log_is_its_owners_alone),
        TEST(impossible_paths_are_told),
        TEST(a_log_in_use_is_told),
        TEST(killed_at_any_moment_at_most_one_is_missing),
        TEST(without_memory_nothing_breaks),
        TEST(without_memory_a_log_stays_whole),
        TEST(without_memory_a_new_log_is_none_or_whole),
        TEST(without_memory_erasing_and_migrating_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
