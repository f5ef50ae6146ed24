#include "message.h"
#include "options.h"
#include "usage.h"

int cmd_help(const arguments *given)
{
    const command *of;
    guess search;
    if (given->own[OPTION_completion])
        return usage_completion();
    if (!given->word_count)
        return usage_all();
    if (given->word_count > 1)
        return say_usage("help takes one command; see polity help");
    if ((of = command_find(given->words[0])))
        return usage_of(of);
    search = guess_of(given->words[0]);
    for (size_t i = 0; command_at(i); i++)
        guess_offer(&search, command_at(i)->name);
    return say_usage("no command is called \"%.64s\"%s polity help", given->words[0],
                     guess_see(&search));
}
