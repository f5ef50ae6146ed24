#include "session.h"

static int list_formats(const arguments *given)
{
    session at;
    polity_table *formats = NULL;
    polity_status status;
    if (given->word_count)
        return say_usage("convert --list takes no file; see polity help convert");
    session_begin(&at, given);
    status = polity_formats(&formats, &at.err);
    if (!status)
        status = session_write(&at, formats);
    polity_table_free(formats);
    return session_end(&at, status);
}

int cmd_convert(const arguments *given)
{
    session at;
    output to;
    polity_status status;
    int refused;
    if (arguments_on(given, OPTION_formats))
        return list_formats(given);
    if ((refused = arguments_files(given, 0)))
        return refused;
    session_begin(&at, given);
    status = session_load(&at, 0);
    if (status)
        return session_end(&at, status);
    status = output_open(&to, given->own[OPTION_output], &at.err);
    if (!status)
        status = polity_dataset_write(at.dataset, given->own[OPTION_target], output_bytes,
                                      &to, &at.err);
    return session_end(&at, session_finish(&at, &to, status));
}
