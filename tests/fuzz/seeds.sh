#!/bin/bash
# Conditions, or patterns and files of claims, to begin from, a file each: seeds.sh FOLDER [query | pattern]
# They come from the data sets, the cases, the tests and what describes the language.
cd "$(dirname "$0")/../.." || exit 2
mkdir -p "$1" || exit 2

conditions() {
    grep -ohE '"(where|link|require)": "([^"\\]|\\.)+"' datasets/*/*.json tests/cases/*/*/input*.json |
        sed -E 's/^"[a-z]+": "(.*)"$/\1/'
    grep -ohE '^ *\{"([^"\\]|\\.)+", ("|[0-9])' tests/unit/test_query_*.c | sed -E 's/^ *\{"(.*)", .$/\1/'
    grep -ohE '^ *\{"[a-z_]+", "([^"\\]|\\.)+", "' tests/unit/test_query_values.c |
        sed -E 's/^ *\{"[a-z_]+", "(.*)", "$/\1/'
}

patterns() {
    grep -ohE '"(match|shows)": "([^"\\]|\\.)+"' datasets/*/*.json tests/cli/cases/*/input/*.json |
        sed -E 's/^"[a-z]+": "(.*)"$/\1/'
    grep -ohE '`[^`]*[](~>)-][^`]*`' lib/match/LANGUAGE.md | tr -d '`'
    grep -E '^MATCH|^WHERE' lib/match/LANGUAGE.md | paste -sd ' '
    grep -ohE '"(MATCH|OPTIONAL|TRAIL|\()([^"\\]|\\.)+"' tests/unit/test_pattern*.c tests/chaos/patterns.c |
        sed -E 's/^"(.*)"$/\1/'
    grep -hE '^(match|reach|measure) ' tests/cli/cases/*/args | grep -oE "\"[^\"]*[(~-][^\"]*\"|'[^']*[(~-][^']*'" |
        sed -E 's/^.(.*).$/\1/'
}

case ${2:-query} in
query) list=conditions ;;
pattern)
    list=patterns
    for file in datasets/*/claims.json datasets/patterns/*.json tests/cli/cases/{claims,match}-*/input/*.json; do
        [ ! -e "$file" ] || [ "$(wc -c <"$file")" -gt 4096 ] || cp "$file" "$1/$(echo "$file" | tr / -)"
    done
    ;;
*) exit 2 ;;
esac
$list | sort -u | while IFS= read -r line; do
    number=$((number + 1))
    printf '%b' "${line//\\\"/\"}" >"$1/$number"
done
