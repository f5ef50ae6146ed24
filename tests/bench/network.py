"""A network in three layers: U undirected, D directed, S steering alone."""
import collections
import json
import os
import subprocess
import sys

from compare import read_layer


class Network:
    def __init__(self, given, prefix, document):
        self.prefix, self.files = prefix, {}
        made = subprocess.run([os.path.join(given.programs, "bench_network"), document, prefix])
        if made.returncode:
            sys.exit(f"bench_network: cannot make layers of {document}")

    @classmethod
    def generated(cls, given, work, scale):
        """`polity generate england`, the same on every machine."""
        document = os.path.join(work, f"england-{scale}.jsonl")
        subprocess.run([given.polity or "polity", "generate", "england", "--quiet", "--scale", str(scale), "--to",
                        "jsonl", "-o", document], check=True)
        made = cls(given, os.path.join(work, f"england-{scale}"), document)
        os.remove(document)
        return made

    @classmethod
    def read(cls, given, work, name):
        """A document that polity reads; or a text of two or more words a line, tail and head, which all steer."""
        with open(name, "rb") as source:
            first = source.read(1024).split(b"\n")[0]
        if first.lstrip()[:1] in (b"{", b"<") or len(first.split()) < 2 or not name.endswith((".txt", ".edges", ".tsv")):
            return cls(given, os.path.join(work, "network"), name)
        document = os.path.join(work, "network.json")
        with open(name) as source, open(document, "w") as to:
            pairs = [line.split()[:2] for line in source if line.strip() and line[0] not in "#%"]
            nodes = [{"id": f"node {v}", "type": "organisation"} for v in dict.fromkeys(v for pair in pairs for v in pair)]
            edges = [{"id": f"tie {i}", "kind": "directs", "source": f"node {tail}", "target": f"node {head}"}
                     for i, (tail, head) in enumerate(pairs)]
            json.dump({"polity": "1.0", "nodes": nodes, "edges": edges}, to)
        return cls(given, os.path.join(work, "network"), document)

    def layer(self, name):
        return f"{self.prefix}.{name}"

    def file(self, name):
        if name not in self.files:
            self.files = {name: read_layer(self.layer(name))}
        return self.files[name]

    def size(self, name):
        with open(self.layer(name), "rb") as source:
            return [int.from_bytes(source.read(8), sys.byteorder) for _ in range(2)]

    def nodes(self, name):
        return self.size(name)[0]

    def ties(self, name):
        return self.size(name)[1]

    def root(self, name):
        """The node that most ties leave."""
        if not hasattr(self, "roots"):
            self.roots = {}
        if name not in self.roots:
            counts = collections.Counter(self.file(name)[1][0])
            self.roots[name] = min(counts, key=lambda v: (-counts[v], v), default=0)
        return self.roots[name]
