#include "graph/guard.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"

enum { ASKS_A_SECOND = 20 };

/* The one thing of the library that all threads share. */
static pthread_mutex_t lock;
static pthread_once_t lock_made = PTHREAD_ONCE_INIT;
static guard
    *inside; /* igraph's handlers take no argument of ours; guarded by the lock */

/* Recursive, so that a host that holds it may call measures, and a progress function too.
 */
static void make_lock(void)
{
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
    pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &kind);
    pthread_mutexattr_destroy(&kind);
}

void guard_lock(void)
{
    pthread_once(&lock_made, make_lock);
    pthread_mutex_lock(&lock);
}

void guard_unlock(void) { pthread_mutex_unlock(&lock); }

/* --- handlers --------------------------------------------------------------------- */

static void keep_first(char *into, size_t size, const char *text)
{
    if (!*into && text && *text)
        error_copy_head(into, size, text);
}

/* Called once for every level that an error passes, later ones without a text; the text
 * may lie in what IGRAPH_FINALLY_FREE() frees. */
static void on_error(const char *text, const char *file, int line, igraph_error_t code)
{
    (void)file;
    (void)line;
    (void)code;
    if (inside)
        keep_first(inside->reason, sizeof inside->reason, text);
    IGRAPH_FINALLY_FREE();
}

static void on_warning(const char *text, const char *file, int line)
{
    (void)file;
    (void)line;
    if (inside)
        keep_first(inside->warnings, sizeof inside->warnings, text);
}

/* igraph asks a hundred thousand times a second, or once in several: by the clock alone
 * are both right. */
static int is_due(guard *g)
{
    struct timespec at;
    double now;
    clock_gettime(CLOCK_MONOTONIC, &at);
    now = (double)at.tv_sec + (double)at.tv_nsec / 1e9;
    if (g->asks && now - g->asked < 1.0 / ASKS_A_SECOND)
        return 0;
    g->asks++;
    g->asked = now;
    return 1;
}

static igraph_error_t on_interruption(void *data)
{
    (void)data;
    if (!inside || inside->cancelled ||
        (is_due(inside) && run_tick(inside->run, inside->what, -1, NULL))) {
        if (inside)
            inside->cancelled = 1;
        IGRAPH_FINALLY_FREE();
        return IGRAPH_INTERRUPTED;
    }
    return IGRAPH_SUCCESS;
}

/* --- in and out ------------------------------------------------------------------- */

static void put_back(guard *g)
{
    IGRAPH_FINALLY_EXIT();
    igraph_set_status_handler(g->status);
    igraph_set_progress_handler(g->progress);
    igraph_set_interruption_handler(g->interruption);
    igraph_set_warning_handler(g->warning);
    igraph_set_error_handler(g->error);
    inside = g->outer;
    guard_unlock();
}

polity_status guard_enter(guard *g, const polity_run *run, const char *what,
                          polity_error *err)
{
    memset(g, 0, sizeof *g);
    g->run = run;
    g->what = what;
    guard_lock();
    g->outer = inside;
    inside = g;
    g->error = igraph_set_error_handler(on_error);
    g->warning = igraph_set_warning_handler(on_warning);
    g->interruption = igraph_set_interruption_handler(on_interruption);
    g->progress = igraph_set_progress_handler(NULL);
    g->status = igraph_set_status_handler(NULL);
    IGRAPH_FINALLY_ENTER();
    if (igraph_rng_init(&g->random, &igraph_rngtype_mt19937)) {
        put_back(g);
        return error_memory(err);
    }
    igraph_rng_seed(&g->random, (igraph_uint_t)run->seed);
    g->host_random = igraph_rng_default();
    g->host_copy = *g->host_random;
    igraph_rng_set_default(&g->random);
    return POLITY_OK;
}

static polity_status failure(const guard *g, igraph_error_t code, polity_error *err)
{
    const char *words = *g->reason ? g->reason : igraph_strerror(code);
    switch (code) {
    case IGRAPH_ENOMEM: return error_memory(err);
    case IGRAPH_INTERRUPTED:
        return error_set(err, POLITY_ECANCELLED, "cancelled", "cancelled while %s",
                         g->what);
    case IGRAPH_DIVERGED:
    case IGRAPH_ARPACK_FAILED:
    case IGRAPH_ARPACK_MAXIT:
    case IGRAPH_ARPACK_NOSHIFT:
        return error_set(err, POLITY_ECONVERGE, "not-converged",
                         "%s did not converge: igraph says \"%.200s\"", g->what, words);
    default:
        return error_set(err, POLITY_EENGINE, "igraph", "%s: igraph says \"%.200s\"",
                         g->what, words);
    }
}

polity_status guard_leave(guard *g, igraph_error_t code, polity_error *err)
{
    polity_status status = code ? failure(g, code, err) : POLITY_OK;
    IGRAPH_FINALLY_FREE(); /* what a measure put on the stack of our level */
    /* igraph 0.10.2 copies what it is given over its own default; later ones keep the
     * pointer. */
    igraph_rng_set_default(igraph_rng_default() == &g->random ? g->host_random
                                                              : &g->host_copy);
    igraph_rng_destroy(&g->random);
    put_back(g);
    return status;
}

/* --- the object ------------------------------------------------------------------- */

struct engine {
    igraph_t graph;
};

/* Pairs of ends: arcs by row; of an undirected graph its ties. */
static void write_ends(const polity_graph *graph, igraph_vector_int_t *ends)
{
    igraph_integer_t *at = VECTOR(*ends);
    for (size_t v = 0; v < graph->nodes; v++) {
        for (int64_t i = graph->out.first[v]; i < graph->out.first[v + 1]; i++) {
            if (!graph->directed && (size_t)graph->out.head[i] < v)
                continue; /* met at its lower end */
            *at++ = (igraph_integer_t)v;
            *at++ = graph->out.head[i];
        }
    }
}

static igraph_integer_t engine_edges(const polity_graph *graph)
{
    return (igraph_integer_t)(graph->directed ? graph->arcs : graph->ties);
}

igraph_error_t guard_create(const polity_graph *graph, igraph_t *out)
{
    igraph_vector_int_t ends;
    igraph_error_t code = igraph_vector_int_init(&ends, 2 * engine_edges(graph));
    if (code)
        return code;
    write_ends(graph, &ends);
    code = igraph_create(out, &ends, (igraph_integer_t)graph->nodes,
                         graph->directed ? IGRAPH_DIRECTED : IGRAPH_UNDIRECTED);
    igraph_vector_int_destroy(&ends);
    return code;
}

igraph_error_t guard_strengths(const polity_graph *graph, igraph_vector_t *out)
{
    igraph_integer_t n = engine_edges(graph);
    const double *from = graph->directed ? graph->out.weight : graph->tie_weight;
    igraph_error_t code = igraph_vector_init(out, n);
    for (igraph_integer_t i = 0; i < n && !code; i++)
        VECTOR(*out)[i] = from ? from[i] : 1;
    return code;
}

igraph_error_t guard_igraph(const polity_graph *graph, const igraph_t **out)
{
    polity_graph *owner =
        (polity_graph *)graph; /* a cache: what is seen does not change */
    struct engine *made;
    igraph_error_t code;
    *out = NULL;
    if (!owner->engine) {
        made = memory_array(1, sizeof *made);
        if (!made)
            return IGRAPH_ENOMEM;
        code = guard_create(graph, &made->graph);
        if (code) {
            memory_free(made);
            return code;
        }
        owner->engine = made;
    }
    *out = &owner->engine->graph;
    return IGRAPH_SUCCESS;
}

void engine_free(struct engine *engine)
{
    if (!engine)
        return;
    guard_lock();
    igraph_destroy(&engine->graph);
    guard_unlock();
    memory_free(engine);
}

const char *guard_version(int *major, int *minor)
{
    const char *text = "";
    int patch;
    igraph_version(&text, major, minor, &patch);
    return text;
}
