/* The order in which paths are begun: always next where the fewest nodes may be. */
#include "match/plan.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "match/chain.h"
#include "match/schedule.h"
#include "match/seen.h"

typedef struct planner {
    plan *to;
    const net *over;
    arena *memory;
    uint32_t bound; /* variables so far */
} planner;

/* --- where to begin
 * ------------------------------------------------------------------------ */

/* Nodes that one part may be. */
static double count_labels(const net *over, const pattern_part *part)
{
    size_t n = label_count(over->view->dataset, 0);
    double count = 0;
    for (size_t i = 0; i < n; i++)
        if (part->labels[i])
            count += over->label_first[i + 1] - over->label_first[i];
    return count;
}

/* Whether a side of an equality is the id of a variable. */
static int is_id(const plan *p, const syntax *s, int32_t variable)
{
    static const char id[] = "id";
    if (s->op == SYNTAX_VARIABLE)
        return s->number == variable;
    return s->op == SYNTAX_FIELD && s->parts[0]->op == SYNTAX_VARIABLE &&
           s->parts[0]->number == variable && s->name_length == 2 &&
           !memcmp(p->of->query.text + s->name, id, 2);
}

typedef struct start_found {
    plan_start start;
    double estimate;
    syntax *key[2];
} start_found;

/* What an equality makes of a start at `part`, whose variable is not bound. */
static void try_condition(const planner *pl, const pattern_part *part,
                          const plan_condition *c, start_found *found)
{
    const syntax *s = c->query.root;
    if (c->group || s->op != SYNTAX_EQUAL || part->record != QUERY_NODE ||
        part->variable < 0)
        return;
    for (int side = 0; side < 2; side++) {
        syntax *mine = s->parts[side], *other = s->parts[1 - side];
        uint32_t reads = syntax_reads(other), own = 1u << part->variable;
        if (reads & ~pl->bound || syntax_reads(mine) != own || mine->shape.list)
            continue;
        if (is_id(pl->to, mine, part->variable) &&
            (other->shape.type == QUERY_TEXT || other->shape.type == QUERY_NODE) &&
            found->estimate > 1) {
            *found = (start_found){START_ID, 1, {mine, other}};
        } else if (found->estimate > 8 && mine->shape.type == other->shape.type &&
                   mine->shape.type != QUERY_REAL && !(mine->op == SYNTAX_VARIABLE)) {
            double few = ceil(sqrt(found->estimate));
            if (few < found->estimate)
                *found = (start_found){START_KEY, few, {mine, other}};
        }
    }
}

static start_found start_at(const planner *pl, const plan_spot *spot, size_t match)
{
    start_found best = {START_LABELS, DBL_MAX, {NULL, NULL}};
    plan *to = pl->to;
    if (!spot->count)
        best.estimate = pl->over->actors;
    for (size_t i = 0; i < spot->count; i++) {
        const pattern_part *part = spot->parts[i];
        start_found one = {START_LABELS, count_labels(pl->over, part), {NULL, NULL}};
        if (part->variable >= 0 && pl->bound & 1u << part->variable)
            return (start_found){START_BOUND, 0, {NULL, NULL}};
        for (size_t k = 0; k < to->condition_count; k++)
            if (schedule_match(to, k) == match)
                try_condition(pl, part, &to->conditions[k], &one);
        if (one.estimate < best.estimate)
            best = one;
    }
    return best;
}

/* --- choosing
 * ------------------------------------------------------------------------------ */

typedef struct choice {
    size_t path, spot;
    start_found found;
} choice;

/* Where a path may be begun: a selected or simple one at its ends alone, and one of
 * several repeated parts, of which one way is one match however it is shared. */
static int may_begin(const pattern_path *of, size_t spot, size_t spots)
{
    int at_end = spot == 0 || spot + 1 == spots;
    size_t groups = 0;
    for (size_t i = 0; i < of->count; i++)
        groups += of->parts[i].type == PATTERN_GROUP;
    return at_end ||
           (of->select == SELECT_EVERY && of->mode != MODE_SIMPLE && groups < 2);
}

static int choose(planner *pl, const pattern_match *match, size_t number,
                  const uint8_t *done, choice *best)
{
    *best = (choice){.path = SIZE_MAX};
    best->found.estimate = DBL_MAX;

    for (size_t i = 0; i < match->count; i++) {
        size_t spots = path_spots(&match->paths[i]);
        for (size_t at = 0; !done[i] && at < spots; at++) {
            plan_spot spot = path_spot(&match->paths[i], at, pl->memory);
            start_found found;
            if (!spot.parts)
                return 0;
            if (!may_begin(&match->paths[i], at, spots) || (at && pl->to->of->along))
                continue;
            found = start_at(pl, &spot, number);
            if (best->path == SIZE_MAX || found.estimate < best->found.estimate)
                *best = (choice){i, at, found};
        }
    }
    return 1;
}

static void bind_parts(planner *pl, const pattern_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (parts[i].type == PATTERN_GROUP)
            bind_parts(pl, parts[i].of, parts[i].count);
        else if (parts[i].variable >= 0)
            pl->bound |= 1u << parts[i].variable;
    }
}

static int add_chain(planner *pl, const pattern_match *match, size_t number,
                     const choice *from, int reversed, int second, int ends)
{
    plan_chain *to = &pl->to->chains[pl->to->chain_count];
    *to = (plan_chain){.match = number,
                       .path = from->path,
                       .second = (uint8_t)second,
                       .ends_path = (uint8_t)ends,
                       .start = second ? START_BOUND : (uint8_t)from->found.start,
                       .key = {from->found.key[0], from->found.key[1]},
                       .estimate = second ? 1 : from->found.estimate};
    pl->to->chain_count++;
    return chain_make(to, &match->paths[from->path], from->spot, reversed, pl->over,
                      pl->memory);
}

static int plan_match(planner *pl, size_t number)
{
    const pattern_match *match = &pl->to->of->matches[number];
    uint8_t *done = arena_take(pl->memory, match->count + 1);
    if (!done)
        return 0;
    for (size_t n = 0; n < match->count; n++) {
        choice next;
        const pattern_path *path;
        size_t last;
        int left, right;
        if (!choose(pl, match, number, done, &next))
            return 0;
        path = &match->paths[next.path];
        last = path_spots(path) - 1;
        left = next.spot > 0;
        right = next.spot < last || !left;
        if ((right && !add_chain(pl, match, number, &next, 0, 0, !left)) ||
            (left && !add_chain(pl, match, number, &next, 1, right, 1)))
            return 0;
        done[next.path] = 1;
        bind_parts(pl, path->parts, path->count);
        if (path->variable >= 0)
            pl->bound |= 1u << path->variable;
    }
    return 1;
}

static uint32_t named_at(const plan *of, const plan_spot *spot)
{
    for (size_t i = 0; i < spot->count; i++) {
        int32_t v = spot->parts[i]->variable;
        if (v >= 0 && of->of->variables.variables[v].name[0])
            return 1;
    }
    return 0;
}

static int is_named(const plan *of, const plan_hop *hop)
{
    const query_scope *in = &of->of->variables;
    uint32_t bits = 0;
    if (hop->group)
        bits = of->groups[hop->group->record - 1].variables;
    else if (hop->edge->variable >= 0)
        bits = 1u << hop->edge->variable;
    for (size_t v = 0; v < in->count; v++)
        if (bits & 1u << v && in->variables[v].name[0])
            return 1;
    return 0;
}

/* Of two edges on a way, variables tell which hop took them if the hop has one, and what
 * named nodes are before. {key: value} gives some parts a variable that nobody sees. */
static int tell(const plan *of, plan_chain *c, arena *memory)
{
    uint32_t nodes = 0;
    c->tells = arena_take(memory, (c->count + 1) * sizeof *c->tells);
    for (size_t i = 0; c->tells && i < c->count; i++) {
        if (i)
            nodes += named_at(of, &c->spots[i]);
        c->tells[i] = nodes * 1024 + (is_named(of, &c->hops[i]) ? (uint32_t)i + 1 : 0);
    }
    return c->tells != NULL;
}

/* --- all of it
 * ----------------------------------------------------------------------------- */

polity_status plan_make(plan *to, const pattern *of, const net *over, arena *memory,
                        polity_error *err)
{
    planner pl = {to, over, memory, 0};
    size_t chains = 0;
    *to = (plan){.of = of};
    for (size_t i = 0; i < of->match_count; i++)
        chains += 2 * of->matches[i].count;
    to->chains = arena_take(memory, (chains + 1) * sizeof *to->chains);
    to->match_first = arena_take(memory, (of->match_count + 2) * sizeof *to->match_first);
    to->local = arena_take(memory, chains + 1);
    to->bare = arena_take(memory, chains + 1);
    if (!to->chains || !to->match_first || !to->local || !to->bare ||
        !schedule_conditions(to, memory))
        return error_memory(err);
    for (size_t i = 0; i < of->match_count; i++) {
        to->match_first[i] = to->chain_count;
        if (!plan_match(&pl, i))
            return error_memory(err);
    }
    to->match_first[of->match_count] = to->chain_count;
    for (size_t i = 0; i < of->item_count; i++)
        to->used |= syntax_reads(of->items[i].value);
    for (size_t i = 0; i < of->order_count; i++)
        to->used |= syntax_reads(of->order[i].value);
    for (size_t i = 0; i < of->fold_count; i++)
        if (of->folds[i].value)
            to->used |= syntax_reads(of->folds[i].value);
    if (!schedule_make(to, memory))
        return error_memory(err);
    for (size_t i = 0; i < to->chain_count; i++)
        if (!tell(to, &to->chains[i], memory))
            return error_memory(err);
    to->folds_alike = seen_is_needed(to);
    return POLITY_OK;
}
