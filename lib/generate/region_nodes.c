/* The region's authorities and trusts, and the national bodies that act in it. */
#include <stdio.h>

#include "generate/region.h"

stay body_of(symbol id, int32_t from, int32_t to) { return (stay){id, from, to}; }

/* Their lives, as england-regime has them; nothing else is said of them here. */
static void add_national(region *r)
{
    static const char *const providers[] = {"cfbt", "serco", "tribal"};
    maker *m = r->m;
    int32_t start = day_of(2014, 9, 1), end = day_of(2022, 9, 1);
    r->inspectorate = body_of(add_known(m, "ofsted", "inspectorate"), INT32_MIN, NO_DAY);
    r->office = body_of(add_known(m, "osc", "commissioner_office"), INT32_MIN, end);
    r->college = body_of(add_known(m, "nctl", "national_college"), day_of(2013, 3, 29),
                         day_of(2018, 4, 1));
    r->commissioners[0] = body_of(add_known(m, "rsc-emh", "commissioner"), start, end);
    r->commissioners[1] = body_of(add_known(m, "rsc-lwy", "commissioner"), start, end);
    r->boards[0] =
        body_of(add_known(m, "htb-emh", "advisory_board"), day_of(2014, 7, 1), end);
    r->boards[1] =
        body_of(add_known(m, "htb-lwy", "advisory_board"), day_of(2014, 7, 1), end);
    for (int i = 0; i < 3; i++)
        r->providers[i] =
            body_of(add_known(m, providers[i], "inspection_provider"), INT32_MIN, NO_DAY);
}

static void add_authorities(region *r)
{
    static const struct {
        const char *id, *name, *subtype, *code, *region, *executive;
    } rows[AUTHORITIES] = {
        {"syn-la-shire", "Synthetic shire county", "shire_county", "991", "East Midlands",
         "leader_cabinet"},
        {"syn-la-unitary", "Synthetic unitary authority", "unitary_authority", "992",
         "East Midlands", "committee"},
        {"syn-la-metropolitan", "Synthetic metropolitan borough", "metropolitan_borough",
         "993", "Yorkshire and the Humber", "mayor"},
    };
    static const char *const regions[] = {"East Midlands and the Humber",
                                          "Lancashire and West Yorkshire"};
    for (int i = 0; i < AUTHORITIES; i++) {
        maker *m = r->m;
        sheet own = sheet_of(m, "local_authority");
        put_text(m, &own, "subtype", rows[i].subtype);
        put_text(m, &own, "la_code", rows[i].code);
        put_word(m, &own, "executive", rows[i].executive);
        put_text(m, &own, "region", rows[i].region);
        put_text(m, &own, "rsc_region", regions[commissioner_index(i)]);
        r->authorities[i] = body_of(maker_symbol(m, "%s", rows[i].id), INT32_MIN, NO_DAY);
        add_node(m, r->authorities[i].id, maker_symbol(m, "%s", rows[i].name), &own,
                 span(NO_DAY, NO_DAY));
    }
}

static void add_sponsors(region *r)
{
    for (int i = 0; i < SPONSORS; i++) {
        sheet own = sheet_of(r->m, "sponsor");
        r->sponsors[i] = maker_symbol(r->m, "syn-sponsor-%d", i + 1);
        add_node(r->m, r->sponsors[i], maker_symbol(r->m, "Synthetic sponsor %d", i + 1),
                 &own, span(NO_DAY, NO_DAY));
    }
}

void add_bodies_of_region(region *r)
{
    add_national(r);
    add_authorities(r);
    add_sponsors(r);
}

static const char *size_band(int academies)
{
    return academies < 2    ? "single"
           : academies < 6  ? "small"
           : academies < 16 ? "medium"
                            : "large";
}

void add_trusts(region *r)
{
    static const char *const regions[] = {"East Midlands and the Humber",
                                          "Lancashire and West Yorkshire"};
    maker *m = r->m;
    for (int i = 0; i < TRUSTS; i++) {
        trust *t = &r->trusts[i];
        sheet own = sheet_of(m, "trust");
        if (!t->academies) {
            t->body.id = 0;
            continue;
        }
        put_text(m, &own, "subtype", i < SINGLE_TRUSTS ? "sat" : "mat");
        put_word(m, &own, "size_band", size_band(t->academies));
        put_text(m, &own, "rsc_region",
                 regions[commissioner_index(t->authority < 0 ? 0 : t->authority)]);
        put_text(m, &own, "region",
                 t->authority == 2 ? "Yorkshire and the Humber" : "East Midlands");
        if (t->authority >= 0)
            put_reference(m, &own, "la", r->authorities[t->authority].id);
        if (t->sponsor)
            put_reference(m, &own, "sponsor", r->sponsors[t->sponsor - 1]);
        put_boolean(m, &own, "common_employer", i >= SINGLE_TRUSTS && i % 3 != 0);
        add_node(m, t->body.id, maker_symbol(m, "Synthetic trust %02d", i + 1), &own,
                 span(t->body.from, t->body.to));
    }
}
