/* Text in DOT: whatever a name holds, it stays a name. Everything written is within
 * quotation marks. */
#ifndef DRAW_QUOTE_H
#define DRAW_QUOTE_H

#include "base/buffer.h"

typedef struct quote_room {
    size_t columns, lines;
} quote_room;

/* The name of a node from a record's id, with quotation marks. Different ids give
 * different names; `%`, backslashes and control characters become %XX, so that our own
 * names ("%row1") are free. */
void quote_name(buffer *to, const char *id);

/* `text` on one line, for labels and tooltips; without quotation marks. Backslashes,
 * quotation marks and ampersands are escaped; control characters and line ends become
 * spaces; characters that turn the direction of text, or that XML forbids, are left out.
 */
void quote_text(buffer *to, const char *text);

/* The same on at most `lines` lines of `columns`, broken at words; `…` where it was cut.
 * Lines are joined by `join`, such as "\\n" (centred) or "\\l" (left). Gives the room
 * that they take. */
quote_room quote_wrapped(buffer *to, const char *text, size_t columns, size_t lines,
                         const char *join);

/* An id as part of an XML id: letters, digits, `-`, `.` and `_` stay, other bytes become
 * `:xx`. */
void quote_xml_id(buffer *to, const char *id);

/* A finite number with three significant digits. */
void quote_number(buffer *to, double value);

/* A name of the vocabulary as words: "local authority". */
void quote_words(buffer *to, const char *name);

#endif
