/* SPDX-License-Identifier: MIT */
/** The words of one line, taken one by one into a command. What does not fit is told as a fault of
 *  the line, and false. */
#ifndef SUREFOOT_SCRIPT_PARSER_H
#define SUREFOOT_SCRIPT_PARSER_H

#include "script_parts.h"

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

/** Tells it, with file and line. Always false. */
bool parser_fault(Parser *parser, const char *format, ...) SF_PRINTF(2, 3);
/** That something else was wanted where the parser is. Always false. */
bool parser_wanted(Parser *parser, const char *what);

/** The next word, or "" at the end. */
const char *parser_peek(const Parser *parser);
bool parser_at_end(const Parser *parser);
bool parser_is_quoted(const Parser *parser);

/** Takes the next word if it is this one; else nothing happens. */
bool parser_take(Parser *parser, const char *word);
bool parser_duration(Parser *parser, int64_t *ms);
/** A text in double quotes. */
bool parser_quoted(Parser *parser, const char **text);
/** A path or an id: quotes are only needed around blanks. */
bool parser_name(Parser *parser, const char *what, const char **text);
/** The index of the next word among some; what says in a fault which there are. */
bool parser_one(
    Parser *parser, const char *const *words, int32_t count, const char *what, int32_t *index);
bool parser_integer(Parser *parser, int32_t low, int32_t high, int32_t *out);
bool parser_instant(Parser *parser, Instant *at);
bool parser_day(Parser *parser, Day *day);
/** "#start", without its mark. */
bool parser_key(Parser *parser, const char **key);
/** A label or a key, and X,Y if places. */
bool parser_target(Parser *parser, ScriptTarget *target, bool places);
/** What expect and wait look for. */
bool parser_condition(Parser *parser, ScriptCondition *condition);

#endif
