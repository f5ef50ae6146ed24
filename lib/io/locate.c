#include "io/locate.h"

#include <jansson.h>

static size_t space(const char *t, size_t n, size_t i)
{
    while (i < n && is_one_of(" \t\r\n", t[i]))
        i++;
    return i;
}

static size_t skip_text(const char *t, size_t n, size_t i)
{
    for (i++; i < n && t[i] != '"'; i++)
        i += t[i] == '\\';
    return i < n ? i + 1 : n;
}

/* Past the value at i. */
static size_t skip_value(const char *t, size_t n, size_t i)
{
    size_t depth = 0;
    do {
        i = space(t, n, i);
        if (i >= n)
            return n;
        if (t[i] == '"') {
            i = skip_text(t, n, i);
        } else if (is_one_of("{[", t[i])) {
            depth++;
            i++;
        } else if (is_one_of("}]", t[i])) {
            depth--;
            i++;
        } else if (is_one_of(",:", t[i])) {
            i++;
        } else {
            while (i < n && !is_one_of(" \t\r\n,:]}", t[i]))
                i++;
        }
    } while (depth && i < n);
    return i;
}

/* Whether the quoted key at i is `key`; escapes are undone by jansson. */
static int is_key(const char *t, size_t n, size_t i, const char *key)
{
    size_t end = skip_text(t, n, i), length = strlen(key);
    json_t *text;
    int same;
    if (!memchr(t + i, '\\', end - i))
        return end - i == length + 2 && !memcmp(t + i + 1, key, length);
    text = json_loadb(t + i, end - i, JSON_DECODE_ANY, NULL);
    same = text && !strcmp(json_string_value(text), key);
    json_decref(text);
    return same;
}

void locate_begin(locator *in, const char *text, size_t n, scan_place start)
{
    in->text = text;
    in->n = n;
    in->levels = in->last_offset = 0;
    in->start = in->last_place = start;
}

/* The member of the container at `from` that a step leads to, looked for from the key at
 * i, which is at `position`, on. Sets `*key_at`, `*position`; returns the offset of the
 * value, n = none. */
static size_t member(const char *t, size_t n, size_t i, const step *to, size_t *position,
                     size_t *key_at)
{
    for (; i < n && t[i] != '}' && t[i] != ']'; ++*position) {
        int here = to->key ? is_key(t, n, i, to->key) : *position == to->index;
        *key_at = i;
        if (to->key)
            i = space(t, n, space(t, n, skip_text(t, n, i)) + 1);
        if (here)
            return i;
        i = space(t, n, skip_value(t, n, i));
        if (i < n && t[i] == ',')
            i = space(t, n, i + 1);
    }
    return n;
}

/* One step from the container at i, going on from the member that was found last. */
static size_t one_step(locator *in, size_t level, size_t i, const step *to,
                       size_t *key_at)
{
    const char *t = in->text;
    size_t n = in->n, position = 0, found = n, first = space(t, n, i + 1);
    if (t[i] != (to->key ? '{' : '['))
        return n;
    if (level < in->levels && in->last[level].container == i) {
        position = in->last[level].position;
        found = member(t, n, in->last[level].member, to, &position, key_at);
    }
    if (found >= n) {
        position = 0;
        found = member(t, n, first, to, &position, key_at);
    }
    if (found < n) {
        if (level >= in->levels || in->last[level].container != i ||
            in->last[level].member != *key_at)
            in->levels = level + 1; /* what is further in belongs to another member */
        in->last[level].container = i;
        in->last[level].member = *key_at;
        in->last[level].position = position;
    }
    return found;
}

size_t locate_value(locator *in, const step *steps, size_t count, size_t *key)
{
    size_t i = space(in->text, in->n, 0), key_at = i;
    for (size_t k = 0; k < count && k < LOCATE_STEPS && i < in->n; k++) {
        size_t here = i, next = one_step(in, k, i, &steps[k], &here);
        if (next >= in->n)
            break;
        i = next;
        key_at = here;
    }
    if (key)
        *key = key_at;
    return i;
}

size_t locate_length(const locator *in, size_t offset)
{
    return skip_value(in->text, in->n, offset) - offset;
}

scan_place locate_place(locator *in, size_t offset)
{
    if (offset < in->last_offset) {
        in->last_offset = 0;
        in->last_place = in->start;
    }
    scan_advance(&in->last_place, in->text + in->last_offset, offset - in->last_offset);
    in->last_offset = offset;
    return in->last_place;
}

void locate_pointer(const step *steps, size_t count, buffer *to)
{
    for (size_t k = 0; k < count; k++) {
        const char *c = steps[k].key;
        buffer_char(to, '/');
        if (!c)
            buffer_print(to, "%zu", steps[k].index);
        for (; c && *c; c++) {
            if (*c == '~' || *c == '/')
                buffer_text(to, *c == '~' ? "~0" : "~1");
            else
                buffer_char(to, *c);
        }
    }
}
