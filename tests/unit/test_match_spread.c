/* How many nodes each reaches along a pattern, found by spreading over sets of places,
 * against the routes that a search from each node lists: quantifiers of every sort over
 * small random networks with loops and parallel ties. */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"

enum { NODES = 9, TIES = 16, NETWORKS = 25 };

static const char *const PATTERNS[] = {
    "(a)-[:governs]->(b)",
    "(a)-[:governs]->{1,3}(b)",
    "(a)-[:governs]->{2,5}(b:school)",
    "(a)-[:governs]->{0,2}(b)",
    "(a)-[:governs]->{3}(b)",
    "(a:trust)-[:governs]->*(b:school)",
    "(a)-[:governs]->{2,}(b)",
    "(a)-[:governs]->*()-[:supports]->?()-[:collaborates]-{0,2}(b)",
    "(a)-[:governs]->{2}()-[:supports]->{1,4}(b)",
    "(a)-[:supports]->{1,2}()-[:governs]->{1,3}(b)",
    "(a)-[:governs|supports]-{1,2}(:school)-[:%]->(b)",
    "(a)((x)-[:governs]->(y:school)-[:supports]->(z)){1,3}(b)",
    "(a)-[:supports]->((x)-[:governs]->(y)-[:collaborates]-(z:trust)){0,2}(b)",
    "(a)((x)-[:governs]->(y)<-[:supports]-(z)){2,}-[:governs]->?(b)",
    "(a)<-[:governs]-+(b)",
    "(a)-[:%]->{1,70}(b)",
    "(a)-[:governs]->?()-[:%]->{0,70}(b)",
    "(a)-[:governs]->{0,100}()-[:%]->{1,300}(b)", /* too many places: searched */
};
enum { PATTERN_COUNT = sizeof PATTERNS / sizeof *PATTERNS };

static uint32_t draw(uint64_t *state, uint32_t n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % n);
}

static polity_view *random_view(uint64_t seed, polity_dataset **data)
{
    static const char *const kinds[] = {"governs", "supports", "collaborates"};
    static const polity_option every[] = {{"class", "all"}};
    char text[8192];
    size_t n = 0;
    polity_view *view = NULL;
    n += (size_t)snprintf(text, sizeof text, "{\"polity\": \"1.0\", \"nodes\": [");
    for (uint32_t i = 0; i < NODES; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "%s{\"id\": \"n%u\", \"type\": \"%s\"}", i ? ", " : "", i,
                              i % 3 ? "school" : "trust");
    n += (size_t)snprintf(text + n, sizeof text - n, "], \"edges\": [");
    for (uint32_t i = 0; i < TIES; i++) {
        const char *kind = kinds[draw(&seed, 3)];
        uint32_t source = draw(&seed, NODES), target = draw(&seed, NODES);
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "%s{\"id\": \"e%u\", \"kind\": \"%s\", \"source\": \"n%u\","
                              " \"target\": \"n%u\"}",
                              i ? ", " : "", i, kind, source, target);
    }
    snprintf(text + n, sizeof text - n, "]}");
    *data = dataset_of(text, NULL);
    ck_assert(!polity_view_build(&view, *data, every, 1, NULL, NULL));
    return view;
}

static polity_table *reach(const polity_view *view, const char *pattern, const char *from)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    MUST(!polity_reach_along(&table, view, pattern, from, NULL, 0, NULL, &err), "%s: %s",
         pattern, err.message);
    return table;
}

/* Nodes and most steps of one start, by its routes. */
static void search(const polity_view *view, const char *pattern, uint32_t start,
                   int64_t *nodes, int64_t *most)
{
    char from[8];
    snprintf(from, sizeof from, "n%u", start);
    polity_table *routes = reach(view, pattern, from);
    *nodes = (int64_t)polity_table_rows(routes);
    *most = 0;
    for (int64_t i = 0; i < *nodes; i++)
        if (polity_table_ints(routes, 0)[i] > *most)
            *most = polity_table_ints(routes, 0)[i];
    polity_table_free(routes);
}

static size_t check(const polity_view *view, const char *pattern, int network)
{
    polity_table *all = reach(view, pattern, NULL);
    size_t row = 0, rows = polity_table_rows(all);
    for (uint32_t v = 0; v < NODES; v++) {
        int64_t nodes, most, found = 0, found_most = 0;
        search(view, pattern, v, &nodes, &most);
        if (row < rows && polity_table_ints(all, 0)[row] == v) {
            found = polity_table_ints(all, 1)[row];
            found_most = polity_table_ints(all, 2)[row++];
        }
        MUST(found == nodes && found_most == most,
             "network %d, %s from n%u: %lld in %lld steps, by routes %lld in %lld",
             network, pattern, v, (long long)found, (long long)found_most,
             (long long)nodes, (long long)most);
    }
    ck_assert_uint_eq(row, rows);
    polity_table_free(all);
    return rows;
}

START_TEST(counts_are_those_of_routes)
{
    size_t rows[PATTERN_COUNT] = {0};
    for (int i = 0; i < NETWORKS; i++) {
        polity_dataset *data = NULL;
        polity_view *view = random_view((uint64_t)i + 1, &data);
        for (size_t k = 0; k < PATTERN_COUNT; k++)
            rows[k] += check(view, PATTERNS[k], i);
        polity_view_free(view);
        polity_dataset_free(data);
    }
    for (size_t k = 0; k < PATTERN_COUNT; k++)
        MUST(rows[k], "%s: nothing was reached in any network", PATTERNS[k]);
}
END_TEST

int main(void)
{
    return RUN_SUITE("reach by spreading", NULL, NULL, counts_are_those_of_routes);
}
