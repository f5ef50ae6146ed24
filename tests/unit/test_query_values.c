/* What expressions give: against a second evaluator (support/plain.h) on random data at
 * random days and windows; patterns, numbers at their ends, and each function's answer.
 */
#include <check.h>
#include <float.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/plain_conditions.h"
#include "../support/suite.h"
#include "query/functions.h"
#include "query/query.h"

static int32_t first_day(void)
{
    int32_t day;
    ck_assert_int_eq(date_read("2010-01-01", 10, &day), DATE_DAY);
    return day;
}

/* --- random conditions -------------------------------------------------------------- */

static query_ties ties; /* of the world */
static const char *const names[] = {"n", "m"};
static plain_text document; /* shown if POLITY_SHOWN is set and something differs */

static polity_dataset *world_data(const plain_world *w, plain_text *to)
{
    polity_dataset *data;
    to->length = 0;
    plain_put_world(to, w);
    plain_put(to, "}");
    data = dataset_of(to->bytes, NULL);
    MUST(data && !polity_dataset_check(data, NULL, NULL), "the world is at fault");
    return data;
}

static void ask(const query *compiled, const plain_expression *x, const plain_world *w,
                plain_dice *dice, const char *text)
{
    plain_question q = {.world = w, .dated = plain_roll(dice, 4) > 0};
    query_run run = {.data = compiled->data, .dated = q.dated, .ties = &ties};
    int is, expected;
    q.from = plain_roll(dice, PLAIN_DAYS + 4) - 2;
    q.to = q.from + (plain_roll(dice, 3) ? 1 : 1 + plain_roll(dice, 6));
    run.from = first_day() + q.from;
    run.to = first_day() + q.to;
    for (int i = 0; i < 2; i++) {
        q.variables[i] = plain_roll(dice, w->count);
        run.variables[i] =
            (query_value){.type = QUERY_NODE, .as.integer = q.variables[i]};
    }
    expected = plain_test(&q, x);
    is = query_test(&run, compiled);
    if (is != expected && getenv("POLITY_SHOWN"))
        fprintf(stderr, "%s\n", document.bytes);
    MUST(is == expected && (!run.several || q.several) && !run.no_memory,
         "%s\nof n%d, n%d in %d..%d (dated %d) is %d, not %d", text, q.variables[0],
         q.variables[1], q.from, q.to, q.dated, expected, is);
    query_run_free(&run);
}

START_TEST(conditions_are_what_a_plain_reading_gives)
{
    static plain_dice dice;
    static plain_text text;
    static plain_world world;
    for (int round = 0; round < 60; round++) {
        polity_dataset *data;
        plain_writer writer = {&text, &dice, &world, names, 1, 0};
        query_scope scope = {.count = 2, .bare = 0};
        dice.state = 77 + (uint64_t)round;
        dice.variables = 2;
        plain_random_world(&dice, &world, PLAIN_NODES);
        scope.data = data = world_data(&world, &document);
        ck_assert(query_ties_make(&ties, data));
        for (int i = 0; i < 2; i++)
            scope.variables[i] = (query_variable){names[i], QUERY_NODE, VOCABULARY_NONE};
        for (int i = 0; i < 150; i++) {
            plain_expression *x;
            query compiled;
            query_fault fault;
            dice.used = 0;
            text.length = 0;
            x = plain_condition(&dice, 1 + plain_roll(&dice, 4));
            plain_write(&writer, x, 0);
            MUST(query_compile(&compiled, text.bytes, &scope, 1, &fault), "%s\n%d: %s",
                 text.bytes, (int)fault.at, fault.message);
            for (int k = 0; k < 8; k++)
                ask(&compiled, x, &world, &dice, text.bytes);
            query_free(&compiled);
        }
        query_ties_free(&ties);
        polity_dataset_free(data);
    }
}
END_TEST

/* --- patterns ----------------------------------------------------------------------- */

START_TEST(like_is_what_recursion_gives)
{
    static const char *const letters[] = {"a", "b", "%", "_", "\xC3\xA9"};
    static plain_dice dice = {.state = 5};
    for (int i = 0; i < 200000; i++) {
        char part[3][40] = {"", "", ""};
        uint32_t escape[40];
        int expected, is;
        for (int k = 0; k < 3; k++)
            for (int n = plain_roll(&dice, k == 2 ? 2 : k ? 7 : 10); n > 0; n--)
                strcat(part[k], letters[plain_roll(&dice, 5)]);
        plain_points(part[2], escape);
        expected = plain_like(part[0], part[1], part[2]);
        is = query_like(part[0], strlen(part[0]), part[1], strlen(part[1]), escape[0]);
        MUST(is == expected, "'%s' LIKE '%s' ESCAPE '%s' is %d", part[0], part[1],
             part[2], expected);
    }
}
END_TEST

START_TEST(a_hard_pattern_is_no_trap)
{
    char text[4001], pattern[101];
    memset(text, 'a', 4000);
    text[4000] = '\0';
    for (int i = 0; i < 50; i++)
        memcpy(pattern + i * 2, "%a", 2);
    pattern[100] = '\0';
    ck_assert(query_like(text, 4000, pattern, 100, 0));
    pattern[99] = 'b';
    ck_assert(!query_like(text, 4000, pattern, 100, 0));
}
END_TEST

/* --- numbers at their ends ---------------------------------------------------------- */

START_TEST(numbers_are_ordered_without_losing_digits)
{
    static const int64_t wholes[] = {INT64_MIN,
                                     INT64_MIN + 1,
                                     -1,
                                     0,
                                     1,
                                     (1LL << 53) - 1,
                                     1LL << 53,
                                     (1LL << 53) + 1,
                                     INT64_MAX - 1024,
                                     INT64_MAX - 1,
                                     INT64_MAX};
    static const double reals[] = {-DBL_MAX, -0x1p63, -1.5,    -1,     -0.5,
                                   -0.0,     0,       0.5,     0x1p53, 0x1p62,
                                   0x1p63,   DBL_MAX, DBL_MIN, 1,      0x1p53 + 2};
    enum {
        WHOLES = sizeof wholes / sizeof *wholes,
        REALS = sizeof reals / sizeof *reals
    };
    polity_dataset *data = dataset_of(NULL, NULL);
    for (int i = 0; i < WHOLES + REALS; i++)
        for (int k = 0; k < WHOLES + REALS; k++) {
            query_value v[2];
            long double size[2];
            int order;
            for (int side = 0; side < 2; side++) {
                int at = side ? k : i;
                v[side] = at < WHOLES ? query_integer(wholes[at])
                                      : (query_value){.type = QUERY_REAL,
                                                      .as.real = reals[at - WHOLES]};
                size[side] = at < WHOLES ? (long double)wholes[at]
                                         : (long double)reals[at - WHOLES];
            }
            MUST(query_compare(data, &v[0], &v[1], &order) &&
                     (order > 0) - (order < 0) == plain_sign(size[0], size[1]),
                 "%.0Lf and %.0Lf: %d", size[0], size[1], order);
        }
    polity_dataset_free(data);
}
END_TEST

/* --- functions ---------------------------------------------------------------------- */

static const char school[] =
    "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"la\", \"type\": \"local_authority\"},"
    " {\"id\": \"s\", \"type\": \"school\", \"name\": \" \\u00c9cole \","
    "  \"ids\": {\"urn\": \"100\"}, \"valid\": {\"from\": \"2011-09\", \"to\": \"2030\"},"
    "  \"tags\": [\"a\", \"b\"], \"properties\": {\"la\": \"la\"}}],"
    " \"edges\": [{\"id\": \"e\", \"kind\": \"monitors\", \"source\": \"la\", \"target\":"
    "  \"s\", \"valid\": {\"from\": \"2014-02-13\", \"to\": \"2020\"}},"
    "  {\"kind\": \"collaborates\", \"source\": \"s\", \"target\": \"la\"}]}";

/* By function, in any order; several may ask the same one. */
static const struct {
    const char *function, *text, *gives;
} answers[] = {
    {"type", "type(s)", "'school'"},
    {"kind", "kind(e)", "'monitors'"},
    {"class", "class(e)", "'steering'"},
    {"degree", "degree(s)", "7"},
    {"degree_in", "degree_in(s)", "5"},
    {"degree_out", "degree_out(la)", "20"},
    {"tied", "tied(la, s, 'monitors')", "TRUE"},
    {"tied", "tied(s, la, 'monitors')", "FALSE"},
    {"tied", "tied(s, la, 'partnership')", "TRUE"},
    {"tied", "tied(la, s, 'collaborates')", "TRUE"},
    {"ties_in", "ties_in(s, 'steering')", "1"},
    {"ties_in", "ties_in(s, 'partnership')", "1"},
    {"ties_out", "ties_out(s, 'monitors')", "0"},
    {"identifier", "identifier(s, 'urn')", "'100'"},
    {"identifier", "identifier(s, 'uid')", "NULL"},
    {"starts", "starts(s)", "DATE '2011-09-01'"},
    {"starts", "starts(la)", "NULL"},
    {"starts", "starts(e)", "DATE '2014-02-13'"},
    {"ends", "ends(la)", "NULL"},
    {"ends", "ends(s)", "DATE '2030-01-01'"},
    {"ends", "ends(e)", "DATE '2020-01-01'"},
    {"at", "at()", "DATE '2015-03-09'"},
    {"date", "date('2016-02')", "DATE '2016-02-01'"},
    {"date", "date('2015-02-29')", "NULL"},
    {"date", "date('?')", "NULL"},
    {"year", "year(DATE '0007-12-31')", "7"},
    {"month", "month(at())", "3"},
    {"day", "day(at())", "9"},
    {"days", "days(DATE '2015-03-01', at())", "8"},
    {"days", "days(at(), DATE '2014-03-09')", "-365"},
    {"lower", "lower('ABZ\xC3\x89\xC3\x97\xC3\x9F')", "'abz\xC3\xA9\xC3\x97\xC3\x9F'"},
    {"upper", "upper('abz\xC3\xA9\xC3\xB7\xC3\xBF')", "'ABZ\xC3\x89\xC3\xB7\xC3\xBF'"},
    {"upper", "upper(s)", "'S'"},
    {"trim", "trim(s.name)",
     "'\xC3\x89"
     "cole'"},
    {"trim", "trim('   ')", "''"},
    {"length", "length('\xC3\xA9t\xC3\xA9')", "3"},
    {"length", "length(NULL)", "NULL"},
    {"substring", "substring('\xC3\xA9t\xC3\xA9s', 2)", "'t\xC3\xA9s'"},
    {"substring", "substring('\xC3\xA9t\xC3\xA9s', 2, 2)", "'t\xC3\xA9'"},
    {"substring", "substring('abc', 0, 2)", "'a'"},
    {"substring", "substring('abc', -5)", "'abc'"},
    {"substring", "substring('abc', 9)", "''"},
    {"substring", "substring('abc', 2, -1)", "''"},
    {"substring", "substring('abc', -9223372036854775807 - 1, 9223372036854775806)",
     "''"},
    {"substring", "substring('abc', -9223372036854775807 - 1, -9223372036854775807)",
     "''"},
    {"substring", "substring('abc', 9223372036854775807)", "''"},
    {"replace", "replace('aaa', 'aa', 'b')", "'ba'"},
    {"replace", "replace('abc', '', 'x')", "'abc'"},
    {"replace", "replace('abc', 'b', '')", "'ac'"},
    {"replace", "replace('abc', 'abc', '')", "''"},
    {"abs", "abs(-3)", "3"},
    {"abs", "abs(-2.5)", "2.5"},
    {"abs", "abs(-9223372036854775807 - 1)", "NULL"},
    {"floor", "floor(-2.5)", "-3"},
    {"floor", "floor(1e19)", "NULL"},
    {"ceil", "ceil(-2.5)", "-2"},
    {"round", "round(2.5)", "3"},
    {"round", "round(-2.5)", "-3"},
    {"round", "round(7)", "7"},
    {"nodes", "nodes(p)", "['la', 's']"},
    {"edges", "edges(p)", "[a tie]"},
    {"path_length", "path_length(p)", "1"},
    {"size", "size(s.tags)", "2"},
    {"size", "size([])", "0"},
    {"coalesce", "coalesce(NULL, s.la, 'x')", "'la'"},
    {"coalesce", "coalesce(la.la, NULL)", "NULL"},
    {"coalesce", "coalesce(1, 2.5)", "1"},
    {"coalesce", "coalesce(la.la, s.la).id", "'la'"}};

/* The value of an expression as it is written. */
static void check_answer(const query_scope *scope, query_run *run, const char *text,
                         const char *gives)
{
    query compiled;
    query_fault fault;
    query_value value;
    buffer shown = {0};
    MUST(query_compile(&compiled, text, scope, 0, &fault), "%s: %s", text, fault.message);
    value = query_evaluate(run, &compiled);
    query_write(scope->data, &value, &shown);
    MUST(!strcmp(shown.bytes, gives), "%s is %s, not %s", text, gives, shown.bytes);
    buffer_free(&shown);
    query_free(&compiled);
}

static void answer_all(void)
{
    static const uint32_t degrees[3][2] = {{4, 5}, {20, 6}, {24, 7}};
    query_value path[3];
    polity_dataset *data = dataset_of(school, NULL);
    query_scope scope = {.data = data,
                         .variables = {{"la", QUERY_NODE, VOCABULARY_NONE},
                                       {"s", QUERY_NODE, VOCABULARY_NONE},
                                       {"e", QUERY_TIE, 0},
                                       {"p", QUERY_PATH, 0}},
                         .count = 4,
                         .bare = -1,
                         .views = 1};
    query_run run = {.data = data,
                     .dated = 1,
                     .degree = {degrees[0], degrees[1], degrees[2]},
                     .ties = &ties,
                     .variables = {{.type = QUERY_NODE, .as.integer = 0},
                                   {.type = QUERY_NODE, .as.integer = 1},
                                   {.type = QUERY_TIE}}};
    ck_assert(query_ties_make(&ties, data));
    run.variables[2].as.tie = dataset_edge(data, 0);
    for (int i = 0; i < 3; i++)
        path[i] = run.variables[i == 1 ? 2 : i / 2];
    run.variables[3] = (query_value){.type = QUERY_PATH, .length = 3, .as.items = path};
    date_read("2015-03-09", 10, &run.from);
    run.to = run.from + 1;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        check_answer(&scope, &run, answers[i].text, answers[i].gives);
    query_run_free(&run);
    query_ties_free(&ties);
    polity_dataset_free(data);
}

START_TEST(every_function_gives_what_is_known)
{
    const function *row;
    for (size_t i = 0; (row = function_at(i)); i++) {
        size_t found = 0;
        while (found < sizeof answers / sizeof *answers &&
               strcmp(answers[found].function, row->name) != 0)
            found++;
        MUST(found < sizeof answers / sizeof *answers, "%s() has no known answer",
             row->name);
    }
    answer_all();
}
END_TEST

/* --- bounds ------------------------------------------------------------------------- */

START_TEST(texts_do_not_grow_without_bound)
{
    char text[600] = "'aa'";
    polity_dataset *data = dataset_of(NULL, NULL);
    query_scope scope = {.data = data, .bare = -1};
    query_run run = {.data = data};
    for (int i = 0; i < 24; i++) { /* 2^25 bytes */
        char longer[600];
        snprintf(longer, sizeof longer, "replace(%.500s,'a','aa')", text);
        memcpy(text, longer, sizeof text);
    }
    check_answer(&scope, &run, text, "NULL");
    query_run_free(&run);
    polity_dataset_free(data);
}
END_TEST

int main(void)
{
    return RUN_SUITE("query values", NULL, NULL,
                     conditions_are_what_a_plain_reading_gives,
                     like_is_what_recursion_gives, a_hard_pattern_is_no_trap,
                     numbers_are_ordered_without_losing_digits,
                     every_function_gives_what_is_known, texts_do_not_grow_without_bound);
}
