/* A derived tie or act as a record of the data set. */
#include "derive/expand.h"

static symbol id_of(const polity_dataset *data, int32_t node)
{
    return node < 0 ? 0 : dataset_node(data, (size_t)node)->id;
}

edge derived_edge(const polity_dataset *data, const derived *of)
{
    const rule *row = dataset_rule(data, of->rule);
    edge made = {.source = id_of(data, of->party[0]),
                 .target = id_of(data, of->party[1]),
                 .condition = row->condition,
                 .rule = row->id,
                 .kind = row->kind,
                 .matter = row->matter,
                 .modality = row->modality,
                 .valence = VALENCE_NONE,
                 .valid = stretch_interval(of->valid),
                 .weight = __builtin_nan(""),
                 .length = __builtin_nan(""),
                 .evidence = row->evidence,
                 .place = row->place};
    return made;
}

brokerage derived_act(const polity_dataset *data, const derived *of)
{
    const rule *row = dataset_rule(data, of->rule);
    brokerage made = {.broker = id_of(data, of->party[0]),
                      .beneficiary = id_of(data, of->party[1]),
                      .provider = id_of(data, of->party[2]),
                      .trigger = row->condition,
                      .kind = row->kind,
                      .matter = row->matter,
                      .modality = row->modality,
                      .valence = VALENCE_NONE,
                      .valid = stretch_interval(of->valid),
                      .evidence = row->evidence,
                      .place = row->place};
    return made;
}

void derived_id(const polity_dataset *data, const derived *of, buffer *to)
{
    buffer_text(to, dataset_text(data, dataset_rule(data, of->rule)->id));
    for (size_t i = 0; i < RULE_PARTIES && of->party[i] >= 0; i++) {
        buffer_char(to, '/');
        buffer_text(to, dataset_text(data, id_of(data, of->party[i])));
    }
}
