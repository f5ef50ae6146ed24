/* Inspections: one row each, or the inspectorate's management information. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

enum { URN, RATING, DAY, REGION, IDACI, PUPILS, COLUMNS };

/* 2 September 2024: no overall judgement is given from here on. */
enum { LAST_DAY = 19968 };

const csv_column gias_inspection_columns[] = {
    [URN] = {"URN", 1},
    [RATING] = {"Rating|Overall effectiveness|Latest OEIF overall effectiveness|"
                "Overall effectiveness: how good is the school",
                1},
    [DAY] =
        {"Inspection Date|Inspection end date|Latest OEIF inspection end date|"
         "Inspection start date|Inspection start date of latest OEIF graded inspection",
         1},
    [REGION] = {"Region", 0},
    [IDACI] = {"IDACI quintile|The income deprivation affecting children index (IDACI) "
               "quintile|Deprivation index (IDACI) quintile",
               0},
    [PUPILS] = {"Total number of pupils|Number of pupils", 0},
};
const size_t gias_inspection_column_count = COLUMNS;

void gias_read_inspections(gias *g)
{
    uint32_t urn = gias_id(g, URN, GIAS_URN_MOST);
    int64_t n;
    visit *row;
    if (!urn)
        return;
    if (!memory_grow(&g->visits.items, &g->visits.capacity, g->visits.count + 1,
                     sizeof *row)) {
        gias_no_memory(g);
        return;
    }
    row = (visit *)g->visits.items + g->visits.count;
    memset(row, 0, sizeof *row);
    row->urn = urn;
    row->order = (uint32_t)g->visits.count++;
    row->place = gias_place(g, URN);
    gias_date(g, DAY, &row->day);
    row->rating = gias_code_read(g, GIAS_RATINGS, RATING, RATING);
    row->region = gias_text(g, REGION);
    row->idaci = gias_number(g, IDACI, 1, 5, &n) ? (int32_t)n : -1;
    row->pupils = gias_number(g, PUPILS, 0, 1000000, &n) ? (int32_t)n : -1;
}

static int compare(const void *left, const void *right)
{
    const visit *a = left, *b = right;
    if (a->urn != b->urn)
        return a->urn < b->urn ? -1 : 1;
    if (a->day.day != b->day.day || a->day.form != b->day.form)
        return a->day.form != b->day.form ? (a->day.form < b->day.form ? -1 : 1)
               : a->day.day < b->day.day  ? -1
                                          : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

void gias_sort_visits(gias *g)
{
    if (g->visits.count)
        qsort(g->visits.items, g->visits.count, sizeof(visit), compare);
}

const visit *gias_visits_of(const gias *g, uint32_t urn, size_t *count)
{
    const visit *rows = g->visits.items;
    size_t first = gias_rows_of(&g->visits, sizeof *rows, urn, count);
    return rows ? rows + first : NULL;
}

/* The level of a rating, "" = it has none; counted if it is not to be used. */
static const char *level_of(gias *g, const visit *of)
{
    const gias_code *code = gias_code_at(GIAS_RATINGS, of->rating);
    const char *why = !date_is_day(of->day.form) ? "inspections without a usable day"
                      : !code                    ? "inspections without a known judgement"
                      : !*code->words[0] ? "inspections without an overall judgement"
                      : of->day.day >= LAST_DAY
                          ? "inspections since 2024-09-02, when overall judgements ended"
                          : NULL;
    if (!why)
        return code->words[0];
    gias_tally_of(g, of->place.file, "dropped", why, 1);
    return "";
}

static history_item item(const gias *g, const char *property, const char *level,
                         int32_t day)
{
    history_item made = {.valid = {day, 0, DATE_DAY, DATE_NONE}};
    uint16_t kind = vocabulary_property(&g->made->vocabulary, property, strlen(property));
    made.value.type = VALUE_CATEGORY;
    made.value.as.integer =
        property_level(&g->made->vocabulary.properties[kind], level, strlen(level));
    return made;
}

/* Whether an inspection adds to the history: not if its day has one already. */
static int is_new(gias *g, const visit *of, history_item *last, const history_item *now)
{
    if (!last || last->valid.from != now->valid.from)
        return 1;
    if (last->value.as.integer == now->value.as.integer) {
        gias_tally_of(g, of->place.file, "dropped",
                      "inspections that say what an earlier row says", 1);
        return 0;
    }
    gias_odd(g, "gias-inspections-day", &of->place, NULL,
             "the school %lu has two inspections of one day with different judgements: "
             "the later row counts",
             (unsigned long)of->urn);
    gias_tally_of(g, of->place.file, "dropped",
                  "inspections of a day for which a later row says otherwise", 1);
    last->value = now->value;
    return 0;
}

static void end_history(history_item *items, size_t count)
{
    if (!count)
        return;
    items[count - 1].valid.to = LAST_DAY;
    items[count - 1].valid.to_form = DATE_DAY;
}

static void put_judgements(gias *g, properties_of *to, const visit *rows, size_t count,
                           history_item *items)
{
    size_t entries = 0, concerns = 0;
    history_item *worries = items + count;
    for (size_t i = 0; i < count; i++) {
        const char *level = level_of(g, &rows[i]), *concern;
        history_item now;
        if (!*level)
            continue;
        now = item(g, "ofsted", level, rows[i].day.day);
        if (is_new(g, &rows[i], entries ? &items[entries - 1] : NULL, &now)) {
            items[entries++] = now;
            gias_tally_of(g, rows[i].place.file, "kept", "inspections", 1);
        }
        concern = gias_code_at(GIAS_RATINGS, rows[i].rating)->words[1];
        if (*concern || concerns)
            worries[concerns++] =
                item(g, "ofsted_concern", *concern ? concern : "none", rows[i].day.day);
        if (concerns > 1 &&
            worries[concerns - 1].valid.from == worries[concerns - 2].valid.from) {
            worries[concerns - 2] = worries[concerns - 1];
            concerns--;
        }
    }
    end_history(items, entries);
    end_history(worries, concerns);
    gias_put_history(g, to, "ofsted", items, entries);
    gias_put_history(g, to, "ofsted_concern", worries, concerns);
}

void gias_put_visits(gias *g, properties_of *to, const visit *rows, size_t count)
{
    history_item few[32], *items = few;
    const visit *last = NULL, *of = NULL;
    if (2 * count > sizeof few / sizeof *few &&
        !(items = memory_array(2 * count, sizeof *items))) {
        gias_no_memory(g);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        last = date_is_day(rows[i].day.form) ? &rows[i] : last;
        of = rows[i].region || rows[i].idaci >= 0 || rows[i].pupils >= 0 ? &rows[i] : of;
    }
    put_judgements(g, to, rows, count, items);
    if (last) {
        value day = {.type = VALUE_DATE, .form = DATE_DAY};
        day.as.integer = last->day.day;
        gias_put(g, to, "inspected", day);
    }
    if (of && of->idaci >= 0)
        gias_put_integer(g, to, "idaci_quintile", of->idaci);
    if (of && of->pupils >= 0 && !gias_has(g, to, "pupils"))
        gias_put_integer(g, to, "pupils", of->pupils);
    if (of && of->region && !gias_has(g, to, "region"))
        gias_put_text(g, to, "region", VALUE_TEXT, of->region);
    if (items != few)
        memory_free(items);
}

/* Inspections of schools that no other file has. */
void gias_finish_visits(gias *g)
{
    const visit *rows = g->visits.items;
    uint16_t type = vocabulary_type(&g->made->vocabulary, "establishment", 13);
    for (size_t i = 0, count; i < g->visits.count && !g->status; i += count) {
        const visit *of = &rows[i];
        symbol id = gias_urn(g, of->urn);
        properties_of own = {.type = type};
        const char *urn = dataset_text(g->made, id) + 4;
        outside_id ids[] = {{gias_symbol(g, "urn", 3), gias_symbol(g, urn, strlen(urn))}};
        node *made;
        gias_visits_of(g, of->urn, &count);
        if (dataset_node_at(g->made, id) >= 0)
            continue;
        if (g->given[GIAS_ESTABLISHMENTS]) {
            gias_odd(g, "gias-urn-unknown", &of->place, NULL,
                     "no other file has the URN %lu: its inspections are left out",
                     (unsigned long)of->urn);
            gias_tally_of(g, of->place.file, "dropped",
                          "inspections of a URN that no other file has", count);
            continue;
        }
        gias_put_visits(g, &own, of, count);
        made = gias_node(g, id, type, of->place, &own, 1u << of->place.file);
        if (made)
            made->ids = gias_ids(g, ids, 1);
        gias_tally_of(g, of->place.file, "kept", "nodes: establishment", 1);
    }
}
