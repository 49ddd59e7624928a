/* SPDX-License-Identifier: MIT */
/* Any bytes as the journal of a session, its state and its timeline on either side of a line "--":
 * what is let through comes back the same from its own text, and can be gone on with to its end. */
#include "fuzz.h"
#include "surefoot/fact_fields.h"
#include "surefoot/journal.h"
#include "surefoot/limits.h"

#include <string.h>

#define BETWEEN "\n--\n"
#define STEPS 200 /* of going on; a session of many parts is left before its end */

static void check_same(const Journal *journal, const Journal *back)
{
    SF_ASSERT(uuid_equal(journal->session, back->session));
    SF_ASSERT(journal->started.utc_ms == back->started.utc_ms);
    SF_ASSERT(journal->started.offset_min == back->started.offset_min);
    SF_ASSERT(strcmp(journal->key, back->key) == 0);
    SF_ASSERT(journal->elapsed_ms == back->elapsed_ms && journal->spent_ms == back->spent_ms);
    SF_ASSERT(journal->worked_ms == back->worked_ms);
    SF_ASSERT(journal->ended == back->ended && journal->ended_early == back->ended_early);
    SF_ASSERT(journal->credit_count == back->credit_count);
    for (int32_t i = 0; i < journal->credit_count; i++) {
        const Credit *one = &journal->credits[i];
        const Credit *other = &back->credits[i];
        SF_ASSERT(one->outcome == other->outcome && one->done_ms == other->done_ms);
        SF_ASSERT(one->reps == other->reps && one->eased == other->eased);
        SF_ASSERT(one->when.at_ms == other->when.at_ms || one->outcome == OUTCOME_NONE);
        SF_ASSERT(one->when.spent_ms == other->when.spent_ms || one->outcome == OUTCOME_NONE);
        SF_ASSERT(journal->extra_ms[i] == back->extra_ms[i]);
    }
}

/* Time that no log could hold is cut off by whoever writes. */
static void check_again(Journal *journal)
{
    char *state = NULL;
    char *timeline = NULL;
    Journal back;
    SfErrorInfo err = {0};
    const int64_t most_ms = fact_field(FACT_SESSION, "duration_ms")->max;
    journal->spent_ms = journal->spent_ms < most_ms ? journal->spent_ms : most_ms;
    SF_ASSERT(journal_write(journal, &state) == SF_OK);
    SF_ASSERT(timeline_to_json(&journal->timeline, &timeline) == SF_OK);
    SF_ASSERT(journal_read(&back, timeline, state, &err) == SF_OK);
    check_same(journal, &back);
    journal_deinit(&back);
    sf_free(state);
    sf_free(timeline);
}

static void drain(Player *player)
{
    PlayerEvent event;
    while (player_take_event(player, &event)) {
    }
}

static void go_on(const Journal *journal)
{
    Player player;
    const PlayerSnapshot snapshot = {.key = journal->key,
                                     .elapsed_ms = journal->elapsed_ms,
                                     .credits = journal->credits,
                                     .credit_count = journal->credit_count,
                                     .extra_ms = journal->extra_ms,
                                     .worked = {journal->worked_ms, journal->spent_ms},
                                     .began_ms = -journal->worked_ms};
    SF_ASSERT(player_restore(&player, &journal->timeline, &snapshot) == SF_OK);
    int64_t now_ms = 1000;
    for (int i = 0; i < STEPS && player.state != PLAYER_ENDED; i++) {
        if (player.state == PLAYER_PAUSED) {
            (void)player_resume(&player, now_ms);
        }
        PlayerView view;
        player_view(&player, now_ms, &view);
        SF_ASSERT(view.elapsed_ms >= 0 && view.remaining_ms >= 0);
        (void)player_done(&player, now_ms);
        const int64_t next_ms = player_next_deadline(&player);
        now_ms = next_ms == INT64_MAX || next_ms < now_ms ? now_ms + 1000 : next_ms;
        player_update(&player, now_ms);
        drain(&player);
    }
    (void)player_leave(&player, now_ms);
    const PlayerTally tally = player_tally(&player, -1);
    SF_ASSERT(tally.done >= 0 && tally.done <= tally.planned && tally.work_ms >= 0);
    player_deinit(&player);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = sf_alloc(size + 1);
    SF_ASSERT(text != NULL);
    memcpy(text, data, size);
    text[size] = '\0';
    char *between = strstr(text, BETWEEN);
    const char *timeline = "";
    if (between != NULL) {
        *between = '\0';
        timeline = between + strlen(BETWEEN);
    }
    Journal journal;
    SfErrorInfo err = {0};
    const SfError error = journal_read(&journal, timeline, text, &err);
    SF_ASSERT(error == SF_OK || error == SF_E_INPUT);
    SF_ASSERT((error == SF_OK) == (err.text[0] == '\0'));
    if (error == SF_OK) {
        check_again(&journal);
        go_on(&journal);
    }
    journal_deinit(&journal);
    sf_free(text);
    return 0;
}
