/* SPDX-License-Identifier: MIT */
/* Names, headers and permissions of the files of the log. */
#include "store_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#define HEADER_BYTES 100
#define FORMAT_AT 18 /* 2: with a write-ahead log */
#define VERSION_AT 60
#define APPLICATION_AT 68
#define LEAST_DATABASE_BYTES 512 /* the smallest page SQLite knows */
#define NAMES_TRIED 100
#define LOCK_MS 10000
#define LOCK_STEP_MS 10
#define PRIVATE_FILE 0600
#define OTHERS 0077

static uint32_t big_endian(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           (uint32_t)bytes[3];
}

static bool exists(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0;
}

static bool is_shared(const struct stat *about)
{
    return (about->st_mode & OTHERS) != 0;
}

static void look_at_wal(const char *path, Header *out)
{
    char wal[STORE_PATH_BYTES];
    struct stat about;
    if (sf_format(wal, sizeof(wal), "%s-wal", path) && stat(wal, &about) == 0) {
        out->has_wal = about.st_size > 0;
        out->is_shared = is_shared(&about);
    }
}

static HeaderKind header_kind(const unsigned char head[HEADER_BYTES], Header *out)
{
    if (memcmp(head, "SQLite format 3", 16) != 0) {
        return HEADER_BROKEN;
    }
    const uint32_t application = big_endian(head + APPLICATION_AT);
    out->version = big_endian(head + VERSION_AT);
    out->keeps_wal = head[FORMAT_AT] == 2;
    /* Both zero is a database that was created and never got further, which may be ours. */
    const bool unmarked = application == 0 && out->version == 0;
    return application == STORE_APPLICATION_ID || unmarked ? HEADER_OURS : HEADER_OTHER;
}

SfError store__read_header(Header *out, const char *path, SfErrorInfo *err)
{
    unsigned char head[HEADER_BYTES] = {0};
    struct stat about;
    *out = (Header){.kind = HEADER_NONE};
    look_at_wal(path, out);
    FILE *file = fopen(path, "rb");
    if (file == NULL && errno == ENOENT) {
        return SF_OK;
    }
    if (file == NULL) {
        return sf_fail(err, SF_E_IO, "cannot be opened: %s", strerror(errno));
    }
    SfError code = SF_OK;
    errno = 0;
    const size_t read = fread(head, 1, sizeof(head), file);
    if (ferror(file) != 0 || fstat(fileno(file), &about) != 0) {
        code = sf_fail(err, SF_E_IO, "cannot be read: %s", strerror(errno));
    } else if (about.st_size == 0) {
        out->kind = out->has_wal ? HEADER_BROKEN : HEADER_EMPTY;
    } else if (read < sizeof(head) || about.st_size < LEAST_DATABASE_BYTES) {
        out->kind = HEADER_BROKEN;
    } else {
        out->kind = header_kind(head, out);
        out->is_shared = out->is_shared || is_shared(&about);
    }
    (void)fclose(file);
    return code;
}

/* Bytes of the path without its ".db". */
static int stem_bytes(const char *path)
{
    const size_t length = strlen(path);
    const bool has_ending = length > 3 && strcmp(path + length - 3, ".db") == 0;
    return (int)(has_ending ? length - 3 : length);
}

bool store__beside(char out[STORE_PATH_BYTES], const char *path, const char *ending)
{
    return sf_format(out, STORE_PATH_BYTES, "%.*s-%s", stem_bytes(path), path, ending);
}

/* NAME-TAG-DATE.db, or with a number behind the date from the second on. */
static bool
dated_name(char out[STORE_PATH_BYTES], const char *path, const char *tag, Instant now, int number)
{
    char instant[CALENDAR_INSTANT_BYTES];
    char date[CALENDAR_INSTANT_BYTES];
    char again[16] = "";
    size_t length = 0;
    calendar_format_instant(instant, now);
    for (const char *at = instant; *at != '\0' && *at != '.'; at++) {
        if (*at != ':') { /* not allowed in names on some systems */
            date[length++] = *at;
        }
    }
    date[length] = '\0';
    if (number > 1) {
        (void)sf_format(again, sizeof(again), "-%d", number);
    }
    return sf_format(out, STORE_PATH_BYTES, "%.*s-%s-%s%s.db", stem_bytes(path), path, tag, date,
                     again);
}

static SfError no_free_name(char out[STORE_PATH_BYTES], SfErrorInfo *err)
{
    out[0] = '\0';
    return sf_fail(err, SF_E_IO, "there is no free name for a copy beside it");
}

SfError store__give_name(char out[STORE_PATH_BYTES],
                         const char *file,
                         const char *path,
                         const char *tag,
                         Instant now,
                         SfErrorInfo *err)
{
    for (int number = 1; number <= NAMES_TRIED && dated_name(out, path, tag, now, number);
         number++) {
        /* A second link is refused if the name is taken; where there are none, a look must do. */
        if (link(file, out) == 0) {
            (void)unlink(file);
            store__sync_folder(path);
            return SF_OK;
        }
        if (errno != EEXIST && !exists(out) && rename(file, out) == 0) {
            store__sync_folder(path);
            return SF_OK;
        }
    }
    (void)unlink(file);
    return no_free_name(out, err);
}

/* ---- whose it is ---------------------------------------------------------------------------- */

/* With a slash at its end. */
static void folder_of(char out[STORE_PATH_BYTES], const char *path)
{
    const char *slash = strrchr(path, '/');
    (void)sf_format(out, STORE_PATH_BYTES, "%.*s", slash != NULL ? (int)(slash - path + 1) : 2,
                    slash != NULL ? path : "./");
}

bool store__folder_is_writable(const char *path)
{
    char folder[STORE_PATH_BYTES];
    folder_of(folder, path);
    return access(folder, W_OK) == 0;
}

void store__sync_folder(const char *path)
{
    char folder[STORE_PATH_BYTES];
    folder_of(folder, path);
    const int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened >= 0) {
        (void)fsync(opened);
        (void)close(opened);
    }
}

SfError store__make_private(const char *path, SfErrorInfo *err)
{
    (void)unlink(path);
    const int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE_FILE);
    if (file < 0) {
        return sf_fail(err, errno == ENOSPC || errno == EDQUOT ? SF_E_FULL : SF_E_IO,
                       "cannot be made: %s", strerror(errno));
    }
    (void)fchmod(file, PRIVATE_FILE); /* a umask may have taken what this user needs */
    (void)close(file);
    return SF_OK;
}

SfError store__lock(int *lock, const char *path, SfErrorInfo *err)
{
    char folder[STORE_PATH_BYTES];
    folder_of(folder, path);
    *lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int waited = 0; *lock >= 0 && flock(*lock, LOCK_EX | LOCK_NB) != 0;
         waited += LOCK_STEP_MS) {
        const bool taken = errno == EWOULDBLOCK;
        if (!taken || waited >= LOCK_MS) {
            (void)close(*lock);
            *lock = -1;
            return taken ? sf_fail(err, SF_E_IO, "another program is preparing the log; try again")
                         : SF_OK;
        }
        (void)sqlite3_sleep(LOCK_STEP_MS);
    }
    return SF_OK;
}

void store__unlock(int lock)
{
    if (lock >= 0) {
        (void)close(lock);
    }
}

/* ---- a mark that damage was met ------------------------------------------------------------- */

#define MARK "check.mark"

void store__mark(const char *path)
{
    char mark[STORE_PATH_BYTES];
    if (path[0] != '\0' && store__beside(mark, path, MARK)) {
        const int file = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, PRIVATE_FILE);
        if (file >= 0) {
            (void)close(file);
        }
    }
}

bool store__is_marked(const char *path)
{
    char mark[STORE_PATH_BYTES];
    return store__beside(mark, path, MARK) && exists(mark);
}

void store__unmark(const char *path)
{
    char mark[STORE_PATH_BYTES];
    if (store__beside(mark, path, MARK)) {
        (void)unlink(mark);
    }
}

/* ---- setting aside -------------------------------------------------------------------------- */

/* The log and its index first: a fresh database must never meet the old ones. */
static const char *const parts[] = {"-wal", "-shm", "-journal", ""};

void store__keep_private(const char *path)
{
    for (size_t part = 0; part < SF_COUNT(parts); part++) {
        char name[STORE_PATH_BYTES];
        struct stat about;
        if (sf_format(name, sizeof(name), "%s%s", path, parts[part]) && stat(name, &about) == 0 &&
            S_ISREG(about.st_mode) && about.st_uid == geteuid() && (about.st_mode & OTHERS) != 0) {
            (void)chmod(name, PRIVATE_FILE);
        }
    }
}

static bool rename_part(const char *from, const char *to, size_t part)
{
    char old_name[STORE_PATH_BYTES];
    char new_name[STORE_PATH_BYTES];
    if (!sf_format(old_name, sizeof(old_name), "%s%s", from, parts[part]) ||
        !sf_format(new_name, sizeof(new_name), "%s%s", to, parts[part])) {
        errno = ENAMETOOLONG;
        return false;
    }
    return rename(old_name, new_name) == 0 || errno == ENOENT;
}

SfError
store__set_aside(char out[STORE_PATH_BYTES], const char *path, Instant now, SfErrorInfo *err)
{
    int number = 1;
    while (number <= NAMES_TRIED && dated_name(out, path, "damaged", now, number) && exists(out)) {
        number++;
    }
    if (number > NAMES_TRIED || out[0] == '\0') {
        return no_free_name(out, err);
    }
    for (size_t part = 0; part < SF_COUNT(parts); part++) {
        if (!rename_part(path, out, part)) {
            const int reason = errno;
            while (part-- > 0) {
                (void)rename_part(out, path, part);
            }
            out[0] = '\0';
            return sf_fail(err, SF_E_IO, "damaged, and cannot be set aside: %s", strerror(reason));
        }
    }
    store__sync_folder(path);
    return SF_OK;
}

static bool is_sibling(const char *name, const char *stem, size_t stem_length)
{
    if (strncmp(name, stem, stem_length) != 0) {
        return false;
    }
    const char *rest = name + stem_length;
    return strncmp(rest, "-backup-v", 9) == 0 || strncmp(rest, "-damaged-", 9) == 0 ||
           strncmp(rest, "-salvage", 8) == 0;
}

SfError store__remove_siblings(const char *path, SfErrorInfo *err)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    char folder[STORE_PATH_BYTES];
    folder_of(folder, path);
    DIR *entries = opendir(folder);
    if (entries == NULL) {
        return sf_fail(err, SF_E_IO, "%.300s: cannot be listed: %s", folder, strerror(errno));
    }
    SfError code = SF_OK;
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        if (is_sibling(entry->d_name, base, (size_t)stem_bytes(base)) &&
            unlinkat(dirfd(entries), entry->d_name, 0) != 0) {
            code = sf_fail(err, SF_E_IO, "the copy %.200s%.200s cannot be removed: %s", folder,
                           entry->d_name, strerror(errno));
        }
    }
    (void)closedir(entries);
    return code;
}
