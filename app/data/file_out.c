/* SPDX-License-Identifier: MIT */
/* Writes a file so that it is complete or not there at all. */

/* mkstemp is in the XSI part of POSIX. NOLINTNEXTLINE(bugprone-reserved-identifier) */
#define _XOPEN_SOURCE 700
#include "surefoot/file_out.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How the log and all that stands beside it begins. */
static const char *const log_names[] = {"surefoot.", "surefoot-backup-", "surefoot-damaged-"};

static SfError fail(const FileOut *out, SfErrorInfo *err, int number)
{
    const SfError code = number == ENOSPC || number == EDQUOT    ? SF_E_FULL
                         : number == ENOENT || number == ENOTDIR ? SF_E_NOTFOUND
                                                                 : SF_E_IO;
    return sf_fail(err, code, "%.300s cannot be written: %s", out->path, strerror(number));
}

/* The descriptors of this process, which are links to whatever they are. */
static bool is_device_name(const char *path)
{
    return strcmp(path, "/dev/stdout") == 0 || strcmp(path, "/dev/stderr") == 0 ||
           strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/proc/self/fd/", 14) == 0;
}

static SfError open_device(FileOut *out, SfErrorInfo *err)
{
    const int links = is_device_name(out->path) ? 0 : O_NOFOLLOW;
    const int file = open(out->path, O_WRONLY | O_CLOEXEC | O_NOCTTY | links);
    out->file = file < 0 ? NULL : fdopen(file, "wb");
    if (out->file == NULL) {
        const int number = errno;
        if (file >= 0) {
            (void)close(file);
        }
        return fail(out, err, number);
    }
    return SF_OK;
}

static SfError open_part(FileOut *out, FileOutMode mode, SfErrorInfo *err)
{
    if (!sf_format(out->part, sizeof(out->part), "%s.XXXXXX", out->path)) {
        return sf_fail(err, SF_E_TOOBIG, "the path is too long");
    }
    const int file = mkstemp(out->part); /* new, no link, for the owner alone */
    if (file < 0) {
        const int number = errno;
        out->part[0] = '\0';
        return fail(out, err, number);
    }
    (void)fcntl(file, F_SETFD, FD_CLOEXEC);
    if (mode == FILE_OUT_SHARED) {
        const mode_t mask = umask(0);
        (void)umask(mask);
        (void)fchmod(file, 0666 & ~mask);
    }
    out->file = fdopen(file, "wb");
    if (out->file == NULL) {
        const int number = errno;
        (void)close(file);
        (void)unlink(out->part);
        return fail(out, err, number);
    }
    return SF_OK;
}

SfError file_out_begin(FileOut *out, const char *path, FileOutMode mode, SfErrorInfo *err)
{
    *out = (FileOut){0};
    if (!sf_format(out->path, sizeof(out->path), "%s", path)) {
        return sf_fail(err, SF_E_TOOBIG, "the path is too long");
    }
    struct stat info;
    if (is_device_name(path)) {
        return open_device(out, err);
    }
    if (lstat(path, &info) != 0) {
        return errno == ENOENT ? open_part(out, mode, err) : fail(out, err, errno);
    }
    if (S_ISLNK(info.st_mode)) {
        return sf_fail(err, SF_E_INPUT, "%.300s is a link; give the file itself", path);
    }
    if (S_ISDIR(info.st_mode)) {
        return sf_fail(err, SF_E_INPUT, "%.300s is a folder; give a file in it", path);
    }
    return S_ISREG(info.st_mode) ? open_part(out, mode, err) : open_device(out, err);
}

/* Best effort: without it the file is whole, but its name may be lost with the power. */
static void sync_folder(const char *path)
{
    char folder[FILE_OUT_PATH_BYTES];
    const char *slash = strrchr(path, '/');
    (void)sf_format(folder, sizeof(folder), "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
                    slash == NULL ? "." : path);
    const int file = open(folder, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)fsync(file);
        (void)close(file);
    }
}

SfError file_out_end(FileOut *out, bool good, SfErrorInfo *err)
{
    const bool replaces = out->part[0] != '\0';
    errno = 0;
    bool fine = ferror(out->file) == 0 && fflush(out->file) == 0;
    fine = fine && (!replaces || fsync(fileno(out->file)) == 0);
    int number = errno;
    if (fclose(out->file) != 0 && fine) {
        fine = false;
        number = errno;
    }
    out->file = NULL;
    if (good && fine && replaces && rename(out->part, out->path) != 0) {
        fine = false;
        number = errno;
    }
    if (replaces && !(good && fine)) {
        (void)unlink(out->part);
    } else if (replaces) {
        sync_folder(out->path);
    }
    return fine ? SF_OK : fail(out, err, number != 0 ? number : EIO);
}

SfError
file_out(const char *path, FileOutMode mode, const char *bytes, size_t size, SfErrorInfo *err)
{
    FileOut out;
    const SfError error = file_out_begin(&out, path, mode, err);
    if (error != SF_OK) {
        return error;
    }
    (void)fwrite(bytes, 1, size, out.file);
    return file_out_end(&out, true, err);
}

static bool is_log_name(const char *name)
{
    for (size_t i = 0; i < SF_COUNT(log_names); i++) {
        if (strncmp(name, log_names[i], strlen(log_names[i])) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether the file is one of the log's by another name: a hard link, or a link to it. */
static bool is_log_file(DIR *folder, const struct stat *file)
{
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        struct stat info;
        if (is_log_name(entry->d_name) && fstatat(dirfd(folder), entry->d_name, &info, 0) == 0 &&
            is_same(&info, file)) {
            return true;
        }
    }
    return false;
}

bool file_out_hits_log(const char *path, const char *data_dir)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    char parent[FILE_OUT_PATH_BYTES];
    struct stat data;
    struct stat place;
    if (stat(data_dir, &data) != 0 ||
        !sf_format(parent, sizeof(parent), "%.*s", slash == NULL ? 1 : (int)(slash - path) + 1,
                   slash == NULL ? "." : path)) {
        return false;
    }
    if (is_log_name(name) && stat(parent, &place) == 0 && is_same(&place, &data)) {
        return true;
    }
    DIR *folder = stat(path, &place) == 0 && S_ISREG(place.st_mode) ? opendir(data_dir) : NULL;
    const bool hits = folder != NULL && is_log_file(folder, &place);
    if (folder != NULL) {
        (void)closedir(folder);
    }
    return hits;
}
