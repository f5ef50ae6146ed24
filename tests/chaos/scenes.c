/* Scenes that the cases of several nouns start from. */
#include "chaos.h"

int swallow(void *user, const void *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return 0;
}

int nothing(scene *s)
{
    (void)s;
    return 1;
}

const char *whole_text(void)
{
    static char *text;
    if (!text)
        text = whole_document();
    return text;
}

int set_of(scene *s, const char *one, const char *two)
{
    s->set = dataset_of(one, two);
    s->before = s->set ? written(s->set, "json") : NULL;
    return s->before != NULL;
}

int empty_set(scene *s) { return set_of(s, NULL, NULL); }
int first_set(scene *s) { return set_of(s, whole_text(), NULL); }
int whole_set(scene *s) { return set_of(s, whole_text(), second_document); }

void set_option(scene *s, const char *name, const char *value)
{
    s->options[s->option_count++] = (polity_option){name, value};
}

int whole_view(scene *s)
{
    static const polity_option all[] = {{"class", "all"}, {"at", "2014-11-01"}};
    s->set = dataset_of(whole_text(), second_document);
    return s->set && !polity_view_build(&s->view, s->set, all, 2, NULL, NULL);
}

int array_graph(scene *s)
{
    static const int32_t tail[] = {0, 1, 2, 3, 4, 0, 5, 6, 2, 7, 4};
    static const int32_t head[] = {1, 2, 0, 4, 5, 3, 3, 0, 6, 7, 1};
    static const double weight[] = {1, 2, 1, 3, 1, 1, 2, 1, 1, 1, 4};
    static const char *const groups[] = {"a", "a", "b", "b", "c", "c", NULL, "a"};
    set_option(s, "root", "0");
    set_option(s, "by", "side");
    return !polity_graph_from_arcs(&s->graph, 8, NULL, 11, tail, head, weight, 1, NULL) &&
           !polity_graph_group(s->graph, "side", groups, NULL);
}

void drop_set(void *out) { polity_dataset_free(out); }
void drop_table(void *out) { polity_table_free(out); }
void drop_view(void *out) { polity_view_free(out); }
void drop_graph(void *out) { polity_graph_free(out); }
