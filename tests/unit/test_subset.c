/* A data set of some records of another: it holds what they name, reads back without a
 * fault, and leaves the other as it was. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "base/random.h"
#include "model/subset.h"

/* A school that a rule derives a tie to. */
static const char maintained[] =
    "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"s4\", \"type\": \"school\","
    " \"properties\": {\"la\": \"la-m\", \"status\": \"maintained\"}}], \"rules\": ["
    " {\"id\": \"watch\", \"kind\": \"oversees\", \"statement\": \"It watches.\","
    " \"source\": {\"type\": \"local_authority\"}, \"target\": {\"type\": \"school\","
    " \"where\": \"status = 'maintained'\"}, \"link\": \"target.la = source.id\"}]}";

static polity_dataset *whole;

static void set_up(void)
{
    char *text = whole_document();
    whole = dataset_of(text, second_document);
    ck_assert_ptr_nonnull(whole);
    ck_assert(!read_document_text(whole, maintained, NULL, NULL));
    free(text);
}

static void tear_down(void) { polity_dataset_free(whole); }

/* What was written of a data set, read again and written again. */
static char *read_back(const char *text)
{
    polity_dataset *again = dataset_of(text, NULL);
    polity_table *problems = NULL;
    char *twice;
    MUST(again, "it does not read:\n%s", text);
    MUST(!polity_dataset_check(again, &problems, NULL), "it is faulty:\n%s", text);
    MUST(!polity_table_rows(problems), "%s\n%s", printed(problems, "table"), text);
    twice = written(again, "json");
    polity_table_free(problems);
    polity_dataset_free(again);
    return twice;
}

static void check_subset(const polity_dataset *of)
{
    char *once = written(of, "json"), *twice;
    MUST(once, "it cannot be written");
    twice = read_back(once);
    MUST(twice && !strcmp(once, twice), "%s\nreads back as\n%s", once, twice);
    free(once);
    free(twice);
}

static polity_dataset *only(record_list list, size_t i)
{
    subset chosen;
    polity_dataset *made;
    ck_assert(subset_begin(&chosen, whole));
    chosen.keep[list][i] = 1;
    subset_close(&chosen);
    made = subset_make(&chosen);
    subset_free(&chosen);
    ck_assert_ptr_nonnull(made);
    return made;
}

START_TEST(each_record_brings_what_it_names)
{
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        for (size_t i = 0; i < dataset_count(whole, (record_list)list); i++) {
            polity_dataset *made = only((record_list)list, i);
            ck_assert_uint_ge(dataset_count(made, (record_list)list), 1);
            check_subset(made);
            polity_dataset_free(made);
        }
}
END_TEST

static size_t at(const char *id)
{
    return dataset_record(whole, dataset_find(whole, id, strlen(id))).index;
}

static int holds(const polity_dataset *of, const char *id)
{
    symbol s = dataset_find(of, id, strlen(id));
    return s && dataset_record(of, s).list != RECORD_NONE;
}

static void check_holds(record_list list, const char *id, const char *const names[],
                        size_t records)
{
    polity_dataset *made = only(list, at(id));
    size_t count = 0;
    for (size_t i = 0; names[i]; i++)
        MUST(holds(made, names[i]), "%s does not bring %s", id, names[i]);
    for (int k = RECORD_SOURCE; k < RECORD_LISTS; k++)
        count += dataset_count(made, (record_list)k);
    MUST(count == records, "%s brings %zu records, not %zu", id, count, records);
    polity_dataset_free(made);
}

/* Ends, parties, a result, references of properties, rules, sources: and no more. */
START_TEST(references_are_followed)
{
    check_holds(RECORD_NODE, "t1", (const char *const[]){"t1", NULL}, 1);
    check_holds(RECORD_NODE, "s1",
                (const char *const[]){"s1", "la-m", "tsa-1", "seed", NULL}, 4);
    check_holds(RECORD_EDGE, "e1",
                (const char *const[]){"e1", "s1", "s2", "help", "int-07", "seed", NULL},
                8);
    check_holds(
        RECORD_BROKERAGE, "b1",
        (const char *const[]){"b1", "la-m", "s2", "s1", "tsa-1", "e1", "seed", NULL}, 9);
    check_holds(RECORD_ABSENCE, "a1",
                (const char *const[]){"a1", "t1", "la-m", "seed", NULL}, 4);
}
END_TEST

START_TEST(any_selection_reads_back)
{
    random_state r;
    char *before = written(whole, "json"), *after;
    random_seed(&r, 7);
    for (int i = 0; i < 300; i++) {
        subset chosen;
        polity_dataset *made;
        ck_assert(subset_begin(&chosen, whole));
        for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
            for (size_t k = 0; k < dataset_count(whole, (record_list)list); k++)
                chosen.keep[list][k] = random_below(&r, 4) == 0;
        subset_close(&chosen);
        made = subset_make(&chosen);
        subset_free(&chosen);
        ck_assert_ptr_nonnull(made);
        check_subset(made);
        polity_dataset_free(made);
    }
    after = written(whole, "json");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}
END_TEST

/* It outlives the one that it was made of. */
START_TEST(it_stands_on_its_own)
{
    polity_dataset *made = only(RECORD_EDGE, at("e1"));
    polity_dataset_free(whole);
    whole = NULL;
    check_subset(made);
    polity_dataset_free(made);
}
END_TEST

/* --- the network of a pattern ------------------------------------------------------- */

static const struct {
    const char *pattern, *options[4]; /* of the view */
    size_t nodes, ties, acts, absences, rules;
} networks[] = {
    {"(t:trust)", {"at", "2014-11-01"}, 1, 0, 0, 0, 0},
    {"(x:school)-[:collaborates]-(y)", {"at", "2014-11-01"}, 2, 1, 0, 0, 0},
    /* a derived tie becomes a record, and its rule is there; s1 refers to tsa-1 */
    {"-[:oversees]->(:school {id: 's4'})", {"at", "2012-06-01"}, 2, 1, 0, 0, 1},
    {"-[:monitors]->(:school {id: 's1'})", {"at", "2012-06-01"}, 3, 1, 0, 0, 0},
    {"(b:brokerage)-[:for]->()", {"at", "2014-11-01"}, 4, 1, 1, 0, 1},
    {"(n:absence)", {"at", "2014-11-01"}, 2, 0, 0, 1, 0},
    {"(:commissioner)", {"at", "2014-11-01"}, 0, 0, 0, 0, 0}};

START_TEST(matches_become_a_network)
{
    for (size_t i = 0; i < sizeof networks / sizeof *networks; i++) {
        const polity_option options[] = {
            {"class", "all"}, {networks[i].options[0], networks[i].options[1]}};
        polity_error err = POLITY_ERROR_INIT;
        polity_view *view = NULL;
        polity_dataset *made = NULL;
        ck_assert(!polity_view_build(&view, whole, options, 2, NULL, NULL));
        MUST(!polity_match_network(&made, view, networks[i].pattern, NULL, 0, NULL, &err),
             "%s: %s", networks[i].pattern, err.message);
        MUST(dataset_count(made, RECORD_NODE) == networks[i].nodes &&
                 dataset_count(made, RECORD_EDGE) == networks[i].ties &&
                 dataset_count(made, RECORD_BROKERAGE) == networks[i].acts &&
                 dataset_count(made, RECORD_ABSENCE) == networks[i].absences &&
                 dataset_count(made, RECORD_RULE) == networks[i].rules,
             "%s gives\n%s", networks[i].pattern, written(made, "json"));
        check_subset(made);
        polity_dataset_free(made);
        polity_view_free(view);
    }
}
END_TEST

/* What a network of matches is asked again, it answers as the whole did. */
START_TEST(a_network_answers_as_the_whole)
{
    static const char pattern[] = "MATCH (a)-[e:steering]->(b) RETURN a, e, b";
    static const polity_option at_day = {"at", "2012-06-01"};
    char *said[2] = {NULL, NULL};
    polity_dataset *made = NULL;
    for (int i = 0; i < 2; i++) {
        polity_view *view = NULL;
        polity_table *rows = NULL;
        ck_assert(!polity_view_build(&view, made ? made : whole, &at_day, 1, NULL, NULL));
        ck_assert(!polity_match(&rows, view, pattern, NULL, 0, NULL, NULL));
        said[i] = printed(rows, "csv");
        polity_table_free(rows);
        if (!made)
            ck_assert(!polity_match_network(&made, view, pattern, NULL, 0, NULL, NULL));
        polity_view_free(view);
    }
    ck_assert_str_eq(said[0], said[1]);
    free(said[0]);
    free(said[1]);
    polity_dataset_free(made);
}
END_TEST

int main(void)
{
    return RUN_SUITE("subset", set_up, tear_down, each_record_brings_what_it_names,
                     references_are_followed, any_selection_reads_back,
                     it_stands_on_its_own, matches_become_a_network,
                     a_network_answers_as_the_whole);
}
