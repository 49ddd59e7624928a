/* SPDX-License-Identifier: MIT */
#include <flite/flite.h>
#include <string.h>

#include "flite_rms.h"
#include "source.h"
#include "surefoot/memory.h"

static cst_voice *voice;

SfError engine_open(SfErrorInfo *err)
{
    (void)flite_init();
    voice = register_cmu_us_rms(NULL);
    return voice != NULL ? SF_OK : sf_fail(err, SF_E_IO, "flite has no voice cmu_us_rms");
}

void engine_close(void)
{
    unregister_cmu_us_rms(voice);
    voice = NULL;
}

SfError engine_speak(Raw *out, const char *text, SfErrorInfo *err)
{
    cst_wave *wave = flite_text_to_wave(text, voice);
    if (wave == NULL || wave->num_channels != 1) {
        return sf_fail(err, SF_E_INPUT, "flite cannot say it");
    }
    const size_t bytes = (size_t)wave->num_samples * sizeof(int16_t);
    *out = (Raw){sf_alloc(bytes), wave->num_samples, wave->sample_rate};
    if (out->samples != NULL) {
        memcpy(out->samples, wave->samples, bytes);
    }
    delete_wave(wave);
    return out->samples != NULL ? SF_OK : sf_fail(err, SF_E_NOMEM, "out of memory");
}

const char *engine_name(void)
{
    return "flite 2.2 cmu_us_rms";
}

const char *engine_licence(void)
{
    return "engine and voice: permissive, Carnegie Mellon University; recordings: CC BY 4.0";
}
