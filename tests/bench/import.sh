#!/bin/bash
# Importing the school register: the command's time and memory against those of a Python program that makes the
# same document. import.sh PROGRAM FOLDER. The median of five runs, and of three of Python.
here=$(cd "$(dirname "$0")" && pwd)
polity=$1 folder=$2
[ -d "$folder" ] || { echo "import    skipped: the register's files are not in ${folder:-POLITY_REGISTER}" && exit 0; }
exec python3 - "$polity" "$folder" "$here/../register/peer.py" <<'PYTHON'
import glob
import os
import subprocess
import sys
import tempfile

polity, folder, peer = sys.argv[1:]
kinds = {"establishments": "edubasealldata", "groups": "allgroupsdata", "group-links": "alllinksdata",
         "links": "links_edubasealldata", "inspections": "ofsted_inspections"}
files = {kind: sorted(glob.glob(f"{folder}/{name}*.csv*"))[-1] for kind, name in kinds.items()}


def measure(words, runs):
    costs = []
    for _ in range(runs):
        child = subprocess.Popen(words)
        _, status, use = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{words[0]} failed")
        costs.append((use.ru_utime + use.ru_stime, use.ru_maxrss / 1024))
    return sorted(costs)[runs // 2]


with tempfile.TemporaryDirectory() as work:
    ours = measure([polity, "import", "gias", "-q", "-o", f"{work}/ours.json"] +
                   [word for kind, name in files.items() for word in (f"--{kind}", name)], 5)
    theirs = measure([sys.executable, "-B", peer, "--out", f"{work}/theirs.json"] +
                     [f"{kind}={name}" for kind, name in files.items()], 3)
    size = os.path.getsize(f"{work}/ours.json") / 1e6
print(f"import    register to {size:.1f} MB of JSON; medians")
print(f"Python    {theirs[0]:.2f} s  {theirs[1]:.0f} MiB\npolity    {ours[0]:.2f} s  {ours[1]:.0f} MiB")
print(f"ratio     {theirs[0] / ours[0]:.1f} times faster (at least 5), {ours[1]:.0f} MiB (at most 400)")
PYTHON
