/* SPDX-License-Identifier: MIT */
/* Translates SDL's events into those of the app. */
#include "sdl_input.h"

#define WHEEL_STEP_DP 56.0F

static InputKey key_of(const SDL_KeyboardEvent *key)
{
    static const struct {
        SDL_Keycode code;
        InputKey key;
    } keys[] = {
        {SDLK_RETURN, KEY_ENTER},   {SDLK_KP_ENTER, KEY_ENTER},      {SDLK_SPACE, KEY_SPACE},
        {SDLK_ESCAPE, KEY_ESCAPE},  {SDLK_BACKSPACE, KEY_BACKSPACE}, {SDLK_DELETE, KEY_DELETE},
        {SDLK_LEFT, KEY_LEFT},      {SDLK_RIGHT, KEY_RIGHT},         {SDLK_UP, KEY_UP},
        {SDLK_DOWN, KEY_DOWN},      {SDLK_HOME, KEY_HOME},           {SDLK_END, KEY_END},
        {SDLK_PAGEUP, KEY_PAGE_UP}, {SDLK_PAGEDOWN, KEY_PAGE_DOWN},  {SDLK_KP_PLUS, KEY_PLUS},
        {SDLK_PLUS, KEY_PLUS},      {SDLK_EQUALS, KEY_PLUS},         {SDLK_KP_MINUS, KEY_MINUS},
        {SDLK_MINUS, KEY_MINUS},
    };
    if (key->keysym.sym == SDLK_TAB) {
        return (key->keysym.mod & KMOD_SHIFT) != 0 ? KEY_BACKTAB : KEY_TAB;
    }
    for (size_t i = 0; i < SF_COUNT(keys); i++) {
        if (keys[i].code == key->keysym.sym) {
            return keys[i].key;
        }
    }
    return KEY_OTHER;
}

static bool
finger(const SDL_TouchFingerEvent *touch, const Viewport *viewport, InputKind kind, InputEvent *out)
{
    out->kind = kind;
    out->finger = (int32_t)(touch->fingerId & 0x7FFFFFFF);
    out->x = touch->x * (float)viewport->width;
    out->y = touch->y * (float)viewport->height;
    return true;
}

static bool mouse(Uint32 which, InputKind kind, InputEvent *out)
{
    out->kind = kind;
    return which != SDL_TOUCH_MOUSEID;
}

static bool key(const SDL_KeyboardEvent *event, InputEvent *out)
{
    if (event->keysym.sym == SDLK_AC_BACK) {
        out->kind = INPUT_BACK;
        return true;
    }
    out->kind = INPUT_KEY;
    out->key = key_of(event);
    /* A key that is held down does not repeat, unless it moves or edits. */
    const bool once = out->key == KEY_SPACE || out->key == KEY_ENTER || out->key == KEY_OTHER;
    return event->repeat == 0 || !once;
}

static bool window(const SDL_WindowEvent *event, InputEvent *out)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_EXPOSED:
        out->kind = INPUT_RESIZE;
        return true;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        out->kind = INPUT_BACKGROUND;
        return true;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        out->kind = INPUT_FOREGROUND;
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        /* The window that has the focus now gets the ends of the touches. */
        out->kind = INPUT_CANCEL;
        out->finger = INPUT_ALL_FINGERS;
        return true;
    default:
        return false;
    }
}

/* Sets the place in px. Mouse positions come in window units, which may be larger than px. */
static void place(Sint32 x, Sint32 y, const Viewport *viewport, Uint32 window_id, InputEvent *out)
{
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(SDL_GetWindowFromID(window_id), &width, &height);
    out->x = width > 0 ? (float)x * (float)viewport->width / (float)width : (float)x;
    out->y = height > 0 ? (float)y * (float)viewport->height / (float)height : (float)y;
}

bool sdl_input_translate(const SDL_Event *event,
                         const Viewport *viewport,
                         int64_t now_ms,
                         InputEvent *out)
{
    *out = (InputEvent){.at_ms = now_ms - (int64_t)(SDL_GetTicks() - event->common.timestamp)};
    switch (event->type) {
    case SDL_FINGERDOWN:
        return finger(&event->tfinger, viewport, INPUT_PRESS, out);
    case SDL_FINGERMOTION:
        return finger(&event->tfinger, viewport, INPUT_MOVE, out);
    case SDL_FINGERUP:
        return finger(&event->tfinger, viewport, INPUT_RELEASE, out);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        place(event->button.x, event->button.y, viewport, event->button.windowID, out);
        return event->button.button == SDL_BUTTON_LEFT &&
               mouse(event->button.which,
                     event->type == SDL_MOUSEBUTTONDOWN ? INPUT_PRESS : INPUT_RELEASE, out);
    case SDL_MOUSEMOTION:
        place(event->motion.x, event->motion.y, viewport, event->motion.windowID, out);
        return (event->motion.state & SDL_BUTTON_LMASK) != 0 &&
               mouse(event->motion.which, INPUT_MOVE, out);
    case SDL_MOUSEWHEEL:
        out->dy = -event->wheel.preciseY * WHEEL_STEP_DP;
        place(event->wheel.mouseX, event->wheel.mouseY, viewport, event->wheel.windowID, out);
        return mouse(event->wheel.which, INPUT_WHEEL, out);
    case SDL_KEYDOWN:
        return key(&event->key, out);
    case SDL_TEXTINPUT:
        out->kind = INPUT_TEXT;
        (void)SDL_strlcpy(out->text, event->text.text, sizeof(out->text));
        return true;
    case SDL_WINDOWEVENT:
        return window(&event->window, out);
    case SDL_APP_WILLENTERBACKGROUND:
        out->kind = INPUT_BACKGROUND;
        return true;
    case SDL_APP_DIDENTERFOREGROUND:
        out->kind = INPUT_FOREGROUND;
        return true;
    case SDL_APP_TERMINATING:
    case SDL_QUIT:
        out->kind = INPUT_QUIT;
        return true;
    default:
        return false;
    }
}
