/* Sheets to records: one of nodes, one of ties, and one of sources, if there is any. */
#include <string.h>

#include "base/alloc.h"
#include "io/sheets/sheets.h"

static const struct {
    const char *option;
    record_list list;
    const char *required[3];
} sorts[] = {
    {"sources", RECORD_SOURCE, {"id", "type", NULL}},
    {"nodes", RECORD_NODE, {"id", NULL, NULL}},
    {"edges", RECORD_EDGE, {"source", "target", NULL}},
};
enum { SORTS = sizeof sorts / sizeof *sorts };

static void read_rows(sheet *s, reader *r)
{
    const char *type = s->of->job.node_type, *kind = s->of->job.edge_kind;
    flat_record b;
    size_t row = 0;
    flat_record_begin(&b, r, s->list);
    b.type = type;
    b.kind = kind;
    while (!r->status && csv_next(s->in, &r->status, r->err)) {
        int any = 0;
        flat_record_at(&b, (scan_place){csv_line(s->in), 1});
        for (size_t i = 0; i < s->count; i++) {
            csv_cell cell = csv_get(s->in, i);
            error_place at;
            if (!cell.n || s->columns[i].to.what == FLAT_SKIP)
                continue;
            any = 1;
            at = csv_place(s->in, i);
            s->columns[i].used++;
            flat_record_put(&b, &(flat_cell){&s->columns[i].to,
                                             s->columns[i].name,
                                             cell.text,
                                             {(uint32_t)at.line, (uint32_t)at.column}});
        }
        if (any)
            flat_record_end(&b);
        if (r->problems.failed)
            read_no_memory(r);
        if (++row % 4096 == 0 && !r->status)
            r->status = run_tick(r->run, "importing csv", csv_done(s->in), r->err);
    }
    job_against(r, b.against, b.against_place);
    flat_record_free(&b);
}

static void tell(sheet *s, reader *r)
{
    csv_counts counts = csv_counted(s->in);
    size_t used = 0;
    for (size_t i = 0; i < s->count; i++)
        used += !s->columns[i].unknown && s->columns[i].to.what != FLAT_SKIP;
    job_tally_of(&s->of->job, r, "read", counts.rows + counts.dropped,
                 "rows; %zu columns, of which %zu are fields; %s%s", counts.columns, used,
                 csv_encoding_name(counts.encoding),
                 counts.marked ? " with a byte-order mark" : "");
    for (size_t i = 0; i < s->count; i++)
        if (s->columns[i].unknown)
            job_tally_of(&s->of->job, r, "kept", s->columns[i].used,
                         "values of \"%.60s\" as %.60s", s->columns[i].name,
                         s->columns[i].to.key);
}

static void read_sheet(sheets *of, reader *r, int sort, const char *name)
{
    const csv_settings settings = {NULL, 0, &r->problems, 1, of->delimiter};
    sheet s = {.of = of, .list = sorts[sort].list, .required = sorts[sort].required};
    char digest[DIGEST_SIZE];
    if (!read_add_file(r, strcmp(name, "-") ? name : "<stdin>"))
        return;
    r->status = csv_open(&s.in, name, NULL, 0, &settings, r->err);
    if (r->status)
        return;
    if (sheet_columns(&s, r)) {
        read_rows(&s, r);
        tell(&s, r);
    }
    csv_close(s.in, digest);
    read_keep_digest(r, digest);
    memory_free(s.columns);
}

static void read_sheets(reader *r, void *user)
{
    sheets *of = user;
    options given = of->job.given;
    r->vocabulary_final = 1;
    job_defaults(&of->job, r);
    for (int sort = 0; sort < SORTS; sort++)
        for (size_t i = 0; i < given.count && !r->status; i++)
            if (!strcmp(given.rows[i].name, sorts[sort].option) && given.rows[i].value)
                read_sheet(of, r, sort, given.rows[i].value);
    if (!r->status)
        sheet_check_map(of, r);
    job_ends(&of->job, r);
    job_report(&of->job, r);
}

static polity_status read_options(sheets *of, polity_error *err)
{
    int delimiter = 0;
    polity_status status;
    if (!option_given(of->job.given, "nodes") && !option_given(of->job.given, "edges") &&
        !option_given(of->job.given, "sources"))
        return error_set(err, POLITY_EARG, "import-files",
                         "a sheet is needed: nodes, edges or sources");
    status =
        option_choice(of->job.given, "delimiter", "comma|semicolon|tab", &delimiter, err);
    of->delimiter = ",;\t"[delimiter];
    return status ? status : option_each(of->job.given, "map", sheet_add_map, of, err);
}

polity_status polity_import_csv(polity_dataset *into, const polity_option *list, size_t n,
                                polity_table **report, polity_table **problems,
                                const polity_run *run, polity_error *err)
{
    sheets of = {.map_count = 0};
    polity_status status =
        job_begin(&of.job, into, (options){list, n}, report, problems, err);
    if (status)
        return status;
    status = read_options(&of, err);
    if (!status)
        status = read_whole(into, read_sheets, &of, 1, problems, run, err);
    memory_free(of.map);
    return job_end(&of.job, status);
}
