#include "measures.h"

#include <stdio.h>
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

static int has_parameter(const polity_measure *of, const char *name)
{
    for (const polity_param *at = of ? of->params : NULL; at && at->name; at++)
        if (!strcmp(at->name, name))
            return 1;
    return 0;
}

static int any_has_parameter(const char *names, const char *parameter)
{
    char name[64];
    while (*names) {
        size_t n = strcspn(names, ",");
        snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : 0), names);
        if (has_parameter(polity_measure_find(name), parameter))
            return 1;
        names += n + (names[n] == ',');
    }
    return 0;
}

int measures_take(const char *names, const arguments *given)
{
    for (size_t i = 0; i < given->library_count; i++) {
        const char *option = given->library[i].name;
        const polity_option_info *info = polity_option_at(0);
        for (size_t at = 1; info && strcmp(info->name, option) != 0; at++)
            info = polity_option_at(at);
        if (info && info->stage == POLITY_STAGE_MEASURE &&
            !any_has_parameter(names, option))
            return say_usage(*names ? "--%s is no option of %s; see polity measures NAME"
                                    : "--%s needs a measure that reads it%s",
                             option, names);
    }
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
            strncmp(column, of->name, n) != 0 || (column[n] && column[n] != '_'))
            continue;
        found = of->name;
        longest = n;
    }
    return found;
}
