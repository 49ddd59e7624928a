/* SPDX-License-Identifier: MIT */
/* Export and import of the log as a file of the person. */
#include <string.h>

#include "surefoot/log.h"
#include "surefoot/model.h"
#include "surefoot/transfer.h"

void model_give_log(Model *model)
{
    const Platform *platform = model->platform;
    SF_ASSERT(platform->file_give != NULL);
    char *text = NULL;
    size_t size = 0;
    SfErrorInfo err = {0};
    const Instant now = log_now(platform);
    if (export_write(model->store, now, &text, &size, &err) != SF_OK) {
        model_notice(model, "%s", err.text);
        return;
    }
    char day[CALENDAR_DAY_BYTES];
    char name[64];
    calendar_format_day(day, model_day(model));
    (void)sf_format(name, sizeof(name), "surefoot-export-%s.json", day);
    platform->file_give(platform->context, name, text, size);
    sf_free(text);
}

void model_notice_fault(Model *model, const char *text, const Fault *fault)
{
    if (fault == NULL) {
        model_notice(model, "%s", text);
    } else if (fault->line == 0) {
        model_notice(model, "%s\n%s", text, fault->text);
    } else {
        /* The last part of /routines/0/steps/0/sets is enough to say, unless it is a number. */
        const char *slash = strrchr(fault->pointer, '/');
        const bool named = slash != NULL && (slash[1] < '0' || slash[1] > '9');
        model_notice(model, "%s\nLine %d, column %d%s%s: %s", text, (int)fault->line,
                     (int)fault->column, named ? ", " : "", named ? slash + 1 : "", fault->text);
    }
}

void model_take_log(Model *model, const SourceFile *file)
{
    SfErrorInfo err = {0};
    Faults faults = {0};
    ImportResult result = {0};
    if (export_read(model->store, file, &result, &faults, &err) == SF_OK) {
        model_notice(model, "New records: %d. Here already: %d.", (int)result.added,
                     (int)result.known);
        model_refresh(model);
        if (result.added > 0) {
            model_reload(model); /* the export may bring programs */
        }
    } else {
        /* The first fault tells more than the number of faults. */
        model_notice_fault(model, faults.count > 0 ? "Nothing was added from this file." : err.text,
                           faults.count > 0 ? &faults.items[0] : NULL);
    }
    faults_deinit(&faults);
}
