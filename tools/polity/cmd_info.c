#include "session.h"

/* The rows of a table `what of count`, told apart by what they are counts of. */
static void add(listing *to, const char *part, const polity_table *table)
{
    const char *row[4] = {part, NULL, NULL, NULL};
    if (!to->columns)
        listing_column(to, "part", POLITY_TEXT,
                       "the data, or what the options select of it");
    for (size_t at = 0; to->columns < 4 && at < polity_table_columns(table); at++) {
        const polity_column *column = polity_table_column(table, at);
        listing_column(to, column->name, column->type, column->meaning);
    }
    for (size_t i = 0; i < polity_table_rows(table); i++) {
        for (size_t at = 0; at < 3; at++)
            row[at + 1] = polity_table_text(table, i, at);
        listing_row(to, row);
    }
}

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
    add(&table, "data", info);
    chosen = polity_view_build(&at.view, at.dataset, given->library, given->library_count,
                               &at.run, &at.err);
    if (!chosen)
        chosen = polity_view_describe(&selection, at.view, &at.err);
    if (!chosen) {
        add(&table, "selection", selection);
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
