/* A selection in the caller's words, as filters. */
#ifndef GRAPH_SELECT_H
#define GRAPH_SELECT_H

#include "base/buffer.h"
#include "base/options.h"
#include "derive/when.h"
#include "graph/view.h"
#include "query/query.h"

typedef struct selection {
    const polity_dataset *of;
    uint8_t classes[CLASS_END];
    uint8_t *kinds; /* by kind; NULL = by class */
    uint16_t *types;
    uint16_t type_count;
    uint32_t matters, modalities, scopes; /* bit per word; 0 = every one */
    double min_confidence;                /* NaN = none */
    uint8_t *without;                     /* by symbol; NULL = none */
    when when;
    uint8_t *rules; /* by rule; NULL = none is expanded */
    int has_where, has_where_tie;
    query where;     /* of a node, `n` */
    query where_tie; /* of a tie, `e`, with `source` and `target` */
    buffer words;    /* the selection for people */
    buffer date;
} selection;

/* Read the options of a view. The selection is freed by selection_free() also on error.
 */
polity_status selection_read(selection *s, const polity_dataset *of, options given,
                             polity_error *err);
void selection_free(selection *s);

/* Why an edge, brokerage act or node is left out; -1 = it is not. Ends and lives are not
 * looked at. */
int selection_tie(const selection *s, uint16_t kind, uint8_t matter, uint8_t modality);
int selection_node(const selection *s, const node *n);
int selection_evidence(const selection *s, evidence_list evidence);

#endif
