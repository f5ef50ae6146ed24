/* Differences between two views against those of two lists, whatever the networks. */
#include <stdio.h>
#include <string.h>

#include <polity/diff.h>

#include "base/buffer.h"
#include "base/random.h"
#include "support/fixture.h"
#include "support/suite.h"

enum { NODES = 14, TIES = 25, ROWS = 400 };

static const char *const types[] = {"school", "trust", "local_authority"};
static const char *const regions[] = {NULL, "North", "South \"East\""};
static const char *const kinds[] = {"supports", "monitors"};

/* One side: what is there, and what it says; numbers of the texts above, 0 = nothing. */
typedef struct side {
    struct {
        int there, type, name, region;
    } node[NODES];
    struct {
        int there, strength, condition;
    } tie[TIES];
    polity_dataset *data;
    polity_view *view;
} side;

/* Ties keep their kind and ends, which are part of what they are. */
static int end_of(int tie, int which)
{
    return which ? (tie * 5 + 3) % NODES : tie % NODES;
}

static void make_side(side *of, random_state *state, const side *like)
{
    memset(of, 0, sizeof *of);
    for (int i = 0; i < NODES; i++) {
        of->node[i].there = random_below(state, 5) != 0;
        of->node[i].type = (int)random_below(state, 3);
        of->node[i].name = (int)random_below(state, 3);
        of->node[i].region = (int)random_below(state, 3);
        if (like && random_below(state, 2))
            of->node[i] = like->node[i];
    }
    for (int i = 0; i < TIES; i++) {
        of->tie[i].strength = (int)random_below(state, 3);
        of->tie[i].condition = (int)random_below(state, 2);
        if (like && random_below(state, 2))
            of->tie[i] = like->tie[i];
        of->tie[i].there = random_below(state, 4) != 0 && end_of(i, 0) != end_of(i, 1) &&
                           of->node[end_of(i, 0)].there && of->node[end_of(i, 1)].there;
    }
}

static void read_side(side *of)
{
    static const polity_option all[] = {{"class", "all"}};
    buffer text = {0};
    polity_error err = POLITY_ERROR_INIT;
    buffer_text(&text, "{\"polity\": \"1.0\"}\n");
    for (int i = 0; i < NODES; i++) {
        if (!of->node[i].there)
            continue;
        buffer_print(&text, "{\"node\": {\"id\": \"n%d\", \"type\": \"%s\"", i,
                     types[of->node[i].type]);
        if (of->node[i].name)
            buffer_print(&text, ", \"name\": \"Name %d\"", of->node[i].name);
        if (of->node[i].region) {
            buffer_text(&text, ", \"properties\": {\"region\": ");
            buffer_json(&text, regions[of->node[i].region]);
            buffer_char(&text, '}');
        }
        buffer_text(&text, "}}\n");
    }
    for (int i = 0; i < TIES; i++) {
        if (!of->tie[i].there)
            continue;
        buffer_print(
            &text,
            "{\"edge\": {\"id\": \"e%d\", \"kind\": \"%s\", \"source\": \"n%d\", "
            "\"target\": \"n%d\"",
            i, kinds[i % 2], end_of(i, 0), end_of(i, 1));
        if (of->tie[i].strength)
            buffer_print(&text, ", \"strength\": %d", of->tie[i].strength);
        buffer_print(&text, "%s}}\n",
                     of->tie[i].condition ? ", \"condition\": \"half a day\"" : "");
    }
    of->data = dataset_of(text.bytes, NULL);
    MUST(of->data, "not read");
    MUST(!polity_view_build(&of->view, of->data, all, 1, NULL, &err), "%s", err.message);
    buffer_free(&text);
}

static void drop_side(side *of)
{
    polity_view_free(of->view);
    polity_dataset_free(of->data);
}

/* --- rows as text ---------------------------------------------------------------------
 */

static char *rows[2][ROWS]; /* found, wanted */
static size_t count[2];

static void add(int which, const char *const cells[7])
{
    char text[300] = "";
    for (int i = 0; i < 7; i++)
        strcat(strcat(text, cells[i] ? cells[i] : "-"), "|");
    MUST(count[which] < ROWS, "too many rows");
    rows[which][count[which]++] = strcpy(malloc(strlen(text) + 1), text);
}

static void want(const char *what, const char *of, const char *id, const char *field,
                 const char *before, const char *after)
{
    const char *change = before && after ? "changed" : after ? "came" : "went";
    const char *const cells[] = {what, change, id, of, field, before, after};
    if (before && after ? strcmp(before, after) : before || after)
        add(1, cells);
}

static void want_whole(const char *what, const char *change, const char *id,
                       const char *of)
{
    const char *const cells[] = {what, change, id, of, NULL, NULL, NULL};
    add(1, cells);
}

static void want_node(const side *a, const side *b, int i)
{
    static const char *const names[] = {NULL, "Name 1", "Name 2"};
    char id[16];
    snprintf(id, sizeof id, "n%d", i);
    if (a->node[i].there && b->node[i].there) {
        want("property", "name", id, "name", names[a->node[i].name],
             names[b->node[i].name]);
        want("property", "type", id, "type", types[a->node[i].type],
             types[b->node[i].type]);
        want("property", "region", id, "region", regions[a->node[i].region],
             regions[b->node[i].region]);
    } else if (a->node[i].there) {
        want_whole("node", "went", id, types[a->node[i].type]);
    } else if (b->node[i].there) {
        want_whole("node", "came", id, types[b->node[i].type]);
    }
}

static void want_tie_field(const char *id, const char *kind, const char *field,
                           const char *before, const char *after)
{
    const char *const cells[] = {"tie", "changed", id, kind, field, before, after};
    if (before && after ? strcmp(before, after) : before || after)
        add(1, cells);
}

static void want_tie(const side *a, const side *b, int i)
{
    static const char *const strengths[] = {NULL, "1", "2"};
    static const char *const conditions[] = {NULL, "half a day"};
    char id[16], ends[40];
    snprintf(id, sizeof id, "e%d", i);
    snprintf(ends, sizeof ends, "n%d → n%d", end_of(i, 0), end_of(i, 1));
    if (a->tie[i].there && b->tie[i].there) {
        want_tie_field(id, kinds[i % 2], "strength", strengths[a->tie[i].strength],
                       strengths[b->tie[i].strength]);
        want_tie_field(id, kinds[i % 2], "condition", conditions[a->tie[i].condition],
                       conditions[b->tie[i].condition]);
    } else if (a->tie[i].there) {
        want("tie", kinds[i % 2], id, "ends", ends, NULL);
    } else if (b->tie[i].there) {
        want("tie", kinds[i % 2], id, "ends", NULL, ends);
    }
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void compare_sides(const side *a, const side *b)
{
    static const polity_option full[] = {{"detail", "full"}};
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    int same = -1;
    count[0] = count[1] = 0;
    MUST(!polity_diff(&table, &same, a->view, b->view, full, 1, NULL, &err), "%s",
         err.message);
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        const char *cells[7];
        for (size_t at = 0; at < 7; at++)
            cells[at] = polity_table_text(table, row, at);
        add(0, cells);
    }
    for (int i = 0; i < NODES; i++)
        want_node(a, b, i);
    for (int i = 0; i < TIES; i++)
        want_tie(a, b, i);
    MUST(same == (count[1] == 0), "the same: %d, with %zu differences", same, count[1]);
    MUST(count[0] == count[1], "%zu rows, and not %zu", count[0], count[1]);
    for (int which = 0; which < 2; which++)
        qsort(rows[which], count[which], sizeof **rows, compare);
    for (size_t i = 0; i < count[0]; i++) {
        MUST(!strcmp(rows[0][i], rows[1][i]), "%s, and not %s", rows[0][i], rows[1][i]);
        free(rows[0][i]);
        free(rows[1][i]);
    }
    polity_table_free(table);
}

START_TEST(any_two_networks)
{
    random_state state;
    random_seed(&state, 27);
    for (int round = 0; round < 300; round++) {
        side a, b;
        make_side(&a, &state, NULL);
        make_side(&b, &state, &a);
        read_side(&a);
        read_side(&b);
        compare_sides(&a, &b);
        compare_sides(&b, &a);
        compare_sides(&a, &a);
        drop_side(&a);
        drop_side(&b);
    }
}
END_TEST

int main(void) { return RUN_SUITE("diff", NULL, NULL, any_two_networks); }
