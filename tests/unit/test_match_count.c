/* count(*) without walking every match, against count(1), which walks: paths of a fixed
 * length over small random networks with loops and parallel ties, edges that may and may
 * not coincide, grouped by each place of the path. */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"

enum { NODES = 7, TIES = 22, NETWORKS = 40 };

/* What comes before RETURN, and the variables to group by. */
static const struct {
    const char *pattern, *groups[5];
} asked_for[] = {
    {"(a)", {"a"}},
    {"(a)-[:governs]->(b)", {"a", "b"}},
    {"(a)-[:governs]->(b)<-[:supports]-(c)", {"a", "b", "c"}},
    {"(a)-[:governs]->(b)<-[:governs]-(c)", {"a", "b", "c", "c.id, c"}},
    {"(a)-[:supports]->(b)-[:supports]->(c)", {"a", "b", "c", "b.type"}},
    {"(a)-[:collaborates]-(b)-[:collaborates]-(c)", {"a", "b", "c"}},
    {"(a:trust)-[:%]-(b)-[:%]-(c)", {"a", "b", "c"}},
    {"(a)-[:%]-(b)-[:%]-(c:trust)", {"a", "b", "c"}},
    {"(a)-[:%]-(b:trust)-[:%]-(c)", {"a", "b", "c"}},
    {"(a)-[:%]-(b)-[:%]-(c)-[:%]-(d)", {"a", "b", "c", "d"}},
    {"(a)-[:governs]-(b)-[:governs]-(c)-[:supports]-(d)", {"a", "b", "c", "d"}},
    {"(a)-[:governs]-(b)-[:governs]-(c)-[:supports]-(d)-[:supports]-(e)",
     {"a", "b", "c", "d", "e"}},
    {"(a)-[:collaborates]-(b)-[:governs]-(c)-[:governs]-(d)-[:collaborates]-(e)",
     {"a", "c", "e"}},
    {"(a)-[:supports]-(b)-[:governs|supports]-(c:trust)-[:collaborates]-(d)",
     {"a", "b", "c", "d"}},
    {"(a WHERE a.ofsted > 1)-[e:governs WHERE e.weight > 1]->(b)<-[:governs]-"
     "(c:school)",
     {"a", "b", "c", "c.ofsted"}},
    {"(a)-[e:supports]->(b)<-[f:supports]-(c) WHERE b.id <> 'n3' AND f.weight < 3",
     {"a", "b", "c"}},
    {"(a {id: 'n2'})-[:%]-(b)-[:%]-(c)", {"a", "b", "c"}},
    {"(a)-[:%]-(b)-[:%]-(c {id: 'n2'})", {"a", "b", "c"}},
    {"(a)-[:%]-(b {id: 'n2'})-[:%]-(c)", {"a", "b", "c"}},
    {"(a)-[e:%]-(b)-[f:%]-(c) WHERE e.weight = f.weight", {"a", "b"}},
    {"(a)-[:%]-(b)-[:%]-(a)", {"a", "b"}},
};
enum { ASKED = sizeof asked_for / sizeof *asked_for };

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
                              i % 3 ? "%s{\"id\": \"n%u\", \"type\": \"school\", "
                                      "\"properties\": {\"ofsted\": %u}}"
                                    : "%s{\"id\": \"n%u\", \"type\": \"trust\"}",
                              i ? ", " : "", i, 1 + draw(&seed, 4));
    n += (size_t)snprintf(text + n, sizeof text - n, "], \"edges\": [");
    for (uint32_t i = 0; i < TIES; i++) {
        const char *kind = kinds[draw(&seed, 3)];
        uint32_t source = draw(&seed, NODES), target = draw(&seed, NODES);
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "%s{\"id\": \"e%u\", \"kind\": \"%s\", \"source\": \"n%u\","
                              " \"target\": \"n%u\", \"weight\": %u}",
                              i ? ", " : "", i, kind, source, target, 1 + draw(&seed, 3));
    }
    snprintf(text + n, sizeof text - n, "]}");
    *data = dataset_of(text, NULL);
    ck_assert(!polity_view_build(&view, *data, every, 1, NULL, NULL));
    return view;
}

static char *answer(const polity_view *view, const char *mode, const char *pattern,
                    const char *group, const char *value)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    char text[512], *made;
    snprintf(text, sizeof text, "MATCH %s%s RETURN %s%s%s AS n", mode, pattern, group,
             *group ? ", " : "", value);
    MUST(!polity_match(&table, view, text, NULL, 0, NULL, &err), "%s: %s", text,
         err.message);
    made = printed(table, "tsv");
    polity_table_free(table);
    return made;
}

/* Row by row the same, but for their order. */
static int same_lines(const char *a, const char *b)
{
    if (strlen(a) != strlen(b))
        return 0;
    while (*a) {
        size_t n = strcspn(a, "\n") + 1, found = 0;
        for (const char *line = b; *line; line += strcspn(line, "\n") + 1)
            found |= !strncmp(line, a, n);
        if (!found)
            return 0;
        a += n;
    }
    return 1;
}

static void compare(const polity_view *view, const char *mode, const char *pattern,
                    const char *group)
{
    char *counted = answer(view, mode, pattern, group, "count(*)");
    char *walked = answer(view, mode, pattern, group, "count(1)");
    MUST(same_lines(counted, walked), "MATCH %s%s by %s gives\n%snot\n%s", mode, pattern,
         group, counted, walked);
    free(counted);
    free(walked);
}

START_TEST(counting_is_walking)
{
    for (uint64_t seed = 1; seed <= NETWORKS; seed++) {
        polity_dataset *data = NULL;
        polity_view *view = random_view(seed, &data);
        for (size_t i = 0; i < ASKED; i++)
            for (size_t k = 0; k <= 5; k++) {
                const char *group = k < 5 ? asked_for[i].groups[k] : "";
                if (!group)
                    continue;
                compare(view, "", asked_for[i].pattern, group);
                compare(view, "REPEATABLE ELEMENTS ", asked_for[i].pattern, group);
                compare(view, "TRAIL ", asked_for[i].pattern, group);
            }
        polity_view_free(view);
        polity_dataset_free(data);
    }
}
END_TEST

static const char *const paths[] = {
    "(a)-[:governs]->{1,3}(b)",
    "(a:trust)-[:%]->{0,2}(b:school)",
    "(a)-[:governs|supports]->{2,4}(b)",
    "(a)-[:supports]->{3}(b)-[:collaborates]-{0,2}(c)",
    "(a)-[:%]->{1,2}(b:trust)-[:%]->{1,3}(c)",
    "(a)((x)-[:governs]->(y:school)-[:%]-(z)){1,2}(b)",
    "(a)-[:collaborates]-+(b)",
    "(a)-[:governs]->*(b)-[:supports]->(c)",
    "(a)-[:%]-{1,3}(a)",
    "(a WHERE a.ofsted > 1)-[:%]->{1,3}(b)",
    "(a)-[:%]->{1,3}(b WHERE b.ofsted > 1)",
    "(a:school)-[e:% WHERE e.weight > 1]->{1,3}(b)",
    "TRAIL (a)-[:%]->{2,3}(b)",
    "ACYCLIC (a)-[:governs|supports]->{1,3}(b)",
};
enum { PATHS = sizeof paths / sizeof *paths };

/* What one node reaches, and the most steps, by its routes. */
static void reach_from(const polity_view *view, const char *path, uint32_t node,
                       int64_t *reached, int64_t *most)
{
    char id[8];
    polity_table *table = NULL;
    snprintf(id, sizeof id, "n%u", node);
    ck_assert(!polity_reach_along(&table, view, path, id, NULL, 0, NULL, NULL));
    *reached = (int64_t)polity_table_rows(table);
    *most = 0;
    for (size_t i = 0; i < polity_table_rows(table); i++)
        if (polity_table_ints(table, 0)[i] > *most)
            *most = polity_table_ints(table, 0)[i];
    polity_table_free(table);
}

static void compare_reach(const polity_view *view, const char *path)
{
    polity_table *all = NULL;
    size_t row = 0;
    ck_assert(!polity_reach_along(&all, view, path, NULL, NULL, 0, NULL, NULL));
    for (uint32_t v = 0; v < NODES; v++) {
        int64_t reached, most;
        reach_from(view, path, v, &reached, &most);
        if (!reached)
            continue;
        MUST(row < polity_table_rows(all) && polity_table_ints(all, 0)[row] == v &&
                 polity_table_ints(all, 1)[row] == reached &&
                 polity_table_ints(all, 2)[row] == most,
             "%s from n%u reaches %lld in at most %lld", path, v, (long long)reached,
             (long long)most);
        row++;
    }
    ck_assert_uint_eq(row, polity_table_rows(all));
    polity_table_free(all);
}

START_TEST(all_reach_what_each_does)
{
    for (uint64_t seed = 1; seed <= NETWORKS; seed++) {
        polity_dataset *data = NULL;
        polity_view *view = random_view(seed, &data);
        for (size_t i = 0; i < PATHS; i++)
            compare_reach(view, paths[i]);
        polity_view_free(view);
        polity_dataset_free(data);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("match count", NULL, NULL, counting_is_walking,
                     all_reach_what_each_does);
}
