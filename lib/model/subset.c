#include "model/subset.h"

#include <string.h>

#include "base/alloc.h"

int subset_begin(subset *to, const polity_dataset *from)
{
    *to = (subset){.from = from};
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        to->keep[list] = memory_zeroed(dataset_count(from, (record_list)list), 1);
        if (!to->keep[list])
            return 0;
    }
    return 1;
}

void subset_free(subset *of)
{
    for (int list = 0; list < RECORD_LISTS; list++)
        memory_free(of->keep[list]);
}

/* --- what records name
 * ---------------------------------------------------------------------- */

/* Keep the record of an id. 1 = it was not kept before. */
static int name(subset *of, symbol id)
{
    record_at at = {RECORD_NONE, 0};
    if (id)
        at = dataset_record(of->from, id);
    if (at.list == RECORD_NONE || of->keep[at.list][at.index])
        return 0;
    of->keep[at.list][at.index] = 1;
    return 1;
}

static int name_all(subset *of, symbols ids)
{
    int more = 0;
    for (uint32_t i = 0; i < ids.count; i++)
        more |= name(of, ids.rows[i]);
    return more;
}

static int name_evidence(subset *of, evidence_list list)
{
    int more = 0;
    for (uint32_t i = 0; i < list.count; i++)
        more |= name(of, list.rows[i].cites);
    return more;
}

static int name_value(subset *of, const value *v)
{
    return v->type == VALUE_REFERENCE && name(of, v->as.text);
}

static int name_properties(subset *of, properties list)
{
    int more = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        const property *p = &list.rows[i];
        if (p->form == PROPERTY_SINGLE)
            more |= name_value(of, &p->as.single);
        for (uint32_t k = 0; p->form == PROPERTY_MANY && k < p->count; k++)
            more |= name_value(of, &p->as.many[k]);
        for (uint32_t k = 0; p->form == PROPERTY_HISTORY && k < p->count; k++)
            more |= name_value(of, &p->as.history[k].value) |
                    name_evidence(of, p->as.history[k].evidence);
    }
    return more;
}

static int name_of_edge(subset *of, const edge *e)
{
    return name(of, e->source) | name(of, e->target) | name(of, e->rule) |
           name(of, e->benefit) | name_properties(of, e->properties) |
           name_evidence(of, e->evidence);
}

static int name_of_act(subset *of, const brokerage *b)
{
    return name(of, b->broker) | name(of, b->beneficiary) | name(of, b->provider) |
           name(of, b->result) | name_all(of, b->nominated_by) |
           name_all(of, b->approved_by) | name_properties(of, b->properties) |
           name_evidence(of, b->evidence);
}

static int name_of(subset *of, record_list list, size_t i)
{
    const polity_dataset *from = of->from;
    switch (list) {
    case RECORD_NODE:
        return name_properties(of, dataset_node(from, i)->properties) |
               name_evidence(of, dataset_node(from, i)->evidence);
    case RECORD_EDGE: return name_of_edge(of, dataset_edge(from, i));
    case RECORD_BROKERAGE: return name_of_act(of, dataset_brokerage(from, i));
    case RECORD_ABSENCE:
        return name(of, dataset_absence(from, i)->source) |
               name(of, dataset_absence(from, i)->target) |
               name_evidence(of, dataset_absence(from, i)->evidence);
    case RECORD_RULE: return name_evidence(of, dataset_rule(from, i)->evidence);
    default: return 0;
    }
}

void subset_close(subset *of)
{
    int more = 1;
    while (more) {
        more = 0;
        for (int list = RECORD_NODE; list < RECORD_LISTS; list++)
            for (size_t i = 0; i < dataset_count(of->from, (record_list)list); i++)
                if (of->keep[list][i])
                    more |= name_of(of, (record_list)list, i);
    }
}

/* --- the data set
 * --------------------------------------------------------------------------- */

static int copy_texts(polity_dataset *to, const polity_dataset *from)
{
    struct text *texts = memory_array(from->symbol_count, sizeof *texts);
    symbol_slot *slots = memory_array(from->slot_count, sizeof *slots);
    if (!texts || !slots) {
        memory_free(texts);
        memory_free(slots);
        return 0;
    }
    memcpy(texts, from->texts, from->symbol_count * sizeof *texts);
    memcpy(slots, from->symbol_slots, from->slot_count * sizeof *slots);
    for (size_t i = 0; i < from->symbol_count; i++)
        texts[i].record = (record_at){RECORD_NONE, 0};
    memory_free(to->texts);
    memory_free(to->symbol_slots);
    to->texts = texts;
    to->symbol_slots = slots;
    to->symbol_count = to->symbol_capacity = from->symbol_count;
    to->slot_count = from->slot_count;
    return 1;
}

static int copy_list(polity_dataset *to, const subset *of, record_list list)
{
    const polity_dataset *from = of->from;
    size_t size = dataset_record_size(list);
    for (size_t i = 0; i < dataset_count(from, list); i++) {
        size_t index = dataset_count(to, list);
        symbol *id;
        char *made;
        if (!of->keep[list] || !of->keep[list][i])
            continue;
        made = dataset_append(to, list);
        if (!made)
            return 0;
        memcpy(made, (const char *)from->lists[list].items + i * size, size);
        dataset_place(to, list, index)->index = (uint32_t)index;
        dataset_place(to, list, index)->file = 0; /* its files are not known here */
        id = dataset_id(to, list, index);
        if (id && *id)
            dataset_claim(to, *id, list, index);
    }
    return 1;
}

polity_dataset *subset_make(const subset *of)
{
    polity_dataset *to = NULL;
    int fine;
    if (polity_dataset_new(&to, NULL))
        return NULL;
    dataset_hold(of->from);
    to->base = of->from;
    fine = vocabulary_copy(&to->vocabulary, &of->from->vocabulary) &&
           copy_texts(to, of->from);
    for (int list = RECORD_SOURCE; fine && list < RECORD_LISTS; list++)
        fine = copy_list(to, of, (record_list)list);
    if (fine)
        return to;
    polity_dataset_free(to);
    return NULL;
}
