/* Reading snapshots: whole into a data set of its own, which takes the place of an empty
 * one; into one that is not empty record by record, by the rules of documents. */
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/snapshot.h"
#include "io/write.h"

enum { ABOUT, INPUTS, TEXTS, LISTS, PENDING = LISTS + RECORD_LISTS - 1, SECTIONS };

static const char *section_name(int section)
{
    return section == ABOUT     ? "about"
           : section == INPUTS  ? "inputs"
           : section == TEXTS   ? "texts"
           : section == PENDING ? "pending"
                                : dataset_list_name((record_list)(section - LISTS + 1));
}

static void refuse(reader *r, const char *id, const char *message)
{
    fault_here(r, id, (scan_place){0, 0}, "", NULL, "%s", message);
    r->stopped = 1;
}

static int check_header(reader *r, const char *bytes, size_t n, snapshot_header *out)
{
    uint64_t words;
    if (n < sizeof *out) {
        refuse(r, "snapshot-truncated", "the snapshot ends within its header");
        return 0;
    }
    memcpy(out, bytes, sizeof *out);
    if (out->order != SNAPSHOT_ORDER || out->version != SNAPSHOT_VERSION)
        refuse(r, "snapshot-version",
               "the snapshot is of another version, or of another kind of machine: "
               "convert the documents again");
    else if (out->bytes != n - sizeof *out)
        refuse(
            r, out->bytes > n - sizeof *out ? "snapshot-truncated" : "snapshot-damaged",
            out->bytes > n - sizeof *out ? "the snapshot ends before its end"
                                         : "something follows the end of the snapshot");
    else if (out->checksum != snapshot_checksum(bytes + sizeof *out, out->bytes))
        refuse(r, "snapshot-damaged", "the snapshot does not match its checksum");
    else if (!snapshot_words(&words))
        return read_no_memory(r);
    else if (out->words != words)
        refuse(r, "snapshot-version",
               "the snapshot was written by a library whose types, kinds or fields are "
               "others: convert the documents again");
    return !r->stopped && !r->status;
}

/* Find all sections, which stand in their order. */
static int cut_sections(reader *r, cursor c, cursor out[SECTIONS])
{
    for (int section = 0; section < SECTIONS; section++) {
        char name[SNAPSHOT_NAME];
        uint64_t length;
        cursor_take(&c, name, sizeof name);
        cursor_take(&c, &length, sizeof length);
        if (!c.bad && strncmp(name, section_name(section), sizeof name)) {
            refuse(r, "snapshot-section",
                   "the snapshot holds a section that is not known");
            return 0;
        }
        if (c.bad || length > (uint64_t)(c.end - c.at)) {
            refuse(r, "snapshot-damaged",
                   "a section of the snapshot ends behind its end");
            return 0;
        }
        out[section] = (cursor){c.at, c.at + length, 0};
        c.at += length;
    }
    if (c.at != c.end)
        refuse(r, "snapshot-section", "the snapshot holds a section that is not known");
    return c.at == c.end;
}

/* Whether texts of these lengths, each with its terminator and no zero before it, are all
 * that is there. */
static int texts_fit(const char *at, size_t left, cursor lengths, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const size_t n = cursor_number(&lengths);
        if (n >= left || strnlen(at, n + 1) != n)
            return 0;
        at += n + 1;
        left -= n + 1;
    }
    return left == 0;
}

/* Text `i` becomes symbol i + 1. */
static void unpack_texts(unpacking *u)
{
    cursor *c = &u->in;
    const uint32_t count = cursor_count(c, 5);
    const cursor lengths = {c->at, c->at + (size_t)count * 4, 0};
    const size_t left = (size_t)(c->end - lengths.end);
    const char *texts = arena_text(&u->of->arena, lengths.end, left);
    int different = 0;
    if (!texts)
        read_no_memory(u->r);
    else if (utf8_valid(texts, left) != left || !texts_fit(texts, left, lengths, count))
        c->bad = 1;
    else if (!dataset_own_texts(u->of, texts, lengths.at, count, &different))
        read_no_memory(u->r);
    else
        c->bad |= !different;
    u->symbols = count;
}

/* A text of the section, outside the table of texts. */
static const char *unpack_bytes(unpacking *u)
{
    size_t n = cursor_count(&u->in, 1);
    const char *from = u->in.at;
    char *copy;
    u->in.bad |= utf8_valid(from, n) != n || (n && memchr(from, 0, n));
    u->in.at += n;
    copy = arena_text(&u->of->arena, from, n);
    if (!copy)
        read_no_memory(u->r);
    return copy ? copy : "";
}

/* Of a file, or none: of a data set that was made, not read. */
static int digest_fits(const char digest[65])
{
    size_t n = 0;
    while (n < 64 && ((digest[n] >= '0' && digest[n] <= '9') ||
                      (digest[n] >= 'a' && digest[n] <= 'f')))
        n++;
    for (size_t i = n; i < 65; i++)
        if (digest[i])
            return 0;
    return n == 64 || !n;
}

static void unpack_files(unpacking *u)
{
    uint32_t n = cursor_count(&u->in, 73);
    for (uint32_t i = 0; i < n && !u->in.bad && !u->r->status; i++) {
        input file;
        memset(&file, 0, sizeof file);
        cursor_take(&u->in, file.digest, sizeof file.digest);
        file.extras = cursor_number(&u->in);
        file.name = unpack_bytes(u);
        u->in.bad |= !digest_fits(file.digest);
        if (read_add_file(u->r, file.name))
            ((input *)u->of->files.items)[i] = file;
    }
    u->files = n;
    if (!n) /* it was made, not read: now the snapshot is the file */
        read_add_file(u->r, u->r->file_name);
}

/* Who declared a row: none is the mark of those that are built in. */
static void unpack_declared(unpacking *u, uint16_t *declared)
{
    uint16_t file;
    cursor_take(&u->in, &file, sizeof file);
    u->in.bad |= !file != !*declared || (u->files && file > u->files);
    if (u->files)
        *declared = file;
}

static void unpack_defaults(unpacking *u)
{
    about *to = &u->of->about;
    uint32_t n = cursor_count(&u->in, 5);
    size_t capacity = to->default_capacity;
    if (!memory_grow((void **)&to->default_at, &capacity, n, sizeof *to->default_at)) {
        read_no_memory(u->r);
        return;
    }
    to->default_capacity = (uint32_t)capacity;
    for (uint32_t i = 0; i < n; i++) {
        dated day = {0, DATE_NONE};
        cursor_take(&u->in, &day.day, 4);
        cursor_take(&u->in, &day.form, 1);
        u->in.bad |= !date_is_day(day.form) || day.day < DATE_MIN || day.day > DATE_MAX;
        to->default_at[i] = day;
    }
    to->default_count = n;
}

static void unpack_inputs(unpacking *u, cursor about)
{
    vocabulary *words = &u->of->vocabulary;
    size_t records = 0;
    uint32_t extras;
    input *last;
    unpack_files(u);
    if (u->in.bad || u->r->status)
        return;
    last = (input *)u->of->files.items + u->of->files.count - 1;
    extras = last->extras;
    read_about_text(u->r, about.at, (size_t)(about.end - about.at));
    last->extras = u->files ? extras : last->extras;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        records += dataset_count(u->of, (record_list)list);
    u->in.bad |= records || u->of->pending.count || u->r->stopped ||
                 u->r->problems.errors || cursor_number(&u->in) != words->type_count ||
                 cursor_number(&u->in) != words->kind_count ||
                 cursor_number(&u->in) != words->property_count;
    for (size_t i = 0; i < words->type_count && !u->in.bad; i++)
        unpack_declared(u, &words->types[i].declared);
    for (size_t i = 0; i < words->kind_count && !u->in.bad; i++)
        unpack_declared(u, &words->kinds[i].declared);
    for (size_t i = 0; i < words->property_count && !u->in.bad; i++)
        unpack_declared(u, &words->properties[i].declared);
    unpack_defaults(u);
}

static void unpack_pending(unpacking *u)
{
    uint32_t n = cursor_count(&u->in, 32);
    pending *rows = memory_zeroed(n, sizeof *rows);
    if (!rows) {
        read_no_memory(u->r);
        return;
    }
    memory_free(u->of->pending.items);
    u->of->pending = (struct rows){rows, n, n};
    for (uint32_t i = 0; i < n && !u->in.bad; i++) {
        rows[i].wanted = unpack_symbol(u, &u->in);
        rows[i].owner = unpack_symbol(u, &u->in);
        cursor_take(&u->in, &rows[i].of, 2);
        cursor_take(&u->in, &rows[i].refers, 2);
        cursor_take(&u->in, &rows[i].place, sizeof rows[i].place);
        rows[i].path = unpack_bytes(u);
        u->in.bad |= !rows[i].wanted || rows[i].of >= PENDING_KINDS ||
                     rows[i].place.file > u->files ||
                     (rows[i].of == PENDING_REFERENCE &&
                      rows[i].refers >= u->of->vocabulary.property_count);
    }
}

static void unpack(reader *r, const cursor sections[SECTIONS])
{
    unpacking u = {.r = r, .of = r->into, .in = sections[TEXTS]};
    unpack_texts(&u);
    for (int section = 0; section < SECTIONS && !u.in.bad && !r->status; section++) {
        if (section == ABOUT || section == TEXTS)
            continue;
        u.in = sections[section];
        if (section == INPUTS)
            unpack_inputs(&u, sections[ABOUT]);
        else if (section == PENDING)
            unpack_pending(&u);
        else
            unpack_list(&u, (record_list)(section - LISTS + 1));
        u.in.bad |= u.in.at != u.in.end;
    }
    if (!u.in.bad && !r->status)
        u.in.bad = !snapshot_is_whole(&u);
    memory_free(u.json);
    if (u.in.bad && !r->status)
        refuse(r, "snapshot-damaged", "the snapshot holds what no data set does");
}

/* --- into a data set that is not empty --- */

/* What a data set says of itself, and then each record, as JSON for the reader of
 * documents: each has its place, so that conflicts are told as between documents. */
static void add_records(reader *r, const polity_dataset *from, uint32_t first_file)
{
    const input *files = r->into->files.items;
    buffer json = {0};
    writer w = {from, &json, 0, 1};
    r->snapshot_origin = (origin){"", NULL, NULL, {0, 0}};
    r->origins = &r->snapshot_origin;
    r->origin_count = 1;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS && !r->status; list++) {
        for (size_t i = 0; i < dataset_count(from, (record_list)list) && !r->status;
             i++) {
            const place *stands = dataset_place(from, (record_list)list, i);
            slice text;
            buffer_clear(&json);
            write_record(&w, (record_list)list, i);
            if (json.failed) {
                read_no_memory(r);
                break;
            }
            r->file = first_file + (stands->file ? stands->file : 1);
            r->file_name = files[r->file - 1].name;
            r->snapshot_origin.place = (scan_place){stands->line, stands->column};
            r->counts[list] = stands->index;
            text = (slice){json.bytes, json.length, r->snapshot_origin.place, 0};
            read_element(r, &text, (record_list)list);
        }
    }
    r->origins = NULL;
    r->origin_count = 0;
    buffer_free(&json);
}

static void add_dataset(reader *r, const polity_dataset *from)
{
    const input *files = from->files.items;
    const uint32_t first = (uint32_t)r->into->files.count;
    buffer json = {0};
    writer w = {from, &json, 0, 1};
    for (size_t i = 0; i < from->files.count && !r->status; i++)
        if (read_add_file(r, files[i].name))
            read_keep_digest(r, files[i].digest);
    buffer_char(&json, '{');
    write_about(&w);
    buffer_char(&json, '}');
    if (json.failed)
        read_no_memory(r);
    if (!r->status)
        read_about_text(r, json.bytes, json.length);
    for (uint32_t i = first; i < r->into->files.count; i++)
        ((input *)r->into->files.items)[i].extras = r->into->about.extras.count;
    r->vocabulary_final = 1;
    if (!r->status && !r->stopped)
        add_records(r, from, first);
    read_judge(r, first + 1);
    buffer_free(&json);
}

static int is_empty(const polity_dataset *of)
{
    size_t count = of->files.count;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        count += dataset_count(of, (record_list)list);
    return !count && of->symbol_count == 1;
}

void read_snapshot(reader *r, const char *bytes, size_t n)
{
    reader inner = {.run = r->run, .err = r->err, .file_name = r->file_name};
    snapshot_header header;
    cursor sections[SECTIONS];
    polity_status status;
    if (!check_header(r, bytes, n, &header) ||
        !cut_sections(r, (cursor){bytes + sizeof header, bytes + n, 0}, sections))
        return;
    status = polity_dataset_new(&inner.into, r->err);
    if (!status) {
        unpack(&inner, sections);
        status = inner.status;
        if (is_empty(r->into) || inner.problems.errors) { /* else they are told below */
            problems_free(&r->problems);
            r->problems = inner.problems;
            inner.problems = (problems){0};
        }
    }
    r->status = status;
    if (!status && !r->problems.errors && is_empty(r->into)) {
        r->made = inner.into;
        inner.into = NULL;
    } else if (!status && !r->problems.errors) {
        add_dataset(r, inner.into);
    }
    polity_dataset_free(inner.into);
    read_end(&inner);
}
