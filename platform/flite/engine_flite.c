/* SPDX-License-Identifier: MIT */
/* The speech engine: flite. */
#include <flite/flite.h>
#include <string.h>

#include "engine.h"
#include "flite_rms.h"
#include "surefoot/memory.h"

/* flite has one voice for the whole process; an Engine only points to it. */
struct Engine {
    cst_voice *voice;
};

bool engine_exists(void)
{
    return true;
}

SfError engine_open(Engine **out, const char *language, SfErrorInfo *err)
{
    *out = NULL;
    if (strncmp(language, "en", 2) != 0) {
        return sf_fail(err, SF_E_NOTFOUND, "flite speaks English only");
    }
    Engine *engine = sf_alloc(sizeof(*engine));
    if (engine == NULL) {
        return sf_fail(err, SF_E_NOMEM, "out of memory");
    }
    (void)flite_init();
    engine->voice = register_cmu_us_rms(NULL);
    if (engine->voice == NULL) {
        sf_free(engine);
        return sf_fail(err, SF_E_IO, "flite has no voice cmu_us_rms");
    }
    *out = engine;
    return SF_OK;
}

void engine_close(Engine *engine)
{
    if (engine != NULL) {
        unregister_cmu_us_rms(engine->voice);
        sf_free(engine);
    }
}

SfError engine_speak(Engine *engine, EngineSound *out, const char *text, SfErrorInfo *err)
{
    *out = (EngineSound){0};
    cst_wave *wave = flite_text_to_wave(text, engine->voice);
    if (wave == NULL) {
        return sf_fail(err, SF_E_INPUT, "flite cannot say it");
    }
    SfError error = SF_E_INPUT;
    if (wave->num_channels == 1 && wave->num_samples > 0) {
        const size_t bytes = (size_t)wave->num_samples * sizeof(int16_t);
        *out = (EngineSound){sf_alloc(bytes), wave->num_samples, wave->sample_rate};
        error = out->samples != NULL ? SF_OK : SF_E_NOMEM;
        if (error == SF_OK) {
            memcpy(out->samples, wave->samples, bytes);
        }
    }
    delete_wave(wave);
    return error == SF_OK ? SF_OK : sf_fail(err, error, "flite cannot say it");
}

const char *engine_name(void)
{
    return "flite 2.2 cmu_us_rms";
}

const char *engine_licence(void)
{
    return "engine and voice: permissive, Carnegie Mellon University; recordings: CC BY 4.0";
}
