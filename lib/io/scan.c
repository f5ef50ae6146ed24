#include "io/scan.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

enum { WINDOW = 128 << 10 };

void scan_advance(scan_place *place, const char *bytes, size_t n)
{
    const char *newline, *end = bytes + n;
    while ((newline = memchr(bytes, '\n', (size_t)(end - bytes)))) {
        place->line++;
        place->column = 1;
        bytes = newline + 1;
    }
    place->column += (uint32_t)utf8_length(bytes, (size_t)(end - bytes));
}

scan_place scan_here(scanner *of)
{
    scan_advance(&of->place, of->bytes + of->placed, of->at - of->placed);
    of->placed = of->at;
    return of->place;
}

/* Read on behind `end`, keeping what is from `keep` on. Offsets move by the returned
 * amount. */
static int more(scanner *of, size_t *keep, polity_status *status, polity_error *err)
{
    size_t got;
    if (of->ended)
        return 0;
    if (*keep) {
        scan_here(of); /* `at` is not before `keep`, and what is before it goes */
        memmove(of->bytes, of->bytes + *keep, of->end - *keep);
        of->end -= *keep;
        of->at -= *keep;
        of->placed -= *keep;
        *keep = 0;
    }
    if (!memory_grow((void **)&of->bytes, &of->capacity, of->end + WINDOW, 1)) {
        *status = error_memory(err);
        return 0;
    }
    *status = input_read(of->in, of->bytes + of->end,
                         of->capacity - of->end - PARSE_BEHIND, &got, err);
    of->ended = *status || !got;
    of->end += got;
    memset(of->bytes + of->end, 0, PARSE_BEHIND);
    return got > 0;
}

polity_status scan_all(scanner *of, polity_error *err)
{
    polity_status status = POLITY_OK;
    size_t keep = of->at, size = of->in->gzip ? 0 : (size_t)of->in->size + WINDOW;
    if (size > of->capacity) {
        char *all = memory_large(size, 1);
        if (!all)
            return error_memory(err);
        memcpy(all, of->bytes, of->end + PARSE_BEHIND);
        memory_free(of->bytes);
        of->bytes = all;
        of->capacity = size;
    }
    while (more(of, &keep, &status, err))
        ;
    return status;
}

int scan_peek(scanner *of, polity_status *status, polity_error *err)
{
    for (;;) {
        while (of->at < of->end) {
            char c = of->bytes[of->at];
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                return (unsigned char)c;
            of->at++;
        }
        {
            size_t keep = of->at;
            if (!more(of, &keep, status, err))
                return *status ? -2 : -1;
        }
    }
}

void scan_take(scanner *of) { of->at++; }

/* The state of framing one value, kept while the window grows. */
typedef struct framing {
    char closing[SCAN_DEPTH]; /* which bracket ends each level */
    size_t most;              /* levels that this value may have */
    size_t depth, deep;       /* deep: offset of the first bracket too deep, + 1 */
    size_t extra;             /* levels beyond that, whose brackets are only counted */
    int in_text, plain;       /* plain: a number or word */
    size_t i;                 /* offset from the value's first byte */
    size_t wrong;
} framing;

static size_t skip_text(const char *bytes, size_t i, size_t n)
{
    while (i < n && bytes[i] != '"' && bytes[i] != '\\')
        i++;
    return i;
}

/* A bracket: 1 = the value is complete; 0 = go on; -1 = it does not fit. */
static int bracket(framing *f, char c)
{
    if (c == '{' || c == '[') {
        if (f->depth < f->most)
            f->closing[f->depth++] = c == '{' ? '}' : ']';
        else if (!f->extra++ && !f->deep)
            f->deep = f->i + 1;
        return 0;
    }
    if (f->extra) {
        f->extra--;
        return 0;
    }
    if (!f->depth || f->closing[f->depth - 1] != c)
        return -1;
    return --f->depth == 0;
}

static int ends_word(char c) { return strchr(" \t\r\n,]}:", c) != NULL; }

/* Go over bytes[f->i..n): 1 = complete, with f->i behind the value; 0 = more is needed;
 * -1 = wrong. */
static int frame(framing *f, const char *bytes, size_t n)
{
    while (f->i < n) {
        char c = bytes[f->i];
        if (f->in_text) {
            f->i = skip_text(bytes, f->i, n);
            if (f->i >= n || (bytes[f->i] == '\\' && f->i + 1 >= n))
                return 0;
            if (bytes[f->i] == '\\') {
                f->i += 2;
                continue;
            }
            f->in_text = 0;
            f->i++;
            if (!f->depth)
                return 1;
        } else if (f->plain) {
            if (ends_word(c))
                return 1;
            f->i++;
        } else if (c == '"') {
            f->in_text = 1;
            f->i++;
        } else if (c == '{' || c == '[' || c == '}' || c == ']') {
            int done = bracket(f, c);
            if (done < 0) {
                f->wrong = f->i;
                return -1;
            }
            f->i++;
            if (done)
                return 1;
        } else if (!f->depth) {
            f->plain = 1;
        } else {
            f->i++;
        }
    }
    return 0;
}

scan_result scan_value(scanner *of, slice *out, polity_status *status, polity_error *err)
{
    framing f = {.most = SCAN_DEPTH - of->outer};
    size_t start = of->at;
    int done;
    out->place = scan_here(of);
    out->wrong = 0;
    if (strchr(",:]}", of->bytes[start]))
        return SCAN_SYNTAX;
    while (!(done = frame(&f, of->bytes + start, of->end - start))) {
        if (more(of, &start, status, err))
            continue;
        if (*status)
            return SCAN_FAILED;
        if (f.plain) /* a word may end with the text */
            break;
        out->bytes = of->bytes + start;
        out->length = of->end - start;
        of->at = of->end;
        return SCAN_TRUNCATED;
    }
    out->bytes = of->bytes + start;
    out->length = done < 0 ? of->end - start : f.i;
    out->wrong = f.wrong;
    if (done < 0)
        return SCAN_SYNTAX;
    of->at = start + out->length;
    out->wrong = f.deep ? f.deep - 1 : 0;
    return f.deep ? SCAN_DEEP : SCAN_OK;
}

parse_result scan_parsed(scanner *of, parse_room *into, size_t most_levels, slice *out)
{
    size_t taken;
    parse_result result =
        parse_head(into, of->bytes + of->at, of->end - of->at, most_levels, &taken);
    if (result != PARSE_OK)
        return result;
    *out = (slice){of->bytes + of->at, taken, scan_here(of), 0};
    of->at += taken;
    return result;
}

void scan_free(scanner *of)
{
    memory_free(of->bytes);
    of->bytes = NULL;
}
