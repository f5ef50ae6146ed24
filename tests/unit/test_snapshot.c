/* Snapshots: what is written comes back whole; what is not one is refused by name. */
#define _GNU_SOURCE /* memmem() */
#include "io/snapshot.h"
#include "support/fixture.h"
#include "support/suite.h"

static const char document[] =
    "{\"polity\": \"1.0\", \"title\": \"T\", \"licence\": \"CC0-1.0\", \"default_at\": "
    "\"2014-11\", \"x_own\": [1, {\"a\": 2}],\n"
    " \"boundary\": {\"statement\": \"all\", \"expected_nodes\": {\"school\": 3}},\n"
    " \"vocabulary\": {\"node_types\": [{\"name\": \"philanthropy\", \"is_a\": "
    "\"sponsor\", \"tier\": \"national\"}],\n"
    "  \"edge_kinds\": [{\"name\": \"endorses\", \"class\": \"context\", \"source\": "
    "[\"philanthropy\"], \"target\": [\"trust\", \"school\"]}],\n"
    "  \"properties\": [{\"name\": \"capacity\", \"of\": [\"school\"], \"type\": "
    "\"category\", \"levels\": [\"none\", \"some\"], \"ordered\": true},\n"
    "   {\"name\": \"hubs\", \"of\": [\"school\"], \"type\": \"reference\", \"many\": "
    "true}]},\n"
    " \"sources\": [{\"id\": \"s\", \"type\": \"document\", \"date\": \"2014-08\"},\n"
    "  {\"id\": \"i\", \"type\": \"interview\", \"consent\": \"paraphrase_only\"}],\n"
    " \"nodes\": [{\"id\": \"p\", \"type\": \"philanthropy\", \"pseudonymous\": true},\n"
    "  {\"id\": \"a\", \"type\": \"school\", \"name\": \"\xC3\x89"
    "cole\", \"aliases\": "
    "[\"A1\", \"A2\"], \"ids\": {\"urn\": \"1\"}, \"valid\": {\"from\": \"1950\", "
    "\"to\": \"?\"},\n"
    "   \"properties\": {\"capacity\": \"some\", \"hubs\": [\"b\", \"c\"], \"ofsted\": "
    "[{\"value\": 3, \"from\": \"2009-05-12\"}, {\"value\": null, \"from\": "
    "\"2012-10\", \"evidence\": [{\"cites\": \"s\"}], \"x_i\": 1}], \"x_p\": {}}, "
    "\"x_n\": null},\n"
    "  {\"id\": \"b\", \"type\": \"school\"}, {\"id\": \"c\", \"type\": \"school\"}],\n"
    " \"edges\": [{\"id\": \"e\", \"kind\": \"supports\", \"source\": \"a\", "
    "\"target\": \"b\", \"valid\": {\"from\": \"2014-02\"}, \"weight\": 0.1, \"length\": "
    "2.5, \"strength\": 3, \"valence\": -2,\n"
    "   \"evidence\": [{\"cites\": \"i\", \"stance\": \"denies\", \"confidence\": 0.9, "
    "\"said\": \"2014-03\", \"quote\": \"words\"}]},\n"
    "  {\"kind\": \"supports\", \"source\": \"b\", \"target\": \"c\", \"key\": 7, "
    "\"benefit\": \"money\"}],\n"
    " \"brokerages\": [{\"id\": \"k\", \"kind\": \"brokers_support\", \"broker\": "
    "\"p\", \"for\": \"b\", \"with\": \"a\", \"nominated_by\": [\"p\"], \"outcome\": "
    "\"running\", \"result\": \"e\"}],\n"
    " \"absences\": [{\"id\": \"n\", \"class\": \"partnership\", \"source\": \"a\", "
    "\"target\": \"c\"}],\n"
    " \"rules\": [{\"id\": \"r\", \"kind\": \"monitors\", \"source\": {\"type\": "
    "\"local_authority\"}, \"target\": {\"type\": \"school\", \"where\": \"ofsted >= "
    "3\"}},\n"
    "  {\"id\": \"r2\", \"statement\": \"must\", \"check\": {\"of\": \"school\", "
    "\"require\": \"ofsted < 3\", \"level\": \"error\"}}]}\n";

/* Its end is in no document yet. */
static const char regime[] = "{\"polity\": \"1.0\", \"edges\": [\n"
                             "  {\"kind\": \"supports\", \"source\": \"a\", \"target\": "
                             "\"elsewhere\"}]}\n";

static polity_dataset *data, *other;
static polity_table *table;
static polity_error err;

static void set_up(void)
{
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_new(&other, &err), POLITY_OK);
}

static void tear_down(void)
{
    polity_table_free(table);
    polity_dataset_free(data);
    polity_dataset_free(other);
}

static void take_text(polity_dataset *into, const char *text)
{
    ck_assert_msg(read_document_text(into, text, NULL, &err) == POLITY_OK, "%s: %s",
                  err.id, err.message);
}

static collected snapshot_of(const polity_dataset *of)
{
    collected to = {NULL, 0, 0};
    ck_assert_int_eq(polity_dataset_write(of, "polity", collect, &to, &err), POLITY_OK);
    return to;
}

static polity_status take_bytes(polity_dataset *into, const collected *from)
{
    polity_table_free(table);
    table = NULL;
    return polity_dataset_read_bytes(into, "cache.polity", from->bytes, from->length,
                                     &table, NULL, &err);
}

static void same_json(const polity_dataset *a, const polity_dataset *b)
{
    char *one = written(a, "json"), *two = written(b, "json");
    ck_assert_str_eq(one, two);
    free(one), free(two);
}

START_TEST(what_is_written_comes_back)
{
    collected first, second;
    const input *file, *wanted = NULL;
    take_text(data, document);
    take_text(data, regime);
    first = snapshot_of(data);
    ck_assert_msg(take_bytes(other, &first) == POLITY_OK, "%s", err.message);
    same_json(data, other);
    second = snapshot_of(other);
    ck_assert_uint_eq(first.length, second.length);
    ck_assert(!memcmp(first.bytes, second.bytes, first.length));
    /* the inputs are those that were read, and records have their places in them */
    ck_assert_uint_eq(other->files.count, 2);
    for (size_t i = 0; i < 2; i++) {
        file = (const input *)other->files.items + i;
        wanted = (const input *)data->files.items + i;
        ck_assert_str_eq(file->name, wanted->name);
        ck_assert_str_eq(file->digest, wanted->digest);
    }
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        for (size_t i = 0; i < dataset_count(data, (record_list)list); i++)
            MUST(!memcmp(dataset_place(data, (record_list)list, i),
                         dataset_place(other, (record_list)list, i), sizeof(place)),
                 "place of %s %zu", dataset_list_name((record_list)list), i);
    /* what waits still waits, and is told at the token */
    polity_table_free(table);
    ck_assert_int_eq(polity_dataset_check(other, &table, &err), POLITY_EDATA);
    ck_assert_str_eq(err.id, "edge-end-unknown");
    ck_assert_int_eq(err.line, 2);
    ck_assert_int_eq(err.column, 49);
    free(first.bytes), free(second.bytes);
}
END_TEST

/* What the writer of JSON leaves out, a snapshot does not hold either. */
START_TEST(quotations_need_consent)
{
    collected all;
    take_text(data, document);
    all = snapshot_of(data);
    ck_assert(memmem(all.bytes, all.length, "paraphrase_only", 5) == NULL);
    ck_assert(memmem(all.bytes, all.length, "words", 5) == NULL);
    ck_assert(memmem(all.bytes, all.length, "money", 5) != NULL);
    free(all.bytes);
}
END_TEST

START_TEST(merging_is_that_of_documents)
{
    collected all;
    take_text(data, document);
    all = snapshot_of(data);
    take_text(data, regime);
    take_text(other, regime); /* the snapshot comes second: record by record */
    ck_assert_msg(take_bytes(other, &all) == POLITY_OK, "%s", err.message);
    polity_dataset_free(data);
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    take_text(data, regime);
    take_text(data, document);
    same_json(data, other);
    /* what differs is told at its place in the document that it was */
    polity_dataset_free(other);
    ck_assert_int_eq(polity_dataset_new(&other, &err), POLITY_OK);
    take_text(other, "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": "
                     "\"school\", \"name\": \"Other\"}]}");
    ck_assert_int_eq(take_bytes(other, &all), POLITY_EDATA);
    ck_assert_str_eq(err.id, "merge-conflict");
    ck_assert_int_eq(err.line, 10);
    ck_assert_str_eq(err.file, "text");
    ck_assert_uint_eq(dataset_count(other, RECORD_NODE), 1);
    free(all.bytes);
}
END_TEST

/* Give changed bytes the checksum that is theirs. */
static void sign(collected *of)
{
    snapshot_header header;
    memcpy(&header, of->bytes, sizeof header);
    header.bytes = of->length - sizeof header;
    header.checksum = snapshot_checksum(of->bytes + sizeof header, header.bytes);
    memcpy(of->bytes, &header, sizeof header);
}

static void refused(const collected *from, polity_status status, const char *id)
{
    ck_assert_msg(take_bytes(other, from) == status, "%s", err.message);
    ck_assert_str_eq(err.id, id);
    ck_assert_uint_eq(other->files.count, 0);
    ck_assert_uint_eq(other->symbol_count, 1);
}

START_TEST(what_is_none_is_refused)
{
    collected all, cut;
    char *name;
    take_text(data, document);
    all = snapshot_of(data);
    all.bytes[8]++; /* of the version */
    refused(&all, POLITY_EVERSION, "snapshot-version");
    all.bytes[8]--;
    all.bytes[12]++; /* the order of bytes */
    refused(&all, POLITY_EVERSION, "snapshot-version");
    all.bytes[12]--;
    all.bytes[16]++; /* what is built in */
    refused(&all, POLITY_EVERSION, "snapshot-version");
    all.bytes[16]--;
    all.bytes[all.length - 1]++;
    refused(&all, POLITY_EDATA, "snapshot-damaged");
    all.bytes[all.length - 1]--;
    for (size_t n = 8; n < all.length; n += n < 80 ? 1 : 37) {
        cut = (collected){all.bytes, n, 0};
        refused(&cut, POLITY_EDATA, "snapshot-truncated");
    }
    name = memmem(all.bytes, all.length, "inputs", 6);
    name[0] = 'o';
    sign(&all);
    refused(&all, POLITY_EDATA, "snapshot-section");
    name[0] = 'i';
    sign(&all);
    ck_assert_int_eq(take_bytes(other, &all), POLITY_OK);
    free(all.bytes);
}
END_TEST

/* A bit that is another, or two words that changed places, are told by the checksum. */
START_TEST(damage_is_told)
{
    collected all;
    uint64_t sum, words[5];
    char *body;
    size_t n;
    take_text(data, document);
    all = snapshot_of(data);
    body = all.bytes + sizeof(snapshot_header);
    n = all.length - sizeof(snapshot_header);
    sum = snapshot_checksum(body, n);
    for (size_t bit = 0; bit < 8 * n; bit++) {
        body[bit / 8] ^= (char)(1 << bit % 8);
        MUST(snapshot_checksum(body, n) != sum, "bit %zu", bit);
        body[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t i = 0; i + sizeof words <= n; i += 8)
        for (size_t k = 1; k < 5; k++) {
            memcpy(words, body + i, sizeof words);
            memcpy(body + i, &words[k], 8);
            memcpy(body + i + 8 * k, &words[0], 8);
            MUST(words[0] == words[k] || snapshot_checksum(body, n) != sum,
                 "words %zu, %zu", i, k);
            memcpy(body + i, words, sizeof words);
        }
    for (size_t cut = 1; cut < 70; cut++)
        MUST(snapshot_checksum(body, n - cut) != sum, "without %zu", cut);
    body[n / 2] ^= 1;
    refused(&all, POLITY_EDATA, "snapshot-damaged");
    free(all.bytes);
}
END_TEST

/* Whatever byte is another, and signed: it is read or refused, and what is read can be
 * written. */
START_TEST(any_byte_may_be_another)
{
    collected all;
    long read = 0, not_read = 0;
    take_text(data, document);
    all = snapshot_of(data);
    for (size_t i = sizeof(snapshot_header); i < all.length; i++) {
        for (int bit = 0; bit < 8; bit += 7) {
            char *again;
            all.bytes[i] ^= (char)(1 << bit);
            sign(&all);
            polity_dataset_free(other);
            ck_assert_int_eq(polity_dataset_new(&other, &err), POLITY_OK);
            if (take_bytes(other, &all) == POLITY_OK) {
                again = written(other, "json");
                MUST(again, "byte %zu", i);
                free(again);
                read++;
            } else {
                not_read++;
            }
            all.bytes[i] ^= (char)(1 << bit);
        }
    }
    ck_assert_int_gt(read, 100);
    ck_assert_int_gt(not_read, 1000);
    free(all.bytes);
}
END_TEST

/* The sections of a snapshot, but that of the texts says that there are none. */
static collected without_texts(const collected *of)
{
    collected to = {malloc(of->length), sizeof(snapshot_header), 0};
    const uint64_t none = 4;
    memcpy(to.bytes, of->bytes, to.length);
    for (size_t at = to.length; at < of->length;) {
        const char *section = of->bytes + at;
        uint64_t n;
        int texts = !strncmp(section, "texts", 16);
        memcpy(&n, section + 16, sizeof n);
        memcpy(to.bytes + to.length, section, 24 + n);
        if (texts) {
            memcpy(to.bytes + to.length + 16, &none, sizeof none);
            memset(to.bytes + to.length + 24, 0, none);
        }
        to.length += 24 + (texts ? none : n);
        at += 24 + n;
    }
    sign(&to);
    return to;
}

START_TEST(ids_without_texts_lead_nowhere)
{
    collected all, none;
    take_text(data, "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": "
                    "\"school\"}]}");
    all = snapshot_of(data);
    none = without_texts(&all);
    ck_assert_uint_lt(none.length, all.length);
    refused(&none, POLITY_EDATA, "snapshot-damaged");
    free(all.bytes);
    free(none.bytes);
}
END_TEST

START_TEST(rules_are_as_documents_have_them)
{
    collected all;
    take_text(data, document);
    dataset_rule(data, 0)->kind = VOCABULARY_NONE; /* it has a source and a target */
    all = snapshot_of(data);
    refused(&all, POLITY_EDATA, "snapshot-damaged");
    free(all.bytes);
    dataset_rule(data, 0)->kind = dataset_edge(data, 0)->kind;
    dataset_rule(data, 0)->ends[RULE_BROKER].stated = 1;
    all = snapshot_of(data);
    refused(&all, POLITY_EDATA, "snapshot-damaged");
    free(all.bytes);
}
END_TEST

/* A data set that was made has no files; its snapshot is one when it is read. */
START_TEST(what_was_made_is_written_twice)
{
    collected first, second;
    ck_assert_int_eq(polity_generate(data, "region", NULL, 0, NULL, &err), POLITY_OK);
    first = snapshot_of(data);
    ck_assert_msg(take_bytes(other, &first) == POLITY_OK, "%s", err.message);
    second = snapshot_of(other);
    polity_dataset_free(other);
    ck_assert_int_eq(polity_dataset_new(&other, &err), POLITY_OK);
    ck_assert_msg(take_bytes(other, &second) == POLITY_OK, "%s", err.message);
    same_json(data, other);
    free(first.bytes);
    free(second.bytes);
}
END_TEST

int main(void)
{
    return RUN_SUITE("snapshot", set_up, tear_down, what_is_written_comes_back,
                     quotations_need_consent, merging_is_that_of_documents,
                     what_is_none_is_refused, damage_is_told, any_byte_may_be_another,
                     ids_without_texts_lead_nowhere, rules_are_as_documents_have_them,
                     what_was_made_is_written_twice);
}
