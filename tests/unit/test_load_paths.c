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

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_BYTES 512

/* A folder of the test's own, and where the test was before. */
typedef struct Folder {
    char path[64];
    int before;
} Folder;

static int enter_folder(void **state)
{
    Folder *folder = calloc(1, sizeof(*folder));
    assert_non_null(folder);
    (void)snprintf(folder->path, sizeof(folder->path), "/tmp/surefoot-load-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    folder->before = open(".", O_RDONLY);
    assert_true(folder->before >= 0);
    assert_int_equal(chdir(folder->path), 0);
    *state = folder;
    return 0;
}

static int leave_folder(void **state)
{
    Folder *folder = *state;
    assert_int_equal(fchdir(folder->before), 0);
    (void)close(folder->before);
    char command[128];
    (void)snprintf(command, sizeof(command), "rm -rf '%s'", folder->path);
    const int removed = system(command);
    free(folder);
    return removed;
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

/* An exercise file of this id. */
static void write_exercise(const char *path, const char *id)
{
    char text[512];
    (void)snprintf(
        text, sizeof(text),
        "{\"exercise\": 1, \"id\": \"%s\", \"name\": \"N\", \"position\": \"moving\",\n"
        "\"why\": \"W\", \"confidence\": \"ours\", \"cues\": [\"C\"], \"load\": \"low\",\n"
        "\"dose_origin\": \"app\", \"dose\": {\"kind\": \"max\"}}\n",
        id);
    write_bytes(path, text, strlen(text));
}

static void load_paths(Loaded *loaded, const char *const *paths, int32_t count)
{
    *loaded = (Loaded){0};
    loaded->error = library_load_paths(&loaded->library, paths, count, &loaded->faults);
    assert_int_equal(loaded->error, SF_OK);
    loaded_lines(loaded);
}

static void load_path(Loaded *loaded, const char *path)
{
    load_paths(loaded, &path, 1);
}

#define RENAME(path) path ": left out: its name must end in .json, in small letters; rename it\n"

static void test_load_paths__a_folder_is_searched_for_json(void **state)
{
    (void)state;
    assert_int_equal(mkdir("in", 0755), 0);
    assert_int_equal(mkdir("in/deep", 0755), 0);
    assert_int_equal(mkdir("in/.hidden", 0755), 0);
    assert_int_equal(mkdir("in/folder.json", 0755), 0);
    write_exercise("in/one.json", "one");
    write_exercise("in/deep/two.json", "two");
    write_exercise("in/.three.json", "three");
    write_exercise("in/.hidden/four.json", "four");
    write_bytes("in/five.txt", "{", 1);
    write_bytes("in/.json", "{", 1);
    write_bytes("in/six.JSON", "{", 1);
    write_bytes("in/deep/seven.json.TXT", "{", 1);
    write_bytes("in/.eight.JSON", "{", 1);
    write_bytes("in/nine.json~", "{", 1);
    write_bytes("in/json.txt", "{", 1);
    Loaded loaded;
    load_path(&loaded, "in///");
    assert_string_equal(loaded.lines, RENAME("in/deep/seven.json.TXT") RENAME("in/six.JSON"));
    assert_int_equal(loaded.library.exercise_count, 2);
    assert_non_null(library_exercise(&loaded.library, "one"));
    assert_non_null(library_exercise(&loaded.library, "two"));
    loaded_free(&loaded);
}

static void test_load_paths__a_file_given_is_taken_whatever_its_name(void **state)
{
    (void)state;
    write_exercise("five.txt", "five.txt");
    write_exercise("six", "six");
    const char *paths[] = {"six", "five.txt", "six", "./six"};
    Loaded loaded;
    load_paths(&loaded, paths, 4);
    assert_string_equal(loaded.lines,
                        "five.txt:1:23: /id: must be an id of a-z, 0-9, - and _, starting with a "
                        "letter or digit, not \"five.txt\"\n");
    assert_int_equal(loaded.library.exercise_count, 1);
    loaded_free(&loaded);
}

#define TO_FOLDER ": left out: a link to a folder is not followed; put the files themselves here\n"
#define LEADS_OUT ": left out: this link leads out of the folder; put the file itself here\n"

static void test_load_paths__links_do_not_lead_out(void **state)
{
    (void)state;
    assert_int_equal(mkdir("in", 0755), 0);
    assert_int_equal(mkdir("in/deep", 0755), 0);
    assert_int_equal(mkdir("outside", 0755), 0);
    assert_int_equal(mkdir("inner", 0755), 0);
    write_exercise("in/one.json", "one");
    write_exercise("outside/two.json", "two");
    write_exercise("inner/three.json", "three");
    assert_int_equal(symlink("../outside/two.json", "in/two.json"), 0);
    assert_int_equal(symlink("../outside", "in/folder"), 0);
    assert_int_equal(symlink("../inner/three.json", "in/three.json"), 0);
    assert_int_equal(symlink("..", "in/deep/loop"), 0);
    assert_int_equal(symlink("nowhere", "in/lost.json"), 0);
    assert_int_equal(symlink("one.json", "in/same.json"), 0);
    write_exercise("in/deep/kept", "four");
    assert_int_equal(symlink("deep/kept", "in/four.json"), 0);
    Loaded loaded;
    assert_int_equal(symlink("../outside", "in/notes"), 0);
    assert_int_equal(symlink("../outside/two.json", "in/readme"), 0);
    assert_int_equal(mkfifo("in/pipe.json", 0600), 0);
    load_path(&loaded, "in");
    assert_string_equal(loaded.lines,
                        "in/deep/loop" TO_FOLDER "in/folder" TO_FOLDER
                        "in/lost.json: left out: this link leads nowhere\n"
                        "in/notes" TO_FOLDER "in/pipe.json: left out: neither a file nor a folder\n"
                        "in/three.json" LEADS_OUT "in/two.json" LEADS_OUT);
    assert_int_equal(loaded.library.exercise_count, 2);
    assert_non_null(library_exercise(&loaded.library, "one"));
    assert_non_null(library_exercise(&loaded.library, "four"));
    loaded_free(&loaded);
    /* A link that is given is followed. */
    load_path(&loaded, "in/folder");
    assert_int_equal(loaded.library.exercise_count, 1);
    loaded_free(&loaded);
}

static void test_load_paths__says_what_cannot_be_read(void **state)
{
    (void)state;
    assert_int_equal(mkdir("shut", 0755), 0);
    assert_int_equal(mkdir("shut/in", 0), 0);
    write_exercise("shut/secret.json", "secret");
    write_exercise("shut/good.json", "good");
    assert_int_equal(chmod("shut/secret.json", 0), 0);
    assert_int_equal(mkfifo("pipe.json", 0600), 0);
    assert_int_equal(chmod(".", 0755), 0);
    char long_path[5000];
    memset(long_path, 'a', sizeof(long_path) - 1);
    long_path[sizeof(long_path) - 1] = '\0';
    const char *paths[] = {"no/such", "pipe.json", "shut", long_path};
    /* Root may read everything: for a moment this is somebody else. */
    const bool root = geteuid() == 0;
    if (root) {
        assert_int_equal(seteuid(65534), 0);
    }
    Loaded loaded;
    load_paths(&loaded, paths, 4);
    if (root) {
        assert_int_equal(seteuid(0), 0);
    }
    assert_int_equal(loaded.faults.errors, 5);
    assert_non_null(strstr(loaded.lines, "no/such: No such file or directory\n"));
    assert_non_null(strstr(loaded.lines, "pipe.json: neither a file nor a folder\n"));
    assert_non_null(strstr(loaded.lines, "shut/in: Permission denied\n"));
    assert_non_null(strstr(loaded.lines, "shut/secret.json: Permission denied\n"));
    assert_string_equal(loaded.faults.items[3].text, "File name too long");
    assert_int_equal(loaded.library.exercise_count, 1);
    loaded_free(&loaded);
    assert_int_equal(chmod("shut/in", 0755), 0);
}

static void test_load_paths__stops_in_deep_folders(void **state)
{
    (void)state;
    char path[PATH_BYTES] = "d";
    assert_int_equal(mkdir(path, 0755), 0);
    char file[PATH_BYTES + 16];
    for (int depth = 0; depth <= LIMIT_FOLDERS; depth++) {
        (void)snprintf(file, sizeof(file), "%s/e%d.json", path, depth);
        char id[16];
        (void)snprintf(id, sizeof(id), "e%d", depth);
        write_exercise(file, id);
        (void)snprintf(path + strlen(path), sizeof(path) - strlen(path), "/d");
        assert_int_equal(mkdir(path, 0755), 0);
    }
    Loaded loaded;
    load_path(&loaded, "d");
    assert_int_equal(loaded.library.exercise_count, LIMIT_FOLDERS + 1);
    assert_int_equal(loaded.faults.errors, 1);
    assert_non_null(strstr(loaded.lines, ": too many folders inside folders; move it up\n"));
    loaded_free(&loaded);
}

static void test_load_paths__a_path_may_become_too_long(void **state)
{
    (void)state;
    char name[201];
    memset(name, 'n', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    /* Twenty-one names of 200 do not fit a path of 4,096; going down step by step makes them. */
    assert_int_equal(mkdir("top", 0755), 0);
    const int top = open("top", O_RDONLY | O_DIRECTORY);
    assert_true(top >= 0);
    char path[4200] = "top";
    int at = top;
    for (int i = 0; i < 15; i++) {
        assert_int_equal(mkdirat(at, name, 0755), 0);
        const int next = openat(at, name, O_RDONLY | O_DIRECTORY);
        assert_true(next >= 0);
        (void)close(at);
        at = next;
        (void)snprintf(path + strlen(path), sizeof(path) - strlen(path), "/%s", name);
    }
    /* Dots lengthen the path that is given without making more folders. */
    while (strlen(path) + 3 < 3950) {
        (void)snprintf(path + strlen(path), sizeof(path) - strlen(path), "/.");
    }
    assert_int_equal(mkdirat(at, name, 0755), 0);
    (void)close(at);
    Loaded loaded;
    load_path(&loaded, path);
    assert_int_equal(loaded.faults.errors, 1);
    assert_string_equal(loaded.faults.items[0].text,
                        "a file in this folder has too long a path; move it nearer");
    loaded_free(&loaded);
}

static void test_load_paths__too_many_files_are_a_fault(void **state)
{
    (void)state;
    assert_int_equal(mkdir("many", 0755), 0);
    const int folder = open("many", O_RDONLY | O_DIRECTORY);
    assert_true(folder >= 0);
    write_bytes("figure.json", "{\"$schema\": 1}", 14);
    /* Links of one file: ten thousand names cost no space, and the file counts once. */
    for (int i = 0; i <= LIMIT_FILES; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "%05d.json", i);
        assert_int_equal(linkat(AT_FDCWD, "figure.json", folder, name, 0), 0);
    }
    Loaded loaded;
    load_path(&loaded, "many");
    assert_string_equal(loaded.lines, "many: more than 10000 files; give a smaller folder\n");
    loaded_free(&loaded);
    assert_int_equal(unlinkat(folder, "00000.json", 0), 0);
    load_path(&loaded, "many");
    assert_string_equal(loaded.lines, "");
    loaded_free(&loaded);
    (void)close(folder);
}

static void test_load_paths__too_large_a_file_is_not_read_whole(void **state)
{
    (void)state;
    write_exercise("good.json", "good");
    write_bytes("large.json", "{}", 2);
    assert_int_equal(truncate("large.json", (off_t)1024 * 1024 * 1024), 0);
    write_bytes("empty.json", "", 0);
    Loaded loaded;
    load_path(&loaded, ".");
    assert_string_equal(loaded.lines,
                        "./empty.json:1:1: the file is empty; one JSON object is needed\n"
                        "./large.json: the file is too large; at most 4 MiB are allowed\n");
    assert_int_equal(loaded.library.exercise_count, 1);
    loaded_free(&loaded);
}

/* What the repository brings must load without a single complaint. */
static void test_load_paths__the_content_we_ship_is_clean(void **state)
{
    (void)state;
    const char *paths[] = {SUREFOOT_SOURCE_DIR "/assets"};
    Loaded loaded;
    load_paths(&loaded, paths, 1);
    assert_string_equal(loaded.lines, "");
    assert_true(loaded.library.exercise_count >= 10);
    assert_true(loaded.library.program_count >= 1);
    loaded_free(&loaded);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_load_paths__a_folder_is_searched_for_json),
        IN_FOLDER(test_load_paths__a_file_given_is_taken_whatever_its_name),
        IN_FOLDER(test_load_paths__links_do_not_lead_out),
        IN_FOLDER(test_load_paths__says_what_cannot_be_read),
        IN_FOLDER(test_load_paths__stops_in_deep_folders),
        IN_FOLDER(test_load_paths__a_path_may_become_too_long),
        IN_FOLDER(test_load_paths__too_many_files_are_a_fault),
        IN_FOLDER(test_load_paths__too_large_a_file_is_not_read_whole),
        cmocka_unit_test(test_load_paths__the_content_we_ship_is_clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
