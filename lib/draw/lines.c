/* Ties and acts of brokerage as lines. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "draw/picture.h"
#include "draw/quote.h"

enum { KINDS_NAMED = 3 };

static const char *id_of(const picture *of, int32_t number)
{
    return picture_text(of, picture_node(of, number)->id);
}

void draw_pen(line_look look, int weak, buffer *to)
{
    const line_style *style = style_of_line(look);
    int width = weak ? style->width * 7 / 10 : style->width;
    buffer_print(to, "color=\"%s\", style=\"%s\", penwidth=%d.%d",
                 weak ? style->weak : style->colour, style->style, width / 10,
                 width % 10);
}

static void arrows(buffer *to, line_look look, int head, int tail)
{
    const char *shape = style_of_line(look)->arrow;
    if (!head && !tail)
        buffer_text(to, ", dir=none");
    else if (!tail)
        buffer_print(to, ", arrowhead=%s", shape);
    else
        buffer_print(to, ", dir=%s, arrowtail=%s, arrowhead=%s", head ? "both" : "back",
                     shape, shape);
}

/* The weights of a line's ties of one kind (VOCABULARY_NONE = of all), added up; nothing
 * if none has one. */
static void weight(const picture *of, const picture_line *line, uint16_t kind, buffer *to)
{
    double sum = NAN;
    for (size_t i = 0; i < line->count; i++) {
        edge e = picture_tie(of, of->line_ties[line->first + i]);
        if ((kind == VOCABULARY_NONE || e.kind == kind) && !isnan(e.weight))
            sum = isnan(sum) ? e.weight : sum + e.weight;
    }
    if (!isnan(sum)) {
        buffer_text(to, kind == VOCABULARY_NONE ? "" : " ");
        buffer_real(to, sum);
    }
}

static void kinds(const picture *of, const picture_line *line, buffer *to)
{
    size_t named = 0;
    buffer_text(to, ", label=\"");
    for (size_t i = 0; i < line->count; i++) {
        uint16_t kind = picture_tie(of, of->line_ties[line->first + i]).kind;
        size_t before = 0;
        while (before < i &&
               picture_tie(of, of->line_ties[line->first + before]).kind != kind)
            before++;
        if (before < i)
            continue;
        if (named == KINDS_NAMED) {
            buffer_text(to, "\\n…");
            break;
        }
        buffer_text(to, named++ ? "\\n" : "");
        quote_words(to, of->data->vocabulary.kinds[kind].name);
        if (of->choices.weights)
            weight(of, line, kind, to);
    }
    buffer_char(to, '"');
}

/* Lines are written from the upper node to the lower, whichever way the tie goes: what
 * points up would otherwise be led round the nodes. */
static void line_between(const picture *of, const picture_line *line, buffer *to)
{
    int32_t down = of->row[line->low] - of->row[line->high];
    int from_low = down ? down < 0 : line->at_high || !line->at_low;
    int32_t from = from_low ? line->low : line->high,
            end = from_low ? line->high : line->low;
    line_look look = style_of_class(line->class, line->at_low || line->at_high);
    buffer_text(to, "  ");
    quote_name(to, id_of(of, from));
    buffer_text(to, " -> ");
    quote_name(to, id_of(of, end));
    buffer_text(to, " [");
    draw_pen(look, line->weak, to);
    arrows(to, look, from_low ? line->at_high : line->at_low,
           from_low ? line->at_low : line->at_high);
    if (of->choices.kinds) {
        kinds(of, line, to);
    } else if (of->choices.weights) {
        buffer_text(to, ", label=\"");
        weight(of, line, VOCABULARY_NONE, to);
        buffer_char(to, '"');
    }
    buffer_text(to, ", id=\"e-");
    quote_xml_id(to, id_of(of, line->low));
    buffer_text(to, "::");
    quote_xml_id(to, id_of(of, line->high));
    buffer_print(to, "::%s\", tooltip=\"", word_text(WORDS_CLASS, line->class));
    tooltip_line(of, line, to);
    buffer_text(to, "\"];\n");
}

void draw_lines(const picture *of, buffer *to)
{
    for (size_t i = 0; i < of->line_count; i++)
        line_between(of, &of->lines[i], to);
}

static void arc(const picture *of, size_t i, line_look look, int32_t party, buffer *to)
{
    const brokerage made = picture_act(of, i), *act = &made;
    int broker = look == LINE_BROKER, below = of->act_row[i] <= of->row[party];
    int act_first = of->choices.ranks ? below : !broker;
    buffer_text(to, "  ");
    quote_name(to, act_first ? picture_text(of, act->id) : id_of(of, party));
    buffer_text(to, " -> ");
    quote_name(to, act_first ? id_of(of, party) : picture_text(of, act->id));
    buffer_text(to, " [");
    draw_pen(look, picture_act_is_weak(act), to);
    arrows(to, look, look != LINE_WITH && act_first != broker,
           look != LINE_WITH && act_first == broker);
    buffer_text(to, ", tooltip=\"");
    tooltip_act(of, act, to);
    buffer_text(to, "\"];\n");
}

void draw_acts(const picture *of, buffer *to)
{
    for (size_t i = 0; i < of->act_count; i++) {
        const brokerage made = picture_act(of, i), *act = &made;
        const line_style *style = style_of_line(LINE_BROKER);
        int32_t parties[3];
        buffer_text(to, "  ");
        quote_name(to, picture_text(of, act->id));
        buffer_print(to,
                     " [shape=diamond, style=\"filled\", fillcolor=\"%s\", color=\"%s\", "
                     "width=0.2, "
                     "height=0.2, fixedsize=true, label=\"\", id=\"b-",
                     picture_act_is_open(act) ? "#FFFFFF" : style->colour, style->colour);
        quote_xml_id(to, picture_text(of, act->id));
        buffer_text(to, "\", tooltip=\"");
        tooltip_act(of, act, to);
        buffer_text(to, "\"];\n");
        picture_parties(of, act, parties);
        for (int k = 0; k < 3; k++)
            if (parties[k] >= 0)
                arc(of, i, (line_look)(LINE_BROKER + k), parties[k], to);
    }
}
