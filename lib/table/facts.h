/* What belongs to the whole of a table: names and values, in the order they were stated.
 */
#ifndef TABLE_FACTS_H
#define TABLE_FACTS_H

#include <stddef.h>

typedef struct fact {
    char *name, *value;
    int number; /* a JSON number, not text */
} fact;

typedef struct facts {
    fact *rows;
    size_t count, capacity;
} facts;

/* Add a fact, or replace the one of that name. 0 = no memory. */
int facts_add(facts *to, const char *name, const char *value, int number);
/* Add those whose names are new. 0 = no memory, and `to` is as before. */
int facts_join(facts *to, const facts *from);
/* The value of a name; NULL if there is none. */
const char *facts_find(const facts *in, const char *name);
/* Forget those from `count` on. */
void facts_cut(facts *of, size_t count);
void facts_free(facts *of);

#endif
