/* Cutting a stream into values: whatever the window, each is cut where it ends. */
#include "support/any_json.h"

static random_state state;
static any_json any;
static input_bytes in;
static scanner scan;
static polity_error err;

static void set_up(void) { random_seed(&state, 23); }

static void tear_down(void) { buffer_free(&any.text); }

static void begin(const char *text, size_t n)
{
    memset(&scan, 0, sizeof scan);
    scan.in = &in;
    scan.place = (scan_place){1, 1};
    ck_assert_int_eq(input_open(&in, "text", text, n, &err), POLITY_OK);
}

static void end(void)
{
    char digest[DIGEST_SIZE];
    scan_free(&scan);
    input_close(&in, digest);
}

static int peek(void)
{
    polity_status status = POLITY_OK;
    int byte = scan_peek(&scan, &status, &err);
    MUST(!status, "%s", err.message);
    return byte;
}

static scan_result cut(slice *out)
{
    polity_status status = POLITY_OK;
    scan_result result = scan_value(&scan, out, &status, &err);
    MUST(!status, "%s", err.message);
    return result;
}

/* The place behind bytes, by counting. */
static void move(scan_place *at, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        at->column += ((unsigned char)bytes[i] & 0xC0) != 0x80;
        if (bytes[i] == '\n')
            *at = (scan_place){at->line + 1, 1};
    }
}

typedef struct part {
    size_t at, length;
    scan_place place;
} part;

enum { PARTS = 400 };
static part parts[PARTS];

/* A list of values between commas: some of megabytes, so that the window has to grow. */
static void make_stream(buffer *to, int large)
{
    scan_place at = {1, 1};
    size_t seen = 0;
    for (int i = 0; i < PARTS; i++) {
        any_make(&any, &state, 4);
        buffer_text(to, i ? "," : "");
        buffer_add(to, any.text.bytes, any.values[0].at);
        move(&at, to->bytes + seen, to->length - seen);
        parts[i] = (part){to->length, any.values[0].length, at};
        seen = to->length;
        buffer_add(to, any.text.bytes + any.values[0].at, any.values[0].length);
        if (large && i % 100 == 50) { /* another value in its stead */
            to->length = seen;
            buffer_char(to, '"');
            for (int k = 0; k < 100000; k++)
                buffer_text(to, k % 7 ? "ab\\\"" : "\xC3\xA9}");
            buffer_char(to, '"');
            parts[i].length = to->length - seen;
        }
        buffer_text(to, i % 3 ? "\n" : " ");
    }
}

START_TEST(values_are_cut_where_they_end)
{
    for (int round = 0; round < 20; round++) {
        buffer text = {0};
        make_stream(&text, round % 4 == 0);
        begin(text.bytes, text.length);
        for (int i = 0; i < PARTS; i++) {
            slice found;
            if (i) {
                MUST(peek() == ',', "no comma before %d", i);
                scan_take(&scan);
            }
            MUST(peek() == (unsigned char)text.bytes[parts[i].at], "value %d", i);
            MUST(cut(&found) == SCAN_OK, "value %d", i);
            MUST(found.length == parts[i].length &&
                     !memcmp(found.bytes, text.bytes + parts[i].at, found.length),
                 "value %d of %zu bytes, cut to %zu", i, parts[i].length, found.length);
            MUST(found.place.line == parts[i].place.line &&
                     found.place.column == parts[i].place.column,
                 "value %d at %u:%u", i, found.place.line, found.place.column);
        }
        MUST(peek() == -1 && peek() == -1, "something is left");
        end();
        buffer_free(&text);
    }
}
END_TEST

/* A text that ends within a value: only a number or word may end so. */
START_TEST(values_that_do_not_end)
{
    long open = 0, whole = 0;
    for (int round = 0; round < 3000; round++) {
        slice found;
        size_t at, n;
        char first;
        any_make(&any, &state, 4);
        at = any.values[0].at;
        first = any.text.bytes[at];
        n = at + 1 + (size_t)random_below(&state, any.values[0].length);
        begin(any.text.bytes, n);
        MUST(peek() == (unsigned char)first, "value");
        if (n - at < any.values[0].length && strchr("\"{[", first)) {
            MUST(cut(&found) == SCAN_TRUNCATED, "%.*s", (int)n, any.text.bytes);
            MUST(found.length == n - at, "%zu bytes", found.length);
            open++;
        } else {
            MUST(cut(&found) == SCAN_OK && found.length == n - at, "%.*s", (int)n,
                 any.text.bytes);
            whole++;
        }
        MUST(peek() == -1, "something is left");
        end();
    }
    ck_assert(open > 500 && whole > 500);
}
END_TEST

START_TEST(brackets_that_do_not_fit)
{
    static const struct {
        const char *text;
        scan_result result;
        size_t wrong;
    } cases[] = {{"}", SCAN_SYNTAX, 0},          {"]", SCAN_SYNTAX, 0},
                 {",1", SCAN_SYNTAX, 0},         {":", SCAN_SYNTAX, 0},
                 {"[1}", SCAN_SYNTAX, 2},        {"{\"a\": [1, 2}", SCAN_SYNTAX, 11},
                 {"[\"]\", {]", SCAN_SYNTAX, 7}, {"{\"\\\"}\": 1}", SCAN_OK, 0},
                 {"[\"", SCAN_TRUNCATED, 0},     {"\"\\", SCAN_TRUNCATED, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slice found;
        begin(cases[i].text, strlen(cases[i].text));
        ck_assert_int_eq(peek(), cases[i].text[0]);
        ck_assert_int_eq(cut(&found), cases[i].result);
        ck_assert_uint_eq(found.wrong, cases[i].wrong);
        end();
    }
}
END_TEST

/* Values may be nested so deep, less what is open around them; others are cut as well. */
START_TEST(nesting_has_a_limit)
{
    for (size_t outer = 0; outer < 4; outer++) {
        for (size_t depth = SCAN_DEPTH - 5; depth < SCAN_DEPTH + 200; depth++) {
            char text[1000];
            slice found;
            int fits = depth + outer <= SCAN_DEPTH;
            memset(text, '[', depth);
            memset(text + depth, ']', depth);
            memcpy(text + 2 * depth, " 1", 3);
            begin(text, 2 * depth + 2);
            scan.outer = outer;
            MUST(peek() == '[', "no value");
            MUST(cut(&found) == (fits ? SCAN_OK : SCAN_DEEP), "%zu deep", depth);
            MUST(found.length == 2 * depth, "%zu bytes", found.length);
            MUST(fits || found.wrong == SCAN_DEPTH - outer, "at %zu", found.wrong);
            MUST(peek() == '1', "what follows is lost");
            end();
        }
    }
}
END_TEST

START_TEST(places_move_over_bytes)
{
    for (int round = 0; round < 2000; round++) {
        scan_place one = {3, 9}, other = {3, 9};
        any_make(&any, &state, 4);
        scan_advance(&one, any.text.bytes, any.text.length);
        move(&other, any.text.bytes, any.text.length);
        MUST(one.line == other.line && one.column == other.column, "%u:%u", one.line,
             one.column);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("scan", set_up, tear_down, values_are_cut_where_they_end,
                     values_that_do_not_end, brackets_that_do_not_fit,
                     nesting_has_a_limit, places_move_over_bytes);
}
