/* SPDX-License-Identifier: MIT */
/* Writes a draw list as text. */
#include "surefoot/draw.h"
#include "surefoot/memory.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* A text that grows. After a failed allocation it stays failed. */
typedef struct Writer {
    char *text;
    size_t size;
    size_t capacity;
    bool failed;
} Writer;

static void put_bytes(Writer *out, const char *bytes, size_t size)
{
    if (out->failed) {
        return;
    }
    char *text = array_room(out->text, &out->capacity, out->size + size + 1, 1);
    if (text == NULL) {
        out->failed = true;
        return;
    }
    out->text = text;
    memcpy(out->text + out->size, bytes, size);
    out->size += size;
    out->text[out->size] = '\0';
}

static void put(Writer *out, const char *text)
{
    put_bytes(out, text, strlen(text));
}

/* To a tenth, without the locale's comma and without a negative zero. */
static void put_number(Writer *out, float value)
{
    char text[32];
    if (!(fabsf(value) < 1e9F)) {
        put(out, isnan(value) ? " nan" : " far");
        return;
    }
    const int64_t tenths = llround((double)value * 10.0);
    const int64_t size = tenths < 0 ? -tenths : tenths;
    (void)sf_format(text, sizeof(text), " %s%" PRId64 ".%" PRId64, tenths < 0 ? "-" : "", size / 10,
                    size % 10);
    put(out, text);
}

static void put_numbers(Writer *out, const float *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_number(out, values[i]);
    }
}

static void put_rect(Writer *out, Rect rect)
{
    put_numbers(out, (const float[]){rect.x, rect.y, rect.w, rect.h}, 4);
}

static void put_angle(Writer *out, float radians)
{
    put_number(out, radians * 360.0F / DRAW_TURN);
}

static void put_color(Writer *out, Color color)
{
    char text[16];
    (void)sf_format(text, sizeof(text), " #%02x%02x%02x%02x", (unsigned)color.r, (unsigned)color.g,
                    (unsigned)color.b, (unsigned)color.a);
    put(out, text);
}

/* In quotes; control bytes, quotes and backslashes escaped, so that a line stays a line. */
static void put_quoted(Writer *out, const char *text, size_t size)
{
    put(out, " \"");
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = (unsigned char)text[i];
        if (byte < 0x20 || byte == 0x7f || byte == '"' || byte == '\\') {
            char escaped[8];
            (void)sf_format(escaped, sizeof(escaped), "\\x%02x", (unsigned)byte);
            put(out, escaped);
        } else {
            put_bytes(out, text + i, 1);
        }
    }
    put(out, "\"");
}

static const char *weight_name(FontWeight weight)
{
    switch (weight) {
    case FONT_REGULAR:
        return "regular";
    case FONT_SEMIBOLD:
        return "semibold";
    case FONT_BOLD:
        return "bold";
    case FONT_WEIGHTS:
        return "?";
    }
    return "?";
}

static void put_polygon(Writer *out, const DrawList *list, const DrawCommand *command)
{
    put(out, "polygon");
    for (int32_t i = 0; i < command->as.polygon.count; i++) {
        const Point point = list->points[command->as.polygon.first + i];
        put_number(out, point.x);
        put_number(out, point.y);
    }
    put_color(out, command->color);
}

static void put_text(Writer *out, const DrawList *list, const DrawCommand *command)
{
    char font[48];
    (void)sf_format(font, sizeof(font), " %s %" PRId32, weight_name(command->as.text.font.weight),
                    command->as.text.font.px);
    put(out, "text");
    put_number(out, command->as.text.at.x);
    put_number(out, command->as.text.at.y);
    put(out, font);
    put_color(out, command->color);
    put_quoted(out, list->text + command->as.text.first, (size_t)command->as.text.size);
}

static void put_ring(Writer *out, const DrawCommand *command)
{
    put(out, command->as.ring.round ? "ring" : "ring_flat");
    put_number(out, command->as.ring.center.x);
    put_number(out, command->as.ring.center.y);
    put_number(out, command->as.ring.radius);
    put_number(out, command->as.ring.width);
    put_angle(out, command->as.ring.from);
    put_angle(out, command->as.ring.sweep);
    put_color(out, command->color);
}

static void put_rect_command(Writer *out, const DrawCommand *command)
{
    const bool filled = command->as.rect.border == 0.0F;
    put(out, filled ? "rect" : "border");
    put_rect(out, command->as.rect.rect);
    put_number(out, command->as.rect.radius);
    if (!filled) {
        put_number(out, command->as.rect.border);
    }
    put_color(out, command->color);
}

static void put_capsule(Writer *out, const DrawCommand *command)
{
    put(out, "capsule");
    put_numbers(out,
                (const float[]){command->as.capsule.a.x, command->as.capsule.a.y,
                                command->as.capsule.radius_a, command->as.capsule.b.x,
                                command->as.capsule.b.y, command->as.capsule.radius_b},
                6);
    put_color(out, command->color);
}

static void put_command(Writer *out, const DrawList *list, const DrawCommand *command)
{
    switch (command->kind) {
    case DRAW_RECT:
        put_rect_command(out, command);
        break;
    case DRAW_RING:
        put_ring(out, command);
        break;
    case DRAW_CAPSULE:
        put_capsule(out, command);
        break;
    case DRAW_POLYGON:
        put_polygon(out, list, command);
        break;
    case DRAW_TEXT:
        put_text(out, list, command);
        break;
    case DRAW_CLIP:
        put(out, "clip");
        put_rect(out, command->as.clip);
        break;
    case DRAW_CLIP_END:
        put(out, "clip_end");
        break;
    case DRAW_ALPHA:
        put(out, "alpha");
        put_number(out, command->as.alpha * 100.0F);
        put(out, "%");
        break;
    case DRAW_ALPHA_END:
        put(out, "alpha_end");
        break;
    }
    put(out, "\n");
}

SfError draw_dump(const DrawList *list, char **out)
{
    Writer writer = {0};
    int32_t depth = 0;
    put(&writer, "");
    for (int32_t i = 0; i < list->count; i++) {
        const DrawCommand *command = &list->commands[i];
        const bool begins = command->kind == DRAW_CLIP || command->kind == DRAW_ALPHA;
        const bool ends = command->kind == DRAW_CLIP_END || command->kind == DRAW_ALPHA_END;
        depth -= ends && depth > 0 ? 1 : 0;
        for (int32_t level = 0; level < depth; level++) {
            put(&writer, "  ");
        }
        put_command(&writer, list, command);
        depth += begins ? 1 : 0;
    }
    if (writer.failed) {
        sf_free(writer.text);
        return SF_E_NOMEM;
    }
    *out = writer.text;
    return SF_OK;
}
