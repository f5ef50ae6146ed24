# The benchmark's jobs by a package of R: Rscript peer.R PACKAGE LAYER DIRECTED NUMBERS, then a job a line,
# `OUT THREADS SEED JOB SOURCES ROOT`; see bench_ours.c for the rest. PACKAGE is igraph or sna. 77 = not installed.
words <- commandArgs(trailingOnly = TRUE)
if (!suppressWarnings(requireNamespace(words[1], quietly = TRUE))) quit(status = 77)
start <- proc.time()[["elapsed"]]
from <- file(words[2], "rb")
size <- readBin(from, "integer", 4, size = 4) # the high halves of both are 0
nodes <- size[1]
ties <- size[3]
tail <- readBin(from, "integer", ties, size = 4) + 1
head <- readBin(from, "integer", ties, size = 4) + 1
strength <- readBin(from, "double", ties)
whole <- readBin(from, "double", ties)
real <- readBin(from, "double", ties)
close(from)
directed <- words[3] == "1"
numbers <- words[4]
lengths <- switch(numbers, whole = whole, real = real, NA)
weights <- if (numbers == "strength") strength else NA

if (words[1] == "igraph") {
    graph <- igraph::graph(as.vector(rbind(tail, head)), n = nodes, directed = directed)
    jobs <- list(
        betweenness = function() igraph::betweenness(graph, directed = directed, weights = lengths),
        betweenness_edge = function() igraph::edge_betweenness(graph, directed = directed, weights = lengths),
        harmonic = function() igraph::harmonic_centrality(graph, mode = "out", weights = lengths),
        closeness = function() igraph::closeness(graph, mode = "out", weights = lengths, normalized = TRUE),
        constraint = function() igraph::constraint(graph, weights = if (all(is.na(weights))) NULL else weights),
        components_strong = function() igraph::components(graph, mode = "strong")$membership,
        clustering = function() igraph::transitivity(graph, type = "local"),
        coreness = function() igraph::coreness(graph),
        pagerank = function() igraph::page_rank(graph, directed = directed, weights = weights)$vector,
        eigenvector = function() igraph::eigen_centrality(graph, directed = directed, weights = weights)$vector
    )
} else {
    # An edge list: sna's matrix of a country would take 20 GB.
    graph <- cbind(c(tail, if (!directed) head), c(head, if (!directed) tail), 1)
    attr(graph, "n") <- nodes
    mode <- if (directed) "digraph" else "graph"
    jobs <- list(
        betweenness = function() sna::betweenness(graph, gmode = mode),
        components_strong = function() sna::component.dist(graph, connected = "strong")$membership,
        coreness = function() sna::kcores(graph, mode = mode)
    )
}
cat(sprintf('{"name": "R %s", "version": "%s", "load": %.3f}\n', words[1], packageVersion(words[1]),
            proc.time()[["elapsed"]] - start))
flush(stdout())
input <- file("stdin", "r")
while (length(line <- readLines(input, n = 1)) > 0) {
    part <- strsplit(line, " ")[[1]]
    run <- jobs[[part[4]]]
    if (is.null(run) || (words[1] == "sna" && numbers != "none")) {
        cat('{"error": "not a job"}\n')
    } else {
        set.seed(as.integer(part[3]))
        clock <- as.numeric(Sys.time())
        before <- proc.time()
        made <- try(suppressWarnings(run()), silent = TRUE)
        after <- proc.time()
        clock <- as.numeric(Sys.time()) - clock
        if (inherits(made, "try-error")) {
            cat('{"error": "failed"}\n')
        } else {
            to <- file(part[1], "wb")
            writeBin(as.double(made), to)
            close(to)
            cat(sprintf('{"clock": %.9f, "processor": %.9f, "value": null}\n', clock,
                        sum(after[c("user.self", "sys.self")]) - sum(before[c("user.self", "sys.self")])))
        }
    }
    flush(stdout())
}
