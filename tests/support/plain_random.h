/* Random worlds and conditions, and how they are written: see plain.h. */
#ifndef SUPPORT_PLAIN_RANDOM_H
#define SUPPORT_PLAIN_RANDOM_H

#include <stdarg.h>

#include "plain_answer.h"

/* --- chance and text ---------------------------------------------------------------- */

typedef struct plain_dice {
    uint64_t state;
    plain_expression pool[4000];
    int used, variables;
} plain_dice;

static inline int plain_roll(plain_dice *d, int sides)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (int)((d->state >> 20) % (uint64_t)sides);
}

typedef struct plain_text {
    char bytes[60000];
    size_t length;
} plain_text;

static inline void plain_put(plain_text *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static inline void plain_put(plain_text *to, const char *format, ...)
{
    va_list arguments;
    int n;
    va_start(arguments, format);
    n = vsnprintf(to->bytes + to->length, sizeof to->bytes - to->length, format,
                  arguments);
    va_end(arguments);
    to->length += (size_t)n;
}

static inline void plain_put_day(plain_text *to, int day)
{
    plain_put(to, day < 31 ? "2010-01-%02d" : "2010-02-%02d",
              day < 31 ? day + 1 : day - 30);
}

static inline void plain_put_real(plain_text *to, double number)
{
    char text[40];
    snprintf(text, sizeof text, "%.17g", number);
    plain_put(to, strpbrk(text, ".e") ? "%s" : "%s.0", text);
}

/* --- values ------------------------------------------------------------------------- */

static inline plain_value plain_random_text(plain_dice *d, int longest)
{
    static const char *const letters[] = {"a", "b", "%", "_", "\xC3\xA9", "'"};
    static const char *const words[] = {"mid", "red", "n1", "n2"};
    plain_value made = {.type = PLAIN_TEXT};
    if (!plain_roll(d, 8))
        strcpy(made.text, words[plain_roll(d, 4)]);
    else
        for (int n = 1 + plain_roll(d, longest); n > 0; n--)
            strcat(made.text, letters[plain_roll(d, 6)]);
    return made;
}

static inline plain_value plain_random_value(plain_dice *d, int property, int nodes)
{
    static const int64_t wholes[] = {0,  1,  2,  3,         5,          -1,
                                     -3, 10, 40, INT64_MAX, -INT64_MAX, (1LL << 53) + 1};
    static const double reals[] = {0,    0.5, -0.5,   1,      2,       2.5,
                                   -3.0, 1e9, 1.5e18, 0x1p53, 0x1p+63, 1e300};
    plain_value made = {.type = plain_kinds[property].type, .property = property};
    switch (made.type) {
    case PLAIN_TRUTH: made.whole = plain_roll(d, 2); break;
    case PLAIN_WHOLE: made.whole = wholes[plain_roll(d, 12)]; break;
    case PLAIN_REAL: made.real = reals[plain_roll(d, 12)]; break;
    case PLAIN_TEXT: return plain_random_text(d, 4);
    case PLAIN_DATE: made.whole = plain_roll(d, 40); break;
    case PLAIN_LEVEL: made.whole = 1 + plain_roll(d, 3); break;
    default: made.whole = plain_roll(d, nodes);
    }
    return made;
}

/* As JSON, or as the language writes it. */
static inline void plain_put_value(plain_text *to, const plain_world *w,
                                   const plain_value *of, char quote)
{
    const char *text = of->text;
    switch (of->type) {
    case PLAIN_NULL: plain_put(to, quote == 'J' ? "null" : "NULL"); return;
    case PLAIN_TRUTH: plain_put(to, of->whole ? "true" : "false"); return;
    case PLAIN_WHOLE: plain_put(to, "%lld", (long long)of->whole); return;
    case PLAIN_REAL: plain_put_real(to, of->real); return;
    case PLAIN_DATE:
        plain_put(to, quote == 'J' ? "\"" : "DATE '");
        plain_put_day(to, (int)of->whole);
        plain_put(to, quote == 'J' ? "\"" : "'");
        return;
    case PLAIN_LEVEL: text = plain_kinds[of->property].level[of->whole - 1]; break;
    case PLAIN_NODE: text = w->nodes[of->whole].id; break;
    default: break;
    }
    if (quote == 'J')
        quote = '"';
    plain_put(to, "%c", quote);
    for (; *text; text++)
        plain_put(to, *text == quote ? "%c%c" : "%c", *text, quote);
    plain_put(to, "%c", quote);
}

/* --- worlds ------------------------------------------------------------------------- */

static inline plain_span plain_random_span(plain_dice *d)
{
    plain_span made = {0, 0, '-', '-'};
    made.from = plain_roll(d, PLAIN_DAYS);
    made.to = made.from + 1 + plain_roll(d, PLAIN_DAYS);
    made.from_is = "--dddd?"[plain_roll(d, 7)];
    made.to_is = "---ddd?"[plain_roll(d, 7)];
    return made;
}

/* Items one after the other, some with gaps between them, some without an end. */
static inline void plain_random_history(plain_dice *d, plain_property *of, int many)
{
    int day = plain_roll(d, 4);
    for (int i = 0; i < of->count; i++) {
        plain_span *s = &of->spans[i];
        if (many) {
            *s = plain_random_span(d);
            continue;
        }
        *s = (plain_span){day, day + 1 + plain_roll(d, 4), 'd', '-'};
        day = s->to + (plain_roll(d, 3) ? 0 : 1 + plain_roll(d, 3));
        s->from_is = i ? 'd' : "dd-?"[plain_roll(d, 4)];
        s->to_is = "dd-?"[plain_roll(d, 4)];
        if (!plain_roll(d, 5))
            of->values[i] = plain_none();
    }
}

static inline void plain_random_ties(plain_dice *d, plain_world *w)
{
    w->tie_count = plain_roll(d, PLAIN_ITEMS + 1);
    for (int i = 0; i < w->tie_count; i++) {
        plain_tie *tie = &w->ties[i];
        tie->source = plain_roll(d, w->count);
        tie->target = (tie->source + 1 + plain_roll(d, w->count - 1)) % w->count;
        tie->valid = plain_random_span(d);
    }
}

static inline void plain_random_world(plain_dice *d, plain_world *w, int most)
{
    memset(w, 0, sizeof *w);
    w->count = 2 + plain_roll(d, most - 1);
    for (int v = 0; v < w->count; v++) {
        plain_node *n = &w->nodes[v];
        snprintf(n->id, sizeof n->id, "n%d", v);
        if (plain_roll(d, 3))
            strcpy(n->name, plain_random_text(d, 4).text);
        n->type = plain_roll(d, 3);
        n->life = plain_random_span(d);
        for (int p = 0; p < PLAIN_PROPERTIES; p++) {
            plain_property *of = &n->properties[p];
            of->form = "-=hh"[plain_roll(d, 4)];
            of->count = of->form == '='   ? (plain_kinds[p].many ? plain_roll(d, 4) : 1)
                        : of->form == 'h' ? 1 + plain_roll(d, PLAIN_ITEMS)
                                          : 0;
            for (int i = 0; i < of->count; i++) {
                of->values[i] = plain_random_value(d, p, w->count);
                for (int k = 0; k < i && of->form == '='; k++)
                    if (!memcmp(&of->values[k], &of->values[i], sizeof *of->values))
                        of->count = i; /* a list has no value twice */
            }
            if (of->form == 'h')
                plain_random_history(d, of, plain_kinds[p].many);
            else if (of->form == '=' && !plain_kinds[p].many && !plain_roll(d, 8))
                of->values[0] = plain_none();
        }
    }
    plain_random_ties(d, w);
}

static inline void plain_put_span(plain_text *to, const plain_span *s)
{
    for (int end = 0; end < 2; end++) {
        char is = end ? s->to_is : s->from_is;
        if (is == '-')
            continue;
        plain_put(to, ", \"%s\": \"", end ? "to" : "from");
        if (is == '?')
            plain_put(to, "?");
        else
            plain_put_day(to, end ? s->to : s->from);
        plain_put(to, "\"");
    }
}

static inline void plain_put_property(plain_text *to, const plain_world *w,
                                      const plain_property *of, int many)
{
    if (of->form == 'h' || many)
        plain_put(to, "[");
    for (int i = 0; i < of->count; i++) {
        plain_put(to, of->form == 'h' ? "%s{\"value\": " : "%s", i ? ", " : "");
        plain_put_value(to, w, &of->values[i], 'J');
        if (of->form != 'h')
            continue;
        plain_put_span(to, &of->spans[i]);
        plain_put(to, "}");
    }
    if (of->form == 'h' || many)
        plain_put(to, "]");
}

static inline void plain_put_vocabulary(plain_text *to)
{
    plain_put(to, "\"vocabulary\": {\"properties\": [");
    for (int p = 0; p < PLAIN_PROPERTIES; p++) {
        const struct plain_kind *kind = &plain_kinds[p];
        plain_put(to, "%s{\"name\": \"%s\", \"type\": \"%s\"", p ? ",\n " : "",
                  kind->name, kind->word);
        if (kind->many)
            plain_put(to, ", \"many\": true");
        if (kind->levels)
            plain_put(to, ", \"levels\": [\"%s\", \"%s\", \"%s\"]%s", kind->level[0],
                      kind->level[1], kind->level[2],
                      p == Q_RANK ? ", \"ordered\": true" : "");
        plain_put(to, "}");
    }
    plain_put(to,
              "],\n \"edge_kinds\": [{\"name\": \"q_stored\", \"class\": \"context\", "
              "\"directed\": true},\n  {\"name\": \"q_tie\", \"class\": \"steering\","
              " \"directed\": true},\n  {\"name\": \"q_act\", \"class\":"
              " \"brokerage\"}]}");
}

static inline void plain_put_ties(plain_text *to, const plain_world *w)
{
    plain_put(to, ",\n\"edges\": [");
    for (int i = 0; i < w->tie_count; i++) {
        const plain_tie *tie = &w->ties[i];
        plain_put(to,
                  "%s{\"id\": \"e%d\", \"kind\": \"q_stored\", \"source\": \"n%d\","
                  " \"target\": \"n%d\", \"valid\": {\"x_\": 0",
                  i ? ",\n " : "", i, tie->source, tie->target);
        plain_put_span(to, &tie->valid);
        plain_put(to, "}}");
    }
    plain_put(to, "]");
}

/* A document up to the end of its ties: what else it has is the caller's to add. */
static inline void plain_put_world(plain_text *to, const plain_world *w)
{
    plain_put(to, "{\"polity\": \"1.0\",\n");
    plain_put_vocabulary(to);
    plain_put(to, ",\n\"nodes\": [");
    for (int v = 0; v < w->count; v++) {
        const plain_node *n = &w->nodes[v];
        int first = 1;
        plain_put(to, "%s{\"id\": \"%s\", \"type\": \"%s\"", v ? ",\n " : "", n->id,
                  plain_types[n->type]);
        if (*n->name)
            plain_put(to, ", \"name\": \"%s\"", n->name);
        if (n->life.from_is != '-' || n->life.to_is != '-') {
            plain_put(to, ", \"valid\": {\"x_\": 0");
            plain_put_span(to, &n->life);
            plain_put(to, "}");
        }
        plain_put(to, ", \"properties\": {");
        for (int p = 0; p < PLAIN_PROPERTIES; p++) {
            if (n->properties[p].form == '-')
                continue;
            plain_put(to, "%s\"%s\": ", first ? "" : ", ", plain_kinds[p].name);
            plain_put_property(to, w, &n->properties[p], plain_kinds[p].many);
            first = 0;
        }
        plain_put(to, "}}");
    }
    plain_put(to, "]");
    plain_put_ties(to, w);
}

#endif
