/* Every folder of valid/ and invalid/: what is read, what is reported, and that writing
 * loses nothing. usage: test_cases DIRECTORY [CASE]. Prints "N passed, N failed". */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <polity/polity.h>

enum { MOST = 600, LINE = 4096 };

typedef struct text {
    char *bytes;
    size_t length, capacity;
} text;

static int gather(void *user, const void *bytes, size_t n)
{
    text *to = user;
    if (to->length + n + 1 > to->capacity) {
        to->capacity = (to->length + n + 1) * 2;
        to->bytes = realloc(to->bytes, to->capacity);
        if (!to->bytes)
            return 1;
    }
    memcpy(to->bytes + to->length, bytes, n);
    to->length += n;
    to->bytes[to->length] = '\0';
    return 0;
}

static int fails; /* of the case at hand */

static void complain(const char *name, const char *what, const char *detail)
{
    printf("FAIL %s: %s%s%s\n", name, what, detail ? ": " : "", detail ? detail : "");
    fails++;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The entries of a folder that begin with `start`, sorted. */
static size_t entries(const char *path, const char *start, char **out)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    size_t count = 0;
    while (folder && (entry = readdir(folder)) && count < MOST)
        if (!strncmp(entry->d_name, start, strlen(start)) && entry->d_name[0] != '.')
            out[count++] = strdup(entry->d_name);
    if (folder)
        closedir(folder);
    qsort(out, count, sizeof *out, compare_names);
    return count;
}

/* One reported fault as a line of `expect`. */
static void print_row(const polity_table *t, size_t row, int several, const char *input,
                      char out[LINE])
{
    const char *cell[9];
    char path[1024];
    for (size_t i = 0; i < 9; i++)
        cell[i] = polity_table_text(t, row, i);
    snprintf(path, sizeof path, "%s%s%s", several ? input : "", several ? "#" : "",
             cell[5] ? cell[5] : "");
    snprintf(out, LINE, "%s\t%s\t%s\t%s\t%s\t%s\t%s", cell[0], cell[1],
             cell[3] ? cell[3] : "0", cell[4] ? cell[4] : "0", *path ? path : "-",
             cell[6] ? cell[6] : "-", cell[8] ? cell[8] : "");
}

static void lower(char *s)
{
    for (; *s; s++)
        if (*s >= 'A' && *s <= 'Z')
            *s = (char)(*s - 'A' + 'a');
}

/* All but the last field are equal; the last of `expected` is part of the message. */
static int matches(const char *expected, const char *got)
{
    const char *pattern = strrchr(expected, '\t'), *message;
    char low[LINE];
    size_t n = (size_t)(pattern - expected);
    if (strncmp(expected, got, n + 1))
        return 0;
    message = got + n + 1;
    snprintf(low, sizeof low, "%s", message);
    lower(low);
    return !strcmp(pattern + 1, "-") || strstr(low, pattern + 1) != NULL;
}

static size_t read_expected(const char *path, char **lines)
{
    FILE *f = fopen(path, "r");
    char line[LINE];
    size_t count = 0;
    while (f && fgets(line, sizeof line, f) && count < MOST) {
        line[strcspn(line, "\n")] = '\0';
        if (*line && strncmp(line, "schema:", 7))
            lines[count++] = strdup(line);
    }
    if (f)
        fclose(f);
    return count;
}

static size_t add_rows(const polity_table *t, int several, char **lines, size_t count)
{
    for (size_t row = 0; row < polity_table_rows(t) && count < MOST; row++) {
        const char *file = polity_table_text(t, row, 2),
                   *slash = file ? strrchr(file, '/') : NULL;
        char line[LINE];
        print_row(t, row, several, slash ? slash + 1 : "", line);
        lines[count++] = strdup(line);
    }
    return count;
}

/* Who asks for no table gets the same error, though warnings are not looked for. */
static void check_errors_alone(const polity_dataset *data)
{
    polity_error with = POLITY_ERROR_INIT, without = POLITY_ERROR_INIT;
    polity_table *problems = NULL;
    polity_status status = polity_dataset_check(data, &problems, &with);
    if (status != polity_dataset_check(data, NULL, &without) ||
        strcmp(with.id, without.id) != 0 || strcmp(with.message, without.message) != 0 ||
        with.line != without.line || with.column != without.column) {
        printf("  without a table: %s, not %s\n", without.message, with.message);
        fails++;
    }
    polity_table_free(problems);
}

/* Reading everything in the folder; the reported faults go to `lines`. */
static polity_dataset *read_case(const char *path, char **lines, size_t *count,
                                 int *errors)
{
    char *inputs[MOST], file[2048];
    size_t n = entries(path, "input", inputs);
    polity_dataset *data = NULL;
    polity_table *problems;
    polity_error err;
    *count = 0;
    *errors = 0;
    if (polity_dataset_new(&data, NULL))
        exit(1);
    for (size_t i = 0; i < n; i++) {
        snprintf(file, sizeof file, "%s/%s", path, inputs[i]);
        memset(&err, 0, sizeof err);
        if (polity_dataset_read(data, file, &problems, NULL, &err)) {
            *errors += 1;
            if (!problems)
                printf("  no table: %s\n", err.message);
        }
        *count = add_rows(problems, n > 1, lines, *count);
        polity_table_free(problems);
        free(inputs[i]);
    }
    check_errors_alone(data);
    for (int rules = 0; rules < 2 && !*errors; rules++) {
        polity_status status = rules ? polity_rules_check(data, &problems, NULL, &err)
                                     : polity_dataset_check(data, &problems, &err);
        *errors += status != POLITY_OK;
        *count = add_rows(problems, n > 1, lines, *count);
        polity_table_free(problems);
    }
    return data;
}

static int by_line(const void *a, const void *b)
{
    long l[2], c[2];
    const char *const *s[2] = {a, b};
    for (int i = 0; i < 2; i++)
        sscanf(*s[i], "%*s %*s %ld %ld", &l[i], &c[i]);
    return l[0] != l[1]   ? (l[0] < l[1] ? -1 : 1)
           : c[0] != c[1] ? (c[0] < c[1] ? -1 : 1)
                          : strcmp(*s[0], *s[1]);
}

static void compare(const char *name, char **expected, size_t wanted, char **got,
                    size_t count)
{
    if (count == wanted) {
        size_t i = 0;
        qsort(got, count, sizeof *got, by_line);
        qsort(expected, wanted, sizeof *expected, by_line);
        while (i < count && matches(expected[i], got[i]))
            i++;
        if (i == count)
            return;
    }
    complain(name, "the faults differ", NULL);
    for (size_t i = 0; i < wanted; i++)
        printf("  want %s\n", expected[i]);
    for (size_t i = 0; i < count; i++)
        printf("  got  %s\n", got[i]);
}

static void free_lines(char **lines, size_t count)
{
    while (count)
        free(lines[--count]);
}

static void invalid(const char *folder, const char *name)
{
    char path[1024], file[2048], *expected[MOST], *got[MOST];
    size_t wanted, count;
    int errors;
    polity_dataset *data;
    snprintf(path, sizeof path, "%s/invalid/%s", folder, name);
    snprintf(file, sizeof file, "%s/expect", path);
    wanted = read_expected(file, expected);
    data = read_case(path, got, &count, &errors);
    compare(name, expected, wanted, got, count);
    if (!wanted)
        complain(name, "nothing is expected", NULL);
    free_lines(expected, wanted);
    free_lines(got, count);
    polity_dataset_free(data);
}

static text written(const polity_dataset *data, const char *format)
{
    text out = {NULL, 0, 0};
    polity_error err;
    if (polity_dataset_write(data, format, gather, &out, &err))
        printf("  cannot be written: %s\n", err.message);
    return out;
}

/* Written and read again, it is the same. */
static void round_trip(const char *name, const polity_dataset *data, const char *format)
{
    text first = written(data, format), second = {NULL, 0, 0},
         json = written(data, "json"), again = {NULL, 0, 0};
    polity_dataset *copy = NULL;
    polity_error err = POLITY_ERROR_INIT;
    if (!first.bytes || polity_dataset_new(&copy, NULL)) {
        complain(name, "cannot be written", format);
    } else if (polity_dataset_read_bytes(copy, "written", first.bytes, first.length, NULL,
                                         NULL, &err)) {
        complain(name, "what was written is refused", err.message);
        printf("  line %d column %d path %s\n", err.line, err.column, err.path);
    } else {
        second = written(copy, format);
        again = written(copy, "json");
        if (!second.bytes || strcmp(first.bytes, second.bytes))
            complain(name, "written twice, it differs", format);
        if (!again.bytes || strcmp(json.bytes, again.bytes))
            complain(name, "read again, it differs", format);
    }
    free(first.bytes);
    free(second.bytes);
    free(json.bytes);
    free(again.bytes);
    polity_dataset_free(copy);
}

static void valid(const char *folder, const char *name)
{
    char path[1024], file[2048], *expected[MOST], *got[MOST];
    size_t wanted, count;
    int errors;
    polity_dataset *data;
    snprintf(path, sizeof path, "%s/valid/%s", folder, name);
    snprintf(file, sizeof file, "%s/expect", path);
    wanted = read_expected(file, expected);
    data = read_case(path, got, &count, &errors);
    compare(name, expected, wanted, got, count);
    if (!errors) {
        round_trip(name, data, "json");
        round_trip(name, data, "jsonl");
    }
    free_lines(expected, wanted);
    free_lines(got, count);
    polity_dataset_free(data);
}

int main(int argc, char **argv)
{
    static void (*const run[])(const char *, const char *) = {valid, invalid};
    static const char *const kinds[] = {"valid", "invalid"};
    char path[1024], *names[MOST];
    size_t passed = 0, failed = 0;
    if (argc < 2)
        return 2;
    for (int k = 0; k < 2; k++) {
        size_t n;
        snprintf(path, sizeof path, "%s/%s", argv[1], kinds[k]);
        n = entries(path, "", names);
        for (size_t i = 0; i < n; i++) {
            if (argc < 3 || !strcmp(argv[2], names[i])) {
                fails = 0;
                run[k](argv[1], names[i]);
                passed += !fails;
                failed += fails > 0;
            }
            free(names[i]);
        }
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed || !passed;
}
