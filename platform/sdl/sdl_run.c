/* SPDX-License-Identifier: MIT */
#include "sdl_run.h"

#include <SDL.h>

#include "clock.h"
#include "engine.h"
#include "sdl_audio.h"
#include "sdl_input.h"
#include "sdl_motion.h"
#include "sdl_speech.h"
#include "surefoot/text_sdl.h"

/* Something that moves is drawn at most this often where no display clock paces it. */
#define FRAME_MS 16

typedef struct Window {
    Platform platform;
    SdlScreen *screen;
    SdlAudio *audio;
    SdlSpeech *speech;
    SdlMotion *motion;
    TextFonts *fonts;
    App *app;
    bool keyboard;
} Window;

static int64_t now_ms(void *context)
{
    (void)context;
    return clock_now_ms();
}

static Instant wall(void *context)
{
    (void)context;
    return clock_wall();
}

static void random_bytes(void *context, uint8_t *out, size_t size)
{
    (void)context;
    clock_random(out, size);
}

/* SDL 2.26 cannot ask the desktop for these: the settings page can say them. */
static bool no_preference(void *context)
{
    (void)context;
    return false;
}

static AudioState audio_open(void *context)
{
    return sdl_audio_open(((Window *)context)->audio);
}

static void audio_close(void *context)
{
    sdl_audio_close(((Window *)context)->audio, clock_now_ms());
}

static void audio_tone(void *context, Tone tone, int64_t at_ms)
{
    sdl_audio_tone(((Window *)context)->audio, tone, at_ms);
}

static bool audio_say(void *context, const char *text, int64_t at_ms)
{
    Window *window = context;
    AudioMixer *mixer = sdl_audio_mixer(window->audio);
    return mixer != NULL &&
           sdl_speech_say(window->speech, mixer, text, sdl_audio_frame(window->audio, at_ms));
}

static int32_t speech_ms(void *context, const char *text)
{
    return sdl_speech_ms(((Window *)context)->speech, text);
}

static void audio_flush(void *context)
{
    Window *window = context;
    sdl_speech_flush(window->speech);
    sdl_audio_flush(window->audio);
}

static void audio_volume(void *context, float volume)
{
    sdl_audio_volume(((Window *)context)->audio, volume);
}

static void audio_voice_volume(void *context, float volume)
{
    sdl_audio_voice_volume(((Window *)context)->audio, volume);
}

static bool motion_start(void *context)
{
    return sdl_motion_start(((Window *)context)->motion);
}

static void motion_stop(void *context)
{
    sdl_motion_stop(((Window *)context)->motion);
}

static int32_t motion_read(void *context, MotionSample *out, int32_t max)
{
    return sdl_motion_read(((Window *)context)->motion, out, max);
}

static void keep_awake(void *context, bool on)
{
    (void)context;
    if (on) {
        SDL_DisableScreenSaver();
    } else {
        SDL_EnableScreenSaver();
    }
}

static void haptic(void *context, Haptic kind)
{
    (void)context;
    (void)kind;
}

static void text_input(void *context, bool on)
{
    (void)context;
    if (on) {
        SDL_StartTextInput();
    } else {
        SDL_StopTextInput();
    }
}

static void log_line(void *context, const char *line)
{
    (void)context;
    SDL_LogInfo(SDL_LOG_CATEGORY_APPLICATION, "%s", line);
}

static void fill_platform(Window *window, bool speaks)
{
    window->platform = (Platform){
        .context = window,
        .now_ms = now_ms,
        .wall = wall,
        .random = random_bytes,
        .text = text_fonts_source(window->fonts),
        .prefers_dark = no_preference,
        .prefers_reduced_motion = no_preference,
        .audio_open = audio_open,
        .audio_close = audio_close,
        .audio_tone = audio_tone,
        .audio_say = audio_say,
        .audio_flush = audio_flush,
        .audio_volume = audio_volume,
        .audio_voice_volume = speaks ? audio_voice_volume : NULL,
        .speech_ms = speaks ? speech_ms : NULL,
        .motion_start = motion_start,
        .motion_stop = motion_stop,
        .motion_read = motion_read,
        .keep_awake = keep_awake,
        .haptic = haptic,
        .text_input = text_input,
        .log = log_line,
    };
}

/* The system may stop us right after these events, before the loop comes round again. */
static int at_once(void *context, SDL_Event *event)
{
    Window *window = context;
    const bool stopping =
        event->type == SDL_APP_WILLENTERBACKGROUND || event->type == SDL_APP_TERMINATING;
    if (stopping && window->app != NULL) {
        const InputEvent input = {.kind = INPUT_BACKGROUND, .at_ms = clock_now_ms()};
        app_event(window->app, &input);
    }
    return 0;
}

static void handle(Window *window, const SDL_Event *event)
{
    const Viewport viewport = sdl_screen_viewport(window->screen);
    InputEvent input;
    if (event->type == SDL_RENDER_TARGETS_RESET || event->type == SDL_RENDER_DEVICE_RESET) {
        sdl_screen_lost(window->screen);
    }
    if (!sdl_input_translate(event, &viewport, clock_now_ms(), &input)) {
        return;
    }
    if (input.kind == INPUT_RESIZE) {
        sdl_screen_invalidate(window->screen);
        app_resize(window->app, &viewport);
    }
    app_event(window->app, &input);
}

/* A burst of movement is one movement: only the last position of a finger matters. */
static bool is_stale_motion(const SDL_Event *event)
{
    SDL_Event next;
    if ((event->type != SDL_MOUSEMOTION && event->type != SDL_FINGERMOTION) ||
        SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) != 1 ||
        next.type != event->type) {
        return false;
    }
    return next.type == SDL_MOUSEMOTION || next.tfinger.fingerId == event->tfinger.fingerId;
}

static void wait_for(Window *window, int64_t until_ms)
{
    SDL_Event event;
    int got = 0;
    if (until_ms == INT64_MAX) {
        got = SDL_WaitEvent(&event);
    } else {
        const int64_t wait_ms = until_ms - clock_now_ms();
        got = wait_ms > 0 ? SDL_WaitEventTimeout(&event, (int)(wait_ms < 60000 ? wait_ms : 60000))
                          : SDL_PollEvent(&event);
    }
    for (; got != 0 && !app_wants_quit(window->app); got = SDL_PollEvent(&event)) {
        if (!is_stale_motion(&event)) {
            handle(window, &event);
        }
    }
}

/* When sound wants to be looked after again. */
static int64_t tend_sound(Window *window, int64_t now)
{
    AudioMixer *mixer = sdl_audio_mixer(window->audio);
    const int64_t next = sdl_audio_tend(window->audio, now);
    if (mixer == NULL || sdl_audio_mixer(window->audio) == NULL) {
        sdl_speech_flush(window->speech);
        return next;
    }
    return sdl_speech_tend(window->speech, mixer) ? now + FRAME_MS : next;
}

static void loop(Window *window, bool once)
{
    while (!app_wants_quit(window->app)) {
        const int64_t now = clock_now_ms();
        int64_t next = app_frame(window->app, now);
        const int64_t tend = tend_sound(window, now);
        next = tend < next ? tend : next;
        if (app_wants_text(window->app) != window->keyboard) {
            window->keyboard = !window->keyboard;
            text_input(window, window->keyboard);
        }
        (void)sdl_screen_present(window->screen, app_list(window->app), window->platform.text);
        if (once) {
            return;
        }
        /* Also when nothing had to be drawn: who asks for a frame at once must not spin. */
        wait_for(window, next < now + FRAME_MS ? now + FRAME_MS : next);
    }
}

static SfError open_all(Window *window, const SdlRunOptions *options, SfErrorInfo *err)
{
    window->fonts = text_fonts_open(options->fonts, err);
    if (window->fonts == NULL) {
        return SF_E_NOTFOUND;
    }
    window->audio = sdl_audio_create(now_ms, NULL);
    if (window->audio == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    window->speech = sdl_speech_create(options->voice);
    if (window->speech == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const SfError error = sdl_screen_open(&window->screen, &options->screen, err);
    if (error != SF_OK) {
        return error;
    }
    window->motion = sdl_motion_create(now_ms, NULL);
    if (window->motion == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    fill_platform(window, options->voice != NULL || engine_exists());
    const AppOptions app = {
        .model = options->model,
        .viewport = sdl_screen_viewport(window->screen),
        .theme = options->theme,
    };
    return app_create(&window->app, &window->platform, &app, err);
}

SfError sdl_run(const SdlRunOptions *options, SfErrorInfo *err)
{
    Window window = {0};
    const SfError error = open_all(&window, options, err);
    if (error == SF_OK) {
        SDL_AddEventWatch(at_once, &window);
        loop(&window, options->once);
        SDL_DelEventWatch(at_once, &window);
    }
    app_destroy(window.app);
    sdl_audio_destroy(window.audio);
    sdl_speech_destroy(window.speech);
    sdl_motion_destroy(window.motion);
    sdl_screen_close(window.screen);
    text_fonts_close(window.fonts);
    return error;
}
