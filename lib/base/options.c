#include "base/options.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/number.h"

static const polity_option_info table[] = {
#define OPTION(stage, name, argument, fallback, list, meaning)                           \
    {name, argument, fallback, meaning, POLITY_STAGE_##stage, list},
#include "base/options.def"
#undef OPTION
};

enum { OPTION_COUNT = sizeof table / sizeof *table };

size_t polity_option_count(void) { return OPTION_COUNT; }

const polity_option_info *polity_option_at(size_t i)
{
    return i < OPTION_COUNT ? &table[i] : NULL;
}

static const polity_option_info *find(const char *name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (!strcmp(table[i].name, name))
            return &table[i];
    return NULL;
}

polity_status options_check(options given, polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest search;
    for (size_t i = 0; i < given.count; i++) {
        const char *name = given.rows[i].name;
        if (name && find(name))
            continue;
        nearest_begin(&search, name ? name : "", name ? strlen(name) : 0);
        for (size_t j = 0; j < OPTION_COUNT; j++)
            nearest_offer(&search, table[j].name);
        return error_set(err, POLITY_EARG, "option-unknown",
                         "no option is called \"%.60s\"%s", name ? name : "",
                         nearest_hint(&search, hint));
    }
    return POLITY_OK;
}

int option_given(options given, const char *name)
{
    for (size_t i = 0; i < given.count; i++)
        if (!strcmp(given.rows[i].name, name))
            return 1;
    return 0;
}

const char *option_text(options given, const char *name)
{
    const polity_option_info *info = find(name);
    const char *text = info ? info->fallback : "";
    for (size_t i = 0; i < given.count; i++)
        if (!strcmp(given.rows[i].name, name))
            text = given.rows[i].value ? given.rows[i].value : "true";
    return *text ? text : NULL;
}

static polity_status refuse(const char *name, const char *text, const char *wanted,
                            polity_error *err)
{
    return error_set(err, POLITY_EARG, "option-value",
                     "option %s is \"%.80s\": expected %s", name, text, wanted);
}

polity_status option_bool(options given, const char *name, int *value, polity_error *err)
{
    static const char *const words[] = {"false", "no", "0", "true", "yes", "1"};
    const char *text = option_text(given, name);
    if (!text)
        return POLITY_OK;
    for (int i = 0; i < 6; i++) {
        if (!strcmp(text, words[i])) {
            *value = i >= 3;
            return POLITY_OK;
        }
    }
    return refuse(name, text, "true or false", err);
}

polity_status option_real(options given, const char *name, double min, double max,
                          double *value, polity_error *err)
{
    const char *text = option_text(given, name);
    char wanted[2 * NUMBER_SIZE + 40], low[NUMBER_SIZE], high[NUMBER_SIZE];
    double number;
    if (!text)
        return POLITY_OK;
    if (number_read(text, &number) && number >= min && number <= max) {
        *value = number;
        return POLITY_OK;
    }
    number_write(low, min);
    number_write(high, max);
    snprintf(wanted, sizeof wanted, "a number from %s to %s", low, high);
    return refuse(name, text, wanted, err);
}

polity_status option_integer(options given, const char *name, int64_t min, int64_t max,
                             int64_t *value, polity_error *err)
{
    const char *text = option_text(given, name);
    char wanted[80];
    if (!text || number_read_integer(text, min, max, value))
        return POLITY_OK;
    snprintf(wanted, sizeof wanted, "a whole number from %lld to %lld", (long long)min,
             (long long)max);
    return refuse(name, text, wanted, err);
}

polity_status option_choice(options given, const char *name, const char *words,
                            int *value, polity_error *err)
{
    const char *text = option_text(given, name), *word = words;
    char wanted[120];
    if (!text)
        return POLITY_OK;
    for (int i = 0; word; i++) {
        size_t n = strcspn(word, "|");
        if (n == strlen(text) && !strncmp(word, text, n)) {
            *value = i;
            return POLITY_OK;
        }
        word = word[n] ? word + n + 1 : NULL;
    }
    snprintf(wanted, sizeof wanted, "one of %s", words);
    return refuse(name, text, wanted, err);
}

static polity_status each_item(const char *text, option_item *each, void *user,
                               polity_error *err)
{
    while (*text) {
        size_t n = strcspn(text, ","), trimmed = n;
        const char *item = text;
        polity_status status;
        while (trimmed && *item == ' ')
            item++, trimmed--;
        while (trimmed && item[trimmed - 1] == ' ')
            trimmed--;
        status = trimmed ? each(user, item, trimmed, err) : POLITY_OK;
        if (status)
            return status;
        text += text[n] ? n + 1 : n;
    }
    return POLITY_OK;
}

polity_status option_each(options given, const char *name, option_item *each, void *user,
                          polity_error *err)
{
    polity_status status = POLITY_OK;
    if (!option_given(given, name)) {
        const char *text = option_text(given, name);
        return text ? each_item(text, each, user, err) : POLITY_OK;
    }
    for (size_t i = 0; i < given.count && !status; i++)
        if (!strcmp(given.rows[i].name, name) && given.rows[i].value)
            status = each_item(given.rows[i].value, each, user, err);
    return status;
}
