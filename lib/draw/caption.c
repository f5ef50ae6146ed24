/* What a reader must know who has the picture alone: date, filters, what was left out. */
#include <string.h>

#include "draw/picture.h"
#include "draw/quote.h"

enum { LINES = 6 };

static const char *plural(size_t n) { return n == 1 ? "" : "s"; }

static void counts(const picture *of, buffer *to)
{
    buffer_print(to, "%zu node%s", of->nodes, plural(of->nodes));
    if (of->line_count || !of->act_count)
        buffer_print(to, ", %zu line%s for %zu tie%s", of->line_count,
                     plural(of->line_count), of->ties, plural(of->ties));
    if (of->act_count)
        buffer_print(to, ", %zu act%s of brokerage", of->act_count,
                     plural(of->act_count));
}

static const char *title(const picture *of)
{
    return of->choices.title ? of->choices.title
                             : picture_text(of, of->data->about.title);
}

void draw_summary(const picture *of, buffer *to)
{
    if (*title(of)) {
        quote_text(to, title(of));
        buffer_text(to, ": ");
    }
    counts(of, to);
    if (of->view->date) {
        buffer_text(to, "; ");
        quote_text(to, of->view->date);
    }
}

/* One paragraph of the caption, wrapped, aligned to the left. */
static void paragraph(const picture *of, buffer *to, buffer *text)
{
    if (text->length) {
        quote_wrapped(to, text->bytes, picture_columns(of), LINES, "\\l");
        buffer_text(to, "\\l");
    }
    to->failed |= text->failed;
    buffer_clear(text);
}

static void drawn(const picture *of, buffer *text)
{
    counts(of, text);
    if (of->view->date)
        buffer_print(text, "; %s%s", of->view->dated ? "as at " : "", of->view->date);
    buffer_char(text, '.');
    if (of->view->selection && *of->view->selection)
        buffer_print(text, " Selected: %s.", of->view->selection);
}

/* `3 ties (of another class)` from 3 and "ties: of another class". */
static void left_out_one(size_t n, const char *words, buffer *text)
{
    size_t noun = strcspn(words, ":"), one = n == 1 && noun && words[noun - 1] == 's';
    buffer_print(text, "%zu %.*s", n, (int)(noun - one), words);
    if (words[noun])
        buffer_print(text, " (%s)", words + noun + strspn(words + noun, ": "));
}

static void left_out_of_view(const picture *of, buffer *text)
{
    const char *before = "Left out: ";
    for (int why = 0; why < LEFT_OUT_COUNT; why++) {
        if (!of->view->left_out[why])
            continue;
        buffer_text(text, before);
        left_out_one(of->view->left_out[why], left_out_words((left_out)why), text);
        before = "; ";
    }
    if (!of->choices.isolates && of->isolates) {
        buffer_print(text, "%s%zu node%s (without any tie)", before, of->isolates,
                     plural(of->isolates));
        before = "; ";
    }
    if (of->view->act_count > of->act_count) {
        size_t n = of->view->act_count - of->act_count;
        buffer_print(text, "%s%zu act%s of brokerage (not asked for)", before, n,
                     plural(n));
        before = "; ";
    }
    if (of->loops) {
        buffer_print(text, "%s%zu tie%s (of a node with itself)", before, of->loops,
                     plural(of->loops));
        before = "; ";
    }
    if (*before == ';')
        buffer_char(text, '.');
}

static void evidence_behind(const picture *of, buffer *text)
{
    size_t several = 0, none = 0;
    for (size_t i = 0; i < of->ties; i++) {
        uint32_t n = picture_tie(of, of->line_ties[i]).evidence.count;
        several += n > 1;
        none += n == 0;
    }
    if (several)
        buffer_print(text, "%zu tie%s on several pieces of evidence. ", several,
                     several == 1 ? " rests" : "s rest");
    if (none)
        buffer_print(text, "%zu tie%s no evidence. ", none,
                     none == 1 ? " states" : "s state");
}

static void frames(const picture *of, buffer *text)
{
    size_t without = 0;
    if (!of->choices.cluster)
        return;
    for (size_t i = 0; i < of->view->node_count; i++)
        without += of->drawn[i] && of->groups.group[i] < 0;
    buffer_print(text, "Frames: %s", of->choices.cluster);
    if (without)
        buffer_print(text, "; %zu node%s no value", without,
                     without == 1 ? " has" : "s have");
    if (of->groups.several)
        buffer_print(text, "; %zu %s several and %s in the first", of->groups.several,
                     of->groups.several == 1 ? "has" : "have",
                     of->groups.several == 1 ? "is" : "are");
    buffer_text(text, ". ");
}

void draw_caption(const picture *of, buffer *to)
{
    buffer text = {0};
    buffer_text(to, "label=\"");
    drawn(of, &text);
    paragraph(of, to, &text);
    left_out_of_view(of, &text);
    paragraph(of, to, &text);
    frames(of, &text);
    evidence_behind(of, &text);
    paragraph(of, to, &text);
    buffer_text(to, "\"");
    buffer_free(&text);
}
