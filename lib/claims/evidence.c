/* Evidence of the records that a pattern returns. */
#include <string.h>

#include <polity/match.h>

#include "claims/run.h"
#include "model/evidence_text.h"

enum { RECORDS_SHOWN = 10 };

static evidence_list evidence_of(const polity_dataset *data, record_at at)
{
    evidence_list none = {NULL, 0};
    switch (at.list) {
    case RECORD_NODE: return dataset_node(data, at.index)->evidence;
    case RECORD_EDGE: return dataset_edge(data, at.index)->evidence;
    case RECORD_BROKERAGE: return dataset_brokerage(data, at.index)->evidence;
    case RECORD_ABSENCE: return dataset_absence(data, at.index)->evidence;
    case RECORD_RULE: return dataset_rule(data, at.index)->evidence;
    default: return none;
    }
}

/* The record of an id; of `rule/source/target`, the rule. */
static record_at record_of(const polity_dataset *data, const char *id)
{
    symbol s = dataset_find(data, id, strlen(id));
    const char *slash = strchr(id, '/');
    if (s && dataset_record(data, s).list != RECORD_NONE)
        return dataset_record(data, s);
    s = slash ? dataset_find(data, id, (size_t)(slash - id)) : 0;
    return s ? dataset_record(data, s) : (record_at){RECORD_NONE, 0};
}

static void write_record(const polity_dataset *data, const char *id, buffer *to)
{
    evidence_list list = evidence_of(data, record_of(data, id));
    buffer_text(to, id);
    if (!list.count)
        return;
    buffer_text(to, " [");
    evidence_write(data, list, to);
    buffer_char(to, ']');
}

polity_status evidence_text(claims_run *r, const claim *of, buffer *to)
{
    const polity_view *view;
    claim_options all;
    polity_table *rows = NULL;
    size_t shown = 0, count;
    polity_status status = run_view(r, of->options, 1, &view, &all);
    if (!status)
        status = polity_match(&rows, view, of->shows, NULL, 0, r->settings, r->err);
    if (status)
        return status;
    count = polity_table_rows(rows);
    for (size_t i = 0; i < count && shown < RECORDS_SHOWN; i++)
        for (size_t k = 0; k < polity_table_columns(rows); k++) {
            const char *id = polity_table_text(rows, i, k);
            if (!id || record_of(r->data, id).list == RECORD_NODE ||
                record_of(r->data, id).list == RECORD_NONE)
                continue;
            buffer_text(to, shown++ ? " | " : "");
            write_record(r->data, id, to);
        }
    if (count > RECORDS_SHOWN && shown >= RECORDS_SHOWN)
        buffer_print(to, " | and more: %zu in all", count);
    polity_table_free(rows);
    return POLITY_OK;
}
