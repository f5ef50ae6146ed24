/* Which day or window a caller asks about. */
#ifndef DERIVE_WHEN_H
#define DERIVE_WHEN_H

#include "base/buffer.h"
#include "base/options.h"
#include "model/dataset.h"

typedef struct when {
    int dated, is_window; /* not dated: all dates */
    int32_t from, to;     /* [from, to); one day: to = from + 1 */
    uint8_t from_form;    /* how it was written */
} when;

/* Read the options `at` and `during`; without either, with `fall_back`, the one
 * default_at of the data set. What was asked is appended to `words`. POLITY_EARG,
 * POLITY_EDATA (two default_at that differ). */
polity_status when_read(when *to, const polity_dataset *of, options given, int fall_back,
                        buffer *words, polity_error *err);

#endif
