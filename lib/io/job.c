#include "io/job.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "table/table.h"

polity_status job_begin(job *of, const polity_dataset *into, options given,
                        polity_table **report, polity_table **problems, polity_error *err)
{
    polity_status status;
    memset(of, 0, sizeof *of);
    if (report)
        *report = NULL;
    if (problems)
        *problems = NULL;
    if ((status = options_check(given, err)))
        return status;
    if ((status = dataset_check_open(into, err)))
        return status;
    of->given = given;
    of->report = report;
    of->node_type = option_text(given, "node-type");
    of->edge_kind = option_text(given, "edge-kind");
    return option_bool(given, "strict", &of->strict, err);
}

polity_status job_end(job *of, polity_status status)
{
    if (status == POLITY_ENOMEM && of->report) {
        polity_table_free(*of->report);
        *of->report = NULL;
    }
    memory_free(of->tallies);
    arena_free(&of->texts);
    return status;
}

/* --- types and kinds of what states none --- */

static void refuse(reader *r, const char *id, const char *what, const char *name,
                   const nearest *near)
{
    char hint[NEAREST_SIZE];
    if (!r->status)
        r->status = error_set(r->err, POLITY_ENOTFOUND, id, "no %s is called \"%.60s\"%s",
                              what, name, nearest_hint(near, hint));
}

void job_defaults(job *of, reader *r)
{
    const vocabulary *words = &r->into->vocabulary;
    const char *type = of->node_type, *kind = of->edge_kind;
    nearest near;
    if (type && vocabulary_type(words, type, strlen(type)) == VOCABULARY_NONE) {
        nearest_begin(&near, type, strlen(type));
        for (size_t i = 0; i < words->type_count; i++)
            nearest_offer(&near, words->types[i].name);
        refuse(r, "type-unknown", "node type", type, &near);
    }
    if (kind && vocabulary_kind(words, kind, strlen(kind)) == VOCABULARY_NONE) {
        nearest_begin(&near, kind, strlen(kind));
        for (size_t i = 0; i < words->kind_count; i++)
            nearest_offer(&near, words->kinds[i].name);
        refuse(r, "kind-unknown", "kind of tie", kind, &near);
    }
}

/* --- what is told --- */

void job_tally_of(job *of, const reader *r, const char *what, size_t n,
                  const char *format, ...)
{
    char why[300];
    va_list arguments;
    job_tally *row;
    if (!n)
        return;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    if (!memory_grow((void **)&of->tallies, &of->tally_capacity, of->tally_count + 1,
                     sizeof *of->tallies)) {
        of->failed = 1;
        return;
    }
    row = &of->tallies[of->tally_count++];
    row->file = arena_text(&of->texts, r->file_name, strlen(r->file_name));
    row->what = arena_text(&of->texts, what, strlen(what));
    row->why = arena_text(&of->texts, why, strlen(why));
    row->count = n;
    of->failed |= !row->file || !row->what || !row->why;
}

void job_report(job *of, reader *r)
{
    static const polity_column columns[] = {
        {"file", "", "name of the input", POLITY_TEXT},
        {"what", "", "read, kept, made or dropped", POLITY_TEXT},
        {"count", "", "how many", POLITY_INT},
        {"why", "", "of what, or for which reason", POLITY_TEXT},
    };
    polity_table *table = of->failed ? NULL : table_new(of->tally_count, NULL);
    int fine = table != NULL;
    if (!of->report || r->status) {
        polity_table_free(table);
        return;
    }
    for (size_t i = 0; fine && i < 4; i++)
        fine = table_add_column(table, &columns[i]) >= 0;
    for (size_t i = 0; fine && i < of->tally_count; i++) {
        const job_tally *row = &of->tallies[i];
        fine = table_set_text(table, i, 0, row->file) &&
               table_set_text(table, i, 1, row->what) &&
               table_set_text(table, i, 3, row->why);
        if (fine)
            table_ints(table, 2)[i] = (int64_t)row->count;
    }
    if (!fine) {
        polity_table_free(table);
        table = NULL;
        read_no_memory(r);
    }
    *of->report = table;
}

void job_unknown(job *of, reader *r, record_list list, const char *name, const char *kept,
                 scan_place place)
{
    error_place at = {r->file_name, "", (int32_t)place.line, (int32_t)place.column};
    (of->strict ? problems_add : problems_add_warning)(
        &r->problems, "field-unknown", &at, name, NULL,
        "\"%.60s\" is no key of a %s and no property: it is %s%.60s", name,
        list == RECORD_EDGE ? "tie" : dataset_record_name(list),
        of->strict ? "refused, else kept as " : "kept as ", kept);
    if (r->problems.failed)
        read_no_memory(r);
}

void job_against(reader *r, size_t count, scan_place first)
{
    error_place at = {r->file_name, "", (int32_t)first.line, (int32_t)first.column};
    if (count)
        problems_add_warning(
            &r->problems, "edge-direction", &at, NULL, NULL,
            "the file gives %zu tie%s a direction that the kind does not "
            "have, or none where it has one: the kind decides (this is "
            "the first)",
            count, count == 1 ? "" : "s");
}

/* --- ends that are no nodes --- */

void job_ends(job *of, reader *r)
{
    size_t made = 0;
    for (size_t i = 0; of->node_type && i < r->into->pending.count && !r->status; i++) {
        pending end = ((const pending *)r->into->pending.items)[i];
        origin from = {"", NULL, NULL, {end.place.line, end.place.column}};
        buffer json = {0};
        slice text;
        if (end.of != PENDING_END || dataset_record(r->into, end.wanted).list)
            continue;
        buffer_text(&json, "{\"id\": ");
        buffer_json(&json, dataset_text(r->into, end.wanted));
        buffer_text(&json, ", \"type\": ");
        buffer_json(&json, of->node_type);
        buffer_char(&json, '}');
        if (json.failed) {
            read_no_memory(r);
            break;
        }
        text = (slice){json.bytes, json.length, {1, 1}, 0};
        r->origins = &from;
        r->origin_count = 1;
        read_element(r, &text, RECORD_NODE);
        r->origins = NULL;
        r->origin_count = 0;
        buffer_free(&json);
        made++;
    }
    job_tally_of(of, r, "made", made, "nodes of the type %s, as ends that were none",
                 of->node_type ? of->node_type : "");
}
