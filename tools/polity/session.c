#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TOLD = 100 };

void session_begin(session *at, const arguments *given)
{
    *at = (session){.given = given};
    progress_start(&at->watch, given, &at->run);
}

int session_is_data(polity_status status)
{
    return status == POLITY_EDATA || status == POLITY_ESYNTAX ||
           status == POLITY_EVERSION;
}

/* An error that came without a row in the table of problems. */
static void take_error(session *at, const polity_error *err)
{
    char line[16], column[16];
    const char *texts[LISTING_COLUMNS] = {0};
    snprintf(line, sizeof line, "%d", (int)err->line);
    snprintf(column, sizeof column, "%d", (int)err->column);
    for (size_t i = 0; i < at->problems.columns; i++) {
        const char *name = at->problems.column[i].name;
        texts[i] = !strcmp(name, "level")                       ? "error"
                   : !strcmp(name, "id")                        ? err->id
                   : !strcmp(name, "file")                      ? err->file
                   : !strcmp(name, "path")                      ? err->path
                   : !strcmp(name, "message")                   ? err->message
                   : !strcmp(name, "line") && err->line > 0     ? line
                   : !strcmp(name, "column") && err->column > 0 ? column
                                                                : NULL;
    }
    listing_row(&at->problems, texts);
    at->errors++;
}

static void take_problems(session *at, polity_table *table, polity_status status,
                          const polity_error *err)
{
    size_t from = at->problems.rows, errors = at->errors;
    if (table) {
        listing_table(&at->problems, table);
        listing_facts(&at->problems, table);
    }
    for (size_t row = from; row < at->problems.rows; row++) {
        const char *level = listing_cell(&at->problems, row, "level");
        if (level && !strcmp(level, "warning"))
            at->warnings++;
        else if (level && !strcmp(level, "info"))
            at->notes++;
        else
            at->errors++;
    }
    if (session_is_data(status) && at->errors == errors && at->problems.columns)
        take_error(at, err);
    if (!at->columns)
        at->columns = table;
    else
        polity_table_free(table);
}

/* A file that cannot be read is told at once, and the others are read on. */
static void tell_unread(session *at, const polity_error *err)
{
    progress_clear(&at->watch);
    say_error(err);
    at->told = 1;
}

polity_status session_read(session *at, size_t first)
{
    polity_status status = polity_dataset_new(&at->dataset, &at->err), worst = POLITY_OK;
    for (size_t i = first; !status && i < at->given->word_count; i++) {
        polity_table *problems = NULL;
        polity_error err = POLITY_ERROR_INIT;
        status = polity_dataset_read(at->dataset, at->given->words[i], &problems,
                                     &at->run, &err);
        take_problems(at, problems, status, &err);
        at->files += status != POLITY_EIO;
        if (status && !worst)
            at->err = err;
        if (status == POLITY_EIO) {
            tell_unread(at, &err);
            worst = status;
            status = POLITY_OK;
        } else if (session_is_data(status)) {
            worst = worst ? worst : status;
            status = POLITY_OK;
        } else if (status) {
            at->err = err;
        }
    }
    at->unfinished = worst != POLITY_OK;
    if (!status && !worst) {
        polity_table *problems = NULL;
        status = polity_dataset_check(at->dataset, &problems, &at->err);
        take_problems(at, problems, status, &at->err);
    }
    progress_clear(&at->watch);
    return status ? status : worst;
}

polity_status session_rules(session *at)
{
    polity_table *problems = NULL;
    polity_status status = polity_rules_check(at->dataset, &problems, &at->run, &at->err);
    take_problems(at, problems, status, &at->err);
    progress_clear(&at->watch);
    return status;
}

/* One problem as a line: where, level, what, and the stable id with the place in the
 * record. */
static void tell_problem(const listing *of, size_t row)
{
    const char *file = listing_cell(of, row, "file"),
               *path = listing_cell(of, row, "path");
    const char *line = listing_cell(of, row, "line"),
               *column = listing_cell(of, row, "column");
    say("%s:%s%s%s%s error: %s [%s%s%s]", file ? file : "", line ? line : "",
        line ? ":" : "", line && column ? column : "", line && column ? ":" : "",
        listing_cell(of, row, "message"), listing_cell(of, row, "id"),
        path && *path ? " at " : "", path ? path : "");
}

static void tell_problems(session *at)
{
    size_t told = 0;
    for (size_t row = 0; row < at->problems.rows; row++) {
        const char *level = listing_cell(&at->problems, row, "level");
        if (level && strcmp(level, "error") != 0)
            continue;
        if (told++ < MOST_TOLD)
            tell_problem(&at->problems, row);
    }
    if (told > MOST_TOLD)
        say("… and %zu more; see polity check", told - MOST_TOLD);
    at->told |= told > 0;
    if (!told && at->warnings && !arguments_on(at->given, OPTION_quiet))
        say("%zu warning%s; see polity check", at->warnings, at->warnings > 1 ? "s" : "");
}

polity_status session_load(session *at, size_t first)
{
    polity_status status = session_read(at, first);
    if (!status || session_is_data(status) || status == POLITY_EIO)
        tell_problems(at);
    return status;
}

/* "41 nodes", of a table `what of count`: the row without `of`, else the sum of its rows.
 */
static long long total(const polity_table *info, const char *what)
{
    ptrdiff_t at = polity_table_find(info, "count");
    const int64_t *counts = at < 0 ? NULL : polity_table_ints(info, (size_t)at);
    long long sum = 0;
    for (size_t row = 0; counts && row < polity_table_rows(info); row++) {
        const char *name = polity_table_text(info, row, 0),
                   *of = polity_table_text(info, row, 1);
        if (!name || strcmp(name, what) != 0)
            continue;
        if (!of || !*of)
            return counts[row];
        sum += counts[row];
    }
    return sum;
}

void session_contents(const session *at, char out[CONTENTS_SIZE])
{
    static const char *const words[] = {"nodes", "ties", "brokerages", "rules"};
    polity_table *info = NULL;
    polity_error err;
    size_t used = 0;
    *out = '\0';
    if (polity_dataset_info(&info, at->dataset, &err))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        long long n = total(info, words[i]);
        snprintf(out + used, CONTENTS_SIZE - used, "%s%lld %.*s", i ? ", " : "", n,
                 (int)strlen(words[i]) - (n == 1), words[i]);
        used = strlen(out);
    }
    polity_table_free(info);
}

polity_status session_view(session *at, size_t first)
{
    polity_status status = session_load(at, first);
    if (status)
        return status;
    return polity_view_build(&at->view, at->dataset, at->given->library,
                             at->given->library_count, &at->run, &at->err);
}

static int is_moment(const char *name)
{
    return !strcmp(name, "at") || !strcmp(name, "during");
}

/* Whether the command line gives an option itself; a day also stands for a window. */
static int is_given(const arguments *given, const char *name)
{
    if (is_moment(name))
        return arguments_library(given, "at") || arguments_library(given, "during");
    return arguments_library(given, name) != NULL;
}

polity_status session_pattern_options(session *at, const polity_option *more, size_t n)
{
    const arguments *given = at->given;
    polity_option *rows = malloc((given->library_count + n + 1) * sizeof *rows);
    polity_status status;
    size_t count = 0;
    int chooses = is_given(given, "class") || is_given(given, "kind");
    if (!rows) {
        at->err = (polity_error){.status = POLITY_ENOMEM};
        return POLITY_ENOMEM;
    }
    for (size_t i = 0; i < n; i++) {
        chooses |= !strcmp(more[i].name, "class") || !strcmp(more[i].name, "kind");
        if (!is_given(given, more[i].name))
            rows[count++] = more[i];
    }
    for (size_t i = 0; i < given->library_count; i++)
        rows[count++] = given->library[i];
    if (!chooses)
        rows[count++] = (polity_option){"class", "all"};
    polity_view_free(at->view);
    at->view = NULL;
    status = polity_view_build(&at->view, at->dataset, rows, count, &at->run, &at->err);
    free(rows);
    return status;
}

/* The network that a pattern derives. */
static polity_status graph_along(session *at, size_t first, const char *pattern)
{
    polity_status status = session_load(at, first);
    if (!status)
        status = session_pattern_options(at, NULL, 0);
    if (status)
        return status;
    return polity_graph_along(&at->graph, at->view, pattern, at->given->library,
                              at->given->library_count, &at->run, &at->err);
}

polity_status session_graph(session *at, size_t first)
{
    polity_status status;
    if (at->given->own[OPTION_along])
        return graph_along(at, first, at->given->own[OPTION_along]);
    status = session_view(at, first);
    if (status)
        return status;
    return polity_graph_build(&at->graph, at->view, at->given->library,
                              at->given->library_count, &at->err);
}

static const char *format_of(const session *at)
{
    return at->given->own[OPTION_format] ? at->given->own[OPTION_format] : "table";
}

/* Only whole results are kept, and a reader that went away is told nothing. */
polity_status session_finish(session *at, output *to, polity_status status)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_status closed = output_close(to, !status, &err);
    at->told |= output_is_deserted(to);
    if (!closed)
        return status;
    at->err = err;
    return closed;
}

polity_status session_put(session *at, output *to, const polity_table *table)
{
    const arguments *given = at->given;
    polity_table *shown = NULL;
    polity_status status =
        polity_table_order(&shown, table, given->library, given->library_count, &at->err);
    if (!status)
        status = polity_table_write(shown, format_of(at), given->library,
                                    given->library_count, output_bytes, to, &at->err);
    polity_table_free(shown);
    return status;
}

polity_status session_write(session *at, const polity_table *table)
{
    output to;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = session_put(at, &to, table);
    return session_finish(at, &to, status);
}

polity_status session_list(session *at, const listing *table)
{
    const char *facts = arguments_library(at->given, "facts");
    output to;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = listing_write(table, format_of(at),
                               !facts || strcmp(facts, "false") != 0, &to, &at->err);
    return session_finish(at, &to, status);
}

polity_status session_unknown(session *at, const char *what, const char *name,
                              guess *search)
{
    at->err = (polity_error){.status = POLITY_ENOTFOUND};
    snprintf(at->err.message, sizeof at->err.message, "no %s is called \"%.80s\"%s", what,
             name, guess_hint(search));
    return POLITY_ENOTFOUND;
}

int session_end(session *at, polity_status status)
{
    progress_clear(&at->watch);
    if (status && at->watch.reason && !at->told)
        say("%s", at->watch.reason);
    else if (status && !at->told)
        say_error(&at->err);
    if (status && at->watch.reason)
        status = POLITY_ECANCELLED;
    polity_graph_free(at->graph);
    polity_view_free(at->view);
    polity_dataset_free(at->dataset);
    listing_free(&at->problems);
    polity_table_free(at->columns);
    return exit_status(status);
}
