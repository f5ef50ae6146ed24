#!/bin/bash
# What is written is read by networkx, python-igraph and csv, and back: run.sh PROGRAM TOP
#
# 77 = skipped, where Debian's python3-networkx or python3-igraph is missing.
python=/usr/bin/python3
for module in networkx igraph; do
    "$python" -c "import $module" 2>/dev/null || {
        echo "SKIPPED: no python3-$module"
        exit 77
    }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -B "$(dirname "$0")/neighbours.py" "$1" "$2" "$work"
