#include "command.h"

#include <string.h>

#include <polity/option.h>

#define STAGE(name) (1u << POLITY_STAGE_##name)

static const command table[] = {
#define COMMAND(section, name, words, stages, parameters, summary, details, example)     \
    {section,    #name,   words,                                                         \
     summary,    details, example,                                                       \
     parameters, stages,  1u << COMMAND_##name,                                          \
     cmd_##name},
#include "commands.def"
#undef COMMAND
};

const command *command_at(size_t i) { return i < COMMAND_COUNT ? &table[i] : NULL; }

const command *command_find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}
