/* The document: nodes in their frames and rows, lines, legend, caption. */
#include <math.h>
#include <string.h>

#include "draw/picture.h"
#include "draw/quote.h"

enum { COLUMNS = 17, COLUMNS_SIZED = 14, LINES = 3 };

/* Thousandths of an inch: a column and a line of the small text, about, and the ring
 * round a type. */
enum { COLUMN_WIDE = 70, LINE_TALL = 135, RING = 110 };

/* The side of a shape in thousandths of an inch, by scale: its area follows the value. */
static int side_of(const picture_scale *scale, double x)
{
    double base = scale->least < 0 ? scale->least : 0, range = scale->most - base;
    double share = range > 0 && !isnan(x) ? (x - base) / range : 0;
    return 350 + (int)(850 * sqrt(share));
}

void draw_size(const picture_scale *scale, double x, buffer *to)
{
    int side = side_of(scale, x);
    buffer_print(to, "width=%d.%03d, height=%d.%03d, fixedsize=shape", side / 1000,
                 side % 1000, side / 1000, side % 1000);
}

void draw_shade(const picture_scale *scale, double x, buffer *to)
{
    char shade[SHADE_SIZE] = "#FFFFFF";
    double range = scale->most - scale->least;
    if (!isnan(x))
        style_shade(shade, range > 0 ? (x - scale->least) / range : 0.5);
    buffer_print(to, "fillcolor=\"%s\"", shade);
}

/* A name inside a shape whose size follows a value, or below it if it is too large: empty
 * lines push it there, as a label is centred on the shape. */
static void sized_label(const picture *of, int32_t number, const char *text, buffer *to)
{
    buffer words = {0};
    quote_room room = quote_wrapped(&words, text, COLUMNS_SIZED, LINES, "\\n");
    size_t side = (size_t)side_of(&of->size, of->size.values[number]), empty = 0;
    size_t wide = room.columns * COLUMN_WIDE, tall = room.lines * LINE_TALL;
    if (100 * (wide * wide + tall * tall) > 72 * side * side) { /* 0.85 of the shape */
        if (picture_node(of, number)->scope == SCOPE_TYPE)
            side += RING;
        empty = room.lines + (side + LINE_TALL - 1) / LINE_TALL;
    }
    for (size_t i = 0; i < empty; i++)
        buffer_text(to, "\\n");
    if (words.length)
        buffer_add(to, words.bytes, words.length);
    to->failed |= words.failed;
    buffer_free(&words);
}

static void label(const picture *of, int32_t number, buffer *to)
{
    const char *text = of->choices.label == LABEL_NAME
                           ? picture_name(of, number)
                           : picture_text(of, picture_node(of, number)->id);
    buffer_text(to, "label=\"");
    if (of->choices.label != LABEL_NONE && of->size.values)
        sized_label(of, number, text, to);
    else if (of->choices.label != LABEL_NONE)
        quote_wrapped(to, text, COLUMNS, LINES, "\\n");
    buffer_char(to, '"');
}

static void node_line(const picture *of, int32_t number, buffer *to)
{
    const node *n = picture_node(of, number);
    const node_style *style = style_of_type(&of->data->vocabulary, n->type);
    int hollow = (of->colour.values && isnan(of->colour.values[number])) ||
                 (of->size.values && isnan(of->size.values[number]));
    buffer_text(to, "  ");
    quote_name(to, picture_text(of, n->id));
    buffer_text(to, " [");
    label(of, number, to);
    buffer_print(to, ", shape=%s, style=\"filled%s%s%s\", color=\"%s\"", style->shape,
                 *style->style ? "," : "", style->style,
                 n->scope == SCOPE_ROLE ? ",dashed" : "",
                 hollow ? "#AAAAAA" : style->outline);
    if (n->scope == SCOPE_TYPE)
        buffer_text(to, ", peripheries=2");
    buffer_text(to, ", ");
    if (of->colour.values)
        draw_shade(&of->colour, of->colour.values[number], to);
    else
        buffer_print(to, "fillcolor=\"%s\"", hollow ? "#FFFFFF" : style->fill);
    if (of->size.values) {
        buffer_text(to, ", ");
        draw_size(&of->size, of->size.values[number], to);
        buffer_text(to, ", fontsize=9");
    }
    buffer_text(to, ", id=\"n-");
    quote_xml_id(to, picture_text(of, n->id));
    buffer_text(to, "\", tooltip=\"");
    tooltip_node(of, number, to);
    buffer_text(to, "\"];\n");
}

static void nodes_of(const picture *of, int32_t group, buffer *to)
{
    for (size_t i = 0; i < of->view->node_count; i++)
        if (of->drawn[i] && (of->groups.group ? of->groups.group[i] : -1) == group)
            node_line(of, (int32_t)i, to);
}

static int any_of(const picture *of, int32_t group)
{
    for (size_t i = 0; i < of->view->node_count; i++)
        if (of->drawn[i] && of->groups.group[i] == group)
            return 1;
    return 0;
}

/* What stands on a frame: the name of the node that a reference leads to, a type or a
 * level as words, any other value as it is. */
static void frame_label(const picture *of, const char *group, buffer *to)
{
    const vocabulary *words = &of->data->vocabulary;
    const char *by = of->choices.cluster;
    uint16_t kind = vocabulary_property(words, by, strlen(by));
    uint8_t type = kind == VOCABULARY_NONE ? VALUE_TEXT : words->properties[kind].type;
    symbol id = dataset_find(of->data, group, strlen(group));
    int64_t at = type == VALUE_REFERENCE && id ? dataset_node_at(of->data, id) : -1;
    symbol name = at < 0 ? 0 : dataset_node(of->data, (size_t)at)->name;
    if (type == VALUE_CATEGORY || !strcmp(by, "type"))
        quote_words(to, group);
    else
        quote_wrapped(to, name ? picture_text(of, name) : group, 60, 1, "");
}

static void frames(const picture *of, buffer *to)
{
    nodes_of(of, -1, to);
    for (size_t g = 0; g < of->groups.count; g++) {
        if (!any_of(of, (int32_t)g))
            continue;
        buffer_print(to, "  subgraph \"cluster_%zu\" {\n  label=\"", g + 1);
        frame_label(of, of->groups.names[g], to);
        buffer_text(
            to, "\"; labeljust=l; fontsize=11; fontcolor=\"#555555\"; style=\"rounded\"; "
                "pencolor=\"#999999\"; margin=8; tooltip=\"");
        quote_text(to, of->groups.names[g]);
        buffer_text(to, "\";\n");
        nodes_of(of, (int32_t)g, to);
        buffer_text(to, "  }\n");
    }
}

/* The row of acts of brokerage before a tier; empty, it keeps the tiers apart. */
static void gap(const picture *of, size_t row, buffer *to)
{
    buffer_print(to,
                 "  \"~gap%zu\" [shape=point, style=invis, width=0.01, height=0.01];\n"
                 "  { rank=same; \"~gap%zu\";",
                 row, row);
    for (size_t i = 0; i < of->act_count; i++) {
        const brokerage made = picture_act(of, i), *act = &made;
        if (of->act_row[i] != (int32_t)row)
            continue;
        buffer_char(to, ' ');
        quote_name(to, picture_text(of, act->id));
        buffer_char(to, ';');
    }
    buffer_text(to, " }\n");
}

static void row_of_nodes(const picture *of, size_t row, buffer *to)
{
    uint8_t tier = of->rows[row].tier;
    const char *name = tier ? word_text(WORDS_TIER, tier) : "no tier";
    buffer_print(to,
                 "  \"~row%zu\" [shape=plaintext, width=0.8, height=0.25, fontsize=11, "
                 "fontcolor=\"#666666\", label=\"%s\", tooltip=\"tier\"];\n"
                 "  { rank=same; \"~row%zu\";",
                 row, of->rows[row].begins ? name : "", row);
    for (size_t i = 0; i < of->view->node_count; i++) {
        if (of->row[i] != (int32_t)row)
            continue;
        buffer_char(to, ' ');
        quote_name(to, picture_text(of, picture_node(of, (int32_t)i)->id));
        buffer_char(to, ';');
    }
    buffer_text(to, " }\n");
}

/* The invisible spine that the rows hang on; its node at the top of a tier names it. An
 * order within rows is not asked for: invisible lines that cross frames make dot warn. */
static void spine(const picture *of, buffer *to)
{
    const char *before = "  ";
    for (size_t row = 0; row < of->row_count; row++) {
        if (of->rows[row].begins)
            gap(of, row, to);
        row_of_nodes(of, row, to);
    }
    for (size_t row = 0; row < of->row_count; row++, before = " -> ") {
        buffer_text(to, before);
        if (of->rows[row].begins)
            buffer_print(to, "\"~gap%zu\" -> ", row);
        buffer_print(to, "\"~row%zu\"", row);
    }
    buffer_text(to, " [style=invis, weight=100];\n");
}

static void head(const picture *of, buffer *to)
{
    const char *title =
        of->choices.title ? of->choices.title : picture_text(of, of->data->about.title);
    buffer_text(to, "digraph \"");
    draw_summary(of, to);
    buffer_text(to, "\" {\n  graph [layout=dot, rankdir=TB, newrank=true, start=7, "
                    "charset=\"UTF-8\", "
                    "nodesep=0.1, ranksep=0.3, pad=0.15, outputorder=edgesfirst, "
                    "fontname=\"Helvetica,Arial,sans-serif\", fontsize=9, labelloc=b, "
                    "labeljust=l, tooltip=\"");
    draw_summary(of, to);
    buffer_text(to, "\"");
    if (of->choices.caption) {
        buffer_text(to, ", ");
        draw_caption(of, to);
    }
    buffer_text(to, "];\n  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, "
                    "margin=\"0.06,0.03\", width=0.45, height=0.3, penwidth=1.1];\n"
                    "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=8, "
                    "fontcolor=\"#333333\", arrowsize=0.6];\n"
                    "  subgraph \"cluster_~picture\" {\n  pencolor=\"none\"; labelloc=t; "
                    "labeljust=l; "
                    "fontsize=15; label=\"");
    quote_wrapped(to, title, 90, 2, "\\l");
    buffer_text(to, "\";\n");
}

static polity_status write(const picture *of, buffer *to, polity_error *err)
{
    head(of, to);
    if (of->nodes)
        frames(of, to);
    else
        buffer_text(to,
                    "  \"~nothing\" [shape=plaintext, label=\"nothing selected\"];\n");
    draw_acts(of, to);
    if (of->row_count)
        spine(of, to);
    draw_lines(of, to);
    buffer_text(to, "  }\n");
    if (of->choices.legend)
        draw_legend(of, to);
    buffer_text(to, "}\n");
    buffer_flush(to);
    return buffer_status(to, err);
}

polity_status polity_draw_dot(const polity_view *view, const polity_table *values,
                              const polity_option *chosen, size_t n, polity_sink sink,
                              void *user, polity_error *err)
{
    options given = {chosen, n};
    picture of = {.view = view};
    buffer to = {.sink = sink, .user = user};
    polity_status status;
    if (!view || !sink || (!chosen && n))
        return error_set(err, POLITY_EARG, "argument", "a view and a sink are needed");
    of.data = view->dataset;
    if ((status = options_check(given, err)) ||
        (status = picture_choose(&of.choices, given, err)) ||
        (status = picture_collect(&of, err)) || (status = picture_limit(&of, err)) ||
        (status = picture_groups(&of, err)) ||
        (status = picture_scales(&of, values, err)) || (status = picture_rows(&of, err)))
        goto out;
    status = write(&of, &to, err);
out:
    buffer_free(&to);
    picture_free(&of);
    return status;
}
