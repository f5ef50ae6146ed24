#include "session.h"

static polity_status generate(session *at)
{
    const arguments *given = at->given;
    output to;
    polity_status status = polity_dataset_new(&at->dataset, &at->err);
    if (!status)
        status = polity_generate(at->dataset, given->words[0], given->library,
                                 given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (status)
        return status;
    status = output_open(&to, given->own[OPTION_output], &at->err);
    if (!status)
        status = polity_dataset_write(at->dataset, given->own[OPTION_form], output_bytes,
                                      &to, &at->err);
    return session_finish(at, &to, status);
}

int cmd_generate(const arguments *given)
{
    session at;
    if (!given->word_count)
        return say_usage(
            "generate needs to know what: region or england; see polity help generate");
    if (given->word_count > 1)
        return say_usage("generate makes one data set, and \"%.64s\" is a second word; "
                         "see polity help generate",
                         given->words[1]);
    session_begin(&at, given);
    return session_end(&at, generate(&at));
}
