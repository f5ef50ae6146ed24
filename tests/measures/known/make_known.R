# R's part of the known answers: igraph and sna. Called by make_known.py:
#     Rscript --vanilla make_known.R networks.json answers.json
# Writes {"versions": …, NETWORK: {"measure|option=value": {source: {column: values}}}}.
suppressMessages({
    library(jsonlite)
    library(igraph)
})
sna <- asNamespace("sna")
IG <- paste("R igraph", packageVersion("igraph"))
SNA <- paste("R sna", packageVersion("sna"))

# One igraph object: ties without direction in a directed network become two arcs, loops go,
# parallel ties are merged (strength summed, the shortest length kept).
build <- function(net) {
    ties <- net$ties
    if (is.null(ties) || !length(ties)) {
        g <- make_empty_graph(length(net$nodes), directed = net$directed)
        V(g)$name <- net$nodes
        return(g)
    }
    if (net$directed) {
        back <- ties[!ties$directed, , drop = FALSE]
        back[c("source", "target")] <- back[c("target", "source")]
        ties <- rbind(ties, back)
    }
    fields <- intersect(c("strength", "weight", "length"), names(ties))
    g <- graph_from_data_frame(ties[c("source", "target", fields)], net$directed,
                               data.frame(name = net$nodes))
    if ("weight" %in% fields) {
        E(g)$strength <- E(g)$weight
        g <- delete_edge_attr(g, "weight")
    }
    simplify(g, edge.attr.comb = list(strength = "sum", length = "min", "ignore"))
}

undirected <- function(g) {
    if (!is_directed(g)) return(g)
    as.undirected(g, "collapse", edge.attr.comb = list(strength = "sum", "ignore"))
}

plain <- function(x) unname(as.numeric(x))

paths <- function(g, w) {
    wt <- if (is.null(w)) NA else w
    n <- vcount(g)
    e <- as_edgelist(g, names = FALSE)
    eb <- edge_betweenness(g, weights = wt)
    if (!is_directed(g)) e <- cbind(pmin(e[, 1], e[, 2]), pmax(e[, 1], e[, 2]))
    order <- if (nrow(e)) order(e[, 1], e[, 2]) else integer()
    d <- distances(g, mode = "out", weights = wt)
    d <- d[row(d) != col(d) & is.finite(d)]
    near <- function(mode) plain(closeness(g, mode = mode, weights = wt, normalized = TRUE))
    harm <- function(mode, norm)
        plain(harmonic_centrality(g, mode = mode, weights = wt, normalized = norm))
    between <- function(norm) plain(betweenness(g, weights = wt, normalized = norm))
    list(
        betweenness = list(betweenness = between(FALSE), betweenness_norm = between(TRUE)),
        betweenness_edge = list(betweenness_edge = plain(eb[order])),
        harmonic = list(harmonic_out = harm("out", FALSE), harmonic_in = harm("in", FALSE),
                        harmonic_out_norm = harm("out", TRUE),
                        harmonic_in_norm = harm("in", TRUE)),
        closeness_reached = list(closeness_reached_out = near("out"),
                                 closeness_reached_in = near("in")),
        distances = list(distances_mean = if (length(d)) mean(d) else NA,
                         distances_diameter = if (length(d)) max(d) else NA,
                         distances_reachable_share = length(d) / (n * (n - 1)),
                         distances_pairs = length(d)))
}

ties <- function(g, w) {
    wt <- if (is.null(w)) NA else w
    given <- if (is.null(w)) rep(1, ecount(g)) else w
    u <- undirected(g)
    cluster <- list(clustering = plain(transitivity(u, "local", isolates = "NaN")))
    if (!is.null(w))
        cluster$clustering_barrat <-
            plain(transitivity(u, "barrat", weights = E(u)$strength, isolates = "NaN"))
    found <- list(
        pagerank = list(pagerank = plain(page_rank(g, damping = 0.85, weights = wt)$vector)),
        clustering = cluster,
        constraint = list(constraint = plain(constraint(g, weights = given))))
    if (ecount(g) && !(is_directed(g) && is_dag(g))) {
        vector <- eigen_centrality(g, is_directed(g), scale = TRUE, weights = wt)$vector
        found$eigenvector <- list(eigenvector = plain(vector))
    }
    if (!is.null(w))
        found$strength <- list(strength_in = plain(strength(g, mode = "in", weights = w)),
                               strength_out = plain(strength(g, mode = "out", weights = w)))
    found
}

whole <- function(g) {
    u <- undirected(g)
    part <- function(how) plain(with(components(g, how), csize[membership]))
    found <- list(
        coreness = list(coreness = plain(coreness(g, "all")),
                        coreness_in = plain(coreness(g, "in")),
                        coreness_out = plain(coreness(g, "out"))),
        density = list(density = edge_density(g)),
        transitivity = list(transitivity = transitivity(u, "globalundirected"),
                            transitivity_mean_defined =
                                transitivity(u, "localaverageundirected", isolates = "NaN")),
        components = list(components_weak_size = part("weak"),
                          components_strong_size = part("strong")),
        reach = list(reach_out = plain(ego_size(g, vcount(g), mode = "out") - 1),
                     reach_in = plain(ego_size(g, vcount(g), mode = "in") - 1)),
        "reach|steps=2" = list(reach_out = plain(ego_size(g, 2, mode = "out") - 1),
                               reach_in = plain(ego_size(g, 2, mode = "in") - 1)))
    if (ecount(g)) found$reciprocity <- list(reciprocity_edge = reciprocity(g))
    found
}

dominators <- function(g, root) {
    dom <- as.integer(dominator_tree(g, root, "out")$dom)
    name <- V(g)$name[ifelse(dom > 0, dom, NA)]
    name[V(g)$name == root] <- NA
    list(dominators_parent = name)
}

from_sna <- function(g, net) {
    m <- as_adjacency_matrix(g, sparse = FALSE)
    mode <- if (is_directed(g)) "digraph" else "graph"
    inverse <- if (is_directed(g)) "suminvdir" else "suminvundir"
    n <- nrow(m)
    core <- function(cmode) plain(sna$kcores(m, mode = mode, cmode = cmode))
    d <- sna$geodist(m)$gdist
    d <- d[row(d) != col(d) & is.finite(d)]
    part <- function(how) plain(with(sna$component.dist(m, how), csize[membership]))
    found <- list(
        degree = list(degree_in = plain(sna$degree(m, cmode = "indegree")),
                      degree_out = plain(sna$degree(m, cmode = "outdegree"))),
        betweenness = list(betweenness = plain(sna$betweenness(m, gmode = mode))),
        harmonic = list(harmonic_out_norm =
                            plain(sna$closeness(m, gmode = mode, cmode = inverse))),
        density = list(density = plain(sna$gden(m, mode = mode))),
        distances = list(distances_mean = if (length(d)) mean(d) else NA,
                         distances_diameter = if (length(d)) max(d) else NA),
        components = list(components_weak_size = part("weak"),
                          components_strong_size = part("strong")),
        reach = list(reach_out = plain(rowSums(sna$reachability(m)) - diag(sna$reachability(m)))))
    if (is_directed(g)) {
        found$coreness <- list(coreness = core("freeman"), coreness_in = core("indegree"),
                               coreness_out = core("outdegree"))
    } else {
        found$coreness <- list(coreness = core("indegree"))
    }
    again <- function(measure) plain(sna$grecip(m, measure = measure))
    if (ecount(g))
        found$reciprocity <- list(reciprocity_edge = again("edgewise"),
                                  reciprocity_dyadic = again("dyadic"),
                                  reciprocity_dyadic_nonnull = again("dyadic.nonnull"))
    if (!is.null(net$groups)) {
        raw <- sna$brokerage(m, unlist(net$groups[net$nodes]))$raw.nli
        found[["brokerage|by=circle"]] <- list(
            brokerage_coordinator = plain(raw[, "w_I"]),
            brokerage_consultant = plain(raw[, "w_O"]),
            brokerage_gatekeeper = plain(raw[, "b_OI"]),
            brokerage_representative = plain(raw[, "b_IO"]),
            brokerage_liaison = plain(raw[, "b_O"]),
            brokerage_total = plain(raw[, "t"]))
    }
    found
}

ask <- function(net) {
    g <- build(net)
    weight <- intersect(c("strength", "weight"), names(net$ties))
    found <- list()
    put <- function(source, answers, suffix = "") {
        for (key in names(answers))
            found[[paste0(key, suffix)]][[source]] <<- lapply(answers[[key]], I)
    }
    put(IG, c(paths(g, NULL), ties(g, NULL), whole(g)))
    put(SNA, from_sna(g, net))
    if (length(weight)) put(IG, ties(g, E(g)$strength), paste0("|weight=", weight[1]))
    if ("length" %in% names(net$ties)) put(IG, paths(g, E(g)$length), "|length=length")
    if (!is.null(net$root))
        found[[paste0("dominators|root=", net$root)]][[IG]] <- lapply(dominators(g, net$root), I)
    found
}

args <- commandArgs(TRUE)
nets <- fromJSON(args[1])
answers <- lapply(nets, ask)
answers$versions <- list("R igraph" = as.character(packageVersion("igraph")),
                         "R sna" = as.character(packageVersion("sna")),
                         R = paste(R.version$major, R.version$minor, sep = "."))
text <- toJSON(answers, auto_unbox = TRUE, digits = I(17), na = "null", null = "null")
writeLines(text, args[2])
