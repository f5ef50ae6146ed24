#include "derive/join.h"

#include <string.h>

#include "base/alloc.h"

/* Keys of one side while the index is made. */
typedef struct keys {
    map first; /* key → first candidate */
    arena texts;
    query_run *run;
    const query *link;
    size_t part;
    int no_memory;
} keys;

/* The bytes by which equal values are found: 1; 0 = NULL. */
static int key_bytes(keys *k, const query_value *of, double *number, const char **bytes,
                     size_t *n)
{
    if (of->type == QUERY_NULL)
        return 0;
    if (query_as_text(k->link->data, of, bytes, n))
        return 1;
    *number = of->type == QUERY_REAL ? of->as.real : (double)of->as.integer;
    *number += 0.0; /* -0 is 0 */
    *bytes = (const char *)number;
    *n = sizeof *number;
    return 1;
}

/* The side of a candidate, as it is on the first day that it stands for. */
static query_value side_of(keys *k, size_t party, const candidate *of)
{
    k->run->dated = 1;
    k->run->from = of->when.from;
    k->run->to = of->when.from + 1;
    k->run->variables[party] = (query_value){.type = QUERY_NODE, .as.integer = of->node};
    return query_part_side(k->run, k->link, k->part, 1u << party);
}

/* Chain candidates of one key in their order, which means from the last. */
static void index_side(join_index *to, keys *k, size_t party, const candidates *ends)
{
    for (size_t i = ends->count; i-- > 0 && !k->no_memory;) {
        query_value value = side_of(k, party, &ends->rows[i]);
        const char *bytes;
        double number;
        size_t n;
        uint32_t *at;
        to->next[i] = JOIN_END;
        if (!key_bytes(k, &value, &number, &bytes, &n)) {
            to->undecided++;
            continue;
        }
        at = map_at(&k->first, bytes, n);
        if (at) {
            to->next[i] = *at;
            *at = (uint32_t)i;
            continue;
        }
        if (!value.symbol && value.type != QUERY_NODE && value.type != QUERY_CATEGORY)
            bytes = arena_text(&k->texts, bytes, n);
        k->no_memory = !bytes || !map_put(&k->first, bytes, n, (uint32_t)i);
    }
}

static void probe_side(join_index *to, keys *k, const candidates *ends)
{
    for (size_t i = 0; i < ends->count; i++) {
        query_value value = side_of(k, to->with, &ends->rows[i]);
        const char *bytes;
        double number;
        size_t n;
        to->first[i] = JOIN_END;
        if (key_bytes(k, &value, &number, &bytes, &n))
            to->first[i] = map_find(&k->first, bytes, n);
        else
            to->undecided++;
    }
}

/* The first part of the link that joins `party` to one that is chosen before. */
static int find_part(const query *link, size_t party, size_t *part, size_t *with)
{
    for (size_t i = 0; i < query_parts(link); i++) {
        uint32_t left, right;
        if (!query_part_is_join(link, i, &left, &right))
            continue;
        for (size_t k = 0; k < party; k++)
            if ((left | right) == (1u << party | 1u << k)) {
                *part = i;
                *with = k;
                return 1;
            }
    }
    return 0;
}

polity_status join_make(join_index *to, const query *link, size_t party,
                        const candidates *const ends[RULE_PARTIES], query_run *run,
                        polity_error *err)
{
    keys k = {.run = run, .link = link};
    if (!find_part(link, party, &k.part, &to->with))
        return POLITY_OK;
    to->next = memory_array(ends[party]->count, sizeof *to->next);
    to->first = memory_array(ends[to->with]->count, sizeof *to->first);
    k.no_memory = !to->next || !to->first;
    if (!k.no_memory)
        index_side(to, &k, party, ends[party]);
    if (!k.no_memory)
        probe_side(to, &k, ends[to->with]);
    to->made = 1;
    to->decides = query_parts(link) == 1 && query_joins_by_text(link);
    map_free(&k.first);
    arena_free(&k.texts);
    memset(run->variables, 0, sizeof run->variables);
    return k.no_memory ? error_memory(err) : POLITY_OK;
}

void join_free(join_index *of)
{
    memory_free(of->next);
    memory_free(of->first);
    *of = (join_index){0};
}
