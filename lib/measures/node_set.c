#include "measures/node_set.h"

#include <string.h>

#include "query/query.h"

typedef struct reader {
    const measure_call *call;
    const char *name, *text;
    node_set *to;
    size_t known;        /* words that are ids */
    const char *unknown; /* the first word that is none; NULL = all are */
    int marked;          /* a word that is none has a mark that conditions are made of */
} reader;

static const char marks[] = " \t\n'\"=<>!()";

static char *trimmed(char *word)
{
    size_t n;
    word += strspn(word, " ");
    n = strlen(word);
    while (n && word[n - 1] == ' ')
        word[--n] = '\0';
    return word;
}

/* The words of `text`, which is written in. */
static void read_words(reader *r, char *text)
{
    char *next = text;
    while (next) {
        char *word = next;
        next = strchr(word, ',');
        if (next)
            *next++ = '\0';
        word = trimmed(word);
        int64_t v = polity_graph_find(r->call->graph, word);
        if (v >= 0) {
            r->to->flags[v] = 1;
            r->known++;
            continue;
        }
        r->marked |= strpbrk(word, marks) != NULL;
        if (!r->unknown)
            r->unknown = word;
    }
}

static void test_nodes(reader *r, const query *condition, query_run *run)
{
    const polity_view *view = r->call->graph->view;
    memset(r->to->flags, 0, r->call->graph->nodes);
    for (size_t v = 0; v < view->node_count; v++) {
        run->variables[0] =
            (query_value){.type = QUERY_NODE, .as.integer = view->nodes[v]};
        int is = query_test(run, condition);
        r->to->flags[v] = is > 0;
        r->to->undecided += is < 0;
    }
}

static polity_status evaluate(reader *r, const query *condition, polity_error *err)
{
    const polity_view *view = r->call->graph->view;
    query_ties index = {0};
    uint32_t *degree[3] = {NULL, NULL, NULL};
    query_run run = {.data = view->dataset,
                     .dated = view->dated,
                     .from = view->from,
                     .to = view->to,
                     .ties = &index};
    double bytes = 16.0 * (double)dataset_count(view->dataset, RECORD_NODE) +
                   8.0 * (double)dataset_count(view->dataset, RECORD_EDGE);
    polity_status status = run_reserve(r->call->run, "choosing nodes", bytes, err);
    if (!status)
        status = view_degrees(view, degree, err);
    if (!status && !query_ties_make(&index, view->dataset))
        status = error_memory(err);
    for (int way = 0; way < 3; way++)
        run.degree[way] = degree[way];
    if (!status) {
        test_nodes(r, condition, &run);
        status = query_run_status(&run, err);
    }
    for (int way = 0; way < 3; way++)
        memory_free(degree[way]);
    query_run_free(&run);
    query_ties_free(&index);
    return status;
}

/* What does not compile is a list of ids after all if a word of it is one, or none looks
 * like a part of a condition. */
static polity_status by_condition(reader *r, polity_error *err)
{
    static const query_variable node = {"n", QUERY_NODE, VOCABULARY_NONE, 0};
    const polity_view *view = r->call->graph->view;
    int is_list = r->known || !r->marked;
    query condition;
    query_fault fault;
    polity_status status;
    if (!view)
        return is_list ? measure_unknown_node(r->call, r->name, r->unknown, err)
                       : error_set(err, POLITY_EUNFIT, "nodes-from-arrays",
                                   "%s: the network is from arrays, and its nodes have "
                                   "ids alone: list those, separated by commas",
                                   r->name);
    const query_scope scope = {
        .data = view->dataset, .variables = {node}, .count = 1, .views = QUERY_VIEW_ALL};
    if (!query_compile(&condition, r->text, &scope, 1, &fault))
        return fault.id && is_list
                   ? measure_unknown_node(r->call, r->name, r->unknown, err)
                   : query_fault_error(&fault, r->name, r->text, err);
    status = evaluate(r, &condition, err);
    query_free(&condition);
    return status;
}

polity_status node_set_read(node_set *to, const measure_call *call, const char *name,
                            polity_error *err)
{
    size_t n = call->graph->nodes, length;
    reader r = {.call = call, .name = name, .text = measure_text(call, name), .to = to};
    char *words;
    polity_status status = POLITY_OK;
    *to = (node_set){.count = n};
    if (!r.text)
        return POLITY_OK;
    length = strlen(r.text);
    words = memory_array(length + 1, 1);
    to->flags = memory_zeroed(n, 1);
    if (words && to->flags) {
        memcpy(words, r.text, length + 1);
        read_words(&r, words);
        status = r.unknown ? by_condition(&r, err) : POLITY_OK;
    } else {
        status = error_memory(err);
    }
    to->count = 0;
    for (size_t v = 0; v < n && !status; v++)
        to->count += to->flags[v];
    memory_free(words);
    return status;
}

void node_set_free(node_set *of) { memory_free(of->flags); }
