#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { EACH_TOLD = 5 };

typedef polity_status importer(polity_dataset *into, const polity_option *options,
                               size_t n, polity_table **report, polity_table **problems,
                               const polity_run *run, polity_error *err);

/* What can be imported, and with which of the library's options. */
typedef struct import_row {
    const char *name;
    importer *import;
    int takes_file; /* the word behind its name; further ones are documents */
    const char *options;
} import_row;

static const import_row importers[] = {
    {"gias", polity_import_gias, 0,
     "establishments,groups,group-links,links,inspections,strict"},
    {"csv", polity_import_csv, 0,
     "nodes,edges,sources,map,delimiter,node-type,edge-kind,strict"},
    {"graphml", polity_import_graphml, 1, "file,node-type,edge-kind,strict"},
    {"node-link", polity_import_node_link, 1, "file,node-type,edge-kind,strict"},
};

static const import_row *find(const char *name)
{
    guess search = guess_of(name);
    for (size_t i = 0; i < sizeof importers / sizeof *importers; i++) {
        if (!strcmp(importers[i].name, name))
            return &importers[i];
        guess_offer(&search, importers[i].name);
    }
    say_usage("nothing called \"%.64s\" can be imported%s polity help import", name,
              guess_see(&search));
    return NULL;
}

/* Options that are of another importer are refused. */
static int check_options(const import_row *row, const arguments *given)
{
    for (size_t i = 0; i < given->library_count; i++) {
        const char *name = given->library[i].name, *at = row->options;
        size_t n = strlen(name);
        while (*at && (strcspn(at, ",") != n || strncmp(at, name, n) != 0)) {
            at += strcspn(at, ",");
            at += *at == ',';
        }
        if (!*at)
            return say_usage("import %s has no option --%s; see polity help import",
                             row->name, name);
    }
    return 0;
}

/* What was read, kept and dropped, on standard error. */
static void tell_report(const polity_table *report)
{
    const char *before = "";
    for (size_t row = 0; report && row < polity_table_rows(report); row++) {
        const char *file = polity_table_text(report, row, 0);
        if (strcmp(before, file) != 0)
            say("%s", file);
        before = file;
        say("  %-7s %8s  %s", polity_table_text(report, row, 1),
            polity_table_text(report, row, 2), polity_table_text(report, row, 3));
    }
}

static void tell_problem(const polity_table *table, size_t row)
{
    const char *text[9];
    for (size_t i = 0; i < 9; i++)
        text[i] = polity_table_text(table, row, i);
    say("%s:%s%s%s%s %s: %s [%s]", text[2], text[3] ? text[3] : "", text[3] ? ":" : "",
        text[4] ? text[4] : "", text[4] ? ":" : "", text[0], text[8], text[1]);
}

/* How many rows before this one, and from it on, are of its fault. */
static size_t count_before(const polity_table *table, size_t row, size_t most)
{
    const char *id = polity_table_text(table, row, 1);
    size_t count = 0;
    for (size_t i = 0; i < row && count < most; i++)
        count += !strcmp(polity_table_text(table, i, 1), id);
    return count;
}

static size_t count_after(const polity_table *table, size_t row)
{
    const char *id = polity_table_text(table, row, 1);
    size_t count = 0;
    for (size_t i = row; i < polity_table_rows(table); i++)
        count += !strcmp(polity_table_text(table, i, 1), id);
    return count;
}

/* The first of each fault by itself, the others by their number. */
static void tell_problems(session *at, const polity_table *table)
{
    int all = at->given->own[OPTION_problems] != NULL;
    int quiet = arguments_on(at->given, OPTION_quiet);
    for (size_t row = 0; table && row < polity_table_rows(table); row++) {
        int error = !strcmp(polity_table_text(table, row, 0), "error");
        size_t before = count_before(table, row, EACH_TOLD + 1);
        if (quiet && !error)
            continue;
        if (before < EACH_TOLD)
            tell_problem(table, row);
        else if (before == EACH_TOLD)
            say("… and %zu more [%s]%s", count_after(table, row),
                polity_table_text(table, row, 1),
                all ? "" : "; --problems FILE lists all");
        at->told |= error;
    }
}

/* All problems as CSV. */
static polity_status write_problems(session *at, const polity_table *table)
{
    const char *name = at->given->own[OPTION_problems];
    output to;
    polity_status status;
    if (!name || !table)
        return POLITY_OK;
    status = output_open(&to, name, &at->err);
    if (!status)
        status = polity_table_write(table, "csv", NULL, 0, output_bytes, &to, &at->err);
    return session_finish(at, &to, status);
}

static polity_status write_data(session *at)
{
    output to;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = polity_dataset_write(at->dataset, at->given->own[OPTION_form],
                                      output_bytes, &to, &at->err);
    return session_finish(at, &to, status);
}

/* The options, with the file that is a word among them. Freed by the caller. */
static polity_option *all_options(const arguments *given, const import_row *row,
                                  size_t *count)
{
    polity_option *list = calloc(given->library_count + 1, sizeof *list);
    *count = given->library_count;
    if (!list)
        return NULL;
    if (given->library_count)
        memcpy(list, given->library, given->library_count * sizeof *list);
    if (row->takes_file && given->word_count > 1)
        list[(*count)++] = (polity_option){"file", given->words[1]};
    return list;
}

/* Documents that what is imported is added to: a vocabulary, sources. */
static polity_status read_documents(session *at, const import_row *row)
{
    const arguments *given = at->given;
    polity_status status = polity_dataset_new(&at->dataset, &at->err);
    for (size_t i = row->takes_file ? 2 : 1; !status && i < given->word_count; i++)
        status =
            polity_dataset_read(at->dataset, given->words[i], NULL, &at->run, &at->err);
    return status;
}

static polity_status import(session *at, const import_row *row)
{
    polity_table *report = NULL, *problems = NULL;
    polity_error err = POLITY_ERROR_INIT;
    size_t count;
    polity_option *options = all_options(at->given, row, &count);
    polity_status status = read_documents(at, row), written;
    if (status || !options) {
        free(options);
        return status ? status : POLITY_ENOMEM;
    }
    status = row->import(at->dataset, options, count, &report, &problems, &at->run, &err);
    free(options);
    progress_clear(&at->watch);
    at->err = err;
    if (!arguments_on(at->given, OPTION_quiet))
        tell_report(report);
    tell_problems(at, problems);
    at->told = at->told && session_is_data(status); /* what ended it is not among them */
    written = write_problems(at, problems);
    if (!status && !arguments_on(at->given, OPTION_quiet)) {
        char contents[CONTENTS_SIZE];
        session_contents(at, contents);
        say("made: %s", contents);
    }
    if (!status)
        status = written ? written : write_data(at);
    polity_table_free(report);
    polity_table_free(problems);
    return status;
}

int cmd_import(const arguments *given)
{
    session at;
    const import_row *chosen;
    int refused;
    if (!given->word_count)
        return say_usage("import needs to know what: gias, csv, graphml, node-link; see "
                         "polity help import");
    if (!(chosen = find(given->words[0])))
        return EXIT_USAGE;
    if ((refused = check_options(chosen, given)))
        return refused;
    if (given->word_count > 1 && chosen->import == polity_import_gias)
        return say_usage(
            "import %s takes its files as options, not \"%.64s\"; see polity "
            "help import",
            given->words[0], given->words[1]);
    session_begin(&at, given);
    return session_end(&at, import(&at, chosen));
}
