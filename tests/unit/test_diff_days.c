/* Differences between two days of one data set, and schools that others continue. */
#include <stdio.h>
#include <string.h>

#include <polity/diff.h>

#include "support/fixture.h"
#include "support/suite.h"

static const char document[] =
    "{\"polity\": \"1.0\", \"nodes\": [\n"
    " {\"id\": \"l\", \"type\": \"local_authority\"},\n"
    " {\"id\": \"old\", \"type\": \"school\", \"valid\": {\"to\": \"2013\"},"
    "  \"properties\": {\"status\": \"maintained\", \"pupils\": 90}},\n"
    " {\"id\": \"new\", \"type\": \"school\", \"valid\": {\"from\": \"2013\"},"
    "  \"properties\": {\"status\": \"academy\", \"pupils\": 90}},\n"
    " {\"id\": \"one\", \"type\": \"school\", \"valid\": {\"to\": \"2013\"}},\n"
    " {\"id\": \"two\", \"type\": \"school\", \"valid\": {\"to\": \"2013\"}},\n"
    " {\"id\": \"both\", \"type\": \"school\", \"valid\": {\"from\": \"2014\"}},\n"
    " {\"id\": \"gone\", \"type\": \"school\", \"valid\": {\"to\": \"2012\"}},\n"
    " {\"id\": \"between\", \"type\": \"school\", \"valid\": {\"from\": \"2012\", \"to\":"
    "  \"2014\"}},\n"
    " {\"id\": \"s\", \"type\": \"school\", \"properties\": {\"ofsted\": [\n"
    "  {\"value\": 3, \"from\": \"2008\"}, {\"value\": 2, \"from\": \"2013-05\"},"
    "  {\"value\": null, \"from\": \"2016\"}], \"designations\": [\"hub_school\"]}}],\n"
    " \"edges\": [\n"
    " {\"kind\": \"predecessor_of\", \"source\": \"old\", \"target\": \"new\"},\n"
    " {\"kind\": \"predecessor_of\", \"source\": \"one\", \"target\": \"between\"},\n"
    " {\"kind\": \"predecessor_of\", \"source\": \"between\", \"target\": \"both\"},\n"
    " {\"kind\": \"predecessor_of\", \"source\": \"two\", \"target\": \"both\"},\n"
    " {\"kind\": \"predecessor_of\", \"source\": \"both\", \"target\": \"one\"},\n"
    " {\"id\": \"m\", \"kind\": \"monitors\", \"source\": \"l\", \"target\": \"s\","
    "  \"valid\": {\"from\": \"2010\", \"to\": \"2014\"}}]}";

static polity_dataset *data;
static polity_view *views[2];
static polity_table *table;
static polity_error err;

static void set_up(void)
{
    data = dataset_of(document, NULL);
    ck_assert_ptr_nonnull(data);
}

static void tear_down(void)
{
    polity_table_free(table);
    polity_view_free(views[0]);
    polity_view_free(views[1]);
    polity_dataset_free(data);
    table = NULL;
    views[0] = views[1] = NULL;
}

static polity_status diff(const char *before, const char *after, const char *follow,
                          const char *detail)
{
    const polity_option options[] = {{"follow", follow}, {"detail", detail}};
    const char *const days[] = {before, after};
    for (int side = 0; side < 2; side++) {
        const polity_option at[] = {
            {strstr(days[side], "..") ? "during" : "at", days[side]}};
        polity_view_free(views[side]);
        views[side] = NULL;
        ck_assert_msg(!polity_view_build(&views[side], data, at, 1, NULL, &err), "%s",
                      err.message);
    }
    polity_table_free(table);
    table = NULL;
    return polity_diff(&table, NULL, views[0], views[1], options, 2, NULL, &err);
}

/* Whether a row has these cells; NULL = undefined, "*" = any. */
static int has_row(const char *const cells[7])
{
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        int same = 1;
        for (size_t at = 0; at < 7; at++) {
            const char *cell = polity_table_text(table, row, at);
            if (cells[at] && !strcmp(cells[at], "*"))
                continue;
            same &= cell && cells[at] ? !strcmp(cell, cells[at]) : cell == cells[at];
        }
        if (same)
            return 1;
    }
    return 0;
}

#define ROW(...) ((const char *const[7]){__VA_ARGS__})

START_TEST(two_days_of_one_network)
{
    ck_assert_int_eq(diff("2011", "2015", "urn", "full"), POLITY_OK);
    ck_assert(has_row(ROW("node", "went", "old", "school")));
    ck_assert(has_row(ROW("node", "went", "gone", "school")));
    ck_assert(has_row(ROW("node", "came", "new", "school")));
    ck_assert(has_row(ROW("node", "came", "both", "school")));
    ck_assert(!has_row(ROW("node", "*", "between", "*", "*", "*", "*")));
    ck_assert(has_row(ROW("property", "changed", "s", "ofsted", "ofsted",
                          "requires_improvement", "good")));
    ck_assert(!has_row(ROW("property", "*", "s", "designations", "*", "*", "*")));
    ck_assert(has_row(ROW("tie", "went", "m", "monitors", "ends", "l → s")));
    ck_assert_str_eq(polity_table_fact_named(table, "before"), "2011");
    ck_assert_str_eq(polity_table_fact_named(table, "after"), "2015");
    ck_assert_int_eq(diff("2015", "2017", "urn", "full"), POLITY_OK);
    ck_assert_uint_eq(polity_table_rows(table), 1);
    ck_assert(has_row(ROW("property", "went", "s", "ofsted", "ofsted", "good", NULL)));
}
END_TEST

START_TEST(counts_of_two_days)
{
    size_t row = 0;
    ck_assert_int_eq(diff("2011", "2015", "urn", "summary"), POLITY_OK);
    ck_assert_str_eq(polity_table_text(table, 0, 0), "node");
    ck_assert_str_eq(polity_table_text(table, 0, 1), "all");
    ck_assert_int_eq(polity_table_ints(table, 2)[0], 2); /* came: new, both */
    ck_assert_int_eq(polity_table_ints(table, 3)[0], 4); /* went */
    while (strcmp(polity_table_text(table, row, 0), "tie") != 0)
        row++;
    ck_assert_int_eq(polity_table_ints(table, 3)[row], 1);
    ck_assert_int_eq(polity_table_ints(table, 6)[row], 0);
}
END_TEST

/* A school goes on under another id: through one that is gone again, two in one, and
 * round a circle. */
START_TEST(schools_that_others_continue)
{
    ck_assert_int_eq(diff("2011", "2015", "school", "full"), POLITY_OK);
    ck_assert(has_row(ROW("node", "continued", "old", "school", NULL, "old", "new")));
    ck_assert(has_row(ROW("node", "continued", "one", "school", NULL, "one", "both")));
    ck_assert(has_row(ROW("node", "continued", "two", "school", NULL, "two", "both")));
    ck_assert(has_row(ROW("node", "went", "gone", "school")));
    ck_assert(!has_row(ROW("node", "came", "*", "*", "*", "*", "*")));
    ck_assert(has_row(
        ROW("property", "changed", "old", "status", "status", "maintained", "academy")));
    ck_assert(!has_row(ROW("property", "*", "old", "pupils", "*", "*", "*")));
}
END_TEST

START_TEST(a_day_is_needed)
{
    ck_assert_int_eq(diff("2008..2015", "2015", "urn", "full"), POLITY_EUNFIT);
    ck_assert_ptr_nonnull(strstr(err.message, "\"ofsted\" of \"s\" has 2 values"));
    ck_assert_ptr_null(table);
    ck_assert_int_eq(diff("2011", "2015", "name", "full"), POLITY_EARG);
    ck_assert_int_eq(diff("2011", "2015", "urn", "whole"), POLITY_EARG);
    ck_assert_int_eq(polity_diff(NULL, NULL, views[0], views[1], NULL, 0, NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_diff(&table, NULL, views[0], NULL, NULL, 0, NULL, &err),
                     POLITY_EARG);
}
END_TEST

static int stop(void *user, const char *what, double done)
{
    (void)what;
    *(double *)user = done;
    return 1;
}

START_TEST(it_can_be_cancelled)
{
    polity_run run = POLITY_RUN_INIT;
    double done = -2;
    ck_assert_int_eq(diff("2011", "2015", "urn", "full"), POLITY_OK);
    polity_table_free(table);
    table = NULL;
    run.progress = stop;
    run.user = &done;
    ck_assert_int_eq(polity_diff(&table, NULL, views[0], views[1], NULL, 0, &run, &err),
                     POLITY_ECANCELLED);
    ck_assert_ptr_null(table);
    ck_assert(done >= 0 && done <= 1);
}
END_TEST

int main(void)
{
    return RUN_SUITE("diff_days", set_up, tear_down, two_days_of_one_network,
                     counts_of_two_days, schools_that_others_continue, a_day_is_needed,
                     it_can_be_cancelled);
}
