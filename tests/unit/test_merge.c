/* Uniting what two documents say: field by field, and by laws over whole documents. */
#include <stdio.h>
#include <string.h>

#include "model/merge.h"
#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;
static symbol texts[2];
static evidence pieces[2];
static outside_id numbers[2];
static property owned[2];

static void set_up(void)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    ck_assert_int_eq(polity_dataset_new(&data, NULL), POLITY_OK);
    memset(pieces, 0, sizeof pieces);
    memset(owned, 0, sizeof owned);
    for (int i = 0; i < 2; i++) {
        texts[i] = dataset_symbol(data, i ? "b" : "a", 1);
        fields_blank(fields, count, &pieces[i]);
        pieces[i].cites = texts[i];
        numbers[i].space = numbers[i].id = texts[i];
        owned[i].kind = (uint16_t)i;
        owned[i].as.single.type = VALUE_INTEGER;
    }
}

static void tear_down(void) { polity_dataset_free(data); }

static void set_valid(interval *valid, int which)
{
    valid->from = 100 + which;
    valid->from_form = DATE_DAY;
    valid->to = 200 + which;
    valid->to_form = DATE_DAY;
}

/* One of two values of a field; 0 = not a type that this test knows. */
static int set_field(const field *f, void *record, int which)
{
    void *at = field_at(f, record);
    switch (f->type) {
    case FIELD_TYPE:
    case FIELD_KIND: return *(uint16_t *)at = (uint16_t)which, 1;
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH: return *(uint8_t *)at = (uint8_t)(which + 1), 1;
    case FIELD_VALENCE: return *(int8_t *)at = (int8_t)(which - 1), 1;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: return *(double *)at = which + 0.5, 1;
    case FIELD_VALID: return set_valid(at, which), 1;
    case FIELD_DATE: return *(dated *)at = (dated){which, DATE_DAY}, 1;
    case FIELD_TEXTS:
    case FIELD_REFERENCES: return *(symbols *)at = (symbols){&texts[which], 1}, 1;
    case FIELD_IDS: return *(outside_ids *)at = (outside_ids){&numbers[which], 1}, 1;
    case FIELD_PROPERTIES: return *(properties *)at = (properties){&owned[which], 1}, 1;
    case FIELD_EVIDENCE:
        return *(evidence_list *)at = (evidence_list){&pieces[which], 1}, 1;
    case FIELD_RULE_END: return *(rule_end *)at = (rule_end){0, 1, texts[which]}, 1;
    case FIELD_RULE_CHECK:
        return *(rule_check *)at = (rule_check){.of = texts[which], .stated = 1}, 1;
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_KEY:
    case FIELD_REFERENCE: return *(symbol *)at = texts[which], 1;
    default: return 0;
    }
}

typedef struct conflicts {
    int count;
    const field *field;
    char property[40];
} conflicts;

static void note(void *user, const field *f, const char *name)
{
    conflicts *of = user;
    of->count++;
    of->field = f;
    snprintf(of->property, sizeof of->property, "%s", name ? name : "");
}

static union record {
    double aligned;
    char bytes[4096];
} earlier, later, before, given; /* `before`, `given`: the two as they were */

/* What becomes of field i if the documents say `first` and `second`; -1 = nothing. */
static conflicts unite(record_list list, size_t i, int first, int second)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    conflicts met = {0, NULL, ""};
    memset(&earlier, 0, sizeof earlier);
    memset(&later, 0, sizeof later);
    fields_blank(fields, count, &earlier);
    fields_blank(fields, count, &later);
    if (first >= 0)
        set_field(&fields[i], &earlier, first);
    if (second >= 0)
        set_field(&fields[i], &later, second);
    before = earlier;
    given = later;
    MUST(record_unite(data, list, &earlier, &later, note, &met), "no memory");
    MUST(!memcmp(&before, &earlier, sizeof earlier), "the earlier record has changed");
    return met;
}

/* Lists that grow instead of being at odds. */
static int is_united(const field *f)
{
    return f->type == FIELD_EVIDENCE || f->type == FIELD_IDS ||
           f->type == FIELD_PROPERTIES;
}

static void try_field(record_list list, const field *f, size_t i)
{
    conflicts met;
    MUST(!unite(list, i, 0, -1).count, "%s of one", f->key);
    MUST(!memcmp(&earlier, &later, sizeof later), "%s is not taken over", f->key);
    MUST(!unite(list, i, -1, 1).count, "%s of one", f->key);
    MUST(!memcmp(&given, &later, sizeof later), "%s is lost", f->key);
    MUST(!unite(list, i, 1, 1).count, "%s is the same, and at odds", f->key);
    MUST(!is_united(f) || ((symbols *)field_at(f, &later))->count == 1, "%s is doubled",
         f->key);
    met = unite(list, i, 0, 1);
    if (is_united(f)) {
        MUST(!met.count, "%s at odds", f->key);
        MUST(((symbols *)field_at(f, &later))->count == 2, "%s is not united", f->key);
    } else {
        MUST(met.count == (f->type == FIELD_VALID ? 2 : 1) && met.field == f,
             "%s: %d conflicts", f->key, met.count);
    }
}

START_TEST(every_field_of_every_record)
{
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        size_t count;
        const field *fields = record_fields((record_list)list, &count);
        for (size_t i = 0; i < count; i++) {
            union record scratch;
            MUST(set_field(&fields[i], &scratch, 0), "%s: give it values here",
                 fields[i].key);
            try_field((record_list)list, &fields[i], i);
        }
    }
}
END_TEST

START_TEST(bounds_are_taken_one_by_one)
{
    node one = {0}, two = {0};
    conflicts met = {0, NULL, ""};
    size_t count;
    const field *fields = record_fields(RECORD_NODE, &count);
    fields_blank(fields, count, &one);
    fields_blank(fields, count, &two);
    one.valid = (interval){5, 0, DATE_DAY, DATE_NONE};
    two.valid = (interval){0, 9, DATE_NONE, DATE_DAY};
    ck_assert(record_unite(data, RECORD_NODE, &one, &two, note, &met));
    ck_assert_int_eq(met.count, 0);
    ck_assert(two.valid.from == 5 && two.valid.to == 9);
    one.valid.from_form = DATE_YEAR; /* the same day, less precisely */
    ck_assert(record_unite(data, RECORD_NODE, &one, &two, note, &met));
    ck_assert_int_eq(met.count, 1);
    ck_assert_str_eq(met.property, "from");
}
END_TEST

START_TEST(extras_are_united_by_key)
{
    const extra first[] = {{0, 1, 10}, {0, 2, 20}, {5, 1, 11}};
    const extra second[] = {{0, 2, 20}, {0, 3, 30}, {5, 1, 12}};
    extras one = {first, 3}, two = {second, 3}, none = {NULL, 0};
    conflicts met = {0, NULL, ""};
    ck_assert(extras_unite(data, &one, &two, note, &met));
    ck_assert_int_eq(met.count, 1);
    ck_assert_uint_eq(two.count, 4);
    ck_assert(!memcmp(two.rows, first, sizeof first));
    ck_assert_uint_eq(two.rows[3].key, 3);
    ck_assert(extras_unite(data, &none, &two, note, &met));
    ck_assert_uint_eq(two.count, 4);
    ck_assert(extras_unite(data, &two, &none, note, &met));
    ck_assert_uint_eq(none.count, 4);
    ck_assert_int_eq(met.count, 1);
}
END_TEST

/* --- whole documents ------------------------------------------------------------------
 */

static char *merged(const char *const documents[], size_t n)
{
    polity_dataset *into = dataset_of(NULL, NULL);
    polity_error err = POLITY_ERROR_INIT;
    char *text;
    for (size_t i = 0; i < n; i++)
        ck_assert_msg(!read_document_text(into, documents[i], NULL, &err), "%s",
                      err.message);
    text = written(into, "json");
    polity_dataset_free(into);
    return text;
}

/* A history without entries is one: it takes those of the other. */
START_TEST(empty_histories)
{
    static const char *const documents[2] = {
        "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": \"school\", "
        "\"properties\": {\"status\": []}}]}",
        "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": \"school\", "
        "\"properties\": {\"status\": [{\"value\": \"other\"}]}}]}"};
    const char *const orders[3][2] = {{documents[0], documents[0]},
                                      {documents[0], documents[1]},
                                      {documents[1], documents[0]}};
    for (int i = 0; i < 3; i++) {
        char *text = merged(orders[i], 2);
        ck_assert_int_eq(strstr(text, "{\"value\": \"other\"}") != NULL, i > 0);
        free(text);
    }
}
END_TEST

/* Saying it again changes nothing: A A = A, and A B A = A B B = A B. */
START_TEST(documents_may_be_read_again)
{
    char *whole = whole_document();
    const char *const same[] = {whole, whole};
    const char *const both[3][4] = {{whole, second_document, whole, second_document},
                                    {whole, second_document, second_document, whole},
                                    {whole, whole, second_document, second_document}};
    char *once = merged(same, 1), *twice = merged(same, 2), *two = merged(both[0], 2);
    ck_assert_str_eq(twice, once);
    ck_assert_str_ne(two, once);
    for (int i = 0; i < 3; i++) {
        char *again = merged(both[i], 4);
        ck_assert_str_eq(again, two);
        free(again);
    }
    free(once), free(twice), free(two), free(whole);
}
END_TEST

int main(void)
{
    return RUN_SUITE("merge", set_up, tear_down, every_field_of_every_record,
                     bounds_are_taken_one_by_one, extras_are_united_by_key,
                     empty_histories, documents_may_be_read_again);
}
