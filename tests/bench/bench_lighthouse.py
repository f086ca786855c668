"""`python -m tests.bench.bench_lighthouse`: what Google Lighthouse says of patients' pages on a simulated phone.

Needs Node 18 or newer (`npx` fetches Lighthouse) and Chromium. Each figure is the median of ROUNDS runs. Beside the
pages stand the targets and, as what this machine can do at all at this moment, a page of one sentence without style,
script or letters of its own: the simulation multiplies the time that the processor took. Nothing is asserted.

kB over the wire, headers included and pictures of the content left out: on a `first` visit; for the `next` page of
a visitor who came by another of its kind and has style, letters and scripts; `again`, when the page has not changed
since. `asked`: requests of a first visit; `others`: parties asked beside the clinic; `blocking`: scripts that hold up
the first paint.
"""

import http.server
import json
import os
import statistics
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests.browsers import installed
from tests.running import RunningClinic

LIGHTHOUSE = "lighthouse@12.8.2"
# From one of the same kind where there is one: of topics one is read after another.
BEFORE = {"topic": "/faq/crps-treatment/"}
PAGES = {
    "home": "/",
    "topic": "/faq/does-crps-spread/",
    "index": "/faq/",
    "services": "/services/",
    "search": "/search/",
}
ROUNDS = 3
COLUMNS = ["perf", "a11y", "best", "seo", "LCP s", "CLS", "first", "next", "again", "asked", "others", "blocking"]
TARGETS = [100, 100, 100, 100, 1.0, 0, 50, 12, 12, "", 0, 0]
BARE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta name="description" content="Bare"><title>Bare</title></head>
<body><h1>Bare</h1><p>One sentence.</p></body></html>"""
TIMINGS = ["largest-contentful-paint", "cumulative-layout-shift"]
BLOCKING = "script[src]:not([async], [defer], [type=module])"


def main():
    with RunningClinic() as clinic, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed())
        weights = {name: weight(browser, clinic.site, name) for name in PAGES}
        browser.close()
        line("", COLUMNS)
        line("target", TARGETS)
        for name, path in PAGES.items():
            line(name, medians(clinic.site + path) + weights[name])
        with bare_page() as url:
            line("bare page", medians(url))


def line(name, figures):
    print(f"{name:<12}" + "".join(f"{shown(figure):>9}" for figure in figures), flush=True)


def shown(figure):
    return f"{figure:.4g}" if isinstance(figure, float) else str(figure)


@contextmanager
def bare_page():
    """The address of a server of one sentence."""

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(BARE)

        def log_message(self, *words):
            pass

    with http.server.ThreadingHTTPServer(("localhost", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def medians(url):
    """[performance, accessibility, best practices, SEO (0 to 100), largest paint in s, layout shift]"""
    return [statistics.median(figures) for figures in zip(*(looked_at(url) for _ in range(ROUNDS)), strict=True)]


def looked_at(url):
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        subprocess.run(
            ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json", f"--output-path={report.name}"]
            + ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
            env=os.environ | {"CHROME_PATH": installed()},
            check=True,
            capture_output=True,
        )
        said = json.loads(Path(report.name).read_text())
    scores = [round((category["score"] or 0) * 100) for category in said["categories"].values()]
    paint, shift = (said["audits"][name]["numericValue"] for name in TIMINGS)
    return [*scores, round(paint / 1000, 2), round(shift, 3)]


def weight(browser, site, name):
    """[kB first, kB next, kB again, requests first, third parties, scripts that block], by Chromium's own counting."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    visit = Visit(page)
    first = visit.to(site + PAGES[name])
    blocking = page.locator(BLOCKING).count()
    again = visit.to(site + PAGES[name])
    context.close()
    context = browser.new_context(viewport={"width": 412, "height": 823})
    visit = Visit(context.new_page())
    visit.to(site + BEFORE.get(name, "/about/"))
    following = visit.to(site + PAGES[name])
    context.close()
    others = {urlsplit(url).netloc for url, _ in first} - {urlsplit(site).netloc, ""}
    return [kilobytes(first), kilobytes(following), kilobytes(again), len(first), len(others), blocking]


class Visit:
    """Counts what a tab asks for: `to(url)` gives [(url, bytes over the wire)] of that page."""

    def __init__(self, page):
        self.page, self.asked, self.sizes = page, {}, {}
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.on("Network.requestWillBeSent", self.asks)
        network.on("Network.loadingFinished", self.has)

    def asks(self, said):
        self.asked[said["requestId"]] = said["request"]["url"]

    def has(self, said):
        self.sizes[said["requestId"]] = said["encodedDataLength"]

    def to(self, url):
        self.asked, self.sizes = {}, {}
        self.page.goto(url, wait_until="networkidle")
        self.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        self.page.wait_for_load_state("networkidle")
        return [(url, self.sizes.get(number, 0)) for number, url in self.asked.items() if not url.startswith("data:")]


def kilobytes(asked):
    return round(sum(size for url, size in asked if "/media/" not in url) / 1000, 1)


if __name__ == "__main__":
    main()
