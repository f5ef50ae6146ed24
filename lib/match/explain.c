/* A plan as a table. */
#include "match/plan.h"
#include "table/table.h"

static void part_text(const plan *of, const pattern_part *part, buffer *to)
{
    buffer_add(to, of->of->query.text + part->at, part->length);
}

static void spot_text(const plan *of, const plan_spot *spot, buffer *to)
{
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->length)
            part_text(of, spot->parts[i], to);
        else
            buffer_text(to, "()");
}

static void chain_text(const plan *of, const plan_chain *chain, buffer *to)
{
    static const char *const starts[] = {"from what is bound, ", "look up the id of ",
                                         "look up by a hash ", "try each "};
    if (chain->of->select != SELECT_EVERY)
        buffer_text(to, "search the paths ");
    buffer_text(to, starts[chain->start]);
    spot_text(of, &chain->spots[0], to);
    if (chain->key[0] && chain->start >= START_ID && !chain->second)
        buffer_print(to, " by %.*s = %.*s", (int)chain->key[0]->length,
                     of->of->query.text + chain->key[0]->at, (int)chain->key[1]->length,
                     of->of->query.text + chain->key[1]->at);
    if (chain->count)
        buffer_text(to, chain->reversed ? ", then to the left " : ", then ");
    for (size_t i = 0; i < chain->count; i++) {
        const plan_hop *hop = &chain->hops[i];
        part_text(of, hop->group ? hop->group : hop->edge, to);
        spot_text(of, &chain->spots[i + 1], to);
    }
}

polity_table *plan_table(const plan *of, const net *over)
{
    polity_table *made = table_new(of->chain_count, NULL);
    (void)over;
    if (!made || table_add(made, "step", "", "order of the search", POLITY_INT) < 0 ||
        table_add(made, "what", "", "where it begins and what it follows", POLITY_TEXT) <
            0 ||
        table_add(made, "estimate", "nodes", "nodes that it may begin at", POLITY_REAL) <
            0) {
        polity_table_free(made);
        return NULL;
    }
    for (size_t i = 0; i < of->chain_count; i++) {
        buffer text = {0};
        int fine;
        chain_text(of, &of->chains[i], &text);
        table_ints(made, 0)[i] = (int64_t)i + 1;
        table_reals(made, 2)[i] = of->chains[i].estimate;
        fine = !text.failed && table_set_text(made, i, 1, text.bytes);
        buffer_free(&text);
        if (!fine) {
            polity_table_free(made);
            return NULL;
        }
    }
    return made;
}
