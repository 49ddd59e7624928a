/* SPDX-License-Identifier: MIT */
/* The page after a session was interrupted by a kill, a crash or an update: its place, and the
 * choices. */
#include "player/player_face.h"
#include "today/flag_card.h"

#include <math.h>

#define FIGURE_DP 168.0F
#define FEET_DP 28.0F
#define FEET_ACROSS 1.1F /* width of the pair of feet divided by its height */

typedef struct ResumeState {
    bool asking;
} ResumeState;

static void end(Shell *shell)
{
    model_end_session(shell->model);
    nav_reset(shell->nav, &screen_today, NULL, 0);
}

static void discard(Shell *shell)
{
    SfErrorInfo err = {0};
    if (session_discard(shell->model->session, &err) != SF_OK) {
        model_notice(shell->model, "%s", err.text);
    }
    end(shell);
}

static void ask(Shell *shell, ResumeState *state)
{
    Ui *ui = shell->ui;
    if (ui_dialog_begin(ui, "discard-ask", word(WORD_RESUME_DISCARD_ASK))) {
        state->asking = false;
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT, word(WORD_RESUME_DISCARD_TEXT));
    if (ui_button(ui, "discard-no", word(WORD_CANCEL), BUTTON_PRIMARY)) {
        state->asking = false;
    }
    if (ui_button(ui, "discard-yes", word(WORD_RESUME_DISCARD), BUTTON_QUIET)) {
        discard(shell);
    }
    ui_dialog_end(ui);
}

/* Goes on in the player, with a count-in. The player does not ask again. */
static void go_on(Shell *shell)
{
    (void)model_want_sound(shell->model, true);
    (void)session_resume(shell->model->session);
    nav_reset(shell->nav, &screen_today, NULL, 0);
    nav_push(shell->nav, &screen_player, NULL, 0);
}

static void side_and_set(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const char *where = face_where(shell, view);
    const Side side = face_side(view);
    if (where[0] == '\0') {
        return;
    }
    const float feet = ui_px(ui, FEET_DP * ui_frame(ui)->text_scale);
    const bool sided = side == SIDE_LEFT || side == SIDE_RIGHT;
    const float beside = sided ? feet * FEET_ACROSS + ui_px(ui, SPACE_S) : 0.0F;
    Rect row = ui_next(
        ui, fmaxf(feet, ui_text_height(ui, TEXT_BODY_STRONG, ui_column_width(ui) - beside, where)));
    if (sided) {
        Rect pair = ui_cut_left(&row, beside);
        pair.w = feet * FEET_ACROSS;
        pair.h = feet;
        face_feet(shell, pair, side, COLOR_ACCENT);
    }
    (void)ui_text_in(ui, row, TEXT_BODY_STRONG, COLOR_TEXT, ALIGN_LEFT, INT32_MAX, where);
}

static void place(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const bool work = segment_is_work(view->segment->kind);
    const Item *item = work || view->next_item == NULL ? view->item : view->next_item;
    const Figure *figure = face_figure(shell, view);
    ui_card_begin(ui, "where");
    ui_text(ui, TEXT_SMALL, COLOR_TEXT_SOFT, session_timeline(shell->model->session)->title);
    if (figure != NULL) {
        const Rect rect = ui_next(ui, ui_px(ui, FIGURE_DP));
        figure_thumbnail(shell, rect, figure, face_side(view));
        ui_describe(ui, ROLE_IMAGE, "figure", rect, item->name, "");
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(work ? WORD_RESUME_AT_SET : WORD_RESUME_COMES));
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, item->name);
    side_and_set(shell, view);
    const char *so_far = face_place(shell, view);
    if (so_far[0] != '\0') {
        ui_text(ui, TEXT_HEADING, COLOR_TEXT, so_far);
    }
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            say(shell, WORD_RESUME_DONE, view->work_done, view->work_count));
    ui_card_end(ui);
}

static void repeat(Shell *shell, const char *key, Word text, ButtonStyle style)
{
    if (ui_button(shell->ui, key, word(text), style)) {
        (void)session_back(shell->model->session);
        go_on(shell);
    }
}

/* The buttons of face_return. If the journal has only the start of a set, going on repeats the
 * set. */
static void ways_on(Shell *shell, const PlayerView *view)
{
    Ui *ui = shell->ui;
    const FaceReturn offer = face_return(view);
    const bool anew = segment_is_work(view->segment->kind) &&
                      view->segment->kind != SEGMENT_CHECK && !offer.repeat;
    if (offer.repeat_first) {
        repeat(shell, "repeat", WORD_RESUME_REPEAT, BUTTON_PRIMARY);
    }
    if (ui_button(ui, "continue", word(anew ? WORD_RESUME_REPEAT : WORD_PLAYER_RESUME),
                  offer.repeat_first ? BUTTON_SECONDARY : BUTTON_PRIMARY)) {
        go_on(shell);
    }
    if (offer.repeat && !offer.repeat_first) {
        repeat(shell, "repeat", WORD_RESUME_REPEAT, BUTTON_SECONDARY);
    } else if (offer.again) {
        repeat(shell, "again", WORD_RESUME_AGAIN, BUTTON_SECONDARY);
    }
}

/* While a red flag is open, the only choice is to save what was done. */
static void choices(Shell *shell, ResumeState *state, const PlayerView *view)
{
    Ui *ui = shell->ui;
    if (!today_locked(&shell->model->today)) {
        ways_on(shell, view);
    }
    if (ui_button(ui, "finish", word(WORD_RESUME_FINISH), BUTTON_SECONDARY)) {
        (void)session_leave(shell->model->session);
        nav_reset(shell->nav, &screen_today, NULL, 0);
        nav_push(shell->nav, &screen_finish, NULL, 0);
    }
    if (ui_button(ui, "discard", word(WORD_RESUME_DISCARD), BUTTON_QUIET)) {
        state->asking = true;
    }
}

static void frame(Shell *shell, void *memory)
{
    ResumeState *state = memory;
    Ui *ui = shell->ui;
    Rect page = page_begin_wide(shell, word(WORD_RESUME_TITLE), false);
    Rect second;
    const bool split = page_split(shell, &page, &second);
    PlayerView view;
    player_view(session_player(shell->model->session), shell->now_ms, &view);
    ui_scroll_begin(ui, "resume", page, SPACE_M);
    page_notice(shell);
    if (today_locked(&shell->model->today)) {
        flag_card(shell);
    }
    place(shell, &view);
    if (split) {
        ui_scroll_end(ui);
        ui_scroll_begin(ui, "choices", second, SPACE_M);
    }
    choices(shell, state, &view);
    ui_scroll_end(ui);
    if (state->asking) {
        ask(shell, state);
    }
}

const Screen screen_resume = {
    .name = "resume",
    .state_size = sizeof(ResumeState),
    .frame = frame,
};
