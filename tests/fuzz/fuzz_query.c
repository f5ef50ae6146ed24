/* Any text as a condition: it is refused with a place in it, or compiled; then it is
 * evaluated for a few records at days, in windows and at all dates, the same each time,
 * and says on which days it may change. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

#include "base/alloc.h"
#include "query/query.h"

static const char document[] =
    "{\"polity\": \"1.0\", \"vocabulary\": {\"properties\": ["
    "{\"name\": \"k\", \"type\": \"integer\"}, {\"name\": \"r\", \"type\": \"real\"},"
    "{\"name\": \"t\", \"type\": \"text\"}, {\"name\": \"f\", \"type\": \"boolean\"},"
    "{\"name\": \"day\", \"type\": \"date\"}, {\"name\": \"many\", \"type\": \"text\","
    " \"many\": true}]}, \"nodes\": ["
    "{\"id\": \"la\", \"type\": \"local_authority\"},"
    "{\"id\": \"s\", \"type\": \"school\", \"name\": \"\\u00c9cole %_\", \"valid\":"
    " {\"from\": \"2011\", \"to\": \"?\"}, \"tags\": [\"a\"], \"properties\": {\"la\": "
    "\"la\","
    " \"k\": [{\"value\": 9223372036854775807, \"to\": \"2014\"}, {\"value\": -1, "
    "\"from\":"
    " \"2014\", \"to\": \"?\"}], \"r\": 1e308, \"t\": \"it's\", \"f\": true, \"day\":"
    " \"2014-02-28\", \"many\": [\"x\", \"y\"], \"status\": [{\"value\": \"maintained\"},"
    " {\"value\": \"academy\", \"from\": \"2013\"}], \"ofsted\": 3}},"
    "{\"id\": \"t\", \"type\": \"trust\"}],"
    " \"edges\": [{\"kind\": \"monitors\", \"source\": \"la\", \"target\": \"s\", "
    "\"weight\":"
    " 2, \"strength\": 3}, {\"kind\": \"collaborates\", \"source\": \"s\", \"target\": "
    "\"t\"}],"
    " \"brokerages\": [{\"id\": \"b\", \"kind\": \"brokers_support\", \"broker\": \"la\","
    " \"for\": \"s\", \"with\": \"t\", \"nominated_by\": [\"t\"]}]}";

static polity_dataset *data;
static query_ties ties;

static void begin(void)
{
    if (data)
        return;
    if (polity_dataset_new(&data, NULL) ||
        polity_dataset_read_bytes(data, "fuzz", document, sizeof document - 1, NULL, NULL,
                                  NULL) ||
        !query_ties_make(&ties, data))
        abort();
}

static query_scope scope_of(int which)
{
    query_scope scope = {data, {{"n", QUERY_NODE, VOCABULARY_NONE}}, 1, 0, 1};
    if (which == 1) {
        scope.variables[0] = (query_variable){"e", QUERY_TIE, VOCABULARY_NONE};
        scope.variables[1] = (query_variable){"source", QUERY_NODE, VOCABULARY_NONE};
        scope.variables[2] = (query_variable){"target", QUERY_NODE, VOCABULARY_NONE};
        scope.count = 3;
    } else if (which == 2) {
        scope.variables[0] = (query_variable){"this", QUERY_ACT, VOCABULARY_NONE};
    }
    return scope;
}

static void bind_records(query_run *run, int which, int turn)
{
    for (int i = 0; i < 3; i++)
        run->variables[i] =
            (query_value){.type = QUERY_NODE, .as.integer = (turn + i) % 3};
    if (which == 1)
        run->variables[0] = (query_value){.type = QUERY_TIE,
                                          .as.tie = dataset_edge(data, (size_t)turn % 2)};
    else if (which == 2)
        run->variables[0] =
            (query_value){.type = QUERY_ACT, .as.act = dataset_brokerage(data, 0)};
}

static void evaluate(const query *of, int which)
{
    static const uint32_t degrees[3] = {1, 0, 2};
    query_days days = {NULL, 0, 0};
    buffer one = {0}, other = {0};
    for (int turn = 0; turn < 6; turn++) {
        query_run run = {.data = data,
                         .dated = turn < 5,
                         .from = 14000 + turn * 500,
                         .degree = {degrees, degrees, degrees},
                         .ties = turn == 4 ? NULL : &ties};
        query_value value;
        run.to = run.from + (turn == 3 ? 900 : 1);
        bind_records(&run, which, turn);
        value = query_evaluate(&run, of);
        query_write(data, &value, &one);
        value = query_evaluate(&run, of);
        query_write(data, &value, &other);
        for (size_t i = 0; i < query_parts(of); i++) {
            uint32_t left, right;
            if (!query_part_is_join(of, i, &left, &right))
                continue;
            value = query_part_side(&run, of, i, left);
            query_write(data, &value, &one);
            value = query_part_side(&run, of, i, left);
            query_write(data, &value, &other);
        }
        if (!query_changes(&run, of, 7, DATE_MIN, DATE_MAX, &days))
            abort();
        query_run_free(&run);
    }
    if (one.length != other.length || memcmp(one.bytes, other.bytes, one.length) != 0)
        abort();
    buffer_free(&one);
    buffer_free(&other);
    memory_free(days.days);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = malloc(n + 1);
    begin();
    if (!text)
        return 0;
    memcpy(text, bytes ? (const void *)bytes : "", n);
    text[n] = '\0';
    for (int which = 0; which < 3; which++) {
        query_scope scope = scope_of(which);
        query_fault fault;
        query compiled;
        char shown[QUERY_SHOWN];
        if (query_compile(&compiled, text, &scope, n % 2 == 0, &fault)) {
            evaluate(&compiled, which);
            query_free(&compiled);
            continue;
        }
        query_fault_show(&fault, text, shown);
        if (!fault.id || fault.at > strlen(text) || !*fault.message ||
            query_fault_column(&fault, text) < 1 || !strchr(shown, '^'))
            abort();
    }
    free(text);
    return 0;
}
