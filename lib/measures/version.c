#include <polity/version.h>

const char *polity_version(void) { return POLITY_VERSION; }
