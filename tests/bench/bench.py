"""Speed against other libraries of network analysis: `cmake --build BUILD --target bench`, or
bench.py --programs FOLDER [options]. Every job of jobs.py is run by this library and by each of igraph (C), python-igraph,
networkx, graph-tool and R's igraph and sna that is installed, in turns, on one network; a table of medians and ratios
is printed, and written as JSON if --json names a file. Answers must agree, on a small network for every job and on the
large one where the other library runs to the end; else the exit status is 1."""
import argparse
import array
import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

from compare import compare, modularity
from jobs import JOBS
from network import Network
from runner import Failed, Runner

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST_SOURCES = 16

# Peers by the name that their runner says, with what starts it. A peer with threads is run with one and with two.
PEERS = {
    "igraph C": lambda given: [os.path.join(given.programs, "peer_igraph")],
    "python-igraph": lambda given: [sys.executable, "-B", f"{HERE}/peer_python.py", "igraph"],
    "networkx": lambda given: [sys.executable, "-B", f"{HERE}/peer_python.py", "networkx"],
    "graph-tool": lambda given: [sys.executable, "-B", f"{HERE}/peer_python.py", "graph_tool"],
    "R igraph": lambda given: ["Rscript", f"{HERE}/peer.R", "igraph"],
    "R sna": lambda given: ["Rscript", f"{HERE}/peer.R", "sna"],
}
THREADED = {"graph-tool"}

# Where a peer's definition is another one: job, layer, peer.
DIFFERS = {
}


def median(numbers):
    numbers = sorted(numbers)
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


class Bench:
    def __init__(self, given, work):
        self.given, self.work = given, work
        self.runners, self.versions, self.absent, self.wrong = {}, {}, {}, []

    def runner(self, who, network, job):
        """The running program of a peer or, `who` None, of ours, that holds the job's layer; None if not installed."""
        key = (who, network.prefix, job.layer, job.numbers)
        if who in self.absent:
            return None
        if key not in self.runners or not self.runners[key].alive():
            words = PEERS[who](self.given) if who else [os.path.join(self.given.programs, "bench_ours")]
            if not shutil.which(words[0]):
                self.absent[who] = "not installed"
                return None
            words += [network.layer(job.layer), "0" if job.layer == "U" else "1", job.numbers]
            self.runners[key] = Runner(words, self.given.limit + 600)
            if self.runners[key].absent:
                self.absent[who] = "not installed"
                return None
            self.versions[self.runners[key].name] = self.runners[key].version
        return self.runners[key]

    def stop(self, network, job):
        for key in [key for key in self.runners if key[1:] == (network.prefix, job.layer, job.numbers)]:
            self.runners.pop(key).stop()

    def ask(self, who, network, job, threads=1, seed=1, sources=0, limit=None):
        """Seconds of clock and processor, and the answer; Failed if there is none."""
        runner = self.runner(who, network, job)
        if runner is None:
            raise Failed("not installed")
        out = os.path.join(self.work, "answer")
        root = network.root(job.layer)
        options = job.options.replace("ROOT", str(root))
        line = (f"{out} {threads} {seed} {job.peer} {sources} {root}" if who else
                f"{out} {threads} {seed} {job.measure} {job.column} - {options}")
        said = runner.ask(line, limit or self.given.limit)
        answer = array.array("d")
        with open(out, "rb") as source:
            answer.frombytes(source.read())
        return said["clock"], said["processor"], answer

    def agree(self, who, network, job, ours, theirs):
        """What a table says about two answers; a difference fails the whole."""
        if job.compared == "quality":
            return "–"
        difference = compare(job.compared, ours, theirs)
        if difference:
            self.wrong.append(f"{job.title} {job.layer}, {who}, {network.prefix.split('/')[-1]}: {difference}")
        return "differ" if difference else "agree"

    def differs(self, who, job):
        return DIFFERS.get((job.title, job.layer, who))


# --- on the small network: whether answers agree ------------------------------------------------


def check(bench, network, jobs):
    """{(job, peer): "agree", "differ" or why there is no answer}."""
    found = {}
    for job in jobs:
        ours = bench.ask(None, network, job)[2]
        for threads in job.threads[1:]:
            if bench.ask(None, network, job, threads=threads)[2].tobytes() != ours.tobytes():
                bench.wrong.append(f"{job.title} {job.layer}: {threads} threads give other bytes than one")
        for who in bench.given.peers:
            try:
                theirs = bench.ask(who, network, job)[2]
                found[job, who] = bench.differs(who, job) or bench.agree(who, network, job, ours, theirs)
            except Failed as error:
                found[job, who] = str(error)
    for job in jobs:
        bench.stop(network, job)
    return found


def print_check(bench, jobs, found):
    peers = [who for who in bench.given.peers if who not in bench.absent]
    print(f"{'answers at scale ' + bench.given.small:32}" + "".join(f"{who:>15}" for who in peers))
    for job in jobs:
        said = [found[job, who] for who in peers]
        said = ["–" if text == "not a job" else text for text in said]
        print(f"{job.title + ', ' + job.layer:32}" + "".join(f"{text[:14]:>15}" for text in said))


# --- on the large network: time ------------------------------------------------------------------


class Cell:
    """Times of one library at one job."""

    def __init__(self, who, threads, by="clock"):
        self.who, self.threads, self.by = who, threads, by
        self.clock, self.processor, self.quality = [], [], []
        self.estimate = self.words = self.agreement = None

    def seconds(self):
        return self.estimate if self.estimate is not None else median(getattr(self, self.by)) if self.clock else None

    def row(self):
        made = {"who": self.who or "polity", "threads": self.threads, "seconds": self.seconds(), "clock": self.clock,
                "processor": self.processor, "estimated": self.estimate is not None, "words": self.words,
                "agreement": self.agreement}
        if self.quality:
            made["quality"] = median(self.quality)
        return made


def estimate(bench, network, job, cell):
    """Whether a peer that can start from some sources would take too long from all; then what all would take."""
    if not job.sampled or cell.who != "igraph C":
        return False
    nodes = network.nodes(job.layer)
    which = ("clock", "processor").index(cell.by)
    clock = bench.ask(cell.who, network, job, sources=FIRST_SOURCES)[which]
    if clock / FIRST_SOURCES * nodes < bench.given.limit:
        return False
    sources = max(FIRST_SOURCES, min(nodes, int(FIRST_SOURCES * bench.given.limit / 8 / clock)))
    clock = bench.ask(cell.who, network, job, sources=sources)[which]
    cell.estimate, cell.words = clock / sources * nodes, f"estimated from {sources} of {nodes} sources"
    return True


def run_once(bench, network, job, cell, turn, ours):
    clock, processor, answer = bench.ask(cell.who, network, job, cell.threads, turn + 1)
    cell.clock.append(clock)
    cell.processor.append(processor)
    if job.compared == "quality":
        cell.quality.append(modularity(network.file(job.layer), answer))
    elif cell.who is None and not ours:
        ours.append(answer)
    elif cell.who and not turn and ours:
        cell.agreement = bench.agree(cell.who, network, job, ours[0], answer)


def time_job(bench, network, job, found):
    """The job's cells, timed in turns: ours, a peer, the next, and again."""
    cells = [Cell(None, threads, bench.given.time) for threads in job.threads]
    for who in bench.given.peers:
        said = found[job, who]
        if said in ("not a job", "not installed"):
            continue
        cells += [Cell(who, threads, bench.given.time) for threads in (job.threads if who in THREADED else (1,))]
        if said not in ("agree", "differ", "–"):
            cells[-1].words = f"{said}, at scale {bench.given.small}"
    ours = []
    for turn in range(bench.given.seeds if job.seeds else bench.given.repeats):
        for cell in cells:
            spent = sum(cell.clock)
            if cell.words or (turn and spent + median(cell.clock) > bench.given.limit):
                continue
            try:
                if turn == 0 and cell.who and estimate(bench, network, job, cell):
                    continue
                run_once(bench, network, job, cell, turn, ours)
            except Failed as error:
                cell.words = str(error)
    return cells


def rows_of(network, job, cells):
    """A row a number of threads; peers without threads stand in each."""
    for threads in job.threads:
        here = [cell for cell in cells if cell.threads == threads or (cell.who and cell.who not in THREADED)]
        mine = here[0].seconds()
        theirs = [cell.seconds() for cell in here[1:] if cell.seconds() is not None]
        yield {"job": job.title, "layer": job.layer, "nodes": network.nodes(job.layer), "ties": network.ties(job.layer),
               "threads": threads, "cells": [cell.row() for cell in here],
               "ratio": min(theirs) / mine if mine and theirs else None}


# --- growth, reading -------------------------------------------------------------------------------


def grow(bench, scales, jobs):
    """Seconds of ours at each scale, and their growth over that of the ties."""
    rows = []
    for scale in scales:
        network = Network.generated(bench.given, bench.work, scale)
        for job in (job for job in jobs if job.grows):
            cell = Cell(None, 1, bench.given.time)
            try:
                for _ in range(3):
                    clock, processor, _ = bench.ask(None, network, job)
                    cell.clock.append(clock)
                    cell.processor.append(processor)
            except Failed as error:
                cell.words = str(error)
            bench.stop(network, job)
            rows.append({"job": job.title, "layer": job.layer, "scale": float(scale), "seconds": cell.seconds(),
                         "ties": network.ties(job.layer), "words": cell.words})
    for row in rows:
        first = next(other for other in rows if (other["job"], other["layer"]) == (row["job"], row["layer"]))
        if row["seconds"] and first["seconds"]:
            row["over_linear"] = row["seconds"] / first["seconds"] / (row["ties"] / first["ties"])
    return rows


def reading(given):
    """bench_read's own account: seconds and MiB of jansson's tree and of ours."""
    program = os.path.join(given.programs, "bench_read")
    if not os.path.exists(program):
        return None
    text = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    found = {name: (float(seconds), float(memory)) for name, seconds, memory in
             re.findall(r"^(\w+) +([\d.]+) s +([\d.]+) MiB", text, re.M)}
    return {"said": text, "found": found}


# --- telling ---------------------------------------------------------------------------------------


def shown(seconds):
    return f"{seconds:.2g}" if seconds < 0.1 else f"{seconds:.2f}" if seconds < 100 else f"{seconds:,.0f}"


def print_rows(bench, rows):
    peers = [who for who in bench.given.peers if who not in bench.absent]
    print(f"\n| job | layer | threads | polity | {' | '.join(peers)} | ratio |")
    print("|---" * (len(peers) + 5) + "|")
    for row in rows:
        cells = {cell["who"]: cell for cell in row["cells"]}
        texts = []
        for who in ["polity"] + peers:
            cell = cells.get(who)
            if not cell or (cell["seconds"] is None and cell["words"] is None):
                texts.append("–")
            elif cell["seconds"] is None:
                texts.append(cell["words"])
            else:
                texts.append(shown(cell["seconds"]) + (" est." if cell["estimated"] else "") +
                             (f" (Q {cell['quality']:.4f})" if "quality" in cell else ""))
        ratio = f"{row['ratio']:.1f}" if row["ratio"] else "–"
        print(f"| {row['job']} | {row['layer']} | {row['threads']} | {' | '.join(texts)} | {ratio} |")
    print(f"\nSeconds of the {bench.given.time}, medians; ratio: the fastest other library's over ours. est.: from a sample of sources.")


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo") as source:
            model = next(line.split(":")[1].strip() for line in source if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {"processor": model, "cores": len(os.sched_getaffinity(0)), "system": platform.platform()}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True, help="folder of bench_ours, bench_network, peer_igraph, bench_read")
    parser.add_argument("--polity", help="the command, to make networks with")
    parser.add_argument("--network", help="a document that polity reads, or lines 'tail head', in place of a made network")
    parser.add_argument("--scale", default="1", help="of the made network: so many times England")
    parser.add_argument("--small", default="0.01", help="the same of the network that all answers are compared on")
    parser.add_argument("--jobs", default=".", help="those whose 'title, layer' matches")
    parser.add_argument("--peers", default=",".join(PEERS), help="comma between them")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seeds", type=int, default=20, help="of searches that depend on chance")
    parser.add_argument("--limit", type=float, default=120, help="seconds that a job may take in one library")
    parser.add_argument("--time", default="clock", choices=("clock", "processor"),
                        help="what the table shows; processor on a machine that is busy with other things")
    parser.add_argument("--growth", default="", help="scales of the rows of growth, such as 1,10,40")
    parser.add_argument("--json", help="write the rows there too")
    parser.add_argument("--agreement-only", action="store_true", help="only whether answers agree, on the small network")
    given = parser.parse_args()
    given.peers = [who for who in given.peers.split(",") if who]
    unknown = [who for who in given.peers if who not in PEERS]
    if unknown:
        parser.error(f"no such peer: {unknown[0]}; there are: {', '.join(PEERS)}")
    return given


def main():
    given = arguments()
    jobs = [job for job in JOBS if re.search(given.jobs, f"{job.title}, {job.layer}")]
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(given, work)
        found = check(bench, Network.generated(given, work, given.small), jobs)
        for who, why in bench.absent.items():
            print(f"{who}: {why}")
        print_check(bench, jobs, found)
        if not given.agreement_only:
            tell(bench, jobs, found)
    for text in bench.wrong:
        print("DIFFERENT", text)
    if len(bench.absent) == len(given.peers):
        print("SKIPPED: no other library is installed")
        sys.exit(77)
    sys.exit(1 if bench.wrong else 0)


def tell(bench, jobs, found):
    given = bench.given
    network = (Network.read(given, bench.work, given.network) if given.network else
               Network.generated(given, bench.work, given.scale))
    rows = []
    for i, job in enumerate(jobs):
        print(f"timing {job.title}, {job.layer}", file=sys.stderr, flush=True)
        rows += rows_of(network, job, time_job(bench, network, job, found))
        if i + 1 == len(jobs) or jobs[i + 1][1:3] != job[1:3]:
            bench.stop(network, job)
    account = {"date": datetime.date.today().isoformat(), "machine": machine(), "versions": bench.versions,
               "absent": bench.absent, "network": given.network or f"polity generate england --scale {given.scale}",
               "rows": rows, "different": bench.wrong}
    print(f"\n{account['date']}, {account['machine']['processor']}, {account['machine']['cores']} cores; " +
          ", ".join(f"{name} {version}" for name, version in bench.versions.items()))
    print_rows(bench, rows)
    if given.growth:
        account["growth"] = grow(bench, given.growth.split(","), jobs)
        print("\n| job | layer | scale | ties | seconds | growth over that of the ties |\n|---|---|---|---|---|---|")
        for row in account["growth"]:
            print(f"| {row['job']} | {row['layer']} | {row['scale']:g} | {row['ties']:,} | "
                  f"{shown(row['seconds']) if row['seconds'] else row['words']} | {row.get('over_linear', 0):.2f} |")
    if re.search(given.jobs, "reading"):
        account["reading"] = reading(given)
        print("\n" + account["reading"]["said"] if account["reading"] else "")
    if given.json:
        with open(given.json, "w") as to:
            json.dump(account, to, indent=1)


if __name__ == "__main__":
    main()
