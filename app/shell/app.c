/* SPDX-License-Identifier: MIT */
/* The app as a whole: one pass over the current screen for each event or frame. */
#include "surefoot/app.h"

#include <string.h>

#include "nav.h"

struct App {
    const Platform *platform;
    Model *model;
    Ui *ui;
    DrawList list;
    Nav nav;
    Viewport viewport;
    const char *theme;
};

static ThemeKind hue_of(const App *app)
{
    if (app->theme != NULL) {
        return strcmp(app->theme, "dark") == 0 ? THEME_DARK : THEME_LIGHT;
    }
    switch (app->model->settings.theme) {
    case THEME_CHOICE_LIGHT:
        return THEME_LIGHT;
    case THEME_CHOICE_DARK:
        return THEME_DARK;
    case THEME_CHOICE_SYSTEM:
        break;
    }
    return app->platform->prefers_dark(app->platform->context) ? THEME_DARK : THEME_LIGHT;
}

static ThemeKind theme_of(const App *app)
{
    const ThemeKind theme = hue_of(app);
    if (!app->platform->prefers_contrast(app->platform->context)) {
        return theme;
    }
    return theme_is_dark(theme) ? THEME_DARK_STRONG : THEME_LIGHT_STRONG;
}

static UiFrame frame_of(const App *app, const InputEvent *event, int64_t now_ms)
{
    const Settings *settings = &app->model->settings;
    return (UiFrame){
        .now_ms = now_ms,
        .viewport = app->viewport,
        .theme = theme_of(app),
        .text_scale = (float)settings->text_percent / 100.0F,
        .reduced_motion = settings->reduced_motion ||
                          app->platform->prefers_reduced_motion(app->platform->context),
        .event = *event,
    };
}

static Shell shell_of(App *app, int64_t now_ms)
{
    return (Shell){.ui = app->ui, .model = app->model, .nav = &app->nav, .now_ms = now_ms};
}

/* True for events that come from a person, and for the return to the app. */
static bool is_touch(const InputEvent *event)
{
    return event->kind != INPUT_NONE && event->kind != INPUT_RESIZE &&
           event->kind != INPUT_BACKGROUND && event->kind != INPUT_QUIT;
}

/* One pass: the current screen, then the navigation it asked for. A new screen is laid out at once,
 * so that what is drawn is never a screen that is gone. */
static int64_t pass(App *app, const InputEvent *event, int64_t now_ms)
{
    static const InputEvent nothing = {.kind = INPUT_NONE};
    Shell shell = shell_of(app, now_ms);
    int64_t next = INT64_MAX;
    const int64_t rest_ms = model_rest(app->model, is_touch(event), now_ms);
    for (bool again = true; again && !app->nav.quit;) {
        const UiFrame frame = frame_of(app, event, now_ms);
        NavEntry *top = nav_top(&app->nav);
        ui_begin(app->ui, &frame, &app->list);
        top->screen->frame(&shell, top->state);
        next = ui_end(app->ui);
        again = nav_apply(&app->nav, &shell);
        if (again) {
            ui_reset(app->ui);
            event = &nothing;
        }
    }
    return rest_ms < next ? rest_ms : next;
}

static void first_screen(App *app)
{
    const Model *model = app->model;
    Shell shell = shell_of(app, app->platform->now_ms(app->platform->context));
    if (model->log != LOG_READY) {
        nav_reset(&app->nav, &screen_log_state, NULL, 0);
    } else if (!model->settings.safety_read) {
        nav_reset(&app->nav, &screen_safety, NULL, 0);
    } else {
        screen_home(&shell);
    }
    (void)nav_apply(&app->nav, &shell);
}

SfError app_create(App **out, const Platform *platform, const AppOptions *options, SfErrorInfo *err)
{
    *out = NULL;
    App *app = sf_alloc(sizeof(*app));
    if (app == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    app->platform = platform;
    app->viewport = options->viewport;
    app->theme = options->theme;
    app->ui = ui_create(platform->text);
    SfError error = app->ui != NULL ? SF_OK : sf_fail(err, SF_E_NOMEM, "out of memory");
    if (error == SF_OK) {
        error = model_create(&app->model, platform, &options->model, err);
    }
    if (error != SF_OK) {
        app_destroy(app);
        return error;
    }
    first_screen(app);
    *out = app;
    return SF_OK;
}

void app_destroy(App *app)
{
    if (app == NULL) {
        return;
    }
    if (app->model != NULL) {
        if (app->model->session != NULL) {
            session_save(app->model->session);
        }
        Shell shell = shell_of(app, app->platform->now_ms(app->platform->context));
        nav_clear(&app->nav, &shell);
    }
    model_destroy(app->model);
    ui_destroy(app->ui);
    draw_deinit(&app->list);
    sf_free(app);
}

static bool runs(const Model *model)
{
    return model->session != NULL && session_player(model->session)->state != PLAYER_IDLE;
}

void app_event(App *app, const InputEvent *event)
{
    const int64_t now_ms = app->platform->now_ms(app->platform->context);
    if (event->kind == INPUT_QUIT) {
        nav_quit(&app->nav);
    }
    if ((event->kind == INPUT_QUIT || event->kind == INPUT_BACKGROUND) && runs(app->model)) {
        session_save(app->model->session);
    }
    if (!app->nav.quit) {
        (void)pass(app, event, now_ms);
    }
}

/* The notice is at the top of the page, which may be scrolled away, and its button is below it. */
void app_show_notice(App *app)
{
    static const InputEvent nothing = {.kind = INPUT_NONE};
    (void)pass(app, &nothing, app->platform->now_ms(app->platform->context));
    int32_t count = 0;
    const UiNode *nodes = ui_nodes(app->ui, &count);
    for (int32_t i = 1; i < count; i++) {
        if (strcmp(nodes[i].key, "notice-ok") == 0) {
            (void)ui_reveal(app->ui, nodes[i - 1].id);
            return;
        }
    }
}

void app_file(App *app, const SourceFile *file)
{
    model_take_log(app->model, file);
    app_show_notice(app);
}

void app_go(App *app, AppPlace place)
{
    static const InputEvent nothing = {.kind = INPUT_NONE};
    const Model *model = app->model;
    if (model->session != NULL || !model->settings.safety_read) {
        return;
    }
    const int64_t now_ms = app->platform->now_ms(app->platform->context);
    Shell shell = shell_of(app, now_ms);
    nav_reset(&app->nav, &screen_today, NULL, 0);
    switch (place) {
    case APP_TODAY:
        break;
    case APP_BRUSHING:
        screen_begin_brushing(&shell);
        break;
    case APP_PROGRAMS:
        nav_push(&app->nav, &screen_programs, NULL, 0);
        if (model->faults.errors > 0) {
            nav_push(&app->nav, &screen_problems, NULL, 0);
        }
        break;
    }
    (void)nav_apply(&app->nav, &shell);
    ui_reset(app->ui);
    (void)pass(app, &nothing, now_ms);
}

void app_resize(App *app, const Viewport *viewport)
{
    app->viewport = *viewport;
}

int64_t app_frame(App *app, int64_t now_ms)
{
    static const InputEvent nothing = {.kind = INPUT_NONE};
    int64_t session_next = INT64_MAX;
    if (runs(app->model) && !session_ended(app->model->session)) {
        session_next = session_frame(app->model->session, now_ms);
    }
    if (app->nav.quit) {
        return INT64_MAX;
    }
    const int64_t ui_next = pass(app, &nothing, now_ms);
    return session_next < ui_next ? session_next : ui_next;
}

const DrawList *app_list(const App *app)
{
    return &app->list;
}

const UiNode *app_nodes(const App *app, int32_t *count)
{
    return ui_nodes(app->ui, count);
}

bool app_reveal(App *app, UiId id)
{
    return ui_reveal(app->ui, id);
}

bool app_focus(App *app, UiId id)
{
    return ui_focus(app->ui, id);
}

const char *app_screen(const App *app)
{
    return app->nav.depth > 0 ? app->nav.stack[app->nav.depth - 1].screen->name : "";
}

bool app_wants_text(const App *app)
{
    return ui_wants_text(app->ui);
}

int64_t app_ready_ms(const App *app)
{
    return ui_ready_ms(app->ui);
}

int32_t app_backs(const App *app)
{
    if (!ui_wants_back(app->ui)) {
        return 0;
    }
    return app->nav.depth > 1 ? app->nav.depth - 1 : 1;
}

uint32_t app_edits(const App *app)
{
    return ui_edits(app->ui);
}

size_t app_caret(const App *app)
{
    return ui_caret(app->ui);
}

bool app_wants_quit(const App *app)
{
    return app->nav.quit;
}

Model *app_model(App *app)
{
    return app->model;
}

void app_on_heard(App *app, SessionHeard heard, void *context)
{
    app->model->heard = heard;
    app->model->heard_context = context;
    if (app->model->session != NULL) {
        session_on_heard(app->model->session, heard, context);
    }
}
