/* SPDX-License-Identifier: MIT */
/* Words into commands. A line ends at its first fault; the next line is read all the same, so that
 * every line with a fault is told in one go. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "script_parts.h"
#include "surefoot/limits.h"

#define FAULT_BYTES 1024

typedef struct Parser {
    Script *script;
    const char *name;
    ScriptSay say;
    int32_t line;
    ScriptWord words[SCRIPT_WORDS];
    int32_t count;
    int32_t at;
    int32_t faults;
    int32_t open[SCRIPT_NEST]; /* repeats not yet closed */
    int32_t depth;
} Parser;

typedef bool (*ParseVerb)(Parser *parser, ScriptCommand *command);

SF_PRINTF(2, 3) static bool fault(Parser *parser, const char *format, ...)
{
    char what[FAULT_BYTES];
    char line[FAULT_BYTES + SCRIPT_PATH_BYTES];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(what, sizeof(what), format, args);
    va_end(args);
    (void)sf_format(line, sizeof(line), "%s:%d: %s", parser->name, parser->line, what);
    parser->say.line(parser->say.context, line);
    parser->faults++;
    return false;
}

/* The next word, or "" at the end. */
static const char *peek(const Parser *parser)
{
    return parser->at < parser->count ? parser->words[parser->at].text : "";
}

static bool at_end(const Parser *parser)
{
    return parser->at >= parser->count;
}

static bool is_quoted(const Parser *parser)
{
    return !at_end(parser) && parser->words[parser->at].quoted;
}

static bool wanted(Parser *parser, const char *what)
{
    if (at_end(parser)) {
        return fault(parser, "%s wants %s", parser->words[0].text, what);
    }
    return fault(parser, "%s wants %s, not \"%.200s\"", parser->words[0].text, what, peek(parser));
}

/* Takes the next word if it is this one. */
static bool take(Parser *parser, const char *word)
{
    if (at_end(parser) || is_quoted(parser) || strcmp(peek(parser), word) != 0) {
        return false;
    }
    parser->at++;
    return true;
}

static bool take_duration(Parser *parser, int64_t *ms)
{
    if (is_quoted(parser) || !script__duration(peek(parser), ms)) {
        return wanted(parser, "a time such as 500ms, 30s or 2m");
    }
    parser->at++;
    return true;
}

static bool take_quoted(Parser *parser, const char **text)
{
    if (!is_quoted(parser)) {
        return wanted(parser, "a text in double quotes");
    }
    *text = peek(parser);
    parser->at++;
    return true;
}

/* A path or an id: quotes are only needed around blanks. */
static bool take_name(Parser *parser, const char *what, const char **text)
{
    if (at_end(parser) || peek(parser)[0] == '\0') {
        return wanted(parser, what);
    }
    *text = peek(parser);
    parser->at++;
    return true;
}

/* The index of the next word among some, and takes it; faults listing them. */
static bool
take_one(Parser *parser, const char *const *words, int32_t count, const char *what, int32_t *index)
{
    for (int32_t i = 0; i < count; i++) {
        if (take(parser, words[i])) {
            *index = i;
            return true;
        }
    }
    return wanted(parser, what);
}

static bool take_integer(Parser *parser, int32_t low, int32_t high, int32_t *out)
{
    if (is_quoted(parser) || !script__integer(peek(parser), low, high, out)) {
        char what[64];
        (void)sf_format(what, sizeof(what), "a whole number from %d to %d", low, high);
        return wanted(parser, what);
    }
    parser->at++;
    return true;
}

static bool take_instant(Parser *parser, Instant *at)
{
    SfErrorInfo err;
    if (calendar_parse_instant(at, peek(parser), &err) != SF_OK) {
        return fault(parser, "%s: %s", parser->words[0].text, err.text);
    }
    parser->at++;
    return true;
}

static bool take_key(Parser *parser, const char **key)
{
    const char *word = peek(parser);
    if (is_quoted(parser) || word[0] != '#' || word[1] == '\0') {
        return wanted(parser, "a key such as #start");
    }
    *key = word + 1;
    parser->at++;
    return true;
}

static bool take_target(Parser *parser, ScriptTarget *target, bool places)
{
    if (is_quoted(parser)) {
        target->label = peek(parser);
        parser->at++;
    } else if (peek(parser)[0] == '#') {
        if (!take_key(parser, &target->key)) {
            return false;
        }
    } else if (places && script__point(peek(parser), &target->at)) {
        parser->at++;
        return true;
    } else {
        return wanted(parser, places ? "a label in double quotes, a key such as #start, or X,Y"
                                     : "a condition: screen, cue, tone, count, wake, awake, "
                                       "motion, sound, order, a label in double quotes or a "
                                       "key such as #start");
    }
    if (take(parser, "in") && !take_key(parser, &target->in)) {
        return false;
    }
    return !take(parser, "after") || take_quoted(parser, &target->after);
}

/* ---- setting the stage ---------------------------------------------------------------------- */

static bool parse_clock(Parser *parser, ScriptCommand *command)
{
    return take_instant(parser, &command->at);
}

static bool parse_size(Parser *parser, ScriptCommand *command)
{
    if (!script__size(peek(parser), &command->width, &command->height)) {
        return wanted(parser, "WIDTHxHEIGHT in dp, each 200 to 4000");
    }
    parser->at++;
    int32_t scale = 0;
    if (take(parser, "scale")) {
        if (!take_integer(parser, 1, 4, &scale)) {
            return false;
        }
        command->scale = (float)scale;
    }
    return true;
}

static bool parse_theme(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"light", "dark"};
    return take_one(parser, words, 2, "light or dark", &command->number);
}

static bool parse_text(Parser *parser, ScriptCommand *command)
{
    return take_integer(parser, 100, 200, &command->number);
}

static bool parse_reduced_motion(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"off", "on"};
    return take_one(parser, words, 2, "on or off", &command->number);
}

static bool parse_sound(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {"none", "on"};
    return take_one(parser, words, 2, "on or none", &command->number);
}

/* Without a path there is no sensor. */
static bool parse_motion(Parser *parser, ScriptCommand *command)
{
    return take(parser, "off") ||
           take_name(parser, "off or the path of a recording", &command->text);
}

static bool parse_data(Parser *parser, ScriptCommand *command)
{
    static const char *const words[] = {
        [DATA_FRESH] = "fresh", [DATA_KEEP] = "keep",       [DATA_MISSING] = "missing",
        [DATA_NEWER] = "newer", [DATA_DAMAGED] = "damaged", [DATA_BROKEN] = "broken",
        [DATA_FULL] = "full",   [DATA_ROOM] = "room"};
    return take_one(parser, words, (int32_t)SF_COUNT(words),
                    "fresh, keep, missing, newer, damaged, broken, full or room", &command->number);
}

static bool parse_library(Parser *parser, ScriptCommand *command)
{
    return take_name(parser, "the path of a program file or a folder", &command->text);
}

static bool parse_safety(Parser *parser, ScriptCommand *command)
{
    static const char *const notes[] = {"done", "stance"};
    return take_one(parser, notes, 2, "done or stance", &command->number);
}

static bool parse_when(Parser *parser, ScriptCommand *command)
{
    command->has_at = take(parser, "at");
    return !command->has_at || take_instant(parser, &command->at);
}

static bool parse_follow(Parser *parser, ScriptCommand *command)
{
    return take_name(parser, "the id of a program", &command->text) && parse_when(parser, command);
}

/* log balance left 31.4s 28s [closed] [soft] [shelf|sensor] [supported] [cap 30] [at INSTANT] */
static bool parse_log_balance(Parser *parser, ScriptCommand *command)
{
    TryFact *fact = &command->attempt;
    int64_t ms = 0;
    int32_t cap = SCRIPT_TRY_CAP_S;
    command->verb = VERB_LOG_BALANCE;
    do {
        if (!take_duration(parser, &ms)) {
            return false;
        }
        command->tries[command->try_count++] = (int32_t)ms;
    } while (command->try_count < SCRIPT_TRIES && !is_quoted(parser) && !at_end(parser) &&
             script__duration(peek(parser), &ms));
    fact->eyes = take(parser, "closed") ? EYES_CLOSED : EYES_OPEN;
    fact->surface = take(parser, "soft") ? SURFACE_SOFT : SURFACE_FIRM;
    fact->stop = take(parser, "shelf")    ? STOP_SHELF
                 : take(parser, "sensor") ? STOP_SENSOR
                 : take(parser, "waist")  ? STOP_WAIST
                                          : STOP_THUMB;
    fact->supported = take(parser, "supported");
    if (take(parser, "cap") && !take_integer(parser, 1, SCRIPT_TRY_CAP_MOST_S, &cap)) {
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
    command->verb = VERB_LOG_SQUAT;
    fact->leg = command->side;
    return take_integer(parser, 0, SQUAT_REPS, &fact->steady) &&
           take_integer(parser, 0, SQUAT_REPS, &fact->wobbled) &&
           take_integer(parser, 0, SQUAT_REPS, &fact->inward) && parse_when(parser, command);
}

static bool parse_log(Parser *parser, ScriptCommand *command)
{
    static const char *const kinds[] = {"pain", "session", "balance", "squat"};
    static const char *const knees[] = {"left", "right"};
    static const char *const moments[] = {"before", "worst", "after", "morning"};
    int32_t kind = 0;
    int32_t knee = 0;
    if (!take_one(parser, kinds, 4, "pain, session, balance or squat", &kind)) {
        return false;
    }
    if (kind == 1) {
        command->verb = VERB_LOG_SESSION;
        return take_name(parser, "a routine as PROGRAM/ROUTINE", &command->text) &&
               parse_when(parser, command);
    }
    if (!take_one(parser, knees, 2, "left or right", &knee)) {
        return false;
    }
    command->side = knee == 0 ? SIDE_LEFT : SIDE_RIGHT;
    if (kind > 1) {
        return kind == 2 ? parse_log_balance(parser, command) : parse_log_squat(parser, command);
    }
    if (!take_integer(parser, 0, 10, &command->number)) {
        return false;
    }
    for (int32_t i = 0; i < (int32_t)SF_COUNT(moments); i++) {
        if (take(parser, moments[i])) {
            command->moment = i;
        }
    }
    return parse_when(parser, command);
}

static bool parse_fps(Parser *parser, ScriptCommand *command)
{
    return take(parser, "auto") || take_integer(parser, 1, 240, &command->number);
}

/* ---- fingers, keys, time -------------------------------------------------------------------- */

static bool parse_tap(Parser *parser, ScriptCommand *command)
{
    return take_target(parser, &command->target, true);
}

static bool parse_hold(Parser *parser, ScriptCommand *command)
{
    return take_target(parser, &command->target, true) && take_duration(parser, &command->ms);
}

static bool parse_drag(Parser *parser, ScriptCommand *command)
{
    if (!take_target(parser, &command->target, true)) {
        return false;
    }
    command->by = take(parser, "by");
    if (!command->by && !take(parser, "to")) {
        return wanted(parser, "by DX,DY or to X,Y");
    }
    if (!script__point(peek(parser), &command->to)) {
        return wanted(parser, "X,Y in dp");
    }
    parser->at++;
    command->ms = 200;
    return !take(parser, "over") || take_duration(parser, &command->ms);
}

static bool parse_key(Parser *parser, ScriptCommand *command)
{
    if (!script__key(peek(parser), &command->number)) {
        return wanted(parser, "a key: Tab, BackTab, Enter, Space, Escape, Back, Backspace, Delete, "
                              "Left, Right, Up, Down, Home, End, PageUp, PageDown, Plus or Minus");
    }
    parser->at++;
    return true;
}

static bool parse_type(Parser *parser, ScriptCommand *command)
{
    return take_quoted(parser, &command->text);
}

static bool parse_pause(Parser *parser, ScriptCommand *command)
{
    return take_duration(parser, &command->ms);
}

/* ---- conditions ----------------------------------------------------------------------------- */

static bool take_cue(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_CUE;
    for (int32_t id = CUE_NAME; id <= CUE_DONE; id++) {
        if (!is_quoted(parser) && script__same_word(peek(parser), cue_word((CueId)id))) {
            condition->number = id;
            parser->at++;
            return !take(parser, "within") || take_duration(parser, &condition->ms);
        }
    }
    return wanted(parser, "a cue: NAME, SET, FORM, COUNT, START, HALFWAY, REP, PHASE, LAST, END, "
                          "REST, CHANGE, NEXT, QUESTION or DONE");
}

static bool take_tone(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_TONE;
    for (int32_t tone = TONE_COUNT; tone <= TONE_DONE; tone++) {
        if (!is_quoted(parser) && script__same_word(peek(parser), tone_word((Tone)tone))) {
            condition->number = tone;
            parser->at++;
            return (take(parser, "at") || wanted(parser, "at and a time")) &&
                   take_duration(parser, &condition->ms);
        }
    }
    return wanted(parser, "a tone: COUNT, START, RUN, WALK, HALFWAY, REP, PHASE, END, CHANGE or "
                          "DONE");
}

static bool take_node(Parser *parser, ScriptCondition *condition)
{
    static const char *const states[] = {[STATE_ENABLED] = "enabled",
                                         [STATE_DISABLED] = "disabled",
                                         [STATE_FOCUSED] = "focused",
                                         [STATE_SELECTED] = "selected",
                                         [STATE_VISIBLE] = "visible"};
    condition->subject = SUBJECT_NODE;
    if (!take_target(parser, &condition->target, false)) {
        return false;
    }
    if (take(parser, "value")) {
        condition->subject = SUBJECT_VALUE;
        return take_quoted(parser, &condition->text);
    }
    for (int32_t i = 0; i < (int32_t)SF_COUNT(states); i++) {
        if (take(parser, states[i])) {
            condition->subject = SUBJECT_STATE;
            condition->state = (ScriptState)i;
        }
    }
    return true;
}

static bool take_count(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_COUNT;
    return take_quoted(parser, &condition->target.label) &&
           take_integer(parser, 0, UI_NODES, &condition->number);
}

static bool take_condition(Parser *parser, ScriptCondition *condition)
{
    static const char *const switches[] = {"off", "on"};
    static const char *const sounds[] = {"closed", "open"};
    condition->no = take(parser, "no");
    if (take(parser, "screen")) {
        condition->subject = SUBJECT_SCREEN;
        return take_name(parser, "the name of a screen", &condition->text);
    }
    if (take(parser, "cue")) {
        return take_cue(parser, condition);
    }
    if (take(parser, "tone")) {
        return take_tone(parser, condition);
    }
    if (take(parser, "count")) {
        return take_count(parser, condition);
    }
    if (take(parser, "wake")) {
        condition->subject = SUBJECT_WAKE_NONE;
        return take(parser, "none") || wanted(parser, "none");
    }
    if (take(parser, "awake")) {
        condition->subject = SUBJECT_AWAKE;
        return take_one(parser, switches, 2, "on or off", &condition->number);
    }
    if (take(parser, "motion")) {
        condition->subject = SUBJECT_MOTION;
        return take_one(parser, switches, 2, "on or off", &condition->number);
    }
    if (take(parser, "sound")) {
        condition->subject = SUBJECT_SOUND;
        return take_one(parser, sounds, 2, "open or closed", &condition->number);
    }
    if (take(parser, "order")) {
        condition->subject = SUBJECT_ORDER;
        return true;
    }
    return take_node(parser, condition);
}

static bool parse_wait(Parser *parser, ScriptCommand *command)
{
    if (!take(parser, "until")) {
        return take_duration(parser, &command->ms);
    }
    command->verb = VERB_WAIT_UNTIL;
    command->ms = 120000;
    return take_condition(parser, &command->condition) &&
           (!take(parser, "max") || take_duration(parser, &command->ms));
}

static bool parse_expect(Parser *parser, ScriptCommand *command)
{
    return take_condition(parser, &command->condition);
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
    if (!ends_with(peek(parser), ".png")) {
        return wanted(parser, "the name of a picture, ending in .png");
    }
    return take_name(parser, "a name", &command->text);
}

static bool parse_list(Parser *parser, ScriptCommand *command)
{
    if (!ends_with(peek(parser), ".txt")) {
        return wanted(parser, "the name of a text file, ending in .txt");
    }
    return take_name(parser, "a name", &command->text);
}

static bool parse_repeat(Parser *parser, ScriptCommand *command)
{
    if (parser->depth == SCRIPT_NEST) {
        return fault(parser, "repeat: at most %d within each other", SCRIPT_NEST);
    }
    /* Opened even if the line has a fault, so that its } is not told as another. */
    parser->open[parser->depth++] = parser->script->count;
    return take_integer(parser, 1, 10000, &command->number) &&
           (take(parser, "{") || wanted(parser, "a number and {"));
}

static bool parse_end(Parser *parser, ScriptCommand *command)
{
    if (parser->depth == 0) {
        return fault(parser, "} without a repeat before it");
    }
    command->partner = parser->open[--parser->depth];
    if (command->partner < parser->script->count) {
        parser->script->commands[command->partner].partner = parser->script->count;
    }
    return true;
}

static const struct {
    const char *word;
    ScriptVerb verb;
    ParseVerb parse;
} verbs[] = {
    {"clock", VERB_CLOCK, parse_clock},
    {"size", VERB_SIZE, parse_size},
    {"theme", VERB_THEME, parse_theme},
    {"text", VERB_TEXT, parse_text},
    {"reduced-motion", VERB_REDUCED_MOTION, parse_reduced_motion},
    {"sound", VERB_SOUND, parse_sound},
    {"motion", VERB_MOTION, parse_motion},
    {"data", VERB_DATA, parse_data},
    {"library", VERB_LIBRARY, parse_library},
    {"safety", VERB_SAFETY, parse_safety},
    {"follow", VERB_FOLLOW, parse_follow},
    {"log", VERB_LOG_PAIN, parse_log},
    {"fps", VERB_FPS, parse_fps},
    {"tap", VERB_TAP, parse_tap},
    {"hold", VERB_HOLD, parse_hold},
    {"drag", VERB_DRAG, parse_drag},
    {"key", VERB_KEY, parse_key},
    {"type", VERB_TYPE, parse_type},
    {"wait", VERB_WAIT, parse_wait},
    {"expect", VERB_EXPECT, parse_expect},
    {"background", VERB_BACKGROUND, parse_pause},
    {"sleep", VERB_SLEEP, parse_pause},
    {"kill", VERB_KILL, parse_bare},
    {"restart", VERB_RESTART, parse_bare},
    {"quit", VERB_QUIT, parse_bare},
    {"shot", VERB_SHOT, parse_shot},
    {"list", VERB_LIST, parse_list},
    {"repeat", VERB_REPEAT, parse_repeat},
    {"}", VERB_END, parse_end},
};

static bool parse_command(Parser *parser, ScriptCommand *command)
{
    for (size_t i = 0; i < SF_COUNT(verbs); i++) {
        if (!parser->words[0].quoted && strcmp(parser->words[0].text, verbs[i].word) == 0) {
            *command = (ScriptCommand){.verb = verbs[i].verb, .line = parser->line};
            parser->at = 1;
            if (!verbs[i].parse(parser, command)) {
                return false;
            }
            return at_end(parser) ||
                   fault(parser, "%s: \"%.200s\" is too much", parser->words[0].text, peek(parser));
        }
    }
    return fault(parser, "there is no command \"%.200s\"", parser->words[0].text);
}

/* Grows the commands in the arena: an old array of half the size stays behind, which is little. */
static bool push(Parser *parser, const ScriptCommand *command)
{
    Script *script = parser->script;
    if (script->count == script->capacity) {
        const int32_t capacity = script->capacity == 0 ? 64 : script->capacity * 2;
        ScriptCommand *more = arena_alloc(&script->arena, sizeof(*more) * (size_t)capacity);
        if (script->count == SCRIPT_COMMANDS || more == NULL) {
            return fault(parser, more == NULL ? "out of memory" : "the script is too long");
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
        return fault(parser, "%s", why);
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
        (void)fault(&parser, "the script is larger than 4 MiB");
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
        (void)fault(&parser, "the file ends within a repeat: a } is missing");
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
