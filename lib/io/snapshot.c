/* What writing and reading snapshots share. */
#include "io/snapshot.h"

#include <string.h>

const char snapshot_magic[8] = {'\x89', 'p', 'o', 'l', 'i', 't', 'y', '\n'};

/* Four sums side by side, as each step of one waits for the step before it. */
uint64_t snapshot_checksum(const char *bytes, size_t n)
{
    enum { LANES = 4, STEP = LANES * sizeof(uint64_t) };
    uint64_t sums[LANES] = {n, 1, 2, 3}, sum;
    for (; n >= STEP; n -= STEP, bytes += STEP) {
        uint64_t words[LANES];
        memcpy(words, bytes, STEP);
        for (size_t i = 0; i < LANES; i++)
            sums[i] = hash_mix(sums[i], words[i]);
    }
    sum = hash_bytes(bytes, n);
    for (size_t i = 0; i < LANES; i++)
        sum = hash_mix(sum, sums[i]);
    return sum;
}

static void add(uint64_t *hash, uint64_t number) { *hash = hash_mix(*hash, number); }

static void add_text(uint64_t *hash, const char *text)
{
    add(hash, hash_bytes(text, strlen(text)));
}

static void add_set(uint64_t *hash, type_set set)
{
    add(hash, set.count);
    for (uint16_t i = 0; i < set.count; i++)
        add(hash, set.types[i]);
}

static void add_vocabulary(uint64_t *hash, const vocabulary *of)
{
    for (size_t i = 0; i < of->type_count; i++) {
        add_text(hash, of->types[i].name);
        add(hash, of->types[i].parent);
        add(hash, of->types[i].tier);
    }
    for (size_t i = 0; i < of->kind_count; i++) {
        const edge_kind *row = &of->kinds[i];
        add_text(hash, row->name);
        add(hash, (uint64_t)(row->class << 2 | row->directed << 1 | row->lineage));
        add_set(hash, row->source);
        add_set(hash, row->target);
    }
    for (size_t i = 0; i < of->property_count; i++) {
        const property_kind *row = &of->properties[i];
        add_text(hash, row->name);
        add(hash, (uint64_t)(row->type << 2 | row->ordered << 1 | row->many));
        add_set(hash, row->of);
        add_set(hash, row->refers);
        for (uint16_t k = 0; k < row->level_count; k++)
            add_text(hash, row->levels[k]);
    }
}

static void add_fields(uint64_t *hash, const field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_text(hash, fields[i].key);
        add(hash, (uint64_t)(fields[i].type << 8 | fields[i].argument));
    }
}

int snapshot_words(uint64_t *out)
{
    vocabulary words = {0};
    int fine = vocabulary_begin(&words);
    size_t count;
    const field *fields = evidence_fields(&count);
    *out = SNAPSHOT_VERSION;
    if (fine)
        add_vocabulary(out, &words);
    for (int list = 0; list < WORDS_LISTS; list++)
        for (uint8_t i = 1; i <= word_count((word_list)list); i++)
            add_text(out, word_text((word_list)list, i));
    add_fields(out, fields, count);
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        fields = record_fields((record_list)list, &count);
        add_text(out, dataset_list_name((record_list)list));
        add_fields(out, fields, count);
    }
    vocabulary_free(&words);
    return fine;
}

uint32_t cursor_number(cursor *c)
{
    uint32_t number;
    cursor_take(c, &number, sizeof number);
    return number;
}

uint32_t cursor_count(cursor *c, size_t least)
{
    uint32_t count = cursor_number(c);
    if (count <= (size_t)(c->end - c->at) / least)
        return count;
    c->bad = 1;
    return 0;
}
