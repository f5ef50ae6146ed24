/* Ties and acts of brokerage with their evidence, put straight into the data set. */
#include <string.h>

#include "generate/maker.h"

uint16_t kind_named(const maker *m, const char *name)
{
    return vocabulary_kind(&m->made->vocabulary, name, strlen(name));
}

uint8_t matter_named(const char *name)
{
    return word_find(WORDS_MATTER, name, strlen(name));
}

static evidence piece(const maker *m, int tenths)
{
    evidence made = m->blank_evidence;
    made.cites = m->source;
    if (tenths)
        made.confidence = tenths / 10.0;
    return made;
}

static evidence_list keep(maker *m, const evidence *rows, size_t n)
{
    evidence_list list = {NULL, 0};
    evidence *kept = arena_take(&m->made->arena, n * sizeof *kept);
    if (!kept) {
        maker_no_memory(m);
        return list;
    }
    memcpy(kept, rows, n * sizeof *kept);
    list.rows = kept;
    list.count = (uint32_t)n;
    return list;
}

evidence_list cited(maker *m, int tenths)
{
    const evidence rows[] = {piece(m, tenths)};
    return keep(m, rows, 1);
}

evidence_list disputed(maker *m, int tenths, uint8_t stance, int other_tenths,
                       const char *note)
{
    evidence rows[] = {piece(m, tenths), piece(m, other_tenths)};
    rows[0].stance = STANCE_ASSERTS;
    rows[1].stance = stance;
    rows[1].note = maker_symbol(m, "%s", note);
    return keep(m, rows, 2);
}

edge *add_edge(maker *m, uint16_t kind, symbol source, symbol target)
{
    edge *added = m->status ? NULL : dataset_append(m->made, RECORD_EDGE);
    if (!added) {
        maker_no_memory(m);
        return NULL;
    }
    *added = m->blank_edge;
    added->kind = kind;
    added->source = source;
    added->target = target;
    added->place.index = (uint32_t)dataset_count(m->made, RECORD_EDGE) - 1;
    return added;
}

brokerage *add_brokerage(maker *m, uint16_t kind, symbol broker, symbol beneficiary,
                         symbol provider)
{
    brokerage *added = m->status ? NULL : dataset_append(m->made, RECORD_BROKERAGE);
    if (!added) {
        maker_no_memory(m);
        return NULL;
    }
    *added = m->blank_brokerage;
    added->kind = kind;
    added->broker = broker;
    added->beneficiary = beneficiary;
    added->provider = provider;
    added->place.index = (uint32_t)dataset_count(m->made, RECORD_BROKERAGE) - 1;
    return added;
}

symbols one_symbol(maker *m, symbol s)
{
    symbols list = {NULL, 0};
    symbol *rows = arena_take(&m->made->arena, sizeof *rows);
    if (!rows) {
        maker_no_memory(m);
        return list;
    }
    *rows = s;
    list.rows = rows;
    list.count = 1;
    return list;
}
