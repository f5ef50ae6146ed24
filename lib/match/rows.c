#include "match/rows.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "match/show.h"
#include "match/values.h"

void rows_begin(match_rows *r, const pattern *of, const net *over,
                const polity_run *settings, uint64_t most)
{
    *r = (match_rows){.of = of, .net = over, .settings = settings, .most = most};
    r->width = of->item_count + of->order_count;
    for (size_t i = 0; i < of->item_count; i++) {
        r->grouped |= of->items[i].folds;
        r->reads |= syntax_reads(of->items[i].value);
    }
    for (size_t i = 0; i < of->order_count; i++)
        if (of->order[i].column < 0)
            r->reads |= syntax_reads(of->order[i].value);
    for (size_t i = 0; i < of->fold_count; i++)
        if (of->folds[i].value)
            r->reads |= syntax_reads(of->folds[i].value);
}

void rows_free(match_rows *r)
{
    memory_free(r->cells);
    memory_free(r->slots);
    memory_free(r->folds);
    memory_free(r->entries);
    memory_free(r->entry_slots);
    arena_free(&r->memory);
}

static const polity_dataset *data_of(const match_rows *r)
{
    return r->net->view->dataset;
}

static query_value *row_cells(const match_rows *r, size_t row)
{
    return r->cells + row * r->width;
}

/* --- rows by their keys
 * --------------------------------------------------------------------- */

static uint64_t hash_row(const match_rows *r, const query_value *cells)
{
    uint64_t made = 11;
    for (size_t i = 0; i < r->of->item_count; i++)
        if (!r->of->items[i].folds)
            made = hash_mix(made, value_hash(data_of(r), &cells[i]));
    return made;
}

static int same_row(const match_rows *r, const query_value *a, const query_value *b)
{
    for (size_t i = 0; i < r->of->item_count; i++)
        if (!r->of->items[i].folds && !value_same(data_of(r), &a[i], &b[i]))
            return 0;
    return 1;
}

/* The slot of a row's keys: where it is, or would be. */
static uint32_t *find_slot(const match_rows *r, const query_value *cells)
{
    size_t at = hash_row(r, cells) & (r->slot_size - 1);
    while (r->slots[at] && !same_row(r, row_cells(r, r->slots[at] - 1), cells))
        at = (at + 1) & (r->slot_size - 1);
    return &r->slots[at];
}

static int grow_slots(match_rows *r)
{
    size_t size = r->slot_size ? 2 * r->slot_size : 64;
    uint32_t *made;
    if (r->slot_size > 2 * (r->count + 1))
        return 1;
    made = memory_zeroed(size, sizeof *made);
    if (!made)
        return 0;
    memory_free(r->slots);
    r->slots = made;
    r->slot_size = size;
    for (size_t i = 0; i < r->count; i++)
        *find_slot(r, row_cells(r, i)) = (uint32_t)i + 1;
    return 1;
}

/* --- adding a row
 * --------------------------------------------------------------------------- */

static polity_status too_many(const match_rows *r, polity_error *err)
{
    return error_set(err, POLITY_ELIMIT, "match-rows",
                     "more than %llu rows: count them, set a LIMIT, or raise max-rows",
                     (unsigned long long)r->most);
}

/* A free row at the end, not counted yet. NULL = an error. */
static query_value *free_row(match_rows *r, polity_status *status, polity_error *err)
{
    size_t wanted = (r->count + 1) * r->width;
    *status = POLITY_OK;
    if (wanted > r->capacity)
        *status = run_reserve(
            r->settings, "the rows of the matches",
            2.0 * (double)wanted * sizeof *r->cells + (double)r->memory.bytes, err);
    if (!*status && !memory_grow((void **)&r->cells, &r->capacity, wanted + !r->width,
                                 sizeof *r->cells))
        *status = error_memory(err);
    return *status ? NULL : row_cells(r, r->count);
}

/* Evaluate and keep: texts and lists of an evaluation last until the next alone. */
static int take_value(match_rows *r, walker *w, syntax *s, query_value *to)
{
    query of = pattern_query(r->of, s);
    query_value value = query_evaluate(&w->run, &of);
    return !w->run.no_memory && value_keep(to, &value, &r->memory);
}

static int take_cells(match_rows *r, walker *w, query_value *cells)
{
    const pattern *of = r->of;
    for (size_t i = 0; i < r->width; i++) {
        const pattern_item *item =
            i < of->item_count ? &of->items[i] : &of->order[i - of->item_count];
        cells[i] = query_null();
        if (!item->folds && item->column < 0 && !take_value(r, w, item->value, &cells[i]))
            return 0;
    }
    return 1;
}

/* --- folding
 * -------------------------------------------------------------------------------- */

static uint64_t hash_entry(const match_rows *r, const row_entry *e)
{
    return hash_mix(e->fold, value_hash(data_of(r), &e->value));
}

static uint32_t *entry_slot(const match_rows *r, const row_entry *e)
{
    size_t at = hash_entry(r, e) & (r->entry_slot_size - 1);
    while (r->entry_slots[at]) {
        const row_entry *other = &r->entries[r->entry_slots[at] - 1];
        if (other->fold == e->fold && value_same(data_of(r), &other->value, &e->value))
            break;
        at = (at + 1) & (r->entry_slot_size - 1);
    }
    return &r->entry_slots[at];
}

/* 0 = no memory. */
static int grow_entry_slots(match_rows *r)
{
    size_t size = r->entry_slot_size ? 2 * r->entry_slot_size : 64;
    uint32_t *before = r->entry_slots;
    if (r->entry_slot_size > 2 * (r->entry_count + 1))
        return 1;
    r->entry_slots = memory_zeroed(size, sizeof *r->entry_slots);
    memory_free(before);
    if (!r->entry_slots) {
        r->entry_slot_size = 0;
        return 0;
    }
    r->entry_slot_size = size;
    for (size_t i = 0; i < r->entry_count; i++)
        *entry_slot(r, &r->entries[i]) = (uint32_t)i + 1;
    return 1;
}

/* Keep a value of a fold; `*known` if DISTINCT has it already. 0 = no memory. */
static int add_entry(match_rows *r, size_t number, const query_value *value, int distinct,
                     int *known)
{
    row_entry made = {.fold = (uint32_t)number, .value = *value};
    row_fold *to = &r->folds[number];
    uint32_t *slot = NULL;
    *known = 0;
    if (distinct) {
        if (!grow_entry_slots(r))
            return 0;
        slot = entry_slot(r, &made);
        if (*slot) {
            *known = 1;
            return 1;
        }
    }
    if (r->entry_count >= UINT32_MAX - 1 ||
        !memory_grow((void **)&r->entries, &r->entry_capacity, r->entry_count + 1,
                     sizeof *r->entries))
        return 0;
    r->entries[r->entry_count++] = made;
    if (slot)
        *slot = (uint32_t)r->entry_count;
    if (to->last)
        r->entries[to->last - 1].next = (uint32_t)r->entry_count;
    else
        to->first = (uint32_t)r->entry_count;
    to->last = (uint32_t)r->entry_count;
    return 1;
}

static int fold_one(match_rows *r, walker *w, size_t row, size_t i, uint64_t times)
{
    const pattern_fold *of = &r->of->folds[i];
    size_t number = row * r->of->fold_count + i;
    arena_mark mark = arena_here(&r->memory);
    query_value value;
    int known = 0, keeps = of->distinct || of->function == FOLD_LIST;
    if (!of->value) { /* count(*) */
        r->folds[number].fold.count += times;
        return 1;
    }
    if (!take_value(r, w, of->value, &value))
        return 0;
    if (value.type == QUERY_NULL)
        return 1;
    if (keeps && !add_entry(r, number, &value, of->distinct, &known))
        return 0;
    if (!known && fold_add(&r->folds[number].fold, of->function, data_of(r), &value))
        return 1;
    if (!keeps || known)
        arena_reset(&r->memory, mark);
    return 1;
}

static int fold_all(match_rows *r, walker *w, size_t row, uint64_t times)
{
    for (size_t i = 0; i < r->of->fold_count; i++)
        if (!fold_one(r, w, row, i, times))
            return 0;
    return 1;
}

static int grow_folds(match_rows *r)
{
    size_t n = r->of->fold_count, wanted = (r->count + 1) * n;
    if (!memory_grow((void **)&r->folds, &r->fold_capacity, wanted + !n,
                     sizeof *r->folds))
        return 0;
    memset(r->folds + r->count * n, 0, n * sizeof *r->folds);
    return 1;
}

polity_status rows_take(void *user, walker *w) { return rows_take_times(user, w, 1); }

polity_status rows_take_times(match_rows *r, walker *w, uint64_t times)
{
    polity_status status;
    arena_mark mark = arena_here(&r->memory);
    query_value *cells;
    size_t row = r->count;
    r->matches += times;
    walk_show(w, r->reads);
    if (w->status)
        return w->status;
    cells = free_row(r, &status, w->err);
    if (!cells)
        return status;
    if (!take_cells(r, w, cells))
        return error_memory(w->err);
    if (r->grouped || r->of->distinct) {
        uint32_t *slot;
        if (!grow_slots(r))
            return error_memory(w->err);
        slot = find_slot(r, cells);
        if (*slot) {
            row = *slot - 1;
            arena_reset(&r->memory, mark);
        } else {
            *slot = (uint32_t)row + 1;
        }
    }
    if (row == r->count) {
        if (r->count >= r->most || r->count >= UINT32_MAX - 1)
            return too_many(r, w->err);
        if (!grow_folds(r))
            return error_memory(w->err);
        r->count++;
    }
    if (!fold_all(r, w, row, times))
        return error_memory(w->err);
    if (!r->grouped && !r->of->order_count && r->count >= r->of->offset &&
        r->count - r->of->offset >= r->of->limit)
        w->enough = 1;
    return POLITY_OK;
}
