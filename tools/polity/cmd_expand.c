#include <string.h>

#include "session.h"

/* Rules that left something undecided, and what they need. */
static void tell_report(const polity_table *report)
{
    const int64_t *made = polity_table_ints(report, 1);
    const int64_t *undecided = polity_table_ints(report, 2);
    for (size_t row = 0; row < polity_table_rows(report); row++) {
        const char *rule = polity_table_text(report, row, 0);
        const char *needs = polity_table_text(report, row, 3);
        if (!made[row] && undecided[row] && needs && *needs)
            say("%s: cannot be decided: needs %s", rule, needs);
        else if (undecided[row])
            say("%s: %lld ties; %lld nodes undecided%s%s", rule, (long long)made[row],
                (long long)undecided[row], needs && *needs ? ", for want of " : "",
                needs ? needs : "");
        else
            say("%s: %lld ties%s%s", rule, (long long)made[row],
                needs && *needs ? "; " : "", needs ? needs : "");
    }
}

int cmd_expand(const arguments *given)
{
    session at;
    output to;
    polity_table *report = NULL;
    polity_status status;
    int refused = arguments_files(given, 0);
    if (refused)
        return refused;
    session_begin(&at, given);
    status = session_load(&at, 0);
    if (!status)
        status = polity_rules_expand(at.dataset, given->library, given->library_count,
                                     &report, &at.run, &at.err);
    progress_clear(&at.watch);
    if (!status && !arguments_on(given, OPTION_quiet))
        tell_report(report);
    polity_table_free(report);
    if (status)
        return session_end(&at, status);
    status = output_open(&to, given->own[OPTION_output], &at.err);
    if (!status)
        status = polity_dataset_write(at.dataset, given->own[OPTION_target], output_bytes,
                                      &to, &at.err);
    return session_end(&at, session_finish(&at, &to, status));
}
