/* SPDX-License-Identifier: MIT */
/* surefoot status: today, streak and stage, as text or JSON. */
#include <stdio.h>

#include "cli.h"
#include "cli_flags.h"
#include "status_balance.h"
#include "surefoot/fact_fields.h"
#include "surefoot/limits.h"
#include "surefoot/vocabulary.h"

#define NEEDS_BYTES 128

static const char *due_word(DueState state)
{
    switch (state) {
    case DUE_NOW:
        return "due";
    case DUE_OPEN:
        return "open";
    case DUE_DONE:
        return "done";
    case DUE_RESTING:
        return "resting";
    case DUE_HELD:
        break;
    }
    return "held";
}

/* What the next stage needs, and how much of it is reached. */
static void tell_needs(char *out, size_t size, const StageNow *now)
{
    const int value = now->needs->value;
    const int days = now->needs->days;
    const int have = now->state.have < 0 ? 0 : now->state.have;
    switch (now->needs->kind) {
    case CRITERION_PAIN_MAX:
        if (now->state.have < 0) {
            (void)sf_format(out, size, "pain of %d or less in %d days; none was logged", value,
                            days);
        } else {
            (void)sf_format(out, size, "pain of %d or less in %d days; the highest was %d", value,
                            days, have);
        }
        return;
    case CRITERION_SESSIONS_MIN:
        (void)sf_format(out, size, "%d of %d sessions, within %d days", have, value, days);
        return;
    case CRITERION_DAYS_CLEAR_MIN:
        (void)sf_format(out, size, "%d of %d days without pain above 2", have, value);
        return;
    case CRITERION_MORNING_SAME:
        (void)sf_format(out, size, "a morning no worse than usual, within %d days", days);
        return;
    }
}

/* Prints a title as a JSON string. Titles have no control characters. */
static void print_json_text(const char *text)
{
    char out[2 * LIMIT_NAME_BYTES + 1];
    size_t used = 0;
    for (; *text != '\0' && used + 2 < sizeof(out); text++) {
        if (*text == '"' || *text == '\\') {
            out[used++] = '\\';
        }
        out[used++] = *text;
    }
    out[used] = '\0';
    cli_print(stdout, "\"%s\"", out);
}

static void print_json_stage(const StageNow *now)
{
    const Stage *stage = &now->program->stages[now->index];
    char since[CALENDAR_DAY_BYTES];
    calendar_format_day(since, now->since);
    (void)printf("{\"program\": \"%s\", \"stage\": \"%s\", \"title\": ", now->program->id,
                 stage->id);
    print_json_text(stage->title);
    (void)printf(", \"since\": \"%s\", \"number\": %d, \"of\": %d, \"tomorrow\": \"%s\", ", since,
                 now->index + 1, now->program->stage_count, now->program->stages[now->tomorrow].id);
    if (now->needs == NULL) {
        (void)printf("\"needs\": null}");
        return;
    }
    char needs[NEEDS_BYTES];
    tell_needs(needs, sizeof(needs), now);
    (void)printf("\"needs\": {\"text\": \"%s\", \"value\": %d, \"have\": ", needs,
                 now->needs->value);
    if (now->state.have < 0) {
        (void)printf("null}}");
    } else {
        (void)printf("%d}}", now->state.have);
    }
}

/* Prints null if no followed program has stages. */
static void print_json_stages(const Today *today)
{
    if (today->stage_count == 0) {
        (void)printf("null");
        return;
    }
    for (int32_t i = 0; i < today->stage_count; i++) {
        (void)printf(i == 0 ? "[\n  " : ",\n  ");
        print_json_stage(&today->stages[i]);
    }
    (void)printf("]");
}

static void print_stage(const StageNow *now)
{
    const Stage *stages = now->program->stages;
    char since[CALENDAR_DAY_BYTES];
    calendar_format_day(since, now->since);
    cli_print(stdout, "Stage %d of %d in %s: %s, since %s\n", now->index + 1,
              now->program->stage_count, now->program->id, stages[now->index].title, since);
    if (now->tomorrow != now->index) {
        cli_print(stdout, "  tomorrow: %s\n", stages[now->tomorrow].title);
    } else if (now->needs != NULL) {
        char needs[NEEDS_BYTES];
        tell_needs(needs, sizeof(needs), now);
        cli_print(stdout, "  before %s: %s\n", stages[now->index + 1].title, needs);
    }
}

static const char *mark_word(Status status)
{
    return fact_field(FACT_STATUS, "status")->words[status];
}

static void print_json_mark(const Today *today)
{
    if (!today->marked) {
        (void)printf("null");
        return;
    }
    char from[CALENDAR_DAY_BYTES];
    char to[CALENDAR_DAY_BYTES];
    calendar_format_day(from, today->mark.from);
    calendar_format_day(to, today->mark.to);
    (void)printf("{\"status\": \"%s\", \"from\": \"%s\", \"to\": \"%s\"}",
                 mark_word(today->mark.status), from, to);
}

/* Ids and the words above need no JSON escapes. */
static void print_json(const Today *today, const StatusBalance *balance, Day day)
{
    char date[CALENDAR_DAY_BYTES];
    calendar_format_day(date, day);
    const Streak *streak = &today->streak;
    (void)printf("{\"date\": \"%s\",\n \"streak\": {\"days\": %d, \"best\": %d, \"grace\": %d, "
                 "\"protected\": %d, \"week_done\": %d, \"week_target\": %d, \"score\": %.3f, "
                 "\"days_since_flare\": %d, \"week\": [",
                 date, streak->days, streak->best, streak->grace_used, streak->protected_days,
                 streak->week_done, streak->week_target, streak->score, streak->days_since_flare);
    for (int32_t i = 0; i < STREAK_WEEK; i++) {
        (void)printf("%s\"%s\"", i > 0 ? ", " : "", day_mark_word(streak->week[i]));
    }
    (void)printf("]},\n \"stages\": ");
    print_json_stages(today);
    (void)printf(",\n \"flags\": ");
    cli_json_flags(&today->flags);
    (void)printf(",\n \"mark\": ");
    print_json_mark(today);
    (void)printf(",\n \"worse_knee\": \"%s\", \"flare\": %s, \"sore\": %s, \"ask_morning\": %s, "
                 "\"returning\": %s,\n \"due\": [",
                 side_words[today->worse_knee], today->sore.why == SORE_HIGH ? "true" : "false",
                 today->sore.why == SORE_MORNING ? "true" : "false",
                 today->ask_morning ? "true" : "false", today->returning ? "true" : "false");
    for (int32_t i = 0; i < today->due_count; i++) {
        const DueRoutine *due = &today->due[i];
        (void)printf("%s\n  {\"routine\": \"%s/%s\", \"state\": \"%s\", \"week_done\": %d",
                     i > 0 ? "," : "", due->program->id, due->routine->id, due_word(due->state),
                     due->week_done);
        if (due->reason != NULL) {
            (void)printf(", \"reason\": \"%s\"", due->reason);
        }
        (void)printf("}");
    }
    (void)printf("],\n ");
    status_balance_json(balance);
    (void)printf("}\n");
}

static void print_sore(const Sore *sore)
{
    char day[CALENDAR_DAY_BYTES];
    calendar_format_day(day, sore->day);
    switch (sore->why) {
    case SORE_NOT:
        return;
    case SORE_HIGH:
        (void)printf("A sore day: the %s knee was at %d of 10 on %s\n", side_words[sore->knee],
                     sore->level, day);
        return;
    case SORE_MORNING:
        (void)printf("A sore day: the %s knee is at %d of 10 this morning, its usual is %d\n",
                     side_words[sore->knee], sore->level, sore->usual);
        return;
    }
}

static void print_mark(const Today *today)
{
    if (today->marked) {
        char to[CALENDAR_DAY_BYTES];
        calendar_format_day(to, today->mark.to);
        (void)printf("Marked as %s until %s: nothing is asked of today\n",
                     mark_word(today->mark.status), to);
    }
}

static void print_text(const Today *today, const StatusBalance *balance, Day day)
{
    char date[CALENDAR_DAY_BYTES];
    calendar_format_day(date, day);
    const Streak *streak = &today->streak;
    (void)printf("%s\n", date);
    cli_print_flags(stdout, &today->flags);
    print_mark(today);
    print_sore(&today->sore);
    if (today->returning) {
        (void)printf("Welcome back: the short routine is enough to begin with\n");
    }
    if (today->program_count == 0) {
        (void)printf("No program is followed yet: surefoot log follow PROGRAM\n");
    }
    for (int32_t i = 0; i < today->due_count; i++) {
        const DueRoutine *due = &today->due[i];
        cli_print(stdout, "  %-8s %s/%s  %s%s%s\n", due_word(due->state), due->program->id,
                  due->routine->id, due->routine->title, due->reason != NULL ? "  " : "",
                  due->reason != NULL ? due->reason : "");
    }
    for (int32_t i = 0; i < today->stage_count; i++) {
        print_stage(&today->stages[i]);
    }
    (void)printf("Kept %d days, best %d", streak->days, streak->best);
    if (streak->week_target > 0) {
        (void)printf("; this week %d of %d", streak->week_done, streak->week_target);
    }
    if (streak->grace_used > 0) {
        (void)printf("; %d excused", streak->grace_used);
    }
    if (streak->days_since_flare >= 0) {
        (void)printf("; %d days since a sore day", streak->days_since_flare);
    }
    (void)printf("\n");
    status_balance_text(balance);
}

int cmd_status(Cli *cli)
{
    SfErrorInfo err = {0};
    Day day = calendar_day_of(cli->wall, CALENDAR_DAY_START_MIN);
    if (cli->on != NULL && calendar_parse_day(&day, cli->on, &err) != SF_OK) {
        return cli_usage(cli, "--on: %s", err.text);
    }
    Library library = {0};
    Store *store = NULL;
    History history = {0};
    int code = cli_open_to_read(cli, &store);
    if (code == EXIT_FINE) {
        code = cli_load_library(cli, store, &library);
    }
    if (code == EXIT_FINE) {
        Today today;
        StatusBalance balance;
        SfError error = store_history(store, &history, &err);
        if (error == SF_E_CORRUPT && cli_open_again(cli, &store) == EXIT_FINE) {
            error = store_history(store, &history, &err);
        }
        if (error == SF_OK) {
            history_hold_from(&history, calendar_day_of(cli->wall, CALENDAR_DAY_START_MIN));
            cli_tell_damaged(store);
            error = today_compute(&today, &library, &history, day);
        }
        if (error == SF_OK) {
            error = status_balance_compute(&balance, &history, day);
        }
        if (error != SF_OK) {
            code = cli_fail(error, &err);
        } else if (cli->json) {
            print_json(&today, &balance, day);
        } else {
            print_text(&today, &balance, day);
        }
    }
    history_deinit(&history);
    store_close(store);
    library_deinit(&library);
    return code;
}
