/* Claims and pattern files. Small documents: all of the text is parsed, and the first
 * fault is an error with its place. */
#include "io/claims_read.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/input.h"

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
        claims_fault_here(r, "claims-type", "an object is expected");
        return;
    }
    claims_check_keys(r, of, need ? need_keys : figure_keys);
    to->what = claims_text_of(r, of, "what", need);
    to->match = claims_text_of(r, of, "match", need);
    to->options = claims_read_options(r, of, above);
    to->least = 1;
    if (need) {
        least = claims_member(r, of, "least", JSON_INTEGER, 0);
        if (least)
            to->least = json_integer_value(least);
        return;
    }
    to->name = claims_text_of(r, of, "name", 1);
    to->measure = claims_text_of(r, of, "measure", 0);
    to->column = claims_text_of(r, of, "column", to->measure != NULL);
    to->node = claims_text_of(r, of, "node", 0);
    to->type = claims_text_of(r, of, "type", 0);
    to->rank = claims_flag_of(r, of, "rank");
    to->list = claims_flag_of(r, of, "list");
    if (!to->match == !to->measure)
        claims_fault_here(r, "claims-figure",
                          "a figure has either \"match\" or \"measure\"");
    else if (to->measure && !to->node == !to->type && to->rank)
        claims_fault_here(r, "claims-figure",
                          "a rank is that of a \"node\" or of a \"type\"");
}

static claim_figure *read_figures(claims_reader *r, json_t *of, const char *key,
                                  claim_options above, int need, size_t *count)
{
    json_t *list = claims_member(r, of, key, JSON_ARRAY, 0), *value;
    size_t i;
    claim_figure *made = claims_take(r, json_array_size(list), sizeof *made);
    claims_enter(r, key, 0);
    json_array_foreach(list, i, value)
    {
        if (!made || r->status)
            break;
        claims_enter(r, NULL, i);
        read_figure(r, value, above, need, &made[i]);
        r->depth--;
        ++*count;
    }
    r->depth--;
    return made;
}

static void read_expects(claims_reader *r, json_t *of, claim *to)
{
    json_t *given = claims_member(r, of, "expect", JSON_OBJECT, 0), *value;
    const char *name;
    to->expects = claims_take(r, json_object_size(given), sizeof *to->expects);
    claims_enter(r, "expect", 0);
    json_object_foreach(given, name, value)
    {
        claim_expect *made = &to->expects[to->expect_count];
        int known = 0;
        claims_enter(r, name, 0);
        for (int i = 0; i < 4 && json_is_string(value); i++)
            known |= !strcmp(json_string_value(value), claim_outcomes[i]);
        if (!known)
            claims_fault_here(
                r, "claims-outcome",
                "an outcome is \"confirmed\", \"refuted\", \"direction only\" or "
                "\"cannot be decided\"");
        r->depth--;
        if (!to->expects || r->status)
            break;
        made->whose = claims_keep(r, name);
        made->outcome = claims_keep(r, json_string_value(value));
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
    claims_check_keys(r, of, keys);
    to->shown.statement = claims_text_of(r, of, "statement", 1);
    to->shown.place = or_empty(claims_text_of(r, of, "place", 0));
    to->shown.note = or_empty(claims_text_of(r, of, "note", 0));
    to->holds = claims_text_of(r, of, "holds", 0);
    to->direction = claims_text_of(r, of, "direction", 0);
    to->shows = claims_text_of(r, of, "shows", 0);
    to->needs = read_figures(r, of, "needs", above, 1, &to->need_count);
    to->figures = read_figures(r, of, "figures", above, 0, &to->figure_count);
    read_expects(r, of, to);
    if (!to->holds && !to->direction)
        claims_fault_here(r, "claims-missing",
                          "\"holds\" is missing: what decides the claim");
}

static void read_pattern(claims_reader *r, json_t *of, claim *to)
{
    static const char *const keys[] = {"id",      "title",  "meaning", "match",
                                       "options", "source", "place",   NULL};
    claims_check_keys(r, of, keys);
    to->shown.statement = claims_text_of(r, of, "title", 1);
    to->shown.note = or_empty(claims_text_of(r, of, "meaning", 0));
    to->shown.place = or_empty(claims_text_of(r, of, "source", 0));
    to->shown.match = claims_text_of(r, of, "match", 1);
}

static void read_row(claims_reader *r, json_t *of, size_t i, claim_options above)
{
    claim *to = &r->to->rows[i];
    if (!json_is_object(of)) {
        claims_fault_here(r, "claims-type", "an object is expected");
        return;
    }
    to->shown.id = claims_text_of(r, of, "id", 1);
    to->options = claims_read_options(r, of, above);
    to->shown.options = to->options.rows;
    to->shown.option_count = to->options.count;
    if (r->to->patterns)
        read_pattern(r, of, to);
    else
        read_claim(r, of, to, to->options);
    for (size_t k = 0; k < i && !r->status; k++)
        if (!strcmp(r->to->rows[k].shown.id, to->shown.id))
            claims_fault_here(r, "claims-id-twice", "an id before is the same");
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
        claims_fault_here(r, "claims-type", "a claims or pattern file is an object");
        return;
    }
    r->to->patterns = json_object_get(root, "polity_patterns") != NULL;
    what = r->to->patterns ? "polity_patterns" : "polity_claims";
    version = claims_member(r, root, what, JSON_INTEGER, 1);
    if (version && json_integer_value(version) != 1) {
        claims_enter(r, what, 0);
        claims_fault(r, POLITY_EVERSION, "claims-version",
                     locate_value(&r->at, r->way, r->depth, NULL), "",
                     "this version of the format is not known: 1 is");
    }
    if (r->status)
        return;
    claims_check_keys(r, root, keys);
    r->to->title = claims_text_of(r, root, "title", 0);
    above = claims_read_options(r, root, none);
    what = r->to->patterns ? "patterns" : "claims";
    list = claims_member(r, root, what, JSON_ARRAY, 1);
    r->to->rows = claims_take(r, json_array_size(list), sizeof *r->to->rows);
    claims_enter(r, what, 0);
    json_array_foreach(list, i, value)
    {
        if (r->status)
            break;
        claims_enter(r, NULL, i);
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
        claims_no_memory(r);
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
        claims_no_memory(r);
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
        claims_fault(r, POLITY_ESYNTAX, wrong.id, wrong.offset, "", wrong.message);
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
    r.to->file = claims_keep(&r, name);
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
