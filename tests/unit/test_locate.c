/* Places in JSON text, against those that were noted while the text was made. */
#include "support/any_json.h"

static any_json any;
static random_state state;

static void set_up(void) { random_seed(&state, 21); }

static void tear_down(void) { buffer_free(&any.text); }

/* Line and column by counting every byte up to an offset. */
static scan_place place_of(size_t offset, scan_place at)
{
    for (size_t i = 0; i < offset; i++) {
        unsigned char c = (unsigned char)any.text.bytes[i];
        if (c == '\n')
            at = (scan_place){at.line + 1, 1};
        else
            at.column += (c & 0xC0) != 0x80;
    }
    return at;
}

static void pointer_of(const any_value *of, char out[200])
{
    *out = '\0';
    for (size_t i = 0; i < of->depth; i++) {
        strcat(out, "/");
        if (!of->steps[i].key)
            sprintf(out + strlen(out), "%zu", of->steps[i].index);
        for (const char *c = of->steps[i].key; c && *c; c++)
            strncat(out,
                    *c == '~'   ? "~0"
                    : *c == '/' ? "~1"
                                : c,
                    *c == '~' || *c == '/' ? 2 : 1);
    }
}

static void try_value(locator *in, const any_value *of, scan_place start)
{
    size_t key = 0, at = locate_value(in, of->steps, of->depth, &key);
    scan_place found = locate_place(in, at), wanted = place_of(of->at, start);
    char path[200];
    buffer pointer = {0};
    pointer_of(of, path);
    MUST(at == of->at, "%s at %zu, found %zu in %s", path, of->at, at, any.text.bytes);
    MUST(key == of->key, "key of %s at %zu, found %zu", path, of->key, key);
    MUST(locate_length(in, at) == of->length, "length of %s", path);
    MUST(found.line == wanted.line && found.column == wanted.column, "%s at %u:%u", path,
         found.line, found.column);
    buffer_add(&pointer, "", 0);
    locate_pointer(of->steps, of->depth, &pointer);
    MUST(!strcmp(pointer.bytes, path), "%s, and not %s", pointer.bytes, path);
    buffer_free(&pointer);
}

START_TEST(every_value_is_found)
{
    static const scan_place start = {7, 3};
    size_t tried = 0;
    for (int round = 0; round < 2000; round++) {
        locator in;
        any_make(&any, &state, ANY_DEPTH - 1);
        locate_begin(&in, any.text.bytes, any.text.length, start);
        for (size_t i = 0; i < any.count; i++, tried++)
            try_value(&in, &any.values[i], start);
        for (size_t i = 0; i < any.count; i++) /* and again, not in their order */
            try_value(&in, &any.values[random_below(&state, any.count)], start);
    }
    ck_assert_uint_gt(tried, 10000);
}
END_TEST

/* Steps that lead nowhere end at the deepest value that is there. */
START_TEST(what_is_not_there)
{
    static const scan_place start = {1, 1};
    static const step wrong[] = {{"nothing", 0}, {NULL, 99}, {"idx", 0}};
    for (int round = 0; round < 2000; round++) {
        locator in;
        const any_value *of;
        step steps[ANY_DEPTH + 2];
        size_t key;
        any_make(&any, &state, ANY_DEPTH - 1);
        of = &any.values[random_below(&state, any.count)];
        memcpy(steps, of->steps, sizeof of->steps);
        steps[of->depth] = wrong[round % 3];
        steps[of->depth + 1] = wrong[1];
        locate_begin(&in, any.text.bytes, any.text.length, start);
        MUST(locate_value(&in, steps, of->depth + 1 + round % 2u, &key) == of->at,
             "%s in %s", wrong[round % 3].key, any.text.bytes);
        MUST(key == of->key, "key at %zu, found %zu", of->key, key);
        MUST(locate_value(&in, steps, of->depth, NULL) == of->at, "not found again");
    }
}
END_TEST

/* Going through the members of a large object in their order is one pass. */
START_TEST(many_members_are_not_slow)
{
    enum { MEMBERS = 50000 };
    static char keys[MEMBERS][12];
    static const scan_place start = {1, 1};
    locator in;
    buffer text = {0};
    buffer_char(&text, '{');
    for (int i = 0; i < MEMBERS; i++) {
        snprintf(keys[i], sizeof keys[i], "k%d", i);
        buffer_print(&text, "%s\"%s\":\"some text\"", i ? ",\n" : "", keys[i]);
    }
    buffer_char(&text, '}');
    locate_begin(&in, text.bytes, text.length, start);
    for (int i = 0; i < MEMBERS; i++) {
        step to = {keys[i], 0};
        size_t at = locate_value(&in, &to, 1, NULL);
        MUST(locate_place(&in, at).line == (uint32_t)i + 1, "%s", keys[i]);
    }
    buffer_free(&text);
}
END_TEST

int main(void)
{
    return RUN_SUITE("locate", set_up, tear_down, every_value_is_found, what_is_not_there,
                     many_members_are_not_slow);
}
