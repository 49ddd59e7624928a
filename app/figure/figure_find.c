/* SPDX-License-Identifier: MIT */
/* Finds a figure of the library. */
#include "surefoot/figure.h"

#include <string.h>

const Figure *library_figure(const Library *library, const char *id)
{
    int32_t low = 0;
    int32_t high = library->figure_count;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        const int order = strcmp(library->figures[middle]->id, id);
        if (order == 0) {
            return library->figures[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
