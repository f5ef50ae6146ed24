#include "graph/rollup.h"

#include <string.h>

#include "base/alloc.h"
#include "base/options.h"

/* --- what they share
 * --------------------------------------------------------------------- */

static polity_status read_key(rollup *r, const char *text, size_t n)
{
    const query_scope scope = {.data = r->view->dataset,
                               .variables = {{"n", QUERY_NODE, VOCABULARY_NONE, 0}},
                               .count = 1};
    query_fault fault;
    char *copy;
    polity_status status = POLITY_OK;
    while (n && *text == ' ')
        text++, n--;
    while (n && text[n - 1] == ' ')
        n--;
    if (n == 4 && !memcmp(text, "type", 4))
        return POLITY_OK; /* every group is of one type */
    if (r->keys == ROLLUP_KEYS)
        return error_set(r->err, POLITY_EARG, "option-value",
                         "option by names more than %d things", ROLLUP_KEYS);
    copy = memory_text(text, n);
    if (!copy)
        return error_memory(r->err);
    if (query_compile(&r->key[r->keys], copy, &scope, 0, &fault))
        r->keys++;
    else
        status = query_fault_error(&fault, "by", copy, r->err);
    memory_free(copy);
    return status;
}

static polity_status none_named(rollup *r)
{
    return error_set(r->err, POLITY_EARG, "option-missing",
                     "option by is needed: what nodes of a group share, such as region");
}

/* Commas within brackets and quotes are not those between keys. */
polity_status rollup_read(rollup *r, const char *by)
{
    size_t start = 0, named = 0;
    int depth = 0;
    char quote = 0;
    r->by = by;
    for (size_t i = 0;; i++) {
        char c = by[i];
        if (quote && c) {
            quote = c == quote ? 0 : quote;
            continue;
        }
        if (c == '\'' || c == '"' || c == '`')
            quote = c;
        depth += (c == '(' || c == '[') - (c == ')' || c == ']');
        if (c && (c != ',' || depth > 0))
            continue;
        if (i > start) {
            polity_status status = read_key(r, by + start, i - start);
            if (status)
                return status;
            named++;
        }
        if (!c)
            return named ? POLITY_OK : none_named(r);
        start = i + 1;
    }
}

/* --- groups
 * ------------------------------------------------------------------------------ */

/* The values of a node, joined; empty if it has none of them. */
static int key_text(rollup *r, query_run *run, int32_t at, buffer *to)
{
    const polity_dataset *data = r->view->dataset;
    int any = 0;
    buffer_clear(to);
    buffer_text(to, data->vocabulary.types[dataset_node(data, (size_t)at)->type].name);
    run->variables[0] = (query_value){.type = QUERY_NODE, .as.integer = at};
    for (size_t i = 0; i < r->keys; i++) {
        query_value value = query_evaluate(run, &r->key[i]);
        const char *text;
        size_t n;
        buffer_char(to, ':');
        if (value.type == QUERY_NULL)
            continue;
        any = 1;
        if (query_as_text(data, &value, &text, &n))
            buffer_add(to, text, n);
        else
            query_write(data, &value, to);
    }
    if (!any && to->length) {
        to->length = strcspn(to->bytes, ":");
        to->bytes[to->length] = '\0';
    }
    return !to->failed;
}

static int32_t find_group(rollup *r, const buffer *key)
{
    uint32_t at = map_find(&r->group_ids, key->bytes, key->length);
    char *copy;
    if (at != MAP_ABSENT)
        return (int32_t)at;
    copy = arena_text(&r->texts, key->bytes, key->length);
    if (!copy ||
        !memory_grow((void **)&r->groups, &r->group_capacity, r->group_count + 1,
                     sizeof *r->groups) ||
        !map_put(&r->group_ids, copy, key->length, (uint32_t)r->group_count))
        return -1;
    r->groups[r->group_count] = (rollup_group){.id = copy, .name = copy, .first = -1};
    return (int32_t)r->group_count++;
}

/* "school, maintained (16769)", or the name of a single node. */
static int name_group(rollup *r, rollup_group *g)
{
    const polity_dataset *data = r->view->dataset;
    const node *n = dataset_node(data, (size_t)r->view->nodes[g->first]);
    buffer name = {0};
    int fine;
    if (g->members == 1) {
        g->id = dataset_text(data, n->id);
        g->name = n->name ? dataset_text(data, n->name) : g->id;
        return 1;
    }
    for (const char *c = g->id; *c; c++) {
        if (*c == ':')
            buffer_text(&name, c[1] && c[1] != ':' ? ", " : "");
        else
            buffer_char(&name, *c == '_' ? ' ' : *c);
    }
    buffer_print(&name, " (%zu)", g->members);
    g->name = name.failed ? NULL : arena_text(&r->texts, name.bytes, name.length);
    fine = g->name != NULL;
    buffer_free(&name);
    return fine;
}

polity_status rollup_group_nodes(rollup *r)
{
    const polity_view *view = r->view;
    query_run run = {
        .data = view->dataset, .dated = view->dated, .from = view->from, .to = view->to};
    buffer key = {0};
    polity_status status = POLITY_OK;
    int fine;
    r->group = memory_array(view->node_count, sizeof *r->group);
    fine = r->group != NULL;
    for (size_t v = 0; v < view->node_count && fine; v++) {
        fine = key_text(r, &run, view->nodes[v], &key);
        r->group[v] = fine ? find_group(r, &key) : -1;
        fine = fine && r->group[v] >= 0;
        // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a key found has a group
        if (fine && !r->groups[r->group[v]].members++)
            r->groups[r->group[v]].first = (int32_t)v;
    }
    for (size_t i = 0; i < r->group_count && fine; i++)
        fine = name_group(r, &r->groups[i]);
    status = fine ? query_run_status(&run, r->err) : error_memory(r->err);
    query_run_free(&run);
    buffer_free(&key);
    return status;
}

/* --- ties
 * --------------------------------------------------------------------------------- */

typedef struct tie_key {
    int32_t source, target, kind;
} tie_key;

typedef struct end_key {
    int32_t tie, end, member;
} end_key;

static char *keep_key(rollup *r, const tie_key *key)
{
    return arena_text(&r->texts, (const char *)key, sizeof *key);
}

/* Whether a tie of this kind between these nodes has been met: a tie may be both stated
 * and derived. -1 = no memory. */
static int is_met(rollup *r, const edge *e, int64_t source, int64_t target)
{
    tie_key key = {(int32_t)source, (int32_t)target, e->kind};
    char *copy;
    if (map_find(&r->pair_ids, (const char *)&key, sizeof key) != MAP_ABSENT)
        return 1;
    copy = keep_key(r, &key);
    return copy && map_put(&r->pair_ids, copy, sizeof key, 0) ? 0 : -1;
}

static rollup_tie *find_tie(rollup *r, const edge *e, int32_t source, int32_t target)
{
    tie_key key = {source, target, e->kind};
    uint32_t at = map_find(&r->tie_ids, (const char *)&key, sizeof key);
    char *copy;
    if (at != MAP_ABSENT)
        return &r->ties[at];
    copy = keep_key(r, &key);
    if (!copy ||
        !memory_grow((void **)&r->ties, &r->tie_capacity, r->tie_count + 1,
                     sizeof *r->ties) ||
        !map_put(&r->tie_ids, copy, sizeof key, (uint32_t)r->tie_count))
        return NULL;
    r->ties[r->tie_count] = (rollup_tie){.kind = e->kind,
                                         .matter = e->matter,
                                         .modality = e->modality,
                                         .source = source,
                                         .target = target};
    return &r->ties[r->tie_count++];
}

/* Count a member that such a tie has at an end, once. */
static int add_end(rollup *r, rollup_tie *tie, int end, int32_t member)
{
    end_key key = {(int32_t)(tie - r->ties), end, member};
    char *copy;
    if (map_find(&r->end_ids, (const char *)&key, sizeof key) != MAP_ABSENT)
        return 1;
    copy = arena_text(&r->texts, (const char *)&key, sizeof key);
    tie->ends[end]++;
    return copy && map_put(&r->end_ids, copy, sizeof key, 0);
}

/* Ends are numbers in the view; an undirected tie stands from the group that was met
 * first, and within a group it has both its ends at both. */
static int add_tie(rollup *r, const edge *e, int32_t from, int32_t to)
{
    int directed = r->view->dataset->vocabulary.kinds[e->kind].directed;
    int within = r->group[from] == r->group[to];
    int turn = !directed && r->group[from] > r->group[to];
    int32_t ends[2] = {turn ? to : from, turn ? from : to};
    rollup_tie *tie = find_tie(r, e, r->group[ends[0]], r->group[ends[1]]);
    if (!tie)
        return 0;
    tie->count++;
    r->groups[tie->source].within += (size_t)within;
    if (tie->matter != e->matter)
        tie->matter = 0;
    if (tie->modality != e->modality)
        tie->modality = 0;
    if (within && !directed &&
        !(add_end(r, tie, 0, ends[1]) && add_end(r, tie, 1, ends[0])))
        return 0;
    return add_end(r, tie, 0, ends[0]) && add_end(r, tie, 1, ends[1]);
}

polity_status rollup_merge_ties(rollup *r)
{
    const polity_view *view = r->view;
    for (size_t i = 0; i < view->tie_count; i++) {
        edge e = view_tie(view, i);
        int64_t from = dataset_node_at(view->dataset, e.source);
        int64_t to = dataset_node_at(view->dataset, e.target);
        int turn = !view->dataset->vocabulary.kinds[e.kind].directed && from > to;
        int met = turn ? is_met(r, &e, to, from) : is_met(r, &e, from, to);
        if (met < 0)
            return error_memory(r->err);
        if (met)
            continue;
        if (!add_tie(r, &e, view->number[from], view->number[to]))
            return error_memory(r->err);
    }
    return POLITY_OK;
}

void rollup_free(rollup *r)
{
    for (size_t i = 0; i < r->keys; i++)
        query_free(&r->key[i]);
    memory_free(r->group);
    memory_free(r->groups);
    memory_free(r->ties);
    map_free(&r->group_ids);
    map_free(&r->tie_ids);
    map_free(&r->pair_ids);
    map_free(&r->end_ids);
    arena_free(&r->texts);
}

polity_status polity_rollup(polity_dataset **out, polity_table **counts,
                            const polity_view *view, const polity_option *rows, size_t n,
                            const polity_run *run, polity_error *err)
{
    options given = {rows, n};
    rollup r = {.view = view, .err = err};
    const char *by;
    polity_status status;
    (void)run;
    if (out)
        *out = NULL;
    if (counts)
        *counts = NULL;
    if (!view || (n && !rows))
        return error_set(err, POLITY_EARG, "argument", "a view is needed");
    status = options_check(given, err);
    by = status ? NULL : option_text(given, "by");
    if (!status && !by)
        status = none_named(&r);
    if (!status && !(status = rollup_read(&r, by)) && !(status = rollup_group_nodes(&r)))
        status = rollup_merge_ties(&r);
    if (!status && counts)
        status = rollup_table(&r, counts);
    if (!status && out)
        status = rollup_dataset(&r, out);
    if (status && counts) {
        polity_table_free(*counts);
        *counts = NULL;
    }
    rollup_free(&r);
    return status;
}
