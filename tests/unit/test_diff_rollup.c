/* Differences and roll-ups: known answers on a small register, and laws on every pair of
 * days. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

#include "support/suite.h"

/* A school that converts (n1 → n2), one that closes, successors in a circle (c1, c2), a
 * split. */
static const char document[] =
    "{\"polity\": \"1.0\", \"nodes\": ["
    " {\"id\": \"la\", \"type\": \"local_authority\"},"
    " {\"id\": \"o\", \"type\": \"inspectorate\", \"name\": \"Ofsted\"},"
    " {\"id\": \"n1\", \"type\": \"school\", \"name\": \"North\", \"valid\": {\"to\": "
    "\"2012\"},"
    "  \"properties\": {\"status\": \"maintained\", \"la\": \"la\"}},"
    " {\"id\": \"n2\", \"type\": \"school\", \"name\": \"North\", \"valid\": {\"from\": "
    "\"2012\"},"
    "  \"properties\": {\"status\": \"academy\", \"la\": \"la\"}},"
    " {\"id\": \"x\", \"type\": \"school\", \"valid\": {\"to\": \"2013\"},"
    "  \"properties\": {\"status\": \"maintained\", \"la\": \"la\"}},"
    " {\"id\": \"k\", \"type\": \"school\", \"properties\": {\"la\": \"la\", \"status\": "
    "\"maintained\","
    "  \"ofsted\": [{\"value\": 3, \"from\": \"2010\"}, {\"value\": 2, \"from\": "
    "\"2014\"}]}},"
    " {\"id\": \"c1\", \"type\": \"school\", \"valid\": {\"to\": \"2011\"}},"
    " {\"id\": \"c2\", \"type\": \"school\", \"valid\": {\"to\": \"2011\"}},"
    " {\"id\": \"s1\", \"type\": \"school\", \"valid\": {\"to\": \"2012\"}},"
    " {\"id\": \"s2\", \"type\": \"school\", \"valid\": {\"from\": \"2012\"}},"
    " {\"id\": \"s3\", \"type\": \"school\", \"valid\": {\"from\": \"2012\"}}],"
    " \"edges\": ["
    " {\"id\": \"p1\", \"kind\": \"predecessor_of\", \"source\": \"n1\", \"target\": "
    "\"n2\"},"
    " {\"id\": \"p2\", \"kind\": \"predecessor_of\", \"source\": \"c1\", \"target\": "
    "\"c2\"},"
    " {\"id\": \"p3\", \"kind\": \"predecessor_of\", \"source\": \"c2\", \"target\": "
    "\"c1\"},"
    " {\"id\": \"p4\", \"kind\": \"predecessor_of\", \"source\": \"s1\", \"target\": "
    "\"s2\"},"
    " {\"id\": \"p5\", \"kind\": \"predecessor_of\", \"source\": \"s1\", \"target\": "
    "\"s3\"},"
    " {\"id\": \"t\", \"kind\": \"supports\", \"source\": \"k\", \"target\": \"x\"},"
    " {\"id\": \"u\", \"kind\": \"monitors\", \"source\": \"la\", \"target\": \"k\"}],"
    " \"rules\": [{\"id\": \"r\", \"kind\": \"monitors\", \"source\": {\"type\": "
    "\"local_authority\"},"
    "  \"target\": {\"type\": \"school\", \"where\": \"status = 'maintained'\"},"
    "  \"link\": \"target.la = source.id\"},"
    " {\"id\": \"i\", \"kind\": \"inspects\", \"source\": {\"type\": \"inspectorate\"},"
    "  \"target\": {\"type\": \"school\"}}]}";

static polity_dataset *data;

static void set_up(void)
{
    polity_error err;
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_read_bytes(data, "doc", document, strlen(document),
                                               NULL, NULL, &err),
                     POLITY_OK);
}

static void tear_down(void) { polity_dataset_free(data); }

static polity_view *view_at(const char *day)
{
    polity_option options[] = {{"at", day}};
    polity_view *view = NULL;
    polity_error err = POLITY_ERROR_INIT;
    polity_status status = polity_view_build(&view, data, options, 1, NULL, &err);
    ck_assert_msg(!status, "%s", err.message);
    return view;
}

static polity_table *diff(const char *before, const char *after, const char *follow,
                          const char *detail, int *same)
{
    polity_option options[] = {{"follow", follow}, {"detail", detail}};
    polity_view *one = view_at(before), *other = view_at(after);
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    polity_status status = polity_diff(&table, same, one, other, options, 2, NULL, &err);
    ck_assert_msg(!status, "%s", err.message);
    polity_view_free(one);
    polity_view_free(other);
    return table;
}

/* How many rows say this of an id; NULL = of any. */
static int rows(const polity_table *table, const char *what, const char *change,
                const char *id)
{
    int count = 0;
    for (size_t row = 0; row < polity_table_rows(table); row++)
        count += (!what || !strcmp(polity_table_text(table, row, 0), what)) &&
                 !strcmp(polity_table_text(table, row, 1), change) &&
                 (!id || !strcmp(polity_table_text(table, row, 2), id));
    return count;
}

START_TEST(legal_entities)
{
    int same = 1;
    polity_table *table = diff("2010-06", "2014-06", "urn", "full", &same);
    ck_assert_int_eq(same, 0);
    ck_assert_int_eq(rows(table, "node", "went", NULL), 5); /* n1 x c1 c2 s1 */
    ck_assert_int_eq(rows(table, "node", "came", NULL), 3); /* n2 s2 s3 */
    ck_assert_int_eq(rows(table, "tie", "went", "t"), 1);
    ck_assert_int_eq(rows(table, "derived tie", "went", "r/la/n1"), 1);
    ck_assert_int_eq(rows(table, "derived tie", "came", "i/o/n2"), 1);
    ck_assert_int_eq(rows(table, "property", "changed", "k"), 1);
    polity_table_free(table);
}
END_TEST

START_TEST(successors)
{
    int same;
    polity_table *table = diff("2010-06", "2014-06", "school", "full", &same);
    ck_assert_int_eq(rows(table, "node", "continued", "n1"), 1);
    ck_assert_int_eq(rows(table, "node", "continued", "s1"), 1);
    ck_assert_int_eq(rows(table, "node", "came", "n2"), 0);
    ck_assert_int_eq(rows(table, "node", "went", "c1"), 1); /* a circle leads nowhere */
    ck_assert_int_eq(rows(table, "node", "went", "c2"), 1);
    ck_assert_int_eq(rows(table, "property", "changed", "n1"), 1); /* its status */
    polity_table_free(table);
}
END_TEST

static const char *const days[] = {"2009",    "2010-06", "2011-06",
                                   "2012-06", "2013-06", "2014-06"};
enum { DAYS = sizeof days / sizeof *days };

/* The same view twice: nothing. Turned round: what came went. The summary adds up the
 * rows. */
START_TEST(laws_of_differences)
{
    static const char *const follow[] = {"urn", "school"};
    for (int i = 0; i < DAYS; i++)
        for (int k = 0; k < DAYS; k++) {
            int same, back;
            polity_table *there = diff(days[i], days[k], "urn", "full", &same);
            polity_table *turned = diff(days[k], days[i], "urn", "full", &back);
            MUST(same == back && same == !polity_table_rows(there), "%s %s", days[i],
                 days[k]);
            MUST(i != k || same, "%s", days[i]);
            MUST(rows(there, NULL, "came", NULL) == rows(turned, NULL, "went", NULL),
                 "%s %s", days[i], days[k]);
            polity_table_free(there);
            polity_table_free(turned);
            for (int f = 0; f < 2; f++) {
                polity_table *full = diff(days[i], days[k], follow[f], "full", &same);
                polity_table *sums = diff(days[i], days[k], follow[f], "summary", &back);
                int64_t total = 0;
                for (size_t row = 0; row < polity_table_rows(sums); row++)
                    for (size_t c = 2; c < 6; c++)
                        if (!strcmp(polity_table_text(sums, row, 1), "all") &&
                            (c != 4 ||
                             strcmp(polity_table_text(sums, row, 0), "node") != 0))
                            total += polity_table_ints(sums, c)[row];
                MUST(total == (int64_t)polity_table_rows(full), "%s %s %s", days[i],
                     days[k], follow[f]);
                polity_table_free(full);
                polity_table_free(sums);
            }
        }
}
END_TEST

static polity_table *rollup(const char *by, const char *day, polity_dataset **out)
{
    polity_option options[] = {{"by", by}};
    polity_view *view = view_at(day);
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    polity_status status = polity_rollup(out, &table, view, options, 1, NULL, &err);
    ck_assert_msg(!status, "%s: %s", by, err.message);
    polity_view_free(view);
    return table;
}

static int64_t ties(const polity_table *table, const char *source, const char *kind,
                    const char *target)
{
    for (size_t row = 0; row < polity_table_rows(table); row++)
        if (!strcmp(polity_table_text(table, row, 0), source) &&
            !strcmp(polity_table_text(table, row, 1), kind) &&
            !strcmp(polity_table_text(table, row, 2), target))
            return polity_table_ints(table, 3)[row];
    return 0;
}

START_TEST(groups)
{
    polity_table *table = rollup("status", "2010-06", NULL);
    /* n1, x and k; the tie that is stated and derived, la to k, counts once */
    ck_assert_int_eq(ties(table, "la", "monitors", "school:maintained"), 3);
    ck_assert_int_eq(ties(table, "o", "inspects", "school:maintained"), 3);
    ck_assert_int_eq(ties(table, "o", "inspects", "school"), 3); /* c1 c2 s1 */
    ck_assert_int_eq(ties(table, "school:maintained", "supports", "school:maintained"),
                     1); /* within */
    polity_table_free(table);
    table = rollup("id", "2010-06", NULL);
    ck_assert_int_eq(ties(table, "k", "supports", "x"), 1); /* alone, each stays itself */
    polity_table_free(table);
}
END_TEST

/* Members add up to the nodes; the quotient reads as a data set. */
START_TEST(laws_of_rollups)
{
    static const char *const by[] = {"type", "status",        "la",
                                     "id",   "la.id, status", "coalesce(name, 'none')"};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++)
        for (int k = 0; k < DAYS; k++) {
            polity_dataset *made = NULL;
            polity_table *table = rollup(by[i], days[k], &made), *problems = NULL;
            polity_view *view = NULL;
            size_t between = 0;
            polity_error err = POLITY_ERROR_INIT;
            MUST(!polity_dataset_check(made, &problems, &err), "%s %s: %s", by[i],
                 days[k], err.message);
            MUST(!polity_view_build(&view, made, NULL, 0, NULL, &err), "%s", err.message);
            for (size_t row = 0; row < polity_table_rows(table); row++)
                between += strcmp(polity_table_text(table, row, 0),
                                  polity_table_text(table, row, 2)) != 0;
            MUST(polity_view_ties(view) == between, "%s %s", by[i], days[k]);
            polity_view_free(view);
            polity_table_free(problems);
            polity_table_free(table);
            polity_dataset_free(made);
        }
}
END_TEST

START_TEST(bad_by)
{
    static const char *const by[] = {"stauts", "status,", "lower(", "a,b,c,d,e,f,g,h,i"};
    polity_view *view = view_at("2010-06");
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        polity_option options[] = {{"by", by[i]}};
        polity_table *table = NULL;
        polity_error err = POLITY_ERROR_INIT;
        polity_status status = polity_rollup(NULL, &table, view, options, 1, NULL, &err);
        ck_assert_msg(i == 1 ? !status : status == POLITY_EQUERY, "%s: %s", by[i],
                      err.message);
        polity_table_free(table);
    }
    ck_assert_int_eq(polity_rollup(NULL, NULL, view, NULL, 0, NULL, NULL), POLITY_EARG);
    polity_view_free(view);
}
END_TEST

int main(void)
{
    return RUN_SUITE("diff_rollup", set_up, tear_down, legal_entities, successors,
                     laws_of_differences, groups, laws_of_rollups, bad_by);
}
