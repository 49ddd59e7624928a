#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Format, layers and banned calls, clang-tidy, cppcheck. Called by ./test lint, which configured
# build/dev for its compile_commands.json.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.c' '*.h' | sort)
# Emscripten's headers are not on the way of these tools; its compiler warns by itself.
mapfile -t units < <(printf '%s\n' "${sources[@]}" | grep '\.c$' | grep -v -e '^tests/' -e '^platform/web/')

echo "format: ${#sources[@]} files"
clang-format --dry-run --Werror "${sources[@]}"

echo "layers and banned calls"
python3 tools/check_source.py "${sources[@]}"

headers=(include/* app/* build/dev/generated)
echo "cppcheck"
cppcheck --quiet --std=c11 --enable=warning,performance,portability --error-exitcode=1 \
    --inline-suppr --suppress=missingIncludeSystem "${headers[@]/#/-I}" -j "$(nproc)" "${units[@]}"

echo "clang-tidy: ${#units[@]} files"
printf '%s\n' "${units[@]}" |
    xargs -P "$(nproc)" -n 4 clang-tidy --quiet -p build/dev --extra-arg=-Wno-unknown-warning-option 2>/dev/null
