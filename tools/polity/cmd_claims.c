#include <string.h>

#include "session.h"

/* A cell, or NULL. */
static const char *cell(const polity_table *of, size_t row, const char *column)
{
    ptrdiff_t at = polity_table_find(of, column);
    return at < 0 ? NULL : polity_table_text(of, row, (size_t)at);
}

static int put(output *to, const char *text)
{
    return output_bytes(to, text, strlen(text));
}

/* A heading and a text behind it, on a line of its own; nothing for no text. */
static int put_line(output *to, const char *heading, const char *text)
{
    if (!text)
        return 0;
    return put(to, heading) || put(to, text) || put(to, "\n");
}

/* Records that evidence is of, each on a line of its own. */
static int put_evidence(output *to, const char *text)
{
    const char *heading = "     evidence  ";
    while (text && *text) {
        const char *end = strstr(text, " | ");
        size_t n = end ? (size_t)(end - text) : strlen(text);
        if (put(to, heading) || output_bytes(to, text, n) || put(to, "\n"))
            return 1;
        heading = "               ";
        text += n + (end ? 3 : 0);
    }
    return 0;
}

static int put_claim(output *to, const polity_table *of, size_t row)
{
    const char *expected = cell(of, row, "expected"), *outcome = cell(of, row, "outcome");
    const char *as_expected = cell(of, row, "as_expected");
    int differs = as_expected && !strcmp(as_expected, "false");
    return put(to, cell(of, row, "claim")) || put(to, "  ") || put(to, outcome) ||
           (differs && (put(to, ", expected ") || put(to, expected))) ||
           put_line(to, ": ", cell(of, row, "statement")) ||
           put_line(to, "     figures   ", cell(of, row, "figures")) ||
           put_line(to, "     needs     ", cell(of, row, "needs")) ||
           put_evidence(to, cell(of, row, "evidence"));
}

/* For people: a paragraph a claim, then how many came out how. */
static polity_status write_report(session *at, const polity_table *of)
{
    output to;
    int failed = 0;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (status)
        return status;
    for (size_t row = 0; !failed && row < polity_table_rows(of); row++)
        failed = put_claim(&to, of, row);
    if (!failed)
        put_line(&to, "\n", polity_table_fact_named(of, "outcomes"));
    return session_finish(at, &to, POLITY_OK);
}

int cmd_claims(const arguments *given)
{
    session at;
    polity_claims *claims = NULL;
    polity_table *made = NULL;
    polity_status status;
    size_t differs = 0;
    int ended, refused;
    if (!given->word_count)
        return say_usage("a file of claims and data are needed; see polity help claims");
    refused = arguments_files(given, 1);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = polity_claims_read(&claims, given->words[0], &at.err);
    if (!status)
        status = session_load(&at, 1);
    if (!status)
        status = polity_claims_run(&made, &differs, claims, at.dataset, given->library,
                                   given->library_count, &at.run, &at.err);
    progress_clear(&at.watch);
    if (!status)
        status = strcmp(given->own[OPTION_format], "table") ? session_write(&at, made)
                                                            : write_report(&at, made);
    polity_table_free(made);
    polity_claims_free(claims);
    ended = session_end(&at, status);
    return ended || !differs ? ended : EXIT_NO;
}
