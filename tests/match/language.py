"""The examples of a page: language.py PROGRAM TOP PAGE [--record]

Every line "$ polity …" within a fence "```console" is run from TOP, with --quiet and without the facts below
tables, and has to print, both outputs together, the lines that stand below it. --record writes them.
"""
import difflib
import re
import shlex
import subprocess
import sys

FENCE = re.compile(r"```console\n(.*?)```", re.S)


def run(program, top, line):
    """What a command line prints, without blanks at the ends of lines."""
    words = shlex.split(line)
    words = [program, words[2], "--quiet", *words[3:]]
    if "--facts" in subprocess.run([program, "help", words[1]], capture_output=True, text=True).stdout:
        words += ["--facts", "false"]
    done = subprocess.run(words, cwd=top, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return "".join(part.rstrip() + "\n" for part in done.stdout.splitlines())


def answered(program, top, block):
    """A block with the answers that the program gives."""
    lines = [line for line in block.splitlines() if line.startswith("$ polity ")]
    return len(lines), "".join(f"{line}\n{run(program, top, line)}" for line in lines)


def main():
    program, top, page = sys.argv[1:4]
    with open(page, encoding="utf-8") as file:
        text = file.read()
    count = failed = 0

    def replace(found):
        nonlocal count, failed
        number, made = answered(program, top, found[1])
        count += number
        if made != found[1]:
            failed += 1
            print("".join(difflib.unified_diff(found[1].splitlines(True), made.splitlines(True), "page", "printed")))
        return f"```console\n{made}```"

    made = FENCE.sub(replace, text)
    if "--record" in sys.argv:
        with open(page, "w", encoding="utf-8") as file:
            file.write(made)
        return 0
    print(f"{count} examples, {failed} blocks that differ")
    return failed > 0 or count == 0


sys.exit(main())
