/* What the keys of a GraphML file mean: ours, and those of other programs. */
#include <string.h>

#include "base/alloc.h"
#include "io/graphml/graphml.h"

static const record_list lists[GRAPHML_SORTS] = {
    [GRAPHML_NODE] = RECORD_NODE, [GRAPHML_EDGE] = RECORD_EDGE};

/* Names that other programs use, taken where no key has the name itself. */
static const struct {
    graphml_item_sort sort;
    const char *name, *meant;
} others[] = {
    {GRAPHML_NODE, "label", "name"},
    {GRAPHML_EDGE, "type", "kind"},
    {GRAPHML_EDGE, "edge_kind", "kind"},
};

void graphml_free(graphml *of)
{
    map_free(&of->key_ids);
    memory_free(of->keys);
    memory_free(of->data.rows);
    memory_free(of->of_graph.rows);
    for (int sort = 0; sort < GRAPHML_SORTS; sort++)
        memory_free(of->items[sort].rows);
    arena_free(&of->texts);
}

static int has_key(const graphml *of, graphml_item_sort sort, const char *name)
{
    for (size_t i = 0; i < of->key_count; i++)
        if (of->keys[i].of[sort] && flat_same(of->keys[i].name, name))
            return 1;
    return 0;
}

/* A name that means something, such as "ofsted.json"; the target borrows from it. */
static int find(graphml *of, const polity_dataset *into, graphml_key *key,
                graphml_item_sort sort, const char *name)
{
    size_t n = strlen(name), end = n > 5 && !strcmp(name + n - 5, ".json") ? 5 : 0;
    const char *bare = arena_text(&of->texts, name, n - end);
    if (!bare)
        return -1;
    key->bare[sort] = bare;
    key->target[sort] = flat_find(into, lists[sort], bare);
    key->target[sort].json = end > 0;
    return key->target[sort].what != FLAT_UNKNOWN;
}

/* What nothing knows is kept as an x_ property. */
static int keep(graphml *of, graphml_key *key, graphml_item_sort sort)
{
    size_t n = strlen(key->name);
    char *name = arena_take(&of->texts, n + 3);
    if (!name)
        return 0;
    memcpy(name, "x_", 2);
    memcpy(name + 2, key->name, n);
    key->target[sort] = (flat_target){
        FLAT_FREE, key->type == GRAPHML_STRING ? 2 : 0, VOCABULARY_NONE, NULL, name, ""};
    key->bare[sort] = NULL;
    return 1;
}

static void find_target(graphml *of, reader *r, graphml_key *key, graphml_item_sort sort)
{
    int found = find(of, r->into, key, sort, key->name);
    for (size_t i = 0; !found && i < sizeof others / sizeof *others; i++)
        if (others[i].sort == sort && flat_same(others[i].name, key->name) &&
            !has_key(of, sort, others[i].meant))
            found = find(of, r->into, key, sort, others[i].meant);
    if (found < 0 || (!found && !keep(of, key, sort)))
        read_no_memory(r);
}

void graphml_targets(graphml *of, reader *r)
{
    for (size_t i = 0; i < of->key_count; i++)
        for (int sort = GRAPHML_NODE; sort < GRAPHML_SORTS; sort++)
            if (of->keys[i].of[sort] && !r->status)
                find_target(of, r, &of->keys[i], (graphml_item_sort)sort);
}

void graphml_tell_keys(graphml *of, reader *r, job *told)
{
    for (size_t i = 0; i < of->key_count; i++) {
        const graphml_key *key = &of->keys[i];
        for (int sort = GRAPHML_NODE; sort < GRAPHML_SORTS; sort++) {
            if (!key->used[sort] || key->bare[sort])
                continue;
            job_unknown(told, r, lists[sort], key->name, key->target[sort].key,
                        key->place);
            job_tally_of(told, r, "kept", key->used[sort], "values of \"%.60s\" as %.60s",
                         key->name, key->target[sort].key);
        }
    }
}

const char *graphml_text(const graphml *of, graphml_item_sort sort,
                         const graphml_item *item, const char *name)
{
    const struct graphml_list *in = sort == GRAPHML_GRAPH ? &of->of_graph : &of->data;
    size_t first = sort == GRAPHML_GRAPH ? 0 : item->first;
    size_t count = sort == GRAPHML_GRAPH ? in->count : item->count;
    for (size_t i = first; i < first + count; i++)
        if (!strcmp(of->keys[in->rows[i].key].name, name))
            return in->rows[i].text;
    for (size_t i = 0; i < of->key_count; i++)
        if (of->keys[i].of[sort] && of->keys[i].fallback &&
            !strcmp(of->keys[i].name, name))
            return of->keys[i].fallback;
    return NULL;
}
