#!/usr/bin/env python3
"""Check the shipped JSON Schema against the shipped data and the test cases.

usage: validate.py [DIRECTORY]     (the top of the source tree; else found from this file's place)

- Every datasets/*/dataset.json must pass the schema.
- Every tests/cases/valid/* must pass it, unless its `expect` says `schema: catches`.
- Every tests/cases/invalid/* must do what the last line of its `expect` claims:
  `schema: catches` (at least one of its documents fails), `schema: cannot` (all pass: the fault is
  of a sort that a schema does not see) or `schema: not-json` (at least one is no JSON text).

Needs python3-jsonschema (4.10 or later). JSON Lines are put together into one document first; a line
that is neither a document nor a record makes that impossible, which counts as "catches".
"""

import gzip
import json
import sys
import zlib
from pathlib import Path

from jsonschema import Draft202012Validator

LISTS = {"source": "sources", "node": "nodes", "edge": "edges", "brokerage": "brokerages",
         "absence": "absences", "rule": "rules"}


class NotJson(Exception):
    """The bytes are not one JSON text, or not lines of them."""


class TooDeep(Exception):
    """A text that Python's own parser is not deep enough for; a schema says nothing of it."""


class NotLines(Exception):
    """JSON texts, one a line, that are no polity document."""


def no_constant(word):
    raise ValueError(word + " is not JSON")


def parse(text):
    try:
        return json.loads(text, parse_constant=no_constant)
    except RecursionError as error:
        raise TooDeep() from error
    except ValueError as error:
        raise NotJson(str(error)) from error


def is_lines(text):
    """Whether the first line is an object of its own and another one follows."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not lines[0].lstrip().startswith("{"):
        return False
    try:
        parse(lines[0])
    except (NotJson, TooDeep):
        return False
    return lines[1].lstrip().startswith("{")


def from_lines(text):
    lines = [parse(line) for line in text.split("\n") if line.strip()]
    document = dict(lines[0])
    if any(name in document for name in list(LISTS.values()) + ["links"]):
        raise NotLines("a list on the first line")
    for line in lines[1:]:
        if not isinstance(line, dict) or len(line) != 1 or next(iter(line)) not in LISTS:
            raise NotLines("a line that is no record")
        for key, record in line.items():
            document.setdefault(LISTS[key], []).append(record)
    return document


def load(path):
    raw = path.read_bytes()
    try:
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        text = raw.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise NotJson(str(error)) from error
    return from_lines(text) if is_lines(text) else parse(text)


def verdict(validator, paths):
    """"not-json", "catches" or "passes", and the first reason."""
    reason = None
    for path in paths:
        try:
            document = load(path)
        except TooDeep:
            continue
        except NotJson as error:
            return "not-json", "%s: %s" % (path.name, error)
        except NotLines as error:
            reason = reason or "%s: %s" % (path.name, error)
            continue
        for error in validator.iter_errors(document):
            reason = reason or "%s%s: %s" % (path.name, error.json_path[1:], error.message[:120])
            break
    return ("catches", reason) if reason else ("passes", "")


def claim(folder):
    expect = folder / "expect"
    last = expect.read_text(encoding="utf-8").rstrip("\n").split("\n")[-1] if expect.exists() else ""
    return last[len("schema: "):] if last.startswith("schema: ") else None


def main():
    top = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]
    schema = json.loads((top / "datasets/schema/polity-1.0.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    passed = failed = 0

    def judge(name, paths, wanted):
        nonlocal passed, failed
        found, reason = verdict(validator, paths)
        if found == wanted:
            passed += 1
        else:
            failed += 1
            print("FAIL %s: expected %s, found %s %s" % (name, wanted, found, reason))

    for path in sorted(top.glob("datasets/*/dataset.json")):
        judge(str(path.relative_to(top)), [path], "passes")
    for kind in ("valid", "invalid"):
        for folder in sorted(p for p in (top / "tests/cases" / kind).iterdir() if p.is_dir()):
            inputs = sorted(folder.glob("input*"))
            said = claim(folder) or ("cannot" if kind == "valid" else "nothing")
            judge("%s/%s" % (kind, folder.name), inputs, "passes" if said == "cannot" else said)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
