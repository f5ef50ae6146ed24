#include "listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void listing_column(listing *to, const char *name, polity_type type, const char *meaning)
{
    if (to->columns < LISTING_COLUMNS)
        to->column[to->columns++] = (polity_column){name, "", meaning, type};
    else
        to->failed = 1;
}

static char *copy(listing *to, const char *text)
{
    char *made = text ? strdup(text) : NULL;
    to->failed |= text && !made;
    return made;
}

void listing_row(listing *to, const char *const *texts)
{
    size_t need = (to->rows + 1) * to->columns;
    if (need > to->capacity) {
        size_t capacity = 2 * need + 64;
        char **grown = realloc(to->cell, capacity * sizeof *grown);
        to->failed |= !grown;
        if (!grown)
            return;
        to->cell = grown;
        to->capacity = capacity;
    }
    for (size_t at = 0; at < to->columns; at++)
        to->cell[to->rows * to->columns + at] = copy(to, texts[at]);
    to->rows++;
}

void listing_fact(listing *to, const char *name, const char *value)
{
    if (to->facts == LISTING_FACTS)
        return;
    to->fact[to->facts][0] = copy(to, name);
    to->fact[to->facts][1] = copy(to, value);
    to->facts++;
}

void listing_facts(listing *to, const polity_table *table)
{
    const char *name, *value;
    for (size_t i = 0; (value = polity_table_fact(table, i, &name)); i++)
        listing_fact(to, name, value);
}

void listing_table(listing *to, const polity_table *table)
{
    const char *texts[LISTING_COLUMNS] = {0};
    if (!to->columns)
        for (size_t at = 0; at < polity_table_columns(table); at++) {
            const polity_column *column = polity_table_column(table, at);
            listing_column(to, column->name, column->type, column->meaning);
        }
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        for (size_t at = 0; at < to->columns; at++)
            texts[at] = polity_table_text(table, row, at);
        listing_row(to, texts);
    }
}

const char *listing_cell(const listing *of, size_t row, const char *column)
{
    for (size_t at = 0; at < of->columns; at++)
        if (!strcmp(of->column[at].name, column))
            return of->cell[row * of->columns + at];
    return NULL;
}

void listing_free(listing *of)
{
    for (size_t i = 0; i < of->rows * of->columns; i++)
        free(of->cell[i]);
    for (size_t i = 0; i < of->facts; i++) {
        free(of->fact[i][0]);
        free(of->fact[i][1]);
    }
    free(of->cell);
    *of = (listing){0};
}

/* --- writing --- */

static int is_number(polity_type type)
{
    return type == POLITY_REAL || type == POLITY_INT;
}

/* Code points, which is near enough to the columns they take. */
static size_t width(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += ((unsigned char)*text & 0xC0) != 0x80;
    return n;
}

static void padded(output *to, const char *text, size_t wide, int right,
                   const char *after)
{
    char *shown = plain_text(text);
    size_t have = width(text);
    int space = wide > have ? (int)(wide - have) : 0;
    output_print(to, "%*s%s%*s%s", right ? space : 0, "", shown ? shown : "",
                 right || *after == '\n' ? 0 : space, "", after);
    free(shown);
}

static const char *text_at(const listing *of, size_t row, size_t column)
{
    return row ? of->cell[(row - 1) * of->columns + column] : of->column[column].name;
}

static void write_table(const listing *of, int facts, output *to)
{
    size_t wide[LISTING_COLUMNS] = {0}, names = 0;
    for (size_t row = 0; row <= of->rows; row++)
        for (size_t i = 0; i < of->columns; i++) {
            size_t need = width(text_at(of, row, i) ? text_at(of, row, i) : "–");
            wide[i] = need > wide[i] ? need : wide[i];
        }
    for (size_t row = 0; row <= of->rows; row++)
        for (size_t i = 0; i < of->columns; i++)
            padded(to, text_at(of, row, i) ? text_at(of, row, i) : "–", wide[i],
                   is_number(of->column[i].type), i + 1 < of->columns ? "  " : "\n");
    for (size_t i = 0; i < of->facts; i++)
        names = width(of->fact[i][0]) > names ? width(of->fact[i][0]) : names;
    for (size_t i = 0; facts && i < of->facts; i++) {
        output_text(to, i ? "# " : "\n# ");
        padded(to, of->fact[i][0], names, 0, "  ");
        padded(to, of->fact[i][1], 0, 1, "\n");
    }
}

static void write_csv(const listing *of, output *to)
{
    for (size_t row = 0; row <= of->rows; row++)
        for (size_t i = 0; i < of->columns; i++) {
            const char *text = text_at(of, row, i) ? text_at(of, row, i) : "";
            int quoted = text[strcspn(text, ",\"\r\n")] || *text == ' ';
            output_text(to, quoted ? "\"" : "");
            for (; *text; text++)
                output_bytes(to, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
            output_text(to, quoted ? "\"" : "");
            output_text(to, i + 1 < of->columns ? "," : "\r\n");
        }
}

static void write_tsv(const listing *of, output *to)
{
    for (size_t row = 0; row <= of->rows; row++)
        for (size_t i = 0; i < of->columns; i++) {
            for (const char *text = text_at(of, row, i); text && *text; text++)
                output_bytes(to, strchr("\t\r\n", *text) ? " " : text, 1);
            output_text(to, i + 1 < of->columns ? "\t" : "\n");
        }
}

static void json_text(output *to, const char *text)
{
    output_text(to, "\"");
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte == '"' || byte == '\\')
            output_print(to, "\\%c", byte);
        else if (byte < 0x20)
            output_print(to, "\\u%04x", byte);
        else
            output_bytes(to, text, 1);
    }
    output_text(to, "\"");
}

static void json_rows(const listing *of, const char *before, const char *between,
                      output *to)
{
    for (size_t row = 1; row <= of->rows; row++) {
        output_text(to, row > 1 ? between : before);
        for (size_t i = 0; i < of->columns; i++) {
            output_text(to, i ? "," : "{");
            json_text(to, of->column[i].name);
            output_text(to, ":");
            if (!text_at(of, row, i))
                output_text(to, "null");
            else if (is_number(of->column[i].type))
                output_text(to, text_at(of, row, i));
            else
                json_text(to, text_at(of, row, i));
        }
        output_text(to, "}");
    }
}

static void write_json(const listing *of, output *to)
{
    static const char *const types[] = {"",     "real", "int", "bool",
                                        "text", "node", "tie", "date"};
    output_text(to, "{\"polity_table\":1,\n \"facts\":{");
    for (size_t i = 0; i < of->facts; i++) {
        output_text(to, i ? ",\n  " : "\n  ");
        json_text(to, of->fact[i][0]);
        output_text(to, ":");
        json_text(to, of->fact[i][1]);
    }
    output_text(to, "},\n \"columns\":[");
    for (size_t i = 0; i < of->columns; i++) {
        output_text(to, i ? ",\n  {\"name\":" : "\n  {\"name\":");
        json_text(to, of->column[i].name);
        output_print(
            to, ",\"type\":\"%s\",\"unit\":\"\",\"meaning\":", types[of->column[i].type]);
        json_text(to, of->column[i].meaning);
        output_text(to, "}");
    }
    output_text(to, "],\n \"rows\":[");
    json_rows(of, "\n  ", ",\n  ", to);
    output_text(to, "]}\n");
}

polity_status listing_write(const listing *of, const char *format, int facts, output *to,
                            polity_error *err)
{
    if (of->failed) {
        *err = (polity_error){.status = POLITY_ENOMEM};
        return POLITY_ENOMEM;
    }
    if (!strcmp(format, "csv"))
        write_csv(of, to);
    else if (!strcmp(format, "tsv"))
        write_tsv(of, to);
    else if (!strcmp(format, "json"))
        write_json(of, to);
    else if (!strcmp(format, "jsonl"))
        json_rows(of, "", "\n", to), output_text(to, of->rows ? "\n" : "");
    else
        write_table(of, facts, to);
    return POLITY_OK;
}
