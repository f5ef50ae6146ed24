#!/bin/sh
# The schema's tests, skipped (77) where Debian's python3-jsonschema is missing: run.sh validate.py TOP
python=/usr/bin/python3
"$python" -c 'import jsonschema' 2>/dev/null || {
    echo "SKIPPED: no python3-jsonschema"
    exit 77
}
exec "$python" -B "$1" "$2"
