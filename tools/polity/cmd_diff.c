#include <stdlib.h>
#include <string.h>

#include "session.h"

/* A view of what a session read, on a day of its own if `day` is given. */
static polity_status make_view(session *at, const arguments *given, const char *day,
                               polity_view **out)
{
    size_t n = given->library_count;
    polity_option *rows = malloc((n + 1) * sizeof *rows);
    polity_status status;
    if (!rows) {
        at->err = (polity_error){.status = POLITY_ENOMEM};
        return POLITY_ENOMEM;
    }
    if (n)
        memcpy(rows, given->library, n * sizeof *rows);
    if (day)
        rows[n++] = (polity_option){"at", day};
    status = polity_view_build(out, at->dataset, rows, n, &at->run, &at->err);
    free(rows);
    return status;
}

static polity_status write_diff(session *at, const polity_view *before,
                                const polity_view *after, int *same)
{
    const arguments *given = at->given;
    polity_table *table = NULL;
    polity_status status = polity_diff(&table, same, before, after, given->library,
                                       given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (!status)
        status = session_write(at, table);
    polity_table_free(table);
    return status;
}

static int answer(session *at, polity_status status, int same)
{
    int exit = session_end(at, status);
    return exit || same ? exit : EXIT_NO;
}

/* One network on two days. */
static int diff_dates(const arguments *given)
{
    session at;
    polity_view *before = NULL;
    polity_status status;
    int same = 0;
    session_begin(&at, given);
    status = session_load(&at, 0);
    if (!status)
        status = make_view(&at, given, given->own[OPTION_before], &before);
    if (!status)
        status = make_view(&at, given, given->own[OPTION_after], &at.view);
    if (!status)
        status = write_diff(&at, before, at.view, &same);
    polity_view_free(before);
    return answer(&at, status, same);
}

/* Two files, each with the shared one. */
static int diff_files(const arguments *given)
{
    const char *shared = given->own[OPTION_with];
    const char *words[2][2] = {{given->words[0], shared}, {given->words[1], shared}};
    arguments side[2] = {*given, *given};
    session at[2];
    polity_view *before = NULL;
    polity_status status;
    int same = 0, exit;
    for (int i = 0; i < 2; i++) {
        side[i].words = words[i];
        side[i].word_count = shared ? 2 : 1;
    }
    session_begin(&at[0], &side[0]);
    status = session_load(&at[0], 0);
    if (!status)
        status = make_view(&at[0], given, NULL, &before);
    exit = session_end(&at[0], status);
    if (exit)
        return exit;
    session_begin(&at[1], &side[1]);
    status = session_load(&at[1], 0);
    if (!status)
        status = make_view(&at[1], given, NULL, &at[1].view);
    if (!status)
        status = write_diff(&at[1], before, at[1].view, &same);
    polity_view_free(before);
    return answer(&at[1], status, same);
}

int cmd_diff(const arguments *given)
{
    const char *from = given->own[OPTION_before], *to = given->own[OPTION_after];
    int refused = arguments_files(given, 0);
    if (refused)
        return refused;
    if (!from != !to)
        return say_usage("--from and --to go together; see polity help diff");
    if (from && given->own[OPTION_with])
        return say_usage("--with is for two files; with --from and --to, name all files");
    if (from)
        return diff_dates(given);
    if (given->word_count != 2)
        return say_usage(
            "two files are compared, or any with --from and --to; see polity "
            "help diff");
    return diff_files(given);
}
