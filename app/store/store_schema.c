/* SPDX-License-Identifier: MIT */
/* The tables of each version of the log. */
#include "store_internal.h"

/*
 * Migrations are history: once released, a step is never edited. Step i takes version i to i + 1.
 * Enum values are stored as numbers, whose meaning fact_fields.h keeps.
 *
 * What the history reads whole at every start and grows with the years (sessions, pains, tries,
 * squats) repeats columns of its record: a join costs four times as much, and records never change.
 */
static const char version_1[] =
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE journal (part TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;"
    "CREATE TABLE program (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, id TEXT NOT NULL,"
    " source TEXT NOT NULL) STRICT;"
    "CREATE TABLE record (seq INTEGER PRIMARY KEY,"
    " uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),"
    " device BLOB NOT NULL CHECK (length(device) = 16),"
    " supersedes BLOB CHECK (length(supersedes) = 16),"
    " tombstone INTEGER NOT NULL CHECK (tombstone IN (0, 1)),"
    " kind INTEGER NOT NULL, utc_ms INTEGER NOT NULL, offset_min INTEGER NOT NULL,"
    " day INTEGER NOT NULL) STRICT;"
    "CREATE INDEX record_supersedes ON record (supersedes) WHERE supersedes IS NOT NULL;"
    "CREATE TABLE fact_session (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " program TEXT NOT NULL, program_hash TEXT NOT NULL, routine TEXT NOT NULL,"
    " title TEXT NOT NULL, duration_ms INTEGER NOT NULL, work_ms INTEGER NOT NULL,"
    " \"end\" INTEGER NOT NULL, effort INTEGER NOT NULL, first_side INTEGER NOT NULL,"
    " sets_done INTEGER NOT NULL, sets_planned INTEGER NOT NULL, note TEXT NOT NULL,"
    " uuid BLOB NOT NULL CHECK (length(uuid) = 16), day INTEGER NOT NULL,"
    " utc_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_set (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " session BLOB NOT NULL CHECK (length(session) = 16), \"key\" TEXT NOT NULL,"
    " exercise TEXT NOT NULL, segment INTEGER NOT NULL, side INTEGER NOT NULL,"
    " outcome INTEGER NOT NULL, done_ms INTEGER NOT NULL, reps INTEGER NOT NULL,"
    " planned_ms INTEGER NOT NULL, planned_reps INTEGER NOT NULL, eased INTEGER NOT NULL) STRICT;"
    "CREATE INDEX fact_set_session ON fact_set (session);"
    "CREATE TABLE fact_pain (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " session BLOB CHECK (length(session) = 16), knee INTEGER NOT NULL, zone INTEGER NOT NULL,"
    " moment INTEGER NOT NULL, level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 10),"
    " uuid BLOB NOT NULL CHECK (length(uuid) = 16), day INTEGER NOT NULL,"
    " utc_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_status (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " status INTEGER NOT NULL, \"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_follow (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " program TEXT NOT NULL, hash TEXT NOT NULL, following INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_answer (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " session BLOB CHECK (length(session) = 16), question TEXT NOT NULL,"
    " yes INTEGER NOT NULL) STRICT;";

/* Standing on one leg; the offset tells a session of the morning from one of the evening. */
static const char version_2[] =
    "ALTER TABLE fact_session ADD COLUMN mode INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE fact_session ADD COLUMN offset_min INTEGER NOT NULL DEFAULT 0;"
    "UPDATE fact_session SET offset_min ="
    " coalesce((SELECT offset_min FROM record WHERE record.seq = fact_session.seq), 0);"
    "CREATE TABLE fact_try (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " session BLOB CHECK (length(session) = 16), place INTEGER NOT NULL, leg INTEGER NOT NULL,"
    " eyes INTEGER NOT NULL, surface INTEGER NOT NULL, stop INTEGER NOT NULL,"
    " time_ms INTEGER NOT NULL, cap_ms INTEGER NOT NULL, ended INTEGER NOT NULL,"
    " supported INTEGER NOT NULL, sway_ap INTEGER NOT NULL, sway_ml INTEGER NOT NULL,"
    " sway INTEGER NOT NULL, jerk INTEGER NOT NULL, path INTEGER NOT NULL,"
    " uuid BLOB NOT NULL CHECK (length(uuid) = 16), day INTEGER NOT NULL,"
    " utc_ms INTEGER NOT NULL) STRICT;"
    "CREATE TABLE fact_squat (seq INTEGER PRIMARY KEY REFERENCES record (seq),"
    " session BLOB CHECK (length(session) = 16), leg INTEGER NOT NULL, steady INTEGER NOT NULL,"
    " wobbled INTEGER NOT NULL, inward INTEGER NOT NULL,"
    " uuid BLOB NOT NULL CHECK (length(uuid) = 16), day INTEGER NOT NULL,"
    " utc_ms INTEGER NOT NULL) STRICT;";

static const char *const steps[] = {version_1, version_2};

_Static_assert(SF_COUNT(steps) == STORE_VERSION, "every version has its migration");

const StorePlan *store__plan(void)
{
    static const StorePlan plan = {.steps = steps, .count = STORE_VERSION};
    return &plan;
}
