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
    [draw]="base table model query derive graph match measures" [io]="base table model"
)
# header of an outside library: layers that may include it
declare -A outside=(
    [igraph.h]="graph measures" [jansson.h]="io" [zlib.h]="io" [omp.h]="base graph match measures"
)

has() {
    case " $1 " in *" $2 "*) return 0 ;; *) return 1 ;; esac
}

while IFS=: read -r file line text; do
    layer=${file#lib/} layer=${layer%%/*}
    target=$(sed -E 's/.*[<"]([^>"]+)[>"].*/\1/' <<<"$text")
    if [ -z "${below[$layer]+known}" ]; then
        complain "$file: lib/$layer is no layer"
    elif [[ $text == *\"* ]]; then
        to=${target%%/*}
        [ "$to" = "$layer" ] || has "${below[$layer]}" "$to" ||
            complain "$file:$line: $layer includes $target"
        [ -e "lib/$target" ] || complain "$file:$line: $target is not named from lib/"
    else
        [ "$target" != polity/igraph.h ] || target=igraph.h
        [ -z "${outside[$target]+known}" ] || has "${outside[$target]}" "$layer" ||
            complain "$file:$line: $layer includes $target"
    fi
done < <(grep -rnE '^[[:space:]]*#[[:space:]]*include' lib --include=*.[ch] --include=*.def)

while IFS=: read -r file line text; do
    target=$(sed -E 's/.*[<"]([^>"]+)[>"].*/\1/' <<<"$text")
    case $text in
    *\<polity/*) [ "$target" != polity/igraph.h ] || complain "$file:$line: the command includes $target" ;;
    *\"*) [ -e "tools/polity/$target" ] || complain "$file:$line: $target is not the command's" ;;
    *) [ -z "${outside[$target]+known}" ] || complain "$file:$line: the command includes $target" ;;
    esac
done < <(grep -rnE '^[[:space:]]*#[[:space:]]*include' tools/polity --include=*.[ch])

# Comments are taken out by the compiler; strings stay and are taken out by hand.
calls='abort|exit|_exit|quick_exit|printf|fprintf|vprintf|vfprintf|puts|putchar|perror|fopen|freopen'
calls+='|setlocale|strtod|strtof|strtold|atof|sscanf|fscanf|tolower|toupper|isalpha|isdigit|isspace'
calls+='|localeconv|strcoll|localtime|getenv|setenv|putenv|rand|srand|signal|assert'
while read -r file; do
    found=$("${CC:-cc}" -fpreprocessed -dD -E -P -x c "$file" 2>/dev/null |
        sed -E 's/"([^"\\]|\\.)*"/""/g' | grep -nE "(^|[^A-Za-z0-9_.>])($calls)[[:space:]]*\(")
    [ -z "$found" ] || complain "$file calls: $found"
done < <(find lib -name '*.[ch]')

echo "$failed faults"
[ $failed -eq 0 ]
