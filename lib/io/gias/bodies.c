/* Authorities and dioceses: named by rows of schools, made into nodes at the end. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

body *gias_body(gias *g, bodies *in, const char *prefix, csv_cell code, symbol name,
                place at)
{
    char text[80];
    int n = snprintf(text, sizeof text, "%s%.60s", prefix, code.text);
    uint32_t row = map_find(&in->ids, text, (size_t)n);
    body *of;
    if (row != MAP_ABSENT) {
        of = &in->rows[row];
        if (name && of->name && name != of->name && !of->renamed) {
            of->renamed = 1;
            gias_odd(g, "gias-name", &at, dataset_text(g->made, name),
                     "\"%s\" is called \"%.80s\" here and \"%.80s\" in an earlier row: "
                     "the earlier name is kept",
                     text, dataset_text(g->made, name), dataset_text(g->made, of->name));
        }
        of->name = of->name ? of->name : name;
        return of;
    }
    if (!memory_grow((void **)&in->rows, &in->capacity, in->count + 1, sizeof *of)) {
        gias_no_memory(g);
        return NULL;
    }
    of = &in->rows[in->count];
    memset(of, 0, sizeof *of);
    of->id = gias_symbol(g, text, (size_t)n);
    of->code = gias_symbol(g, code.text, code.n);
    of->name = name;
    of->place = at;
    if (!of->id || !map_put(&in->ids, dataset_text(g->made, of->id), (size_t)n,
                            (uint32_t)in->count)) {
        gias_no_memory(g);
        return NULL;
    }
    in->count++;
    return of;
}

static void finish(gias *g, const bodies *in, const char *type, const char *kept)
{
    uint16_t at = vocabulary_type(&g->made->vocabulary, type, strlen(type));
    for (size_t i = 0; i < in->count && !g->status; i++) {
        const body *of = &in->rows[i];
        properties_of own = {.type = at};
        node *made;
        gias_put_text(g, &own, "la_code", VALUE_TEXT, of->code);
        gias_put_text(g, &own, "gss", VALUE_TEXT, of->gss);
        if (of->regions == 1)
            gias_put_text(g, &own, "region", VALUE_TEXT, of->region);
        made = gias_node(g, of->id, at, of->place, &own, 1u << of->place.file);
        if (made)
            made->name = of->name;
        gias_tally_of(g, of->place.file, "kept", kept, 1);
    }
}

void gias_finish_bodies(gias *g)
{
    finish(g, &g->authorities, "local_authority", "nodes: local authorities");
    finish(g, &g->dioceses, "diocese", "nodes: dioceses");
}
