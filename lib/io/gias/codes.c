/* The register's codes and names, as rows of our words. */
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

#define CODE(code, name, a, b, c, d) {code, name, {a, b, c, d}},
static const gias_code types[] = {
#include "io/gias/types.def"
};
static const gias_code type_groups[] = {
#include "io/gias/type_groups.def"
};
static const gias_code statuses[] = {
#include "io/gias/statuses.def"
};
static const gias_code phases[] = {
#include "io/gias/phases.def"
};
static const gias_code genders[] = {
#include "io/gias/genders.def"
};
static const gias_code group_types[] = {
#include "io/gias/group_types.def"
};
static const gias_code group_statuses[] = {
#include "io/gias/group_statuses.def"
};
static const gias_code link_types[] = {
#include "io/gias/link_types.def"
};
static const gias_code ratings[] = {
#include "io/gias/ratings.def"
};
static const gias_code concerns[] = {
#include "io/gias/concerns.def"
};
#undef CODE

#define TABLE(rows)                                                                      \
    {                                                                                    \
        rows, sizeof(rows) / sizeof *(rows)                                              \
    }
static const struct {
    const gias_code *rows;
    size_t count;
} tables[GIAS_TABLES] = {TABLE(types),          TABLE(type_groups), TABLE(statuses),
                         TABLE(phases),         TABLE(genders),     TABLE(group_types),
                         TABLE(group_statuses), TABLE(link_types),  TABLE(ratings),
                         TABLE(concerns)};
#undef TABLE

enum { FOLDED = 120 };

/* Case and spaces differ between years. Length; 0 = too long to be a name. */
static size_t fold(const char *text, size_t n, char out[FOLDED])
{
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (c == ' ')
            continue;
        if (length == FOLDED - 1)
            return 0;
        out[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    out[length] = '\0';
    return length;
}

static int put(gias *g, map *in, const char *text, uint32_t row)
{
    char folded[FOLDED];
    size_t n = fold(text, strlen(text), folded);
    const char *key;
    if (!n || map_find(in, folded, n) != MAP_ABSENT)
        return 1;
    key = arena_text(&g->texts, folded, n);
    return key && map_put(in, key, n, row);
}

int gias_codes_begin(gias *g)
{
    for (int table = 0; table < GIAS_TABLES; table++)
        for (size_t row = 0; row < tables[table].count; row++) {
            const gias_code *of = &tables[table].rows[row];
            if (!put(g, &g->code_names[table], of->name, (uint32_t)row) ||
                !put(g, &g->code_codes[table], of->code, (uint32_t)row))
                return gias_no_memory(g);
        }
    return 1;
}

const gias_code *gias_code_at(gias_table table, int row)
{
    return row < 0 ? NULL : &tables[table].rows[row];
}

static int find(const map *in, csv_cell cell)
{
    char folded[FOLDED];
    size_t n = fold(cell.text, cell.n, folded);
    uint32_t at = n ? map_find(in, folded, n) : MAP_ABSENT;
    return at == MAP_ABSENT ? GIAS_UNKNOWN : (int)at;
}

/* The download's codes have no zero in front, and some exports give them one. */
static csv_cell plain_code(csv_cell cell)
{
    while (cell.n > 1 && *cell.text == '0')
        cell.text++, cell.n--;
    return cell;
}

int gias_code_read(gias *g, gias_table table, size_t name, size_t code)
{
    csv_cell named = csv_get(g->in, name), coded = plain_code(csv_get(g->in, code));
    int row;
    if (!named.n && !coded.n)
        return GIAS_NONE;
    if (!named.n) {
        row = find(&g->code_codes[table], coded);
        if (row == GIAS_UNKNOWN) /* names stand in the column of codes in some years */
            row = find(&g->code_names[table], coded);
    } else {
        row = find(&g->code_names[table], named);
        if (row == GIAS_UNKNOWN && (!coded.n || name == code))
            row = find(&g->code_codes[table], plain_code(named));
    }
    if (row == GIAS_UNKNOWN)
        gias_odd_once(g, "gias-code", named.n ? name : code,
                      ", which no table here has: it is kept as it stands");
    else if (named.n && coded.n && name != code && row >= 0 &&
             *tables[table].rows[row].code &&
             strcmp(tables[table].rows[row].code, coded.text) != 0)
        gias_odd_once(g, "gias-code-name", code,
                      ", which is not the code of the name beside it: the name decides");
    return row;
}

int gias_code_row(const gias *g, gias_table table, const char *name)
{
    return *name ? find(&g->code_names[table], (csv_cell){name, strlen(name)})
                 : GIAS_NONE;
}

csv_cell gias_code_text(const gias *g, size_t name, size_t code)
{
    csv_cell named = csv_get(g->in, name);
    return named.n ? named : csv_get(g->in, code);
}

uint16_t gias_code_type(const gias *g, gias_table table, int row, int word)
{
    const char *text = row < 0 ? "" : tables[table].rows[row].words[word];
    return vocabulary_type(&g->made->vocabulary, text, strlen(text));
}

uint16_t gias_code_kind(const gias *g, gias_table table, int row, int word)
{
    const char *text = row < 0 ? "" : tables[table].rows[row].words[word];
    return vocabulary_kind(&g->made->vocabulary, text, strlen(text));
}
