"""`python -m tests.bench.bench_pages [CORPUS]`: requests per second and slow answers of patients' pages.

Each page is measured in turn from memory, made anew (an address with a query is never kept) and with a bare Django
view of the same process (`/healthz`: no database, no template), so ratios hold on any machine. Then a topic is measured
in turn with a plain Wagtail site with the same words on the same server and Postgres, and with nginx that has the same
bytes, where there is one. Nothing is asserted. Requests are made by wrk where there is one, which takes less of the
machine for itself; CLINIC_WRK and CLINIC_NGINX name programs that are not on PATH.
CORPUS, as for load_corpus, adds its topics first; sixteen thousand take some minutes.
"""

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.bench.others import nginx, plain_wagtail
from tests.running import ROOT, RunningClinic

BASELINE = "/healthz"
PAGES = {
    "home": "/",
    "topic": "/faq/does-crps-spread/",
    "index": "/faq/",
    "A to Z": "/faq/a-z/",
    "services": "/services/",
    "leaflet": "/faq/does-crps-spread/leaflet/",
    "sitemap": "/sitemap.xml",
    "feed": "/changes.rss",
    "llms.txt": "/llms.txt",
}
ANEW = "?anew=1"
TOPIC = PAGES["topic"]
CLIENTS, REQUESTS, ROUNDS = 4, 40, 3
WRK, SCRIPT, SECONDS = os.environ.get("CLINIC_WRK") or shutil.which("wrk"), ROOT / "tests/bench/found.lua", 3
RENAME = """
from clinic.site.models import ClinicDetails
details = ClinicDetails.objects.get()
details.name = "Seen at once"
details.save()
import time
print(time.time(), flush=True)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?")
    options = parser.parse_args()
    with RunningClinic() as clinic:
        if options.corpus:
            with tempfile.TemporaryDirectory() as folder:
                clinic.run("-m", "tests.bench.load_corpus", options.corpus, "--map", str(Path(folder) / "map"))
        print(f"{os.cpu_count()} cores, {CLIENTS} clients, load {os.getloadavg()[0]:.1f}")
        print(f"{'page':<10}{'first ms':>10}{'anew/s':>9}{'memory/s':>10}{'÷ healthz':>11}{'÷ anew':>8}{'p95 ms':>8}")
        for name, path in PAGES.items():
            report(name, first(clinic.port, path), *measured(clinic.port, path))
        print(f"A change shows {max(0, seen_after(clinic)) * 1000:.0f} ms after it was made.")
        compare(clinic)
        print(f"All processes, Postgres too, take {memory(clinic.var):.0f} MB (proportional set size).")


def compare(clinic):
    """A topic, and the same words elsewhere: medians over rounds in which each is measured in turn."""
    words, page = get(clinic.port, f"{TOPIC.rstrip('/')}.md").decode(), get(clinic.port, TOPIC)
    with plain_wagtail(clinic, words) as plain, nginx(page) as bytes_only:
        measured_in_turn = {
            "topic, made anew": (clinic.port, TOPIC + ANEW, REQUESTS),
            "topic, from memory": (clinic.port, TOPIC, REQUESTS * 20),
            "plain Wagtail": (plain, "/topics/topic/", REQUESTS),
            "/healthz": (clinic.port, BASELINE, REQUESTS * 10),
        } | ({"nginx": (bytes_only, "/", REQUESTS * 20)} if bytes_only else {})
        rounds = [{name: load(*how)[0] for name, how in measured_in_turn.items()} for _ in range(2 * ROUNDS)]
    found = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    print(f"{'':<20}{'a second':>10}{'÷ plain Wagtail':>17}{'÷ healthz':>17}{'÷ nginx':>17}")
    for name, rate in found.items():
        shares = [rate / found[other] for other in ("plain Wagtail", "/healthz", "nginx") if other in found]
        print(f"{name:<20}{rate:>10.0f}" + "".join(f"{share:>17.2f}" for share in shares))


def memory(var):
    """Megabytes of all processes that were started with this folder, what they share counted once."""
    mark = f"CLINIC_VAR={var}\0".encode()
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (process / "environ").read_bytes():
                found += int(re.search(r"Pss:\s+(\d+)", (process / "smaps_rollup").read_text())[1])
    return found / 1024


def first(port, path):
    """Milliseconds of the first visit, before anything is finished or warm."""
    began = time.perf_counter()
    get(port, path)
    return (time.perf_counter() - began) * 1000


def measured(port, path):
    """Medians over rounds of (requests per second, p95 in ms): made anew, from memory and bare, in turn."""
    rounds = [
        (load(port, path + ANEW, REQUESTS), load(port, path, REQUESTS * 20), load(port, BASELINE, REQUESTS * 10))
        for _ in range(ROUNDS)
    ]
    return [[statistics.median(one[which][figure] for one in rounds) for figure in (0, 1)] for which in range(3)]


def report(name, first_visit, anew, memory, bare):
    shares = f"{memory[0] / bare[0]:>11.2f}{memory[0] / anew[0]:>8.0f}"
    print(f"{name:<10}{first_visit:>10.0f}{anew[0]:>9.0f}{memory[0]:>10.0f}{shares}{memory[1]:>8.1f}", flush=True)


def seen_after(clinic):
    """Seconds from the end of a change in another process until the home page shows it."""
    command = [sys.executable, "manage.py", "shell", "-c", RENAME]
    with subprocess.Popen(command, cwd=ROOT, env=clinic.env, stdout=subprocess.PIPE) as change:
        while b"Seen at once" not in get(clinic.port, "/"):
            time.sleep(0.01)
        seen = time.time()
        return seen - float(change.communicate()[0].split()[-1])


def get(port, path):
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    connection.request("GET", path)
    return connection.getresponse().read()


def load(port, path, requests):
    """GET `path` from CLIENTS keep-alive clients: (requests per second, 95th percentile in ms)."""
    if WRK:
        return load_by_wrk(f"http://localhost:{port}{path}")
    times = []
    clients = [threading.Thread(target=client, args=(port, path, requests // CLIENTS, times)) for _ in range(CLIENTS)]
    began = time.perf_counter()
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    elapsed = time.perf_counter() - began
    return len(times) / elapsed, sorted(times)[int(len(times) * 0.95) - 1] * 1000


def load_by_wrk(url):
    often = ["-t2", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "30s"]
    command = [WRK, *often, "-s", SCRIPT, "-H", "Accept-Encoding: br", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate, late, failed = map(float, said.split("found")[1].split()[:3])
    if failed:
        raise RuntimeError(f"{url} failed {failed:.0f} times")
    return rate, late


def client(port, path, requests, times):
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    for _ in range(requests):
        began = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        times.append(time.perf_counter() - began)
    connection.close()


if __name__ == "__main__":
    main()
