/* SPDX-License-Identifier: MIT */
/* The floor of starting, of memory and of idling: a window of our size, filled once through the
 * software surface, in a program that links what ours links and does nothing else. */
#include <SDL.h>
#include <string.h>

#define WIDTH 412
#define HEIGHT 892

int main(int argc, char **argv)
{
    (void)SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return 1;
    }
    SDL_Window *window = SDL_CreateWindow("Floor", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                          WIDTH, HEIGHT, SDL_WINDOW_RESIZABLE);
    SDL_Surface *surface = window != NULL ? SDL_GetWindowSurface(window) : NULL;
    if (surface == NULL || SDL_FillRect(surface, NULL, 0xFFF4F1EA) != 0 ||
        SDL_UpdateWindowSurface(window) != 0) {
        return 1;
    }
    SDL_Event event = {0};
    const int stay = argc < 2 || strcmp(argv[1], "--once") != 0;
    while (stay && event.type != SDL_QUIT) {
        (void)SDL_WaitEvent(&event);
    }
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}
