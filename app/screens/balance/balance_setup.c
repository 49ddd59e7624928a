/* SPDX-License-Identifier: MIT */
/* The set-up page of a test: how to stand, and the choice of legs, eyes, floor, phone and longest
 * try. The choices are kept for the next time. */
#include "balance_start.h"
#include "balance_telling.h"
#include "shared/figure_view.h"
#include "surefoot/vocabulary.h"

#define MS_PER_S 1000

static const int32_t caps_s[] = {30, 45, 60};

/* Where the phone may be; the last place needs a sensor. */
static const struct {
    StopBy stop;
    Word choice;
    Word how;
    Word end;
} places[] = {
    {STOP_THUMB, WORD_SETUP_PLACE_THUMB, WORD_SETUP_THUMB, WORD_SETUP_STOP},
    {STOP_SHELF, WORD_SETUP_PLACE_SHELF, WORD_SETUP_SHELF, WORD_SETUP_STOP},
    {STOP_WAIST, WORD_SETUP_PLACE_WAIST, WORD_SETUP_WAIST, WORD_SETUP_STOP_WAIST},
};
#define PLACES ((int32_t)SF_COUNT(places))

typedef enum Legs { LEGS_BOTH, LEGS_LEFT, LEGS_RIGHT, LEGS_CHOICES } Legs;

typedef struct SetupState {
    const Routine *open;
    const Routine *closed;
    Unlock unlocks[LEGS];
    int32_t legs;  /* of Legs */
    int32_t first; /* 0 left, 1 right */
    int32_t eyes;  /* of Eyes */
    int32_t place; /* of places */
    int32_t place_count;
    int32_t surface;
    int32_t cap;
} SetupState;

static void enter(Shell *shell, void *memory, const void *args)
{
    SetupState *state = memory;
    Model *model = shell->model;
    const Settings *settings = &model->settings;
    const Program *program = NULL;
    state->open = balance_routine(shell, BALANCE_OPEN, &program);
    state->closed = balance_routine(shell, BALANCE_CLOSED, &program);
    for (int32_t i = 0; i < LEGS; i++) {
        state->unlocks[i] = balance_unlock(&model->history, leg_at(i), model_day(model));
    }
    if (state->open != NULL) {
        state->first = model_profile(model, program, state->open).last_first == SIDE_LEFT ? 1 : 0;
    }
    const Platform *platform = model->platform;
    state->place_count = platform->motion_there(platform->context) ? PLACES : PLACES - 1;
    for (int32_t i = 0; i < state->place_count; i++) {
        state->place = model_stance_place(model) == places[i].stop ? i : state->place;
    }
    state->surface = (int32_t)settings->stance_surface;
    for (int32_t i = 0; i < (int32_t)SF_COUNT(caps_s); i++) {
        state->cap = settings->balance_cap_s == caps_s[i] ? i : state->cap;
    }
    if (args != NULL) {
        const SetupArgs *given = args;
        state->eyes = (int32_t)given->eyes;
        state->surface = (int32_t)given->surface;
    }
}

static bool unlocked(const SetupState *state)
{
    return state->closed != NULL && (state->unlocks[0].open || state->unlocks[1].open);
}

/* The legs of the test: with closed eyes only legs that are ready for it. */
static Legs legs_of(const SetupState *state)
{
    if (state->eyes == EYES_CLOSED && state->unlocks[0].open != state->unlocks[1].open) {
        return state->unlocks[0].open ? LEGS_LEFT : LEGS_RIGHT;
    }
    return (Legs)state->legs;
}

static Side first_of(const SetupState *state)
{
    switch (legs_of(state)) {
    case LEGS_LEFT:
        return SIDE_LEFT;
    case LEGS_RIGHT:
        return SIDE_RIGHT;
    case LEGS_BOTH:
    case LEGS_CHOICES:
        break;
    }
    return state->first == 0 ? SIDE_LEFT : SIDE_RIGHT;
}

static Word legs_word(const SetupState *state)
{
    const bool left = first_of(state) == SIDE_LEFT;
    if (legs_of(state) == LEGS_BOTH) {
        return left ? WORD_SETUP_LEFT_FIRST : WORD_SETUP_RIGHT_FIRST;
    }
    return left ? WORD_SETUP_LEFT_ONLY : WORD_SETUP_RIGHT_ONLY;
}

static Protocol chosen(const SetupState *state)
{
    return (Protocol){.eyes = (Eyes)state->eyes,
                      .surface = (StanceSurface)state->surface,
                      .stop = places[state->place].stop,
                      .cap_ms = caps_s[state->cap] * MS_PER_S};
}

/* ---- how to stand --------------------------------------------------------------------------- */

static void how(Shell *shell, const SetupState *state)
{
    Ui *ui = shell->ui;
    const Figure *figure = figure_of_routine(shell, state->open);
    if (figure != NULL) {
        const Rect place = ui_next(ui, ui_px(ui, SIZE_FIGURE_MIN));
        ui_describe(ui, ROLE_IMAGE, "figure", place, figure->shows, side_words[first_of(state)]);
        figure_thumbnail(shell, place, figure, first_of(state));
    }
    const bool closed = state->eyes == EYES_CLOSED;
    const Word steps[] = {
        state->surface == SURFACE_FIRM ? WORD_SETUP_BAREFOOT : WORD_SETUP_SOFT,
        places[state->place].how,
        WORD_SETUP_LOOK,
        WORD_SETUP_LIFT,
        WORD_SETUP_CLOSED,
        places[state->place].end,
    };
    int32_t number = 0;
    for (size_t i = 0; i < SF_COUNT(steps); i++) {
        if (closed || steps[i] != WORD_SETUP_CLOSED) {
            page_item(shell, ++number, word(steps[i]));
        }
    }
}

/* ---- choices -------------------------------------------------------------------------------- */

static bool two(Ui *ui, const char *key, Word label, Word left, Word right, int32_t *chosen)
{
    const char *const options[] = {word(left), word(right)};
    return ui_choice(ui, key, word(label), options, (int32_t)SF_COUNT(options), chosen);
}

static void choose_legs(Ui *ui, SetupState *state)
{
    if (legs_of(state) != (Legs)state->legs || (state->eyes == EYES_CLOSED && !unlocked(state))) {
        return;
    }
    const char *const options[] = {word(WORD_SETUP_BOTH), word(WORD_LEFT), word(WORD_RIGHT)};
    (void)ui_choice(ui, "legs", word(WORD_SETUP_LEGS), options, LEGS_CHOICES, &state->legs);
    if (state->legs == LEGS_BOTH) {
        (void)two(ui, "first", WORD_SETUP_FIRST, WORD_LEFT, WORD_RIGHT, &state->first);
    }
}

static void choose_eyes(Shell *shell, SetupState *state)
{
    Ui *ui = shell->ui;
    if (unlocked(state)) {
        (void)two(ui, "eyes", WORD_SETUP_EYES, WORD_SETUP_EYES_OPEN, WORD_SETUP_EYES_CLOSED,
                  &state->eyes);
    }
    show_unlocks(shell, state->unlocks);
}

static void keep(Shell *shell, const SetupState *state)
{
    Settings settings = shell->model->settings;
    settings.stance_place = places[state->place].stop;
    settings.stance_surface = (StanceSurface)state->surface;
    settings.balance_cap_s = caps_s[state->cap];
    model_settings(shell->model, &settings);
}

static bool choose_place(Ui *ui, SetupState *state)
{
    const char *options[PLACES];
    for (int32_t i = 0; i < PLACES; i++) {
        options[i] = word(places[i].choice);
    }
    return ui_choice(ui, "place", word(WORD_SETUP_PLACE), options, state->place_count,
                     &state->place);
}

static void choices(Shell *shell, SetupState *state)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "choices");
    choose_legs(ui, state);
    bool changed = choose_place(ui, state);
    changed |= two(ui, "surface", WORD_SETUP_SURFACE, WORD_SETUP_SURFACE_FIRM,
                   WORD_SETUP_SURFACE_SOFT, &state->surface);
    const char *options[SF_COUNT(caps_s)];
    for (size_t i = 0; i < SF_COUNT(caps_s); i++) {
        options[i] = say(shell, WORD_BALANCE_S_WHOLE, (int)caps_s[i]);
    }
    changed |=
        ui_choice(ui, "cap", word(WORD_SETUP_CAP), options, (int32_t)SF_COUNT(caps_s), &state->cap);
    choose_eyes(shell, state);
    ui_space(ui, SPACE_XS);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_SETUP_APART));
    ui_card_end(ui);
    if (changed) {
        keep(shell, state);
    }
}

/* ---- the page ------------------------------------------------------------------------------- */

static void start(Shell *shell, const SetupState *state)
{
    const bool closed = state->eyes == EYES_CLOSED;
    const char *id = closed ? BALANCE_CLOSED : BALANCE_OPEN;
    const Program *program = NULL;
    const Routine *routine = balance_routine(shell, id, &program);
    if (routine == NULL) {
        model_notice(shell->model, "%s", word(WORD_BALANCE_PROGRAM_MISSING));
        return;
    }
    static const Sides sides[LEGS_CHOICES] = {SIDES_NONE, SIDES_LEFT, SIDES_RIGHT};
    const Protocol protocol = chosen(state);
    Profile profile = model_profile(shell->model, program, routine);
    profile.stance = (StanceSetup){.surface = protocol.surface,
                                   .stop = protocol.stop,
                                   .cap_ms = protocol.cap_ms,
                                   .sides = sides[legs_of(state)]};
    /* The routine begins with the leg that was not first last time. */
    profile.last_first = first_of(state) == SIDE_LEFT ? SIDE_RIGHT : SIDE_LEFT;
    balance_play(shell, id, &profile);
}

static void frame(Shell *shell, void *memory)
{
    SetupState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_SETUP_TITLE), true);
    Rect second = {0};
    const bool split = page_split(shell, &page, &second);
    const bool go = page_footer(shell, &page, "start", word(WORD_START));
    ui_scroll_begin(ui, "setup", page, SPACE_M);
    page_notice(shell);
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT,
            say(shell, WORD_SETUP_SUMMARY, word(legs_word(state)),
                tell_protocol(shell, chosen(state), true)));
    how(shell, state);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "choices", second, SPACE_M);
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_SETUP_CHOICES));
    } else {
        page_heading(shell, word(WORD_SETUP_CHOICES));
    }
    choices(shell, state);
    ui_scroll_end(ui);
    if (go) {
        start(shell, state);
    }
}

const Screen screen_balance_setup = {
    .name = "balance_setup",
    .state_size = sizeof(SetupState),
    .enter = enter,
    .frame = frame,
};
