#!/bin/bash
# The regime expanded over the register by the command and by a program of its own, pair by pair:
# rules.sh PROGRAM FOLDER TOP. 77 = skipped.
here=$(cd "$(dirname "$0")" && pwd)
polity=$1 folder=$2 top=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || { echo "skipped: no python3" && exit 77; }
file() { find "$folder" -maxdepth 1 -name "$1" 2>/dev/null | sort | tail -1; }
establishments=$(file 'edubasealldata*.csv*')
[ -n "$establishments" ] || { echo "skipped: the register's files are not in ${folder:-POLITY_REGISTER}" && exit 77; }
options=(--establishments "$establishments")
for pair in groups=allgroupsdata group-links=alllinksdata links=links_edubasealldata inspections=ofsted_inspections; do
    found=$(file "${pair#*=}*.csv*")
    [ -z "$found" ] || options+=("--${pair%%=*}" "$found")
done
regime=$top/datasets/england-regime/dataset.json
"$polity" import gias -q "${options[@]}" -o "$work/register.json" || exit 1
failed=0
for day in 2014-09-01 2017-01-01; do
    "$polity" expand -q --at $day --to jsonl -o "$work/expanded.jsonl" "$work/register.json" "$regime" || exit 1
    "$polity" info -q --at $day --class all --modality all -f tsv "$work/register.json" "$regime" >"$work/info.tsv" || exit 1
    PYTHONDONTWRITEBYTECODE=1 python3 "$here/rules.py" $day "$work/expanded.jsonl" "$work/info.tsv" "$top/lib/model/types.def" \
        "$work/register.json" "$regime" >"$work/out" || failed=1
    echo "$day: $(tail -1 "$work/out")"
    grep -A1 FAILED "$work/out"
done
exit $failed
