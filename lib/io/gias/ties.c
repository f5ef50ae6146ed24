/* Ties of schools and groups, and the schools that only the group links have. */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"

#include "io/gias/gias.h"

/* --- groups that a row of the establishments itself names --- */

const char *gias_flagged(csv_cell flag)
{
    return strstr(flag.text, "multi-academy")    ? "Multi-academy trust"
           : strstr(flag.text, "single-academy") ? "Single-academy trust"
           : strstr(flag.text, "by a trust")     ? "Trust"
                                                 : "";
}

void gias_member_named(gias *g, uint32_t urn, size_t code, size_t name, const char *type)
{
    csv_cell id = csv_get(g->in, code);
    int64_t uid;
    uint32_t at;
    member *row;
    if (!id.n && csv_get(g->in, name).n)
        gias_tally(g, "dropped", "memberships of groups that are named without a code",
                   1);
    if (!id.n)
        return;
    at = map_find(&g->group_other_ids, id.text, id.n);
    if (at == MAP_ABSENT && !number_read_integer(id.text, 1, GIAS_UID_MOST, &uid)) {
        csv_fault(g->in, code, "gias-id", NULL, "no group has this id");
        return;
    }
    if (at == MAP_ABSENT)
        at = gias_group_named(g, (uint32_t)uid, gias_text(g, name), type,
                              gias_place(g, code));
    if (at == GIAS_NO_GROUP || !memory_grow(&g->members.items, &g->members.capacity,
                                            g->members.count + 1, sizeof *row)) {
        gias_no_memory(g);
        return;
    }
    row = (member *)g->members.items + g->members.count;
    memset(row, 0, sizeof *row);
    row->urn = urn;
    row->group = at;
    row->order = (uint32_t)g->members.count++;
    row->place = gias_place(g, code);
}

/* --- ties --- */

/* What is odd about a membership, told at its row. */
static void judge(gias *g, const member *m, const node *school, const interval *span,
                  int holds)
{
    const group *of = &g->groups[m->group];
    const char *group_id = dataset_text(g->made, of->id);
    unsigned long urn = m->urn;
    if (of->closed)
        gias_odd(g, "gias-closed-group", &m->place, NULL,
                 "the group \"%.30s\" is closed, and the school %lu is still in it",
                 group_id, urn);
    if (!holds)
        gias_odd(
            g, "gias-joined-late", &m->place, NULL,
            "the school %lu joined \"%.30s\" when one of the two had closed: the day "
            "the tie ended on is left unknown",
            urn, group_id);
    else if (date_is_day(span->from_form) &&
             ((date_is_day(of->valid.from_form) && span->from < of->valid.from) ||
              (date_is_day(school->valid.from_form) && span->from < school->valid.from)))
        gias_odd(g, "gias-joined-early", &m->place, NULL,
                 "the school %lu joined \"%.30s\" before one of the two opened", urn,
                 group_id);
}

static void tie(gias *g, const member *m)
{
    symbol school = gias_urn(g, m->urn);
    int64_t at = dataset_node_at(g->made, school);
    const group *of = &g->groups[m->group];
    const char *kind =
        of->type < 0 ? "part_of" : gias_code_at(GIAS_GROUP_TYPES, of->type)->words[3];
    int steers = strcmp(kind, "part_of") != 0;
    uint16_t number = vocabulary_kind(&g->made->vocabulary, kind, strlen(kind));
    const place *const cited[] = {&m->place};
    interval span;
    edge *made;
    int holds;
    if (at < 0)
        return;
    holds = gias_member_span(g, m, &dataset_node(g->made, (size_t)at)->valid, &span);
    judge(g, m, dataset_node(g->made, (size_t)at), &span, holds);
    made = gias_edge(g, number, steers ? of->id : school, steers ? school : of->id,
                     m->place);
    if (!made)
        return;
    made->modality = steers && !strcmp(kind, "governs") ? MODALITY_LAW : MODALITY_NONE;
    made->valid = span;
    if (!holds) {
        made->valid.to = 0;
        made->valid.to_form = DATE_UNKNOWN;
    }
    gias_cite(g, made, cited, 1);
    gias_tally_of(g, m->place.file, "kept", gias_words(g, "ties: ", kind), 1);
}

/* A school that the establishments file does not have, from what the row says of it. */
static void make_school(gias *g, const member *m, size_t count)
{
    const gias_code *code = gias_code_at(GIAS_TYPES, m->type);
    const char *type = code ? code->words[0] : "establishment";
    const char *la = dataset_text(g->made, m->la);
    properties_of own = {.type =
                             vocabulary_type(&g->made->vocabulary, type, strlen(type))};
    size_t visit_count;
    const visit *visits = gias_visits_of(g, m->urn, &visit_count);
    const interval life = {0, 0, DATE_NONE, DATE_NONE};
    const char *urn = dataset_text(g->made, gias_urn(g, m->urn)) + 4;
    const outside_id ids[] = {
        {gias_symbol(g, "urn", 3), gias_symbol(g, urn, strlen(urn))}};
    node *made;
    if (g->given[GIAS_ESTABLISHMENTS])
        gias_odd(
            g, "gias-urn-unknown", &m->place, NULL,
            "the establishments file does not have the URN %lu: it is made from this "
            "row",
            (unsigned long)m->urn);
    gias_put_type(g, &own, m->type, dataset_text(g->made, m->type_text));
    if (m->phase >= 0)
        gias_put_level(g, &own, "phase", gias_code_at(GIAS_PHASES, m->phase)->words[0]);
    if (gias_is_la(la)) {
        body *of = gias_body(g, &g->authorities, "la-", (csv_cell){la, strlen(la)},
                             m->la_name, m->place);
        if (of)
            gias_put_text(g, &own, "la", VALUE_REFERENCE, of->id);
    }
    gias_put_members(g, &own, m, count, &life);
    gias_put_visits(g, &own, visits, visit_count);
    made = gias_node(g, gias_urn(g, m->urn), own.type, m->place, &own,
                     1u << m->place.file | (visit_count ? 1u << visits->place.file : 0));
    if (!made)
        return;
    made->name = m->name;
    made->ids = gias_ids(g, ids, 1);
    gias_tally_of(g, m->place.file, "kept", gias_words(g, "nodes: ", type), 1);
}

void gias_finish_members(gias *g)
{
    const member *rows = g->members.items;
    for (size_t i = 0; i < g->members.count && !g->status; i++) {
        size_t count;
        if (i && rows[i - 1].urn == rows[i].urn)
            continue;
        gias_members_of(g, rows[i].urn, &count);
        if (dataset_node_at(g->made, gias_urn(g, rows[i].urn)) < 0)
            make_school(g, &rows[i], count);
    }
    for (size_t i = 0; i < g->members.count && !g->status; i++)
        tie(g, &rows[i]);
}
