/* SPDX-License-Identifier: MIT */
/* Today: what is due, the streak, and one big start. */
#include "balance/brush.h"
#include "flag_card.h"
#include "shared/day_mark.h"
#include "shared/figure_view.h"
#include "shared/telling.h"

#include <math.h>

#define TITLE_MIN 140.0F /* at 100 %: a picture that leaves less for the text is left out */
#define TITLE_MOST 1.5F  /* of the picture's height: a higher title gets the whole width */
#define ANSWER_DP 130.0F /* least width of one of two answers side by side */
#define RECENT_DAYS 14   /* older mornings are not compared with this one */

typedef struct TodayState {
    const Routine *routine; /* the routine that total_ms belongs to */
    int64_t total_ms;
    bool about;
    Day day;
    NextDue next;
    uint32_t looked; /* the reading of the log that `next` was computed from; 0 none */
    Brushing brushing;
} TodayState;

static void read_day(Shell *shell, TodayState *state)
{
    state->day = model_day(shell->model);
    (void)brushing_compute(&state->brushing, &shell->model->history, state->day);
}

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    TodayState *state = memory;
    model_refresh(shell->model);
    read_day(shell, state);
}

/* Computes what is due next. Each day ahead costs a computation over the log, so this happens only
 * after a new reading. */
static void look_ahead(const Shell *shell, TodayState *state)
{
    if (state->looked != shell->model->readings) {
        state->looked = shell->model->readings;
        state->next = model_next_due(shell->model);
    }
}

/* The length of a routine as text. It has to be compiled for that, once in each visit. */
static const char *length_of(Shell *shell, TodayState *state, const DueRoutine *due)
{
    if (state->routine != due->routine) {
        Timeline timeline;
        const Profile profile = model_profile(shell->model, due->program, due->routine);
        state->routine = due->routine;
        state->total_ms = 0;
        if (timeline_compile(&timeline, &shell->model->library, due->program, due->routine,
                             &profile, NULL) == SF_OK) {
            state->total_ms = timeline.total_ms;
            state->about = timeline.about;
            timeline_deinit(&timeline);
        }
    }
    return say_length(shell, state->total_ms, state->about);
}

static const char *state_text(Shell *shell, const DueRoutine *due)
{
    switch (due->state) {
    case DUE_NOW:
    case DUE_OPEN:
        if (routine_times(due->routine) == STREAK_WEEK) {
            return word(WORD_STATE_DAILY);
        }
        return routine_times(due->routine) > 0
                   ? say(shell, WORD_STATE_WEEK, due->week_done, (int)routine_times(due->routine))
                   : due->routine->summary;
    case DUE_DONE:
        return word(WORD_STATE_DONE);
    case DUE_RESTING:
    case DUE_HELD:
        break;
    }
    return tell_reason(due->reason);
}

static void open_routine(Shell *shell, const DueRoutine *due)
{
    const RoutineArgs args = {due->program, due->routine};
    nav_push(shell->nav, &screen_routine, &args, sizeof(args));
}

/* The title and its line, beside the figure of the first exercise if there is room. */
static void start_title(Shell *shell, const DueRoutine *due, const char *line)
{
    Ui *ui = shell->ui;
    const Figure *figure = figure_of_routine(shell, due->routine);
    const float side = ui_px(ui, SIZE_PICTURE);
    const float gap = ui_px(ui, SPACE_M);
    const float width = ui_column_width(ui) - side - gap;
    const float title_h = ui_text_height(ui, TEXT_TITLE, width, due->routine->title);
    const float line_h = ui_text_height(ui, TEXT_BODY, width, line);
    if (figure == NULL || width < ui_px(ui, TITLE_MIN * ui_frame(ui)->text_scale) ||
        title_h + line_h > side * TITLE_MOST) {
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, due->routine->title);
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, line);
        return;
    }
    Rect place = ui_next(ui, fmaxf(side, title_h + line_h));
    Rect picture = ui_cut_left(&place, side);
    picture.h = side;
    figure_tile(shell, picture, figure);
    (void)ui_cut_left(&place, gap);
    place.y += fmaxf(0.0F, (place.h - title_h - line_h) / 2.0F);
    place.h = title_h + line_h;
    (void)ui_text_in(ui, ui_cut_top(&place, title_h), TEXT_TITLE, COLOR_TEXT, ALIGN_LEFT, INT32_MAX,
                     due->routine->title);
    (void)ui_text_in(ui, place, TEXT_BODY, COLOR_TEXT_SOFT, ALIGN_LEFT, INT32_MAX, line);
}

static void start_card(Shell *shell, TodayState *state)
{
    Ui *ui = shell->ui;
    const DueRoutine *due = &shell->model->today.due[0];
    const StageNow *stage = today_stage(&shell->model->today, due->program);
    ui_card_begin(ui, "due");
    if (stage != NULL) {
        ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, tell_stage(shell, stage));
    }
    const char *length = length_of(shell, state, due);
    start_title(shell, due,
                routine_times(due->routine) > 0
                    ? ui_format(ui, "%s · %s", length, state_text(shell, due))
                    : length);
    if (due->routine->summary != NULL) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT, due->routine->summary);
    }
    ui_space(ui, SPACE_S);
    if (ui_button(ui, "start", word(WORD_START), BUTTON_PRIMARY)) {
        open_routine(shell, due);
    }
    ui_card_end(ui);
}

static void message_card(Shell *shell, TodayState *state, Word title, const char *text)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "message");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(title));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, text);
    look_ahead(shell, state);
    if (state->next.routine != NULL && state->next.day > state->day) {
        ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT,
                say(shell, WORD_TODAY_NEXT, tell_coming(state->next.day, state->day),
                    state->next.routine->title));
    }
    ui_card_end(ui);
}

/* The card for a day marked as sick, away or resting: nothing is due today. */
static void away_card(Shell *shell, TodayState *state)
{
    Ui *ui = shell->ui;
    SfErrorInfo err = {0};
    ui_card_begin(ui, "away");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, day_status_text(shell->model->today.mark.status));
    if (day_marked(shell, &err)) {
        if (err.text[0] != '\0') {
            model_notice(shell->model, "%s", err.text);
        }
        read_day(shell, state);
    }
    ui_card_end(ui);
}

static void main_card(Shell *shell, TodayState *state)
{
    Ui *ui = shell->ui;
    const Today *today = &shell->model->today;
    if (today_locked(today)) {
        flag_card(shell);
        return;
    }
    if (today->marked) {
        away_card(shell, state);
        return;
    }
    if (today->program_count == 0) {
        ui_card_begin(ui, "welcome");
        ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(WORD_TODAY_WELCOME));
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_TODAY_WELCOME_TEXT));
        ui_space(ui, SPACE_S);
        if (ui_button(ui, "choose", word(WORD_TODAY_CHOOSE), BUTTON_PRIMARY)) {
            nav_push(shell->nav, &screen_programs, NULL, 0);
        }
        ui_card_end(ui);
        return;
    }
    const bool sore = today->sore.why != SORE_NOT;
    if (sore) {
        message_card(shell, state, WORD_TODAY_FLARE,
                     say(shell, WORD_TODAY_FLARE_TEXT, tell_sore(shell, &today->sore)));
    }
    if (today->lead != LEAD_NONE) {
        if (today->returning && !sore) {
            ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_TODAY_RETURN));
            ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_TODAY_RETURN_TEXT));
        }
        start_card(shell, state);
        return;
    }
    bool done = false;
    for (int32_t i = 0; i < today->due_count; i++) {
        done = done || today->due[i].state == DUE_DONE;
    }
    if (!sore) {
        message_card(shell, state, done ? WORD_TODAY_ALL_DONE : WORD_TODAY_NOTHING,
                     word(done ? WORD_TODAY_ALL_DONE_TEXT : WORD_TODAY_NOTHING_TEXT));
    }
}

static void streak_card(Shell *shell)
{
    Ui *ui = shell->ui;
    const Streak *streak = &shell->model->today.streak;
    ui_card_begin(ui, "streak");
    const char *text = day_streak_text(shell, streak);
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, text);
    const float label = ui_text_height(ui, TEXT_SMALL, ui_column_width(ui), "M");
    Rect row = ui_next(ui, ui_px(ui, SIZE_MARK + SPACE_XS) + label);
    (void)ui_cut_right(&row, ui_px(ui, SPACE_M)); /* the arrow at the right */
    const float width = row.w / STREAK_WEEK;
    const char *letters = word(WORD_WEEKDAYS);
    for (int32_t i = 0; i < STREAK_WEEK; i++) {
        Rect cell = ui_cut_left(&row, width);
        Rect letter = ui_cut_bottom(&cell, label);
        day_mark(ui, cell, streak->week[i]);
        ui_draw_text(ui, letter, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER,
                     ui_format(ui, "%c", letters[i]));
    }
    if (ui_card_end_button(ui, word(WORD_STREAK_OPEN), text)) {
        nav_push(shell->nav, &screen_streak, NULL, 0);
    }
}

/* ---- the morning after ---------------------------------------------------------------------- */

/* The last pain level of a knee on a morning before today; -1 if it is too old or there is none. */
static int32_t last_morning(const Model *model, Side knee, Day today)
{
    for (int32_t i = model->history.pain_count; i-- > 0;) {
        const HistoryPain *pain = &model->history.pains[i];
        if (pain->knee == knee && pain->moment == PAIN_MORNING && pain->day < today) {
            return today - pain->day <= RECENT_DAYS ? pain->level : -1;
        }
    }
    return -1;
}

static void keep_morning(Shell *shell, int32_t left, int32_t right)
{
    Model *model = shell->model;
    const Side knees[] = {SIDE_LEFT, SIDE_RIGHT};
    const int32_t levels[] = {left, right};
    Fact facts[2];
    for (int32_t i = 0; i < 2; i++) {
        facts[i] = model_fact(model, FACT_PAIN);
        facts[i].body.pain =
            (PainFact){.knee = knees[i], .moment = PAIN_MORNING, .level = levels[i]};
    }
    SfErrorInfo err = {0};
    if (model_add(model, facts, 2, say(shell, WORD_MORNING_SAVED, (int)left, (int)right), &err) !=
        SF_OK) {
        model_notice(model, "%s", err.text);
    }
}

/* Asks how the knees are this morning. One tap is enough if nothing hurts or nothing changed,
 * because both give a sure number; anything else is answered on the scale. */
static void morning_card(Shell *shell, Day day)
{
    Ui *ui = shell->ui;
    const int32_t left = last_morning(shell->model, SIDE_LEFT, day);
    const int32_t right = last_morning(shell->model, SIDE_RIGHT, day);
    ui_card_begin(ui, "morning");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_TODAY_KNEES));
    if (left >= 0 && right >= 0 && left + right > 0 &&
        ui_button(ui, "knees-same", say(shell, WORD_MORNING_SAME, (int)left, (int)right),
                  BUTTON_SECONDARY)) {
        keep_morning(shell, left, right);
    }
    ui_row_begin(ui, 2, ANSWER_DP);
    ui_row_next(ui);
    if (ui_button(ui, "knees-fine", word(WORD_MORNING_FINE), BUTTON_SECONDARY)) {
        keep_morning(shell, 0, 0);
    }
    ui_row_next(ui);
    if (ui_button(ui, "knees", word(WORD_MORNING_PAIN), BUTTON_SECONDARY)) {
        nav_push(shell->nav, &screen_knees, NULL, 0);
    }
    ui_row_end(ui);
    ui_card_end(ui);
}

static void others(Shell *shell)
{
    Ui *ui = shell->ui;
    const Today *today = &shell->model->today;
    const int32_t first = today->lead != LEAD_NONE ? 1 : 0;
    if (today->due_count <= first) {
        return;
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_TODAY_MORE));
    for (int32_t i = first; i < today->due_count; i++) {
        const DueRoutine *due = &today->due[i];
        ui_push_id(ui, due->program->id);
        if (figure_routine_row(shell, due->routine, state_text(shell, due))) {
            open_routine(shell, due);
        }
        ui_pop_id(ui);
    }
}

static void links(Shell *shell)
{
    Ui *ui = shell->ui;
    const Model *model = shell->model;
    if (!model->today.ask_morning &&
        ui_row_item(ui, "knees", word(WORD_TODAY_KNEES_LOG), NULL, NULL)) {
        nav_push(shell->nav, &screen_knees, NULL, 0);
    }
    if (ui_row_item(ui, "programs", word(WORD_TODAY_PROGRAMS), NULL, NULL)) {
        nav_push(shell->nav, &screen_programs, NULL, 0);
    }
    if (ui_row_item(ui, "library", word(WORD_PROGRAMS_LIBRARY), word(WORD_PROGRAMS_LIBRARY_DETAIL),
                    NULL)) {
        nav_push(shell->nav, &screen_library, NULL, 0);
    }
    const bool files = model->faults.errors > 0;
    if ((files || model->damaged > 0) &&
        ui_row_item(ui, "problems", word(files ? WORD_TODAY_PROBLEMS : WORD_TODAY_DAMAGED), NULL,
                    NULL)) {
        nav_push(shell->nav, &screen_problems, NULL, 0);
    }
}

static Rect header(Shell *shell, Day day)
{
    Ui *ui = shell->ui;
    draw_rect(ui_list(ui), ui_window(ui), 0, ui_color(ui, COLOR_PAGE));
    Rect page = ui_centered(ui, ui_safe(ui), page_width(ui));
    const float small = ui_text_height(ui, TEXT_SMALL, page.w, "M");
    const float title = ui_text_height(ui, TEXT_DISPLAY, page.w, "M");
    Rect bar = ui_cut_top(&page, small + title + ui_px(ui, SPACE_L));
    bar = ui_inset(bar, ui_px(ui, SPACE_M));
    bar.h += ui_px(ui, SPACE_S);
    Rect settings = ui_cut_right(&bar, ui_px(ui, SIZE_TARGET));
    settings.h = ui_px(ui, SIZE_TARGET);
    /* The icon is in line with the edge of the cards; the touch area reaches further. */
    settings.x += ui_px(ui, (SIZE_TARGET - SIZE_ICON) / 2.0F);
    if (ui_icon_button(ui, "settings", settings, ICON_SETTINGS, word(WORD_SETTINGS_TITLE))) {
        nav_push(shell->nav, &screen_settings, NULL, 0);
    }
    (void)ui_text_in(ui, ui_cut_top(&bar, small), TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT, 1,
                     tell_date(shell, day));
    (void)ui_text_in(ui, ui_cut_top(&bar, title), TEXT_DISPLAY, COLOR_TEXT, ALIGN_LEFT, 1,
                     word(WORD_TODAY_TITLE));
    return page;
}

/* The card about a new version. It is only on this page, so it never interrupts an exercise. */
static void version_card(Shell *shell)
{
    Ui *ui = shell->ui;
    const Platform *platform = shell->model->platform;
    if (!shell->model->version_waits || platform->renew == NULL) {
        return;
    }
    ui_card_begin(ui, "version");
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_NEW_VERSION));
    if (ui_button(ui, "version-now", word(WORD_NEW_VERSION_NOW), BUTTON_SECONDARY)) {
        shell->model->version_waits = false;
        platform->renew(platform->context);
    }
    if (ui_button(ui, "version-later", word(WORD_NEW_VERSION_LATER), BUTTON_QUIET)) {
        shell->model->version_waits = false;
    }
    ui_card_end(ui);
}

static void frame(Shell *shell, void *memory)
{
    TodayState *state = memory;
    Ui *ui = shell->ui;
    const Day day = model_day(shell->model);
    if (day != state->day) {
        model_refresh(shell->model);
        read_day(shell, state);
    }
    Rect page = header(shell, day);
    page_undo(shell, &page);
    Rect more;
    const bool split = page_split(shell, &page, &more);
    ui_scroll_begin(ui, "today", page, SPACE_M);
    page_notice(shell);
    version_card(shell);
    if (shell->model->log != LOG_READY) {
        ui_text(ui, TEXT_BODY, COLOR_CARE, word(WORD_TODAY_UNKEPT));
    }
    if (!split && shell->model->today.ask_morning) {
        morning_card(shell, day);
    }
    main_card(shell, state);
    if (shell->model->today.program_count > 0) {
        streak_card(shell);
    }
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "more", more, SPACE_M);
        if (shell->model->today.ask_morning) {
            morning_card(shell, day);
        }
    }
    if (!shell->model->today.marked || today_locked(&shell->model->today)) {
        brush_today(shell, &state->brushing);
        others(shell);
    }
    links(shell);
    ui_scroll_end(ui);
}

const Screen screen_today = {
    .name = "today",
    .state_size = sizeof(TodayState),
    .enter = enter,
    .frame = frame,
};
