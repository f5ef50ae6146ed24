"""Small documents for patterns to be matched on, and the graph that a pattern sees of one: mixed
directions, parallel ties, loops, subtypes, missing values, acts and absences."""

TYPES = {
    "actor": None, "body": "actor", "establishment": "actor", "school": "establishment",
    "hub_school": "school", "trust": "body", "inspectorate": "body", "unit": "body",
    "inspectorate_unit": "unit",
}
USED_TYPES = ["school", "school", "hub_school", "trust", "inspectorate", "inspectorate_unit"]

# kind: class, directed
KINDS = {
    "inspects": ("steering", True), "lends": ("steering", True), "supports": ("partnership", True),
    "meets": ("partnership", False), "twins": ("partnership", False), "funds": ("context", True),
    "overlaps": ("context", False),
}
ACTS = ["introduces", "convenes"]
LEVELS = ["low", "mid", "high"]
VOCABULARY = {
    "node_types": [{"name": "hub_school", "is_a": "school"}],
    "edge_kinds": [{"name": "lends", "class": "steering", "directed": True},
                   {"name": "twins", "class": "partnership", "directed": False}],
    "properties": [{"name": "n", "type": "integer"}, {"name": "flag", "type": "boolean"},
                   {"name": "word", "type": "text"}, {"name": "grade", "type": "integer"},
                   {"name": "level", "type": "category", "levels": LEVELS, "ordered": True}],
}
TIES = {"weight": [1, 2, 3], "strength": [1, 2, 3]}
MATTERS = ["standards", "finance"]


class Level:
    """A value of an ordered category: compared by rank, shown by name."""

    def __init__(self, name):
        self.name, self.rank = name, LEVELS.index(name) + 1


class Edge:
    def __init__(self, id, kind, group, directed, source, target, values, party=False):
        self.id, self.kind, self.group, self.directed = id, kind, group, directed
        self.source, self.target, self.values, self.party = source, target, values, party


class Graph:
    """Nodes with labels and values, edges, and for each node the edges at it."""

    def __init__(self, document):
        self.labels, self.values, self.domain, self.edges, self.at = {}, {}, {}, {}, {}
        for node in document["nodes"]:
            self.add(node["id"], "actor", lineage(node["type"]), values_of(node, "type"))
        for act in document.get("brokerages", []):
            self.add(act["id"], "act", {"brokerage", act["kind"]}, values_of(act, "kind"))
            for role in ("broker", "for", "with"):
                self.party(act["id"], role, act[role])
        for gap in document.get("absences", []):
            self.add(gap["id"], "absence", {"absence"}, values_of(gap))
            for role in ("source", "target"):
                self.party(gap["id"], role, gap[role])
        for edge in document["edges"]:
            group, directed = KINDS[edge["kind"]]
            values = values_of(edge, "kind")
            values["class"] = group
            self.join(Edge(edge["id"], edge["kind"], group, directed, edge["source"],
                           edge["target"], values))

    def add(self, id, domain, labels, values):
        self.labels[id], self.domain[id], self.values[id], self.at[id] = labels, domain, values, []

    def party(self, record, role, node):
        self.join(Edge((record, role), role, None, True, record, node, {}, party=True))

    def join(self, edge):
        self.edges[edge.id] = edge
        for end in {edge.source, edge.target}:
            self.at[end].append(edge)


def lineage(type):
    found = set()
    while type:
        found.add(type)
        type = TYPES[type]
    return found


def values_of(record, *more):
    values = dict(record.get("properties", {}))
    for key in ("id", "weight", "strength", "matter", "what", "outcome", *more):
        if key in record:
            values[key] = record[key]
    if "level" in values:
        values["level"] = Level(values["level"])
    return values


def random_document(random, nodes=None, ties=None):
    nodes = random.randint(2, 7) if nodes is None else nodes
    ties = random.randint(0, 12) if ties is None else ties
    ids = ["n%d" % (i + 1) for i in range(nodes)]
    document = {
        "polity": "1.0", "title": "made at random", "vocabulary": VOCABULARY,
        "nodes": [random_node(random, id) for id in ids],
        "edges": random_ties(random, ids, ties),
    }
    if random.random() < 0.4:
        add_records(random, document, ids)
    return document


def random_node(random, id):
    values = {}
    if random.random() < 0.7:
        values["n"] = random.randint(1, 3)
    if random.random() < 0.6:
        values["flag"] = random.random() < 0.5
    if random.random() < 0.6:
        values["word"] = random.choice(["red", "green", "blue"])
    if random.random() < 0.6:
        values["level"] = random.choice(LEVELS)
    return {"id": id, "type": random.choice(USED_TYPES), "properties": values}


def random_ties(random, ids, count):
    kinds = random.sample(sorted(KINDS), random.randint(1, len(KINDS)))
    return [random_tie(random, "e%d" % (i + 1), ids, kinds) for i in range(count)]


def random_tie(random, id, ids, kinds):
    source = random.choice(ids)
    target = source if random.random() < 0.08 else random.choice(ids)
    tie = {"id": id, "kind": random.choice(kinds), "source": source, "target": target}
    for name, choices in TIES.items():
        if random.random() < 0.5:
            tie[name] = random.choice(choices)
    if random.random() < 0.4:
        tie["matter"] = random.choice(MATTERS)
    if random.random() < 0.4:
        tie["properties"] = {"grade": random.randint(1, 3)}
    return tie


def add_records(random, document, ids):
    if len(ids) > 2:
        document["brokerages"] = [random_act(random, "b%d" % (i + 1), ids)
                                  for i in range(random.randint(1, 3))]
    document["absences"] = [random_absence(random, "a%d" % (i + 1), ids)
                            for i in range(random.randint(1, 2))]


def random_act(random, id, ids):
    broker, one, other = random.sample(ids, 3)
    act = {"id": id, "kind": random.choice(ACTS), "broker": broker, "for": one, "with": other}
    if random.random() < 0.5:
        act["outcome"] = random.choice(["running", "refused"])
    return act


def random_absence(random, id, ids):
    source, target = random.sample(ids, 2)
    return {"id": id, "class": "partnership", "what": random.choice(["contact", "help"]),
            "source": source, "target": target}
