#include "io/csv_text.h"

#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

enum { CHUNK = 64 << 10 };

/* Windows-1252 (Unicode consortium, CP1252.TXT): what its bytes 80 to 9F are; 0 = none.
 * The others are their own code points. */
static const uint16_t high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
                                  0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
                                  0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D,
                                  0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
                                  0x0153, 0,      0x017E, 0x0178};

static int is_ascii(const unsigned char *bytes, size_t n)
{
    uint64_t word, all = 0;
    for (; n >= 8; n -= 8, bytes += 8) {
        memcpy(&word, bytes, 8);
        all |= word;
    }
    for (; n; n--)
        all |= *bytes++;
    return !(all & 0x8080808080808080u);
}

static int note_bad(csv_text *of, unsigned char byte)
{
    if (!memory_grow((void **)&of->bad, &of->bad_capacity, of->bad_count + 1,
                     sizeof *of->bad))
        return 0;
    of->bad[of->bad_count++] = (csv_bad){of->before + of->end, byte};
    return 1;
}

/* One byte of Windows-1252; there is room. */
static int put_byte(csv_text *of, unsigned char byte, int wrong)
{
    unsigned point = byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte;
    if ((!point || wrong) && !note_bad(of, byte))
        return 0;
    point = point || !byte ? point : 0xFFFD;
    if (point < 0x80) {
        of->bytes[of->end++] = (char)point;
    } else if (point < 0x800) {
        of->bytes[of->end++] = (char)(0xC0 | point >> 6);
        of->bytes[of->end++] = (char)(0x80 | (point & 0x3F));
    } else {
        of->bytes[of->end++] = (char)(0xE0 | point >> 12);
        of->bytes[of->end++] = (char)(0x80 | (point >> 6 & 0x3F));
        of->bytes[of->end++] = (char)(0x80 | (point & 0x3F));
    }
    return 1;
}

/* Bytes of an incomplete character at the end of `n` bytes that are valid so far. */
static size_t incomplete(const unsigned char *from, size_t n)
{
    size_t need = *from >= 0xF0 ? 4 : *from >= 0xE0 ? 3 : *from >= 0xC2 ? 2 : 0;
    if (*from > 0xF4 || n >= need)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((from[i] & 0xC0) != 0x80)
            return 0;
    return n;
}

/* UTF-8 if more characters are whole than bytes are wrong. Undecided while all bytes are
 * ASCII, but for a character that the next piece completes. */
static void decide(csv_text *of, const unsigned char *bytes, size_t n)
{
    size_t whole = 0, wrong = 0, held = 0;
    for (size_t at = 0; at < n;) {
        size_t valid = utf8_valid((const char *)bytes + at, n - at);
        for (size_t i = at; i < at + valid; i++)
            whole += bytes[i] >= 0xC0;
        at += valid;
        held = at < n && !of->ended ? incomplete(bytes + at, n - at) : 0;
        if (held)
            break;
        wrong += at < n;
        at += at < n;
    }
    if (whole || wrong || !held)
        of->encoding = whole > wrong ? CSV_UTF8 : CSV_CP1252;
}

/* Decode `n` bytes; what is held back is an incomplete character at their end. */
static int decode(csv_text *of, const unsigned char *bytes, size_t n, size_t *held)
{
    *held = 0;
    if (of->encoding == CSV_CP1252) {
        for (size_t i = 0; i < n; i++)
            if (!put_byte(of, bytes[i], 0))
                return 0;
        return 1;
    }
    while (n) {
        size_t valid = utf8_valid((const char *)bytes, n);
        memcpy(of->bytes + of->end, bytes, valid);
        of->end += valid;
        bytes += valid;
        n -= valid;
        if (!n)
            break;
        if (!of->ended && (*held = incomplete(bytes, n)))
            return 1;
        if (!put_byte(of, *bytes, 1))
            return 0;
        bytes++;
        n--;
    }
    return 1;
}

/* NULs, which no table has, are found before decoding: their places are those of the
 * decoded text because nothing else is noted for them. */
static int decode_all(csv_text *of, const unsigned char *bytes, size_t n, size_t *held)
{
    *held = 0;
    if (is_ascii(bytes, n) && !memchr(bytes, 0, n)) {
        memcpy(of->bytes + of->end, bytes, n);
        of->end += n;
        return 1;
    }
    if (of->encoding == CSV_ASCII && !is_ascii(bytes, n))
        decide(of, bytes, n);
    for (const unsigned char *nul; (nul = memchr(bytes, 0, n));) {
        size_t before = (size_t)(nul - bytes);
        if (!decode(of, bytes, before, held))
            return 0;
        for (; *held; --*held) /* a NUL ends it: it is not completed */
            if (!put_byte(of, nul[-(ptrdiff_t)*held], 1))
                return 0;
        if (!put_byte(of, 0, 1))
            return 0;
        n -= before + 1;
        bytes = nul + 1;
    }
    return decode(of, bytes, n, held);
}

/* What the first bytes show to be something else. */
static const char *alien_form(const unsigned char *bytes, size_t n)
{
    static const struct {
        const char *start, *what;
        size_t n;
    } forms[] = {
        {"PK\003\004",
         "a ZIP archive or a workbook (.xlsx): unpack it, or save it as CSV", 4},
        {"\320\317\021\340", "a workbook (.xls): save it as CSV", 4},
        {"%PDF", "a PDF document", 4},
        {"\377\376", "UTF-16 text: save it as UTF-8", 2},
        {"\376\377", "UTF-16 text: save it as UTF-8", 2},
    };
    size_t zeros = 0;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (n >= forms[i].n && !memcmp(bytes, forms[i].start, forms[i].n))
            return forms[i].what;
    for (size_t i = 0; i < n && i < 512; i++)
        zeros += !bytes[i];
    if (zeros > (n < 512 ? n : 512) / 8) /* single ones are faults of their rows */
        return "no text: many of its bytes are zero; if it is UTF-16, save it as UTF-8";
    while (n && (*bytes == ' ' || *bytes == '\t' || *bytes == '\r' || *bytes == '\n'))
        bytes++, n--;
    if (n && *bytes == '<')
        return "a web page (HTML) or other markup, not the file it was meant to be";
    if (n && *bytes == '{')
        return "JSON, not comma-separated text";
    return NULL;
}

static int make_room(csv_text *of, size_t n)
{
    if (of->start) {
        memmove(of->bytes, of->bytes + of->start, of->end - of->start);
        of->before += of->start;
        of->end -= of->start;
        of->start = 0;
    }
    return memory_grow((void **)&of->bytes, &of->capacity, of->end + n, 1) &&
           (of->raw || (of->raw = memory_array(CHUNK, 1)));
}

polity_status csv_text_more(csv_text *of, polity_error *err)
{
    size_t n = of->held, got = 1, mark = 0, held;
    polity_status status = POLITY_OK;
    if (!make_room(of, 3 * (size_t)CHUNK))
        return error_memory(err);
    for (; n < CHUNK && got && !status; n += got)
        status = input_read(&of->in, (char *)of->raw + n, CHUNK - n, &got, err);
    if (status)
        return status;
    of->ended = !got;
    if (!of->began) {
        of->began = 1;
        mark = n >= 3 && !memcmp(of->raw, "\357\273\277", 3) ? 3 : 0;
        of->marked = mark > 0;
        of->encoding = mark ? CSV_UTF8 : CSV_ASCII;
        of->alien = alien_form(of->raw + mark, n - mark);
    }
    if (!decode_all(of, of->raw + mark, n - mark, &held))
        return error_memory(err);
    memmove(of->raw, of->raw + n - held, held);
    of->held = held;
    return POLITY_OK;
}

void csv_text_close(csv_text *of, char digest[DIGEST_SIZE])
{
    input_close(&of->in, digest);
    memory_free(of->raw);
    memory_free(of->bytes);
    memory_free(of->bad);
}

/* --- places --- */

static int is_end(char c) { return c == '\r' || c == '\n'; }

static int is_blank(char c) { return c == ' ' || c == '\t'; }

/* Past a cell that begins at `at` with a quote: at the delimiter or line end behind it.
 */
static size_t past_quoted(const char *text, size_t n, size_t at, char delimiter)
{
    int closed = 0, blanks = 0;
    for (at++; at < n; at++) {
        char c = text[at];
        if (!closed) {
            closed = c == '"';
            blanks = 0;
        } else if (c == delimiter || is_end(c)) {
            return at;
        } else if (is_blank(c)) {
            blanks = 1;
        } else if (c != '"' || !blanks) { /* two quotes are one; else it was no end */
            closed = 0;
        } else {
            blanks = 0;
        }
    }
    return n;
}

size_t csv_cell_offset(const char *text, size_t n, size_t cell, char delimiter)
{
    size_t at = 0;
    for (;; at++, cell--) {
        while (at < n && is_blank(text[at]) && text[at] != delimiter)
            at++;
        if (!cell || at >= n)
            return at;
        if (text[at] == '"')
            at = past_quoted(text, n, at, delimiter);
        while (at < n && text[at] != delimiter && !is_end(text[at]))
            at++;
        if (at >= n || text[at] != delimiter)
            return n;
    }
}

void csv_offset_place(const char *text, size_t offset, uint32_t line, error_place *place)
{
    size_t start = 0;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n' || (text[i] == '\r' && text[i + 1] != '\n')) {
            line++;
            start = i + 1;
        }
    }
    place->line = (int32_t)line;
    place->column = (int32_t)utf8_length(text + start, offset - start) + 1;
}
