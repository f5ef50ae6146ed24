/**
 * libpolity: who steers, partners and brokers in an education polity.
 *
 * Data flows one way: data set (dataset.h, io.h, import.h) → view (view.h) → graph
 * (graph.h) → measure (measure.h) → table (table.h); pictures come from a view (draw.h).
 * The bridge to igraph is apart, in <polity/igraph.h>.
 *
 * Ownership
 *  1. A call whose first argument is `X **out` gives you an object; release it with
 * polity_X_free(), which takes NULL. On error `*out` is NULL and there is nothing to
 * release.
 *  2. A pointer that a getter returns is borrowed: it lives as long as its object.
 *  3. Strings and arrays that you pass are copied.
 *  4. Objects are counted inside, so they may be freed in any order.
 *  5. Errors, options and runs are yours, plain structs without heap.
 */
#ifndef POLITY_POLITY_H
#define POLITY_POLITY_H

#include <polity/claims.h>
#include <polity/dataset.h>
#include <polity/diff.h>
#include <polity/draw.h>
#include <polity/error.h>
#include <polity/generate.h>
#include <polity/graph.h>
#include <polity/import.h>
#include <polity/io.h>
#include <polity/match.h>
#include <polity/measure.h>
#include <polity/option.h>
#include <polity/rollup.h>
#include <polity/rules.h>
#include <polity/run.h>
#include <polity/table.h>
#include <polity/version.h>
#include <polity/view.h>

#endif
