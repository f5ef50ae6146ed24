#include <stdio.h>
#include <string.h>

#include "session.h"

/* "1 tie", "3 acts": the word of the report without its s for one. */
static int singular(const char *word, int64_t n) { return (int)strlen(word) - (n == 1); }

static void tell_rule(const polity_table *report, size_t row, int dated)
{
    const char *rule = polity_table_text(report, row, 0);
    const char *makes = polity_table_text(report, row, 1);
    int64_t made = polity_table_ints(report, 2)[row];
    int64_t kept = polity_table_ints(report, 3)[row];
    int64_t undecided = polity_table_ints(report, 4)[row];
    const char *needs = polity_table_text(report, row, 5);
    const char *note = polity_table_text(report, row, 6);
    char then[60] = "", open[60] = "";
    int needy = undecided && needs && *needs, noted = note && *note;
    if (!made && noted) {
        say("%s: %s", rule, note);
        return;
    }
    if (!made && needy) {
        say("%s: cannot be decided: needs %s", rule, needs);
        return;
    }
    if (dated && made && !noted)
        snprintf(then, sizeof then, ", %lld of them in that time", (long long)kept);
    if (undecided)
        snprintf(open, sizeof open, "; %lld node%s undecided", (long long)undecided,
                 undecided == 1 ? "" : "s");
    say("%s: %lld %.*s%s%s%s%s%s%s", rule, (long long)made, singular(makes, made), makes,
        then, open, needy ? ", for want of " : "", needy ? needs : "", noted ? "; " : "",
        noted ? note : "");
}

/* Each rule, with what it left undecided and what it needs; then the sums. */
static void tell_report(const polity_table *report, int dated)
{
    const int64_t *kept = polity_table_ints(report, 3);
    int64_t ties = 0, acts = 0;
    for (size_t row = 0; row < polity_table_rows(report); row++) {
        int is_acts = !strcmp(polity_table_text(report, row, 1), "acts");
        *(is_acts ? &acts : &ties) += kept[row];
        tell_rule(report, row, dated);
    }
    say("added: %lld %.*s, %lld %.*s", (long long)ties, singular("ties", ties), "ties",
        (long long)acts, singular("acts", acts), "acts");
}

int cmd_expand(const arguments *given)
{
    session at;
    output to;
    polity_table *report = NULL;
    polity_status status;
    int dated = arguments_library(given, "at") || arguments_library(given, "during");
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
        tell_report(report, dated);
    polity_table_free(report);
    if (status)
        return session_end(&at, status);
    status = output_open(&to, given->own[OPTION_output], &at.err);
    if (!status)
        status = polity_dataset_write(at.dataset, given->own[OPTION_target], output_bytes,
                                      &to, &at.err);
    return session_end(&at, session_finish(&at, &to, status));
}
