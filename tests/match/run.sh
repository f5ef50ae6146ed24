#!/bin/bash
# Patterns against enumeration by brute force: run.sh PROGRAM [SEED [PATTERNS]]
#
# 77 = skipped, where there is no python3.
command -v python3 >/dev/null || {
    echo "SKIPPED: no python3"
    exit 77
}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
python3 -B "$here/selftest.py" || status=1
python3 -B "$here/brute.py" "$1" "$work" --seed "${2:-1}" --patterns "${3:-2000}" || status=1
python3 -B "$here/known.py" "$1" "$work" || status=1
exit $status
