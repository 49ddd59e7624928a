/* SPDX-License-Identifier: MIT */
/* Parses conditions: screens, widgets, cues, tones, and the state of the device. */
#include "script_parser.h"
#include "surefoot/vocabulary.h"

static bool take_cue(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_CUE;
    for (int32_t id = CUE_NAME; id <= CUE_DONE; id++) {
        if (!parser_is_quoted(parser) &&
            script__same_word(parser_peek(parser), cue_words[(CueId)id])) {
            condition->number = id;
            parser->at++;
            return !parser_take(parser, "within") || parser_duration(parser, &condition->ms);
        }
    }
    return parser_wanted(parser,
                         "a cue: NAME, SET, FORM, COUNT, START, HALFWAY, REP, PHASE, LAST, END, "
                         "REST, CHANGE, NEXT, QUESTION or DONE");
}

static bool take_tone(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_TONE;
    for (int32_t tone = TONE_COUNT; tone <= TONE_DONE; tone++) {
        if (!parser_is_quoted(parser) &&
            script__same_word(parser_peek(parser), tone_words[(Tone)tone])) {
            condition->number = tone;
            parser->at++;
            return (parser_take(parser, "at") || parser_wanted(parser, "at and a time")) &&
                   parser_duration(parser, &condition->ms);
        }
    }
    return parser_wanted(parser,
                         "a tone: COUNT, START, RUN, WALK, HALFWAY, REP, PHASE, END, CHANGE or "
                         "DONE");
}

static bool take_node(Parser *parser, ScriptCondition *condition)
{
    static const char *const states[] = {[STATE_ENABLED] = "enabled",
                                         [STATE_DISABLED] = "disabled",
                                         [STATE_FOCUSED] = "focused",
                                         [STATE_SELECTED] = "selected",
                                         [STATE_VISIBLE] = "visible"};
    condition->subject = SUBJECT_NODE;
    if (!parser_target(parser, &condition->target, false)) {
        return false;
    }
    if (parser_take(parser, "value")) {
        condition->subject = SUBJECT_VALUE;
        return parser_quoted(parser, &condition->text);
    }
    for (int32_t i = 0; i < (int32_t)SF_COUNT(states); i++) {
        if (parser_take(parser, states[i])) {
            condition->subject = SUBJECT_STATE;
            condition->state = (ScriptState)i;
        }
    }
    return true;
}

static bool take_count(Parser *parser, ScriptCondition *condition)
{
    condition->subject = SUBJECT_COUNT;
    return parser_quoted(parser, &condition->target.label) &&
           parser_integer(parser, 0, UI_NODES, &condition->number);
}

bool parser_condition(Parser *parser, ScriptCondition *condition)
{
    static const char *const switches[] = {"off", "on"};
    static const char *const sounds[] = {"closed", "open"};
    condition->no = parser_take(parser, "no");
    if (parser_take(parser, "screen")) {
        condition->subject = SUBJECT_SCREEN;
        return parser_name(parser, "the name of a screen", &condition->text);
    }
    if (parser_take(parser, "cue")) {
        return take_cue(parser, condition);
    }
    if (parser_take(parser, "tone")) {
        return take_tone(parser, condition);
    }
    if (parser_take(parser, "count")) {
        return take_count(parser, condition);
    }
    if (parser_take(parser, "wake")) {
        condition->subject = SUBJECT_WAKE_NONE;
        return parser_take(parser, "none") || parser_wanted(parser, "none");
    }
    if (parser_take(parser, "awake")) {
        condition->subject = SUBJECT_AWAKE;
        return parser_one(parser, switches, 2, "on or off", &condition->number);
    }
    if (parser_take(parser, "motion")) {
        condition->subject = SUBJECT_MOTION;
        return parser_one(parser, switches, 2, "on or off", &condition->number);
    }
    if (parser_take(parser, "sound")) {
        condition->subject = SUBJECT_SOUND;
        return parser_one(parser, sounds, 2, "open or closed", &condition->number);
    }
    if (parser_take(parser, "order")) {
        condition->subject = SUBJECT_ORDER;
        return true;
    }
    return take_node(parser, condition);
}
