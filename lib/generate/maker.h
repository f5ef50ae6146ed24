/* What generators share: a data set that is being made, random choices, records.
 *
 * Choices are made with whole numbers alone, so that a seed gives the same network on
 * every machine. The first failure stays in `status`; what is asked after it does
 * nothing. */
#ifndef GENERATE_MAKER_H
#define GENERATE_MAKER_H

#include "base/random.h"
#include "base/ticker.h"
#include "model/dataset.h"

typedef struct maker {
    polity_dataset *made;
    random_state random;
    polity_run run;
    polity_status status;
    polity_error *err;
    symbol source;           /* id of the one source */
    symbols tags;            /* "synthetic" */
    evidence blank_evidence; /* these three: nothing is stated */
    edge blank_edge;
    brokerage blank_brokerage;
} maker;

/* Blank records, the source `synthetic`, the tag. */
void maker_begin(maker *m, uint64_t seed, const char *source_title);
/* What the document says of itself. */
void maker_about(maker *m, const char *title, const char *description,
                 const char *boundary);
/* Out of memory, remembered. */
void maker_no_memory(maker *m);
/* A zeroed array for the time of making; memory_free(). NULL = no memory. */
void *maker_array(maker *m, size_t n, size_t size);

/* --- choices (choose.c) --- */

uint32_t below(maker *m, uint32_t n);       /* 0..n-1 */
int between(maker *m, int least, int most); /* both included */
int chance(maker *m, int percent);
/* Position in a list of weights, by their shares; their sum is not 0. */
size_t weighted(maker *m, const int *weights, size_t n);
void shuffle(maker *m, uint32_t *items, size_t n);

/* --- days --- */

enum { NO_DAY = INT32_MAX }; /* as an end: none */

int32_t day_of(int year, int month, int day);
int32_t day_in(maker *m, int first_year, int last_year); /* any day of these years */
interval span(int32_t from, int32_t to);                 /* NO_DAY = no bound */
int32_t later(int32_t a, int32_t b);
int32_t earlier(int32_t a, int32_t b);

/* --- texts, kinds --- */

symbol maker_symbol(maker *m, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The number of a built-in kind of tie, matter. */
uint16_t kind_named(const maker *m, const char *name);
uint8_t matter_named(const char *name);

/* --- nodes (nodes.c) --- */

enum { SHEET_MOST = 24 };

/* Properties of a node that is being made. */
typedef struct sheet {
    uint16_t type;
    size_t count;
    property rows[SHEET_MOST];
} sheet;

sheet sheet_of(const maker *m, const char *type);
void put_level(maker *m, sheet *to, const char *name, int rank);
void put_word(maker *m, sheet *to, const char *name, const char *level);
int rank_of(const maker *m, const char *name, const char *level);
void put_integer(maker *m, sheet *to, const char *name, int64_t n);
/* `n` of `parts`, as a fraction. */
void put_share(maker *m, sheet *to, const char *name, int n, int parts);
void put_boolean(maker *m, sheet *to, const char *name, int holds);
void put_text(maker *m, sheet *to, const char *name, const char *text);
void put_reference(maker *m, sheet *to, const char *name, symbol id);
/* Items in order of their dates; none = no property. */
void put_history(maker *m, sheet *to, const char *name, const history_item *items,
                 size_t count);
/* An entry of a history; rank, number or id as the property's type asks. */
history_item item_of(const maker *m, const char *name, int64_t what, int32_t from,
                     int32_t to);

/* A node with its id claimed and the tag; its index, or -1. */
int64_t add_node(maker *m, symbol id, symbol name, const sheet *own, interval life);
/* A body that every data set knows by this id: nothing is said of it but its type. */
symbol add_known(maker *m, const char *id, const char *type);

/* --- ties and acts (ties.c) --- */

/* Evidence that cites the source, with a confidence in tenths (0 = unstated). */
evidence_list cited(maker *m, int tenths);
/* The same and a second piece, of another stance. */
evidence_list disputed(maker *m, int tenths, uint8_t stance, int other_tenths,
                       const char *note);
/* A blank edge of these ends; NULL = no memory. Valid until the next is added. */
edge *add_edge(maker *m, uint16_t kind, symbol source, symbol target);
brokerage *add_brokerage(maker *m, uint16_t kind, symbol broker, symbol beneficiary,
                         symbol provider);
symbols one_symbol(maker *m, symbol s);

/* --- generators --- */

void make_region(maker *m, uint64_t seed);
/* `size` in thousandths of England's. */
void make_england(maker *m, uint64_t seed, int64_t size);

#endif
