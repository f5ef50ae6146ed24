/* Which nodes, lines and acts a picture has. */
#include "draw/picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

int32_t picture_number(const picture *of, symbol id)
{
    int64_t at = id ? dataset_node_at(of->data, id) : -1;
    return at < 0 ? -1 : of->view->number[at];
}

const char *picture_name(const picture *of, int32_t number)
{
    const node *n = picture_node(of, number);
    const char *name = picture_text(of, n->name);
    return *name ? name : picture_text(of, n->id);
}

uint8_t picture_tier(const picture *of, int32_t number)
{
    const node *n = picture_node(of, number);
    return n->tier ? n->tier : of->data->vocabulary.types[n->type].tier;
}

void picture_parties(const picture *of, const brokerage *act, int32_t parties[3])
{
    parties[0] = picture_number(of, act->broker);
    parties[1] = picture_number(of, act->beneficiary);
    parties[2] = picture_number(of, act->provider);
}

int picture_act_is_weak(const brokerage *act)
{
    double confidence = evidence_confidence(act->evidence, NULL, &(size_t){0});
    return confidence < PICTURE_WEAK; /* not if unstated */
}

int picture_act_is_open(const brokerage *act)
{
    return act->outcome == OUTCOME_PROPOSED || act->outcome == OUTCOME_REFUSED ||
           act->outcome == OUTCOME_FAILED;
}

static polity_status names_brokerage(void *user, const char *item, size_t n,
                                     polity_error *err)
{
    (void)err;
    *(int *)user |= word_find(WORDS_CLASS, item, n) == CLASS_BROKERAGE ||
                    (n == 3 && !strncmp(item, "all", n));
    return POLITY_OK;
}

/* Acts are drawn unless others than they were asked for. */
static polity_status choose_acts(int *out, options given, polity_error *err)
{
    int projection = 0;
    polity_status status =
        option_choice(given, "brokerage", "none|act|result|incidence", &projection, err);
    if (status)
        return status;
    if (option_given(given, "brokerage"))
        *out = projection > 0;
    else if (option_given(given, "class"))
        return option_each(given, "class", names_brokerage, out, err);
    else
        *out = 1;
    return POLITY_OK;
}

polity_status picture_choose(picture_choices *out, options given, polity_error *err)
{
    polity_status status;
    int isolates = 1;
    memset(out, 0, sizeof *out);
    out->title = option_text(given, "title");
    out->cluster = option_text(given, "cluster");
    out->size = option_text(given, "size");
    out->colour = option_text(given, "colour");
    if ((status = option_choice(given, "label", "name|id|none", &out->label, err)) ||
        (status = option_choice(given, "isolates", "show|hide", &isolates, err)) ||
        (status = choose_acts(&out->acts, given, err)) ||
        (status = option_bool(given, "kinds", &out->kinds, err)) ||
        (status = option_bool(given, "weights", &out->weights, err)) ||
        (status = option_bool(given, "ranks", &out->ranks, err)) ||
        (status = option_bool(given, "legend", &out->legend, err)) ||
        (status = option_bool(given, "caption", &out->caption, err)))
        return status;
    out->isolates = isolates == 0;
    return option_integer(given, "max-nodes", 1, INT32_MAX, &out->max_nodes, err);
}

/* A tie on its way into a line. */
typedef struct tie_key {
    int32_t low, high, tie;
    uint8_t class;
} tie_key;

static int compare(const void *left, const void *right)
{
    const tie_key *a = left, *b = right;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    if (a->class != b->class)
        return a->class < b->class ? -1 : 1;
    return (a->tie > b->tie) - (a->tie < b->tie);
}

static size_t find_keys(picture *of, tie_key *keys)
{
    size_t count = 0;
    for (size_t i = 0; i < of->view->tie_count; i++) {
        const edge made = picture_tie(of, (int32_t)i), *e = &made;
        int32_t from = picture_number(of, e->source), to = picture_number(of, e->target);
        if (from < 0 || to < 0)
            continue;
        if (from == to) {
            of->loops++;
            continue;
        }
        keys[count].low = from < to ? from : to;
        keys[count].high = from < to ? to : from;
        keys[count].class = of->data->vocabulary.kinds[e->kind].class;
        keys[count++].tie = (int32_t)i;
    }
    return count;
}

static void add_to_line(picture *of, picture_line *line, int32_t tie)
{
    const edge made = picture_tie(of, tie), *e = &made;
    double confidence = evidence_confidence(e->evidence, NULL, &(size_t){0});
    if (of->data->vocabulary.kinds[e->kind].directed) {
        if (picture_number(of, e->target) == line->high)
            line->at_high = 1;
        else
            line->at_low = 1;
    }
    line->weak &= !isnan(confidence) && confidence < PICTURE_WEAK;
    of->line_ties[line->first + line->count++] = tie;
}

static int same_line(const tie_key *a, const tie_key *b)
{
    return a->low == b->low && a->high == b->high && a->class == b->class;
}

static void merge(picture *of, const tie_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!i || !same_line(&keys[i - 1], &keys[i]))
            of->lines[of->line_count++] = (picture_line){.low = keys[i].low,
                                                         .high = keys[i].high,
                                                         .class = keys[i].class,
                                                         .weak = 1,
                                                         .first = i};
        add_to_line(of, &of->lines[of->line_count - 1], keys[i].tie);
    }
}

static void collect_acts(picture *of)
{
    for (size_t i = 0; of->choices.acts && i < of->view->act_count; i++) {
        const brokerage made = view_act(of->view, i), *act = &made;
        int32_t parties[3];
        picture_parties(of, act, parties);
        if (parties[0] < 0 || (parties[1] < 0 && parties[2] < 0))
            continue;
        of->acts[of->act_count++] = (int32_t)i;
        for (int k = 0; k < 3; k++)
            if (parties[k] >= 0)
                of->drawn[parties[k]] = 1;
    }
}

polity_status picture_collect(picture *of, polity_error *err)
{
    const polity_view *view = of->view;
    tie_key *keys = memory_array(view->tie_count, sizeof *keys);
    polity_status status = POLITY_OK;
    of->drawn = memory_zeroed(view->node_count, 1);
    of->lines = memory_array(view->tie_count, sizeof *of->lines);
    of->line_ties = memory_array(view->tie_count, sizeof *of->line_ties);
    of->acts = memory_array(view->act_count, sizeof *of->acts);
    if (!keys || !of->drawn || !of->lines || !of->line_ties || !of->acts) {
        status = error_memory(err);
        goto out;
    }
    of->ties = find_keys(of, keys);
    qsort(keys, of->ties, sizeof *keys, compare);
    merge(of, keys, of->ties);
    collect_acts(of);
    for (size_t i = 0; i < of->line_count; i++)
        of->drawn[of->lines[i].low] = of->drawn[of->lines[i].high] = 1;
    for (size_t i = 0; i < view->node_count; i++) {
        of->isolates += !of->drawn[i];
        of->drawn[i] |= (uint8_t)of->choices.isolates;
        of->nodes += of->drawn[i];
    }
out:
    memory_free(keys);
    return status;
}

polity_status picture_groups(picture *of, polity_error *err)
{
    return of->choices.cluster
               ? view_group(of->view, of->choices.cluster, &of->groups, err)
               : POLITY_OK;
}

void picture_free(picture *of)
{
    memory_free(of->drawn);
    memory_free(of->lines);
    memory_free(of->line_ties);
    memory_free(of->acts);
    memory_free(of->row);
    memory_free(of->act_row);
    memory_free(of->rows);
    memory_free(of->size.values);
    memory_free(of->colour.values);
    view_groups_free(&of->groups);
}
