#!/bin/bash
# What the shared library exports is what the headers declare: exports.sh LIBRARY INCLUDE
found=$(nm -D --defined-only "$1" | awk '{ print $3 }' | sed 's/@.*//' | sort) || exit 2
stray=$(grep -v '^polity_' <<<"$found")
declared=$(cat "$2"/polity/*.h "$2"/polity/*.h.in | tr '\n' ' ' |
    grep -oE 'POLITY_API[^;(]*\bpolity_[a-z_0-9]+ *\(' | grep -oE 'polity_[a-z_0-9]+ *\($' | tr -d ' (' | sort -u)
hidden=$(comm -13 <(echo "$declared") <(echo "$found"))
missing=$(comm -23 <(echo "$declared") <(echo "$found"))
[ -z "$stray" ] || echo "not ours:" $stray
[ -z "$hidden" ] || echo "exported, not declared:" $hidden
[ -z "$missing" ] || echo "declared, not exported:" $missing
echo "$(wc -l <<<"$found") symbols"
[ -z "$stray$hidden$missing" ] && [ -n "$found" ]
