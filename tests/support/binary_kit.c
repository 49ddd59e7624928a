/* SPDX-License-Identifier: MIT */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#include "binary_kit.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "facts_kit.h"
#include "surefoot/memory.h"

#define COMMAND_BYTES 2048
#define OUTPUT_BYTES ((size_t)1024 * 1024)

char *kit_run(int *code, const char *format, ...)
{
    char words[COMMAND_BYTES / 2];
    char command[COMMAND_BYTES];
    va_list args;
    va_start(args, format);
    assert_true(vsnprintf(words, sizeof(words), format, args) < (int)sizeof(words));
    va_end(args);
    assert_true(sf_format(command, sizeof(command), "'%s' %s --assets '%s/assets' 2>&1",
                          SUREFOOT_BINARY, words, SUREFOOT_SOURCE_DIR));
    char *output = sf_alloc(OUTPUT_BYTES);
    assert_non_null(output);
    FILE *pipe = popen(command, "r"); /* NOLINT(cert-env33-c): a command of our own */
    assert_non_null(pipe);
    output[fread(output, 1, OUTPUT_BYTES - 1, pipe)] = '\0';
    *code = WEXITSTATUS(pclose(pipe));
    return output;
}

pid_t kit_begin(int go, const char *words)
{
    char command[COMMAND_BYTES];
    char byte;
    assert_true(sf_format(command, sizeof(command), "exec '%s' %s --assets '%s/assets' 2>/dev/null",
                          SUREFOOT_BINARY, words, SUREFOOT_SOURCE_DIR));
    (void)fflush(NULL);
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)read(go, &byte, 1); /* all of them are let go at the same moment */
        (void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    return child;
}

int kit_end(pid_t process)
{
    int status = 0;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void kit_remove_data(const char *folder)
{
    char programs[KIT_PATH_BYTES];
    kit_join(programs, folder, "programs");
    (void)rmdir(programs);
    kit_remove(folder);
}
