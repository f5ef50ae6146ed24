/* Aggregates: each row of aggregates.def, over many matches, over the many values of one
 * match, DISTINCT, of nothing and of NULL; and what RETURN makes of groups. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"

/* a has two ties of weight 5 and 2, and one without; b one of 5; c none at all. */
static const char document[] =
    "{\"polity\": \"1.0\", \"nodes\": ["
    " {\"id\": \"a\", \"type\": \"school\", \"name\": \"A\", \"properties\": "
    "{\"ofsted\": "
    "1}},"
    " {\"id\": \"b\", \"type\": \"school\", \"name\": \"B\", \"properties\": "
    "{\"ofsted\": "
    "3}},"
    " {\"id\": \"c\", \"type\": \"school\"}],"
    " \"edges\": [{\"id\": \"e1\", \"kind\": \"supports\", \"source\": \"a\", "
    "\"target\": "
    "\"b\", \"weight\": 5}, {\"id\": \"e2\", \"kind\": \"mentors\", \"source\": \"a\","
    " \"target\": \"b\", \"weight\": 2}, {\"id\": \"e3\", \"kind\": \"supports\","
    " \"source\": \"a\", \"target\": \"c\"}, {\"id\": \"e4\", \"kind\": \"supports\","
    " \"source\": \"b\", \"target\": \"c\", \"weight\": 5}]}";

static const struct {
    const char *function; /* row of aggregates.def; NULL = another question */
    const char *pattern, *tsv;
} answers[] = {
    /* over many matches */
    {"count", "MATCH ()-[e]->() RETURN count(*)", "count(*)\n4\n"},
    {"count", "MATCH ()-[e]->() RETURN count(e.weight)", "count(e.weight)\n3\n"},
    {"count", "MATCH ()-[e]->() RETURN count(DISTINCT e.weight) AS n", "n\n2\n"},
    {"sum", "MATCH ()-[e]->() RETURN sum(e.weight) AS s", "s\n12\n"},
    {"sum", "MATCH ()-[e]->() RETURN sum(DISTINCT e.weight) AS s", "s\n7\n"},
    {"sum", "MATCH ()-[e]->() RETURN sum(1) AS s", "s\n4\n"},
    {"sum", "MATCH ()-[e]->() RETURN sum(9223372036854775807) AS s",
     "s\n3.6893488147419103e+19\n"},
    {"avg", "MATCH ()-[e]->() RETURN avg(e.weight) AS m", "m\n4\n"},
    {"avg", "MATCH ()-[e]->() RETURN avg(DISTINCT e.weight) AS m", "m\n3.5\n"},
    {"min", "MATCH ()-[e]->() RETURN min(e.weight) AS m", "m\n2\n"},
    {"min", "MATCH (s) RETURN min(s.name) AS m", "m\nA\n"},
    {"min", "MATCH (s:school) RETURN min(s.ofsted) AS m", "m\noutstanding\n"},
    {"max", "MATCH ()-[e]->() RETURN max(e.weight) AS m", "m\n5\n"},
    {"max", "MATCH (s:school) RETURN max(s.ofsted) AS m", "m\nrequires_improvement\n"},
    {"collect_list", "MATCH ()-[e]->() RETURN collect_list(e.weight) AS l",
     "l\n[5, 2, 5]\n"},
    {"collect_list", "MATCH ()-[e]->() RETURN collect_list(DISTINCT e.weight) AS l",
     "l\n[5, 2]\n"},
    {"collect_list", "MATCH (s) RETURN collect_list(s) AS l", "l\n[a, b, c]\n"},
    /* of nothing */
    {"count", "MATCH (t:trust) RETURN count(*) AS n, count(t.name) AS m", "n\tm\n0\t0\n"},
    {"sum", "MATCH (t:trust)-[e]->() RETURN sum(e.weight) AS s", "s\n0\n"},
    {"avg", "MATCH (t:trust)-[e]->() RETURN avg(e.weight) AS m", "m\n\n"},
    {"min", "MATCH (t:trust) RETURN min(t.name) AS m", "m\n\n"},
    {"max", "MATCH (c:school WHERE c.id = 'c') RETURN max(c.name) AS m", "m\n\n"},
    {"collect_list", "MATCH (t:trust) RETURN collect_list(t) AS l", "l\n[]\n"},
    {NULL, "MATCH (t:trust) RETURN t, count(*) AS n", "t\tn\n"},
    /* over the values of one match */
    {"count", "MATCH (:school {id: 'a'})-[e]->{2}() RETURN count(e.weight) AS n",
     "n\n2\n2\n"},
    {"sum",
     "MATCH (:school {id: 'a'})-[e]->{1,2}() RETURN sum(e.weight) AS s "
     "ORDER BY s",
     "s\n0\n2\n5\n7\n10\n"},
    {"avg", "MATCH (:school {id: 'a'})-[e]->{2}() RETURN avg(e.weight) AS m ORDER BY m",
     "m\n3.5\n5\n"},
    {"min", "MATCH (:school {id: 'a'})-[e]->{2}() RETURN min(e.weight) AS m ORDER BY m",
     "m\n2\n5\n"},
    {"max", "MATCH (:school {id: 'a'})-[e]->{2}() RETURN max(e.weight) AS m ORDER BY m",
     "m\n5\n5\n"},
    {"collect_list",
     "MATCH (:school {id: 'a'})-[e]->{2}() WHERE min(e.weight) = 2 RETURN "
     "collect_list(e.weight) AS l",
     "l\n[2, 5]\n"},
    {NULL, "MATCH (a)-[e]->{2}() WHERE sum(e.weight) > 8 RETURN e.id AS ids",
     "ids\n[e1, e4]\n"},
    /* groups */
    {NULL, "MATCH (a)-[e]->(b) RETURN b, count(*) AS n, sum(e.weight) AS s",
     "b\tn\ts\nb\t2\t7\nc\t2\t5\n"},
    {NULL, "MATCH (a)-[e]->(b) RETURN kind(e) AS k, count(*) AS n HAVING count(*) > 1",
     "k\tn\nsupports\t3\n"},
    {NULL, "MATCH (a)-[e]->(b) RETURN a, count(*) AS n ORDER BY count(*), a DESC LIMIT 1",
     "a\tn\nb\t1\n"},
    {NULL, "MATCH (a)-[e]->(b) RETURN a, 10 * count(*) + 1 AS n", "a\tn\na\t31\nb\t11\n"},
    {NULL, "MATCH (s) RETURN s.name AS n ORDER BY n DESC NULLS LAST", "n\nB\nA\n\n"},
    {NULL, "MATCH (s) RETURN s.name AS n ORDER BY n NULLS FIRST OFFSET 1", "n\nA\nB\n"},
    {NULL, "MATCH (a)-[e]->(b) RETURN DISTINCT b ORDER BY b", "b\nb\nc\n"},
    {NULL, "MATCH (a)-[e]->(b) RETURN e.weight = 5 AS is ORDER BY e.id",
     "is\ntrue\nfalse\n\ntrue\n"}};
enum { ANSWERS = sizeof answers / sizeof *answers };

static const char *const functions[] = {
#define AGGREGATE(name, id, argument, meaning) name,
#include "query/aggregates.def"
#undef AGGREGATE
};

START_TEST(every_aggregate_gives_what_is_known)
{
    polity_dataset *data = dataset_of(document, NULL);
    polity_view *view = NULL;
    ck_assert(!polity_view_build(&view, data, NULL, 0, NULL, NULL));
    for (size_t row = 0; row < sizeof functions / sizeof *functions; row++) {
        int known = 0;
        for (size_t i = 0; i < ANSWERS; i++)
            known += answers[i].function && !strcmp(answers[i].function, functions[row]);
        MUST(known >= 3, "%s() has too few known answers", functions[row]);
    }
    for (size_t i = 0; i < ANSWERS; i++) {
        polity_error err = POLITY_ERROR_INIT;
        polity_table *made = NULL;
        char *tsv;
        MUST(!polity_match(&made, view, answers[i].pattern, NULL, 0, NULL, &err), "%s",
             err.message);
        tsv = printed(made, "tsv");
        MUST(!strcmp(tsv, answers[i].tsv), "%s\ngives\n%snot\n%s", answers[i].pattern,
             tsv, answers[i].tsv);
        free(tsv);
        polity_table_free(made);
    }
    polity_view_free(view);
    polity_dataset_free(data);
}
END_TEST

int main(void)
{
    return RUN_SUITE("match folds", NULL, NULL, every_aggregate_gives_what_is_known);
}
