#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

/* One problem as a line that editors know: file:line:column: level: message [id at
 * /path]. */
static void write_problem(const listing *of, size_t row, output *to)
{
    static const char *const names[] = {"file",    "line", "column", "level",
                                        "message", "id",   "path"};
    char *text[7];
    int error;
    for (size_t i = 0; i < 7; i++) {
        const char *cell = listing_cell(of, row, names[i]);
        text[i] = plain_text(cell ? cell : "");
        if (!text[i])
            to->reason = ENOMEM;
    }
    error = text[3] && !strcmp(text[3], "error");
    if (!to->reason)
        output_print(to, "%s:%s%s%s%s %s%s%s: %s [%s%s%s]\n", text[0], text[1],
                     *text[1] ? ":" : "", text[2], *text[2] ? ":" : "",
                     colour_on(to->fd, error), text[3], colour_off(to->fd), text[4],
                     text[5], *text[6] ? " at " : "", text[6]);
    for (size_t i = 0; i < 7; i++)
        free(text[i]);
}

static polity_status write_lines(session *at)
{
    output to;
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    for (size_t row = 0; !status && row < at->problems.rows; row++)
        write_problem(&at->problems, row, &to);
    return session_finish(at, &to, status);
}

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void tell_summary(const session *at)
{
    char contents[CONTENTS_SIZE] = "", notes[40] = "";
    if (!at->unfinished)
        session_contents(at, contents);
    if (at->notes)
        snprintf(notes, sizeof notes, ", %zu note%s", at->notes, plural(at->notes));
    say("%zu error%s, %zu warning%s%s in %zu file%s%s%s%s", at->errors,
        plural(at->errors), at->warnings, plural(at->warnings), notes, at->files,
        plural(at->files), *contents ? "; " : "", contents,
        at->unfinished && at->files > 1 ? "; not checked against each other yet" : "");
    for (size_t i = 0; i < at->problems.facts; i++)
        say("%s: %s", at->problems.fact[i][0], at->problems.fact[i][1]);
}

static int list_faults(const arguments *given)
{
    session at;
    polity_table *faults = NULL;
    polity_status status;
    if (given->word_count)
        return say_usage("check --list takes no file; see polity help check");
    session_begin(&at, given);
    status = polity_faults(&faults, &at.err);
    if (!status)
        status = session_write(&at, faults);
    polity_table_free(faults);
    return session_end(&at, status);
}

int cmd_check(const arguments *given)
{
    session at;
    polity_status status, written;
    int refused;
    if (arguments_on(given, OPTION_list))
        return list_faults(given);
    if ((refused = arguments_files(given, 0)))
        return refused;
    session_begin(&at, given);
    status = session_read(&at, 0);
    if (!status)
        status = session_rules(&at);
    if (status && exit_status(status) != EXIT_DATA && (status != POLITY_EIO || !at.files))
        return session_end(&at, status);
    written = strcmp(given->own[OPTION_format], "table") ? session_list(&at, &at.problems)
                                                         : write_lines(&at);
    if (written)
        return session_end(&at, written);
    if (!arguments_on(given, OPTION_quiet))
        tell_summary(&at);
    at.told |= at.problems.rows > 0;
    return session_end(&at, status);
}
