/* What a reader of the SVG sees when pointing at a node or a line: all that did not fit
 * on it. */
#include <math.h>
#include <string.h>

#include "draw/picture.h"
#include "draw/quote.h"

enum { TIES_NAMED = 12, SOURCES_NAMED = 6 };

static void scale_value(const picture_scale *scale, int32_t number, buffer *to)
{
    if (!scale->values)
        return;
    buffer_text(to, "; ");
    quote_words(to, scale->column->name);
    buffer_char(to, ' ');
    if (isnan(scale->values[number]))
        buffer_text(to, "undefined");
    else
        quote_number(to, scale->values[number]);
}

void tooltip_node(const picture *of, int32_t number, buffer *to)
{
    const node *n = picture_node(of, number);
    quote_text(to, picture_name(of, number));
    buffer_text(to, " (");
    quote_words(to, of->data->vocabulary.types[n->type].name);
    if (n->scope == SCOPE_ROLE || n->scope == SCOPE_TYPE)
        buffer_print(to, ", a %s", word_text(WORDS_SCOPE, n->scope));
    buffer_text(to, ", ");
    quote_text(to, picture_text(of, n->id));
    buffer_char(to, ')');
    scale_value(&of->size, number, to);
    if (of->colour.column != of->size.column)
        scale_value(&of->colour, number, to);
}

static void dates(const interval *valid, buffer *to)
{
    char from[DATE_SIZE] = "", until[DATE_SIZE] = "";
    if (valid->from_form == DATE_NONE && valid->to_form == DATE_NONE)
        return;
    if (valid->from_form != DATE_NONE)
        date_write(from, valid->from, (date_form)valid->from_form);
    if (valid->to_form != DATE_NONE)
        date_write(until, valid->to, (date_form)valid->to_form);
    buffer_print(to, ", %s..%s", from, until);
}

static int cited_before(evidence_list list, uint32_t at)
{
    for (uint32_t i = 0; i < at; i++)
        if (list.rows[i].cites == list.rows[at].cites)
            return 1;
    return 0;
}

/* `, 2 pieces of evidence (seed, int-07), confidence 0.9` */
static void support(const picture *of, evidence_list list, buffer *to)
{
    double confidence = evidence_confidence(list, NULL, &(size_t){0});
    uint32_t named = 0, i = 0;
    if (!list.count) {
        buffer_text(to, ", no evidence stated");
        return;
    }
    buffer_print(to, ", %u piece%s of evidence (", list.count,
                 list.count == 1 ? "" : "s");
    for (; i < list.count && named < SOURCES_NAMED; i++) {
        if (cited_before(list, i))
            continue;
        buffer_text(to, named++ ? ", " : "");
        quote_text(to, picture_text(of, list.rows[i].cites));
    }
    buffer_text(to, i < list.count ? ", …)" : ")");
    if (!isnan(confidence)) {
        buffer_text(to, ", confidence ");
        quote_number(to, confidence);
    }
}

static void tie(const picture *of, const edge *e, buffer *to)
{
    const edge_kind *kind = &of->data->vocabulary.kinds[e->kind];
    quote_text(to, picture_name(of, picture_number(of, e->source)));
    buffer_text(to, kind->directed ? " → " : " – ");
    quote_text(to, picture_name(of, picture_number(of, e->target)));
    buffer_text(to, ": ");
    quote_words(to, kind->name);
    dates(&e->valid, to);
    support(of, e->evidence, to);
}

void tooltip_line(const picture *of, const picture_line *line, buffer *to)
{
    for (size_t i = 0; i < line->count && i < TIES_NAMED; i++) {
        const edge made = picture_tie(of, of->line_ties[line->first + i]);
        buffer_text(to, i ? "; " : "");
        tie(of, &made, to);
    }
    if (line->count > TIES_NAMED)
        buffer_print(to, "; and %zu more ties", line->count - TIES_NAMED);
}

static void party(const picture *of, const char *word, int32_t number, buffer *to)
{
    if (number < 0)
        return;
    buffer_text(to, word);
    quote_text(to, picture_name(of, number));
}

void tooltip_act(const picture *of, const brokerage *act, buffer *to)
{
    int32_t parties[3];
    picture_parties(of, act, parties);
    quote_text(to, picture_text(of, act->id));
    buffer_text(to, ": ");
    quote_words(to, of->data->vocabulary.kinds[act->kind].name);
    party(of, ", broker ", parties[0], to);
    party(of, ", for ", parties[1], to);
    party(of, ", with ", parties[2], to);
    if (act->outcome)
        buffer_print(to, ", outcome %s", word_text(WORDS_OUTCOME, act->outcome));
    dates(&act->valid, to);
    support(of, act->evidence, to);
}
