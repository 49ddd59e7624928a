/* SPDX-License-Identifier: MIT */
/*
 * Who may write the journal. The lock belongs to an open file, so the kernel lets go of it however
 * its process ends; the number in the file only tells people which process it is.
 */
#include "store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define NUMBER_BYTES 24

static int64_t read_number(int file)
{
    char text[NUMBER_BYTES] = "";
    const ssize_t size = pread(file, text, sizeof(text) - 1, 0);
    return size > 0 ? strtoll(text, NULL, 10) : 0;
}

static void write_number(int file)
{
    char text[NUMBER_BYTES];
    (void)sf_format(text, sizeof(text), "%lld\n", (long long)getpid());
    const size_t size = strlen(text);
    const bool told = ftruncate(file, 0) == 0 && pwrite(file, text, size, 0) == (ssize_t)size;
    (void)told; /* the lock holds without a number, too */
}

bool store_own(Store *store, int64_t *other)
{
    char path[STORE_PATH_BYTES + 8];
    *other = 0;
    if (store->owns || store->path[0] == '\0') {
        return true;
    }
    (void)sf_format(path, sizeof(path), "%s-owner", store->path);
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        *other = read_number(file);
        (void)close(file);
        return false;
    }
    /* If the system has no locks, this store becomes the owner: a journal is worth the risk. */
    store->owns = true;
    store->owner_file = file;
    if (file >= 0) {
        write_number(file);
    }
    return true;
}

void store__disown(Store *store)
{
    if (store->owns && store->owner_file >= 0) {
        (void)close(store->owner_file);
    }
    store->owns = false;
}
