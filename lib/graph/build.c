/* From a view to a graph: which ties, with which numbers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/nearest.h"
#include "base/options.h"
#include "graph/build.h"

/* --- options ---------------------------------------------------------------------- */

static int numeric(const property_kind *kind)
{
    return kind->type == VALUE_INTEGER || kind->type == VALUE_REAL;
}

static polity_status no_field(const builder *b, const field *f, const char *name,
                              polity_error *err)
{
    const vocabulary *words = &b->view->dataset->vocabulary;
    char hint[NEAREST_SIZE];
    nearest search;
    nearest_begin(&search, name, strlen(name));
    nearest_offer(&search, "strength");
    nearest_offer(&search, "weight");
    nearest_offer(&search, "length");
    for (size_t i = 0; i < words->property_count; i++)
        if (numeric(&words->properties[i]))
            nearest_offer(&search, words->properties[i].name);
    return error_set(err, POLITY_ENOTFOUND, "field-unknown",
                     "option %s: ties have no number called \"%.60s\"%s", f->option, name,
                     nearest_hint(&search, hint));
}

/* strength, weight, length, a numeric property; a length also as 1/FIELD of all but
 * length. */
static polity_status read_field(const builder *b, field *f, polity_error *err)
{
    int is_length = !strcmp(f->option, "length");
    const char *name = f->text = option_text(b->given, f->option);
    if (!name)
        return POLITY_OK;
    f->inverse = is_length && !strncmp(name, "1/", 2);
    name += f->inverse ? 2 : 0;
    f->above_zero = is_length;
    if (!strcmp(name, "strength"))
        f->from = FIELD_STRENGTH;
    else if (!strcmp(name, "weight"))
        f->from = FIELD_WEIGHT;
    else if (!strcmp(name, "length"))
        f->from = FIELD_LENGTH;
    if (f->from == FIELD_LENGTH && (!is_length || f->inverse))
        return error_set(
            err, POLITY_EARG, "field-role",
            "option %s is \"%.60s\": a length says how far, not how close; expected "
            "strength, weight or a numeric property",
            f->option, f->text);
    if (is_length && !f->inverse &&
        (f->from == FIELD_STRENGTH || f->from == FIELD_WEIGHT))
        return error_set(
            err, POLITY_EARG, "field-role",
            "option length is \"%.60s\", which says how close, not how far; did you "
            "mean \"1/%.60s\"?",
            f->text, f->text);
    if (f->from)
        return POLITY_OK;
    f->property = vocabulary_property(&b->view->dataset->vocabulary, name, strlen(name));
    if (f->property == VOCABULARY_NONE)
        return no_field(b, f, name, err);
    if (!numeric(&b->view->dataset->vocabulary.properties[f->property]))
        return error_set(err, POLITY_EARG, "field-type",
                         "option %s: the property \"%.60s\" is no number", f->option,
                         name);
    f->from = FIELD_PROPERTY;
    return POLITY_OK;
}

static polity_status read_options(builder *b, polity_error *err)
{
    static const char *const ways[] = {"merge", "keep"};
    static const char *const acts[] = {"none", "act", "result", "incidence"};
    polity_status status = options_check(b->given, err);
    if (!status)
        status = option_bool(b->given, "undirected", &b->undirected, err);
    if (!status)
        status = option_choice(b->given, "parallel", "merge|keep", &b->keep, err);
    if (!status)
        status = option_choice(b->given, "brokerage", "none|act|result|incidence",
                               &b->brokerage, err);
    if (!status)
        status = read_field(b, &b->weight, err);
    if (!status)
        status = read_field(b, &b->length, err);
    if (status)
        return status;
    b->graph->parallel = ways[b->keep];
    b->graph->brokerage = acts[b->brokerage];
    if (b->weight.text)
        b->graph->weight_field = memory_text(b->weight.text, strlen(b->weight.text));
    if (b->length.text)
        b->graph->length_field = memory_text(b->length.text, strlen(b->length.text));
    if ((b->weight.text && !b->graph->weight_field) ||
        (b->length.text && !b->graph->length_field))
        return error_memory(err);
    return POLITY_OK;
}

/* --- edges ------------------------------------------------------------------------ */

static polity_status property_number(const builder *b, const field *f, size_t tie,
                                     const edge *e, double *number, polity_error *err)
{
    const value *first = NULL;
    size_t count = 0;
    int unknown = 0;
    buffer name = {0};
    polity_status status;
    if (!properties_find(e->properties, f->property))
        return POLITY_OK;
    view_tie_name(b->view, tie, &name);
    if (name.failed)
        status = error_memory(err);
    else
        status = view_values(b->view, e->properties, f->property, name.bytes, &first,
                             &count, &unknown, err);
    buffer_free(&name);
    if (!status && count == 1 && !unknown) {
        if (first->type == VALUE_INTEGER)
            *number = (double)first->as.integer;
        else if (first->type == VALUE_REAL)
            *number = first->as.real;
    }
    return status;
}

/* The number of a tie; NaN = it has none that would do, which is counted. */
static polity_status edge_number(builder *b, const field *f, size_t tie, const edge *e,
                                 double *number, polity_error *err)
{
    polity_status status = POLITY_OK;
    double found = NAN;
    *number = 1;
    if (!f->from || b->what == (f == &b->weight ? &b->length : &b->weight))
        return POLITY_OK;
    switch (f->from) {
    case FIELD_STRENGTH: found = e->strength ? e->strength : NAN; break;
    case FIELD_WEIGHT: found = e->weight; break;
    case FIELD_LENGTH: found = e->length; break;
    case FIELD_PROPERTY: status = property_number(b, f, tie, e, &found, err); break;
    case FIELD_NONE: break;
    }
    if (f->inverse)
        found = found > 0 ? 1 / found : NAN;
    if (isfinite(found) && (f->above_zero ? found > 0 : found >= 0)) {
        *number = found;
    } else if (!status) {
        if (!b->bad++)
            b->first_bad = tie;
        b->what = f;
    }
    return status;
}

static polity_status take_edges(builder *b, polity_error *err)
{
    const polity_dataset *data = b->view->dataset;
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < b->view->tie_count && !status; i++) {
        edge room;
        const edge *e = view_tie_in(b->view, i, &room);
        double weight = 1, length = 1;
        b->raw[b->count] =
            (raw_tie){.source = build_node(b, e->source),
                      .target = build_node(b, e->target),
                      .directed = data->vocabulary.kinds[e->kind].directed};
        status = edge_number(b, &b->weight, i, e, &weight, err);
        if (!status)
            status = edge_number(b, &b->length, i, e, &length, err);
        build_tie(b, (int32_t)i, weight, length);
    }
    return status;
}

/* Name the first tie that lacks its number, with its place. */
static polity_status refuse_bad(const builder *b, polity_error *err)
{
    const polity_dataset *data = b->view->dataset;
    const edge bad = view_tie(b->view, b->first_bad);
    const place *at = &bad.place;
    error_place where = {0};
    buffer name = {0};
    polity_status status;
    if (at->file) {
        where.file = ((const input *)data->files.items)[at->file - 1].name;
        where.line = (int32_t)at->line;
        where.column = (int32_t)at->column;
    }
    view_tie_name(b->view, b->first_bad, &name);
    status =
        name.failed
            ? error_memory(err)
            : error_set_at(err, POLITY_EUNFIT, "tie-number", &where,
                           "%zu of %zu selected ties have no %.60s %s: the first is "
                           "\"%.120s\"",
                           b->bad, b->view->tie_count, b->what->text,
                           b->what->above_zero ? "above 0" : "of 0 or more", name.bytes);
    buffer_free(&name);
    return status;
}

/* Room for the ties of a view, of an act up to three. */
static polity_status make_room(builder *b, polity_error *err)
{
    size_t n = b->view->tie_count + (b->brokerage ? 3 * b->view->act_count : 0);
    if (b->weight.from && !(b->weights = memory_large(n, sizeof *b->weights)))
        return error_memory(err);
    if (b->length.from && !(b->lengths = memory_large(n, sizeof *b->lengths)))
        return error_memory(err);
    if (b->brokerage && !(b->records = memory_large(n, sizeof *b->records)))
        return error_memory(err);
    b->raw = memory_large(n, sizeof *b->raw);
    return b->raw ? POLITY_OK : error_memory(err);
}

/* --- all of it -------------------------------------------------------------------- */

polity_status polity_graph_build(polity_graph **out, const polity_view *view,
                                 const polity_option *given, size_t n, polity_error *err)
{
    polity_status status = POLITY_OK;
    builder b = {.view = view,
                 .graph = graph_new(),
                 .given = {given, n},
                 .weight = {.option = "weight"},
                 .length = {.option = "length"}};
    int directed = 0;

    *out = NULL;
    if (!b.graph) {
        status = error_memory(err);
        goto out;
    }
    view_hold(view);
    b.graph->view = view;
    b.graph->nodes = view->node_count;
    status = read_options(&b, err);
    if (!status)
        status = make_room(&b, err);
    if (!status)
        status = take_edges(&b, err);
    if (!status && b.bad)
        status = refuse_bad(&b, err);
    if (!status)
        status = build_acts(&b, err);
    if (status)
        goto out;
    for (size_t i = 0; i < b.count && !directed; i++)
        directed = b.raw[i].directed;
    if (b.count &&
        !directed) /* of no ties at all, none says that there is no direction */
        b.undirected = 1;
    status =
        graph_fill(b.graph, &(raw_ties){b.raw, b.weights, b.lengths, b.count, b.records},
                   b.undirected, b.keep, b.weight.from != FIELD_NONE,
                   b.length.from != FIELD_NONE, err);
out:
    memory_free(b.raw);
    memory_free(b.records);
    memory_free(b.weights);
    memory_free(b.lengths);
    if (status)
        polity_graph_free(b.graph);
    else
        *out = b.graph;
    return status;
}
