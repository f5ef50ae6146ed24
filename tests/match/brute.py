"""Patterns by the command and by enumeration: brute.py PROGRAM FOLDER [--seed N] [--patterns N]

Random documents and random statements of every construct, then every pattern of up to two edges and
every selection of paths of a small alphabet, and patterns that are refused. The enumeration
(evaluate.py) is written from the specification alone. Rows are compared as multisets, in order where one
is asked for; where paths are selected of which it is not said which, what must hold of them is. On a
difference document, pattern and both answers are shown, made smaller, and the status is 1. Types, kinds
and properties are those of VOCABULARY in graphs.py."""

import argparse
import itertools
import json
import random
import sys
from collections import Counter

import statements
from ask import Asker, Refused
from compare import choice_difference, difference
from evaluate import Evaluator, TooMuch, Unclear, shown
from graphs import Graph, random_document
from shrink import shrunk
from tree import (ARROWS, Edge, Group, Match, Node, Path, Statement, Turns, document_text,
                  write_label, write_statement)

BUDGET = 40000
EACH = 25  # patterns of a document


class Tally:
    def __init__(self, most):
        self.patterns, self.rows, self.texts = Counter(), Counter(), 0
        self.skipped, self.failed, self.most = Counter(), 0, most

    def count(self, s, rows):
        for construct in {"any", *constructs(s)}:
            self.patterns[construct] += 1
            self.rows[construct] += rows

    def fail(self, document, text, expected, got, why):
        self.failed += 1
        if self.failed <= self.most:
            print("DIFFERENCE: %s\n--- document\n%s\n--- pattern\n%s\n--- expected\n%s\n--- got\n%s\n" % (
                why, document_text(document), text, expected, got))

    def show(self):
        for name in sorted(self.patterns, key=lambda name: (name != "any", name)):
            print("%-28s %6d patterns %8d rows" % (name, self.patterns[name], self.rows[name]))
        print("not compared: %s" % (dict(self.skipped) or "none"))


def constructs(s):
    """Names of what a statement uses, to be counted by."""
    found = set()
    if len(s.matches) > 1:
        found.add("OPTIONAL MATCH")
    for match in s.matches:
        if match.repeatable is not None:
            found.add("REPEATABLE ELEMENTS" if match.repeatable else "DIFFERENT EDGES")
        found |= {name for name, there in (("several patterns", len(match.paths) > 1),
                                           ("WHERE", match.where)) if there}
        for path in match.paths:
            found |= of_path(path)
    for name, there in (("FILTER", s.filter), ("HAVING", s.having), ("DISTINCT", s.distinct),
                        ("RETURN *", s.star), ("ORDER BY", s.order), ("no RETURN", not s.star and not s.columns),
                        ("OFFSET", s.offset is not None), ("LIMIT", s.limit is not None)):
        if there:
            found.add(name)
    for column in s.columns or ():
        if column.folds:
            found.add("aggregate " + column.value[1])
        if column.value[0] == "inner fold":
            found.add("aggregate within a match")
    return found


def of_path(path):
    found = of_parts(path.parts)
    if path.mode:
        found.add(path.mode.upper())
    if path.select:
        found.add(path.select_text.rstrip(" 0123456789") + (" k" if path.select_text[-1].isdigit() else ""))
    return found


def of_parts(parts):
    found = set()
    names = [part.var for part in parts if isinstance(part, Node) and part.var]
    if len(set(names)) < len(names):
        found.add("node named twice")
    for part in parts:
        if getattr(part, "turns", None):
            found.add("quantified edge" if isinstance(part, Edge) else "quantified path")
            found.add("?" if part.turns.text == "?" else "no end" if part.turns.most is None else "{n,m}")
        if isinstance(part, Group):
            found |= of_parts(part.parts) | {"WHERE of a path" if part.where else "path in brackets"}
            continue
        found |= {name for name, there in (("property map", part.values), ("WHERE inside", part.where)) if there}
        if part.label and part.label[0] != "name":
            found.add("label expression")
        if part.label and any(word in write_label(part.label) for word in ("brokerage", "absence", *statements.ACTS)):
            found.add("acts and absences")
        if isinstance(part, Edge):
            found.add("edge " + ARROWS[part.arrow][1][0])
            if part.short:
                found.add("edge abbreviated")
    return found


# --- random statements ----------------------------------------------------------------------

def one_statement(rng, graph, tally):
    """A statement and what is expected of it; a choice has nothing expected yet."""
    while True:
        choice = rng.random() < 0.15
        s = statements.choice(rng, graph) if choice else statements.Maker(rng, graph).statement()
        try:
            made = Evaluator(graph, BUDGET).rows(s, loose=True) if choice else Evaluator(graph, BUDGET).answer(s)
        except TooMuch:
            tally.skipped["too much to enumerate, drawn again"] += 1
            continue
        except Unclear:
            tally.skipped["not determined, drawn again"] += 1
            continue
        empty = not made or made == [([0], [])]
        if len(made) <= 3000 and not (empty and rng.random() < 0.85):
            return s, None if choice else made


def wrong(s, choice, graph, made, got):
    """None, or what is wrong with an answer."""
    if isinstance(got, Refused):
        return "refused: " + got.args[1].split("\n")[0]
    return choice_difference(s, graph, got, BUDGET) if choice else difference(s, made, got)


def judged(s, made, graph, document, asker, got, tally):
    """`made` is None where it is not said which paths are selected."""
    if isinstance(got, Refused) and "several steps of a path without an end" in got.args[1]:
        tally.skipped["endless walks with conditions, refused"] += 1
        return
    try:
        why = wrong(s, made is None, graph, made, got)
    except TooMuch:
        tally.skipped["too much to enumerate"] += 1
        return
    if not isinstance(got, Refused):
        tally.count(s, len(got[1]))
    if why:
        report(s, made is None, document, asker, tally, why)
        asker.document(document)


def report(s, choice, document, asker, tally, why):
    """Shows a difference, made smaller if it is one of those shown."""
    if tally.failed < tally.most:
        kept = of_choice(s) if choice else None
        document, s = shrunk(document, s, lambda d, t: (not choice or of_choice(t) == kept) and kind_of(
            differs(d, t, choice, asker)) == kind_of(why))
    asker.document(document)
    got = asker.tried(write_statement(s))
    made = None if choice else Evaluator(Graph(document), BUDGET).answer(s)
    expected = "(paths as described)" if choice else rows_text([list(map(shown, row)) for row, _ in made])
    shown_got = got.args[1] if isinstance(got, Refused) else rows_text(got[1])
    tally.fail(document, write_statement(s), expected, shown_got,
               wrong(s, choice, Graph(document), made, got) or why)


def kind_of(why):
    word = (why or "none").split()[0]
    return word if word in ("none", "refused:", "columns") else "rows"


def of_choice(s):
    """What a choice needs to be judged."""
    parts = [part for match in s.matches for path in match.paths for part in path.parts]
    return s.columns, len(s.matches), [getattr(part, "var", None) for part in (parts[:1] + parts[-1:])]


def differs(document, s, choice, asker):
    try:
        graph = Graph(document)
        made = None if choice else Evaluator(graph, BUDGET).answer(s)
        asker.document(document)
        return wrong(s, choice, graph, made, asker.tried(write_statement(s)))
    except (TooMuch, Unclear, LookupError, TypeError, AttributeError, RecursionError):
        return None  # what is left is no statement


def rows_text(rows):
    return "\n".join(sorted(json.dumps(row) for row in rows))


def random_patterns(asker, rng, count, tally):
    for first in range(0, count, EACH):
        document = random_document(rng)
        graph = Graph(document)
        asker.document(document)
        several = [one_statement(rng, graph, tally) for _ in range(min(EACH, count - first))]
        texts = [styled(i, write_statement(s)) for i, (s, _) in enumerate(several)]
        answers = asker.all(texts)
        for (s, made), got in zip(several, answers):
            judged(s, made, graph, document, asker, got, tally)
        asked_again(asker, document, [(text, got) for (_, made), text, got in zip(several, texts, answers)
                                      if made is None and not isinstance(got, Refused)], tally)


def styled(i, text):
    """Now and then in small letters, or with spaces between the parts."""
    if i % 10 == 1:
        return text.lower()
    if i % 10 == 2:
        for beside in (")-", ")~", ")<", "-(", "~(", ">("):
            text = text.replace(beside, " ".join(beside))
    return text


def asked_again(asker, document, texts_answers, tally):
    """Which paths are selected is not said, but always the same."""
    if not texts_answers:
        return
    for (text, got), again in zip(texts_answers, asker.all([text for text, _ in texts_answers])):
        if again != got:
            tally.fail(document, text, rows_text(got[1]), rows_text(again[1]), "another answer the second time")


# --- every small pattern --------------------------------------------------------------------

def small_edges():
    labels = [None, ("any",), ("name", "steering")]
    for arrow, label in itertools.product(ARROWS, labels):
        yield Edge(var="e", arrow=arrow, label=label)
    for arrow in ("right", "left flat right"):
        for turns in (Turns(least=0, most=1, text="?"), Turns(least=0, most=2, text="{0,2}")):
            yield Edge(var="e", arrow=arrow, turns=turns)


def second_edges():
    for arrow in ARROWS:
        yield Edge(var="f", arrow=arrow)
    yield Edge(var="f", label=("any",), arrow="left flat right")
    yield Edge(var="f", arrow="left flat right", turns=Turns(least=1, most=2, text="{1,2}"))


def small_patterns():
    """Every pattern of one edge, then of two, with ends that are the same or not."""
    nodes = [None, ("name", "school"), ("not", ("name", "school"))]
    for edge, first, last, end in itertools.product(small_edges(), nodes, nodes, "ab"):
        yield [Node(var="a", label=first), edge, Node(var=end, label=last)]
    for one, two, middle, end in itertools.product(small_edges(), second_edges(), nodes[:2], "ac"):
        yield [Node(var="a"), one, Node(var="b", label=middle), two, Node(var=end)]


def small_statements():
    modes = [(True, None), (None, None), (None, "acyclic"), (None, "simple"), (True, "trail")]
    for parts, (repeatable, mode) in itertools.product(small_patterns(), modes):
        yield Statement(matches=[Match(repeatable=repeatable, paths=[Path(parts=parts, mode=mode)])])


def every_small_pattern(asker, rng, tally):
    small = list(small_statements())
    for part in range(3):
        document = random_document(rng, 4, 7)
        graph = Graph(document)
        asker.document(document)
        several = small[part::3]
        texts = [write_statement(s) for s in several]
        for s, got in zip(several, asker.all(texts)):
            made = Evaluator(graph, 10 ** 7).answer(s)
            judged(s, made, graph, document, asker, got, tally)


def every_selection(asker, rng, tally):
    document = random_document(rng, 3, 5)
    graph = Graph(document)
    asker.document(document)
    several = list(selections())
    for s, got in zip(several, asker.all([write_statement(s) for s in several])):
        judged(s, None, graph, document, asker, got, tally)


def selections():
    selects = [(("any", 1), "ANY"), (("any", 2), "ANY 2"), (("shortest", 1), "ANY SHORTEST"),
               (("shortest", 2), "SHORTEST 2"), (("all", None), "ALL SHORTEST")]
    several_turns = [Turns(least=0, most=2, text="{,2}"), Turns(least=2, most=3, text="{2,3}"),
                     Turns(least=0, text="*"), Turns(least=1, text="+")]
    modes = [(None, None), (None, "trail"), (None, "acyclic"), (None, "simple"), (True, None)]
    for arrow, label, turns, (select, text), (repeatable, mode) in itertools.product(
            ARROWS, [None, ("any",)], several_turns, selects, modes):
        if select[0] == "any" and repeatable and turns.most is None:
            continue  # any of endlessly many: enumeration has no end either
        parts = [Node(var="a"), Edge(var="e", arrow=arrow, label=label, turns=turns), Node(var="b")]
        yield statements.chosen(Path(name="p", parts=parts, select=select, select_text=text, mode=mode), repeatable)


# --- what is refused ------------------------------------------------------------------------

REFUSED = [
    "(a)-[e]->*(b)", "(a)-->+(b)", "(a)-[e]->{2,}(b)", "WALK (a)-[e]->*(b)",
    "ANY SHORTEST (a)-[e]->*(b), (c)", "(c), ALL SHORTEST (a)-[e]->*(b)",
    "DIFFERENT EDGES ANY (a)-[e]->(b), (c)", "(a)-[e]->(b)-[e]->(c)", "(a)-[e]->(b), (c)-[e]->(d)",
    "(a)((x)-[e]->{1,2}(y)){1,2}(b)", "(a)(TRAIL (x)-[e]->(y)){1,2}(b)", "(a)((x)){1,2}(b)",
    "(a)-[e]->(b) | (a)<-[e]-(b)", "SHORTEST 2 GROUP (a)-[e]->{1,2}(b)", "(a:nothing)", "(a)-[:school]->(b)",
    "(a:supports)", "(a) WHERE b.n = 1", "(a) RETURN a.nothing", "(a)-[e]->{1,2}(b) WHERE e.weight = 1",
    "(a:school|brokerage)", "(a)-[e]->{2,1}(b)", "(a)-[e]->{0}(b)", "(a)-[e]->(e)", "SHORTEST 0 (a)-[e]->{1,2}(b)",
    "(a) RETURN a.n ORDER BY count(*)", "(a) RETURN count(count(*))", "(a) LIMIT 1", "(a) SET a.n = 1",
    "REPEATABLE ELEMENTS ALL SHORTEST (a)-[]->+(m)-[]->*(b), (m)-[]->(c)", "(a)-[e]->?(b), (c WHERE e = c)",
    "(a)((x)-[]->){0,2}(x)", "(a) UNION (b)", "CALL (a)", "(a) WHERE EXISTS {(a)-[]->(b)}", "",
]


def refusals(asker, rng, tally):
    document = random_document(rng, 3, 4)
    asker.document(document)
    for text in REFUSED:
        got = asker.tried(text)
        if not isinstance(got, Refused) or got.args[0] != 2:
            tally.fail(document, text, "refused with status 2", got, "not refused")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--patterns", type=int, default=2000)
    parser.add_argument("--shown", type=int, default=3)
    args = parser.parse_args()
    rng, asker, tally = random.Random(args.seed), Asker(args.program, args.folder), Tally(args.shown)
    random_patterns(asker, rng, args.patterns, tally)
    every_small_pattern(asker, rng, tally)
    every_selection(asker, rng, tally)
    refusals(asker, rng, tally)
    tally.show()
    print("%d differences" % tally.failed)
    sys.exit(tally.failed > 0)


if __name__ == "__main__":
    main()
