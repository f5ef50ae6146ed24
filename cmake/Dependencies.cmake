# What the library stands on. pkg-config, since igraph's own CMake package demands C++ and the others
# ship none.
find_package(PkgConfig REQUIRED)
pkg_check_modules(IGRAPH REQUIRED IMPORTED_TARGET igraph>=0.10.2 igraph<0.11)
set(IGRAPH_VERSION ${IGRAPH_igraph_VERSION}) # two conditions on one module leave it under this name
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson>=2.13)
find_package(ZLIB REQUIRED)
find_package(CSV REQUIRED)
find_package(EXPAT REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenMP COMPONENTS C)
