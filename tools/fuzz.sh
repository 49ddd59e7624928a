#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# fuzz.sh BUILD SECONDS: runs each target from its corpus; new findings stay in BUILD/findings.
set -euo pipefail
build=$(readlink -f "$1")
seconds=$2
cd "$(dirname "$0")/.."
for target in "$build"/tests/fuzz_*; do
    [ -x "$target" ] && [ -f "$target" ] || continue
    name=$(basename "$target")
    mkdir -p "$build/findings/$name"
    echo "$name: $seconds s"
    "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$build/findings/$name-" "$build/findings/$name" \
        "tests/fuzz/corpus/${name#fuzz_}" 2>&1 | tail -n 3
done
