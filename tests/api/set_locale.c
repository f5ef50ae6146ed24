/* Preloaded by the locale tests: a host program that has set its locale. */
#include <locale.h>

__attribute__((constructor)) static void set_locale(void) { setlocale(LC_ALL, ""); }
