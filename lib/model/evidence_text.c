#include "model/evidence_text.h"

void evidence_write(const polity_dataset *data, evidence_list list, buffer *to)
{
    for (uint32_t i = 0; i < list.count; i++) {
        const evidence *e = &list.rows[i];
        buffer_print(to, "%s%s", i ? "; " : "", dataset_text(data, e->cites));
        if (e->locator)
            buffer_print(to, ": %s", dataset_text(data, e->locator));
        if (e->confidence == e->confidence) {
            buffer_text(to, ", ");
            buffer_real(to, e->confidence);
        }
    }
}
