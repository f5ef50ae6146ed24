/**
 * Pictures: a view as Graphviz DOT, with legend, caption and alternative text.
 */
#ifndef POLITY_DRAW_H
#define POLITY_DRAW_H

#include <stddef.h>

#include <polity/option.h>
#include <polity/table.h>
#include <polity/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Write a view as a DOT document. The same view and options give the same bytes.
 *
 * Colour, shape and line style by node type and tie class (told apart in black and white
 * and by colour-blind readers); a legend of what is in the picture; tiers as ranks,
 * national on top; a caption with date, filters and what was left out. Reads the options
 * of POLITY_STAGE_DRAW.
 *
 * Acts of brokerage are drawn as diamonds with a line to each party, although a graph
 * leaves them out by default: not if `brokerage` is "none", nor if `class` is given
 * without "brokerage" or "all". The values of `brokerage` other than "none" draw the
 * same.
 *
 * @param values   a PER_NODE result over the same view, for the options `size` and
 * `colour`; nullable
 * @return POLITY_OK, POLITY_EARG, POLITY_ENOTFOUND (no such property or column),
 * POLITY_ELIMIT (more nodes or ties than can be read: the message has the command that
 * draws a readable picture), POLITY_EIO (the sink failed), POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status polity_draw_dot(const polity_view *view,
                                                         const polity_table *values,
                                                         const polity_option *options,
                                                         size_t n, polity_sink sink,
                                                         void *user, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
