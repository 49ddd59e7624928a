#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes app/core/base/characters.inc from the Unicode data of Debian's unicode-data: which characters
belong together and where a line of East Asian text may break. Only needed for a newer Unicode.

    tools/unicode/characters.py >app/core/base/characters.inc
"""
import re
from pathlib import Path

DATA = Path("/usr/share/unicode")
JOINS = {
    "Extend": "EXTEND", "ZWJ": "JOINER", "SpacingMark": "EXTEND", "Prepend": "PREPEND",
    "Control": "CONTROL", "Regional_Indicator": "FLAG", "L": "HANGUL_L", "V": "HANGUL_V", "T": "HANGUL_T",
}
# Hangul syllables are counted, not listed.
SYLLABLES = range(0xAC00, 0xD7A4)
WIDE = {"ID", "CJ", "EB", "EM"}
NEVER_FIRST = {"NS", "CL", "CP", "EX", "IS", "SY", "GL", "WJ", "IN", "BA", "PO"}
NEVER_LAST = {"OP", "GL", "WJ", "PR"}


def read(path, wanted):
    values = {}
    for line in (DATA / path).read_text(encoding="utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)", line)
        if match and match.group(3) in wanted:
            first = int(match.group(1), 16)
            for code in range(first, int(match.group(2) or match.group(1), 16) + 1):
                values[code] = match.group(3)
    return values


def main():
    joins = read("auxiliary/GraphemeBreakProperty.txt", JOINS)
    pictures = read("emoji/emoji-data.txt", {"Extended_Pictographic"})
    breaks = read("LineBreak.txt", WIDE | NEVER_FIRST | NEVER_LAST | {"QU"})
    ranges = []
    for code in sorted(set(joins) | set(pictures) | set(breaks)):
        if code in SYLLABLES or code < 0x80:
            continue
        join = JOINS.get(joins.get(code), "PICTURE" if code in pictures else "ALONE")
        line = breaks.get(code, "")
        place = ("WORD" if join in ("EXTEND", "JOINER", "CONTROL") else
                 "WIDE" if line in WIDE else
                 "NEITHER" if line == "QU" or line in NEVER_FIRST and line in NEVER_LAST else
                 "NOT_FIRST" if line in NEVER_FIRST else
                 "NOT_LAST" if line in NEVER_LAST else "WORD")
        if join == "ALONE" and place == "WORD":
            continue
        if ranges and ranges[-1][1:] == [code - 1, join, place]:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, join, place])
    print("/* Written by tools/unicode/characters.py from Unicode "
          + re.search(r"-(\d+\.\d+)", (DATA / "LineBreak.txt").read_text(encoding="utf-8")).group(1)
          + ". */")
    for first, last, join, place in ranges:
        print(f"{{0x{first:X}, 0x{last:X}, {join}, {place}}},")


main()
