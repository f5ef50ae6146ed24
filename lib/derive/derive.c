/* The public calls about rules. */
#include <polity/rules.h>

#include <string.h>

#include "base/alloc.h"
#include "derive/outcome.h"
#include "derive/policy.h"
#include "derive/when.h"
#include "table/table.h"

/* --- checking
 * --------------------------------------------------------------------------- */

static const stretch always = {TIME_BEGINS, TIME_ENDS};

/* Whether any rule of policy is about ties or acts, which rules may derive. */
static int looks_at_derived(const rule_set *rules)
{
    for (size_t i = 0; i < rules->count; i++)
        if (rules->rules[i].makes == RULE_CHECKS && rules->rules[i].of != CHECK_NODES)
            return 1;
    return 0;
}

static polity_status check(const polity_dataset *dataset, problems *found,
                           const polity_run *run, polity_error *err)
{
    rule_set rules;
    expansion made = {0};
    uint8_t *asked = memory_zeroed(dataset_count(dataset, RECORD_RULE) + 1, 1);
    polity_status status = POLITY_OK;
    if (!asked)
        return error_memory(err);
    if (!rules_compile(&rules, dataset, found))
        status = error_memory(err);
    else if (looks_at_derived(&rules))
        memset(asked, 1, rules.count);
    if (!status)
        status = expand(&made, &rules, asked, always, run, err);
    if (!status)
        status = policy_check(&rules, &made, found, run, err);
    expansion_free(&made);
    rules_free(&rules);
    memory_free(asked);
    return status;
}

polity_status polity_rules_check(const polity_dataset *dataset, polity_table **table,
                                 const polity_run *run, polity_error *err)
{
    problems found = {0};
    polity_status status;
    if (table)
        *table = NULL;
    if (!dataset)
        return error_set(err, POLITY_EARG, "argument", "a data set is needed");
    status = polity_dataset_check(dataset, NULL, err);
    if (!status)
        status = check(dataset, &found, run, err);
    problems_sort(&found);
    if (!status && table)
        status = problems_table(&found, table, err);
    if (!status)
        status = problems_status(&found, err);
    problems_free(&found);
    return status;
}

/* --- expanding
 * -------------------------------------------------------------------------- */

typedef struct adding {
    polity_dataset *to;
    const expansion *made;
    const rule_set *rules;
    when when;
} adding;

/* A record of brokerage names whom it is with: acts of two parties stay with their rule.
 */
static int stays(const compiled_rule *rule)
{
    return rule->makes == RULE_ACTS && rule->parties < RULE_PARTIES;
}

/* Whether a derived tie or act holds in the time that was asked about. */
static int holds(const adding *a, const derived *row)
{
    interval own = stretch_interval(row->valid);
    const interval *all[RULE_PARTIES + 1] = {&own};
    size_t count = 1;
    if (!a->when.dated)
        return 1;
    for (size_t i = 0; i < RULE_PARTIES && row->party[i] >= 0; i++)
        all[count++] = &dataset_node(a->to, (size_t)row->party[i])->valid;
    return intervals_meet(all, count, a->when.from, a->when.to) == DURING_YES;
}

static int same_pair(const derived *a, const derived *b)
{
    return a->rule == b->rule && !memcmp(a->party, b->party, sizeof a->party);
}

/* The id of row `i`; a pair that has several stretches is told apart by their first days.
 */
static polity_status make_id(const adding *a, size_t i, symbol *id, polity_error *err)
{
    const derived *rows = a->made->rows;
    buffer name = {0};
    char day[DATE_SIZE];
    int several = (i && same_pair(&rows[i], &rows[i - 1])) ||
                  (i + 1 < a->made->count && same_pair(&rows[i], &rows[i + 1]));
    polity_status status = POLITY_OK;
    derived_id(a->to, &rows[i], &name);
    if (several && rows[i].valid.from > TIME_BEGINS) {
        date_write(day, rows[i].valid.from, DATE_DAY);
        buffer_print(&name, "@%s", day);
    }
    *id = name.failed ? 0 : dataset_symbol(a->to, name.bytes, name.length);
    if (!*id)
        status = error_memory(err);
    else if (dataset_record(a->to, *id).list != RECORD_NONE)
        status = error_set(err, POLITY_EDATA, "id-duplicate",
                           "the id \"%.160s\" of a derived tie is in use", name.bytes);
    buffer_free(&name);
    return status;
}

static polity_status add_row(const adding *a, size_t i, polity_error *err)
{
    const derived *row = &a->made->rows[i];
    record_list list =
        a->rules->rules[row->rule].makes == RULE_TIES ? RECORD_EDGE : RECORD_BROKERAGE;
    symbol id;
    polity_status status = make_id(a, i, &id, err);
    void *record = status ? NULL : dataset_append(a->to, list);
    size_t index = dataset_count(a->to, list) - 1;
    if (status)
        return status;
    if (!record)
        return error_memory(err);
    if (list == RECORD_EDGE) {
        edge made = derived_edge(a->to, row);
        made.id = id;
        made.place = (place){0, 0, 0, (uint32_t)index};
        *(edge *)record = made;
    } else {
        brokerage made = derived_act(a->to, row);
        made.id = id;
        made.place = (place){0, 0, 0, (uint32_t)index};
        *(brokerage *)record = made;
    }
    dataset_claim(a->to, id, list, index);
    return POLITY_OK;
}

/* Whether a row becomes a record. */
static int is_kept(const adding *a, const derived *row)
{
    return !stays(&a->rules->rules[row->rule]) && holds(a, row);
}

/* All rows, or none of them. */
static polity_status add_rows(const adding *a, polity_error *err)
{
    size_t texts = a->to->symbol_count, edges = dataset_count(a->to, RECORD_EDGE),
           acts = dataset_count(a->to, RECORD_BROKERAGE);
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < a->made->count && !status; i++)
        if (is_kept(a, &a->made->rows[i]))
            status = add_row(a, i, err);
    if (status) {
        a->to->lists[RECORD_EDGE].count = edges;
        a->to->lists[RECORD_BROKERAGE].count = acts;
        dataset_cut_symbols(a->to, texts);
    }
    return status;
}

/* What there is to say of a rule besides its numbers. */
static const char *note_of(const compiled_rule *rule, const rule_outcome *of)
{
    int acts = rule->makes == RULE_ACTS;
    if (of->expanded_in)
        return acts ? "its acts are in the data" : "its ties are in the data";
    return stays(rule) && of->made ? "without a third party they are not written" : "";
}

static int report_row(polity_table *table, const adding *a, size_t i, size_t kept)
{
    const polity_dataset *data = a->to;
    const rule_outcome *of = &a->made->outcomes[i];
    const compiled_rule *rule = &a->rules->rules[i];
    buffer needs = {0};
    ptrdiff_t row = table_add_row(table);
    int fine;
    buffer_text(&needs, "");
    outcome_needs(data, of, &needs);
    fine = row >= 0 && !needs.failed &&
           table_set_text(table, (size_t)row, 0,
                          dataset_text(data, dataset_rule(data, i)->id)) &&
           table_set_text(table, (size_t)row, 1,
                          rule->makes == RULE_ACTS ? "acts" : "ties") &&
           table_set_text(table, (size_t)row, 5, needs.bytes) &&
           table_set_text(table, (size_t)row, 6, note_of(rule, of));
    if (fine) {
        table_ints(table, 2)[row] = (int64_t)of->made;
        table_ints(table, 3)[row] = (int64_t)kept;
        table_ints(table, 4)[row] = (int64_t)of->undecided;
    }
    buffer_free(&needs);
    return fine;
}

static int report_columns(polity_table *table)
{
    return table_add(table, "rule", "", "id of the rule", POLITY_TEXT) >= 0 &&
           table_add(table, "makes", "", "ties or acts", POLITY_TEXT) >= 0 &&
           table_add(table, "made", "", "how many, over all time", POLITY_INT) >= 0 &&
           table_add(table, "kept", "",
                     "how many of them become records: those of the "
                     "time that was asked about",
                     POLITY_INT) >= 0 &&
           table_add(table, "undecided", "nodes",
                     "nodes for which its conditions give no answer", POLITY_INT) >= 0 &&
           table_add(table, "needs", "", "properties that no candidate has",
                     POLITY_TEXT) >= 0 &&
           table_add(table, "note", "", "why it makes none, or none become records",
                     POLITY_TEXT) >= 0;
}

static polity_status report(const adding *a, polity_table **out, polity_error *err)
{
    const expansion *made = a->made;
    size_t *kept = memory_zeroed(made->rules + 1, sizeof *kept);
    polity_table *table = table_new(0, NULL);
    int fine = kept && table && report_columns(table);
    for (size_t i = 0; fine && i < made->count; i++)
        kept[made->rows[i].rule] += (size_t)is_kept(a, &made->rows[i]);
    for (size_t i = 0; fine && i < made->rules; i++)
        if (made->outcomes[i].asked || made->outcomes[i].expanded_in)
            fine = report_row(table, a, i, kept[i]);
    memory_free(kept);
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}

polity_status polity_rules_expand(polity_dataset *dataset, const polity_option *rows,
                                  size_t n, polity_table **table, const polity_run *run,
                                  polity_error *err)
{
    options given = {rows, n};
    expansion made = {0};
    rule_set rules = {NULL, NULL, 0};
    adding a = {.to = dataset, .made = &made, .rules = &rules};
    uint8_t *asked = NULL;
    buffer words = {0};
    polity_status status;
    if (table)
        *table = NULL;
    if (!dataset || (n && !rows))
        return error_set(err, POLITY_EARG, "argument", "a data set is needed");
    if ((status = dataset_check_open(dataset, err)))
        return status;
    if ((status = options_check(given, err)) ||
        (status = polity_dataset_check(dataset, NULL, err)) ||
        (status = when_read(&a.when, dataset, given, 0, &words, err)) ||
        (status = rules_asked(dataset, given, &asked, err)) ||
        (status = rules_ready(&rules, dataset, err)))
        goto out;
    if (!asked)
        asked = memory_zeroed(rules.count + 1, 1);
    status = asked ? expand(&made, &rules, asked, always, run, err) : error_memory(err);
    if (!status && table)
        status = report(&a, table, err);
    if (!status)
        status = add_rows(&a, err);
    if (status && table) {
        polity_table_free(*table);
        *table = NULL;
    }
out:
    expansion_free(&made);
    rules_free(&rules);
    memory_free(asked);
    buffer_free(&words);
    return status;
}
