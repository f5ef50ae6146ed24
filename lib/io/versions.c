/* Versions of the libraries in use. igraph's is the one that was built against: asking
 * igraph itself is for the layers that may include it, which record it with their
 * results. */
#include <jansson.h>
#include <zlib.h>

#include <polity/version.h>

const char *polity_version_engines(void)
{
    return "igraph " POLITY_IGRAPH_VERSION ", jansson " JANSSON_VERSION
           ", zlib " ZLIB_VERSION;
}
