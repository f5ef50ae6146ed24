/* Importing the school register: which files, in which order, and handing over. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/options.h"
#include "io/gias/gias.h"

/* What each file is: the option that names it, its source's id and title, its columns. */
static const struct {
    const char *option, *source, *title;
    const csv_column *columns;
    const size_t *count;
    void (*row)(gias *g);
} files[GIAS_FILES] = {
    [GIAS_GROUPS] = {"groups", "gias-groups", "Get Information About Schools: groups",
                     gias_group_columns, &gias_group_column_count, gias_read_groups},
    [GIAS_GROUP_LINKS] = {"group-links", "gias-group-links",
                          "Get Information About Schools: links of groups",
                          gias_group_link_columns, &gias_group_link_column_count,
                          gias_read_group_links},
    [GIAS_INSPECTIONS] = {"inspections", "ofsted-inspections",
                          "Ofsted: inspections of schools", gias_inspection_columns,
                          &gias_inspection_column_count, gias_read_inspections},
    [GIAS_ESTABLISHMENTS] = {"establishments", "gias-establishments",
                             "Get Information About Schools: establishments",
                             gias_establishment_columns, &gias_establishment_column_count,
                             gias_read_establishments},
    [GIAS_LINKS] = {"links", "gias-links",
                    "Get Information About Schools: links of establishments",
                    gias_link_columns, &gias_link_column_count, gias_read_links},
};

enum { ROWS_A_TICK = 4096 };

/* A day in a file's name, as the register's downloads have it: …20220718.csv. */
static dated day_in_name(const char *name)
{
    const char *slash = strrchr(name, '/'), *at = slash ? slash + 1 : name;
    dated day = {0, DATE_NONE};
    for (; *at; at += strspn(at, "0123456789")) {
        char text[11];
        at += strcspn(at, "0123456789");
        if (strspn(at, "0123456789") != 8)
            continue;
        snprintf(text, sizeof text, "%.4s-%.2s-%.2s", at, at + 4, at + 6);
        if (date_read(text, 10, &day.day) == DATE_DAY && !strncmp(text, "20", 2)) {
            day.form = DATE_DAY;
            return day;
        }
    }
    return (dated){0, DATE_NONE};
}

/* The input and the source that its records cite. */
static int add_file(gias *g, gias_file what, const char *name, size_t number)
{
    rows *to = &g->made->files;
    input added = {.name = arena_text(&g->made->arena, name, strlen(name))};
    char id[48];
    const char *kind = files[what].source;
    source *made;
    if (!added.name ||
        !memory_grow(&to->items, &to->capacity, to->count + 1, sizeof added))
        return gias_no_memory(g);
    ((input *)to->items)[to->count++] = added;
    g->file = (uint32_t)to->count;
    made = dataset_append(g->made, RECORD_SOURCE);
    if (!made)
        return gias_no_memory(g);
    snprintf(id, sizeof id, number > 1 ? "%s-%zu" : "%s", kind, number);
    made->id = gias_symbol(g, id, strlen(id));
    made->title = gias_symbol(g, files[what].title, strlen(files[what].title));
    made->type = word_find(WORDS_SOURCE, "register", 8);
    made->access = word_find(WORDS_ACCESS, "public", 6);
    made->date = day_in_name(name);
    made->place =
        (place){g->file, 1, 1, (uint32_t)dataset_count(g->made, RECORD_SOURCE) - 1};
    g->sources[g->file] = made->id;
    dataset_claim(g->made, made->id, RECORD_SOURCE, made->place.index);
    return !g->status;
}

static void tell_counts(gias *g)
{
    csv_counts counts = csv_counted(g->in);
    char text[120];
    snprintf(text, sizeof text, "rows; %zu columns, of which %zu are used; %s%s",
             counts.columns, counts.used, csv_encoding_name(counts.encoding),
             counts.marked ? " with a byte-order mark" : "");
    gias_tally(g, "read", gias_words(g, "", text), counts.rows + counts.dropped);
    gias_tally(g, "dropped", "rows whose text cannot be used", counts.dropped);
}

static void read_rows(gias *g, gias_file what)
{
    char doing[64];
    size_t rows = 0;
    snprintf(doing, sizeof doing, "importing %s", files[what].option);
    while (!g->status && csv_next(g->in, &g->status, g->err)) {
        files[what].row(g);
        if (!g->status && g->found.failed)
            gias_no_memory(g);
        if (!g->status && ++rows % ROWS_A_TICK == 0)
            g->status = run_tick(g->run, doing, csv_done(g->in), g->err);
    }
}

static void read_file(gias *g, gias_file what, const char *name, size_t number)
{
    const csv_settings settings = {files[what].columns, *files[what].count, &g->found,
                                   g->strict, 0};
    char digest[DIGEST_SIZE];
    const char *shown = strcmp(name, "-") ? name : "<stdin>";
    if (!add_file(g, what, shown, number))
        return;
    g->what = what;
    g->status = csv_open(&g->in, name, NULL, 0, &settings, g->err);
    if (g->status)
        return;
    read_rows(g, what);
    tell_counts(g);
    csv_close(g->in, digest);
    g->in = NULL;
    memcpy(((input *)g->made->files.items)[g->file - 1].digest, digest, sizeof digest);
}

/* All files of a sort: an option may be given several times. */
static void read_files(gias *g, gias_file what, options given)
{
    size_t number = 0;
    for (size_t i = 0; i < given.count && !g->status; i++)
        if (!strcmp(given.rows[i].name, files[what].option) && given.rows[i].value)
            read_file(g, what, given.rows[i].value, ++number);
}

static void read_all(gias *g, options given)
{
    read_files(g, GIAS_GROUPS, given);
    read_files(g, GIAS_GROUP_LINKS, given);
    read_files(g, GIAS_INSPECTIONS, given);
    if (g->status)
        return;
    gias_sort_members(g);
    gias_sort_visits(g);
    read_files(g, GIAS_ESTABLISHMENTS, given);
    if (!g->given[GIAS_GROUP_LINKS])
        gias_sort_members(g);
    if (!g->status)
        gias_finish_members(g);
    if (!g->status)
        gias_finish_visits(g);
    read_files(g, GIAS_LINKS, given);
    if (!g->status)
        gias_finish_links(g);
    if (!g->status)
        gias_finish_bodies(g);
    gias_oddities(g);
}

static polity_status check(const polity_dataset *into, options given, polity_error *err)
{
    size_t count = 0;
    polity_status status = dataset_check_empty(into, "import-into", "import", err);
    if (status)
        return status;
    for (size_t i = 0; i < given.count; i++)
        for (int what = 0; what < GIAS_FILES; what++)
            count += !strcmp(given.rows[i].name, files[what].option);
    if (!count)
        return error_set(err, POLITY_EARG, "import-files",
                         "a file is needed: establishments, groups, group-links, links "
                         "or inspections");
    if (count > GIAS_INPUTS_MOST)
        return error_set(err, POLITY_EARG, "import-files", "at most %d files are taken",
                         GIAS_INPUTS_MOST);
    return POLITY_OK;
}

static void describe(gias *g)
{
    static const char title[] = "School register of England";
    static const char licence[] = "OGL-UK-3.0";
    g->made->about.title = gias_symbol(g, title, sizeof title - 1);
    g->made->about.licence = gias_symbol(g, licence, sizeof licence - 1);
}

static void release(gias *g)
{
    char digest[DIGEST_SIZE];
    csv_close(g->in, digest);
    for (int table = 0; table < GIAS_TABLES; table++) {
        map_free(&g->code_names[table]);
        map_free(&g->code_codes[table]);
    }
    map_free(&g->group_ids);
    map_free(&g->group_other_ids);
    map_free(&g->authorities.ids);
    map_free(&g->dioceses.ids);
    map_free(&g->oddity_keys);
    memory_free(g->authorities.rows);
    memory_free(g->dioceses.rows);
    memory_free(g->urns);
    memory_free(g->groups);
    memory_free(g->members.items);
    memory_free(g->visits.items);
    memory_free(g->lineage.items);
    memory_free(g->oddities);
    memory_free(g->tallies);
    arena_free(&g->texts);
    problems_free(&g->found);
    polity_dataset_free(g->made);
    memory_free(g);
}

/* The tables, and the status of the whole. */
static polity_status finish(gias *g, polity_table **report, polity_table **problems,
                            polity_error *err)
{
    polity_status status = g->status;
    problems_sort(&g->found);
    if (!status && problems)
        status = problems_table(&g->found, problems, err);
    else if (problems && status != POLITY_ENOMEM &&
             problems_table(&g->found, problems, NULL))
        *problems = NULL;
    if (!status && report)
        status = gias_report(g, report, err);
    return status ? status : problems_status(&g->found, err);
}

polity_status polity_import_gias(polity_dataset *into, const polity_option *list,
                                 size_t n, polity_table **report, polity_table **problems,
                                 const polity_run *run, polity_error *err)
{
    const options given = {list, n};
    polity_run settings = run_settings(run);
    polity_status status;
    gias *g = NULL;
    if (report)
        *report = NULL;
    if (problems)
        *problems = NULL;
    if ((status = options_check(given, err)) || (status = check(into, given, err)))
        return status;
    g = memory_zeroed(1, sizeof *g);
    if (!g)
        return error_memory(err);
    g->run = &settings;
    g->err = err;
    for (int what = 0; what < GIAS_FILES; what++)
        g->given[what] = option_given(given, files[what].option);
    if ((status = polity_dataset_new(&g->made, err)) ||
        (status = option_bool(given, "strict", &g->strict, err)))
        goto out;
    describe(g);
    if (gias_codes_begin(g))
        read_all(g, given);
    status = finish(g, report, problems, err);
    if (!status)
        dataset_swap(into, g->made);
out:
    if (status == POLITY_ENOMEM && report) {
        polity_table_free(*report);
        *report = NULL;
    }
    release(g);
    return status;
}
