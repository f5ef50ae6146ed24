#include "table/facts.h"

#include <string.h>

#include "base/alloc.h"

int facts_add(facts *to, const char *name, const char *value, int number)
{
    fact added = {NULL, memory_text(value, strlen(value)), number};
    if (!added.value)
        return 0;
    for (size_t i = 0; i < to->count; i++) {
        if (!strcmp(to->rows[i].name, name)) {
            memory_free(to->rows[i].value);
            to->rows[i].value = added.value;
            to->rows[i].number = number;
            return 1;
        }
    }
    added.name = memory_text(name, strlen(name));
    if (!added.name || !memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                                    sizeof *to->rows)) {
        memory_free(added.name);
        memory_free(added.value);
        return 0;
    }
    to->rows[to->count++] = added;
    return 1;
}

int facts_join(facts *to, const facts *from)
{
    size_t before = to->count;
    for (size_t i = 0; i < from->count; i++) {
        const fact *row = &from->rows[i];
        if (!facts_find(to, row->name) &&
            !facts_add(to, row->name, row->value, row->number)) {
            facts_cut(to, before);
            return 0;
        }
    }
    return 1;
}

const char *facts_find(const facts *in, const char *name)
{
    for (size_t i = 0; i < in->count; i++)
        if (!strcmp(in->rows[i].name, name))
            return in->rows[i].value;
    return NULL;
}

void facts_cut(facts *of, size_t count)
{
    while (of->count > count) {
        memory_free(of->rows[--of->count].name);
        memory_free(of->rows[of->count].value);
    }
}

void facts_free(facts *of)
{
    facts_cut(of, 0);
    memory_free(of->rows);
    *of = (facts){NULL, 0, 0};
}
