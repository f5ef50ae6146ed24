"""Patterns over a country's network, asked of polity, python-igraph and networkx.

usage: match.py BENCH_MATCH kinds.def NAME=DOCUMENT.json...

Each library holds the network before a question is timed: polity as a view, the others as a
graph with the types of nodes and the kinds and classes of ties as attributes. The libraries are
asked in turn, round after round; of the others each question is written in two ways, and the
faster one counts. Times are of the processor. Prints a line a question and library, and fails where answers differ.
"""
import collections
import gc
import json
import os
import re
import statistics
import subprocess
import sys
import time

import igraph
import networkx

ROUNDS, REPEATS = 5, 7


class Question:
    """What bodies of one type tie to schools that bodies of another type tie to as well."""

    def __init__(self, first, kind, other_kind, last):
        self.first, self.kind, self.other_kind, self.last = first, kind, other_kind, last
        self.name = "(%s)-[%s]->(school)<-[%s]-(%s)" % (first, kind, other_kind, last)
        self.line = "match (t:%s)-[:%s]->(s:school)<-[:%s]-(a:%s) RETURN t, count(*)" % (first, kind, other_kind, last)

    @staticmethod
    def answer(rows):
        return {row[0]: row[1] for row in rows}


class Reach:
    name = "(department)-[steering]->{1,5}(school)"
    line = "reach (:department)-[:steering]->{1,5}(:school)"

    @staticmethod
    def answer(rows):
        return {row[0]: (row[1], row[2]) for row in rows}


QUESTIONS = {
    "generated": [Question("trust", "governs", "monitors", "local_authority"),
                  Question("trust", "governs", "monitors", "agency"),
                  Question("diocese", "appoints", "monitors", "local_authority"), Reach],
    "register": [Question("trust", "governs", "monitors", "local_authority"),
                 Question("trust", "governs", "secures_supply", "local_authority"), Reach],
}

# Through one inspectorate: as many matches as pairs of schools. Asked of polity alone.
HUBS = {
    "generated": ["(a:school)<-[:inspects]-(o:inspection_provider)-[:inspects]->(b:school)"],
    "register": ["(a:school)<-[:inspects]-(o:inspectorate)-[:inspects]->(b:school)"],
}


# --- python-igraph ---------------------------------------------------------------------------


class Igraph:
    name = "python-igraph"

    def __init__(self, document, classes):
        number = {node["id"]: i for i, node in enumerate(document["nodes"])}
        ties = document["edges"]
        self.graph = igraph.Graph(
            n=len(number), edges=[(number[tie["source"]], number[tie["target"]]) for tie in ties], directed=True,
            vertex_attrs={"name": list(number), "type": [node["type"] for node in document["nodes"]]},
            edge_attrs={"kind": [tie["kind"] for tie in ties], "class": [classes[tie["kind"]] for tie in ties]})

    def by_edges(self, q):
        """Choose the edges of each kind, and join them by the school."""
        types = self.graph.vs["type"]
        beside = collections.Counter()
        for tie in self.graph.es.select(kind=q.other_kind):
            source, target = tie.tuple
            if types[source] == q.last and types[target] == "school":
                beside[target] += 1
        counts = collections.Counter()
        for tie in self.graph.es.select(kind=q.kind):
            source, target = tie.tuple
            if types[source] == q.first and target in beside:
                counts[source] += beside[target]
        names = self.graph.vs["name"]
        return {names[v]: n for v, n in counts.items()}

    def by_nodes(self, q):
        """From each body along its incident edges."""
        graph, counts = self.graph, {}
        types, kinds = graph.vs["type"], graph.es["kind"]
        edges = graph.get_edgelist()
        for body in graph.vs.select(type=q.first):
            n = 0
            for tie in graph.incident(body, "out"):
                school = edges[tie][1]
                if kinds[tie] == q.kind and types[school] == "school":
                    for other in graph.incident(school, "in"):
                        n += kinds[other] == q.other_kind and types[edges[other][0]] == q.last
            if n:
                counts[body["name"]] = n
        return counts

    def reached(self, starts, steps_of):
        graph, found = self.graph, {}
        schools = set(graph.vs.select(type="school").indices)
        for start in starts:
            steps = [n for v, n in steps_of(start) if v in schools and 1 <= n <= 5]
            if steps:
                found[graph.vs[start]["name"]] = (len(steps), max(steps))
        return found

    def by_distances(self, _):
        """The subgraph of steering ties, and distances in it."""
        graph = self.graph.subgraph_edges(self.graph.es.select(**{"class": "steering"}), delete_vertices=False)
        return self.reached(self.graph.vs.select(type="department").indices,
                            lambda start: enumerate(graph.distances(start, mode="out")[0]))

    def by_search(self, _):
        """The same subgraph, and a breadth-first search."""
        graph = self.graph.subgraph_edges(self.graph.es.select(**{"class": "steering"}), delete_vertices=False)

        def steps_of(start):
            order, layers, _ = graph.bfs(start, mode="out")
            return ((v, n) for n in range(len(layers) - 1) for v in order[layers[n]:layers[n + 1]])
        return self.reached(self.graph.vs.select(type="department").indices, steps_of)

    def ways(self, q):
        return [self.by_distances, self.by_search] if q is Reach else [self.by_edges, self.by_nodes]


# --- networkx --------------------------------------------------------------------------------


class Networkx:
    name = "networkx"

    def __init__(self, document, classes):
        self.graph = networkx.MultiDiGraph()
        self.graph.add_nodes_from((node["id"], {"type": node["type"]}) for node in document["nodes"])
        self.graph.add_edges_from((tie["source"], tie["target"], {"kind": tie["kind"], "class": classes[tie["kind"]]})
                                  for tie in document["edges"])

    def by_edges(self, q):
        types = self.graph.nodes(data="type")
        beside, counts = collections.Counter(), collections.Counter()
        ties = list(self.graph.edges(data="kind"))
        for source, target, kind in ties:
            if kind == q.other_kind and types[source] == q.last and types[target] == "school":
                beside[target] += 1
        for source, target, kind in ties:
            if kind == q.kind and target in beside and types[source] == q.first:
                counts[source] += beside[target]
        return dict(counts)

    def by_nodes(self, q):
        """From each body through the dictionaries of neighbours."""
        graph, counts = self.graph, {}
        types, after, before = graph.nodes, graph.succ, graph.pred
        for body, kind in graph.nodes(data="type"):
            if kind != q.first:
                continue
            n = 0
            for school, ties in after[body].items():
                times = sum(tie["kind"] == q.kind for tie in ties.values())
                if times and types[school]["type"] == "school":
                    for other, others in before[school].items():
                        if types[other]["type"] == q.last:
                            n += times * sum(tie["kind"] == q.other_kind for tie in others.values())
            if n:
                counts[body] = n
        return counts

    def reached(self, steps_of):
        found = {}
        types = self.graph.nodes(data="type")
        for start, kind in types:
            if kind == "department":
                steps = [n for node, n in steps_of(start) if n and types[node] == "school"]
                if steps:
                    found[start] = (len(steps), max(steps))
        return found

    def by_distances(self, _):
        """The subgraph of steering ties, and shortest paths in it."""
        graph = self.graph.edge_subgraph([(source, target, key) for source, target, key, kind
                                          in self.graph.edges(keys=True, data="class") if kind == "steering"])
        return self.reached(lambda start: networkx.single_source_shortest_path_length(graph, start, 5).items())

    def by_search(self, _):
        """A search of one's own through the dictionaries of neighbours."""
        after = self.graph.succ

        def steps_of(start):
            steps, last = {start: 0}, [start]
            for n in range(1, 6):
                met = []
                for node in last:
                    for other, ties in after[node].items():
                        if other not in steps and any(tie["class"] == "steering" for tie in ties.values()):
                            steps[other] = n
                            met.append(other)
                last = met
            return steps.items()
        return self.reached(steps_of)

    def ways(self, q):
        return [self.by_distances, self.by_search] if q is Reach else [self.by_edges, self.by_nodes]


# --- all of it -------------------------------------------------------------------------------


class Polity:
    def __init__(self, program, document):
        self.child = subprocess.Popen([program, str(REPEATS), document], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True)
        self.size = json.loads(self.child.stdout.readline())

    def ask(self, line):
        print(line, file=self.child.stdin, flush=True)
        return json.loads(self.child.stdout.readline())

    def end(self):
        self.child.stdin.close()
        if self.child.wait():
            sys.exit("bench_match failed")


def timed(way, question):
    gc.collect()
    start = time.process_time()
    answer = way(question)
    return time.process_time() - start, answer


def ask_all(question, polity, others):
    """Medians by library, the first time of polity, the answers that differ from polity's."""
    seconds, differ, first = collections.defaultdict(list), set(), None
    for _ in range(ROUNDS):
        got = polity.ask(question.line)
        if got["status"]:
            sys.exit("%s: %s" % (question.line, got["message"]))
        first = got["first"] if first is None else first
        seconds["polity"].append(got["median"])
        for other in others:
            for way in other.ways(question):
                took, answer = timed(way, question)
                seconds[other.name, way.__name__].append(took)
                if answer != question.answer(got["rows"]):
                    differ.add("%s %s" % (other.name, way.__name__))
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    return medians, first, len(got["rows"]), differ


def show(question, medians, first, rows, others):
    ours = medians.pop("polity")
    print("%s: %d rows" % (question.name, rows))
    print("  %-14s %10.3f ms   (%.3f ms when first asked)" % ("polity", ours * 1e3, first * 1e3))
    for other in others:
        way = min((name for name in medians if name[0] == other.name), key=medians.get)
        slower = [seconds for name, seconds in medians.items() if name[0] == other.name and name != way]
        print("  %-14s %10.3f ms   %6.1f times   %s (the other way %.3f ms)" %
              (other.name, medians[way] * 1e3, medians[way] / ours, way[1], slower[0] * 1e3))


def compare(program, classes, name, path):
    with open(path, encoding="utf-8") as source:
        document = json.load(source)
    polity = Polity(program, path)
    others = [Igraph(document, classes), Networkx(document, classes)]
    print("\n%s: %d nodes, %d ties; load %.1f" % (name, polity.size["nodes"], polity.size["ties"], os.getloadavg()[0]))
    failed = set()
    if (polity.size["nodes"], polity.size["ties"]) != (len(document["nodes"]), len(document["edges"])):
        failed.add("the size of the network")
    for question in QUESTIONS[name]:
        medians, first, rows, differ = ask_all(question, polity, others)
        show(question, medians, first, rows, others)
        failed |= {"%s: %s" % (question.name, which) for which in differ}
    for mode in ("", "REPEATABLE ELEMENTS "):
        for pattern in HUBS[name]:
            got = polity.ask("match MATCH %s%s RETURN count(*)" % (mode, pattern))
            print("%s%s\n  %-14s %10.3f ms   %s" % (mode, pattern, "polity", got["median"] * 1e3,
                                                   got["message"] or "%s matches" % got["rows"][0][0]))
    polity.end()
    return failed


def main():
    program, kinds = sys.argv[1:3]
    with open(kinds, encoding="utf-8") as source:
        rows = re.findall(r'^KIND\("(\w+)", "(\w+)"|^LINEAGE\("(\w+)"', source.read(), re.M)
    classes = {kind or lineage: word or "context" for kind, word, lineage in rows}
    print("python-igraph %s, networkx %s; medians of %d rounds" % (igraph.__version__, networkx.__version__, ROUNDS))
    failed = set()
    for pair in sys.argv[3:]:
        failed |= compare(program, classes, *pair.split("=", 1))
    for what in sorted(failed):
        print("DIFFERENT: " + what)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
