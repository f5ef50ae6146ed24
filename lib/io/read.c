/* Reading a document into a data set: taken over whole, or not at all. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"
#include "io/snapshot.h"
#include "model/check.h"
#include "model/merge.h"

/* What a data set was before a document: enough to go back. */
typedef struct before {
    size_t counts[RECORD_LISTS], pending, files, symbols;
    uint32_t default_count;
    vocabulary_mark vocabulary;
    arena_mark arena;
    about about;
} before;

static void remember(before *b, const polity_dataset *of)
{
    for (int list = 0; list < RECORD_LISTS; list++)
        b->counts[list] = of->lists[list].count;
    b->pending = of->pending.count;
    b->files = of->files.count;
    b->symbols = of->symbol_count;
    b->vocabulary = vocabulary_here(&of->vocabulary);
    b->arena = arena_here(&of->arena);
    b->about = of->about;
}

/* Leave nothing of the document behind. */
static void go_back(const before *b, polity_dataset *of)
{
    about now = of->about;
    for (int list = 1; list < RECORD_LISTS; list++) {
        for (size_t i = b->counts[list]; i < of->lists[list].count; i++) {
            symbol id = *dataset_id(of, (record_list)list, i);
            record_at at = dataset_record(of, id);
            if (id && at.list == (uint32_t)list && at.index >= b->counts[list])
                dataset_claim(of, id, RECORD_NONE, 0);
        }
        of->lists[list].count = b->counts[list];
    }
    of->pending.count = b->pending;
    of->files.count = b->files;
    vocabulary_reset(&of->vocabulary, b->vocabulary);
    of->about = b->about;
    of->about.default_at = now.default_at;
    of->about.default_capacity = now.default_capacity;
    dataset_cut_symbols(of, b->symbols);
    arena_reset(&of->arena, b->arena);
}

/* Records that waited for the vocabulary were united later than their rows say. */
static int by_row(const void *left, const void *right)
{
    const united *a = left, *b = right;
    if (a->list != b->list)
        return a->list < b->list ? -1 : 1;
    return a->new_row < b->new_row ? -1 : a->new_row > b->new_row;
}

/* Let united rows take the place of the earlier ones, and close the gaps they leave. */
static void take_over(reader *r)
{
    if (r->united_count)
        qsort(r->united, r->united_count, sizeof *r->united, by_row);
    for (int list = 1; list < RECORD_LISTS; list++) {
        rows *of = &r->into->lists[list];
        size_t size = dataset_record_size((record_list)list), kept = r->first_row[list],
               u = 0;
        char *items = of->items;
        if (!r->united_count)
            continue; /* each row is where its id leads already */
        for (size_t i = kept; i < of->count; i++) {
            while (u < r->united_count &&
                   (r->united[u].list != (record_list)list || r->united[u].new_row < i))
                u++;
            if (u < r->united_count && r->united[u].new_row == i) {
                char *old = items + r->united[u].old_row * size;
                place at =
                    *dataset_place(r->into, (record_list)list, r->united[u].old_row);
                memcpy(old, items + i * size, size);
                *dataset_place(r->into, (record_list)list, r->united[u].old_row) = at;
                continue;
            }
            if (kept != i)
                memcpy(items + kept * size, items + i * size, size);
            if (*dataset_id(r->into, (record_list)list, kept))
                dataset_claim(r->into, *dataset_id(r->into, (record_list)list, kept),
                              (record_list)list, kept);
            kept++;
        }
        of->count = kept;
    }
}

/* References that have found what they name are no longer waiting. */
static void settle_pending(polity_dataset *of)
{
    static const record_list lists[PENDING_KINDS] = {
        RECORD_NODE,   RECORD_NODE, RECORD_NODE, RECORD_NODE,
        RECORD_SOURCE, RECORD_EDGE, RECORD_RULE, RECORD_NODE};
    pending *rows = of->pending.items;
    size_t kept = 0;
    for (size_t i = 0; i < of->pending.count; i++) {
        record_at at = dataset_record(of, rows[i].wanted);
        int found = at.list == (uint32_t)lists[rows[i].of] &&
                    (rows[i].of != PENDING_REFERENCE ||
                     reference_fits(of, rows[i].refers, at.index));
        if (!found)
            rows[kept++] = rows[i];
    }
    of->pending.count = kept;
}

int read_add_file(reader *r, const char *name)
{
    rows *to = &r->into->files;
    input added = {.name = arena_text(&r->into->arena, name, strlen(name))};
    if (!added.name ||
        !memory_grow(&to->items, &to->capacity, to->count + 1, sizeof added))
        return read_no_memory(r);
    ((input *)to->items)[to->count++] = added;
    r->file = (uint32_t)to->count;
    r->file_name = added.name;
    return 1;
}

void read_keep_digest(reader *r, const char digest[DIGEST_SIZE])
{
    if (r->file)
        memcpy(((input *)r->into->files.items)[r->file - 1].digest, digest, DIGEST_SIZE);
}

/* Edges without id of earlier documents, to be found again. */
static void know_edges(reader *r)
{
    for (size_t i = 0; i < dataset_count(r->into, RECORD_EDGE) && !r->status; i++)
        if (!dataset_edge(r->into, i)->id && !tuples_put(&r->tuples, r->into, i))
            read_no_memory(r);
}

/* Has been told where the key was read. */
static void on_extra_conflict(void *user, const field *f, const char *key)
{
    (void)user, (void)f, (void)key;
}

static void keep_about(reader *r)
{
    extras own = {NULL, 0};
    extra *copy = r->about_extra_count
                      ? arena_take(&r->into->arena, r->about_extra_count * sizeof *copy)
                      : NULL;
    if (r->about_extra_count && !copy) {
        read_no_memory(r);
        return;
    }
    if (copy)
        memcpy(copy, r->about_extras, r->about_extra_count * sizeof *copy);
    own.rows = copy;
    own.count = (uint32_t)r->about_extra_count;
    if (!extras_unite(r->into, &r->into->about.extras, &own, on_extra_conflict, r))
        read_no_memory(r);
    else
        r->into->about.extras = own;
    if (r->file)
        ((input *)r->into->files.items)[r->file - 1].extras = r->into->about.extras.count;
}

/* In a newer minor version what is not known is no error. */
static void judge_unknown(reader *r)
{
    if (r->newer_minor)
        problems_forgive(&r->problems, "key-unknown");
}

/* What makes everything else in the document meaningless is reported by itself. */
static void alone(reader *r)
{
    static const char *const ids[] = {"gzip-damaged", "gzip-truncated",
                                      "document-version-refused"};
    for (int i = 0; i < 3; i++) {
        if (problems_has(&r->problems, ids[i])) {
            problems_only(&r->problems, ids[i]);
            r->stopped = 1;
        }
    }
}

void read_judge(reader *r, uint32_t first_file)
{
    size_t late;
    judge_unknown(r);
    alone(r);
    late = r->problems.count;
    /* a record that could not be parsed would make its id seem unknown */
    for (uint32_t file = first_file; file <= r->into->files.count; file++)
        if (!r->status && r->problems.errors && !r->stopped &&
            !problems_of_text(&r->problems))
            dataset_check(r->into, file, &r->problems);
    problems_drop_warnings(&r->problems, late);
}

static void read_all(reader *r)
{
    read_document(r);
    if (!r->status)
        keep_about(r);
    if (!r->status && !r->problems.errors)
        r->status = run_tick(r->run, "reading", 1, r->err);
    read_judge(r, r->file);
}

void read_about_text(reader *r, const char *json, size_t n)
{
    static const scanner fresh = {.place = {1, 1}};
    input_bytes in;
    scanner outer = r->scanner;
    char ignored[DIGEST_SIZE];
    r->status = input_open(&in, "", json, n, r->err);
    if (r->status)
        return;
    r->scanner = fresh;
    r->scanner.in = &in;
    read_document(r);
    if (!r->status)
        keep_about(r);
    judge_unknown(r);
    input_close(&in, ignored);
    scan_free(&r->scanner);
    r->scanner = outer;
}

void read_end(reader *r)
{
    for (size_t i = 0; i < r->deferred_count; i++)
        memory_free(r->deferred[i].bytes);
    memory_free(r->deferred);
    memory_free(r->united);
    memory_free(r->extra_rows);
    memory_free(r->about_extras);
    map_free(&r->keys);
    arena_free(&r->key_texts);
    tuples_free(&r->tuples);
    scan_free(&r->scanner);
    parse_room_free(&r->room);
    problems_free(&r->problems);
    polity_dataset_free(r->made);
}

/* What the files that were read show together. */
static void check_files(reader *r, uint32_t first)
{
    for (uint32_t file = first + 1; !r->status && file <= r->into->files.count; file++)
        dataset_check(r->into, file, &r->problems);
}

polity_status read_whole(polity_dataset *into, reading *body, void *user, int check,
                         polity_table **table, const polity_run *run, polity_error *err)
{
    polity_run settings = run_settings(run);
    before start;
    reader r = {.into = into, .run = &settings, .err = err};
    polity_status status;
    remember(&start, into);
    memcpy(r.first_row, start.counts, sizeof r.first_row);
    know_edges(&r);
    if (!r.status)
        body(&r, user);
    if (check)
        check_files(&r, (uint32_t)start.files);
    problems_sort(&r.problems);
    status = r.status ? r.status : r.problems.failed ? error_memory(err) : POLITY_OK;
    if (!status && table)
        status = problems_table(&r.problems, table, err);
    else if (table && status != POLITY_ENOMEM && problems_table(&r.problems, table, NULL))
        *table = NULL;
    if (!status)
        status = problems_status(&r.problems, err);
    if (status) {
        go_back(&start, into);
    } else if (r.made) {
        dataset_swap(into, r.made);
    } else {
        take_over(&r);
        settle_pending(into);
    }
    if (!r.made)
        dataset_fit(into);
    read_end(&r);
    return status;
}

typedef struct json_input {
    const char *name;
    input_bytes in;
} json_input;

/* Whether the input is a snapshot, which then is in the window, all of it. Its own digest
 * is of no use: it has those of what it was made of. */
static int is_snapshot(reader *r)
{
    scanner *s = &r->scanner;
    if (read_peek(r) != (unsigned char)snapshot_magic[0] || r->status)
        return 0;
    s->in->no_digest = 1;
    r->status = scan_all(s, r->err);
    if (!r->status && !s->in->damage && s->end - s->at >= sizeof snapshot_magic &&
        !memcmp(s->bytes + s->at, snapshot_magic, sizeof snapshot_magic))
        return 1;
    return 0;
}

static void read_json(reader *r, void *user)
{
    json_input *from = user;
    char digest[DIGEST_SIZE];
    r->scanner.in = &from->in;
    r->scanner.place = (scan_place){1, 1};
    r->file_name = from->name;
    if (is_snapshot(r)) {
        read_snapshot(r, r->scanner.bytes + r->scanner.at,
                      r->scanner.end - r->scanner.at);
        input_close(&from->in, digest);
        return;
    }
    if (!r->status && read_add_file(r, from->name))
        read_all(r);
    input_close(&from->in, digest);
    read_keep_digest(r, digest);
}

static polity_status read_input(polity_dataset *into, const char *name, const void *bytes,
                                size_t n, polity_table **table, const polity_run *run,
                                polity_error *err)
{
    json_input from = {.name = strcmp(name, "-") || bytes ? name : "<stdin>"};
    polity_status status = input_open(&from.in, name, bytes, n, err);
    return status ? status : read_whole(into, read_json, &from, 0, table, run, err);
}

static polity_status check_arguments(polity_dataset *into, const char *name,
                                     polity_table **table, polity_error *err)
{
    if (table)
        *table = NULL;
    if (!into || !name)
        return error_set(err, POLITY_EARG, "argument",
                         "a data set and a file are needed");
    return dataset_check_open(into, err);
}

polity_status polity_dataset_read(polity_dataset *into, const char *file,
                                  polity_table **table, const polity_run *run,
                                  polity_error *err)
{
    polity_status status = check_arguments(into, file, table, err);
    return status ? status : read_input(into, file, NULL, 0, table, run, err);
}

polity_status polity_dataset_read_bytes(polity_dataset *into, const char *name,
                                        const void *bytes, size_t n, polity_table **table,
                                        const polity_run *run, polity_error *err)
{
    polity_status status = check_arguments(into, name, table, err);
    return status ? status
                  : read_input(into, name, bytes ? bytes : "", bytes ? n : 0, table, run,
                               err);
}
