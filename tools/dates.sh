#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# dates.sh DEV BENCH: every test and what the benchmarks prepare, on days, in zones and in languages
# that programs trip over. Nothing that is tested may depend on any of them.
set -euo pipefail
dev=$(readlink -f "$1")
bench=$(readlink -f "$2")
cd "$(dirname "$0")/.."

# Turkish, where the capital of i is not I, is not on a plain machine: made for the run.
export LOCPATH=$dev/locale
mkdir -p "$LOCPATH"
[ -d "$LOCPATH/tr_TR.UTF-8" ] || localedef -i tr_TR -f UTF-8 "$LOCPATH/tr_TR.UTF-8"
faketime=$(dpkg -L libfaketime | grep -m 1 '/libfaketimeMT.so.1$')

# Fakes the wall clock only, which runs on from INSTANT: timeouts go by the real one.
under() { # INSTANT ZONE LOCALE COMMAND...
    local instant=$1 zone=$2 locale=$3
    shift 3
    env TZ="$zone" LC_ALL="$locale" FAKETIME="@$instant" FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_DONT_RESET=1 \
        ASAN_OPTIONS=verify_asan_link_order=0 LD_PRELOAD="$faketime" "$@"
}

everything() { # INSTANT ZONE LOCALE
    local data
    printf '%s in %s, %s\n' "$@"
    under "$@" ctest --test-dir "$dev" --output-on-failure -j "$(nproc)" | sed '/ Passed \|  Start /d'
    data=$(mktemp -d "$bench/dates-XXXXXX")
    under "$@" "$bench/bench/bench_prepare" "$data/data"
    under "$@" "$bench/bench/bench_player" "$data/data" >"$data/table"
    rm -r "$data"
}

everything '2028-02-29 23:59:00' Asia/Kathmandu tr_TR.UTF-8
everything '2026-12-31 23:59:00' UTC C
everything '2027-03-28 01:59:00' Europe/Berlin C
