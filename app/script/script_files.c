/* SPDX-License-Identifier: MIT */
/* Files and the folder of the log: made, copied, removed; and a full disk. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "script_parts.h"
#include "surefoot/limits.h"

#define DEPTH 8 /* of folders in the data folder */

static SfError io_error(SfErrorInfo *err, const char *path, const char *verb)
{
    const SfError code = errno == ENOENT ? SF_E_NOTFOUND : errno == ENOSPC ? SF_E_FULL : SF_E_IO;
    return sf_fail(err, code, "%.300s: cannot %s: %s", path, verb, strerror(errno));
}

SfError files_make_temporary(char out[SCRIPT_PATH_BYTES], SfErrorInfo *err)
{
    const char *place = getenv("TMPDIR");
    const bool given = place != NULL && place[0] == '/';
    if (!sf_format(out, SCRIPT_PATH_BYTES, "%.900s/surefoot-XXXXXX", given ? place : "/tmp") ||
        mkdtemp(out) == NULL) {
        const SfError error = io_error(err, out, "make the folder");
        out[0] = '\0';
        return error;
    }
    return SF_OK;
}

SfError files_read(const char *path, char **bytes, size_t *size, SfErrorInfo *err)
{
    *bytes = NULL;
    *size = 0;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return io_error(err, path, "read");
    }
    struct stat about;
    SfError error = SF_OK;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
        error = sf_fail(err, SF_E_INPUT, "%.300s: not a file", path);
    } else if (about.st_size > LIMIT_EXPORT_BYTES) {
        error = sf_fail(err, SF_E_TOOBIG, "%.300s: too large", path);
    } else if ((*bytes = sf_alloc((size_t)about.st_size + 1)) == NULL) {
        error = sf_fail(err, SF_E_NOMEM, "out of memory");
    } else {
        *size = fread(*bytes, 1, (size_t)about.st_size, file);
        if (ferror(file) != 0) {
            error = io_error(err, path, "read");
        }
    }
    (void)fclose(file);
    if (error != SF_OK) {
        sf_free(*bytes);
        *bytes = NULL;
    }
    return error;
}

SfError files_write(const char *path, const char *bytes, size_t size, SfErrorInfo *err)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) {
        return io_error(err, path, "write");
    }
    const bool written = size == 0 || fwrite(bytes, 1, size, file) == size;
    const bool closed = fclose(file) == 0;
    return written && closed ? SF_OK : io_error(err, path, "write");
}

SfError
files_patch(const char *path, int64_t offset, const void *bytes, size_t size, SfErrorInfo *err)
{
    const int file = open(path, O_WRONLY);
    if (file < 0) {
        return io_error(err, path, "open");
    }
    const bool written = pwrite(file, bytes, size, (off_t)offset) == (ssize_t)size;
    const bool closed = close(file) == 0;
    return written && closed ? SF_OK : io_error(err, path, "write");
}

/* ---- folders -------------------------------------------------------------------------------- */

typedef SfError (*EntryVisit)(
    const char *path, const char *name, bool folder, void *context, SfErrorInfo *err);

static SfError each_entry(const char *path, EntryVisit visit, void *context, SfErrorInfo *err)
{
    DIR *dir = opendir(path);
    if (dir == NULL) {
        return io_error(err, path, "read the folder");
    }
    SfError error = SF_OK;
    for (const struct dirent *entry = readdir(dir); entry != NULL && error == SF_OK;
         entry = readdir(dir)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        char child[SCRIPT_PATH_BYTES];
        struct stat about;
        if (!sf_format(child, sizeof(child), "%s/%s", path, entry->d_name)) {
            error = sf_fail(err, SF_E_TOOBIG, "%.300s: the path is too long", path);
        } else if (lstat(child, &about) == 0) {
            error = visit(child, entry->d_name, S_ISDIR(about.st_mode), context, err);
        }
    }
    (void)closedir(dir);
    return error;
}

typedef struct Copying {
    const char *to;
    int32_t depth;
} Copying;

static SfError copy_folder(const char *from, const Copying *copying, SfErrorInfo *err);

static SfError copy_file(const char *from, const char *to, SfErrorInfo *err)
{
    char *bytes = NULL;
    size_t size = 0;
    SfError error = files_read(from, &bytes, &size, err);
    if (error == SF_OK) {
        error = files_write(to, bytes, size, err);
    }
    sf_free(bytes);
    return error;
}

static SfError
copy_entry(const char *path, const char *name, bool folder, void *context, SfErrorInfo *err)
{
    const Copying *copying = context;
    char to[SCRIPT_PATH_BYTES];
    if (copying->depth == DEPTH || !sf_format(to, sizeof(to), "%s/%s", copying->to, name)) {
        return sf_fail(err, SF_E_TOOBIG, "%.300s: too deep", path);
    }
    const Copying inner = {to, copying->depth + 1};
    return folder ? copy_folder(path, &inner, err) : copy_file(path, to, err);
}

static SfError copy_folder(const char *from, const Copying *copying, SfErrorInfo *err)
{
    if (mkdir(copying->to, 0700) != 0 && errno != EEXIST) {
        return io_error(err, copying->to, "make the folder");
    }
    Copying here = *copying;
    return each_entry(from, copy_entry, &here, err);
}

SfError files_copy(const char *from, const char *to, SfErrorInfo *err)
{
    const Copying copying = {to, 0};
    return copy_folder(from, &copying, err);
}

static SfError
remove_entry(const char *path, const char *name, bool folder, void *context, SfErrorInfo *err)
{
    (void)name;
    (void)err;
    int32_t *depth = context;
    if (folder && *depth < DEPTH) {
        (*depth)++;
        (void)each_entry(path, remove_entry, depth, NULL);
        (*depth)--;
    }
    (void)remove(path);
    return SF_OK;
}

void files_remove(const char *path)
{
    int32_t depth = 0;
    (void)each_entry(path, remove_entry, &depth, NULL);
    (void)rmdir(path);
}

/* ---- a full disk ---------------------------------------------------------------------------- */

/* A limit on the size of files stops every write, on any file system and even for root. */
void files_disk_full(bool full)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return;
    }
    (void)signal(SIGXFSZ, full ? SIG_IGN : SIG_DFL);
    limit.rlim_cur = full ? 0 : limit.rlim_max;
    (void)setrlimit(RLIMIT_FSIZE, &limit);
}
