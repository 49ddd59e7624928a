/* SPDX-License-Identifier: MIT */
/* Exercises, doses, stages and days in words. */
#include "telling.h"

#include <string.h>

#define MS_PER_S 1000
#define MS_PER_MIN 60000

static const char *amount(Shell *shell, const Dose *dose)
{
    switch (dose->kind) {
    case STEP_REPS:
        return say(shell, WORD_DOSE_REPS, (int)dose->reps);
    case STEP_HOLD:
    case STEP_TIME:
    case STEP_WALK:
    case STEP_RUN:
    case STEP_REST:
        return dose->seconds_ms >= MS_PER_MIN && dose->seconds_ms % MS_PER_MIN == 0
                   ? say(shell, WORD_DOSE_MINUTES, (int)(dose->seconds_ms / MS_PER_MIN))
                   : say(shell, WORD_DOSE_SECONDS,
                         (int)((dose->seconds_ms + MS_PER_S / 2) / MS_PER_S));
    case STEP_MAX:
        return word(WORD_DOSE_MAX);
    case STEP_CHECK:
        return word(WORD_DOSE_CHECK);
    }
    return "";
}

const char *tell_dose(Shell *shell, const Dose *dose)
{
    const char *sets = dose->sets > 1 ? say(shell, WORD_DOSE_SETS, (int)dose->sets) : "";
    const char *sides = "";
    if (dose->sides == SIDES_EACH) {
        sides = word(dose->order == ORDER_ALTERNATE ? WORD_DOSE_ALTERNATE : WORD_DOSE_EACH);
    }
    return ui_format(shell->ui, "%s%s%s", sets, amount(shell, dose), sides);
}

static const char *phase(Shell *shell, const char *list, Word id, int32_t ms)
{
    if (ms <= 0) {
        return list;
    }
    const char *text = say(shell, id, (int)((ms + MS_PER_S / 2) / MS_PER_S));
    return list == NULL ? text : ui_format(shell->ui, "%s, %s", list, text);
}

const char *tell_tempo(Shell *shell, const Exercise *exercise)
{
    const Tempo *tempo = &exercise->dose.tempo;
    if (exercise->dose.kind != STEP_REPS) {
        return NULL;
    }
    const bool up_first = exercise->first_move == MOVE_UP;
    const char *text = phase(shell, NULL, up_first ? WORD_TEMPO_UP : WORD_TEMPO_DOWN,
                             up_first ? tempo->up_ms : tempo->down_ms);
    text = phase(shell, text, WORD_TEMPO_HOLD, tempo->hold_ms);
    text = phase(shell, text, up_first ? WORD_TEMPO_DOWN : WORD_TEMPO_UP,
                 up_first ? tempo->down_ms : tempo->up_ms);
    return phase(shell, text, WORD_TEMPO_PAUSE, tempo->pause_ms);
}

const char *tell_more(Shell *shell, const char *list, const char *item)
{
    return list == NULL || list[0] == '\0' ? item : ui_format(shell->ui, "%s · %s", list, item);
}

const char *tell_list(Shell *shell, TextList texts)
{
    const char *list = "";
    for (int32_t i = 0; i < texts.count; i++) {
        list = tell_more(shell, list, texts.items[i]);
    }
    return list;
}

typedef struct Meaning {
    const char *name;
    Word text;
} Meaning;

/* The text id for a name, or WORDS if there is none. */
static Word find(const Meaning *meanings, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++) {
        if (name != NULL && strcmp(name, meanings[i].name) == 0) {
            return meanings[i].text;
        }
    }
    return WORDS;
}

const char *tell_position(const char *position)
{
    static const Meaning positions[] = {
        {"standing", WORD_POSITION_STANDING},   {"sitting", WORD_POSITION_SITTING},
        {"lying-back", WORD_POSITION_BACK},     {"lying-side", WORD_POSITION_SIDE},
        {"lying-front", WORD_POSITION_FRONT},   {"kneeling", WORD_POSITION_KNEELING},
        {"all-fours", WORD_POSITION_ALL_FOURS}, {"moving", WORD_POSITION_MOVING},
    };
    const Word found = find(positions, SF_COUNT(positions), position);
    return found != WORDS ? word(found) : position;
}

const char *tell_confidence(const char *confidence)
{
    static const Meaning marks[] = {
        {"verified", WORD_CONFIDENCE_VERIFIED},
        {"secondary", WORD_CONFIDENCE_SECONDARY},
        {"general", WORD_CONFIDENCE_GENERAL},
        {"ours", WORD_CONFIDENCE_OURS},
    };
    const Word found = find(marks, SF_COUNT(marks), confidence);
    return found != WORDS ? word(found) : NULL;
}

const char *tell_origin(DoseOrigin origin)
{
    switch (origin) {
    case DOSE_DOC:
        return word(WORD_ORIGIN_DOC);
    case DOSE_STUDY:
        return word(WORD_ORIGIN_STUDY);
    case DOSE_APP:
        break;
    }
    return word(WORD_ORIGIN_APP);
}

const char *tell_reason(const char *reason)
{
    static const Meaning reasons[] = {
        {REASON_PAIN, WORD_HELD_PAIN},      {REASON_MORNING, WORD_HELD_MORNING},
        {REASON_SORE, WORD_HELD_SORE},      {REASON_SESSIONS, WORD_HELD_SESSIONS},
        {REASON_FLAG, WORD_HELD_FLAG},      {REASON_FULL, WORD_STATE_FULL},
        {REASON_MARKED, WORD_STATE_MARKED},
    };
    const Word found = find(reasons, SF_COUNT(reasons), reason);
    return word(found != WORDS ? found : WORD_STATE_RESTING);
}

const char *tell_sore(Shell *shell, const Sore *sore)
{
    const char *knee = word(sore->knee == SIDE_LEFT ? WORD_KNEE_LEFT_LOW : WORD_KNEE_RIGHT_LOW);
    if (sore->why == SORE_MORNING) {
        return say(shell, WORD_SORE_MORNING, knee, (int)sore->level, (int)sore->usual);
    }
    return say(shell, WORD_SORE_HIGH, knee, (int)sore->level,
               tell_past(shell, sore->day, model_day(shell->model)));
}

const char *tell_criterion(Shell *shell, const Criterion *criterion)
{
    const int value = (int)criterion->value;
    const int days = (int)criterion->days;
    switch (criterion->kind) {
    case CRITERION_PAIN_MAX:
        return say(shell, WORD_OPENS_PAIN, value, days);
    case CRITERION_SESSIONS_MIN:
        return say(shell, WORD_OPENS_SESSIONS, value, days);
    case CRITERION_DAYS_CLEAR_MIN:
        return say(shell, WORD_OPENS_CLEAR, value);
    case CRITERION_MORNING_SAME:
        break;
    }
    return word(WORD_OPENS_MORNING);
}

const char *tell_stage(Shell *shell, const StageNow *now)
{
    return say(shell, WORD_STAGE, (int)now->index + 1, (int)now->program->stage_count,
               now->program->stages[now->index].title);
}

const char *tell_stage_next(Shell *shell, const StageNow *now)
{
    const Stage *stages = now->program->stages;
    if (now->tomorrow != now->index) {
        return say(shell, WORD_STAGE_TOMORROW, stages[now->tomorrow].title);
    }
    if (now->needs == NULL) {
        return NULL;
    }
    const char *title = stages[now->index + 1].title;
    const int value = (int)now->needs->value;
    const int days = (int)now->needs->days;
    const int have = now->state.have > 0 ? (int)now->state.have : 0;
    switch (now->needs->kind) {
    case CRITERION_PAIN_MAX:
        return say(shell, WORD_STAGE_PAIN, title, value, days);
    case CRITERION_SESSIONS_MIN:
        return say(shell, WORD_STAGE_SESSIONS, title, value, days, have);
    case CRITERION_DAYS_CLEAR_MIN:
        return say(shell, WORD_STAGE_CLEAR, title, value, have);
    case CRITERION_MORNING_SAME:
        break;
    }
    return say(shell, WORD_STAGE_MORNING, title);
}

static const char *weekday(Day day)
{
    return word((Word)(WORD_MONDAY + calendar_weekday(day)));
}

static const char *month(const CivilDate *date)
{
    return word((Word)(WORD_JANUARY + date->month - 1));
}

const char *tell_date(Shell *shell, Day day)
{
    const CivilDate date = calendar_to_civil(day);
    return say(shell, WORD_DATE, weekday(day), (int)date.day, month(&date));
}

const char *tell_past(Shell *shell, Day day, Day today)
{
    if (day >= today) {
        return word(WORD_WHEN_TODAY);
    }
    if (day == today - 1) {
        return word(WORD_WHEN_YESTERDAY);
    }
    if (day > today - STREAK_WEEK) {
        return say(shell, WORD_WHEN_WEEKDAY, weekday(day));
    }
    const CivilDate date = calendar_to_civil(day);
    return say(shell, WORD_WHEN_DATE, (int)date.day, month(&date));
}

const char *tell_coming(Day day, Day today)
{
    if (day <= today) {
        return word(WORD_WHEN_TODAY);
    }
    return day == today + 1 ? word(WORD_WHEN_TOMORROW) : weekday(day);
}
