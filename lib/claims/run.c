#include "claims/run.h"

#include <stdio.h>
#include <string.h>

#include <polity/view.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/ticker.h"
#include "table/table.h"

enum { FIGURES = 64 };

/* --- a condition over figures
 * -------------------------------------------------------------- */

typedef struct figures {
    query_parameter rows[FIGURES];
    size_t count;
} figures;

static polity_status decide(claims_run *r, const claim *of, const char *key,
                            const char *text, const figures *with, int *is)
{
    query_scope scope = {.data = r->data,
                         .bare = -1,
                         .parameters = with->rows,
                         .parameter_count = with->count,
                         .bare_parameters = 1};
    query_run run = {.data = r->data};
    query made;
    query_fault fault;
    char name[120];
    snprintf(name, sizeof name, "claim \"%.60s\": %s", of->shown.id, key);
    if (!query_compile(&made, text, &scope, 1, &fault))
        return query_fault_error(&fault, name, text, r->err);
    *is = query_test(&run, &made);
    query_run_free(&run);
    query_free(&made);
    return run.no_memory ? error_memory(r->err) : POLITY_OK;
}

/* --- one claim
 * ----------------------------------------------------------------------------- */

typedef struct decided {
    int outcome;
    buffer figures, evidence;
} decided;

static void write_figure(const claims_run *r, const char *name, const query_value *of,
                         buffer *to)
{
    buffer_print(to, "%s%s = ", to->length ? "; " : "", name);
    if (of->type == QUERY_TEXT)
        buffer_add(to, of->as.text, of->length);
    else
        query_write(r->data, of, to);
}

static polity_status read_figures(claims_run *r, const claim *of, figures *to,
                                  decided *out)
{
    polity_status status = POLITY_OK;
    for (size_t i = 0; !status && i < of->need_count; i++) {
        const claim_figure *need = &of->needs[i];
        int64_t count;
        status = need_count(r, need, &count);
        if (!status && count < need->least)
            run_needs(r, need->what, strlen(need->what));
    }
    for (size_t i = 0; !status && i < of->figure_count; i++) {
        query_parameter *row = &to->rows[to->count];
        if (to->count == FIGURES)
            return error_set(r->err, POLITY_EDATA, "claims-figures",
                             "claim \"%.60s\" has more than %d figures", of->shown.id,
                             FIGURES);
        row->name = of->figures[i].name;
        status = figure_value(r, &of->figures[i], &row->value);
        if (status)
            break;
        write_figure(r, row->name, &row->value, &out->figures);
        to->count++;
    }
    return status;
}

/* An error of a figure tells whose it is. */
static polity_status name_claim(const claims_run *r, const claim *of,
                                polity_status status)
{
    char message[sizeof r->err->message];
    if (!status || !r->err || status == POLITY_ENOMEM || status == POLITY_ECANCELLED ||
        !strncmp(r->err->message, "claim ", 6))
        return status;
    snprintf(message, sizeof message, "claim \"%.60s\": %.430s", of->shown.id,
             r->err->message);
    memcpy(r->err->message, message, sizeof message);
    return status;
}

/* What these data, or the limits, do not allow leaves one claim open and not the others:
 * what was in the way is needed. */
static polity_status leave_open(claims_run *r, polity_status status, decided *out)
{
    if (status != POLITY_EUNFIT && status != POLITY_ELIMIT)
        return status;
    out->outcome = CLAIM_OPEN;
    run_needs(r, r->err->message, strlen(r->err->message));
    *r->err = (polity_error)POLITY_ERROR_INIT;
    return POLITY_OK;
}

/* Records to look at, where they can be had. */
static polity_status show(claims_run *r, const claim *of, decided *out)
{
    polity_status status = evidence_text(r, of, &out->evidence);
    if (status != POLITY_EUNFIT && status != POLITY_ELIMIT)
        return status;
    buffer_clear(&out->evidence);
    buffer_print(&out->evidence, "not shown: %s", r->err->message);
    *r->err = (polity_error)POLITY_ERROR_INIT;
    return POLITY_OK;
}

static polity_status decide_claim(claims_run *r, const claim *of, decided *out)
{
    figures all = {.count = 0};
    int holds = -1, direction = -1;
    polity_status status = read_figures(r, of, &all, out);
    if (!status && of->holds)
        status = decide(r, of, "holds", of->holds, &all, &holds);
    if (!status && of->direction)
        status = decide(r, of, "direction", of->direction, &all, &direction);
    if (status)
        return name_claim(r, of, leave_open(r, status, out));
    if (r->needs.length)
        out->outcome = CLAIM_OPEN;
    else if (holds == 1)
        out->outcome = CLAIM_CONFIRMED;
    else if (direction == 1)
        out->outcome = CLAIM_DIRECTION;
    else
        out->outcome =
            holds == 0 || (!of->holds && direction == 0) ? CLAIM_REFUTED : CLAIM_OPEN;
    if (of->shows && out->outcome != CLAIM_OPEN)
        status = show(r, of, out);
    return name_claim(r, of, status);
}

/* --- the table
 * ----------------------------------------------------------------------------- */

static const struct {
    const char *name, *meaning;
    polity_type type;
} columns[] = {
    {"claim", "its id", POLITY_TEXT},
    {"outcome", "confirmed, refuted, direction only or cannot be decided", POLITY_TEXT},
    {"expected", "the outcome that the file expects", POLITY_TEXT},
    {"as_expected", "whether it came out so", POLITY_BOOL},
    {"figures", "what decided it", POLITY_TEXT},
    {"needs", "what is missing to decide it", POLITY_TEXT},
    {"evidence", "records it rests on, with their evidence", POLITY_TEXT},
    {"statement", "what is claimed", POLITY_TEXT},
    {"place", "where the source says so", POLITY_TEXT},
    {"note", "how it is decided, and within which limits", POLITY_TEXT},
};

static const char *expected(const claims_run *r, const claim *of)
{
    if (!r->expect)
        return of->expect_count ? of->expects[0].outcome : NULL;
    for (size_t i = 0; i < of->expect_count; i++)
        if (!strcmp(of->expects[i].whose, r->expect))
            return of->expects[i].outcome;
    return NULL;
}

static const char *or_none(const buffer *of) { return of->length ? of->bytes : NULL; }
static const char *unless_empty(const char *text) { return *text ? text : NULL; }

static int add_row(const claims_run *r, polity_table *to, const claim *of,
                   const decided *d, size_t *differs)
{
    const char *wanted = expected(r, of), *outcome = claim_outcomes[d->outcome];
    const char *texts[] = {of->shown.id,
                           outcome,
                           wanted,
                           NULL,
                           or_none(&d->figures),
                           or_none(&r->needs),
                           or_none(&d->evidence),
                           of->shown.statement,
                           unless_empty(of->shown.place),
                           unless_empty(of->shown.note)};
    ptrdiff_t row = table_add_row(to);
    if (row < 0)
        return 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (columns[i].type != POLITY_TEXT) {
            table_ints(to, i)[row] = wanted && !strcmp(wanted, outcome);
            if (!wanted && !table_undefine(to, (size_t)row, i, REASON_ABSENT))
                return 0;
        } else if (!table_set_text(to, (size_t)row, i, texts[i])) {
            return 0;
        }
    }
    *differs += wanted && strcmp(wanted, outcome) != 0;
    return 1;
}

static int is_asked(const claims_run *r, const claim *of, uint8_t *given)
{
    *given = 0;
    for (size_t i = 0; i < r->given.count; i++) {
        const char *at = r->given.rows[i].value;
        size_t n = strlen(of->shown.id);
        if (strcmp(r->given.rows[i].name, "claim") != 0)
            continue;
        *given = 1;
        while (at && *at) {
            size_t length = strcspn(at, ",");
            if (length == n && !memcmp(at, of->shown.id, n))
                return 1;
            at += length + (at[length] == ',');
        }
    }
    return !*given;
}

/* None of the ids that were asked for is there. */
static polity_status refuse_asked(claims_run *r)
{
    const char *id = option_text(r->given, "claim");
    size_t n = strcspn(id, ",");
    nearest near;
    char hint[NEAREST_SIZE];
    nearest_begin(&near, id, n);
    for (size_t i = 0; i < r->claims->count; i++)
        nearest_offer(&near, r->claims->rows[i].shown.id);
    return error_set(r->err, POLITY_ENOTFOUND, "option-value",
                     "claim: no claim of the file is called \"%.*s\"%s",
                     (int)(n < 80 ? n : 80), id, nearest_hint(&near, hint));
}

static polity_status run_all(claims_run *r, polity_table *to, size_t *differs)
{
    polity_status status = POLITY_OK;
    size_t counts[4] = {0}, asked = 0;
    uint8_t given = 0;
    for (size_t i = 0; !status && i < r->claims->count; i++) {
        const claim *of = &r->claims->rows[i];
        decided d = {0};
        if (!is_asked(r, of, &given))
            continue;
        asked++;
        buffer_clear(&r->needs);
        status = run_tick(r->settings, "deciding", (double)i / (double)r->claims->count,
                          r->err);
        if (!status)
            status = decide_claim(r, of, &d);
        if (!status && (d.figures.failed || d.evidence.failed || r->needs.failed ||
                        !add_row(r, to, of, &d, differs)))
            status = error_memory(r->err);
        counts[d.outcome] += !status;
        buffer_free(&d.figures);
        buffer_free(&d.evidence);
        arena_free(&r->memory);
    }
    if (!status && given && !asked)
        status = refuse_asked(r);
    if (!status &&
        !table_fact(to, "outcomes",
                    "%zu confirmed, %zu refuted, %zu direction only, %zu cannot be "
                    "decided",
                    counts[CLAIM_CONFIRMED], counts[CLAIM_REFUTED],
                    counts[CLAIM_DIRECTION], counts[CLAIM_OPEN]))
        status = error_memory(r->err);
    return status;
}

static polity_table *make_table(void)
{
    polity_table *made = table_new(0, NULL);
    for (size_t i = 0; made && i < sizeof columns / sizeof *columns; i++)
        if (table_add(made, columns[i].name, "", columns[i].meaning, columns[i].type) <
            0) {
            polity_table_free(made);
            made = NULL;
        }
    return made;
}

polity_status polity_claims_run(polity_table **out, size_t *differs,
                                const polity_claims *claims, const polity_dataset *data,
                                const polity_option *given, size_t n,
                                const polity_run *run, polity_error *err)
{
    polity_run settings = run_settings(run);
    polity_error local = POLITY_ERROR_INIT;
    claims_run r = {.claims = claims,
                    .data = data,
                    .given = {given, n},
                    .settings = &settings,
                    .err = err ? err : &local};
    polity_table *made;
    size_t other = 0;
    polity_status status;
    if (!out || !claims || !data || (n && !given))
        return error_set(err, POLITY_EARG, "argument",
                         "claims, a data set and a place for the result are needed");
    *out = NULL;
    if (claims->patterns)
        return error_set(err, POLITY_EDATA, "claims-kind",
                         "%s: a pattern file, not one of claims", claims->file);
    if ((status = options_check(r.given, err)))
        return status;
    r.expect = option_text(r.given, "expect");
    made = make_table();
    status = made ? run_all(&r, made, &other) : error_memory(err);
    for (size_t i = 0; i < r.view_count; i++) {
        memory_free(r.views[i].options.rows);
        polity_view_free(r.views[i].view);
    }
    memory_free(r.views);
    buffer_free(&r.needs);
    arena_free(&r.memory);
    if (status) {
        polity_table_free(made);
        return status;
    }
    if (differs)
        *differs = other;
    *out = made;
    return POLITY_OK;
}
