/* Every allocation of every call made to fail in turn, once and from then on.
 *
 * A call must then report POLITY_ENOMEM, or do without; give no object if it failed;
 * leave no block behind; and leave a data set as it was. Each case is a row: what it
 * needs is prepared and dropped with a heap that works, the call alone meets failures. */
#include "chaos.h"

static struct {
    long calls, failures, survived;
    int wrong;
} count;

static void complain(const scene *s, long nth, int stays, const char *what,
                     const polity_error *err)
{
    count.wrong++;
    if (count.wrong > 40)
        return;
    printf("%s %.12s %d: allocation %ld%s: %s", s->name, s->word ? s->word : "",
           s->variant, nth, stays ? " and on" : "", what);
    if (err && err->status)
        printf(" (%s %s: %s)", polity_status_name(err->status), err->id, err->message);
    printf("\n");
}

static void drop_scene(scene *s, const chaos_case *of)
{
    if (of->drop)
        of->drop(s->out);
    polity_table_free(s->problems);
    polity_table_free(s->table);
    polity_graph_free(s->graph);
    polity_view_free(s->view);
    polity_dataset_free(s->set);
    polity_dataset_free(s->other);
    free(s->before);
    s->out = s->problems = s->table = NULL;
    s->graph = NULL;
    s->view = NULL;
    s->set = s->other = NULL;
    s->before = NULL;
    s->option_count = 0;
}

static int is_unchanged(const scene *s)
{
    char *after = written(s->set, "json");
    int same = after && !strcmp(after, s->before);
    free(after);
    return same;
}

/* What must hold after a call. */
static void judge(const scene *s, long nth, int stays, long failed, polity_status status,
                  const polity_error *err)
{
    if (status == POLITY_ENOMEM && !failed)
        complain(s, nth, stays, "ENOMEM without a failure", err);
    if (err->status != (int32_t)status)
        complain(s, nth, stays, "the error has another status", err);
    if (status && s->out)
        complain(s, nth, stays, "failed, and gave an object", err);
    if (status && s->before && !is_unchanged(s))
        complain(s, nth, stays, "failed, and changed the data set", err);
}

/* One try; `nth` 0 = without failures. Gives their number. */
static long attempt(const chaos_case *of, scene *s, long nth, int stays,
                    polity_status *status)
{
    polity_error err = POLITY_ERROR_INIT;
    long failed;
    if (!of->prepare(s)) {
        complain(s, nth, stays, "the scene could not be made", NULL);
        drop_scene(s, of);
        *status = POLITY_EARG;
        return 0;
    }
    if (nth)
        heap_fail(nth, stays);
    *status = of->call(s, &err);
    failed = heap_calm();
    count.calls++;
    count.failures += failed > 0;
    judge(s, nth, stays, failed, *status, &err);
    drop_scene(s, of);
    return failed;
}

void try_all(const chaos_case *of, const char *word, int variant)
{
    scene s;
    polity_status usual, status;
    memset(&s, 0, sizeof s);
    s.name = of->name;
    s.word = word;
    s.variant = variant;
    attempt(of, &s, 0, 0, &usual); /* also takes what is allocated once and for all */
    if (usual && !of->may_refuse)
        complain(&s, 0, 0, "does not work at all", NULL);
    for (int stays = 0; stays < 2; stays++) {
        long failed = 1;
        for (long nth = 1; failed; nth++) {
            long live = heap_live();
            failed = attempt(of, &s, nth, stays, &status);
            if (status != usual && status != POLITY_ENOMEM)
                complain(&s, nth, stays, polity_status_text((int)status), NULL);
            count.survived += failed && status == usual;
            if (heap_live() != live)
                complain(&s, nth, stays, "blocks are left", NULL);
        }
    }
}

void chaos_broken(const char *what)
{
    count.wrong++;
    printf("%s\n", what);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    try_datasets();
    try_generators();
    try_imports();
    try_edits();
    try_rules();
    try_lists();
    try_graphs();
    try_tables();
    try_measures();
    try_patterns();
    try_claims();
    printf(
        "%ld calls, %ld of them met a failure, %ld did without; %ld allocations spared; "
        "%d faults\n",
        count.calls, count.failures, count.survived, heap_spared(), count.wrong);
    return count.wrong != 0;
}
