/* What records say of themselves: each row of attributes.def, of a record that states
 * everything and of one that states nothing. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "query/query.h"

static const struct {
    int record; /* QUERY_NODE, QUERY_TIE, QUERY_ACT, QUERY_ABSENCE */
    const char *name, *stated, *unstated;
} answers[] = {{QUERY_NODE, "id", "'s1'", "'s2'"},
               {QUERY_NODE, "type", "'school'", "'school'"},
               {QUERY_NODE, "name", "'First \xC3\xA9\"'", "NULL"},
               {QUERY_NODE, "scope", "'instance'", "'instance'"},
               {QUERY_NODE, "tier", "'school'", "'school'"},
               {QUERY_NODE, "tags", "['visited']", "[]"},
               {QUERY_NODE, "evidence", "1", "0"},
               {QUERY_NODE, "confidence", "NULL", "NULL"},
               {QUERY_TIE, "id", "'e1'", "'supports:s2>s1@'"},
               {QUERY_TIE, "kind", "'supports'", "'supports'"},
               {QUERY_TIE, "class", "'partnership'", "'partnership'"},
               {QUERY_TIE, "source", "'s1'", "'s2'"},
               {QUERY_TIE, "target", "'s2'", "'s1'"},
               {QUERY_TIE, "matter", "'standards'", "NULL"},
               {QUERY_TIE, "modality", "'practice'", "'practice'"},
               {QUERY_TIE, "strength", "3", "NULL"},
               {QUERY_TIE, "weight", "12", "NULL"},
               {QUERY_TIE, "length", "0.5", "NULL"},
               {QUERY_TIE, "valence", "2", "NULL"},
               {QUERY_TIE, "condition", "'half a day'", "NULL"},
               {QUERY_TIE, "ended", "'funding'", "NULL"},
               {QUERY_TIE, "rule", "'help'", "NULL"},
               {QUERY_TIE, "evidence", "1", "0"},
               {QUERY_TIE, "confidence", "0.9", "NULL"},
               {QUERY_ACT, "id", "'b1'", "'b2'"},
               {QUERY_ACT, "kind", "'brokers_support'", "'brokers_support'"},
               {QUERY_ACT, "class", "'brokerage'", "'brokerage'"},
               {QUERY_ACT, "broker", "'la-m'", "'la-m'"},
               {QUERY_ACT, "for", "'s2'", "'s1'"},
               {QUERY_ACT, "with", "'s1'", "'s2'"},
               {QUERY_ACT, "matter", "'standards'", "NULL"},
               {QUERY_ACT, "modality", "'practice'", "'practice'"},
               {QUERY_ACT, "outcome", "'running'", "NULL"},
               {QUERY_ACT, "valence", "1", "NULL"},
               {QUERY_ACT, "trigger", "'ofsted 3'", "NULL"},
               {QUERY_ACT, "own_service", "FALSE", "NULL"},
               {QUERY_ACT, "nominated_by", "['tsa-1']", "[]"},
               {QUERY_ACT, "approved_by", "[]", "[]"},
               {QUERY_ACT, "evidence", "1", "0"},
               {QUERY_ACT, "result", "'e1'", "NULL"},
               {QUERY_ACT, "confidence", "NULL", "NULL"},
               {QUERY_ABSENCE, "id", "'a1'", "'a2'"},
               {QUERY_ABSENCE, "what", "'contact'", "NULL"},
               {QUERY_ABSENCE, "kind", "'collaborates'", "NULL"},
               {QUERY_ABSENCE, "class", "'partnership'", "'context'"},
               {QUERY_ABSENCE, "source", "'t1'", "'s1'"},
               {QUERY_ABSENCE, "target", "'la-m'", "'s2'"},
               {QUERY_ABSENCE, "matter", "NULL", "NULL"},
               {QUERY_ABSENCE, "modality", "'practice'", "'practice'"},
               {QUERY_ABSENCE, "evidence", "1", "0"},
               {QUERY_ABSENCE, "confidence", "NULL", "NULL"}};

enum { ANSWERS = sizeof answers / sizeof *answers };

static const struct {
    int record;
    const char *name;
} attributes[] = {
#define ATTRIBUTE(record, name, field) {QUERY_##record, name},
#include "query/attributes.def"
#undef ATTRIBUTE
};

static const char bare[] =
    "{\"polity\": \"1.0\", \"edges\": [{\"kind\": \"supports\", \"source\": \"s2\","
    " \"target\": \"s1\"}], \"brokerages\": [{\"id\": \"b2\", \"kind\": "
    "\"brokers_support\","
    " \"broker\": \"la-m\", \"for\": \"s1\", \"with\": \"s2\"}],"
    " \"absences\": [{\"id\": \"a2\", \"source\": \"s1\", "
    "\"target\": \"s2\", \"class\": \"context\"}]}";

/* The record that states everything (0) or nothing (1). */
static query_value record_of(const polity_dataset *data, int type, int which)
{
    query_value made = {.type = (uint8_t)type};
    if (type == QUERY_TIE)
        made.as.tie = dataset_edge(data, which ? 2 : 0);
    else if (type == QUERY_ACT)
        made.as.act = dataset_brokerage(data, (size_t)which);
    else if (type == QUERY_ABSENCE)
        made.as.absence = dataset_absence(data, (size_t)which);
    else
        made.as.integer =
            dataset_node_at(data, dataset_find(data, which ? "s2" : "s1", 2));
    return made;
}

static void check_answer(const polity_dataset *data, size_t i, int which)
{
    query_scope scope = {
        .data = data,
        .variables = {{"r", (uint8_t)answers[i].record, VOCABULARY_NONE, 0}},
        .count = 1};
    query_run run = {.data = data};
    query_value value;
    query_fault fault;
    query compiled;
    buffer shown = {0};
    const char *gives = which ? answers[i].unstated : answers[i].stated;
    MUST(query_compile(&compiled, answers[i].name, &scope, 0, &fault), "%s: %s",
         answers[i].name, fault.message);
    run.variables[0] = record_of(data, answers[i].record, which);
    value = query_evaluate(&run, &compiled);
    query_write(data, &value, &shown);
    MUST(!strcmp(shown.bytes, gives), "%s is %s, not %s", answers[i].name, shown.bytes,
         gives);
    buffer_free(&shown);
    query_free(&compiled);
    query_run_free(&run);
}

START_TEST(every_attribute_gives_what_the_record_states)
{
    char *whole = whole_document();
    polity_dataset *data = dataset_of(whole, bare);
    ck_assert_ptr_nonnull(data);
    for (size_t row = 0; row < sizeof attributes / sizeof *attributes; row++) {
        size_t i = 0;
        while (i < ANSWERS && (answers[i].record != attributes[row].record ||
                               strcmp(answers[i].name, attributes[row].name) != 0))
            i++;
        MUST(i < ANSWERS, "%s has no known answer", attributes[row].name);
    }
    for (size_t i = 0; i < ANSWERS; i++)
        for (int which = 0; which < 2; which++)
            check_answer(data, i, which);
    polity_dataset_free(data);
    free(whole);
}
END_TEST

int main(void)
{
    return RUN_SUITE("query attributes", NULL, NULL,
                     every_attribute_gives_what_the_record_states);
}
