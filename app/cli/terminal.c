/* SPDX-License-Identifier: MIT */
/* The terminal for play: single keys, and whether a line can be redrawn. */
#include "terminal.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

/* File scope, because signal handlers cannot reach anything else. */
static struct termios before;
static volatile sig_atomic_t changed;

static void restore(void)
{
    if (changed != 0) {
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
        changed = 0;
    }
}

static void on_signal(int number)
{
    restore();
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

void terminal_begin(void)
{
    if (isatty(STDIN_FILENO) == 0 || tcgetattr(STDIN_FILENO, &before) != 0) {
        return;
    }
    struct termios raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 0;
    raw.c_cc[VTIME] = 0;
    changed = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
    (void)atexit(restore);
    (void)signal(SIGINT, on_signal);
    (void)signal(SIGTERM, on_signal);
}

void terminal_end(void)
{
    restore();
}

bool terminal_is_live(void)
{
    return isatty(STDOUT_FILENO) != 0;
}

bool terminal_has_keys(void)
{
    return isatty(STDIN_FILENO) != 0;
}

int terminal_key(int32_t timeout_ms)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    if (changed == 0) {
        /* There are no keys: only time passes. */
        (void)poll(NULL, 0, timeout_ms);
        return 0;
    }
    unsigned char key = 0;
    if (poll(&input, 1, timeout_ms) > 0 && read(STDIN_FILENO, &key, 1) == 1) {
        return key;
    }
    return 0;
}
