"""Compare a document of the library with one of peer.py, record by record.

usage: compare.py OURS PROBLEMS KIND=FILE …   (see peer.py). Prints "N passed, N failed".
"""
import collections
import csv
import json
import sys

import peer


passed = failed = 0


def expect(holds, what):
    global passed, failed
    passed += bool(holds)
    failed += not holds
    if not holds and failed <= 20:
        print("FAILED", what)


def plain(value):
    """Dates and lists as they are; objects without regard to the order of their keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def evidence(record):
    record = dict(record)
    record["evidence"] = sorted(plain(item) for item in record.get("evidence", ()))
    return plain(record)


def compare_records(what, ours, theirs):
    for key in theirs.keys() - ours.keys():
        expect(False, f"{what} {key} is missing")
    for key in ours.keys() - theirs.keys():
        expect(False, f"{what} {key} is too many")
    for key in ours.keys() & theirs.keys():
        same = ours[key] == theirs[key]
        expect(same, f"{what} {key}:\n  ours   {ours[key]}\n  peer's {theirs[key]}" if not same else "")


def edge_key(edge):
    return edge["kind"], edge["source"], edge["target"], edge.get("valid", {}).get("from", "")


def count_academies(document):
    """By year, the academies and free schools that opened until its 1 July and had not closed."""
    counts = collections.Counter()
    for node in document["nodes"]:
        if node.get("properties", {}).get("status") not in ("academy", "free_school"):
            continue
        life = node.get("valid", {})
        begin, end = life.get("from", "?"), life.get("to", "?")
        for year in range(2003, 2023):
            counts[year] += begin <= f"{year}-07-01" and not end <= f"{year}-07-01"
    return counts


def count_by_hand(name):
    """The same, from the rows themselves and nothing else."""
    counts = collections.Counter()
    for _, row in peer.read(name):
        if row["EstablishmentTypeGroup (name)"] not in ("Academies", "Free Schools") or not row["OpenDate"]:
            continue
        begin, end = peer.day(row["OpenDate"]), peer.day(row["CloseDate"])
        if end and end <= begin:
            end = ""
        for year in range(2003, 2023):
            counts[year] += begin <= f"{year}-07-01" and not (end and end <= f"{year}-07-01")
    return counts


def main(ours, problems, *words):
    files = dict(word.split("=", 1) for word in words)
    with open(ours, encoding="utf-8") as source:
        ours = json.load(source)
    register = peer.make(files)
    theirs = json.loads(json.dumps(register.document()))
    for key in theirs.keys() - {"nodes", "edges", "sources"}:
        expect(ours.get(key) == theirs[key], f"{key} is {ours.get(key)}")
    expect(sorted(map(plain, ours["sources"])) == sorted(map(plain, theirs["sources"])), "sources")
    compare_records("node", {node["id"]: evidence(node) for node in ours["nodes"]},
                    {node["id"]: evidence(node) for node in theirs["nodes"]})
    compare_records("tie", {edge_key(edge): evidence(edge) for edge in ours["edges"]},
                    {edge_key(edge): evidence(edge) for edge in theirs["edges"]})
    expect(len(ours["nodes"]) == len(theirs["nodes"]) and len(ours["edges"]) == len(theirs["edges"]), "numbers")
    with open(problems, encoding="utf-8", newline="") as source:
        told = collections.Counter(row["id"] for row in csv.DictReader(source))
    for fault in register.odd.keys() | told.keys():
        expect(told[fault] == register.odd[fault], f"{fault}: told {told[fault]}, counted {register.odd[fault]}")
    if "establishments" in files:
        by_year = count_academies(ours)
        for year, count in sorted(count_by_hand(files["establishments"]).items()):
            expect(by_year[year] == count, f"academies in July {year}: {by_year[year]}, by hand {count}")
        print("academies and free schools open on 1 July, by opening date:",
              " ".join(f"{year} {by_year[year]}" for year in (2010, 2012, 2014, 2018, 2022)))
    print(", ".join(f"{count} {fault}" for fault, count in sorted(told.items())))
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
