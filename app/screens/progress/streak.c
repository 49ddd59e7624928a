/* SPDX-License-Identifier: MIT */
/* The streak day by day, and how it is counted; here a person marks days that do not count. Nothing
 * on this page blames anybody. */
#include "shared/day_mark.h"
#include "shared/telling.h"

#include <math.h>

#define WEEKS 5
#define DAYS (WEEKS * STREAK_WEEK)
#define LABEL_DP 52.0F /* room for "16 Nov" at the left of a week */
#define STAT_DP 120.0F
#define LEGEND_DP 150.0F
#define BUTTON_DP 70.0F
#define STEPPER_DP 220.0F
#define MONTH_LETTERS 3
#define MARKS_SHOWN 5 /* number of marks shown at first */
#define MARKS_MORE 20
#define BEFORE_DAYS 30 /* an absence may begin up to so many days ago, or in up to so many days */
#define LONGEST_DAYS 60

typedef struct StreakState {
    DayMark marks[DAYS]; /* Monday of the first week first */
    Day first;
    Day today;
    bool asking;
    int32_t what; /* 0 sick, 1 away */
    int32_t from; /* days from today */
    int32_t days;
    int32_t shown; /* of the marks */
    SfErrorInfo trouble;
} StreakState;

static void read_marks(Shell *shell, StreakState *state)
{
    const Model *model = shell->model;
    state->today = model_day(model);
    state->first = calendar_week_start(state->today) - (WEEKS - 1) * STREAK_WEEK;
    const DaySpan span = {state->first, state->first + DAYS - 1};
    if (today_marks(state->marks, &model->library, &model->history, &span, state->today) != SF_OK) {
        for (int32_t i = 0; i < DAYS; i++) {
            state->marks[i] = MARK_BEFORE;
        }
    }
}

static void enter(Shell *shell, void *memory, const void *args)
{
    (void)args;
    StreakState *state = memory;
    state->shown = MARKS_SHOWN;
    model_refresh(shell->model);
    read_marks(shell, state);
}

/* ---- numbers -------------------------------------------------------------------------------- */

static void stat(Shell *shell, Word label, const char *value)
{
    Ui *ui = shell->ui;
    ui_row_next(ui);
    ui_value(ui, TEXT_TITLE, COLOR_TEXT, ALIGN_CENTER, value);
    ui_text_aligned(ui, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER, word(label));
}

static void numbers(Shell *shell)
{
    Ui *ui = shell->ui;
    const Streak *streak = &shell->model->today.streak;
    ui_card_begin(ui, "numbers");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, day_streak_text(shell, streak));
    if (streak->week_target > 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
                say(shell, WORD_STREAK_WEEK_LONG, streak->week_done, streak->week_target));
    }
    ui_space(ui, SPACE_S);
    ui_row_begin(ui, 2, STAT_DP);
    stat(shell, WORD_STREAK_BEST, ui_format(ui, "%d", streak->best));
    stat(shell, WORD_STREAK_QUIET,
         streak->days_since_flare < 0 ? word(WORD_STREAK_NONE)
                                      : ui_format(ui, "%d", streak->days_since_flare));
    ui_row_end(ui);
    ui_space(ui, SPACE_S);
    ui_text(ui, TEXT_BODY_STRONG, COLOR_TEXT, word(WORD_STREAK_SCORE));
    ui_progress(ui, "score", word(WORD_STREAK_SCORE), ui_next(ui, ui_px(ui, SIZE_PROGRESS)),
                (float)streak->score, COLOR_ACCENT);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_STREAK_SCORE_TEXT));
    ui_card_end(ui);
}

/* ---- weeks ---------------------------------------------------------------------------------- */

/* "16 Nov": the first letters of the month are whole characters as long as names are ASCII. */
static const char *week_label(Shell *shell, Day monday)
{
    const CivilDate date = calendar_to_civil(monday);
    const char *month = word((Word)(WORD_JANUARY + date.month - 1));
    return ui_format(shell->ui, "%d %.*s", (int)date.day, MONTH_LETTERS, month);
}

/* The width of the dates at the left of the marks; 0: the text is so large that they are above. */
static float label_width(const Ui *ui)
{
    const float label = ui_px(ui, LABEL_DP * ui_frame(ui)->text_scale);
    const float mark = ui_px(ui, SIZE_MARK);
    return ui_column_width(ui) - label >= mark * STREAK_WEEK ? label : 0.0F;
}

static void week(Shell *shell, const StreakState *state, int32_t index)
{
    Ui *ui = shell->ui;
    const Day monday = state->first + index * STREAK_WEEK;
    const float beside = label_width(ui);
    const float above =
        beside > 0.0F ? 0.0F : ui_text_height(ui, TEXT_SMALL, ui_column_width(ui), "M");
    Rect row = ui_next(ui, ui_px(ui, SIZE_MARK) + above);
    const char *text = "";
    Rect days = row;
    const Rect label = beside > 0.0F ? ui_cut_left(&days, beside) : ui_cut_top(&days, above);
    ui_draw_text(ui, label, TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_LEFT, week_label(shell, monday));
    const float width = days.w / STREAK_WEEK;
    const DayMark *marks = &state->marks[index * STREAK_WEEK];
    bool alike = true;
    for (int32_t i = 0; i < STREAK_WEEK; i++) {
        day_mark(ui, ui_cut_left(&days, width), marks[i]);
        text = ui_format(ui, "%s%s%s", text, i > 0 ? ", " : "", day_mark_text(marks[i]));
        alike = alike && marks[i] == marks[0];
    }
    ui_describe(ui, ROLE_IMAGE, ui_format(ui, "week-%d", (int)index), row,
                say(shell, WORD_STREAK_WEEK_FROM, tell_date(shell, monday)),
                alike ? day_mark_text(marks[0]) : text);
}

static void letters(Shell *shell)
{
    Ui *ui = shell->ui;
    const float height = ui_text_height(ui, TEXT_SMALL, ui_column_width(ui), "M");
    Rect row = ui_next(ui, height);
    (void)ui_cut_left(&row, label_width(ui));
    const float width = row.w / STREAK_WEEK;
    const char *all = word(WORD_WEEKDAYS);
    for (int32_t i = 0; i < STREAK_WEEK; i++) {
        ui_draw_text(ui, ui_cut_left(&row, width), TEXT_SMALL, COLOR_TEXT_SOFT, ALIGN_CENTER,
                     ui_format(ui, "%c", all[i]));
    }
}

static void legend(Shell *shell)
{
    static const DayMark marks[] = {MARK_TRAINED, MARK_REST,   MARK_PROTECTED, MARK_AWAY,
                                    MARK_GRACE,   MARK_MISSED, MARK_OPEN};
    Ui *ui = shell->ui;
    for (size_t i = 0; i < SF_COUNT(marks); i += 2) {
        ui_row_begin(ui, 2, LEGEND_DP);
        for (size_t k = i; k < i + 2 && k < SF_COUNT(marks); k++) {
            ui_row_next(ui);
            const float side = ui_px(ui, SIZE_MARK);
            const char *text = day_mark_text(marks[k]);
            const float width = ui_column_width(ui) - side - ui_px(ui, SPACE_S);
            Rect place = ui_next(ui, fmaxf(side, ui_text_height(ui, TEXT_SMALL, width, text)));
            day_mark(ui, ui_cut_left(&place, side), marks[k]);
            (void)ui_cut_left(&place, ui_px(ui, SPACE_S));
            (void)ui_text_in(ui, place, TEXT_SMALL, COLOR_TEXT, ALIGN_LEFT, INT32_MAX, text);
        }
        ui_row_end(ui);
    }
}

static void calendar(Shell *shell, const StreakState *state)
{
    Ui *ui = shell->ui;
    ui_card_begin(ui, "weeks");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_STREAK_WEEKS));
    letters(shell);
    for (int32_t i = 0; i < WEEKS; i++) {
        week(shell, state, i);
    }
    ui_space(ui, SPACE_S);
    legend(shell);
    ui_card_end(ui);
}

/* ---- sick or away --------------------------------------------------------------------------- */

/* A date, with the year if it is not the current one. */
static const char *date_text(Shell *shell, Day day)
{
    const int32_t year = calendar_to_civil(day).year;
    const char *date = tell_date(shell, day);
    return year == calendar_to_civil(model_day(shell->model)).year
               ? date
               : say(shell, WORD_DATE_YEAR, date, (int)year);
}

static const char *span_text(Shell *shell, const HistoryStatus *mark)
{
    const char *what = day_status_text(mark->status);
    return mark->from == mark->to ? say(shell, WORD_STATUS_DAY, what, date_text(shell, mark->from))
                                  : say(shell, WORD_STATUS_SPAN, what, date_text(shell, mark->from),
                                        date_text(shell, mark->to));
}

/* Lists the marks, past and future, the newest entry first; each can be deleted at any time. */
static void marks(Shell *shell, StreakState *state)
{
    Ui *ui = shell->ui;
    const History *history = &shell->model->history;
    const int32_t count = history->status_count;
    const int32_t shown = count < state->shown ? count : state->shown;
    bool taken = false;
    if (count > 0) {
        ui_space(ui, SPACE_M);
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, word(WORD_STATUS_MARKED));
    }
    for (int32_t i = 0; !taken && i < shown; i++) {
        const HistoryStatus *mark = &history->statuses[count - 1 - i];
        const char *text = span_text(shell, mark);
        char id[UUID_TEXT_BYTES];
        uuid_format(id, mark->id);
        ui_push_id(ui, id);
        ui_space(ui, i > 0 ? SPACE_M : 0.0F);
        ui_text(ui, TEXT_BODY, COLOR_TEXT, text);
        taken =
            ui_button_about(ui, "take-back", word(WORD_STATUS_TAKE_BACK), text, BUTTON_SECONDARY);
        if (taken) {
            state->trouble.text[0] = '\0';
            (void)model_take_back(shell->model, mark, word(WORD_STATUS_TAKEN), &state->trouble);
            read_marks(shell, state);
        }
        ui_pop_id(ui);
    }
    if (shown < count && ui_button(ui, "more-marks", word(WORD_STATUS_MORE), BUTTON_QUIET)) {
        state->shown += MARKS_MORE;
    }
}

static void absence(Shell *shell, StreakState *state)
{
    Ui *ui = shell->ui;
    const Today *today = &shell->model->today;
    ui_card_begin(ui, "absence");
    ui_text(ui, TEXT_HEADING, COLOR_TEXT,
            today->marked ? day_status_text(today->mark.status) : word(WORD_STATUS_TITLE));
    if (state->trouble.text[0] != '\0') {
        ui_text(ui, TEXT_BODY, COLOR_CARE, state->trouble.text);
    }
    if (today->marked) {
        if (day_marked(shell, &state->trouble)) {
            read_marks(shell, state);
        }
    } else {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_STATUS_TEXT));
        if (ui_button(ui, "status", word(WORD_STATUS_SET), BUTTON_SECONDARY)) {
            state->asking = true;
            state->what = 0;
            state->from = 0;
            state->days = 1;
        }
    }
    marks(shell, state);
    ui_card_end(ui);
}

static void save_absence(Shell *shell, StreakState *state)
{
    const Day from = state->today + state->from;
    const StatusFact mark = {.status = state->what == 0 ? STATUS_SICK : STATUS_AWAY,
                             .from = from,
                             .to = from + state->days - 1};
    state->asking = false;
    state->trouble.text[0] = '\0';
    (void)model_mark(shell->model, &mark, word(WORD_STATUS_SAVED), &state->trouble);
    read_marks(shell, state);
}

static void ask(Shell *shell, StreakState *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "ask-absence", word(WORD_STATUS_TITLE))) {
        state->asking = false;
    }
    const char *const kinds[] = {word(WORD_STATUS_SICK), word(WORD_STATUS_AWAY)};
    (void)ui_choice(ui, "what", "", kinds, (int32_t)SF_COUNT(kinds), &state->what);
    const Day from = state->today + state->from;
    const UiStepper first = {.key = "from",
                             .label = word(WORD_STATUS_FROM),
                             .text =
                                 state->from == 0 ? word(WORD_WHEN_TODAY) : week_label(shell, from),
                             .low = -BEFORE_DAYS,
                             .high = BEFORE_DAYS,
                             .step = 1};
    const UiStepper days = {.key = "days",
                            .label = word(WORD_STATUS_DAYS),
                            .text = ui_format(ui, "%d", (int)state->days),
                            .low = 1,
                            .high = LONGEST_DAYS,
                            .step = 1};
    ui_row_begin(ui, 2, STEPPER_DP);
    ui_row_next(ui);
    (void)ui_stepper(ui, &first, &state->from);
    ui_row_next(ui);
    (void)ui_stepper(ui, &days, &state->days);
    ui_row_end(ui);
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT,
            say(shell, WORD_STATUS_TO, tell_date(shell, from + state->days - 1)));
    ui_row_begin(ui, 2, BUTTON_DP);
    ui_row_next(ui);
    if (ui_button(ui, "cancel", word(WORD_CANCEL), BUTTON_SECONDARY)) {
        state->asking = false;
    }
    ui_row_next(ui);
    if (ui_button(ui, "save", word(WORD_SAVE), BUTTON_PRIMARY)) {
        save_absence(shell, state);
    }
    ui_row_end(ui);
    ui_dialog_end(ui);
}

/* ---- the page ------------------------------------------------------------------------------- */

static void frame(Shell *shell, void *memory)
{
    StreakState *state = memory;
    Ui *ui = shell->ui;
    if (model_day(shell->model) != state->today) {
        model_refresh(shell->model);
        read_marks(shell, state);
    }
    Rect page = page_begin_wide(shell, word(WORD_STREAK_TITLE), true);
    const int32_t undoable = shell->model->undo.count;
    page_undo(shell, &page);
    if (undoable > 0 && shell->model->undo.count == 0) {
        read_marks(shell, state);
    }
    Rect more;
    const bool split = page_split(shell, &page, &more);
    ui_scroll_begin(ui, "streak", page, SPACE_M);
    numbers(shell);
    if (split) {
        absence(shell, state);
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "more", more, SPACE_M);
    }
    calendar(shell, state);
    if (!split) {
        absence(shell, state);
    }
    page_heading(shell, word(WORD_STREAK_HOW));
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, word(WORD_STREAK_HOW_TEXT));
    ui_scroll_end(ui);
    if (state->asking) {
        ask(shell, state);
    }
}

const Screen screen_streak = {
    .name = "streak",
    .state_size = sizeof(StreakState),
    .enter = enter,
    .frame = frame,
};
