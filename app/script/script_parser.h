/* SPDX-License-Identifier: MIT */
/** Takes the words of one line one by one into a command. A function that finds something wrong
 *  reports a fault of the line and returns false. */
#ifndef SUREFOOT_SCRIPT_PARSER_H
#define SUREFOOT_SCRIPT_PARSER_H

#include "script_parts.h"

/** The parser of a script: the current line and its next word. */
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

/** Reports a fault with file and line. Always false. */
bool parser_fault(Parser *parser, const char *format, ...) SF_PRINTF(2, 3);
/** Reports that `what` was expected instead of the next word. Always false. */
bool parser_wanted(Parser *parser, const char *what);

/** The next word, or "" at the end. */
const char *parser_peek(const Parser *parser);
/** True if no word is left. */
bool parser_at_end(const Parser *parser);
/** True if the next word is in double quotes. */
bool parser_is_quoted(const Parser *parser);

/** Takes the next word if it is this one and returns true; else false without a fault. */
bool parser_take(Parser *parser, const char *word);
/** Takes a duration such as 500ms or 10m. */
bool parser_duration(Parser *parser, int64_t *ms);
/** Takes a text in double quotes. */
bool parser_quoted(Parser *parser, const char **text);
/** Takes a path or an id; quotes are only needed around blanks. `what` names it in a fault. */
bool parser_name(Parser *parser, const char *what, const char **text);
/** Takes one of some words and gives its index. `what` lists them in a fault. */
bool parser_one(
    Parser *parser, const char *const *words, int32_t count, const char *what, int32_t *index);
/** Takes a whole number within a range. */
bool parser_integer(Parser *parser, int32_t low, int32_t high, int32_t *out);
/** Takes an instant such as 2026-11-21T07:30+01:00. */
bool parser_instant(Parser *parser, Instant *at);
/** Takes a day such as 2026-11-21. */
bool parser_day(Parser *parser, Day *day);
/** Takes a key such as "#start"; *key is without its #. */
bool parser_key(Parser *parser, const char **key);
/** Takes a label or a key, or also X,Y if `places`. */
bool parser_target(Parser *parser, ScriptTarget *target, bool places);
/** Takes a condition of expect or wait. */
bool parser_condition(Parser *parser, ScriptCondition *condition);

#endif
