#!/bin/bash
# The examples of the language's page print what stands there: language.sh PROGRAM TOP
#
# 77 = skipped, where there is no python3.
command -v python3 >/dev/null || {
    echo "SKIPPED: no python3"
    exit 77
}
exec python3 -B "$(dirname "$0")/language.py" "$1" "$2" "$2/lib/match/LANGUAGE.md"
