#include "message.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"

char *plain_text(const char *text)
{
    char *made = malloc(strlen(text) + 1), *to = made;
    for (; made && *text; text++) {
        unsigned char byte = (unsigned char)*text, next = (unsigned char)text[1];
        int c1 = byte == 0xC2 && next >= 0x80 && next < 0xA0;
        *to++ = (char)(byte < 0x20 || byte == 0x7F || c1 ? '?' : byte);
        text += c1;
    }
    if (made)
        *to = '\0';
    return made;
}

static void say_list(const char *format, va_list arguments)
{
    va_list again;
    char *text = NULL, *shown = NULL;
    int n;
    va_copy(again, arguments);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n >= 0 && (text = malloc((size_t)n + 1))) {
        vsnprintf(text, (size_t)n + 1, format, arguments);
        shown = plain_text(text);
    }
    fprintf(stderr, "polity: %s\n", shown ? shown : "out of memory");
    free(shown);
    free(text);
}

void say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
}

int say_usage(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say_list(format, arguments);
    va_end(arguments);
    return EXIT_USAGE;
}

int say_memory(void)
{
    say("out of memory");
    return EXIT_LIMIT;
}

int exit_status(polity_status status)
{
    switch (status) {
    case POLITY_OK: return EXIT_DONE;
    case POLITY_EARG:
    case POLITY_ENOTFOUND:
    case POLITY_EQUERY: return EXIT_USAGE;
    case POLITY_ESYNTAX:
    case POLITY_EDATA:
    case POLITY_EVERSION: return EXIT_DATA;
    case POLITY_EIO: return EXIT_IO;
    case POLITY_EUNFIT:
    case POLITY_ECONVERGE:
    case POLITY_EENGINE: return EXIT_UNFIT;
    default: return EXIT_LIMIT;
    }
}

/* The lines after the first: the text of a query and where it is wrong. */
static void say_more(const char *line)
{
    while (line) {
        size_t n = strcspn(line, "\n");
        char one[sizeof((polity_error *)NULL)->message], *shown;
        snprintf(one, sizeof one, "%.*s", (int)n, line);
        shown = plain_text(one);
        fprintf(stderr, "%s\n", shown ? shown : "");
        free(shown);
        line = line[n] ? line + n + 1 : NULL;
    }
}

int say_error(const polity_error *err)
{
    char message[sizeof err->message], *more;
    char place[40] = "";
    snprintf(message, sizeof message, "%s",
             *err->message ? err->message : polity_status_text(err->status));
    more = strchr(message, '\n');
    if (more)
        *more++ = '\0';
    if (err->line > 0 && err->column > 0)
        snprintf(place, sizeof place, "%d:%d:", (int)err->line, (int)err->column);
    else if (err->line > 0)
        snprintf(place, sizeof place, "%d:", (int)err->line);
    if (*err->file)
        say("%s:%s %s", err->file, place, message);
    else
        say("%s", message);
    say_more(more);
    return exit_status((polity_status)err->status);
}

/* --- colour --- */

static int colourful(int fd)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !(no && *no) && terminal && strcmp(terminal, "dumb") != 0 && isatty(fd);
}

const char *colour_on(int fd, int error)
{
    return !colourful(fd) ? "" : error ? "\033[1;31m" : "\033[1;33m";
}

const char *colour_off(int fd) { return colourful(fd) ? "\033[0m" : ""; }

/* --- nearest name --- */

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Letters to insert, delete or replace to make one word of the other (Levenshtein); a
 * swap of two neighbours counts once. */
static size_t edits(const char *a, const char *b)
{
    size_t row[3][64], n = strlen(a), m = strlen(b);
    for (size_t j = 0; j <= m; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            now[j] = smallest(last[j - 1] + (a[i - 1] != b[j - 1]), last[j] + 1,
                              now[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = smallest(now[j], before[j - 2] + 1, now[j]);
        }
    }
    return row[n % 3][m];
}

guess guess_of(const char *wanted)
{
    guess search = {.distance = 1};
    if (strlen(wanted) < sizeof search.wanted) {
        snprintf(search.wanted, sizeof search.wanted, "%s", wanted);
        search.distance = 2 + strlen(wanted) / 3;
    }
    return search;
}

void guess_offer(guess *search, const char *name)
{
    size_t found;
    if (!*search->wanted || strlen(name) >= sizeof search->name)
        return;
    found = edits(search->wanted, name);
    if (found < search->distance) {
        search->distance = found;
        snprintf(search->name, sizeof search->name, "%s", name);
    }
}

const char *guess_hint(guess *search)
{
    search->hint[0] = '\0';
    if (*search->name)
        snprintf(search->hint, sizeof search->hint, "; did you mean \"%s\"?",
                 search->name);
    return search->hint;
}

const char *guess_see(guess *search)
{
    snprintf(search->hint, sizeof search->hint,
             *search->name ? "; did you mean \"%s\"? See" : "; see%s", search->name);
    return search->hint;
}

const char *system_reason(int number)
{
    return strerror_l(number, newlocale(LC_ALL_MASK, "C", (locale_t)0));
}
