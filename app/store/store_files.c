/* SPDX-License-Identifier: MIT */
#include "store_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER_BYTES 100
#define VERSION_AT 60
#define APPLICATION_AT 68
#define LEAST_DATABASE_BYTES 512 /* the smallest page SQLite knows */
#define NAMES_TRIED 100

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

static bool has_wal(const char *path)
{
    char wal[STORE_PATH_BYTES];
    struct stat about;
    return sf_format(wal, sizeof(wal), "%s-wal", path) && stat(wal, &about) == 0 &&
           about.st_size > 0;
}

static HeaderKind header_kind(const unsigned char head[HEADER_BYTES], Header *out)
{
    if (memcmp(head, "SQLite format 3", 16) != 0) {
        return HEADER_BROKEN;
    }
    const uint32_t application = big_endian(head + APPLICATION_AT);
    out->version = big_endian(head + VERSION_AT);
    /* Both zero is a database that was created and never got further, which may be ours. */
    const bool unmarked = application == 0 && out->version == 0;
    return application == STORE_APPLICATION_ID || unmarked ? HEADER_OURS : HEADER_OTHER;
}

SfError store__read_header(Header *out, const char *path, SfErrorInfo *err)
{
    unsigned char head[HEADER_BYTES] = {0};
    struct stat about;
    *out = (Header){.kind = HEADER_NONE, .has_wal = has_wal(path)};
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

SfError store__sibling(
    char out[STORE_PATH_BYTES], const char *path, const char *tag, Instant now, SfErrorInfo *err)
{
    char instant[CALENDAR_INSTANT_BYTES];
    char date[CALENDAR_INSTANT_BYTES];
    calendar_format_instant(instant, now);
    size_t length = 0;
    for (const char *at = instant; *at != '\0' && *at != '.'; at++) {
        if (*at != ':') { /* not allowed in names on some systems */
            date[length++] = *at;
        }
    }
    date[length] = '\0';
    for (int number = 1; number <= NAMES_TRIED; number++) {
        char again[16] = "";
        if (number > 1) {
            (void)sf_format(again, sizeof(again), "-%d", number);
        }
        if (!sf_format(out, STORE_PATH_BYTES, "%.*s-%s-%s%s.db", stem_bytes(path), path, tag, date,
                       again)) {
            break;
        }
        if (!exists(out)) {
            return SF_OK;
        }
    }
    out[0] = '\0';
    return sf_fail(err, SF_E_IO, "there is no free name for a copy beside it");
}

/* The log and its index first: a fresh database must never meet the old ones. */
static const char *const parts[] = {"-wal", "-shm", "-journal", ""};

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
    const SfError code = store__sibling(out, path, "damaged", now, err);
    if (code != SF_OK) {
        return code;
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
    return SF_OK;
}

static bool is_sibling(const char *name, const char *stem, size_t stem_length)
{
    if (strncmp(name, stem, stem_length) != 0) {
        return false;
    }
    const char *rest = name + stem_length;
    return strncmp(rest, "-backup-v", 9) == 0 || strncmp(rest, "-damaged-", 9) == 0;
}

SfError store__remove_siblings(const char *path, SfErrorInfo *err)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    char folder[STORE_PATH_BYTES];
    (void)sf_format(folder, sizeof(folder), "%.*s", slash != NULL ? (int)(base - path) : 1,
                    slash != NULL ? path : ".");
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
