/* SPDX-License-Identifier: MIT */
/* The page of all exercises, to look at without starting anything. */
#include "shared/figure_view.h"
#include "shared/telling.h"

#include <string.h>

enum { BY_POSITION, BY_MUSCLE };

typedef struct LibraryState {
    int32_t by;
} LibraryState;

/* The group of an exercise: its position, or the first body part that it works; "" for none. */
static const char *group_of(const Exercise *exercise, int32_t by)
{
    if (by == BY_POSITION) {
        return exercise->position != NULL ? exercise->position : "";
    }
    return exercise->muscles.count > 0 ? exercise->muscles.items[0] : "";
}

static const char *detail_of(Shell *shell, const Exercise *exercise, int32_t by)
{
    return by == BY_POSITION ? tell_list(shell, exercise->muscles)
                             : tell_position(exercise->position);
}

/* A word of a file as a heading: "calf" becomes "Calf". Only ASCII letters change. */
static const char *heading_of(Shell *shell, const char *group, int32_t by)
{
    if (group[0] == '\0') {
        return word(WORD_LIBRARY_OTHER);
    }
    if (by == BY_POSITION) {
        return tell_position(group);
    }
    const char first = group[0] >= 'a' && group[0] <= 'z' ? (char)(group[0] - 'a' + 'A') : group[0];
    return ui_format(shell->ui, "%c%s", first, group + 1);
}

static void show_group(Shell *shell, const char *group, int32_t by)
{
    const Library *library = &shell->model->library;
    page_heading(shell, heading_of(shell, group, by));
    for (int32_t i = 0; i < library->exercise_count; i++) {
        const Exercise *exercise = library->exercises[i];
        if (strcmp(group_of(exercise, by), group) == 0 &&
            figure_row(shell, exercise->id, exercise->name, detail_of(shell, exercise, by),
                       exercise->id)) {
            const ExerciseArgs args = {exercise};
            nav_push(shell->nav, &screen_exercise, &args, sizeof(args));
        }
    }
}

/* True if no exercise before it has the same group: groups come in the order of first use. */
static bool opens_group(const Library *library, int32_t index, int32_t by)
{
    const char *group = group_of(library->exercises[index], by);
    for (int32_t i = 0; i < index; i++) {
        if (strcmp(group_of(library->exercises[i], by), group) == 0) {
            return false;
        }
    }
    return true;
}

static void frame(Shell *shell, void *memory)
{
    LibraryState *state = memory;
    Ui *ui = shell->ui;
    const Library *library = &shell->model->library;
    const Rect page = page_begin(shell, word(WORD_LIBRARY_TITLE), true);
    ui_scroll_begin(ui, "library", page, SPACE_S);
    if (library->exercise_count == 0) {
        ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT, word(WORD_LIBRARY_EMPTY));
    } else {
        const char *const ways[] = {word(WORD_LIBRARY_BY_POSITION), word(WORD_LIBRARY_BY_MUSCLE)};
        (void)ui_choice(ui, "by", word(WORD_LIBRARY_BY), ways, (int32_t)SF_COUNT(ways), &state->by);
    }
    for (int32_t i = 0; i < library->exercise_count; i++) {
        if (opens_group(library, i, state->by)) {
            show_group(shell, group_of(library->exercises[i], state->by), state->by);
        }
    }
    ui_scroll_end(ui);
}

const Screen screen_library = {
    .name = "library",
    .state_size = sizeof(LibraryState),
    .frame = frame,
};
