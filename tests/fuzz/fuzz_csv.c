/* Any bytes as a table: rows are read or refused, never more. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const csv_column columns[] = {{"URN|a", 0}, {"Name|b", 0}};
    problems found = {0};
    const csv_settings settings = {columns, 2, &found, n & 1, 0};
    char digest[DIGEST_SIZE];
    csv *in = NULL;
    polity_status status;
    if (csv_open(&in, "fuzz", bytes ? (const void *)bytes : "", n, &settings, NULL))
        return 0;
    while (csv_next(in, &status, NULL))
        for (size_t column = 0; column < 2; column++) {
            csv_cell cell = csv_get(in, column);
            error_place place = csv_place(in, column);
            if (cell.n &&
                (strlen(cell.text) != cell.n || place.line < 2 || place.column < 1))
                abort();
            csv_fault(in, column, "gias-number", NULL, "a fault");
        }
    csv_close(in, digest);
    problems_free(&found);
    return 0;
}
