/* Ties and acts, stored and derived, by their ids. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/diff.h"

/* The names of the ties, or acts, of a view. */
typedef struct names {
    const polity_view *view;
    int acts;
    char **name;
    size_t count;
    map by_name; /* to their numbers */
    arena texts;
} names;

static int names_make(names *to, const polity_view *view, int acts)
{
    buffer text = {0};
    int fine;
    *to = (names){.view = view, .acts = acts};
    to->count = acts ? view->act_count : view->tie_count;
    to->name = memory_zeroed(to->count, sizeof *to->name);
    fine = to->name && map_reserve(&to->by_name, to->count);
    for (size_t i = 0; i < to->count && fine; i++) {
        buffer_clear(&text);
        if (acts)
            view_act_name(view, i, &text);
        else
            view_tie_name(view, i, &text);
        to->name[i] =
            text.failed ? NULL : arena_text(&to->texts, text.bytes, text.length);
        fine = to->name[i] &&
               (map_find(&to->by_name, to->name[i], text.length) != MAP_ABSENT ||
                map_put(&to->by_name, to->name[i], text.length, (uint32_t)i));
    }
    buffer_free(&text);
    return fine;
}

static void names_free(names *of)
{
    memory_free(of->name);
    map_free(&of->by_name);
    arena_free(&of->texts);
}

/* --- what a tie says
 * -------------------------------------------------------------------- */

static const char *const fields[] = {"matter",    "modality", "strength",
                                     "weight",    "length",   "valence",
                                     "condition", "ended",    "outcome"};
enum { FIELDS = sizeof fields / sizeof *fields };

static void real(double x, buffer *to)
{
    if (!isnan(x))
        buffer_real(to, x);
}

static void tie_field(const polity_dataset *data, const edge *e, int field, buffer *to)
{
    switch (field) {
    case 0: buffer_text(to, word_text(WORDS_MATTER, e->matter)); break;
    case 1: buffer_text(to, word_text(WORDS_MODALITY, e->modality)); break;
    case 2:
        if (e->strength)
            buffer_print(to, "%u", e->strength);
        break;
    case 3: real(e->weight, to); break;
    case 4: real(e->length, to); break;
    case 5:
        if (e->valence != VALENCE_NONE)
            buffer_print(to, "%d", e->valence);
        break;
    case 6: buffer_text(to, dataset_text(data, e->condition)); break;
    case 7: buffer_text(to, dataset_text(data, e->ended)); break;
    default: break;
    }
}

static void act_field(const brokerage *b, int field, buffer *to)
{
    switch (field) {
    case 0: buffer_text(to, word_text(WORDS_MATTER, b->matter)); break;
    case 1: buffer_text(to, word_text(WORDS_MODALITY, b->modality)); break;
    case 8: buffer_text(to, word_text(WORDS_OUTCOME, b->outcome)); break;
    default: break;
    }
}

static int read_field(comparison *c, int side, const names *of, size_t i, int field)
{
    const polity_view *view = of->view;
    buffer *to = &c->text[side];
    buffer_clear(to);
    buffer_text(to, "");
    if (of->acts) {
        brokerage b = view_act(view, i);
        act_field(&b, field, to);
    } else {
        edge e = view_tie(view, i);
        tie_field(view->dataset, &e, field, to);
    }
    return !to->failed;
}

/* --- telling
 * ---------------------------------------------------------------------------- */

/* "tie" of a kind, "derived tie" of a rule, "act" of a kind. */
static void describe(const names *of, size_t i, difference *d)
{
    const polity_view *view = of->view;
    const polity_dataset *data = view->dataset;
    size_t stored = of->acts ? view->stored_acts : view->stored_ties;
    d->id = of->name[i];
    if (i >= stored) {
        const derived *made = of->acts ? view->derived_acts : view->derived_ties;
        d->what = of->acts ? "derived act" : "derived tie";
        d->of = dataset_text(data, dataset_rule(data, made[i - stored].rule)->id);
    } else {
        d->what = of->acts ? "act" : "tie";
        d->of = data->vocabulary
                    .kinds[of->acts ? view_act(view, i).kind : view_tie(view, i).kind]
                    .name;
    }
}

/* Who is tied, on the side that has it: "s2 → s1", "nctl → s1, with a1". */
static int tell_ends(comparison *c, int side, const names *of, size_t i)
{
    const polity_dataset *data = of->view->dataset;
    difference d = {.field = "ends", .change = side ? CHANGE_CAME : CHANGE_WENT};
    buffer *to = &c->text[side];
    buffer_clear(to);
    if (of->acts) {
        brokerage b = view_act(of->view, i);
        buffer_print(to, "%s → %s", dataset_text(data, b.broker),
                     dataset_text(data, b.beneficiary));
        if (b.provider)
            buffer_print(to, ", with %s", dataset_text(data, b.provider));
    } else {
        edge e = view_tie(of->view, i);
        buffer_print(to, "%s %s %s", dataset_text(data, e.source),
                     data->vocabulary.kinds[e.kind].directed ? "→" : "–",
                     dataset_text(data, e.target));
    }
    describe(of, i, &d);
    *(side ? &d.after : &d.before) = to->bytes;
    return !to->failed && diff_tell(c, &d);
}

static int compare_one(comparison *c, const names *before, size_t i, const names *after,
                       size_t k)
{
    difference d = {.change = CHANGE_SAME};
    int changed = 0;
    describe(before, i, &d);
    for (int f = 0; f < FIELDS; f++) {
        if (!read_field(c, 0, before, i, f) || !read_field(c, 1, after, k, f))
            return 0;
        if (!strcmp(c->text[0].bytes, c->text[1].bytes))
            continue;
        changed = 1;
        d.change = CHANGE_CHANGED;
        d.field = fields[f];
        d.before = *c->text[0].bytes ? c->text[0].bytes : NULL;
        d.after = *c->text[1].bytes ? c->text[1].bytes : NULL;
        if (!diff_tell(c, &d))
            return 0;
    }
    return changed || diff_tell(c, &d);
}

static int compare_all(comparison *c, const names *before, const names *after)
{
    /* The records of one data set are their own equals: only their presence can differ.
     */
    int one = before->view->dataset == after->view->dataset;
    for (size_t i = 0; i < before->count; i++) {
        uint32_t k = map_find(&after->by_name, before->name[i], strlen(before->name[i]));
        difference d = {.change = CHANGE_SAME};
        int fine;
        if (k == MAP_ABSENT) {
            fine = tell_ends(c, 0, before, i);
        } else if (!one) {
            fine = compare_one(c, before, i, after, k);
        } else {
            describe(before, i, &d);
            fine = diff_tell(c, &d);
        }
        if (!fine)
            return 0;
    }
    for (size_t i = 0; i < after->count; i++)
        if (map_find(&before->by_name, after->name[i], strlen(after->name[i])) ==
                MAP_ABSENT &&
            !tell_ends(c, 1, after, i))
            return 0;
    return 1;
}

polity_status diff_ties(comparison *c)
{
    for (int acts = 0; acts < 2; acts++) {
        names before = {0}, after = {0};
        int fine = names_make(&before, c->view[0], acts) &&
                   names_make(&after, c->view[1], acts) &&
                   compare_all(c, &before, &after);
        names_free(&before);
        names_free(&after);
        if (!fine)
            return error_memory(c->err);
    }
    return POLITY_OK;
}
