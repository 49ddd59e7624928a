/* SPDX-License-Identifier: MIT */
/* Paths of the data, the assets and the voice on a Linux system. */
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STICKY 01000 /* the mode bit of shared folders such as /tmp */

bool paths_exist(const char *path)
{
    return access(path, R_OK) == 0;
}

SfError paths_data_dir(char out[PATH_BYTES], SfErrorInfo *err)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    bool fits = false;
    if (data != NULL && data[0] == '/') {
        fits = sf_format(out, PATH_BYTES, "%s/surefoot", data);
    } else if (home != NULL && home[0] == '/') {
        fits = sf_format(out, PATH_BYTES, "%s/.local/share/surefoot", home);
    } else {
        return sf_fail(err, SF_E_NOTFOUND,
                       "no place for your log: set HOME or XDG_DATA_HOME, or give --data DIR");
    }
    return fits ? SF_OK : sf_fail(err, SF_E_TOOBIG, "the path of your home folder is too long");
}

/* True if the folder holds only files of the app. A home or /tmp with the log holds others too. */
static bool holds_only_ours(const char *path)
{
    DIR *entries = opendir(path);
    if (entries == NULL) {
        return false;
    }
    bool ours = true;
    const struct dirent *entry;
    while (ours && (entry = readdir(entries)) != NULL) {
        const char *name = entry->d_name;
        ours = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "programs") == 0 ||
               strncmp(name, "surefoot", 8) == 0;
    }
    (void)closedir(entries);
    return ours;
}

/* Closes the folder to other users, whatever the umask was when it was made. */
static void keep_private(const char *path)
{
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid() &&
        (about.st_mode & (S_IRWXG | S_IRWXO)) != 0 && (about.st_mode & STICKY) == 0 &&
        holds_only_ours(path)) {
        (void)chmod(path, S_IRWXU);
    }
}

static SfError make_one(const char *path, SfErrorInfo *err)
{
    if (mkdir(path, 0700) == 0 || errno == EEXIST) {
        return SF_OK;
    }
    const SfError code = errno == ENOSPC ? SF_E_FULL : SF_E_IO;
    return sf_fail(err, code, "the folder %.300s cannot be made: %s", path, strerror(errno));
}

SfError paths_make_data_dir(const char *path, SfErrorInfo *err)
{
    char programs[PATH_BYTES];
    if (!sf_format(programs, sizeof(programs), "%s/programs", path)) {
        return sf_fail(err, SF_E_TOOBIG, "the path of the data folder is too long");
    }
    for (char *at = programs + 1; *at != '\0'; at++) {
        if (*at == '/') {
            *at = '\0';
            const SfError error = make_one(programs, err);
            *at = '/';
            if (error != SF_OK) {
                return error;
            }
        }
    }
    const SfError error = make_one(programs, err);
    if (error == SF_OK) {
        keep_private(path);
    }
    return error;
}

static bool beside_program(char out[PATH_BYTES], const char *relative)
{
    char program[PATH_BYTES];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0) {
        return false;
    }
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return sf_format(out, PATH_BYTES, "%s/%s", program, relative) && paths_exist(out);
}

bool paths_voice(char out[PATH_BYTES], const char *language)
{
    char file[64];
    const char *given = getenv("SUREFOOT_VOICE");
    if (given != NULL) {
        return sf_format(out, PATH_BYTES, "%s", given) && paths_exist(out);
    }
    return (sf_format(file, sizeof(file), "voice/%s.voice", language) &&
            beside_program(out, file)) ||
           (sf_format(file, sizeof(file), "../share/surefoot/voice/%s.voice", language) &&
            beside_program(out, file));
}

SfError paths_assets_dir(char out[PATH_BYTES], SfErrorInfo *err)
{
    const char *given = getenv("SUREFOOT_ASSETS");
    if (given != NULL && sf_format(out, PATH_BYTES, "%s", given) && paths_exist(out)) {
        return SF_OK;
    }
    if (beside_program(out, "assets") || beside_program(out, "../share/surefoot/assets")) {
        return SF_OK;
    }
    if (sf_format(out, PATH_BYTES, "%s", SUREFOOT_ASSETS_DIR) && paths_exist(out)) {
        return SF_OK;
    }
    return sf_fail(err, SF_E_NOTFOUND,
                   "the exercises were not found: give --assets DIR or set SUREFOOT_ASSETS");
}
