/* The closed lists of the format: classes, matters, modalities … and their numbers. */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

#include <stddef.h>
#include <stdint.h>

typedef enum word_list {
    WORDS_CLASS,
    WORDS_MATTER,
    WORDS_MODALITY,
    WORDS_SCOPE,
    WORDS_TIER,
    WORDS_STANCE,
    WORDS_OUTCOME,
    WORDS_SOURCE,
    WORDS_ACCESS,
    WORDS_CONSENT,
    WORDS_VALUE,
    WORDS_LEVEL,
    WORDS_LISTS
} word_list;

/* CLASS_STEERING, MATTER_STANDARDS …: 1-based within each list; 0 = not stated. */
enum {
    CLASS_NONE,
    CLASS_STEERING,
    CLASS_PARTNERSHIP,
    CLASS_BROKERAGE,
    CLASS_CONTEXT,
    CLASS_END
};
enum {
    MODALITY_NONE,
    MODALITY_LAW,
    MODALITY_POLICY,
    MODALITY_PRACTICE,
    MODALITY_PROSPECTIVE,
    MODALITY_VIEW
};
enum { SCOPE_NONE, SCOPE_INSTANCE, SCOPE_ROLE, SCOPE_TYPE };
enum {
    TIER_NONE,
    TIER_NATIONAL,
    TIER_REGIONAL,
    TIER_LOCAL,
    TIER_SCHOOL,
    TIER_PERSON,
    TIER_END
};
enum {
    STANCE_NONE,
    STANCE_ASSERTS,
    STANCE_DENIES,
    STANCE_DOUBTS,
    STANCE_EXPECTS,
    STANCE_REPORTS_HEARSAY
};
enum {
    OUTCOME_NONE,
    OUTCOME_PROPOSED,
    OUTCOME_AGREED,
    OUTCOME_REFUSED,
    OUTCOME_FAILED,
    OUTCOME_RUNNING,
    OUTCOME_ENDED,
    OUTCOME_UNKNOWN
};
enum { SOURCE_NONE, SOURCE_INTERVIEW, SOURCE_DOCUMENT, SOURCE_LAW, SOURCE_REGISTER };
enum { CONSENT_ABSENT, CONSENT_QUOTE_AGREED };
enum {
    VALUE_NULL,
    VALUE_TEXT,
    VALUE_INTEGER,
    VALUE_REAL,
    VALUE_BOOLEAN,
    VALUE_DATE,
    VALUE_CATEGORY,
    VALUE_REFERENCE
};

/* Number of a word of `n` bytes in a list; 0 = it is not in it. */
uint8_t word_find(word_list list, const char *text, size_t n);
/* The word; "" for 0. */
const char *word_text(word_list list, uint8_t number);
/* How many words a list has: their numbers are 1..count. */
uint8_t word_count(word_list list);
/* What a list is called in messages, such as "matter". */
const char *word_list_name(word_list list);

#endif
