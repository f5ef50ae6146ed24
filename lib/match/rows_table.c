/* From kept rows to a table. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "match/rows.h"
#include "match/values.h"
#include "table/table.h"

/* --- groups made whole
 * ---------------------------------------------------------------------- */

static int list_result(match_rows *r, const row_fold *of, query_value *to)
{
    uint32_t n = 0;
    query_value *items;
    for (uint32_t i = of->first; i; i = r->entries[i - 1].next)
        n++;
    items = arena_take(&r->memory, (n + 1) * sizeof *items);
    if (!items)
        return 0;
    n = 0;
    for (uint32_t i = of->first; i; i = r->entries[i - 1].next)
        items[n++] = r->entries[i - 1].value;
    *to = (query_value){.type = QUERY_LIST, .length = n, .as.items = items};
    return 1;
}

static int finish_row(match_rows *r, walker *w, size_t row, query_value *results,
                      int *keep)
{
    const pattern *of = r->of;
    query_value *cells = r->cells + row * r->width;
    for (size_t i = 0; i < of->fold_count; i++) {
        const row_fold *f = &r->folds[row * of->fold_count + i];
        if (of->folds[i].function != FOLD_LIST)
            results[i] = fold_result(&f->fold, of->folds[i].function);
        else if (!list_result(r, f, &results[i]))
            return 0;
    }
    w->run.results = results;
    if (of->having) {
        query q = pattern_query(of, of->having);
        *keep = query_test(&w->run, &q) > 0;
    }
    for (size_t i = 0; *keep && i < r->width; i++) {
        const pattern_item *item =
            i < of->item_count ? &of->items[i] : &of->order[i - of->item_count];
        query q = pattern_query(of, item->value);
        query_value value;
        if (!item->folds || item->column >= 0)
            continue;
        value = query_evaluate(&w->run, &q);
        if (!value_keep(&cells[i], &value, &r->memory))
            return 0;
    }
    w->run.results = NULL;
    return 1;
}

/* Without any key there is one group, also of no match. */
static int has_keys(const match_rows *r)
{
    for (size_t i = 0; i < r->of->item_count; i++)
        if (!r->of->items[i].folds)
            return 1;
    return 0;
}

static int add_empty(match_rows *r)
{
    size_t n = r->of->fold_count;
    if (!memory_grow((void **)&r->cells, &r->capacity, r->width + 1, sizeof *r->cells) ||
        !memory_grow((void **)&r->folds, &r->fold_capacity, n + 1, sizeof *r->folds))
        return 0;
    for (size_t i = 0; i < r->width; i++)
        r->cells[i] = query_null();
    memset(r->folds, 0, n * sizeof *r->folds);
    r->count = 1;
    return 1;
}

static int finish(match_rows *r, walker *w)
{
    query_value *results;
    size_t kept = 0;
    int fine = 1;
    if (!r->grouped)
        return 1;
    if (!r->count && !has_keys(r) && !add_empty(r))
        return 0;
    results = memory_array(r->of->fold_count, sizeof *results);
    for (size_t i = 0; results && fine && i < r->count; i++) {
        int keep = 1;
        fine = finish_row(r, w, i, results, &keep);
        if (keep)
            memmove(r->cells + kept++ * r->width, r->cells + i * r->width,
                    r->width * sizeof *r->cells);
    }
    r->count = kept;
    fine = fine && results;
    w->run.results = NULL;
    memory_free(results);
    return fine;
}

/* --- order
 * --------------------------------------------------------------------------------- */

typedef struct sorted {
    const match_rows *of;
    size_t row;
} sorted;

static int compare(const void *x, const void *y)
{
    const sorted *a = x, *b = y;
    const match_rows *r = a->of;
    for (size_t i = 0; i < r->of->order_count; i++) {
        const pattern_item *by = &r->of->order[i];
        size_t at = by->column >= 0 ? (size_t)by->column : r->of->item_count + i;
        const query_value *one = &r->cells[a->row * r->width + at],
                          *other = &r->cells[b->row * r->width + at];
        int order = value_order(r->net->view->dataset, one, other);
        int null = one->type == QUERY_NULL || other->type == QUERY_NULL;
        if (null && by->nulls_stated)
            order = by->nulls_last ? order : -order;
        else if (by->falling)
            order = -order;
        if (order)
            return order;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

/* --- cells
 * --------------------------------------------------------------------------------- */

static void path_text(const net *over, const query_value *of, buffer *to)
{
    for (uint32_t i = 0; i < of->length; i++) {
        const query_value *item = &of->as.items[i];
        size_t tie = item->length - 1;
        edge e;
        int turned;
        if (item->type != QUERY_TIE) {
            rows_text(over, item, to);
            continue;
        }
        if (tie >= over->ties) {
            buffer_text(to, " - ");
            continue;
        }
        e = view_tie(over->view, tie);
        turned = of->as.items[i - 1].type != QUERY_NODE ||
                 dataset_node_at(over->view->dataset, e.source) !=
                     of->as.items[i - 1].as.integer;
        if (!over->view->dataset->vocabulary.kinds[e.kind].directed)
            turned = 2;
        buffer_print(to, "%s%s%s",
                     turned == 1   ? " <-"
                     : turned == 2 ? " ~"
                                   : " -",
                     over->view->dataset->vocabulary.kinds[e.kind].name,
                     turned == 1   ? "- "
                     : turned == 2 ? "~ "
                                   : "-> ");
    }
}

static void plain_text(const net *over, const query_value *of, buffer *to)
{
    const char *text;
    size_t n;
    char date[DATE_SIZE];
    if (of->type == QUERY_DATE) {
        date_write(date, (int32_t)of->as.integer, DATE_DAY);
        buffer_text(to, date);
    } else if (of->type == QUERY_TEXT || of->type == QUERY_CATEGORY) {
        if (query_as_text(over->view->dataset, of, &text, &n))
            buffer_add(to, text, n);
    } else {
        query_write(over->view->dataset, of, to);
    }
}

void rows_text(const net *over, const query_value *of, buffer *to)
{
    const polity_dataset *data = over->view->dataset;
    switch (of->type) {
    case QUERY_NODE:
        buffer_text(to,
                    dataset_text(data, dataset_node(data, (size_t)of->as.integer)->id));
        break;
    case QUERY_TIE: net_edge_name(over, of->length - 1, to); break;
    case QUERY_ACT:
        net_node_name(over, over->actors + (int32_t)(of->as.act - over->act), to);
        break;
    case QUERY_ABSENCE: buffer_text(to, dataset_text(data, of->as.absence->id)); break;
    case QUERY_PATH: path_text(over, of, to); break;
    case QUERY_LIST:
        buffer_char(to, '[');
        for (uint32_t i = 0; i < of->length; i++) {
            if (i)
                buffer_text(to, ", ");
            rows_text(over, &of->as.items[i], to);
        }
        buffer_char(to, ']');
        break;
    default: plain_text(over, of, to);
    }
}

/* --- the table
 * ----------------------------------------------------------------------------- */

static polity_type type_of(const match_rows *r, size_t item)
{
    shape of = r->of->items[item].value->shape;
    if (of.list)
        return POLITY_TEXT;
    switch (of.type) {
    case QUERY_BOOLEAN: return POLITY_BOOL;
    case QUERY_INTEGER:
        for (size_t i = 0; i < r->count; i++) /* a sum that left its range */
            if (r->cells[i * r->width + item].type == QUERY_REAL)
                return POLITY_REAL;
        return POLITY_INT;
    case QUERY_REAL: return POLITY_REAL;
    case QUERY_DATE: return POLITY_DATE;
    case QUERY_NODE: return POLITY_NODE;
    default: return POLITY_TEXT;
    }
}

static int set_cell(const match_rows *r, polity_table *table, size_t row, size_t column,
                    polity_type type, const query_value *value)
{
    buffer text = {0};
    int fine;
    if (value->type == QUERY_NULL)
        return table_undefine(table, row, column, REASON_ABSENT);
    switch (type) {
    case POLITY_REAL:
        table_reals(table, column)[row] =
            value->type == QUERY_REAL ? value->as.real : (double)value->as.integer;
        return 1;
    case POLITY_NODE:
        table_ints(table, column)[row] = net_number(r->net, value->as.integer);
        return 1;
    case POLITY_INT:
    case POLITY_BOOL:
    case POLITY_DATE: table_ints(table, column)[row] = value->as.integer; return 1;
    default:
        rows_text(r->net, value, &text);
        fine = !text.failed &&
               table_set_text(table, row, column, text.length ? text.bytes : "");
        buffer_free(&text);
        return fine;
    }
}

/* The name of a column: as stated, or the words of the value; told apart by a number. */
static int name_column(const match_rows *r, const polity_table *table, size_t i,
                       buffer *to)
{
    const pattern_item *item = &r->of->items[i];
    const char *text = r->of->query.text;
    size_t plain;
    if (item->name_length)
        buffer_add(to, text + item->name, item->name_length);
    else if (item->value->length)
        buffer_add(to, text + item->value->at, item->value->length);
    else if (item->value->op == SYNTAX_VARIABLE)
        buffer_text(to, r->of->variables.variables[item->value->number].name);
    else
        buffer_text(to, "matches");
    plain = to->length;
    for (int n = 2; !to->failed && polity_table_find(table, to->bytes) >= 0; n++) {
        to->length = plain;
        buffer_print(to, "_%d", n);
    }
    return !to->failed;
}

static int fill_column(const match_rows *r, polity_table *table, const sorted *order,
                       size_t n, size_t i)
{
    polity_type type = type_of(r, i);
    buffer name = {0};
    ptrdiff_t column = -1;
    if (name_column(r, table, i, &name))
        column = table_add(table, name.bytes, "", "", type);
    buffer_free(&name);
    for (size_t row = 0; column >= 0 && row < n; row++)
        if (!set_cell(r, table, row, (size_t)column, type,
                      &r->cells[order[row].row * r->width + i]))
            return 0;
    return column >= 0;
}

polity_status rows_table(match_rows *r, walker *w, polity_table **out, polity_error *err)
{
    const table_names names = view_node_names(r->net->view);
    sorted *order = NULL;
    polity_table *made = NULL;
    size_t first, n;
    int fine;
    if (!finish(r, w) || !(order = memory_array(r->count, sizeof *order)))
        return error_memory(err);
    for (size_t i = 0; i < r->count; i++)
        order[i] = (sorted){r, i};
    if (r->of->order_count && r->count)
        qsort(order, r->count, sizeof *order, compare);
    first = r->of->offset < r->count ? (size_t)r->of->offset : r->count;
    n = r->count - first;
    if (n > r->of->limit)
        n = (size_t)r->of->limit;
    made = table_new(n, &names);
    fine = made != NULL;
    for (size_t i = 0; fine && i < r->of->item_count; i++)
        fine = fill_column(r, made, order + first, n, i);
    memory_free(order);
    if (!fine) {
        polity_table_free(made);
        return error_memory(err);
    }
    *out = made;
    return POLITY_OK;
}
