#include "session.h"

int cmd_why(const arguments *given)
{
    session at;
    polity_table *made = NULL;
    polity_status status;
    int is = 0, ended, refused;
    if (given->word_count < 2)
        return say_usage("two nodes and files are needed; see polity help why");
    refused = arguments_files(given, 2);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_load(&at, 2);
    if (!status)
        status = polity_why(&made, &is, at.dataset, given->words[0], given->words[1],
                            given->library, given->library_count, &at.run, &at.err);
    progress_clear(&at.watch);
    if (!status)
        status = session_write(&at, made);
    polity_table_free(made);
    ended = session_end(&at, status);
    return ended || is ? ended : EXIT_NO;
}
