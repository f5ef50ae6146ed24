/* JSON as it is read: the values of one text, flat, in the order in which they stand.
 *
 * Accepts and refuses exactly what jansson does with JSON_REJECT_DUPLICATES and
 * JSON_DECODE_ANY (but for a NUL behind a number, which jansson skips and we refuse), and
 * gives the same values; tests/fuzz/fuzz_json.c holds them against each other. jansson
 * makes a tree with an allocation or more a value; this is one array and one buffer of
 * texts, both used again for the next record. */
#ifndef IO_PARSED_H
#define IO_PARSED_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef enum parsed_type {
    PARSED_OBJECT,
    PARSED_LIST,
    PARSED_TEXT,
    PARSED_INTEGER,
    PARSED_REAL,
    PARSED_TRUE,
    PARSED_FALSE,
    PARSED_NULL
} parsed_type;

/* A value, and right behind it whatever is in it. A member of an object is its key, a
 * text, with the value behind. */
typedef struct parsed {
    uint32_t type;
    uint32_t span;  /* places from here to what follows: 1 and all that is inside; of a
                       key, its value too */
    uint32_t count; /* members of an object, items of a list, bytes of a text */
    union {
        const char *text; /* UTF-8, escapes undone, with a terminator */
        int64_t integer;
        double real;
    } as;
} parsed;

/* Room for the values of a text, used again and again. Zero is empty. */
typedef struct parse_room {
    parsed *values;
    size_t count, capacity;
    char *texts; /* all that the values hold */
    size_t text_capacity;
    char *copy; /* of a text that has nothing behind it */
    size_t copy_capacity;
} parse_room;

enum {
    PARSE_DEPTH = 2048, /* levels that jansson reads */
    PARSE_BEHIND = 8    /* bytes that have to be readable behind a text, zeros */
};

typedef enum parse_result {
    PARSE_OK,
    PARSE_REFUSED, /* it is no JSON, or does not end within the bytes */
    PARSE_MEMORY
} parse_result;

/* The value that begins at `bytes`, white space before it skipped, and ends within `n`;
 * PARSE_BEHIND zeros follow those. `*taken` bytes are it, and `values[0]` it is. Values
 * and texts last until the next call. */
parse_result parse_head(parse_room *in, const char *bytes, size_t n, size_t most_levels,
                        size_t *taken);
/* The same, of a text that is one value and white space around it, copied first. */
parse_result parse_whole(parse_room *in, const char *bytes, size_t n);
void parse_room_free(parse_room *of);

/* What a value is; NULL is none. */
static inline int parsed_is(const parsed *value, parsed_type type)
{
    return value && value->type == (uint32_t)type;
}
static inline int parsed_is_object(const parsed *value)
{
    return parsed_is(value, PARSED_OBJECT);
}
static inline int parsed_is_list(const parsed *value)
{
    return parsed_is(value, PARSED_LIST);
}
static inline int parsed_is_text(const parsed *value)
{
    return parsed_is(value, PARSED_TEXT);
}
static inline int parsed_is_integer(const parsed *value)
{
    return parsed_is(value, PARSED_INTEGER);
}
static inline int parsed_is_real(const parsed *value)
{
    return parsed_is(value, PARSED_REAL);
}
static inline int parsed_is_number(const parsed *value)
{
    return parsed_is_integer(value) || parsed_is_real(value);
}
static inline int parsed_is_true(const parsed *value)
{
    return parsed_is(value, PARSED_TRUE);
}
static inline int parsed_is_truth(const parsed *value)
{
    return parsed_is(value, PARSED_TRUE) || parsed_is(value, PARSED_FALSE);
}
static inline int parsed_is_null(const parsed *value)
{
    return parsed_is(value, PARSED_NULL);
}

/* A text and its bytes; NULL and 0 of anything else. */
static inline const char *parsed_text(const parsed *value)
{
    return parsed_is_text(value) ? value->as.text : NULL;
}
static inline size_t parsed_length(const parsed *value)
{
    return parsed_is_text(value) ? value->count : 0;
}
/* A number; 0 of anything else. */
static inline int64_t parsed_integer(const parsed *value)
{
    return parsed_is_integer(value) ? value->as.integer : 0;
}
static inline double parsed_real(const parsed *value)
{
    return parsed_is_real(value)      ? value->as.real
           : parsed_is_integer(value) ? (double)value->as.integer
                                      : 0;
}

/* Members or items; 0 of anything else. */
static inline size_t parsed_count(const parsed *value)
{
    return parsed_is_object(value) || parsed_is_list(value) ? value->count : 0;
}
/* The first item of a list, or key of an object; NULL = there is none. */
static inline const parsed *parsed_first(const parsed *in)
{
    return parsed_count(in) ? in + 1 : NULL;
}
/* The one after it. */
static inline const parsed *parsed_next(const parsed *in, const parsed *at)
{
    at += at->span;
    return at < in + in->span ? at : NULL;
}
/* The value of a key that parsed_first() or parsed_next() gave. */
static inline const parsed *parsed_member(const parsed *key) { return key + 1; }

/* The value of a member; NULL = the value is no object, or has none of that name. */
const parsed *parsed_get(const parsed *object, const char *key);

#endif
