/* SPDX-License-Identifier: MIT */
/* The person's answers about red flags. */
#include "surefoot/log.h"
#include "surefoot/model.h"

static Fact answer(const Model *model, const char *question, bool yes)
{
    Fact fact = model_fact(model, FACT_ANSWER);
    fact.at.utc_ms = flags_answer_ms(&model->today.flags, fact.at.utc_ms);
    fact.body.answer = (AnswerFact){.question = question, .yes = yes};
    return fact;
}

SfError model_answer_flags(Model *model, const bool ticked[FLAG_COUNT], SfErrorInfo *err)
{
    Fact facts[FLAG_OTHER];
    for (int flag = 0; flag < FLAG_OTHER; flag++) {
        facts[flag] = answer(model, red_flags[flag].question, ticked[flag]);
    }
    const SfError error = log_add(model->store, facts, FLAG_OTHER, err);
    if (error == SF_OK) {
        model_end_undo(model);
        model_refresh(model);
    }
    return error;
}

SfError model_flags_checked(Model *model, const char *text, SfErrorInfo *err)
{
    const Fact fact = answer(model, FLAG_SEEN, true);
    return model_add(model, &fact, 1, text, err);
}
