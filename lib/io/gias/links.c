/* The establishment links download: who came after whom. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

enum { URN, LINKED, NAME, TYPE, DAY, COLUMNS };

const csv_column gias_link_columns[] = {
    [URN] = {"URN", 1},
    [LINKED] = {"LinkURN|Link URN", 1},
    [NAME] = {"LinkName|Link Name", 0},
    [TYPE] = {"LinkType|Link Type|LinkType (name)", 1},
    [DAY] = {"LinkEstablishedDate|Link Established Date", 0},
};
const size_t gias_link_column_count = COLUMNS;

/* A school that no file describes: known by its URN, and a name if a link has one. */
static void make_stub(gias *g, uint32_t urn, symbol name, place at)
{
    symbol id = gias_urn(g, urn);
    properties_of own = {.type =
                             vocabulary_type(&g->made->vocabulary, "establishment", 13)};
    const char *digits = id ? dataset_text(g->made, id) + 4 : "";
    outside_id ids[] = {
        {gias_symbol(g, "urn", 3), gias_symbol(g, digits, strlen(digits))}};
    int64_t known = id ? dataset_node_at(g->made, id) : -1;
    node *made;
    if (known >= 0) {
        made = dataset_node(g->made, (size_t)known);
        made->name = made->name ? made->name : name;
        return;
    }
    made = gias_node(g, id, own.type, at, &own, 1u << g->file);
    if (made) {
        made->ids = gias_ids(g, ids, 1);
        made->name = name;
    }
    gias_tally(g, "kept", "nodes: establishment", 1);
}

/* Whether both schools of the row are there. Without a file of establishments they are
 * made; with one, an unknown one drops the row. */
static int find_ends(gias *g, uint32_t urn, uint32_t linked)
{
    const uint32_t ends[] = {urn, linked};
    for (size_t i = 0; i < 2; i++) {
        place at = gias_place(g, i ? LINKED : URN);
        symbol id = gias_urn(g, ends[i]);
        if (!g->given[GIAS_ESTABLISHMENTS]) {
            make_stub(g, ends[i], i ? gias_text(g, NAME) : 0, at);
        } else if (!id || dataset_node_at(g->made, id) < 0) {
            gias_odd(g, "gias-urn-unknown", &at, csv_get(g->in, i ? LINKED : URN).text,
                     "no other file has the URN %lu: the link is left out",
                     (unsigned long)ends[i]);
            gias_tally(g, "dropped", "links to a URN that no other file has", 1);
            return 0;
        }
    }
    return 1;
}

void gias_read_links(gias *g)
{
    uint32_t urn = gias_id(g, URN, GIAS_URN_MOST), linked;
    const gias_code *code;
    csv_cell type = csv_get(g->in, TYPE);
    lineage *row;
    int number, from_this;
    dated day;
    if (!urn || !(linked = gias_id(g, LINKED, GIAS_URN_MOST)))
        return;
    gias_date(g, DAY, &day);
    number = gias_code_read(g, GIAS_LINK_TYPES, TYPE, TYPE);
    code = gias_code_at(GIAS_LINK_TYPES, number);
    if (!code || !*code->words[0]) {
        gias_tally(g, "dropped",
                   gias_words(g,
                              code ? "links of a type without direction: "
                                   : "links of an unknown type: ",
                              type.text),
                   1);
        return;
    }
    if (urn == linked) {
        place at = gias_place(g, LINKED);
        gias_odd(g, "gias-link-self", &at, csv_get(g->in, LINKED).text,
                 "the school is linked to itself: the link is left out");
        gias_tally(g, "dropped", "links of a school to itself", 1);
        return;
    }
    if (!find_ends(g, urn, linked))
        return;
    if (!memory_grow(&g->lineage.items, &g->lineage.capacity, g->lineage.count + 1,
                     sizeof *row)) {
        gias_no_memory(g);
        return;
    }
    from_this = !strcmp(code->words[1], "this");
    row = (lineage *)g->lineage.items + g->lineage.count++;
    *row = (lineage){from_this ? urn : linked,
                     from_this ? linked : urn,
                     gias_code_kind(g, GIAS_LINK_TYPES, number, 0),
                     (uint8_t)from_this,
                     day,
                     gias_symbol(g, type.text, type.n),
                     gias_place(g, TYPE)};
}

static int compare(const void *left, const void *right)
{
    const lineage *a = left, *b = right;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    if (a->place.file != b->place.file)
        return a->place.file < b->place.file ? -1 : 1;
    return a->place.line < b->place.line ? -1 : a->place.line > b->place.line;
}

static int same_pair(const lineage *a, const lineage *b)
{
    return a->kind == b->kind && a->source == b->source && a->target == b->target;
}

/* The types of the rows of a pair, each once, as the value of an x_ property. */
static void put_types(gias *g, edge *made, const lineage *rows, size_t count)
{
    properties_of own = {.type = VOCABULARY_NONE};
    char text[400] = "";
    size_t used = 0;
    property *kept;
    for (size_t i = 0; i < count; i++) {
        const char *type = dataset_text(g->made, rows[i].type);
        size_t n = strlen(type);
        int twice = 0;
        for (size_t k = 0; k < i; k++)
            twice |= rows[k].type == rows[i].type;
        if (twice || used + n + 3 > sizeof text)
            continue;
        if (used) {
            memcpy(text + used, "; ", 2);
            used += 2;
        }
        memcpy(text + used, type, n + 1);
        used += n;
    }
    gias_put_extra(g, &own, "x_gias_link", text);
    kept = arena_take(&g->made->arena, sizeof *kept);
    if (!kept) {
        gias_no_memory(g);
        return;
    }
    *kept = own.rows[0];
    made->properties = (properties){kept, 1};
}

/* One tie of a pair, from the rows of both of its schools. The later day counts: the new
 * school's row has the first day after, the old one's often the last day before. */
static void make_tie(gias *g, const lineage *rows, size_t count)
{
    const place *cited[8];
    size_t n = count < 8 ? count : 8;
    int this = 0, other = 0;
    edge *made = gias_edge(g, rows->kind, gias_urn(g, rows->source),
                           gias_urn(g, rows->target), rows->place);
    if (!made)
        return;
    for (size_t i = 0; i < count; i++) {
        if (i < n)
            cited[i] = &rows[i].place;
        this |= rows[i].from_source;
        other |= !rows[i].from_source;
        if (date_is_day(rows[i].day.form) &&
            (!made->valid.from_form || rows[i].day.day > made->valid.from)) {
            made->valid.from = rows[i].day.day;
            made->valid.from_form = rows[i].day.form;
        }
    }
    put_types(g, made, rows, n);
    gias_cite(g, made, cited, n);
    if (!this || !other)
        gias_odd(g, "gias-link-inverse", &rows->place, dataset_text(g->made, rows->type),
                 "no row of the school %lu says the inverse of its link with %lu",
                 (unsigned long)(this ? rows->target : rows->source),
                 (unsigned long)(this ? rows->source : rows->target));
    gias_tally_of(g, rows->place.file, "kept",
                  gias_words(g, "ties: ", g->made->vocabulary.kinds[rows->kind].name), 1);
}

void gias_finish_links(gias *g)
{
    lineage *rows = g->lineage.items;
    size_t end;
    if (g->lineage.count)
        qsort(rows, g->lineage.count, sizeof *rows, compare);
    for (size_t i = 0; i < g->lineage.count && !g->status; i = end) {
        for (end = i + 1; end < g->lineage.count && same_pair(&rows[i], &rows[end]);)
            end++;
        make_tie(g, &rows[i], end - i);
    }
    gias_find_cycles(g);
}
