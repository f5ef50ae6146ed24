/* What is to be drawn, worked out before a byte is written.
 *
 * A picture holds the nodes of a view that are drawn, its ties merged into lines, its
 * acts of brokerage, and the row of each node. All arrays are indexed by the numbers of
 * the view. */
#ifndef DRAW_PICTURE_H
#define DRAW_PICTURE_H

#include <polity/draw.h>

#include "base/options.h"
#include "draw/style.h"
#include "graph/view.h"

/* One line: the ties of one class between two nodes, `low` < `high`. */
typedef struct picture_line {
    int32_t low, high;
    uint8_t class;
    uint8_t at_low, at_high; /* whether a tie acts on that end */
    uint8_t weak;            /* no tie of it rests on more than weak evidence */
    size_t first, count;     /* its ties, in picture.line_ties */
} picture_line;

/* One row of nodes. */
typedef struct picture_row {
    uint8_t tier;
    uint8_t begins; /* the first of its tier */
} picture_row;

/* Numbers of a measure that nodes show; NULL values = not asked for. */
typedef struct picture_scale {
    const polity_column *column;
    double *values; /* one a node of the view; NaN = undefined */
    double least, most;
    size_t defined, undefined; /* among the nodes drawn */
} picture_scale;

typedef struct picture_choices {
    const char *title, *cluster, *size, *colour;
    int label; /* LABEL_… */
    int kinds, weights, isolates, ranks, legend, caption, acts;
    int64_t max_nodes;
} picture_choices;
enum { LABEL_NAME, LABEL_ID, LABEL_NONE };

typedef struct picture {
    const polity_view *view;
    const polity_dataset *data;
    picture_choices choices;
    uint8_t *drawn;
    size_t nodes, isolates; /* drawn; left out for having no line */
    picture_line *lines;
    int32_t *line_ties; /* numbers of ties in the view, line by line */
    size_t line_count, ties, loops;
    int32_t *acts; /* numbers of acts in the view */
    size_t act_count;
    view_groups groups;
    int32_t *row;     /* one a node; -1 = in no row */
    int32_t *act_row; /* the row that an act stands above */
    picture_row *rows;
    size_t row_count;
    picture_scale size, colour;
} picture;

/* Evidence below this is weak; drawn paler. */
#define PICTURE_WEAK 0.5

polity_status picture_choose(picture_choices *out, options given, polity_error *err);
/* Nodes, lines and acts. */
polity_status picture_collect(picture *of, polity_error *err);
/* The frames and the columns of `values` that were asked for. */
polity_status picture_groups(picture *of, polity_error *err);
polity_status picture_scales(picture *of, const polity_table *values, polity_error *err);
/* Refuse what cannot be read, with what could. */
polity_status picture_limit(const picture *of, polity_error *err);
/* Rows: tiers from national to person, wide ones over several rows. */
polity_status picture_rows(picture *of, polity_error *err);
void picture_free(picture *of);

static inline const node *picture_node(const picture *of, int32_t number)
{
    return dataset_node(of->data, (size_t)of->view->nodes[number]);
}
static inline edge picture_tie(const picture *of, int32_t number)
{
    return view_tie(of->view, (size_t)number);
}
static inline brokerage picture_act(const picture *of, size_t i)
{
    return view_act(of->view, (size_t)of->acts[i]);
}
static inline const char *picture_text(const picture *of, symbol s)
{
    return dataset_text(of->data, s);
}
/* Number in the view of the node that a symbol names; -1 = none, or not selected. */
int32_t picture_number(const picture *of, symbol id);
/* Parties of an act: broker, for, with; -1 = none drawn. */
void picture_parties(const picture *of, const brokerage *act, int32_t parties[3]);
int picture_act_is_weak(const brokerage *act);
/* Whether an act came to nothing, or not yet to anything. */
int picture_act_is_open(const brokerage *act);
uint8_t picture_tier(const picture *of, int32_t number);
/* What a person would call a record: its name, else its id. */
const char *picture_name(const picture *of, int32_t number);

/* About how many columns of small text the picture is wide. */
size_t picture_columns(const picture *of);

/* Parts of the document (dot.c, lines.c, legend.c, caption.c, tooltip.c). */
void draw_lines(const picture *of, buffer *to);
void draw_acts(const picture *of, buffer *to);
/* Colour, style and width of a line. */
void draw_pen(line_look look, int weak, buffer *to);
/* Attributes of a node for the number `x` of a scale; NaN = undefined. */
void draw_size(const picture_scale *scale, double x, buffer *to);
void draw_shade(const picture_scale *scale, double x, buffer *to);
void draw_legend(const picture *of, buffer *to);
void draw_summary(const picture *of, buffer *to);
void draw_caption(const picture *of, buffer *to);
void tooltip_node(const picture *of, int32_t number, buffer *to);
void tooltip_line(const picture *of, const picture_line *line, buffer *to);
void tooltip_act(const picture *of, const brokerage *act, buffer *to);

#endif
