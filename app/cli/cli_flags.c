/* SPDX-License-Identifier: MIT */
/* Red flags in the terminal. */
#include "cli_flags.h"

#include <string.h>

#include "paths.h"
#include "surefoot/flag_words.h"

static const char *level_word(FlagLevel level)
{
    return level == FLAG_LEVEL_TODAY ? "today" : "soon";
}

void cli_print_flags(FILE *to, const Flags *flags)
{
    const FlagLevel level = flags_level(flags);
    if (level == FLAG_LEVEL_NONE) {
        return;
    }
    (void)fprintf(to, "%s. %s\n", word(WORD_REFERRAL_TITLE),
                  word(level == FLAG_LEVEL_TODAY ? WORD_REFERRAL_TODAY : WORD_REFERRAL_SOON));
    if (flags_is_open(flags, FLAG_CALF)) {
        (void)fprintf(to, "%s\n", word(WORD_REFERRAL_BREATH));
    }
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        if (flags_is_open(flags, (FlagId)flag)) {
            char day[CALENDAR_DAY_BYTES];
            const char *question = red_flags[flag].question;
            calendar_format_day(day, flags->answers[flag].day);
            (void)fprintf(to, "  %s  %s (%s)\n", day, word(flag_word((FlagId)flag)),
                          question != NULL ? question : "not asked about here");
        }
    }
    (void)fprintf(to,
                  "Nothing is started until then. \"%s\": surefoot log answer " FLAG_SEEN " yes\n",
                  word(WORD_REFERRAL_SEEN));
}

void cli_json_flags(const Flags *flags)
{
    if (flags_level(flags) == FLAG_LEVEL_NONE) {
        (void)printf("null");
        return;
    }
    char day[CALENDAR_DAY_BYTES];
    calendar_format_day(day, flags_day(flags));
    (void)printf("{\"level\": \"%s\", \"on\": \"%s\", \"open\": [", level_word(flags_level(flags)),
                 day);
    bool first = true;
    for (int flag = 0; flag < FLAG_COUNT; flag++) {
        if (flags_is_open(flags, (FlagId)flag)) {
            const char *question = red_flags[flag].question;
            (void)printf("%s\"%s\"", first ? "" : ", ", question != NULL ? question : "flag.other");
            first = false;
        }
    }
    (void)printf("]}");
}

static SfError read_flags(Cli *cli, Flags *out, SfErrorInfo *err)
{
    Store *store = NULL;
    History history = {0};
    if (cli_open_store(cli, &store) != EXIT_FINE) {
        return SF_E_IO; /* a message was printed already */
    }
    const SfError error = store_history(store, &history, err);
    if (error == SF_OK) {
        const Day today = calendar_day_of(cli->wall, CALENDAR_DAY_START_MIN);
        history_hold_from(&history, today);
        *out = flags_on(&history, today);
    }
    history_deinit(&history);
    store_close(store);
    return error;
}

/* True if there is a log; does not create the folder. */
static bool has_log(const Cli *cli)
{
    char folder[CLI_PATH_BYTES];
    char path[CLI_PATH_BYTES + 16];
    const bool named = cli->data != NULL ? sf_format(folder, sizeof(folder), "%s", cli->data)
                                         : paths_data_dir(folder, NULL) == SF_OK;
    return named && sf_format(path, sizeof(path), "%s/surefoot.db", folder) && paths_exist(path);
}

int cli_refuse_flags(Cli *cli)
{
    SfErrorInfo err = {0};
    Flags flags = {0};
    if (!has_log(cli)) {
        return EXIT_FINE;
    }
    if (read_flags(cli, &flags, &err) != SF_OK && err.text[0] != '\0') {
        (void)fprintf(stderr, "surefoot: %s\n", err.text);
    }
    cli_print_flags(stderr, &flags);
    return flags_level(&flags) == FLAG_LEVEL_NONE ? EXIT_FINE : EXIT_BAD_INPUT;
}

static int refuse_question(Cli *cli)
{
    char list[256] = FLAG_SEEN;
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        const size_t used = strlen(list);
        (void)sf_format(list + used, sizeof(list) - used, ", %s", red_flags[flag].question);
    }
    return cli_usage(cli, "give a question and yes or no; the questions are %s", list);
}

int cli_answer(Cli *cli, Fact *fact)
{
    const char *question = cli->word_count == 3 ? cli->words[1] : "";
    const bool yes = cli->word_count == 3 && strcmp(cli->words[2], "yes") == 0;
    const bool no = cli->word_count == 3 && strcmp(cli->words[2], "no") == 0;
    const bool known = strcmp(question, FLAG_SEEN) == 0 || flag_find(question) != FLAG_COUNT;
    if (!known || (!yes && !no)) {
        return refuse_question(cli);
    }
    fact->kind = FACT_ANSWER;
    fact->body.answer = (AnswerFact){.question = question, .yes = yes};
    return EXIT_FINE;
}
