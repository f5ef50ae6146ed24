#include "options.h"

#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

#define ON(name) (1u << COMMAND_##name)

static const struct {
    const char *name, *argument, *fallback, *meaning;
    char letter;
    option_group group;
    uint32_t commands;
} own[] = {
#define OPTION(id, letter, name, argument, fallback, group, commands, meaning)           \
    {name, argument, fallback, meaning, letter, GROUP_##group, commands},
#include "options.def"
#undef OPTION
};

static option_group group_of(polity_stage stage)
{
    switch (stage) {
    case POLITY_STAGE_VIEW: return GROUP_VIEW;
    case POLITY_STAGE_GRAPH: return GROUP_GRAPH;
    case POLITY_STAGE_MEASURE: return GROUP_MEASURE;
    case POLITY_STAGE_TABLE: return GROUP_TABLE;
    case POLITY_STAGE_DRAW: return GROUP_DRAW;
    case POLITY_STAGE_IMPORT: return GROUP_IMPORT;
    case POLITY_STAGE_DIFF: return GROUP_DIFF;
    case POLITY_STAGE_GENERATE: return GROUP_GENERATE;
    case POLITY_STAGE_MATCH: return GROUP_MATCH;
    case POLITY_STAGE_CLAIMS: return GROUP_CLAIMS;
    case POLITY_STAGE_WHY: return GROUP_ROUTE;
    }
    return GROUP_OUTPUT;
}

/* Whether a command takes one of the library's options. */
static int takes(const command *of, const polity_option_info *info)
{
    const char *at = of->parameters;
    size_t n = strlen(info->name);
    if (!(of->stages & 1u << info->stage))
        return 0;
    if (!*at ||
        (info->stage != POLITY_STAGE_MEASURE && of->stages & 1u << POLITY_STAGE_MEASURE))
        return 1;
    for (; *at; at += strspn(at, ",")) {
        if (strcspn(at, ",") == n && !strncmp(at, info->name, n))
            return 1;
        at += strcspn(at, ",");
    }
    return 0;
}

int option_row_at(const command *of, size_t i, option_row *row)
{
    for (int at = 0; at < OPTION_COUNT; at++) {
        if (!(own[at].commands & of->bit) || i--)
            continue;
        *row = (option_row){own[at].name,
                            own[at].argument,
                            own[at].fallback,
                            own[at].meaning,
                            own[at].group,
                            own[at].letter,
                            at};
        return 1;
    }
    for (size_t at = 0; at < polity_option_count(); at++) {
        const polity_option_info *info = polity_option_at(at);
        if (!takes(of, info) || i--)
            continue;
        *row = (option_row){info->name,
                            info->argument,
                            info->fallback,
                            info->meaning,
                            group_of(info->stage),
                            0,
                            -1};
        return 1;
    }
    return 0;
}

/* --- values --- */

int option_whole(const char *text, uint64_t *value)
{
    char *end;
    errno = 0;
    if (!isdigit((unsigned char)*text))
        return 0;
    *value = strtoull(text, &end, 10);
    return !*end && !errno;
}

int option_seconds(const char *text, double *value)
{
    char *end;
    locale_t before;
    if (!isdigit((unsigned char)*text) && *text != '.')
        return 0;
    before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0)); /* a point, wherever */
    *value = strtod(text, &end);
    uselocale(before);
    return !*end && *value > 0 && *value < 1e9 && !strpbrk(text, "xXpPeE");
}

int option_bytes(const char *text, uint64_t *value)
{
    static const char units[] = "KMG";
    char digits[32];
    size_t n = strlen(text);
    const char *unit = n ? strchr(units, toupper((unsigned char)text[n - 1])) : NULL;
    int shift = unit ? 10 * (int)(unit - units + 1) : 0;
    n -= unit ? 1 : 0;
    if (n >= sizeof digits)
        return 0;
    memcpy(digits, text, n);
    digits[n] = '\0';
    if (!option_whole(digits, value) || *value > UINT64_MAX >> shift)
        return 0;
    *value <<= shift;
    return *value > 0;
}

/* "a|b|c" in small letters is a choice of words; other arguments are free text. */
static int is_choice(const char *argument)
{
    return strchr(argument, '|') &&
           !argument[strspn(argument, "abcdefghijklmnopqrstuvwxyz-|")];
}

static int choose(const option_row *row, const char *value)
{
    guess search = guess_of(value);
    char word[64];
    for (const char *at = row->argument; *at; at += strspn(at, "|")) {
        size_t n = strcspn(at, "|");
        n = n < sizeof word ? n : sizeof word - 1;
        memcpy(word, at, n);
        word[n] = '\0';
        if (!strcmp(word, value))
            return 0;
        guess_offer(&search, word);
        at += n;
    }
    return say_usage("--%s is \"%s\": expected one of %s%s", row->name, value,
                     row->argument, guess_hint(&search));
}

static int accept(const option_row *row, const char *value)
{
    uint64_t whole;
    double real;
    if (!*row->argument || is_choice(row->argument))
        return *row->argument ? choose(row, value)
                              : choose(&(option_row){row->name, "true|false", "", "",
                                                     row->group, 0, 0},
                                       value);
    if (!strcmp(row->argument, "bash"))
        return strcmp(value, "bash")
                   ? say_usage("--completion is \"%s\": expected bash", value)
                   : 0;
    if (!strcmp(row->argument, "N") && !option_whole(value, &whole))
        return say_usage("--%s is \"%s\": expected a whole number", row->name, value);
    if (!strcmp(row->argument, "SECONDS") && !option_seconds(value, &real))
        return say_usage("--%s is \"%s\": expected a number of seconds above 0",
                         row->name, value);
    if (!strcmp(row->argument, "BYTES") && !option_bytes(value, &whole))
        return say_usage("--%s is \"%s\": expected a number of bytes, such as 500M",
                         row->name, value);
    return 0;
}

/* --- command lines --- */

/* An option by its name of `n` bytes, or by its letter (name NULL). */
static int find(const command *of, const char *name, size_t n, char letter,
                option_row *row)
{
    for (size_t i = 0; option_row_at(of, i, row); i++)
        if (name ? strlen(row->name) == n && !strncmp(row->name, name, n)
                 : row->letter == letter)
            return 1;
    return 0;
}

/* Whether another command has it is worth more than a name that is near. */
static int unknown(const command *of, const char *text)
{
    size_t n = strcspn(text, "=");
    char word[64], name[66];
    option_row row;
    guess search;
    snprintf(word, sizeof word, "%.*s", (int)(n < sizeof word ? n : sizeof word - 1),
             text);
    for (size_t i = 0; !strncmp(word, "--", 2) && command_at(i); i++)
        if (find(command_at(i), word + 2, strlen(word + 2), 0, &row))
            return say_usage("%s has no option %s, but %s has; see polity help %s",
                             of->name, word, command_at(i)->name, of->name);
    search = guess_of(word);
    for (size_t i = 0; option_row_at(of, i, &row); i++) {
        snprintf(name, sizeof name, "--%s", row.name);
        guess_offer(&search, name);
    }
    return say_usage("%s has no option %s%s polity help %s", of->name, word,
                     guess_see(&search), of->name);
}

static int take(arguments *to, const option_row *row, const char *value)
{
    int status = accept(row, value);
    if (row->own >= 0)
        to->own[row->own] = value;
    else
        to->library[to->library_count++] = (polity_option){row->name, value};
    return status;
}

int option_is_flag(const option_row *row) { return !strcmp(row->argument, "true|false"); }

static int is_truth(const char *word)
{
    return word && (!strcmp(word, "true") || !strcmp(word, "false"));
}

/* The option at `*argv`, and its value, which may be the next word. */
static int option(arguments *to, char *const **argv)
{
    const char *text = **argv, *value = NULL;
    option_row row;
    if (text[1] == '-') {
        size_t n = strcspn(text + 2, "=");
        if (!find(to->command, text + 2, n, 0, &row))
            return unknown(to->command, text);
        value = text[2 + n] ? text + 3 + n : NULL;
    } else {
        if (!find(to->command, NULL, 0, text[1], &row))
            return unknown(to->command, text);
        value = text[2] ? text + 2 : NULL;
        if (value && !*row.argument)
            return unknown(to->command, text);
    }
    if (!value && (!*row.argument || (option_is_flag(&row) && !is_truth((*argv)[1]))))
        value = "true";
    else if (!value && !(value = *++*argv))
        return say_usage("option %s needs a value: %s; see polity help %s", text,
                         row.argument, to->command->name);
    return take(to, &row, value);
}

/* A pattern may begin with an edge, such as -[:supports]->, which is no option. */
static int is_edge(const char *text)
{
    text += text[1] == '-' ? 2 : 1;
    return *text && strchr("[(>", *text) != NULL;
}

int arguments_parse(arguments *to, const command *of, char *const *argv)
{
    size_t count = 0;
    int status = 0, only_words = 0;
    while (argv[count])
        count++;
    *to = (arguments){.command = of};
    to->library = calloc(count + 1, sizeof *to->library);
    to->words = calloc(count + 1, sizeof *to->words);
    if (!to->library || !to->words)
        status = say_memory();
    for (int i = 0; i < OPTION_COUNT; i++)
        if (own[i].commands & of->bit && *own[i].fallback)
            to->own[i] = own[i].fallback;
    for (; !status && *argv; argv += *argv ? 1 : 0) {
        if (only_words || **argv != '-' || !(*argv)[1] || is_edge(*argv))
            to->words[to->word_count++] = *argv;
        else if (!strcmp(*argv, "--"))
            only_words = 1;
        else
            status = option(to, &argv);
    }
    if (status)
        arguments_free(to);
    return status;
}

void arguments_free(arguments *of)
{
    free(of->library);
    free(of->words);
    *of = (arguments){0};
}

int arguments_on(const arguments *of, int number)
{
    return of->own[number] && !strcmp(of->own[number], "true");
}

const char *arguments_library(const arguments *of, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < of->library_count; i++)
        if (!strcmp(of->library[i].name, name))
            value = of->library[i].value;
    return value;
}

int arguments_files(const arguments *of, size_t first)
{
    int standard = 0;
    if (of->word_count <= first)
        return say_usage("%s needs a file (- for standard input); see polity help %s",
                         of->command->name, of->command->name);
    for (size_t i = first; i < of->word_count; i++)
        standard += !strcmp(of->words[i], "-");
    return standard > 1 ? say_usage("standard input (-) can be read once only") : 0;
}
