/* Filling a data set record by record. */
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "model/fields.h"
#include "model/tuples.h"

static polity_status check_text(const char *what, const char *text, int may_be_null,
                                polity_error *err)
{
    if (!text && may_be_null)
        return POLITY_OK;
    if (!text || !*text)
        return error_set(err, POLITY_EARG, "argument", "%s may not be empty", what);
    if (utf8_valid(text, strlen(text)) != strlen(text))
        return error_set(err, POLITY_EARG, "argument", "%s is not UTF-8", what);
    return POLITY_OK;
}

static polity_status check_new(const polity_dataset *of, const char *id,
                               polity_error *err)
{
    symbol s = id ? dataset_find(of, id, strlen(id)) : 0;
    if (s && dataset_record(of, s).list != RECORD_NONE)
        return error_set(err, POLITY_EDATA, "id-duplicate",
                         "the id \"%.80s\" is that of a %s already", id,
                         dataset_record_name((record_list)dataset_record(of, s).list));
    return POLITY_OK;
}

/* A blank record at the end of a list. */
static void *append(polity_dataset *of, record_list list)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    void *record = dataset_append(of, list);
    if (record)
        fields_blank(fields, count, record);
    return record;
}

static symbol text_symbol(polity_dataset *of, const char *text, int *fine)
{
    symbol s = text ? dataset_symbol(of, text, strlen(text)) : 0;
    *fine &= !text || s;
    return s;
}

polity_status polity_dataset_add_node(polity_dataset *of, const char *id,
                                      const char *type, const char *name,
                                      polity_error *err)
{
    char hint[NEAREST_SIZE];
    uint16_t at;
    nearest near;
    node *added;
    int fine = 1;
    symbol ids, names;
    polity_status status;
    if ((status = dataset_check_open(of, err)) ||
        (status = check_text("the id", id, 0, err)) ||
        (status = check_text("the type", type, 0, err)) ||
        (status = check_text("the name", name, 1, err)) ||
        (status = check_new(of, id, err)))
        return status;
    at = vocabulary_type(&of->vocabulary, type, strlen(type));
    if (at == VOCABULARY_NONE) {
        nearest_begin(&near, type, strlen(type));
        for (size_t i = 0; i < of->vocabulary.type_count; i++)
            nearest_offer(&near, of->vocabulary.types[i].name);
        return error_set(err, POLITY_ENOTFOUND, "type-unknown",
                         "no node type is called \"%.60s\"%s", type,
                         nearest_hint(&near, hint));
    }
    ids = text_symbol(of, id, &fine);
    names = text_symbol(of, name, &fine);
    added = fine ? append(of, RECORD_NODE) : NULL;
    if (!added)
        return error_memory(err);
    added->id = ids;
    added->name = names;
    added->type = at;
    dataset_claim(of, ids, RECORD_NODE, dataset_count(of, RECORD_NODE) - 1);
    return POLITY_OK;
}

/* An end that is not there yet waits, without a place. */
static int wait_for(polity_dataset *of, symbol end, symbol owner)
{
    pending *row;
    if (dataset_node_at(of, end) >= 0)
        return 1;
    if (!memory_grow(&of->pending.items, &of->pending.capacity, of->pending.count + 1,
                     sizeof *row))
        return 0;
    row = (pending *)of->pending.items + of->pending.count++;
    *row = (pending){.wanted = end,
                     .owner = owner,
                     .of = PENDING_END,
                     .refers = VOCABULARY_NONE,
                     .path = ""};
    return 1;
}

/* Whether an edge without id stands there already: 1, 0, -1 = no memory. */
static int is_known(polity_dataset *of, const edge *e)
{
    if (!of->tuples && !(of->tuples = memory_zeroed(1, sizeof *of->tuples)))
        return -1;
    for (; of->tuple_edges < dataset_count(of, RECORD_EDGE); of->tuple_edges++)
        if (!dataset_edge(of, of->tuple_edges)->id &&
            !tuples_put(of->tuples, of, of->tuple_edges))
            return -1;
    return tuples_find(of->tuples, of, e) >= 0;
}

static polity_status find_kind(const polity_dataset *of, const char *kind, uint16_t *at,
                               polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest near;
    *at = vocabulary_kind(&of->vocabulary, kind, strlen(kind));
    if (*at == VOCABULARY_NONE) {
        nearest_begin(&near, kind, strlen(kind));
        for (size_t i = 0; i < of->vocabulary.kind_count; i++)
            nearest_offer(&near, of->vocabulary.kinds[i].name);
        return error_set(err, POLITY_ENOTFOUND, "kind-unknown",
                         "no kind of tie is called \"%.60s\"%s", kind,
                         nearest_hint(&near, hint));
    }
    if (of->vocabulary.kinds[*at].class == CLASS_BROKERAGE)
        return error_set(err, POLITY_EDATA, "kind-not-for-edge",
                         "the kind \"%s\" is an act of brokerage", kind);
    return POLITY_OK;
}

polity_status polity_dataset_add_edge(polity_dataset *of, const char *id,
                                      const char *kind, const char *source,
                                      const char *target, polity_error *err)
{
    size_t count, waiting;
    const field *fields = record_fields(RECORD_EDGE, &count);
    edge added = {0}, *row;
    int fine = 1, known;
    polity_status status;
    if ((status = dataset_check_open(of, err)) ||
        (status = check_text("the id", id, 1, err)) ||
        (status = check_text("the kind", kind, 0, err)) ||
        (status = check_text("the source", source, 0, err)) ||
        (status = check_text("the target", target, 0, err)) ||
        (status = check_new(of, id, err)))
        return status;
    fields_blank(fields, count, &added);
    if ((status = find_kind(of, kind, &added.kind, err)))
        return status;
    waiting = of->pending.count;
    added.id = text_symbol(of, id, &fine);
    added.source = text_symbol(of, source, &fine);
    added.target = text_symbol(of, target, &fine);
    known = !fine ? -1 : id ? 0 : is_known(of, &added);
    if (known > 0)
        return error_set(err, POLITY_EDATA, "id-duplicate",
                         "the edge %s:%.60s>%.60s is there already: give each an id",
                         kind, source, target);
    row = known == 0 && wait_for(of, added.source, added.id) &&
                  wait_for(of, added.target, added.id)
              ? dataset_append(of, RECORD_EDGE)
              : NULL;
    if (!row) {
        of->pending.count = waiting;
        return error_memory(err);
    }
    *row = added;
    if (added.id)
        dataset_claim(of, added.id, RECORD_EDGE, dataset_count(of, RECORD_EDGE) - 1);
    return POLITY_OK;
}
