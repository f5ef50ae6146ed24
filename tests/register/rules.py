"""The rules of a regime expanded over a register by a program of its own, to compare pairs.

usage: rules.py DATE EXPANDED.jsonl INFO.tsv types.def REGISTER.json REGIME.json …

Reads the register and the regime, evaluates every rule's conditions at DATE in its own way
(three truth values, dates by looking through the lists), and compares the pairs that each
derives with the edges in EXPANDED, which `polity expand --at DATE` wrote; acts of a rule without
`with` are no records, and their number is compared with INFO, of `polity info -f tsv`. Prints a
line a rule and "N passed, N failed".
"""
import collections
import json
import re
import sys

LEVELS = {
    "ofsted": ["outstanding", "good", "requires_improvement", "inadequate"],
    "ofsted_concern": ["none", "serious_weaknesses", "special_measures"],
}
BELOW = {}  # type → its parents, from the table of types


def read_types(path):
    for line in open(path, encoding="utf-8"):
        row = re.match(r'TYPE\("(\w+)", "(\w*)"', line)
        if row:
            BELOW[row[1]] = row[2]


def is_a(kind, wanted):
    while kind:
        if kind == wanted:
            return True
        kind = BELOW.get(kind, "")
    return False


# --- dates ------------------------------------------------------------------------------------

def day(text):
    if not text or text == "?" or len(text) >= 10:
        return text
    return text + "-01-01"[len(text) - 4:]


def holds(valid, at):
    """True, False, or None where an unknown day decides."""
    begin, end = day(valid.get("from")), day(valid.get("to"))
    if begin and begin != "?" and at < begin:
        return False
    if end and end != "?" and at >= end:
        return False
    if end == "?" and not (begin and begin != "?" and at == begin):
        return None
    return None if begin == "?" else True


def value(record, name, at):
    """A property at a date: a scalar, a list, or None."""
    found = record.get("properties", {}).get(name)
    if isinstance(found, list) and found and isinstance(found[0], dict):
        best = None
        starts = sorted(day(i["from"]) for i in found if i.get("from"))
        for item in found:
            begin = day(item.get("from"))
            end = day(item.get("to")) or next((s for s in starts if begin and s > begin or not begin), None)
            if holds({"from": begin, "to": end}, at) is True and item["value"] is not None:
                best = item["value"]
        return best
    return found


# --- conditions ---------------------------------------------------------------------------------

TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(<>|<=|>=|[=<>(),]))")


class Condition:
    """A condition as nested tuples, by a parser that knows just what the regime uses."""

    def __init__(self, text):
        self.tokens, at = [], 0
        text = text.rstrip()
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise ValueError(f"{text!r} at {at}")
            self.tokens.append(match[0].strip())
            at = match.end()
        self.at = 0
        self.tree = self.either()
        if self.at < len(self.tokens):
            raise ValueError(f"{text!r}: {self.tokens[self.at:]}")

    def peek(self, word):
        return self.at < len(self.tokens) and self.tokens[self.at].upper() == word

    def take(self, word):
        if self.peek(word):
            self.at += 1
            return True
        return False

    def either(self):
        parts = [self.both()]
        while self.take("OR"):
            parts.append(self.both())
        return ("or", parts) if len(parts) > 1 else parts[0]

    def both(self):
        parts = [self.negated()]
        while self.take("AND"):
            parts.append(self.negated())
        return ("and", parts) if len(parts) > 1 else parts[0]

    def negated(self):
        return ("not", self.negated()) if self.take("NOT") else self.comparison()

    def comparison(self):
        left = self.operand()
        for sign in ("=", "<>", "<=", ">=", "<", ">"):
            if self.take(sign):
                return ("compare", sign, left, self.operand())
        if self.take("IN"):
            self.take("(")
            items = [self.operand()]
            while self.take(","):
                items.append(self.operand())
            self.take(")")
            return ("in", left, items)
        if self.take("CONTAINS"):
            return ("contains", left, self.operand())
        if self.take("IS"):
            no = self.take("NOT")
            self.take("NULL")
            return ("not", ("null", left)) if no else ("null", left)
        return left

    def operand(self):
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            inner = self.either()
            self.take(")")
            return inner
        if token[0] == "'":
            return ("constant", token[1:-1].replace("''", "'"))
        if token[0].isdigit():
            return ("constant", float(token))
        if token.upper() in ("TRUE", "FALSE", "NULL"):
            return ("constant", {"TRUE": True, "FALSE": False, "NULL": None}[token.upper()])
        if token.lower() == "coalesce":
            self.take("(")
            items = [self.operand()]
            while self.take(","):
                items.append(self.operand())
            self.take(")")
            return ("coalesce", items)
        return ("name", token)


def rank(name, x):
    levels = LEVELS.get(name)
    return levels.index(x) + 1 if levels and isinstance(x, str) else x


def decide(tree, lookup):
    kind = tree[0]
    if kind == "constant":
        return tree[1]
    if kind == "name":
        return lookup(tree[1])
    if kind == "coalesce":
        return next((x for x in (decide(t, lookup) for t in tree[1]) if x is not None), None)
    if kind == "null":
        return decide(tree[1], lookup) is None
    if kind == "not":
        inner = decide(tree[1], lookup)
        return None if inner is None else not inner
    if kind in ("and", "or"):
        ends = kind == "or"
        found = [decide(t, lookup) for t in tree[1]]
        return ends if ends in found else None if None in found else not ends
    if kind == "contains":
        found, wanted = decide(tree[1], lookup), decide(tree[2], lookup)
        return None if found is None or wanted is None else wanted in found
    if kind == "in":
        found = [decide(("compare", "=", tree[1], item), lookup) for item in tree[2]]
        return True if True in found else None if None in found else False
    sign, left, right = tree[1:]
    a, b = decide(left, lookup), decide(right, lookup)
    if a is None or b is None:
        return None
    name = next((t[1].split(".")[-1] for t in (left, right) if t[0] == "name"), "")
    a, b = rank(name, a), rank(name, b)
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[sign] \
        if sign in ("=", "<>") or type(a) == type(b) or not isinstance(a, str) else None


class World:
    def __init__(self, documents, at):
        self.at, self.nodes, self.rules = at, {}, []
        for document in documents:
            for record in document["nodes"]:
                known = self.nodes.setdefault(record["id"], record)
                if known is not record:
                    known.setdefault("properties", {}).update(record.get("properties", {}))
                    known.setdefault("valid", {}).update(record.get("valid", {}))
            self.rules += document.get("rules", [])
        self.alive = collections.defaultdict(list)
        for record in self.nodes.values():
            if record.get("scope", "instance") == "instance" and holds(record.get("valid", {}), at) is True:
                self.alive[record["type"]].append(record)

    def read(self, record, path):
        for i, name in enumerate(path):
            if record is None:
                return None
            last = i == len(path) - 1
            found = record.get(name) if name in ("id", "type", "name") else value(record, name, self.at)
            if last:
                return found
            record = self.nodes.get(found) if isinstance(found, str) else None
        return record

    def candidates(self, end):
        test = Condition(end["where"]).tree if end.get("where") else ("constant", True)
        return [record for kind, records in self.alive.items() if is_a(kind, end.get("type", kind))
                for record in records
                if decide(test, lambda name: self.read(record, name.split("."))) is True]

    def pairs(self, rule):
        names = ("source", "target") if "source" in rule else ("broker", "for")
        if "with" in rule or holds(rule.get("valid", {}), self.at) is not True:
            return set()
        ends = [self.candidates(rule[name]) for name in names]
        if "link" not in rule:
            return {(a["id"], b["id"]) for a in ends[0] for b in ends[1] if a is not b}
        tree = Condition(rule["link"]).tree
        if tree[0] != "compare" or tree[1] != "=":
            raise ValueError(rule["link"])

        def side(tree, record, own):
            def lookup(name):
                head, *path = name.split(".")
                if head != own:
                    raise KeyError(name)
                return self.read(record, path)
            return decide(tree, lookup)

        sides = tree[2:]
        try:
            list(side(sides[0], ends[0][0], names[0]) for _ in ends[0][:1])
        except KeyError:
            sides = sides[::-1]
        index = collections.defaultdict(list)
        for b in ends[1]:
            key = side(sides[1], b, names[1])
            if key is not None:
                index[key].append(b["id"])
        return {(a["id"], b) for a in ends[0] for b in index.get(side(sides[0], a, names[0]), ()) if a["id"] != b}


def main():
    at, expanded, info, types, *documents = sys.argv[1:]
    made = {row[2]: int(row[3]) for row in (line.rstrip("\n").split("\t") for line in open(info, encoding="utf-8"))
            if len(row) > 3 and row[1] == "ties made by rule"}
    read_types(types)
    world = World([json.load(open(name, encoding="utf-8")) for name in documents], at)
    derived = collections.defaultdict(set)
    for line in open(expanded, encoding="utf-8"):
        record = json.loads(line)
        body = record.get("edge")
        if body and "rule" in body:
            derived[body["rule"]].add((body["source"], body["target"]))
    passed = failed = 0
    for rule in world.rules:
        if "source" not in rule and "broker" not in rule:
            continue
        pairs = world.pairs(rule)
        same = len(pairs) == made.get(rule["id"], 0)
        if "source" in rule:
            same = same and pairs == derived.get(rule["id"], set())
        passed += same
        failed += not same
        print(f"{'' if same else 'FAILED '}{rule['id']}: {len(pairs)} pairs")
        if not same:
            print("  missing", sorted(pairs - derived[rule["id"]])[:3], "too many", sorted(derived[rule["id"]] - pairs)[:3])
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
