/* Names of measures, as commands take them. */
#ifndef POLITY_MEASURES_H
#define POLITY_MEASURES_H

#include <stddef.h>

/* Whether each name of "a,b" is a measure. 0 = yes; else the exit status, and the fault
 * has been told. */
int measures_known(const char *names);

/* The measure whose columns bear this name: the longest name of a measure about nodes
 * that it begins with. NULL if there is none. */
const char *measure_of_column(const char *column);

#endif
