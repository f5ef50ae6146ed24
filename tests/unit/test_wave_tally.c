/* How many of many sets hold each of 256 sources, against counting them one at a time. */
#include <string.h>

#include "base/alloc.h"
#include "base/random.h"
#include "measures/paths/wave_bits.h"
#include "support/suite.h"

enum { SETS = 3000 };

static wave_bits *sets;
static int32_t *nodes;
static uint32_t *members;
static random_state state;

static void set_up(void)
{
    sets = memory_zeroed(SETS, sizeof *sets);
    nodes = memory_array(SETS, sizeof *nodes);
    members = memory_array(SETS, sizeof *members);
    ck_assert_ptr_nonnull(sets);
    ck_assert_ptr_nonnull(members);
    ck_assert_ptr_nonnull(nodes);
    random_seed(&state, 11);
}

static void tear_down(void)
{
    memory_free(sets);
    memory_free(nodes);
    memory_free(members);
}

/* At most so many members; the first n of a shuffled list of sets, each of whose bits is
 * there in one of `rare` cases. */
static void fill(size_t n, size_t rare, uint64_t most)
{
    for (size_t i = 0; i < SETS; i++) {
        nodes[i] = (int32_t)i;
        members[i] = 1 + (uint32_t)random_below(&state, most);
        sets[i] = (wave_bits){0};
        for (size_t bit = 0; bit < WAVE_SOURCES; bit++)
            if (!random_below(&state, rare))
                wave_set(&sets[i], bit);
    }
    for (size_t i = 0; i < n; i++) {
        size_t other = i + (size_t)random_below(&state, SETS - i);
        int32_t held = nodes[i];
        nodes[i] = nodes[other];
        nodes[other] = held;
    }
}

static void check(size_t n, size_t rare, uint64_t most)
{
    uint32_t found[WAVE_SOURCES], counted[WAVE_SOURCES] = {0};
    uint64_t held = 0;
    fill(n, rare, most);
    for (size_t i = 0; i < n; i++) {
        ck_assert_int_eq(wave_is_empty(&sets[nodes[i]]), !wave_count(&sets[nodes[i]]));
        held += wave_count(&sets[nodes[i]]);
        for (size_t bit = 0; bit < WAVE_SOURCES; bit++)
            if (sets[nodes[i]][bit / 64] >> bit % 64 & 1)
                counted[bit] += members[nodes[i]];
    }
    memset(found, 0xff, sizeof found);
    wave_tally(sets, nodes, n, members, held, found);
    for (size_t bit = 0; bit < WAVE_SOURCES; bit++)
        MUST(found[bit] == counted[bit],
             "%zu sets, 1 of %zu, of at most %llu members: source %zu in %u, not %u", n,
             rare, (unsigned long long)most, bit, found[bit], counted[bit]);
}

START_TEST(counts_are_those_of_counting_one_at_a_time)
{
    static const size_t NUMBERS[] = {0, 1, 2, 3, 7, 8, 9, 255, 256, 257, 1023, SETS};
    static const size_t RARE[] = {1, 2, 20, 500};
    static const uint64_t MOST[] = {1, 2, 5, 100000};
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++)
        for (size_t k = 0; k < sizeof RARE / sizeof *RARE; k++)
            for (size_t j = 0; j < sizeof MOST / sizeof *MOST; j++)
                check(NUMBERS[i], RARE[k], MOST[j]);
}
END_TEST

int main(void)
{
    return RUN_SUITE("tally of sets", set_up, tear_down,
                     counts_are_those_of_counting_one_at_a_time);
}
