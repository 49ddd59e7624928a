#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Wants files of a layer to call each other one way only.

    check_circles.py BUILD_FOLDER

Reads from the object files which file of a layer defines and which uses a symbol. Two files that
need each other, directly or over others, are one thing cut in two: they part into a driver and its
helpers, or become one file. Screens lead to each other in every direction, and the touch kit draws
and measures in one pass: those two layers are left out.
"""
import json
import re
import subprocess
import sys
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

LEFT_OUT = {"screens", "ui"}


def symbols_of(object_file):
    """The symbols that an object file defines, and those that it uses."""
    defined, used = set(), set()
    lines = subprocess.run(["nm", object_file], check=True, capture_output=True, text=True).stdout
    for line in lines.splitlines():
        *_, kind, name = line.split()
        if kind == "U":
            used.add(name)
        elif kind.isupper():
            defined.add(name)
    return defined, used


def objects_of(build, root):
    """Layer -> {source within the layer: its object file}, of what is compiled into the layers."""
    layers = defaultdict(dict)
    for entry in json.loads((build / "compile_commands.json").read_text()):
        source = Path(entry["directory"], entry["file"]).resolve()
        target = re.search(r" -o (CMakeFiles/surefoot_\w+\.dir/\S+)", entry["command"])
        if target and source.is_relative_to(root / "app"):
            layer, *rest = source.relative_to(root / "app").parts
            layers[layer]["/".join(rest)] = build / target.group(1)
    return layers


def calls_within(objects):
    """File -> the files of the same layer that it uses."""
    owner, uses = {}, {}
    for name, path in objects.items():
        defined, uses[name] = symbols_of(path)
        owner.update(dict.fromkeys(defined, name))
    graph = defaultdict(set)
    for name, used in uses.items():
        graph[name] = {owner[symbol] for symbol in used if owner.get(symbol, name) != name}
    return graph


def main():
    build = Path(sys.argv[1]).resolve()
    layers = objects_of(build, Path(__file__).resolve().parents[2])
    faults = []
    for layer in sorted(set(layers) - LEFT_OUT):
        try:
            TopologicalSorter(calls_within(layers[layer])).prepare()
        except CycleError as error:
            faults.append(f"app/{layer}: " + " uses ".join(reversed(error.args[1])))
    print("\n".join(faults) or f"no circle in {len(layers) - len(LEFT_OUT)} layers")
    return 1 if faults or not layers else 0


sys.exit(main())
