#include "model/words.h"

#include <string.h>

static const struct {
    word_list list;
    const char *text;
} rows[] = {
#define WORD(list, name, text) {WORDS_##list, text},
#include "model/words.def"
#undef WORD
};

enum { ROWS = sizeof rows / sizeof *rows };

static const char *const names[WORDS_LISTS] = {
    "class",   "matter",      "modality", "scope",   "tier",       "stance",
    "outcome", "source type", "access",   "consent", "value type", "level"};

static size_t first(word_list list)
{
    size_t at = 0;
    while (at < ROWS && rows[at].list != list)
        at++;
    return at;
}

uint8_t word_find(word_list list, const char *text, size_t n)
{
    size_t start = first(list);
    for (size_t at = start; at < ROWS && rows[at].list == list; at++)
        if (strlen(rows[at].text) == n && !memcmp(rows[at].text, text, n))
            return (uint8_t)(at - start + 1);
    return 0;
}

const char *word_text(word_list list, uint8_t number)
{
    return number && number <= word_count(list) ? rows[first(list) + number - 1].text
                                                : "";
}

uint8_t word_count(word_list list)
{
    size_t start = first(list), at = start;
    while (at < ROWS && rows[at].list == list)
        at++;
    return (uint8_t)(at - start);
}

const char *word_list_name(word_list list) { return names[list]; }
