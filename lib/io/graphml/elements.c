/* Keys, nodes, edges and data, as their elements are met. */
#include <string.h>

#include "base/alloc.h"
#include "io/graphml/parse.h"

scan_place graphml_here(const parsing *p)
{
    return (scan_place){(uint32_t)XML_GetCurrentLineNumber(p->xml),
                        (uint32_t)XML_GetCurrentColumnNumber(p->xml) + 1};
}

void graphml_stop(parsing *p)
{
    p->stopped = 1;
    XML_StopParser(p->xml, XML_FALSE);
}

void graphml_no_memory(parsing *p)
{
    read_no_memory(p->r);
    graphml_stop(p);
}

/* --- names and attributes --- */

const char *graphml_local(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static const char *attribute(const char **list, const char *name)
{
    for (; *list; list += 2)
        if (!strcmp(*list, name))
            return list[1];
    return NULL;
}

const char *graphml_kept(parsing *p, const char *text)
{
    const char *copy = text ? arena_text(&p->to->texts, text, strlen(text)) : NULL;
    if (text && !copy)
        graphml_no_memory(p);
    return copy;
}

static int must_have(parsing *p, const char *element, const char *name, const char *value)
{
    if (!value || !*value)
        fault_here(p->r, "graphml-attribute", graphml_here(p), "", NULL,
                   "the element %s has no attribute \"%s\"", element, name);
    return value && *value;
}

/* --- keys --- */

static uint8_t type_of(const char *type)
{
    if (type && !strcmp(type, "boolean"))
        return GRAPHML_BOOLEAN;
    return !type || !strcmp(type, "string") ? GRAPHML_STRING : GRAPHML_NUMBER;
}

/* The name, or the id without the prefix that igraph puts before it. */
static const char *key_name(const char *name, const char *id)
{
    if (name && *name)
        return name;
    return (id[0] == 'v' || id[0] == 'e' || id[0] == 'g') && id[1] == '_' && id[2]
               ? id + 2
               : id;
}

void graphml_begin_key(parsing *p, const char **list)
{
    graphml *to = p->to;
    const char *id = attribute(list, "id"), *of = attribute(list, "for");
    int all = !of || !strcmp(of, "all") || !strcmp(of, "graphml");
    graphml_key *key;
    p->key = MAP_ABSENT;
    if (!must_have(p, "key", "id", id))
        return;
    if (map_find(&to->key_ids, id, strlen(id)) != MAP_ABSENT) {
        fault_here(p->r, "graphml-key", graphml_here(p), "", id,
                   "the key \"%.60s\" is there twice", id);
        return;
    }
    if (to->key_count >= GRAPHML_KEYS_MOST) {
        fault_here(p->r, "graphml-key", graphml_here(p), "", NULL,
                   "there are more than %d keys", GRAPHML_KEYS_MOST);
        graphml_stop(p);
        return;
    }
    if (!memory_grow((void **)&to->keys, &to->key_capacity, to->key_count + 1,
                     sizeof *to->keys)) {
        graphml_no_memory(p);
        return;
    }
    key = &to->keys[to->key_count];
    memset(key, 0, sizeof *key);
    key->id = graphml_kept(p, id);
    key->name = graphml_kept(p, key_name(attribute(list, "attr.name"), id));
    key->type = type_of(attribute(list, "attr.type"));
    key->place = graphml_here(p);
    key->of[GRAPHML_GRAPH] = all || !strcmp(of, "graph");
    key->of[GRAPHML_NODE] = all || !strcmp(of, "node");
    key->of[GRAPHML_EDGE] = all || !strcmp(of, "edge");
    if (!key->id || !key->name ||
        !map_put(&to->key_ids, key->id, strlen(key->id), (uint32_t)to->key_count)) {
        graphml_no_memory(p);
        return;
    }
    p->key = (uint32_t)to->key_count++;
}

/* --- nodes and edges --- */

static graphml_item *add_item(parsing *p, graphml_item_sort sort)
{
    graphml_items *to = &p->to->items[sort];
    graphml_item *added;
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *added)) {
        graphml_no_memory(p);
        return NULL;
    }
    added = &to->rows[to->count++];
    memset(added, 0, sizeof *added);
    added->place = graphml_here(p);
    added->first = p->to->data.count;
    return added;
}

void graphml_begin_graph(parsing *p, const char **list)
{
    const char *direction = attribute(list, "edgedefault");
    graphml_item *graph;
    if (p->graphs++) {
        fault_here(p->r, "graphml-element", graphml_here(p), "", NULL,
                   "a second graph, or a graph in a node: one graph a file is read");
        graphml_stop(p);
        return;
    }
    graph = add_item(p, GRAPHML_GRAPH);
    if (graph && direction)
        graph->undirected = !strcmp(direction, "undirected") ? 2 : 1;
}

void graphml_begin_node(parsing *p, const char **list)
{
    const char *id = attribute(list, "id");
    p->item = add_item(p, GRAPHML_NODE);
    if (p->item && must_have(p, "node", "id", id))
        p->item->id = graphml_kept(p, id);
}

void graphml_begin_edge(parsing *p, const char **list)
{
    const char *directed = attribute(list, "directed"), *id = attribute(list, "id");
    graphml_item *graph = p->to->items[GRAPHML_GRAPH].rows;
    p->item = add_item(p, GRAPHML_EDGE);
    if (!p->item)
        return;
    must_have(p, "edge", "source", attribute(list, "source"));
    must_have(p, "edge", "target", attribute(list, "target"));
    p->item->id = id && *id ? graphml_kept(p, id) : NULL;
    p->item->source = graphml_kept(p, attribute(list, "source"));
    p->item->target = graphml_kept(p, attribute(list, "target"));
    p->item->undirected = graph ? graph->undirected : 0;
    if (directed)
        p->item->undirected =
            flat_same(directed, "false") || !strcmp(directed, "0") ? 2 : 1;
}

void graphml_begin_data(parsing *p, const char **list)
{
    const char *id = attribute(list, "key");
    p->data_place = graphml_here(p);
    p->key = MAP_ABSENT;
    if (!must_have(p, "data", "key", id))
        return;
    p->key = map_find(&p->to->key_ids, id, strlen(id));
    if (p->key == MAP_ABSENT)
        fault_here(p->r, "graphml-key", graphml_here(p), "", id,
                   "no key has the id \"%.60s\"", id);
}

void graphml_end_data(parsing *p)
{
    struct graphml_list *to = p->item ? &p->to->data : &p->to->of_graph;
    graphml_data *added;
    if (p->key == MAP_ABSENT || !p->text.length)
        return; /* what is empty is absent */
    if (p->text.failed ||
        !memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *added)) {
        graphml_no_memory(p);
        return;
    }
    added = &to->rows[to->count];
    added->key = p->key;
    added->place = p->data_place;
    added->text = graphml_kept(p, p->text.bytes);
    to->count += added->text != NULL;
    if (p->item)
        p->item->count += added->text != NULL;
}
