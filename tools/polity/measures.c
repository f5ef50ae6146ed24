#include "measures.h"

#include <string.h>

#include <polity/measure.h>

#include "message.h"

static int known(const char *name)
{
    guess search = guess_of(name);
    if (polity_measure_find(name))
        return 0;
    for (size_t i = 0; i < polity_measure_count(); i++)
        guess_offer(&search, polity_measure_at(i)->name);
    return say_usage("no measure is called \"%s\"%s polity measures", name,
                     guess_see(&search));
}

int measures_known(const char *names)
{
    char name[64];
    do {
        size_t n = strcspn(names, ",");
        size_t kept = n < sizeof name ? n : sizeof name - 1;
        int status;
        memcpy(name, names, kept);
        name[kept] = '\0';
        if ((status = known(name)))
            return status;
        names += n;
    } while (*names++);
    return 0;
}

const char *measure_of_column(const char *column)
{
    const char *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < polity_measure_count(); i++) {
        const polity_measure *of = polity_measure_at(i);
        size_t n = strlen(of->name);
        if (of->shape != POLITY_PER_NODE || n <= longest ||
            strncmp(column, of->name, n) || (column[n] && column[n] != '_'))
            continue;
        found = of->name;
        longest = n;
    }
    return found;
}
