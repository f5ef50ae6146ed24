/* The inside of writing data sets. */
#ifndef IO_WRITE_H
#define IO_WRITE_H

#include <polity/io.h>

#include "base/buffer.h"
#include "model/fields.h"

typedef struct writer {
    const polity_dataset *of;
    buffer *to;
    int quotes; /* write quotations whatever their consent: for the library's own use */
    int first;  /* nothing stands yet in the object or list at hand */
} writer;

/* `,` unless first, then "key": */
void write_key(writer *w, const char *key);
void write_symbol(writer *w, symbol s);
void write_date(writer *w, int32_t day, uint8_t form);
void write_open(writer *w); /* an object */
void write_close(writer *w);
/* The extras that stand in an inner object, "" = in the record itself; whether there are
 * any. */
void write_extras(writer *w, extras list, const char *within);
int has_extras(const writer *w, extras list, const char *within);
void write_value(writer *w, const property_kind *kind, const value *of);
void write_evidence(writer *w, evidence_list list);
/* One value, a list, or a history; not of an x_ property. */
void write_property_value(writer *w, const property *p);
/* Whether the source of a piece of evidence agreed to be quoted. */
int write_may_quote(const polity_dataset *of, const evidence *item);

void write_record(writer *w, record_list list, size_t index);
/* The document's own keys, `vocabulary` among them, without its lists and braces. */
void write_about(writer *w);

void write_document(const polity_dataset *of, buffer *to);
void write_document_lines(const polity_dataset *of, buffer *to);
void write_snapshot(const polity_dataset *of, buffer *to);
void write_node_link(const polity_dataset *of, buffer *to);
polity_status check_graphml(const polity_dataset *of, polity_error *err);
void write_graphml(const polity_dataset *of, buffer *to);
void write_csv_nodes(const polity_dataset *of, buffer *to);
void write_csv_edges(const polity_dataset *of, buffer *to);
void write_csv_sources(const polity_dataset *of, buffer *to);

#endif
