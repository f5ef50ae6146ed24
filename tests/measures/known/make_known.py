#!/usr/bin/python3
"""Known answers for the measures, asked of networkx, python-igraph, R igraph and R sna.

    /usr/bin/python3 make_known.py            write *.json beside this file
    /usr/bin/python3 make_known.py --check    compare with the files, write nothing

Every value is a peer's. Where two peers have a measure both are asked, and the script stops when
they differ by more than 1e-9. What is done to a peer's number before it is written (a division by
n-1, a NaN that becomes null) is in README.md.
"""
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

import igraph
import networkx as nx
import numpy as np

warnings.simplefilter("ignore")  # igraph, of eigenvectors that are asked on purpose
HERE = pathlib.Path(__file__).resolve().parent
NX = "networkx " + nx.__version__
IG = "python-igraph " + igraph.__version__
TOLERANCE = 1e-9


# --- the networks ---------------------------------------------------------------------------


def tie(source, target, directed=True, **numbers):
    return {"source": source, "target": target, "directed": directed, **numbers}


def numbered_ties(rows):
    return [tie(a, b, directed, strength=w, length=x) for a, b, directed, w, x in rows]


def network(directed, nodes, ties, **more):
    """`asks`: which fields are read as a weight or a length; `root`: where dominators start."""
    return {"directed": directed, "nodes": list(nodes), "ties": ties, **more}


def seven():
    pairs = [(0, 1), (1, 2), (2, 0), (2, 3), (4, 5)]
    return network(True, [str(i) for i in range(7)],
                   [tie(str(a), str(b)) for a, b in pairs], root="0")


def weighted_directed():
    rows = [("a", "b", 1), ("b", "a", 3), ("b", "c", 2), ("c", "d", 4), ("d", "b", 1),
            ("d", "e", 2), ("e", "f", 3), ("f", "d", 1), ("a", "e", 4), ("f", "g", 2),
            ("g", "h", 1), ("h", "g", 2), ("c", "a", 1)]
    return network(True, "abcdefgh", [tie(a, b, strength=w) for a, b, w in rows], root="c",
                   both_ways=True)


def weighted_undirected():
    rows = [("a", "b", 2.5), ("a", "c", 0.25), ("b", "c", 12), ("c", "d", 1), ("d", "e", 0.75),
            ("e", "f", 3), ("d", "f", 8), ("f", "g", 0.5), ("a", "d", 1.5), ("e", "g", 2)]
    return network(False, "abcdefghi",
                   [tie(a, b, False, weight=w) for a, b, w in rows]
                   + [tie("h", "i", False, weight=0.125)])


def lengths_directed():
    rows = [("a", "b", 1), ("b", "c", 0.5), ("a", "c", 1.5), ("c", "d", 2), ("d", "a", 0.25),
            ("b", "d", 4), ("d", "e", 1), ("e", "f", 1), ("c", "f", 3.5), ("f", "e", 0.5),
            ("g", "a", 2), ("g", "f", 8)]
    return network(True, "abcdefgh", [tie(a, b, length=x) for a, b, x in rows], root="g")


def lengths_undirected():
    rows = [("a", "b", 2), ("b", "c", 2), ("a", "c", 4), ("c", "d", 0.5), ("d", "e", 0.5),
            ("c", "e", 1), ("e", "f", 3), ("f", "a", 1), ("f", "g", 0.25), ("h", "i", 5)]
    return network(False, "abcdefghij", [tie(a, b, False, length=x) for a, b, x in rows])


def mixed():
    rows = [("a", "b", False, 2, 1), ("b", "c", True, 1, 2), ("c", "d", True, 3, 1),
            ("d", "e", False, 4, 0.5), ("e", "a", True, 1, 4), ("c", "e", False, 2, 2),
            ("f", "a", True, 3, 1), ("e", "g", True, 2, 0.5), ("c", "b", True, 1, 1)]
    return network(True, "abcdefgh", numbered_ties(rows), root="f", both_ways=True)


def parallel():
    rows = [("a", "b", 1, 3), ("a", "b", 2, 1), ("a", "b", 4, 2), ("b", "a", 1, 1),
            ("b", "c", 2, 2), ("b", "c", 2, 2), ("c", "d", 3, 0.5), ("d", "a", 1, 5),
            ("d", "a", 1, 4), ("c", "a", 2, 6), ("d", "e", 1, 1)]
    return network(True, "abcde", numbered_ties((a, b, True, w, x) for a, b, w, x in rows),
                   root="a", kept=True, both_ways=True)


def parallel_undirected():
    rows = [("a", "b", 1, 3), ("b", "a", 2, 1), ("b", "c", 3, 1), ("c", "a", 1, 1),
            ("c", "d", 2, 2), ("d", "c", 4, 4)]
    return network(False, "abcde", numbered_ties((a, b, False, w, x) for a, b, w, x in rows),
                   kept=True)


def loops():
    ties = [tie("a", "a"), tie("a", "b"), tie("b", "c"), tie("c", "c"), tie("c", "a"),
            tie("c", "d"), tie("d", "d"), tie("d", "d"), tie("e", "e")]
    return network(True, "abcde", ties, root="a")


def disconnected():
    pairs = ["ab", "bc", "ca", "cd", "ef", "fg", "hi"]
    return network(False, "abcdefghij", [tie(p[0], p[1], False) for p in pairs])


def hierarchy():
    pairs = "ab ac ad be bf cf cg dg eh fh gi hj ij jk lk".split()
    return network(True, "abcdefghijkl", [tie(p[0], p[1]) for p in pairs], root="a")


def star():
    return network(False, "abcdefg", [tie("a", x, False) for x in "bcdefg"])


def star_out():
    return network(True, "abcdef", [tie("a", x) for x in "bcdef"], root="a")


def complete():
    nodes = "abcdef"
    return network(False, nodes, [tie(a, b, False) for a in nodes for b in nodes if a < b])


def path():
    nodes = "abcdefgh"
    return network(False, nodes, [tie(a, b, False) for a, b in zip(nodes, nodes[1:])])


def path_directed():
    nodes = "abcdef"
    return network(True, nodes, [tie(a, b) for a, b in zip(nodes, nodes[1:])], root="b")


def barbell():
    left, right = "abcde", "fghij"
    pairs = [(a, b) for side in (left, right) for a in side for b in side if a < b] + [("e", "f")]
    return network(False, left + right, [tie(a, b, False) for a, b in pairs], leiden=True)


def karate():
    """Zachary's club, for communities: where a search most easily stays short of the best."""
    pairs = nx.karate_club_graph().edges()
    return network(False, [f"k{i:02d}" for i in range(34)],
                   [tie(f"k{a:02d}", f"k{b:02d}", False) for a, b in pairs], leiden=True)


def dangling():
    """Nodes that pass nothing on: a sink that all reach, a pair, and one apart."""
    pairs = "ab bc ca ac bd cd de fg gf gd".split()
    return network(True, "abcdefgh", [tie(p[0], p[1]) for p in pairs], root="a")


def isolates():
    return network(False, "abc", [])


def random_network(directed, seed):
    nodes = [f"n{i:02d}" for i in range(40)]
    source = random.Random(seed)
    pairs = [(a, b) for a in nodes for b in nodes if a != b and (directed or a < b)]
    chosen = source.sample(pairs, 110 if directed else 75)
    rows = [tie(a, b, directed, strength=source.randint(1, 4), length=source.randint(1, 9))
            for a, b in chosen]
    return network(directed, nodes, rows, **({"root": "n00"} if directed else {}))


def grouped():
    nodes = [f"s{i:02d}" for i in range(16)]
    source = random.Random(20)
    groups = {node: "ABCD"[(7 * i + 3) % 11 % 4] for i, node in enumerate(nodes)}
    pairs = source.sample([(a, b) for a in nodes for b in nodes if a != b], 62)
    return network(True, nodes, [tie(a, b) for a, b in pairs], groups=groups, root="s00")


def grouped_undirected():
    nodes = [f"s{i:02d}" for i in range(14)]
    source = random.Random(21)
    groups = {node: "ABC"[(5 * i + 2) % 7 % 3] for i, node in enumerate(nodes)}
    pairs = source.sample([(a, b) for a in nodes for b in nodes if a < b], 30)
    return network(False, nodes, [tie(a, b, False) for a, b in pairs], groups=groups)


NETWORKS = {
    "seven": seven, "weighted_directed": weighted_directed,
    "weighted_undirected": weighted_undirected, "lengths_directed": lengths_directed,
    "lengths_undirected": lengths_undirected, "mixed": mixed, "parallel": parallel,
    "parallel_undirected": parallel_undirected, "loops": loops, "disconnected": disconnected,
    "hierarchy": hierarchy, "star": star, "star_out": star_out, "complete": complete,
    "path": path, "path_directed": path_directed, "barbell": barbell, "karate": karate,
    "dangling": dangling, "isolates": isolates,
    "random_directed": lambda: random_network(True, 11),
    "random_undirected": lambda: random_network(False, 12), "grouped": grouped,
    "grouped_undirected": grouped_undirected,
}


# --- a network as each peer holds it ----------------------------------------------------------


class Peers:
    """One network, merged and without loops, as a networkx and as an igraph object."""

    def __init__(self, net):
        self.net, self.nodes, self.n = net, net["nodes"], len(net["nodes"])
        self.directed = net["directed"]
        fields = {field for t in net["ties"] for field in t}
        self.weight = next((f for f in ("strength", "weight") if f in fields), None)
        self.length = "length" if "length" in fields else None
        self.arcs = []
        for t in net["ties"]:
            numbers = {f: t[f] for f in (self.weight, self.length) if f}
            self.arcs.append((t["source"], t["target"], numbers))
            if self.directed and not t["directed"]:
                self.arcs.append((t["target"], t["source"], numbers))
        self.G = self.as_networkx()
        self.I = self.as_igraph()
        self.U = nx.Graph(self.G) if not self.directed else self.undirected()
        self.IU = self.I.copy()
        if self.directed:
            rule = {self.weight: "sum", None: "ignore"} if self.weight else "ignore"
            self.IU.to_undirected(mode="collapse", combine_edges=rule)

    def as_networkx(self):
        graph = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.nodes)
        for a, b, numbers in self.arcs:
            if a == b:
                continue
            if graph.has_edge(a, b):
                held = graph[a][b]
                if self.weight:
                    held[self.weight] += numbers[self.weight]
                if self.length:
                    held["length"] = min(held["length"], numbers["length"])
            else:
                graph.add_edge(a, b, **numbers)
        return graph

    def as_igraph(self):
        index = {v: i for i, v in enumerate(self.nodes)}
        graph = igraph.Graph(self.n, [(index[a], index[b]) for a, b, _ in self.arcs],
                             directed=self.directed)
        rules = {}
        for field, rule in ((self.weight, "sum"), (self.length, "min")):
            if field:
                graph.es[field] = [float(numbers[field]) for _, _, numbers in self.arcs]
                rules[field] = rule
        graph.simplify(combine_edges=rules or None)
        return graph

    def undirected(self):
        graph = nx.Graph()
        graph.add_nodes_from(self.nodes)
        for a, b, held in self.G.edges(data=True):
            w = held.get(self.weight, 1) if self.weight else 1
            if graph.has_edge(a, b):
                graph[a][b]["w"] += w
            else:
                graph.add_edge(a, b, w=w)
        return graph

    def listed(self, values):
        """A networkx answer {node: value} in node order, NaN as null."""
        return clean([values.get(v) for v in self.nodes])

    def turned(self):
        return self.G.reverse() if self.directed else self.G


def clean(values):
    return [None if x is None or (isinstance(x, float) and math.isnan(x)) else x for x in values]


def scaled(values, by):
    return [None if x is None or by == 0 else x / by for x in values]


# --- what each peer is asked ------------------------------------------------------------------
# One function a measure: {source: columns}. Options that a peer must know come as arguments.


def ask_degree(p, weight=None):
    name = "strength" if weight else "degree"
    if not p.directed:
        total = p.listed(dict(p.G.degree(weight=weight)))
        columns = {name: total, name + "_in": total, name + "_out": total}
        ig = p.I.strength(weights=weight)
        other = {name: ig, name + "_in": ig, name + "_out": ig}
    else:
        into = p.listed(dict(p.G.in_degree(weight=weight)))
        out = p.listed(dict(p.G.out_degree(weight=weight)))
        columns = {name: ties_of(p, weight), name + "_in": into, name + "_out": out}
        other = {name + "_in": p.I.strength(mode="in", weights=weight),
                 name + "_out": p.I.strength(mode="out", weights=weight)}
    if not weight and p.n > 1:
        for key in list(columns):
            columns[key + "_norm"] = scaled(columns[key], p.n - 1)
    return {f"{NX} degree, in_degree, out_degree": columns, f"{IG} strength(mode)": other}


def ask_kept(p, weight=None):
    """Parallel ties each counted; loops still dropped."""
    name = "strength" if weight else "degree"
    graph = (nx.MultiDiGraph if p.directed else nx.MultiGraph)()
    graph.add_nodes_from(p.nodes)
    index = {v: i for i, v in enumerate(p.nodes)}
    ig = igraph.Graph(p.n, directed=p.directed)
    for a, b, numbers in p.arcs:
        if a != b:
            graph.add_edge(a, b, **numbers)
            ig.add_edge(index[a], index[b], **numbers)
    columns = {name: p.listed(dict(graph.degree(weight=weight)))}
    for way in ("in", "out"):
        degree = getattr(graph, way + "_degree") if p.directed else graph.degree
        columns[f"{name}_{way}"] = p.listed(dict(degree(weight=weight)))
    return {f"{NX} degree of a multigraph": columns, f"{IG} strength of a multigraph": {
        name: ig.strength(weights=weight), name + "_in": ig.strength(mode="in", weights=weight),
        name + "_out": ig.strength(mode="out", weights=weight)}}


def ties_of(p, weight):
    """A tie without direction is one tie and two arcs: counted once in the bare column."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(p.nodes)
    both = {frozenset((t["source"], t["target"])) for t in p.net["ties"] if not t["directed"]}
    for a, b, held in p.G.edges(data=True):
        if frozenset((a, b)) in both and p.nodes.index(a) > p.nodes.index(b):
            continue
        graph.add_edge(a, b, **held)
    return p.listed(dict(graph.degree(weight=weight)))


def ask_betweenness(p, length=None):
    raw = p.listed(nx.betweenness_centrality(p.G, normalized=False, weight=length))
    norm = p.listed(nx.betweenness_centrality(p.G, normalized=True, weight=length))
    ig = p.I.betweenness(directed=p.directed, weights=length)
    return {f"{NX} betweenness_centrality": {"betweenness": raw, "betweenness_norm": norm},
            f"{IG} betweenness": {"betweenness": ig}}


def ask_betweenness_edge(p, length=None):
    raw = nx.edge_betweenness_centrality(p.G, normalized=False, weight=length)
    norm = nx.edge_betweenness_centrality(p.G, normalized=True, weight=length)
    pairs = sorted(raw, key=lambda e: (p.nodes.index(e[0]), p.nodes.index(e[1])))
    ig = {tuple(e.tuple): x for e, x in
          zip(p.I.es, p.I.edge_betweenness(directed=p.directed, weights=length))}
    index = {v: i for i, v in enumerate(p.nodes)}

    def of(a, b):
        return ig.get((index[a], index[b]), ig.get((index[b], index[a])))

    where = {"source": [a for a, _ in pairs], "target": [b for _, b in pairs]}
    return {f"{NX} edge_betweenness_centrality": {
                **where, "betweenness_edge": [raw[e] for e in pairs],
                "betweenness_edge_norm": [norm[e] for e in pairs]},
            f"{IG} edge_betweenness": {
                "betweenness_edge": [of(*e) for e in pairs]}}


def some_ends(p):
    """Sources and targets that overlap in part."""
    return p.nodes[::2], p.nodes[1::3] + p.nodes[2::6]


def ask_betweenness_of(p, length=None):
    """networkx counts ordered pairs, each a half if the graph has no direction."""
    raw = nx.betweenness_centrality_subset(p.G, *some_ends(p), normalized=False, weight=length)
    return {f"{NX} betweenness_centrality_subset": {"betweenness": p.listed(raw)}}


def ask_betweenness_edge_of(p, length=None):
    """Its edge_betweenness_centrality_subset is wrong where a node that is no target has
    predecessors of different numbers of routes; its routes, counted, are not."""
    raw = {e: 0.0 for e in p.G.edges}
    sources, targets = some_ends(p)
    for s in sources:
        for t in targets:
            if s == t or not nx.has_path(p.G, s, t):
                continue
            routes = list(nx.all_shortest_paths(p.G, s, t, weight=length))
            for e in (e for route in routes for e in zip(route, route[1:])):
                raw[e if e in raw else e[::-1]] += (1 if p.directed else 0.5) / len(routes)
    pairs = sorted(raw, key=lambda e: (p.nodes.index(e[0]), p.nodes.index(e[1])))
    return {f"{NX} all_shortest_paths, counted": {
        "source": [a for a, _ in pairs], "target": [b for _, b in pairs],
        "betweenness_edge": [raw[e] for e in pairs]}}


def ask_harmonic(p, length=None):
    into = p.listed(nx.harmonic_centrality(p.G, distance=length))
    out = p.listed(nx.harmonic_centrality(p.turned(), distance=length))
    ig = {f"harmonic_{mode}_norm": clean(p.I.harmonic_centrality(mode=mode, weights=length))
          for mode in ("in", "out")}
    return {f"{NX} harmonic_centrality (and of the reversed graph)": {
                "harmonic_out": out, "harmonic_in": into,
                "harmonic_out_norm": scaled(out, p.n - 1),
                "harmonic_in_norm": scaled(into, p.n - 1)},
            f"{IG} harmonic_centrality(normalized=True)": ig}


def ask_closeness(p, measure, length=None):
    improved = measure == "closeness_wf"
    answer = {}
    for way, graph in (("out", p.turned()), ("in", p.G)):
        found = nx.closeness_centrality(graph, distance=length, wf_improved=improved)
        answer[f"{measure}_{way}"] = [None if x == 0 else x for x in p.listed(found)]
        if not improved:
            answer[f"{measure}_{way}_count"] = [
                reached - 1 for reached in (len(nx.single_source_shortest_path_length(g, v))
                                            for g in [p.G if way == "out" else p.turned()]
                                            for v in p.nodes)]
    how = f"closeness_centrality(wf_improved={improved}) (and of the reversed graph)"
    asked = {f"{NX} {how}": answer}
    if not improved:
        asked[f"{IG} closeness(normalized=True)"] = {
            f"{measure}_{way}": clean(p.I.closeness(mode=way, weights=length, normalized=True))
            for way in ("out", "in")}
    return asked


def ask_eccentricity(p, length=None):
    columns, other = {}, {}
    for way, graph in (("out", p.G), ("in", p.turned())):
        columns[f"eccentricity_{way}"] = [
            max(d.values()) if len(d) > 1 else None
            for d in (nx.single_source_dijkstra_path_length(graph, v, weight=length) if length
                      else nx.single_source_shortest_path_length(graph, v) for v in p.nodes)]
        if length:
            table = p.I.distances(weights=length, mode=way)
            found = [max(x for x in row if math.isfinite(x)) for row in table]
        else:
            found = p.I.eccentricity(mode=way)
        other[f"eccentricity_{way}"] = [None if x == 0 else x for x in found]
    return {f"{NX} single_source_shortest_path_length, the largest": columns,
            f"{IG} {'distances, the largest' if length else 'eccentricity'}": other}


def ask_eigenvector(p, weight=None):
    if not p.G.number_of_edges() or (p.directed and nx.is_directed_acyclic_graph(p.G)):
        return {f"{NX} is_directed_acyclic_graph: no centrality to have": {
            "eigenvector": [None] * p.n}}
    found = p.listed(nx.eigenvector_centrality_numpy(p.G, weight=weight))
    found = [max(0.0, x) if abs(x) < 1e-12 else x for x in found]
    ig = p.I.eigenvector_centrality(directed=p.directed, scale=True, weights=weight)
    return {f"{NX} eigenvector_centrality_numpy, divided by its maximum": {
                "eigenvector": scaled(found, max(found))},
            f"{IG} eigenvector_centrality(scale=True)": {"eigenvector": ig}}


def ask_pagerank(p, weight=None, damping=0.85):
    found = nx.pagerank(p.G, alpha=damping, weight=weight, tol=1e-14, max_iter=10000)
    total = sum(found.values())
    return {f"{NX} pagerank(alpha={damping}, tol=1e-14)": {
                "pagerank": scaled(p.listed(found), total)},
            f"{IG} pagerank": {"pagerank": p.I.pagerank(directed=p.directed, damping=damping,
                                                        weights=weight)}}


def largest_eigenvalue(p, weight=None):
    """0 without a cycle; numpy's dense solver, which gives roots of rounding instead."""
    if not p.G.number_of_edges() or (p.directed and nx.is_directed_acyclic_graph(p.G)):
        return 0
    return max(np.linalg.eigvals(nx.to_numpy_array(p.G, weight=weight)).real)


def ask_katz(p, weight=None, alpha=None):
    largest = largest_eigenvalue(p, weight)
    used = float(alpha) if alpha else 0.85 / largest if largest else 0.1
    found = nx.katz_centrality_numpy(p.G, alpha=used, beta=1.0, normalized=False, weight=weight)
    solved = np.linalg.solve(np.eye(p.n) - used * nx.to_numpy_array(p.G, weight=weight).T,
                             np.ones(p.n))
    return {f"{NX} katz_centrality_numpy(alpha={alpha or 'default'}, normalized=False); "
            "eigenvalue: numpy": {"katz": p.listed(found), "fact:alpha": [used],
                                  "fact:eigenvalue": [float(largest)]},
            "numpy linalg.solve": {"katz": [float(x) for x in solved]}}


def ask_hits(p, weight=None):
    """Only where one hub vector has the largest singular value: else each peer has another."""
    if not p.G.number_of_edges():
        return {f"{NX} number_of_edges: nothing to have": {
            "hits_hub": [None] * p.n, "hits_authority": [None] * p.n}}
    values = np.linalg.svd(nx.to_numpy_array(p.G, weight=weight), compute_uv=False)
    if values[1] > values[0] * (1 - 1e-6):
        return {}
    graph = nx.DiGraph() if p.directed else nx.Graph()  # nx.hits reads "weight" unasked
    graph.add_nodes_from(p.nodes)
    graph.add_weighted_edges_from(
        (a, b, held[weight] if weight else 1) for a, b, held in p.G.edges(data=True))
    hub, authority = nx.hits(graph, max_iter=10000, tol=1e-15)
    found = {"hits_hub": p.listed(hub), "hits_authority": p.listed(authority)}
    found = {name: [0.0 if abs(x) < 1e-12 else x / max(values) for x in values]
             for name, values in found.items()}
    ig = {"hits_hub": p.I.hub_score(weights=weight, scale=True),
          "hits_authority": p.I.authority_score(weights=weight, scale=True)}
    ig = {name: [0.0 if abs(x) < 1e-12 else x for x in values] for name, values in ig.items()}
    return {f"{NX} hits, divided by its maximum; singular value: numpy": {
                **found, "fact:singular_value": [float(values[0])]},
            f"{IG} hub_score, authority_score(scale=True)": ig}


def ask_coreness(p):
    columns = {"coreness": p.I.coreness(mode="all"), "coreness_in": p.I.coreness(mode="in"),
               "coreness_out": p.I.coreness(mode="out")}
    asked = {f"{IG} coreness(mode)": columns}
    if not p.directed:
        found = p.listed(nx.core_number(p.G))
        asked[f"{NX} core_number"] = {key: found for key in columns}
    return asked


def ask_clustering(p, weight=None):
    found = nx.clustering(p.U)
    columns = {"clustering": [found[v] if p.U.degree(v) > 1 else None for v in p.nodes]}
    ig = {"clustering": clean(p.IU.transitivity_local_undirected(mode="nan"))}
    if weight:
        ig["clustering_barrat"] = clean(
            p.IU.transitivity_local_undirected(mode="nan", weights=weight))
    return {f"{IG} transitivity_local_undirected of the graph made undirected": ig,
            f"{NX} clustering of the graph made undirected": columns}


def ask_transitivity(p):
    mean = p.IU.transitivity_avglocal_undirected
    columns = {"transitivity": clean([p.IU.transitivity_undirected(mode="nan")]),
               "transitivity_mean_defined": clean([mean(mode="nan")]),
               "transitivity_mean_zero": clean([mean(mode="zero")])}
    other = {"transitivity_mean_zero": [nx.average_clustering(p.U)]}
    if any(d > 1 for _, d in p.U.degree()):
        other["transitivity"] = [nx.transitivity(p.U)]
    return {f"{IG} transitivity_undirected, transitivity_avglocal_undirected": columns,
            f"{NX} transitivity, average_clustering": other}


def numbered(nodes, parts):
    """Component ids in the order of each component's first node, and sizes."""
    part_of = {v: i for i, part in enumerate(parts) for v in part}
    size = {v: len(part) for part in parts for v in part}
    seen = {}
    ids = [seen.setdefault(part_of[v], len(seen)) for v in nodes]
    return ids, [size[v] for v in nodes]


def ask_components(p):
    weak = nx.weakly_connected_components(p.G) if p.directed else nx.connected_components(p.G)
    strong = nx.strongly_connected_components(p.G) if p.directed else nx.connected_components(p.G)
    columns, other = {}, {}
    for way, parts in (("weak", list(weak)), ("strong", list(strong))):
        columns[f"components_{way}"], columns[f"components_{way}_size"] = numbered(p.nodes, parts)
        ig = [[p.nodes[i] for i in part] for part in p.I.connected_components(mode=way)]
        other[f"components_{way}"], other[f"components_{way}_size"] = numbered(p.nodes, ig)
    return {f"{NX} (weakly_, strongly_)connected_components, numbered by first node": columns,
            f"{IG} connected_components(mode)": other}


def ask_leiden(p):
    random.seed(7)
    best = p.I.community_optimal_modularity()
    leiden = p.I.community_leiden(objective_function="modularity", n_iterations=-1)
    groups, _ = numbered(p.nodes, [[p.nodes[i] for i in part] for part in best])
    again, _ = numbered(p.nodes, [[p.nodes[i] for i in part] for part in leiden])
    quality = nx.algorithms.community.modularity(
        p.G, [{p.nodes[i] for i in part} for part in best])
    return {f"{IG} community_optimal_modularity (exact); quality: {NX} modularity": {
                "leiden": groups, "fact:quality": [quality], "fact:groups": [len(best)]},
            f"{IG} community_leiden(objective_function=modularity)": {
                "leiden": again, "fact:quality": [leiden.modularity]}}


def ask_density(p):
    return {f"{NX} density": {"density": [nx.density(p.G)]},
            f"{IG} density": {"density": [p.I.density(loops=False)]}}


def ask_reciprocity(p):
    if not p.G.number_of_edges():
        return {}
    ig = {"reciprocity_edge": [p.I.reciprocity()]}
    both_ways = p.I if p.directed else p.I.as_directed()
    mutual, asymmetric, null = both_ways.dyad_census()
    ig["reciprocity_dyadic_nonnull"] = [mutual / (mutual + asymmetric)]
    ig["reciprocity_dyadic"] = [(mutual + null) / (mutual + asymmetric + null)]
    asked = {f"{IG} reciprocity, dyad_census": ig}
    if p.directed:
        asked[f"{NX} overall_reciprocity"] = {"reciprocity_edge": [nx.overall_reciprocity(p.G)]}
    return asked


def ask_distances(p, length=None):
    table = p.I.distances(weights=length)
    ig = [x for i, row in enumerate(table) for j, x in enumerate(row)
          if i != j and math.isfinite(x)]
    found = []
    for v in p.nodes:
        lengths = (nx.single_source_dijkstra_path_length(p.G, v, weight=length) if length
                   else nx.single_source_shortest_path_length(p.G, v))
        found += [d for w, d in lengths.items() if w != v]

    def columns(ds):
        return {"distances_mean": [sum(ds) / len(ds) if ds else None],
                "distances_diameter": [max(ds) if ds else None],
                "distances_reachable_share": [len(ds) / (p.n * (p.n - 1))],
                "distances_pairs": [len(ds)]}

    return {f"{NX} single_source_shortest_path_length": columns(found),
            f"{IG} distances": columns(ig)}


def ask_reach(p, steps=None):
    columns, other = {}, {}
    for way, graph in (("out", p.G), ("in", p.turned())):
        columns[f"reach_{way}"] = [
            len(nx.single_source_shortest_path_length(graph, v, cutoff=steps)) - 1
            for v in p.nodes]
        other[f"reach_{way}"] = [
            x - 1 for x in p.I.neighborhood_size(order=p.n if steps is None else steps, mode=way)]
    return {f"{NX} single_source_shortest_path_length(cutoff)": columns,
            f"{IG} neighborhood_size": other}


def ask_dominators(p, root):
    parent = nx.immediate_dominators(p.G, root)
    tree = nx.DiGraph([(d, v) for v, d in parent.items() if v != root])
    tree.add_node(root)
    under = {v: len(nx.descendants(tree, v)) for v in parent}
    ig = p.I.dominator(p.nodes.index(root), mode="out")
    names = [p.nodes[int(x)] if x >= 0 else None for x in ig]
    parent = {v: None if v == root else d for v, d in parent.items()}
    names = [None if v == root else name for v, name in zip(p.nodes, names)]
    return {f"{NX} immediate_dominators (root: none); descendants in its tree": {
                "dominators_parent": p.listed(parent), "dominators_dominated": p.listed(under)},
            f"{IG} dominator": {"dominators_parent": names}}


def ask_constraint(p, weight=None):
    columns = {"constraint": clean(p.I.constraint(weights=weight))}
    found = nx.constraint(p.G, weight=weight)
    other = {"constraint": p.listed(found)}
    for i, v in enumerate(p.nodes):  # networkx 2.8.8 has NaN where a node has no tie going out
        if p.directed and p.G.out_degree(v) == 0:
            other["constraint"][i] = columns["constraint"][i]
    return {f"{IG} constraint": columns, f"{NX} constraint (nodes with a tie going out)": other,
            f"{NX} effective_size (and of the reversed graph), local_constraint": holes(p, weight)}


def holes(p, weight):
    """Effective size, of a node without a tie going out from the reversed graph, as in and out
    are pooled; hierarchy is Burt's formula over networkx's parts of the constraint."""
    size, back = (nx.effective_size(g, weight=weight) for g in (p.G, p.turned()))
    sizes = [back[v] if math.isnan(size[v]) else size[v] for v in p.nodes]
    contacts = [p.U.degree(v) for v in p.nodes]
    rates = []
    for v, n in zip(p.nodes, contacts):
        if n < 2:
            rates.append(None)
            continue
        parts = [nx.local_constraint(p.G, v, w, weight=weight) for w in p.U[v]]
        shares = [part / (sum(parts) / n) for part in parts]
        rates.append(max(0.0, sum(r * math.log(r) for r in shares) / (n * math.log(n))))
    return {"constraint_effective_size": clean(sizes),
            "constraint_efficiency": [None if n == 0 else x / n for x, n in zip(sizes, contacts)],
            "constraint_hierarchy": rates}


def pieces_without(p, v):
    """Sizes of what is left of the component of v, largest first."""
    rest = p.U.subgraph(nx.node_connected_component(p.U, v) - {v})
    return sorted((len(part) for part in nx.connected_components(rest)), reverse=True)


def ask_articulation(p):
    points, blocks = set(nx.articulation_points(p.U)), list(nx.biconnected_components(p.U))
    left = [pieces_without(p, v) for v in p.nodes]
    cover = [part for part in p.IU.biconnected_components() if len(part) > 1]
    ig = set(p.IU.articulation_points())
    return {f"{NX} articulation_points, biconnected_components; components without the node": {
                "articulation": [int(v in points) for v in p.nodes],
                "articulation_parts": [sum(v in part for part in blocks) for v in p.nodes],
                "articulation_cut_off": [sum(sizes[1:]) for sizes in left],
                "fact:count": [len(points)], "fact:blocks": [len(blocks)]},
            f"{IG} articulation_points, biconnected_components": {
                "articulation": [int(i in ig) for i in range(p.n)],
                "articulation_parts": [sum(i in part for part in cover) for i in range(p.n)],
                "fact:count": [len(ig)], "fact:blocks": [len(cover)]}}


def ask_bridges(p):
    """Ties as we merge them: one a pair that has one without direction, else one a direction."""
    index = {v: i for i, v in enumerate(p.nodes)}
    whole = {frozenset((t["source"], t["target"])) for t in p.net["ties"] if not t["directed"]}
    rows = [(a, b) if p.directed or index[a] < index[b] else (b, a) for a, b in p.G.edges]
    rows.sort(key=lambda row: [index[v] for v in row])
    ties = [(a, b) for a, b in rows if index[a] < index[b] or frozenset((a, b)) not in whole]
    pairs = [frozenset(tie) for tie in ties]
    found = {frozenset(pair) for pair in nx.bridges(p.U)}
    found = {pair for pair in found if pairs.count(pair) == 1}
    graph = igraph.Graph(p.n, [(index[a], index[b]) for a, b in ties])
    ig = {pairs[i] for i in graph.bridges()}
    source, target = [], []
    for a, b in rows:
        without = nx.Graph(p.U)
        if frozenset((a, b)) in found:
            without.remove_edge(a, b)
        source.append(len(nx.node_connected_component(without, a)))
        target.append(len(nx.node_connected_component(without, b)))
    held = [int(frozenset(row) in found) for row in rows]
    where = {"source": [a for a, _ in rows], "target": [b for _, b in rows]}
    return {f"{NX} bridges, of one tie; components without the tie": {
                **where, "bridges": held, "bridges_source_side": source,
                "bridges_target_side": target,
                "bridges_cut_off": [min(a, b) * is_one for a, b, is_one in
                                    zip(source, target, held)],
                "fact:count": [len(found)]},
            f"{IG} bridges, of a graph with an edge a tie": {
                "bridges": [int(frozenset(row) in ig) for row in rows],
                "fact:count": [len(ig)]}}


# --- questions, comparison, files -------------------------------------------------------------


def questions(p):
    """Every (measure, options, rows, {source: columns}) for one network."""
    ask = [("degree", {}, ask_degree(p)), ("betweenness", {}, ask_betweenness(p)),
           ("betweenness_edge", {}, ask_betweenness_edge(p)), ("harmonic", {}, ask_harmonic(p)),
           ("closeness_wf", {}, ask_closeness(p, "closeness_wf")),
           ("closeness_reached", {}, ask_closeness(p, "closeness_reached")),
           ("eccentricity", {}, ask_eccentricity(p)),
           ("pagerank", {}, ask_pagerank(p)), ("coreness", {}, ask_coreness(p)),
           ("eigenvector", {}, ask_eigenvector(p)), ("clustering", {}, ask_clustering(p)),
           ("transitivity", {}, ask_transitivity(p)), ("components", {}, ask_components(p)),
           ("density", {}, ask_density(p)), ("reciprocity", {}, ask_reciprocity(p)),
           ("distances", {}, ask_distances(p)), ("reach", {}, ask_reach(p)),
           ("reach", {"steps": "2"}, ask_reach(p, 2)),
           ("pagerank", {"damping": "0.5"}, ask_pagerank(p, damping=0.5)),
           ("katz", {}, ask_katz(p)), ("katz", {"alpha": "0.05"}, ask_katz(p, alpha="0.05")),
           ("hits", {}, ask_hits(p)),
           ("constraint", {}, ask_constraint(p)),
           ("articulation", {}, ask_articulation(p)), ("bridges", {}, ask_bridges(p))]
    if p.n > 6:
        of = {what: ",".join(nodes) for what, nodes in zip(("from", "to"), some_ends(p))}
        ask += [("betweenness", of, ask_betweenness_of(p)),
                ("betweenness_edge", of, ask_betweenness_edge_of(p))]
        if p.length:
            x = {**of, "length": "length"}
            ask += [("betweenness", x, ask_betweenness_of(p, "length")),
                    ("betweenness_edge", x, ask_betweenness_edge_of(p, "length"))]
    if "root" in p.net:
        ask.append(("dominators", {"root": p.net["root"]}, ask_dominators(p, p.net["root"])))
    if p.net.get("leiden"):
        ask.append(("leiden", {}, ask_leiden(p)))
    if "groups" in p.net:
        ask.append(("brokerage", {"by": "circle"}, {}))
    if p.weight:
        w = {"weight": p.weight}
        ask += [("strength", w, ask_degree(p, p.weight)),
                ("pagerank", w, ask_pagerank(p, p.weight)),
                ("katz", w, ask_katz(p, p.weight)), ("hits", w, ask_hits(p, p.weight)),
                ("eigenvector", w, ask_eigenvector(p, p.weight)),
                ("clustering", w, ask_clustering(p, p.weight)),
                ("constraint", w, ask_constraint(p, p.weight))]
    if p.length:
        x = {"length": "length"}
        ask += [("betweenness", x, ask_betweenness(p, "length")),
                ("betweenness_edge", x, ask_betweenness_edge(p, "length")),
                ("harmonic", x, ask_harmonic(p, "length")),
                ("closeness_wf", x, ask_closeness(p, "closeness_wf", "length")),
                ("closeness_reached", x, ask_closeness(p, "closeness_reached", "length")),
                ("eccentricity", x, ask_eccentricity(p, "length")),
                ("distances", x, ask_distances(p, "length"))]
    if p.net.get("kept"):
        keep = {"parallel": "keep"}
        ask += [("degree", keep, ask_kept(p)),
                ("strength", {**keep, "weight": p.weight}, ask_kept(p, p.weight))]
    if p.net.get("both_ways"):
        ask += questions_undirected(p)
    return ask


def questions_undirected(p):
    """The same network with every tie read in both directions."""
    both = Peers({**p.net, "directed": False})
    ask = [("degree", {}, ask_degree(both)), ("betweenness", {}, ask_betweenness(both)),
           ("betweenness_edge", {}, ask_betweenness_edge(both)),
           ("harmonic", {}, ask_harmonic(both)), ("coreness", {}, ask_coreness(both)),
           ("clustering", {}, ask_clustering(both)), ("pagerank", {}, ask_pagerank(both)),
           ("katz", {}, ask_katz(both)), ("hits", {}, ask_hits(both)),
           ("constraint", {}, ask_constraint(both)),
           ("articulation", {}, ask_articulation(both)), ("components", {}, ask_components(both)),
           ("eigenvector", {}, ask_eigenvector(both)), ("density", {}, ask_density(both)),
           ("distances", {}, ask_distances(both))]
    if both.weight:
        w = {"weight": both.weight}
        ask += [("strength", w, ask_degree(both, both.weight)),
                ("constraint", w, ask_constraint(both, both.weight)),
                ("clustering", w, ask_clustering(both, both.weight))]
    if both.length:
        x = {"length": "length"}
        ask += [("betweenness", x, ask_betweenness(both, "length")),
                ("harmonic", x, ask_harmonic(both, "length"))]
    return [(measure, {**options, "undirected": "true"}, asked) for measure, options, asked in ask]


PER_GRAPH = {"transitivity", "density", "reciprocity", "distances"}


def differ(one, two):
    if len(one) != len(two):
        return True
    for a, b in zip(one, two):
        if (a is None) != (b is None):
            return True
        if a is None or a == b:
            continue
        if isinstance(a, str) or abs(a - b) > TOLERANCE * max(1.0, abs(a), abs(b)):
            return True
    return False


def agreed(where, asked):
    """Union of the sources' columns; stops where two sources differ."""
    columns, first, also = {}, None, []
    for source, found in asked.items():
        for name, values in found.items():
            values = clean(values)
            if name in columns and differ(columns[name], values):
                sys.exit(f"{where} {name}: sources differ\n  {first}\n    {columns[name]}"
                         f"\n  {source}\n    {values}")
            columns.setdefault(name, values)
        if first is None:
            first = source
        else:
            also.append(source)
    return columns, first, also


def whole(values):
    """2.0 is written as 2, so that a file does not depend on which peer was asked first."""
    return [int(x) if isinstance(x, float) and x.is_integer() else x for x in values]


def once_a_pair(columns):
    """sna counts a pair from both ends: a gatekeeper's, read back, is a representative's."""
    kept = ("brokerage_gatekeeper", "brokerage_representative")
    if columns[kept[0]] != columns[kept[1]]:
        sys.exit("sna's gatekeeper and representative differ in an undirected network")
    return {name: values if name in kept else scaled(values, 2)
            for name, values in columns.items()}


def answer(name, directed, measure, options, asked):
    where = f"{name}: {measure} {options}"
    columns, first, also = agreed(where, asked)
    if measure == "brokerage" and not directed:
        columns, first = once_a_pair(columns), first + ", each pair once"
    facts = {key[5:]: columns.pop(key)[0] for key in list(columns) if key.startswith("fact:")}
    rows = "graph" if measure in PER_GRAPH else "ties" if "source" in columns else "nodes"
    record = {"measure": measure, "options": options, "rows": rows, "from": first, "also": also,
              "columns": {key: whole(values) for key, values in columns.items()}}
    if facts:
        record["facts"] = facts
    return record


def ask_r(nets):
    """Answers of R: {network: {"measure|option=value": {source: columns}}}, by make_known.R."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = pathlib.Path(folder) / "in.json", pathlib.Path(folder) / "out.json"
        given.write_text(json.dumps(nets))
        script = str(HERE / "make_known.R")
        subprocess.run(["Rscript", "--vanilla", script, str(given), str(found)],
                       check=True, stdout=subprocess.DEVNULL)
        return json.loads(found.read_text())


def text_of(record):
    """JSON with one tie or one column a line."""
    out = json.dumps(record, indent=1, ensure_ascii=False, allow_nan=False)
    lines, held = [], None
    for line in out.split("\n"):
        bare = line.strip()
        if held is not None:
            held += bare if held[-1] in "[{" else " " + bare
            if bare.rstrip(",") in ("]", "}"):
                lines.append(held.replace(" ]", "]").replace(" }", "}"))
                held = None
            elif bare.endswith(("[", "{")):  # not a leaf after all
                lines.append(held[: -len(bare)].rstrip())
                held = line[: len(line) - len(line.lstrip())] + bare
            continue
        if bare.endswith(("[", "{")):
            held = line
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def main():
    nets = {name: make() for name, make in NETWORKS.items()}
    from_r = ask_r(nets)
    versions = {"networkx": nx.__version__, "python-igraph": igraph.__version__,
                **from_r.pop("versions")}
    stale = []
    for name, net in nets.items():
        peers, answers = Peers(net), []
        for measure, options, asked in questions(peers):
            key = "|".join([measure] + [f"{a}={b}" for a, b in sorted(options.items())])
            asked = {**asked, **from_r[name].pop(key, {})}
            if asked:
                answers.append(answer(name, net["directed"], measure, options, asked))
        if from_r[name]:
            sys.exit(f"{name}: answers of R that nobody asked for: {sorted(from_r[name])}")
        kept = {key: net[key] for key in ("directed", "nodes", "groups", "ties") if key in net}
        how = "make_known.py and make_known.R, see README.md"
        record = {"made_with": {"tool": versions, "how": how},
                  "network": kept, "answers": answers}
        file, text = HERE / f"{name}.json", text_of(record)
        assert json.loads(text) == record
        if "--check" in sys.argv:
            if not file.exists() or file.read_text() != text:
                stale.append(file.name)
        else:
            file.write_text(text)
    if stale:
        sys.exit("not as made: " + ", ".join(stale))


main()
