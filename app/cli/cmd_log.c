/* SPDX-License-Identifier: MIT */
/* surefoot log: adds a record by hand. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "cli_flags.h"
#include "clock.h"
#include "surefoot/fact_fields.h"
#include "surefoot/log.h"
#include "surefoot/vocabulary.h"

#define CAP_S "45"     /* of a try that says nothing else: the published one */
#define CAP_MOST_S 600 /* design */
#define LIST_BYTES 96

static bool parse_number(const char *text, long low, long high, int32_t *out)
{
    char *end = NULL;
    const long value = text != NULL ? strtol(text, &end, 10) : 0;
    if (text == NULL || end == text || *end != '\0' || value < low || value > high) {
        return false;
    }
    *out = (int32_t)value;
    return true;
}

static int find_word(const char *word, const char *const *words, int count)
{
    for (int i = 0; word != NULL && i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static int pain(Cli *cli, Fact *fact)
{
    const int knee = find_word(cli->knee, side_words + SIDE_LEFT, 2);
    const int moment = cli->moment == NULL ? (int)PAIN_BEFORE
                                           : find_word(cli->moment, pain_moment_words,
                                                       (int)SF_COUNT(pain_moment_words));
    int32_t level = 0;
    if (knee < 0) {
        return cli_usage(cli, "--knee must be left or right");
    }
    if (moment < 0) {
        return cli_usage(cli, "--moment must be before, worst, after or morning");
    }
    if (!parse_number(cli->level, 0, 10, &level)) {
        return cli_usage(cli, "--level must be a whole number, 0 to 10");
    }
    fact->kind = FACT_PAIN;
    fact->body.pain = (PainFact){
        .knee = knee == 0 ? SIDE_LEFT : SIDE_RIGHT, .moment = (PainMoment)moment, .level = level};
    return EXIT_FINE;
}

/* The milliseconds of "31.4"; -1 if it is no time from 0 to most_s. */
static int32_t parse_ms(const char *text, double most_s)
{
    char *end = NULL;
    const double value = text != NULL ? strtod(text, &end) : 0;
    const bool good = text != NULL && end != text && *end == '\0' && value >= 0 && value <= most_s;
    return good ? (int32_t)(value * 1000 + 0.5) : -1;
}

/* The value of an option that is a word of a field; `usual` if it was not given; -1 after a message
 * about the allowed words. */
static int32_t option_word(Cli *cli, const char *field, const char *given, int32_t usual)
{
    const FactField *words = fact_field(FACT_TRY, field);
    int32_t value = usual;
    if (given == NULL || fact_word_find(words, given, &value)) {
        return value;
    }
    char list[LIST_BYTES] = "";
    for (int64_t i = words->min; i <= words->max; i++) {
        const size_t used = strlen(list);
        (void)sf_format(list + used, sizeof(list) - used, "%s%s", i > words->min ? ", " : "",
                        words->words[i]);
    }
    (void)cli_usage(cli, "--%s must be one of: %s", strcmp(field, "ended") == 0 ? "end" : field,
                    list);
    return -1;
}

static int balance(Cli *cli, Fact *fact)
{
    if (cli->leg == NULL) {
        return cli_usage(cli, "--leg must be left or right");
    }
    const int32_t leg = option_word(cli, "leg", cli->leg, SIDE_LEFT);
    const int32_t eyes = option_word(cli, "eyes", cli->eyes, EYES_OPEN);
    const int32_t surface = option_word(cli, "surface", cli->surface, SURFACE_FIRM);
    const int32_t stop = option_word(cli, "stop", cli->stop, STOP_THUMB);
    const int32_t cap_ms = parse_ms(cli->cap != NULL ? cli->cap : CAP_S, CAP_MOST_S);
    const int32_t time_ms = parse_ms(cli->seconds, CAP_MOST_S);
    if (leg < 0 || eyes < 0 || surface < 0 || stop < 0) {
        return EXIT_USAGE;
    }
    if (cap_ms < 1000) {
        return cli_usage(cli, "--cap must be seconds, 1 to %d", CAP_MOST_S);
    }
    if (time_ms < 0 || time_ms > cap_ms) {
        return cli_usage(cli, "--seconds must be 0 to the cap, which is %g", cap_ms / 1000.0);
    }
    const int32_t end =
        option_word(cli, "ended", cli->end, time_ms == cap_ms ? TRY_CAP : TRY_UNSAID);
    if (end < 0) {
        return EXIT_USAGE;
    }
    fact->kind = FACT_TRY;
    fact->body.balance_try = (TryFact){
        .place = TRY_IN_TEST,
        .leg = (Side)leg,
        .eyes = (Eyes)eyes,
        .surface = (StanceSurface)surface,
        .stop = (StopBy)stop,
        .time_ms = time_ms,
        .cap_ms = cap_ms,
        .end = (TryEnd)end,
        .supported = cli->supported,
    };
    return EXIT_FINE;
}

static int session(Cli *cli, const Library *library, Fact *fact)
{
    const Program *program = NULL;
    const Routine *routine = NULL;
    SfErrorInfo err = {0};
    if (cli->word_count != 2) {
        return cli_usage(cli, "give the routine as PROGRAM/ROUTINE");
    }
    const SfError error = library_find(library, cli->words[1], &program, &routine, &err);
    if (error != SF_OK) {
        return cli_fail(error, &err);
    }
    int32_t minutes = 10;
    if (cli->minutes != NULL && !parse_number(cli->minutes, 1, 1440, &minutes)) {
        return cli_usage(cli, "--minutes must be a whole number, 1 to 1440");
    }
    fact->kind = FACT_SESSION;
    fact->body.session = (SessionFact){
        .program = program->id,
        .program_hash = program->hash,
        .routine = routine->id,
        .title = routine->title,
        .duration_ms = (int64_t)minutes * 60000,
        .work_ms = (int64_t)minutes * 60000,
        .end = SESSION_ADDED,
        .sets_done = 1,
        .sets_planned = 1,
        .mode = routine->mode,
        .note = "",
    };
    return EXIT_FINE;
}

static int follow(Cli *cli, const Library *library, Fact *fact)
{
    const Program *program = cli->word_count == 2 ? library_program(library, cli->words[1]) : NULL;
    if (program == NULL) {
        return cli_usage(cli, "give the id of a program to follow");
    }
    if (!program_is_followable(program)) {
        return cli_usage(cli, "%s is for now and then; it is not followed", program->id);
    }
    fact->kind = FACT_FOLLOW;
    fact->body.follow = (FollowFact){program->id, program->hash, true};
    return EXIT_FINE;
}

static int fill(Cli *cli, const Library *library, Fact *fact)
{
    const char *kind = cli->word_count > 0 ? cli->words[0] : "";
    if (strcmp(kind, "pain") == 0) {
        return pain(cli, fact);
    }
    if (strcmp(kind, "session") == 0) {
        return session(cli, library, fact);
    }
    if (strcmp(kind, "follow") == 0) {
        return follow(cli, library, fact);
    }
    if (strcmp(kind, "balance") == 0) {
        return balance(cli, fact);
    }
    if (strcmp(kind, "answer") == 0) {
        return cli_answer(cli, fact);
    }
    return cli_usage(cli, "say what to log: session, pain, balance, answer or follow");
}

/* Dates a new record after all older ones, even if the clock was ahead in the meantime. */
static SfError put_last(Store *store, Fact *fact, SfErrorInfo *err)
{
    History history = {0};
    const SfError error = store_history(store, &history, err);
    history_hold_from(&history, fact->day);
    if (fact->kind == FACT_ANSWER) {
        const Flags flags = flags_on(&history, fact->day);
        fact->at.utc_ms = flags_answer_ms(&flags, fact->at.utc_ms);
    } else if (fact->kind == FACT_FOLLOW) {
        fact->at.utc_ms = history_follow_ms(&history, fact->body.follow.program, fact->at.utc_ms);
    }
    history_deinit(&history);
    return error;
}

int cmd_log(Cli *cli)
{
    SfErrorInfo err = {0};
    Instant at = cli->wall;
    if (cli->at != NULL && calendar_parse_instant(&at, cli->at, &err) != SF_OK) {
        return cli_usage(cli, "--at: %s", err.text);
    }
    Library library = {0};
    Store *store = NULL;
    int code = cli_load_library(cli, NULL, &library);
    Fact fact = {.at = at, .day = calendar_day_of(at, CALENDAR_DAY_START_MIN)};
    if (code == EXIT_FINE) {
        code = fill(cli, &library, &fact);
    }
    if (code == EXIT_FINE) {
        code = cli_open_store(cli, &store);
    }
    if (code == EXIT_FINE) {
        uint8_t random[10];
        clock_random(random, sizeof(random));
        fact.id = uuid_make(at.utc_ms, random);
        fact.device = store_device(store);
        const Program *program =
            fact.kind == FACT_FOLLOW ? library_program(&library, fact.body.follow.program) : NULL;
        SfError error = cli->at == NULL ? put_last(store, &fact, &err) : SF_OK;
        if (error == SF_OK) {
            error = program != NULL ? programs_follow(store, &fact, program, &err)
                                    : log_add(store, &fact, 1, &err);
        }
        code = error == SF_OK ? EXIT_FINE : cli_fail(error, &err);
    }
    store_close(store);
    library_deinit(&library);
    return code;
}
