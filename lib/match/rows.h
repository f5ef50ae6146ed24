/* The rows of RETURN: values of each match, folded into groups or told apart, then
 * ordered and cut. */
#ifndef MATCH_ROWS_H
#define MATCH_ROWS_H

#include "match/walk.h"
#include "query/fold.h"

/* A value that an aggregate keeps: of DISTINCT, or of a list. */
typedef struct row_entry {
    uint32_t fold; /* row * folds + number */
    uint32_t next; /* of the same fold, in order; 0 = none, else 1 + an entry */
    query_value value;
} row_entry;

typedef struct row_fold {
    fold fold;
    uint32_t first, last; /* entries */
} row_fold;

typedef struct match_rows {
    const pattern *of;
    const net *net;
    const polity_run *settings;
    uint64_t most;  /* rows that may be kept */
    uint32_t reads; /* variables */
    int grouped;    /* some item folds */
    size_t width;   /* cells a row: items, then values of ORDER BY */
    query_value *cells;
    size_t count, capacity; /* rows; cells */
    uint32_t *slots;        /* rows by the hash of their keys; 0 = free, else 1 + a row */
    size_t slot_size;
    row_fold *folds;
    size_t fold_capacity;
    row_entry *entries;
    size_t entry_count, entry_capacity;
    uint32_t *entry_slots; /* of DISTINCT */
    size_t entry_slot_size;
    arena memory; /* of texts and lists */
    uint64_t matches;
} match_rows;

void rows_begin(match_rows *r, const pattern *of, const net *over,
                const polity_run *settings, uint64_t most);
/* Take the values of the match that a walker has found: a `found` of a walker. */
polity_status rows_take(void *user, walker *w);
/* The same of as many matches that are alike; of folds there is count(*) alone. */
polity_status rows_take_times(match_rows *r, walker *w, uint64_t times);
/* After the last match: groups made whole, order, OFFSET and LIMIT; then the table. */
polity_status rows_table(match_rows *r, walker *w, polity_table **out, polity_error *err);
void rows_free(match_rows *r);

/* A value as a table shows it, appended. */
void rows_text(const net *over, const query_value *of, buffer *to);

#endif
