#include "derive/when.h"

#include <string.h>

static polity_status read_day(const char *name, const char *text, size_t n, int32_t *day,
                              uint8_t *form, polity_error *err)
{
    date_form found = date_read(text, n, day);
    if (!date_is_day((uint8_t)found))
        return error_set(err, POLITY_EARG, "option-value",
                         "option %s: \"%.*s\" is not YYYY, YYYY-MM or YYYY-MM-DD", name,
                         (int)(n < 60 ? n : 60), text);
    *form = (uint8_t)found;
    return POLITY_OK;
}

static polity_status read_window(when *to, const char *text, buffer *words,
                                 polity_error *err)
{
    const char *dots = strstr(text, "..");
    uint8_t to_form;
    polity_status status;
    if (!dots)
        return error_set(err, POLITY_EARG, "option-value",
                         "option during is \"%.60s\": expected FROM..TO", text);
    if ((status = read_day("during", text, (size_t)(dots - text), &to->from,
                           &to->from_form, err)) ||
        (status = read_day("during", dots + 2, strlen(dots + 2), &to->to, &to_form, err)))
        return status;
    if (to->to <= to->from)
        return error_set(err, POLITY_EARG, "option-value",
                         "option during is \"%.60s\": its end is not after its start",
                         text);
    to->dated = to->is_window = 1;
    buffer_text(words, text);
    return POLITY_OK;
}

static polity_status two_defaults(const polity_dataset *of, polity_error *err)
{
    char first[DATE_SIZE], second[DATE_SIZE];
    const dated *dates = of->about.default_at;
    date_write(first, dates[0].day, (date_form)dates[0].form);
    date_write(second, dates[1].day, (date_form)dates[1].form);
    return error_set(err, POLITY_EDATA, "default-at-differs",
                     "the documents differ in default_at (%s, %s): say which day with at",
                     first, second);
}

polity_status when_read(when *to, const polity_dataset *of, options given, int fall_back,
                        buffer *words, polity_error *err)
{
    const char *at = option_text(given, "at"), *window = option_text(given, "during");
    const about *about = &of->about;
    char text[DATE_SIZE];
    if (at && window)
        return error_set(err, POLITY_EARG, "option-value",
                         "at and during exclude each other");
    if (window)
        return read_window(to, window, words, err);
    if (at) {
        polity_status status =
            read_day("at", at, strlen(at), &to->from, &to->from_form, err);
        if (status)
            return status;
        buffer_text(words, at);
    } else if (fall_back && about->default_count > 1) {
        return two_defaults(of, err);
    } else if (fall_back && about->default_count) {
        to->from = about->default_at[0].day;
        to->from_form = about->default_at[0].form;
        date_write(text, to->from, (date_form)to->from_form);
        buffer_text(words, text);
    } else {
        buffer_text(words, "all dates");
        return POLITY_OK;
    }
    to->dated = 1;
    to->to = to->from + 1;
    return POLITY_OK;
}
