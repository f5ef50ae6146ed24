"""Whether brute.py would notice an error, without the command: answers worked out by hand, answers with
an error planted in them, and evaluators with an error planted in them, each of which has to be noticed."""

import random
import sys

import compare
import evaluate
import statements
from compare import difference
from evaluate import Evaluator, TooMuch, Unclear, shown
from graphs import Graph, random_document
from tree import Column, Edge, Group, Match, Node, Path, Statement, Turns, write_statement

failed = []


def expect(what, fine):
    if not fine:
        failed.append(what)
        print("FAILED " + what)


# --- by hand --------------------------------------------------------------------------------
# s (school) and h (hub_school) support each other, s meets t (trust), t funds s, h lends to itself.

SMALL = Graph({
    "nodes": [{"id": "s", "type": "school", "properties": {"n": 1}},
              {"id": "h", "type": "hub_school", "properties": {"n": 2}}, {"id": "t", "type": "trust"}],
    "edges": [{"id": "sh", "kind": "supports", "source": "s", "target": "h", "weight": 2},
              {"id": "hs", "kind": "supports", "source": "h", "target": "s"},
              {"id": "st", "kind": "meets", "source": "s", "target": "t"},
              {"id": "ts", "kind": "funds", "source": "t", "target": "s"},
              {"id": "hh", "kind": "lends", "source": "h", "target": "h"}]})
A, B, E = Node(var="a"), Node(var="b"), ("name", "supports")


def path(*parts, **more):
    return Path(parts=list(parts), **more)


def asked(*paths, where=None, repeatable=None, **more):
    return Statement(matches=[Match(paths=list(paths), where=where, repeatable=repeatable)], **more)


def turns(text):
    least, most = {"*": (0, None), "+": (1, None), "?": (0, 1), "{2}": (2, 2), "{0,1}": (0, 1)}[text]
    return Turns(least=least, most=most, text=text)


def edge(arrow="right", label=None, text=None, **more):
    return Edge(var="e", arrow=arrow, label=label, turns=turns(text) if text else None, **more)


def count(name, kind="count"):
    return [Column(value=("fold", kind, False, ("prop", *name.split("."))), name="c", folds=True)]


BY_HAND = [
    # ties: to the right; context only where it is named; a loop once
    (asked(path(A, edge(), B)), "h e:hh h, h e:hs s, s e:sh h"),
    (asked(path(A, edge("left"), B)), "h e:hh h, h e:sh s, s e:hs h"),
    (asked(path(A, edge("flat"), B)), "s e:st t, t e:st s"),
    (asked(path(A, edge("left right", ("any",)), B)),
     "h e:hh h, h e:hs s, h e:sh s, s e:hs h, s e:sh h, s e:ts t, t e:ts s"),
    (asked(path(A, edge("left flat right"), B)),
     "h e:hh h, h e:hs s, h e:sh s, s e:hs h, s e:sh h, s e:st t, t e:st s"),
    (asked(path(A, edge("right", ("name", "context")), B)), "t e:ts s"),
    (asked(path(A, edge("right", ("not", ("name", "supports"))), B)), "h e:hh h"),
    # a type takes its subtypes; the same variable, the same node
    (asked(path(Node(var="a", label=("name", "school")))), "h, s"),
    (asked(path(Node(var="a", label=("not", ("name", "school"))))), "t"),
    (asked(path(A, edge(), A)), "h e:hh"),
    # NULL is neither true nor false
    (asked(path(A), where=("cmp", "<>", ("prop", "a", "n"), ("lit", 1))), "h"),
    (asked(path(A), where=("not", ("cmp", "=", ("prop", "a", "n"), ("lit", 1)))), "h"),
    (asked(path(A), where=("isnull", ("prop", "a", "n"), False)), "t"),
    # edges once a match unless they may be repeated; lists; nothing at all is a path too
    (asked(path(A, edge(label=E, text="{2}"), B)), "h [hs,sh] h, s [sh,hs] s"),
    (asked(path(A, edge("flat", text="{2}"), B)), ""),
    (asked(path(A, edge("flat", text="{2}"), B), repeatable=True), "s [st,st] s, t [st,st] t"),
    (asked(path(A, edge("flat", text="?"), B)), "h - h, s - s, s e:st t, t - t, t e:st s"),
    (asked(path(A, edge("flat", text="{0,1}"), B)), "h [] h, s [] s, s [st] t, t [] t, t [st] s"),
    # modes
    (asked(path(A, edge(text="+"), B, mode="acyclic")), "h [hs] s, s [sh] h"),
    (asked(path(A, edge(text="+"), B, mode="simple")), "h [hh] h, h [hs,sh] h, h [hs] s, s [sh,hs] s, s [sh] h"),
    (asked(path(A, edge(text="+"), Node(var="b", label=("name", "trust")), mode="trail")), ""),
    # selection for each pair of ends
    (asked(path(A, edge(text="+"), B, select=("all", None))), "h [hh] h, h [hs] s, s [sh,hs] s, s [sh] h"),
    (asked(path(A, edge(text="+"), B, select=("shortest", 1))), "h [hh] h, h [hs] s, s [sh,hs] s, s [sh] h"),
    (asked(path(A, edge("flat", text="*"), B, select=("all", None), mode="trail")),
     "h [] h, s [] s, s [st] t, t [] t, t [st] s"),
    # folds
    (asked(path(A, edge(), B), columns=count("e.weight")), "1"),
    (asked(path(A, edge(), B), columns=count("e.weight", "sum")), "2"),
    (asked(path(A, edge("flat", E), B), columns=count("e.weight", "sum")), "0"),
    (asked(path(A, edge("flat", E), B), columns=count("e.weight", "max")), "-"),
    # repeated parts that follow each other: one way is one match
    (asked(path(A, Edge(label=E, turns=turns("{0,1}")), Node(), Edge(label=E, turns=turns("{0,1}")), B)),
     "h h, h h, h s, s h, s s, s s, t t"),
    (asked(path(A, Group(parts=[Node(var="x"), Edge(label=E)], turns=turns("{2}"),
                         where=("cmp", "=", ("prop", "x", "n"), ("lit", 1))), B)), ""),
]


def text_of(value):
    value = value if not isinstance(value, tuple) else ("e:" if value[0] == "edge" else "") + value[1]
    return "-" if value is None else shown(value).replace(", ", ",") if isinstance(value, list) else str(value)


def by_hand():
    for s, rows in BY_HAND:
        made = sorted(" ".join(text_of(value) for value in row) for row, _ in Evaluator(SMALL).answer(s))
        expect("%s: %s for %s" % (write_statement(s), ", ".join(made), rows), ", ".join(made) == rows)


# --- errors in an answer --------------------------------------------------------------------

def answered(s, made):
    """The answer that an enumeration stands for, as the command would write it."""
    rows = [[shown(value) for value in row] for row, _ in made]
    order = compare.groups_of(s, [(row, keys) for row, (_, keys) in zip(rows, made)])
    rows = [row for group in order for row in group][s.offset or 0:]
    return compare.columns_of(s) or ["c"], rows if s.limit is None else rows[:s.limit]


def perturbed(rng, s, rows):
    """Answers with one error each, and what it is."""
    at = rng.randrange(len(rows))
    yield "a row less", rows[:at] + rows[at + 1:]
    yield "a row twice", rows[:at] + [rows[at]] + rows[at:]
    column = rng.randrange(len(rows[at]))
    if rows[at][column] != "(path)":
        changed = rows[at][:column] + ["another"] + rows[at][column + 1:]
        yield "another value", rows[:at] + [changed] + rows[at + 1:]


def random_answers(seed, count):
    rng = random.Random(seed)
    while count:
        graph = Graph(random_document(rng))
        for _ in range(10):
            s = statements.Maker(rng, graph).statement()
            try:
                made = Evaluator(graph, 10000).answer(s)
            except (TooMuch, Unclear):
                continue
            if made and len(made) < 100:
                count -= 1
                yield rng, graph, s, made
                if not count:
                    return


def errors_in_answers():
    tried = 0
    for rng, _, s, made in random_answers(5, 300):
        names, rows = answered(s, made)
        expect("the answer itself: %s" % write_statement(s), difference(s, made, (names, rows)) is None)
        for what, wrong in perturbed(rng, s, rows) if rows else ():
            tried += 1
            expect("%s: %s" % (what, write_statement(s)), difference(s, made, (names, wrong)))
        told = len({compare.hashable(row) for row in rows}) == len(rows)
        if s.order and told and s.offset is None and s.limit is None and len(compare.groups_of(s, made)) > 1:
            tried += 1
            expect("order: " + write_statement(s), difference(s, made, (names, rows[::-1])))
    return tried


# --- errors in an evaluator -----------------------------------------------------------------

class LoopsTwice(Evaluator):
    """A loop is matched to the right and to the left."""
    def paths(self, path, different, domains):
        found = super().paths(path, different, domains)
        both = any(isinstance(part, Edge) and "left" in part.arrow and "right" in part.arrow for part in path.parts)
        return found + [one._replace(way=(one.way, "left")) for one in found
                        if both and any(here == there for here, there in zip(one.nodes, one.nodes[1:]))]


class AllContext(Evaluator):
    def edge_fits(self, edge, label):
        return super().edge_fits(edge, label) or edge.group == "context" and (
            label is None or evaluate.label_fits(label, {edge.kind, edge.group}))


class NoSubtypes(Evaluator):
    def node_fits(self, id, label, domain):
        return super().node_fits(id, label, domain) and not (
            label == ("name", "school") and "hub_school" in self.graph.labels[id])


class FlatIsRight(Evaluator):
    def ways(self, id, arrow):
        return super().ways(id, arrow.replace("right", "right flat") if arrow == "right" else arrow)


class EdgesTwice(Evaluator):
    def joined(self, each, different):
        return super().joined(each, False)


class NoEmptyPath(Evaluator):
    def turn(self, part, state, done):
        return (one for one in super().turn(part, state, done) if done or len(one.nodes) > len(state.nodes))


class SimpleIsAcyclic(Evaluator):
    def may_go(self, state):
        return super().may_go(state) and not (
            "simple" in self.modes and len(set(state.nodes)) < len(state.nodes))


class NotNullIsTrue(Evaluator):
    def value(self, c, env):
        found = super().value(c, env)
        return True if c[0] == "not" and found is None else found


class NullIsEqual(Evaluator):
    def value(self, c, env):
        found = super().value(c, env)
        return False if c[0] == "cmp" and found is None else found


class OptionalIsMatch(Evaluator):
    def match(self, match, domains, envs):
        plain = Match(**{**vars(match), "optional": False})
        return super().match(plain, domains, envs)


class WhereBeforeOptional(Evaluator):
    def match(self, match, domains, envs):
        made = super().match(Match(**{**vars(match), "where": None}), domains, envs)
        return [env for env in made if not match.where or self.value(match.where, env) is True]


class NotSelected(Evaluator):
    def selected(self, path, found):
        return found


class ShortestOfAll(Evaluator):
    def selected(self, path, found):
        if path.select != ("all", None) or not found:
            return super().selected(path, found)
        least = min(len(one.edges) for one in found)
        return [one for one in found if len(one.edges) == least]


class WaysNotTold(Evaluator):
    """A path is one match, whatever the variables."""
    def paths(self, path, different, domains):
        found = super().paths(path, different, domains)
        return list({(one.nodes, one.edges): one for one in found}.values())


class EveryShare(Evaluator):
    """As often a match as repeated parts can share its edges."""
    def decided(self, state, vars, select):
        found = super().decided(state, vars, select)
        self.number = getattr(self, "number", 0) + 1
        return found and found._replace(way=(found.way, self.number))


class CountNull(Evaluator):
    def of_group(self, c, members):
        if c[0] == "fold" and c[1] == "count" and c[3] is not None and not c[2]:
            return len(members)
        return super().of_group(c, members)


class SumOfNothing(Evaluator):
    def of_group(self, c, members):
        found = super().of_group(c, members)
        return None if c[:2] == ("fold", "sum") and found == 0 else found


class HavingIgnored(Evaluator):
    def answer(self, s):
        return super().answer(Statement(**{**vars(s), "having": None}))


class FilterIgnored(Evaluator):
    def rows(self, s, loose=False):
        return super().rows(Statement(**{**vars(s), "filter": None}), loose)


class NullIsEmptyList(Evaluator):
    def value(self, c, env):
        found = super().value(c, env)
        return [] if c[0] == "var" and found is None else found


class PartyAnywhere(Evaluator):
    def edge_fits(self, edge, label):
        return True if edge.party and label and label[0] == "name" and label[1] in evaluate.PARTY \
            else super().edge_fits(edge, label)


MUTANTS = [LoopsTwice, AllContext, NoSubtypes, FlatIsRight, EdgesTwice, NoEmptyPath, SimpleIsAcyclic,
           NotNullIsTrue, NullIsEqual, OptionalIsMatch, WhereBeforeOptional, NotSelected, ShortestOfAll,
           WaysNotTold, EveryShare, CountNull, SumOfNothing, HavingIgnored, FilterIgnored, NullIsEmptyList,
           PartyAnywhere]


def noticed(kind, graph, s, made):
    try:
        theirs = kind(graph, 40000).answer(s)
    except (TooMuch, Unclear):
        return False
    return difference(s, made, answered(s, theirs)) is not None


def errors_in_evaluators():
    """How many statements are needed until each is noticed."""
    left, needed = set(MUTANTS), {}
    for number, (_, graph, s, made) in enumerate(random_answers(9, 2000), 1):
        for kind in [kind for kind in left if noticed(kind, graph, s, made)]:
            left.remove(kind)
            needed[kind.__name__] = number
        if not left:
            break
    for kind in left:
        expect("%s is not noticed" % kind.__name__, False)
    return needed


def main():
    by_hand()
    tried = errors_in_answers()
    needed = errors_in_evaluators()
    print("self-test: %d answers by hand, %d errors in answers, %d kinds of error in evaluators noticed"
          % (len(BY_HAND), tried, len(needed)))
    print("statements until noticed: " + ", ".join("%s %d" % one for one in sorted(needed.items(), key=lambda o: o[1])))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
