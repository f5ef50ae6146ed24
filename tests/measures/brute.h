/**
 * Measures computed from their definitions on a matrix, however slowly: what the laws
 * compare with.
 *
 * Nothing here calls the library. NaN stands for undefined. Arrays are of BRUTE_MAX.
 */
#ifndef TEST_MEASURES_BRUTE_H
#define TEST_MEASURES_BRUTE_H

#include <stddef.h>

#include "support.h"

enum { BRUTE_MAX = 48 };

typedef struct brute {
    size_t n;
    int directed;
    int arc[BRUTE_MAX][BRUTE_MAX]; /* 1 = there is an arc; loops dropped */
    double strength[BRUTE_MAX]
                   [BRUTE_MAX]; /* parallel ties added up; 1 a tie if they have none */
    double length[BRUTE_MAX]
                 [BRUTE_MAX]; /* the shortest of parallel ties; INFINITY = no arc */
} brute;

typedef double brute_matrix[BRUTE_MAX][BRUTE_MAX];
typedef enum brute_way { BRUTE_ALL, BRUTE_IN, BRUTE_OUT } brute_way;

/** Fill from a network of at most BRUTE_MAX nodes. */
void brute_make(brute *b, const test_network *net);

/** Floyd-Warshall; hops, or lengths if `lengths`. INFINITY = no route. */
void brute_distances(const brute *b, int lengths, brute_matrix d);

/** Every shortest path from a source to a target is walked: for nodes, and for arcs (of
 * undirected ties: both entries). Flags, one a node; NULL = all. */
void brute_betweenness(const brute *b, int lengths, const int *sources,
                       const int *targets, double *nodes, brute_matrix arcs);

/** Nodes other than v that powers of the matrix up to `steps` reach. */
void brute_reach(const brute *b, size_t steps, int inward, double *out);

/** Number of each node's strong component, numbered by first node, by mutual
 * reachability. */
void brute_components(const brute *b, int strong, double *ids, double *sizes);

/** The largest k such that pruning nodes of degree below k leaves the node. */
void brute_coreness(const brute *b, brute_way way, double *out);

/** Triangles over pairs of neighbours, direction ignored; Barrat's weights in `barrat`.
 */
void brute_clustering(const brute *b, double *plain, double *barrat);

/** 3 x triangles / connected triples, direction ignored. */
double brute_transitivity(const brute *b);

/** Burt 1992, in and out ties pooled: constraint is the sum over j of (p_ij + sum over q
 * of p_iq p_qj)^2, effective size the sum over j of (1 - sum over q of p_iq m_jq). */
typedef struct brute_holes {
    double constraint[BRUTE_MAX], size[BRUTE_MAX], efficiency[BRUTE_MAX],
        hierarchy[BRUTE_MAX];
} brute_holes;
void brute_constraint(const brute *b, int weighted, brute_holes *out);

/** Sizes of the weak components that are left of v's without v. Returns how many. */
size_t brute_pieces(const brute *b, size_t v, size_t sizes[BRUTE_MAX]);

/** Nodes joined with v, itself included, when the arc from `tail` to `head` is gone (both
 * arcs of an undirected tie); direction ignored. */
size_t brute_joined(const brute *b, size_t v, size_t tail, size_t head);

/** Gould and Fernandez: ordered a->v->b without a->b (undirected: each pair once,
 * gatekeeper and representative the same). Columns: w_I w_O b_OI b_IO b_O total. No
 * group: NaN, in no triple. */
void brute_brokerage(const brute *b, char *const *groups, double out[][6]);

/** Nodes that become unreachable from `root` when a node is taken away; NaN if unreached.
 */
void brute_dominated(const brute *b, size_t root, double *count, double *parent);

/** PageRank's own equation: the largest |p_v - right-hand side|. */
double brute_pagerank_error(const brute *b, const double *p, double damping,
                            int weighted);

/** Eigenvector's own equation: largest |(A^T x)_v - lambda x_v| / lambda, lambda by
 * Rayleigh. */
double brute_eigenvector_error(const brute *b, const double *x, int weighted);

/** The solution of z_v = 1 + sum over u of strength(u, v) give_u z_u, by elimination. */
void brute_spread(const brute *b, const double *give, int weighted, double *z);

/** The largest size of an eigenvalue of a matrix without negative numbers, n by n: the
 * root of what its powers grow by. */
double brute_radius(brute_matrix m, size_t n);

/** The strengths as a matrix; and that times its transpose. */
void brute_strengths(const brute *b, int weighted, brute_matrix m);
void brute_cocitation(const brute *b, int weighted, brute_matrix m);

/** Is there a directed cycle (or, undirected, any tie)? */
int brute_cyclic(const brute *b);

#endif
