/* Help and completion, made from the tables of commands and options. The exit status of
 * writing it. */
#ifndef POLITY_USAGE_H
#define POLITY_USAGE_H

#include "command.h"

int usage_all(void);
int usage_of(const command *of);
int usage_completion(void);

#endif
