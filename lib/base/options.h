/* Reading a caller's list of named options. */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <polity/option.h>

#include "base/error.h"

typedef struct options {
    const polity_option *rows;
    size_t count;
} options;

/* Refuse names that no row of options.def has (POLITY_EARG, with the nearest). */
polity_status options_check(options given, polity_error *err);

/* The last value given for an option; else its default; NULL if that is empty. A switch
 * is "true". */
const char *option_text(options given, const char *name);

/* true/false, yes/no, 1/0. */
polity_status option_bool(options given, const char *name, int *value, polity_error *err);

/* A number within [min, max]; `*value` is left alone if the option is absent and has no
 * default. */
polity_status option_real(options given, const char *name, double min, double max,
                          double *value, polity_error *err);
polity_status option_integer(options given, const char *name, int64_t min, int64_t max,
                             int64_t *value, polity_error *err);

/* One of the words in "a|b|c": its position, 0-based. */
polity_status option_choice(options given, const char *name, const char *words,
                            int *value, polity_error *err);

/* Call `each` with every comma-separated item of every row of a list option, in order,
 * spaces trimmed; with the default's items if none is given. */
typedef polity_status option_item(void *user, const char *item, size_t n,
                                  polity_error *err);
polity_status option_each(options given, const char *name, option_item *each, void *user,
                          polity_error *err);

/* Whether a caller gave the option at all. */
int option_given(options given, const char *name);

#endif
