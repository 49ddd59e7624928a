/* SPDX-License-Identifier: MIT */
/** Declares the voice rms of flite, which has no header of its own. */
#ifndef SUREFOOT_FLITE_RMS_H
#define SUREFOOT_FLITE_RMS_H

#include <flite/flite.h>

/** Loads the voice; voxdir may be NULL. Owned by flite. */
cst_voice *register_cmu_us_rms(const char *voxdir);
/** Frees the voice. */
void unregister_cmu_us_rms(cst_voice *voice);

#endif
