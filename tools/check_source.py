#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Layers and banned calls.

Each folder may include the system headers listed for it and no others: SDL only in platform/sdl,
letters and web, SQLite only in app/store, cJSON only in app/data and transfer, libpng only in platform/headless. An entry
that no file uses is a fault too, so the list stays true.
"""
import re
import sys
from pathlib import Path

STANDARD = {
    "ctype.h", "errno.h", "float.h", "inttypes.h", "limits.h", "math.h", "stdalign.h", "stdarg.h",
    "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h",
}

# Folder -> headers beyond the standard ones (prefixes). The longest matching folder counts.
ALLOWED = {
    "include": set(),
    "app": set(),
    "app/audio": {"vorbis/codec.h"},
    "app/cli": {"getopt.h", "poll.h", "signal.h", "termios.h", "unistd.h"},
    "app/data": {"cjson/cJSON.h", "dirent.h", "fcntl.h", "strings.h", "sys/stat.h", "unistd.h"},
    "app/script": {"dirent.h", "fcntl.h", "signal.h", "strings.h", "sys/resource.h",
                   "sys/stat.h", "unistd.h"},
    "app/transfer": {"cjson/cJSON.h"},
    "app/store": {"sqlite3.h", "dirent.h", "fcntl.h", "sys/file.h", "sys/stat.h", "unistd.h"},
    "platform/linux": {"dirent.h", "sys/random.h", "sys/stat.h", "time.h", "unistd.h"},
    "platform/sdl": {"SDL.h", "SDL_mixer.h", "SDL_ttf.h"},
    "platform/letters": {"SDL.h", "SDL_ttf.h", "fontconfig/fontconfig.h", "fribidi.h", "hb.h"},
    "platform/web": {"SDL.h", "emscripten.h"},
    "platform/flite": {"flite/flite.h"},
    "platform/headless": {"png.h"},
}

BANNED = re.compile(
    r"\b(sprintf|vsprintf|strcpy|strcat|strncpy|strncat|strtok|atoi|atol|atof|gets|localtime|"
    r"gmtime|ctime|rand|srand|alloca)\s*\(")
TIME_CALL = re.compile(r"(?<![\w.>])time\s*\(")
RAW_HEAP = re.compile(r"(?<!\w)(malloc|calloc|realloc|free|strdup)\s*\(")
INCLUDE = re.compile(r"^\s*#\s*include\s*<([^>]+)>")
EXTERN = re.compile(r"^\s*extern\s")
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MAX_LINES = 800


def folder_of(path):
    parts = path.parent.parts
    for length in range(len(parts), 0, -1):
        folder = "/".join(parts[:length])
        if folder in ALLOWED:
            return folder
    return None


def check(path, used, faults):
    folder = folder_of(path)
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    if "SPDX-License-Identifier: MIT" not in lines[0]:
        faults.append(f"{path}:1: the first line names the licence: SPDX-License-Identifier: MIT")
    if len(lines) > MAX_LINES and path.parts[0] != "tests":
        faults.append(f"{path}: {len(lines)} lines; {MAX_LINES} at most")
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        if LEFT_OVER.search(line):
            faults.append(f"{where}: a left-over; do it or leave an honest note")
        if line.lstrip().startswith(("*", "/*", "//")):
            continue
        match = INCLUDE.match(line)
        if match and folder is not None:
            header = match.group(1)
            if header in STANDARD:
                continue
            if header in ALLOWED[folder]:
                used.add((folder, header))
            else:
                faults.append(f"{where}: <{header}> is not for {folder}")
        if folder is None:
            continue
        banned = BANNED.search(line)
        if banned:
            faults.append(f"{where}: {banned.group(1)} is banned; see CONTRIBUTING.md")
        if TIME_CALL.search(line) and folder not in ("platform/linux",):
            faults.append(f"{where}: time() is banned: time is handed down")
        if path.suffix == ".c" and EXTERN.match(line):
            faults.append(f"{where}: extern belongs in a header")
        if RAW_HEAP.search(line) and str(path) != "app/core/base/memory.c":
            faults.append(f"{where}: heap goes through sf_alloc")


def main():
    used = set()
    faults = []
    for name in sys.argv[1:]:
        check(Path(name), used, faults)
    for folder, headers in ALLOWED.items():
        for header in headers:
            if (folder, header) not in used:
                faults.append(f"tools/check_source.py: {folder} no longer uses <{header}>")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
