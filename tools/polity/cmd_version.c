#include <polity/version.h>

#include "message.h"
#include "options.h"
#include "output.h"

int cmd_version(const arguments *given)
{
    output to;
    polity_error err;
    polity_status status;
    if (given->word_count)
        return say_usage("version takes no names or files; see polity help version");
    status = output_open(&to, NULL, &err);
    output_print(&to, "polity %s\nlibpolity %s\n%s\n", POLITY_VERSION, polity_version(),
                 polity_version_engines());
    status = output_close(&to, !status, &err);
    return !status ? EXIT_DONE : output_is_deserted(&to) ? EXIT_IO : say_error(&err);
}
