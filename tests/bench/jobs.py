"""What the benchmark runs, a job a row: title, layer, numbers, our measure, column, options, the peers' job, how answers
are compared, and what else. `layer` is U (undirected), D (directed) or S (steering alone); `numbers` what ties carry:
none, strength, whole or real lengths.

Compared: values (each cell to 1e-9 of its own size or of the column's mean, whichever is larger, and undefined where
ours is), parts (the same partition, whatever the labels), quality (modularities, which are told, not held equal).

`sampled`: peers that can start from some sources alone are tried on a few first, and if all sources would take longer
than the limit, that estimate is told. `threads`: rows of one and of two threads. `seeds`: a run a seed.
`grows`: in the rows of growth."""
from collections import namedtuple

Job = namedtuple("Job", "title layer numbers measure column options peer compared sampled threads seeds grows",
                 defaults=("values", False, (1,), False, False))
TWO = (1, 2)

JOBS = [
    Job("betweenness", "U", "none", "betweenness", "betweenness", "", "betweenness", "values", True, TWO),
    Job("betweenness", "D", "none", "betweenness", "betweenness", "", "betweenness", "values", True, TWO),
    Job("betweenness", "S", "none", "betweenness", "betweenness", "", "betweenness", "values", True),
    Job("betweenness, whole lengths", "U", "whole", "betweenness", "betweenness", "", "betweenness", "values", True, TWO),
    Job("betweenness, real lengths", "U", "real", "betweenness", "betweenness", "", "betweenness", "values", True, TWO),
    Job("edge betweenness", "U", "none", "betweenness_edge", "betweenness_edge", "", "betweenness_edge", "values", True,
        TWO),
    Job("harmonic", "U", "none", "harmonic", "harmonic_out", "", "harmonic", "values", True, TWO),
    Job("harmonic", "D", "none", "harmonic", "harmonic_out", "", "harmonic", "values", True, TWO),
    Job("harmonic", "S", "none", "harmonic", "harmonic_out", "", "harmonic", "values", True, grows=True),
    Job("harmonic, real lengths", "U", "real", "harmonic", "harmonic_out", "", "harmonic", "values", True),
    Job("closeness", "U", "none", "closeness_reached", "closeness_reached_out", "", "closeness", "values", True, TWO),
    Job("closeness", "D", "none", "closeness_reached", "closeness_reached_out", "", "closeness", "values", True),
    Job("constraint", "U", "none", "constraint", "constraint", "", "constraint"),
    Job("constraint, strengths", "U", "strength", "constraint", "constraint", "", "constraint"),
    Job("strong components", "D", "none", "components", "components_strong", "", "components_strong", "parts"),
    Job("strong components", "S", "none", "components", "components_strong", "", "components_strong", "parts"),
    Job("dominators", "S", "none", "dominators", "dominators_parent", "root=ROOT", "dominators"),
    Job("reach", "S", "none", "reach", "reach_out", "", "reach"),
    Job("local clustering", "U", "none", "clustering", "clustering", "", "clustering", grows=True),
    Job("coreness", "U", "none", "coreness", "coreness", "", "coreness", grows=True),
    Job("PageRank", "U", "none", "pagerank", "pagerank", "", "pagerank", grows=True),
    Job("PageRank", "D", "none", "pagerank", "pagerank", "", "pagerank"),
    Job("PageRank", "S", "none", "pagerank", "pagerank", "", "pagerank"),
    Job("eigenvector", "U", "none", "eigenvector", "eigenvector", "", "eigenvector"),
    Job("communities by Leiden", "U", "strength", "leiden", "leiden", "repeats=1", "leiden", "quality", seeds=True),
    Job("communities, peers by Louvain", "U", "strength", "leiden", "leiden", "repeats=1", "louvain", "quality",
        seeds=True),
]
