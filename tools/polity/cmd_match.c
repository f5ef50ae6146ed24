#include <stdio.h>
#include <string.h>

#include "session.h"

static polity_status match_one(session *at, const char *pattern, output *to, size_t *rows)
{
    const arguments *given = at->given;
    polity_table *made = NULL;
    polity_status status =
        arguments_on(given, OPTION_explain)
            ? polity_match_explain(&made, at->view, pattern, given->library,
                                   given->library_count, &at->err)
            : polity_match(&made, at->view, pattern, given->library, given->library_count,
                           &at->run, &at->err);
    progress_clear(&at->watch);
    if (!status) {
        *rows = polity_table_rows(made);
        status = session_put(at, to, made);
    }
    polity_table_free(made);
    return status;
}

static polity_status write_matches(session *at, const char *pattern, size_t *rows)
{
    output to;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = match_one(at, pattern, &to, rows);
    return session_finish(at, &to, status);
}

/* The nodes and ties of all matches, as a data set. */
static polity_status write_network(session *at, const char *pattern, size_t *rows)
{
    const arguments *given = at->given;
    polity_dataset *made = NULL;
    output to;
    polity_status status = polity_match_network(&made, at->view, pattern, given->library,
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

/* A heading, which tables of other formats have no place for. */
static int put_heading(const session *at, output *to, const polity_claim *of)
{
    char text[600];
    int n = snprintf(text, sizeof text, "%.80s: %.400s\n", of->id, of->statement);
    if (strcmp(at->given->own[OPTION_format], "table") != 0) {
        if (!arguments_on(at->given, OPTION_quiet))
            say("%.80s: %.400s", of->id, of->statement);
        return 0;
    }
    return output_bytes(to, text, (size_t)n);
}

/* A fault of a pattern tells whose it is. */
static polity_status name_pattern(session *at, const polity_claim *of,
                                  polity_status status)
{
    char message[sizeof at->err.message + 100];
    const char *said = at->err.message;
    if (!status || status == POLITY_ENOMEM || status == POLITY_ECANCELLED)
        return status;
    said += strncmp(said, "pattern: ", 9) ? 0 : 9;
    snprintf(message, sizeof message, "pattern \"%.80s\": %.400s", of->id, said);
    snprintf(at->err.message, sizeof at->err.message, "%.*s",
             (int)sizeof at->err.message - 1, message);
    return status;
}

/* The patterns of a file, or the one that is asked for. */
static polity_status match_all(session *at, const polity_claims *patterns, output *to,
                               size_t *rows)
{
    const char *only = at->given->own[OPTION_only];
    polity_status status = POLITY_OK;
    size_t asked = 0;
    guess search = guess_of(only ? only : "");
    for (size_t i = 0; !status && i < polity_claims_count(patterns); i++) {
        const polity_claim *of = polity_claims_at(patterns, i);
        size_t found = 0;
        guess_offer(&search, of->id);
        if (only && strcmp(only, of->id) != 0)
            continue;
        if (asked++ && !strcmp(at->given->own[OPTION_format], "table"))
            output_bytes(to, "\n", 1);
        status = session_pattern_options(at, of->options, of->option_count);
        if (!status && !put_heading(at, to, of))
            status = name_pattern(at, of, match_one(at, of->match, to, &found));
        *rows += found;
    }
    if (!status && !asked)
        status = session_unknown(at, "pattern of the file", only ? only : "", &search);
    return status;
}

static int match_file(const arguments *given)
{
    const char *file = given->own[OPTION_patterns];
    polity_claims *patterns = NULL;
    session at;
    output to;
    size_t rows = 0;
    int ended;
    polity_status status;
    session_begin(&at, given);
    status = polity_claims_read(&patterns, file, &at.err);
    if (!status && polity_claims_count(patterns) &&
        !polity_claims_at(patterns, 0)->match) {
        at.err = (polity_error){.status = POLITY_EDATA};
        snprintf(at.err.message, sizeof at.err.message,
                 "%.200s is a file of claims: see polity help claims", file);
        status = POLITY_EDATA;
    }
    if (!status)
        status = session_load(&at, 0);
    if (!status)
        status = output_open(&to, given->own[OPTION_output], &at.err);
    if (!status)
        status = session_finish(&at, &to, match_all(&at, patterns, &to, &rows));
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
        status = write_matches(&at, given->words[0], &rows);
    ended = session_end(&at, status);
    return ended || rows ? ended : EXIT_NO;
}
