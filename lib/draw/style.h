/* How node types and lines look: the rows of style.def. */
#ifndef DRAW_STYLE_H
#define DRAW_STYLE_H

#include "base/buffer.h"
#include "model/vocabulary.h"

typedef struct node_style {
    const char *type, *shape, *style, *fill, *outline;
} node_style;

typedef struct line_style {
    const char *colour, *weak, *style, *arrow, *words;
    int width; /* of the pen, in tenths of a point */
} line_style;

typedef enum line_look {
#define LINE(name, colour, weak, style, arrow, width, words) LINE_##name,
#include "draw/style.def"
    LINE_LOOKS
} line_look;

size_t style_count(void);
const node_style *style_at(size_t i);
/* The row of a type: its own or that of its nearest ancestor. */
const node_style *style_of_type(const vocabulary *words, uint16_t type);
int style_alike(const node_style *a, const node_style *b);

const line_style *style_of_line(line_look look);
/* The look of a tie of a class, with or without direction. */
line_look style_of_class(uint8_t class, int directed);

enum { SHADE_SIZE = 8 };
/* A shade of one hue for 0..1, light to dark; black text is readable on all of them. */
void style_shade(char out[SHADE_SIZE], double share);

#endif
