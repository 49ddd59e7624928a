#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/bench/run.sh BUILD: measures a release build against floors of the same run and prints a
# table. A missed aim is said and fails nothing; what cannot be measured does.
set -euo pipefail
[ $# -eq 1 ] || { printf 'usage: %s BUILD\n' "$0" >&2; exit 2; }
build=$(cd "$1" && pwd)
bench=$build/bench

# On the disk of the build: a folder in memory would make syncing free.
work=$(mktemp -d "$build/bench-XXXXXX")
xvfb=
finish() {
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

command -v Xvfb >/dev/null || { printf 'bench: Xvfb is missing: apt-get install xvfb\n' >&2; exit 1; }
# Xvfb finds a free display and writes its number when it is ready.
mkfifo "$work/display"
Xvfb -noreset -displayfd 3 -screen 0 1280x1024x24 -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
read -r -t 20 number <"$work/display" || { cat "$work/xvfb.log" >&2; printf 'bench: Xvfb does not start\n' >&2; exit 1; }
export DISPLAY=:$number SDL_VIDEODRIVER=x11
unset WAYLAND_DISPLAY

printf 'Medians; floor: the least program that could do it, measured in this run.\n\n'
printf '%-40s %12s %12s %7s %12s  %s\n' what floor ours ratio aim 'ok?'
"$bench/bench_prepare" "$work/data"
SDL_AUDIODRIVER=dummy "$bench/bench_window" "$bench/floor_window" "$build/surefoot" "$work/data"
"$bench/bench_player" "$work/data"
"$bench/bench_sway"
TMPDIR=$work "$bench/bench_sound" 2>"$work/sound.log" || { cat "$work/sound.log" >&2; exit 1; }
if [ -x "$bench/bench_voice" ]; then
    SDL_AUDIODRIVER=dummy "$bench/bench_voice" "$build/voice/en.voice" "$work"
    SDL_AUDIODRIVER=dummy "$bench/bench_sound_memory" "$build/voice/en.voice"
else
    printf '%s\n' 'no voice to measure: flite or the Vorbis encoder is not here'
fi
"$bench/bench_log" "$work"
"$bench/bench_balance" "$work"
"$bench/bench_charts"
