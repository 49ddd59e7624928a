/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over the files and folders given: a corpus replayed without libFuzzer. */
#include "fuzz.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define MOST_BYTES ((size_t)16 * 1024 * 1024)

static bool replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *room = malloc(MOST_BYTES);
    if (file == NULL || room == NULL) {
        (void)fprintf(stderr, "%s: cannot be read\n", path);
        free(room);
        return false;
    }
    const size_t size = fread(room, 1, MOST_BYTES, file);
    (void)fclose(file);
    /* Of exactly its size, so that the sanitizer sees a read beyond the input. */
    uint8_t *bytes = realloc(room, size == 0 ? 1 : size);
    if (bytes == NULL) {
        free(room);
        return false;
    }
    (void)LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return true;
}

static int replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        (void)fprintf(stderr, "%s: cannot be read\n", path);
        return -1;
    }
    int count = 0;
    const struct dirent *entry = readdir(folder);
    while (entry != NULL && count >= 0) {
        char file[4096];
        (void)snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.') {
            count = replay_file(file) ? count + 1 : -1;
        }
        entry = readdir(folder);
    }
    (void)closedir(folder);
    return count;
}

int main(int argc, char **argv)
{
    int total = 0;
    for (int i = 1; i < argc; i++) {
        struct stat info;
        const bool is_folder = stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode);
        const int count = is_folder ? replay_folder(argv[i]) : replay_file(argv[i]) ? 1 : -1;
        if (count < 0) {
            return 1;
        }
        total += count;
    }
    (void)printf("%d inputs replayed\n", total);
    return total > 0 ? 0 : 1;
}
