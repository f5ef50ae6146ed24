"""Random data sets in the polity format: mixed directions, parallel ties, loops, missing
values, histories, text that other formats find hard."""

import random

TEXTS = [
    "plain",
    "Ünïcödé 学校 🏫",
    "a<b>&\"c\"'d'",
    "comma, semicolon; tab\tend",
    "two\nlines",
    "carriage\rreturn\r\n",
    " spaces round ",
    "pipe|pipe",
    "12",
    "true",
    "null",
    '{"json": 1}',
    "=SUM(A1)",
    "]]>",
    "<!DOCTYPE x>",
]
CONTROL = ["bell\u0007", "escape\u001b[31m", "not a character \ufffe", "\u0001"]

DIRECTED = ["supports", "inspects", "monitors"]
UNDIRECTED = ["collaborates", "meets"]
VOCABULARY = {
    "node_types": [{"name": "hub_school", "is_a": "school"}],
    "edge_kinds": [{"name": "twins", "class": "partnership", "directed": False}],
    "properties": [
        {"name": "idaci", "of": ["school"], "type": "integer"},
        {"name": "weight", "of": ["school"], "type": "real"},
        {"name": "days", "type": "real"},
        {"name": "sure", "type": "boolean"},
        {"name": "words", "type": "text"},
        {"name": "note", "of": ["school"], "type": "text"},
        {"name": "topics", "type": "text", "many": True},
        {"name": "since", "type": "date"},
        {"name": "amount", "type": "category", "levels": ["none", "some", "ample"], "ordered": True},
    ],
}


def text(r, control):
    return r.choice(TEXTS + (CONTROL if control else []))


def number(r):
    return r.choice([0, 0.5, 1, 12, 0.1, 1e-7, 123456.789, 3.25])


def maybe(r, record, key, make, chance=0.5):
    if r.random() < chance:
        record[key] = make()


def history(r, make):
    values = [{"value": make()}]
    if r.random() < 0.7:
        values[0]["from"] = "2001"
    if r.random() < 0.7:
        values[0]["to"] = "2005"
    if "to" in values[0] and r.random() < 0.5:
        values.append({"value": make(), "from": "2006-05", "evidence": [{"cites": "doc-1"}]})
    return values


def properties(r, node, rich):
    out = {}
    school = node in ("school", "hub_school")
    control = rich
    maybe(r, out, "days", lambda: number(r))
    maybe(r, out, "sure", lambda: r.random() < 0.5)
    maybe(r, out, "words", lambda: text(r, control))
    maybe(r, out, "topics", lambda: r.sample([t for t in TEXTS if rich or "|" not in t], 2))
    maybe(r, out, "since", lambda: r.choice(["2014", "2014-02", "2014-02-28"]))
    maybe(r, out, "amount", lambda: r.choice(["none", "some", "ample"]))
    maybe(r, out, "x_free", lambda: r.choice([1, "1", "one", True, None, [1, "a"], {"a": [None]}, 0.1, text(r, control)]))
    if school:
        maybe(r, out, "idaci", lambda: r.randint(-5, 5))
        maybe(r, out, "weight", lambda: number(r))
        maybe(r, out, "note", lambda: text(r, control), 0.3)
        maybe(r, out, "ofsted", lambda: r.choice(["outstanding", "good"]))
        maybe(r, out, "status", lambda: r.choice(["maintained", "academy"]))
        maybe(r, out, "special", lambda: r.random() < 0.5)
        maybe(r, out, "designations", lambda: r.sample(["beacon", "maths_hub", "hub_school"], 2))
    if rich:
        for name in ("days", "words", "amount"):
            if name in out and r.random() < 0.3:
                value = out[name]
                out[name] = history(r, lambda v=value: v)
        if school:
            maybe(r, out, "status", lambda: None, 0.1)
    return out


def evidence(r, rich):
    pieces = []
    for _ in range(r.choice([1, 1, 2])):
        piece = {"cites": r.choice(["doc-1", "doc-2"])}
        maybe(r, piece, "locator", lambda: text(r, rich) if rich else "p. 3")
        maybe(r, piece, "stance", lambda: r.choice(["asserts", "doubts"]))
        maybe(r, piece, "confidence", lambda: r.choice([0, 0.25, 1]))
        maybe(r, piece, "said", lambda: "2014-03")
        if rich:
            maybe(r, piece, "x_page", lambda: [3], 0.2)
        pieces.append(piece)
    return pieces


def span(r):
    valid = {}
    maybe(r, valid, "from", lambda: r.choice(["2001", "2002-02", "?"]))
    maybe(r, valid, "to", lambda: r.choice(["2010", "2012-12-31"]))
    return valid


def node(r, i, rich):
    kind = r.choice(["school", "hub_school", "local_authority", "trust"])
    record = {"id": r.choice(["n%d", "node %d", "ñ<%d>&", "'%d\""]) % i, "type": kind}
    maybe(r, record, "name", lambda: text(r, rich))
    maybe(r, record, "aliases", lambda: [t for t in TEXTS[:3]])
    maybe(r, record, "scope", lambda: r.choice(["instance", "role"]), 0.3)
    maybe(r, record, "tier", lambda: "local", 0.3)
    maybe(r, record, "pseudonymous", lambda: r.random() < 0.5, 0.3)
    maybe(r, record, "tags", lambda: ["a", "b c"], 0.3)
    maybe(r, record, "ids", lambda: {"urn": str(100000 + i), "laestab": "330/%d" % i}, 0.3)
    if record.get("pseudonymous"):
        record.pop("ids", None)
    maybe(r, record, "note", lambda: text(r, rich), 0.3)
    maybe(r, record, "valid", lambda: span(r), 0.3)
    maybe(r, record, "properties", lambda: properties(r, kind, rich), 0.8)
    maybe(r, record, "evidence", lambda: evidence(r, rich), 0.3)
    maybe(r, record, "x_coder", lambda: {"any": ["JSON", 1]} if rich else "A", 0.2)
    return {key: value for key, value in record.items() if value != {}}


def edge(r, i, ids, kinds, rich):
    record = {"kind": r.choice(kinds), "source": r.choice(ids), "target": r.choice(ids)}
    if r.random() < 0.5:
        record["id"] = "e%d" % i
    else:
        record["key"] = r.choice([i, "k%d" % i, "%d" % (1000 + i)])
    maybe(r, record, "matter", lambda: r.choice(["standards", "finance"]))
    maybe(r, record, "modality", lambda: r.choice(["policy", "practice"]))
    maybe(r, record, "valid", lambda: span(r), 0.5)
    maybe(r, record, "weight", lambda: number(r))
    maybe(r, record, "length", lambda: number(r) + 1)
    maybe(r, record, "strength", lambda: r.randint(1, 4))
    maybe(r, record, "valence", lambda: r.randint(-2, 2))
    maybe(r, record, "condition", lambda: text(r, rich), 0.3)
    maybe(r, record, "properties", lambda: properties(r, None, rich), 0.5)
    maybe(r, record, "evidence", lambda: evidence(r, rich), 0.5)
    maybe(r, record, "note", lambda: text(r, rich), 0.2)
    return {key: value for key, value in record.items() if value != {}}


def document(seed, rich=True):
    """`rich`: with all that a sheet cannot hold."""
    r = random.Random(seed)
    kinds = r.choice([DIRECTED, UNDIRECTED + ["twins"], DIRECTED + UNDIRECTED])
    nodes = [node(r, i, rich) for i in range(r.choice([1, 3, 12]))]
    ids = [record["id"] for record in nodes]
    edges = [edge(r, i, ids, kinds, rich) for i in range(r.choice([0, 4, 40]))]
    return {
        "polity": "1.0",
        "title": "Random <%d>" % seed,
        "vocabulary": VOCABULARY,
        "sources": [{"id": "doc-1", "type": "document", "title": text(r, rich)}, {"id": "doc-2", "type": "law", "date": "2014"}],
        "nodes": nodes,
        "edges": edges,
    }
