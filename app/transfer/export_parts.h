/* SPDX-License-Identifier: MIT */
/** What writing and reading an export share. */
#ifndef DATA_EXPORT_PARTS_H
#define DATA_EXPORT_PARTS_H

#include "surefoot/fact_fields.h"
#include "surefoot/transfer.h"

#define EXPORT_VERSION 2

#endif
