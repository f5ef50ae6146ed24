"""Known answers of a graph database that speaks Cypher: make.py FOLDER-OF-node_modules

Random documents and statements that both languages can say are made, asked of @ladybugdb/core (npm
install @ladybugdb/core in some folder) by ask.js, compared with the enumeration of evaluate.py, and
written beside this file, a file a document. What differs is said by the translation:

- Cypher as the database has it binds edges freely: REPEATABLE ELEMENTS, or conditions that edges differ.
- It has no ties without direction, no subtypes (a label is written as all its subtypes) and no classes.
- A loop is two matches of an undirected edge there: the documents have none.
- Its ACYCLIC leaves out the ends and its SHORTEST a way from a node to itself: is_acyclic() is asked
  of the paths, and a <> b is a condition.
- sum() of nothing is NULL there.
- Faults of 0.19.1: an OPTIONAL MATCH loses rows where its condition names a property of what is bound
  before it that is NULL (the same MATCH finds them), and an aggregate beside a DISTINCT one is NULL: such
  statements are not made. A triangle loses rows where two of its edges are parallel, and a label said
  twice of one node may be an error: such answers are shown, and not written."""

import json
import os
import random
import subprocess
import sys
from collections import Counter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from evaluate import Evaluator, TooMuch, shown  # noqa: E402
from graphs import TYPES, VOCABULARY, Graph, lineage, random_node, random_tie  # noqa: E402
from tree import (Column, Edge, Match, Node, Path, Statement, Turns, write, write_label,  # noqa: E402
                  write_statement)

HERE = os.path.dirname(os.path.abspath(__file__))
USED = ["school", "hub_school", "trust", "inspectorate"]
KINDS = ["inspects", "lends", "supports", "funds"]
LABELS = ["school", "hub_school", "trust", "body", "establishment"]
ARROWS = {"right": "-[%s]->", "left": "<-[%s]-", "left flat right": "-[%s]-"}
DOCUMENTS, QUESTIONS = 6, 45


def document(rng):
    ids = ["n%d" % (i + 1) for i in range(rng.randint(4, 6))]
    ties = [random_tie(rng, "e%d" % (i + 1), ids, KINDS) for i in range(rng.randint(7, 11))]
    nodes = [random_node(rng, id) for id in ids]
    for node in nodes:
        node["type"] = rng.choice(USED)
        node["properties"].pop("level", None)
    for tie in ties:
        tie.pop("properties", None)
    return {"polity": "1.0", "title": "made at random", "vocabulary": VOCABULARY, "nodes": nodes,
            "edges": [tie for tie in ties if tie["source"] != tie["target"]]}


# --- statements that both languages have ----------------------------------------------------

class Both:
    def __init__(self, rng):
        self.rng, self.pick, self.chance = rng, rng.choice, lambda p: rng.random() < p

    def node(self, var):
        label = None
        if self.chance(0.3):
            label = ("name", self.pick(LABELS))
            if self.chance(0.3):
                label = ("or", label, ("name", self.pick(LABELS)))
        return Node(var=var, label=label)

    def edge(self, var, turns=None):
        label = ("any",)
        if self.chance(0.4):
            label = ("name", self.pick(KINDS))
            if self.chance(0.5):
                label = ("or", label, ("name", self.pick(KINDS)))
        return Edge(var=var, arrow=self.pick(["right", "right", "left", "left flat right"]), label=label,
                    turns=turns)

    def simple(self, nodes, edges):
        var = self.pick(nodes)
        number = ("prop", var, "n")
        if edges and self.chance(0.3):
            number = ("prop", self.pick(edges), self.pick(["weight", "strength"]))
        turn = self.rng.random()
        op = self.pick(["=", "<>", "<", "<=", ">", ">="])
        if turn < 0.3:
            return ("cmp", op, number, ("lit", self.rng.randint(1, 3)))
        if turn < 0.45:
            return ("cmp", op, number, ("prop", self.pick(nodes), "n"))
        if turn < 0.6:
            return ("isnull", number, self.chance(0.5))
        if turn < 0.7:
            return ("cmp", self.pick(["=", "<>"]), ("var", var), ("var", self.pick(nodes)))
        if turn < 0.8:
            return ("prop", var, "flag")
        return ("cmp", self.pick(["=", "<>"]), ("prop", var, "word"), ("lit", self.pick(["red", "green"])))

    def condition(self, nodes, edges, deep=0):
        if deep > 1 or self.chance(0.5):
            return self.simple(nodes, edges)
        if self.chance(0.25):
            return ("not", self.condition(nodes, edges, deep + 1))
        return (self.pick(["and", "or", "or", "xor"]), self.condition(nodes, edges, deep + 1),
                self.condition(nodes, edges, deep + 1))

    def chain(self, nodes, edges):
        parts = [self.node(nodes[0])]
        for edge, node in zip(edges, nodes[1:]):
            parts += [self.edge(edge), self.node(node)]
        return parts

    def fixed(self):
        """Edges one by one, in one pattern or two, with ends that may be the same node."""
        nodes, edges = ["a", "b", "c", "d"], ["e", "f", "g"]
        count = self.rng.randint(1, 3)
        ends = nodes[:count] + [self.pick([nodes[count], nodes[count], "a"])]
        parts = self.chain(ends, edges[:count])
        paths = [Path(parts=parts)]
        if count > 1 and self.chance(0.4):
            paths = [Path(parts=parts[:3]), Path(parts=parts[2:])]
            parts[2:3] = []
        match = Match(paths=paths, repeatable=self.chance(0.5))
        if self.chance(0.6):
            match.where = self.condition(sorted(set(ends)), edges[:count])
        return Statement(begin="MATCH ", matches=[match],
                         columns=ids(sorted(set(ends)), edges[:count]), distinct=False)

    def repeated(self):
        low = self.rng.randint(1, 2)
        high = low + self.rng.randint(0, 2)
        mode = self.pick(["walk", "trail", "acyclic"])
        turns = Turns(least=low, most=high, text="{%d,%d}" % (low, high))
        parts = [self.node("a"), self.edge("e", turns), self.node("b")]
        path = Path(name="p", parts=parts, mode=mode)
        match = Match(paths=[path], repeatable=True)
        if self.chance(0.5):
            match.where = self.condition(["a", "b"], [])
        values = [("prop", "a", "id"), ("prop", "b", "id"), ("prop", "e", "id"), ("long", "p")]
        return Statement(begin="MATCH ", matches=[match], columns=columns(values))

    def shortest(self):
        most = self.rng.randint(3, 5)
        turns = Turns(least=1, most=most, text="{1,%d}" % most)
        parts = [self.node("a"), self.edge("e", turns), self.node("b")]
        every = self.chance(0.6)
        path = Path(name="p", parts=parts, select=("all", None) if every else ("shortest", 1),
                    select_text="ALL SHORTEST" if every else "ANY SHORTEST")
        where = ("cmp", "<>", ("var", "a"), ("var", "b"))
        match = Match(paths=[path], repeatable=True, where=where)
        values = [("prop", "a", "id"), ("prop", "b", "id"), ("long", "p")]
        if every:
            values.append(("prop", "e", "id"))
        return Statement(begin="MATCH ", matches=[match], columns=columns(values))

    def folded(self):
        """Groups, of matches that may be optional."""
        first = Match(paths=[Path(parts=[self.node("a")])], repeatable=True)
        more = Match(paths=[Path(parts=self.chain(["a", "b"], ["e"]))], repeatable=True)
        more.paths[0].parts[0].label = None
        if self.chance(0.7):
            more.optional, matches = True, [first, more]
        else:
            matches = [more]
        if self.chance(0.4):
            more.where = self.condition(["b"] if more.optional else ["a", "b"], ["e"])
        made, distinct = [Column(value=("prop", "a", "id"), name="c0")], self.chance(0.3)
        for i in range(1 if distinct else self.rng.randint(1, 3)):
            made.append(Column(value=self.fold(distinct), name="c%d" % (i + 1), folds=True))
        return Statement(begin="MATCH ", matches=matches, columns=made[self.chance(0.3):])

    def fold(self, distinct):
        how = "count" if distinct else self.pick(["count", "count", "sum", "avg", "min", "max"])
        value = self.pick([("prop", "b", "n"), ("prop", "e", "weight"), ("prop", "e", "strength")])
        if how == "count" and not distinct and self.chance(0.4):
            return ("fold", "count", False, self.pick([None, ("prop", "b", "id")]))
        return ("fold", how, distinct, value)

    def distinct(self):
        s = self.fixed()
        first = s.columns[0].value
        s.distinct, s.columns = True, columns([first, ("prop", first[1], "n"), s.columns[-1].value])
        return s

    def statement(self):
        return self.pick([self.fixed, self.fixed, self.repeated, self.repeated, self.shortest,
                          self.folded, self.folded, self.distinct])()


def columns(values):
    return [Column(value=value, name="c%d" % i) for i, value in enumerate(values)]


def ids(nodes, edges):
    return columns([("prop", name, "id") for name in nodes + edges])


# --- the same in Cypher ---------------------------------------------------------------------

def labels(label):
    """All types of a label, or kinds: the database has no subtypes."""
    if label[0] == "any":
        return []
    names = [part[1] for part in label[1:]] if label[0] == "or" else [label[1]]
    found = [type for type in USED if any(name in lineage(type) for name in names)]
    return found or sorted(set(names))


def cypher_part(part):
    text = part.var + (":" + "|".join(labels(part.label)) if part.label and labels(part.label) else "")
    if isinstance(part, Node):
        return "(%s)" % text
    if part.turns:
        text += "*%s%d..%d" % (part.shortest, part.turns.least, part.turns.most)
    return ARROWS[part.arrow] % text


def cypher_path(path):
    for part in path.parts:
        part.shortest = "" if not path.select else " ALL SHORTEST " if path.select[0] == "all" else " SHORTEST "
    return (path.name + " = " if path.name else "") + "".join(map(cypher_part, path.parts))


def cypher_condition(c):
    if c[0] == "cmp" and c[2][0] == "var":
        return "%s.id %s %s.id" % (c[2][1], c[1], c[3][1])
    if c[0] in ("and", "or", "xor"):
        return "(%s) %s (%s)" % (cypher_condition(c[1]), c[0].upper(), cypher_condition(c[2]))
    return "NOT (%s)" % cypher_condition(c[1]) if c[0] == "not" else write(c)


def cypher_match(match):
    conditions = [cypher_condition(match.where)] if match.where else []
    for path in match.paths:
        if path.mode in ("trail", "acyclic"):
            conditions.append("is_%s(%s)" % (path.mode, path.name))
    edges = [part.var for path in match.paths for part in path.parts if isinstance(part, Edge)]
    if not match.repeatable:
        conditions += ["%s.id <> %s.id" % (one, other) for i, one in enumerate(edges) for other in edges[:i]]
    text = "MATCH " + ", ".join(map(cypher_path, match.paths))
    return text + (" WHERE " + " AND ".join("(%s)" % c for c in conditions) if conditions else "")


def cypher_value(c, path):
    if c == ("prop", "e", "id") and path.name:
        return "properties(rels(p), 'id')"
    if c[0] == "long":
        return "length(p)"
    return "coalesce(%s, 0)" % write(c) if c[:2] == ("fold", "sum") else write(c)


def cypher(s):
    text = " OPTIONAL ".join(map(cypher_match, s.matches)) + " RETURN " + ("DISTINCT " if s.distinct else "")
    path = s.matches[0].paths[0]
    return text + ", ".join("%s AS %s" % (cypher_value(c.value, path), c.name) for c in s.columns)


# --- both asked -----------------------------------------------------------------------------

def lists(value):
    return "[%s]" % ", ".join(map(str, value)) if isinstance(value, list) else value


def rounded(value):
    return round(value, 9) if isinstance(value, float) else value


def ask(folder, document, questions):
    asked = {"nodes": [{**node.get("properties", {}), "id": node["id"], "type": node["type"]}
                       for node in document["nodes"]],
             "edges": document["edges"], "types": USED, "kinds": KINDS, "questions": questions}
    done = subprocess.run(["node", os.path.join(HERE, "ask.js"), folder], input=json.dumps(asked),
                          capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def expected(graph, s):
    """Rows by enumeration; of ANY SHORTEST the ends and the length alone are asked for."""
    if s.matches[0].paths[0].select == ("shortest", 1):
        s = Statement(**vars(s))
        s.matches = [Match(**{**vars(s.matches[0]), "paths": [Path(**{**vars(s.matches[0].paths[0]),
                                                                     "select": ("all", None)})]})]
        s.distinct = True
    return Counter(tuple(map(shown, row)) for row, _ in Evaluator(graph, 300000).answer(s))


def several(rng, graph):
    made = []
    while len(made) < QUESTIONS:
        s = Both(rng).statement()
        try:
            rows = expected(graph, s)
        except TooMuch:
            continue
        if 0 < sum(rows.values()) <= 60 or (not rows and rng.random() < 0.05):
            made.append((s, rows))
    return made


def main():
    rng, differences, count, rows_count = random.Random(14), 0, 0, 0
    for number in range(1, DOCUMENTS + 1):
        made = document(rng)
        statements = several(rng, Graph(made))
        texts = [cypher(s) for s, _ in statements]
        got = ask(sys.argv[1], made, texts)
        answers = []
        for (s, rows), text, answer in zip(statements, texts, got["answers"]):
            theirs = answer if isinstance(answer, str) else \
                [[rounded(lists(value)) for value in row] for row in answer]
            count += 1
            if isinstance(answer, str) or Counter(map(tuple, theirs)) != rows:
                differences += 1
                print("DIFFERENCE\n%s\n%s\n  enumerated %s\n  theirs     %s" % (
                    write_statement(s), text, sorted(rows.elements(), key=str), theirs))
                continue
            rows_count += len(theirs)
            answers.append({"match": write_statement(s), "cypher": text, "rows": sorted(theirs, key=str)})
        write_known(number, got["version"], made, answers)
    print("%d statements, %d rows agree, %d differ" % (count - differences, rows_count, differences))


def write_known(number, version, document, answers):
    head = {"made": "by make.py, seed 14; rows as answered to `cypher` by @ladybugdb/core " + version,
            "document": document}
    lines = ",\n  ".join(json.dumps(answer) for answer in answers)
    with open(os.path.join(HERE, "random-%d.json" % number), "w") as out:
        out.write('{"made": %s,\n "document": %s,\n "answers": [\n  %s\n ]}\n' % (
            json.dumps(head["made"]), json.dumps(document), lines))


if __name__ == "__main__":
    main()
