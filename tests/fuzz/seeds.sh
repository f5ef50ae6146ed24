#!/bin/bash
# Conditions of the data sets, the cases and the tests, a file each, to begin from: seeds.sh FOLDER
cd "$(dirname "$0")/../.." || exit 2
mkdir -p "$1" || exit 2
{
    grep -ohE '"(where|link|require)": "([^"\\]|\\.)+"' datasets/*/*.json tests/cases/*/*/input*.json |
        sed -E 's/^"[a-z]+": "(.*)"$/\1/'
    grep -ohE '^ *\{"([^"\\]|\\.)+", ("|[0-9])' tests/unit/test_query_*.c | sed -E 's/^ *\{"(.*)", .$/\1/'
    grep -ohE '^ *\{"[a-z_]+", "([^"\\]|\\.)+", "' tests/unit/test_query_values.c |
        sed -E 's/^ *\{"[a-z_]+", "(.*)", "$/\1/'
} | sort -u | while IFS= read -r line; do
    number=$((number + 1))
    printf '%b' "${line//\\\"/\"}" >"$1/$number"
done
