/* Structurally equivalent nodes: those with the same neighbours. Lorrain and White 1971,
 * Journal of Mathematical Sociology 1(1). */
#ifndef MEASURES_EQUIVALENT_H
#define MEASURES_EQUIVALENT_H

#include "measures/measure.h"

/* Whether the members of a class are tied to each other. */
typedef enum class_form {
    CLASS_SINGLE, /* one member */
    CLASS_APART,  /* each has the same neighbours, none of the class among them */
    CLASS_TIED    /* each has the same neighbours, and all the others of the class */
} class_form;

typedef struct equivalent {
    size_t count;     /* classes, in the order of their lowest nodes */
    int32_t *class;   /* of each node */
    int32_t *first;   /* of each class: its lowest node, which stands for it */
    int32_t *members; /* of each class: how many */
    uint8_t *form;    /* class_form of each class */
} equivalent;

/* Put nodes together that have the same arcs, in and out, parallel ones counted, and the
 * same label; lengths and weights are not looked at. A node of a class of either form is
 * in the first it fits of CLASS_APART, CLASS_TIED. `label` may be NULL: all are alike.
 * `together` 0: every node is a class of its own. O(arcs + nodes log nodes), 40 bytes a
 * node. 0 = no memory; equivalent_free() either way. */
int equivalent_find(equivalent *to, const polity_graph *graph, const uint8_t *label,
                    int together);
void equivalent_free(equivalent *of);
double equivalent_bytes(const polity_graph *graph);

#endif
