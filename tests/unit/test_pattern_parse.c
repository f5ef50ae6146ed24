/* What the parser makes of a pattern, and what it and the binding of names refuse. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "query/pattern.h"

/* --- trees -------------------------------------------------------------------------- */

static void put_name(const char *text, const pattern_part *part, buffer *to)
{
    buffer_add(to, text + part->name, part->name_length);
    if (part->label)
        buffer_char(to, ':');
    if (part->where)
        buffer_char(to, '?');
}

/* Nodes in round brackets, edges in square ones between the ways they may run, groups in
 * braces with their turns. */
static void put_parts(const char *text, const pattern_part *parts, size_t count,
                      buffer *to)
{
    for (size_t i = 0; i < count; i++) {
        const pattern_part *p = &parts[i];
        if (p->type == PATTERN_GROUP) {
            buffer_char(to, '{');
            put_parts(text, p->of, p->count, to);
            buffer_print(to, "%s %u..", p->optional ? " or none" : "", p->least);
            if (p->most != UINT32_MAX)
                buffer_print(to, "%u", p->most);
            buffer_text(to, p->where ? "}?" : "}");
            continue;
        }
        if (p->type == PATTERN_EDGE)
            buffer_print(to, "%s%s[", p->ways & WAY_LEFT ? "<" : "",
                         p->ways & WAY_NONE ? "~" : "");
        else
            buffer_char(to, '(');
        put_name(text, p, to);
        if (p->type == PATTERN_EDGE)
            buffer_print(to, "]%s", p->ways & WAY_RIGHT ? ">" : "");
        else
            buffer_char(to, ')');
    }
}

static void put_path(const char *text, const pattern_path *path, buffer *to)
{
    static const char *const modes[] = {"", "trail ", "acyclic ", "simple "};
    if (path->name_length) {
        buffer_add(to, text + path->name, path->name_length);
        buffer_text(to, " = ");
    }
    if (path->select == SELECT_ALL_SHORTEST)
        buffer_text(to, "all shortest ");
    else if (path->select == SELECT_SHORTEST)
        buffer_print(to, "shortest %u ", path->k);
    buffer_text(to, modes[path->mode]);
    put_parts(text, path->parts, path->count, to);
}

static void put_pattern(const pattern *of, buffer *to)
{
    const char *text = of->query.text;
    for (size_t i = 0; i < of->match_count; i++) {
        const pattern_match *match = &of->matches[i];
        buffer_text(to, i ? " | " : "");
        buffer_text(to, match->optional ? "optional " : "");
        buffer_text(to, match->repeatable ? "repeatable " : "");
        for (size_t k = 0; k < match->count; k++) {
            buffer_text(to, k ? ", " : "");
            put_path(text, &match->paths[k], to);
        }
        buffer_text(to, match->where || match->also ? " where" : "");
    }
    buffer_text(to, of->filter ? " filter" : "");
    if (!of->returns)
        return;
    buffer_print(to, " return %s%zu", of->distinct ? "distinct " : "", of->item_count);
    buffer_text(to, of->having ? " having" : "");
    for (size_t i = 0; i < of->order_count; i++)
        buffer_print(to, " %s%s", of->order[i].falling ? "falling" : "rising",
                     of->order[i].nulls_stated ? " nulls" : "");
    if (of->offset)
        buffer_print(to, " from %llu", (unsigned long long)of->offset);
    if (of->limit != UINT64_MAX)
        buffer_print(to, " most %llu", (unsigned long long)of->limit);
}

static const struct {
    const char *text, *tree;
} trees[] = {
    /* nodes */
    {"()", "()"},
    {"(a)", "(a)"},
    {"MATCH (a:school)", "(a:)"},
    {"(a IS school|trust&!school)", "(a:)"},
    {"(:%)", "(:)"},
    {"({phase: 'primary'})", "(?)"},
    {"(a:school {phase: 'primary', name: 'x'} WHERE a.ofsted > 1)", "(a:?)"},
    {"(`a b`)", "(a b)"},
    /* the ways of edges */
    {"()-[e]->()", "()[e]>()"},
    {"()<-[e]-()", "()<[e]()"},
    {"()~[e]~()", "()~[e]()"},
    {"()<~[e]~()", "()<~[e]()"},
    {"()~[e]~>()", "()~[e]>()"},
    {"()<-[e]->()", "()<[e]>()"},
    {"()-[e]-()", "()<~[e]>()"},
    {"()->()-->()<-()<--()", "()[]>()[]>()<[]()<[]()"},
    {"()~()<~()~>()", "()~[]()<~[]()~[]>()"},
    {"()-()--()<->()<-->()", "()<~[]>()<~[]>()<[]>()<[]>()"},
    {"->", "()[]>()"},
    {"-[:supports]->-[:inspects]->", "()[:]>()[:]>()"},
    {"(a)-[e:steering WHERE e.weight > 1]->(b)", "(a)[e:?]>(b)"},
    /* quantifiers */
    {"(a)-[e]->{2}(b)", "(a){()[e]>() 2..2}(b)"},
    {"(a)-[e]->{1,3}(b)", "(a){()[e]>() 1..3}(b)"},
    {"(a)-[e]->{,3}(b)", "(a){()[e]>() 0..3}(b)"},
    {"TRAIL (a)-[e]->{2,}(b)", "trail (a){()[e]>() 2..}(b)"},
    {"TRAIL (a)->*(b)", "trail (a){()[]>() 0..}(b)"},
    {"TRAIL (a)<-+(b)", "trail (a){()<[]() 1..}(b)"},
    {"(a)-[e]->?(b)", "(a){()[e]>() or none 0..1}(b)"},
    {"(x)((a)-[e]->(b) WHERE a <> b){2}(y)", "(x){(a)[e]>(b) 2..2}?(y)"},
    {"((a)->(b)){2}", "(){(a)[]>(b) 2..2}()"},
    {"->{2}<-{3}", "(){()[]>() 2..2}(){()<[]() 3..3}()"},
    {"((a)->(b))", "(a)[]>(b)"},
    {"(((a)))", "(a)"},
    {"((a)->(b) WHERE a <> b)<-(c)", "(a)[]>(b)<[](c) where"},
    {"(WHERE true)", "(?)"},
    /* modes and selections */
    {"p = (a)", "p = (a)"},
    {"WALK (a)", "(a)"},
    {"ACYCLIC PATH (a)", "acyclic (a)"},
    {"SIMPLE PATHS (a)", "simple (a)"},
    {"ALL (a)", "(a)"},
    {"ANY (a)", "shortest 1 (a)"},
    {"ANY 3 (a)", "shortest 3 (a)"},
    {"ANY SHORTEST (a)->*(b)", "shortest 1 (a){()[]>() 0..}(b)"},
    {"p = SHORTEST 2 ACYCLIC (a)", "p = shortest 2 acyclic (a)"},
    {"ALL SHORTEST TRAIL (a)", "all shortest trail (a)"},
    {"(trail)-[walk]->(any)", "(trail)[walk]>(any)"},
    /* statements */
    {"match (a), (b) where a = b", "(a), (b) where"},
    {"MATCH REPEATABLE ELEMENTS (a)", "repeatable (a)"},
    {"MATCH DIFFERENT EDGES (a)", "(a)"},
    {"MATCH (a) OPTIONAL MATCH (a)->(b) WHERE b.name = 'x' MATCH (c)",
     "(a) | optional (a)[]>(b) where | (c)"},
    {"MATCH (a) FILTER a.name IS NULL RETURN *", "(a) filter return 1"},
    {"MATCH (a)->(b) RETURN DISTINCT a AS x, b ORDER BY x DESC NULLS LAST, b ASC OFFSET 2"
     " LIMIT 3",
     "(a)[]>(b) return distinct 2 falling nulls rising from 2 most 3"},
    {"MATCH (a) RETURN a, count(*) HAVING count(*) > 1 ORDER BY count(*)",
     "(a) return 2 having rising"}};

START_TEST(texts_become_patterns)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    const query_scope scope = {.data = data, .bare = -1};
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        pattern made;
        query_fault fault = {0};
        buffer shown = {0};
        MUST(pattern_compile(&made, trees[i].text, &scope, &fault), "%s: %s",
             trees[i].text, fault.message);
        put_pattern(&made, &shown);
        MUST(!strcmp(shown.bytes, trees[i].tree), "%s is\n%s, not\n%s", trees[i].text,
             shown.bytes, trees[i].tree);
        buffer_free(&shown);
        pattern_free(&made);
    }
    polity_dataset_free(data);
}
END_TEST

/* --- refusals ----------------------------------------------------------------------- */

static const struct {
    const char *text;
    int column;
    const char *message;
} faults[] = {
    {"", 1, "expected a pattern, such as (a)-[:steering]->(b), found the end"},
    {"MATCH", 6, "expected a path, such as (a)-[:steering]->(b), found the end"},
    {"MATCH RETURN a", 7,
     "expected a path, such as (a)-[:steering]->(b), found \"RETURN\""},
    {"(a", 3, "expected \")\", a label, a condition, found the end"},
    {"(a:)", 4, "expected a label: a type, kind or class, found \")\""},
    {"(a:shcool)", 4, "no node type is called \"shcool\"; did you mean \"school\"?"},
    {"(a:school|trus)", 11, "no node type is called \"trus\"; did you mean \"trust\"?"},
    {"(a:school {phase})", 17, "expected \":\", found \"}\""},
    {"(a:school {phase: })", 19, "expected a value, found \"}\""},
    {"(a:school {phase: 'primary'", 28, "expected \",\" or \"}\", found the end"},
    {"(a:school {phse: 'x'})", 12, "nothing is called \"phse\"; did you mean \"phase\"?"},
    {"(a:school WHERE)", 16, "expected a value, found \")\""},
    {"(a WHERE a.name)", 10, "expected a condition, TRUE or FALSE; this is text"},
    {"(a)-[e->(b)", 7, "expected \"]-\", found \"-\""},
    {"(a)-[e](b)", 8, "expected \"]-\", found \"(\""},
    {"(a)<~[e]~>(b)", 4, "an edge has one of the arrows <~ and ~>; - is any"},
    {"(a)-[:montors]->(b)", 7,
     "no kind or class of tie is called \"montors\"; did you mean \"monitors\"?"},
    {"(a)-[:brokers_support]->(b)", 7,
     "an act of brokerage is a node, such as (x)<-[:broker]-(b:brokerage)-[:for]->(y)"},
    {"(a:school|brokerage)", 1,
     "these labels mix actors, acts and absences: a variable stands for one of them"},
    {"(a)-[e:broker]->(b:brokerage)", 4,
     "the edge to a party of an act has nothing of its own: leave its name out"},
    {"(a)->{}(b)", 6, "no turn at all: leave the path out"},
    {"(a)->{,}(b)", 9, "expected a quantifier: {n}, {n,m}, {n,} or {,m}, found \"(\""},
    {"(a)->{3,2}(b)", 6, "the most turns are fewer than the least"},
    {"(a)->{0}(b)", 6, "no turn at all: leave the path out"},
    {"(a)->{2000000}(b)", 7, "a quantifier has at most 1000000 turns"},
    {"(a)->{x}(b)", 7, "expected a quantifier: {n}, {n,m}, {n,} or {,m}, found \"x\""},
    {"(a){2}", 1, "a quantifier follows an edge or a path in brackets"},
    {"((a)){2}", 1, "a quantified path has at least one edge"},
    {"(a)->+(b)", 4,
     "a quantifier without an end needs TRAIL, ACYCLIC, SIMPLE, ANY or SHORTEST before "
     "the path"},
    {"(a)->{2,}(b)", 4,
     "a quantifier without an end needs TRAIL, ACYCLIC, SIMPLE, ANY or SHORTEST before "
     "the path"},
    {"((a)->{2}(b)){2}", 14,
     "a quantifier within a quantified path is left out of the language"},
    {"((TRAIL (a)->(b))){2}", 3,
     "a path mode within brackets is left out of the language"},
    {"(a)->(b) | (c)", 10, "an alternative of paths is left out of the language"},
    {"(a)->(b) |+| (c)", 10, "an alternative of paths is left out of the language"},
    {"SHORTEST 0 (a)", 10, "a number of paths is 1 to 1000000"},
    {"ANY 2000000 (a)", 5, "a number of paths is 1 to 1000000"},
    {"SHORTEST 2 GROUP (a)", 12, "SHORTEST k GROUP is left out of the language"},
    {"ANY SHORTEST (a)->+(b), (c)", 1,
     "a selected path is the only pattern of its MATCH, or write MATCH REPEATABLE "
     "ELEMENTS"},
    {"(a) UNION (b)", 5, "UNION is left out of the language"},
    {"(a) LET x = 1", 5, "LET is left out of the language"},
    {"(a) WITH a", 5, "WITH is left out of the language"},
    {"FOR x IN [1]", 1, "FOR is left out of the language"},
    {"CALL f()", 1, "CALL is left out of the language"},
    {"CREATE (a)", 1, "CREATE is left out of the language"},
    {"(a) SET a.name = 'x'", 5, "SET is left out of the language"},
    {"(a) DELETE a", 5, "DELETE is left out of the language"},
    {"(a) KEEP ANY SHORTEST", 5, "KEEP is left out of the language"},
    {"SELECT a", 1, "SELECT is left out of the language"},
    {"(a) WHERE EXISTS { (a)->() }", 11, "EXISTS { } is left out of the language"},
    {"(a) RETURN", 11, "expected a value, found the end"},
    {"(a) RETURN b", 12, "nothing is called \"b\"; did you mean \"a\"?"},
    {"(a) RETURN a.nmae", 14, "nothing is called \"nmae\"; did you mean \"name\"?"},
    {"(a) RETURN a AS", 16, "expected a name for the column, found the end"},
    {"(a) RETURN a ORDER a", 20, "expected BY, found \"a\""},
    {"(a) RETURN a ORDER BY a NULLS", 30, "expected FIRST or LAST, found the end"},
    {"(a) RETURN a LIMIT x", 20, "expected a whole number, found \"x\""},
    {"(a) RETURN a LIMIT -1", 20, "expected a whole number, found \"-\""},
    {"(a) RETURN a b", 14, "expected the end, found \"b\""},
    {"(a) b", 5,
     "expected a node, an edge, \",\", WHERE, RETURN or the end, found \"b\""},
    {"(a) OPTIONAL (b)", 14, "expected MATCH, found \"(\""},
    {"(a) RETURN count(*) + a.weight", 25, "nothing is called \"weight\""},
    {"(a) RETURN a, count(*) ORDER BY a.name", 33,
     "groups are ordered by their columns or by aggregates"},
    {"(a) RETURN DISTINCT a ORDER BY a.name", 32,
     "with DISTINCT, rows are ordered by their columns alone"},
    {"(a) RETURN a ORDER BY count(*)", 23,
     "matches are not folded into groups here, so that there is no aggregate to order "
     "by"},
    {"(a) RETURN a HAVING a = a", 21,
     "HAVING chooses groups by their aggregates; matches are chosen by WHERE or FILTER"},
    {"(a) RETURN sum(a)", 16, "expected a number; this is a node"},
    {"(a) RETURN min(a)", 16,
     "a node has no order: only values have a smallest and a largest"},
    {"(a) RETURN count(count(*))", 12, "an aggregate of an aggregate"},
    {"(a) WHERE count(*) > 1", 11,
     "count() of one value stands in RETURN, HAVING or ORDER BY alone"},
    {"(a)-[e]->{2}(b) RETURN sum(e.kind)", 28,
     "expected a number; this is a kind of tie"},
    {"(a)-[a]->(b)", 6, "\"a\" stands for something else already"},
    {"(a)-[e]->(b)-[e]->(c)", 15, "the edge \"e\" is named twice: an edge is bound once"},
    {"(e)-[e]->()", 6, "\"e\" stands for something else already"},
    {"(a)-[e]->{2}(b), (c)-[e]->(d)", 23,
     "the edge \"e\" is named twice: an edge is bound once"},
    {"p = (a), p = (b)", 10, "the name of this path stands for something else already"},
    {"p = (a) RETURN p.name", 16,
     "a path has no properties: a record or a reference is needed"},
    {"p = (a)->(b) RETURN p + 1", 21, "expected a number; this is a path"},
    {"p = (a) RETURN max(p)", 20,
     "a path has no order: only values have a smallest and a largest"},
    {"(a)-[e]->{2}(b) WHERE e.weight > 1", 23,
     "a single value is compared with several: write value IN list"},
    {"(a)-[e]->{2}(b) RETURN e.source.name", 24,
     "\"e.source\" takes several values at once: it leads to no one record"},
    {"(a) WHERE a.name = 3", 11, "text cannot be compared with a whole number"},
    {"(a) WHERE a.status = 'acadmy'", 22,
     "\"acadmy\" is no level of \"status\", which has 4 from \"maintained\" to "
     "\"other\"; did you mean \"academy\"?"},
    {"(a) WHERE a:shcool", 13,
     "no node type is called \"shcool\"; did you mean \"school\"?"},
    {"(a) RETURN $x", 12, "the parameter \"x\" is not given"},
    {"(a) RETURN degree(a)", 12,
     "degree() is known only where a view is selected, not in data"},
    {"(a) RETURN nodes(a)", 18, "expected a path; this is a node"},
    {"(a) RETURN path_length(a)", 24, "expected a path; this is a node"},
    {"(a)~[e]>(b)", 8, "expected \"]~\", found \">\""},
    {"UNION = (a) RETURN SELECT", 20, "nothing is called \"SELECT\""},
    {"(a)=(b)", 4,
     "expected a node, an edge, \",\", WHERE, RETURN or the end, found \"=\""}};

START_TEST(faults_are_told_with_their_column)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    const query_scope scope = {.data = data, .bare = -1};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        pattern made;
        query_fault fault = {0};
        int fine = pattern_compile(&made, faults[i].text, &scope, &fault);
        const char *said = fine ? "none" : fault.message;
        MUST(!strcmp(said, faults[i].message), "%s\nsays %s\nnot  %s", faults[i].text,
             said, faults[i].message);
        MUST(fine || query_fault_column(&fault, faults[i].text) == faults[i].column,
             "%s\nat %d, not %d", faults[i].text,
             (int)query_fault_column(&fault, faults[i].text), faults[i].column);
        if (fine)
            pattern_free(&made);
    }
    polity_dataset_free(data);
}
END_TEST

/* `before`, `again` so many times, `behind`: 0 = refused. */
static int compiles(const char *before, const char *again, int times, const char *behind)
{
    polity_dataset *data = dataset_of(NULL, NULL);
    const query_scope scope = {.data = data, .bare = -1};
    collected text = {NULL, 0, 0};
    pattern made;
    query_fault fault = {0};
    int fine;
    collect(&text, before, strlen(before));
    for (int i = 0; i < times; i++)
        collect(&text, again, strlen(again));
    collect(&text, behind, strlen(behind));
    fine = pattern_compile(&made, text.bytes, &scope, &fault);
    if (fine)
        pattern_free(&made);
    MUST(fine || fault.id, "%s%s…%s: refused without a word", before, again, behind);
    free(text.bytes);
    polity_dataset_free(data);
    return fine;
}

START_TEST(what_is_too_much_is_refused)
{
    ck_assert(compiles("()", "->()", 100, ""));
    ck_assert(!compiles("()", "->()", 1000, ""));
    ck_assert(!compiles("", "(", 30000, ""));
    ck_assert(!compiles("()", ",()", 300, ""));
    ck_assert(!compiles("()", " MATCH ()", 300, ""));
    ck_assert(compiles("(a:", "!", 30000, "school)"));
    ck_assert(compiles("(a:school", "|school", 9000, ")"));
    ck_assert(!compiles("(a)", "->((a)->(b)){2}", 300, ""));
}
END_TEST

int main(void)
{
    return RUN_SUITE("pattern parse", NULL, NULL, texts_become_patterns,
                     faults_are_told_with_their_column, what_is_too_much_is_refused);
}
