"""Looks for keys, tokens and passwords in every file and in everything that ever was in one.

What was taken out of a file is still in the history, and whoever has the code has that.
"""

import re

from tests.security import ROOT, run

PATTERNS = {
    "private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}",
    "key of a cloud": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[\w-]{35}",
    "token of a code host": r"\bgh[pousr]_\w{36}|\bgithub_pat_\w{40}|\bglpat-[\w-]{20}|\bpypi-[\w-]{50}",
    "token of a chat": r"\bxox[abprs]-\w[\w-]{10,}",
    "key of a payment": r"\b[rs]k_live_\w{16}",
    "signed token": r"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{15,}",
    "password in an address": r"\b\w+(?:\+\w+)?://[\w.%-]+:(?P<in_address>[^\s:/@'\"{}$<\\)]{6,})@[\w.-]",
    "secret in a setting": r"(?i:secret|passw(?:or)?d|token|api_?key)\w*[\"']?\s*[:=]\s*[\"']?"
    r"(?P<set_to>[\w+/=-]{24,})",
}
LOOKS_LIKE_ONE = re.compile("|".join(f"(?P<k{number}>{words})" for number, words in enumerate(PATTERNS.values())))
# What examples call a password.
MADE_UP = {"password", "secret"}
# Found where it was put, or the rest of what is said is worth nothing. In two parts, so that it is not found here.
CANARY = "AKIA" + "QWERTYUIOPASDFGH"


def no_secrets():
    history = run(["git", "log", "-p", "-U0", "--no-color", "--no-ext-diff", "--text", "--format=commit %h", "HEAD"])
    if history.returncode or not list(in_history(f"commit 1\n+++ b/x\n+{CANARY}")):
        return "secrets", "skipped", "no history of git here"
    files = run(["git", "ls-files", "-z"]).stdout.split("\0")
    found = [one for file in files if file for one in in_text(text_of(file), file)] + list(in_history(history.stdout))
    new = sorted(set(found))
    told = f"none in {len(files) - 1} files and {history.stdout.count('commit ')} commits"
    return "secrets", "failed" if new else "passed", "; ".join(new[:20]) or told


def text_of(file):
    path = ROOT / file
    return path.read_text(errors="replace") if path.is_file() else ""


def in_history(log):
    """Yield where something was found in the lines that a commit added: its short name and the file."""
    for part in re.split(r"^commit ", log, flags=re.MULTILINE):
        commit, file = part[:12].split("\n")[0], ""
        added = []
        for line in part.split("\n"):
            if line.startswith("+++ "):
                file = line.removeprefix("+++ b/")
            elif line.startswith("+"):
                added.append((file, line[1:]))
        for name in {name for name, _ in added}:
            text = "\n".join(line for of, line in added if of == name)
            yield from (f"{one} (commit {commit})" for one in in_text(text, name))


def in_text(text, file):
    """Yield "kind in file" of each, never what it is."""
    for match in LOOKS_LIKE_ONE.finditer(text):
        value = match["in_address"] or match["set_to"] or match[0]
        if value.lower() not in MADE_UP:
            yield f"{list(PATTERNS)[number_of(match)]} in {file}"


def number_of(match):
    return next(number for number in range(len(PATTERNS)) if match[f"k{number}"])
