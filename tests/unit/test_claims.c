/* Claims: what each combination of figures, needs and conditions comes out as. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"

static const char document[] =
    "{\"polity\": \"1.0\", \"default_at\": \"2014\", \"sources\": [{\"id\": \"p\", "
    "\"type\": \"document\"}], \"nodes\": ["
    " {\"id\": \"la\", \"type\": \"local_authority\"}, {\"id\": \"hub\", \"type\": "
    "\"school\", \"properties\": {\"status\": [{\"value\": \"maintained\"}, {\"value\": "
    "\"academy\", \"from\": \"2015\"}]}},"
    " {\"id\": \"s1\", \"type\": \"school\", \"name\": \"B\"}, {\"id\": \"s2\", \"type\":"
    " \"school\", \"name\": \"A\"}, {\"id\": \"s3\", \"type\": \"school\", \"name\": "
    "\"B\"}], \"edges\": ["
    " {\"id\": \"e1\", \"kind\": \"supports\", \"source\": \"s1\", \"target\": \"hub\","
    " \"evidence\": [{\"cites\": \"p\", \"locator\": \"p. 1\", \"confidence\": 0.5}]},"
    " {\"id\": \"e2\", \"kind\": \"supports\", \"source\": \"hub\", \"target\": \"s2\"},"
    " {\"id\": \"e3\", \"kind\": \"supports\", \"source\": \"hub\", \"target\": \"s3\"},"
    " {\"id\": \"e4\", \"kind\": \"funds\", \"source\": \"la\", \"target\": \"s1\"}]}";

static polity_dataset *data;

static void set_up(void)
{
    data = dataset_of(document, NULL);
    ck_assert_ptr_nonnull(data);
}
static void tear_down(void) { polity_dataset_free(data); }

static polity_claims *claims_of(const char *body, const char *rest)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_claims *made = NULL;
    collected text = {NULL, 0, 0};
    static const char head[] = "{\"polity_claims\": 1, \"claims\": [{\"id\": \"c\", "
                               "\"statement\": \"S\", ";
    collect(&text, head, strlen(head));
    collect(&text, body, strlen(body));
    collect(&text, "}", 1);
    collect(&text, rest, strlen(rest));
    collect(&text, "]}", 2);
    MUST(!polity_claims_read_bytes(&made, "text", text.bytes, text.length, &err),
         "%d:%d %s\n%s", (int)err.line, (int)err.column, err.message, text.bytes);
    free(text.bytes);
    return made;
}

/* --- outcomes ----------------------------------------------------------------------- */

#define FIGURE(name, match) "{\"name\": \"" name "\", \"match\": \"" match "\"}"
#define TIES FIGURE("ties", "()-[:supports]->()")
#define NOBODY FIGURE("nobody", "MATCH (t:trust) RETURN max(t.name)")
#define FSM FIGURE("fsm", "MATCH (s:school WHERE s.fsm > 0.2) RETURN count(*)")

static const struct {
    const char *body, *outcome, *figures, *needs; /* NULL = none */
} rows[] = {
    {"\"figures\": [" TIES "], \"holds\": \"ties = 3\"", "confirmed", "ties = 3", NULL},
    {"\"figures\": [" TIES "], \"holds\": \"ties > 3\"", "refuted", "ties = 3", NULL},
    {"\"figures\": [" TIES "], \"holds\": \"ties > 3\", \"direction\": \"ties > 2\"",
     "direction only", "ties = 3", NULL},
    {"\"figures\": [" TIES "], \"holds\": \"ties > 2\", \"direction\": \"ties > 9\"",
     "confirmed", "ties = 3", NULL},
    {"\"figures\": [" TIES "], \"holds\": \"ties > 3\", \"direction\": \"ties > 9\"",
     "refuted", "ties = 3", NULL},
    /* a direction alone */
    {"\"figures\": [" TIES "], \"direction\": \"ties = 3\"", "direction only", "ties = 3",
     NULL},
    {"\"figures\": [" TIES "], \"direction\": \"ties > 3\"", "refuted", "ties = 3", NULL},
    /* neither true nor false */
    {"\"figures\": [" NOBODY "], \"holds\": \"nobody = 'x'\"", "cannot be decided",
     "nobody = NULL", NULL},
    {"\"figures\": [" TIES ", " NOBODY
     "], \"holds\": \"nobody = 'x'\", \"direction\": \"ties = 3\"",
     "direction only", "ties = 3; nobody = NULL", NULL},
    {"\"figures\": [" TIES "], \"holds\": \"ties / 0 > 1\"", "cannot be decided",
     "ties = 3", NULL},
    /* what is missing */
    {"\"figures\": [" FSM "], \"holds\": \"fsm = 0\"", "cannot be decided", "fsm = 0",
     "fsm"},
    {"\"figures\": [" FIGURE("fsm", "MATCH (s:school WHERE coalesce(s.fsm, 1) > 0.2) "
                                    "RETURN count(*)") "], \"holds\": \"fsm = 4\"",
     "confirmed", "fsm = 4", NULL},
    {"\"needs\": [{\"what\": \"five schools\", \"match\": \"MATCH (s:school) RETURN "
     "count(*)\", \"least\": 5}], \"holds\": \"true\"",
     "cannot be decided", NULL, "five schools"},
    {"\"needs\": [{\"what\": \"a school\", \"match\": \"(s:school)\"}], \"holds\": "
     "\"true\"",
     "confirmed", NULL, NULL},
    {"\"figures\": [" FSM ", " FIGURE("more", "MATCH (s:school WHERE s.fsm < 1) RETURN "
                                              "count(*)") "], \"holds\": \"fsm = more\"",
     "cannot be decided", "fsm = 0; more = 0", "fsm"},
    {"\"figures\": [{\"name\": \"n\", \"measure\": \"degree\", \"column\": \"degree\","
     " \"node\": \"x\"}], \"holds\": \"n = 1\"",
     "cannot be decided", "n = NULL", "node x"},
    {"\"figures\": [{\"name\": \"n\", \"measure\": \"degree\", \"column\": \"degree\","
     " \"type\": \"trust\"}], \"holds\": \"n = 1\"",
     "cannot be decided", "n = NULL", "a node of type trust"},
    {"\"figures\": [" FIGURE("n", "MATCH (s:school WHERE s.status = 'academy') RETURN "
                                  "count(*)") "], \"options\": {\"during\": "
                                              "\"2014..2016\"}, \"holds\": \"n = 0\"",
     "cannot be decided", NULL,
     "\"status\" of \"hub\" has several values in that window: choose a day with at"},
    /* measures */
    {"\"figures\": [{\"name\": \"n\", \"measure\": \"degree\", \"column\": \"degree\","
     " \"node\": \"hub\"}, {\"name\": \"r\", \"measure\": \"degree\", \"column\": "
     "\"degree\", \"node\": \"s1\", \"rank\": true}], \"holds\": \"n = 3 AND r = 2\"",
     "confirmed", "n = 3; r = 2", NULL},
    {"\"figures\": [{\"name\": \"n\", \"measure\": \"degree\", \"column\": \"degree\","
     " \"type\": \"school\"}, {\"name\": \"r\", \"measure\": \"degree\", \"column\": "
     "\"degree\", \"type\": \"local_authority\", \"rank\": true}], \"holds\": \"n = 3\"",
     "confirmed", "n = 3; r = 5", NULL},
    {"\"figures\": [{\"name\": \"n\", \"measure\": \"degree\", \"column\": \"degree\","
     " \"node\": \"s1\", \"options\": {\"class\": \"all\"}}], \"holds\": \"n = 2\"",
     "confirmed", "n = 2", NULL},
    /* lists: each value once, in order; of nothing, no text */
    {"\"figures\": [{\"name\": \"who\", \"list\": true, \"match\": \"MATCH (s:school) "
     "RETURN s.name\"}], \"holds\": \"who = 'A, B'\"",
     "confirmed", "who = A, B", NULL},
    {"\"figures\": [{\"name\": \"who\", \"list\": true, \"match\": \"MATCH (t:trust) "
     "RETURN t\"}], \"holds\": \"who = ''\"",
     "confirmed", "who = ", NULL},
    /* options: of the figure over those of the claim; a window drops a day */
    {"\"options\": {\"at\": \"2016\"}, \"figures\": [" FIGURE(
         "n", "MATCH (s:school WHERE s.status = 'academy') RETURN count(*)") "], "
                                                                             "\"holds\": "
                                                                             "\"n = 1\"",
     "confirmed", "n = 1", NULL},
    {"\"options\": {\"at\": \"2016\"}, \"figures\": [{\"name\": \"n\", \"match\": "
     "\"MATCH (s:school WHERE s.status = 'academy') RETURN count(*)\", \"options\": "
     "{\"during\": \"2012..2014\"}}], \"holds\": \"n = 0\"",
     "confirmed", "n = 0", NULL}};

static void check_cell(const polity_table *of, const char *body, const char *column,
                       const char *expected)
{
    const char *said = polity_table_text(of, 0, (size_t)polity_table_find(of, column));
    MUST(expected ? said && !strcmp(said, expected) : !said, "%s\n%s is %s, not %s", body,
         column, said ? said : "none", expected ? expected : "none");
}

START_TEST(outcomes_are_those_of_the_conditions)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        polity_error err = POLITY_ERROR_INIT;
        polity_claims *claims = claims_of(rows[i].body, "");
        polity_table *made = NULL;
        MUST(!polity_claims_run(&made, NULL, claims, data, NULL, 0, NULL, &err), "%s\n%s",
             rows[i].body, err.message);
        MUST(!err.status, "an error was left behind: %s", err.message);
        check_cell(made, rows[i].body, "outcome", rows[i].outcome);
        check_cell(made, rows[i].body, "figures", rows[i].figures);
        check_cell(made, rows[i].body, "needs", rows[i].needs);
        polity_table_free(made);
        polity_claims_free(claims);
    }
}
END_TEST

/* --- evidence and expectations -------------------------------------------------------
 */

static void check_evidence(const char *shows, const char *expected)
{
    collected body = {NULL, 0, 0};
    polity_claims *claims;
    polity_table *made = NULL;
    collect(&body, "\"holds\": \"true\", \"shows\": \"", 27);
    collect(&body, shows, strlen(shows));
    collect(&body, "\"", 1);
    claims = claims_of(body.bytes, "");
    ck_assert(!polity_claims_run(&made, NULL, claims, data, NULL, 0, NULL, NULL));
    check_cell(made, shows, "evidence", expected);
    polity_table_free(made);
    polity_claims_free(claims);
    free(body.bytes);
}

START_TEST(evidence_lists_each_record_once)
{
    check_evidence("MATCH ()-[e:supports]->() RETURN e ORDER BY e.id",
                   "e1 [p: p. 1, 0.5] | e2 | e3");
    check_evidence("MATCH (a)-[e]->(b)-[f]->(c) RETURN e, f ORDER BY f.id",
                   "e1 [p: p. 1, 0.5] | e2 | e3");
    check_evidence("MATCH (s:school) RETURN s, s.name", NULL);
    check_evidence("(t:trust)", NULL);
}
END_TEST

static size_t differing(const polity_claims *claims, const polity_option *options,
                        size_t n)
{
    size_t differs = 99;
    polity_table *made = NULL;
    ck_assert(!polity_claims_run(&made, &differs, claims, data, options, n, NULL, NULL));
    polity_table_free(made);
    return differs;
}

START_TEST(expectations_are_those_that_are_named)
{
    static const polity_option two = {"expect", "two"}, none = {"expect", "nobody"};
    static const polity_option only[] = {{"claim", "d"}, {"expect", "two"}};
    polity_claims *claims = claims_of(
        "\"holds\": \"true\", \"expect\": {\"one\": \"confirmed\", \"two\": \"refuted\"}",
        ", {\"id\": \"d\", \"statement\": \"T\", \"holds\": \"false\", \"expect\": "
        "{\"two\": \"refuted\"}}, {\"id\": \"e\", \"statement\": \"U\", \"holds\": "
        "\"true\"}");
    ck_assert_uint_eq(differing(claims, NULL, 0), 0);
    ck_assert_uint_eq(differing(claims, &two, 1), 1);
    ck_assert_uint_eq(differing(claims, &none, 1), 0);
    ck_assert_uint_eq(differing(claims, only, 2), 0);
    polity_claims_free(claims);
}
END_TEST

/* --- what ends the run ---------------------------------------------------------------
 */

static const struct {
    const char *body;
    polity_status status;
    const char *message;
} faults[] = {
    {"\"figures\": [" FIGURE("n", "(s:shcool)") "], \"holds\": \"n = 1\"", POLITY_EQUERY,
     "claim \"c\": pattern: no node type is called \"shcool\"; did you mean"},
    {"\"holds\": \"ties = 1\"", POLITY_EQUERY,
     "claim \"c\": holds: no figure is called \"ties\""},
    {"\"holds\": \"3\"", POLITY_EQUERY, "claim \"c\": holds: expected a condition"},
    {"\"holds\": \"true\", \"shows\": \"(\"", POLITY_EQUERY, "claim \"c\": pattern: "},
    {"\"options\": {\"class\": \"x\"}, \"figures\": [" TIES "], \"holds\": \"true\"",
     POLITY_ENOTFOUND, "claim \"c\": no class is called \"x\""},
    {"\"options\": {\"clas\": \"x\"}, \"figures\": [" TIES "], \"holds\": \"true\"",
     POLITY_EARG, "claim \"c\": "}};

START_TEST(faults_name_the_claim)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        polity_error err = POLITY_ERROR_INIT;
        polity_claims *claims = claims_of(faults[i].body, "");
        polity_table *made = NULL;
        polity_status status =
            polity_claims_run(&made, NULL, claims, data, NULL, 0, NULL, &err);
        MUST(status == faults[i].status && err.status == (int32_t)status && !made,
             "%s\nends with %s: %s", faults[i].body, polity_status_name((int)status),
             err.message);
        MUST(!strncmp(err.message, faults[i].message, strlen(faults[i].message)),
             "%s\nsays %s", faults[i].body, err.message);
        polity_claims_free(claims);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("claims", set_up, tear_down, outcomes_are_those_of_the_conditions,
                     evidence_lists_each_record_once,
                     expectations_are_those_that_are_named, faults_name_the_claim);
}
