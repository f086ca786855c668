"""`python -m tests.bench.bench_growth CORPUS QUERIES`: what search costs with 1,000, all and four times the topics.

A clinic of its own for each size; CORPUS and QUERIES as for bench_search. Prints milliseconds of whole requests over
HTTP (half of them, and 95 of 100, take no longer) and writes them into docs/search.md. The largest takes some minutes.
"""

import argparse
import gzip
import http.cookiejar
import re
import tempfile
import time
import urllib.parse
import urllib.request
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

from tests.bench.bench_search import ask, load, memory, percentile, put_into_docs, read_queries, wait_for_index
from tests.running import RunningClinic

SIZES = [(1000, 1), (None, 1), (None, 4)]  # lines of the corpus, and how often
ADMIN = {
    "admin: a screen with no page on it": "/admin/pages/search/?q=qqqqqqqq&unused=",  # the others' baseline
    "admin: page search, the screen": "/admin/pages/search/?q=",
    "admin: page search, while typing": "/admin/pages/search/results/?q=",
    "admin: chooser of pages, opened": "/admin/choose-page/?page_type=faq.topicpage&unused=",
    "admin: chooser of pages, searched": "/admin/choose-page/search/?q=",
    "admin: list of topics": "/admin/topics/?q=",
}
ROUNDS = 8
WORDS = ["kidney", "diabetes symptoms", "noonan", "treatment heart", "cancer", "rare disease", "pain", "eye"]


def main():
    options = arguments()
    asked = read_queries(options.queries)
    columns = [measured(options.corpus, asked, lines, repeat) for lines, repeat in SIZES]
    lines = ["| | " + " | ".join(f"{column.pop('topics'):,} topics" for column in columns) + " |"]
    lines += ["|---" * (len(columns) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(column[name] for column in columns)} |" for name in columns[0]]
    print("\n".join(lines))
    put_into_docs(lines, "growth")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("corpus", "queries"):
        parser.add_argument(name)
    return parser.parse_args()


def measured(corpus, asked, lines, repeat):
    """{what: how much} of one clinic."""
    with tempfile.TemporaryDirectory() as folder, RunningClinic(LOAD_DEMO="0") as clinic:
        before = max(memory(clinic))
        file = beginning(corpus, Path(folder) / "some.jsonl", lines) if lines else corpus
        began = time.perf_counter()
        known = load(clinic, SimpleNamespace(corpus=str(file), repeat=repeat), Path(folder) / "map")
        loaded = time.perf_counter() - began
        wait_for_index(clinic)
        found = {"topics": len(known) // 2, "to load them": f"{loaded:.0f} s"}
        for wording in ("summary", "message"):
            times = [seconds for _, seconds in ask(clinic, asked, wording).values()]
            found[f"search, {wording}, p50 / p95"] = in_milliseconds(times)
        admin = Admin(clinic)
        found |= {f"{name}, p50 / p95": in_milliseconds(admin.times(path)) for name, path in ADMIN.items()}
        return found | {"memory a worker gained": f"{max(memory(clinic)) - before:.0f} MB"}


def beginning(corpus, file, lines):
    opened = gzip.open if str(corpus).endswith(".gz") else open
    with opened(corpus, "rt", encoding="utf-8") as rows:
        file.write_text("".join(islice(rows, lines)), encoding="utf-8")
    return file


def in_milliseconds(times):
    return f"{1000 * percentile(times, 0.5):.0f} / {1000 * percentile(times, 0.95):.0f} ms"


HIRE = """
from clinic.people.models import User
from clinic.people.roles import ADMIN
User.objects.create_user("admin", password="only for timings").groups.add(ADMIN.group())
"""


class Admin:
    """Somebody logged in as the clinic's admin."""

    def __init__(self, clinic):
        self.address = clinic.staff
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )
        form = self.get("/admin/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
        clinic.manage("shell", "-c", HIRE)
        words = {"username": "admin", "password": "only for timings", "csrfmiddlewaretoken": token, "next": "/admin/"}
        self.browser.open(f"{self.address}/admin/login/", urllib.parse.urlencode(words).encode()).read()

    def get(self, path):
        return self.browser.open(self.address + path).read().decode()

    def times(self, path):
        self.get(path + "warm")
        return [self.timed(path + urllib.parse.quote(words)) for words in WORDS for _ in range(ROUNDS)]

    def timed(self, path):
        began = time.perf_counter()
        self.get(path)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
