/* Command lines. One table of options makes parsing, help and completion: the command's
 * own rows (options.def), then the library's rows of the stages that the command uses. */
#ifndef POLITY_OPTIONS_H
#define POLITY_OPTIONS_H

#include <polity/option.h>

#include "command.h"

/* The command's own options by number. */
enum {
#define OPTION(id, letter, name, argument, fallback, group, commands, meaning)           \
    OPTION_##id,
#include "options.def"
#undef OPTION
    OPTION_COUNT
};

/* Headings of help, in order. */
typedef enum option_group {
    GROUP_IMPORT,
    GROUP_DIFF,
    GROUP_GENERATE,
    GROUP_ROUTE,
    GROUP_MATCH,
    GROUP_CLAIMS,
    GROUP_OUTPUT,
    GROUP_VIEW,
    GROUP_GRAPH,
    GROUP_MEASURE,
    GROUP_TABLE,
    GROUP_DRAW,
    GROUP_RUN,
    GROUP_HELP,
    GROUP_COUNT
} option_group;

/* One option of one command. */
typedef struct option_row {
    const char *name, *argument, *fallback, *meaning;
    option_group group;
    char letter; /* -o; 0 = none */
    int own;     /* number of the command's own option; -1 = an option of the library */
} option_row;

/* A command line, taken apart. Strings are those of argv. */
typedef struct arguments {
    const command *command;
    const char
        *own[OPTION_COUNT]; /* value, else default; NULL = not given and no default */
    polity_option *library; /* the library's options, in the order given */
    size_t library_count;
    const char **words; /* what is no option: names, files */
    size_t word_count;
} arguments;

/* Option `i` of a command; 0 past the last. */
int option_row_at(const command *of, size_t i, option_row *row);

/* Whether it is on when it is named alone, and takes "true" or "false" as well. */
int option_is_flag(const option_row *row);

/* Take a command line apart (`argv` begins after the command's name). 0 = done, to be
 * released with arguments_free(); else the exit status, and the fault has been told. */
int arguments_parse(arguments *to, const command *of, char *const *argv);
void arguments_free(arguments *of);

/* Whether a switch is on. */
int arguments_on(const arguments *of, int own);

/* The last value given for one of the library's options; NULL if it was not given. */
const char *arguments_library(const arguments *of, const char *name);

/* Words from number `first` on are files. 0 = there is at least one, and "-" comes once
 * at most; else the exit status, and the fault has been told. */
int arguments_files(const arguments *of, size_t first);

/* A whole number of decimal digits, or "1.5", or with K, M, G for bytes. 0 = it is none.
 */
int option_whole(const char *text, uint64_t *value);
int option_seconds(const char *text, double *value);
int option_bytes(const char *text, uint64_t *value);

#endif
