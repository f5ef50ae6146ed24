#include "model/dataset.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/map.h"
#include "model/tuples.h"

static const struct {
    const char *list, *record;
    size_t size;
} lists[RECORD_LISTS] = {
    {"", "record", 0},
    {"sources", "source", sizeof(source)},
    {"nodes", "node", sizeof(node)},
    {"edges", "edge", sizeof(edge)},
    {"brokerages", "brokerage", sizeof(brokerage)},
    {"absences", "absence", sizeof(absence)},
    {"rules", "rule", sizeof(rule)},
};

enum { EXPECT_FROM = 1 << 20 }; /* smaller tables just grow */
enum { TEXTS_AT_ONCE = 64 };

const char *dataset_list_name(record_list list) { return lists[list].list; }

const char *dataset_record_name(record_list list) { return lists[list].record; }

size_t dataset_record_size(record_list list) { return lists[list].size; }

/* The slot of a text, or the empty one where it would go. */
static symbol_slot *slot_of(const polity_dataset *of, const char *text, size_t n,
                            uint32_t hash)
{
    size_t mask = of->slot_count - 1;
    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        symbol_slot *slot = &of->symbol_slots[at];
        if (!slot->text || (slot->hash == hash && of->texts[slot->text].length == n &&
                            !memcmp(of->texts[slot->text].bytes, text, n)))
            return slot;
    }
}

/* Put the texts into empty slots: they are all different. */
static void fill_slots(polity_dataset *of)
{
    size_t mask = of->slot_count - 1;
    for (size_t s = 1; s < of->symbol_count; s++) {
        size_t at = of->texts[s].hash & mask;
        while (of->symbol_slots[at].text)
            at = (at + 1) & mask;
        of->symbol_slots[at] = (symbol_slot){(symbol)s, of->texts[s].hash};
    }
}

/* Room for so many texts; at most two thirds of the slots are used. */
static int grow_slots(polity_dataset *of, size_t texts)
{
    size_t count = of->slot_count ? of->slot_count : 256;
    symbol_slot *slots;
    while (count / 3 * 2 <= texts)
        count *= 2;
    if (count == of->slot_count)
        return 1;
    slots = memory_table(count, sizeof *slots);
    if (!slots)
        return 0;
    memory_free(of->symbol_slots);
    of->symbol_slots = slots;
    of->slot_count = count;
    fill_slots(of);
    return 1;
}

static int grow_texts(polity_dataset *of)
{
    size_t capacity = of->symbol_capacity * 2;
    struct text *grown;
    if (of->symbol_count < of->symbol_capacity)
        return 1;
    if (capacity * sizeof *grown < EXPECT_FROM)
        return memory_grow((void **)&of->texts, &of->symbol_capacity,
                           of->symbol_count + 1, sizeof *of->texts);
    grown = memory_table(capacity, sizeof *grown);
    if (!grown)
        return 0;
    memcpy(grown, of->texts, of->symbol_count * sizeof *grown);
    memory_free(of->texts);
    of->texts = grown;
    of->symbol_capacity = capacity;
    return 1;
}

symbol dataset_find(const polity_dataset *of, const char *text, size_t n)
{
    return n ? slot_of(of, text, n, (uint32_t)hash_bytes(text, n))->text : 0;
}

/* A slot leads to a text, and that to its bytes: each step waits for memory, so all texts
 * take it before the first takes the next. */
void dataset_look_ahead(const polity_dataset *of, text_ahead *texts, size_t count)
{
    const size_t mask = of->slot_count - 1;
    const struct text *known[DATASET_AHEAD];
    for (size_t i = 0; i < count; i++) {
        texts[i].hash = (uint32_t)hash_bytes(texts[i].bytes, texts[i].length);
        __builtin_prefetch(&of->symbol_slots[texts[i].hash & mask]);
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = texts[i].hash & mask;
        while (of->symbol_slots[at].text && of->symbol_slots[at].hash != texts[i].hash)
            at = (at + 1) & mask;
        known[i] = &of->texts[of->symbol_slots[at].text];
        __builtin_prefetch(known[i]);
    }
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(known[i]->bytes);
}

symbol dataset_symbol(polity_dataset *of, const char *text, size_t n)
{
    uint32_t hash = (uint32_t)hash_bytes(text, n);
    symbol_slot *slot;
    struct text added = {NULL, (uint32_t)n, hash, {RECORD_NONE, 0}};
    if (!n)
        return 0;
    if (n > UINT32_MAX || of->symbol_count >= UINT32_MAX ||
        !grow_slots(of, of->symbol_count))
        return 0;
    slot = slot_of(of, text, n, hash);
    if (slot->text)
        return slot->text;
    if (!grow_texts(of) || !(added.bytes = arena_text(&of->arena, text, n)))
        return 0;
    of->texts[of->symbol_count] = added;
    *slot = (symbol_slot){(symbol)of->symbol_count, hash};
    return (symbol)of->symbol_count++;
}

static int expect_texts(polity_dataset *of, size_t more)
{
    size_t wanted = of->symbol_count + more;
    struct text *grown;
    if (!grow_slots(of, wanted))
        return 0;
    if (wanted <= of->symbol_capacity)
        return 1;
    grown = memory_large(wanted, sizeof *grown);
    if (!grown)
        return 0;
    memcpy(grown, of->texts, of->symbol_count * sizeof *grown);
    memory_free(of->texts);
    of->texts = grown;
    of->symbol_capacity = wanted;
    return 1;
}

/* Let the text that comes next be found by its hash; 0 = there is such a text. */
static int own_text(polity_dataset *of)
{
    const struct text *added = &of->texts[of->symbol_count];
    symbol_slot *slot = slot_of(of, added->bytes, added->length, added->hash);
    if (slot->text || !added->length)
        return 0;
    *slot = (symbol_slot){(symbol)of->symbol_count++, added->hash};
    return 1;
}

int dataset_own_texts(polity_dataset *of, const char *texts, const void *lengths,
                      size_t count, int *different)
{
    *different = 1;
    if (!expect_texts(of, count))
        return 0;
    for (size_t from = 0, to; from < count && *different; from = to) {
        struct text *rows = of->texts + of->symbol_count;
        to = count - from < TEXTS_AT_ONCE ? count : from + TEXTS_AT_ONCE;
        for (size_t i = from; i < to; i++) { /* fetch their slots from memory */
            uint32_t n, hash;
            memcpy(&n, (const char *)lengths + i * sizeof n, sizeof n);
            hash = (uint32_t)hash_bytes(texts, n);
            rows[i - from] = (struct text){texts, n, hash, {RECORD_NONE, 0}};
            __builtin_prefetch(&of->symbol_slots[hash & (of->slot_count - 1)], 1);
            texts += (size_t)n + 1;
        }
        for (size_t i = from; i < to && *different; i++)
            *different = own_text(of);
    }
    return 1;
}

void dataset_cut_symbols(polity_dataset *of, size_t count)
{
    of->symbol_count = count;
    memset(of->symbol_slots, 0, of->slot_count * sizeof *of->symbol_slots);
    fill_slots(of);
}

static int begin(polity_dataset *of)
{
    atomic_init(&of->references, 1);
    atomic_init(&of->sealed, 0);
    if (!vocabulary_begin(&of->vocabulary) || !grow_slots(of, 0) ||
        !memory_grow((void **)&of->texts, &of->symbol_capacity, 1, sizeof *of->texts))
        return 0;
    memset(of->texts, 0, sizeof *of->texts);
    of->texts[0].bytes = "";
    of->symbol_count = 1;
    return 1;
}

polity_status polity_dataset_new(polity_dataset **out, polity_error *err)
{
    if (!out)
        return error_set(err, POLITY_EARG, "argument",
                         "a place for the data set is needed");
    *out = memory_zeroed(1, sizeof **out);
    if (*out && begin(*out))
        return POLITY_OK;
    polity_dataset_free(*out);
    *out = NULL;
    return error_memory(err);
}

void dataset_swap(polity_dataset *a, polity_dataset *b)
{
    /* all but the two counters that stand first */
    enum { FIRST = offsetof(polity_dataset, vocabulary) };
    char kept[sizeof *a - FIRST];
    memcpy(kept, (char *)a + FIRST, sizeof kept);
    memcpy((char *)a + FIRST, (char *)b + FIRST, sizeof kept);
    memcpy((char *)b + FIRST, kept, sizeof kept);
}

void dataset_hold(const polity_dataset *of)
{
    atomic_fetch_add(&((polity_dataset *)of)->references, 1);
}

void polity_dataset_free(polity_dataset *of)
{
    if (!of ||
        (atomic_load(&of->references) > 0 && atomic_fetch_sub(&of->references, 1) > 1))
        return;
    vocabulary_free(&of->vocabulary);
    arena_free(&of->arena);
    memory_free(of->texts);
    memory_free(of->symbol_slots);
    for (int list = 0; list < RECORD_LISTS; list++)
        memory_free(of->lists[list].items);
    if (of->tuples)
        tuples_free(of->tuples);
    memory_free(of->tuples);
    memory_free(of->pending.items);
    memory_free(of->files.items);
    memory_free(of->about.default_at);
    polity_dataset_free((polity_dataset *)of->base);
    memory_free(of);
}

void *dataset_append(polity_dataset *of, record_list list)
{
    rows *to = &of->lists[list];
    char *row;
    if (to->count >= (1u << 29) - 1 ||
        !memory_grow(&to->items, &to->capacity, to->count + 1, lists[list].size))
        return NULL;
    row = (char *)to->items + to->count++ * lists[list].size;
    return memset(row, 0, lists[list].size);
}

void dataset_expect(polity_dataset *of, record_list list, size_t more)
{
    rows *to = &of->lists[list];
    size_t wanted = to->count + more, size = lists[list].size;
    void *grown;
    if (wanted <= to->capacity || more > SIZE_MAX / 2 - to->count ||
        wanted * size < EXPECT_FROM)
        return;
    if (to->count > more) { /* too many to copy */
        grown = memory_resize(to->items, wanted, size);
        if (!grown)
            return;
        memory_in_large_pages((char *)grown + to->count * size, more * size);
    } else { /* large pages from the first on */
        grown = memory_large(wanted, size);
        if (!grown)
            return;
        if (to->count)
            memcpy(grown, to->items, to->count * size);
        memory_free(to->items);
    }
    to->items = grown;
    to->capacity = wanted;
}

void dataset_fit(polity_dataset *of)
{
    for (int list = 1; list < RECORD_LISTS; list++) {
        rows *to = &of->lists[list];
        size_t enough = to->count + to->count / 2;
        void *fit =
            to->capacity * lists[list].size >= EXPECT_FROM && enough < to->capacity
                ? memory_resize(to->items, enough, lists[list].size)
                : NULL;
        if (fit) {
            to->items = fit;
            to->capacity = enough;
        }
    }
}

void dataset_claim(polity_dataset *of, symbol id, record_list list, size_t index)
{
    of->texts[id].record.list = list & 7u;
    of->texts[id].record.index = (uint32_t)index & ((1u << 29) - 1);
}

place *dataset_place(const polity_dataset *of, record_list list, size_t i)
{
    switch (list) {
    case RECORD_SOURCE: return &dataset_source(of, i)->place;
    case RECORD_NODE: return &dataset_node(of, i)->place;
    case RECORD_EDGE: return &dataset_edge(of, i)->place;
    case RECORD_BROKERAGE: return &dataset_brokerage(of, i)->place;
    case RECORD_ABSENCE: return &dataset_absence(of, i)->place;
    default: return &dataset_rule(of, i)->place;
    }
}

symbol *dataset_id(const polity_dataset *of, record_list list, size_t i)
{
    /* every record begins with its id */
    return (void *)((char *)of->lists[list].items + i * lists[list].size);
}

void dataset_edge_name(const polity_dataset *of, const edge *e, buffer *to)
{
    char date[DATE_SIZE];
    if (e->id) {
        buffer_text(to, dataset_text(of, e->id));
        return;
    }
    date_write(date, e->valid.from, (date_form)e->valid.from_form);
    buffer_text(to, of->vocabulary.kinds[e->kind].name);
    buffer_char(to, ':');
    buffer_text(to, dataset_text(of, e->source));
    buffer_char(to, '>');
    buffer_text(to, dataset_text(of, e->target));
    buffer_char(to, '@');
    buffer_text(to, date);
    if (e->key) {
        const char *key = dataset_text(of, e->key);
        size_t n = strlen(key), quoted = *key == '"';
        buffer_char(to, '#');
        buffer_add(to, key + quoted, n - 2 * quoted);
    }
}

double evidence_confidence(evidence_list list, const uint8_t *without, size_t *supports)
{
    double best = NAN;
    *supports = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        const evidence *item = &list.rows[i];
        if (item->stance == STANCE_DENIES || item->stance == STANCE_DOUBTS ||
            (without && without[item->cites]))
            continue;
        ++*supports;
        if (!(best >= item->confidence) && !isnan(item->confidence))
            best = item->confidence;
    }
    return best;
}

const property *properties_find(properties list, uint16_t kind)
{
    const property *rows = list.rows;
    for (uint32_t i = 0; i < list.count; i++)
        if (rows[i].kind == kind)
            return rows + i;
    return NULL;
}

polity_status dataset_check_open(const polity_dataset *of, polity_error *err)
{
    if (!of)
        return error_set(err, POLITY_EARG, "argument", "a data set is needed");
    if (atomic_load(&of->sealed))
        return error_set(err, POLITY_EARG, "sealed",
                         "the data set is sealed by a view: it takes no more");
    return POLITY_OK;
}

polity_status dataset_check_empty(const polity_dataset *of, const char *id,
                                  const char *first, polity_error *err)
{
    size_t count = 0;
    polity_status status = dataset_check_open(of, err);
    if (status)
        return status;
    for (int list = 1; list < RECORD_LISTS; list++)
        count += dataset_count(of, (record_list)list);
    if (count || of->files.count)
        return error_set(err, POLITY_EARG, id,
                         "the data set is not empty: %s first, then read other documents "
                         "into it",
                         first);
    return POLITY_OK;
}

void dataset_where(const polity_dataset *of, record_list list, const place *at,
                   char path[DATASET_PATH], error_place *out)
{
    const input *files = of->files.items;
    snprintf(path, DATASET_PATH, "/%s/%u", dataset_list_name(list), at->index);
    *out = (error_place){at->file ? files[at->file - 1].name : "", at->file ? path : "",
                         (int32_t)at->line, (int32_t)at->column};
}
