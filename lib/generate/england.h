/* A network of the size of a country: what its parts share. */
#ifndef GENERATE_ENGLAND_H
#define GENERATE_ENGLAND_H

#include "generate/maker.h"

/* A row of nodes of one sort, in order. */
typedef struct bodies {
    symbol *ids;
    uint32_t count;
} bodies;

#define NO_TRUST UINT32_MAX

typedef struct country {
    maker *m;
    symbol department, inspectorate, college, funder;
    bodies commissioners, providers, authorities, dioceses, alliances, trusts, schools,
        leaders;
    uint32_t *first;        /* of each authority's schools, and one more */
    uint32_t *authority_of; /* of a school */
    uint32_t *trust_of;     /* of a school; NO_TRUST = maintained */
    uint32_t *trust_region; /* of a trust */
    uint32_t *home;         /* school of a leader */
    uint8_t *partnered;     /* school is in a cluster or an alliance */
} country;

/* The region of an authority: they are cut into as many runs as there are
 * commissioners. */
uint32_t region_of(const country *c, uint32_t authority);
/* A number from a table of 17 quantiles. */
uint32_t from_quantiles(maker *m, const uint16_t quantiles[17]);

void england_steering(country *c);
void england_partnership(country *c);
/* Leaders' support, and the acts that brought it about. */
void england_support(country *c);

#endif
