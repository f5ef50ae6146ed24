#include <string.h>

#include "session.h"

/* The quotient as a data set. */
static polity_status write_dataset(session *at, const char *format)
{
    polity_dataset *made = NULL;
    output to;
    polity_status status = polity_rollup(&made, NULL, at->view, at->given->library,
                                         at->given->library_count, &at->run, &at->err);
    if (status)
        return status;
    status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = polity_dataset_write(made, format, output_bytes, &to, &at->err);
    polity_dataset_free(made);
    return session_finish(at, &to, status);
}

static polity_status write_counts(session *at)
{
    polity_table *counts = NULL;
    polity_status status = polity_rollup(NULL, &counts, at->view, at->given->library,
                                         at->given->library_count, &at->run, &at->err);
    if (!status)
        status = session_write(at, counts);
    polity_table_free(counts);
    return status;
}

int cmd_rollup(const arguments *given)
{
    const char *format = given->own[OPTION_rolled];
    session at;
    polity_status status;
    int refused = arguments_files(given, 0);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_view(&at, 0);
    if (!status)
        status = strcmp(format, "table") ? write_dataset(&at, format) : write_counts(&at);
    return session_end(&at, status);
}
