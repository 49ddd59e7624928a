/* SPDX-License-Identifier: MIT */
/* A session while it runs: player, sound, commands, and its life from creation to the end. */
#include "session_internal.h"

#include <string.h>

#include "surefoot/log.h"

/* Tones are handed to the audio device this far ahead, so that a slow frame is never heard. */
#define SCHEDULE_AHEAD_MS 1500
/* A frame comes at least this often, to show whole seconds and to schedule more tones. */
#define FRAME_AT_LEAST_MS 250
#define COUNT_MS 1000

/* ---- sound ---------------------------------------------------------------------------------- */

/* Other people sleep: then each tone is a soft tick, and there is no voice. */
static bool is_quiet(const Session *session)
{
    return session_timeline(session)->mode == MODE_BRUSH && session->ports.settings->brush_quiet;
}

static void sound_tone(const Session *session, Tone tone, int64_t at_ms)
{
    const Platform *platform = session->ports.platform;
    platform->audio_tone(platform->context, is_quiet(session) ? TONE_REP : tone, at_ms);
}

static void sound(const Session *session, const Cue *cue, int64_t at_ms)
{
    const Platform *platform = session->ports.platform;
    if (cue->channel == CHANNEL_TONE) {
        sound_tone(session, cue->tone, at_ms);
    } else if (!is_quiet(session)) {
        (void)platform->audio_say(platform->context, cue->say, at_ms);
    }
}

static bool is_live(const Session *session)
{
    return session->player.state == PLAYER_RUNNING || session->player.state == PLAYER_COUNT_IN;
}

static void schedule_cues(Session *session, int64_t now_ms)
{
    if (!is_live(session)) {
        session->scheduled_until_ms = now_ms - 1;
        return;
    }
    const int64_t until = now_ms + SCHEDULE_AHEAD_MS;
    PlannedCue planned[64];
    const int32_t count = player_planned(&session->player, session->scheduled_until_ms, until,
                                         planned, (int32_t)SF_COUNT(planned));
    for (int32_t i = 0; i < count; i++) {
        sound(session, &session_timeline(session)->cues[planned[i].cue], planned[i].at_ms);
    }
    session->scheduled_until_ms = until;
}

static void sound_count_in(Session *session, int64_t at_ms)
{
    for (int64_t at = 0; at < PLAYER_COUNT_IN_MS; at += COUNT_MS) {
        sound_tone(session, TONE_COUNT, at_ms + at);
    }
    /* At the very start of a segment its own start tone is enough. */
    if (session->player.elapsed_ms > 0) {
        sound_tone(session, TONE_START, at_ms + PLAYER_COUNT_IN_MS);
    }
}

static void feel(const Session *session, const Cue *cue)
{
    if (!session->ports.settings->vibrate || cue->channel != CHANNEL_TONE) {
        return;
    }
    const bool strong =
        cue->id == CUE_START || cue->id == CUE_END || cue->id == CUE_CHANGE || cue->id == CUE_DONE;
    if (strong || cue->id == CUE_COUNT) {
        const Platform *platform = session->ports.platform;
        platform->haptic(platform->context, strong ? HAPTIC_STRONG : HAPTIC_TICK);
    }
}

/* ---- what is shown -------------------------------------------------------------------------- */

static void remember(Session *session, const Cue *cue, int64_t at_ms)
{
    if (cue->channel != CHANNEL_TONE) {
        return;
    }
    const bool strong = cue->id == CUE_START || cue->id == CUE_END || cue->id == CUE_CHANGE;
    if (strong || cue->id == CUE_COUNT || cue->id == CUE_HALFWAY) {
        session->pulse = (SessionPulse){at_ms, strong};
    }
}

SessionPulse session_pulse(const Session *session, int64_t now_ms)
{
    const int64_t counted = now_ms - session->count_in_ms;
    if (session->count_in_ms <= session->pulse.at_ms || counted < 0 || !is_live(session)) {
        return session->pulse;
    }
    const int64_t at =
        counted < PLAYER_COUNT_IN_MS ? counted / COUNT_MS * COUNT_MS : PLAYER_COUNT_IN_MS;
    return (SessionPulse){session->count_in_ms + at, at == PLAYER_COUNT_IN_MS};
}

int64_t session_next_count(const Session *session, int64_t now_ms)
{
    if (session->player.state != PLAYER_COUNT_IN) {
        return INT64_MAX;
    }
    return now_ms + COUNT_MS - (now_ms - session->count_in_ms) % COUNT_MS;
}

/* ---- the player's events -------------------------------------------------------------------- */

static void on_cue(Session *session, const PlayerEvent *event)
{
    const Cue *cue = &session_timeline(session)->cues[event->cue];
    /* A segment that has just begun fires its first cues before they can be scheduled. */
    if (event->at_ms > session->scheduled_until_ms) {
        sound(session, cue, event->at_ms);
    }
    feel(session, cue);
    remember(session, cue, event->at_ms);
    if (session->heard != NULL) {
        session->heard(session->heard_context, cue, event->at_ms);
    }
}

static void on_event(Session *session, const PlayerEvent *event, bool *save, bool *ended)
{
    const Platform *platform = session->ports.platform;
    switch (event->kind) {
    case PLAYER_EVENT_CUE:
        on_cue(session, event);
        break;
    case PLAYER_EVENT_SEGMENT:
        session->tries.from_ms = event->at_ms;
        *save = true;
        break;
    case PLAYER_EVENT_CREDIT:
        session__log_try(session, event);
        *save = true;
        break;
    case PLAYER_EVENT_HURT:
        session__log_hurt(session);
        break;
    case PLAYER_EVENT_FLUSH:
        *save = true;
        platform->audio_flush(platform->context);
        session->scheduled_until_ms = event->at_ms - 1;
        break;
    case PLAYER_EVENT_COUNT_IN:
        session->count_in_ms = event->at_ms;
        if (session->player.elapsed_ms == 0) {
            session->tries.from_ms = event->at_ms + PLAYER_COUNT_IN_MS;
        }
        sound_count_in(session, event->at_ms);
        break;
    case PLAYER_EVENT_ENDED:
        session->ended_ms = event->at_ms;
        *ended = true;
        break;
    }
}

/* Writes the ended session to the log; if that fails, to the journal. */
static void log_or_save(Session *session)
{
    if (session_log(session) != SF_OK) {
        const SfErrorInfo why = session->trouble;
        session_save(session);
        session->trouble = why;
    }
}

/* The player has not moved since a gap began. */
static void count_gap(Session *session, int64_t now_ms)
{
    Player *player = &session->player;
    if (player->interrupted && !session->interrupted && session->here) {
        player->away_ms += now_ms - player->anchor_ms;
    }
    session->interrupted = player->interrupted;
}

void session__drain(Session *session, int64_t now_ms)
{
    bool save = false;
    bool ended = false;
    PlayerEvent event;
    count_gap(session, now_ms);
    while (player_take_event(&session->player, &event)) {
        on_event(session, &event, &save, &ended);
    }
    if (ended) {
        log_or_save(session);
        return;
    }
    if (save) {
        session_save(session);
    }
    schedule_cues(session, now_ms);
}

/* ---- life ----------------------------------------------------------------------------------- */

static Session *allocate(const SessionPorts *ports)
{
    Session *session = sf_alloc(sizeof(*session));
    if (session != NULL) {
        session->ports = *ports;
    }
    return session;
}

SfError session_create(Session **out,
                       const SessionPorts *ports,
                       const Program *program,
                       const Routine *routine,
                       const Profile *profile,
                       SfErrorInfo *err)
{
    *out = NULL;
    Session *session = allocate(ports);
    if (session == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    session->program = program;
    session->routine = routine;
    session->profile = *profile;
    SfError error =
        timeline_compile(&session->timelines[0], ports->library, program, routine, profile, err);
    if (error == SF_OK && player_init(&session->player, &session->timelines[0]) != SF_OK) {
        error = sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    if (error != SF_OK) {
        session_destroy(session);
        return error;
    }
    *out = session;
    return SF_OK;
}

SfError session_recover(Session **out, const SessionPorts *ports, SfErrorInfo *err)
{
    *out = NULL;
    if (ports->store == NULL) {
        return sf_fail(err, SF_E_NOTFOUND, "no session is waiting");
    }
    Session *session = allocate(ports);
    if (session == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    session->profile = profile_default();
    session->profile.speech_ms = ports->platform->speech_ms;
    session->profile.speech_context = ports->platform->context;
    const SfError error = session__recover(session, err);
    if (error != SF_OK) {
        session_destroy(session);
        return error;
    }
    *out = session;
    session->program = library_program(ports->library, session->timelines[0].program);
    if (session->program != NULL) {
        session->routine = program_routine(session->program, session->timelines[0].routine);
    }
    session->scheduled_until_ms = session__now(session);
    return SF_OK;
}

void session_destroy(Session *session)
{
    if (session == NULL) {
        return;
    }
    player_deinit(&session->player);
    timeline_deinit(&session->timelines[0]);
    timeline_deinit(&session->timelines[1]);
    sf_free(session);
}

void session_on_heard(Session *session, SessionHeard heard, void *context)
{
    session->heard = heard;
    session->heard_context = context;
}

SfError session_begin(Session *session)
{
    const int64_t now_ms = session__now(session);
    const SfError error = player_start(&session->player, now_ms);
    if (error != SF_OK) {
        return error;
    }
    session->started = session__wall(session);
    session->here = true;
    session->since_ms = now_ms;
    uint8_t random[10];
    session->ports.platform->random(session->ports.platform->context, random, sizeof(random));
    session->has_journal = session__journal_is_free(&session->ports);
    session->id = uuid_make(session->started.utc_ms, random);
    /* Scheduled is what is after this time: the first cue is due exactly now. */
    session->scheduled_until_ms = now_ms - 1;
    (void)session_frame(session, now_ms);
    return SF_OK;
}

int64_t session_frame(Session *session, int64_t now_ms)
{
    player_update(&session->player, now_ms);
    session__drain(session, now_ms);
    if (!is_live(session)) {
        return INT64_MAX;
    }
    session__save_place(session, now_ms);
    const int64_t deadline = player_next_deadline(&session->player);
    const int64_t at_least = now_ms + FRAME_AT_LEAST_MS;
    return deadline < at_least ? deadline : at_least;
}

/* The person goes on after a kill. Only here the wall clock says how long ago the session began,
 * because no other clock went on. It may have been corrected since, but what follows is never dated
 * before what was done. */
static void take_up(Session *session, int64_t now_ms)
{
    Player *player = &session->player;
    if (session->here || player->state == PLAYER_IDLE || session_ended(session)) {
        return;
    }
    const int64_t spent_ms = session__spent(session);
    const int64_t age_ms = session__wall(session).utc_ms - session->started.utc_ms;
    const int64_t least_ms = player->worked.at_ms;
    player->began_ms = now_ms - (age_ms > least_ms ? age_ms : least_ms);
    player->away_ms = now_ms - player->began_ms - spent_ms;
    session->here = true;
}

/* Brings the player to now before a command, so that a command never acts on a stale segment. */
int64_t session__catch_up(Session *session)
{
    const int64_t now_ms = session__now(session);
    take_up(session, now_ms);
    player_update(&session->player, now_ms);
    session__drain(session, now_ms);
    return now_ms;
}

SfError session__after(Session *session, SfError error, int64_t now_ms)
{
    session__drain(session, now_ms);
    return error;
}

typedef SfError (*PlayerCommand)(Player *player, int64_t now_ms);

static SfError command(Session *session, PlayerCommand run)
{
    const int64_t now_ms = session__catch_up(session);
    return session__after(session, run(&session->player, now_ms), now_ms);
}

SfError session_pause(Session *session)
{
    return command(session, player_pause);
}

SfError session_resume(Session *session)
{
    return command(session, player_resume);
}

SfError session_skip(Session *session)
{
    return command(session, player_skip);
}

SfError session_back(Session *session)
{
    return command(session, player_back);
}

SfError session_void(Session *session)
{
    return command(session, player_void);
}

SfError session_no(Session *session)
{
    return command(session, player_no);
}

SfError session_leave(Session *session)
{
    return command(session, player_leave);
}

SfError session_adjust(Session *session, int64_t delta_ms)
{
    const int64_t now_ms = session__catch_up(session);
    return session__after(session, player_adjust(&session->player, delta_ms, now_ms), now_ms);
}

SfError session_done(Session *session, int64_t at_ms)
{
    take_up(session, session__now(session));
    return session__after(session, player_done(&session->player, at_ms), session__now(session));
}

SfError session_stop(Session *session, int64_t at_ms, StopBy by, const SwayMeasures *measures)
{
    session->tries.stop_given = true;
    session->tries.stop = by;
    session->tries.measures = measures;
    const SfError error = session_done(session, at_ms);
    session->tries.stop_given = false;
    session->tries.measures = NULL;
    return error;
}
