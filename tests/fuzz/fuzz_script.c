/* SPDX-License-Identifier: MIT */
/* Any bytes as a script, and if it is one, run on the real app: no files, little time. */
#include "../../app/script/script.h"
#include "fuzz.h"

#include <string.h>

static void say(void *context, const char *line)
{
    (void)context;
    SF_ASSERT(line[0] != '\0' && strchr(line, '\n') == NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const TextSource text = text_source_fixed();
    const ScriptOptions options = {.text = &text, .no_files = true, .pass_limit = 400, .say = say};
    const SfError error = script_run("fuzz", (const char *)data, size, &options);
    SF_ASSERT(error == SF_OK || error == SF_E_INPUT);
    return 0;
}
