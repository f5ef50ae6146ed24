/* Claims and pattern files. Small documents: all of the text is parsed, and the first
 * fault is an error with its place. */
#include "model/claims.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "io/input.h"
#include "io/locate.h"

typedef struct claims_reader {
    const char *file;
    buffer text;
    size_t skipped; /* byte-order mark */
    locator at;
    polity_claims *to;
    polity_error *err;
    polity_status status;
    step way[16];
    size_t depth;
} claims_reader;

/* --- faults
 * -------------------------------------------------------------------------------- */

static void no_memory(claims_reader *r)
{
    if (!r->status)
        r->status = error_memory(r->err);
}

static void fault(claims_reader *r, polity_status status, const char *id, size_t offset,
                  const char *path, const char *message)
{
    scan_place place = locate_place(&r->at, offset);
    error_place where = {r->file, path, (int32_t)place.line, (int32_t)place.column};
    if (!r->status)
        r->status = error_set_at(r->err, status, id, &where, "%s", message);
}

/* A fault of the value at hand. */
static void fault_here(claims_reader *r, const char *id, const char *message)
{
    buffer path = {0};
    locate_pointer(r->way, r->depth, &path);
    fault(r, POLITY_EDATA, id, locate_value(&r->at, r->way, r->depth, NULL),
          path.bytes ? path.bytes : "", message);
    buffer_free(&path);
}

static int enter(claims_reader *r, const char *key, size_t index)
{
    r->way[r->depth++] = (step){key, index};
    return !r->status;
}

/* --- values
 * -------------------------------------------------------------------------------- */

static const char *keep(claims_reader *r, const char *text)
{
    const char *kept = arena_text(&r->to->memory, text, strlen(text));
    if (!kept)
        no_memory(r);
    return kept;
}

static void *take(claims_reader *r, size_t n, size_t size)
{
    void *taken = arena_take(&r->to->memory, (n + 1) * size);
    if (!taken)
        no_memory(r);
    return taken;
}

/* Refuse keys that are none. `known` ends with NULL. */
static void check_keys(claims_reader *r, json_t *of, const char *const *known)
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
        enter(r, key, 0);
        fault_here(r, "claims-key", message);
        r->depth--;
    }
}

static json_t *member(claims_reader *r, json_t *of, const char *key, json_type type,
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
        fault_here(r, "claims-missing", message);
        return NULL;
    }
    if (json_typeof(value) == type ||
        (type == JSON_TRUE && json_typeof(value) == JSON_FALSE))
        return value;
    enter(r, key, 0);
    snprintf(message, sizeof message, "\"%s\" has to be %s", key, words[type]);
    fault_here(r, "claims-type", message);
    r->depth--;
    return NULL;
}

static const char *text_of(claims_reader *r, json_t *of, const char *key, int needed)
{
    json_t *value = member(r, of, key, JSON_STRING, needed);
    return value ? keep(r, json_string_value(value)) : NULL;
}

static int flag_of(claims_reader *r, json_t *of, const char *key)
{
    json_t *value = member(r, of, key, JSON_TRUE, 0);
    return value && json_typeof(value) == JSON_TRUE;
}

/* --- options
 * ------------------------------------------------------------------------------- */

static const char *option_value(claims_reader *r, json_t *value)
{
    char number[40];
    switch (json_typeof(value)) {
    case JSON_STRING: return keep(r, json_string_value(value));
    case JSON_TRUE: return "true";
    case JSON_FALSE: return "false";
    case JSON_INTEGER:
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
        return keep(r, number);
    default:
        fault_here(r, "claims-type", "an option is a text, true, false or an integer");
        return NULL;
    }
}

/* Those of `of`, over those `above` it. */
static claim_options read_options(claims_reader *r, json_t *of, claim_options above)
{
    json_t *given = member(r, of, "options", JSON_OBJECT, 0), *value;
    claim_options made = {NULL, 0};
    const char *name;
    made.rows = take(r, above.count + json_object_size(given), sizeof *made.rows);
    for (size_t i = 0; made.rows && i < above.count; i++)
        made.rows[made.count++] = above.rows[i];
    enter(r, "options", 0);
    json_object_foreach(given, name, value)
    {
        const char *kept = keep(r, name), *text;
        enter(r, name, 0);
        text = option_value(r, value);
        r->depth--;
        if (!kept || !text || !made.rows)
            break;
        claim_options_set(&made, (polity_option){kept, text});
    }
    r->depth--;
    return made;
}

/* --- figures
 * ------------------------------------------------------------------------------- */

static void read_figure(claims_reader *r, json_t *of, claim_options above, int need,
                        claim_figure *to)
{
    static const char *const figure_keys[] = {"name",   "what",    "match", "measure",
                                              "column", "node",    "type",  "rank",
                                              "list",   "options", NULL};
    static const char *const need_keys[] = {"what", "match", "least", "options", NULL};
    json_t *least;
    if (!json_is_object(of)) {
        fault_here(r, "claims-type", "an object is expected");
        return;
    }
    check_keys(r, of, need ? need_keys : figure_keys);
    to->what = text_of(r, of, "what", need);
    to->match = text_of(r, of, "match", need);
    to->options = read_options(r, of, above);
    to->least = 1;
    if (need) {
        least = member(r, of, "least", JSON_INTEGER, 0);
        if (least)
            to->least = json_integer_value(least);
        return;
    }
    to->name = text_of(r, of, "name", 1);
    to->measure = text_of(r, of, "measure", 0);
    to->column = text_of(r, of, "column", to->measure != NULL);
    to->node = text_of(r, of, "node", 0);
    to->type = text_of(r, of, "type", 0);
    to->rank = flag_of(r, of, "rank");
    to->list = flag_of(r, of, "list");
    if (!to->match == !to->measure)
        fault_here(r, "claims-figure", "a figure has either \"match\" or \"measure\"");
    else if (to->measure && !to->node == !to->type && to->rank)
        fault_here(r, "claims-figure", "a rank is that of a \"node\" or of a \"type\"");
}

static claim_figure *read_figures(claims_reader *r, json_t *of, const char *key,
                                  claim_options above, int need, size_t *count)
{
    json_t *list = member(r, of, key, JSON_ARRAY, 0), *value;
    size_t i;
    claim_figure *made = take(r, json_array_size(list), sizeof *made);
    enter(r, key, 0);
    json_array_foreach(list, i, value)
    {
        if (!made || r->status)
            break;
        enter(r, NULL, i);
        read_figure(r, value, above, need, &made[i]);
        r->depth--;
        ++*count;
    }
    r->depth--;
    return made;
}

static void read_expects(claims_reader *r, json_t *of, claim *to)
{
    json_t *given = member(r, of, "expect", JSON_OBJECT, 0), *value;
    const char *name;
    to->expects = take(r, json_object_size(given), sizeof *to->expects);
    enter(r, "expect", 0);
    json_object_foreach(given, name, value)
    {
        claim_expect *made = &to->expects[to->expect_count];
        int known = 0;
        enter(r, name, 0);
        for (int i = 0; i < 4 && json_is_string(value); i++)
            known |= !strcmp(json_string_value(value), claim_outcomes[i]);
        if (!known)
            fault_here(r, "claims-outcome",
                       "an outcome is \"confirmed\", \"refuted\", \"direction only\" or "
                       "\"cannot be decided\"");
        r->depth--;
        if (!to->expects || r->status)
            break;
        made->whose = keep(r, name);
        made->outcome = keep(r, json_string_value(value));
        to->expect_count++;
    }
    r->depth--;
}

/* --- statements and patterns
 * --------------------------------------------------------------- */

static const char *or_empty(const char *text) { return text ? text : ""; }

static void read_claim(claims_reader *r, json_t *of, claim *to, claim_options above)
{
    static const char *const keys[] = {"id",        "statement", "place",   "note",
                                       "options",   "needs",     "figures", "holds",
                                       "direction", "shows",     "expect",  NULL};
    check_keys(r, of, keys);
    to->shown.statement = text_of(r, of, "statement", 1);
    to->shown.place = or_empty(text_of(r, of, "place", 0));
    to->shown.note = or_empty(text_of(r, of, "note", 0));
    to->holds = text_of(r, of, "holds", 0);
    to->direction = text_of(r, of, "direction", 0);
    to->shows = text_of(r, of, "shows", 0);
    to->needs = read_figures(r, of, "needs", above, 1, &to->need_count);
    to->figures = read_figures(r, of, "figures", above, 0, &to->figure_count);
    read_expects(r, of, to);
    if (!to->holds && !to->direction)
        fault_here(r, "claims-missing", "\"holds\" is missing: what decides the claim");
}

static void read_pattern(claims_reader *r, json_t *of, claim *to)
{
    static const char *const keys[] = {"id",      "title",  "meaning", "match",
                                       "options", "source", "place",   NULL};
    check_keys(r, of, keys);
    to->shown.statement = text_of(r, of, "title", 1);
    to->shown.note = or_empty(text_of(r, of, "meaning", 0));
    to->shown.place = or_empty(text_of(r, of, "source", 0));
    to->shown.match = text_of(r, of, "match", 1);
}

static void read_row(claims_reader *r, json_t *of, size_t i, claim_options above)
{
    claim *to = &r->to->rows[i];
    if (!json_is_object(of)) {
        fault_here(r, "claims-type", "an object is expected");
        return;
    }
    to->shown.id = text_of(r, of, "id", 1);
    to->options = read_options(r, of, above);
    to->shown.options = to->options.rows;
    to->shown.option_count = to->options.count;
    if (r->to->patterns)
        read_pattern(r, of, to);
    else
        read_claim(r, of, to, to->options);
    for (size_t k = 0; k < i && !r->status; k++)
        if (!strcmp(r->to->rows[k].shown.id, to->shown.id))
            fault_here(r, "claims-id-twice", "an id before is the same");
    r->to->count++;
}

static void read_root(claims_reader *r, json_t *root)
{
    static const char *const keys[] = {
        "polity_claims", "polity_patterns", "title",  "description", "licence",
        "source",        "options",         "claims", "patterns",    NULL};
    const char *what;
    json_t *version, *list, *value;
    claim_options none = {NULL, 0}, above;
    size_t i;
    if (!json_is_object(root)) {
        fault_here(r, "claims-type", "a claims or pattern file is an object");
        return;
    }
    r->to->patterns = json_object_get(root, "polity_patterns") != NULL;
    what = r->to->patterns ? "polity_patterns" : "polity_claims";
    version = member(r, root, what, JSON_INTEGER, 1);
    if (version && json_integer_value(version) != 1) {
        enter(r, what, 0);
        fault(r, POLITY_EVERSION, "claims-version",
              locate_value(&r->at, r->way, r->depth, NULL), "",
              "this version of the format is not known: 1 is");
    }
    if (r->status)
        return;
    check_keys(r, root, keys);
    r->to->title = text_of(r, root, "title", 0);
    above = read_options(r, root, none);
    what = r->to->patterns ? "patterns" : "claims";
    list = member(r, root, what, JSON_ARRAY, 1);
    r->to->rows = take(r, json_array_size(list), sizeof *r->to->rows);
    enter(r, what, 0);
    json_array_foreach(list, i, value)
    {
        if (r->status)
            break;
        enter(r, NULL, i);
        read_row(r, value, i, above);
        r->depth--;
    }
    r->depth--;
}

/* --- bytes
 * --------------------------------------------------------------------------------- */

static void read_bytes(claims_reader *r, const void *bytes, size_t n)
{
    char digest[DIGEST_SIZE], *room = memory_array(1 << 16, 1);
    input_bytes in;
    size_t got = 1;
    r->status = room ? input_open(&in, r->file, bytes, n, r->err) : error_memory(r->err);
    if (r->status) {
        memory_free(room);
        return;
    }
    while (got && !r->status && !in.damage) {
        r->status = input_read(&in, room, 1 << 16, &got, r->err);
        buffer_add(&r->text, room, got);
    }
    if (in.damage && !r->status)
        r->status = error_set(r->err, POLITY_EDATA, in.damage,
                              "%s: the compressed data are damaged or cut off", r->file);
    buffer_char(&r->text, '\0');
    r->text.length -= r->text.length > 0;
    if (r->text.failed)
        no_memory(r);
    input_close(&in, digest);
    memory_free(room);
}

/* The text is fine JSON. jansson says "invalid token" of what it had no memory for, so it
 * is asked again, and believed only with memory at hand. */
static json_t *parse(claims_reader *r, const char *text, size_t n)
{
    json_error_t said = {.text = ""};
    json_t *root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &said);
    void *room = NULL;
    if (root)
        return root;
    *said.text = '\0';
    room = memory_array(n + 4096, 1);
    if (room)
        root = json_loadb(text, n, JSON_REJECT_DUPLICATES, &said);
    if (!root && !*said.text)
        no_memory(r);
    else if (!root)
        r->status = error_set(r->err, POLITY_ESYNTAX, "json-syntax", "%s: %s", r->file,
                              said.text);
    memory_free(room);
    return root;
}

static void read_text(claims_reader *r)
{
    const char *text = r->text.bytes;
    size_t n = r->text.length;
    json_fault wrong = {0};
    json_t *root;
    if (n >= 3 && !memcmp(text, "\xEF\xBB\xBF", 3)) {
        text += 3;
        n -= 3;
    }
    locate_begin(&r->at, text, n, (scan_place){1, 1});
    json_diagnose(text, n, 1, &wrong);
    if (wrong.id) {
        fault(r, POLITY_ESYNTAX, wrong.id, wrong.offset, "", wrong.message);
        return;
    }
    root = parse(r, text, n);
    if (!root)
        return;
    read_root(r, root);
    json_decref(root);
}

static polity_status read_all(polity_claims **out, const char *name, const void *bytes,
                              size_t n, polity_error *err)
{
    claims_reader r = {.file = name, .err = err};
    if (!out || !name || (n && !bytes))
        return error_set(err, POLITY_EARG, "argument",
                         "a file and a place for the claims are needed");
    *out = NULL;
    r.to = memory_zeroed(1, sizeof *r.to);
    if (!r.to)
        return error_memory(err);
    r.to->file = keep(&r, name);
    if (!r.status)
        read_bytes(&r, bytes, n);
    if (!r.status)
        read_text(&r);
    buffer_free(&r.text);
    if (r.status)
        polity_claims_free(r.to);
    else
        *out = r.to;
    return r.status;
}

polity_status polity_claims_read(polity_claims **out, const char *file, polity_error *err)
{
    return read_all(out, file, NULL, 0, err);
}

polity_status polity_claims_read_bytes(polity_claims **out, const char *name,
                                       const void *bytes, size_t n, polity_error *err)
{
    static const char none[1] = "";
    return read_all(out, name, bytes ? bytes : none, n, err);
}
