/* SPDX-License-Identifier: MIT */
/**
 * PNG files of surfaces, and how far two surfaces are apart: pictures of screens and their goldens.
 */
#ifndef SUREFOOT_PNG_FILE_H
#define SUREFOOT_PNG_FILE_H

#include "surefoot/raster.h"

/** Opaque RGB, eight bits a channel, over what was there. SF_E_TOOBIG and SF_E_NOMEM leave that
 *  alone; after SF_E_IO or SF_E_FULL it may be half a picture, which png_read refuses. */
SfError png_write(const char *path, const Surface *surface, SfErrorInfo *err);
/** The same with an alpha channel, from pixels of straight 0xAARRGGBB. */
SfError png_write_clear(const char *path, const Surface *surface, SfErrorInfo *err);
/** Any PNG up to 16,384 px a side, laid on black. The caller frees out->pixels with sf_free; on
 *  failure (SF_E_NOTFOUND, SF_E_IO, SF_E_CORRUPT, SF_E_TOOBIG, SF_E_NOMEM) *out is untouched. */
SfError png_read(const char *path, Surface *out, SfErrorInfo *err);

typedef struct PngDifference {
    bool same_size;
    int32_t largest; /**< of any channel of any pixel, 0..255 */
    double mean;     /**< of all channels of all pixels */
    int64_t above;   /**< pixels in which a channel differs by more than the tolerance */
} PngDifference;

/** True if sizes are equal and no pixel differs by more than tolerance. */
bool png_compare(const Surface *a, const Surface *b, int32_t tolerance, PngDifference *difference);

#endif
