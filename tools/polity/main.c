/* polity: the command on top of libpolity. */
#include <fcntl.h>
#include <string.h>

#include "command.h"
#include "message.h"
#include "options.h"
#include "progress.h"
#include "usage.h"

static int unknown(const char *name)
{
    guess search = guess_of(name);
    if (*name == '-')
        return say_usage("an option comes after the command; see polity help");
    for (size_t i = 0; command_at(i); i++)
        guess_offer(&search, command_at(i)->name);
    return say_usage("no command is called \"%.64s\"%s polity help", name,
                     guess_see(&search));
}

/* The usual first words of any command, as commands. */
static const char *command_name(const char *word)
{
    if (!strcmp(word, "--help") || !strcmp(word, "-h"))
        return "help";
    if (!strcmp(word, "--version") || !strcmp(word, "-V"))
        return "version";
    return word;
}

/* A stream that the caller closed must not become the number of a file that is written:
 * messages would go into it. Writing to such a standard output still fails. */
static void keep_streams(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)!open("/dev/null", fd < 2 ? O_RDONLY : O_WRONLY);
}

int main(int argc, char **argv)
{
    const command *chosen;
    arguments given;
    int status;
    keep_streams();
    if (argc < 2)
        return say_usage("a command is needed; see polity help");
    chosen = command_find(command_name(argv[1]));
    if (!chosen)
        return unknown(argv[1]);
    progress_catch();
    status = arguments_parse(&given, chosen, argv + 2);
    if (status)
        return status;
    status = arguments_on(&given, OPTION_help) ? usage_of(chosen) : chosen->run(&given);
    arguments_free(&given);
    return status;
}
