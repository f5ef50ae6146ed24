#include "match/schedule.h"

#include <string.h>

/* --- collecting
 * ---------------------------------------------------------------------------- */

typedef struct collector {
    plan *to;
    arena *memory;
    size_t capacity;
    uint16_t match;
    uint8_t after;
    int count_only;
} collector;

static int add(collector *c, syntax *s, uint8_t group)
{
    plan *to = c->to;
    if (s->op == SYNTAX_AND) {
        for (uint32_t i = 0; i < s->count; i++)
            if (!add(c, s->parts[i], group))
                return 0;
        return 1;
    }
    if (!c->count_only)
        to->conditions[to->condition_count] =
            (plan_condition){.query = pattern_query(to->of, s),
                             .reads = syntax_reads(s),
                             .group = group,
                             .after = c->after,
                             .match = c->match};
    to->condition_count++;
    return 1;
}

static int add_parts(collector *c, const pattern_part *parts, size_t count, uint8_t group)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t within = parts[i].type == PATTERN_GROUP ? parts[i].record : group;
        if (parts[i].where && !add(c, parts[i].where, within))
            return 0;
        if (parts[i].type == PATTERN_GROUP &&
            !add_parts(c, parts[i].of, parts[i].count, within))
            return 0;
    }
    return 1;
}

static int add_all(collector *c)
{
    const pattern *of = c->to->of;
    c->to->condition_count = 0;
    c->match = UINT16_MAX;
    if (of->filter && !add(c, of->filter, 0))
        return 0;
    c->to->filter = (plan_list){c->to->conditions, c->to->condition_count};
    for (size_t i = 0; i < of->match_count; i++) {
        const pattern_match *match = &of->matches[i];
        c->match = (uint16_t)i;
        for (size_t k = 0; k < match->count; k++)
            if (!add_parts(c, match->paths[k].parts, match->paths[k].count, 0))
                return 0;
        if (match->also && !add(c, match->also, 0))
            return 0;
        c->after = 1;
        if (match->where && !add(c, match->where, 0))
            return 0;
        c->after = 0;
    }
    return 1;
}

int schedule_conditions(plan *to, arena *memory)
{
    collector c = {.to = to, .memory = memory, .count_only = 1};
    add_all(&c);
    to->conditions =
        arena_take(memory, (to->condition_count + 1) * sizeof *to->conditions);
    if (!to->conditions)
        return 0;
    c.count_only = 0;
    return add_all(&c);
}

size_t schedule_match(const plan *of, size_t condition)
{
    return of->conditions[condition].match;
}

/* --- the order in which parts are met
 * --------------------------------------------------------- */

/* Time runs with the parts in the order walked. A part's time is when it is met. */
typedef struct clock {
    plan *to;
    int32_t now;
    int32_t *part_at;  /* by number of a part; a group: its end */
    int32_t *group_at; /* by group: its beginning */
    int32_t *chain_at; /* by chain: its beginning */
    int32_t variable_at[QUERY_VARIABLES], path_at[QUERY_VARIABLES];
    int32_t *part_of;               /* by time: the part; ~path for the end of a path */
    int32_t step, *step_of;         /* by time: edges walked before, its own among them */
    uint16_t seen[QUERY_VARIABLES]; /* places at which it stands in the chain at hand */
} clock;

static void meet(clock *c, const pattern_part *part)
{
    c->part_of[c->now] = part->number;
    c->step += part->type == PATTERN_EDGE;
    c->step_of[c->now] = c->step;
    c->part_at[part->number] = c->now;
    if (part->variable >= 0 && part->type != PATTERN_GROUP) {
        if (c->variable_at[part->variable] < 0)
            c->variable_at[part->variable] = c->now;
        c->seen[part->variable]++;
    }
    c->now++;
}

static void meet_spot(clock *c, const plan_spot *spot)
{
    for (size_t i = 0; i < spot->count; i++)
        meet(c, spot->parts[i]);
}

static void note_place(plan *to, const pattern_part *part, size_t chain, size_t hop,
                       size_t offset)
{
    if (part->variable >= 0)
        to->places[part->variable] = (plan_place){chain, hop, offset};
}

static void meet_group(clock *c, const plan_hop *hop, size_t chain, size_t at)
{
    const pattern_part *group = hop->group;
    plan *to = c->to;
    c->group_at[group->record - 1] = c->now;
    meet_spot(c, &hop->spots[0]);
    for (size_t i = 0; i < hop->count; i++) {
        meet(c, hop->hops[i].edge);
        meet_spot(c, &hop->spots[i + 1]);
    }
    meet(c, group);
    to->groups[group->record - 1] = (plan_group){group, chain, at, 0};
    for (int v = 0; v < QUERY_VARIABLES; v++)
        if (to->of->group_of[v] == group->record)
            to->groups[group->record - 1].variables |= 1u << v;
    for (size_t i = 0; i <= hop->count; i++) {
        for (size_t k = 0; k < hop->spots[i].count; k++)
            note_place(to, hop->spots[i].parts[k], chain, at, 2 * i);
        if (i < hop->count)
            note_place(to, hop->hops[i].edge, chain, at, 2 * i + 1);
    }
}

/* Whether every variable stands once in the chain, its start apart: then each step is
 * free of what was before it. */
static int is_free(const clock *c, const plan_chain *chain)
{
    for (size_t v = 0; v < QUERY_VARIABLES; v++) {
        size_t start = 0;
        for (size_t i = 0; i < chain->spots[0].count; i++)
            start += chain->spots[0].parts[i]->variable == (int32_t)v;
        if (c->seen[v] > 1 && !start)
            return 0;
    }
    return 1;
}

static void meet_chain(clock *c, size_t number)
{
    plan_chain *chain = &c->to->chains[number];
    memset(c->seen, 0, sizeof c->seen);
    c->chain_at[number] = c->now;
    if (!chain->second)
        meet_spot(c, &chain->spots[0]);
    for (size_t i = 0; i < chain->count; i++) {
        if (chain->hops[i].group)
            meet_group(c, &chain->hops[i], number, i);
        else
            meet(c, chain->hops[i].edge);
        meet_spot(c, &chain->spots[i + 1]);
    }
    c->to->local[number] = (uint8_t)is_free(c, chain);
    c->to->bare[number] = 1;
    for (size_t v = 0; v < QUERY_VARIABLES; v++)
        if (c->seen[v] > 1)
            c->to->bare[number] = 0;
    if (!chain->ends_path)
        return;
    c->part_of[c->now] = ~(int32_t)(c->to->path_first[chain->match] + chain->path);
    c->step_of[c->now] = c->step;
    if (chain->of->variable >= 0) {
        c->variable_at[chain->of->variable] = c->now;
        c->to->places[chain->of->variable].chain = number;
    }
    c->now++;
}

/* --- placing conditions
 * ------------------------------------------------------------------------- */

/* When the group of a variable, seen from outside, is complete. */
static int32_t known_at(const clock *c, const plan_condition *of, int v)
{
    uint8_t group = c->to->of->group_of[v];
    if (group && group != of->group)
        return c->part_at[c->to->groups[group - 1].part->number];
    return c->variable_at[v];
}

/* The time at which a condition can be tested; its match begins at `first`. */
static int32_t time_of(clock *c, plan_condition *of, int32_t first)
{
    int32_t inside = -1, outside = first, begins = -1, end = -1;
    const plan *to = c->to;
    if (of->group) {
        begins = c->group_at[of->group - 1];
        end = c->part_at[to->groups[of->group - 1].part->number];
        inside = begins;
    }
    for (int v = 0; v < QUERY_VARIABLES; v++) {
        int32_t at;
        if (!(of->reads & 1u << v))
            continue;
        at = known_at(c, of, v);
        if (to->of->group_of[v] && to->of->group_of[v] == of->group)
            inside = at > inside ? at : inside;
        else
            outside = at > outside ? at : outside;
    }
    if (!of->group)
        return outside;
    if (outside < begins)
        return inside;
    of->each = 1; /* something outside is bound later: all turns are tested then */
    return outside > end ? outside : end;
}

static void mark_lists(const plan *to, plan_condition *of)
{
    const query_scope *in = &to->of->variables;
    for (size_t v = 0; v < in->count; v++) {
        if (!(of->reads & 1u << v))
            continue;
        if (in->variables[v].type == QUERY_PATH)
            of->paths |= 1u << v;
        else if (to->of->group_of[v] && to->of->group_of[v] != of->group)
            of->lists |= 1u << v;
    }
}

static int is_start(const plan_chain *chain, int32_t part)
{
    for (size_t i = 0; i < chain->spots[0].count; i++)
        if (chain->spots[0].parts[i]->number == part)
            return 1;
    return 0;
}

static int stands_at(const plan_spot *spot, int v)
{
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->variable == v)
            return 1;
    return 0;
}

/* Whether a variable is bound before a chain begins. */
static int is_before(const clock *c, const plan_chain *chain, int v)
{
    int32_t begins = c->part_at[chain->spots[0].parts[0]->number];
    return c->variable_at[v] >= 0 && c->variable_at[v] < begins;
}

/* Whether a test looks at one step alone: a node, the edge to it, the node before. */
static int is_near(const clock *c, const plan_condition *of, const plan_chain *chain,
                   int32_t at)
{
    for (int v = 0; v < QUERY_VARIABLES; v++) {
        int32_t when = c->variable_at[v];
        if (!(of->reads & 1u << v) || stands_at(&chain->spots[0], v) ||
            is_before(c, chain, v) || when == at)
            continue;
        if (of->lists & 1u << v || of->paths & 1u << v || when < 0 ||
            c->step_of[when] <
                c->step_of[at] - (c->to->of->variables.variables[v].type != QUERY_TIE))
            return 0;
    }
    return !of->each;
}

/* Conditions after the patterns wait until paths are selected, unless they look at what
 * all paths of a selection have alike: their ends. */
static int has_to_wait(const clock *c, const plan_condition *of, const plan_chain *chain)
{
    if (!of->after || chain->of->select == SELECT_EVERY)
        return 0;
    for (int v = 0; v < QUERY_VARIABLES; v++)
        if (of->reads & 1u << v && !stands_at(&chain->spots[0], v) &&
            !stands_at(&chain->spots[chain->count], v) && !is_before(c, chain, v))
            return 1;
    return 0;
}

/* What a condition that is tested at a time means for the chain walked then. */
static void note_condition(clock *c, plan_condition *of, int32_t at)
{
    plan *to = c->to;
    for (size_t k = 0; k < to->chain_count; k++) {
        const plan_chain *chain = &to->chains[k];
        int32_t first = c->chain_at[k], end = c->chain_at[k + 1];
        if (chain->match != of->match || at < first || at >= end)
            continue;
        of->waits = (uint8_t)has_to_wait(c, of, chain);
        if (of->waits)
            continue;
        if (!is_near(c, of, chain, at))
            to->local[k] = 0;
        if (c->part_of[at] < 0 || !is_start(chain, c->part_of[at]))
            to->bare[k] = 0;
    }
}

static int place_all(clock *c, arena *memory, const int32_t *match_begins)
{
    plan *to = c->to;
    int32_t *when = arena_take(memory, (to->condition_count + 1) * sizeof *when);
    plan_condition *kept = arena_take(memory, (to->condition_count + 1) * sizeof *kept);
    size_t filled = 0;
    if (!when || !kept)
        return 0;
    for (size_t i = 0; i < to->condition_count; i++) {
        plan_condition *of = &to->conditions[i];
        mark_lists(to, of);
        to->used |= of->reads;
        when[i] = -1;
        if (of->match == UINT16_MAX)
            continue;
        when[i] = time_of(c, of, match_begins[of->match]);
        note_condition(c, of, when[i]);
    }
    for (int32_t at = 0; at < c->now; at++) {
        int32_t part = c->part_of[at];
        plan_list *list = part >= 0 ? &to->after[part] : &to->path_end[~part];
        list->rows = kept + filled;
        for (size_t i = 0; i < to->condition_count; i++)
            if (when[i] == at) {
                kept[filled++] = to->conditions[i];
                list->count++;
            }
    }
    return 1;
}

int schedule_make(plan *to, arena *memory)
{
    const pattern *of = to->of;
    clock c = {.to = to};
    int32_t *begins = arena_take(memory, (of->match_count + 1) * sizeof *begins);
    size_t paths = 0, room = (size_t)of->parts + 2;
    to->path_first = arena_take(memory, (of->match_count + 1) * sizeof *to->path_first);
    if (!begins || !to->path_first)
        return 0;
    for (size_t i = 0; i < of->match_count; i++) {
        to->path_first[i] = paths;
        paths += of->matches[i].count;
    }
    to->path_count = paths;
    to->part_lists = (size_t)of->parts;
    room += paths;
    to->after = arena_take(memory, room * sizeof *to->after);
    to->path_end = arena_take(memory, (paths + 1) * sizeof *to->path_end);
    to->groups = arena_take(memory, 256 * sizeof *to->groups);
    c.part_at = arena_take(memory, room * sizeof *c.part_at);
    c.part_of = arena_take(memory, room * sizeof *c.part_of);
    c.step_of = arena_take(memory, room * sizeof *c.step_of);
    c.group_at = arena_take(memory, 256 * sizeof *c.group_at);
    c.chain_at = arena_take(memory, (to->chain_count + 1) * sizeof *c.chain_at);
    if (!to->after || !to->path_end || !to->groups || !c.part_at || !c.part_of ||
        !c.step_of || !c.group_at || !c.chain_at)
        return 0;
    for (int v = 0; v < QUERY_VARIABLES; v++)
        c.variable_at[v] = -1;
    for (size_t i = 0; i < of->match_count; i++) {
        begins[i] = c.now;
        for (size_t k = to->match_first[i]; k < to->match_first[i + 1]; k++)
            meet_chain(&c, k);
    }
    c.chain_at[to->chain_count] = c.now;
    return place_all(&c, memory, begins);
}
