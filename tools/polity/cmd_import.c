#include <stdio.h>
#include <string.h>

#include "session.h"

enum { EACH_TOLD = 5 };

typedef polity_status importer(polity_dataset *into, const polity_option *options,
                               size_t n, polity_table **report, polity_table **problems,
                               const polity_run *run, polity_error *err);

/* What can be imported. */
static const struct {
    const char *name;
    importer *import;
} importers[] = {
    {"gias", polity_import_gias},
};

static importer *find(const char *name)
{
    guess search = guess_of(name);
    for (size_t i = 0; i < sizeof importers / sizeof *importers; i++) {
        if (!strcmp(importers[i].name, name))
            return importers[i].import;
        guess_offer(&search, importers[i].name);
    }
    say_usage("nothing called \"%.64s\" can be imported%s polity help import", name,
              guess_see(&search));
    return NULL;
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

static polity_status import(session *at, importer *import_files)
{
    polity_table *report = NULL, *problems = NULL;
    polity_error err = POLITY_ERROR_INIT;
    polity_status status = polity_dataset_new(&at->dataset, &at->err), written;
    if (status)
        return status;
    status = import_files(at->dataset, at->given->library, at->given->library_count,
                          &report, &problems, &at->run, &err);
    progress_clear(&at->watch);
    at->err = err;
    if (!arguments_on(at->given, OPTION_quiet))
        tell_report(report);
    tell_problems(at, problems);
    written = write_problems(at, problems);
    if (!status)
        status = written ? written : write_data(at);
    polity_table_free(report);
    polity_table_free(problems);
    return status;
}

int cmd_import(const arguments *given)
{
    session at;
    importer *chosen;
    if (!given->word_count)
        return say_usage("import needs to know what: gias; see polity help import");
    if (!(chosen = find(given->words[0])))
        return EXIT_USAGE;
    if (given->word_count > 1)
        return say_usage(
            "import %s takes its files as options, not \"%.64s\"; see polity "
            "help import",
            given->words[0], given->words[1]);
    session_begin(&at, given);
    return session_end(&at, import(&at, chosen));
}
