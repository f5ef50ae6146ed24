"""What a pattern means, by enumeration: the specification and nothing clever.

Every path of the graph that the parts of a pattern can follow is made; conditions are decided when
a path is whole. Values are Python's, NULL is None, a node or edge is ("node", id) or ("edge", id), a
path ("path", nodes, edges), several values a list. A condition is True, False or None."""

import itertools
from collections import Counter, namedtuple

from graphs import Level
from tree import Edge, Group, Node, names_of, names_of_statement

PARTY = {"broker", "for", "with", "source", "target"}
LONGEST, ENDLESS = 9, 12  # edges of a path, and of a walk without an end
ACT = {"brokerage", "introduces", "convenes"}


class TooMuch(Exception):
    """More than can be enumerated in a test."""


class Unclear(Exception):
    """The answer is not determined: which of equal paths are selected, how ties are cut."""


# What has been followed: variables of this turn, conditions to be decided, and where which name is.
State = namedtuple("State", "nodes edges vars todo marks")
# A whole path; `way`: what makes it another match than those with the same nodes and edges.
Found = namedtuple("Found", "nodes edges vars todo way")


# --- conditions -----------------------------------------------------------------------------

def rank(value, beside):
    """An ordered category is compared by rank with a number or a level's name."""
    if isinstance(value, Level):
        return value.rank
    if isinstance(beside, Level) and isinstance(value, str):
        return Level(value).rank
    return value


def compare(op, a, b):
    if a is None or b is None:
        return None
    a, b = rank(a, b), rank(b, a)
    return {"=": lambda: a == b, "<>": lambda: a != b, "<": lambda: a < b, "<=": lambda: a <= b,
            ">": lambda: a > b, ">=": lambda: a >= b}[op]()


def both(a, b):
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def opposite(a):
    return None if a is None else not a


class Evaluator:
    def __init__(self, graph, budget=40000):
        self.graph, self.left, self.loose = graph, budget, False

    def spend(self, steps=1):
        self.left -= steps
        if self.left < 0:
            raise TooMuch

    # --- values -----------------------------------------------------------------------------

    def property(self, value, name):
        if value is None:
            return None
        if isinstance(value, list):
            return [self.property(each, name) for each in value]
        kind, id = value
        if kind == "node":
            return self.graph.values[id].get(name)
        edge = self.graph.edges[id]
        if name in ("source", "target"):
            return ("node", getattr(edge, name))
        return edge.values.get(name)

    def is_label(self, value, label):
        if value is None:
            return None
        kind, id = value
        if kind == "node":
            return label in self.graph.labels[id]
        edge = self.graph.edges[id]
        return label in (edge.kind, edge.group)

    def value(self, c, env):
        what = c[0]
        if what == "lit":
            return c[1]
        if what == "var":
            return env[c[1]]
        if what == "prop":
            return self.property(env[c[1]], c[2])
        if what == "cmp":
            return compare(c[1], self.value(c[2], env), self.value(c[3], env))
        if what == "and":
            return both(self.value(c[1], env), self.value(c[2], env))
        if what == "or":
            return opposite(both(opposite(self.value(c[1], env)), opposite(self.value(c[2], env))))
        if what == "xor":
            return compare("<>", self.value(c[1], env), self.value(c[2], env))
        if what == "not":
            return opposite(self.value(c[1], env))
        if what == "isnull":
            return (self.value(c[1], env) is None) != c[2]
        if what == "islabel":
            found = self.is_label(env[c[1]], c[2])
            return opposite(found) if "NOT" in c[3] else found
        if what == "+":
            a, b = self.value(c[1], env), self.value(c[2], env)
            return None if a is None or b is None else a + b
        if what == "in":
            return self.among(self.value(c[1], env), c[2])
        if what == "among":
            return self.among(env[c[1]], env[c[2]])
        if what == "between":
            a = self.value(c[1], env)
            return both(compare(">=", a, c[2]), compare("<=", a, c[3]))
        return self.of_several(c, env)

    def of_several(self, c, env):
        what = c[0]
        if what == "inner fold":
            values = self.value(c[3], env)
            return fold(c[1], c[2], values or [])
        several = self.value(c[1], env) if what == "size" else env[c[1]]
        if several is None:
            return None
        if what == "size":
            return len(several)
        if what == "long":
            return len(several[2])
        kind, place = {"nodes": ("node", 1), "edges": ("edge", 2)}[what]
        return [(kind, id) for id in several[place]]

    def among(self, value, values):
        if values is None:
            return None
        answer = False
        for each in values:
            same = compare("=", value, each)
            answer = opposite(both(opposite(answer), opposite(same)))
        return answer

    def holds(self, conditions, env):
        """Conditions with the variables of one turn each, under the variables of the match."""
        return all(self.value(c, {**env, **inner}) is True for c, inner in conditions)

    # --- labels -----------------------------------------------------------------------------

    def node_fits(self, id, label, domain):
        if self.graph.domain[id] != domain:
            return False
        return label is None or label_fits(label, self.graph.labels[id])

    def edge_fits(self, edge, label):
        named = label_names(label) if label else set()
        if edge.party:
            return edge.kind in named and label_fits(label, {edge.kind})
        if edge.group == "context" and not named & {"%", "context", edge.kind}:
            return False
        return label is None or label_fits(label, {edge.kind, edge.group})

    # --- paths ------------------------------------------------------------------------------

    def paths(self, path, different, domains):
        """Every match of one path pattern: mode first, then conditions, then selection."""
        self.modes = {path.mode or "walk", "trail" if different else "walk"}
        self.domains = domains
        self.endless = self.modes == {"walk"} and has_no_end(path.parts)
        self.longest, self.cut = self.enough(path) if self.endless else LONGEST, False
        found = []
        for state in self.follow(path.parts, State((), (), {}, (), ())):
            vars = dict(state.vars)
            if path.name:
                vars[path.name] = ("path", state.nodes, state.edges)
            found.append(self.decided(state, vars, path.select))
        found = different_ways(found)
        if self.cut:
            self.whole(path, found)
        return found

    def enough(self, path):
        """A length within which there is a walk between two ends if there is one at all: no node
        twice at the same part of the pattern."""
        longest = len(self.graph.labels) * (1 + sum(map(edges_of, path.parts)))
        if longest > ENDLESS:
            raise TooMuch
        return longest

    def whole(self, path, found):
        """Of endless walks enough have been made if each pair of ends that has one has k."""
        least = path.select[1] or 1
        if any(len(pair) < least for pair in by_ends(found).values()):
            raise TooMuch

    def decided(self, state, vars, select):
        """Without what can be decided here; None if that does not hold. What names variables of
        other paths is left for later."""
        now = [(c, inner) for c, inner in state.todo if select or names_in(c) <= {*vars, *inner}]
        later = tuple(one for one in state.todo if one not in now)
        if not self.holds(now, vars):
            return None
        return Found(state.nodes, state.edges, vars, later, (state.nodes, state.edges, state.marks))

    def follow(self, parts, state):
        if not parts:
            yield state
            return
        step = {Node: self.at_node, Edge: self.along, Group: self.group}[type(parts[0])]
        for after in step(parts[0], state):
            yield from self.follow(parts[1:], after)

    def at_node(self, part, state):
        starts = state.nodes[-1:] or self.graph.labels
        domain = self.domains.get(part.var, "actor")
        for id in starts:
            self.spend()
            if self.node_fits(id, part.label, domain):
                after = state if state.nodes else state._replace(nodes=(id,))
                yield from self.bound(part, ("node", id), after)

    def bound(self, part, value, state):
        """The state with a variable bound, if it is free or stands for the same already."""
        vars = state.vars
        if part.var:
            if vars.get(part.var, value) != value:
                return
            vars = {**vars, part.var: value}
            mark = (part.var, len(state.nodes), value[0])
            state = state._replace(vars=vars, marks=state.marks + (mark,))
        yield state._replace(todo=state.todo + conditions_of(part, value, vars))

    def along(self, part, state):
        if part.turns:
            yield from self.turns(Group(parts=(Edge(**{**vars(part), "turns": None}),),
                                        turns=part.turns), state)
            return
        if not state.nodes:
            for started in self.at_node(Node(), state):
                yield from self.along(part, started)
            return
        for edge, other in self.ways(state.nodes[-1], part.arrow):
            self.spend()
            if not self.edge_fits(edge, part.label):
                continue
            after = state._replace(nodes=state.nodes + (other,), edges=state.edges + (edge.id,))
            if self.may_go(after):
                yield from self.bound(part, ("edge", edge.id), after)

    def ways(self, id, arrow):
        """Edges and other ends, each once."""
        arrows, found = arrow.split(), []
        for edge in self.graph.at[id]:
            if not edge.directed and "flat" in arrows:
                found.append((edge, edge.target if edge.source == id else edge.source))
            if edge.directed and (edge.source == id and "right" in arrows):
                found.append((edge, edge.target))
            elif edge.directed and (edge.target == id and "left" in arrows):
                found.append((edge, edge.source))
        return found

    def may_go(self, state):
        """Whether the beginning of a path keeps to the modes; that a longer one does not follows."""
        if len(state.edges) > self.longest:
            if not self.endless:
                raise TooMuch
            self.cut = True
            return False
        twice = lambda these: len(set(these)) < len(these)
        return not ("trail" in self.modes and twice(state.edges) or
                    "acyclic" in self.modes and twice(state.nodes) or
                    "simple" in self.modes and (twice(state.nodes[1:]) or twice(state.nodes[:-1])))

    def group(self, part, state):
        if part.turns:
            if not state.nodes:
                for started in self.at_node(Node(), state):
                    yield from self.turns(part, started)
            else:
                yield from self.turns(part, state)
            return
        for after in self.follow(part.parts, state):
            todo = ((part.where, after.vars),) if part.where else ()
            yield after._replace(todo=after.todo + todo)

    def turns(self, part, state):
        if not state.nodes:
            for started in self.at_node(Node(), state):
                yield from self.turns(part, started)
            return
        yield from self.turn(part, state, [])

    def turn(self, part, state, done):
        if len(done) >= part.turns.least:
            yield state._replace(vars={**state.vars, **gathered(part, done)})
        if part.turns.most is not None and len(done) >= part.turns.most:
            return
        for after in self.follow(part.parts, state._replace(vars={})):
            todo = ((part.where, after.vars),) if part.where else ()
            yield from self.turn(part, after._replace(vars=state.vars, todo=after.todo + todo),
                                 done + [after.vars])

    # --- selection --------------------------------------------------------------------------

    def selected(self, path, found):
        """The paths that are selected; Unclear if it may be others."""
        if not path.select or self.loose:
            return found
        chosen = []
        for pair in by_ends(found).values():
            chosen += choose(path.select, pair)
        return chosen

    # --- matches ----------------------------------------------------------------------------

    def match(self, match, domains, envs):
        """The rows that a MATCH makes of those before it."""
        different = not match.repeatable
        each = []
        for path in match.paths:
            each.append(self.selected(path, self.paths(path, different, domains)))
        whole = list(self.joined(each, different))
        names = [name for path in match.paths for name in (path.name, *names_of(path.parts)) if name]
        rows = []
        for env in envs:
            ways = {}
            for vars, todo, way in whole:
                row = self.beside(env, vars, todo, match.where)
                if row is not None:
                    ways[way] = row
            made = list(ways.values())
            if match.optional and not made:
                made = [{**{name: None for name in names}, **env}]
            rows += made
        return rows

    def joined(self, each, different):
        for several in itertools.product(*each):
            self.spend()
            edges = [edge for one in several for edge in one.edges]
            if different and len(set(edges)) < len(edges):
                continue
            vars = {}
            if all(unite(vars, one.vars) for one in several):
                yield vars, [c for one in several for c in one.todo], tuple(one.way for one in several)

    def beside(self, env, vars, todo, where):
        """The row of a match with what is bound before it, None if they do not go together."""
        self.spend()
        vars = dict(vars)
        if not unite(vars, env):
            return None
        if where:
            todo = todo + [(where, {})]
        return vars if self.holds(todo, vars) else None

    # --- statements -------------------------------------------------------------------------

    def rows(self, s, loose=False):
        """Matches; `loose`: of all paths, whether selected or not."""
        self.loose = loose
        domains, envs = domains_of(s), [{}]
        for match in s.matches:
            envs = self.match(match, domains, envs)
        if s.filter:
            envs = [env for env in envs if self.value(s.filter, env) is True]
        return envs

    def answer(self, s):
        """Rows as lists of (values, keys of order), before OFFSET and LIMIT."""
        envs = self.rows(s)
        names = names_of_statement(s)
        if s.star or not s.columns:
            if not names:
                return [([len(envs)], [])]
            values = [[env[name] for name in names] for env in envs]
            made = [(row, self.keys(s, env, {})) for row, env in zip(values, envs)]
        elif any(column.folds for column in s.columns) or s.having:
            made = self.folded(s, envs)
        else:
            made = []
            for env in envs:
                row = [self.value(column.value, env) for column in s.columns]
                made.append((row, self.keys(s, env, dict(zip(names_of_columns(s), row)))))
        return distinct(made) if s.distinct else made

    def keys(self, s, env, columns):
        return [columns[c[1]] if c[0] == "var" and c[1] in columns else self.value(c, env)
                for c, _, _ in s.order]

    def folded(self, s, envs):
        groups = {}
        for env in envs:
            key = tuple(shown(self.value(column.value, env)) for column in s.columns if not column.folds)
            groups.setdefault(key, []).append(env)
        if not groups and all(column.folds for column in s.columns):
            groups[()] = []
        made = []
        for members in groups.values():
            row = [self.of_group(column.value, members) for column in s.columns]
            columns = dict(zip(names_of_columns(s), row))
            keys = [columns[c[1]] if c[0] == "var" and c[1] in columns else self.of_group(c, members)
                    for c, _, _ in s.order]
            if not s.having or self.of_group(s.having, members) is True:
                made.append((row, keys))
        return made

    def of_group(self, c, members):
        if c[0] == "cmp":
            return compare(c[1], self.of_group(c[2], members), self.of_group(c[3], members))
        if c[0] == "lit":
            return c[1]
        if c[0] != "fold":
            return self.value(c, members[0])
        if c[3] is None:
            return len(members)
        return fold(c[1], c[2], [self.value(c[3], env) for env in members])


# --- small things ---------------------------------------------------------------------------

def conditions_of(part, value, vars):
    """The property map and the condition of a node or edge; "" stands for itself."""
    made = [(("cmp", "=", ("prop", "", name), ("lit", wanted)), {"": value})
            for name, wanted in part.values]
    if part.where:
        made.append((part.where, vars))
    return tuple(made)


def has_no_end(parts):
    return any(part.turns and part.turns.most is None for part in parts if not isinstance(part, Node))


def edges_of(part):
    """Edges of a part, as often as it has to be followed, and once more if it need not end."""
    if isinstance(part, Node):
        return 0
    once = 1 if isinstance(part, Edge) else sum(map(edges_of, part.parts))
    if not part.turns:
        return once
    return once * (max(part.turns.least, 1) if part.turns.most is None else part.turns.most)


def gathered(part, done):
    names = names_of(part.parts)
    if part.turns.text == "?":
        return {name: done[0][name] if done else None for name in names}
    return {name: [one[name] for one in done] for name in names}


def unite(into, vars):
    """Whether both give equal values (not NULL) to the names they share; `into` has all then."""
    for name, value in vars.items():
        if name in into and (value is None or into[name] != value):
            return False
        into[name] = value
    return True


def label_names(label, asked=True):
    """Labels that a label asks for; what is behind ! is not asked for, behind two it is."""
    if label[0] in ("name", "any"):
        return {label[1] if label[0] == "name" else "%"} if asked else set()
    asked = asked != (label[0] == "not")
    return set().union(*(label_names(part, asked) for part in label[1:]))


def label_fits(label, labels):
    kind = label[0]
    if kind == "name":
        return label[1] in labels
    if kind == "any":
        return True
    if kind == "not":
        return not label_fits(label[1], labels)
    fits = [label_fits(part, labels) for part in label[1:]]
    return all(fits) if kind == "and" else any(fits)


def names_in(c):
    """Variables that a condition names."""
    what = c[0]
    if what in ("prop", "var", "islabel", "nodes", "edges", "long"):
        return {c[1]}
    if what == "among":
        return {c[1], c[2]}
    found = set()
    for part in c[1:]:
        if isinstance(part, tuple) and part and isinstance(part[0], str) and what != "in":
            found |= names_in(part)
    return found | (names_in(c[1]) if what == "in" else set())


def domains_of(s):
    """Variables that stand for acts or absences, as one of their labels says."""
    found = {}
    for match in s.matches:
        for path in match.paths:
            for part in path.parts:
                if isinstance(part, Node) and part.var and part.label:
                    named = label_names(part.label)
                    if named & ACT:
                        found[part.var] = "act"
                    if "absence" in named:
                        found[part.var] = "absence"
    return found


def different_ways(found):
    """Matches that differ in their path or in where a variable is: one of each."""
    return list({(one.way, one.todo and id(one)): one for one in found if one}.values())


def by_ends(found):
    pairs = {}
    for one in found:
        pairs.setdefault((one.nodes[0], one.nodes[-1]), []).append(one)
    return pairs


def choose(select, pair):
    """Of the paths between two ends; Unclear where which is not said."""
    how, count = select
    pair = sorted(pair, key=lambda one: len(one.edges))
    lengths = [len(one.edges) for one in pair]
    if how == "all":
        return [one for one in pair if len(one.edges) == lengths[0]]
    if len(pair) > count and (how == "any" or lengths[count - 1] == lengths[count]):
        raise Unclear
    return pair[:count]


def fold(name, distinct, values):
    values = [value for value in values if value is not None]
    if distinct:
        values = list({shown(value): value for value in values}.values())
    if name == "count":
        return len(values)
    if name == "collect_list":
        return values
    if name == "sum":
        return sum(values)
    if not values:
        return None
    if name == "avg":
        return sum(values) / len(values)
    return {"min": min, "max": max}[name](values, key=order_of)


def order_of(value):
    return value.rank if isinstance(value, Level) else value


def names_of_columns(s):
    return [column.name for column in s.columns]


def distinct(made):
    return list({tuple(map(identity, row)): (row, keys) for row, keys in made}.values())


def identity(value):
    return value if isinstance(value, tuple) else shown(value)


def shown(value):
    """A value as it is compared with what the command writes."""
    if isinstance(value, Level):
        return value.name
    if isinstance(value, list):
        return "[%s]" % ", ".join(show_in_list(each) for each in value)
    if isinstance(value, tuple):
        return "(path)" if value[0] == "path" else value[1]
    if isinstance(value, float):
        return round(value, 9)
    return value


def show_in_list(value):
    value = shown(value)
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def multiset(rows):
    return Counter(tuple(row) for row in rows)
