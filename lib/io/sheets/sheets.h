/* The inside of reading sheets. */
#ifndef IO_SHEETS_SHEETS_H
#define IO_SHEETS_SHEETS_H

#include "io/csv.h"
#include "io/flat/flat.h"
#include "io/job.h"

/* COLUMN=FIELD of the option map. */
typedef struct sheet_map {
    const char *column, *field;
    uint8_t met, used; /* a sheet has the column; it has the field too */
} sheet_map;

typedef struct sheets {
    job job;
    char delimiter;
    sheet_map *map;
    size_t map_count, map_capacity;
} sheets;

typedef struct sheet_column {
    const char *name;
    flat_target to;
    uint8_t unknown; /* kept under x_ */
    size_t used;
} sheet_column;

/* A sheet that is being read. */
typedef struct sheet {
    sheets *of;
    record_list list;
    const char *const *required;
    csv *in;
    sheet_column *columns;
    size_t count;
} sheet;

/* Find what the columns mean; 0 = the sheet cannot be read, which has been reported. */
int sheet_columns(sheet *s, reader *r);

/* One COLUMN=FIELD of the option; after all sheets, those that met nothing. */
polity_status sheet_add_map(void *user, const char *item, size_t n, polity_error *err);
void sheet_check_map(sheets *of, reader *r);

#endif
