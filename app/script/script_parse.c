/* SPDX-License-Identifier: MIT */
/* Parses commands. The rest of a line after its first fault is ignored, but the next lines are
 * read, so that all lines with faults are reported at once. */
#include <string.h>

#include "script_parser.h"
#include "surefoot/limits.h"
#include "surefoot/vocabulary.h"

typedef bool (*ParseVerb)(Parser *parser, ScriptCommand *command);

/* ---- clock, window, data -------------------------------------------------------------------- */

static bool parse_clock(Parser *parser, ScriptCommand *command)
{
    return parser_instant(parser, &command->at);
}

static bool parse_size(Parser *parser, ScriptCommand *command)
{
    if (!script__size(parser_peek(parser), &command->width, &command->height)) {
        return parser_wanted(parser, "WIDTHxHEIGHT in dp, each 200 to 4000");
    }
    parser->at++;
    int32_t scale = 0;
    if (parser_take(parser, "scale")) {
        if (!parser_integer(parser, 1, 4, &scale)) {
            return false;
        }
        command->scale = (float)scale;
    }
    return true;
}

static bool parse_theme(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"light", "dark"};
    return parser_one(parser, words, 2, "light or dark", &command->number);
}

static bool parse_text(Parser *parser, ScriptCommand *command)
{
    return parser_integer(parser, 100, 200, &command->number);
}

static bool parse_reduced_motion(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"off", "on"};
    return parser_one(parser, words, 2, "on or off", &command->number);
}

static bool parse_sound(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"none", "on"};
    return parser_one(parser, words, 2, "on or none", &command->number);
}

/* Without a path there is no sensor. */
static bool parse_motion(Parser *parser, ScriptCommand *command)
{
    return parser_take(parser, "off") ||
           parser_name(parser, "off or the path of a recording", &command->text);
}

static bool parse_data(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {
        [DATA_FRESH] = "fresh", [DATA_KEEP] = "keep",       [DATA_MISSING] = "missing",
        [DATA_NEWER] = "newer", [DATA_DAMAGED] = "damaged", [DATA_BROKEN] = "broken",
        [DATA_OWN] = "own",     [DATA_GONE] = "gone",       [DATA_FULL] = "full",
        [DATA_ROOM] = "room"};
    return parser_one(parser, words, (int32_t)SF_COUNT(words),
                      "fresh, keep, missing, newer, damaged, broken, own, gone, full or room",
                      &command->number);
}

static bool parse_library(Parser *parser, ScriptCommand *command)
{
    return parser_name(parser, "the path of a program file or a folder", &command->text);
}

static bool parse_safety(Parser *parser, ScriptCommand *command)
{
    static const char *const notes[] = {"done", "stance"};
    return parser_one(parser, notes, 2, "done or stance", &command->number);
}

static bool parse_when(Parser *parser, ScriptCommand *command)
{
    command->has_at = parser_take(parser, "at");
    return !command->has_at || parser_instant(parser, &command->at);
}

static bool parse_follow(Parser *parser, ScriptCommand *command)
{
    command->fact = FACT_FOLLOW;
    return parser_name(parser, "the id of a program", &command->text) &&
           parse_when(parser, command);
}

/* log balance left 31.4s 28s [closed] [soft] [shelf|sensor] [supported] [cap 30] [at INSTANT] */
static bool parse_log_balance(Parser *parser, ScriptCommand *command)
{
    TryFact *fact = &command->attempt;
    int64_t ms = 0;
    int32_t cap = SCRIPT_TRY_CAP_S;
    do {
        if (!parser_duration(parser, &ms)) {
            return false;
        }
        command->tries[command->try_count++] = (int32_t)ms;
    } while (command->try_count < SCRIPT_TRIES && !parser_is_quoted(parser) &&
             !parser_at_end(parser) && script__duration(parser_peek(parser), &ms));
    fact->eyes = parser_take(parser, "closed") ? EYES_CLOSED : EYES_OPEN;
    fact->surface = parser_take(parser, "soft") ? SURFACE_SOFT : SURFACE_FIRM;
    fact->stop = parser_take(parser, "shelf")    ? STOP_SHELF
                 : parser_take(parser, "sensor") ? STOP_SENSOR
                 : parser_take(parser, "waist")  ? STOP_WAIST
                                                 : STOP_THUMB;
    fact->supported = parser_take(parser, "supported");
    if (parser_take(parser, "cap") && !parser_integer(parser, 1, SCRIPT_TRY_CAP_MOST_S, &cap)) {
        return false;
    }
    fact->leg = command->side;
    fact->cap_ms = cap * 1000;
    return parse_when(parser, command);
}

/* log squat left 4 1 0 [at INSTANT]: steady, wobbled, moved inward */
static bool parse_log_squat(Parser *parser, ScriptCommand *command)
{
    SquatFact *fact = &command->squat;
    fact->leg = command->side;
    return parser_integer(parser, 0, SQUAT_REPS, &fact->steady) &&
           parser_integer(parser, 0, SQUAT_REPS, &fact->wobbled) &&
           parser_integer(parser, 0, SQUAT_REPS, &fact->inward) && parse_when(parser, command);
}

/* log answer flag.swollen yes [at INSTANT] */
static bool parse_log_answer(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"no", "yes"};
    return parser_name(parser, "the id of a question", &command->text) &&
           parser_one(parser, words, 2, "yes or no", &command->number) &&
           parse_when(parser, command);
}

/* log status sick|away|resting 2026-11-21 [to 2026-11-24] [at INSTANT] */
static bool parse_log_status(Parser *parser, ScriptCommand *command)
{
    StatusFact *mark = &command->mark;
    int32_t status = 0;
    if (!parser_one(parser, status_words, (int32_t)SF_COUNT(status_words), "sick, away or resting",
                    &status) ||
        !parser_day(parser, &mark->from)) {
        return false;
    }
    mark->status = (Status)status;
    mark->to = mark->from;
    return (!parser_take(parser, "to") || parser_day(parser, &mark->to)) &&
           parse_when(parser, command);
}

static bool parse_log(Parser *parser, ScriptCommand *command)
{
    static const char *const kinds[] = {"pain", "session", "balance", "squat", "answer", "status"};
    static const FactKind facts[] = {FACT_PAIN,  FACT_SESSION, FACT_TRY,
                                     FACT_SQUAT, FACT_ANSWER,  FACT_STATUS};
    int32_t kind = 0;
    int32_t knee = 0;
    if (!parser_one(parser, kinds, (int32_t)SF_COUNT(kinds),
                    "pain, session, balance, squat, answer or status", &kind)) {
        return false;
    }
    command->fact = facts[kind];
    if (kind == 1) {
        return parser_name(parser, "a routine as PROGRAM/ROUTINE", &command->text) &&
               parse_when(parser, command);
    }
    if (kind > 3) {
        return kind == 4 ? parse_log_answer(parser, command) : parse_log_status(parser, command);
    }
    if (!parser_one(parser, side_words + SIDE_LEFT, 2, "left or right", &knee)) {
        return false;
    }
    command->side = knee == 0 ? SIDE_LEFT : SIDE_RIGHT;
    if (kind > 1) {
        return kind == 2 ? parse_log_balance(parser, command) : parse_log_squat(parser, command);
    }
    if (!parser_integer(parser, 0, 10, &command->number)) {
        return false;
    }
    for (int32_t i = 0; i < (int32_t)SF_COUNT(pain_moment_words); i++) {
        if (parser_take(parser, pain_moment_words[i])) {
            command->moment = i;
        }
    }
    return parse_when(parser, command);
}

static bool parse_fps(Parser *parser, ScriptCommand *command)
{
    return parser_take(parser, "auto") || parser_integer(parser, 1, 240, &command->number);
}

/* ---- fingers, keys, time -------------------------------------------------------------------- */

static bool parse_tap(Parser *parser, ScriptCommand *command)
{
    const bool named = parser_target(parser, &command->target, true);
    command->at_once = named && parser_take(parser, "now");
    return named;
}

static bool parse_hold(Parser *parser, ScriptCommand *command)
{
    return parser_target(parser, &command->target, true) && parser_duration(parser, &command->ms);
}

static bool parse_drag(Parser *parser, ScriptCommand *command)
{
    if (!parser_target(parser, &command->target, true)) {
        return false;
    }
    command->by = parser_take(parser, "by");
    if (!command->by && !parser_take(parser, "to")) {
        return parser_wanted(parser, "by DX,DY or to X,Y");
    }
    if (!script__point(parser_peek(parser), &command->to)) {
        return parser_wanted(parser, "X,Y in dp");
    }
    parser->at++;
    command->ms = 200;
    return !parser_take(parser, "over") || parser_duration(parser, &command->ms);
}

static bool parse_key(Parser *parser, ScriptCommand *command)
{
    if (!script__key(parser_peek(parser), &command->number)) {
        return parser_wanted(parser,
                             "a key: Tab, BackTab, Enter, Space, Escape, Back, Backspace, Delete, "
                             "Left, Right, Up, Down, Home, End, PageUp, PageDown, Plus or Minus");
    }
    parser->at++;
    command->at_once = parser_take(parser, "now");
    return true;
}

static bool parse_type(Parser *parser, ScriptCommand *command)
{
    return parser_quoted(parser, &command->text);
}

static bool parse_pause(Parser *parser, ScriptCommand *command)
{
    return parser_duration(parser, &command->ms);
}

static bool parse_wait(Parser *parser, ScriptCommand *command)
{
    if (!parser_take(parser, "until")) {
        return parser_duration(parser, &command->ms);
    }
    command->until = true;
    command->ms = 120000;
    return parser_condition(parser, &command->condition) &&
           (!parser_take(parser, "max") || parser_duration(parser, &command->ms));
}

static bool parse_expect(Parser *parser, ScriptCommand *command)
{
    return parser_condition(parser, &command->condition);
}

/* ---- the rest ------------------------------------------------------------------------------- */

static bool parse_bare(Parser *parser, ScriptCommand *command)
{
    (void)parser;
    (void)command;
    return true;
}

static bool ends_with(const char *text, const char *tail)
{
    const size_t size = strlen(text);
    const size_t length = strlen(tail);
    return size > length && strcmp(text + size - length, tail) == 0;
}

static bool parse_shot(Parser *parser, ScriptCommand *command)
{
    if (!ends_with(parser_peek(parser), ".png")) {
        return parser_wanted(parser, "the name of a picture, ending in .png");
    }
    return parser_name(parser, "a name", &command->text);
}

static bool parse_list(Parser *parser, ScriptCommand *command)
{
    if (!ends_with(parser_peek(parser), ".txt")) {
        return parser_wanted(parser, "the name of a text file, ending in .txt");
    }
    return parser_name(parser, "a name", &command->text);
}

static bool parse_repeat(Parser *parser, ScriptCommand *command)
{
    if (parser->depth == SCRIPT_NEST) {
        return parser_fault(parser, "repeat: at most %d within each other", SCRIPT_NEST);
    }
    /* It is opened even if the line has a fault, so that its } is not reported too. */
    parser->open[parser->depth++] = parser->script->count;
    return parser_integer(parser, 1, 10000, &command->number) &&
           (parser_take(parser, "{") || parser_wanted(parser, "a number and {"));
}

static bool parse_end(Parser *parser, ScriptCommand *command)
{
    if (parser->depth == 0) {
        return parser_fault(parser, "} without a repeat before it");
    }
    command->partner = parser->open[--parser->depth];
    if (command->partner < parser->script->count) {
        parser->script->commands[command->partner].partner = parser->script->count;
    }
    return true;
}

static const struct {
    const char *word;
    ParseVerb parse;
} verbs[] = {
#define VERB(name, word, needs, parse, act) [VERB_##name] = {word, parse},
#include "script_verbs.inc"
#undef VERB
};

static bool parse_command(Parser *parser, ScriptCommand *command)
{
    for (size_t i = 0; i < SF_COUNT(verbs); i++) {
        if (!parser->words[0].quoted && strcmp(parser->words[0].text, verbs[i].word) == 0) {
            *command = (ScriptCommand){.verb = (ScriptVerb)i, .line = parser->line};
            parser->at = 1;
            if (!verbs[i].parse(parser, command)) {
                return false;
            }
            return parser_at_end(parser) ||
                   parser_fault(parser, "%s: \"%.200s\" is too much", parser->words[0].text,
                                parser_peek(parser));
        }
    }
    return parser_fault(parser, "there is no command \"%.200s\"", parser->words[0].text);
}

/* Adds a command. A larger array is made in the arena; the old one, half as large, stays there. */
static bool push(Parser *parser, const ScriptCommand *command)
{
    Script *script = parser->script;
    if (script->count == script->capacity) {
        const int32_t capacity = script->capacity == 0 ? 64 : script->capacity * 2;
        ScriptCommand *more = arena_alloc(&script->arena, sizeof(*more) * (size_t)capacity);
        if (script->count == SCRIPT_COMMANDS || more == NULL) {
            return parser_fault(parser, more == NULL ? "out of memory" : "the script is too long");
        }
        if (script->count > 0) {
            memcpy(more, script->commands, sizeof(*more) * (size_t)script->count);
        }
        script->commands = more;
        script->capacity = capacity;
    }
    script->commands[script->count++] = *command;
    return true;
}

static bool parse_line(Parser *parser, const char *line, size_t size)
{
    parser->at = 0;
    const char *why =
        script__split(&parser->script->arena, line, size, parser->words, &parser->count);
    if (why != NULL) {
        return parser_fault(parser, "%s", why);
    }
    ScriptCommand command;
    if (parser->count == 0 || !parse_command(parser, &command)) {
        return parser->count == 0;
    }
    return push(parser, &command);
}

SfError script__parse(Script *out, const char *name, const char *text, size_t size, ScriptSay say)
{
    *out = (Script){0};
    Parser parser = {.script = out, .name = name, .say = say};
    if (size > LIMIT_FILE_BYTES) {
        (void)parser_fault(&parser, "the script is larger than 4 MiB");
        size = 0;
    }
    for (size_t at = 0; at < size && parser.faults < LIMIT_FAULTS;) {
        const char *end = memchr(text + at, '\n', size - at);
        const size_t length = end != NULL ? (size_t)(end - (text + at)) : size - at;
        const bool crlf = length > 0 && text[at + length - 1] == '\r';
        parser.line++;
        (void)parse_line(&parser, text + at, length - (crlf ? 1 : 0));
        at += length + 1;
    }
    if (parser.depth > 0) {
        (void)parser_fault(&parser, "the file ends within a repeat: a } is missing");
    }
    if (parser.faults > 0) {
        script__deinit(out);
        return SF_E_INPUT;
    }
    return SF_OK;
}

void script__deinit(Script *script)
{
    arena_deinit(&script->arena);
    *script = (Script){0};
}
