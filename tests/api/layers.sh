#!/bin/bash
# The layers: layers.sh TOP. Includes go downward only, each outside library stays in its place, the
# library calls nothing that prints, ends the program or depends on the locale.
cd "$1" || exit 2
failed=0

complain() {
    echo "$1"
    failed=$((failed + 1))
}

# layer: what it may include besides itself
declare -A below=(
    [base]="" [table]="base" [model]="base table" [query]="base table model"
    [derive]="base table model query" [graph]="base table model query derive"
    [match]="base table model query derive graph" [measures]="base table model query derive graph"
    [claims]="base table model query derive graph match measures"
    [draw]="base table model query derive graph match measures" [io]="base table model"
    [generate]="base table model"
)
# header of an outside library: layers that may include it
declare -A outside=(
    [igraph.h]="graph measures" [jansson.h]="io" [zlib.h]="io" [csv.h]="io" [expat.h]="io" [omp.h]="base graph match measures"
)

# file, line, mark ("<" or "\""), what is included
includes() {
    grep -rnE '^[[:space:]]*#[[:space:]]*include' "$1" --include=*.[ch] --include=*.def |
        sed -E 's/^([^:]*):([0-9]+):[^<"]*([<"])([^>"]+)[>"].*/\1 \2 \3 \4/'
}

while read -r file line mark target; do
    layer=${file#lib/} layer=${layer%%/*} to=${target%%/*}
    [ "$target" != polity/igraph.h ] || target=igraph.h
    if [ -z "${below[$layer]+known}" ]; then
        complain "$file: lib/$layer is no layer"
    elif [ "$mark" = '"' ]; then
        [[ $to = "$layer" || " ${below[$layer]} " = *" $to "* ]] ||
            complain "$file:$line: $layer includes $target"
        [ -e "lib/$target" ] || complain "$file:$line: $target is not named from lib/"
    elif [[ -n ${outside[$target]+known} && " ${outside[$target]} " != *" $layer "* ]]; then
        complain "$file:$line: $layer includes $target"
    fi
done < <(includes lib)

while read -r file line mark target; do
    if [ "$mark" = '"' ]; then
        [ -e "tools/polity/$target" ] || complain "$file:$line: $target is not the command's"
    elif [[ -n ${outside[$target]+known} || $target = polity/igraph.h ]]; then
        complain "$file:$line: the command includes $target"
    fi
done < <(includes tools/polity)

# Comments are taken out by the compiler; strings stay and are taken out by hand.
calls='abort|exit|_exit|quick_exit|printf|fprintf|vprintf|vfprintf|puts|putchar|perror|fopen|freopen'
calls+='|setlocale|strtod|strtof|strtold|atof|sscanf|fscanf|tolower|toupper|isalpha|isdigit|isspace'
calls+='|localeconv|strcoll|localtime|getenv|setenv|putenv|rand|srand|signal|assert'
files=$(find lib -name '*.[ch]')
# shellcheck disable=SC2086
found=$(for file in $files; do echo "#pragma $file"; cat "$file"; done |
    "${CC:-cc}" -fpreprocessed -dD -E -P -x c - 2>/dev/null | sed -E 's/"([^"\\]|\\.)*"/""/g' |
    awk -v calls="(^|[^A-Za-z0-9_.>])($calls)[ \t]*\\(" '
        $1 == "#pragma" { file = $2 }
        $0 ~ calls { print file " calls: " $0 }')
[ -z "$found" ] || complain "$found"

echo "$(wc -w <<<"$files") files, $failed faults"
[ $failed -eq 0 ]
