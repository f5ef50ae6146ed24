/* What rules make and demand, against every choice of nodes on every day: random
 * registers, rules and rules of policy (support/plain_rules.h). */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <polity/rules.h>

#include "../support/fixture.h"
#include "../support/plain_rules.h"
#include "../support/suite.h"
#include "derive/expand.h"
#include "graph/view.h"

enum { MOST_NODES = 5, ROUNDS = 150 };

static plain_dice dice;
static plain_world world;
static plain_rule rules[PLAIN_RULES];
static plain_text document; /* shown if POLITY_SHOWN is set and something differs */
static polity_dataset *data;
static int32_t first;

/* One flag for each rule and choice of nodes. */
enum { FLAGS = PLAIN_RULES * PLAIN_NODES * PLAIN_NODES * PLAIN_NODES };
typedef struct flags {
    char is[FLAGS];
} flags;

static int flag_of(int rule, const int32_t nodes[PLAIN_PARTIES])
{
    int third = nodes[2] < 0 ? 0 : nodes[2];
    return ((rule * PLAIN_NODES + nodes[0]) * PLAIN_NODES + nodes[1]) * PLAIN_NODES +
           third;
}

static void show(void)
{
    if (getenv("POLITY_SHOWN"))
        fprintf(stderr, "%s", document.bytes);
}

static polity_dataset *data_of_text(void)
{
    polity_dataset *made = dataset_of(document.bytes, NULL);
    if (!made || polity_dataset_check(made, NULL, NULL)) {
        show();
        ck_abort_msg("the document is at fault");
    }
    return made;
}

static void begin_round(int round)
{
    date_read("2010-01-01", 10, &first);
    dice.state = 1009 + (uint64_t)round * 7;
    dice.used = 0;
    dice.variables = 1;
    plain_random_world(&dice, &world, MOST_NODES);
    for (int i = 0; i < PLAIN_RULES; i++)
        plain_random_rule(&dice, &rules[i], i);
    plain_put_regime(&document, &dice, &world, rules, PLAIN_RULES);
    data = data_of_text();
}

/* What the rules make on a day, by trying every choice. */
static void make_plainly(flags *out, int day, int sure)
{
    memset(out, 0, sizeof *out);
    for (int r = 0; r < PLAIN_RULES; r++)
        for (int a = 0; a < world.count; a++)
            for (int b = 0; b < world.count; b++)
                for (int c = 0; c < (rules[r].parties == 3 ? world.count : 1); c++)
                    out->is[flag_of(r, (int32_t[]){a, b, c})] =
                        (char)plain_makes(&world, &rules[r], day, (int[]){a, b, c}, sure);
}

static void must_agree(const flags *is, const flags *expected, int day, const char *how)
{
    for (int i = 0; i < FLAGS; i++) {
        int n[3] = {i / PLAIN_NODES / PLAIN_NODES % PLAIN_NODES,
                    i / PLAIN_NODES % PLAIN_NODES, i % PLAIN_NODES};
        if (is->is[i] == expected->is[i])
            continue;
        show();
        ck_abort_msg("%s, day %d: r%d/n%d/n%d/n%d is %s", how, day,
                     i / PLAIN_NODES / PLAIN_NODES / PLAIN_NODES, n[0], n[1], n[2],
                     expected->is[i] ? "missing" : "too many");
    }
}

/* --- expanding ---------------------------------------------------------------------- */

static void expand_in(expansion *out, const rule_set *set, int from, int to)
{
    uint8_t asked[PLAIN_RULES] = {1, 1, 1, 1};
    stretch when = {from == PLAIN_BEGINS ? TIME_BEGINS : first + from,
                    to == PLAIN_ENDS ? TIME_ENDS : first + to};
    polity_error err;
    MUST(!expand(out, set, asked, when, NULL, &err), "%s", err.message);
}

static void take_rows(flags *out, const expansion *made, int day)
{
    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < made->count; i++) {
        const derived *row = &made->rows[i];
        if (row->valid.from <= first + day && first + day < row->valid.to)
            out->is[flag_of((int)row->rule, row->party)]++;
    }
}

/* Rows in order, and a pair's stretches apart from each other. */
static void must_be_in_order(const expansion *made)
{
    for (size_t i = 1; i < made->count; i++) {
        const derived *a = &made->rows[i - 1], *b = &made->rows[i];
        int order = a->rule < b->rule ? -1 : a->rule > b->rule;
        for (int k = 0; k < PLAIN_PARTIES && !order; k++)
            order = a->party[k] < b->party[k] ? -1 : a->party[k] > b->party[k];
        MUST(order < 0 || (!order && a->valid.to < b->valid.from), "rows %zu and %zu",
             i - 1, i);
    }
}

static void compare_stretch(const rule_set *set, int from, int to, const char *how)
{
    expansion made;
    flags is, expected;
    expand_in(&made, set, from, to);
    must_be_in_order(&made);
    for (int day = from; day < to; day++) {
        take_rows(&is, &made, day);
        make_plainly(&expected, day, to == from + 1);
        must_agree(&is, &expected, day, how);
    }
    expansion_free(&made);
}

START_TEST(rules_make_what_every_choice_of_nodes_gives)
{
    for (int round = 0; round < ROUNDS; round++) {
        rule_set set;
        problems found = {0};
        begin_round(round);
        ck_assert(rules_compile(&set, data, &found));
        if (found.count)
            show();
        MUST(!found.count, "round %d: a rule is at fault", round);
        for (int i = 0; i < 6; i++) {
            int day = plain_roll(&dice, PLAIN_DAYS * 2) - 2;
            compare_stretch(&set, day, day + 1, "on a day");
            compare_stretch(&set, day, day + 2 + plain_roll(&dice, 5), "in a window");
        }
        compare_stretch(&set, PLAIN_BEGINS, PLAIN_ENDS, "at all dates");
        problems_free(&found);
        rules_free(&set);
        polity_dataset_free(data);
    }
}
END_TEST

/* --- expanded data give the same views ---------------------------------------------- */

static void take_name(flags *out, const char *name)
{
    int rule;
    int32_t n[PLAIN_PARTIES] = {0, 0, 0};
    if (*name == 'e')
        return; /* stored */
    MUST(sscanf(name, "r%d/n%d/n%d/n%d", &rule, &n[0], &n[1], &n[2]) >= 3, "id %s", name);
    out->is[flag_of(rule, n)] = 1;
}

static void view_names(flags *out, const polity_dataset *of, const char *name,
                       const char *when)
{
    const polity_option options[] = {{"class", "all"}, {name, when}};
    polity_view *view;
    polity_error err;
    buffer text = {0};
    memset(out, 0, sizeof *out);
    MUST(!polity_view_build(&view, of, options, *name ? 2 : 1, NULL, &err), "%s",
         err.message);
    for (size_t i = 0; i < view->tie_count + view->act_count; i++) {
        buffer_clear(&text);
        if (i < view->tie_count)
            view_tie_name(view, i, &text);
        else
            view_act_name(view, i - view->tie_count, &text);
        take_name(out, text.bytes);
    }
    buffer_free(&text);
    polity_view_free(view);
}

static void compare_views(const polity_dataset *one, const polity_dataset *other,
                          const char *name, const char *when)
{
    flags is, expected;
    view_names(&expected, one, name, when);
    view_names(&is, other, name, when);
    must_agree(&is, &expected, 0, *name ? when : "all dates");
}

START_TEST(expanded_data_give_the_same_views)
{
    for (int round = 0; round < ROUNDS; round++) {
        polity_dataset *expanded, *read;
        polity_error err;
        char *text, day[40];
        begin_round(round);
        expanded = data_of_text();
        MUST(!polity_rules_expand(expanded, NULL, 0, NULL, NULL, &err), "%s",
             err.message);
        text = written(expanded, round % 2 ? "json" : "jsonl");
        read = dataset_of(text, NULL);
        MUST(read && !polity_dataset_check(read, NULL, &err),
             "what is written is refused");
        for (int i = -3; i < PLAIN_DAYS * 2; i++) {
            char to[DATE_SIZE];
            date_write(day, first + i, DATE_DAY);
            compare_views(data, read, "at", day);
            date_write(to, first + i + 1 + plain_roll(&dice, 6), DATE_DAY);
            snprintf(day + 10, sizeof day - 10, "..%s", to);
            compare_views(data, read, "during", day);
        }
        compare_views(data, read, "", "");
        free(text);
        polity_dataset_free(read);
        polity_dataset_free(expanded);
        polity_dataset_free(data);
    }
}
END_TEST

START_TEST(data_expanded_at_a_date_have_that_view)
{
    for (int round = 0; round < ROUNDS; round++) {
        polity_dataset *expanded;
        polity_option at = {"at", "2010-01-07"};
        polity_error err;
        begin_round(round);
        expanded = data_of_text();
        MUST(!polity_rules_expand(expanded, &at, 1, NULL, NULL, &err), "%s", err.message);
        compare_views(data, expanded, "at", "2010-01-07");
        polity_dataset_free(expanded);
        polity_dataset_free(data);
    }
}
END_TEST

/* --- rules of policy ---------------------------------------------------------------- */

/* The row of a rule and, if it has one, a record. -1 = none. */
static ptrdiff_t find_row(const polity_table *found, const plain_rule *r,
                          const char *node)
{
    char about[60];
    snprintf(about, sizeof about, node ? "%s, \"%s\"" : "%s cannot", r->id, node);
    for (size_t row = 0; row < polity_table_rows(found); row++) {
        const char *message = polity_table_text(found, row, 8);
        char id[8] = "", dated[60];
        sscanf(message, "%7[^, ]", id);
        snprintf(dated, sizeof dated, ", \"%s\": Of %s", node ? node : "", r->id);
        if (!strncmp(message, about, strlen(about)) ||
            (node && !strcmp(id, r->id) && strstr(message, dated)))
            return (ptrdiff_t)row;
    }
    return -1;
}

/* The rows that a rule should have; their number. */
static size_t check_policy(const polity_table *found, const plain_rule *r)
{
    size_t rows = 0;
    int open, opened = 0;
    char wanted[80], day[DATE_SIZE];
    for (int v = 0; v < world.count; v++) {
        int breaks;
        ptrdiff_t row = find_row(found, r, world.nodes[v].id);
        if (world.nodes[v].type != r->types[0])
            continue;
        breaks = plain_breaks(&world, r, v, &open);
        date_write(day, first + breaks, DATE_DAY);
        snprintf(wanted, sizeof wanted, "%s from %s", r->id, day);
        if (breaks == PLAIN_BEGINS)
            snprintf(wanted, sizeof wanted, "%s, ", r->id);
        opened += breaks == PLAIN_ENDS && open;
        rows += breaks != PLAIN_ENDS;
        if ((row >= 0) != (breaks != PLAIN_ENDS) ||
            (row >= 0 && strncmp(polity_table_text(found, (size_t)row, 8), wanted,
                                 strlen(wanted)) != 0)) {
            show();
            ck_abort_msg("%s of %s: day %d, found \"%s\"", r->id, world.nodes[v].id,
                         breaks,
                         row < 0 ? "nothing" : polity_table_text(found, (size_t)row, 8));
        }
    }
    snprintf(wanted, sizeof wanted, "%s cannot be decided for %d record", r->id, opened);
    if (opened) {
        ptrdiff_t row = find_row(found, r, NULL);
        MUST(row >= 0 && !strncmp(polity_table_text(found, (size_t)row, 8), wanted,
                                  strlen(wanted)),
             "%s", wanted);
    }
    return rows + (opened > 0);
}

START_TEST(policy_is_broken_where_a_day_shows_it)
{
    for (int round = 0; round < ROUNDS * 2; round++) {
        polity_table *found;
        polity_error err;
        polity_status status;
        size_t rows = 0;
        begin_round(round);
        status = polity_rules_check(data, &found, NULL, &err);
        MUST(!status || (status == POLITY_EDATA && !strcmp(err.id, "policy-broken")),
             "%s", err.message);
        for (int i = 0; i < PLAIN_RULES; i++)
            if (rules[i].parties == 1)
                rows += check_policy(found, &rules[i]);
        MUST(rows == polity_table_rows(found), "%zu rows, not %zu",
             polity_table_rows(found), rows);
        polity_table_free(found);
        polity_dataset_free(data);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("rules", NULL, NULL, rules_make_what_every_choice_of_nodes_gives,
                     expanded_data_give_the_same_views,
                     data_expanded_at_a_date_have_that_view,
                     policy_is_broken_where_a_day_shows_it);
}
