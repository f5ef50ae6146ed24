/* The texts of a data set: each is kept once, and is found by its hash. */
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "model/dataset.h"

enum { TEXTS_AT_ONCE = 64 };

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

/* Room in large pages for so many. */
static int move_texts(polity_dataset *of, size_t capacity)
{
    struct text *moved = memory_large(capacity, sizeof *moved);
    if (!moved)
        return 0;
    memcpy(moved, of->texts, of->symbol_count * sizeof *moved);
    memory_free(of->texts);
    of->texts = moved;
    of->symbol_capacity = capacity;
    return 1;
}

static int grow_texts(polity_dataset *of)
{
    size_t capacity = of->symbol_capacity * 2;
    if (of->symbol_count < of->symbol_capacity)
        return 1;
    if (capacity * sizeof *of->texts < DATASET_EXPECT_FROM)
        return memory_grow((void **)&of->texts, &of->symbol_capacity,
                           of->symbol_count + 1, sizeof *of->texts);
    return move_texts(of, capacity);
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
    return grow_slots(of, wanted) &&
           (wanted <= of->symbol_capacity || move_texts(of, wanted));
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

int dataset_begin_texts(polity_dataset *of)
{
    if (!grow_slots(of, 0) ||
        !memory_grow((void **)&of->texts, &of->symbol_capacity, 1, sizeof *of->texts))
        return 0;
    memset(of->texts, 0, sizeof *of->texts);
    of->texts[0].bytes = "";
    of->symbol_count = 1;
    return 1;
}
