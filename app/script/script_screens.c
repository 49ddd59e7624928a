/* SPDX-License-Identifier: MIT */
/* For each screen a script of a few lines that leads to it. */
#include <string.h>

#include "script.h"

#define FIRST "safety done\n"
#define DESK FIRST "follow desk-knee\n"
#define SIX FIRST "follow hip-and-knee\n"
#define IN_SIX SIX "tap #start\ntap #start\n"
#define IN_HOLD DESK "tap #start\ntap #start\nwait 8s\n"

/* Two red flags, ticked two days ago. */
#define FLAGGED                                                                                    \
    SIX "log session hip-and-knee/six at 2026-11-17T07:30+01:00\n"                                 \
        "log answer flag.swollen yes at 2026-11-19T08:00+01:00\n"                                  \
        "log answer flag.night yes at 2026-11-19T08:00+01:00\nrestart\n"

/* Ten test days of both legs. */
#define TESTS                                                                                      \
    "log balance left 19.2s 21.7s 16.7s at 2026-09-26T07:30+02:00\n"                               \
    "log balance right 28.7s 30.5s 25.4s at 2026-09-26T07:30+02:00\n"                              \
    "log balance left 24.1s 19.0s 22.7s at 2026-10-03T07:30+02:00\n"                               \
    "log balance right 26.4s 20.2s 28.2s at 2026-10-03T07:30+02:00\n"                              \
    "log balance left 20.0s 24.0s 17.0s at 2026-10-09T07:30+02:00\n"                               \
    "log balance right 33.1s 29.0s 31.3s at 2026-10-09T07:30+02:00\n"                              \
    "log balance left 24.3s 27.2s 23.1s at 2026-10-14T07:30+02:00\n"                               \
    "log balance right 25.0s 26.9s 31.5s at 2026-10-14T07:30+02:00\n"                              \
    "log balance left 18.6s 26.9s 22.7s at 2026-10-21T07:30+02:00\n"                               \
    "log balance right 36.8s 34.1s 32.3s at 2026-10-21T07:30+02:00\n"                              \
    "log balance left 30.7s 24.3s 24.6s at 2026-10-28T07:30+01:00\n"                               \
    "log balance right 35.8s 32.2s 31.9s at 2026-10-28T07:30+01:00\n"                              \
    "log balance left 25.2s 26.0s 31.1s at 2026-11-04T07:30+01:00\n"                               \
    "log balance right 38.5s 33.6s 35.2s at 2026-11-04T07:30+01:00\n"                              \
    "log balance left 27.3s 25.1s 33.5s at 2026-11-10T07:30+01:00\n"                               \
    "log balance right 32.5s 34.6s 37.6s at 2026-11-10T07:30+01:00\n"                              \
    "log balance left 35.7s 32.1s 31.0s at 2026-11-14T07:30+01:00\n"                               \
    "log balance right 41.5s 36.9s 36.5s at 2026-11-14T07:30+01:00\n"                              \
    "log balance left 36.4s 33.1s 33.8s at 2026-11-19T07:30+01:00\n"                               \
    "log balance right 40.3s 37.0s 36.8s at 2026-11-19T07:30+01:00\n"

#define BALANCE FIRST "safety stance\n"
#define ON_BALANCE BALANCE TESTS "tap #balance\n"
#define STAND ON_BALANCE "tap #test\ntap #start\nexpect screen player\n"
#define IN_REST "wait until \"Touch anywhere to stop\" max 40s\nwait 23700ms\ntap 9,9\nwait 4s\n"

/* The clock starts as in every script: Saturday 21 November 2026, 07:30. */
static const struct {
    const char *name;
    const char *script;
} screens[] = {
    {"safety", "expect screen safety\n"},
    {"referral", "tap #flag.calf\ntap #continue\nexpect screen referral\n"},
    {"referral-again", FLAGGED "tap #referral\nexpect screen referral\n"},
    {"today-flag", FLAGGED "expect \"Please have it checked first\"\n"},
    {"routine-flag", FLAGGED "tap #six\nexpect screen routine\n"},
    {"balance-flag", "safety stance\n" FLAGGED "tap #balance\nexpect screen balance\n"},
    {"resume-flag", IN_HOLD "log answer flag.giving yes\nexpect screen resume\n"},
    {"safety-again", FLAGGED "tap #referral\ntap #review\nexpect screen safety\n"},
    {"today", FIRST "follow hip-and-knee at 2026-11-09T08:00+01:00\n"
                    "follow desk-knee at 2026-11-09T08:00+01:00\n"
                    "log session hip-and-knee/six at 2026-11-17T07:30+01:00\n"
                    "log session desk-knee/quad-hold at 2026-11-18T09:00+01:00\n"
                    "log session hip-and-knee/six at 2026-11-19T07:30+01:00\n"
                    "log session desk-knee/quad-hold at 2026-11-20T09:00+01:00\n"
                    "log pain left 1 morning\nexpect screen today\n"},
    {"today-first", FIRST "expect screen today\n"},
    {"today-done", SIX "log session hip-and-knee/six\nexpect \"Done for today\"\n"},
    {"today-morning", SIX "log session hip-and-knee/three at 2026-11-20T08:00+01:00\n"
                          "log pain left 2 morning at 2026-11-19T08:00+01:00\n"
                          "log pain right 1 morning at 2026-11-19T08:00+01:00\n"
                          "expect #knees-same\n"},
    {"streak", "follow hip-and-knee at 2026-10-26T08:00+01:00\n"
               "log session hip-and-knee/six at 2026-10-27T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-10-29T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-10-31T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-03T07:30+01:00\n"
               "log pain left 5 worst at 2026-11-04T08:00+01:00\n"
               "log session hip-and-knee/six at 2026-11-08T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-11T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-13T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-15T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-17T07:30+01:00\n"
               "log session hip-and-knee/six at 2026-11-19T07:30+01:00\n" FIRST
               "tap \"Your days\"\nexpect screen streak\n"},
    {"streak-marked", SIX "tap \"Your days\"\ntap #status\ntap #days-plus\ntap #save\nwait 10s\n"
                          "drag 195,600 by 0,-500\nwait 3s\n"},
    {"today-away", SIX "tap \"Your days\"\ntap #status\ntap #days-plus\ntap #save\nwait 10s\n"
                       "key Back\nexpect \"I am back\"\n"},
    {"today-resting", SIX "log session hip-and-knee/three at 2026-11-20T08:00+01:00\n"
                          "log status resting 2026-11-21 to 2026-11-24\n"
                          "expect \"I will train today\"\n"},
    {"streak-resting", SIX "log status resting 2026-11-21 to 2026-11-24\n"
                           "log status away 2026-11-10 to 2026-11-12 at 2026-11-10T08:00+01:00\n"
                           "log status sick 2026-10-26 at 2026-10-26T08:00+01:00\n"
                           "log status away 2026-08-03 to 2026-08-16 at 2026-08-01T08:00+02:00\n"
                           "log status sick 2026-05-04 to 2026-05-06 at 2026-05-04T08:00+02:00\n"
                           "log status sick 2026-02-09 to 2026-02-13 at 2026-02-09T08:00+01:00\n"
                           "log status away 2026-01-02 at 2026-01-02T08:00+01:00\n"
                           "tap \"Your days\"\nexpect \"Show earlier ones\"\n"
                           "drag 195,600 by 0,-500\nwait 3s\n"},
    {"today-return", FIRST "follow hip-and-knee at 2026-10-01T08:00+01:00\n"
                           "log session hip-and-knee/six at 2026-10-05T08:00+01:00\n"
                           "expect \"Welcome back\"\n"},
    {"streak-absence", SIX "tap \"Your days\"\ntap #status\nexpect \"Up to and including *\"\n"},
    {"today-sore", SIX "log pain left 6 morning\nexpect \"A sore day\"\n"},
    {"today-morning-sore", SIX "log pain right 1 morning at 2026-11-18T08:00+01:00\n"
                               "log pain right 2 morning\nexpect \"A sore day\"\n"},
    {"programs", SIX "tap #programs\nexpect screen programs\n"},
    {"programs-own", "data own\n" FIRST "follow mine\ntap #programs\n"
                     "expect \"Remove this program\"\n"},
    {"programs-removed", "data own\n" FIRST "tap #programs\ntap \"Remove this program\"\n"
                         "expect \"From my physiotherapist is removed.\"\n"},
    {"programs-kept",
     "data own\n" FIRST "tap #programs\ntap #follow after \"From my physiotherapist\"\nkill\n"
     "data gone\nrestart\ntap #programs\nexpect \"*From your log*\"\n"},
    {"programs-missing", "data own\n" FIRST "follow mine\ndata gone\ntap #programs\n"
                         "expect \"Stop following it\"\n"},
    {"library", SIX "tap #programs\ntap #library\nexpect screen library\n"},
    {"routine", SIX "tap #start\nexpect screen routine\n"},
    {"routine-held", "follow walk-jog\n" FIRST "tap #one-one\nexpect \"Better left for now\"\n"},
    {"exercise", SIX "tap #start\ntap #clamshell\nexpect screen exercise\nwait 20s\n"},
    {"exercise-plain", DESK "tap #start\ntap #seated-quad-hold\nwait 20s\n"},
    {"player-ready", IN_SIX "wait 3s\nexpect \"Get ready\"\n"},
    {"player-work", IN_HOLD "expect \"Hold\"\n"},
    {"player-reps", IN_SIX "wait 25s\nexpect \"of *\"\n"},
    {"player-rest", IN_SIX "wait until \"Rest\" max 5m\nwait 8s\nexpect \"Rest\"\n"},
    {"player-change", IN_HOLD "wait until \"Change sides\"\nwait 500ms\nexpect \"Change sides\"\n"},
    {"player-count-in",
     IN_HOLD "tap 195,300\ntap #resume\nwait 500ms\nexpect \"Starting again in\"\n"},
    {"player-paused", IN_HOLD "tap 195,300\nexpect \"Paused\"\n"},
    {"player-hurt", IN_HOLD "tap #hurts\nexpect \"Thank you for noticing\"\n"},
    {"player-leave", IN_HOLD "tap #close\nexpect \"Stop here?\"\n"},
    {"player-how", IN_HOLD "tap 195,300\ntap #how\nexpect \"Watch out for\"\n"},
    {"player-away", IN_HOLD "background 5m\nexpect \"Repeat this set\"\n"},
    {"player-locked", IN_HOLD "tap #lock\nexpect \"Hold to unlock\"\n"},
    {"player-check", FIRST "tap #knees\ntap #left-0\ntap #right-0\ntap #save\ntap #programs\n"
                           "tap #one-one\ntap #start\nexpect #yes\n"},
    {"finish", IN_HOLD "wait until screen finish max 5m\n"},
    {"resume", IN_HOLD "background 1s\nkill\nrestart\nexpect screen resume\n"},
    {"settings", DESK "tap #settings\nexpect screen settings\n"},
    {"sound", DESK "tap #settings\ntap #sound\nexpect screen sound\n"},
    {"balance", BALANCE TESTS "log session balance/brush at 2026-11-19T07:30+01:00\n"
                              "log session balance/brush at 2026-11-20T21:30+01:00\n"
                              "log session balance/brush at 2026-11-21T07:00+01:00\n"
                              "log squat left 4 1 0 at 2026-11-18T08:00+01:00\n"
                              "log squat right 5 0 0 at 2026-11-18T08:00+01:00\n"
                              "restart\ntap #balance\nexpect screen balance\n"},
    {"balance-first", BALANCE "tap #balance\nexpect screen balance\n"},
    {"stance-safety", FIRST "tap #balance\ntap #test\nexpect screen stance_safety\n"},
    {"balance-setup", ON_BALANCE "tap #test\nexpect screen balance_setup\n"},
    {"balance-charts", ON_BALANCE "tap #charts\nexpect screen balance_charts\n"},
    {"balance-charts-none", BALANCE "tap #balance\ntap #charts\nexpect screen balance_charts\n"},
    {"balance-tries", ON_BALANCE "tap #charts\ntap #tries\nexpect screen balance_tries\n"},
    {"balance-try", ON_BALANCE "tap #charts\ntap #tries\n"
                               "tap \"Left leg\" after \"Saturday 14 November\"\n"
                               "expect screen balance_try\n"},
    {"balance-result", BALANCE "tap #settings\nrepeat 4 {\ntap #age-plus\n}\nkey Back\n" TESTS
                               "tap #balance\ntap #test\ntap #start\nwait 3s\n"
                               "log balance left 35.2s 31.9s 38.1s\n"
                               "log balance right 41.3s 45s\n"
                               "log balance right 45s supported\n"
                               "tap #close\ntap \"Stop and save\"\n"
                               "expect screen balance_result\n"},
    {"stance-ready", STAND "wait 4s\n"},
    {"stance", STAND "wait until \"Touch anywhere to stop\" max 40s\nwait 23700ms\n"},
    {"stance-rest", STAND IN_REST "tap #ended-1\n"},
    {"stance-correct", STAND IN_REST "tap #correct\nexpect #discard\n"},
    {"stance-closed", ON_BALANCE "tap #test\ntap #eyes-1\ntap #start\n"
                                 "wait until \"Touch anywhere to stop\" max 40s\nwait 16s\n"},
    {"stance-void", STAND "wait until \"Touch anywhere to stop\" max 40s\nwait 9s\n"
                          "background 1m\nexpect \"This try does not count\"\n"},
    {"brushing", BALANCE "tap \"Start brushing\"\nwait 52s\ntap 195,300\n"
                         "expect count \"Hold to stop\" 2\n"},
    {"brush-done", BALANCE "log session balance/brush at 2026-11-20T21:30+01:00\n"
                           "tap \"Start brushing\"\n"
                           "wait until screen brush_done max 5m\n"},
    {"squat-score", BALANCE "tap #balance\ntap #squat\ntap #left-0\ntap #right-1\ntap #start\n"
                            "wait until screen squat_score max 5m\n"
                            "tap #steady\ntap #steady\ntap #wobbled\n"},
    {"squat-score-done", BALANCE "tap #balance\ntap #squat\ntap #left-0\ntap #right-1\n"
                                 "tap #start\nwait until screen squat_score max 5m\n"
                                 "repeat 7 {\ntap #steady\n}\ntap #wobbled\ntap #inward\n"
                                 "tap #steady\nexpect \"Thank you, that is saved\"\n"},
    {"squat", BALANCE "log squat left 3 2 0 at 2026-10-20T08:00+02:00\n"
                      "log squat right 4 1 0 at 2026-10-20T08:00+02:00\n"
                      "log squat left 4 1 0 at 2026-11-02T08:00+01:00\n"
                      "log squat right 4 0 1 at 2026-11-02T08:00+01:00\n"
                      "log squat left 4 1 0 at 2026-11-12T08:00+01:00\n"
                      "log squat right 5 0 0 at 2026-11-12T08:00+01:00\n"
                      "tap #balance\ntap #squat\nexpect screen squat\n"},
    {"finish-part", IN_SIX "tap #skip\nwait 20s\ntap #skip\ntap #close\ntap \"Stop and save\"\n"
                           "expect \"A start is made\"\n"},
    {"knees", FIRST "tap #knees\nexpect screen knees\n"},
    {"problems", "data broken\n" FIRST "tap #problems\nexpect screen problems\n"},
    {"log-newer", "data newer\nexpect screen log_state\n"},
};

const char *script_screen_name(int32_t index)
{
    return index >= 0 && index < (int32_t)SF_COUNT(screens) ? screens[index].name : NULL;
}

const char *script_screen(const char *name)
{
    for (size_t i = 0; i < SF_COUNT(screens); i++) {
        if (strcmp(screens[i].name, name) == 0) {
            return screens[i].script;
        }
    }
    return NULL;
}
