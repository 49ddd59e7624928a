/* SPDX-License-Identifier: MIT */
/** Writing to the log: new facts, and facts that belong together. */
#ifndef SUREFOOT_LOG_H
#define SUREFOOT_LOG_H

#include "surefoot/platform.h"
#include "surefoot/store.h"

/** The wall clock, moved to the nearest instant and offset that a record can hold. */
Instant log_now(const Platform *platform);
/** The instant, moved to the nearest time and offset that a record can hold. */
Instant log_instant(Instant at);
/** A new record of this kind with id, device, instant (now) and day; the caller fills in the
 * body. */
Fact log_fact(const Platform *platform, const Store *store, FactKind kind);
/** Adds facts in one transaction: all of them or none. Errors of the store. */
SfError log_add(Store *store, const Fact *facts, int32_t count, SfErrorInfo *err);

#endif
