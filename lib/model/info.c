/* What a data set holds, in counts. */
#include "base/alloc.h"
#include "model/dataset.h"
#include "table/table.h"

typedef struct tallies {
    const polity_dataset *of;
    polity_table *table;
    int fine;
} tallies;

static void add(tallies *t, const char *what, const char *of, size_t count)
{
    ptrdiff_t row = t->fine ? table_add_row(t->table) : -1;
    t->fine = row >= 0 && table_set_text(t->table, (size_t)row, 0, what) &&
              table_set_text(t->table, (size_t)row, 1, of);
    if (t->fine)
        table_ints(t->table, 2)[row] = (int64_t)count;
}

/* A tally by small numbers, whose names `name` gives; empty ones are left out. */
static void add_all(tallies *t, const char *what, const size_t *counts, size_t n,
                    const char *(*name)(const tallies *t, size_t i))
{
    for (size_t i = 0; i < n; i++)
        if (counts[i])
            add(t, what, name(t, i), counts[i]);
}

static const char *type_name(const tallies *t, size_t i)
{
    return t->of->vocabulary.types[i].name;
}

static const char *kind_name(const tallies *t, size_t i)
{
    return t->of->vocabulary.kinds[i].name;
}

static const char *class_name(const tallies *t, size_t i)
{
    (void)t;
    return word_text(WORDS_CLASS, (uint8_t)i);
}

static const char *modality_name(const tallies *t, size_t i)
{
    (void)t;
    return i ? word_text(WORDS_MODALITY, (uint8_t)i) : "not stated (counts as practice)";
}

static const char *scope_name(const tallies *t, size_t i)
{
    (void)t;
    return i ? word_text(WORDS_SCOPE, (uint8_t)i) : "not stated (counts as instance)";
}

static void nodes(tallies *t)
{
    size_t n = dataset_count(t->of, RECORD_NODE), scopes[SCOPE_TYPE + 1] = {0};
    size_t *types = memory_zeroed(t->of->vocabulary.type_count, sizeof *types);
    t->fine = t->fine && types;
    for (size_t i = 0; i < n && types; i++) {
        types[dataset_node(t->of, i)->type]++;
        scopes[dataset_node(t->of, i)->scope]++;
    }
    add(t, "nodes", "", n);
    if (types)
        add_all(t, "nodes by type", types, t->of->vocabulary.type_count, type_name);
    add_all(t, "nodes by scope", scopes, SCOPE_TYPE + 1, scope_name);
    memory_free(types);
}

/* Ties by class, by modality, by both, by kind. */
static void ties(tallies *t)
{
    const char *const both[] = {"", "steering by modality", "partnership by modality", "",
                                "context by modality"};
    size_t n = dataset_count(t->of, RECORD_EDGE), modalities[MODALITY_VIEW + 1] = {0};
    size_t classes[CLASS_END] = {0}, cross[CLASS_END][MODALITY_VIEW + 1] = {{0}};
    size_t *kinds = memory_zeroed(t->of->vocabulary.kind_count, sizeof *kinds);
    t->fine = t->fine && kinds;
    for (size_t i = 0; i < n && kinds; i++) {
        const edge *e = dataset_edge(t->of, i);
        uint8_t class = t->of->vocabulary.kinds[e->kind].class;
        kinds[e->kind]++;
        classes[class]++;
        modalities[e->modality]++;
        cross[class][e->modality]++;
    }
    add(t, "ties", "", n);
    add_all(t, "ties by class", classes, CLASS_END, class_name);
    add_all(t, "ties by modality", modalities, MODALITY_VIEW + 1, modality_name);
    for (int class = CLASS_STEERING; class < CLASS_END; class ++)
        add_all(t, both[class], cross[class], MODALITY_VIEW + 1, modality_name);
    if (kinds)
        add_all(t, "ties by kind", kinds, t->of->vocabulary.kind_count, kind_name);
    memory_free(kinds);
}

static size_t evidence_rows(const polity_dataset *of)
{
    size_t count = 0;
    for (size_t i = 0; i < dataset_count(of, RECORD_NODE); i++)
        count += dataset_node(of, i)->evidence.count;
    for (size_t i = 0; i < dataset_count(of, RECORD_EDGE); i++)
        count += dataset_edge(of, i)->evidence.count;
    for (size_t i = 0; i < dataset_count(of, RECORD_BROKERAGE); i++)
        count += dataset_brokerage(of, i)->evidence.count;
    for (size_t i = 0; i < dataset_count(of, RECORD_ABSENCE); i++)
        count += dataset_absence(of, i)->evidence.count;
    for (size_t i = 0; i < dataset_count(of, RECORD_RULE); i++)
        count += dataset_rule(of, i)->evidence.count;
    return count;
}

static void rest(tallies *t)
{
    size_t derive_ties = 0, derive_acts = 0, check = 0,
           n = dataset_count(t->of, RECORD_RULE);
    for (size_t i = 0; i < n; i++) {
        derive_ties += dataset_rule(t->of, i)->ends[RULE_SOURCE].stated;
        derive_acts += dataset_rule(t->of, i)->ends[RULE_BROKER].stated;
        check += dataset_rule(t->of, i)->check.stated;
    }
    add(t, "brokerages", "", dataset_count(t->of, RECORD_BROKERAGE));
    add(t, "absences", "", dataset_count(t->of, RECORD_ABSENCE));
    add(t, "rules", "", n);
    add(t, "rules", "derive ties", derive_ties);
    add(t, "rules", "derive brokerages", derive_acts);
    if (check)
        add(t, "rules", "check", check);
    add(t, "rules", "only state", n - derive_ties - derive_acts - check);
    add(t, "sources", "", dataset_count(t->of, RECORD_SOURCE));
    add(t, "pieces of evidence", "", evidence_rows(t->of));
}

static void facts(tallies *t)
{
    const about *of = &t->of->about;
    const input *files = t->of->files.items;
    char date[DATE_SIZE];
    if (of->title && t->fine)
        t->fine = table_fact(t->table, "title", "%s", dataset_text(t->of, of->title));
    if (of->licence && t->fine)
        t->fine = table_fact(t->table, "licence", "%s", dataset_text(t->of, of->licence));
    for (uint32_t i = 0; i < of->default_count && t->fine; i++) {
        date_write(date, of->default_at[i].day, (date_form)of->default_at[i].form);
        t->fine =
            table_fact(t->table, i ? "default_at, another" : "default_at", "%s", date);
    }
    for (size_t i = 0; i < t->of->files.count && t->fine; i++)
        t->fine = table_fact(t->table, files[i].name, "sha256:%s", files[i].digest);
}

polity_status polity_dataset_info(polity_table **out, const polity_dataset *of,
                                  polity_error *err)
{
    tallies t = {of, NULL, 1};
    if (!out || !of)
        return error_set(err, POLITY_EARG, "argument",
                         "a data set and a place for the table are needed");
    *out = NULL;
    t.table = table_new(0, NULL);
    t.fine = t.table &&
             table_add(t.table, "what", "", "what is counted", POLITY_TEXT) >= 0 &&
             table_add(t.table, "of", "", "which of them", POLITY_TEXT) >= 0 &&
             table_add(t.table, "count", "", "how many", POLITY_INT) >= 0;
    if (t.fine) {
        nodes(&t);
        ties(&t);
        rest(&t);
        facts(&t);
    }
    if (!t.fine) {
        polity_table_free(t.table);
        return error_memory(err);
    }
    *out = t.table;
    return POLITY_OK;
}
