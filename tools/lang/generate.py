#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the English texts into the program.

    generate.py OUTPUT LANGUAGE_FILE...

A file has keys and texts in "texts": "player.set": "Set {set, number} of {sets, number}".
A placeholder is {name} for a text and {name, number} for a whole number, as in ICU's MessageFormat;
the code fills them in by the order in which they stand in English. The output is a list for the
preprocessor, WORD(ID, "key", "text"). What is wrong in a file is told with its place, and nothing is
written.
"""
import json
import re
import sys
from pathlib import Path

KEY = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9]+)*")
PLACEHOLDER = re.compile(r"\{[a-z][a-z_]*(, number)?\}")


def pairs_once(pairs):
    """An object as a dict; a key that stands twice is a fault."""
    texts = dict(pairs)
    if len(texts) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f'the key "{next(k for k in keys if keys.count(k) > 1)}" stands twice')
    return texts


def faults_of(key, text):
    if not KEY.fullmatch(key):
        yield "a key is lower-case words with dots between them"
    if not isinstance(text, str) or not text.strip():
        yield "a text is needed"
        return
    if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text):
        yield "a text has no control characters"
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield "a placeholder is {name} or {name, number}"


def read(paths):
    """All texts by key, and what is wrong with them."""
    texts, faults = {}, []
    for path in paths:
        try:
            found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=pairs_once)
        except (OSError, ValueError) as error:
            faults.append(f"{path}: {error}")
            continue
        if not (isinstance(found, dict) and found.get("language") == 1
                and isinstance(found.get("texts"), dict)):
            faults.append(f'{path}: "language": 1 and an object "texts" are needed')
            continue
        for key, text in found["texts"].items():
            faults += [f'{path}: "{key}": {fault}' for fault in faults_of(key, text)]
            if key in texts:
                faults.append(f'{path}: "{key}" is in another file, too')
            texts[key] = text
    return texts, faults


def c_string(text):
    """As a literal; what is not ASCII as octal bytes, which no following digit can lengthen."""
    body = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\?' else f"\\{byte:03o}"
                   for byte in text.encode())
    return f'"{body}"'


def main():
    output = Path(sys.argv[1])
    texts, faults = read([Path(name) for name in sys.argv[2:]])
    if faults:
        sys.exit("\n".join(faults))
    lines = [f'WORD({key.replace(".", "_").upper()}, "{key}", {c_string(text)})'
             for key, text in texts.items()]
    content = "\n".join(["/* Written by tools/lang/generate.py. */", *lines, ""])
    output.parent.mkdir(parents=True, exist_ok=True)
    if not output.exists() or output.read_text() != content:
        output.write_text(content)


main()
