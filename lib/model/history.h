/* Histories: which values of a property hold when. */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "model/dataset.h"

/* The interval in which each entry of a history holds: its own bounds, a missing `to`
 * being the start of the next entry, unless the property takes many values at once.
 * `spans` has room for every entry. 0 = no memory. O(entries · log entries). */
int history_spans(const property *of, const vocabulary *words, interval *spans);

/* The values that a history has on some day of [from, to), or at any time if not `dated`:
 * `*first` of `*count`, what is known to be none not among them; `*unknown` is set where
 * a
 * "?" decides. 0 = no memory. O(entries), without allocation for up to a few dozen. */
int history_at(const property *of, const vocabulary *words, int dated, int32_t from,
               int32_t to, const value **first, size_t *count, int *unknown);

/* Whether two entries hold at once although the property takes one value at a time: 1
 * with the two positions, `*other` the later in the list; 0; -1 = no memory. Unknown days
 * decide nothing. */
int history_overlap(const property *of, const vocabulary *words, size_t *one,
                    size_t *other);

#endif
