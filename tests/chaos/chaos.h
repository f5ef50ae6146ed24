/* What the cases share: a scene, a case, scenes that several nouns start from. A file of
 * cases is named after its noun and has try_<noun>(), which test_chaos.c runs. */
#ifndef CHAOS_CHAOS_H
#define CHAOS_CHAOS_H

#include "../support/fixture.h"
#include "heap.h"

typedef struct scene {
    const char *name;    /* of the case; the rest is its own to use */
    const char *word;    /* a format, a measure */
    polity_dataset *set; /* made anew for each try */
    polity_dataset *other;
    polity_view *view;
    polity_graph *graph;
    polity_table *table;
    char *before;           /* what `set` was, written */
    polity_table *problems; /* what the call gave */
    void *out;
    int variant;
    polity_option options[8];
    size_t option_count;
} scene;

typedef struct chaos_case {
    const char *name;
    int (*prepare)(scene *s); /* 0 = the scene cannot be made */
    polity_status (*call)(scene *s, polity_error *err);
    void (*drop)(void *out); /* of what the call put in `out` */
    int may_refuse; /* with a heap that works it may fail, always in the same way */
} chaos_case;

/* Let the 1st, 2nd, 3rd … allocation of a case fail until the call meets no failure. */
void try_all(const chaos_case *of, const char *word, int variant);
/* A scene could not be made ready at all. */
void chaos_broken(const char *what);

/* A document with everything, and the data sets of it: nothing, this one, a second one
 * added. `before` is what they were. */
const char *whole_text(void);
int nothing(scene *s);
int empty_set(scene *s);
int first_set(scene *s);
int whole_set(scene *s);
int set_of(scene *s, const char *one, const char *two);
/* A view of all, whose nodes and ties are those of the whole set. */
int whole_view(scene *s);
/* A graph of eight nodes in three groups, of arrays. */
int array_graph(scene *s);
void set_option(scene *s, const char *name, const char *value);

/* A sink that takes everything. */
int swallow(void *user, const void *bytes, size_t n);

void drop_set(void *out);
void drop_table(void *out);
void drop_view(void *out);
void drop_graph(void *out);

void try_datasets(void);
void try_edits(void);
void try_imports(void);
void try_rules(void);
void try_generators(void);
void try_lists(void);
void try_graphs(void);
void try_measures(void);
void try_tables(void);
void try_patterns(void);
void try_claims(void);

#endif
