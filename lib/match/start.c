#include "match/start.h"

#include "base/alloc.h"
#include "match/search.h"
#include "match/values.h"

/* Nodes by the hash of a value of theirs. */
typedef struct node_index {
    uint32_t *first; /* by hash; 0 = none, else 1 + a row */
    uint32_t *next;  /* by row */
    int32_t *node;
    uint64_t *hash;
    size_t count, size; /* size: a power of two */
} node_index;

static void index_free(node_index *of)
{
    if (!of)
        return;
    memory_free(of->first);
    memory_free(of->next);
    memory_free(of->node);
    memory_free(of->hash);
    memory_free(of);
}

void start_free(plan *of)
{
    for (size_t i = 0; of->chains && i < of->chain_count; i++) {
        index_free(of->chains[i].index);
        search_room_free(of->chains[i].room);
    }
}

static void walk_from(walker *w, size_t chain, int32_t node)
{
    if (w->status || w->enough || walk_tick(w))
        return;
    if (w->begun)
        w->status = w->begun(w->user, w, node);
    else if (w->plan->chains[chain].of->select != SELECT_EVERY)
        search_paths(w, chain, node);
    else
        walk_chain_from(w, chain, node, NULL);
}

/* The part of the first spot that the fewest nodes may be. */
static const pattern_part *best_part(const walker *w, const plan_chain *c, size_t *least)
{
    const net *n = w->net;
    size_t labels = label_count(n->view->dataset, 0);
    const pattern_part *best = NULL;
    *least = SIZE_MAX;
    for (size_t i = 0; i < c->spots[0].count; i++) {
        size_t count = 0;
        for (size_t k = 0; k < labels; k++)
            if (c->spots[0].parts[i]->labels[k])
                count += (size_t)(n->label_first[k + 1] - n->label_first[k]);
        if (count < *least) {
            *least = count;
            best = c->spots[0].parts[i];
        }
    }
    return best;
}

typedef void node_action(void *user, walker *w, size_t chain, int32_t node);

/* Every node of the labels; if they are all actors, in the order of the data. */
static void each_candidate(walker *w, size_t chain, node_action *act, void *user)
{
    const net *n = w->net;
    size_t count, labels = label_count(n->view->dataset, 0);
    const pattern_part *part = best_part(w, &w->plan->chains[chain], &count);
    if (count == (size_t)n->actors && part->record == QUERY_NODE) {
        for (int32_t v = 0; v < n->actors && !w->status && !w->enough; v++)
            act(user, w, chain, v);
        return;
    }
    for (size_t k = 0; k < labels; k++)
        for (int32_t i = n->label_first[k];
             part->labels[k] && i < n->label_first[k + 1] && !w->status && !w->enough;
             i++)
            act(user, w, chain, n->by_label[i]);
}

static void act_walk(void *user, walker *w, size_t chain, int32_t node)
{
    (void)user;
    walk_from(w, chain, node);
}

/* --- looking up
 * ---------------------------------------------------------------------------- */

static void start_by_id(walker *w, size_t chain)
{
    query key = pattern_query(w->plan->of, w->plan->chains[chain].key[1]);
    query_value value = query_evaluate(&w->run, &key);
    const polity_dataset *data = w->net->view->dataset;
    const char *text;
    size_t n;
    int64_t at = -1;
    if (value.type == QUERY_NODE) {
        at = value.as.integer;
    } else if (value.type != QUERY_NULL && query_as_text(data, &value, &text, &n)) {
        symbol id = dataset_find(data, text, n);
        at = id ? dataset_node_at(data, id) : -1;
    }
    if (net_number(w->net, at) >= 0)
        walk_from(w, chain, net_number(w->net, at));
}

typedef struct indexer {
    node_index *to;
    query key;
    int32_t variable;
    size_t capacity[3];
} indexer;

static void act_index(void *user, walker *w, size_t chain, int32_t node)
{
    indexer *x = user;
    node_index *to = x->to;
    query_value value;
    (void)chain;
    w->run.variables[x->variable] = net_node(w->net, node);
    value = query_evaluate(&w->run, &x->key);
    if (value.type == QUERY_NULL)
        return;
    if (!memory_grow((void **)&to->node, &x->capacity[0], to->count + 1,
                     sizeof *to->node) ||
        !memory_grow((void **)&to->hash, &x->capacity[1], to->count + 1,
                     sizeof *to->hash)) {
        w->status = error_memory(w->err);
        return;
    }
    to->node[to->count] = node;
    to->hash[to->count++] = value_hash(w->net->view->dataset, &value);
}

static node_index *make_index(walker *w, size_t chain)
{
    plan_chain *c = &w->plan->chains[chain];
    indexer x = {.key = pattern_query(w->plan->of, c->key[0])};
    node_index *to = memory_zeroed(1, sizeof *to);
    uint32_t reads = syntax_reads(c->key[0]);
    c->index = to;
    if (!to)
        return NULL;
    x.to = to;
    while (!(reads & 1u << x.variable))
        x.variable++;
    each_candidate(w, chain, act_index, &x);
    w->run.variables[x.variable] = query_null();
    for (to->size = 16; to->size < 2 * to->count;)
        to->size *= 2;
    to->first = memory_zeroed(to->size, sizeof *to->first);
    to->next = memory_array(to->count, sizeof *to->next);
    if (!to->first || !to->next)
        return NULL;
    for (size_t i = to->count; i-- > 0;) {
        uint32_t *head = &to->first[to->hash[i] & (to->size - 1)];
        to->next[i] = *head;
        *head = (uint32_t)i + 1;
    }
    return to;
}

static void start_by_key(walker *w, size_t chain)
{
    plan_chain *c = &w->plan->chains[chain];
    query key = pattern_query(w->plan->of, c->key[1]);
    query_value value;
    node_index *index = c->index;
    uint64_t hash;
    if (!index && !(index = make_index(w, chain))) {
        w->status = error_memory(w->err);
        return;
    }
    value = query_evaluate(&w->run, &key);
    if (w->status || value.type == QUERY_NULL)
        return;
    hash = value_hash(w->net->view->dataset, &value);
    for (uint32_t i = index->first[hash & (index->size - 1)];
         i && !w->status && !w->enough; i = index->next[i - 1])
        if (index->hash[i - 1] == hash)
            walk_from(w, chain, index->node[i - 1]);
}

/* --- all
 * ----------------------------------------------------------------------------------- */

static void start_bound(walker *w, size_t chain)
{
    const plan_chain *c = &w->plan->chains[chain];
    if (c->second) {
        walk_from(w, chain, (int32_t)w->trail[w->chains[chain - 1].base]);
        return;
    }
    for (size_t i = 0; i < c->spots[0].count; i++) {
        int32_t v = c->spots[0].parts[i]->variable;
        if (v < 0 || !(w->bound & 1u << v))
            continue;
        if (w->run.variables[v].type != QUERY_NULL)
            walk_from(w, chain, (int32_t)w->number[v]);
        return;
    }
}

void start_chain(walker *w, size_t chain)
{
    if (chain == 0 && w->from >= 0) {
        walk_from(w, chain, w->from);
        return;
    }
    switch (w->plan->chains[chain].start) {
    case START_BOUND: start_bound(w, chain); break;
    case START_ID: start_by_id(w, chain); break;
    case START_KEY: start_by_key(w, chain); break;
    default: each_candidate(w, chain, act_walk, NULL);
    }
}
