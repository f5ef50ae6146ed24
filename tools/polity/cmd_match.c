#include "session.h"

int cmd_match(const arguments *given)
{
    session at;
    polity_table *whole = NULL, *shown = NULL;
    polity_status status;
    size_t rows = 0;
    int ended, refused;
    if (!given->word_count)
        return say_usage("a pattern and files are needed; see polity help match");
    refused = arguments_files(given, 1);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_pattern_view(&at, 1);
    if (!status && arguments_on(given, OPTION_explain))
        status = polity_match_explain(&whole, at.view, given->words[0], given->library,
                                      given->library_count, &at.err);
    else if (!status)
        status = polity_match(&whole, at.view, given->words[0], given->library,
                              given->library_count, &at.run, &at.err);
    progress_clear(&at.watch);
    if (!status) {
        rows = polity_table_rows(whole);
        status = polity_table_order(&shown, whole, given->library, given->library_count,
                                    &at.err);
    }
    if (!status)
        status = session_write(&at, shown);
    polity_table_free(shown);
    polity_table_free(whole);
    ended = session_end(&at, status);
    return ended || rows ? ended : EXIT_NO;
}
