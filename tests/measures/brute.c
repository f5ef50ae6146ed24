#include "brute.h"

#include <check.h>
#include <math.h>
#include <string.h>

static void join(brute *b, size_t from, size_t to, const test_tie *tie)
{
    b->arc[from][to] = 1;
    b->strength[from][to] += isnan(tie->strength) ? 1 : tie->strength;
    double length = isnan(tie->length) ? 1 : tie->length;
    if (length < b->length[from][to])
        b->length[from][to] = length;
}

void brute_make(brute *b, const test_network *net)
{
    ck_assert_uint_le(net->nodes, BRUTE_MAX);
    memset(b, 0, sizeof *b);
    b->n = net->nodes;
    b->directed = net->directed;
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < b->n; j++)
            b->length[i][j] = INFINITY;
    for (size_t i = 0; i < net->ties; i++) {
        const test_tie *tie = &net->tie[i];
        if (tie->source == tie->target)
            continue;
        join(b, (size_t)tie->source, (size_t)tie->target, tie);
        if (!tie->directed)
            join(b, (size_t)tie->target, (size_t)tie->source, tie);
    }
}

void brute_distances(const brute *b, int lengths, brute_matrix d)
{
    size_t n = b->n;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            d[i][j] = i == j          ? 0
                      : !b->arc[i][j] ? INFINITY
                      : lengths       ? b->length[i][j]
                                      : 1;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if (d[i][k] + d[k][j] < d[i][j])
                    d[i][j] = d[i][k] + d[k][j];
}

/* --- betweenness: a walk over all shortest paths of one pair
 * ---------------------------------- */

typedef struct walk {
    const brute *b;
    double (*d)[BRUTE_MAX];
    int lengths;
    size_t target, depth;
    size_t path[BRUTE_MAX];
    double paths;              /* shortest paths found */
    double through[BRUTE_MAX]; /* how many of them pass a node between the ends */
    double along[BRUTE_MAX][BRUTE_MAX]; /* how many use an arc */
} walk;

static void arrive(walk *w)
{
    w->paths += 1;
    for (size_t i = 1; i < w->depth; i++)
        w->through[w->path[i]] += 1;
    for (size_t i = 0; i < w->depth; i++)
        w->along[w->path[i]][w->path[i + 1]] += 1;
}

/* By more than what adding up in another order makes of the same sum. */
static int longer(double length, double shortest)
{
    return !(length - shortest <= 1e-10 * (length + shortest)); /* not a number: no way */
}

static void step(walk *w, size_t at)
{
    w->path[w->depth] = at;
    if (at == w->target) {
        arrive(w);
        return;
    }
    for (size_t next = 0; next < w->b->n; next++) {
        if (!w->b->arc[at][next])
            continue;
        double hop = w->lengths ? w->b->length[at][next] : 1;
        if (longer(hop + w->d[next][w->target], w->d[at][w->target]))
            continue;
        w->depth++;
        step(w, next);
        w->depth--;
    }
}

void brute_betweenness(const brute *b, int lengths, const int *sources,
                       const int *targets, double *nodes, brute_matrix arcs)
{
    static brute_matrix d; /* large; tests are of one thread */
    static walk w;
    double share = b->directed ? 1 : 0.5;

    brute_distances(b, lengths, d);
    memset(nodes, 0, b->n * sizeof *nodes);
    memset(arcs, 0, sizeof(brute_matrix));
    for (size_t s = 0; s < b->n; s++)
        for (size_t t = 0; t < b->n; t++) {
            if (s == t || isinf(d[s][t]) || (sources && !sources[s]) ||
                (targets && !targets[t]))
                continue;
            memset(&w, 0, sizeof w);
            w.b = b, w.d = d, w.lengths = lengths, w.target = t;
            step(&w, s);
            for (size_t v = 0; v < b->n; v++) {
                nodes[v] += share * w.through[v] / w.paths;
                for (size_t u = 0; u < b->n; u++)
                    arcs[v][u] += share *
                                  (w.along[v][u] + (b->directed ? 0 : w.along[u][v])) /
                                  w.paths;
            }
        }
}

/* --- reach, components, cores
 * ----------------------------------------------------------------- */

void brute_reach(const brute *b, size_t steps, int inward, double *out)
{
    static int held[BRUTE_MAX][BRUTE_MAX], next[BRUTE_MAX][BRUTE_MAX];
    size_t n = b->n;
    memset(held, 0, sizeof held);
    for (size_t i = 0; i < n; i++)
        held[i][i] = 1;
    for (size_t power = 0; power < steps && power < n; power++) {
        memcpy(next, held, sizeof next);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < n; k++)
                for (size_t j = 0; held[i][k] && j < n; j++)
                    next[i][j] |= b->arc[k][j];
        memcpy(held, next, sizeof held);
    }
    for (size_t v = 0; v < n; v++) {
        out[v] = -1;
        for (size_t u = 0; u < n; u++)
            out[v] += inward ? held[u][v] : held[v][u];
    }
}

static int reaches(const brute *b, size_t from, size_t to, size_t without)
{
    size_t waiting[BRUTE_MAX], n = 0;
    int seen[BRUTE_MAX] = {0};
    if (from == without)
        return 0;
    waiting[n++] = from;
    seen[from] = 1;
    while (n) {
        size_t at = waiting[--n];
        for (size_t v = 0; v < b->n; v++)
            if (b->arc[at][v] && !seen[v] && v != without) {
                seen[v] = 1;
                waiting[n++] = v;
            }
    }
    return seen[to];
}

static void undirect(const brute *b, brute *u)
{
    *u = *b;
    u->directed = 0;
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < b->n; j++) {
            u->arc[i][j] = b->arc[i][j] || b->arc[j][i];
            u->strength[i][j] =
                b->directed ? b->strength[i][j] + b->strength[j][i] : b->strength[i][j];
        }
}

void brute_components(const brute *b, int strong, double *ids, double *sizes)
{
    static brute u;
    double count = 0;
    u = *b;
    if (!strong)
        undirect(b, &u);
    for (size_t v = 0; v < b->n; v++) {
        ids[v] = -1;
        for (size_t w = 0; w < v && ids[v] < 0; w++)
            if (reaches(&u, v, w, BRUTE_MAX) && reaches(&u, w, v, BRUTE_MAX))
                ids[v] = ids[w];
        if (ids[v] < 0)
            ids[v] = count++;
    }
    for (size_t v = 0; v < b->n; v++) {
        sizes[v] = 0;
        for (size_t w = 0; w < b->n; w++)
            sizes[v] += ids[w] == ids[v];
    }
}

static int degree_left(const brute *b, brute_way way, const int *left, size_t v)
{
    int degree = 0;
    for (size_t u = 0; u < b->n; u++) {
        if (!left[u])
            continue;
        if (!b->directed || way == BRUTE_OUT)
            degree += b->arc[v][u];
        else if (way == BRUTE_IN)
            degree += b->arc[u][v];
        else
            degree += b->arc[v][u] + b->arc[u][v];
    }
    return degree;
}

void brute_coreness(const brute *b, brute_way way, double *out)
{
    memset(out, 0, b->n * sizeof *out);
    for (int k = 1; k <= 2 * (int)b->n; k++) {
        int left[BRUTE_MAX], pruned = 1;
        for (size_t v = 0; v < b->n; v++)
            left[v] = 1;
        while (pruned) {
            pruned = 0;
            for (size_t v = 0; v < b->n; v++)
                if (left[v] && degree_left(b, way, left, v) < k)
                    left[v] = 0, pruned = 1;
        }
        for (size_t v = 0; v < b->n; v++)
            if (left[v])
                out[v] = k;
    }
}

/* --- triangles
 * -------------------------------------------------------------------------------- */

void brute_clustering(const brute *b, double *plain, double *barrat)
{
    static brute u;
    undirect(b, &u);
    for (size_t i = 0; i < u.n; i++) {
        double degree = 0, strength = 0, closed = 0, heavy = 0;
        for (size_t j = 0; j < u.n; j++) {
            degree += u.arc[i][j];
            strength += u.strength[i][j];
            for (size_t k = 0; k < u.n; k++)
                if (j != k && u.arc[i][j] && u.arc[i][k] && u.arc[j][k]) {
                    closed += 1;
                    heavy += (u.strength[i][j] + u.strength[i][k]) / 2;
                }
        }
        plain[i] = degree < 2 ? NAN : closed / (degree * (degree - 1));
        barrat[i] = degree < 2 ? NAN : heavy / (strength * (degree - 1));
    }
}

double brute_transitivity(const brute *b)
{
    static brute u;
    double closed = 0, triples = 0;
    undirect(b, &u);
    for (size_t i = 0; i < u.n; i++)
        for (size_t j = 0; j < u.n; j++)
            for (size_t k = 0; k < u.n; k++)
                if (j != k && u.arc[i][j] && u.arc[i][k]) {
                    triples += 1;
                    closed += u.arc[j][k];
                }
    return triples > 0 ? closed / triples : NAN;
}

/* --- brokerage
 * -------------------------------------------------------------------------------- */

static double invested(const brute *b, int weighted, size_t i, size_t j)
{
    double there = weighted ? b->strength[i][j] : b->arc[i][j];
    double back = weighted ? b->strength[j][i] : b->arc[j][i];
    return b->directed ? there + back : there;
}

/* Burt 1992: from the parts that each neighbour has in the constraint of i. */
static double hierarchy(const double *part, size_t neighbours, double constraint)
{
    double n = (double)neighbours, sum = 0;
    if (neighbours < 2)
        return NAN;
    for (size_t j = 0; j < neighbours; j++)
        sum += part[j] / (constraint / n) * log(part[j] / (constraint / n));
    return sum / (n * log(n));
}

void brute_constraint(const brute *b, int weighted, brute_holes *out)
{
    static brute_matrix w, p, m;
    for (size_t i = 0; i < b->n; i++) {
        double sum = 0, most = 0;
        for (size_t j = 0; j < b->n; j++) {
            w[i][j] = i == j ? 0 : invested(b, weighted, i, j);
            sum += w[i][j];
            most = fmax(most, w[i][j]);
        }
        for (size_t j = 0; j < b->n; j++) {
            p[i][j] = sum > 0 ? w[i][j] / sum : 0;
            m[i][j] = most > 0 ? w[i][j] / most : 0;
        }
    }
    for (size_t i = 0; i < b->n; i++) {
        double part[BRUTE_MAX], constraint = 0, size = 0;
        size_t neighbours = 0;
        for (size_t j = 0; j < b->n; j++) {
            double tied = p[i][j], redundant = 0;
            for (size_t q = 0; q < b->n; q++) {
                tied += p[i][q] * p[q][j];
                redundant += p[i][q] * m[j][q];
            }
            if (i == j || p[i][j] == 0)
                continue;
            part[neighbours++] = tied * tied;
            constraint += tied * tied;
            size += 1 - redundant;
        }
        out->constraint[i] = neighbours ? constraint : NAN;
        out->size[i] = neighbours ? size : NAN;
        out->efficiency[i] = neighbours ? size / (double)neighbours : NAN;
        out->hierarchy[i] = hierarchy(part, neighbours, constraint);
    }
}

static int role(const char *a, const char *v, const char *b)
{
    int same_av = strcmp(a, v) == 0, same_vb = strcmp(v, b) == 0,
        same_ab = strcmp(a, b) == 0;
    if (same_av && same_vb)
        return 0; /* coordinator */
    if (same_ab)
        return 1; /* consultant */
    if (same_vb)
        return 2; /* gatekeeper: the broker is with the receiver */
    if (same_av)
        return 3; /* representative: the broker is with the sender */
    return 4;     /* liaison */
}

/* Roles of v over a -> v -> c; without direction each pair a, c once, from the lower
 * number. */
static void broker(const brute *b, char *const *groups, size_t v, double out[6])
{
    for (size_t a = 0; a < b->n; a++)
        for (size_t c = b->directed ? 0 : a; c < b->n; c++) {
            if (a == c || !b->arc[a][v] || !b->arc[v][c] || b->arc[a][c])
                continue;
            if (!groups[a] || !groups[c])
                continue;
            int is = role(groups[a], groups[v], groups[c]);
            out[is] += 1;
            if (!b->directed && (is == 2 || is == 3))
                out[5 - is] += 1; /* read the other way it is the other of the two */
            out[5] += 1;
        }
}

void brute_brokerage(const brute *b, char *const *groups, double out[][6])
{
    for (size_t v = 0; v < b->n; v++) {
        for (int is = 0; is < 6; is++)
            out[v][is] = groups[v] ? 0 : NAN;
        if (groups[v])
            broker(b, groups, v, out[v]);
    }
}

static int dominates(const brute *b, size_t root, size_t by, size_t v)
{
    return by == v || !reaches(b, root, v, by);
}

void brute_dominated(const brute *b, size_t root, double *count, double *parent)
{
    for (size_t v = 0; v < b->n; v++) {
        count[v] = parent[v] = NAN;
        if (!reaches(b, root, v, BRUTE_MAX))
            continue;
        count[v] = 0;
        double most = -1;
        for (size_t u = 0; u < b->n; u++) {
            if (!reaches(b, root, u, BRUTE_MAX) || u == v)
                continue;
            if (dominates(b, root, v, u))
                count[v] += 1;
            if (!dominates(b, root, u, v))
                continue;
            double above = 0; /* dominators of u: the nearest one has the most */
            for (size_t w = 0; w < b->n; w++)
                above += reaches(b, root, w, BRUTE_MAX) && dominates(b, root, w, u);
            if (above > most)
                most = above, parent[v] = (double)u;
        }
    }
}

/* --- spectra
 * ---------------------------------------------------------------------------------- */

static double given(const brute *b, int weighted, size_t i, size_t j)
{
    return weighted ? b->strength[i][j] : b->arc[i][j];
}

double brute_pagerank_error(const brute *b, const double *p, double damping, int weighted)
{
    double into[BRUTE_MAX] = {0}, idle = 0, worst = 0, n = (double)b->n;
    for (size_t u = 0; u < b->n; u++) {
        double sum = 0;
        for (size_t v = 0; v < b->n; v++)
            sum += given(b, weighted, u, v);
        if (sum <= 0)
            idle += p[u];
        for (size_t v = 0; v < b->n && sum > 0; v++)
            into[v] += p[u] * given(b, weighted, u, v) / sum;
    }
    for (size_t v = 0; v < b->n; v++) {
        double right = (1 - damping) / n + damping * (into[v] + idle / n);
        worst = fmax(worst, fabs(p[v] - right));
    }
    return worst;
}

double brute_eigenvector_error(const brute *b, const double *x, int weighted)
{
    double y[BRUTE_MAX] = {0}, xy = 0, xx = 0, worst = 0;
    for (size_t v = 0; v < b->n; v++) {
        for (size_t u = 0; u < b->n; u++)
            y[v] += given(b, weighted, u, v) * x[u];
        xy += x[v] * y[v];
        xx += x[v] * x[v];
    }
    for (size_t v = 0; v < b->n; v++)
        worst = fmax(worst, fabs(y[v] - xy / xx * x[v]));
    return worst / fmax(1.0, xy / xx);
}

int brute_cyclic(const brute *b)
{
    for (size_t v = 0; v < b->n; v++)
        for (size_t u = 0; u < b->n; u++)
            if (b->arc[v][u] && (!b->directed || reaches(b, u, v, BRUTE_MAX)))
                return 1;
    return 0;
}
