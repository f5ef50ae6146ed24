/* Adding to a data set and changing it; data sets that are made. */
#include "chaos.h"

static polity_status call_add_node(scene *s, polity_error *err)
{
    return polity_dataset_add_node(s->set, "school-new", "school",
                                   s->variant ? "A name" : NULL, err);
}

/* Between nodes that are there, and between ones that are still to come. */
static polity_status call_add_edge(scene *s, polity_error *err)
{
    const char *id = s->variant % 2 ? "tie-new" : NULL;
    const char *source = s->variant / 2 ? "to-come" : "la-m";
    const char *target = s->variant / 2 ? "to-come-too" : "s2";
    return polity_dataset_add_edge(s->set, id, "monitors", source, target, err);
}

/* A value of each sort of field, for each sort of record; and two that are refused. */
static const struct {
    const char *id, *path, *json;
} changes[] = {
    {"s1", "/name", "\"Renamed\""},
    {"s1", "/tags/-", "\"new\""},
    {"s1", "/valid/from", "\"2010\""},
    {"s1", "/ids/laestab", "\"3304001\""},
    {"s1", "/properties/status",
     "[{\"value\": \"academy\", \"evidence\": [{\"cites\": \"nowhere\"}]}]"},
    {"s1", "/properties/la", "\"nobody\""},
    {"s1", "/evidence/-", "{\"cites\": \"int-07\", \"quote\": \"Yes.\", \"x_e\": {}}"},
    {"s1", "/x_new", "{\"deep\": [1, 2.50, null]}"},
    {"e1", "/weight", "0.25"},
    {"b1", "/approved_by/-", "\"tsa-1\""},
    {"a1", "/what", "\"support\""},
    {"help", "/target/where", "\"visited\""},
    {"seed", "/title", "\"Another\""},
    {"s1", "/valid/to", "\"1999\""},
    {"s1", "/name", "{\"a\": 1, \"a\": 2}"},
};
enum { CHANGES = sizeof changes / sizeof *changes, REFUSED = CHANGES - 2 };

static polity_status call_set(scene *s, polity_error *err)
{
    return polity_dataset_set(s->set, changes[s->variant].id, changes[s->variant].path,
                              changes[s->variant].json, err);
}

static polity_status call_generate(scene *s, polity_error *err)
{
    const polity_option small[] = {{"scale", "0.01"}};
    return polity_generate(s->set, s->word, small, !strcmp(s->word, "england"), NULL,
                           err);
}

void try_edits(void)
{
    static const chaos_case node = {"add_node", first_set, call_add_node, NULL, 0};
    static const chaos_case edge = {"add_edge", first_set, call_add_edge, NULL, 0};
    static const chaos_case set = {"dataset_set", first_set, call_set, NULL, 0};
    static const chaos_case refused = {"dataset_set", first_set, call_set, NULL, 1};
    for (int variant = 0; variant < 2; variant++)
        try_all(&node, NULL, variant);
    for (int variant = 0; variant < 4; variant++)
        try_all(&edge, NULL, variant);
    for (int variant = 0; variant < CHANGES; variant++)
        try_all(variant < REFUSED ? &set : &refused, changes[variant].path, variant);
}

void try_generators(void)
{
    static const chaos_case generate = {"generate", empty_set, call_generate, NULL, 0};
    try_all(&generate, "region", 0);
    try_all(&generate, "england", 0);
}
