/* SPDX-License-Identifier: MIT */
/* Takes the words of one line one by one and reports what does not fit. */
#include "script_parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FAULT_BYTES 1024

bool parser_fault(Parser *parser, const char *format, ...)
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

const char *parser_peek(const Parser *parser)
{
    return parser->at < parser->count ? parser->words[parser->at].text : "";
}

bool parser_at_end(const Parser *parser)
{
    return parser->at >= parser->count;
}

bool parser_is_quoted(const Parser *parser)
{
    return !parser_at_end(parser) && parser->words[parser->at].quoted;
}

bool parser_wanted(Parser *parser, const char *what)
{
    if (parser_at_end(parser)) {
        return parser_fault(parser, "%s wants %s", parser->words[0].text, what);
    }
    return parser_fault(parser, "%s wants %s, not \"%.200s\"", parser->words[0].text, what,
                        parser_peek(parser));
}

bool parser_take(Parser *parser, const char *word)
{
    if (parser_at_end(parser) || parser_is_quoted(parser) ||
        strcmp(parser_peek(parser), word) != 0) {
        return false;
    }
    parser->at++;
    return true;
}

bool parser_duration(Parser *parser, int64_t *ms)
{
    if (parser_is_quoted(parser) || !script__duration(parser_peek(parser), ms)) {
        return parser_wanted(parser, "a time such as 500ms, 30s or 2m");
    }
    parser->at++;
    return true;
}

bool parser_quoted(Parser *parser, const char **text)
{
    if (!parser_is_quoted(parser)) {
        return parser_wanted(parser, "a text in double quotes");
    }
    *text = parser_peek(parser);
    parser->at++;
    return true;
}

bool parser_name(Parser *parser, const char *what, const char **text)
{
    if (parser_at_end(parser) || parser_peek(parser)[0] == '\0') {
        return parser_wanted(parser, what);
    }
    *text = parser_peek(parser);
    parser->at++;
    return true;
}

bool parser_one(
    Parser *parser, const char *const *words, int32_t count, const char *what, int32_t *index)
{
    for (int32_t i = 0; i < count; i++) {
        if (parser_take(parser, words[i])) {
            *index = i;
            return true;
        }
    }
    return parser_wanted(parser, what);
}

bool parser_integer(Parser *parser, int32_t low, int32_t high, int32_t *out)
{
    if (parser_is_quoted(parser) || !script__integer(parser_peek(parser), low, high, out)) {
        char what[64];
        (void)sf_format(what, sizeof(what), "a whole number from %d to %d", low, high);
        return parser_wanted(parser, what);
    }
    parser->at++;
    return true;
}

bool parser_instant(Parser *parser, Instant *at)
{
    SfErrorInfo err;
    if (calendar_parse_instant(at, parser_peek(parser), &err) != SF_OK) {
        return parser_fault(parser, "%s: %s", parser->words[0].text, err.text);
    }
    parser->at++;
    return true;
}

bool parser_day(Parser *parser, Day *day)
{
    SfErrorInfo err;
    if (calendar_parse_day(day, parser_peek(parser), &err) != SF_OK) {
        return parser_fault(parser, "%s: %s", parser->words[0].text, err.text);
    }
    parser->at++;
    return true;
}

bool parser_key(Parser *parser, const char **key)
{
    const char *word = parser_peek(parser);
    if (parser_is_quoted(parser) || word[0] != '#' || word[1] == '\0') {
        return parser_wanted(parser, "a key such as #start");
    }
    *key = word + 1;
    parser->at++;
    return true;
}

bool parser_target(Parser *parser, ScriptTarget *target, bool places)
{
    if (parser_is_quoted(parser)) {
        target->label = parser_peek(parser);
        parser->at++;
    } else if (parser_peek(parser)[0] == '#') {
        if (!parser_key(parser, &target->key)) {
            return false;
        }
    } else if (places && script__point(parser_peek(parser), &target->at)) {
        parser->at++;
        return true;
    } else {
        return parser_wanted(parser, places
                                         ? "a label in double quotes, a key such as #start, or X,Y"
                                         : "a condition: screen, cue, tone, count, wake, awake, "
                                           "motion, sound, order, a label in double quotes or a "
                                           "key such as #start");
    }
    if (parser_take(parser, "in") && !parser_key(parser, &target->in)) {
        return false;
    }
    return !parser_take(parser, "after") || parser_quoted(parser, &target->after);
}
