"""A program that holds a layer and does jobs, a line in, a line of JSON out."""
import json
import os
import select
import subprocess
import time


class Failed(Exception):
    """A job without an answer, and why."""


class Runner:
    def __init__(self, words, limit):
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
                                        stderr=subprocess.DEVNULL)
        self.held, self.absent = b"", False
        try:
            said = self.line(limit)
        except Failed:
            self.absent = self.process.wait() == 77
            if not self.absent:
                raise
            return
        self.name, self.version, self.load = said["name"], said["version"], said["load"]

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def line(self, limit):
        end = time.monotonic() + limit
        while b"\n" not in self.held:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                self.stop()
                raise Failed(f"over {limit:g} s")
            read = os.read(self.process.stdout.fileno(), 65536)
            if not read:
                self.process.wait()
                raise Failed("died")
            self.held += read
        line, self.held = self.held.split(b"\n", 1)
        return json.loads(line)

    def ask(self, line, limit):
        self.process.stdin.write(line.encode() + b"\n")
        said = self.line(limit)
        if "error" in said:
            raise Failed(said["error"])
        return said
