/* The establishments download: each row a node, whole.
 *
 * Columns with personal data (heads, telephones, addresses of persons) are not among
 * those that are found, so that nothing of them is read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "io/gias/gias.h"

enum {
    URN,
    LA_CODE,
    LA_NAME,
    NUMBER,
    NAME,
    TYPE_CODE,
    TYPE,
    SORT_CODE,
    SORT,
    STATUS_CODE,
    STATUS,
    OPENED,
    CLOSED,
    PHASE_CODE,
    PHASE,
    AGE_LOW,
    AGE_HIGH,
    GENDER_CODE,
    GENDER,
    RELIGION,
    DIOCESE_CODE,
    DIOCESE,
    PLACES,
    PUPILS,
    FSM,
    TRUST_CODE,
    TRUST,
    TRUST_FLAG,
    FEDERATION_CODE,
    FEDERATION,
    UKPRN,
    INSPECTED,
    MEASURES_CODE,
    MEASURES,
    RATING,
    REGION,
    URBAN,
    GSS,
    EASTING,
    NORTHING,
    RSC_REGION,
    COLUMNS
};

const csv_column gias_establishment_columns[] = {
    [URN] = {"URN", 1},
    [LA_CODE] = {"LA (code)|LA code|LEA (code)", 0},
    [LA_NAME] = {"LA (name)|LA name|LEA (name)", 0},
    [NUMBER] = {"EstablishmentNumber|Establishment number", 0},
    [NAME] = {"EstablishmentName|Establishment name|SCHNAME", 1},
    [TYPE_CODE] = {"TypeOfEstablishment (code)", 0},
    [TYPE] = {"TypeOfEstablishment (name)|TypeOfEstablishment", 1},
    [SORT_CODE] = {"EstablishmentTypeGroup (code)", 0},
    [SORT] = {"EstablishmentTypeGroup (name)|EstablishmentTypeGroup", 0},
    [STATUS_CODE] = {"EstablishmentStatus (code)", 0},
    [STATUS] = {"EstablishmentStatus (name)|EstablishmentStatus", 1},
    [OPENED] = {"OpenDate|Open date", 0},
    [CLOSED] = {"CloseDate|Close date", 0},
    [PHASE_CODE] = {"PhaseOfEducation (code)", 0},
    [PHASE] = {"PhaseOfEducation (name)|PhaseOfEducation", 0},
    [AGE_LOW] = {"StatutoryLowAge", 0},
    [AGE_HIGH] = {"StatutoryHighAge", 0},
    [GENDER_CODE] = {"Gender (code)", 0},
    [GENDER] = {"Gender (name)|Gender", 0},
    [RELIGION] = {"ReligiousCharacter (name)|ReligiousCharacter", 0},
    [DIOCESE_CODE] = {"Diocese (code)", 0},
    [DIOCESE] = {"Diocese (name)|Diocese", 0},
    [PLACES] = {"SchoolCapacity", 0},
    [PUPILS] = {"NumberOfPupils", 0},
    [FSM] = {"PercentageFSM", 0},
    [TRUST_CODE] = {"Trusts (code)", 0},
    [TRUST] = {"Trusts (name)", 0},
    [TRUST_FLAG] = {"TrustSchoolFlag (name)|TrustSchoolFlag", 0},
    [FEDERATION_CODE] = {"Federations (code)", 0},
    [FEDERATION] = {"Federations (name)", 0},
    [UKPRN] = {"UKPRN", 0},
    [INSPECTED] = {"OfstedLastInsp", 0},
    [MEASURES_CODE] = {"OfstedSpecialMeasures (code)", 0},
    [MEASURES] = {"OfstedSpecialMeasures (name)|OfstedSpecialMeasures", 0},
    [RATING] = {"OfstedRating (name)|OfstedRating", 0},
    [REGION] = {"GOR (name)|GOR", 0},
    [URBAN] = {"UrbanRural (name)|UrbanRural", 0},
    [GSS] = {"GSSLACode (name)|GSSLACode (code)|GSSLACode", 0},
    [EASTING] = {"Easting", 0},
    [NORTHING] = {"Northing", 0},
    [RSC_REGION] = {"RSCRegion (name)|RSCRegion", 0},
};
const size_t gias_establishment_column_count = COLUMNS;

int gias_is_la(const char *text)
{
    return strlen(text) == 3 && strspn(text, "0123456789") == 3 &&
           strcmp(text, "000") != 0;
}

/* Words that stand where nothing is known or applies. */
static int is_nothing(csv_cell cell)
{
    static const char *const words[] = {"Not applicable", "Not Applicable", "Unknown",
                                        "Not recorded"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(cell.text, words[i]))
            return 1;
    return !cell.n;
}

/* --- life --- */

static interval read_life(gias *g, const gias_code *status)
{
    dated opened, closed;
    interval life;
    const char *word = status ? status->words[0] : "";
    gias_date(g, OPENED, &opened);
    gias_date(g, CLOSED, &closed);
    life = (interval){opened.day, closed.day, opened.form, closed.form};
    if (!closed.form && !strcmp(word, "closed")) {
        life.to_form = DATE_UNKNOWN;
        gias_tally(g, "kept", "closed on a day that is not given: \"to\" is \"?\"", 1);
    }
    if (!opened.form && !strcmp(word, "proposed_to_open")) {
        life.from_form = DATE_UNKNOWN;
        gias_tally(g, "kept", "to open on a day that is not given: \"from\" is \"?\"", 1);
    } else if (!opened.form) {
        gias_tally(g, "kept", "without an opening date: unbounded there", 1);
    }
    if (date_is_day(opened.form) && date_is_day(closed.form) &&
        closed.day <= opened.day) {
        place at = gias_place(g, CLOSED);
        gias_odd(g, "gias-date-order", &at, csv_get(g->in, CLOSED).text,
                 "the school closed on a day that is not after the one it opened on: the "
                 "day it closed on is left unknown");
        life.to = 0;
        life.to_form = DATE_UNKNOWN;
    }
    if (closed.form && !strcmp(word, "open")) {
        place at = gias_place(g, CLOSED);
        gias_odd(g, "gias-open-closed", &at, csv_get(g->in, CLOSED).text,
                 "the school is open, and has a day on which it closed: both are kept");
    }
    return life;
}

/* --- properties --- */

void gias_put_type(gias *g, properties_of *to, int row, const char *text)
{
    const gias_code *code = gias_code_at(GIAS_TYPES, row);
    value special = {.type = VALUE_BOOLEAN};
    int64_t number;
    if (row == GIAS_UNKNOWN)
        gias_put_extra(g, to, "x_gias_type", text);
    if (!code)
        return;
    gias_put_level(g, to, "status", code->words[1]);
    gias_put_level(g, to, "route", code->words[2]);
    special.as.integer = !strcmp(code->words[3], "true");
    if (*code->words[3])
        gias_put(g, to, "special", special);
    if (number_read_integer(code->code, 1, 999, &number))
        gias_put_integer(g, to, "gias_type", number);
}

/* A code that has a level, or is kept as text. */
static int put_code(gias *g, properties_of *to, gias_table table, size_t name,
                    size_t code, const char *property, const char *extra)
{
    int row = gias_code_read(g, table, name, code);
    if (row == GIAS_UNKNOWN)
        gias_put_extra(g, to, extra, gias_code_text(g, name, code).text);
    else if (row >= 0)
        gias_put_level(g, to, property, gias_code_at(table, row)->words[0]);
    return row;
}

static void put_number(gias *g, properties_of *to, size_t column, const char *property,
                       int64_t most)
{
    int64_t n;
    if (gias_number(g, column, 0, most, &n))
        gias_put_integer(g, to, property, n);
}

static void put_words(gias *g, properties_of *to, size_t column, const char *property)
{
    if (!is_nothing(csv_get(g->in, column)))
        gias_put_text(g, to, property, VALUE_TEXT, gias_text(g, column));
}

static void put_share(gias *g, properties_of *to)
{
    value share = {.type = VALUE_REAL};
    if (!gias_real(g, FSM, 0, 100, &share.as.real))
        return;
    share.as.real /= 100;
    gias_put(g, to, "fsm", share);
}

static void put_authority(gias *g, properties_of *to)
{
    csv_cell code = csv_get(g->in, LA_CODE);
    symbol region = is_nothing(csv_get(g->in, REGION)) ? 0 : gias_text(g, REGION);
    body *of;
    if (!code.n || !strcmp(code.text, "0") || !strcmp(code.text, "000"))
        return;
    if (!gias_is_la(code.text)) {
        csv_fault(g->in, LA_CODE, "gias-la", NULL, "expected three digits");
        return;
    }
    of = gias_body(g, &g->authorities, "la-", code, gias_text(g, LA_NAME),
                   gias_place(g, LA_CODE));
    if (!of)
        return;
    of->gss = of->gss ? of->gss : gias_text(g, GSS);
    if (region && region != of->region) {
        of->regions = (uint8_t)(of->region ? 2 : 1);
        of->region = region;
    }
    gias_put_text(g, to, "la", VALUE_REFERENCE, of->id);
}

static void put_diocese(gias *g, properties_of *to)
{
    csv_cell code = csv_get(g->in, DIOCESE_CODE);
    body *of;
    if (!code.n || strspn(code.text, "0") == code.n ||
        is_nothing(csv_get(g->in, DIOCESE)))
        return;
    of = gias_body(g, &g->dioceses, "diocese-", code, gias_text(g, DIOCESE),
                   gias_place(g, DIOCESE_CODE));
    if (of)
        gias_put_text(g, to, "diocese", VALUE_REFERENCE, of->id);
}

static const gias_code *put_all(gias *g, properties_of *to, int type)
{
    int status;
    gias_put_type(g, to, type, gias_code_text(g, TYPE, TYPE_CODE).text);
    put_code(g, to, GIAS_TYPE_GROUPS, SORT, SORT_CODE, "gias_type_group",
             "x_gias_type_group");
    status = put_code(g, to, GIAS_STATUSES, STATUS, STATUS_CODE, "establishment_status",
                      "x_gias_status");
    put_code(g, to, GIAS_PHASES, PHASE, PHASE_CODE, "phase", "x_gias_phase");
    put_code(g, to, GIAS_GENDERS, GENDER, GENDER_CODE, "gender", "x_gias_gender");
    put_authority(g, to);
    put_words(g, to, REGION, "region");
    put_words(g, to, RSC_REGION, "rsc_region");
    put_words(g, to, RELIGION, "religious_character");
    put_diocese(g, to);
    put_words(g, to, URBAN, "urban_rural");
    put_number(g, to, PUPILS, "pupils", 1000000);
    put_number(g, to, PLACES, "places", 1000000);
    put_number(g, to, AGE_LOW, "age_low", 120);
    put_number(g, to, AGE_HIGH, "age_high", 120);
    put_number(g, to, EASTING, "easting", 999999);
    put_number(g, to, NORTHING, "northing", 1999999);
    put_share(g, to);
    return gias_code_at(GIAS_STATUSES, status);
}

/* --- inspections, in the row itself and in their own file --- */

static void put_inspections(gias *g, properties_of *to, uint32_t urn, uint32_t *files)
{
    size_t count, more = 1;
    const visit *rows = gias_visits_of(g, urn, &count);
    visit own = {.urn = urn, .pupils = -1, .idaci = -1}, *all;
    int concern = gias_code_read(g, GIAS_CONCERNS, MEASURES, MEASURES_CODE);
    own.rating = gias_code_read(g, GIAS_RATINGS, RATING, RATING);
    if (own.rating == GIAS_UNKNOWN)
        gias_put_extra(g, to, "x_gias_ofsted", csv_get(g->in, RATING).text);
    gias_date(g, INSPECTED, &own.day);
    own.place = (place){g->file, csv_line(g->in), 0, 0};
    for (size_t i = 0; i < count; i++) {
        *files |= 1u << rows[i].place.file;
        more &= !own.day.form || rows[i].day.day != own.day.day;
    }
    if (!date_is_day(own.day.form) || !more) {
        gias_put_visits(g, to, rows, count);
    } else if (!(all = memory_array(count + 1, sizeof *all))) {
        gias_no_memory(g);
    } else {
        size_t at = count;
        for (; at && rows[at - 1].day.day > own.day.day; at--)
            all[at] = rows[at - 1];
        all[at] = own;
        if (at)
            memcpy(all, rows, at * sizeof *all);
        gias_put_visits(g, to, all, count + 1);
        memory_free(all);
    }
    if (concern >= 0 && !gias_has(g, to, "ofsted_concern"))
        gias_put_level(g, to, "ofsted_concern",
                       gias_code_at(GIAS_CONCERNS, concern)->words[0]);
}

/* --- groups that the row itself names, where there is no file of group links --- */

static const member *find_members(gias *g, uint32_t urn, size_t *count, uint32_t *files)
{
    const member *rows;
    size_t before = g->members.count;
    if (g->given[GIAS_GROUP_LINKS]) {
        rows = gias_members_of(g, urn, count);
    } else {
        gias_member_named(g, urn, TRUST_CODE, TRUST,
                          gias_flagged(csv_get(g->in, TRUST_FLAG)));
        gias_member_named(g, urn, FEDERATION_CODE, FEDERATION, "Federation");
        *count = g->members.count - before;
        rows = *count ? (const member *)g->members.items + before : NULL;
    }
    for (size_t i = 0; i < *count; i++)
        *files |= 1u << rows[i].place.file;
    return rows;
}

/* --- the node --- */

static outside_ids read_ids(gias *g)
{
    csv_cell la = csv_get(g->in, LA_CODE), number = csv_get(g->in, NUMBER);
    char laestab[16] = "";
    int64_t n;
    outside_id rows[3];
    if (number.n && gias_number(g, NUMBER, 0, 9999, &n) && gias_is_la(la.text))
        snprintf(laestab, sizeof laestab, "%s%04d", la.text, (int)n);
    rows[0] = (outside_id){gias_symbol(g, "urn", 3), gias_text(g, URN)};
    rows[1] = (outside_id){gias_symbol(g, "laestab", 7),
                           gias_symbol(g, laestab, strlen(laestab))};
    rows[2] = (outside_id){gias_symbol(g, "ukprn", 5), gias_text(g, UKPRN)};
    return gias_ids(g, rows, 3);
}

void gias_read_establishments(gias *g)
{
    uint32_t urn = gias_id(g, URN, GIAS_URN_MOST), files = 1u << g->file;
    symbol id = urn ? gias_urn(g, urn) : 0;
    properties_of own = {.count = 0};
    const gias_code *status;
    const member *members;
    size_t count;
    int type;
    interval life;
    node *made;
    if (!id)
        return;
    if (dataset_node_at(g->made, id) >= 0) {
        csv_fault(g->in, URN, "gias-twice", NULL,
                  "the establishment has a row already: this one is left out");
        gias_tally(g, "dropped", "rows of an establishment that has one already", 1);
        return;
    }
    type = gias_code_read(g, GIAS_TYPES, TYPE, TYPE_CODE);
    own.type = type < 0 ? vocabulary_type(&g->made->vocabulary, "establishment", 13)
                        : gias_code_type(g, GIAS_TYPES, type, 0);
    status = put_all(g, &own, type);
    life = read_life(g, status);
    members = find_members(g, urn, &count, &files);
    gias_put_members(g, &own, members, count, &life);
    put_inspections(g, &own, urn, &files);
    made = gias_node(g, id, own.type, gias_place(g, URN), &own, files);
    if (!made)
        return;
    made->name = gias_text(g, NAME);
    made->valid = life;
    made->ids = read_ids(g);
    gias_tally(g, "kept",
               type < 0
                   ? "nodes: establishment, of no known type"
                   : gias_words(g, "nodes: ", gias_code_at(GIAS_TYPES, type)->words[0]),
               1);
}
