/* The legend: samples of what is in the picture and of nothing else, drawn by the same
 * shapes and lines. Its rows stand below the lowest row, each headed in the column of the
 * tiers. */
#include <math.h>
#include <string.h>

#include "draw/picture.h"
#include "draw/quote.h"

#define WEAK_WORDS "paler: weak evidence (confidence below 0.5)"

enum { TYPES_NAMED = 4, COLUMNS_ASIDE = 64 };

typedef struct legend {
    const picture *of;
    buffer *to;
    const char *heading; /* of the rows at hand; NULL = written already */
    size_t rows, items, used, wide;
    int open, weak; /* in a row; weak evidence is explained already */
} legend;

static void close_row(legend *l)
{
    if (l->open)
        buffer_text(l->to, "  }\n");
    l->open = 0;
}

static void open_row(legend *l)
{
    close_row(l);
    if (l->rows)
        buffer_print(l->to,
                     "  \"~legend%zu\" -> \"~legend%zu\" [style=invis, weight=100];\n",
                     l->rows, l->rows + 1);
    l->rows++;
    buffer_print(
        l->to,
        "  { rank=same;\n  \"~legend%zu\" [shape=plaintext, label=\"%s\", width=0.8, "
        "height=0.25, fontcolor=\"#777777\", tooltip=\"legend\"];\n",
        l->rows, l->heading ? l->heading : "");
    l->heading = NULL;
    l->used = 0;
    l->open = 1;
}

/* Begin a sample that takes so many columns: `  "~item7"`, ordered after the last one of
 * its row. */
static void item(legend *l, size_t columns)
{
    if (!l->open || l->heading || (l->used && l->used + columns > l->wide))
        open_row(l);
    if (l->used)
        buffer_print(l->to, "  \"~item%zu\" -> ", l->items);
    else
        buffer_print(l->to, "  \"~legend%zu\" -> ", l->rows);
    l->items++;
    buffer_print(l->to, "\"~item%zu\" [style=invis];\n  \"~item%zu\"", l->items,
                 l->items);
    l->used += columns;
}

/* The node named last, as plain text. */
static void text_item(legend *l, const char *space, const char *words)
{
    buffer_print(l->to,
                 "  \"~item%zu\" [shape=plaintext, width=0, height=0, margin=0.02, "
                 "label=\"%s%s\"];\n",
                 l->items, space, words);
}

/* Words beside the sample written last. */
static void beside(legend *l, const char *words)
{
    buffer_print(l->to, "  \"~item%zu\" -> \"~item%zu\" [style=invis];\n", l->items,
                 l->items + 1);
    l->items++;
    text_item(l, "", words);
}

static int is_seen(const picture *of, uint16_t type)
{
    for (size_t i = 0; i < of->view->node_count; i++)
        if (of->drawn[i] && picture_node(of, (int32_t)i)->type == type)
            return 1;
    return 0;
}

/* The names of all types drawn that look like `style`; how many columns they take. */
static size_t types_like(const picture *of, const node_style *style, buffer *names)
{
    const vocabulary *words = &of->data->vocabulary;
    size_t named = 0, longest = 0;
    for (size_t t = 0; t < words->type_count; t++) {
        size_t before = names->length;
        if (!style_alike(style_of_type(words, (uint16_t)t), style) ||
            !is_seen(of, (uint16_t)t))
            continue;
        if (++named > TYPES_NAMED)
            continue;
        buffer_text(names, named > 1 ? ",\\n" : "");
        quote_words(names, words->types[t].name);
        if (names->length - before > longest)
            longest = names->length - before;
    }
    if (named > TYPES_NAMED)
        buffer_print(names, "\\nand %zu more", named - TYPES_NAMED);
    return longest;
}

static int styled_before(size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (style_alike(style_at(i), style_at(at)))
            return 1;
    return 0;
}

static void node_types(legend *l)
{
    l->heading = "who";
    for (size_t i = 0; i < style_count(); i++) {
        const node_style *style = style_at(i);
        buffer names = {0};
        size_t columns = styled_before(i) ? 0 : types_like(l->of, style, &names);
        if (columns && names.length) {
            item(l, columns + 6);
            buffer_print(l->to,
                         " [shape=%s, style=\"filled%s%s\", fillcolor=\"%s\", "
                         "color=\"%s\", label=\"%s\"];\n",
                         style->shape, *style->style ? "," : "", style->style,
                         l->of->colour.values ? "#FFFFFF" : style->fill, style->outline,
                         names.bytes);
        }
        l->to->failed |= names.failed;
        buffer_free(&names);
    }
}

static void scopes(legend *l)
{
    static const struct {
        uint8_t scope;
        const char *look, *words;
    } samples[] = {
        {SCOPE_ROLE, "style=dashed", "a role, whoever holds it"},
        {SCOPE_TYPE, "peripheries=2", "a type: all such bodies"},
    };
    for (size_t s = 0; s < 2; s++) {
        int seen = 0;
        for (size_t i = 0; i < l->of->view->node_count; i++)
            seen |= l->of->drawn[i] &&
                    picture_node(l->of, (int32_t)i)->scope == samples[s].scope;
        if (!seen)
            continue;
        item(l, strlen(samples[s].words) + 6);
        buffer_print(
            l->to,
            " [shape=box, margin=\"0.1,0.04\", %s, color=\"#333333\", label=\"%s\"];\n",
            samples[s].look, samples[s].words);
    }
}

static void line_sample(legend *l, line_look look, int weak, const char *words)
{
    item(l, strlen(words) + 10);
    buffer_print(l->to,
                 " [shape=point, style=invis, width=0.01, height=0.01];\n"
                 "  \"~item%zu\" -> \"~item%zu\" [",
                 l->items, l->items + 1);
    draw_pen(look, weak, l->to);
    buffer_print(l->to, ", arrowhead=%s, minlen=4];\n", style_of_line(look)->arrow);
    l->items++;
    text_item(l, " ", words);
}

static void line_looks(legend *l)
{
    const picture *of = l->of;
    int seen[LINE_LOOKS] = {0}, weak = LINE_LOOKS;
    l->heading = "ties";
    for (size_t i = 0; i < of->line_count; i++) {
        const picture_line *line = &of->lines[i];
        line_look look = style_of_class(line->class, line->at_low || line->at_high);
        seen[look] = 1;
        if (line->weak && (int)look < weak)
            weak = (int)look;
    }
    for (int look = 0; look < LINE_BROKER; look++)
        if (seen[look])
            line_sample(l, (line_look)look, 0, style_of_line((line_look)look)->words);
    if (weak < LINE_LOOKS)
        line_sample(l, (line_look)weak, 1, WEAK_WORDS);
    l->weak = weak < LINE_LOOKS;
}

static void diamond(legend *l, int is_open)
{
    const line_style *style = style_of_line(LINE_BROKER);
    item(l, 24);
    buffer_print(l->to,
                 " [shape=diamond, style=filled, width=0.2, height=0.2, fixedsize=true, "
                 "label=\"\", fillcolor=\"%s\", color=\"%s\"];\n",
                 is_open ? "#FFFFFF" : style->colour, style->colour);
    beside(l, is_open ? "proposed, refused or failed" : "act of brokerage");
}

static void act_looks(legend *l)
{
    int seen[3] = {0}, is_open[2] = {0}, weak = 0;
    l->heading = "brokerage";
    for (size_t i = 0; i < l->of->act_count; i++) {
        const brokerage made = picture_act(l->of, i), *act = &made;
        int32_t parties[3];
        picture_parties(l->of, act, parties);
        for (int k = 0; k < 3; k++)
            seen[k] |= parties[k] >= 0;
        is_open[picture_act_is_open(act)] = 1;
        weak |= picture_act_is_weak(act);
    }
    for (int k = 0; k < 2; k++)
        if (is_open[k])
            diamond(l, k);
    for (int k = 0; k < 3; k++)
        if (seen[k])
            line_sample(l, (line_look)(LINE_BROKER + k), 0,
                        style_of_line((line_look)(LINE_BROKER + k))->words);
    if (weak && !l->weak)
        line_sample(l, LINE_FOR, 1, WEAK_WORDS);
}

/* `least 0`, `most 12.3`. */
static void number_beside(legend *l, const char *word, double x)
{
    buffer text = {0};
    buffer_text(&text, word);
    quote_number(&text, x);
    if (text.length)
        beside(l, text.bytes);
    l->to->failed |= text.failed;
    buffer_free(&text);
}

static void scale_samples(legend *l, const picture_scale *scale, int is_size)
{
    static const char *const words[] = {"least ", "", "most "};
    for (int i = 0; i < 3; i++) {
        double x = scale->least + (scale->most - scale->least) * i / 2;
        if (i && !(scale->most > scale->least))
            break;
        item(l, 14);
        buffer_text(l->to, " [label=\"\", style=filled, color=\"#333333\", ");
        if (is_size) {
            buffer_text(l->to, "shape=circle, fillcolor=\"#FFFFFF\", ");
            draw_size(scale, x, l->to);
        } else {
            buffer_text(l->to, "shape=box, width=0.35, height=0.22, fixedsize=true, ");
            draw_shade(scale, x, l->to);
        }
        buffer_text(l->to, "];\n");
        number_beside(l, words[i], x);
    }
}

static void undefined_sample(legend *l, size_t n)
{
    item(l, 20);
    buffer_text(l->to, " [label=\"\", shape=box, style=filled, fillcolor=\"#FFFFFF\", "
                       "color=\"#AAAAAA\", width=0.35, height=0.22, fixedsize=true];\n");
    number_beside(l, "undefined: ", (double)n);
}

static void scale_row(legend *l, const picture_scale *scale, const char *heading,
                      int is_size)
{
    buffer name = {0};
    if (!scale->values)
        return;
    l->heading = heading;
    quote_words(&name, scale->column->name);
    if (*scale->column->unit) {
        buffer_text(&name, ", ");
        quote_text(&name, scale->column->unit);
    }
    if (name.length) {
        item(l, name.length + 2);
        buffer_print(
            l->to, " [shape=plaintext, width=0, height=0, margin=0.02, label=\"%s\"];\n",
            name.bytes);
    }
    if (scale->defined)
        scale_samples(l, scale, is_size);
    if (scale->undefined)
        undefined_sample(l, scale->undefined);
    l->to->failed |= name.failed;
    buffer_free(&name);
}

void draw_legend(const picture *of, buffer *to)
{
    legend l = {.of = of,
                .to = to,
                .wide = of->choices.ranks ? picture_columns(of) : COLUMNS_ASIDE};
    if (!of->nodes)
        return;
    buffer_text(to, "  subgraph \"cluster_~legend\" {\n"
                    "  label=\"\"; style=\"rounded\"; color=\"#CCCCCC\"; margin=6;\n"
                    "  node [fontsize=9, tooltip=\"legend\"];\n"
                    "  edge [tooltip=\"legend\"];\n");
    node_types(&l);
    scopes(&l);
    line_looks(&l);
    act_looks(&l);
    scale_row(&l, &of->size, "size", 1);
    scale_row(&l, &of->colour, "shade", 0);
    close_row(&l);
    buffer_text(to, "  }\n");
    if (of->row_count)
        buffer_print(
            to,
            "  \"~end\" [shape=point, style=invis, width=0.01, height=0.01];\n"
            "  \"~row%zu\" -> \"~end\" -> \"~legend1\" [style=invis, weight=100];\n",
            of->row_count - 1);
}
