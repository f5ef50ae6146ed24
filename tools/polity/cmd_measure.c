#include <string.h>

#include "measures.h"
#include "session.h"

int cmd_measure(const arguments *given)
{
    session at;
    polity_table *whole = NULL;
    polity_status status;
    int refused;
    if (!given->word_count)
        return say_usage("measure needs the name of a measure; see polity measures");
    if ((refused = measures_known(given->words[0])) ||

        (refused = measures_take(given->words[0], given)) ||
        (refused = arguments_files(given, 1)))
        return refused;
    session_begin(&at, given);
    status = session_graph(&at, 1);
    if (!status)
        status =
            (given->own[OPTION_estimate] ? polity_measure_estimate : polity_measure_run)(
                &whole, at.graph, given->words[0], given->library, given->library_count,
                &at.run, &at.err);
    progress_clear(&at.watch);
    if (at.watch.out_of_time && strstr(given->words[0], "betweenness"))
        at.watch.reason =
            "stopped: --max-seconds is over; --estimate tells what it would "
            "take, and what a sample of sources would";
    if (!status)
        status = session_write(&at, whole);
    polity_table_free(whole);
    return session_end(&at, status);
}
