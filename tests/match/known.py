"""Known answers of another graph database: known.py PROGRAM FOLDER

What known/*.json say it answered to the same question in Cypher (known/make.py) is what the command
has to answer, as a multiset of rows."""

import glob
import json
import os
import sys
from collections import Counter

from ask import Asker, Refused

HERE = os.path.dirname(os.path.abspath(__file__))


def rows_of(rows):
    return Counter(json.dumps(row) for row in rows)


def numbers(rows):
    """2 and 2.0 are one."""
    return [[int(v) if isinstance(v, float) and v == int(v) else v for v in row] for row in rows]


def wrong(answer, got):
    if isinstance(got, Refused):
        return "refused: " + got.args[1]
    wanted, found = rows_of(numbers(answer["rows"])), rows_of(numbers(got[1]))
    return None if wanted == found else "too many %s, too few %s" % (
        list((found - wanted).elements()), list((wanted - found).elements()))


def main():
    asker, count, rows, failed = Asker(*sys.argv[1:3]), 0, 0, 0
    for name in sorted(glob.glob(os.path.join(HERE, "known", "*.json"))):
        with open(name) as file:
            known = json.load(file)
        asker.document(known["document"])
        answers = known["answers"]
        for answer, got in zip(answers, asker.all([answer["match"] for answer in answers])):
            count, rows = count + 1, rows + len(answer["rows"])
            why = wrong(answer, got)
            if why:
                failed += 1
                print("DIFFERENCE in %s\n%s\n%s\n%s" % (name, answer["match"], answer["cypher"], why))
    print("known answers: %d statements, %d rows, %d differences" % (count, rows, failed))
    sys.exit(failed > 0 or count == 0)


if __name__ == "__main__":
    main()
