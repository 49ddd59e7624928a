/* SPDX-License-Identifier: MIT */
/* Today: what is due, the streak, and one big start. */
#include "figure_view.h"
#include "telling.h"

#define DOT_DP 32.0F

typedef struct TodayState {
    const Routine *routine; /* whose length was worked out */
    int64_t total_ms;
    bool about;
    Day day;
} TodayState;

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    model_refresh(shell->model);
    ((TodayState *)memory)->day = model_day(shell->model);
}

/* Compiling tells the length; once per visit is enough. */
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
        if (due->routine->times_per_week == STREAK_WEEK) {
            return word(WORD_STATE_DAILY);
        }
        return due->routine->times_per_week > 0
                   ? say(shell, WORD_STATE_WEEK, due->week_done, due->routine->times_per_week)
                   : due->routine->summary;
    case DUE_DONE:
        return word(WORD_STATE_DONE);
    case DUE_RESTING:
    case DUE_HELD:
        break;
    }
    return tell_reason(due->reason);
}

/* True if the best routine is what the day is about: due, or part of the week's target. One that is
 * only there when asked for leads where nothing has a target, and not after something was done. */
static bool has_lead(const Today *today)
{
    if (today->due_count == 0 || today->due[0].state == DUE_NOW) {
        return today->due_count > 0;
    }
    bool targets = false;
    bool done = false;
    for (int32_t i = 0; i < today->due_count; i++) {
        targets = targets || today->due[i].routine->times_per_week > 0;
        done = done || today->due[i].state == DUE_DONE;
    }
    const bool wanted = today->due[0].routine->times_per_week > 0 || (!targets && !done);
    return today->due[0].state == DUE_OPEN && wanted && !today->flare;
}

static void open_routine(Shell *shell, const DueRoutine *due)
{
    const RoutineArgs args = {due->program, due->routine};
    nav_push(shell->nav, &screen_routine, &args, sizeof(args));
}

static void start_card(Shell *shell, TodayState *state)
{
    Ui *ui = shell->ui;
    const DueRoutine *due = &shell->model->today.due[0];
    ui_card_begin(ui, "due");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, due->routine->title);
    const char *length = length_of(shell, state, due);
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            due->routine->times_per_week > 0
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

static void message_card(Ui *ui, Word title, Word text)
{
    ui_card_begin(ui, "message");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, word(title));
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(text));
    ui_card_end(ui);
}

static void main_card(Shell *shell, TodayState *state)
{
    Ui *ui = shell->ui;
    const Today *today = &shell->model->today;
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
    if (today->flare) {
        message_card(ui, WORD_TODAY_FLARE, WORD_TODAY_FLARE_TEXT);
    }
    if (has_lead(today)) {
        start_card(shell, state);
        return;
    }
    bool done = false;
    for (int32_t i = 0; i < today->due_count; i++) {
        done = done || today->due[i].state == DUE_DONE;
    }
    if (!today->flare) {
        message_card(ui, done ? WORD_TODAY_ALL_DONE : WORD_TODAY_NOTHING,
                     done ? WORD_TODAY_ALL_DONE_TEXT : WORD_TODAY_NOTHING_TEXT);
    }
}

/* A day as a mark that differs by shape and by colour. */
static void day_mark(Ui *ui, Rect cell, DayMark mark)
{
    const float radius = ui_px(ui, DOT_DP) / 2;
    const Rect dot = {cell.x + cell.w / 2 - radius, cell.y, radius * 2, radius * 2};
    switch (mark) {
    case MARK_TRAINED:
        draw_rect(ui_list(ui), dot, radius, ui_color(ui, COLOR_ACCENT));
        ui_icon(ui, ui_inset(dot, radius / 2), ICON_CHECK, COLOR_ON_ACCENT);
        return;
    case MARK_REST:
    case MARK_PROTECTED:
    case MARK_AWAY:
    case MARK_GRACE:
        draw_rect(ui_list(ui),
                  (Rect){dot.x + radius / 2, dot.y + radius * 0.75F, radius, radius / 2},
                  radius / 4, ui_color(ui, COLOR_REST));
        return;
    case MARK_OPEN:
        draw_border(ui_list(ui), dot, radius, ui_px(ui, SIZE_FOCUS), ui_color(ui, COLOR_ACCENT));
        return;
    case MARK_MISSED:
        draw_border(ui_list(ui), dot, radius, ui_px(ui, SIZE_HAIRLINE),
                    ui_color(ui, COLOR_OUTLINE));
        return;
    case MARK_BEFORE:
        draw_rect(ui_list(ui), ui_inset(dot, radius * 0.8F), radius * 0.2F,
                  ui_color(ui, COLOR_LINE));
        return;
    }
}

static const char *streak_text(Shell *shell, const Streak *streak)
{
    if (streak->days == 0) {
        return word(WORD_STREAK_START);
    }
    const char *days =
        streak->days == 1 ? word(WORD_STREAK_DAYS_ONE) : say(shell, WORD_STREAK_DAYS, streak->days);
    if (streak->grace_used > 0) {
        days =
            ui_format(shell->ui, "%s, %s", days, say(shell, WORD_STREAK_GRACE, streak->grace_used));
    }
    return days;
}

static void streak_card(Shell *shell)
{
    Ui *ui = shell->ui;
    const Streak *streak = &shell->model->today.streak;
    ui_card_begin(ui, "streak");
    const char *text = streak_text(shell, streak);
    if (streak->week_target > 0) {
        text = ui_format(ui, "%s · %s", text,
                         say(shell, WORD_STREAK_WEEK_OF, streak->week_done, streak->week_target));
    }
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, text);
    const float label = ui_text_height(ui, TEXT_SMALL, ui_column_width(ui), "M");
    Rect row = ui_next(ui, ui_px(ui, DOT_DP + SPACE_XS) + label);
    const float width = row.w / STREAK_WEEK;
    const char *letters = word(WORD_WEEKDAYS);
    for (int32_t i = 0; i < STREAK_WEEK; i++) {
        Rect cell = ui_cut_left(&row, width);
        Rect letter = ui_cut_bottom(&cell, label);
        day_mark(ui, cell, streak->week[i]);
        (void)ui_text_in(ui, letter, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER, 1,
                         ui_format(ui, "%c", letters[i]));
    }
    ui_card_end(ui);
}

static void others(Shell *shell)
{
    Ui *ui = shell->ui;
    const Today *today = &shell->model->today;
    const int32_t first = has_lead(today) ? 1 : 0;
    if (today->due_count <= first) {
        return;
    }
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_TODAY_MORE));
    for (int32_t i = first; i < today->due_count; i++) {
        const DueRoutine *due = &today->due[i];
        ui_push_id(ui, due->program->id);
        if (ui_row_item(ui, due->routine->id, due->routine->title, state_text(shell, due), NULL)) {
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
    if (model->faults.errors > 0 &&
        ui_row_item(ui, "problems", word(WORD_TODAY_PROBLEMS), NULL, NULL)) {
        nav_push(shell->nav, &screen_problems, NULL, 0);
    }
}

static Rect header(Shell *shell, Day day)
{
    Ui *ui = shell->ui;
    const Viewport *viewport = &ui_frame(ui)->viewport;
    draw_rect(ui_list(ui), (Rect){0, 0, (float)viewport->width, (float)viewport->height}, 0,
              ui_color(ui, COLOR_PAGE));
    Rect page = ui_centered(ui, ui_safe(ui), page_width(ui));
    const float small = ui_text_height(ui, TEXT_SMALL, page.w, "M");
    const float title = ui_text_height(ui, TEXT_DISPLAY, page.w, "M");
    Rect bar = ui_cut_top(&page, small + title + ui_px(ui, SPACE_L));
    bar = ui_inset(bar, ui_px(ui, SPACE_M));
    bar.h += ui_px(ui, SPACE_S);
    Rect settings = ui_cut_right(&bar, ui_px(ui, SIZE_TARGET));
    settings.h = ui_px(ui, SIZE_TARGET);
    if (ui_icon_button(ui, "settings", settings, ICON_SETTINGS, word(WORD_SETTINGS_TITLE))) {
        nav_push(shell->nav, &screen_settings, NULL, 0);
    }
    (void)ui_text_in(ui, ui_cut_top(&bar, small), TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT, 1,
                     tell_date(shell, day));
    (void)ui_text_in(ui, ui_cut_top(&bar, title), TEXT_DISPLAY, COLOR_TEXT, ALIGN_LEFT, 1,
                     word(WORD_TODAY_TITLE));
    return page;
}

static void frame(Shell *shell, void *memory)
{
    TodayState *state = memory;
    Ui *ui = shell->ui;
    const Day day = model_day(shell->model);
    if (day != state->day) {
        state->day = day;
        model_refresh(shell->model);
    }
    Rect page = header(shell, day);
    Rect more;
    const bool split = page_split(shell, &page, &more);
    ui_scroll_begin(ui, "today", page, SPACE_M);
    page_notice(shell);
    if (shell->model->log != LOG_READY) {
        ui_text(ui, TEXT_BODY, COLOR_CARE, word(WORD_TODAY_UNKEPT));
    }
    if (shell->model->today.ask_morning &&
        ui_row_item(ui, "knees", word(WORD_TODAY_KNEES), word(WORD_TODAY_KNEES_DETAIL), NULL)) {
        nav_push(shell->nav, &screen_knees, NULL, 0);
    }
    main_card(shell, state);
    if (shell->model->today.program_count > 0) {
        streak_card(shell);
    }
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "more", more, SPACE_M);
    }
    others(shell);
    links(shell);
    ui_scroll_end(ui);
}

const Screen screen_today = {
    .name = "today",
    .state_size = sizeof(TodayState),
    .enter = enter,
    .frame = frame,
};
