"""Patterns as small trees, and how they are written.

Labels and conditions are tuples that begin with what they are; paths, matches and statements are
objects with a few fields. write_… makes the text."""

import json


class Thing:
    """Fields by name, with defaults that a class states."""

    def __init__(self, **fields):
        for name, value in fields.items():
            assert hasattr(type(self), name), name
            setattr(self, name, value)


class Node(Thing):
    var = label = where = None
    values = ()


class Edge(Thing):
    var = label = where = turns = None
    values = ()
    arrow = "right"
    short = None  # how the abbreviation is written


class Group(Thing):
    parts = ()
    where = turns = None


class Path(Thing):
    name = select = mode = None  # select: ("any", k), ("shortest", k), ("all", None)
    parts = ()
    select_text = ""


class Match(Thing):
    optional = False
    repeatable = None  # None: nothing is written
    paths = ()
    where = None


class Column(Thing):
    value = name = None
    folds = False


class Statement(Thing):
    matches = ()
    filter = having = offset = limit = None
    distinct = star = False
    columns = None  # None: no RETURN
    order = ()  # (value, descending, "FIRST" | "LAST" | None)
    begin = ""  # "MATCH " or nothing


class Turns(Thing):
    least = 0
    most = None
    text = "*"


ARROWS = {"right": ("-[%s]->", ("->", "-->")), "left": ("<-[%s]-", ("<-", "<--")),
          "flat": ("~[%s]~", ("~",)), "left flat": ("<~[%s]~", ("<~",)),
          "flat right": ("~[%s]~>", ("~>",)), "left right": ("<-[%s]->", ("<->", "<-->")),
          "left flat right": ("-[%s]-", ("-", "--"))}


def write_label(label, inner=False):
    kind = label[0]
    if kind == "name":
        return label[1]
    if kind == "any":
        return "%"
    if kind == "not":
        return "!" + write_label(label[1], True)
    text = (" & " if kind == "and" else "|").join(write_label(part, True) for part in label[1:])
    return "(%s)" % text if inner else text


def write_value(value):
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return "'%s'" % value
    return str(value)


def write(c, inner=False):
    """A condition or value."""
    text = WRITE[c[0]](*c[1:])
    return "(%s)" % text if inner and c[0] in ("and", "or", "xor", "not", "+") else text


def write_folded(name, distinct, c):
    return "%s(%s%s)" % (name, "DISTINCT " if distinct else "", "*" if c is None else write(c))


WRITE = {
    "lit": write_value,
    "var": lambda var: var,
    "prop": lambda var, name: "%s.%s" % (var, name),
    "cmp": lambda op, a, b: "%s %s %s" % (write(a, True), op, write(b, True)),
    "and": lambda a, b: "%s AND %s" % (write(a, True), write(b, True)),
    "or": lambda a, b: "%s OR %s" % (write(a, True), write(b, True)),
    "xor": lambda a, b: "%s XOR %s" % (write(a, True), write(b, True)),
    "not": lambda a: "NOT " + write(a, True),
    "+": lambda a, b: "%s + %s" % (write(a, True), write(b, True)),
    "isnull": lambda a, no: "%s IS %sNULL" % (write(a), "NOT " if no else ""),
    "islabel": lambda var, label, how: var + how + label,
    "in": lambda a, values: "%s IN (%s)" % (write(a, True), ", ".join(map(write_value, values))),
    "between": lambda a, low, high: "%s BETWEEN %s AND %s" % (write(a, True), low, high),
    "among": lambda var, group: "%s IN %s" % (var, group),
    "size": lambda a: "size(%s)" % write(a),
    "long": lambda path: "path_length(%s)" % path,
    "nodes": lambda path: "nodes(%s)" % path,
    "edges": lambda path: "edges(%s)" % path,
    "fold": write_folded,
    "inner fold": write_folded,
}


def write_inside(part):
    text = part.var or ""
    if part.label:
        text += ":" + write_label(part.label)
    if part.values:
        text += " {%s}" % ", ".join("%s: %s" % (k, write_value(v)) for k, v in part.values)
    if part.where:
        text += " WHERE " + write(part.where)
    return text.strip()


def write_part(part):
    if isinstance(part, Node):
        return "(%s)" % write_inside(part)
    if isinstance(part, Edge):
        text = part.short or ARROWS[part.arrow][0] % write_inside(part)
    else:
        text = "(%s%s)" % (write_parts(part.parts), " WHERE " + write(part.where) if part.where else "")
    return text + (part.turns.text if part.turns else "")


def write_parts(parts):
    texts = []
    for before, part in zip((None, *parts), parts):
        beside = isinstance(before, Edge) and isinstance(part, Edge)
        texts.append((" " if beside else "") + write_part(part))
    return "".join(texts)


def write_path(path):
    words = [path.select_text, (path.mode or "").upper(), write_parts(path.parts)]
    name = path.name + " = " if path.name else ""
    return name + " ".join(word for word in words if word)


def write_match(match):
    text = {None: "", True: "REPEATABLE ELEMENTS ", False: "DIFFERENT EDGES "}[match.repeatable]
    text += ", ".join(map(write_path, match.paths))
    return text + (" WHERE " + write(match.where) if match.where else "")


def write_key(value, falling, nulls):
    return write(value) + (" DESC" if falling else "") + (" NULLS " + nulls if nulls else "")


def write_column(column):
    return write(column.value) + (" AS " + column.name if column.name else "")


def write_return(s):
    text = " RETURN " + ("DISTINCT " if s.distinct else "")
    text += "*" if s.star else ", ".join(map(write_column, s.columns))
    if s.having:
        text += " HAVING " + write(s.having)
    if s.order:
        text += " ORDER BY " + ", ".join(write_key(*key) for key in s.order)
    if s.offset is not None:
        text += " OFFSET %d" % s.offset
    return text + (" LIMIT %d" % s.limit if s.limit is not None else "")


def write_statement(s):
    text = s.begin + " OPTIONAL MATCH ".join(map(write_match, s.matches))
    if s.filter:
        text += " FILTER " + write(s.filter)
    return text + (write_return(s) if s.star or s.columns else "")


def names_of(parts):
    """Variables of a path, in the order of the text, each with what it stands for outside."""
    found = {}
    for part in parts:
        if isinstance(part, Group):
            inner = names_of(part.parts)
        else:
            inner = {part.var: "node" if isinstance(part, Node) else "edge"} if part.var else {}
        for name, kind in inner.items():
            found.setdefault(name, outside(kind, getattr(part, "turns", None)))
    return found


def outside(kind, turns):
    return kind if turns is None or turns.text == "?" else "list"


def names_of_statement(s):
    found = {}
    for match in s.matches:
        for path in match.paths:
            if path.name:
                found.setdefault(path.name, "path")
            for name, kind in names_of(path.parts).items():
                found.setdefault(name, kind)
    return found


def document_text(document):
    return json.dumps({k: v for k, v in document.items() if k not in ("polity", "title", "vocabulary")})
