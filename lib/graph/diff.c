#include "graph/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/options.h"
#include "base/ticker.h"
#include "table/table.h"

static const char *const words[CHANGES] = {"came", "went", "changed", "continued",
                                           "same"};

/* Counts by what a difference is about, in the order of its first meeting. */
typedef struct tally {
    const char *what; /* a literal */
    char *of;
    size_t count[CHANGES];
} tally;

typedef struct collector {
    polity_table *table;
    int full;
    tally *rows;
    size_t count, capacity, differences;
    map by_key;
    arena texts;
} collector;

int diff_tell(comparison *c, const difference *d) { return c->sink(c->user, d); }

static int count_one(collector *to, const difference *d)
{
    char *key;
    size_t n;
    uint32_t at;
    buffer text = {0};
    buffer_print(&text, "%s/%s", d->what, d->of);
    if (text.failed)
        return 0;
    n = text.length;
    at = map_find(&to->by_key, text.bytes, n);
    if (at == MAP_ABSENT) {
        key = arena_text(&to->texts, text.bytes, n);
        if (!key ||
            !memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                         sizeof *to->rows) ||
            !map_put(&to->by_key, key, n, (uint32_t)to->count)) {
            buffer_free(&text);
            return 0;
        }
        at = (uint32_t)to->count++;
        to->rows[at] = (tally){.what = d->what, .of = key + strlen(d->what) + 1};
    }
    buffer_free(&text);
    to->rows[at].count[d->change]++;
    return 1;
}

static int add_row(collector *to, const difference *d)
{
    const char *const cells[] = {d->what,  words[d->change], d->id,   d->of,
                                 d->field, d->before,        d->after};
    ptrdiff_t row = table_add_row(to->table);
    int fine = row >= 0;
    for (size_t i = 0; i < sizeof cells / sizeof *cells && fine; i++)
        fine = table_set_text(to->table, (size_t)row, i, cells[i]);
    return fine;
}

static int collect(void *user, const difference *d)
{
    collector *to = user;
    to->differences += d->change != CHANGE_SAME;
    if (!to->full)
        return count_one(to, d);
    return d->change == CHANGE_SAME || d->counted || add_row(to, d);
}

/* --- tables
 * ------------------------------------------------------------------------------ */

static int full_columns(polity_table *table)
{
    static const char *const columns[][2] = {
        {"what", "node, property, tie, derived tie, act, derived act"},
        {"change", "came, went, changed, continued by another id"},
        {"id", "the record that it is about"},
        {"of", "type of the node, kind of the tie, rule of the derived tie"},
        {"field", "what changed of it; of ties that came or went, their ends"},
        {"before", "value before"},
        {"after", "value after"}};
    int fine = 1;
    for (size_t i = 0; i < sizeof columns / sizeof *columns && fine; i++)
        fine = table_add(table, columns[i][0], "", columns[i][1], POLITY_TEXT) >= 0;
    return fine;
}

static int summary_columns(polity_table *table)
{
    int fine =
        table_add(table, "what", "", "what is counted", POLITY_TEXT) >= 0 &&
        table_add(table, "of", "", "type, property, kind or rule", POLITY_TEXT) >= 0;
    for (int i = 0; i < CHANGES && fine; i++)
        fine = table_add(table, words[i], "",
                         i == CHANGE_CAME        ? "only after"
                         : i == CHANGE_WENT      ? "only before"
                         : i == CHANGE_CHANGED   ? "in both, with another value"
                         : i == CHANGE_CONTINUED ? "under another id"
                                                 : "in both, alike",
                         POLITY_INT) >= 0;
    return fine;
}

/* The total of a kind of thing stands before its parts. */
static int add_tally(polity_table *table, const char *what, const char *of,
                     const size_t *count)
{
    ptrdiff_t row = table_add_row(table);
    if (row < 0 || !table_set_text(table, (size_t)row, 0, what) ||
        !table_set_text(table, (size_t)row, 1, of))
        return 0;
    for (int i = 0; i < CHANGES; i++)
        table_ints(table, (size_t)i + 2)[row] = (int64_t)count[i];
    return 1;
}

static int add_tallies(collector *to)
{
    static const char *const whats[] = {"node",        "property", "tie",
                                        "derived tie", "act",      "derived act"};
    for (size_t w = 0; w < sizeof whats / sizeof *whats; w++) {
        size_t all[CHANGES] = {0}, parts = 0;
        for (size_t i = 0; i < to->count; i++) {
            if (strcmp(to->rows[i].what, whats[w]) != 0)
                continue;
            parts++;
            for (int k = 0; k < CHANGES; k++)
                all[k] += to->rows[i].count[k];
        }
        if (parts && !add_tally(to->table, whats[w], "all", all))
            return 0;
        for (size_t i = 0; i < to->count; i++)
            if (!strcmp(to->rows[i].what, whats[w]) &&
                !add_tally(to->table, whats[w], to->rows[i].of, to->rows[i].count))
                return 0;
    }
    return 1;
}

/* Where each side comes from, and when. */
static int add_facts(const comparison *c, polity_table *table)
{
    static const char *const sides[2][2] = {{"before", "before_data"},
                                            {"after", "after_data"}};
    int fine = 1;
    for (int side = 0; side < 2 && fine; side++) {
        const polity_view *view = c->view[side];
        buffer text = {0};
        view_inputs(view, &text);
        fine = !text.failed && table_fact(table, sides[side][0], "%s", view->date) &&
               table_fact(table, sides[side][1], "%s", text.bytes);
        buffer_free(&text);
    }
    return fine && table_fact(table, "selection", "%s", c->view[1]->selection) &&
           table_fact(table, "follow", "%s", c->follow ? "school" : "urn");
}

/* --- all of it
 * ---------------------------------------------------------------------------- */

static polity_status run_all(comparison *c)
{
    polity_status status = diff_pair(c);
    if (!status)
        status = run_tick(c->run, "differences", 0.3, c->err);
    if (!status)
        status = diff_nodes(c);
    if (!status)
        status = run_tick(c->run, "differences", 0.6, c->err);
    return status ? status : diff_ties(c);
}

static void release(comparison *c, collector *to)
{
    for (int side = 0; side < 2; side++) {
        memory_free(c->heir[side]);
        memory_free(c->continued[side]);
        buffer_free(&c->text[side]);
    }
    memory_free(to->rows);
    map_free(&to->by_key);
    arena_free(&to->texts);
}

polity_status polity_diff(polity_table **out, int *same, const polity_view *before,
                          const polity_view *after, const polity_option *rows, size_t n,
                          const polity_run *run, polity_error *err)
{
    options given = {rows, n};
    collector to = {0};
    comparison c = {
        .view = {before, after}, .sink = collect, .user = &to, .run = run, .err = err};
    polity_status status;
    int follow = 0;
    if (!out || !before || !after || (n && !rows))
        return error_set(err, POLITY_EARG, "argument",
                         "two views and a place for the table are needed");
    *out = NULL;
    if ((status = options_check(given, err)) ||
        (status = option_choice(given, "follow", "urn|school", &follow, err)) ||
        (status = option_choice(given, "detail", "summary|full", &to.full, err)))
        return status;
    c.follow = follow;
    to.table = table_new(0, NULL);
    if (!to.table || !(to.full ? full_columns(to.table) : summary_columns(to.table)))
        status = error_memory(err);
    if (!status)
        status = run_all(&c);
    if (!status && ((!to.full && !add_tallies(&to)) || !add_facts(&c, to.table)))
        status = error_memory(err);
    if (!status && same)
        *same = !to.differences;
    if (status)
        polity_table_free(to.table);
    else
        *out = to.table;
    release(&c, &to);
    return status;
}
