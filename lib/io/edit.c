/* Setting one value of a record: its JSON is changed at the pointer and read again, by
 * the rules of a document, before it takes the place of the record. */
#include <string.h>

#include <jansson.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/utf8.h"
#include "io/read.h"
#include "io/write.h"

/* The next token of a pointer, `~` undone; 0 = none is left, -1 = too long. */
static int next_token(const char **at, char out[256])
{
    size_t n = 0;
    if (!**at)
        return 0;
    for (++*at; **at && **at != '/'; ++*at) {
        char c = **at;
        if (n + 2 > 256)
            return -1;
        if (c == '~' && ((*at)[1] == '0' || (*at)[1] == '1'))
            c = *++*at == '0' ? '~' : '/';
        out[n++] = c;
    }
    out[n] = '\0';
    return 1;
}

static polity_status bad_path(const char *path, polity_error *err)
{
    return error_set(err, POLITY_EARG, "path",
                     "the pointer \"%.120s\" leads to nothing that can be set", path);
}

/* Whether a token is the position of an item; "-" is not. */
static int is_position(const json_t *container, const char *token, int64_t *index)
{
    return json_is_array(container) &&
           number_read_integer(token, 0, (int64_t)json_array_size(container) - 1, index);
}

/* Put `value` at a token of a container. */
static polity_status put(json_t *container, const char *token, json_t *value,
                         const char *path, polity_error *err)
{
    int64_t index;
    int failed;
    if (json_is_object(container))
        failed = json_object_set(container, token, value);
    else if (json_is_array(container) && !strcmp(token, "-"))
        failed = json_array_append(container, value);
    else if (is_position(container, token, &index))
        failed = json_array_set(container, (size_t)index, value);
    else
        return bad_path(path, err);
    return failed ? error_memory(err) : POLITY_OK;
}

/* Go to the container one token further, made if it is not there. */
static polity_status go_in(json_t **container, const char *token, int list,
                           const char *path, polity_error *err)
{
    json_t *outer = *container, *found = NULL;
    int64_t index;
    if (is_position(outer, token, &index))
        found = json_array_get(outer, (size_t)index);
    else if (json_is_object(outer))
        found = json_object_get(outer, token);
    else
        return bad_path(path, err);
    if (!found) {
        found = list ? json_array() : json_object();
        if (json_object_set_new(outer, token, found))
            return error_memory(err);
    }
    *container = found;
    return POLITY_OK;
}

static int is_fixed(const char *token)
{
    static const char *const fixed[] = {"id",     "type",   "kind", "source",
                                        "target", "broker", "for",  "with"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (!strcmp(token, fixed[i]))
            return 1;
    return 0;
}

static polity_status change(json_t *record, record_list list, const char *path,
                            json_t *value, polity_error *err)
{
    const char *at = path;
    char token[256], next[256];
    json_t *container = record;
    polity_status status;
    int more = *path == '/' ? next_token(&at, token) : 0;
    if (more <= 0 || utf8_valid(path, strlen(path)) != strlen(path) ||
        (list != RECORD_RULE && list != RECORD_SOURCE && is_fixed(token)) ||
        !strcmp(token, "id"))
        return bad_path(path, err);
    while ((more = next_token(&at, next)) > 0) {
        status = go_in(&container, token, !strcmp(next, "-"), path, err);
        if (status)
            return status;
        memcpy(token, next, sizeof token);
    }
    return more < 0 ? bad_path(path, err) : put(container, token, value, path, err);
}

/* The references of the record as it was, before row `end`, wait no more; those of the
 * record as it is do. */
static void change_pending(polity_dataset *of, symbol id, size_t end)
{
    pending *rows = of->pending.items;
    size_t kept = 0;
    own_pending(of, end, id);
    for (size_t i = 0; i < of->pending.count; i++)
        if (i >= end || rows[i].owner != id)
            rows[kept++] = rows[i];
    of->pending.count = kept;
}

/* Read the changed record over a copy; the row changes only if nothing is wrong with it.
 */
static polity_status reread(polity_dataset *of, record_list list, size_t row, char *text,
                            polity_error *err)
{
    size_t count, size = dataset_record_size(list), waiting = of->pending.count;
    const field *fields = record_fields(list, &count);
    char *record = memory_zeroed(1, size),
         *now = (char *)of->lists[list].items + row * size;
    place at = *dataset_place(of, list, row);
    reader r = {
        .into = of, .err = err, .vocabulary_final = 1, .node_type = VOCABULARY_NONE};
    slice whole = {text, strlen(text), {1, 1}, 0};
    const parsed *value = record ? read_slice(&r, &whole, "") : NULL;
    r.file_name = "";
    r.is_node = list == RECORD_NODE;
    r.has_kind = parsed_get(value, "kind") != NULL;
    r.has_class = parsed_get(value, "class") != NULL;
    if (!record)
        read_no_memory(&r);
    if (value && read_fields(&r, value, fields, count, record)) {
        extras own = take_extras(&r, 0);
        if (!r.status && !r.problems.errors) {
            char *old = memory_array(1, size);
            if (old) {
                memcpy(old, now, size);
                memcpy(now, record, size);
                *record_extras(of, list, row) = own;
                *dataset_place(of, list, row) = at;
                check_record(&r, list, row);
                if (r.status || r.problems.errors)
                    memcpy(now, old, size);
            } else {
                read_no_memory(&r);
            }
            memory_free(old);
        }
    }
    if (!r.status)
        r.status = problems_status(&r.problems, err);
    if (r.status)
        of->pending.count = waiting;
    else
        change_pending(of, *dataset_id(of, list, row), waiting);
    memory_free(record);
    memory_free(r.extra_rows);
    parse_room_free(&r.room);
    problems_free(&r.problems);
    return r.status;
}

/* The record as JSON, changed. */
static polity_status changed_text(const polity_dataset *of, record_at at,
                                  const char *path, json_t *value, char **out,
                                  polity_error *err)
{
    buffer text = {0};
    writer w = {of, &text, 1, 1};
    json_t *record;
    polity_status status;
    write_record(&w, (record_list)at.list, at.index);
    record = text.failed ? NULL : json_loadb(text.bytes, text.length, 0, NULL);
    buffer_free(&text);
    if (!record)
        return error_memory(err);
    status = change(record, (record_list)at.list, path, value, err);
    *out = status ? NULL : json_dumps(record, JSON_COMPACT | JSON_ENSURE_ASCII);
    json_decref(record);
    return status ? status : *out ? POLITY_OK : error_memory(err);
}

static void free_dump(char *text)
{
    /* jansson's allocation functions may be the host's own */
    json_malloc_t take;
    json_free_t give;
    json_get_alloc_funcs(&take, &give);
    if (text)
        give(text);
}

polity_status polity_dataset_set(polity_dataset *of, const char *id, const char *path,
                                 const char *json, polity_error *err)
{
    symbol s;
    json_t *value = NULL;
    char *text = NULL;
    json_fault found;
    polity_status status;
    if (!of || !id || !path || !json)
        return error_set(err, POLITY_EARG, "argument",
                         "a data set, an id, a pointer and a value are needed");
    if ((status = dataset_check_open(of, err)))
        return status;
    s = dataset_find(of, id, strlen(id));
    if (!s || dataset_record(of, s).list == RECORD_NONE)
        return error_set(err, POLITY_ENOTFOUND, "id-unknown",
                         "no record has the id \"%.80s\"", id);
    value = json_loads(json, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
    if (!value) {
        json_diagnose(json, strlen(json), 1, &found);
        return found.id ? error_set(err, POLITY_ESYNTAX, found.id,
                                    "the value is not JSON: %s", found.message)
                        : error_memory(err);
    }
    status = changed_text(of, dataset_record(of, s), path, value, &text, err);
    if (!status)
        status = reread(of, (record_list)dataset_record(of, s).list,
                        dataset_record(of, s).index, text, err);
    json_decref(value);
    free_dump(text);
    return status;
}
