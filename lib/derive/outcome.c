#include "derive/outcome.h"

void outcome_needs(const polity_dataset *data, const rule_outcome *of, buffer *to)
{
    for (size_t i = 0; i < of->need_count; i++) {
        size_t before = 0;
        while (before < i && of->needs[before] != of->needs[i])
            before++;
        if (before == i)
            buffer_print(to, "%s%s", i ? ", " : "",
                         data->vocabulary.properties[of->needs[i]].name);
    }
}

static void open_rules(const polity_dataset *data, const rule_outcome *outcomes,
                       size_t open, buffer *to)
{
    size_t told = 0;
    if (!open)
        return;
    buffer_print(to, "; %zu cannot be decided: ", open);
    for (size_t i = 0; i < dataset_count(data, RECORD_RULE); i++) {
        if (!outcome_is_open(&outcomes[i]))
            continue;
        buffer_print(to, "%s%s needs ", told++ ? ", " : "",
                     dataset_text(data, dataset_rule(data, i)->id));
        outcome_needs(data, &outcomes[i], to);
    }
}

void outcomes_words(const polity_dataset *data, const rule_outcome *outcomes, buffer *to)
{
    size_t asked = 0, made = 0, ties = 0, acts = 0, open = 0, partly = 0;
    for (size_t i = 0; i < dataset_count(data, RECORD_RULE); i++) {
        const rule_outcome *of = &outcomes[i];
        if (!of->asked || of->off)
            continue;
        asked++;
        made += of->made > 0;
        *(dataset_rule(data, i)->ends[RULE_BROKER].stated ? &acts : &ties) += of->made;
        open += (size_t)outcome_is_open(of);
        partly += of->made && of->undecided;
    }
    if (!asked)
        return;
    buffer_print(to, "%zu of ", made);
    buffer_count(to, asked, "rules");
    buffer_text(to, " made ");
    buffer_count(to, ties, "ties");
    if (acts) {
        buffer_text(to, " and ");
        buffer_count(to, acts, "acts");
    }
    if (partly)
        buffer_print(to, "; %zu of them left some nodes undecided", partly);
    open_rules(data, outcomes, open, to);
}
