#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tests/smoke/smoke.sh SUREFOOT WINDOW_CLOSE: the real program in a real X server, with a real mouse
# and keyboard. Whatever is waited for is polled, with a deadline. Needs xvfb and xdotool.
set -uo pipefail
[ $# -eq 2 ] || { printf 'usage: %s SUREFOOT WINDOW_CLOSE\n' "$0" >&2; exit 2; }
surefoot=$1
window_close=$2
deadline_s=20

work=$(mktemp -d)
xvfb=
app=
finish() {
    [ -z "$app" ] || kill -KILL "$app" 2>/dev/null
    [ -z "$xvfb" ] || { kill "$xvfb" && wait "$xvfb"; } 2>/dev/null
    rm -rf "$work"
}
trap finish EXIT

picture() { cksum <"$work/screen/Xvfb_screen0"; }

fail() {
    printf 'smoke: %s\n' "$*" >&2
    sed 's/^/  the program said: /' "$work"/*.log >&2
    if command -v convert >/dev/null && [ -s "$work/screen/Xvfb_screen0" ]; then
        convert "xwd:$work/screen/Xvfb_screen0" "$PWD/smoke_failed.png" 2>/dev/null &&
            printf 'smoke: the screen is in %s\n' "$PWD/smoke_failed.png" >&2
    fi
    exit 1
}

# until WHAT COMMAND...: polls; fails with WHAT after the deadline.
until_() {
    local what=$1 end=$((SECONDS + deadline_s))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "in $deadline_s s there was no: $what"
        sleep 0.05
    done
}

switches() { awk '/^voluntary_ctxt_switches/ { n += $2 } END { print n }' /proc/"$app"/task/*/status; }

# Asleep for half a second, with the same picture: it waits for somebody.
is_idle() {
    local before after
    before="$(switches) $(picture)"
    sleep 0.5
    kill -0 "$app" 2>/dev/null || fail 'the program is gone'
    after="$(switches) $(picture)"
    [ "$before" = "$after" ]
}

is_changed() { [ "$(picture)" != "$shown" ]; }
is_gone() { ! kill -0 "$app" 2>/dev/null; }

# input WHAT XDOTOOL-WORDS...: the picture changes, then rests.
input() {
    local what=$1
    shift
    shown=$(picture)
    xdotool "$@" || fail "xdotool $*"
    until_ "$what" is_changed
    until_ "rest after: $what" is_idle
}

start() {
    shown=$(picture)
    "$surefoot" --data "$work/data" >"$work/app.log" 2>&1 &
    app=$!
    until_ 'window' find_window
    until_ 'first picture' is_changed
    until_ 'rest on the first page' is_idle
}

find_window() {
    window=$(xdotool search --onlyvisible --pid "$app" --name Surefoot 2>/dev/null | head -n 1)
    [ -n "$window" ]
}

# ends WITH-CODE WHAT
ends() {
    until_ "end after $2" is_gone
    wait "$app"
    local code=$?
    app=
    [ "$code" -eq "$1" ] || fail "it ended with $code after $2"
}

answers() {
    "$surefoot" export "$work/log.json" --data "$work/data" >"$work/export.log" 2>&1 ||
        fail 'the log cannot be read'
    grep -o 'flag\.[a-z]*' "$work/log.json" | wc -l
    rm -f "$work/log.json"
}

# ---- the display ------------------------------------------------------------------------------

for tool in Xvfb xdotool; do
    command -v $tool >/dev/null || fail "$tool is missing: apt-get install xvfb xdotool"
done
mkdir "$work/screen"
mkfifo "$work/display"
# Xvfb finds a free display, writes its number when it is ready, and keeps its screen in a file. Without
# -noreset it begins anew whenever its last client leaves, and refuses who comes meanwhile: xdotool that
# looked for a window, then the app.
Xvfb -noreset -displayfd 3 -screen 0 500x1000x24 -fbdir "$work/screen" -nolisten tcp \
    3>"$work/display" 2>"$work/xvfb.log" &
xvfb=$!
read -r -t $deadline_s number <"$work/display" || fail 'Xvfb does not start'
export DISPLAY=:$number SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy
unset WAYLAND_DISPLAY
# SDL leaves a connection of libdbus behind: theirs, not ours.
printf 'leak:libdbus-1.so\n' >"$work/leaks"
export LSAN_OPTIONS=suppressions=$work/leaks:print_suppressions=0

# ---- from the safety note to Today, by mouse; to Settings, by keyboard; and closed ------------

start
xdotool windowfocus "$window"
# "None of these" comes after the last question: the wheel leads there.
eval "$(xdotool getwindowgeometry --shell "$window")"
input 'end of the questions' mousemove --window "$window" $((WIDTH / 2)) $((HEIGHT / 2)) click --repeat 20 5
input 'page after the safety note' mousemove --window "$window" $((WIDTH / 2)) $((HEIGHT - 48)) click 1
input 'focus by Tab' key Tab
input 'page by Return' key Return
input 'way back by Escape' key Escape
"$window_close" "$window" || fail 'the window cannot be asked to close'
ends 0 'the window was closed'
[ "$(answers)" -eq 9 ] || fail "the log has $(answers) of the nine answers"

# ---- the second start is not asked again, and a polite kill ends it well ----------------------

start
xdotool mousemove --window "$window" $((WIDTH / 2)) $((HEIGHT - 48)) click 1
until_ 'rest on Today' is_idle
# A signal that comes between two sleeps of SDL is only seen at the next event: so, twice.
kill -TERM "$app"
for _ in $(seq 40); do
    is_gone && break
    sleep 0.05
done
is_gone || kill -TERM "$app"
ends 0 'SIGTERM'
[ "$(answers)" -eq 9 ] || fail 'the safety note was asked again'

# ---- an export is whole, for its owner alone, and never lands on the log or through a link -------

refused() {
    "$surefoot" "$@" >"$work/refused.log" 2>&1
    [ $? -eq 1 ] || fail "not refused: $*"
}

printf 'precious' >"$work/precious.txt"
ln -s "$work/precious.txt" "$work/link.json"
ln -s "$work/nowhere.json" "$work/loose.json"
refused export "$work/link.json" --data "$work/data"
refused export "$work/loose.json" --data "$work/data"
[ "$(cat "$work/precious.txt")" = precious ] && [ ! -e "$work/nowhere.json" ] ||
    fail 'an export was written through a link'
ln "$work/data/surefoot.db" "$work/data/other.json"
for own in surefoot.db surefoot.db-wal surefoot.lock surefoot-backup-v1.db other.json; do
    refused export "$work/data/$own" --data "$work/data"
done
(cd "$work/data" && refused export surefoot.db --data .) || exit 1
refused shot today --out "$work/data/surefoot.db" --data "$work/data"
refused shot icon --out "$work/data/surefoot.db" --data "$work/data"
refused figures bridge --out "$work/data/surefoot.db" --data "$work/data"
rm "$work/data/other.json"
[ "$(answers)" -eq 9 ] || fail 'an export damaged the log'
umask 022
printf 'old' >"$work/plain.json"
"$surefoot" export "$work/plain.json" --data "$work/data" || fail 'the log is not exported'
[ "$(stat -c %a "$work/plain.json")" = 600 ] || fail 'an export can be read by others'
"$surefoot" export /dev/stdout --data "$work/data" | cat >"$work/pipe.json"
"$surefoot" export - --data "$work/data" >"$work/minus.json" || fail 'no export to the output'
"$surefoot" export /dev/null --data "$work/data" || fail 'no export to nowhere'
for copy in pipe minus; do
    diff <(grep -v written "$work/plain.json") <(grep -v written "$work/$copy.json") \
        >"$work/diff.log" || fail "two exports differ: $copy"
done
ls "$work"/*.json.?????? >/dev/null 2>&1 && fail 'a half-written export is left'
for option in --data --assets --out; do
    "$surefoot" status "$option" '' >"$work/empty.log" 2>&1
    [ $? -eq 2 ] || fail "$option '' is not refused"
done

# ---- nothing of somebody else steers the terminal ----------------------------------------------

evil=$(printf 'a\033[31m\302\233\342\200\256\nb\377')
for words in "$evil" "timeline $evil" "import $evil" "log follow $evil" "shot $evil" "check $evil" \
    "export /no/$evil" "status --on $evil" "sway $evil" "script $evil" "--$evil"; do
    IFS=' ' read -r -d '' -a list <<<"$words"
    list[-1]=${list[-1]%$'\n'}
    "$surefoot" "${list[@]}" --data "$work/data" >"$work/steer.log" 2>&1 && fail "taken: $words"
    LC_ALL=C grep -q -e $'\033' -e $'\302\233' -e $'\342\200\256' -e $'\377' "$work/steer.log" &&
        fail "the terminal is steered: ${list[0]}"
    [ "$(wc -l <"$work/steer.log")" -le 2 ] || fail "a line is broken: ${list[0]}"
done

# ---- the terminal knows the person's own programs, as the app does ------------------------------

own=$work/own
mkdir -p "$own/programs"
printf '{"program": 1, "id": "mine", "title": "Mine", "routines": [{"id": "evening", "title": "Evening",
    "weekly": {"times": 7}, "steps": [{"exercise": "bridge", "sets": 2}]}]}' \
    >"$own/programs/mine.surefoot.json"
knows() { "$surefoot" "$@" --data "$own" >"$work/own.log" 2>&1 || fail "surefoot $*"; }
knows timeline mine/evening
knows check
knows log follow mine --at 2026-11-23T08:00+01:00
knows log session mine/evening --at 2026-11-23T09:00+01:00
knows play mine/evening --speed 2000
knows status --json --now 2026-11-23T10:00+01:00
grep -q '"mine/evening", "state": "done"' "$work/own.log" || fail 'status does not know it'
grep -q '"days": 1,' "$work/own.log" || fail 'the streak does not know it'
# Its file is gone: the log has the text.
rm "$own/programs/mine.surefoot.json"
knows status --json --now 2026-11-23T10:00+01:00
grep -q '"mine/evening", "state": "done"' "$work/own.log" || fail 'the text in the log is not used'
knows timeline mine/evening
# A log that cannot be opened keeps nobody from exercising.
printf '\000\000\000\143' | dd of="$own/surefoot.db" bs=1 seek=60 conv=notrunc 2>/dev/null
knows timeline desk-knee/quad-hold
grep -q 'newer' "$work/own.log" || fail 'it does not say that the log is newer'

# ---- a routine over three in the morning: each day keeps its own sets ---------------------------

night=$work/night
at_night() { "$surefoot" "$@" --data "$night" >"$work/night.log" 2>&1 || fail "surefoot $*"; }
at_night play desk-knee/quad-hold --log --speed 2000 --now 2026-11-23T02:59:40+01:00
grep -q '6 of 6 sets, saved' "$work/night.log" || fail 'the routine over three is not saved'
grep -q 'You began on 2026-11-22: each day keeps' "$work/night.log" || fail 'the days are not told'
at_night status --json --now 2026-11-23T10:00+01:00
grep -q '"days": 2,' "$work/night.log" || fail 'the routine over three does not keep both days'

# ---- without a display it says so and plays in the terminal -----------------------------------

env -u DISPLAY -u WAYLAND_DISPLAY -u SDL_VIDEODRIVER "$surefoot" --speed 2000 --data "$work/data" \
    >"$work/terminal.log" 2>&1 </dev/null || fail 'without a display it does not play to the end'
grep -q 'terminal instead' "$work/terminal.log" || fail 'it does not say that there is no display'
grep -q 'That counts' "$work/terminal.log" || fail 'the terminal does not end with what counts'
