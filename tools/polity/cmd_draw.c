#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "measures.h"
#include "session.h"

enum { MOST_PICTURE = 1 << 29 };

/* DOT text on its way to dot. */
typedef struct text {
    char *bytes;
    size_t size, capacity;
} text;

static int text_bytes(void *user, const void *bytes, size_t n)
{
    text *to = user;
    if (n > to->capacity - to->size) {
        size_t capacity = 2 * (to->size + n) + 4096;
        char *grown = realloc(to->bytes, capacity);
        if (!grown)
            return 1;
        to->bytes = grown;
        to->capacity = capacity;
    }
    memcpy(to->bytes + to->size, bytes, n);
    to->size += n;
    return 0;
}

/* --format, else the ending of the output's name, else dot. NULL = the ending is none of
 * them. */
static const char *format_of(const arguments *given)
{
    static const char *const endings[] = {"svg", "png", "pdf", "dot", "gv"};
    const char *name = given->own[OPTION_output], *dot = strrchr(name, '.');
    if (given->own[OPTION_picture])
        return given->own[OPTION_picture];
    if (!strcmp(name, "-"))
        return "dot";
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (!strcmp(dot + 1, endings[i]))
            return i == 4 ? "dot" : endings[i];
    return NULL;
}

/* The measures that --size and --colour need: "a" or "a,b"; "" = none. */
static void measures_of(const arguments *given, char *names, size_t size)
{
    const char *columns[] = {arguments_library(given, "size"),
                             arguments_library(given, "colour")};
    const char *found[2] = {NULL, NULL};
    for (size_t i = 0; i < 2; i++)
        found[i] = columns[i] ? measure_of_column(columns[i]) : NULL;
    if (found[0] && found[1] && !strcmp(found[0], found[1]))
        found[1] = NULL;
    snprintf(names, size, "%s%s%s", found[0] ? found[0] : "",
             found[0] && found[1] ? "," : "", found[1] ? found[1] : "");
    if (given->own[OPTION_measure])
        snprintf(names, size, "%s", given->own[OPTION_measure]);
}

static polity_status compute(session *at, const char *names, polity_table **values)
{
    polity_status status;
    if (!*names)
        return POLITY_OK;
    status = polity_graph_build(&at->graph, at->view, at->given->library,
                                at->given->library_count, &at->err);
    if (!status)
        status = polity_measure_run(values, at->graph, names, at->given->library,
                                    at->given->library_count, &at->run, &at->err);
    return status;
}

static polity_status run_dot(session *at, const char *format, const text *dot, output *to)
{
    char kind[16], program[] = "dot";
    char *argv[] = {program, kind, NULL};
    child of = {argv,         dot->bytes, dot->size, MOST_PICTURE,
                output_bytes, to,         &at->run,  "drawing"};
    polity_status status;
    snprintf(kind, sizeof kind, "-T%s", format);
    status = child_run(&of, &at->err);
    if (status == POLITY_EIO && strstr(at->err.message, "not installed"))
        snprintf(
            at->err.message, sizeof at->err.message,
            "dot is not installed: pictures other than DOT need Graphviz (the package "
            "graphviz); --format dot does without");
    return status;
}

static polity_status write_picture(session *at, const polity_table *values,
                                   const char *format)
{
    output to;
    text dot = {0};
    int plain = !strcmp(format, "dot");
    polity_status status = output_open(&to, at->given->own[OPTION_output], &at->err);
    if (!status)
        status = polity_draw_dot(
            at->view, values, at->given->library, at->given->library_count,
            plain ? output_bytes : text_bytes, plain ? (void *)&to : &dot, &at->err);
    if (!status && !plain)
        status = run_dot(at, format, &dot, &to);
    progress_clear(&at->watch);
    free(dot.bytes);
    return session_finish(at, &to, status);
}

static int refuse(const arguments *given, const char *format, const char *names)
{
    int refused = *names ? measures_known(names) : 0;
    if (!refused)
        refused = measures_take(names, given);
    if (refused)
        return refused;
    if (!format)
        return say_usage("the ending of %s is none of .svg .png .pdf .dot: give --format",
                         given->own[OPTION_output]);
    if ((!strcmp(format, "png") || !strcmp(format, "pdf")) &&
        !strcmp(given->own[OPTION_output], "-") && isatty(STDOUT_FILENO))
        return say_usage("%s does not go to a terminal: give -o FILE", format);
    return arguments_files(given, 0);
}

int cmd_draw(const arguments *given)
{
    session at;
    polity_table *values = NULL;
    polity_status status;
    const char *format = format_of(given);
    char names[256];
    int refused;
    measures_of(given, names, sizeof names);
    if ((refused = refuse(given, format, names)))
        return refused;
    session_begin(&at, given);
    status = session_view(&at, 0);
    if (!status)
        status = compute(&at, names, &values);
    if (!status)
        status = write_picture(&at, values, format);
    polity_table_free(values);
    return session_end(&at, status);
}
