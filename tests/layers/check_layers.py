#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compiles a wrong include in each layer and wants it refused.

    check_layers.py BUILD_FOLDER

The map below is the one of CONTRIBUTING.md: what each layer may see. For each layer a source of it
is taken from compile_commands.json; in its place a file is preprocessed, with the same options, that
asks for every public header there is. What can be included must be exactly what the map says, so a
header that becomes visible by accident is found as well as one that should be and is not.
"""
import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

CORE = {"core"}
DATA = CORE | {"data"}
STORE = CORE | {"store"}
DRAW = CORE | {"draw"}
MODEL = DATA | STORE | {"platform", "model"}
SCREENS = MODEL | DRAW | {"ui", "text", "screens"}

# Layer -> the layers whose public headers it sees. What follows | is for its own sources alone.
SEES = {
    "core": CORE,
    "text": CORE | {"text"},
    "store": STORE,
    "draw": DRAW,
    "figure": DRAW | {"figure"},
    "data": DATA | {"draw", "figure"},
    "transfer": DATA | STORE | {"transfer"},
    "audio": CORE | {"audio"},
    "ui": DRAW | {"ui"},
    "model": MODEL | {"transfer"},
    "screens": SCREENS | {"figure"},
    "shell": SCREENS | {"shell"},
}


def public_headers(root):
    """Layer -> its headers, as they are included."""
    return {folder.name: sorted("surefoot/" + header.name for header in folder.glob("surefoot/*.h"))
            for folder in sorted((root / "include").iterdir())}


def command_of(layer, root, commands):
    """How a source of the layer is compiled, without the source and what is written."""
    start = str(root / "app" / layer) + "/"
    for entry in commands:
        if str(Path(entry["directory"], entry["file"]).resolve()).startswith(start):
            words = shlex.split(entry["command"])
            options = [word for word in words if re.match(r"-(I|isystem|D|std)", word)]
            return ["cc", *options], entry["directory"]
    sys.exit(f"no source of app/{layer} is compiled")


def seen_by(layer, root, headers, commands):
    words, folder = command_of(layer, root, commands)
    with tempfile.NamedTemporaryFile("w", suffix=".c") as source:
        for owner, names in headers.items():
            for name in names:
                source.write(f'#if __has_include("{name}")\nSEEN {owner} {name}\n#endif\n')
        source.flush()
        result = subprocess.run([*words, "-E", "-P", source.name], cwd=folder, check=True,
                                capture_output=True, text=True)
    return dict(reversed(re.sub(r"\s*/\s*", "/", line).split()[1:]) for line in
                result.stdout.splitlines() if line.startswith("SEEN"))


def main():
    root = Path(__file__).resolve().parents[2]
    build = Path(sys.argv[1]).resolve()
    commands = json.loads((build / "compile_commands.json").read_text())
    headers = public_headers(root)
    faults = []
    for layer in sorted(set(headers) - {"platform"} | set(SEES)):
        allowed = SEES.get(layer)
        if allowed is None:
            faults.append(f"include/{layer} is in no line of this test")
            continue
        seen = seen_by(layer, root, headers, commands)
        for owner, names in headers.items():
            for name in names:
                if (name in seen) != (owner in allowed):
                    faults.append(f"{layer} {'sees' if name in seen else 'misses'} {name} of {owner}")
    print("\n".join(faults) or f"{len(SEES)} layers see what they name and nothing else")
    return 1 if faults else 0


sys.exit(main())
