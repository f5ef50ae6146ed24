/* A layer of a network as every program of the benchmark reads it: int64 nodes, ties;
 * then of each tie int32 tail, int32 head, double strength, whole and real length, each
 * field in one piece. Ties of an undirected layer by lower, then higher end. */
#ifndef BENCH_LAYER_H
#define BENCH_LAYER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct layer {
    int64_t nodes, ties;
    int32_t *tail, *head;
    double *strength, *whole, *real;
} layer;

static inline int layer_room(layer *of)
{
    size_t n = of->ties ? (size_t)of->ties : 1;
    of->tail = malloc(n * sizeof *of->tail);
    of->head = malloc(n * sizeof *of->head);
    of->strength = malloc(n * sizeof *of->strength);
    of->whole = malloc(n * sizeof *of->whole);
    of->real = malloc(n * sizeof *of->real);
    return of->tail && of->head && of->strength && of->whole && of->real;
}

static inline void layer_free(layer *of)
{
    free(of->tail);
    free(of->head);
    free(of->strength);
    free(of->whole);
    free(of->real);
    memset(of, 0, sizeof *of);
}

static inline int layer_read(layer *to, const char *name)
{
    FILE *from = fopen(name, "rb");
    size_t n;
    int fine = from && fread(&to->nodes, sizeof to->nodes, 1, from) == 1 &&
               fread(&to->ties, sizeof to->ties, 1, from) == 1 && layer_room(to);
    n = fine ? (size_t)to->ties : 0;
    fine = fine && fread(to->tail, sizeof *to->tail, n, from) == n &&
           fread(to->head, sizeof *to->head, n, from) == n &&
           fread(to->strength, sizeof *to->strength, n, from) == n &&
           fread(to->whole, sizeof *to->whole, n, from) == n &&
           fread(to->real, sizeof *to->real, n, from) == n;
    if (from)
        fclose(from);
    return fine;
}

static inline int doubles_write(const char *name, const double *numbers, size_t n)
{
    FILE *to = fopen(name, "wb");
    int fine = to && fwrite(numbers, sizeof *numbers, n, to) == n;
    return to && !fclose(to) && fine;
}

static inline double clock_now(clockid_t of)
{
    struct timespec t;
    clock_gettime(of, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

#endif
