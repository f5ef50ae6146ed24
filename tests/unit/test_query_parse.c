/* What the parser makes of a text, and what it and the binding of names say is wrong. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "query/query.h"
#include "query/syntax.h"

/* --- trees -------------------------------------------------------------------------- */

static const char *const ops[] = {
    [SYNTAX_NAME] = "name",     [SYNTAX_MEMBER] = ".",
    [SYNTAX_CALL] = "call",     [SYNTAX_LIST] = "list",
    [SYNTAX_NOT] = "not",       [SYNTAX_AND] = "and",
    [SYNTAX_OR] = "or",         [SYNTAX_XOR] = "xor",
    [SYNTAX_EQUAL] = "=",       [SYNTAX_DIFFERENT] = "<>",
    [SYNTAX_LESS] = "<",        [SYNTAX_LESS_EQUAL] = "<=",
    [SYNTAX_GREATER] = ">",     [SYNTAX_GREATER_EQUAL] = ">=",
    [SYNTAX_IN] = "in",         [SYNTAX_BETWEEN] = "between",
    [SYNTAX_LIKE] = "like",     [SYNTAX_STARTS] = "starts",
    [SYNTAX_ENDS] = "ends",     [SYNTAX_CONTAINS] = "contains",
    [SYNTAX_IS_NULL] = "null?", [SYNTAX_IS_LABEL] = "is",
    [SYNTAX_ADD] = "+",         [SYNTAX_SUBTRACT] = "-",
    [SYNTAX_MULTIPLY] = "*",    [SYNTAX_DIVIDE] = "/",
    [SYNTAX_MODULO] = "%",      [SYNTAX_JOIN] = "||",
    [SYNTAX_NEGATE] = "neg"};

static void put_tree(const char *text, const syntax *s, const polity_dataset *data,
                     buffer *to)
{
    if (s->op == SYNTAX_CONSTANT) {
        query_write(data, &s->constant, to);
        return;
    }
    if (s->op == SYNTAX_NAME) {
        buffer_add(to, text + s->name, s->name_length);
        return;
    }
    buffer_print(to, "(%s", ops[s->op]);
    if (s->name_length)
        buffer_print(to, " :%.*s", (int)s->name_length, text + s->name);
    for (uint32_t i = 0; i < s->count; i++) {
        buffer_char(to, ' ');
        put_tree(text, s->parts[i], data, to);
    }
    buffer_char(to, ')');
}

static const struct {
    const char *text, *tree;
} trees[] = {
    /* how closely they bind */
    {"a OR b AND c", "(or a (and b c))"},
    {"a AND b OR c", "(or (and a b) c)"},
    {"a XOR b AND c OR d", "(or (xor a (and b c)) d)"},
    {"a OR b XOR c", "(or a (xor b c))"},
    {"NOT a AND b", "(and (not a) b)"},
    {"NOT NOT a = b", "(not (not (= a b)))"},
    {"NOT (a OR b)", "(not (or a b))"},
    {"a = b + c * -d", "(= a (+ b (* c (neg d))))"},
    {"a + b || c - d", "(- (|| (+ a b) c) d)"},
    {"a - b - c", "(- (- a b) c)"},
    {"a - (b - c)", "(- a (- b c))"},
    {"a / b * c % d", "(% (* (/ a b) c) d)"},
    {"-a.b.c", "(neg (. :c (. :b a)))"},
    {"- - 5", "5"},
    {"+-+5", "-5"},
    {"-5.5", "(neg 5.5)"},
    {"a -1", "(- a 1)"},
    {"a*-1", "(* a -1)"},
    /* chains are one node */
    {"a OR b OR c OR d", "(or a b c d)"},
    {"(a OR b) OR c", "(or (or a b) c)"},
    {"a AND b AND c", "(and a b c)"},
    {"a XOR b XOR c", "(xor a b c)"},
    /* comparisons */
    {"a <> b", "(<> a b)"},
    {"a<b", "(< a b)"},
    {"a<=b", "(<= a b)"},
    {"a>b", "(> a b)"},
    {"a>=b", "(>= a b)"},
    {"a IN (1, 2)", "(in a (list 1 2))"},
    {"a IN [1]", "(in a (list 1))"},
    {"a IN ()", "(in a (list))"},
    {"a IN (1)", "(in a (list 1))"},
    {"a IN ([1, 2])", "(in a (list 1 2))"},
    {"a IN b.c", "(in a (. :c b))"},
    {"a NOT IN (1)", "(not (in a (list 1)))"},
    {"a BETWEEN 1 AND 2 AND b", "(and (between a 1 2) b)"},
    {"a NOT BETWEEN b + 1 AND c", "(not (between a (+ b 1) c))"},
    {"a LIKE 'x%'", "(like a 'x%')"},
    {"a LIKE b ESCAPE '!'", "(like a b '!')"},
    {"a NOT LIKE 'x' OR b", "(or (not (like a 'x')) b)"},
    {"a STARTS WITH 'x'", "(starts a 'x')"},
    {"a NOT ENDS WITH 'x'", "(not (ends a 'x'))"},
    {"a CONTAINS b || 'x'", "(contains a (|| b 'x'))"},
    {"a IS NULL", "(null? a)"},
    {"a IS NOT NULL", "(not (null? a))"},
    {"a IS UNKNOWN", "(null? a)"},
    {"a IS school", "(is :school a)"},
    {"a IS NOT `NULL`", "(not (is :NULL a))"},
    /* literals */
    {"TRUE", "TRUE"},
    {"false", "FALSE"},
    {"Null", "NULL"},
    {"unknown", "NULL"},
    {"007", "7"},
    {"9223372036854775807", "9223372036854775807"},
    {"1.5e-3", "0.0015"},
    {"2E3", "2000"},
    {"'it''s'", "'it''s'"},
    {"\"it's \"\"so\"\"\"", "'it''s \"so\"'"},
    {"''", "''"},
    {"'\xC3\xA9\n'", "'\xC3\xA9\n'"},
    {"DATE '2014'", "DATE '2014-01-01'"},
    {"date \"2014-02-13\"", "DATE '2014-02-13'"},
    {"date('2014')", "(call :date '2014')"},
    {"date", "date"},
    {"[1, 'a', [2]]", "(list 1 'a' (list 2))"},
    {"(1, 2)", "(list 1 2)"},
    {"((1))", "1"},
    /* names */
    {"`a b`.`OR`", "(. :OR a b)"},
    {"a.and", "(. :and a)"},
    {"\xC3\xA9t\xC3\xA9.x_1", "(. :x_1 \xC3\xA9t\xC3\xA9)"},
    {"starts(a) = ends(b)", "(= (call :starts a) (call :ends b))"},
    {"with.id = for.id", "(= (. :id with) (. :id for))"},
    {"f()", "(call :f)"},
    {"f(a, g(b)).c", "(. :c (call :f a (call :g b)))"},
    /* keywords in any case, space of any sort */
    {"a or\tb\nAnd\r\nnOt c", "(or a (and b (not c)))"},
    {"a is Not nUll", "(not (null? a))"},
    {"a not between 1 and 2", "(not (between a 1 2))"},
    {"  a  ", "a"}};

START_TEST(texts_become_trees)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        arena memory = {0};
        buffer tree = {0};
        query_fault fault = {0};
        const syntax *s = syntax_parse(trees[i].text, &memory, &fault);
        MUST(s, "%s: %s", trees[i].text, fault.message);
        put_tree(trees[i].text, s, data, &tree);
        MUST(!strcmp(tree.bytes, trees[i].tree), "%s\nis %s\nnot %s", trees[i].text,
             tree.bytes, trees[i].tree);
        buffer_free(&tree);
        arena_free(&memory);
    }
    polity_dataset_free(data);
}
END_TEST

/* --- faults ------------------------------------------------------------------------- */

static const struct {
    const char *text;
    int column;
    const char *message;
} faults[] = {
    {"", 1, "expected an expression, found the end"},
    {"  ", 3, "expected an expression, found the end"},
    {"a AND", 6, "expected a value, found the end"},
    {"a b", 3, "expected AND, OR or the end, found \"b\""},
    {"'\xC3\xA9\xC3\xA9' = )", 8, "expected a value, found \")\""},
    {"(a", 3, "expected \",\" or \")\", found the end"},
    {"(1, 2", 6, "expected \",\" or \")\", found the end"},
    {"[1, 2)", 6, "expected \",\" or \"]\", found \")\""},
    {"[1, ]", 5, "expected a value, found \"]\""},
    {"f(a", 4, "expected \",\" or \")\", found the end"},
    {"a = 1 = 2", 7, "expected AND or OR (comparisons are not chained), found \"=\""},
    {"a == 1", 3, "\"==\" is no sign here; write \"=\""},
    {"a != 1", 3, "\"!=\" is no sign here; write \"<>\""},
    {"a @ 1", 3, "\"@\" has no meaning here"},
    {"a \x01", 3, "a control character"},
    {"a = 'x", 5, "the text that begins here has no closing '"},
    {"a = `x", 5, "the text that begins here has no closing `"},
    {"1a", 1, "a name may not begin with a digit"},
    {"9223372036854775808", 1, "the number is out of range"},
    {"1e999", 1, "the number is out of range"},
    {"a = DATE '2014-02-30'", 10, "expected a date: YYYY, YYYY-MM or YYYY-MM-DD"},
    {"a.1", 3, "expected a name, found \"1\""},
    {"a. = 1", 4, "expected a name, found \"=\""},
    {"a IS 'x'", 6, "expected NULL or the name of a type, kind or class, found 'x'"},
    {"a NOT 1", 7, "expected IN, BETWEEN, LIKE, STARTS, ENDS or CONTAINS, found \"1\""},
    {"a STARTS 'x'", 10, "expected WITH, found 'x'"},
    {"a BETWEEN 1 OR 2", 13, "expected AND, found \"OR\""},
    {"a AND OR b", 7, "expected a value, found \"OR\""},
    {"\xFF", 1, "not well-formed UTF-8"},
    {"a = '\xC3'", 6, "not well-formed UTF-8"},
    /* names and types, in the scope of a node n */
    {"naem = 'x'", 1, "nothing is called \"naem\"; did you mean \"name\"?"},
    {"x_a = 1", 1,
     "\"x_a\" is kept as it came and has no type: declare it in the vocabulary to ask "
     "for "
     "it"},
    {"'\xC3\xA9' = n.nmae", 9, "nothing is called \"nmae\"; did you mean \"name\"?"},
    {"lowr(name) = 'x'", 1, "no function is called \"lowr\"; did you mean \"lower\"?"},
    {"lower() = 'x'", 1, "lower() takes 1 argument, not 0"},
    {"coalesce(1) = 1", 1, "coalesce() takes 2 or more arguments, not 1"},
    {"year(name) = 1", 6, "expected a date; this is text"},
    {"n IS shool", 6, "no node type is called \"shool\"; did you mean \"school\"?"},
    {"name IS school", 1, "IS with a name asks what a record is; this is text"},
    {"status = 'acadmy'", 10,
     "\"acadmy\" is no level of \"status\", which has 4 from \"maintained\" to "
     "\"other\"; "
     "did you mean \"academy\"?"},
    {"type = 'shool'", 8, "no node type is called \"shool\"; did you mean \"school\"?"},
    {"status > 'academy'", 1, "status has no order: only = and <> compare it"},
    {"status = 2", 1, "status has no ranks: compare it with one of its names"},
    {"ofsted = 5", 10,
     "5 is no rank of \"ofsted\", which has 1 (\"outstanding\") to 4 (\"inadequate\")"},
    {"ofsted = -1", 10,
     "-1 is no rank of \"ofsted\", which has 1 (\"outstanding\") to 4 (\"inadequate\")"},
    {"starts(n) > '2014-13'", 13,
     "a date is compared with a date: YYYY, YYYY-MM or YYYY-MM-DD"},
    {"tags = 'x'", 1, "a single value is compared with several: write value IN list"},
    {"tags.id = 'x'", 1,
     "\"tags\" takes several values at once: it leads to no one record"},
    {"name.id = 'x'", 1, "text has no properties: a record or a reference is needed"},
    {"name", 1, "expected a condition, TRUE or FALSE; this is text"},
    {"[]", 1, "expected a condition, TRUE or FALSE; this is a list of NULL"},
    {"NOT []", 5, "expected a condition, TRUE or FALSE; this is a list of NULL"},
    {"[] + 1 > 0", 1, "expected a number; this is a list of NULL"},
    {"coalesce(la, 'x').name = 'y'", 1,
     "text has no properties: a record or a reference is needed"},
    {"coalesce(NULL, la, 5).name = 'y'", 1,
     "a node cannot be compared with a whole number"},
    {"coalesce(ofsted, 5) = 1", 18,
     "5 is no rank of \"ofsted\", which has 1 (\"outstanding\") to 4 (\"inadequate\")"},
    {"floor(coalesce(1, ofsted)) = 1", 7,
     "one result cannot be a whole number and ofsted: make them of one type"},
    {"degree(n) > 1", 1, "degree() is known only where a view is selected, not in data"}};

static const char *fault_of(query_fault *fault, const query_scope *scope,
                            const char *text)
{
    query compiled;
    if (!query_compile(&compiled, text, scope, 1, fault))
        return fault->message;
    query_free(&compiled);
    return "none";
}

START_TEST(faults_are_told_with_their_column)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    query_scope scope = {data, {{"n", QUERY_NODE, VOCABULARY_NONE}}, 1, 0, 0};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        query_fault fault = {0};
        const char *message = fault_of(&fault, &scope, faults[i].text);
        MUST(!strcmp(message, faults[i].message), "%s\nsays %s\nnot  %s", faults[i].text,
             message, faults[i].message);
        MUST(query_fault_column(&fault, faults[i].text) == faults[i].column,
             "%s\nat %d, not %d", faults[i].text,
             (int)query_fault_column(&fault, faults[i].text), faults[i].column);
    }
    polity_dataset_free(data);
}
END_TEST

/* An option's fault: one line, the text, a caret under the code point. */
START_TEST(a_caret_shows_the_place)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"a = 1 )", "  a = 1 )\n        ^"},
        {"'\xC3\xA9\xC3\xA9' = nmae", "  '\xC3\xA9\xC3\xA9' = nmae\n         ^~~~"},
        {"a\n= nmae AND\nb", "  = nmae AND\n    ^~~~"},
        {"\tnmae", "   nmae\n   ^~~~"}};
    polity_dataset *data = dataset_of(NULL, NULL);
    query_scope scope = {data, {{"a", QUERY_NODE, VOCABULARY_NONE}}, 1, -1, 0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        query_fault fault = {0};
        char shown[QUERY_SHOWN];
        fault_of(&fault, &scope, rows[i].text);
        query_fault_show(&fault, rows[i].text, shown);
        MUST(!strcmp(shown, rows[i].shown), "%s\nis shown as\n%s", rows[i].text, shown);
    }
    polity_dataset_free(data);
}
END_TEST

/* --- limits ------------------------------------------------------------------------- */

/* `open` so many times, `inner`, `close` so many times. */
static char *nested(const char *open, const char *inner, const char *close, int times)
{
    collected to = {NULL, 0, 0};
    for (int i = 0; i < times; i++)
        collect(&to, open, strlen(open));
    collect(&to, inner, strlen(inner));
    for (int i = 0; i < times; i++)
        collect(&to, close, strlen(close));
    return to.bytes;
}

static void check_nested(const char *open, const char *inner, const char *close,
                         int times, const char *message)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    query_scope scope = {data, {{"n", QUERY_NODE, VOCABULARY_NONE}}, 1, 0, 0};
    query_fault fault = {0};
    char *text = nested(open, inner, close, times);
    const char *said = fault_of(&fault, &scope, text);
    MUST(!strcmp(said, message), "%d of %s: %s", times, open, said);
    free(text);
    polity_dataset_free(data);
}

START_TEST(what_is_too_deep_is_refused)
{
    static const char deep[] = "nested more than 200 deep",
                      tall[] = "more than 1000 operators within each other";
    check_nested("(", "TRUE", ")", 200, "none");
    check_nested("(", "TRUE", ")", 201, deep);
    check_nested("(", "TRUE", ")", 30000, deep);
    check_nested("[", "1", "]", 30000, deep);
    check_nested("(1, ", "1", ")", 10000, deep);
    check_nested("1 IN (", "1", ")", 9000, deep);
    check_nested("abs(", "1", ")", 12000, deep);
    check_nested("NOT ", "TRUE", "", 200, "none");
    check_nested("NOT ", "TRUE", "", 16000, deep);
    check_nested("-", "n.id", "", 60000, deep);
    check_nested("+", "1 = 1", "", 60000, "none");
    check_nested("", "1", "+1", 30000, tall);
    check_nested("", "1", "*1", 30000, tall);
    check_nested("", "n", ".n", 30000, tall);
    check_nested("(", "1", "+1*1)", 10000, deep);
    check_nested("", "1 = 1", "+1", 990, "none");
    check_nested("(", "TRUE", ") AND TRUE", 199, "none");
}
END_TEST

START_TEST(long_chains_and_texts_have_an_end)
{
    check_nested("", "TRUE", " OR TRUE", 8000, "none");
    check_nested("TRUE AND ", "1 IN (1", ",1)", 1, "none");
    check_nested("", "TRUE", " OR TRUE", 9000, "the text is longer than 65535 bytes");
}
END_TEST

int main(void)
{
    return RUN_SUITE("query parse", NULL, NULL, texts_become_trees,
                     faults_are_told_with_their_column, a_caret_shows_the_place,
                     what_is_too_deep_is_refused, long_chains_and_texts_have_an_end);
}
