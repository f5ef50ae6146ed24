#!/bin/bash
# Every public header alone, as C11 and as C++17, without a warning: headers.sh TOP BUILD CC [FLAG…]
top=$1 build=$2 cc=$3
shift 3
case $cc in *clang*) cxx=$(command -v clang++) ;; *) cxx=$(command -v g++ || command -v c++) ;; esac
warnings=(-Wall -Wextra -Wpedantic -Werror -fsyntax-only)
passed=0 failed=0

try() {
    if printf '#include <polity/%s>\n#include <polity/%s>\nextern int used;\n' "$name" "$name" | "$@" -; then
        passed=$((passed + 1))
    else
        echo "FAILED $name: ${*:1:3}"
        failed=$((failed + 1))
    fi
}

headers=("$top"/include/polity/*.h "$build/include/polity/version.h")
for header in "${headers[@]}"; do
    name=$(basename "$header")
    own=(-I "$top/include" -I "$build/include")
    [ "$name" != igraph.h ] || own+=("$@")
    try "$cc" -x c -std=c11 "${warnings[@]}" "${own[@]}"
    [ -z "$cxx" ] || try "$cxx" -x c++ -std=c++17 "${warnings[@]}" "${own[@]}"
done
[ -n "$cxx" ] || echo "no C++ compiler: C alone"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
