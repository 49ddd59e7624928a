/* SPDX-License-Identifier: MIT */
/**
 * PNG files of surfaces, and comparing two surfaces: for pictures of screens and their goldens.
 */
#ifndef SUREFOOT_PNG_FILE_H
#define SUREFOOT_PNG_FILE_H

#include "surefoot/raster.h"

/** Writes a surface as opaque RGB with eight bits a channel, over an old file. SF_E_TOOBIG and
 *  SF_E_NOMEM leave the old file as it is; after SF_E_IO or SF_E_FULL the file may be half a
 *  picture, which png_read refuses. */
SfError png_write(const char *path, const Surface *surface, SfErrorInfo *err);
/** As png_write, with an alpha channel, from pixels 0xAARRGGBB that are not premultiplied. */
SfError png_write_clear(const char *path, const Surface *surface, SfErrorInfo *err);
/** Reads any PNG up to 16,384 px a side; clear parts become black. The caller frees out->pixels
 * with sf_free. On failure (SF_E_NOTFOUND, SF_E_IO, SF_E_CORRUPT, SF_E_TOOBIG, SF_E_NOMEM) *out is
 * not changed. */
SfError png_read(const char *path, Surface *out, SfErrorInfo *err);

/** How much two surfaces differ. */
typedef struct PngDifference {
    bool same_size;
    int32_t largest; /**< of any channel of any pixel, 0..255 */
    double mean;     /**< of all channels of all pixels */
    int64_t above;   /**< pixels in which a channel differs by more than the tolerance */
} PngDifference;

/** Compares two surfaces. True if their sizes are equal and no channel differs by more than the
 *  tolerance (0..255). */
bool png_compare(const Surface *a, const Surface *b, int32_t tolerance, PngDifference *difference);

#endif
