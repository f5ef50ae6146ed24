/* What the name of a column or key means. */
#include <string.h>

#include "io/flat/flat.h"

static char folded(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static int is_gap(char c) { return c == ' ' || c == '_' || c == '-'; }

int flat_same(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (is_gap(*a))
            a++;
        while (is_gap(*b))
            b++;
        if (!*a || !*b)
            return !*a && !*b;
        if (folded(*a) != folded(*b))
            return 0;
    }
}

static int same(const char *a, const char *b, int exact)
{
    return exact ? !strcmp(a, b) : flat_same(a, b);
}

/* Names that are no keys of the format. */
static int find_other(record_list list, const char *name, int exact, flat_target *out)
{
    if (same(name, "omitted", exact))
        out->what = FLAT_SKIP;
    else if (same(name, "valid.from", exact) || same(name, "valid.to", exact)) {
        out->what = FLAT_BOUND;
        out->key = same(name, "valid.to", exact) ? "to" : "from";
    } else if (list == RECORD_EDGE && same(name, "class", exact))
        out->what = FLAT_CLASS;
    else if (list == RECORD_EDGE && same(name, "undirected", exact))
        out->what = FLAT_DIRECTION;
    return out->what != FLAT_UNKNOWN;
}

static int find_in(const field *fields, size_t count, const char *name, int exact,
                   const field **out)
{
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type == FIELD_VALID || fields[i].type == FIELD_IDS ||
            fields[i].type == FIELD_PROPERTIES || !same(name, fields[i].key, exact))
            continue;
        *out = &fields[i];
        return 1;
    }
    return 0;
}

static int find_property(const polity_dataset *of, record_list list, const char *name,
                         int exact, flat_target *out)
{
    const vocabulary *words = &of->vocabulary;
    for (size_t i = 0; i < words->property_count; i++) {
        const property_kind *kind = &words->properties[i];
        if ((list == RECORD_EDGE && kind->of.count) || !same(name, kind->name, exact))
            continue;
        out->what = FLAT_PROPERTY;
        out->property = (uint16_t)i;
        return 1;
    }
    return 0;
}

/* A name without prefix, `exact` or folded. */
static int find_bare(const polity_dataset *of, record_list list, const char *name,
                     int exact, flat_target *out)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    if (find_in(fields, count, name, exact, &out->field)) {
        out->what = out->field->type == FIELD_EVIDENCE ? FLAT_EVIDENCE : FLAT_FIELD;
        return 1;
    }
    if (find_other(list, name, exact, out))
        return 1;
    if (list == RECORD_SOURCE)
        return 0;
    fields = evidence_fields(&count);
    if (find_in(fields, count, name, exact, &out->field)) {
        out->what = FLAT_EVIDENCE;
        return 1;
    }
    return find_property(of, list, name, exact, out);
}

static int starts(const char *name, const char *with)
{
    return !strncmp(name, with, strlen(with));
}

/* A name with a prefix that says what it stands in. */
static int find_prefixed(const polity_dataset *of, record_list list, const char *name,
                         flat_target *out)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    const char *dot = strchr(name, '.');
    const char *rest = dot ? dot + 1 : "";
    if (starts(name, "x_")) {
        out->what = FLAT_FREE;
        out->key = name;
    } else if (starts(name, "properties.x_")) {
        out->what = FLAT_FREE;
        out->key = rest;
    } else if (starts(name, "record.x_") || starts(name, "valid.x_") ||
               starts(name, "ids.x_")) {
        out->what = FLAT_EXTRA;
        out->key = rest;
        out->within = starts(name, "valid.") ? "valid"
                      : starts(name, "ids.") ? "ids"
                                             : "";
    } else if (starts(name, "ids.") && *rest) {
        out->what = FLAT_ID_OUTSIDE;
        out->key = rest;
    } else if (starts(name, "properties.")) {
        return find_property(of, list, rest, 1, out);
    } else if (starts(name, "evidence.") &&
               find_in(fields, count, rest, 1, &out->field)) {
        out->what = FLAT_EVIDENCE;
    }
    return out->what != FLAT_UNKNOWN;
}

flat_target flat_find(const polity_dataset *of, record_list list, const char *name)
{
    flat_target out = {FLAT_UNKNOWN, 0, VOCABULARY_NONE, NULL, NULL, ""};
    if (find_bare(of, list, name, 1, &out) || find_prefixed(of, list, name, &out))
        return out;
    find_bare(of, list, name, 0, &out);
    return out;
}

void flat_offer(const polity_dataset *of, record_list list, nearest *near)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    for (size_t i = 0; i < count; i++)
        nearest_offer(near, fields[i].key);
    for (size_t i = 0; list != RECORD_SOURCE && i < of->vocabulary.property_count; i++)
        nearest_offer(near, of->vocabulary.properties[i].name);
    fields = evidence_fields(&count);
    for (size_t i = 0; list != RECORD_SOURCE && i < count; i++)
        nearest_offer(near, fields[i].key);
    nearest_offer(near, "valid.from");
    nearest_offer(near, "valid.to");
}

int flat_equal(const flat_target *a, const flat_target *b)
{
    return a->what == b->what && a->field == b->field && a->property == b->property &&
           !strcmp(a->key ? a->key : "", b->key ? b->key : "") &&
           !strcmp(a->within, b->within);
}
