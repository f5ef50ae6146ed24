#!/bin/bash
# Install into a new folder and use it as a stranger would: run.sh TOP BUILD CC
# The program is the README's own. By CMake, shared and static, and by pkg-config.
set -eu
top=$1 build=$2 cc=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
cmake --install "$build" --prefix "$prefix" >"$work/log"
sed -n '/<!-- example: top.c -->/,/<!-- end -->/p' "$top/README.md" | sed '/^```/d; /^<!--/d' >"$work/top.c"
[ -s "$work/top.c" ] || { echo "README.md has no example between its marks" && exit 1; }
cp "$top/tests/api/consumer/CMakeLists.txt" "$work"
failed=0

try() { # name, program
    local lines
    lines=$("$2" "$prefix/share/polity/datasets/metropolitan-borough/dataset.json" | wc -l)
    "$2" "$work/no-such-file.json" 2>"$work/said" && lines=0
    if [ "$lines" -eq 10 ] && [ -s "$work/said" ]; then
        echo "passed $1"
    else
        echo "FAILED $1: $lines lines; said: $(cat "$work/said")"
        failed=$((failed + 1))
    fi
}

for shape in polity polity_static; do
    cmake -G Ninja -S "$work" -B "$work/$shape" -DSHAPE=$shape -DCMAKE_PREFIX_PATH="$prefix" \
        -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="-std=c11 -Wall -Wextra -Werror" >>"$work/log" &&
        cmake --build "$work/$shape" >>"$work/log" && try "CMake, $shape" "$work/$shape/top" ||
        { cat "$work/log" && failed=$((failed + 1)); }
done

libdir=$(dirname "$(find "$prefix" -name 'libpolity.so')")
export PKG_CONFIG_PATH=$libdir/pkgconfig
# shellcheck disable=SC2046
"$cc" -std=c11 -Wall -Wextra -Werror -o "$work/top" "$work/top.c" $(pkg-config --cflags --libs polity)
LD_LIBRARY_PATH=$libdir try pkg-config "$work/top"
LD_LIBRARY_PATH=$libdir "$prefix/bin/polity" --version >/dev/null || failed=$((failed + 1))
echo "$failed failed"
[ $failed -eq 0 ]
