"""The benchmark's jobs by a library of Python: peer_python.py LIBRARY LAYER DIRECTED NUMBERS, then a job a line,
`OUT THREADS SEED JOB SOURCES ROOT`; see bench_ours.c for the rest. LIBRARY is igraph, networkx or graph_tool.
Exits with 77 where it is not installed."""
import array
import json
import math
import sys
import time

from compare import read_layer


class Igraph:
    def __init__(self, nodes, fields, directed, numbers):
        import igraph
        import random
        self.name, self.version, self.random = "python-igraph", igraph.__version__, random
        tail, head, strength, whole, real = fields
        self.graph = igraph.Graph(nodes, list(zip(tail, head)), directed=directed)
        self.lengths = {"whole": list(whole), "real": list(real)}.get(numbers)
        self.weights = list(strength) if numbers == "strength" else None
        self.directed = directed

    def betweenness(self, job):
        return self.graph.betweenness(directed=self.directed, weights=self.lengths)

    def betweenness_edge(self, job):
        return self.graph.edge_betweenness(directed=self.directed, weights=self.lengths)

    def harmonic(self, job):
        return [x * (self.graph.vcount() - 1) for x in
                self.graph.harmonic_centrality(mode="out", weights=self.lengths, normalized=True)]

    def closeness(self, job):
        return self.graph.closeness(mode="out", weights=self.lengths)

    def constraint(self, job):
        return self.graph.constraint(weights=self.weights)

    def components_strong(self, job):
        return self.graph.connected_components(mode="strong").membership

    def clustering(self, job):
        return self.graph.transitivity_local_undirected(mode="nan")

    def coreness(self, job):
        return self.graph.coreness()

    def pagerank(self, job):
        return self.graph.pagerank(directed=self.directed, damping=0.85, weights=self.weights)

    def eigenvector(self, job):
        return self.graph.eigenvector_centrality(directed=self.directed, weights=self.weights)

    def louvain(self, job):
        self.random.seed(job["seed"])
        return self.graph.community_multilevel(weights=self.weights).membership

    def leiden(self, job):
        self.random.seed(job["seed"])
        return self.graph.community_leiden("modularity", weights=self.weights, n_iterations=-1).membership


class Networkx:
    def __init__(self, nodes, fields, directed, numbers):
        import networkx
        self.library, self.name, self.version = networkx, "networkx", networkx.__version__
        tail, head, strength, whole, real = fields
        self.graph = networkx.DiGraph() if directed else networkx.Graph()
        self.graph.add_nodes_from(range(nodes))
        number = {"whole": whole, "real": real, "strength": strength}.get(numbers, strength)
        self.graph.add_weighted_edges_from(zip(tail, head, number))
        self.ties = list(zip(tail, head))
        self.lengths = "weight" if numbers in ("whole", "real") else None
        self.weights = "weight" if numbers == "strength" else None
        self.against = self.graph.reverse() if directed else self.graph  # its closeness is of those who reach

    def in_order(self, of):
        return [of[v] for v in range(self.graph.number_of_nodes())]

    def betweenness(self, job):
        return self.in_order(self.library.betweenness_centrality(self.graph, normalized=False, weight=self.lengths))

    def betweenness_edge(self, job):
        made = self.library.edge_betweenness_centrality(self.graph, normalized=False, weight=self.lengths)
        return [made[tie] if tie in made else made[tie[::-1]] for tie in self.ties]

    def harmonic(self, job):
        return self.in_order(self.library.harmonic_centrality(self.against, distance=self.lengths))

    def closeness(self, job):
        made = self.library.closeness_centrality(self.against, distance=self.lengths, wf_improved=False)
        return [x if x else None for x in self.in_order(made)]

    def constraint(self, job):
        return self.in_order(self.library.constraint(self.graph, weight=self.weights))

    def components_strong(self, job):
        label = {v: i for i, part in enumerate(self.library.strongly_connected_components(self.graph)) for v in part}
        return self.in_order(label)

    def dominators(self, job):
        parent = dict(self.library.immediate_dominators(self.graph, job["root"]))
        parent[job["root"]] = None
        return [parent.get(v) for v in range(self.graph.number_of_nodes())]

    def reach(self, job):
        return [len(self.library.descendants(self.graph, v)) for v in range(self.graph.number_of_nodes())]

    def clustering(self, job):
        made = self.in_order(self.library.clustering(self.graph))
        return [x if self.graph.degree(v) > 1 else None for v, x in enumerate(made)]

    def coreness(self, job):
        return self.in_order(self.library.core_number(self.graph))

    def pagerank(self, job):
        nodes = max(self.graph.number_of_nodes(), 1)
        return self.in_order(self.library.pagerank(self.graph, alpha=0.85, tol=1e-14 / nodes, max_iter=1000,
                                                   weight=self.weights))

    def louvain(self, job):
        parts = self.library.community.louvain_communities(self.graph, weight=self.weights, seed=job["seed"])
        return self.in_order({v: i for i, part in enumerate(parts) for v in part})


class GraphTool:
    def __init__(self, nodes, fields, directed, numbers):
        import graph_tool
        import graph_tool.centrality
        import graph_tool.clustering
        import graph_tool.topology
        self.library, self.name, self.version = graph_tool, "graph-tool", graph_tool.__version__.split()[0]
        tail, head, strength, whole, real = fields
        self.graph = graph_tool.Graph(directed=directed)
        self.graph.add_vertex(nodes)
        number = {"whole": whole, "real": real, "strength": strength}.get(numbers, strength)
        weight = self.graph.new_edge_property("double")
        self.graph.add_edge_list(zip(tail, head, number), eprops=[weight])
        self.lengths = weight if numbers in ("whole", "real") else None
        self.weights = weight if numbers == "strength" else None

    def threads(self, n):
        if self.library.openmp_enabled():
            self.library.openmp_set_num_threads(n)

    def betweenness(self, job):
        return self.library.centrality.betweenness(self.graph, norm=False, weight=self.lengths)[0].a

    def betweenness_edge(self, job):
        return self.library.centrality.betweenness(self.graph, norm=False, weight=self.lengths)[1].a

    def harmonic(self, job):
        return self.library.centrality.closeness(self.graph, weight=self.lengths, harmonic=True, norm=False).a

    def closeness(self, job):
        return self.library.centrality.closeness(self.graph, weight=self.lengths).a

    def components_strong(self, job):
        return self.library.topology.label_components(self.graph, directed=True)[0].a

    def dominators(self, job):
        return self.library.topology.dominator_tree(self.graph, self.graph.vertex(job["root"])).a

    def told_dominators(self, job, made):
        """0 stands for node 0 and for none."""
        reached = self.library.topology.label_out_component(self.graph, self.graph.vertex(job["root"])).a
        return [x if met and v != job["root"] else None for v, (x, met) in enumerate(zip(made, reached))]

    def clustering(self, job):
        made = self.library.clustering.local_clustering(self.graph).a
        degree = self.graph.degree_property_map("total").a
        return [x if d > 1 else None for x, d in zip(made, degree)]

    def coreness(self, job):
        return self.library.topology.kcore_decomposition(self.graph).a

    def pagerank(self, job):
        return self.library.centrality.pagerank(self.graph, damping=0.85, weight=self.weights, epsilon=1e-14).a

    def eigenvector(self, job):
        made = self.library.centrality.eigenvector(self.graph, weight=self.weights, epsilon=1e-13)[1].a
        return made / made.max()


def answer(library, line):
    out, threads, seed, name, _, root = line.split()
    job = {"seed": int(seed), "root": int(root)}
    run = getattr(library, name, None)
    if run is None or name == "threads" or name.startswith("told_"):
        return {"error": "not a job"}
    if hasattr(library, "threads"):
        library.threads(int(threads))
    clock, processor = time.monotonic(), time.process_time()
    try:
        made = run(job)
    except Exception as error:  # said in the table, whatever it is
        return {"error": f"{type(error).__name__}: {error}"[:200]}
    processor, clock = time.process_time() - processor, time.monotonic() - clock
    made = getattr(library, f"told_{name}", lambda job, made: made)(job, made)
    with open(out, "wb") as to:
        array.array("d", (math.nan if x is None else float(x) for x in made)).tofile(to)
    return {"clock": clock, "processor": processor, "value": None}


def main():
    library, layer, directed, numbers = sys.argv[1:]
    made = {"igraph": Igraph, "networkx": Networkx, "graph_tool": GraphTool}[library]
    start = time.monotonic()
    nodes, fields = read_layer(layer)
    try:
        made = made(nodes, fields, directed == "1", numbers)
    except ImportError:
        sys.exit(77)
    print(json.dumps({"name": made.name, "version": made.version, "load": time.monotonic() - start}), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(made, line)), flush=True)


main()
