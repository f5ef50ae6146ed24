/* Figures: the value of a pattern, or of a measure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/match.h>
#include <polity/measure.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "claims/run.h"
#include "graph/view.h"

/* --- views
 * --------------------------------------------------------------------------------- */

static int has(claim_options of, const char *name)
{
    for (size_t i = 0; i < of.count; i++)
        if (!strcmp(of.rows[i].name, name))
            return 1;
    return 0;
}

static int same(claim_options a, claim_options b)
{
    if (a.count != b.count)
        return 0;
    for (size_t i = 0; i < a.count; i++)
        if (strcmp(a.rows[i].name, b.rows[i].name) != 0 ||
            strcmp(a.rows[i].value, b.rows[i].value) != 0)
            return 0;
    return 1;
}

/* Those of the figure, then the caller's; what is the run's own stays out. */
static int merge(const claims_run *r, claim_options of, int pattern, claim_options *to)
{
    to->count = 0;
    to->rows = memory_array(of.count + r->given.count + 1, sizeof *to->rows);
    if (!to->rows)
        return 0;
    for (size_t i = 0; i < of.count; i++)
        claim_options_set(to, of.rows[i]);
    for (size_t i = 0; i < r->given.count; i++)
        if (strcmp(r->given.rows[i].name, "expect") != 0 &&
            strcmp(r->given.rows[i].name, "claim") != 0)
            claim_options_set(
                to, (polity_option){r->given.rows[i].name, r->given.rows[i].value
                                                               ? r->given.rows[i].value
                                                               : "true"});
    if (pattern && !has(*to, "class") && !has(*to, "kind"))
        claim_options_set(to, (polity_option){"class", "all"});
    return 1;
}

polity_status run_view(claims_run *r, claim_options of, int pattern,
                       const polity_view **out, claim_options *merged)
{
    claim_options all;
    claims_view *made;
    polity_status status;
    if (!merge(r, of, pattern, &all))
        return error_memory(r->err);
    for (size_t i = 0; i < r->view_count; i++)
        if (same(r->views[i].options, all)) {
            memory_free(all.rows);
            *out = r->views[i].view;
            *merged = r->views[i].options;
            return POLITY_OK;
        }
    if (!memory_grow((void **)&r->views, &r->view_capacity, r->view_count + 1,
                     sizeof *r->views)) {
        memory_free(all.rows);
        return error_memory(r->err);
    }
    made = &r->views[r->view_count];
    *made = (claims_view){all, NULL};
    status =
        polity_view_build(&made->view, r->data, all.rows, all.count, r->settings, r->err);
    if (status) {
        memory_free(all.rows);
        return status;
    }
    r->view_count++;
    *out = made->view;
    *merged = all;
    return POLITY_OK;
}

void run_needs(claims_run *r, const char *text, size_t n)
{
    const char *at = r->needs.bytes;
    for (; at && (at = strstr(at, text)); at++)
        if ((at == r->needs.bytes || at[-1] == ' ') && (at[n] == ',' || !at[n]))
            return;
    if (r->needs.length)
        buffer_text(&r->needs, ", ");
    buffer_add(&r->needs, text, n);
}

/* --- patterns
 * ------------------------------------------------------------------------------ */

/* Properties that no record has, as the result tells. */
static void take_needs(claims_run *r, const polity_table *of)
{
    const char *text = polity_table_fact_named(of, "never stated");
    while (text && *text) {
        size_t n = strcspn(text, ",");
        char name[80];
        snprintf(name, sizeof name, "%.*s", (int)(n < 79 ? n : 79), text);
        run_needs(r, name, strlen(name));
        text += n + strspn(text + n, ", ");
    }
}

static query_value cell_value(claims_run *r, const polity_table *of, size_t row,
                              size_t column, polity_status *status)
{
    const polity_column *about = polity_table_column(of, column);
    const uint8_t *why = polity_table_reasons(of, column);
    const char *text;
    char *kept;
    if (!about || (why && why[row]))
        return query_null();
    switch (about->type) {
    case POLITY_REAL:
        return (query_value){.type = QUERY_REAL,
                             .as.real = polity_table_reals(of, column)[row]};
    case POLITY_INT: return query_integer(polity_table_ints(of, column)[row]);
    case POLITY_BOOL: return query_boolean(polity_table_ints(of, column)[row]);
    case POLITY_DATE:
        return (query_value){.type = QUERY_DATE,
                             .as.integer = polity_table_ints(of, column)[row]};
    default: break;
    }
    text = polity_table_text(of, row, column);
    if (!text)
        return query_null();
    kept = arena_text(&r->memory, text, strlen(text));
    if (!kept) {
        *status = error_memory(r->err);
        return query_null();
    }
    return query_text(kept, strlen(kept));
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The first column's values, each once, in order, as one text. */
static query_value list_value(claims_run *r, const polity_table *of,
                              polity_status *status)
{
    size_t n = polity_table_rows(of), count = 0;
    const char **texts = memory_array(n, sizeof *texts);
    buffer made = {0};
    query_value value = query_null();
    char *kept = NULL;
    for (size_t i = 0; texts && i < n; i++) {
        texts[count] = polity_table_text(of, i, 0);
        count += texts[count] != NULL;
    }
    if (texts)
        qsort(texts, count, sizeof *texts, by_text);
    for (size_t i = 0; texts && i < count; i++)
        if (!i || strcmp(texts[i], texts[i - 1]) != 0)
            buffer_print(&made, "%s%s", i ? ", " : "", texts[i]);
    if (texts && !made.failed)
        kept = arena_text(&r->memory, made.length ? made.bytes : "", made.length);
    if (kept)
        value = query_text(kept, made.length);
    else
        *status = error_memory(r->err);
    buffer_free(&made);
    memory_free(texts);
    return value;
}

static polity_status match(claims_run *r, const claim_figure *of, polity_table **out)
{
    const polity_view *view;
    claim_options all;
    polity_status status = run_view(r, of->options, 1, &view, &all);
    if (!status)
        status = polity_match(out, view, of->match, NULL, 0, r->settings, r->err);
    return status;
}

static polity_status match_value(claims_run *r, const claim_figure *of, query_value *out)
{
    polity_table *rows = NULL;
    polity_status status = match(r, of, &rows);
    if (!status) {
        take_needs(r, rows);
        if (of->list)
            *out = list_value(r, rows, &status);
        else if (polity_table_rows(rows))
            *out = cell_value(r, rows, 0, 0, &status);
    }
    polity_table_free(rows);
    return status;
}

polity_status need_count(claims_run *r, const claim_figure *of, int64_t *out)
{
    polity_table *rows = NULL;
    polity_status status = match(r, of, &rows);
    *out = (int64_t)(status ? 0 : polity_table_rows(rows));
    if (!status && *out == 1) {
        query_value value = cell_value(r, rows, 0, 0, &status);
        if (value.type == QUERY_INTEGER)
            *out = value.as.integer;
    }
    polity_table_free(rows);
    return status;
}

/* --- measures
 * ------------------------------------------------------------------------------ */

static int is_chosen(const claims_run *r, const claim_figure *of, const polity_graph *g,
                     size_t node)
{
    const char *id = polity_graph_id(g, node);
    symbol s = dataset_find(r->data, id, strlen(id));
    int64_t at = s ? dataset_node_at(r->data, s) : -1;
    uint16_t type;
    if (of->node)
        return !strcmp(id, of->node);
    type = vocabulary_type(&r->data->vocabulary, of->type, strlen(of->type));
    return at >= 0 && type != VOCABULARY_NONE &&
           vocabulary_is_a(&r->data->vocabulary, dataset_node(r->data, (size_t)at)->type,
                           type);
}

static double number_at(const polity_table *of, size_t row, size_t column, int *defined)
{
    const double *reals = polity_table_reals(of, column);
    const int64_t *ints = polity_table_ints(of, column);
    const uint8_t *why = polity_table_reasons(of, column);
    *defined = !(why && why[row]) && (reals || ints);
    if (!*defined)
        return 0;
    return reals ? reals[row] : (double)ints[row];
}

/* The largest value of the chosen nodes, or its place among all. */
static query_value read_measure(claims_run *r, const claim_figure *of,
                                const polity_graph *g, const polity_table *rows,
                                size_t column)
{
    double best = 0;
    int found = 0, defined;
    int64_t rank = 1;
    for (size_t i = 0; i < polity_table_rows(rows); i++) {
        double value = number_at(rows, i, column, &defined);
        if (defined && is_chosen(r, of, g, i) && (!found || value > best)) {
            best = value;
            found = 1;
        }
    }
    if (!found) {
        char text[120];
        snprintf(text, sizeof text, "%s %.80s", of->node ? "node" : "a node of type",
                 of->node ? of->node : of->type);
        run_needs(r, text, strlen(text));
        return query_null();
    }
    if (!of->rank)
        return (query_value){.type = QUERY_REAL, .as.real = best};
    for (size_t i = 0; i < polity_table_rows(rows); i++)
        rank += number_at(rows, i, column, &defined) > best && defined;
    return query_integer(rank);
}

static polity_status refuse_column(claims_run *r, const claim_figure *of,
                                   const polity_table *rows)
{
    nearest near;
    char hint[NEAREST_SIZE];
    nearest_begin(&near, of->column, strlen(of->column));
    for (size_t i = 0; i < polity_table_columns(rows); i++)
        nearest_offer(&near, polity_table_column(rows, i)->name);
    return error_set(r->err, POLITY_ENOTFOUND, "claims-column",
                     "the measure \"%.60s\" has no column \"%.60s\"%s", of->measure,
                     of->column, nearest_hint(&near, hint));
}

static polity_status measure_value(claims_run *r, const claim_figure *of,
                                   query_value *out)
{
    const polity_view *view;
    claim_options all;
    polity_graph *graph = NULL;
    polity_table *rows = NULL;
    ptrdiff_t column;
    polity_status status = run_view(r, of->options, 0, &view, &all);
    if (!status)
        status = polity_graph_build(&graph, view, all.rows, all.count, r->err);
    if (!status)
        status = polity_measure_run(&rows, graph, of->measure, all.rows, all.count,
                                    r->settings, r->err);
    column = status ? 0 : polity_table_find(rows, of->column);
    if (!status && column < 0)
        status = refuse_column(r, of, rows);
    if (!status && (of->node || of->type))
        *out = read_measure(r, of, graph, rows, (size_t)column);
    else if (!status && polity_table_rows(rows))
        *out = cell_value(r, rows, 0, (size_t)column, &status);
    polity_table_free(rows);
    polity_graph_free(graph);
    return status;
}

polity_status figure_value(claims_run *r, const claim_figure *of, query_value *out)
{
    *out = query_null();
    return of->match ? match_value(r, of, out) : measure_value(r, of, out);
}
