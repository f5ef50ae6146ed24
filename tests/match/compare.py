"""Whether the rows of an answer are those that the enumeration allows."""

from collections import Counter

from evaluate import Evaluator, Level, by_ends, domains_of, shown
from tree import names_of_statement


def hashable(row):
    return tuple((type(value).__name__ if isinstance(value, bool) else "", value) for value in row)


def sorted_list(value):
    return "[%s]" % ", ".join(sorted(value[1:-1].split(", "))) if value else value


def same_order(s, rows):
    """Lists that are collected have no order: sorted, in both answers."""
    if not s.columns:
        return rows
    loose = [i for i, c in enumerate(s.columns) if c.value[0] == "fold" and c.value[1] == "collect_list"]
    return [[sorted_list(v) if i in loose else v for i, v in enumerate(row)] for row in rows]


def key_of(value, falling, nulls):
    """A key that sorts as the words say."""
    if value is None:
        return (0 if nulls == "FIRST" else 2, Sorted(0, False))
    value = value.rank if isinstance(value, Level) else value
    return (1, Sorted(value, falling))


class Sorted:
    def __init__(self, value, falling):
        self.value, self.falling = value, falling

    def __lt__(self, other):
        return other.value < self.value if self.falling else self.value < other.value

    def __eq__(self, other):
        return self.value == other.value


def columns_of(s):
    """Names of the columns, where the statement has none of its own or they are named."""
    if s.columns:
        return [column.name for column in s.columns]
    return list(names_of_statement(s)) or None


def without_paths(s, names, rows):
    """Rows in the order of the variables; how a path is shown is not said."""
    paths = [i for i, kind in enumerate(names_of_statement(s).values()) if kind == "path"]
    return [["(path)" if i in paths and value else value for i, value in enumerate(row)] for row in rows]


def difference(s, made, got):
    """None, or what is wrong with `got` (names, rows): `made` are rows and keys of order."""
    names, rows = got
    wanted = columns_of(s)
    order = None
    if wanted and names != wanted:
        order = "columns %s for %s" % (names, wanted)
        if sorted(names) != sorted(wanted):
            return order
        rows = [[row[names.index(name)] for name in wanted] for row in rows]
    if not s.columns:
        rows = without_paths(s, names, rows)
    rows = [hashable(row) for row in same_order(s, rows)]
    made = [(hashable(row), keys) for row, keys in
            zip(same_order(s, [list(map(shown, row)) for row, _ in made]), [keys for _, keys in made])]
    return windows(s, made, rows) or order


def windows(s, made, rows):
    """Group by group of equal keys: whole groups are equal, those that are cut are parts."""
    first = s.offset or 0
    last = len(made) if s.limit is None else min(len(made), first + s.limit)
    if len(rows) != max(0, last - first):
        return "%d rows for %d" % (len(rows), max(0, last - first))
    at = 0
    for group in groups_of(s, made):
        low, high = max(at, first), min(at + len(group), last)
        at += len(group)
        if low >= high:
            continue
        part, whole = Counter(rows[low - first:high - first]), Counter(group)
        if part - whole or (high - low == len(group) and part != whole):
            return "rows %d to %d: too many %s, too few %s" % (
                low - first + 1, high - first, list(part - whole), list(whole - part))
    return None


def groups_of(s, made):
    keyed = [(tuple(key_of(value, falling, nulls) for value, (_, falling, nulls) in zip(keys, s.order)), row)
             for row, keys in made]
    keyed.sort(key=lambda one: one[0])
    groups, before = [], None
    for key, row in keyed:
        if not groups or key != before:
            groups.append([])
        groups[-1].append(row)
        before = key
    return groups


# --- which of several paths is not said -----------------------------------------------------

def choice_difference(s, graph, got, budget):
    """What is wrong with the selected paths of `got`; see statements.chosen()."""
    evaluator = Evaluator(graph, budget)
    match = s.matches[0]
    path = match.paths[0]
    found = evaluator.paths(path, not match.repeatable, domains_of(s))
    wanted = Counter()
    for pair in by_ends(found).values():
        for one in sorted(pair, key=lambda one: len(one.edges))[:count_of(path, pair)]:
            if not match.where or evaluator.value(match.where, one.vars) is True:
                wanted[class_of(path, one)] += 1
    rows = Counter(hashable(row) for row in got[1])
    allowed = Counter(hashable([shown(evaluator.value(c.value, one.vars)) for c in s.columns])
                      for one in found)
    if rows - allowed:
        return "paths that are none: %s" % list(rows - allowed)
    counted = Counter((row[0], row[1], row[2] if path.select[0] != "any" else 0) for row in got[1])
    if counted != wanted:
        return "for each pair of ends and length: too many %s, too few %s" % (
            dict(counted - wanted), dict(wanted - counted))
    return None


def count_of(path, pair):
    how, count = path.select
    least = min(len(one.edges) for one in pair)
    return sum(len(one.edges) == least for one in pair) if how == "all" else count


def class_of(path, one):
    length = len(one.edges) if path.select[0] != "any" else 0
    return (one.nodes[0], one.nodes[-1], length)
