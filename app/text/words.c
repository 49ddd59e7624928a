/* SPDX-License-Identifier: MIT */
/* The texts of the app by id, and how values are put into them. */
#include "surefoot/words.h"

#include <string.h>

#include "surefoot/base.h"

static const char *const texts[WORDS] = {
#define WORD(id, key, text) [WORD_##id] = text,
#include "surefoot/words.inc"
#undef WORD
};

const char *word(Word id)
{
    return texts[id];
}

void word_format(char *out, size_t size, Word id, va_list args)
{
    size_t used = 0;
    out[0] = '\0';
    for (const char *at = texts[id]; *at != '\0' && used + 1 < size;) {
        const size_t plain = strcspn(at, "{");
        const size_t name = strcspn(at, "}");
        if (plain > 0) {
            (void)sf_format(out + used, size - used, "%.*s", (int)plain, at);
            at += plain;
        } else {
            const bool number = memchr(at, ',', name) != NULL;
            if (number) {
                (void)sf_format(out + used, size - used, "%d", va_arg(args, int));
            } else {
                (void)sf_format(out + used, size - used, "%s", va_arg(args, const char *));
            }
            at += name + 1;
        }
        used += strlen(out + used);
    }
}
