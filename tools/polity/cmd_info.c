#include "session.h"

/* A view that cannot be built does not hide what the data holds. */
int cmd_info(const arguments *given)
{
    session at;
    listing table = {0};
    polity_table *info = NULL, *selection = NULL;
    polity_status status, chosen;
    int refused = arguments_files(given, 0);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_load(&at, 0);
    if (!status)
        status = polity_dataset_info(&info, at.dataset, &at.err);
    if (status)
        goto out;
    listing_table(&table, info);
    chosen = polity_view_build(&at.view, at.dataset, given->library, given->library_count,
                               &at.run, &at.err);
    if (!chosen)
        chosen = polity_view_describe(&selection, at.view, &at.err);
    if (!chosen) {
        listing_table(&table, selection);
        listing_facts(&table, selection);
    }
    status = exit_status(chosen) == EXIT_USAGE ? chosen : session_list(&at, &table);
    status = status ? status : chosen;
out:
    listing_free(&table);
    polity_table_free(info);
    polity_table_free(selection);
    return session_end(&at, status);
}
