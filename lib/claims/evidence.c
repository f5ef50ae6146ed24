/* Evidence of the records that a pattern returns. */
#include <string.h>

#include <polity/match.h>

#include "base/map.h"
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

/* Each record of the rows once, in their order. 0 = no memory. */
static int write_records(const claims_run *r, const polity_table *rows, buffer *to)
{
    map seen = {0};
    size_t count = polity_table_rows(rows), width = polity_table_columns(rows);
    int fine = 1;
    for (size_t i = 0; fine && i < count; i++)
        for (size_t k = 0; fine && k < width; k++) {
            const char *id = polity_table_text(rows, i, k);
            record_list list = id ? record_of(r->data, id).list : RECORD_NONE;
            if (list == RECORD_NODE || list == RECORD_NONE ||
                map_find(&seen, id, strlen(id)) != MAP_ABSENT)
                continue;
            if (seen.count < RECORDS_SHOWN) {
                buffer_text(to, seen.count ? " | " : "");
                write_record(r->data, id, to);
            }
            fine = map_put(&seen, id, strlen(id), 0);
        }
    if (seen.count > RECORDS_SHOWN)
        buffer_print(to, " | and more: %zu in all", seen.count);
    map_free(&seen);
    return fine && !to->failed;
}

polity_status evidence_text(claims_run *r, const claim *of, buffer *to)
{
    const polity_view *view;
    claim_options all;
    polity_table *rows = NULL;
    polity_status status = run_view(r, of->options, 1, &view, &all);
    if (!status)
        status = polity_match(&rows, view, of->shows, NULL, 0, r->settings, r->err);
    if (!status && !write_records(r, rows, to))
        status = error_memory(r->err);
    polity_table_free(rows);
    return status;
}
