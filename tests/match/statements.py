"""Random statements, as trees: every construct of the specification, on the names of graphs.py."""

from graphs import ACTS, LEVELS, MATTERS
from tree import ARROWS, Column, Edge, Group, Match, Node, Path, Statement, Turns, names_of

NODE_LABELS = ["actor", "body", "establishment", "school", "hub_school", "trust", "inspectorate",
               "unit", "inspectorate_unit"]
EDGE_LABELS = ["steering", "partnership", "context", "inspects", "lends", "supports", "meets",
               "twins", "funds", "overlaps"]
NUMBERS = {"node": ["n"], "edge": ["weight", "strength", "grade"]}
OPS = ["=", "<>", "<", "<=", ">", ">="]


def labels_of(random, graph):
    """Labels to write: most often such as the graph has."""
    if random.random() < 0.15:
        return NODE_LABELS, EDGE_LABELS
    there = [label for labels in graph.labels.values() for label in labels if label in NODE_LABELS]
    kinds = [label for edge in graph.edges.values() for label in (edge.kind, edge.group, "context")
             if label in EDGE_LABELS]
    return sorted(there), sorted(kinds) or EDGE_LABELS


class Maker:
    def __init__(self, random, graph):
        self.random, self.taken, self.maybe = random, {}, set()  # maybe: variables of `?`
        self.node_labels, self.edge_labels = labels_of(random, graph)
        self.chance = lambda p: random.random() < p
        self.pick = random.choice

    def fresh(self, kind):
        """A variable that nothing is called yet: nodes a b …, edges e f …, paths p q …"""
        first = {"node": "abcdnrst", "edge": "efghijkl", "path": "pqw"}[kind]
        unused = [letter for letter in first if letter not in self.taken]
        name = unused[0] if unused else "%s%d" % (first[0], len(self.taken))
        self.taken[name] = kind
        return name

    # --- labels -----------------------------------------------------------------------------

    def label(self, names, deep=0):
        turn = self.random.random()
        if deep > 2 or turn < 0.6:
            return ("name", self.pick(names))
        if turn < 0.67:
            return ("any",)
        if turn < 0.8:
            return ("not", self.label(names, deep + 1))
        return (self.pick(["or", "or", "and"]), self.label(names, deep + 1), self.label(names, deep + 1))

    # --- conditions -------------------------------------------------------------------------

    def number(self, var, kind):
        if self.chance(0.1):
            return ("+", ("prop", var, self.pick(NUMBERS[kind])), ("lit", 1))
        return ("prop", var, self.pick(NUMBERS[kind]))

    def about(self, var, kind, others):
        """A condition of one variable, or of it and another of `others` (name: kind)."""
        turn = self.random.random()
        same = [name for name, what in others.items() if what == kind and name != var]
        if same and turn < 0.25:
            other = self.pick(same)
            if kind == "node" and self.chance(0.5):
                return ("cmp", self.pick(["=", "<>"]), ("var", var), ("var", other))
            if kind == "node" and self.chance(0.3):
                return ("cmp", self.pick(OPS), ("prop", var, "level"), ("prop", other, "level"))
            return ("cmp", self.pick(OPS), self.number(var, kind), self.number(other, kind))
        if turn < 0.45:
            return ("cmp", self.pick(OPS), self.number(var, kind), ("lit", self.random.randint(1, 3)))
        if turn < 0.55:
            return ("isnull", ("prop", var, self.pick(NUMBERS[kind])), self.chance(0.5))
        if turn < 0.7:
            labels = self.node_labels if kind == "node" else self.edge_labels
            return ("islabel", var, self.pick(labels), self.pick([" IS ", ":", " IS NOT "]))
        if turn < 0.78:
            return ("in", self.number(var, kind), self.random.sample([1, 2, 3, 4, None], 2))
        if turn < 0.82:
            return ("between", self.number(var, kind), 1, self.random.randint(1, 3))
        return self.about_node(var) if kind == "node" else self.about_edge(var, others)

    def about_node(self, var):
        turn = self.random.random()
        if turn < 0.25:
            return ("prop", var, "flag")
        if turn < 0.5:
            return ("cmp", self.pick(["=", "<>"]), ("prop", var, "word"), ("lit", self.pick(["red", "green"])))
        level = self.pick([self.pick(LEVELS), self.random.randint(1, 3)])
        return ("cmp", self.pick(OPS), ("prop", var, "level"), ("lit", level))

    def about_edge(self, var, others):
        nodes = [name for name, what in others.items() if what == "node"]
        if nodes and self.chance(0.6):
            end = ("prop", var, self.pick(["source", "target"]))
            return ("cmp", self.pick(["=", "<>"]), end, ("var", self.pick(nodes)))
        return ("cmp", self.pick(["=", "<>"]), ("prop", var, "matter"), ("lit", self.pick(MATTERS)))

    def about_list(self, name, others):
        nodes = [other for other, what in others.items() if what == "node"]
        if self.list_kind(name) == "node" and nodes and self.chance(0.5):
            return ("among", self.pick(nodes), name)
        if self.chance(0.5):
            return ("cmp", self.pick(OPS), ("size", ("var", name)), ("lit", self.random.randint(0, 2)))
        return ("cmp", self.pick(OPS), self.inner_fold(name), ("lit", self.random.randint(0, 4)))

    def list_kind(self, name):
        return self.taken[name]

    def inner_fold(self, name):
        kind = self.list_kind(name)
        how = self.pick(["count", "sum", "min", "max", "avg"])
        value = ("prop", name, self.pick(NUMBERS[kind]))
        if how == "count" and self.chance(0.5):
            value = ("var", name)
        return ("inner fold", how, False, value)

    def simple(self, names):
        """A condition of some of `names` (name: node, edge, list or path)."""
        if not names:
            return ("cmp", "=", ("lit", 1), ("lit", 1))
        name = self.pick(sorted(names))
        kind = names[name]
        if kind == "path":
            return ("cmp", self.pick(OPS), ("long", name), ("lit", self.random.randint(0, 3)))
        if kind == "list":
            return self.about_list(name, names)
        return self.about(name, kind, names)

    def condition(self, names, deep=0):
        turn = self.random.random()
        if deep > 1 or turn < 0.55:
            return self.simple(names)
        if turn < 0.65:
            return ("not", self.condition(names, deep + 1))
        op = self.pick(["and", "and", "or", "or", "xor"])
        return (op, self.condition(names, deep + 1), self.condition(names, deep + 1))

    # --- parts of paths ---------------------------------------------------------------------

    def node(self, name=None, rich=True):
        part = Node(var=name)
        if rich and self.chance(0.25):
            part.label = self.label(self.node_labels)
        if rich and self.chance(0.08):
            part.values = [self.pick([("n", self.random.randint(1, 3)), ("flag", self.chance(0.5)),
                                      ("word", "red"), ("level", self.pick(LEVELS))])]
        return part

    def edge(self, name=None):
        part = Edge(var=name, arrow=self.pick(["right", "left", *ARROWS, "left flat right"]))
        if not name and self.chance(0.35):
            part.short = self.pick(ARROWS[part.arrow][1])
            return part
        if self.chance(0.45):
            part.label = self.label(self.edge_labels)
        if self.chance(0.08):
            part.values = [self.pick([("weight", self.random.randint(1, 3)), ("matter", "standards"),
                                      ("grade", self.random.randint(1, 3))])]
        return part

    def turns(self, endless):
        low = self.random.randint(0, 2)
        high = max(1, low + self.random.randint(0, 2))
        choices = [(low or 1, low or 1, "{%d}" % (low or 1)), (low, high, "{%d,%d}" % (low, high)),
                   (0, high, "{,%d}" % high), (0, 1, "?")]
        if endless:
            choices = choices[1:3] + [(0, None, "*"), (1, None, "+"), (low, None, "{%d,}" % low)] * 2
        least, most, text = self.pick(choices)
        return Turns(least=least, most=most, text=text)

    def segment(self, endless, free):
        """An edge, repeated or not, or a path in brackets."""
        turn = self.random.random()
        if turn < (0.25 if endless else 0.6):
            return self.edge(self.fresh("edge") if self.chance(0.6) else None)
        if turn < 0.8:
            part = self.edge(self.fresh("edge") if self.chance(0.6) else None)
            part.turns = self.turns(endless)
            return part
        return self.group(endless, free)

    def group(self, endless, free):
        single = self.chance(0.3)
        first, last = [self.fresh("node") if self.chance(0.6) else None for _ in range(2)]
        if first and self.chance(0.1):
            last = first
        parts = [self.edge(self.fresh("edge") if self.chance(0.6) else None)]
        if first or self.chance(0.5):
            parts.insert(0, self.node(first))
        if self.chance(0.25):
            parts += [self.node(), self.edge()]
        if last or self.chance(0.5):
            parts.append(self.node(last, rich=last != first))
        part = Group(parts=parts, turns=None if single else self.turns(endless))
        if part.turns and part.turns.text == "?":
            self.maybe |= set(names_of(parts))
        names = {**free, **names_of(parts)}
        if names and self.chance(0.5):
            part.where = self.condition(names)
        return part

    def path(self, known, length, endless=False, plain_ends=False):
        """`known`: variables for nodes that are there already."""
        path, parts = Path(), []
        names = {}
        for i in range(length + 1):
            last = i in (0, length)
            if plain_ends and last or self.chance(0.9 if last else 0.75):
                parts.append(self.node(self.node_name({**known, **names}, plain_ends and last)))
                names.update(names_of(parts[-1:]))
            if i < length:
                parts.append(self.segment(endless, dict(names)))
                if isinstance(parts[-1], Group) and not parts[-1].turns:
                    names.update({k: v for k, v in names_of(parts[-1:]).items() if v == "node"})
        path.parts = parts or [self.node()]
        self.conditions(path)
        return path

    def sharing(self, endless):
        """Repeated edges that follow each other and can share what they match in several ways."""
        path, first = Path(), self.edge()
        parts = [self.node(self.fresh("node") if self.chance(0.5) else None), first]
        for _ in range(self.pick([1, 1, 2])):
            if self.chance(0.4):
                parts.append(self.node(self.fresh("node") if self.chance(0.3) else None))
            parts.append(self.edge(self.fresh("edge") if self.chance(0.3) else None))
            parts[-1].arrow = first.arrow if not parts[-1].short else parts[-1].arrow
        parts.append(self.node(self.fresh("node") if self.chance(0.5) else None))
        for part in parts:
            if isinstance(part, Edge):
                part.turns = self.turns(endless)
                if part.var and part.turns.text == "?":
                    self.maybe.add(part.var)
        path.parts = parts
        self.conditions(path)
        return path

    def node_name(self, known, always):
        nodes = [name for name, kind in known.items() if kind == "node"]
        if nodes and self.chance(0.3):
            return self.pick(nodes)
        return self.fresh("node") if always or self.chance(0.75) else None

    def conditions(self, path):
        """Conditions of nodes and edges, of themselves and of the single variables of the path."""
        names = {k: v for k, v in names_of(path.parts).items() if v != "list"}
        for part in path.parts:
            if isinstance(part, Group) or part.var is None or not self.chance(0.12):
                continue
            others = names if self.chance(0.3) else {}
            part.where = self.about(part.var, "node" if isinstance(part, Node) else "edge",
                                    {} if getattr(part, "turns", None) else others)

    # --- statements -------------------------------------------------------------------------

    def statement(self):
        kind = self.random.random()
        if kind < 0.1:
            return self.with_records()
        s = Statement(begin=self.pick(["MATCH ", ""]))
        if kind < 0.35:
            s.matches = [self.selected_match({})]
        else:
            s.matches = [self.plain_match({})]
        self.finish(s)
        return s

    def finish(self, s):
        names = names_of_match(s.matches[0])
        while self.chance(0.2) and len(s.matches) < 3:
            more = self.selected_match(names) if self.chance(0.15) else self.plain_match(names, True)
            more.optional = True
            s.matches.append(more)
            names = {**names_of_match(more), **names}
        if self.chance(0.15 if len(s.matches) > 1 else 0.05):
            s.filter = self.condition(names)
        if self.chance(0.75):
            self.columns(s, names)
        if s.begin == "" and starts_with_edge(s):
            s.begin = "MATCH "

    def plain_match(self, known, few=False):
        match = Match(repeatable=self.pick([None, None, None, False, True, True]))
        count = self.pick([1, 1, 1, 2] if few else [1, 1, 1, 1, 2, 2, 3])
        names = dict(known)
        for _ in range(count):
            joined = {name: kind for name, kind in names.items() if name not in self.maybe}
            length = self.random.randint(1, 3 if count == 1 else 2)
            mode = self.pick([None, None, "walk", "trail", "acyclic", "simple"])
            endless = mode not in (None, "walk") and self.chance(0.5)
            path = self.sharing(endless) if self.chance(0.1) else \
                self.path(joined, 1 if few and self.chance(0.6) else length, endless)
            path.mode = mode
            self.named(path, 0.2)
            match.paths = [*match.paths, path]
            names.update(names_of_path(path))
        if self.chance(0.4):
            match.where = self.condition(names)
        return match

    def named(self, path, chance):
        if self.chance(chance):
            path.name = self.fresh("path")

    def select(self, path):
        k = self.random.randint(1, 3)
        path.select, path.select_text = self.pick([
            (("any", 1), "ANY"), (("any", k), "ANY %d" % k), (("shortest", 1), "ANY SHORTEST"),
            (("all", None), "ALL SHORTEST"), (("all", None), "ALL SHORTEST"),
            (("shortest", k), "SHORTEST %d" % k)])

    def selected_match(self, known):
        match = Match(repeatable=self.pick([None, False, True]))
        ends = {k: v for k, v in known.items() if v == "node" and k not in self.maybe}
        path = self.path({} if not ends else {self.pick(sorted(ends)): "node"},
                         self.pick([1, 1, 1, 2]), True, True)
        self.select(path)
        path.mode = self.pick([None, None, "walk", "trail", "acyclic", "simple"])
        if path.select[0] == "any" and path.mode in (None, "walk"):
            path.mode = "trail"
        self.named(path, 0.6)
        match.paths = [path]
        if match.repeatable and self.chance(0.3):
            both = {name: "node" for name in end_names(path)}
            match.paths.append(self.path(both, 1))
        names = {**known, **names_of_match(match)}
        if self.chance(0.3):
            match.where = self.condition(names)
        return match

    # --- columns ----------------------------------------------------------------------------

    def columns(self, s, names):
        if names and self.chance(0.1):
            s.star = True
            s.distinct = self.chance(0.3)
            return
        folds = self.chance(0.35)
        s.columns = []
        for i in range(self.random.randint(1, 3)):
            column = self.folded(names) if folds and self.chance(0.6) else self.column(names)
            column.name = "c%d" % i
            s.columns.append(column)
        folds = any(column.folds for column in s.columns)
        s.distinct = not folds and self.chance(0.3)
        if folds and self.chance(0.3):
            s.having = ("cmp", self.pick(OPS), ("fold", "count", False, None), ("lit", self.random.randint(1, 3)))
        self.order(s, names, folds)
        if self.chance(0.15):
            s.offset = self.random.randint(0, 3)
        if self.chance(0.2):
            s.limit = self.random.randint(0, 4)

    def column(self, names):
        if not names:
            return Column(value=("lit", self.pick([1, True, "x"])))
        name = self.pick(sorted(names))
        kind = names[name]
        if kind == "path":
            return Column(value=(self.pick(["nodes", "edges", "long"]), name))
        if kind == "list":
            inner = self.list_kind(name)
            return Column(value=self.pick([("var", name), ("size", ("var", name)), self.inner_fold(name),
                                           ("prop", name, self.pick(NUMBERS[inner] + ["id"]))]))
        if self.chance(0.2):
            return Column(value=self.condition(names))
        more = ["id", "level", "word", "flag"] if kind == "node" else ["id", "kind", "class", "matter"]
        return Column(value=self.pick([("var", name), ("prop", name, self.pick(NUMBERS[kind] + more))]))

    def folded(self, names):
        singles = {k: v for k, v in names.items() if v in ("node", "edge")}
        if not singles or self.chance(0.3):
            return Column(value=("fold", "count", False, None), folds=True)
        name = self.pick(sorted(singles))
        how = self.pick(["count", "count", "sum", "avg", "min", "max", "collect_list"])
        value = ("prop", name, self.pick(NUMBERS[singles[name]]))
        if how in ("count", "collect_list") and self.chance(0.4):
            value = ("var", name)
        if how in ("min", "max") and singles[name] == "node" and self.chance(0.5):
            value = ("prop", name, self.pick(["level", "word"]))
        distinct = how in ("count", "sum", "collect_list", "avg") and self.chance(0.3)
        return Column(value=("fold", how, distinct, value), folds=True)

    def order(self, s, names, folds):
        sortable = [column for column in s.columns if column.value[0] in
                    ("prop", "fold", "long", "size", "inner fold") and self.is_one(column.value, names)]
        keys = [("var", column.name) for column in sortable]
        singles = [name for name, kind in names.items() if kind == "node"]
        if singles and not folds and not s.distinct:
            keys += [("prop", self.pick(singles), self.pick(["n", "id", "level", "word", "flag"]))]
        if folds:
            keys.append(("fold", "count", False, None))
        if keys and self.chance(0.45):
            chosen = self.random.sample(keys, self.random.randint(1, min(2, len(keys))))
            s.order = [(key, self.chance(0.4), self.pick(["FIRST", "LAST"])) for key in chosen]

    def is_one(self, value, names):
        if value[0] == "prop":
            return names[value[1]] != "list"
        return value[1] != "collect_list"

    # --- acts and absences ------------------------------------------------------------------

    def with_records(self):
        if self.chance(0.4):
            record, roles, label = "absence", ["source", "target"], ("name", "absence")
        else:
            record, roles = "act", ["broker", "for", "with"]
            label = self.pick([("name", "brokerage"), ("name", self.pick(ACTS)),
                               ("and", ("name", "brokerage"), ("not", ("name", ACTS[0])))])
        middle = Node(var=self.fresh("node"), label=label)
        first, second = self.node(self.fresh("node")), self.node(self.node_name({}, True))
        parts = [first, self.role(roles, "left"), middle, self.role(roles, "right"), second]
        if self.chance(0.2):
            parts[4].var = first.var
        if self.chance(0.3):
            parts = parts[2:]
        match = Match(paths=[Path(parts=parts)], repeatable=self.pick([None, True]))
        if self.chance(0.4):
            match.paths.append(self.path({name: "node" for name in names_of(parts) if name != middle.var}, 1))
        s = Statement(begin="MATCH ", matches=[match])
        key = "what" if record == "absence" else self.pick(["outcome", "kind"])
        if self.chance(0.3):
            s.columns = [Column(value=("prop", middle.var, key), name="c0"),
                         Column(value=("fold", "count", False, None), name="c1", folds=True)]
        elif self.chance(0.3):
            match.where = ("isnull", ("prop", middle.var, key), self.chance(0.5))
        return s

    def role(self, roles, arrow):
        label = ("name", self.pick(roles))
        if self.chance(0.2):
            label = ("or", label, ("name", self.pick(roles)))
        return Edge(arrow=arrow if self.chance(0.8) else "left flat right", label=label)


def names_of_path(path):
    return {**({path.name: "path"} if path.name else {}), **names_of(path.parts)}


def names_of_match(match):
    found = {}
    for path in match.paths:
        found.update({k: v for k, v in names_of_path(path).items() if k not in found})
    return found


def end_names(path):
    return [part.var for part in (path.parts[0], path.parts[-1]) if isinstance(part, Node) and part.var]


def starts_with_edge(s):
    first = s.matches[0].paths[0]
    return not (first.name or first.select or first.mode or s.matches[0].repeatable is not None) and \
        isinstance(first.parts[0], Edge)


def choice(random, graph):
    """A statement that selects paths of which it is not said which."""
    maker = Maker(random, graph)
    path = maker.path({}, maker.pick([1, 1, 2]), True, True)
    maker.select(path)
    path.mode = maker.pick([None, "walk", "trail", "acyclic", "simple"])
    if path.select[0] == "any" and path.mode in (None, "walk"):
        path.mode = "trail"
    path.name = maker.fresh("path")
    s = chosen(path, maker.pick([None, True]))
    if maker.chance(0.4):
        names = {name: "node" for name in end_names(path)}
        if path.select[0] != "any":
            names[path.name] = "path"
        s.matches[0].where = maker.condition(names)
    return s


def chosen(path, repeatable):
    """What is returned are the ends, nodes and edges of a path, so that what must hold of them can be told."""
    ends = end_names(path)
    values = [("var", ends[0]), ("var", ends[1]), ("long", path.name), ("nodes", path.name), ("edges", path.name)]
    values += [("var", name) for name in names_of(path.parts) if name not in ends]
    return Statement(begin="MATCH ", matches=[Match(paths=[path], repeatable=repeatable)],
                     columns=[Column(value=value, name="c%d" % i) for i, value in enumerate(values)])
