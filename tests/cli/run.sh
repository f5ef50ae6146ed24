#!/bin/bash
# Run the cases of the command: run.sh PROGRAM [CASE…]
#
# A case is a folder of cases/: `args` (words as for a shell) or `script` (a shell script; $POLITY is the
# program), and what is expected: `status` (0 if missing), `stdout`, `stderr` (missing = not compared),
# `files/NAME` (what a file that was written holds). `stdin` is the input. The case runs in a new
# folder that holds a copy of data/ and of the case's own `input/`.
# Before comparing, digests read DIGEST, and versions of libraries VERSION.
# With RECORD=1 what came out is written down: look at it before it is kept.
export LC_ALL=${CLI_LOCALE:-C}
unset NO_COLOR
here=$(cd "$(dirname "$0")" && pwd) || exit 2
[ $# -ge 1 ] || { echo "usage: run.sh PROGRAM [CASE…]" >&2; exit 2; }
POLITY=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
CLI_DATASETS=$here/../../datasets
export POLITY CLI_DATASETS
shift
scratch=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
passed=0 failed=0 skipped=0

plain() {
    sed -E 's/\b[0-9a-f]{64}\b/DIGEST/g; s/\b(lib)?(polity|igraph|jansson|zlib) [0-9.]+[0-9]/\1\2 VERSION/g' "$1"
}

# Compare what came out ($2) with what is expected ($1), or record it.
compare() {
    if [ -n "$RECORD" ]; then
        [ -e "$1" ] || [ -n "$3" ] || return 0
        plain "$2" >"$1"
    elif [ -e "$1" ]; then
        plain "$2" | diff -u "$1" - >>"$work/difference" 2>&1 || return 1
    fi
}

run_case() {
    local case=$1 work=$scratch/$name status fine=1 expected=0 file
    mkdir -p "$work/in" && cp -R "$here"/data/. "$work/in"
    [ ! -d "$case/input" ] || cp -R "$case"/input/. "$work/in"
    local input=/dev/null
    [ ! -e "$case/stdin" ] || input=$case/stdin
    if [ -e "$case/script" ]; then
        (cd "$work/in" && bash "$case/script") <"$input" >"$work/out" 2>"$work/err"
    else
        (cd "$work/in" && eval "exec \"\$POLITY\" $(cat "$case/args")") \
            <"$input" >"$work/out" 2>"$work/err"
    fi
    status=$?
    if [ $status -eq 77 ]; then
        skipped=$((skipped + 1))
        echo "skipped $name: $(head -1 "$work/out")"
        return
    fi
    [ ! -e "$case/status" ] || expected=$(cat "$case/status")
    if [ -n "$RECORD" ] && [ ! -e "$case/status" ] && [ $status -ne 0 ]; then
        echo $status >"$case/status"
    elif [ "$status" -ne "$expected" ]; then
        echo "status $status, expected $expected" >>"$work/difference"
        fine=0
    fi
    compare "$case/stdout" "$work/out" new || fine=0
    compare "$case/stderr" "$work/err" new || fine=0
    for file in "$case"/files/*; do
        [ -e "$file" ] || continue
        compare "$file" "$work/in/$(basename "$file")" || fine=0
    done
    if [ $fine -eq 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name"
        sed 's/^/    /' "$work/difference"
        [ "$expected" -eq "$status" ] || sed 's/^/    stderr: /' "$work/err"
    fi
}

[ $# -gt 0 ] || set -- $(cd "$here/cases" && ls)
for name; do
    if [ -e "$here/cases/$name/args" ] || [ -e "$here/cases/$name/script" ]; then
        run_case "$here/cases/$name"
    else
        failed=$((failed + 1))
        echo "FAILED $name: no such case"
    fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
