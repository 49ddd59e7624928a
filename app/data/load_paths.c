/* SPDX-License-Identifier: MIT */
/* Finds and reads library files on disk. */

/* realpath is in the XSI part of POSIX. NOLINTNEXTLINE(bugprone-reserved-identifier) */
#define _XOPEN_SOURCE 700
#include "load_parts.h"

#include "file_names.h"
#include "surefoot/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file found; the bytes are read once all are known. */
typedef struct Found {
    const char *path;
    char *bytes;
    size_t size;
    dev_t device;
    ino_t inode;
    bool skip; /**< unreadable, or the same file under another name */
} Found;

typedef struct Search {
    Arena arena; /**< of the paths */
    Found *items;
    int32_t count;
    int32_t capacity;
    Faults *faults;
    const char *root; /**< resolved path of the folder that is searched */
    bool full;
    bool nomem;
} Search;

static void report(Search *search, const char *path, const char *text)
{
    search->nomem = faults_add(search->faults, path, text) != SF_OK || search->nomem;
}

static void add_file(Search *search, const char *path, const struct stat *info)
{
    Found *items = array_grow(search->items, &search->capacity, search->count + 1, sizeof(*items));
    if (items == NULL) {
        search->nomem = true;
        return;
    }
    search->items = items;
    char *copy = arena_copy(&search->arena, path, strlen(path));
    search->nomem = search->nomem || copy == NULL;
    if (copy != NULL) {
        search->items[search->count++] =
            (Found){.path = copy, .device = info->st_dev, .inode = info->st_ino};
    }
}

/* A link is followed to a file inside the folder, never out of it and never to a folder. */
static bool stays_inside(const Search *search, const char *path)
{
    char target[PATH_MAX];
    if (realpath(path, target) == NULL) {
        return false;
    }
    const size_t length = strlen(search->root);
    return strncmp(target, search->root, length) == 0 && target[length] == '/';
}

/* Why a link is not followed, or NULL if it is; info becomes that of its target. */
static const char *why_not_followed(const Search *search, const char *path, struct stat *info)
{
    if (stat(path, info) != 0) {
        return "left out: this link leads nowhere";
    }
    if (S_ISDIR(info->st_mode)) {
        return "left out: a link to a folder is not followed; put the files themselves here";
    }
    return stays_inside(search, path)
               ? NULL
               : "left out: this link leads out of the folder; put the file itself here";
}

static void search_folder(Search *search, const char *path, int32_t depth);

static void visit(Search *search, const char *folder, const char *name, int32_t depth)
{
    char path[PATH_MAX];
    if (!sf_format(path, sizeof(path), "%s/%s", folder, name)) {
        report(search, folder, "a file in this folder has too long a path; move it nearer");
        return;
    }
    struct stat info;
    if (lstat(path, &info) != 0) {
        report(search, path, strerror(errno));
        return;
    }
    const NameKind kind = name_kind(name);
    if (S_ISLNK(info.st_mode)) {
        const char *reason = why_not_followed(search, path, &info);
        if (reason != NULL) {
            if (kind != NAME_OTHER || S_ISDIR(info.st_mode)) {
                report(search, path, reason);
            }
            return;
        }
    }
    if (S_ISDIR(info.st_mode)) {
        search_folder(search, path, depth + 1);
    } else if (kind == NAME_NEAR) {
        report(search, path, "left out: its name must end in .json, in small letters; rename it");
    } else if (kind == NAME_JSON && !S_ISREG(info.st_mode)) {
        report(search, path, "left out: neither a file nor a folder");
    } else if (kind == NAME_JSON) {
        search->full = search->count >= LIMIT_FILES;
        if (!search->full) {
            add_file(search, path, &info);
        }
    }
}

/* The names in one folder, in order, so that the faults do not depend on the disk's own. */
typedef struct Names {
    const char **items;
    int32_t count;
    int32_t capacity;
} Names;

static int compare_names(const void *a, const void *b)
{
    const char *const *left = a;
    const char *const *right = b;
    return strcmp(*left, *right);
}

static void add_name(Search *search, Names *names, const char *name)
{
    const char **items =
        array_grow((void *)names->items, &names->capacity, names->count + 1, sizeof(*items));
    if (items == NULL) {
        search->nomem = true;
        return;
    }
    names->items = items;
    const char *copy = arena_copy(&search->arena, name, strlen(name));
    names->items[names->count++] = copy;
    search->nomem = search->nomem || copy == NULL;
}

static void search_folder(Search *search, const char *path, int32_t depth)
{
    if (depth > LIMIT_FOLDERS) {
        report(search, path, "too many folders inside folders; move it up");
        return;
    }
    DIR *folder = opendir(path);
    if (folder == NULL) {
        report(search, path, strerror(errno));
        return;
    }
    Names names = {0};
    const struct dirent *entry = readdir(folder);
    while (entry != NULL && !search->nomem && !search->full) {
        if (entry->d_name[0] != '.') {
            search->full = names.count == LIMIT_FILES;
            add_name(search, &names, entry->d_name);
        }
        entry = readdir(folder);
    }
    (void)closedir(folder);
    if (!search->nomem && names.count > 0) {
        qsort((void *)names.items, (size_t)names.count, sizeof(*names.items), compare_names);
    }
    for (int32_t i = 0; i < names.count && !search->nomem && !search->full; i++) {
        visit(search, path, names.items[i], depth);
    }
    sf_free((void *)names.items);
}

static void search_path(Search *search, const char *given)
{
    char path[PATH_MAX];
    if (!sf_format(path, sizeof(path), "%s", given)) {
        report(search, given, strerror(ENAMETOOLONG));
        return;
    }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        path[--length] = '\0';
    }
    struct stat info;
    if (stat(path, &info) != 0) {
        report(search, path, strerror(errno));
        return;
    }
    if (S_ISREG(info.st_mode)) {
        add_file(search, path, &info);
        return;
    }
    if (!S_ISDIR(info.st_mode)) {
        report(search, path, "neither a file nor a folder");
        return;
    }
    char root[PATH_MAX];
    if (realpath(path, root) == NULL) {
        report(search, path, strerror(errno));
        return;
    }
    search->root = root;
    search_folder(search, path, 0);
    search->root = NULL;
    if (search->full) {
        char text[96];
        (void)sf_format(text, sizeof(text), "more than %d files; give a smaller folder",
                        LIMIT_FILES);
        report(search, path, text);
    }
}

static int compare_paths(const void *a, const void *b)
{
    const Found *left = a;
    const Found *right = b;
    return strcmp(left->path, right->path);
}

static int compare_files(const void *a, const void *b)
{
    const Found *left = a;
    const Found *right = b;
    if (left->device != right->device) {
        return left->device < right->device ? -1 : 1;
    }
    if (left->inode != right->inode) {
        return left->inode < right->inode ? -1 : 1;
    }
    return compare_paths(a, b);
}

/* One file may be found twice, by a link or because its folder was given too: it counts once. */
static void mark_repeated(Search *search)
{
    if (search->count == 0) {
        return;
    }
    qsort(search->items, (size_t)search->count, sizeof(*search->items), compare_files);
    for (int32_t i = 1; i < search->count; i++) {
        const Found *before = &search->items[i - 1];
        Found *found = &search->items[i];
        found->skip = found->device == before->device && found->inode == before->inode;
    }
    qsort(search->items, (size_t)search->count, sizeof(*search->items), compare_paths);
}

/* Reads at most one byte more than is allowed: the scanner then says that it is too much. */
static void read_file(Search *search, Found *found)
{
    /* Not blocking, in case a pipe has taken the place of the file. */
    const int file = open(found->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (file < 0 || fstat(file, &info) != 0) {
        report(search, found->path, strerror(errno));
        found->skip = true;
        goto out;
    }
    const size_t limit = (size_t)LIMIT_FILE_BYTES + 1;
    const size_t size = info.st_size < (off_t)limit ? (size_t)info.st_size : limit;
    found->bytes = sf_alloc(size);
    if (found->bytes == NULL) {
        search->nomem = true;
        goto out;
    }
    ssize_t got = 1;
    while (found->size < size && got > 0) {
        got = read(file, found->bytes + found->size, size - found->size);
        found->size += got > 0 ? (size_t)got : 0;
    }
    if (got < 0) {
        report(search, found->path, strerror(errno));
        found->skip = true;
    }
out:
    if (file >= 0) {
        (void)close(file);
    }
}

static SfError load_found(Search *search, const LibraryPlaces *places, Library *out)
{
    SourceFile *files = sf_alloc((size_t)search->count * sizeof(*files));
    if (files == NULL) {
        return SF_E_NOMEM;
    }
    int32_t count = 0;
    for (int32_t i = 0; i < search->count && !search->nomem; i++) {
        Found *found = &search->items[i];
        if (!found->skip) {
            read_file(search, found);
        }
        if (!found->skip) {
            files[count++] = (SourceFile){found->path, found->bytes, found->size};
        }
    }
    const SfError error = search->nomem ? SF_E_NOMEM
                                        : library_load_files(out, files, count, places->kept,
                                                             places->kept_count, search->faults);
    sf_free(files);
    return error;
}

static bool is_there(const char *path)
{
    struct stat info;
    return path != NULL && lstat(path, &info) == 0;
}

SfError library_load_places(Library *out, const LibraryPlaces *places, Faults *faults)
{
    *out = (Library){0};
    Search search = {.faults = faults};
    for (int32_t i = 0; i < places->path_count && !search.nomem; i++) {
        search_path(&search, places->paths[i]);
    }
    if (is_there(places->own_dir)) {
        search_path(&search, places->own_dir);
    }
    mark_repeated(&search);
    const SfError error = search.nomem ? SF_E_NOMEM : load_found(&search, places, out);
    for (int32_t i = 0; i < search.count; i++) {
        sf_free(search.items[i].bytes);
    }
    sf_free(search.items);
    arena_deinit(&search.arena);
    return error;
}

SfError library_load_paths(Library *out, const char *const *paths, int32_t count, Faults *faults)
{
    const LibraryPlaces places = {.paths = paths, .path_count = count};
    return library_load_places(out, &places, faults);
}
