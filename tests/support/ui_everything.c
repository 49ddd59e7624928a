/* SPDX-License-Identifier: MIT */
#include "ui_everything.h"

static const char *const themes[] = {"System", "Light", "Dark"};
static const char *const reasons[] = {"Foot came down", "Standing foot moved", "A hand", "Else"};
static const char *const eases[] = {"Easy", "About right", "Hard, stopped early"};

void everything_init(Everything *page)
{
    *page =
        (Everything){.tones = true, .theme = 1, .ease = -1, .reason = -1, .pain = -1, .lead = 5};
    page->fraction = 0.4F;
}

static void count(Everything *page, bool fired)
{
    page->fired += fired ? 1 : 0;
}

static void header(Ui *ui, Everything *page, Rect *rest)
{
    Rect bar = ui_cut_top(rest, ui_px(ui, SIZE_TARGET_SESSION));
    const Rect back = ui_cut_left(&bar, ui_px(ui, SIZE_TARGET));
    count(page, ui_icon_button(ui, "back", back, ICON_BACK, "Back"));
    (void)ui_text_in(ui, bar, TEXT_HEADING, COLOR_TEXT, ALIGN_LEFT, 1, "Everything there is");
    Rect footer = ui_cut_bottom(rest, ui_px(ui, SIZE_TARGET_SESSION));
    footer = ui_inset(footer, ui_px(ui, SPACE_XS));
    count(page,
          ui_button_in(ui, "footer", footer, "Go on to the next one", BUTTON_CARE, page->tones));
}

static void buttons(Ui *ui, Everything *page)
{
    ui_text(ui, TEXT_DISPLAY, COLOR_TEXT, "Today");
    ui_text(ui, TEXT_BODY, COLOR_TEXT_SOFT,
            "Wall sits and clamshells, about fourteen minutes. Unbreakable: "
            "Donaudampfschifffahrtsgesellschaftskapitaen.");
    count(page, ui_button(ui, "start", "Start", BUTTON_PRIMARY));
    count(page, ui_button(ui, "look", "Look at all the steps before you start", BUTTON_SECONDARY));
    if (ui_button(ui, "open", "Open the dialog", BUTTON_QUIET)) {
        page->dialog = true;
    }
    ui_row_begin(ui, 2, 120.0F);
    ui_row_next(ui);
    count(page, ui_button(ui, "left", "Left", BUTTON_SECONDARY));
    ui_row_next(ui);
    count(page, ui_button(ui, "right", "Right", BUTTON_SECONDARY));
    ui_row_end(ui);
    count(page, ui_row_item(ui, "knees", "How are your knees?", "Two questions", NULL));
    count(page, ui_row_item(ui, "language", "Language", NULL, "English"));
}

static void questions(Ui *ui, Everything *page)
{
    ui_card_begin(ui, "settings");
    ui_text(ui, TEXT_TITLE, COLOR_TEXT, "Settings");
    count(page, ui_toggle(ui, "tones", "Tones", "At start, half-way and end", &page->tones));
    count(page, ui_toggle(ui, "motion", "Less motion", NULL, &page->motion));
    count(page, ui_choice(ui, "theme", "Theme", themes, 3, &page->theme));
    count(page, ui_choice(ui, "ease", "How was it?", eases, 3, &page->ease));
    count(page, ui_chips(ui, "reason", "What ended it?", reasons, 4, &page->reason));
    count(page, ui_stepper(ui,
                           &(UiStepper){.key = "lead",
                                        .label = "Lead-in",
                                        .text = ui_format(ui, "%d s", (int)page->lead),
                                        .high = 10,
                                        .step = 1},
                           &page->lead));
    count(page, ui_row_item(ui, "voice", "Voice", NULL, "Off"));
    ui_card_end(ui);
    count(page, ui_scale(ui, "pain", "Worst pain today", "no pain", "worst there is", &page->pain));
    count(page, ui_field(ui, "note", "Note", "How did it feel?", page->note, sizeof(page->note)));
    const Rect bar = ui_next(ui, ui_px(ui, SIZE_PROGRESS));
    ui_progress(ui, "week", "This week", bar, page->fraction, COLOR_WORK);
    const Rect ring = ui_next(ui, ui_px(ui, 200.0F));
    ui_ring(ui, ring, SPACE_M, page->fraction, COLOR_REST);
    ui_digits(ui, ui_inset(ring, ui_px(ui, SPACE_XXL)), COLOR_WORK, "0:42");
    ui_describe(ui, ROLE_TIMER, "timer", ring, "Time left", "0:42");
}

static void dialog(Ui *ui, Everything *page)
{
    const bool away = ui_dialog_begin(ui, "ask", "Leave the session?");
    ui_text(ui, TEXT_BODY, COLOR_TEXT, "What you have done is kept.");
    const bool leave = ui_button(ui, "leave", "Leave", BUTTON_PRIMARY);
    const bool stay = ui_button(ui, "stay", "Stay", BUTTON_QUIET);
    ui_dialog_end(ui);
    if (away || leave || stay) {
        page->dialog = false;
    }
}

void everything_show(Ui *ui, void *context)
{
    Everything *page = context;
    const Viewport *window = &ui_frame(ui)->viewport;
    draw_rect(ui_list(ui), (Rect){0, 0, (float)window->width, (float)window->height}, 0.0F,
              ui_color(ui, COLOR_PAGE));
    ui_describe(ui, ROLE_SCREEN, "everything", (Rect){0}, "Everything", "");
    Rect rest = ui_safe(ui);
    count(page, ui_take_back(ui));
    header(ui, page, &rest);
    if (page->area) {
        const UiTouch touch = ui_area(ui, "area", rest, ROLE_TIMER, "Time left", "0:42");
        count(page, touch.pressed || touch.tapped || touch.held);
    } else {
        ui_scroll_begin(ui, "page", ui_centered(ui, rest, SIZE_CONTENT_MAX), SPACE_M);
        buttons(ui, page);
        questions(ui, page);
        ui_scroll_end(ui);
    }
    if (page->dialog) {
        dialog(ui, page);
    }
}
