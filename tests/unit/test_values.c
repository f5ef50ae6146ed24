/* Values of properties at a view's date, and groups of nodes by them. */
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "graph/view.h"
#include "support/fixture.h"
#include "support/suite.h"

enum { NODES = 150, FIRST_YEAR = 2000, YEARS = 12 };

static polity_error err;
static polity_dataset *data;
static polity_view *view;

static const char *const levels[] = {"maintained", "academy", "free_school", "other"};

static void tear_down(void)
{
    polity_view_free(view);
    polity_dataset_free(data);
    view = NULL;
    data = NULL;
}

static void look_at(const char *name, const char *when)
{
    const polity_option options[] = {{name, when}};
    polity_view_free(view);
    view = NULL;
    MUST(!polity_view_build(&view, data, options, 1, NULL, &err), "%s", err.message);
}

/* --- histories ------------------------------------------------------------------------
 */

static int status_in[NODES][YEARS]; /* 1-based level of each year; 0 = none */

/* Entries that begin in years of their own; those without an end last until the next. */
static void add_history(buffer *to, random_state *state, int status[YEARS])
{
    int entries = 0;
    memset(status, 0, YEARS * sizeof *status);
    for (int year = 0; year < YEARS; year += 1 + (int)random_below(state, 4)) {
        int level = (int)random_below(state, 5), end = YEARS;
        int bounded = (int)random_below(state, 2) && year + 1 < YEARS;
        buffer_text(to, entries++ ? ", {\"value\": " : "{\"value\": ");
        buffer_print(to, level ? "\"%s\"" : "null", level ? levels[level - 1] : "");
        buffer_print(to, ", \"from\": \"%d\"", FIRST_YEAR + year);
        if (bounded) {
            end = year + 1;
            buffer_print(to, ", \"to\": \"%d\"", FIRST_YEAR + end);
        }
        buffer_char(to, '}');
        for (int k = year; k < YEARS; k++) /* what begins later overrides */
            status[k] = k < end ? level : 0;
    }
}

static void make_histories(random_state *state)
{
    buffer text = {0};
    buffer_text(&text, "{\"polity\": \"1.0\", \"nodes\": [");
    for (int i = 0; i < NODES; i++) {
        buffer_print(&text, "%s{\"id\": \"s%d\", \"type\": \"school\"", i ? ",\n" : "",
                     i);
        buffer_text(&text, ", \"properties\": {\"status\": [");
        add_history(&text, state, status_in[i]);
        buffer_text(&text, "]}}");
    }
    buffer_text(&text, "]}");
    data = dataset_of(text.bytes, NULL);
    ck_assert_ptr_nonnull(data);
    buffer_free(&text);
}

START_TEST(groups_are_those_of_the_day)
{
    random_state state;
    random_seed(&state, 26);
    make_histories(&state);
    for (int year = 0; year < YEARS; year++) {
        view_groups found;
        int used[5] = {0}, number[5] = {0}, count = 0;
        char day[20];
        snprintf(day, sizeof day, "%d-07-01", FIRST_YEAR + year);
        look_at("at", day);
        ck_assert_int_eq(view_group(view, "status", &found, &err), POLITY_OK);
        for (int i = 0; i < NODES; i++)
            used[status_in[i][year]] = 1;
        for (int level = 1; level < 5; level++) { /* in the order of the levels */
            if (!used[level])
                continue;
            ck_assert_str_eq(found.names[count], levels[level - 1]);
            number[level] = count++;
        }
        ck_assert_uint_eq(found.count, (size_t)count);
        for (int i = 0; i < NODES; i++) {
            int level = status_in[i][year];
            MUST(found.group[i] == (level ? number[level] : -1), "s%d in %s", i, day);
            MUST(found.why[i] == (level ? REASON_NONE : REASON_NO_GROUP), "s%d", i);
        }
        ck_assert_uint_eq(found.several, 0);
        view_groups_free(&found);
    }
}
END_TEST

/* At all dates a history of two values is none that can be grouped by. */
START_TEST(a_day_is_needed_where_there_are_several)
{
    view_groups found;
    data = dataset_of("{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"s\", \"type\": "
                      "\"school\", \"properties\": {\"status\": [{\"value\": \"other\"},"
                      " {\"value\": \"academy\", \"from\": \"2011\"}]}}]}",
                      NULL);
    look_at("during", "2010..2012");
    ck_assert_int_eq(view_group(view, "status", &found, &err), POLITY_EUNFIT);
    ck_assert_str_eq(err.id, "several-values");
    ck_assert_str_eq(err.message,
                     "\"status\" of \"s\" has 2 values in that window: choose "
                     "a day with at");
    ck_assert_ptr_null(found.group);
    look_at("during", "2009..2011");
    ck_assert_int_eq(view_group(view, "status", &found, &err), POLITY_OK);
    ck_assert_str_eq(found.names[0], "other");
    view_groups_free(&found);
    look_at("class", "all");
    ck_assert_int_eq(view_group(view, "status", &found, &err), POLITY_EUNFIT);
    ck_assert_ptr_nonnull(strstr(err.message, "at all dates"));
}
END_TEST

/* --- every type of value --------------------------------------------------------------
 */

static const char all_types[] =
    "{\"polity\": \"1.0\", \"nodes\": ["
    "{\"id\": \"l\", \"type\": \"local_authority\", \"tier\": \"regional\"},"
    "{\"id\": \"a\", \"type\": \"school\", \"properties\": {\"pupils\": 90, \"fsm\": 0.5,"
    " \"special\": true, \"inspected\": \"2013-05\", \"la\": \"l\", \"region\": \"b\","
    " \"ofsted\": \"good\", \"designations\": [\"maths_hub\", \"hub_school\"]}},"
    "{\"id\": \"b\", \"type\": \"school\", \"scope\": \"role\", \"properties\": {"
    "\"pupils\": 1000, \"fsm\": 0.25, \"special\": false, \"inspected\": \"2013-05-02\","
    " \"region\": \"a\", \"ofsted\": [{\"value\": 4, \"to\": \"?\"}], \"x_own\": 1}},"
    "{\"id\": \"c\", \"type\": \"school\", \"properties\": {\"pupils\": 90, \"fsm\": "
    "null,"
    " \"ofsted\": 1, \"designations\": [\"maths_hub\"]}}]}";

/* The names of the groups, and the group of each node: `a` before `b`; 90 before 1000;
 * levels by rank. */
static const struct {
    const char *by, *names, *groups;
    size_t several;
} cases[] = {{"pupils", "90 1000 ", ".010", 0},
             {"special", "false true ", ".10.", 0},
             {"fsm", "0.25 0.5 ", ".10.", 0},
             {"inspected", "2013-05 2013-05-02 ", ".01.", 0},
             {"la", "l ", ".0..", 0},
             {"region", "a b ", ".10.", 0},
             {"ofsted", "outstanding good ", ".1?0", 0},
             {"designations", "maths_hub ", ".0.0", 1},
             {"type", "local_authority school ", "0111", 0},
             {"scope", "instance role ", "0010", 0},
             {"tier", "regional school ", "0111", 0}};

START_TEST(values_of_every_type)
{
    data = dataset_of(all_types, NULL);
    look_at("at", "2014");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        view_groups found;
        char names[100] = "", groups[5] = "";
        ck_assert_int_eq(view_group(view, cases[i].by, &found, &err), POLITY_OK);
        for (size_t k = 0; k < found.count; k++)
            strcat(strcat(names, found.names[k]), " ");
        for (size_t v = 0; v < 4; v++)
            groups[v] = (char)(found.group[v] >= 0                  ? '0' + found.group[v]
                               : found.why[v] == REASON_UNKNOWN_DAY ? '?'
                                                                    : '.');
        ck_assert_str_eq(names, cases[i].names);
        ck_assert_str_eq(groups, cases[i].groups);
        ck_assert_uint_eq(found.several, cases[i].several);
        view_groups_free(&found);
    }
}
END_TEST

START_TEST(names_that_are_no_property)
{
    view_groups found;
    data = dataset_of(all_types, NULL);
    look_at("at", "2014");
    ck_assert_int_eq(view_group(view, "staus", &found, &err), POLITY_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"status\"?"));
    ck_assert_int_eq(view_group(view, "x_own", &found, &err), POLITY_ENOTFOUND);
    ck_assert_int_eq(view_group(view, "", &found, &err), POLITY_ENOTFOUND);
    ck_assert_int_eq(view_group(view, "executive", &found, &err), POLITY_OK);
    ck_assert_uint_eq(found.count, 0); /* known, and nobody has it */
    view_groups_free(&found);
    view_groups_free(&found);
}
END_TEST

/* Reals are ordered as numbers, and not as they are written. */
START_TEST(reals_are_ordered_as_numbers)
{
    static const double shares[] = {9.5, 10.5, -3, 0.25, 1e-7, 100};
    static const int order[] = {3, 4, 0, 2, 1, 5};
    view_groups found;
    buffer text = {0};
    buffer_text(&text, "{\"polity\": \"1.0\", \"nodes\": [");
    for (int i = 0; i < 6; i++) {
        buffer_print(&text,
                     "%s{\"id\": \"s%d\", \"type\": \"school\", \"properties\": "
                     "{\"days_available\": ",
                     i ? ", " : "", i);
        buffer_real(&text, shares[i]);
        buffer_text(&text, "}}");
    }
    buffer_text(&text, "]}");
    data = dataset_of(text.bytes, NULL);
    buffer_free(&text);
    look_at("at", "2014");
    ck_assert_int_eq(view_group(view, "days_available", &found, &err), POLITY_OK);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(found.group[i], order[i]);
    view_groups_free(&found);
}
END_TEST

int main(void)
{
    return RUN_SUITE("values", NULL, tear_down, groups_are_those_of_the_day,
                     a_day_is_needed_where_there_are_several, values_of_every_type,
                     names_that_are_no_property, reals_are_ordered_as_numbers);
}
