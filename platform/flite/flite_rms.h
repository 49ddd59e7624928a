/* SPDX-License-Identifier: MIT */
/** flite's voices come without a header of their own. */
#ifndef SUREFOOT_FLITE_RMS_H
#define SUREFOOT_FLITE_RMS_H

#include <flite/flite.h>

cst_voice *register_cmu_us_rms(const char *voxdir);
void unregister_cmu_us_rms(cst_voice *voice);

#endif
