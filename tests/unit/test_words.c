/* The closed lists: every word has its number, and no other text has one. */
#include <string.h>

#include "model/words.h"
#include "support/suite.h"

/* The numbers that the rest of the library knows by name. */
START_TEST(named_numbers)
{
    static const struct {
        word_list list;
        uint8_t number;
        const char *text;
    } named[] = {{WORDS_CLASS, CLASS_STEERING, "steering"},
                 {WORDS_CLASS, CLASS_PARTNERSHIP, "partnership"},
                 {WORDS_CLASS, CLASS_BROKERAGE, "brokerage"},
                 {WORDS_CLASS, CLASS_CONTEXT, "context"},
                 {WORDS_MODALITY, MODALITY_LAW, "law"},
                 {WORDS_MODALITY, MODALITY_POLICY, "policy"},
                 {WORDS_MODALITY, MODALITY_PRACTICE, "practice"},
                 {WORDS_MODALITY, MODALITY_PROSPECTIVE, "prospective"},
                 {WORDS_MODALITY, MODALITY_VIEW, "view"},
                 {WORDS_SCOPE, SCOPE_INSTANCE, "instance"},
                 {WORDS_SCOPE, SCOPE_ROLE, "role"},
                 {WORDS_SCOPE, SCOPE_TYPE, "type"},
                 {WORDS_TIER, TIER_NATIONAL, "national"},
                 {WORDS_TIER, TIER_REGIONAL, "regional"},
                 {WORDS_TIER, TIER_LOCAL, "local"},
                 {WORDS_TIER, TIER_SCHOOL, "school"},
                 {WORDS_TIER, TIER_PERSON, "person"},
                 {WORDS_STANCE, STANCE_ASSERTS, "asserts"},
                 {WORDS_STANCE, STANCE_DENIES, "denies"},
                 {WORDS_STANCE, STANCE_DOUBTS, "doubts"},
                 {WORDS_STANCE, STANCE_EXPECTS, "expects"},
                 {WORDS_STANCE, STANCE_REPORTS_HEARSAY, "reports_hearsay"},
                 {WORDS_OUTCOME, OUTCOME_PROPOSED, "proposed"},
                 {WORDS_OUTCOME, OUTCOME_AGREED, "agreed"},
                 {WORDS_OUTCOME, OUTCOME_REFUSED, "refused"},
                 {WORDS_OUTCOME, OUTCOME_FAILED, "failed"},
                 {WORDS_OUTCOME, OUTCOME_RUNNING, "running"},
                 {WORDS_OUTCOME, OUTCOME_ENDED, "ended"},
                 {WORDS_OUTCOME, OUTCOME_UNKNOWN, "unknown"},
                 {WORDS_SOURCE, SOURCE_INTERVIEW, "interview"},
                 {WORDS_SOURCE, SOURCE_DOCUMENT, "document"},
                 {WORDS_SOURCE, SOURCE_LAW, "law"},
                 {WORDS_CONSENT, CONSENT_QUOTE_AGREED, "quote_agreed"},
                 {WORDS_VALUE, VALUE_TEXT, "text"},
                 {WORDS_VALUE, VALUE_INTEGER, "integer"},
                 {WORDS_VALUE, VALUE_REAL, "real"},
                 {WORDS_VALUE, VALUE_BOOLEAN, "boolean"},
                 {WORDS_VALUE, VALUE_DATE, "date"},
                 {WORDS_VALUE, VALUE_CATEGORY, "category"},
                 {WORDS_VALUE, VALUE_REFERENCE, "reference"}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const char *text = named[i].text;
        ck_assert_int_eq(word_find(named[i].list, text, strlen(text)), named[i].number);
        ck_assert_str_eq(word_text(named[i].list, named[i].number), text);
    }
    ck_assert_int_eq(word_count(WORDS_CLASS), CLASS_END - 1);
    ck_assert_int_eq(word_count(WORDS_TIER), TIER_END - 1);
    ck_assert_int_eq(word_count(WORDS_MATTER), 12);
    ck_assert_int_eq(word_count(WORDS_VALUE), VALUE_REFERENCE);
}
END_TEST

START_TEST(every_word_is_found_and_nothing_near_it)
{
    for (int list = 0; list < WORDS_LISTS; list++) {
        word_list in = (word_list)list;
        ck_assert(*word_list_name(in));
        ck_assert_int_gt(word_count(in), 0);
        ck_assert_str_eq(word_text(in, 0), "");
        ck_assert_str_eq(word_text(in, (uint8_t)(word_count(in) + 1)), "");
        ck_assert_int_eq(word_find(in, "", 0), 0);
        for (uint8_t i = 1; i <= word_count(in); i++) {
            const char *text = word_text(in, i);
            size_t n = strlen(text);
            char longer[64];
            ck_assert_int_eq(word_find(in, text, n), i);
            ck_assert_int_eq(word_find(in, text, n - 1), 0);
            strcat(strcpy(longer, text), "s");
            ck_assert_int_eq(word_find(in, longer, n + 1), 0);
            longer[0] = (char)(longer[0] - 'a' + 'A');
            ck_assert_int_eq(word_find(in, longer, n), 0);
        }
    }
}
END_TEST

START_TEST(lists_are_apart)
{
    ck_assert_int_ne(word_find(WORDS_SOURCE, "law", 3), 0);
    ck_assert_int_ne(word_find(WORDS_MODALITY, "law", 3), 0);
    ck_assert_int_eq(word_find(WORDS_MATTER, "law", 3), 0);
    for (int list = 0; list < WORDS_LISTS; list++)
        for (int other = 0; other < list; other++)
            ck_assert_str_ne(word_list_name((word_list)list),
                             word_list_name((word_list)other));
}
END_TEST

int main(void)
{
    return RUN_SUITE("words", NULL, NULL, named_numbers,
                     every_word_is_found_and_nothing_near_it, lists_are_apart);
}
