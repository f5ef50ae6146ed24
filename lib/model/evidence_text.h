/* Evidence in words. */
#ifndef MODEL_EVIDENCE_TEXT_H
#define MODEL_EVIDENCE_TEXT_H

#include "base/buffer.h"
#include "model/dataset.h"

/* "source: locator, 0.9; source: …", appended. */
void evidence_write(const polity_dataset *data, evidence_list list, buffer *to);

#endif
