/* Rules and conditions. */
#include "chaos.h"

/* Rules of every sort, over all time and on a day, and conditions of every sort. */
static const char regime[] =
    "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"la\", \"type\": \"local_authority\"},"
    " {\"id\": \"a\", \"type\": \"school\", \"valid\": {\"from\": \"2010\"},"
    " \"properties\": {\"la\": \"la\", \"status\": [{\"value\": \"maintained\"},"
    " {\"value\": \"academy\", \"from\": \"2013\", \"to\": \"2014\"}]}},"
    " {\"id\": \"b\", \"type\": \"school\", \"name\": \"B\", \"tags\": [\"x\"],"
    " \"properties\": {\"la\": \"la\", \"status\": \"academy\"}}],"
    " \"edges\": [{\"kind\": \"supports\", \"source\": \"a\", \"target\": \"b\","
    " \"strength\": 2}], \"rules\": ["
    " {\"id\": \"r1\", \"kind\": \"monitors\", \"source\": {\"type\": "
    "\"local_authority\"},"
    "  \"target\": {\"type\": \"school\", \"where\": \"status <> 'x' || ''\"},"
    "  \"link\": \"target.la = source.id AND ties_out(source, 'supports') = 0\"},"
    " {\"id\": \"r2\", \"kind\": \"brokers_support\", \"broker\": {\"type\":"
    "  \"local_authority\"}, \"for\": {\"type\": \"school\"}, \"with\": {\"type\": "
    "\"school\"},"
    "  \"link\": \"lower(for.la) = broker.id AND with.la = broker\"},"
    " {\"id\": \"p1\", \"statement\": \"S\", \"check\": {\"of\": \"school\", \"where\":"
    "  \"la IS NOT NULL\", \"require\": \"replace(name, 'B', 'A') LIKE '%A' OR phase ="
    " 'secondary'\", \"level\": \"warning\"}},"
    " {\"id\": \"p2\", \"statement\": \"S\", \"check\": {\"of\": \"monitors\", "
    "\"require\":"
    "  \"this.id || '' <> 'x' AND target.status = 'maintained'\", \"level\": "
    "\"info\"}}]}";

static int regime_set(scene *s) { return set_of(s, regime, NULL); }

static polity_status call_conditions(scene *s, polity_error *err)
{
    static const polity_option options[] = {
        {"class", "all"},
        {"rules", "r1,r2"},
        {"where", "degree(n) >= 0 AND (name LIKE 'B%' OR type IN ('school', 'trust') OR"
                  " 'x' IN tags OR tied(n, n, 'supports'))"},
        {"where-tie", "e.strength > 1 OR upper(e.id) <> 'x' OR source.la = target.la"},
        {"at", "2013-06"}};
    return polity_view_build((polity_view **)&s->out, s->set, options, s->variant ? 5 : 4,
                             NULL, err);
}

static polity_status call_rules_check(scene *s, polity_error *err)
{
    return polity_rules_check(s->set, s->variant ? &s->problems : NULL, NULL, err);
}

static polity_status call_rules_expand(scene *s, polity_error *err)
{
    const polity_option at = {"at", "2013-06"};
    return polity_rules_expand(s->set, &at, (size_t)s->variant,
                               s->variant ? &s->problems : NULL, NULL, err);
}

static polity_status call_diff(scene *s, polity_error *err)
{
    static const polity_option days[] = {{"at", "2012"}, {"at", "2013-06"}};
    const polity_option options[] = {{"follow", s->variant ? "school" : "urn"},
                                     {"detail", s->variant ? "full" : "summary"}};
    polity_view *view[2] = {NULL, NULL};
    polity_status status = POLITY_OK;
    for (int i = 0; i < 2 && !status; i++)
        status = polity_view_build(&view[i], s->set, &days[i], 1, NULL, err);
    if (!status)
        status = polity_diff((polity_table **)&s->out, NULL, view[0], view[1], options, 2,
                             NULL, err);
    polity_view_free(view[0]);
    polity_view_free(view[1]);
    return status;
}

static polity_status call_rollup(scene *s, polity_error *err)
{
    static const polity_option options[] = {{"at", "2012"},
                                            {"by", "status, lower(name)"}};
    polity_view *view = NULL;
    polity_dataset *made = NULL;
    polity_status status = polity_view_build(&view, s->set, options, 2, NULL, err);
    if (!status)
        status = polity_rollup(s->variant ? &made : NULL, (polity_table **)&s->out, view,
                               options, 2, NULL, err);
    polity_dataset_free(made);
    polity_view_free(view);
    return status;
}

void try_rules(void)
{
    static const chaos_case view = {"view_build by conditions", regime_set,
                                    call_conditions, drop_view, 0};
    static const chaos_case check = {"rules_check", regime_set, call_rules_check, NULL,
                                     0};
    static const chaos_case expand = {"rules_expand", regime_set, call_rules_expand, NULL,
                                      0};
    static const chaos_case diff = {"diff", regime_set, call_diff, drop_table, 0};
    static const chaos_case rollup = {"rollup", regime_set, call_rollup, drop_table, 0};
    for (int variant = 0; variant < 2; variant++) {
        try_all(&diff, NULL, variant);
        try_all(&rollup, NULL, variant);
        try_all(&view, NULL, variant);
        try_all(&check, NULL, variant);
        try_all(&expand, NULL, variant);
    }
}
