/* SPDX-License-Identifier: MIT */
/* The semantic tree for the page, and what people do through it, such as with a screen reader. */
#include <emscripten.h>
#include <string.h>

#include "page.h"
#include "sdl_app.h"
#include "surefoot/hash.h"
#include "web.h"

static const char *role_name(UiRole role)
{
    switch (role) {
    case ROLE_SCREEN:
        return "screen";
    case ROLE_HEADING:
        return "heading";
    case ROLE_TEXT:
        return "text";
    case ROLE_BUTTON:
        return "button";
    case ROLE_TOGGLE:
        return "toggle";
    case ROLE_CHOICE:
        return "choice";
    case ROLE_OPTION:
        return "option";
    case ROLE_SLIDER:
        return "slider";
    case ROLE_FIELD:
        return "field";
    case ROLE_PROGRESS:
        return "progress";
    case ROLE_TIMER:
        return "timer";
    case ROLE_IMAGE:
        return "image";
    case ROLE_DIALOG:
        return "dialog";
    }
    return "";
}

EMSCRIPTEN_KEEPALIVE void surefoot_nodes(const Web *web)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(web_app(web), &count);
    for (int32_t i = 0; i < count; i++) {
        const UiNode *node = &nodes[i];
        const PageNode out = {
            .id = node->id,
            .parent = node->parent,
            .role = role_name(node->role),
            .key = node->key,
            .label = node->label,
            .value = node->value,
            .rect = {node->rect.x, node->rect.y, node->rect.w, node->rect.h},
            .whole = {node->whole.x, node->whole.y, node->whole.w, node->whole.h},
            .state = (node->enabled ? PAGE_ENABLED : 0) | (node->selected ? PAGE_SELECTED : 0) |
                     (node->focused ? PAGE_FOCUSED : 0) |
                     ((double)node->ready_ms > page_now_ms() ? PAGE_NEW : 0),
        };
        page_node(&out);
    }
}

/* With its end, so that two texts in a row are told from others that were cut elsewhere. */
static uint64_t add_text(uint64_t hash, const char *text)
{
    return hash_bytes(hash, text, strlen(text) + 1);
}

EMSCRIPTEN_KEEPALIVE uint32_t surefoot_tree(const Web *web)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(web_app(web), &count);
    uint64_t hash = add_text(HASH_START, app_screen(web_app(web)));
    for (int32_t i = 0; i < count; i++) {
        const UiNode *node = &nodes[i];
        const bool states[] = {node->enabled, node->selected, node->focused};
        hash = hash_bytes(hash, &node->id, sizeof(node->id));
        hash = add_text(hash, node->label);
        hash = add_text(hash, node->value);
        hash = hash_bytes(hash, &node->rect, sizeof(node->rect));
        hash = hash_bytes(hash, &node->whole, sizeof(node->whole));
        hash = hash_bytes(hash, states, sizeof(states));
    }
    return hash_fold(hash);
}

EMSCRIPTEN_KEEPALIVE const char *surefoot_screen(const Web *web)
{
    return app_screen(web_app(web));
}

EMSCRIPTEN_KEEPALIVE bool surefoot_reveal(Web *web, UiId id)
{
    const bool found = app_reveal(web_app(web), id);
    (void)sdl_app_step(web_sdl(web));
    page_wake();
    return found;
}

EMSCRIPTEN_KEEPALIVE bool surefoot_focus(Web *web, UiId id)
{
    const bool focused = app_focus(web_app(web), id);
    page_wake();
    return focused;
}

static bool is_button(const Web *web, UiId id)
{
    int32_t count = 0;
    const UiNode *nodes = app_nodes(web_app(web), &count);
    for (int32_t i = 0; i < count; i++) {
        if (nodes[i].id == id) {
            return nodes[i].enabled && nodes[i].role == ROLE_BUTTON;
        }
    }
    return false;
}

/* Presses a node by keys, not by a finger in its middle, because another node may cover that. A
 * button that cannot take the focus is one that any key presses. */
EMSCRIPTEN_KEEPALIVE bool surefoot_activate(Web *web, UiId id)
{
    const bool fires = surefoot_focus(web, id) || is_button(web, id);
    if (fires && !app_wants_text(web_app(web))) {
        const InputEvent event = {.kind = INPUT_KEY,
                                  .key = KEY_ENTER,
                                  .assistive = true,
                                  .at_ms = (int64_t)page_now_ms()};
        sdl_app_input(web_sdl(web), &event);
        page_wake();
    }
    return fires;
}
