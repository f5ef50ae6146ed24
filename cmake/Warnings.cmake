# Warnings of our own targets; errors only where asked for (CI), so that a newer compiler breaks no package.
option(POLITY_WERROR "Treat warnings as errors" OFF)

function(polity_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wconversion -Wstrict-prototypes -Wmissing-prototypes
    -Wcast-align -Wwrite-strings -Wpointer-arith -Wvla -Wundef
    $<$<C_COMPILER_ID:GNU>:-Wshadow=local -Wduplicated-cond -Wlogical-op>
    $<$<C_COMPILER_ID:Clang>:-Wshadow -Wdocumentation>
    $<$<BOOL:${POLITY_WERROR}>:-Werror>)
endfunction()
