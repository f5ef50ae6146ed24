#include <stdio.h>
#include <string.h>

#include "measures.h"
#include "session.h"

static const char *shape_word(polity_shape shape)
{
    switch (shape) {
    case POLITY_PER_NODE: return "node";
    case POLITY_PER_TIE: return "tie";
    case POLITY_PER_GROUP: return "group";
    case POLITY_PER_PAIR: return "pair";
    case POLITY_PER_GRAPH: return "network";
    }
    return "";
}

static const char *weight_word(polity_weight weight)
{
    return weight == POLITY_WEIGHT_STRENGTH ? "weight"
           : weight == POLITY_WEIGHT_LENGTH ? "length"
                                            : "";
}

/* Rows by family, in the order in which families come first. */
static void list_all(listing *to)
{
    listing_column(to, "family", POLITY_TEXT, "kind of question");
    listing_column(to, "name", POLITY_TEXT, "what polity measure takes");
    listing_column(to, "rows", POLITY_TEXT, "what a row of the result is about");
    listing_column(to, "reads", POLITY_TEXT,
                   "the number of a tie it reads, if the option is given");
    listing_column(to, "title", POLITY_TEXT, "what it is");
    for (size_t i = 0; i < polity_measure_count(); i++) {
        const char *family = polity_measure_at(i)->family;
        int seen = 0;
        for (size_t j = 0; j < i; j++)
            seen |= !strcmp(polity_measure_at(j)->family, family);
        for (size_t j = i; !seen && j < polity_measure_count(); j++) {
            const polity_measure *of = polity_measure_at(j);
            const char *row[] = {family, of->name, shape_word(of->shape),
                                 weight_word(of->weight), of->title};
            if (!strcmp(of->family, family))
                listing_row(to, row);
        }
    }
}

static void add(listing *to, const char *what, const char *name, const char *text)
{
    const char *row[] = {what, name, text};
    if (text && *text)
        listing_row(to, row);
}

static void list_one(listing *to, const polity_measure *of)
{
    char text[400];
    listing_column(to, "what", POLITY_TEXT, "part of the description");
    listing_column(to, "name", POLITY_TEXT, "of the column or parameter");
    listing_column(to, "text", POLITY_TEXT, "the description");
    add(to, "measure", of->name, of->title);
    add(to, "family", "", of->family);
    add(to, "rows", "", shape_word(of->shape));
    add(to, "definition", "", of->definition);
    add(to, "undefined", "", of->undefined);
    add(to, "direction", "", of->direction);
    add(to, "reads", "", weight_word(of->weight));
    add(to, "reference", "", of->reference);
    add(to, "cost", "", of->cost);
    for (const polity_column *at = of->columns; at && at->name; at++) {
        snprintf(text, sizeof text, "%s%s%s%s", at->meaning, *at->unit ? " (" : "",
                 at->unit, *at->unit ? ")" : "");
        add(to, "column", at->name, text);
    }
    for (const polity_param *at = of->params; at && at->name; at++) {
        snprintf(text, sizeof text, "%s; %s%s%s", at->meaning, at->type,
                 *at->fallback ? ", default " : "", at->fallback);
        add(to, "option", at->name, text);
    }
}

int cmd_measures(const arguments *given)
{
    session at;
    listing table = {0};
    polity_status status;
    int refused;
    if (given->word_count > 1)
        return say_usage("measures takes one name; see polity help measures");
    if (given->word_count && (refused = measures_known(given->words[0])))
        return refused;
    session_begin(&at, given);
    if (given->word_count && polity_measure_find(given->words[0]))
        list_one(&table, polity_measure_find(given->words[0]));
    else
        list_all(&table);
    status = session_list(&at, &table);
    listing_free(&table);
    return session_end(&at, status);
}
