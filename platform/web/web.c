/* SPDX-License-Identifier: MIT */
/*
 * The app in a page. There is no main loop: the page calls surefoot_step when a frame, a deadline
 * or an event asks for it, and nothing while nothing changes.
 */
#include <SDL.h>
#include <emscripten.h>
#include <string.h>

#include "page.h"
#include "sdl_app.h"
#include "surefoot/memory.h"
#include "surefoot/words.h"
#include "web.h"

#define TICK_MS 15
#define STRONG_MS 60
#define NEVER (-1.0)
/* Frames of an audio buffer. The page's only thread fills buffers between its pictures. With 2,048
 * frames they sometimes come too late on a phone that is four times slower than a desktop computer.
 * A tone for a tap sounds after 2.5 buffers: 0.2 s. */
#define AUDIO_FRAMES 4096
#define MOTION_AT_ONCE 32 /* samples */

struct Web {
    SdlApp *sdl;
};

SdlApp *web_sdl(const Web *web)
{
    return web->sdl;
}

App *web_app(const Web *web)
{
    return sdl_app_app(web->sdl);
}

/* ---- functions that the page has instead of SDL ---------------------------------------------- */

static bool prefers_dark(void *context)
{
    (void)context;
    return page_prefers_dark();
}

static bool prefers_reduced_motion(void *context)
{
    (void)context;
    return page_prefers_reduced_motion();
}

static bool prefers_contrast(void *context)
{
    (void)context;
    return page_prefers_contrast();
}

static bool motion_there(void *context)
{
    (void)context;
    return page_motion_there();
}

static bool motion_start(void *context)
{
    (void)context;
    return page_motion_start();
}

static void motion_stop(void *context)
{
    (void)context;
    page_motion_stop();
}

static int32_t motion_read(void *context, MotionSample *out, int32_t max)
{
    double read[MOTION_AT_ONCE][4];
    int32_t count = 0;
    int32_t got = MOTION_AT_ONCE;
    (void)context;
    while (count < max && got == MOTION_AT_ONCE) {
        const int32_t room = max - count < MOTION_AT_ONCE ? max - count : MOTION_AT_ONCE;
        got = page_motion_read(&read[0][0], room);
        for (int32_t i = 0; i < got; i++) {
            out[count++] = (MotionSample){(int64_t)(read[i][0] * 1000.0), (float)read[i][1],
                                          (float)read[i][2], (float)read[i][3]};
        }
    }
    return count;
}

static void keep_awake(void *context, bool on)
{
    (void)context;
    page_keep_awake(on);
}

static void over_silence(void *context, bool on)
{
    (void)context;
    page_over_silence(on);
}

static void haptic(void *context, Haptic kind)
{
    (void)context;
    page_vibrate(kind == HAPTIC_STRONG ? STRONG_MS : TICK_MS);
}

static void renew(void *context)
{
    (void)context;
    page_renew();
}

static void text_input(void *context, bool on)
{
    (void)context;
    page_typing(on);
}

static void file_give(void *context, const char *name, const char *bytes, size_t size)
{
    (void)context;
    page_give(name, bytes, size);
}

static void file_ask(void *context)
{
    (void)context;
    page_ask();
}

static void say(const char *text, int64_t at_ms)
{
    page_say(text, (double)at_ms);
}

static void say_nothing(int64_t from_ms, int64_t until_ms)
{
    page_say_nothing((double)from_ms, (double)until_ms);
}

static const SdlSpeaker speaker = {
    .ms = page_speech_ms,
    .say = say,
    .say_nothing = say_nothing,
    .hush = page_hush,
    .volume = page_speech_volume,
};

static void replace(Platform *platform)
{
    platform->prefers_dark = prefers_dark;
    platform->prefers_reduced_motion = prefers_reduced_motion;
    platform->prefers_contrast = prefers_contrast;
    platform->motion_there = motion_there;
    platform->motion_start = motion_start;
    platform->motion_stop = motion_stop;
    platform->motion_read = motion_read;
    platform->audio_over_silence = page_over_silence_there() ? over_silence : NULL;
    platform->keep_awake = keep_awake;
    platform->haptic = haptic;
    platform->file_give = file_give;
    platform->file_ask = file_ask;
    platform->renew = renew;
    platform->text_input = text_input;
}

static void adapt(Viewport *viewport)
{
    float seen[8] = {0};
    page_viewport(seen);
    *viewport = (Viewport){
        .width = (int32_t)seen[0],
        .height = (int32_t)seen[1],
        .scale = seen[2],
        .inset_left = seen[3],
        .inset_top = seen[4],
        .inset_right = seen[5],
        .inset_bottom = seen[6],
        .keyboard = seen[7],
    };
}

static void show(const Surface *picture, const SDL_Rect *box)
{
    page_show(picture->pixels + (ptrdiff_t)box->y * picture->stride + box->x, picture->stride,
              box->x, box->y, box->w, box->h);
}

static int wake(void *context, SDL_Event *event)
{
    (void)context;
    /* SDL itself adds this event when the queue is read. */
    if (event->type != SDL_POLLSENTINEL) {
        page_wake();
    }
    return 0;
}

/* On first use the text size is the system's, within the range of the setting. */
static void take_text_size(Settings *settings)
{
    static const int32_t sizes[] = {100, 125, 150, 200};
    const int32_t wanted = page_text_percent();
    for (size_t i = 0; i < SF_COUNT(sizes) && !settings->safety_read; i++) {
        if (wanted >= sizes[i]) {
            settings->text_percent = sizes[i];
        }
    }
}

/* ---- what the page calls --------------------------------------------------------------------- */

static const char *const assets[] = {"/assets/exercises", "/assets/programs", "/assets/figures",
                                     "/assets/norms"};

EMSCRIPTEN_KEEPALIVE Web *surefoot_open(bool keeps)
{
    const SdlAppOptions options = {
        .screen = {.width = 412, .height = 892, .gpu = true, .show = show},
        .voice = WEB_VOICE,
        .speaker = &speaker,
        .audio_frames = AUDIO_FRAMES,
        .fonts = "/fonts",
        .model = {.data_dir = keeps ? "/data" : NULL,
                  .asset_paths = assets,
                  .asset_path_count = (int32_t)SF_COUNT(assets)},
        .replace = replace,
        .adapt = adapt,
    };
    SfErrorInfo err = {0};
    Web *web = sf_alloc(sizeof(*web));
    SDL_SetMainReady();
    /* Otherwise SDL takes all keys of the page, even those of its text fields. */
    (void)SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
    if (web == NULL || sdl_app_open(&web->sdl, &options, &err) != SF_OK) {
        page_fault(err.text);
        sf_free(web);
        return NULL;
    }
    take_text_size(&app_model(web_app(web))->settings);
    /* Making the renderer hides and shows the window; nobody saw that, so its events are
     * dropped. */
    SDL_FlushEvent(SDL_WINDOWEVENT);
    /* A page that is left may come back, and its log is saved already. */
    (void)SDL_EventState(SDL_APP_TERMINATING, SDL_IGNORE);
    SDL_AddEventWatch(wake, NULL);
    return web;
}

EMSCRIPTEN_KEEPALIVE double surefoot_step(Web *web)
{
    sdl_app_poll(web->sdl);
    const int64_t next = sdl_app_step(web->sdl);
    const double wait_ms = (double)next - page_now_ms();
    return next == INT64_MAX ? NEVER : wait_ms > 0 ? wait_ms : 0;
}

EMSCRIPTEN_KEEPALIVE void surefoot_go(Web *web, AppPlace place)
{
    app_go(web_app(web), place);
    page_wake();
}

static void input(Web *web, InputKind kind, InputKey key)
{
    const InputEvent event = {.kind = kind, .key = key, .at_ms = (int64_t)page_now_ms()};
    sdl_app_input(web->sdl, &event);
    page_wake();
}

EMSCRIPTEN_KEEPALIVE void surefoot_back(Web *web)
{
    input(web, INPUT_BACK, KEY_NONE);
}

EMSCRIPTEN_KEEPALIVE int32_t surefoot_backs(const Web *web)
{
    return app_backs(web_app(web));
}

EMSCRIPTEN_KEEPALIVE void surefoot_let_go(Web *web)
{
    const InputEvent event = {
        .kind = INPUT_CANCEL, .finger = INPUT_ALL_FINGERS, .at_ms = (int64_t)page_now_ms()};
    /* Earlier events are still in SDL's queue. */
    sdl_app_poll(web->sdl);
    sdl_app_input(web->sdl, &event);
    page_wake();
}

EMSCRIPTEN_KEEPALIVE void surefoot_resized(Web *web)
{
    input(web, INPUT_RESIZE, KEY_NONE);
}

EMSCRIPTEN_KEEPALIVE void surefoot_edit(Web *web, const char *text, size_t anchor, size_t caret)
{
    const InputEvent event = {.kind = INPUT_EDIT,
                              .at_ms = (int64_t)page_now_ms(),
                              .edited = text,
                              .caret = caret,
                              .anchor = anchor};
    sdl_app_input(web->sdl, &event);
    page_wake();
}

EMSCRIPTEN_KEEPALIVE size_t surefoot_caret(const Web *web)
{
    return app_caret(web_app(web));
}

EMSCRIPTEN_KEEPALIVE void surefoot_edited(Web *web)
{
    if (app_wants_text(web_app(web))) {
        input(web, INPUT_KEY, KEY_ENTER);
    }
}

EMSCRIPTEN_KEEPALIVE void surefoot_file(Web *web, const char *name, const char *bytes, size_t size)
{
    const SourceFile file = {.path = name, .bytes = bytes, .size = size};
    app_file(web_app(web), &file);
    page_wake();
}

EMSCRIPTEN_KEEPALIVE bool surefoot_busy(const Web *web)
{
    return app_model(web_app(web))->session != NULL;
}

EMSCRIPTEN_KEEPALIVE bool surefoot_sounds(const Web *web)
{
    const Model *model = app_model(web_app(web));
    if (model->session == NULL || model->settings.volume + model->settings.voice_volume == 0) {
        return false;
    }
    const PlayerState state = session_player(model->session)->state;
    return state == PLAYER_RUNNING || state == PLAYER_COUNT_IN;
}

EMSCRIPTEN_KEEPALIVE void surefoot_hush(const Web *web)
{
    const Platform *platform = app_model(web_app(web))->platform;
    platform->audio_flush(platform->context);
}

EMSCRIPTEN_KEEPALIVE void surefoot_leave(Web *web)
{
    input(web, INPUT_BACKGROUND, KEY_NONE);
    surefoot_hush(web);
}

EMSCRIPTEN_KEEPALIVE bool surefoot_closed(const Web *web)
{
    return app_wants_quit(web_app(web));
}

static void notify(Web *web)
{
    app_show_notice(web_app(web));
    page_wake();
}

EMSCRIPTEN_KEEPALIVE void surefoot_tell(Web *web, WebNotice notice)
{
    Model *model = app_model(web_app(web));
    switch (notice) {
    case WEB_NOT_KEPT:
        model_notice(model, "%s", word(WORD_NOT_KEPT));
        break;
    case WEB_NEXT_TIME:
        model_notice(model, "%s", word(WORD_PROGRAM_NEXT_TIME));
        break;
    case WEB_UNREAD:
        model_notice(model, "%s", word(WORD_FILE_UNREAD));
        break;
    case WEB_HOME_SCREEN:
        model_notice(model, "%s", word(WORD_HOME_SCREEN));
        break;
    case WEB_NEW_VERSION:
        model->version_waits = true;
        break;
    }
    notify(web);
}

EMSCRIPTEN_KEEPALIVE void surefoot_notify(Web *web, const char *text)
{
    model_notice(app_model(web_app(web)), "%s", text);
    notify(web);
}

EMSCRIPTEN_KEEPALIVE const char *surefoot_notice(const Web *web)
{
    return app_model(web_app(web))->notice;
}

static const Fault *first_error(const Faults *faults)
{
    for (int32_t i = 0; i < faults->count; i++) {
        if (faults->items[i].level == FAULT_ERROR) {
            return &faults->items[i];
        }
    }
    return NULL;
}

EMSCRIPTEN_KEEPALIVE bool surefoot_check(Web *web, const char *path)
{
    const char *paths[SF_COUNT(assets) + 1];
    memcpy(paths, assets, sizeof(assets));
    paths[SF_COUNT(assets)] = path;
    Library library = {0};
    Faults faults = {0};
    const bool loaded =
        library_load_paths(&library, paths, (int32_t)SF_COUNT(paths), &faults) == SF_OK;
    const Fault *error = first_error(&faults);
    if (error != NULL || !loaded) {
        model_notice_fault(app_model(web_app(web)), word(WORD_PROGRAM_REFUSED), error);
        notify(web);
    }
    library_deinit(&library);
    faults_deinit(&faults);
    return error == NULL && loaded;
}

EMSCRIPTEN_KEEPALIVE void surefoot_tell_added(Web *web, const char *id, bool is_new)
{
    Model *model = app_model(web_app(web));
    const Program *program = library_program(&model->library, id);
    if (program != NULL) {
        model_notice(model, "%s %s", word(is_new ? WORD_PROGRAM_ADDED : WORD_PROGRAM_KNOWN),
                     program->title);
        notify(web);
    }
}

EMSCRIPTEN_KEEPALIVE void surefoot_voice_arrived(Web *web)
{
    sdl_app_voice_arrived(web->sdl);
}

/* ---- colours --------------------------------------------------------------------------------- */

static bool is_ground(const DrawCommand *command, const Rect *page)
{
    const Rect *rect = &command->as.rect.rect;
    return command->kind == DRAW_RECT && command->as.rect.border == 0.0F &&
           command->color.a == UINT8_MAX && rect->x <= 0.0F && rect->y <= 0.0F &&
           rect->w >= page->w && rect->h >= page->h;
}

EMSCRIPTEN_KEEPALIVE uint32_t surefoot_color(const Web *web)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(web_app(web), &count);
    const DrawList *list = app_list(web_app(web));
    uint32_t color = 0;
    for (int32_t i = 0; i < list->count && count > 0; i++) {
        const Color seen = list->commands[i].color;
        if (is_ground(&list->commands[i], &nodes[0].rect)) {
            color = (uint32_t)seen.r << 16 | (uint32_t)seen.g << 8 | seen.b;
        }
    }
    return color;
}

EMSCRIPTEN_KEEPALIVE ThemeChoice surefoot_theme(const Web *web)
{
    return app_model(web_app(web))->settings.theme;
}
