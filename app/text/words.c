/* SPDX-License-Identifier: MIT */
#include "surefoot/words.h"

#include <string.h>

#include "surefoot/base.h"

static const char *const keys[WORDS] = {
#define WORD(id, key, text) [WORD_##id] = key,
#include "surefoot/words.inc"
#undef WORD
};

static const char *const texts[WORDS] = {
#define WORD(id, key, text) [WORD_##id] = text,
#include "surefoot/words.inc"
#undef WORD
};

const char *word(Word id)
{
    return texts[id];
}

const char *word_key(Word id)
{
    return keys[id];
}

void word_format(char *out, size_t size, Word id, va_list args)
{
    size_t used = 0;
    out[0] = '\0';
    for (const char *at = texts[id]; *at != '\0' && used + 1 < size;) {
        if (at[0] == '%' && at[1] == 'd') {
            (void)sf_format(out + used, size - used, "%d", va_arg(args, int));
            at += 2;
        } else if (at[0] == '%' && at[1] == 's') {
            (void)sf_format(out + used, size - used, "%s", va_arg(args, const char *));
            at += 2;
        } else {
            out[used] = *at++;
            out[used + 1] = '\0';
        }
        used += strlen(out + used);
    }
}
