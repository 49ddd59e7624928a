/* SPDX-License-Identifier: MIT */
/* Removes and restores the files of a person's own programs. */
#include "surefoot/own_files.h"

#include "file_names.h"
#include "surefoot/file_out.h"
#include "surefoot/limits.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

SfError own_file_remove(const char *path, SfErrorInfo *err)
{
    if (unlink(path) == 0 || errno == ENOENT) {
        return SF_OK;
    }
    return sf_fail(err, SF_E_IO, "%.300s cannot be removed: %s", path, strerror(errno));
}

SfError own_file_restore(const char *path, const char *bytes, size_t size, SfErrorInfo *err)
{
    char folder[FILE_OUT_PATH_BYTES];
    if (!sf_format(folder, sizeof(folder), "%s", path)) {
        return sf_fail(err, SF_E_TOOBIG, "the path is too long");
    }
    for (char *at = folder + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            (void)mkdir(folder, 0700); /* if this fails, so does writing, which says why */
            *at = '/';
        }
    }
    return file_out(path, FILE_OUT_PRIVATE, bytes, size, err);
}

static SfError erase_folder(const char *path, int32_t depth, SfErrorInfo *err)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return errno == ENOENT
                   ? SF_OK
                   : sf_fail(err, SF_E_IO, "%.300s cannot be read: %s", path, strerror(errno));
    }
    SfError error = SF_OK;
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char inner[FILE_OUT_PATH_BYTES];
        struct stat info;
        if (entry->d_name[0] == '.' ||
            !sf_format(inner, sizeof(inner), "%s/%s", path, entry->d_name) ||
            lstat(inner, &info) != 0) {
            continue;
        }
        SfErrorInfo why = {0};
        SfError one = SF_OK;
        if (S_ISDIR(info.st_mode)) {
            one = depth < LIMIT_FOLDERS ? erase_folder(inner, depth + 1, &why) : SF_OK;
        } else if (name_kind(entry->d_name) != NAME_OTHER) {
            one = own_file_remove(inner, &why);
        }
        if (one != SF_OK && error == SF_OK) {
            error = sf_fail(err, one, "%s", why.text);
        }
    }
    (void)closedir(folder);
    return error;
}

SfError own_files_erase(const char *folder, SfErrorInfo *err)
{
    return erase_folder(folder, 0, err);
}
