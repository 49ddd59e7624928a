/* SPDX-License-Identifier: MIT */
/**
 * Loading: JSON files into a Library, with every fault found at once.
 *
 * A strict scanner of ours runs first (positions, UTF-8, duplicate keys, numbers, depth); cJSON
 * then builds the tree. A fault of syntax stops that file; faults of content are all listed, each
 * as "file:line:column: /pointer: what is wrong, what is allowed". A file with a fault is left out
 * whole; the others load.
 */
#ifndef SUREFOOT_LOAD_H
#define SUREFOOT_LOAD_H

#include "surefoot/library.h"

typedef enum FaultLevel { FAULT_WARNING, FAULT_ERROR } FaultLevel;

typedef struct Fault {
    FaultLevel level;
    int32_t line;   /**< 1-based; 0 if the fault is of the whole file */
    int32_t column; /**< 1-based, in characters */
    const char *file;
    const char *pointer; /**< RFC 6901 */
    const char *text;
} Fault;

/** Tells the first code point of a text that cannot be drawn here; 0 if all can. */
typedef struct LetterCheck {
    void *context;
    uint32_t (*missing)(void *context, const char *text, size_t size);
} LetterCheck;

/** Collected faults; zero-initialise, faults_deinit frees. */
typedef struct Faults {
    Arena arena;
    Fault *items;
    int32_t count;
    int32_t capacity;
    int32_t errors;      /**< of level FAULT_ERROR, counting those beyond LIMIT_FAULTS */
    int32_t dropped;     /**< not kept because of LIMIT_FAULTS */
    LetterCheck letters; /**< asked about each text for people; without one nothing is said of it */
} Faults;

/** Frees all faults and their texts. */
void faults_deinit(Faults *faults);
/** Adds an error of the whole file. SF_E_NOMEM if there is no room for it. */
SfError faults_add(Faults *faults, const char *file, const char *text);
/** One line, "file:line:column: /pointer: text"; warnings say "warning:" before the text. */
void fault_format(const Fault *fault, char *out, size_t size);

/** A file in memory, as the platform, a test or an import gives it. Borrowed for the call. */
typedef struct SourceFile {
    const char *path; /**< for messages; its last parts tell what it is */
    const char *bytes;
    size_t size;
} SourceFile;

/**
 * Loads exercises (an object with "exercise") and programs (with "program") from files in memory.
 * Ids must be unique in each kind (the first file by path keeps one); references are resolved
 * across all files. Bad files are left out and reported. Easier and harder exercises that were left
 * out are dropped with a warning; a step that needs one makes its program a bad file. Exercises
 * inside a program join the library, but only their own program may name them. Faults come by file,
 * sorted by path, and by place. Returns SF_OK even with faults (see faults->errors), SF_E_NOMEM
 * with an empty library.
 */
SfError library_load(Library *out, const SourceFile *files, int32_t count, Faults *faults);

/**
 * The same from disk: each path is a file or a folder searched for *.json, sorted. What cannot be
 * read becomes a fault, and so does what looks like a file of ours and is left out: links out of
 * the folder and to folders, .JSON in capitals, .json.txt.
 */
SfError library_load_paths(Library *out, const char *const *paths, int32_t count, Faults *faults);

/** Where a person's library comes from. */
typedef struct LibraryPlaces {
    const char *const *paths; /**< what the app brings: files and folders */
    int32_t path_count;
    const char *own_dir; /**< programs of the person's own; none if NULL or not there */
    /** Programs whose text the log has; one is taken only if no file has its id. */
    const SourceFile *kept;
    int32_t kept_count;
} LibraryPlaces;

/** library_load_paths of all places together. */
SfError library_load_places(Library *out, const LibraryPlaces *places, Faults *faults);

/** A strict syntax check alone: SF_OK, or the first fault in faults. */
SfError json_scan(const SourceFile *file, Faults *faults);

#endif
