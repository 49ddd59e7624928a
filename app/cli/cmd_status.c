/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli.h"

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

/* Ids and the words above need no escaping; titles are left out for that reason. */
static void print_json(const Today *today, Day day)
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
    (void)printf("]},\n \"worse_knee\": \"%s\", \"flare\": %s, \"ask_morning\": %s,\n \"due\": [",
                 side_word(today->worse_knee), today->flare ? "true" : "false",
                 today->ask_morning ? "true" : "false");
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
    (void)printf("]}\n");
}

static void print_text(const Today *today, Day day)
{
    char date[CALENDAR_DAY_BYTES];
    calendar_format_day(date, day);
    const Streak *streak = &today->streak;
    (void)printf("%s\n", date);
    if (today->program_count == 0) {
        (void)printf("No program is followed yet: surefoot log follow PROGRAM\n");
    }
    for (int32_t i = 0; i < today->due_count; i++) {
        const DueRoutine *due = &today->due[i];
        (void)printf("  %-8s %s/%s  %s%s%s\n", due_word(due->state), due->program->id,
                     due->routine->id, due->routine->title, due->reason != NULL ? "  " : "",
                     due->reason != NULL ? due->reason : "");
    }
    (void)printf("Kept %d days, best %d", streak->days, streak->best);
    if (streak->week_target > 0) {
        (void)printf("; this week %d of %d", streak->week_done, streak->week_target);
    }
    if (streak->grace_used > 0) {
        (void)printf("; %d forgiven", streak->grace_used);
    }
    if (streak->days_since_flare >= 0) {
        (void)printf("; %d days since a sore day", streak->days_since_flare);
    }
    (void)printf("\n");
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
    int code = cli_load_library(cli, &library);
    if (code == EXIT_FINE) {
        code = cli_open_store(cli, &store);
    }
    if (code == EXIT_FINE) {
        Today today;
        SfError error = store_history(store, &history, &err);
        if (error == SF_OK) {
            error = today_compute(&today, &library, &history, day);
        }
        if (error != SF_OK) {
            code = cli_fail(error, &err);
        } else if (cli->json) {
            print_json(&today, day);
        } else {
            print_text(&today, day);
        }
    }
    history_deinit(&history);
    store_close(store);
    library_deinit(&library);
    return code;
}
