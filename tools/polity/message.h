/* What the command says on standard error: one line a message, "polity: " in front,
 * nothing in it that a terminal would obey. */
#ifndef POLITY_MESSAGE_H
#define POLITY_MESSAGE_H

#include <stddef.h>

#include <polity/error.h>

#if defined(__GNUC__)
#define MESSAGE_FORMAT(at, from) __attribute__((format(printf, at, from)))
#else
#define MESSAGE_FORMAT(at, from)
#endif

void say(const char *format, ...) MESSAGE_FORMAT(1, 2);

/* The same, and the exit status that goes with it. */
int say_usage(const char *format, ...) MESSAGE_FORMAT(1, 2);
int say_memory(void);

/* A located error: "polity: file:line:column: message". The exit status of its kind. */
int say_error(const polity_error *err);

/* The exit status of a kind of error. */
int exit_status(polity_status status);

/* Copy with control characters (which a terminal could obey, and which break lines)
 * replaced by "?". Yours to free(); NULL = no memory. */
char *plain_text(const char *text);

/* The system's words for an errno, the same in every locale. */
const char *system_reason(int number);

/* Before and after a word that is to stand out on a terminal; "" elsewhere or with
 * NO_COLOR. `fd` is where it will go. */
const char *colour_on(int fd, int error);
const char *colour_off(int fd);

/* The name nearest to a word that is none. */
typedef struct guess {
    char wanted[64];
    char name[64]; /* best so far; "" = none is near */
    char hint[110];
    size_t distance;
} guess;
guess guess_of(const char *wanted);
void guess_offer(guess *search, const char *name);

/* `; did you mean "x"?`, or "" if nothing is near. Lives as long as `search`. */
const char *guess_hint(guess *search);

/* `; did you mean "x"? See`, or `; see`: what to see follows. */
const char *guess_see(guess *search);

#endif
