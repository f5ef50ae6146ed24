"""The command asked for patterns of one document, many at once, and its answers as values."""

import json
import os
import subprocess


class Refused(Exception):
    """The command refuses a pattern: status and what it says."""


class Asker:
    def __init__(self, program, folder):
        self.program, self.processes = program, 0
        self.data, self.file = (os.path.join(folder, name) for name in ("data.json", "patterns.json"))

    def document(self, document):
        with open(self.data, "w") as out:
            json.dump(document, out)

    def run(self, *words):
        self.processes += 1
        done = subprocess.run([self.program, "match", "-q", "--format", "json", *words, self.data],
                              capture_output=True, text=True, timeout=60)
        if done.returncode in (2, 5, 6):
            raise Refused(done.returncode, done.stderr)
        if done.returncode not in (0, 1):
            raise RuntimeError("status %d: %s" % (done.returncode, done.stderr))
        return [table(each) for each in documents(done.stdout)]

    def one(self, text):
        return self.run("--", text)[0]

    def all(self, texts):
        """An answer, or a Refused, for each."""
        rows = [{"id": "p%d" % i, "title": "", "meaning": "", "match": text, "options": {}}
                for i, text in enumerate(texts)]
        with open(self.file, "w") as out:
            json.dump({"polity_patterns": 1, "title": "", "licence": "CC0-1.0", "patterns": rows}, out)
        try:
            answers = self.run("--patterns", self.file)
            assert len(answers) == len(texts), "%d answers to %d patterns" % (len(answers), len(texts))
            return answers
        except Refused:
            return [self.tried(text) for text in texts]

    def tried(self, text):
        try:
            return self.one(text)
        except Refused as refused:
            return refused


def documents(text):
    """JSON texts behind each other."""
    decoder, at, found = json.JSONDecoder(), 0, []
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        one, at = decoder.raw_decode(text, at)
        found.append(one)
    return found


def table(answer):
    names = [column["name"] for column in answer["columns"]]
    return names, [[plain(row[name]) for name in names] for row in answer["rows"]]


def plain(value):
    return round(value, 9) if isinstance(value, float) else value
