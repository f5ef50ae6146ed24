/* Roll-ups against sums over the nodes and ties they stand for. */
#include <stdio.h>
#include <string.h>

#include <polity/rollup.h>

#include "base/buffer.h"
#include "base/random.h"
#include "support/fixture.h"
#include "support/suite.h"

enum { NODES = 30, TIES = 120, GROUPS = 9 };

static const char *const types[] = {"school", "trust", "local_authority"};
static const char *const regions[] = {"North", "South", NULL};
static const char *const kinds[] = {"supports",
                                    "collaborates"}; /* one has no direction */

static polity_dataset *data, *quotient;
static polity_view *view;
static polity_table *table;
static polity_error err;
static int type_of[NODES], region_of[NODES];
static int tied[2][NODES]
               [NODES]; /* kind, source, target; the lower first if undirected */

static void tear_down(void)
{
    polity_table_free(table);
    polity_view_free(view);
    polity_dataset_free(data);
    polity_dataset_free(quotient);
    table = NULL;
    view = NULL;
    data = quotient = NULL;
}

static void make_network(random_state *state)
{
    buffer text = {0};
    memset(tied, 0, sizeof tied);
    buffer_text(&text, "{\"polity\": \"1.0\", \"title\": \"Some\"}\n");
    for (int i = 0; i < NODES; i++) {
        type_of[i] = (int)random_below(state, 3);
        region_of[i] = (int)random_below(state, 3);
        buffer_print(&text, "{\"node\": {\"id\": \"n%d\", \"type\": \"%s\"", i,
                     types[type_of[i]]);
        if (regions[region_of[i]])
            buffer_print(&text, ", \"properties\": {\"region\": \"%s\"}",
                         regions[region_of[i]]);
        buffer_text(&text, "}}\n");
    }
    for (int i = 0; i < TIES; i++) {
        int a = (int)random_below(state, NODES), b = (int)random_below(state, NODES);
        int kind = (int)random_below(state, 2);
        if (a == b || tied[kind][a][b] || (kind && tied[kind][b][a]))
            continue;
        tied[kind][kind && b < a ? b : a][kind && b < a ? a : b] = 1;
        buffer_print(&text,
                     "{\"edge\": {\"kind\": \"%s\", \"source\": \"n%d\", \"target\": "
                     "\"n%d\"}}\n",
                     kinds[kind], a, b);
    }
    data = dataset_of(text.bytes, NULL);
    MUST(data, "not read");
    MUST(!polity_view_build(&view, data, NULL, 0, NULL, &err), "%s", err.message);
    buffer_free(&text);
}

static int group_of(int i) { return type_of[i] * 3 + region_of[i]; }

/* The id of a group: that of its only member, or type and value. */
static void name_of(int group, char out[60])
{
    int members = 0, one = 0;
    for (int i = 0; i < NODES; i++) {
        if (group_of(i) == group) {
            members++;
            one = i;
        }
    }
    if (members == 1)
        snprintf(out, 60, "n%d", one);
    else
        snprintf(out, 60, "%s%s%s", types[group / 3], regions[group % 3] ? ":" : "",
                 regions[group % 3] ? regions[group % 3] : "");
}

/* What the table must say of a kind between two groups. */
static int ties_between(int kind, int source, int target)
{
    int n = 0;
    for (int a = 0; a < NODES; a++)
        for (int b = 0; b < NODES; b++)
            if (tied[kind][a][b])
                n += (group_of(a) == source && group_of(b) == target) ||
                     (kind && group_of(a) == target && group_of(b) == source);
    return n;
}

/* Members of group `a` that have a tie of the kind with group `b`: at the source, or at
 * the target (`end` 1); of an undirected one at either. */
static int members_tied(int kind, int a, int b, int end)
{
    int n = 0;
    for (int i = 0; i < NODES; i++) {
        int any = 0;
        for (int k = 0; k < NODES; k++)
            if (group_of(i) == a && group_of(k) == b)
                any |= end ? tied[kind][k][i] : tied[kind][i][k],
                    any |= kind && (tied[kind][i][k] || tied[kind][k][i]);
        n += any;
    }
    return n;
}

static int members_of(int group)
{
    int n = 0;
    for (int i = 0; i < NODES; i++)
        n += group_of(i) == group;
    return n;
}

/* Who has the ties of a row, of how many. */
static void compare_members(int kind, int a, int b, const char *source,
                            const char *target)
{
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        int64_t is[4];
        if (strcmp(polity_table_text(table, row, 0), source) != 0 ||
            strcmp(polity_table_text(table, row, 1), kinds[kind]) != 0 ||
            strcmp(polity_table_text(table, row, 2), target) != 0)
            continue;
        for (size_t i = 0; i < 4; i++)
            is[i] = polity_table_ints(table, i + 4)[row];
        MUST(is[0] == members_tied(kind, a, b, 0) && is[1] == members_of(a) &&
                 is[2] == members_tied(kind, b, a, 1) && is[3] == members_of(b),
             "%s %s %s: %d of %d, %d of %d", source, kinds[kind], target, (int)is[0],
             (int)is[1], (int)is[2], (int)is[3]);
    }
}

static int64_t cell(const char *source, const char *kind, const char *target)
{
    for (size_t row = 0; row < polity_table_rows(table); row++)
        if (!strcmp(polity_table_text(table, row, 0), source) &&
            !strcmp(polity_table_text(table, row, 1), kind) &&
            !strcmp(polity_table_text(table, row, 2), target))
            return polity_table_ints(table, 3)[row];
    return 0;
}

static void compare_counts(void)
{
    int64_t all = 0, told = 0;
    for (int kind = 0; kind < 2; kind++) {
        for (int a = 0; a < GROUPS; a++) {
            for (int b = 0; b < GROUPS; b++) {
                char source[60], target[60];
                int64_t found;
                if (kind && b < a)
                    continue;
                name_of(a, source);
                name_of(b, target);
                found = cell(source, kinds[kind], target);
                compare_members(kind, a, b, source, target);
                if (kind && a != b) { /* either may stand first */
                    found += cell(target, kinds[kind], source);
                    compare_members(kind, b, a, target, source);
                }
                MUST(found == ties_between(kind, a, b), "%s %s %s: %d, and not %d",
                     source, kinds[kind], target, (int)found, ties_between(kind, a, b));
                all += found;
            }
        }
    }
    for (size_t row = 0; row < polity_table_rows(table); row++)
        told += polity_table_ints(table, 3)[row];
    MUST(all == told, "%d ties, and %d in the table", (int)all, (int)told);
}

/* Rows of the table that are not about ties within a group. */
static size_t rows_between(void)
{
    size_t n = 0;
    for (size_t row = 0; row < polity_table_rows(table); row++)
        n += strcmp(polity_table_text(table, row, 0), polity_table_text(table, row, 2)) !=
             0;
    return n;
}

START_TEST(any_network_by_region)
{
    static const polity_option by[] = {{"by", "region"}};
    random_state state;
    random_seed(&state, 28);
    for (int round = 0; round < 200; round++) {
        polity_view *of = NULL;
        size_t members = 0;
        make_network(&state);
        MUST(!polity_rollup(&quotient, &table, view, by, 1, NULL, &err), "%s",
             err.message);
        compare_counts();
        MUST(!polity_dataset_check(quotient, NULL, &err), "%s", err.message);
        MUST(!polity_view_build(&of, quotient, NULL, 0, NULL, &err), "%s", err.message);
        for (int g = 0; g < GROUPS; g++) {
            int n = 0;
            for (int i = 0; i < NODES; i++)
                n += group_of(i) == g;
            members += n > 0;
        }
        MUST(polity_view_nodes(of) == members, "%zu groups", polity_view_nodes(of));
        MUST(polity_view_ties(of) == rows_between(), "%zu ties", polity_view_ties(of));
        polity_view_free(of);
        tear_down();
    }
}
END_TEST

START_TEST(groups_say_what_they_stand_for)
{
    static const polity_option by[] = {{"by", "type"}};
    char *text;
    data = dataset_of(
        "{\"polity\": \"1.0\", \"title\": \"A\", \"licence\": \"CC0-1.0\", "
        "\"default_at\":"
        " \"2014\", \"nodes\": [{\"id\": \"a\", \"type\": \"school\"}, {\"id\": \"b\", "
        "\"type\": \"school\"}, {\"id\": \"l\", \"type\": \"local_authority\", \"name\": "
        "\"Borough\"}], \"edges\": [{\"kind\": \"supports\", \"source\": \"a\", "
        "\"target\": \"b\", \"matter\": \"standards\"}, {\"kind\": \"monitors\", "
        "\"source\": \"l\", \"target\": \"a\", \"matter\": \"finance\", \"modality\": "
        "\"practice\"}, {\"kind\": \"monitors\", \"source\": \"l\", \"target\": \"b\", "
        "\"matter\": \"places\", \"modality\": \"practice\"}]}",
        NULL);
    ck_assert_int_eq(polity_view_build(&view, data, NULL, 0, NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_rollup(&quotient, &table, view, by, 1, NULL, &err),
                     POLITY_OK);
    text = written(quotient, "json");
    ck_assert_ptr_nonnull(strstr(text, "\"title\": \"A, rolled up by type, 2014"));
    ck_assert_ptr_nonnull(strstr(text, "\"licence\": \"CC0-1.0\""));
    ck_assert_ptr_nonnull(strstr(text, "\"default_at\": \"2014\""));
    ck_assert_ptr_nonnull(strstr(
        text, "{\"id\": \"school\", \"type\": \"school\", \"name\": \"school (2)\", "
              "\"scope\": \"type\", \"properties\": {\"members\": 2, \"ties_within\": "
              "1}}"));
    ck_assert_ptr_nonnull(
        strstr(text, "{\"id\": \"l\", \"type\": \"local_authority\", \"name\": "
                     "\"Borough\"}"));
    ck_assert_ptr_nonnull(strstr(
        text, "{\"kind\": \"monitors\", \"source\": \"l\", \"target\": \"school\", "
              "\"modality\": \"practice\", \"weight\": 2}"));
    ck_assert_str_eq(polity_table_fact_named(table, "groups"),
                     "2 groups of 3 nodes; 1 tie within groups");
    free(text);
}
END_TEST

START_TEST(what_cannot_be_rolled_up)
{
    static const struct {
        polity_option by;
        polity_status status;
    } cases[] = {
        {{"by", "regoin"}, POLITY_EQUERY},
        {{"by", "region +"}, POLITY_EQUERY},
        {{"by", "region,region,region,region,region,region,region,region,region"},
         POLITY_EARG},
        {{"by", ","}, POLITY_EARG},
        {{"yb", "region"}, POLITY_EARG},
        {{"at", "2014"}, POLITY_EARG}};
    random_state state;
    random_seed(&state, 29);
    make_network(&state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_msg(polity_rollup(&quotient, &table, view, &cases[i].by, 1, NULL,
                                    &err) == cases[i].status,
                      "%s: %s", cases[i].by.value, err.message);
        ck_assert(!quotient && !table);
    }
    ck_assert_int_eq(polity_rollup(&quotient, &table, NULL, NULL, 0, NULL, &err),
                     POLITY_EARG);
}
END_TEST

int main(void)
{
    return RUN_SUITE("rollup", NULL, tear_down, any_network_by_region,
                     groups_say_what_they_stand_for, what_cannot_be_rolled_up);
}
