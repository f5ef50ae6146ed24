# -DPOLITY_SANITIZE=address,undefined | thread | fuzzer-no-link,address; -DPOLITY_COVERAGE=ON
set(POLITY_SANITIZE "" CACHE STRING "Sanitizers to build with, as the compiler names them")
option(POLITY_COVERAGE "Count executed lines" OFF)

if(POLITY_SANITIZE)
  add_compile_options(-fsanitize=${POLITY_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g)
  add_link_options(-fsanitize=${POLITY_SANITIZE})
endif()
if(POLITY_COVERAGE)
  add_compile_options(--coverage -O0 -g)
  add_link_options(--coverage)
endif()
