/* The rows of fields.def: apart from each other, blank when new, stated when set. */
#include <stdio.h>
#include <string.h>

#include "model/fields.h"
#include "support/suite.h"

static polity_dataset *data;

static void set_up(void) { ck_assert_int_eq(polity_dataset_new(&data, NULL), POLITY_OK); }

static void tear_down(void) { polity_dataset_free(data); }

/* State a field; its size, 0 = not a type that this test knows. */
static size_t state(const field *f, void *at)
{
    switch (f->type) {
    case FIELD_TYPE:
    case FIELD_KIND: return *(uint16_t *)at = 3, sizeof(uint16_t);
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH: return *(uint8_t *)at = 1, sizeof(uint8_t);
    case FIELD_VALENCE: return *(int8_t *)at = 0, sizeof(int8_t);
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: return *(double *)at = 0, sizeof(double);
    case FIELD_VALID: return ((interval *)at)->to_form = DATE_UNKNOWN, sizeof(interval);
    case FIELD_DATE: return ((dated *)at)->form = DATE_YEAR, sizeof(dated);
    case FIELD_TEXTS:
    case FIELD_REFERENCES: return ((symbols *)at)->count = 1, sizeof(symbols);
    case FIELD_IDS: return ((outside_ids *)at)->count = 1, sizeof(outside_ids);
    case FIELD_PROPERTIES: return ((properties *)at)->count = 1, sizeof(properties);
    case FIELD_EVIDENCE: return ((evidence_list *)at)->count = 1, sizeof(evidence_list);
    case FIELD_RULE_END: return ((rule_end *)at)->stated = 1, sizeof(rule_end);
    case FIELD_RULE_CHECK: return ((rule_check *)at)->stated = 1, sizeof(rule_check);
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_KEY:
    case FIELD_REFERENCE: return *(symbol *)at = 1, sizeof(symbol);
    default: return 0;
    }
}

/* With one field set, that one is stated and no other. */
static void try_fields(const field *fields, size_t count, void *record, size_t size)
{
    for (size_t i = 0; i < count; i++) {
        size_t bytes;
        memset(record, 0, size);
        fields_blank(fields, count, record);
        MUST(!field_stated(&fields[i], record), "%s is stated", fields[i].key);
        bytes = state(&fields[i], field_at(&fields[i], record));
        MUST(bytes, "%s: give it a value here", fields[i].key);
        MUST(fields[i].offset + bytes <= size, "%s is outside", fields[i].key);
        for (size_t k = 0; k < count; k++) {
            MUST(field_stated(&fields[k], record) == (k == i), "%s, and %s",
                 fields[i].key, fields[k].key);
            MUST(k == i || strcmp(fields[i].key, fields[k].key) != 0, "%s stands twice",
                 fields[i].key);
        }
    }
}

START_TEST(records_have_fields_of_their_own)
{
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        static union {
            double aligned;
            char bytes[4096];
        } record;
        size_t count, size = dataset_record_size((record_list)list);
        const field *fields = record_fields((record_list)list, &count);
        ck_assert_uint_le(size, sizeof record);
        ck_assert_str_eq(fields[0].key, "id");
        ck_assert_uint_eq(fields[0].offset, 0); /* dataset_id() counts on it */
        try_fields(fields, count, &record, size);
    }
}
END_TEST

START_TEST(evidence_has_fields_too)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    evidence record;
    ck_assert_str_eq(fields[0].key, "cites");
    ck_assert(fields[0].required);
    try_fields(fields, count, &record, sizeof record);
}
END_TEST

/* Place and extras of a record are none of its fields: they are where the others say. */
START_TEST(places_and_extras_are_found)
{
    static extra row;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        record_list of = (record_list)list;
        size_t count;
        const field *fields = record_fields(of, &count);
        for (size_t i = 0; i < 3; i++) {
            void *record = dataset_append(data, of);
            ck_assert_ptr_nonnull(record);
            fields_blank(fields, count, record);
            record_extras(data, of, i)->rows = &row;
            record_extras(data, of, i)->count = (uint32_t)i + 1;
            dataset_place(data, of, i)->line = (uint32_t)i + 10;
            *dataset_id(data, of, i) = (symbol)i + 20;
        }
        for (size_t i = 0; i < 3; i++) {
            ck_assert_uint_eq(record_extras(data, of, i)->count, i + 1);
            ck_assert_uint_eq(dataset_place(data, of, i)->line, i + 10);
            ck_assert_uint_eq(*dataset_id(data, of, i), i + 20);
        }
        ck_assert_str_ne(dataset_list_name(of), "");
    }
    ck_assert_uint_eq(dataset_node(data, 2)->extras.count, 3);
    ck_assert_uint_eq(dataset_rule(data, 1)->place.line, 11);
    ck_assert_uint_eq(dataset_absence(data, 0)->id, 20);
}
END_TEST

/* Symbols: the same text is the same number, whatever came between. */
START_TEST(texts_are_symbols)
{
    symbol known[2000];
    size_t before = data->symbol_count;
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 2000; i++) {
            char text[24];
            int n = snprintf(text, sizeof text, "%s%d", i % 2 ? "school-" : "", i);
            symbol s = dataset_symbol(data, text, (size_t)n);
            MUST(s && !strcmp(dataset_text(data, s), text), "%s", text);
            MUST(!round || s == known[i], "%s has two", text);
            MUST(dataset_find(data, text, (size_t)n) == s, "%s", text);
            known[i] = s;
        }
    }
    ck_assert_uint_eq(data->symbol_count, before + 2000);
    ck_assert_uint_eq(dataset_symbol(data, "", 0), 0);
    ck_assert_uint_eq(dataset_find(data, "nobody", 6), 0);
    dataset_cut_symbols(data, before + 500);
    ck_assert_uint_eq(dataset_find(data, "school-1999", 11), 0);
    ck_assert_uint_eq(dataset_find(data, "school-499", 10), known[499]);
    ck_assert_uint_eq(dataset_symbol(data, "school-1999", 11), before + 500);
}
END_TEST

int main(void)
{
    return RUN_SUITE("fields", set_up, tear_down, records_have_fields_of_their_own,
                     evidence_has_fields_too, places_and_extras_are_found,
                     texts_are_symbols);
}
