/* Patterns, claims and why. */
#include "chaos.h"

static const polity_option given[] = {
    {"max-rows", "1000"}, {"param", "least=1"}, {"param", "name=s1"}};
enum { GIVEN = sizeof given / sizeof *given };

/* Each part of the language, each way of searching and of making rows. */
static const char *const patterns[] = {
    "MATCH (a)-[e:steering|partnership]-(b:school WHERE b.name <> $name) RETURN a, e, "
    "b.status, type(a), $least",
    "(s:school {status: 'academy'})",
    "MATCH (a)-[e]->(b) RETURN b, count(*) AS n, count(DISTINCT a), sum(e.weight), "
    "collect_list(a.name), min(e.weight) HAVING count(*) >= 1 ORDER BY n DESC, b LIMIT 5",
    "MATCH (a)-[e]-(b) RETURN DISTINCT kind(e), lower(b.name) ORDER BY kind(e) OFFSET 1",
    "MATCH (s:school) OPTIONAL MATCH (s)<-[m:monitors]-(x) WHERE x.name LIKE '%o%' "
    "FILTER m IS NULL OR x IS NOT NULL RETURN *",
    "MATCH p = (a)-[e:partnership|steering]-{1,3}(b) WHERE size(e) > 1 "
    "RETURN p, nodes(p), edges(p), path_length(p), sum(e.weight), 'e1' IN e.id",
    "MATCH p = TRAIL ((x)-[e]-(y) WHERE x.name IS NULL OR y <> x)+(z) RETURN p, x, e, z",
    "MATCH ACYCLIC (a:school)-[e]-*(b) RETURN a, b, count(*)",
    "MATCH SIMPLE (a)-[e]-+(b)-(c:school) RETURN a, b, c",
    "MATCH ANY SHORTEST (a)-[:%]-*(b:school) RETURN a, b",
    "MATCH p = SHORTEST 3 (a)-[e]-{1,4}(b) RETURN p ORDER BY path_length(p), p",
    "MATCH p = ALL SHORTEST ACYCLIC (a)-[e]-+(b) RETURN p, e",
    "MATCH REPEATABLE ELEMENTS (a)-[e]-(b), (b)-[f]-(c) WHERE a = c RETURN e, f",
    "MATCH (x)<-[:broker]-(b:brokerage)-[:for]->(s) OPTIONAL MATCH (b)-[:with]->(w) "
    "RETURN x, b, b.outcome, s, w",
    "MATCH (n:absence)-[:source]->(x), (n)-[:target]->(y) RETURN n.what, n, x, y"};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

/* Read from text without a condition of its own; see LANGUAGE.md for what is refused. */
static const char *const refused[] = {
    "MATCH (a:shcool)", "MATCH (a)-[e]->(b) RETURN a.nmae", "MATCH (a)-[e]->+(b)",
    "MATCH (a) UNION MATCH (b)", "MATCH (a) RETURN $none"};

/* Paths to follow. */
static const char *const paths[] = {
    "(:local_authority|school)-[:steering|partnership]-{1,3}(:school)",
    "TRAIL ((x)-[e]-(y) WHERE x <> y)+(:school)", "ACYCLIC (a)-[:%]-*(b)"};
enum { PATHS = sizeof paths / sizeof *paths };

static polity_status call_match(scene *s, polity_error *err)
{
    return polity_match((polity_table **)&s->out, s->view, s->word, given, GIVEN, NULL,
                        err);
}

static polity_status call_explain(scene *s, polity_error *err)
{
    return polity_match_explain((polity_table **)&s->out, s->view, s->word, given, GIVEN,
                                err);
}

static polity_status call_network(scene *s, polity_error *err)
{
    return polity_match_network((polity_dataset **)&s->out, s->view, s->word, given,
                                GIVEN, NULL, err);
}

static polity_status call_reach(scene *s, polity_error *err)
{
    return polity_reach_along((polity_table **)&s->out, s->view, s->word,
                              s->variant ? "la-m" : NULL, given, GIVEN, NULL, err);
}

static polity_status call_graph(scene *s, polity_error *err)
{
    const polity_option undirected = {"undirected", "true"};
    return polity_graph_along((polity_graph **)&s->out, s->view, s->word, &undirected,
                              (size_t)s->variant, NULL, err);
}

/* A route, one of a wider selection, none at all. */
static const struct {
    const char *from, *to;
} pairs[] = {{"la-m", "s1"}, {"s3", "t1"}, {"t1", "la-m"}, {"s1", "la-m"}, {"s3", "s2"}};
enum { PAIRS = sizeof pairs / sizeof *pairs };

static polity_status call_why(scene *s, polity_error *err)
{
    static const polity_option options[] = {{"at", "2014-11-01"}, {"routes", "3"}};
    return polity_why((polity_table **)&s->out, NULL, s->set, pairs[s->variant].from,
                      pairs[s->variant].to, options, 2, NULL, err);
}

void try_patterns(void)
{
    static const chaos_case match = {"match", whole_view, call_match, drop_table, 0};
    static const chaos_case refuse = {"match", whole_view, call_match, drop_table, 1};
    static const chaos_case explain = {"match_explain", whole_view, call_explain,
                                       drop_table, 0};
    static const chaos_case network = {"match_network", whole_view, call_network,
                                       drop_set, 0};
    static const chaos_case reach = {"reach_along", whole_view, call_reach, drop_table,
                                     0};
    static const chaos_case graph = {"graph_along", whole_view, call_graph, drop_graph,
                                     0};
    static const chaos_case why = {"why", whole_set, call_why, drop_table, 0};
    for (int i = 0; i < PATTERNS; i++) {
        try_all(&match, patterns[i], i);
        if (i % 4 == 0)
            try_all(&explain, patterns[i], i);
        if (i % 3 != 1)
            try_all(&network, patterns[i], i);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        try_all(&refuse, refused[i], 0);
    for (int i = 0; i < 2 * PATHS; i++)
        try_all(&reach, paths[i / 2], i % 2);
    try_all(&graph, paths[0], 0);
    try_all(&graph, "(a:school)-[e]-(b)-[f]-(c)", 1);
    for (int i = 0; i < PAIRS; i++)
        try_all(&why, pairs[i].from, i);
}

/* --- claims ------------------------------------------------------------------------- */

static const char claims_text[] =
    "{\"polity_claims\": 1, \"title\": \"T\", \"options\": {\"at\": \"2014-11-01\"},"
    " \"claims\": [{\"id\": \"c1\", \"statement\": \"S\", \"place\": \"p. 1\", \"note\":"
    " \"N\", \"needs\": [{\"what\": \"schools\", \"match\": \"MATCH (s:school) RETURN"
    " count(*)\", \"least\": 2}], \"figures\": [{\"name\": \"ties\", \"match\": \"MATCH"
    " ()-[e:%]-() RETURN count(e)\"}, {\"name\": \"who\", \"list\": true, \"match\":"
    " \"MATCH (s:school) RETURN s.name\"}, {\"name\": \"mean\", \"match\": \"MATCH"
    " ()-[e:%]-() RETURN avg(e.weight)\"}], \"holds\": \"ties > 2 AND who <> ''\","
    " \"shows\": \"MATCH (a)-[e]->(b:school) RETURN e, b\", \"expect\": {\"here\":"
    " \"confirmed\", \"there\": \"refuted\"}},"
    " {\"id\": \"c2\", \"statement\": \"S\", \"figures\": [{\"name\": \"best\","
    " \"measure\": \"betweenness\", \"column\": \"betweenness\", \"type\": \"school\","
    " \"rank\": true, \"options\": {\"undirected\": true}}, {\"name\": \"none\","
    " \"measure\": \"degree\", \"column\": \"degree\", \"node\": \"nobody\"}],"
    " \"direction\": \"best < none\"},"
    " {\"id\": \"c4\", \"statement\": \"S\", \"figures\": [{\"name\": \"many\","
    " \"options\": {\"during\": \"2010..2020\"}, \"match\": \"MATCH (s:school WHERE"
    " s.status = 'academy') RETURN count(*)\"}], \"holds\": \"many > 0\"},"
    " {\"id\": \"c3\", \"statement\": \"S\", \"figures\": [{\"name\": \"idle\","
    " \"match\": \"MATCH (s:school WHERE s.fsm > 3) RETURN count(*)\"}], \"holds\":"
    " \"idle = 1\"}]}";

static const char patterns_text[] =
    "{\"polity_patterns\": 1, \"patterns\": [{\"id\": \"p\", \"title\": \"T\", \"match\":"
    " \"(a)\", \"options\": {\"class\": \"all\", \"strict\": 3}}]}";

static const char *const bad_claims[] = {
    "{\"polity_claims\": 1, \"claims\": [{\"id\": \"a\", \"statment\": \"S\"}]}",
    "{\"polity_claims\": 1, \"claims\": [{\"id\": 3, \"statement\": \"S\"}]}",
    "{\"polity_claims\": 1, \"claims\": [{\"id\": \"a\"}]}", "{\"polity_claims\": 1,"};

static polity_status call_read(scene *s, polity_error *err)
{
    return polity_claims_read_bytes((polity_claims **)&s->out, "text", s->word,
                                    strlen(s->word), err);
}

static void drop_claims(void *out) { polity_claims_free(out); }

static polity_claims *claims; /* one, as it is not changed */

static polity_status call_run(scene *s, polity_error *err)
{
    static const polity_option options[] = {{"expect", "here"}, {"claim", "c1,c2"}};
    return polity_claims_run((polity_table **)&s->out, NULL, claims, s->set, options,
                             s->variant ? 2 : 0, NULL, err);
}

void try_claims(void)
{
    static const chaos_case read = {"claims_read_bytes", nothing, call_read, drop_claims,
                                    0};
    static const chaos_case bad = {"claims_read_bytes", nothing, call_read, drop_claims,
                                   1};
    static const chaos_case run = {"claims_run", whole_set, call_run, drop_table, 0};
    try_all(&read, claims_text, 0);
    try_all(&read, patterns_text, 0);
    for (size_t i = 0; i < sizeof bad_claims / sizeof *bad_claims; i++)
        try_all(&bad, bad_claims[i], (int)i);
    if (polity_claims_read_bytes(&claims, "text", claims_text, strlen(claims_text), NULL))
        chaos_broken("claims: the file could not be read");
    for (int variant = 0; claims && variant < 2; variant++)
        try_all(&run, NULL, variant);
    polity_claims_free(claims);
}
