/* SPDX-License-Identifier: MIT */
/* Files for a person: whole or not at all, never through a link, never onto the log. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "facts_kit.h"
#include "surefoot/file_out.h"

static int enter(void **state)
{
    char *folder = calloc(1, KIT_PATH_BYTES);
    assert_non_null(folder);
    kit_folder(folder);
    *state = folder;
    return chdir(folder);
}

static int leave(void **state)
{
    char command[KIT_PATH_BYTES + 16];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", (char *)*state);
    const int left = chdir("/");
    free(*state);
    return left != 0 ? left : system(command);
}

static SfError put(const char *path, const char *text)
{
    SfErrorInfo err = {0};
    return file_out(path, FILE_OUT_PRIVATE, text, strlen(text), &err);
}

static void expect_text(const char *path, const char *text)
{
    char bytes[64] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes[fread(bytes, 1, sizeof(bytes) - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    assert_string_equal(bytes, text);
}

static int files_here(void)
{
    int count = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        count += entry->d_name[0] != '.';
    }
    (void)closedir(folder);
    return count;
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 0777;
}

static void test_file_out__a_file_is_replaced_whole_and_private(void **state)
{
    (void)state;
    (void)umask(022);
    assert_int_equal(put("a.json", "one"), SF_OK);
    expect_text("a.json", "one");
    assert_int_equal(mode_of("a.json"), 0600);
    assert_int_equal(chmod("a.json", 0644), 0);
    assert_int_equal(put("./a.json", "two"), SF_OK);
    expect_text("a.json", "two");
    assert_int_equal(mode_of("a.json"), 0600);
    assert_int_equal(file_out("b.png", FILE_OUT_SHARED, "x", 1, NULL), SF_OK);
    assert_int_equal(mode_of("b.png"), 0644);
    assert_int_equal(put("empty", ""), SF_OK);
    expect_text("empty", "");
    assert_int_equal(files_here(), 3);
}

static void test_file_out__what_is_given_up_leaves_what_was(void **state)
{
    (void)state;
    FileOut out;
    assert_int_equal(put("a.json", "one"), SF_OK);
    assert_int_equal(file_out_begin(&out, "a.json", FILE_OUT_PRIVATE, NULL), SF_OK);
    assert_true(fputs("half", out.file) >= 0);
    assert_int_equal(files_here(), 2);
    expect_text("a.json", "one");
    assert_int_equal(file_out_end(&out, false, NULL), SF_OK);
    expect_text("a.json", "one");
    assert_int_equal(files_here(), 1);
    /* The disk is full. */
    assert_int_equal(put("/dev/full", "more"), SF_E_FULL);
}

static void test_file_out__links_and_folders_are_refused(void **state)
{
    (void)state;
    assert_int_equal(put("precious", "old"), SF_OK);
    assert_int_equal(symlink("precious", "link"), 0);
    assert_int_equal(symlink("nowhere", "loose"), 0);
    assert_int_equal(symlink("/dev/null", "device"), 0);
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(put("link", "new"), SF_E_INPUT);
    assert_int_equal(put("loose", "new"), SF_E_INPUT);
    assert_int_equal(put("device", "new"), SF_E_INPUT);
    assert_int_equal(put("folder", "new"), SF_E_INPUT);
    assert_int_equal(put("no/such", "new"), SF_E_NOTFOUND);
    assert_int_equal(put("precious/in", "new"), SF_E_NOTFOUND);
    char path[2000];
    memset(path, 'a', sizeof(path) - 1);
    path[sizeof(path) - 1] = '\0';
    assert_int_equal(put(path, "new"), SF_E_TOOBIG);
    path[FILE_OUT_PATH_BYTES - 1] = '\0';
    assert_int_not_equal(put(path, "new"), SF_OK);
    expect_text("precious", "old");
    assert_int_equal(files_here(), 5);
}

static void test_file_out__devices_and_pipes_are_written_to(void **state)
{
    (void)state;
    assert_int_equal(put("/dev/null", "x"), SF_OK);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    const int end = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(end >= 0);
    assert_int_equal(put("pipe", "hello"), SF_OK);
    char bytes[8] = "";
    assert_int_equal(read(end, bytes, sizeof(bytes)), 5);
    assert_string_equal(bytes, "hello");
    char path[32];
    (void)snprintf(path, sizeof(path), "/dev/fd/%d", end);
    assert_int_equal(close(end), 0);
    assert_int_not_equal(put(path, "x"), SF_OK);
    struct stat info;
    assert_int_equal(lstat("pipe", &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
}

static void test_file_out__the_log_is_known_by_every_name(void **state)
{
    const char *folder = *state;
    assert_int_equal(mkdir("log", 0700), 0);
    assert_int_equal(mkdir("else", 0700), 0);
    assert_int_equal(put("log/surefoot.db", "log"), SF_OK);
    assert_int_equal(link("log/surefoot.db", "else/hard.json"), 0);
    assert_int_equal(symlink("../log/surefoot.db", "else/soft.json"), 0);
    assert_int_equal(symlink("log", "linked"), 0);
    char whole[KIT_PATH_BYTES + 32];
    (void)snprintf(whole, sizeof(whole), "%s/else/../log/surefoot.db-wal", folder);
    const char *const ours[] = {"log/surefoot.db",
                                "log//surefoot.db-shm",
                                "log/surefoot.lock",
                                "log/surefoot-backup-v1-2026.db",
                                "log/surefoot-damaged-2026.db",
                                "linked/surefoot.db-journal",
                                "else/hard.json",
                                "else/soft.json",
                                whole};
    for (size_t i = 0; i < SF_COUNT(ours); i++) {
        assert_true(file_out_hits_log(ours[i], "log"));
        assert_true(file_out_hits_log(ours[i], "linked/"));
    }
    const char *const fine[] = {"log/export.json",  "log/surefoot-export-2026-11-21.json",
                                "else/surefoot.db", "surefoot.db",
                                "no/surefoot.db",   "-",
                                "/dev/null"};
    for (size_t i = 0; i < SF_COUNT(fine); i++) {
        assert_false(file_out_hits_log(fine[i], "log"));
    }
    assert_false(file_out_hits_log("log/surefoot.db", "nowhere"));
    assert_int_equal(chdir("log"), 0);
    assert_true(file_out_hits_log("surefoot.db", "."));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_file_out__a_file_is_replaced_whole_and_private),
        IN_FOLDER(test_file_out__what_is_given_up_leaves_what_was),
        IN_FOLDER(test_file_out__links_and_folders_are_refused),
        IN_FOLDER(test_file_out__devices_and_pipes_are_written_to),
        IN_FOLDER(test_file_out__the_log_is_known_by_every_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
