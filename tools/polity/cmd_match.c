#include <stdio.h>
#include <string.h>

#include "session.h"

static polity_status match_one(session *at, const char *pattern, size_t *rows)
{
    const arguments *given = at->given;
    polity_table *whole = NULL, *shown = NULL;
    polity_status status =
        arguments_on(given, OPTION_explain)
            ? polity_match_explain(&whole, at->view, pattern, given->library,
                                   given->library_count, &at->err)
            : polity_match(&whole, at->view, pattern, given->library,
                           given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (!status) {
        *rows = polity_table_rows(whole);
        status = polity_table_order(&shown, whole, given->library, given->library_count,
                                    &at->err);
    }
    if (!status)
        status = session_write(at, shown);
    polity_table_free(shown);
    polity_table_free(whole);
    return status;
}

/* The nodes and ties of all matches, as a data set. */
static polity_status write_network(session *at, const char *pattern, size_t *rows)
{
    const arguments *given = at->given;
    polity_dataset *made = NULL;
    output to;
    polity_status status =
        polity_match_network(&made, at->view, pattern, given->library,
                             given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (status)
        return status;
    *rows = 1;
    status = output_open(&to, given->own[OPTION_output], &at->err);
    if (!status)
        status = polity_dataset_write(made, given->own[OPTION_matched], output_bytes, &to,
                                      &at->err);
    polity_dataset_free(made);
    return session_finish(at, &to, status);
}

/* One pattern of a file: a heading for each, as all go to one output. */
static polity_status match_named(session *at, const polity_claim *of, size_t *rows)
{
    size_t found = 0;
    polity_status status = session_pattern_options(at, of->options, of->option_count);
    if (status)
        return status;
    say("%s: %s", of->id, of->statement);
    status = match_one(at, of->match, &found);
    *rows += found;
    return status;
}

static int match_file(const arguments *given)
{
    const char *only = given->own[OPTION_only], *file = given->own[OPTION_patterns];
    polity_claims *patterns = NULL;
    session at;
    size_t rows = 0, asked = 0;
    int ended;
    polity_status status;
    session_begin(&at, given);
    status = polity_claims_read(&patterns, file, &at.err);
    if (!status && polity_claims_count(patterns) && !polity_claims_at(patterns, 0)->match) {
        at.err = (polity_error){.status = POLITY_EDATA};
        snprintf(at.err.message, sizeof at.err.message,
                 "%.200s is a file of claims: see polity help claims", file);
        status = POLITY_EDATA;
    }
    if (!status)
        status = session_load(&at, 0);
    for (size_t i = 0; !status && i < polity_claims_count(patterns); i++) {
        const polity_claim *of = polity_claims_at(patterns, i);
        if (only && strcmp(only, of->id) != 0)
            continue;
        asked++;
        status = match_named(&at, of, &rows);
    }
    if (!status && !asked) {
        guess search = guess_of(only ? only : "");
        for (size_t i = 0; i < polity_claims_count(patterns); i++)
            guess_offer(&search, polity_claims_at(patterns, i)->id);
        status = session_unknown(&at, "pattern of the file", only ? only : "", &search);
    }
    polity_claims_free(patterns);
    ended = session_end(&at, status);
    return ended || rows ? ended : EXIT_NO;
}

int cmd_match(const arguments *given)
{
    session at;
    polity_status status;
    size_t rows = 0;
    int ended, refused;
    if (given->own[OPTION_only] && !given->own[OPTION_patterns])
        return say_usage("--only goes with --patterns; see polity help match");
    if (given->own[OPTION_patterns]) {
        refused = arguments_files(given, 0);
        return refused ? refused : match_file(given);
    }
    if (!given->word_count)
        return say_usage("a pattern and files are needed; see polity help match");
    refused = arguments_files(given, 1);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_load(&at, 1);
    if (!status)
        status = session_pattern_options(&at, NULL, 0);
    if (!status && strcmp(given->own[OPTION_matched], "table") != 0)
        status = write_network(&at, given->words[0], &rows);
    else if (!status)
        status = match_one(&at, given->words[0], &rows);
    ended = session_end(&at, status);
    return ended || rows ? ended : EXIT_NO;
}
