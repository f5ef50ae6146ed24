/* The inside of a view: which records of a data set are selected. */
#ifndef GRAPH_VIEW_H
#define GRAPH_VIEW_H

#include <stdatomic.h>

#include <polity/view.h>

#include "base/arena.h"
#include "derive/expand.h"
#include "model/dataset.h"
#include "table/table.h"

/* What was left out, and why. LEFT_OUT(NAME, "words"). */
#define VIEW_LEFT_OUT(X)                                                                 \
    X(NODE_DATE, "nodes: not there at that date")                                        \
    X(NODE_UNKNOWN, "nodes: an unknown day decides whether they were there")             \
    X(NODE_TYPE, "nodes: of another type")                                               \
    X(NODE_SCOPE, "nodes: of another scope")                                             \
    X(NODE_WHERE, "nodes: the condition is false")                                       \
    X(NODE_UNDECIDED, "nodes: the condition cannot be decided")                          \
    X(TIE_CLASS, "ties: of another class")                                               \
    X(TIE_KIND, "ties: of another kind")                                                 \
    X(TIE_MATTER, "ties: in another matter")                                             \
    X(TIE_MODALITY, "ties: of another modality")                                         \
    X(TIE_DATE, "ties: not there at that date")                                          \
    X(TIE_UNKNOWN, "ties: an unknown day decides whether they were there")               \
    X(TIE_END, "ties: an end is left out")                                               \
    X(TIE_WHERE, "ties: the condition is false")                                         \
    X(TIE_UNDECIDED, "ties: the condition cannot be decided")                            \
    X(TIE_CONFIDENCE, "ties: evidence below the least confidence")                       \
    X(TIE_UNSTATED, "ties: no evidence states its confidence")                           \
    X(TIE_SOURCE, "ties: no support left without those sources")                         \
    X(ACT, "brokerage acts: outside the selection")

typedef enum left_out {
#define X(name, words) LEFT_OUT_##name,
    VIEW_LEFT_OUT(X)
#undef X
        LEFT_OUT_COUNT
} left_out;

/* What a layer above makes of a view once, and keeps with it. */
typedef struct view_kept {
    void (*free)(struct view_kept *of);
} view_kept;
enum { VIEW_KEEPS = 2 };

struct polity_view {
    atomic_int references;
    _Atomic(view_kept *) kept[VIEW_KEEPS];
    const polity_dataset *dataset; /* held */
    arena memory;                  /* of the four arrays that number stored records */
    int32_t *nodes;                /* index in the data set of each selected node */
    int32_t *number; /* number in the view of each node of the data set; -1 = left out */
    size_t node_count;
    int32_t *ties; /* index in the data set of each selected edge */
    size_t stored_ties;
    derived *derived_ties; /* those that rules make, numbered after the stored ones */
    size_t tie_count;      /* of both */
    int32_t *acts;         /* index in the data set of each selected brokerage */
    size_t stored_acts;
    derived *derived_acts;
    size_t act_count;
    rule_outcome *outcomes; /* one a rule of the data set; NULL = no rule was asked for */
    int dated; /* 0 = all dates; else the window [from, to); one day: to = from + 1 */
    int32_t from, to;
    uint8_t from_form; /* how the date was written */
    int is_window;
    char *selection; /* the selection in words: "classes steering, partnership; modality
                        …" */
    char *date;      /* "2014-08-31 (default_at)", "2013-09..2014-09", "all dates" */
    size_t left_out[LEFT_OUT_COUNT];
};

void view_hold(const polity_view *view);

/* What is kept at a place; NULL = nothing yet. */
view_kept *view_kept_at(const polity_view *view, size_t place);
/* Keep it there, to be freed with the view; what another thread has kept before stays,
 * and `made` is freed. Returns what is kept. */
view_kept *view_keep(const polity_view *view, size_t place, view_kept *made);

/* A selected tie or act as a record: a stored one, or what a rule makes. */
edge view_tie(const polity_view *view, size_t i);
brokerage view_act(const polity_view *view, size_t i);
/* A tie without a copy of a stored one: what a rule makes is made in `room`. */
static inline const edge *view_tie_in(const polity_view *view, size_t i, edge *room)
{
    if (i < view->stored_ties)
        return dataset_edge(view->dataset, (size_t)view->ties[i]);
    *room = view_tie(view, i);
    return room;
}
/* Its id, appended. */
void view_tie_name(const polity_view *view, size_t i, buffer *to);
void view_act_name(const polity_view *view, size_t i, buffer *to);

/* How many ties of the view enter, leave and are at each node of the data set, into three
 * arrays, the caller's to free also on error; an undirected one does all, a loop none.
 * POLITY_OK, POLITY_ENOMEM. O(nodes + ties). */
polity_status view_degrees(const polity_view *view, uint32_t *degree[3],
                           polity_error *err);

/* NODE cells of a table about this view's nodes. */
table_names view_node_names(const polity_view *view);

/* Words for a reason to leave out. */
const char *left_out_words(left_out why);

/* The inputs of the view's data set with their digests, or "made in memory", appended. */
void view_inputs(const polity_view *view, buffer *to);

/* The facts of the selection, which every result of the view carries. 0 = no memory. */
int view_facts(const polity_view *view, polity_table *table);

/* The values that a property has at the view's date. `*first` is then the first of
 * `*count`; an x_ property or one that is not there has none. A history with several
 * values at all dates or in a window is an error (EUNFIT) that names the record.
 * `*unknown` is set where a "?" decides. */
polity_status view_values(const polity_view *view, properties list, uint16_t kind,
                          const char *record, const value **first, size_t *count,
                          int *unknown, polity_error *err);

/* The groups of the view's nodes by a property or by "type": for each node a group number
 * from 0, or -1 where it has no value (reason in `why`). They are in the order of their
 * names; of numbers and levels, by size. Names are as written in the data; of several
 * values the first counts. All four arrays are the caller's to free. */
typedef struct view_groups {
    int32_t *group; /* one a node */
    uint8_t *why;   /* reason, one a node; 0 = has a group */
    char **names;
    size_t count;
    size_t several; /* nodes with more than one value */
} view_groups;
polity_status view_group(const polity_view *view, const char *by, view_groups *out,
                         polity_error *err);
void view_groups_free(view_groups *of);

/* The text of a value, appended: label of a category, id of a reference, date as written.
 */
void view_value_text(const polity_view *view, uint16_t kind, const value *of, buffer *to);

#endif
