/* SPDX-License-Identifier: MIT */
/* The app in a window: events, sound and pictures, a step at a time. */
#include "sdl_app.h"

#include <SDL.h>

#include "clock.h"
#include "engine.h"
#include "sdl_audio.h"
#include "sdl_input.h"
#include "sdl_motion.h"
#include "sdl_speech.h"
#include "surefoot/memory.h"
#include "text_sdl.h"

#define MADE_UP_MS 1 /* no real finger comes down again so quickly */
#define SPEECH_MS 16 /* how soon to ask again for speech that is not ready */

struct SdlApp {
    Platform platform;
    SdlScreen *screen;
    SdlAudio *audio;
    SdlSpeech *speech;
    const SdlSpeaker *speaker;
    SdlMotion *motion;
    TextFonts *fonts;
    App *app;
    void (*adapt)(Viewport *viewport);
    bool own_wall; /* the wall clock starts at wall_began and is not the system's */
    Instant wall_began;
    int64_t began_ms; /* monotonic */
    uint32_t edits;   /* app_edits for which the keyboard was shown; 0 none */
};

static int64_t now_ms(void *context)
{
    (void)context;
    return clock_now_ms();
}

static Instant wall(void *context)
{
    const SdlApp *app = context;
    if (!app->own_wall) {
        return clock_wall();
    }
    Instant now = app->wall_began;
    now.utc_ms += clock_now_ms() - app->began_ms;
    return now;
}

static void random_bytes(void *context, uint8_t *out, size_t size)
{
    (void)context;
    clock_random(out, size);
}

/* SDL 2.26 cannot ask the desktop for this preference; the page of settings has it. */
static bool no_preference(void *context)
{
    (void)context;
    return false;
}

static AudioState audio_open(void *context)
{
    return sdl_audio_open(((SdlApp *)context)->audio);
}

static void audio_close(void *context)
{
    sdl_audio_close(((SdlApp *)context)->audio, clock_now_ms());
}

static void audio_tone(void *context, Tone tone, int64_t at_ms)
{
    sdl_audio_tone(((SdlApp *)context)->audio, tone, at_ms);
}

static bool audio_say(void *context, const char *text, int64_t at_ms)
{
    SdlApp *app = context;
    AudioMixer *mixer = sdl_audio_mixer(app->audio);
    if (mixer == NULL) {
        return false;
    }
    const SdlSpeaker *speaker = app->speaker;
    const int32_t own_ms = sdl_speech_ms(app->speech, text);
    if (own_ms < 0 && speaker != NULL && speaker->ms(text) >= 0) {
        speaker->say(text, at_ms);
        return true;
    }
    if (own_ms >= 0 && speaker != NULL) {
        speaker->say_nothing(at_ms, at_ms + own_ms);
    }
    return sdl_speech_say(app->speech, mixer, text, sdl_audio_frame(app->audio, at_ms));
}

static int32_t speech_ms(void *context, const char *text)
{
    const SdlApp *app = context;
    const int32_t own_ms = sdl_speech_ms(app->speech, text);
    return own_ms < 0 && app->speaker != NULL ? app->speaker->ms(text) : own_ms;
}

static void audio_flush(void *context)
{
    SdlApp *app = context;
    sdl_speech_flush(app->speech);
    if (app->speaker != NULL) {
        app->speaker->hush();
    }
    sdl_audio_flush(app->audio);
}

static void audio_volume(void *context, float volume)
{
    sdl_audio_volume(((SdlApp *)context)->audio, volume);
}

static void audio_voice_volume(void *context, float volume)
{
    SdlApp *app = context;
    sdl_audio_voice_volume(app->audio, volume);
    if (app->speaker != NULL) {
        app->speaker->volume(volume);
    }
}

static bool motion_there(void *context)
{
    (void)context;
    return sdl_motion_there();
}

static bool motion_start(void *context)
{
    return sdl_motion_start(((SdlApp *)context)->motion);
}

static void motion_stop(void *context)
{
    sdl_motion_stop(((SdlApp *)context)->motion);
}

static int32_t motion_read(void *context, MotionSample *out, int32_t max)
{
    return sdl_motion_read(((SdlApp *)context)->motion, out, max);
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

static void fill_platform(SdlApp *app, bool speaks)
{
    app->platform = (Platform){
        .context = app,
        .now_ms = now_ms,
        .wall = wall,
        .random = random_bytes,
        .text = text_fonts_source(app->fonts),
        .prefers_dark = no_preference,
        .prefers_reduced_motion = no_preference,
        .prefers_contrast = no_preference,
        .audio_open = audio_open,
        .audio_close = audio_close,
        .audio_tone = audio_tone,
        .audio_say = audio_say,
        .audio_flush = audio_flush,
        .audio_volume = audio_volume,
        .audio_voice_volume = speaks ? audio_voice_volume : NULL,
        .speech_ms = speaks ? speech_ms : NULL,
        .motion_there = motion_there,
        .motion_start = motion_start,
        .motion_stop = motion_stop,
        .motion_read = motion_read,
        .keep_awake = keep_awake,
        .haptic = haptic,
        .text_input = text_input,
        .log = log_line,
    };
}

/* Handles events at once after which the system may stop the app before the loop runs again. */
static int at_once(void *context, SDL_Event *event)
{
    SdlApp *app = context;
    const bool stopping =
        event->type == SDL_APP_WILLENTERBACKGROUND || event->type == SDL_APP_TERMINATING;
    if (stopping && app->app != NULL) {
        const InputEvent input = {.kind = INPUT_BACKGROUND, .at_ms = clock_now_ms()};
        app_event(app->app, &input);
    }
    return 0;
}

static Viewport viewport_of(const SdlApp *app)
{
    Viewport viewport = sdl_screen_viewport(app->screen);
    if (app->adapt != NULL) {
        app->adapt(&viewport);
    }
    return viewport;
}

void sdl_app_input(SdlApp *app, const InputEvent *input)
{
    if (input->kind == INPUT_RESIZE) {
        const Viewport viewport = viewport_of(app);
        sdl_screen_invalidate(app->screen);
        app_resize(app->app, &viewport);
    }
    app_event(app->app, input);
}

/* True for an end of a touch that SDL invents: if SDL missed the end of a touch and the finger
 * comes down again, SDL reports an end just before, at the last place. No finger was lifted
 * there. */
static bool is_made_up(const SDL_Event *event)
{
    SDL_Event next;
    return event->type == SDL_FINGERUP &&
           SDL_PeepEvents(&next, 1, SDL_PEEKEVENT, SDL_FINGERDOWN, SDL_FINGERDOWN) == 1 &&
           next.tfinger.fingerId == event->tfinger.fingerId &&
           next.tfinger.timestamp - event->tfinger.timestamp <= MADE_UP_MS;
}

void sdl_app_handle(SdlApp *app, const SDL_Event *event)
{
    const Viewport viewport = viewport_of(app);
    InputEvent input;
    if (event->type == SDL_RENDER_TARGETS_RESET || event->type == SDL_RENDER_DEVICE_RESET) {
        sdl_screen_lost(app->screen);
    }
    if (sdl_input_translate(event, &viewport, clock_now_ms(), &input)) {
        if (is_made_up(event)) {
            input.kind = INPUT_CANCEL;
        }
        sdl_app_input(app, &input);
    }
}

/* True for a movement after which another one of the same finger waits: only the last one
 * counts. */
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

void sdl_app_poll(SdlApp *app)
{
    SDL_Event event;
    while (!app_wants_quit(app->app) && SDL_PollEvent(&event) != 0) {
        if (!is_stale_motion(&event)) {
            sdl_app_handle(app, &event);
        }
    }
}

/* Looks after sound. Returns the time at which that is needed again. */
static int64_t tend_sound(SdlApp *app, int64_t now)
{
    AudioMixer *mixer = sdl_audio_mixer(app->audio);
    const int64_t next = sdl_audio_tend(app->audio, now);
    if (mixer == NULL || sdl_audio_mixer(app->audio) == NULL) {
        sdl_speech_flush(app->speech);
        return next;
    }
    return sdl_speech_tend(app->speech, mixer) ? now + SPEECH_MS : next;
}

int64_t sdl_app_step(SdlApp *app)
{
    const int64_t now = clock_now_ms();
    const int64_t next = app_frame(app->app, now);
    const int64_t tend = tend_sound(app, now);
    const uint32_t edits = app_wants_text(app->app) ? app_edits(app->app) : 0;
    if (edits != app->edits) {
        app->edits = edits;
        app->platform.text_input(app->platform.context, edits != 0);
    }
    (void)sdl_screen_present(app->screen, app_list(app->app), app->platform.text);
    return tend < next ? tend : next;
}

App *sdl_app_app(SdlApp *app)
{
    return app->app;
}

void sdl_app_voice_arrived(SdlApp *app)
{
    sdl_speech_look_again(app->speech);
}

static SfError open_all(SdlApp *app, const SdlAppOptions *options, SfErrorInfo *err)
{
    app->fonts = text_fonts_open(options->fonts, err);
    if (app->fonts == NULL) {
        return SF_E_NOTFOUND;
    }
    app->audio = sdl_audio_create(
        now_ms, NULL, options->audio_frames > 0 ? options->audio_frames : SDL_AUDIO_FRAMES);
    if (app->audio == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    app->speaker = options->speaker;
    app->speech = sdl_speech_create(options->voice);
    if (app->speech == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const SfError error = sdl_screen_open(&app->screen, &options->screen, err);
    if (error != SF_OK) {
        return error;
    }
    app->motion = sdl_motion_create(now_ms, NULL);
    if (app->motion == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    fill_platform(app, options->voice != NULL || engine_exists());
    if (options->replace != NULL) {
        options->replace(&app->platform);
    }
    app->adapt = options->adapt;
    if (options->now != NULL) {
        app->own_wall = true;
        app->wall_began = *options->now;
        app->began_ms = clock_now_ms();
    }
    const AppOptions inner = {
        .model = options->model,
        .viewport = viewport_of(app),
        .theme = options->theme,
    };
    return app_create(&app->app, &app->platform, &inner, err);
}

SfError sdl_app_open(SdlApp **out, const SdlAppOptions *options, SfErrorInfo *err)
{
    *out = NULL;
    SdlApp *app = sf_alloc(sizeof(*app));
    if (app == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    const SfError error = open_all(app, options, err);
    if (error != SF_OK) {
        sdl_app_close(app);
        return error;
    }
    SDL_AddEventWatch(at_once, app);
    *out = app;
    return SF_OK;
}

void sdl_app_close(SdlApp *app)
{
    if (app == NULL) {
        return;
    }
    SDL_DelEventWatch(at_once, app);
    app_destroy(app->app);
    sdl_audio_destroy(app->audio);
    sdl_speech_destroy(app->speech);
    sdl_motion_destroy(app->motion);
    sdl_screen_close(app->screen);
    text_fonts_close(app->fonts);
    sf_free(app);
}
