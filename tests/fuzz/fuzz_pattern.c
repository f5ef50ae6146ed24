/* Any text as a pattern: it is refused with a place in it, or matched, the same each
 * time; what it matches is written and reads back. The same bytes as a file of claims or
 * patterns: it is read and run, or refused with its place. */
#include <stdint.h>

#include "../support/fixture.h"

/* Windows, derived ties, acts and absences with and without parties. */
static const char more[] =
    "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"i\", \"type\": \"inspectorate\"},"
    " {\"id\": \"s4\", \"type\": \"school\", \"valid\": {\"from\": \"2014-06\"},"
    " \"properties\": {\"la\": \"la-m\", \"status\": \"maintained\", \"phase\": "
    "\"primary\"}}],"
    " \"edges\": [{\"kind\": \"inspects\", \"source\": \"i\", \"target\": \"s4\"},"
    " {\"kind\": \"supports\", \"source\": \"i\", \"target\": \"s4\"},"
    " {\"kind\": \"supports\", \"source\": \"s4\", \"target\": \"s4\"},"
    " {\"kind\": \"part_of\", \"source\": \"s4\", \"target\": \"t1\"},"
    " {\"kind\": \"supports\", \"source\": \"s1\", \"target\": \"s2\", \"strength\": 1}],"
    " \"brokerages\": [{\"id\": \"b2\", \"kind\": \"brokers_support\", \"broker\": "
    "\"i\", \"for\": \"s4\", \"with\": \"la-m\"}],"
    " \"absences\": [{\"id\": \"a2\", \"what\": \"contact\", \"source\": \"s4\", "
    "\"target\": \"i\"}],"
    " \"rules\": [{\"id\": \"acts\", \"kind\": \"brokers_support\", \"broker\": "
    "{\"type\":"
    " \"local_authority\"}, \"for\": {\"type\": \"school\"}, \"link\": \"for.la = "
    "broker.id\"}]}";

static polity_dataset *data;
static polity_view *views[3];

static void begin(void)
{
    static const polity_option options[3][2] = {
        {{"class", "all"}, {"at", "2014-11-01"}},
        {{"class", "all"}, {"during", "2013..2016"}},
        {{"modality", "all"}, {"at", "2015"}}};
    char *whole;
    if (data)
        return;
    whole = whole_document();
    data = dataset_of(whole, second_document);
    free(whole);
    if (!data || read_document_text(data, more, NULL, NULL))
        abort();
    for (int i = 0; i < 3; i++)
        if (polity_view_build(&views[i], data, options[i], 2, NULL, NULL))
            abort();
}

/* Long searches are given up after some calls of the progress function. */
static int cancel(void *user, const char *what, double done)
{
    int *left = user;
    (void)what;
    (void)done;
    return --*left < 0;
}

static const polity_option options[] = {
    {"max-rows", "50"}, {"param", "x=1"}, {"param", "name=s1"}};
enum { OPTIONS = sizeof options / sizeof *options };

/* How a call may end. */
static void judge(polity_status status, const polity_error *err, const char *text)
{
    if (status != (polity_status)err->status)
        abort();
    switch (status) {
    case POLITY_OK:
    case POLITY_EUNFIT:
    case POLITY_ELIMIT:
    case POLITY_ECANCELLED: return;
    case POLITY_EQUERY:
        if (!*err->message || err->column < 1 || !*err->id)
            abort();
        return;
    default:
        fprintf(stderr, "%s: %s\n%s\n", polity_status_name((int)status), err->message,
                text);
        abort();
    }
}

static polity_status match(const polity_view *view, const char *text, char **shown)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *made = NULL;
    int left = 3;
    const polity_run run = {.size = sizeof run, .progress = cancel, .user = &left};
    polity_status status = polity_match(&made, view, text, options, OPTIONS, &run, &err);
    judge(status, &err, text);
    if (!status != (made != NULL))
        abort();
    *shown = status ? NULL : printed(made, "json");
    if (!status && !*shown)
        abort();
    polity_table_free(made);
    return status;
}

static void others(const polity_view *view, const char *text)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_graph *graph = NULL;
    int left = 3;
    polity_run run = {.size = sizeof run, .progress = cancel, .user = &left};
    judge(polity_match_explain(&table, view, text, options, OPTIONS, &err), &err, text);
    polity_table_free(table);
    err = (polity_error)POLITY_ERROR_INIT;
    judge(polity_graph_along(&graph, view, text, options, OPTIONS, &run, &err), &err,
          text);
    polity_graph_free(graph);
    for (int from = 0; from < 2; from++) {
        left = 3;
        err = (polity_error)POLITY_ERROR_INIT;
        table = NULL;
        judge(polity_reach_along(&table, view, text, from ? "s1" : NULL, options, OPTIONS,
                                 &run, &err),
              &err, text);
        polity_table_free(table);
    }
}

/* What was matched is a document that is good. */
static void network(const polity_view *view, const char *text)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *made = NULL, *again = NULL;
    int left = 3;
    const polity_run run = {.size = sizeof run, .progress = cancel, .user = &left};
    polity_status status =
        polity_match_network(&made, view, text, options, OPTIONS, &run, &err);
    char *once, *twice;
    judge(status, &err, text);
    if (status)
        return;
    once = written(made, "json");
    again = once ? dataset_of(once, NULL) : NULL;
    twice = again ? written(again, "json") : NULL;
    if (!twice || strcmp(once, twice) != 0)
        abort();
    free(once);
    free(twice);
    polity_dataset_free(made);
    polity_dataset_free(again);
}

static void claims(const uint8_t *bytes, size_t n)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_claims *read = NULL;
    polity_table *made = NULL;
    int left = 20;
    const polity_run run = {.size = sizeof run, .progress = cancel, .user = &left};
    polity_status status = polity_claims_read_bytes(&read, "fuzz", bytes, n, &err);
    if (status != (polity_status)err.status || (!status && !read) || (status && read))
        abort();
    if (status && !*err.message)
        abort();
    for (size_t i = 0; i < polity_claims_count(read); i++)
        if (!polity_claims_at(read, i)->id || !polity_claims_at(read, i)->statement)
            abort();
    if (!status)
        status = polity_claims_run(&made, NULL, read, data, NULL, 0, &run, &err);
    if (status == POLITY_ENOMEM || (!status && !made))
        abort();
    polity_table_free(made);
    polity_claims_free(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *text = malloc(n + 1);
    const polity_view *view;
    begin();
    if (!text)
        return 0;
    memcpy(text, bytes ? (const void *)bytes : "", n);
    text[n] = '\0';
    view = views[n % 3];
    claims(bytes, n);
    if (*text != '{') {
        char *once, *twice;
        polity_status first = match(view, text, &once);
        if (match(view, text, &twice) != first || (once && strcmp(once, twice) != 0))
            abort();
        free(once);
        free(twice);
        others(view, text);
        if (!first)
            network(view, text);
    }
    free(text);
    return 0;
}
