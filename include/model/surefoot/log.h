/* SPDX-License-Identifier: MIT */
/** Writing to the log: a fact that happens now, and facts that belong together. */
#ifndef SUREFOOT_LOG_H
#define SUREFOOT_LOG_H

#include "surefoot/platform.h"
#include "surefoot/store.h"

/** The wall clock, moved to the nearest instant and offset that a record can hold. */
Instant log_now(const Platform *platform);
/** The nearest instant and offset that a record can hold. */
Instant log_instant(Instant at);
/** A record begun now: id, device, instant and day filled. */
Fact log_fact(const Platform *platform, const Store *store, FactKind kind);
/** Adds facts in one transaction: all of them or none. */
SfError log_add(Store *store, const Fact *facts, int32_t count, SfErrorInfo *err);

#endif
