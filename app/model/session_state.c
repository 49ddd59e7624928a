/* SPDX-License-Identifier: MIT */
/* What a session is just now: its clocks, and what is known of it. */
#include "session_internal.h"

#include "surefoot/log.h"

int64_t session__now(const Session *session)
{
    return session->ports.platform->now_ms(session->ports.platform->context);
}

Instant session__wall(const Session *session)
{
    return log_now(session->ports.platform);
}

const Timeline *session_timeline(const Session *session)
{
    return &session->timelines[session->current];
}

int64_t session__spent(const Session *session)
{
    const Player *player = &session->player;
    int64_t until_ms = session_ended(session) ? session->ended_ms : session__now(session);
    until_ms = session->here ? until_ms : session->since_ms;
    const int64_t spent_ms = until_ms - player->began_ms - player->away_ms;
    return spent_ms > 0 ? spent_ms : 0;
}

bool session_ended(const Session *session)
{
    return session->player.state == PLAYER_ENDED;
}

bool session_logged(const Session *session)
{
    return session->is_logged;
}

int32_t session_waiting_sets(const Session *session)
{
    return session->is_journalled && !session->is_logged ? session->journalled_sets : -1;
}

bool session_has_journal(const Session *session)
{
    return session->has_journal;
}

const char *session_trouble(const Session *session)
{
    return session->trouble.text;
}

const Player *session_player(const Session *session)
{
    return &session->player;
}

Uuid session_id(const Session *session)
{
    return session->id;
}

Instant session_started(const Session *session)
{
    return session->started;
}
