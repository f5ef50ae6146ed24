/**
 * Named options: the command's long options and the library's, from one table.
 *
 * Functions that take options take a list of name and value pairs; `{"class",
 * "steering"}` is
 * `--class steering` of the command. One list may serve every call of a pipeline: each
 * call reads the options of its own stage and leaves the others alone; a name that is in
 * no stage is an error (POLITY_EARG) that names the nearest.
 */
#ifndef POLITY_OPTION_H
#define POLITY_OPTION_H

#include <stddef.h>

#include <polity/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One setting. A repeated name adds to a list option and replaces any other. */
typedef struct polity_option {
    const char *name;  /**< long name without dashes, such as "class" */
    const char *value; /**< text; NULL is the same as "true" */
} polity_option;

/** Which call reads an option. */
typedef enum polity_stage {
    POLITY_STAGE_VIEW = 1, /**< polity_view_build() */
    POLITY_STAGE_GRAPH,    /**< polity_graph_build() */
    POLITY_STAGE_MEASURE,  /**< polity_measure_run(): parameters of measures */
    POLITY_STAGE_TABLE,    /**< polity_table_write(), polity_table_order() */
    POLITY_STAGE_DRAW,     /**< polity_draw_dot() */
    POLITY_STAGE_IMPORT,   /**< polity_import_gias() and its like */
    POLITY_STAGE_DIFF,     /**< polity_diff() */
    POLITY_STAGE_GENERATE, /**< polity_generate() */
    POLITY_STAGE_MATCH,    /**< polity_match() and its like */
    POLITY_STAGE_CLAIMS,   /**< polity_claims_run() */
    POLITY_STAGE_WHY       /**< polity_why() */
} polity_stage;

/** One row of the table of options. */
typedef struct polity_option_info {
    const char *name; /**< long name */
    const char
        *argument; /**< what the value is, for usage text: "DATE", "a|b"; "" = a switch */
    const char *fallback; /**< the default as it would be written; "" = none */
    const char *meaning;  /**< one line */
    polity_stage stage;
    int list; /**< 1 = comma-separated, repeated ones add up */
} polity_option_info;

/** Number of options the library knows. */
POLITY_API size_t polity_option_count(void);

/** Row `i` of the table, 0-based; NULL past its end. Borrowed, never freed. */
POLITY_API const polity_option_info *polity_option_at(size_t i);

#ifdef __cplusplus
}
#endif

#endif
