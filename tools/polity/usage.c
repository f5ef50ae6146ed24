#include "usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "output.h"

enum { NAMES = 34, LINE = 90 };

static const char *const headings[GROUP_COUNT] = {"Files",
                                                  "What is compared",
                                                  "What is made",
                                                  "Route",
                                                  "Pattern",
                                                  "Statements",
                                                  "Output",
                                                  "Which nodes and ties",
                                                  "How they make a network",
                                                  "Measures",
                                                  "Rows of a table",
                                                  "Picture",
                                                  "Running",
                                                  "Help"};

/* Run a writer on standard output. */
static int written(void (*write)(output *to, const command *of), const command *of)
{
    output to;
    polity_error err;
    polity_status status = output_open(&to, NULL, &err);
    if (!status)
        write(&to, of);
    status = output_close(&to, !status, &err);
    return !status ? EXIT_DONE : output_is_deserted(&to) ? EXIT_IO : say_error(&err);
}

static int columns_of(const char *text)
{
    int n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

/* Text broken between words, its further lines indented. */
static void wrap(output *to, const char *text, int indent)
{
    int at = indent;
    while (*text) {
        char word[128];
        int wide;
        size_t n = strcspn(text, " ");
        n = n < sizeof word ? n : sizeof word - 1;
        memcpy(word, text, n);
        word[n] = '\0';
        wide = columns_of(word);
        if (at > indent && at + 1 + wide > LINE) {
            output_print(to, "\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
            output_text(to, " ");
            at++;
        }
        output_text(to, word);
        at += wide;
        text += n + strspn(text + n, " ");
    }
    output_text(to, "\n");
}

static void write_option(output *to, const option_row *row)
{
    char names[160], meaning[400];
    int wide, flag = option_is_flag(row);
    const char *fallback = row->fallback;
    if (!*row->argument || !strcmp(fallback, "-"))
        fallback = ""; /* switches are off; the meaning says it */
    snprintf(names, sizeof names, "  %c%c%c --%s%s%s%s%s", row->letter ? '-' : ' ',
             row->letter ? row->letter : ' ', row->letter ? ',' : ' ', row->name,
             *row->argument ? " " : "", flag ? "[" : "", row->argument, flag ? "]" : "");
    snprintf(meaning, sizeof meaning, "%s%s%s%s", row->meaning,
             *fallback ? " (default: " : "", fallback, *fallback ? ")" : "");
    wide = columns_of(names);
    output_text(to, names);
    if (wide + 2 > NAMES)
        output_print(to, "\n%*s", NAMES, "");
    else
        output_print(to, "%*s", NAMES - wide, "");
    wrap(to, meaning, NAMES);
}

static void write_command(output *to, const command *of)
{
    output_print(to, "polity %s [options]%s%s\n\n%c%s.\n\n", of->name,
                 *of->arguments ? " " : "", of->arguments, of->summary[0] - 'a' + 'A',
                 of->summary + 1);
    wrap(to, of->details, 0);
    for (int group = 0; group < GROUP_COUNT; group++) {
        option_row row;
        int any = 0;
        for (size_t i = 0; option_row_at(of, i, &row); i++) {
            if ((int)row.group != group)
                continue;
            if (!any++)
                output_print(to, "\n%s\n", headings[group]);
            write_option(to, &row);
        }
    }
    output_print(to, "\nExample\n  %s\n", of->example);
}

static void write_all(output *to, const command *of)
{
    const char *section = "";
    (void)of;
    output_text(to, "polity COMMAND [options] FILE…\n\n"
                    "Who steers, partners and brokers in an education polity. FILE is a "
                    "data set in the\n"
                    "polity format, - standard input; several are merged.\n");
    for (size_t i = 0; command_at(i); i++) {
        of = command_at(i);
        if (strcmp(section, of->section) != 0)
            output_print(to, "\n%s\n", of->section);
        section = of->section;
        output_print(to, "  %-10s%s\n", of->name, of->summary);
    }
    output_text(to, "\nExit status: 0 done; 1 the answer is no; 2 usage, or an unknown "
                    "name; 3 bad data;\n"
                    "4 input or output; 5 not computable; 6 out of memory, over a limit, "
                    "interrupted.\n\n"
                    "polity help COMMAND lists its options.\n");
}

static void write_completion(output *to, const command *of)
{
    output_text(
        to, "# bash completion of polity: source <(polity help --completion bash)\n"
            "_polity()\n{\n    local cur=${COMP_WORDS[COMP_CWORD]} words=\n"
            "    COMPREPLY=()\n    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='");
    for (size_t i = 0; (of = command_at(i)); i++)
        output_print(to, "%s%s", i ? " " : "", of->name);
    output_text(to, "'\n    elif [ \"${cur#-}\" != \"$cur\" ]; then\n"
                    "        case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; (of = command_at(i)); i++) {
        option_row row;
        output_print(to, "        %s) words='", of->name);
        for (size_t at = 0; option_row_at(of, at, &row); at++)
            output_print(to, "%s--%s", at ? " " : "", row.name);
        output_text(to, "' ;;\n");
    }
    output_text(
        to,
        "        esac\n    fi\n"
        "    [ -z \"$words\" ] || COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\n"
        "complete -o default -F _polity polity\n");
}

int usage_all(void) { return written(write_all, NULL); }

int usage_of(const command *of) { return written(write_command, of); }

int usage_completion(void) { return written(write_completion, NULL); }
