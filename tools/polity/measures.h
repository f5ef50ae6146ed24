/* Names of measures, as commands take them. */
#ifndef POLITY_MEASURES_H
#define POLITY_MEASURES_H

#include "options.h"

/* Whether each name of "a,b" is a measure. 0 = yes; else the exit status, and the fault
 * has been told. */
int measures_known(const char *names);

/* Whether each parameter of measures that was given is one of a named measure: one that
 * none of them reads would change nothing, unnoticed. 0 = yes; else as measures_known().
 */
int measures_take(const char *names, const arguments *given);

/* The measure whose columns bear this name: the longest name of a measure about nodes
 * that it begins with. NULL if there is none. */
const char *measure_of_column(const char *column);

#endif
