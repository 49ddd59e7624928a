#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Classifies the corpus and the assets with the published schemas, by an independent validator.

Every file of tests/corpus/good and of assets must pass; every file of tests/corpus/bad must fail,
and nowhere but at the place it names itself in "x-fault" (a JSON pointer), so that it fails for its
own reason only.
tests/unit/test_corpus.c asks the same of the loader. Needs Debian's python3-jsonschema; reads
nothing but the folder it is given. Exit status: 0 all as it should be, 1 not.
"""
import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator, RefResolver

KINDS = {
    "exercise": "exercise.schema.json",
    "program": "program.schema.json",
    "figure": "figure.schema.json",
    "norms": "norms.schema.json",
    "language": "language.schema.json",
}


def read(path):
    """The file's value; duplicate keys and NaN are for the scanner's own tests, not for these."""
    return json.loads(path.read_text(encoding="utf-8"))


def load_validators(folder):
    schemas = {path.name: read(path) for path in sorted(folder.glob("*.schema.json"))}
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        if schema.get("$id") != name:
            sys.exit(f"{folder / name}: its $id is not its name")
    return {
        kind: Draft202012Validator(
            schemas[name],
            resolver=RefResolver(base_uri=name, referrer=schemas[name], store=schemas),
        )
        for kind, name in KINDS.items()
    }


def pointer(error):
    """RFC 6901 pointer of an error."""
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in error.absolute_path)
    return "".join("/" + part for part in parts)


def judge(validators, value):
    """The pointers of everything that is wrong: none if valid."""
    kinds = [kind for kind in KINDS if isinstance(value, dict) and kind in value]
    for also in ("figure", "language"):  # of an exercise, the id of its figure; of a program, its own
        if also in kinds and len(kinds) > 1:
            kinds.remove(also)
    if len(kinds) != 1:
        return [""]
    return [pointer(error) for error in validators[kinds[0]].iter_errors(value)]


def related(found, named):
    """A missing key may be reported at its object or at itself."""
    parent = named.rpartition("/")[0]
    return found in (named, parent) or found.startswith(named + "/")


def complaint(path, validators, wanted_good):
    try:
        value = read(path)
    except (ValueError, RecursionError) as error:
        return f"{path}: not JSON: {error}"
    pointers = judge(validators, value)
    if wanted_good:
        return None if not pointers else f"{path}: should be valid, is not at {pointers}"
    if not pointers:
        return f"{path}: should be invalid, passes"
    named = value.get("x-fault", "") if isinstance(value, dict) else ""
    if not all(related(found, named) for found in pointers):
        return f"{path}: should be invalid at {named!r} only, is at {pointers}"
    return None


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    validators = load_validators(root / "assets" / "schemas")
    good = sorted((root / "tests/corpus/good").glob("*.json"))
    bad = sorted((root / "tests/corpus/bad").glob("*.json"))
    assets = sorted((root / "assets/exercises").glob("*.json"))
    assets += sorted((root / "assets/programs").glob("*.json"))
    assets += sorted((root / "assets/figures").glob("*.json"))
    assets += sorted((root / "assets/norms").glob("*.json"))
    assets += sorted((root / "assets/lang").glob("*/*.json"))
    if not (good and bad and assets):
        sys.exit(f"{root}: no corpus or no assets there")
    found = [complaint(path, validators, True) for path in good + assets]
    found += [complaint(path, validators, False) for path in bad]
    faults = [text for text in found if text is not None]
    for text in faults:
        print(text, file=sys.stderr)
    print(f"schemas: {len(good)} good, {len(bad)} bad, {len(assets)} assets, {len(faults)} wrong")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
