#!/bin/bash
# Patterns over a country's network, asked of the library, of python-igraph and of networkx: times, ratios, and
# whether the answers agree. match.sh PROGRAM BENCH_MATCH FOLDER TOP; FOLDER holds the register's files, or not.
here=$(cd "$(dirname "$0")" && pwd)
polity=$1 bench=$2 folder=$3 top=$4
python=/usr/bin/python3
for module in networkx igraph; do
    "$python" -c "import $module" 2>/dev/null || { echo "match     skipped: no python3-$module" && exit 0; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$polity" generate england -q -o "$work/generated.json" || exit 1
networks=("generated=$work/generated.json")

newest() { find "$folder" -maxdepth 1 -name "$1" 2>/dev/null | sort | tail -1; }
options=()
for pair in establishments=edubasealldata groups=allgroupsdata group-links=alllinksdata links=links_edubasealldata \
    inspections=ofsted_inspections; do
    found=$(newest "${pair#*=}*.csv*")
    [ -z "$found" ] || options+=("--${pair%%=*}" "$found")
done
if [ ${#options[@]} -eq 10 ]; then
    "$polity" import gias -q "${options[@]}" -o "$work/register.json" &&
        "$polity" expand -q -o "$work/expanded.json" "$work/register.json" "$top/datasets/england-regime/dataset.json" ||
        exit 1
    networks+=("register=$work/expanded.json")
else
    echo "match     the register is left out: its files are not in ${folder:-POLITY_REGISTER}"
fi
"$python" -B "$here/match.py" "$bench" "$top/lib/model/kinds.def" "${networks[@]}"
