#include "io/parsed.h"

#include "base/alloc.h"
#include "base/map.h"
#include "io/parsing.h"

enum { KEYS_BY_HAND = 24 }; /* beyond that many, keys are found by their hash */

static int no_memory(walk *w)
{
    w->failed = 1;
    return 0;
}

static void skip_space(walk *w)
{
    const char *at = w->at;
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')
        at++;
    w->at = at;
}

/* Its position; SIZE_MAX = no memory. */
static size_t append(walk *w, parsed_type type)
{
    parse_room *in = w->in;
    if (in->count == in->capacity && (in->count >= UINT32_MAX - 1 ||
                                      !memory_grow((void **)&in->values, &in->capacity,
                                                   in->count + 1, sizeof *in->values))) {
        w->failed = 1;
        return SIZE_MAX;
    }
    in->values[in->count] = (parsed){.type = type, .span = 1};
    return in->count++;
}

/* The keys of an object so far. Most objects are told to have no key twice by a bit for
 * each key: only where two share theirs are the keys themselves compared. */
typedef struct key_set {
    uint64_t bits;
    map names; /* of an object of many keys */
} key_set;

static int same_text(const parsed *a, const parsed *b)
{
    return a->count == b->count && !memcmp(a->as.text, b->as.text, a->count);
}

/* Move all keys of an object but the last to the map. */
static int map_keys(walk *w, key_set *keys, size_t object, size_t last)
{
    for (size_t i = object + 1; i < last; i += w->in->values[i].span) {
        const parsed *key = &w->in->values[i];
        if (!map_put(&keys->names, key->as.text, key->count, 0))
            return no_memory(w);
    }
    return 1;
}

/* Whether the key at `last` is not among those before it. */
static int is_new(walk *w, key_set *keys, size_t object, size_t last)
{
    const parsed *values = w->in->values, *key = &values[last];
    uint64_t bit = (uint64_t)1 << ((key->count * 29 + (unsigned char)key->as.text[0] * 5 +
                                    (unsigned char)key->as.text[key->count / 2]) &
                                   63);
    int known = (keys->bits & bit) != 0;
    keys->bits |= bit;
    if (values[object].count >= KEYS_BY_HAND) {
        if (!keys->names.count && !map_keys(w, keys, object, last))
            return 0;
        if (map_find(&keys->names, key->as.text, key->count) != MAP_ABSENT)
            return 0;
        return map_put(&keys->names, key->as.text, key->count, 0) || no_memory(w);
    }
    for (size_t i = object + 1; known && i < last; i += values[i].span)
        if (same_text(&values[i], key))
            return 0;
    return 1;
}

static int take_value(walk *w);

/* One member of the object at `object`: key, colon, value. */
static int take_member(walk *w, size_t object, key_set *keys)
{
    size_t key;
    if (*w->at != '"' || (key = append(w, PARSED_TEXT)) == SIZE_MAX ||
        !parse_text(w, key) || !is_new(w, keys, object, key))
        return 0;
    skip_space(w);
    if (*w->at != ':')
        return 0;
    w->at++;
    skip_space(w);
    if (!take_value(w))
        return 0;
    w->in->values[key].span = (uint32_t)(w->in->count - key);
    w->in->values[object].count++;
    return 1;
}

/* The bracket of the object or list at `index` is behind; 1 = so is its other one. */
static int take_members(walk *w, size_t index, key_set *keys)
{
    char closing = keys ? '}' : ']';
    skip_space(w);
    if (*w->at == closing)
        return ++w->at, 1;
    for (;;) {
        if (keys ? !take_member(w, index, keys) : !take_value(w))
            return 0;
        w->in->values[index].count += !keys;
        skip_space(w);
        if (*w->at == closing)
            break;
        if (*w->at != ',')
            return 0;
        w->at++;
        skip_space(w);
    }
    w->at++;
    w->in->values[index].span = (uint32_t)(w->in->count - index);
    return 1;
}

static int take_container(walk *w, size_t index, int object)
{
    key_set keys = {0, {NULL, 0, 0}};
    int fine;
    w->at++;
    w->in->values[index].type = object ? PARSED_OBJECT : PARSED_LIST;
    fine = take_members(w, index, object ? &keys : NULL);
    if (keys.names.slots)
        map_free(&keys.names);
    return fine;
}

static int take_word(walk *w, const char *word, size_t n)
{
    if (strncmp(w->at, word, n))
        return 0;
    w->at += n;
    return 1;
}

/* The value whose first byte is next. */
static int take_value(walk *w)
{
    size_t index = w->levels ? append(w, PARSED_NULL) : SIZE_MAX;
    int fine;
    if (index == SIZE_MAX)
        return 0;
    w->levels--;
    switch (*w->at) {
    case '{': fine = take_container(w, index, 1); break;
    case '[': fine = take_container(w, index, 0); break;
    case '"':
        w->in->values[index].type = PARSED_TEXT;
        fine = parse_text(w, index);
        break;
    case 't':
        w->in->values[index].type = PARSED_TRUE;
        fine = take_word(w, "true", 4);
        break;
    case 'f':
        w->in->values[index].type = PARSED_FALSE;
        fine = take_word(w, "false", 5);
        break;
    case 'n': fine = take_word(w, "null", 4); break;
    default: fine = parse_number(w, index);
    }
    w->levels++;
    return fine;
}

parse_result parse_head(parse_room *in, const char *bytes, size_t n, size_t most_levels,
                        size_t *taken)
{
    walk w = {in, bytes, NULL, most_levels, 0};
    int fine;
    in->count = 0;
    /* texts are no longer than they are written; the last is copied eight bytes at once
     */
    if (n > UINT32_MAX - 16 ||
        !memory_grow((void **)&in->texts, &in->text_capacity, n + PARSE_BEHIND, 1))
        return PARSE_MEMORY;
    w.to = in->texts;
    skip_space(&w);
    fine = take_value(&w);
    *taken = (size_t)(w.at - bytes);
    return fine ? PARSE_OK : w.failed ? PARSE_MEMORY : PARSE_REFUSED;
}

parse_result parse_whole(parse_room *in, const char *bytes, size_t n)
{
    size_t taken;
    parse_result result;
    if (n > UINT32_MAX - 16 ||
        !memory_grow((void **)&in->copy, &in->copy_capacity, n + PARSE_BEHIND, 1))
        return PARSE_MEMORY;
    memcpy(in->copy, bytes, n);
    memset(in->copy + n, 0, PARSE_BEHIND);
    result = parse_head(in, in->copy, n, PARSE_DEPTH, &taken);
    if (result == PARSE_OK) {
        walk w = {in, in->copy + taken, NULL, 0, 0};
        skip_space(&w);
        if (w.at != in->copy + n)
            result = PARSE_REFUSED;
    }
    return result;
}

void parse_room_free(parse_room *of)
{
    memory_free(of->values);
    memory_free(of->texts);
    memory_free(of->copy);
    memset(of, 0, sizeof *of);
}

const parsed *parsed_get(const parsed *object, const char *key)
{
    if (!parsed_is_object(object))
        return NULL;
    for (const parsed *at = parsed_first(object); at; at = parsed_next(object, at))
        if (at->as.text[0] == key[0] && !strcmp(at->as.text, key))
            return parsed_member(at);
    return NULL;
}
