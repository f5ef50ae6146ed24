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

const char *dataset_list_name(record_list list) { return lists[list].list; }

const char *dataset_record_name(record_list list) { return lists[list].record; }

size_t dataset_record_size(record_list list) { return lists[list].size; }

static int begin(polity_dataset *of)
{
    atomic_init(&of->references, 1);
    atomic_init(&of->sealed, 0);
    return vocabulary_begin(&of->vocabulary) && dataset_begin_texts(of);
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
        wanted * size < DATASET_EXPECT_FROM)
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
        void *fit = to->capacity * lists[list].size >= DATASET_EXPECT_FROM &&
                            enough < to->capacity
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
