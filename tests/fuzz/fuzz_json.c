/* Our parser of JSON against jansson: of any bytes both say the same, and read the same.
 * Once as a text of its own, and once as the head of a longer text, as records are read.
 * One thing is known to differ: jansson skips a NUL behind a number or a word, which is
 * no JSON; we refuse every NUL. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/parsed.h"
#include "io/scan.h"

static void must(int fine)
{
    if (!fine)
        abort();
}

static void same(const parsed *ours, json_t *theirs);

static void same_object(const parsed *ours, json_t *theirs)
{
    const parsed *at = parsed_first(ours);
    const char *key;
    json_t *value;
    must(parsed_count(ours) == json_object_size(theirs));
    json_object_foreach(theirs, key, value)
    {
        must(at && parsed_length(at) == strlen(key) && !strcmp(parsed_text(at), key));
        must(parsed_get(ours, key) == parsed_member(at));
        same(parsed_member(at), value);
        at = parsed_next(ours, at);
    }
    must(!at);
}

static void same_list(const parsed *ours, json_t *theirs)
{
    const parsed *at = parsed_first(ours);
    must(parsed_count(ours) == json_array_size(theirs));
    for (size_t i = 0; i < json_array_size(theirs); i++) {
        must(at != NULL);
        same(at, json_array_get(theirs, i));
        at = parsed_next(ours, at);
    }
    must(!at);
}

static void same(const parsed *ours, json_t *theirs)
{
    static const parsed_type types[] = {
        [JSON_OBJECT] = PARSED_OBJECT, [JSON_ARRAY] = PARSED_LIST,
        [JSON_STRING] = PARSED_TEXT,   [JSON_INTEGER] = PARSED_INTEGER,
        [JSON_REAL] = PARSED_REAL,     [JSON_TRUE] = PARSED_TRUE,
        [JSON_FALSE] = PARSED_FALSE,   [JSON_NULL] = PARSED_NULL};
    double real = parsed_real(ours), other = json_number_value(theirs);
    must(ours->type == (uint32_t)types[json_typeof(theirs)]);
    must(parsed_integer(ours) == json_integer_value(theirs));
    must(!memcmp(&real, &other, sizeof real)); /* signs of zeros too */
    must(parsed_length(ours) == json_string_length(theirs));
    if (json_is_string(theirs))
        must(!memcmp(parsed_text(ours), json_string_value(theirs),
                     parsed_length(ours) + 1));
    if (json_is_object(theirs))
        same_object(ours, theirs);
    if (json_is_array(theirs))
        same_list(ours, theirs);
}

/* A value at the head of the bytes is one that jansson reads of as many. */
static void as_head(parse_room *in, const uint8_t *bytes, size_t n)
{
    char *padded = calloc(n + PARSE_BEHIND, 1);
    size_t taken = 0;
    if (!padded)
        return;
    memcpy(padded, bytes, n);
    if (parse_head(in, padded, n, SCAN_DEPTH, &taken) == PARSE_OK) {
        json_t *theirs =
            json_loadb(padded, taken, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
        must(taken <= n && theirs);
        same(in->values, theirs);
        json_decref(theirs);
    }
    free(padded);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    parse_room in = {0};
    json_t *theirs = json_loadb((const char *)bytes, n,
                                JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, NULL);
    parse_result ours = parse_whole(&in, (const char *)bytes, n);
    int nul = n && memchr(bytes, 0, n) != NULL;
    must(ours == (theirs && !nul ? PARSE_OK : PARSE_REFUSED));
    if (ours == PARSE_OK)
        same(in.values, theirs);
    json_decref(theirs);
    as_head(&in, bytes, n);
    parse_room_free(&in);
    return 0;
}
