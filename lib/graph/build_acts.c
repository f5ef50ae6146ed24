/* Ties of brokerage acts. */
#include <stdlib.h>

#include "base/buffer.h"
#include "graph/build.h"

/* An act has no numbers: its ties have weight and length 1. */
static void act_tie(builder *b, size_t act, int32_t tail, int32_t head)
{
    if (tail < 0 || head < 0) {
        b->graph->parties++;
        return;
    }
    b->raw[b->count] = (raw_tie){.source = tail, .target = head, .directed = 1};
    build_tie(b, ~(int32_t)act, 1, 1);
}

static int by_number(const void *a, const void *b)
{
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
    return (one > other) - (one < other);
}

/* Whether what the act came to is a selected tie of its own. */
static int result_selected(const builder *b, const brokerage *act)
{
    record_at at = act->result ? dataset_record(b->view->dataset, act->result)
                               : (record_at){RECORD_NONE, 0};
    int32_t wanted = (int32_t)at.index;
    return at.list == RECORD_EDGE && b->view->stored_ties &&
           bsearch(&wanted, b->view->ties, b->view->stored_ties, sizeof wanted,
                   by_number);
}

static void take_act(builder *b, size_t act)
{
    const brokerage made = view_act(b->view, act), *a = &made;
    int32_t broker = build_node(b, a->broker),
            beneficiary = build_node(b, a->beneficiary),
            provider = build_node(b, a->provider);
    int32_t own = (int32_t)b->graph->nodes - 1; /* the node of the act itself */
    switch (b->brokerage) {
    case BROKERED_ACT:
        act_tie(b, act, broker, beneficiary);
        if (a->provider)
            act_tie(b, act, broker, provider);
        break;
    case BROKERED_RESULT:
        if ((a->outcome == OUTCOME_AGREED || a->outcome == OUTCOME_RUNNING ||
             a->outcome == OUTCOME_ENDED) &&
            !result_selected(b, a))
            act_tie(b, act, provider, beneficiary);
        break;
    case BROKERED_INCIDENCE:
        act_tie(b, act, broker, own);
        act_tie(b, act, own, beneficiary);
        if (a->provider)
            act_tie(b, act, own, provider);
        break;
    default: break;
    }
}

/* The node that an act is, by its id. 0 = no memory. */
static int name_act(builder *b, size_t act)
{
    buffer name = {0};
    int fine;
    view_act_name(b->view, act, &name);
    fine = !name.failed && graph_add_id(b->graph, name.bytes);
    buffer_free(&name);
    return fine;
}

polity_status build_acts(builder *b, polity_error *err)
{
    size_t n = b->brokerage ? b->view->act_count : 0;
    if (!graph_own_ids(b->graph, b->graph->nodes,
                       b->brokerage == BROKERED_INCIDENCE ? n : 0))
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        size_t before = b->count;
        if (b->brokerage == BROKERED_INCIDENCE && !name_act(b, i))
            return error_memory(err);
        take_act(b, i);
        b->graph->acts += b->count > before;
    }
    return POLITY_OK;
}
