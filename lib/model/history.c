#include "model/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

typedef struct entry {
    interval valid;
    int32_t from; /* DATE_MIN - 1 = unbounded */
    size_t position;
} entry;

static int compare(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* The entries in order of their start, each with its end filled in. NULL = no memory. */
static entry *sorted(const property *of, const vocabulary *words)
{
    entry *entries = memory_array(of->count, sizeof *entries);
    int32_t next = 0;
    int has_next = 0;
    if (!entries)
        return NULL;
    for (size_t i = 0; i < of->count; i++) {
        entries[i].valid = of->as.history[i].valid;
        entries[i].from = date_is_day(entries[i].valid.from_form) ? entries[i].valid.from
                                                                  : DATE_MIN - 1;
        entries[i].position = i;
    }
    qsort(entries, of->count, sizeof *entries, compare);
    if (words->properties[of->kind].many)
        return entries;
    for (size_t i = of->count;
         i-- > 0;) { /* `next`: the first start that is later than this one's */
        if (i + 1 < of->count && entries[i + 1].from > entries[i].from) {
            next = entries[i + 1].from;
            has_next = 1;
        }
        if (has_next && entries[i].valid.to_form == DATE_NONE) {
            entries[i].valid.to = next;
            entries[i].valid.to_form = DATE_DAY;
        }
    }
    return entries;
}

int history_spans(const property *of, const vocabulary *words, interval *spans)
{
    entry *entries = sorted(of, words);
    if (!entries)
        return 0;
    for (size_t i = 0; i < of->count; i++)
        spans[entries[i].position] = entries[i].valid;
    memory_free(entries);
    return 1;
}

enum { SHORT_HISTORY = 24 };

/* The same as history_spans(), by looking at every other entry: for short histories. */
static interval span_of(const property *of, const vocabulary *words, uint32_t i)
{
    const history_item *items = of->as.history;
    interval span = items[i].valid;
    int32_t from = date_is_day(span.from_form) ? span.from : DATE_MIN - 1;
    if (span.to_form != DATE_NONE || words->properties[of->kind].many)
        return span;
    for (uint32_t k = 0; k < of->count; k++) {
        const interval *other = &items[k].valid;
        if (!date_is_day(other->from_form) || other->from <= from ||
            (span.to_form != DATE_NONE && other->from >= span.to))
            continue;
        span.to = other->from;
        span.to_form = DATE_DAY;
    }
    return span;
}

int history_at(const property *of, const vocabulary *words, int dated, int32_t from,
               int32_t to, const value **first, size_t *count, int *unknown)
{
    interval *spans = NULL;
    *count = 0;
    if (dated && of->count > SHORT_HISTORY) {
        spans = memory_array(of->count, sizeof *spans);
        if (!spans || !history_spans(of, words, spans)) {
            memory_free(spans);
            return 0;
        }
    }
    for (uint32_t i = 0; i < of->count; i++) {
        const history_item *item = &of->as.history[i];
        during there = DURING_YES;
        if (dated) {
            const interval span = spans ? spans[i] : span_of(of, words, i);
            const interval *const one[] = {&span};
            there = intervals_meet(one, 1, from, to);
        }
        *unknown |= there == DURING_UNKNOWN;
        if (there != DURING_YES || item->value.type == VALUE_NULL)
            continue;
        if (!(*count)++)
            *first = &item->value;
    }
    memory_free(spans);
    return 1;
}

int history_overlap(const property *of, const vocabulary *words, size_t *one,
                    size_t *other)
{
    entry *entries;
    const entry *longest = NULL; /* of those so far, the one that ends last */
    int found = 0;
    if (words->properties[of->kind].many || of->count < 2)
        return 0;
    entries = sorted(of, words);
    if (!entries)
        return -1;
    for (size_t i = 0; i < of->count && !found; i++) {
        const interval *valid = &entries[i].valid;
        const interval *const both[] = {longest ? &longest->valid : NULL, valid};
        if (valid->from_form == DATE_UNKNOWN || valid->to_form == DATE_UNKNOWN)
            continue;
        if (longest && intervals_meet(both, 2, DATE_MIN, DATE_MAX) == DURING_YES) {
            size_t a = longest->position, b = entries[i].position;
            *one = a < b ? a : b;
            *other = a < b ? b : a;
            found = 1;
        }
        if (!longest || valid->to_form == DATE_NONE || valid->to > longest->valid.to)
            longest = &entries[i];
    }
    memory_free(entries);
    return found;
}
