/* The synthetic region of three authorities: what its parts share. */
#ifndef GENERATE_REGION_H
#define GENERATE_REGION_H

#include "generate/maker.h"

enum {
    AUTHORITIES = 3,
    TOWNS_MOST = 10,
    SITES_MOST = 320,
    VISITS_MOST = 12,
    TRUSTS = 25,
    SINGLE_TRUSTS = 9, /* the first ones: one academy each */
    SPONSORS = 6,
    MOVES_MOST = 3,
    ALLIANCES = 6,
    BEACONS = 10, /* sites outstanding throughout: leads of alliances, then others */
    LEADERS = 24,
    INSPECTORS = 8,
    HISTORY_MOST = 16
};

typedef enum phase { PRIMARY, MIDDLE, SECONDARY, SPECIAL, NURSERY } phase;

/* An end of ties while it lives: one number of the register, or a body. */
typedef struct stay {
    symbol id;
    int32_t from, to; /* INT32_MIN, NO_DAY = no bound */
} stay;

typedef struct visit {
    int32_t day;
    int grade;   /* 0 = inspected without an overall grade */
    int concern; /* rank; 0 = the grade is 0 too */
} visit;

/* A school as people know it: before and after a conversion it has another number. */
typedef struct site {
    int authority, town;
    phase phase;
    int easting, northing, free_meals, pupils; /* free meals in thousandths */
    int isolated, beacon, free_school;         /* beacon: 1 + its number */
    visit visits[VISITS_MOST];
    int visit_count;
    stay schools[2];
    int school_count;
    int32_t converted; /* NO_DAY = never */
    int sponsored;
    struct {
        int trust;
        int32_t from;
    } moves[MOVES_MOST];
    int move_count;
    int federation; /* 1 + its number */
    int32_t federated;
} site;

typedef struct trust {
    stay body;
    int authority; /* -1 = works across them */
    int weight, sponsor, academies;
} trust;

typedef struct leader {
    stay body;
    int home; /* site */
} leader;

typedef struct region {
    maker *m;
    stay authorities[AUTHORITIES], commissioners[2], boards[2], college, office,
        inspectorate, providers[3];
    site sites[SITES_MOST];
    int site_count;
    trust trusts[TRUSTS];
    symbol sponsors[SPONSORS];
    symbol federations[5];
    int federation_count;
    stay alliances[ALLIANCES];
    leader leaders[LEADERS];
    stay inspectors[INSPECTORS];
    int beacons[BEACONS];             /* sites */
    unsigned ties, acts, nominations; /* given an id so far */
} region;

/* What is said of a tie besides its ends and days. */
typedef struct words {
    const char *kind, *matter, *condition, *ended;
    int strength, valence; /* 0, VALENCE_NONE = none */
} words;

/* Which of the two commissioners an authority has. */
int commissioner_index(int authority);

/* --- plans: who is where, and when (region_sites.c, region_trusts.c) --- */

void plan_sites(region *r);
void plan_conversions(region *r);
void plan_trusts(region *r);
/* Grade on a day, 0 = none; a sponsored academy begins without. */
int grade_at(const site *s, int32_t day);
int is_academy_at(const site *s, int32_t day);
/* The school that stands at a site on a day; NULL = none. */
const stay *school_at(const site *s, int32_t day);
/* Which way the crow flies, squared, in metres. */
int64_t apart(const site *a, const site *b);
/* First day of a month from one year to another, both included. */
int32_t month_in(maker *m, int first_year, int last_year);

/* Twice in a row less than good, and last so: on the list of "stuck" schools. */
int is_stuck(const site *s);

/* --- nodes (region_nodes.c, region_schools.c) --- */

void add_bodies_of_region(region *r);
void add_trusts(region *r);
void add_schools(region *r);

/* --- ties (region_ties.c, region_partners.c, region_support.c, region_state.c) --- */

stay body_of(symbol id, int32_t from, int32_t to);
/* A tie between two stays for as long as both live and no longer than asked; the id of
 * the edge, 0 = it would never hold. */
symbol tie(region *r, const words *w, const stay *source, const stay *target,
           int32_t from, int32_t to);
/* The same to a site, whatever school stands there: a tie for each. */
void tie_from_site(region *r, const words *w, const site *source, const stay *target,
                   int32_t from, int32_t to);
void tie_to_site(region *r, const words *w, const stay *source, const site *target,
                 int32_t from, int32_t to);
void tie_sites(region *r, const words *w, const site *source, const site *target,
               int32_t from, int32_t to);
/* A random site for which a test holds; -1 = none was found. */
typedef int site_test(const site *s, int32_t day);
int some_site(region *r, site_test *fits, int32_t day);
int is_needy(const site *s, int32_t day);
int is_needy_maintained(const site *s, int32_t day);
int is_needy_academy(const site *s, int32_t day);
int is_strong(const site *s, int32_t day);

void add_leaders(region *r);
void add_alliances(region *r);
void add_clusters(region *r);
void add_other_partners(region *r);
void add_support(region *r);
void add_acts(region *r);
void add_conversion_acts(region *r);
void add_state(region *r);
void add_absences(region *r);

#endif
