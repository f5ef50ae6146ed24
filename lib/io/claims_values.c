/* What a file of claims is read by: faults with their places, values of the right type,
 * options. */
#include "io/claims_read.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

/* --- faults
 * -------------------------------------------------------------------------------- */

void claims_no_memory(claims_reader *r)
{
    if (!r->status)
        r->status = error_memory(r->err);
}

void claims_fault(claims_reader *r, polity_status status, const char *id, size_t offset,
                  const char *path, const char *message)
{
    scan_place place = locate_place(&r->at, offset);
    error_place where = {r->file, path, (int32_t)place.line, (int32_t)place.column};
    if (!r->status)
        r->status = error_set_at(r->err, status, id, &where, "%s", message);
}

/* A fault of the value at hand. */
void claims_fault_here(claims_reader *r, const char *id, const char *message)
{
    buffer path = {0};
    locate_pointer(r->way, r->depth, &path);
    claims_fault(r, POLITY_EDATA, id, locate_value(&r->at, r->way, r->depth, NULL),
                 path.bytes ? path.bytes : "", message);
    buffer_free(&path);
}

int claims_enter(claims_reader *r, const char *key, size_t index)
{
    r->way[r->depth++] = (step){key, index};
    return !r->status;
}

/* --- values
 * -------------------------------------------------------------------------------- */

const char *claims_keep(claims_reader *r, const char *text)
{
    const char *kept = arena_text(&r->to->memory, text, strlen(text));
    if (!kept)
        claims_no_memory(r);
    return kept;
}

void *claims_take(claims_reader *r, size_t n, size_t size)
{
    void *taken = arena_take(&r->to->memory, (n + 1) * size);
    if (!taken)
        claims_no_memory(r);
    return taken;
}

/* Refuse keys that are none. `known` ends with NULL. */
void claims_check_keys(claims_reader *r, json_t *of, const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach(of, key, value)
    {
        nearest near;
        char message[300], hint[NEAREST_SIZE];
        int found = !strncmp(key, "x_", 2);
        nearest_begin(&near, key, strlen(key));
        for (size_t i = 0; known[i] && !found; i++) {
            found = !strcmp(known[i], key);
            nearest_offer(&near, known[i]);
        }
        if (found)
            continue;
        snprintf(message, sizeof message, "no key is called \"%.60s\" here%s", key,
                 nearest_hint(&near, hint));
        claims_enter(r, key, 0);
        claims_fault_here(r, "claims-key", message);
        r->depth--;
    }
}

json_t *claims_member(claims_reader *r, json_t *of, const char *key, json_type type,
                      int needed)
{
    json_t *value = json_object_get(of, key);
    char message[120];
    static const char *const words[] = {"an object",  "a list",   "a text",
                                        "an integer", "a number", "true or false"};
    if (!value && !needed)
        return NULL;
    if (!value) {
        snprintf(message, sizeof message, "\"%s\" is missing", key);
        claims_fault_here(r, "claims-missing", message);
        return NULL;
    }
    if (json_typeof(value) == type ||
        (type == JSON_TRUE && json_typeof(value) == JSON_FALSE))
        return value;
    claims_enter(r, key, 0);
    snprintf(message, sizeof message, "\"%s\" has to be %s", key, words[type]);
    claims_fault_here(r, "claims-type", message);
    r->depth--;
    return NULL;
}

const char *claims_text_of(claims_reader *r, json_t *of, const char *key, int needed)
{
    json_t *value = claims_member(r, of, key, JSON_STRING, needed);
    return value ? claims_keep(r, json_string_value(value)) : NULL;
}

int claims_flag_of(claims_reader *r, json_t *of, const char *key)
{
    json_t *value = claims_member(r, of, key, JSON_TRUE, 0);
    return value && json_typeof(value) == JSON_TRUE;
}

/* --- options
 * ------------------------------------------------------------------------------- */

static const char *option_value(claims_reader *r, json_t *value)
{
    char number[40];
    switch (json_typeof(value)) {
    case JSON_STRING: return claims_keep(r, json_string_value(value));
    case JSON_TRUE: return "true";
    case JSON_FALSE: return "false";
    case JSON_INTEGER:
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
        return claims_keep(r, number);
    default:
        claims_fault_here(r, "claims-type",
                          "an option is a text, true, false or an integer");
        return NULL;
    }
}

/* Those of `of`, over those `above` it. */
claim_options claims_read_options(claims_reader *r, json_t *of, claim_options above)
{
    json_t *given = claims_member(r, of, "options", JSON_OBJECT, 0), *value;
    claim_options made = {NULL, 0};
    const char *name;
    made.rows = claims_take(r, above.count + json_object_size(given), sizeof *made.rows);
    for (size_t i = 0; made.rows && i < above.count; i++)
        made.rows[made.count++] = above.rows[i];
    claims_enter(r, "options", 0);
    json_object_foreach(given, name, value)
    {
        const char *kept = claims_keep(r, name), *text;
        claims_enter(r, name, 0);
        text = option_value(r, value);
        r->depth--;
        if (!kept || !text || !made.rows)
            break;
        claim_options_set(&made, (polity_option){kept, text});
    }
    r->depth--;
    return made;
}
