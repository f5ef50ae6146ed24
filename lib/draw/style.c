#include "draw/style.h"

#include <stdio.h>
#include <string.h>

static const node_style styles[] = {
#define STYLE(type, shape, style, fill, outline) {type, shape, style, fill, outline},
#include "draw/style.def"
};

static const line_style lines[] = {
#define LINE(name, colour, weak, style, arrow, width, words)                             \
    {colour, weak, style, arrow, words, width},
#include "draw/style.def"
};

enum { STYLE_COUNT = sizeof styles / sizeof *styles };

size_t style_count(void) { return STYLE_COUNT; }

const node_style *style_at(size_t i) { return i < STYLE_COUNT ? &styles[i] : NULL; }

const node_style *style_of_type(const vocabulary *words, uint16_t type)
{
    for (;;) {
        const node_type *row = &words->types[type];
        for (size_t i = 0; i < STYLE_COUNT; i++)
            if (!strcmp(styles[i].type, row->name))
                return &styles[i];
        if (row->parent == type)
            return &styles[STYLE_COUNT - 1];
        type = row->parent;
    }
}

int style_alike(const node_style *a, const node_style *b)
{
    return !strcmp(a->shape, b->shape) && !strcmp(a->style, b->style) &&
           !strcmp(a->fill, b->fill) && !strcmp(a->outline, b->outline);
}

const line_style *style_of_line(line_look look) { return &lines[look]; }

line_look style_of_class(uint8_t class, int directed)
{
    switch (class) {
    case CLASS_STEERING: return directed ? LINE_STEERING : LINE_STEERING_EQUAL;
    case CLASS_PARTNERSHIP: return directed ? LINE_PARTNERSHIP : LINE_PARTNERSHIP_EQUAL;
    default: return directed ? LINE_CONTEXT : LINE_CONTEXT_EQUAL;
    }
}

void style_shade(char out[SHADE_SIZE], double share)
{
    static const int light[3] = {0xF7, 0xFB, 0xFF}, dark[3] = {0x3F, 0x8F, 0xC9};
    int part[3];
    for (int i = 0; i < 3; i++)
        part[i] = light[i] + (int)((dark[i] - light[i]) * share);
    snprintf(out, SHADE_SIZE, "#%02X%02X%02X", (unsigned)part[0] & 0xFF,
             (unsigned)part[1] & 0xFF, (unsigned)part[2] & 0xFF);
}
