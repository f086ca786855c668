"""`python -m tests.bench.bench_search CORPUS QUERIES QRELS`: how good and how fast search is on a public corpus.

Starts a clinic of its own, loads CORPUS by tests.bench.load_corpus, asks every question of QUERIES through the
search address and writes the table into docs/search.md, with Wagtail's own search measured in the same run.

CORPUS: JSON a line (id, question, answer, focus, synonyms). QUERIES: JSON a line (qid, text: {wording: words}).
QRELS: qid, id and grade 1 to 4 a line. None of these files belongs to the project.
"""

import argparse
import http.client
import json
import re
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from urllib.parse import quote, urlsplit

from tests.bench.ranking_figures import interval, ndcg, percentile, with_hit
from tests.running import ROOT, RunningClinic

WORDINGS = {
    "summary": "one-sentence questions",
    "summary_typo": "the same with typos",
    "message": "messages as patients wrote them",
    "message_typo": "messages with more typos",
    "keywords": "keywords",
}
DOCS = ROOT / "docs" / "search.md"
LARGE_INDEX_SECONDS = 300
PROCESS = re.compile(rb"manage\.py|clinic\.ops\.launching\.server")
HOSTILE = {
    "100,000 letters": "a" * 100_000,
    "a NUL byte": "pain\0nerve",
    "invalid UTF-8": b"\xff\xfe\xc3(",
    "operators": '"pain" AND (NOT | & ! <-> :* ~) OR *',
    "regular expressions": "(a+)+$ .*.*.*.* [[[ (?=x)",
    "right-to-left marks": "\u202epain\u200f \u2066nerve",
    "500 words": " ".join(f"symptom{number}" for number in range(500)),
    "500 slips": " ".join(f"s{chr(97 + number % 26)}mptomz{chr(97 + number // 26)}" for number in range(500)),
}


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as folder, RunningClinic(LOAD_DEMO="0", SEARCHES_A_SECOND="0") as clinic:
        before = memory(clinic)
        addresses = load(clinic, options, Path(folder) / "map")
        asked, judged = read_queries(options.queries), read_judged(options.qrels, set(addresses.values()))
        wait_for_index(clinic)
        ours = {wording: ask(clinic, asked, wording) for wording in WORDINGS}
        plain = plain_wagtail(clinic, asked, Path(folder) / "queries.json")
        lines = table(ours, plain, judged, addresses)
        lines += [
            "",
            f"{len(addresses) // 2:,} topics; {len(with_hit(judged))} questions with a hit, {len(asked)} asked.",
        ]
        lines += [f"Memory of a worker: {max(memory(clinic)) - max(before):.0f} MB more than before the corpus."]
        lines += ["", *hostile(clinic)]
    print("\n".join(lines))
    put_into_docs(lines)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "queries", "qrels"):
        parser.add_argument(name)
    parser.add_argument("--repeat", type=int, default=1, help="load the corpus so many times, varied")
    return parser.parse_args()


def load(clinic, options, file):
    clinic.run("-m", "tests.bench.load_corpus", options.corpus, "--map", str(file), "--repeat", str(options.repeat))
    known = dict(line.split("\t") for line in file.read_text().splitlines())
    return known | {url.partition("#")[0]: pk for url, pk in known.items()}


def read_queries(file):
    rows = map(json.loads, Path(file).read_text().splitlines())
    return {row["qid"]: row["text"] for row in rows}


def read_judged(file, known):
    judged = defaultdict(dict)
    for line in Path(file).read_text().splitlines():
        question, answer, grade = line.split()
        if answer in known:
            judged[question][answer] = int(grade)
    return dict(judged)


def wait_for_index(clinic):
    """Until every worker has read the index: several answers in a row come from it."""
    deadline = time.monotonic() + LARGE_INDEX_SECONDS
    ready = 0
    while ready < 8 and time.monotonic() < deadline:
        results, _ = get(http.client.HTTPConnection("localhost", clinic.port), "symptomes of diabetis")
        ready = ready + 1 if results["suggestion"] else 0
        time.sleep(0.5)


def ask(clinic, asked, wording):
    """`{qid: (addresses, seconds)}`, one question after another on one connection; the first round warms up."""
    connection = http.client.HTTPConnection("localhost", clinic.port, timeout=60)
    for text in list(asked.values())[:5]:
        get(connection, text.get(wording, ""))
    found = {}
    for question, text in asked.items():
        answer, seconds = get(connection, text.get(wording, ""))
        found[question] = ([result["url"] for result in answer["results"]], seconds)
    return found


def get(connection, words):
    began = time.perf_counter()
    connection.request("GET", f"/search/?format=json&q={quote(words)}")
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"search answered {answer.status}")
    return json.loads(body), time.perf_counter() - began


def plain_wagtail(clinic, asked, file):
    """`{operator: {wording: {qid: (addresses, seconds)}}}` of Wagtail's own search."""
    queries = [[f"{wording} {pk}", text.get(wording, "")] for wording in WORDINGS for pk, text in asked.items()]
    file.write_text(json.dumps(queries))
    clinic.environment["PLAIN_QUERIES"] = str(file)
    clinic.manage("shell", "--verbosity=0", "-c", "import tests.bench.plain_wagtail")
    answers = json.loads(file.with_suffix(".found").read_text())
    return {
        operator: {wording: {pk: found[f"{wording} {pk}"] for pk in asked} for wording in WORDINGS}
        for operator, found in answers.items()
    }


def table(ours, plain, judged, addresses):
    lines = ["| nDCG@10 (95 % interval) | Wagtail, AND | Wagtail, OR | ours |", "|---|---|---|---|"]
    systems = [plain["and"], plain["or"], ours]
    for wording, name in WORDINGS.items():
        figures = [quality(system[wording], judged, addresses) for system in systems]
        lines.append(f"| {name} | {' | '.join(figures)} |")
    nothing = [share_of_nothing(system["summary"]) for system in systems]
    lines.append(f"| one-sentence questions answered with nothing | {' | '.join(nothing)} |")
    slow = [in_milliseconds(system) for system in systems]
    lines.append(f"| p50 / p95 in ms (Wagtail: the query alone; ours: the whole request) | {' | '.join(slow)} |")
    return lines


def quality(found, judged, addresses):
    values = [
        ndcg([addresses[path(url)] for url in found[pk][0] if path(url) in addresses], judged[pk])
        for pk in with_hit(judged)
    ]
    low, high = interval(values)
    return f"{fmean(values):.2f} ({low:.2f}–{high:.2f})"


def path(url):
    """The address as the map has it; Wagtail finds pages, of which each has one question here."""
    parts = urlsplit(url)
    return f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path


def share_of_nothing(found):
    return f"{100 * fmean(not urls for urls, _ in found.values()):.0f} %"


def in_milliseconds(system):
    times = [1000 * seconds for found in system.values() for _, seconds in found.values()]
    return f"{percentile(times, 0.5):.0f} / {percentile(times, 0.95):.0f}"


def hostile(clinic):
    """A table of how long each hostile query took, and what it was answered with."""
    lines = ["| hostile query | answer | ms, median of 5 |", "|---|---|---|"]
    for name, words in HOSTILE.items():
        tried = [answered(clinic, words) for _ in range(5)]
        lines.append(f"| {name} | {tried[0][0]} | {1000 * percentile([seconds for _, seconds in tried], 0.5):.0f} |")
    return lines


def answered(clinic, words):
    connection = http.client.HTTPConnection("localhost", clinic.port, timeout=60)
    began = time.perf_counter()
    connection.request("GET", f"/search/?format=json&q={quote(words)}")
    answer = connection.getresponse()
    answer.read()
    return answer.status, time.perf_counter() - began


def memory(clinic):
    """Resident memory of each process that answers requests or does jobs, in MB."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            ours = f"CLINIC_VAR={clinic.var}".encode() in (status.parent / "environ").read_bytes()
            size = re.search(r"VmRSS:\s+(\d+)", status.read_text())
        except OSError:
            continue
        if ours and size and PROCESS.search((status.parent / "cmdline").read_bytes()):
            found.append(int(size[1]) / 1024)
    return found


def put_into_docs(lines, what="measured"):
    """Between the two comments in docs/search.md that name `what`."""
    text = DOCS.read_text(encoding="utf-8")
    begin = f"<!-- {what}: begin -->"
    start, end = text.index(begin) + len(begin), text.index(f"<!-- {what}: end -->")
    DOCS.write_text(text[:start] + "\n" + "\n".join(lines) + "\n" + text[end:], encoding="utf-8")


if __name__ == "__main__":
    main()
