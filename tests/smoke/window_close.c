/* SPDX-License-Identifier: MIT */
/* window_close ID: asks a window to close the way a title bar's cross does. */
#include <X11/Xlib.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(NULL);
    if (argc != 2 || display == NULL) {
        (void)fprintf(stderr, "usage: DISPLAY=:N window_close ID\n");
        return 2;
    }
    const Window window = strtoul(argv[1], NULL, 0);
    XEvent event = {.xclient = {.type = ClientMessage, .window = window, .format = 32}};
    event.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    event.xclient.data.l[0] = (long)XInternAtom(display, "WM_DELETE_WINDOW", False);
    event.xclient.data.l[1] = CurrentTime;
    const Status sent = XSendEvent(display, window, False, NoEventMask, &event);
    (void)XCloseDisplay(display);
    return sent != 0 ? 0 : 1;
}
