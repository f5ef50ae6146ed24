/* JSON Lines: what follows the document, one record a line. */
#include <stdio.h>
#include <string.h>

#include "io/read.h"

/* The list of the line that comes next, told by its first key, and the pointer of its
 * record. */
static record_list line_path(reader *r, char path[64])
{
    const char *at = r->scanner.bytes + r->scanner.at,
               *end = r->scanner.bytes + r->scanner.end;
    path[0] = '\0';
    for (at++; at < end && (*at == ' ' || *at == '\t');)
        at++;
    for (int i = RECORD_SOURCE; at < end && *at == '"' && i < RECORD_LISTS; i++) {
        const char *name = dataset_record_name((record_list)i);
        size_t n = strlen(name);
        if ((size_t)(end - at) > n + 1 && !memcmp(at + 1, name, n) && at[n + 1] == '"') {
            snprintf(path, 64, "/%s/%zu", dataset_list_name((record_list)i),
                     r->counts[i]);
            return (record_list)i;
        }
    }
    return RECORD_NONE;
}

static void unknown_line(reader *r, const char *key, const nearest *near)
{
    char hint[NEAREST_SIZE], shown[256];
    step named = {key, 0};
    size_t at, offset = locate_value(&r->locator, &named, 1, &at);
    (void)offset;
    read_shown(r->slice.bytes + at, locate_length(&r->locator, at), shown);
    fault_here(r, "line-record-unknown", locate_place(&r->locator, at), "", shown,
               "no record is called \"%.60s\"%s", key, nearest_hint(near, hint));
}

/* A line after the first, which has been parsed: one record under its name. */
static void read_wrapped(reader *r, const slice *text, const parsed *value)
{
    const char *key = NULL;
    record_list list = RECORD_NONE;
    nearest near;
    read_at(r, text, "");
    if (!parsed_is_object(value)) {
        fault_whole(r, "line-not-object", "a line holds an object such as {\"node\": …}");
    } else if (parsed_count(value) != 1) {
        fault_whole(r, "line-record-count",
                    "a line holds exactly one record, this one holds %zu",
                    parsed_count(value));
    } else {
        key = parsed_text(parsed_first(value));
        for (int i = RECORD_SOURCE; i < RECORD_LISTS && list == RECORD_NONE; i++)
            if (!strcmp(key, dataset_record_name((record_list)i)))
                list = (record_list)i;
        if (list != RECORD_NONE) {
            read_line(r, value, list);
            return;
        }
        nearest_begin(&near, key, strlen(key));
        for (int i = RECORD_SOURCE; i < RECORD_LISTS; i++)
            nearest_offer(&near, dataset_record_name((record_list)i));
        unknown_line(r, key, &near);
    }
}

/* A line that cannot be taken the fast way; 0 = reading ends here. */
static int read_framed(reader *r)
{
    char path[64];
    slice text;
    record_list list = line_path(r, path);
    int framed = read_cut(r, &text, path);
    const parsed *value = framed == 1 ? read_slice(r, &text, path) : NULL;
    if (value)
        read_wrapped(r, &text, value);
    else if (framed == 1)
        r->counts[list]++;
    return framed != 0;
}

/* What follows the document's object: the lines of JSON Lines, or nothing. */
void read_lines(reader *r, uint32_t first_line, uint32_t last_line)
{
    slice text;
    char shown[24];
    int c = read_peek(r);
    if (c == -1 || r->status)
        return;
    if (scan_here(&r->scanner).line == last_line || c != '{' || first_line != last_line) {
        fault_here(r, "json-trailing", scan_here(&r->scanner), "", NULL,
                   "something follows the end of the document");
        r->stopped = 1;
        return;
    }
    snprintf(shown, sizeof shown, "\"%s\"", r->list_key + 1);
    if (r->list_place.line)
        fault_here(
            r, "line-list", r->list_place, r->list_key, shown,
            "in JSON Lines each record of %s has a line of its own, after the first",
            shown);
    r->vocabulary_final = 1;
    r->links = 0;
    r->scanner.outer = 0;
    while (read_peek(r) >= 0) {
        if (read_quick(r, 0, &text))
            read_wrapped(r, &text, r->room.values);
        else if (!read_framed(r))
            return;
        if (r->status)
            return;
    }
}
