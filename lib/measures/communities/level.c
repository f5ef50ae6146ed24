#include "measures/communities/level.h"

#include <string.h>

int scratch_make(scratch *to, size_t nodes)
{
    memset(to, 0, sizeof *to);
    to->tally = memory_zeroed(nodes, sizeof *to->tally);
    to->met = memory_array(nodes, sizeof *to->met);
    to->order = memory_array(nodes, sizeof *to->order);
    to->start = memory_array(nodes + 1, sizeof *to->start);
    to->whole = memory_array(nodes, sizeof *to->whole);
    to->in = memory_array(nodes, sizeof *to->in);
    to->mark = memory_array(nodes, sizeof *to->mark);
    return to->tally && to->met && to->order && to->start && to->whole && to->in &&
           to->mark;
}

void scratch_free(scratch *of)
{
    memory_free(of->tally);
    memory_free(of->met);
    memory_free(of->order);
    memory_free(of->start);
    memory_free(of->whole);
    memory_free(of->in);
    memory_free(of->mark);
}

double scratch_bytes(size_t nodes)
{
    return (double)nodes * (sizeof(tally) + sizeof(double) + sizeof(membership) +
                            3 * sizeof(int32_t) + 1);
}

int scratch_stops(const scratch *with)
{
    if (with->run && run_tick(with->run, "searching communities", with->done, NULL))
        atomic_store(with->stop, 1);
    return atomic_load(with->stop);
}

int level_room_make(level_room *to, size_t nodes, size_t entries)
{
    to->first = memory_array(nodes + 1, sizeof *to->first);
    to->head = memory_array(entries, sizeof *to->head);
    to->tie = memory_array(entries, sizeof *to->tie);
    to->sum = memory_array(nodes, sizeof *to->sum);
    return to->first && to->head && to->tie && to->sum;
}

void level_room_free(level_room *of)
{
    memory_free(of->first);
    memory_free(of->head);
    memory_free(of->tie);
    memory_free(of->sum);
}

double level_room_bytes(size_t nodes, size_t entries)
{
    return (double)nodes * (sizeof(int64_t) + sizeof(double)) +
           (double)entries * (sizeof(int32_t) + sizeof(double));
}

/* Members of each group in a row: order[start[c]] .. order[start[c + 1] - 1], in order of
 * number. */
static void list_members(size_t nodes, const int32_t *group, size_t count, scratch *with)
{
    int32_t *start = with->start;
    memset(start, 0, (count + 1) * sizeof *start);
    for (size_t v = 0; v < nodes; v++)
        start[group[v] + 1]++;
    for (size_t c = 0; c < count; c++)
        start[c + 1] += start[c];
    for (size_t v = nodes; v-- > 0;) /* filled from behind: afterwards starts are */
        with->order[--start[group[v] + 1]] = (int32_t)v;
    memmove(start, start + 1, count * sizeof *start);
    start[count] = (int32_t)nodes;
}

void level_join(level *to, level_room *room, const level *of, const int32_t *group,
                size_t count, scratch *with)
{
    int64_t made = 0;
    list_members(of->nodes, group, count, with);
    for (size_t c = 0; c < count; c++) {
        size_t met = 0;
        room->first[c] = made;
        room->sum[c] = 0;
        for (int32_t i = with->start[c]; i < with->start[c + 1]; i++) {
            int32_t v = with->order[i];
            size_t soon = (size_t)i + AHEAD, next = (size_t)i + AHEAD / 2;
            level_expect(of, with->order[soon < of->nodes ? soon : 0],
                         with->order[next < of->nodes ? next : 0]);
            room->sum[c] += of->sum[v];
            for (int64_t k = of->first[v]; k < of->first[v + 1]; k++) {
                int32_t d = group[of->head[k]];
                if (with->tally[d].link <= 0 && of->tie[k] > 0)
                    with->met[met++] = d;
                with->tally[d].link += of->tie[k];
            }
        }
        for (size_t i = 0; i < met; i++) {
            int32_t d = with->met[i];
            if (d != (int32_t)c) {
                room->head[made] = d;
                room->tie[made++] = with->tally[d].link;
            }
            with->tally[d].link = 0;
        }
    }
    room->first[count] = made;
    *to = (level){count, room->first, room->head, room->tie, room->sum};
}

size_t level_renumber(int32_t *group, size_t n, size_t most, int32_t *room)
{
    int32_t next = 0;
    memset(room, -1, most * sizeof *room);
    for (size_t v = 0; v < n; v++) {
        if (room[group[v]] < 0)
            room[group[v]] = next++;
        group[v] = room[group[v]];
    }
    return (size_t)next;
}

void level_shuffle(int32_t *order, size_t n, random_state *random)
{
    for (size_t i = 0; i < n; i++) {
        size_t with = random_below(random, i + 1);
        order[i] = order[with];
        order[with] = (int32_t)i;
    }
}
