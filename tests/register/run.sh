#!/bin/bash
# The register's files imported by the command and by Python, and compared: run.sh PROGRAM FOLDER
#
# FOLDER holds downloads under their own names, gzip or not; the newest of each is taken. 77 = skipped.
here=$(cd "$(dirname "$0")" && pwd)
polity=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

newest() { # the last by name, which ends in a date
    find "$folder" -maxdepth 1 -name "$1" 2>/dev/null | sort | tail -1
}

options=() peers=()
add() { # option, file
    [ -z "$2" ] && return
    options+=("--$1" "$2")
    peers+=("$1=$2")
}
add establishments "$(newest 'edubasealldata*.csv*')"
add groups "$(newest 'allgroupsdata*.csv*')"
add group-links "$(newest 'alllinksdata*.csv*')"
add links "$(newest 'links_edubasealldata*.csv*')"
add inspections "$(newest 'ofsted_inspections*.csv*')"
if [ ${#peers[@]} -ne 5 ]; then
    echo "skipped: the register's files are not in ${folder:-POLITY_REGISTER}"
    exit 77
fi
command -v python3 >/dev/null || { echo "skipped: no python3" && exit 77; }

"$polity" import gias -q "${options[@]}" -o "$work/ours.json" --problems "$work/problems.csv" || exit 1
"$polity" check -q "$work/ours.json" >"$work/faults"
status=$?
grep -c error "$work/faults" | sed 's/^/errors found by check: /'
[ $status -eq 0 ] || { head "$work/faults" && exit 1; }
PYTHONDONTWRITEBYTECODE=1 python3 "$here/compare.py" "$work/ours.json" "$work/problems.csv" "${peers[@]}"
