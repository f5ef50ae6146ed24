/* The commands: rows of commands.def. */
#ifndef POLITY_COMMAND_H
#define POLITY_COMMAND_H

#include <stddef.h>
#include <stdint.h>

struct arguments;

typedef struct command {
    const char *section, *name, *arguments, *summary, *details, *example;
    const char *parameters; /* of measures that it takes, "a,b"; "" = all */
    uint32_t stages;        /* bits STAGE(…): whose options it takes */
    uint32_t bit;           /* its own bit in the rows of options.def */
    int (*run)(const struct arguments *given);
} command;

enum {
#define COMMAND(section, name, words, stages, parameters, summary, details, example)     \
    COMMAND_##name,
#include "commands.def"
#undef COMMAND
    COMMAND_COUNT
};

/* Row `i` of commands.def; NULL past the last. */
const command *command_at(size_t i);

/* The command of that name; NULL if there is none. */
const command *command_find(const char *name);

/* What each row runs: parse, read, call the library, print, free. The exit status. */
#define COMMAND(section, name, words, stages, parameters, summary, details, example)     \
    int cmd_##name(const struct arguments *given);
#include "commands.def"
#undef COMMAND

/* The command's exit statuses. */
enum {
    EXIT_DONE = 0,
    EXIT_NO = 1,    /* the answer is no */
    EXIT_USAGE = 2, /* unknown option, id, name; a query that does not parse */
    EXIT_DATA = 3,  /* the data has errors */
    EXIT_IO = 4,    /* cannot read, write or draw */
    EXIT_UNFIT = 5, /* not computable */
    EXIT_LIMIT = 6  /* out of memory, over a limit, cancelled */
};

#endif
