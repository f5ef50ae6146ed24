/* Reading, checking and writing a data set. */
#include <zlib.h>

#include "chaos.h"

static unsigned char *packed; /* the whole document, compressed */
static size_t packed_size;

static int pack(const char *whole)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    packed_size = strlen(whole) + 200;
    packed = malloc(packed_size);
    if (!packed ||
        deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    z.next_in = (unsigned char *)whole;
    z.avail_in = (uInt)strlen(whole);
    z.next_out = packed;
    z.avail_out = (uInt)packed_size;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        return 0;
    packed_size = z.total_out;
    return deflateEnd(&z) == Z_OK;
}

static polity_status call_read(scene *s, polity_error *err)
{
    return polity_dataset_read_bytes(s->set, "text", s->word, strlen(s->word),
                                     s->variant ? &s->problems : NULL, NULL, err);
}

static polity_status call_read_gzip(scene *s, polity_error *err)
{
    return polity_dataset_read_bytes(s->set, "text", packed, packed_size, &s->problems,
                                     NULL, err);
}

static collected snapshot; /* of the whole document */

static int other_set(scene *s)
{
    return set_of(s,
                  "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"another\", \"type\": "
                  "\"school\"}]}",
                  NULL);
}

static int keep_snapshot(void)
{
    polity_dataset *set = NULL;
    int kept = polity_dataset_new(&set, NULL) == POLITY_OK &&
               read_document_text(set, whole_text(), NULL, NULL) == POLITY_OK &&
               polity_dataset_write(set, "polity", collect, &snapshot, NULL) == POLITY_OK;
    polity_dataset_free(set);
    return kept;
}

static polity_status call_read_snapshot(scene *s, polity_error *err)
{
    return polity_dataset_read_bytes(s->set, "cache", snapshot.bytes, snapshot.length,
                                     s->variant ? &s->problems : NULL, NULL, err);
}

static polity_status call_read_file(scene *s, polity_error *err)
{
    return polity_dataset_read(s->set, "/dev/null", &s->problems, NULL, err);
}

static polity_status call_check(scene *s, polity_error *err)
{
    return polity_dataset_check(s->set, s->variant ? &s->problems : NULL, err);
}

static polity_status call_info(scene *s, polity_error *err)
{
    return polity_dataset_info((polity_table **)&s->out, s->set, err);
}

static polity_status call_write(scene *s, polity_error *err)
{
    return polity_dataset_write(s->set, s->word, swallow, NULL, err);
}

static polity_status call_new(scene *s, polity_error *err)
{
    return polity_dataset_new((polity_dataset **)&s->out, err);
}

void try_datasets(void)
{
    static const chaos_case create = {"dataset_new", nothing, call_new, drop_set, 0};
    static const chaos_case read = {"dataset_read_bytes", empty_set, call_read, NULL, 0};
    static const chaos_case merge = {"merge", first_set, call_read, NULL, 0};
    static const chaos_case faulty = {"faults in a document", first_set, call_read, NULL,
                                      1};
    static const chaos_case gzip = {"gzip", empty_set, call_read_gzip, NULL, 0};
    static const chaos_case file = {"dataset_read", first_set, call_read_file, NULL, 1};
    static const chaos_case check = {"dataset_check", whole_set, call_check, NULL, 0};
    static const chaos_case info = {"dataset_info", whole_set, call_info, drop_table, 0};
    static const chaos_case write = {"dataset_write", whole_set, call_write, NULL, 0};
    static const chaos_case load = {"snapshot", empty_set, call_read_snapshot, NULL, 0};
    static const chaos_case add = {"snapshot, merged", other_set, call_read_snapshot,
                                   NULL, 0};

    try_all(&create, NULL, 0);
    for (int problems = 0; problems < 2; problems++) {
        try_all(&read, whole_text(), problems);
        try_all(&read, lines_document, problems);
        try_all(&merge, second_document, problems);
        try_all(&faulty, faulty_document, problems);
        try_all(&check, NULL, problems);
    }
    if (pack(whole_text()))
        try_all(&gzip, NULL, 0);
    else
        chaos_broken("gzip: the document could not be packed");
    free(packed);
    if (!keep_snapshot())
        chaos_broken("snapshot: the document could not be written as one");
    for (int problems = 0; problems < 2; problems++) {
        try_all(&load, NULL, problems);
        try_all(&add, NULL, problems);
    }
    free(snapshot.bytes);
    try_all(&file, NULL, 0);
    try_all(&info, NULL, 0);
    try_all(&write, "json", 0);
    try_all(&write, "jsonl", 0);
    try_all(&write, "polity", 0);
    try_all(&write, "node-link", 0);
    try_all(&write, "graphml", 0);
    try_all(&write, "csv-nodes", 0);
    try_all(&write, "csv-edges", 0);
}
