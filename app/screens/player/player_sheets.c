/* SPDX-License-Identifier: MIT */
/* The dialogs over the player's page. */
#include "player_parts.h"

#include <math.h>

#define CHOICES_MOST 5
#define CHOICE_LEAST_DP 220.0F /* two of these stand side by side */
#define HOW_FIGURE 0.36F       /* of the height */
#define CLOSED (-1)
#define WAITING (-2)

void player_open(Shell *shell, PlayerScreen *state, const PlayerView *view, PlayerSheet sheet)
{
    state->sheet = sheet;
    state->was_running = player_runs(view);
    (void)session_pause(shell->model->session);
}

static void close_sheet(Shell *shell, PlayerScreen *state)
{
    state->sheet = SHEET_NONE;
    if (state->was_running) {
        (void)session_resume(shell->model->session);
    }
}

/* ---- a question ----------------------------------------------------------------------------- */

typedef struct Choice {
    int32_t what;
    const char *key;
    const char *label;
    ButtonStyle style;
} Choice;

typedef struct Ask {
    const char *key;
    const char *title;
    const char *texts[2]; /* or ""; they are left out if the choices need the room */
    Choice choices[CHOICES_MOST];
    int32_t count;
} Ask;

static void add(Ask *ask, Choice choice)
{
    ask->choices[ask->count++] = choice;
}

static float natural_height(Ui *ui, const Ask *ask, float width)
{
    float most = ui_px(ui, SIZE_BUTTON);
    for (int32_t i = 0; i < ask->count; i++) {
        const float text =
            ui_text_height(ui, TEXT_LABEL, width - 2 * ui_px(ui, SPACE_S), ask->choices[i].label);
        most = fmaxf(most, text + 2 * ui_px(ui, SPACE_M));
    }
    return most;
}

/* Shows all choices at once, because a person in pain should not have to scroll: in two columns
 * where the window is low, and enlarged labels shrink. */
static int32_t choose_from(Shell *shell, const Ask *ask)
{
    Ui *ui = shell->ui;
    const float gap = ui_px(ui, SPACE_S);
    const float whole = ui_column_width(ui);
    const int32_t columns = whole >= 2 * ui_px(ui, CHOICE_LEAST_DP) + gap ? 2 : 1;
    const float width = (whole - gap * (float)(columns - 1)) / (float)columns;
    const int32_t rows = (ask->count + columns - 1) / columns;
    const float gaps = gap * (float)(rows - 1);
    const float least = (float)rows * ui_px(ui, SIZE_BUTTON) + gaps;
    for (size_t i = 0; i < SF_COUNT(ask->texts); i++) {
        const float text = ui_text_height(ui, TEXT_BODY, whole, ask->texts[i]);
        if (ui_dialog_room(ui) - text - ui_px(ui, SPACE_M) >= least) {
            ui_text(ui, TEXT_BODY, COLOR_TEXT, ask->texts[i]);
        }
    }
    const float share = (ui_dialog_room(ui) - gaps) / (float)rows;
    const float height =
        fmaxf(fminf(natural_height(ui, ask, width), share), ui_px(ui, SIZE_TARGET));
    Rect place = ui_next(ui, height * (float)rows + gaps);
    Rect row = {0};
    int32_t chosen = WAITING;
    for (int32_t i = 0; i < ask->count; i++) {
        const Choice *choice = &ask->choices[i];
        if (i % columns == 0) {
            row = ui_cut_top(&place, height);
            (void)ui_cut_top(&place, gap);
        }
        const Rect button = i + 1 == ask->count ? row : ui_cut_left(&row, width);
        (void)ui_cut_left(&row, gap);
        if (ui_button_in(ui, choice->key, button, choice->label, choice->style, true)) {
            chosen = choice->what;
        }
    }
    return chosen;
}

static int32_t ask_for(Shell *shell, const Ask *ask)
{
    const bool closed = ui_dialog_begin(shell->ui, ask->key, ask->title);
    const int32_t chosen = choose_from(shell, ask);
    ui_dialog_end(shell->ui);
    return closed ? CLOSED : chosen;
}

/* What is saved; if less than a set is done so far, also what would make it count. */
static const char *leave_text(const Shell *shell)
{
    const Session *session = shell->model->session;
    const PlayerTally tally = player_tally(session_player(session), -1);
    const bool begun = tally.planned > 0 && tally.whole == 0 && !model_day_counts(shell->model) &&
                       session_timeline(session)->mode == MODE_EXERCISE;
    return word(begun ? WORD_LEAVE_BEGUN : WORD_LEAVE_TEXT);
}

static void leave_sheet(Shell *shell, PlayerScreen *state)
{
    const Ask ask = {.key = "leave",
                     .title = word(WORD_LEAVE_TITLE),
                     .texts = {leave_text(shell), ""},
                     .choices = {{CLOSED, "stay", word(WORD_LEAVE_STAY), BUTTON_PRIMARY},
                                 {1, "stop", word(WORD_LEAVE_STOP), BUTTON_SECONDARY}},
                     .count = 2};
    const int32_t chosen = ask_for(shell, &ask);
    if (chosen == CLOSED) {
        close_sheet(shell, state);
    } else if (chosen != WAITING) {
        state->sheet = SHEET_NONE;
        (void)session_leave(shell->model->session);
    }
}

static void hurt_sheet(Shell *shell, PlayerScreen *state)
{
    Session *session = shell->model->session;
    const Exercise *easier = session_easier(session);
    Ask ask = {.key = "hurt", .title = word(WORD_HURT_TITLE), .texts = {word(WORD_HURT_TEXT), ""}};
    if (easier != NULL) {
        add(&ask, (Choice){HURT_EASIER, "easier", say(shell, WORD_HURT_EASIER, easier->name),
                           BUTTON_PRIMARY});
    }
    add(&ask, (Choice){HURT_FEWER, "fewer", word(WORD_HURT_FEWER), BUTTON_SECONDARY});
    add(&ask, (Choice){HURT_SKIP, "skip-exercise", word(WORD_HURT_SKIP), BUTTON_SECONDARY});
    add(&ask, (Choice){HURT_STOP, "stop-today", word(WORD_HURT_STOP), BUTTON_SECONDARY});
    add(&ask, (Choice){CLOSED, "hurt-back", word(WORD_HURT_BACK), BUTTON_QUIET});
    const int32_t chosen = ask_for(shell, &ask);
    if (chosen == CLOSED) {
        close_sheet(shell, state);
    } else if (chosen != WAITING) {
        /* This comes before the session goes on, because it may replace the timeline. */
        (void)session_hurt(session, (HurtChoice)chosen);
        close_sheet(shell, state);
    }
}

/* ---- back from a call, a lock, another app --------------------------------------------------- */

enum { GO_ON, REPEAT, FINISH };

static void away_sheet(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Session *session = shell->model->session;
    const FaceReturn offer = face_return(view);
    const bool try = state->voided;
    const char *where = face_where(shell, view);
    const char *name = face_title(shell, view);
    Ask ask = {.key = "away",
               .title = word(try ? WORD_STAND_VOID : WORD_PLAYER_INTERRUPTED),
               .texts = {where[0] != '\0' ? ui_format(shell->ui, "%s · %s", name, where) : name,
                         try ? word(WORD_STAND_VOID_TEXT) : ""}};
    const Choice go_on = {GO_ON, "go-on", word(try ? WORD_STAND_AGAIN : WORD_PLAYER_RESUME),
                          offer.repeat_first ? BUTTON_SECONDARY : BUTTON_PRIMARY};
    if (!offer.repeat_first) {
        add(&ask, go_on);
    }
    if (offer.repeat) {
        add(&ask, (Choice){REPEAT, "repeat", word(WORD_RESUME_REPEAT),
                           offer.repeat_first ? BUTTON_PRIMARY : BUTTON_SECONDARY});
    } else if (offer.again) {
        add(&ask, (Choice){REPEAT, "again", word(WORD_RESUME_AGAIN), BUTTON_SECONDARY});
    }
    if (offer.repeat_first) {
        add(&ask, go_on);
    }
    add(&ask, (Choice){FINISH, "finish", word(WORD_RESUME_FINISH), BUTTON_QUIET});
    const int32_t chosen = ask_for(shell, &ask);
    if (chosen == WAITING) {
        return;
    }
    state->sheet = SHEET_NONE;
    if (chosen == FINISH) {
        (void)session_leave(session);
    } else if (chosen != CLOSED) {
        if (chosen == REPEAT) {
            (void)session_back(session);
        }
        (void)session_resume(session);
    }
}

/* ---- how to do it --------------------------------------------------------------------------- */

static void list(Shell *shell, Word heading, TextList texts, bool numbered)
{
    if (texts.count == 0) {
        return;
    }
    page_heading(shell, word(heading));
    for (int32_t i = 0; i < texts.count; i++) {
        page_item(shell, numbered ? i + 1 : 0, texts.items[i]);
    }
}

static void picture(Shell *shell, Rect rect, const PlayerView *view)
{
    FigureMoment moment = face_moment(shell, view);
    moment.preview = true;
    moment.elapsed_ms = shell->now_ms;
    figure_view(shell, rect, face_figure(shell, view), face_side(view), &moment, true);
}

/* The exercise is the current or the next one. The words of the program come first. */
void player_how(Shell *shell, PlayerScreen *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const bool comes = !segment_is_work(view->segment->kind) && view->next_item != NULL;
    const Item *item = comes ? view->next_item : view->item;
    const Exercise *exercise = library_exercise(&shell->model->library, item->exercise);
    const bool figure = face_figure(shell, view) != NULL;
    Rect page = page_begin_wide(shell, item->name, false);
    if (page_footer(shell, &page, "how-close", word(WORD_CLOSE)) || ui_take_back(ui)) {
        close_sheet(shell, state);
    }
    Rect text = page;
    const bool split = figure && page_split(shell, &page, &text);
    if (split) {
        picture(shell, ui_inset(page, ui_px(ui, SPACE_M)), view);
    }
    ui_scroll_begin(ui, "how", text, SPACE_S);
    if (figure && !split) {
        picture(shell, ui_next(ui, fminf(page.h * HOW_FIGURE, ui_px(ui, SIZE_FIGURE))), view);
    }
    list(shell, WORD_EXERCISE_HOW, item->cues, true);
    if (exercise != NULL) {
        list(shell, WORD_EXERCISE_MISTAKES, exercise->mistakes, false);
        if (exercise->why[0] != '\0') {
            page_heading(shell, word(WORD_EXERCISE_WHY));
            ui_text(ui, TEXT_BODY, COLOR_TEXT, exercise->why);
        }
        list(shell, WORD_EXERCISE_AVOID, exercise->avoid_when, false);
    }
    ui_scroll_end(ui);
}

void player_sheet(Shell *shell, PlayerScreen *state)
{
    PlayerView view;
    player_view(session_player(shell->model->session), shell->now_ms, &view);
    switch (state->sheet) {
    case SHEET_NONE:
    case SHEET_HOW:
        break;
    case SHEET_LEAVE:
        leave_sheet(shell, state);
        break;
    case SHEET_HURT:
        hurt_sheet(shell, state);
        break;
    case SHEET_AWAY:
        away_sheet(shell, state, &view);
        break;
    }
}
