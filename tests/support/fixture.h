/* What tests share: small documents, reading them, collecting what is written. */
#ifndef SUPPORT_FIXTURE_H
#define SUPPORT_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

/* A text that a sink collects. */
typedef struct collected {
    char *bytes;
    size_t length, capacity;
} collected;

static inline int collect(void *user, const void *bytes, size_t n)
{
    collected *to = user;
    if (to->length + n + 1 > to->capacity) {
        size_t room = 2 * (to->length + n + 1);
        char *grown = realloc(to->bytes, room);
        if (!grown)
            return 1;
        to->bytes = grown;
        to->capacity = room;
    }
    memcpy(to->bytes + to->length, bytes, n);
    to->length += n;
    to->bytes[to->length] = '\0';
    return 0;
}

/* A data set as text; the caller's to free. NULL = it could not be written. */
static inline char *written(const polity_dataset *of, const char *format)
{
    collected to = {NULL, 0, 0};
    if (polity_dataset_write(of, format, collect, &to, NULL)) {
        free(to.bytes);
        return NULL;
    }
    return to.bytes;
}

/* A table as text; the caller's to free. NULL = it could not be written. */
static inline char *printed(const polity_table *of, const char *format)
{
    collected to = {NULL, 0, 0};
    if (polity_table_write(of, format, NULL, 0, collect, &to, NULL)) {
        free(to.bytes);
        return NULL;
    }
    return to.bytes ? to.bytes : calloc(1, 1);
}

static inline polity_status read_document_text(polity_dataset *into, const char *text,
                                               polity_table **problems, polity_error *err)
{
    return polity_dataset_read_bytes(into, "text", text, strlen(text), problems, NULL,
                                     err);
}

/* A data set of one document or two; says why and gives NULL if it is not good. */
static inline polity_dataset *dataset_of(const char *one, const char *two)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *made = NULL;
    polity_status status = polity_dataset_new(&made, &err);
    if (!status && one)
        status = read_document_text(made, one, NULL, &err);
    if (!status && two)
        status = read_document_text(made, two, NULL, &err);
    if (!status)
        return made;
    fprintf(stderr, "%d:%d %s: %s\n", (int)err.line, (int)err.column, err.id,
            err.message);
    polity_dataset_free(made);
    return NULL;
}

/* --- documents ------------------------------------------------------------------------
 */

/* One record of each sort with all its keys. */
#define DOCUMENT_HEAD                                                                    \
    "{\"polity\": \"1.0\", \"title\": \"Every record\", \"licence\": \"CC0-1.0\",\n"     \
    " \"description\": \"One of each.\", \"default_at\": \"2014-11-01\",\n"              \
    " \"x_doc\": [1, {\"a\": null}], \"graph\": {\"made_by\": \"hand\"},\n"              \
    " \"boundary\": {\"statement\": \"two schools\", \"x_b\": 1,\n"                      \
    "  \"expected_nodes\": {\"school\": 2, \"trust\": 0}},\n"                            \
    " \"vocabulary\": {\"node_types\": [{\"name\": \"philanthropy\", \"is_a\":"          \
    " \"sponsor\", \"tier\": \"national\", \"note\": \"gives\"}],\n"                     \
    "  \"edge_kinds\": [{\"name\": \"endorses\", \"class\": \"context\", \"directed\":"  \
    " true, \"source\": [\"philanthropy\"], \"target\": [\"trust\", \"school\"]},\n"     \
    "   {\"name\": \"vouches_for\", \"class\": \"brokerage\", \"note\": \"surety\"}],\n" \
    "  \"properties\": [{\"name\": \"idaci\", \"of\": [\"school\"], \"type\":"           \
    " \"integer\", \"unit\": \"quintile\"},\n"                                           \
    "   {\"name\": \"hub\", \"of\": [\"school\"], \"type\": \"reference\", \"refers\":"  \
    " [\"alliance\"], \"many\": true},\n"                                                \
    "   {\"name\": \"capacity\", \"of\": [\"school\"], \"type\": \"category\","          \
    " \"levels\": [\"none\", \"some\", \"ample\"], \"ordered\": true}]},\n"              \
    " \"sources\": [{\"id\": \"seed\", \"type\": \"document\", \"title\": \"A paper\","  \
    " \"url\": \"https://example.org\", \"date\": \"2014-08\", \"accessed\":"            \
    " \"2015-01-31\", \"place\": \"Borough\", \"access\": \"public\"},\n"                \
    "  {\"id\": \"int-07\", \"type\": \"interview\", \"speaker\": \"head\", \"date\":"   \
    " \"2014-03\", \"access\": \"restricted\", \"consent\": \"quote_agreed\"}],\n"

#define DOCUMENT_NODES                                                                   \
    " \"nodes\": [{\"id\": \"la-m\", \"type\": \"local_authority\", \"name\": \"Borough" \
    "\", \"pseudonymous\": true}, {\"id\": \"t1\", \"type\": \"trust\"},\n"              \
    "  {\"id\": \"tsa-1\", \"type\": \"alliance\"}, {\"id\": \"fund\", \"type\":"        \
    " \"philanthropy\", \"tier\": \"regional\"},\n"                                      \
    "  {\"id\": \"s1\", \"type\": \"school\", \"name\": \"First \\u00e9\\\"\","          \
    " \"aliases\": [\"F\", \"The First\"], \"scope\": \"instance\", \"tier\":"           \
    " \"school\", \"ids\": {\"urn\": \"137001\"}, \"valid\": {\"from\":"                 \
    " \"2011-09-01\", \"to\": \"2020\", \"x_v\": 2}, \"pseudonymous\": false,\n"         \
    "   \"tags\": [\"visited\"], \"x_n\": \"kept\", \"properties\": {\"status\": [\n"    \
    "    {\"value\": \"maintained\", \"from\": \"2011-09-01\", \"evidence\":"            \
    " [{\"cites\": \"seed\"}]}, {\"value\": \"academy\", \"from\": \"2014-09\"}],\n"     \
    "    \"la\": \"la-m\", \"hub\": [\"tsa-1\"], \"capacity\": \"ample\", \"idaci\":"    \
    " 4, \"x_p\": {\"deep\": [1, 2]}}, \"evidence\": [{\"cites\": \"seed\"}],"           \
    " \"note\": \"as coded\"},\n"                                                        \
    "  {\"id\": \"s2\", \"type\": \"school\"}],\n"

#define DOCUMENT_TIES                                                                    \
    " \"edges\": [{\"id\": \"e1\", \"kind\": \"supports\", \"source\": \"s1\","          \
    " \"target\": \"s2\", \"key\": \"first\", \"matter\": \"standards\", \"modality\":"  \
    " \"practice\", \"valid\": {\"from\": \"2014-02\", \"to\": \"2015-02\"},\n"          \
    "   \"weight\": 12, \"length\": 0.5, \"strength\": 3, \"valence\": 2,"               \
    " \"condition\": \"half a day\", \"ended\": \"funding\", \"benefit\": \"s2\","       \
    " \"rule\": \"help\", \"properties\": {\"x_days\": 30}, \"evidence\": [{\"cites\":"  \
    " \"int-07\", \"locator\": \"00:31\", \"stance\": \"asserts\", \"confidence\": 0.9," \
    " \"said\": \"2014-03\", \"coder\": \"A\", \"note\": \"clear\", \"quote\":"          \
    " \"We were in.\"}], \"note\": \"as coded\"},\n"                                     \
    "  {\"kind\": \"monitors\", \"source\": \"la-m\", \"target\": \"s1\", \"weight\":"   \
    " 1, \"length\": 2}],\n"                                                             \
    " \"brokerages\": [{\"id\": \"b1\", \"kind\": \"brokers_support\", \"broker\":"      \
    " \"la-m\", \"for\": \"s2\", \"with\": \"s1\", \"matter\": \"standards\","           \
    " \"valid\": {\"from\": \"2014-02\"}, \"valence\": 1, \"trigger\": \"ofsted 3\","    \
    " \"nominated_by\": [\"tsa-1\"], \"approved_by\": [], \"own_service\": false,"       \
    " \"outcome\": \"running\", \"result\": \"e1\", \"evidence\": [{\"cites\":"          \
    " \"seed\"}]}],\n"                                                                   \
    " \"absences\": [{\"id\": \"a1\", \"class\": \"partnership\", \"kind\":"             \
    " \"collaborates\", \"what\": \"contact\", \"source\": \"t1\", \"target\":"          \
    " \"la-m\", \"evidence\": [{\"cites\": \"seed\", \"stance\": \"denies\"}]}],\n"      \
    " \"rules\": [{\"id\": \"help\", \"kind\": \"monitors\", \"statement\": \"Help.\","  \
    " \"valid\": {\"from\": \"2010\"}, \"source\": {\"type\": \"local_authority\"},"     \
    " \"target\": {\"type\": \"school\", \"where\": \"status = 'maintained'\"},"         \
    " \"link\": \"target.la = source.id\"}]}\n"

/* The parts are apart as C compilers need not take longer texts; see whole_document(). */
static inline char *whole_document(void)
{
    static const char *const parts[] = {DOCUMENT_HEAD, DOCUMENT_NODES, DOCUMENT_TIES};
    collected to = {NULL, 0, 0};
    for (size_t i = 0; i < 3; i++)
        if (collect(&to, parts[i], strlen(parts[i])))
            return NULL;
    return to.bytes;
}

/* Says more of the same records, and brings others. */
static const char second_document[] =
    "{\"polity\": \"1.0\", \"default_at\": \"2014-11-01\", \"x_doc\": [1, {\"a\": "
    "null}],\n"
    " \"sources\": [{\"id\": \"law\", \"type\": \"law\", \"title\": \"An act\"}],\n"
    " \"nodes\": [{\"id\": \"s1\", \"type\": \"school\", \"note\":"
    " \"as coded\", \"ids\": {\"laestab\": \"3304001\"}, \"x_more\": true,\n"
    "   \"properties\": {\"ofsted\": [{\"value\": 3, \"from\": \"2013-05-01\"}], "
    "\"status\":"
    " [{\"value\": \"academy\", \"from\": \"2014-09\"}]}},\n"
    "  {\"id\": \"s3\", \"type\": \"school\"}, {\"id\": \"dfe\", \"type\": "
    "\"department\"}],\n"
    " \"edges\": [{\"kind\": \"monitors\", \"source\": \"la-m\", \"target\": \"s1\","
    " \"note\": \"again\", \"evidence\": [{\"cites\": \"law\", \"confidence\": 0.5}]},\n"
    "  {\"id\": \"e9\", \"kind\": \"collaborates\", \"source\": \"s3\", \"target\": "
    "\"s2\","
    " \"weight\": 2, \"length\": 1},\n"
    "  {\"id\": \"e8\", \"kind\": \"supports\", \"source\": \"s3\", \"target\": \"s1\","
    " \"weight\": 2, \"length\": 1}]}\n";

/* Many sorts of faults. */
static const char faulty_document[] =
    "{\"polity\": \"1.0\", \"nodess\": [],\n"
    " \"nodes\": [{\"id\": \"a\", \"type\": \"shcool\"}, {\"id\": \"\", \"type\": 3},\n"
    "  {\"id\": \"b\", \"type\": \"school\", \"valid\": {\"from\": \"2014-13\"}, "
    "\"nmae\": 1},\n"
    "  {\"id\": \"c\", \"type\": \"school\", \"type\": \"trust\"}, [1], {\"id\": \"d\" "
    "4},\n"
    "  {\"id\": \"s1\", \"type\": \"trust\", \"properties\": {\"ofsted\": \"x\", "
    "\"sttus\": 1}}],\n"
    " \"edges\": [{\"kind\": \"montors\", \"source\": \"a\", \"target\": \"zz\"},\n"
    "  {\"id\": \"e\", \"kind\": \"monitors\", \"source\": \"s1\", \"target\": \"zz\","
    " \"strength\": 9, \"confidence\": 1, \"evidence\": [{\"cites\": \"nn\"}]},\n"
    "  {\"kind\": \"brokers_support\", \"source\": \"b\", \"target\": \"b\"}],\n"
    " \"brokerages\": [{\"id\": \"q\", \"kind\": \"brokers_support\"}]}\n";

/* The same sorts of record as JSON Lines. */
static const char lines_document[] =
    "{\"polity\": \"1.0\", \"title\": \"Lines\"}\n"
    "{\"source\": {\"id\": \"l\", \"type\": \"document\"}}\n"
    "{\"node\": {\"id\": \"n1\", \"type\": \"school\", \"properties\": {\"x_a\": 1}}}\n"
    "{\"edge\": {\"kind\": \"supports\", \"source\": \"n1\", \"target\": \"n2\"}}\n"
    "{\"node\": {\"id\": \"n2\", \"type\": \"school\"}}\n";

#endif
