/* Synthetic data sets: what must hold of them whatever the seed. */
#include "../support/fixture.h"
#include "../support/suite.h"
#include "model/dataset.h"
#include "model/history.h"

static polity_dataset *made; /* of the test at hand */

static void drop(void)
{
    polity_dataset_free(made);
    made = NULL;
}

static void nothing(void) {}

static polity_status make(const char *what, uint64_t seed, const char *scale,
                          polity_error *err)
{
    const polity_option options[] = {{"scale", scale}};
    polity_run run = POLITY_RUN_INIT;
    run.seed = seed;
    drop();
    if (polity_dataset_new(&made, err))
        return POLITY_ENOMEM;
    return polity_generate(made, what, options, scale ? 1 : 0, &run, err);
}

static void must_make(const char *what, uint64_t seed, const char *scale)
{
    polity_error err = POLITY_ERROR_INIT;
    MUST(!make(what, seed, scale, &err), "%s, seed %d: %s", what, (int)seed, err.message);
}

static uint16_t type_named(const char *name)
{
    return vocabulary_type(&made->vocabulary, name, strlen(name));
}

static int is(size_t at, const char *type)
{
    return vocabulary_is_a(&made->vocabulary, dataset_node(made, at)->type,
                           type_named(type));
}

static const property *property_of(size_t at, const char *name)
{
    return properties_find(dataset_node(made, at)->properties,
                           vocabulary_property(&made->vocabulary, name, strlen(name)));
}

static int has_level(size_t at, const char *name, const char *level)
{
    const property *p = property_of(at, name);
    return p && p->as.single.as.integer ==
                    property_level(&made->vocabulary.properties[p->kind], level,
                                   strlen(level));
}

static int32_t day(const char *text)
{
    int32_t found = 0;
    date_read(text, strlen(text), &found);
    return found;
}

static int lives(const interval *life, int32_t on)
{
    return (!life->from_form || life->from <= on) && (!life->to_form || on < life->to);
}

static size_t count(const char *type, const char *on)
{
    size_t n = 0;
    for (size_t i = 0; i < dataset_count(made, RECORD_NODE); i++)
        n += is(i, type) && (!on || lives(&dataset_node(made, i)->valid, day(on)));
    return n;
}

static size_t count_class(int class)
{
    size_t n = 0;
    for (size_t i = 0; i < dataset_count(made, RECORD_EDGE); i++)
        n += made->vocabulary.kinds[dataset_edge(made, i)->kind].class == class;
    return n;
}

static void between(size_t n, size_t least, size_t most, const char *what)
{
    MUST(n >= least && n <= most, "%zu %s, not %zu to %zu", n, what, least, most);
}

/* --- of a data set --- */

static void check_bounds(const edge *e, const interval *life)
{
    const char *id = dataset_text(made, e->id);
    MUST(!life->from_form || (e->valid.from_form && e->valid.from >= life->from),
         "%s begins before an end does", id);
    MUST(!life->to_form || (e->valid.to_form && e->valid.to <= life->to),
         "%s ends after an end does", id);
}

/* Ends are there, and live for as long as the tie, but for ties of descent. */
static void check_ends(int dated)
{
    for (size_t i = 0; i < dataset_count(made, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(made, i);
        int64_t source = dataset_node_at(made, e->source);
        int64_t target = dataset_node_at(made, e->target);
        MUST(source >= 0 && target >= 0 && source != target, "edge %zu has no ends", i);
        if (!dated || made->vocabulary.kinds[e->kind].lineage)
            continue;
        check_bounds(e, &dataset_node(made, (size_t)source)->valid);
        check_bounds(e, &dataset_node(made, (size_t)target)->valid);
    }
}

static void check_names(void)
{
    size_t known = 0;
    for (size_t i = 0; i < dataset_count(made, RECORD_NODE); i++) {
        const node *n = dataset_node(made, i);
        const char *id = dataset_text(made, n->id);
        if (strncmp(id, "syn-", 4) != 0) {
            known++;
            MUST(!n->name && !n->properties.count, "%s says something", id);
            continue;
        }
        MUST(!strncmp(dataset_text(made, n->name), "Synthetic ", 10), "%s", id);
        MUST(n->tags.count == 1 && !n->ids.count, "%s has no tag, or an id", id);
    }
    ck_assert_uint_le(known, 10);
    ck_assert_ptr_nonnull(strstr(dataset_text(made, made->about.title), "synthetic"));
}

/* No property has two values on one day: no school is in two trusts. */
static void check_histories(void)
{
    size_t one, other;
    for (size_t i = 0; i < dataset_count(made, RECORD_NODE); i++) {
        properties all = dataset_node(made, i)->properties;
        for (uint32_t k = 0; k < all.count; k++)
            MUST(all.rows[k].form != PROPERTY_HISTORY ||
                     !history_overlap(&all.rows[k], &made->vocabulary, &one, &other),
                 "%s overlaps in property %u",
                 dataset_text(made, dataset_node(made, i)->id), (unsigned)k);
    }
}

/* An academy is in a trust from its first day, and the trust is there by then; no other
 * school is in one. */
static void check_trusts(void)
{
    for (size_t i = 0; i < dataset_count(made, RECORD_NODE); i++) {
        const property *p = is(i, "school") ? property_of(i, "trust") : NULL;
        const node *n = dataset_node(made, i);
        if (!is(i, "school"))
            continue;
        MUST((p == NULL) == has_level(i, "status", "maintained"), "%s",
             dataset_text(made, n->id));
        for (uint32_t k = 0; p && k < p->count; k++) {
            const history_item *item = &p->as.history[k];
            int64_t trust = dataset_node_at(made, item->value.as.text);
            MUST(trust >= 0 && is((size_t)trust, "trust"), "no trust");
            MUST(lives(&dataset_node(made, (size_t)trust)->valid, item->valid.from),
                 "%s joins a trust that is not there", dataset_text(made, n->id));
            MUST(k || item->valid.from == n->valid.from, "%s has no trust at first",
                 dataset_text(made, n->id));
        }
    }
}

/* A conversion: the old school's last day is the new one's first, and each has one. */
static void check_conversions(void)
{
    size_t conversions = 0, academies = 0;
    for (size_t i = 0; i < dataset_count(made, RECORD_NODE); i++)
        academies += is(i, "school") && has_level(i, "status", "academy");
    for (size_t i = 0; i < dataset_count(made, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(made, i);
        const node *before, *after;
        if (!made->vocabulary.kinds[e->kind].lineage)
            continue;
        before = dataset_node(made, (size_t)dataset_node_at(made, e->source));
        after = dataset_node(made, (size_t)dataset_node_at(made, e->target));
        MUST(before->valid.to == after->valid.from, "%s", dataset_text(made, before->id));
        conversions++;
    }
    ck_assert_uint_eq(conversions, academies);
}

static void check_evidence(void)
{
    for (size_t i = 0; i < dataset_count(made, RECORD_EDGE); i++)
        MUST(dataset_edge(made, i)->evidence.count, "edge %zu has no evidence", i);
    for (size_t i = 0; i < dataset_count(made, RECORD_BROKERAGE); i++)
        MUST(dataset_brokerage(made, i)->evidence.count, "act %zu has none", i);
    ck_assert_uint_eq(dataset_count(made, RECORD_SOURCE), 1);
}

/* The checker finds nothing, not even to warn of. */
static void check_clean(void)
{
    polity_table *problems = NULL;
    polity_error err = POLITY_ERROR_INIT;
    char *text;
    ck_assert_int_eq(polity_dataset_check(made, &problems, &err), POLITY_OK);
    text = printed(problems, "csv");
    MUST(!polity_table_rows(problems), "%s", text ? text : "");
    free(text);
    polity_table_free(problems);
}

/* What is written reads back as the same. */
static void check_round_trip(const char *format)
{
    char *once = written(made, format), *twice = NULL;
    polity_dataset *back = once ? dataset_of(once, NULL) : NULL;
    twice = back ? written(back, format) : NULL;
    MUST(once && twice && !strcmp(once, twice), "%s does not read back", format);
    free(once);
    free(twice);
    polity_dataset_free(back);
}

/* --- tests --- */

START_TEST(region)
{
    for (uint64_t seed = 0; seed < 12; seed++) {
        must_make("region", seed, NULL);
        between(count("school", "2011-01-01"), 285, 310, "schools of 2011");
        between(count("school", "2015-01-01"), 285, 310, "schools of 2015");
        between(count("school", NULL), 340, 460, "schools");
        between(count("trust", NULL), 20, 25, "trusts");
        between(count("alliance", NULL), 6, 6, "alliances");
        between(count("cluster", NULL), 15, 25, "clusters");
        between(count("system_leader", NULL), 24, 24, "leaders");
        between(count("local_authority", NULL), 3, 3, "authorities");
        between(dataset_count(made, RECORD_EDGE), 800, 1300, "ties");
        between(dataset_count(made, RECORD_BROKERAGE), 70, 140, "acts");
        between(dataset_count(made, RECORD_ABSENCE), 7, 12, "absences");
        check_ends(1);
        check_names();
        check_histories();
        check_trusts();
        check_conversions();
        check_evidence();
        check_clean();
    }
    check_round_trip("json");
    check_round_trip("jsonl");
}
END_TEST

START_TEST(seeds)
{
    static const char *const whats[] = {"region", "england"};
    for (int i = 0; i < 2; i++) {
        const char *scale = i ? "0.02" : NULL;
        char *one, *same, *other;
        must_make(whats[i], 7, scale);
        one = written(made, "json");
        must_make(whats[i], 7, scale);
        same = written(made, "json");
        must_make(whats[i], 8, scale);
        other = written(made, "json");
        ck_assert_str_eq(one, same);
        ck_assert_str_ne(one, other);
        free(one);
        free(same);
        free(other);
    }
}
END_TEST

START_TEST(england)
{
    must_make("england", 1, NULL);
    between(dataset_count(made, RECORD_NODE), 49500, 51000, "nodes");
    between(dataset_count(made, RECORD_EDGE), 322000, 338000, "ties");
    between(count_class(CLASS_STEERING), 135000, 141000, "ties of steering");
    between(count("local_authority", NULL), 152, 152, "authorities");
    between(count("trust", NULL), 2800, 4000, "trusts");
    check_ends(0);
    check_names();
    check_clean();
}
END_TEST

/* Every academy has one trust that governs it, and every trust an academy. */
static void check_governed(void)
{
    uint16_t governs = vocabulary_kind(&made->vocabulary, "governs", 7);
    size_t n = dataset_count(made, RECORD_NODE);
    uint8_t *ties = calloc(n, 1);
    ck_assert_ptr_nonnull(ties);
    for (size_t i = 0; i < dataset_count(made, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(made, i);
        if (e->kind != governs)
            continue;
        ties[dataset_node_at(made, e->source)] = 1;
        ties[dataset_node_at(made, e->target)]++;
    }
    for (size_t i = 0; i < n; i++)
        MUST(ties[i] == (is(i, "trust") ||
                         (is(i, "school") && has_level(i, "status", "academy"))),
             "%s: %d", dataset_text(made, dataset_node(made, i)->id), ties[i]);
    free(ties);
}

START_TEST(scales)
{
    static const char *const scales[] = {"0.01", "0.02", "0.1", "0.375"};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        double times = atof(scales[i]);
        must_make("england", i, scales[i]);
        between(count("school", NULL), (size_t)(times * 44000), (size_t)(times * 46000),
                scales[i]);
        check_ends(0);
        check_governed();
        check_clean();
        if (times < 0.1)
            check_round_trip("jsonl");
    }
}
END_TEST

static int stop(void *user, const char *what, double done)
{
    (void)user;
    (void)what;
    (void)done;
    return 1;
}

START_TEST(refusals)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_run run = POLITY_RUN_INIT;
    polity_view *view = NULL;
    char *before, *after;
    ck_assert_int_eq(make("regoin", 0, NULL, &err), POLITY_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, "region"));
    ck_assert_int_eq(make(NULL, 0, NULL, &err), POLITY_EARG);
    ck_assert_int_eq(make("region", 0, "2", &err), POLITY_EARG);
    ck_assert_int_eq(make("england", 0, "0", &err), POLITY_EARG);
    ck_assert_int_eq(make("england", 0, "lots", &err), POLITY_EARG);
    run.progress = stop;
    ck_assert_int_eq(polity_generate(made, "england", NULL, 0, &run, &err),
                     POLITY_ECANCELLED);
    run.progress = NULL;
    run.max_bytes = 1000000;
    ck_assert_int_eq(polity_generate(made, "england", NULL, 0, &run, &err),
                     POLITY_ELIMIT);
    ck_assert_uint_eq(dataset_count(made, RECORD_NODE), 0);
    ck_assert_int_eq(polity_generate(NULL, "region", NULL, 0, NULL, &err), POLITY_EARG);
    must_make("region", 0, NULL);
    before = written(made, "json");
    ck_assert_int_eq(polity_generate(made, "region", NULL, 0, NULL, &err), POLITY_EARG);
    after = written(made, "json");
    ck_assert_str_eq(before, after);
    ck_assert_int_eq(polity_view_build(&view, made, NULL, 0, NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_generate(made, "region", NULL, 0, NULL, &err), POLITY_EARG);
    ck_assert_str_eq(err.id, "sealed");
    polity_view_free(view);
    free(before);
    free(after);
}
END_TEST

int main(void)
{
    return RUN_SUITE("generate", nothing, drop, region, seeds, england, scales, refusals);
}
