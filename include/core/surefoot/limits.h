/* SPDX-License-Identifier: MIT */
/**
 * Every limit of the program, named once. Reaching one on data is SF_E_TOOBIG with a message; the
 * values are ours, chosen an order of magnitude above real use.
 */
#ifndef SUREFOOT_LIMITS_H
#define SUREFOOT_LIMITS_H

#define LIMIT_FILE_BYTES 4194304 /**< one JSON file: 4 MiB */
#define LIMIT_JSON_DEPTH 32      /**< nested arrays and objects */
#define LIMIT_FILES 10000        /**< looked at in one search of folders */
#define LIMIT_FOLDERS 16         /**< folders inside folders of a search */
#define LIMIT_FAULTS 200         /**< faults listed for one file before "and more" */
#define LIMIT_STEPS 2000         /**< steps in one routine, groups unrolled */
#define LIMIT_ROUTINES 200       /**< in one program */
#define LIMIT_STAGES 50          /**< in one program */
#define LIMIT_EXERCISES 2000     /**< in one library */
#define LIMIT_PROGRAMS 500       /**< in one library */
#define LIMIT_FIGURES 2000       /**< in one library */
#define LIMIT_LIST 50            /**< cues, mistakes, sources ... of one exercise */
#define LIMIT_SEGMENTS 20000     /**< in one timeline */
#define LIMIT_CUES 200000        /**< in one timeline */
#define LIMIT_TIMELINE_MS (24LL * 60 * 60 * 1000)
#define LIMIT_ID_BYTES 64     /**< ids: a-z, 0-9, '-' and '_' */
#define LIMIT_NAME_BYTES 120  /**< titles and names */
#define LIMIT_TEXT_BYTES 2000 /**< cues, reasons, notes */
#define LIMIT_SECONDS 86400   /**< one duration in a file */
#define LIMIT_REPS 1000
#define LIMIT_SETS 100
#define LIMIT_ROUNDS 100
#define LIMIT_EXPORT_BYTES (256LL * 1024 * 1024) /**< one export */
#define LIMIT_JOURNAL_BYTES (64 * 1024 * 1024)   /**< the journal of one session */
#define LIMIT_MOTION_BYTES (16 * 1024 * 1024)    /**< a recording of the sensor as text */
#define LIMIT_MOTION_SAMPLES 120000              /**< in one recording: 10 min at 200 Hz */
#define LIMIT_NOTE_BYTES 2000                    /**< a note typed on the finish page */

#endif
