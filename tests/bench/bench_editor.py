"""`python -m tests.bench.bench_editor`: how long the editor takes with a heavy draft, in Chromium.

The draft has 100 statements in 14 questions, 300 rich texts in all. Beside it stands a standard page with the same 300
texts in one flat stream, which is what Wagtail's own block for rich text costs without anything around it: the ratio
holds on any machine. Medians of ROUNDS; nothing is asserted. Let nothing else run meanwhile.

`server`: until the answer to the GET is there, in a client that draws nothing; `kB` its size, and packed. `title`: from
going to the page until a letter typed into the title is there; `text`: the same for the last rich text of the form,
from going there; `save`: from the press on "Save draft" until a letter can be typed into the title of the page that
comes back; `POST` what of it the server takes. Seconds.
"""

import json
import os
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsers import ARGUMENTS, installed
from tests.running import RunningClinic

ROUNDS = 5
COLUMNS = ["server", "kB", "packed", "title", "text", "save", "POST"]
TITLE = "#id_title"
# Not by its role: to look for that in a long form takes the tool longer than the form takes to be saved.
SAVE = "button.action-save"
LAST_TEXT = "[data-streamfield-child] [data-draftail-editor-wrapper]"


def main():
    with RunningClinic() as clinic, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        drafts = Path(folder) / "drafts"
        clinic.environment["HEAVY_DRAFTS"] = str(drafts)
        clinic.manage("shell", "--verbosity=0", "-c", "import tests.bench.heavy_draft")
        browser = playwright.chromium.launch(executable_path=installed(), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        clinic.log_in(context.new_page(), "writer")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, medians of {ROUNDS}")
        measured = {
            name: medians(context, f"{clinic.staff}/admin/pages/{pk}/edit/")
            for name, pk in json.loads(drafts.read_text()).items()
        }
        browser.close()
    show(measured)


def show(measured):
    print(f"{'':<14}" + "".join(f"{name:>9}" for name in COLUMNS))
    for name, figures in measured.items():
        print(f"{name:<14}" + "".join(f"{figure:>9.2f}" for figure in figures))
    shares = [one / other for one, other in zip(*measured.values(), strict=True)]
    print(f"{'topic ÷ flat':<14}" + "".join(f"{share:>9.2f}" for share in shares))


def medians(context, address):
    """COLUMNS of a draft."""
    context.request.get(address)
    rounds = [[*answered(context, address), *opened_and_saved(context, address)] for _ in range(ROUNDS)]
    return [statistics.median(figures) for figures in zip(*rounds, strict=True)]


def answered(context, address):
    """(seconds, kB, kB packed)"""
    began = time.perf_counter()
    answer = context.request.get(address)
    seconds = time.perf_counter() - began
    packed = int(answer.headers.get("content-length", 0))
    return seconds, len(answer.body()) / 1000, packed / 1000


def opened_and_saved(context, address):
    """(seconds until the title takes a letter, until the last text does, of a save, of its POST)"""
    tab = context.new_page()
    tab.set_default_timeout(120_000)
    began = time.perf_counter()
    tab.goto(address, wait_until="commit")
    title = typed(tab, tab.locator(TITLE)) - began
    text = typed(tab, in_last_text(tab)) - began
    posts = []
    tab.on(
        "requestfinished", lambda sent: posts.append(sent) if sent.method == "POST" and "/edit/" in sent.url else None
    )
    began = time.perf_counter()
    with tab.expect_navigation(wait_until="commit"):
        tab.locator(SAVE).first.click()
    saved = typed(tab, tab.locator(TITLE)) - began
    timing = posts[-1].timing
    tab.close()
    return title, text, saved, (timing["responseStart"] - timing["requestStart"]) / 1000


def is_save(sent):
    return sent.method == "POST" and "/edit/" in sent.url


def in_last_text(tab):
    """The last rich text of the form, where it is or is to be: opened first, where it is closed."""
    wrapper = tab.locator(LAST_TEXT).last
    wrapper.scroll_into_view_if_needed()
    return wrapper.locator("[contenteditable=true]")


def typed(tab, field):
    """When a letter stands in the field."""
    field.click()
    tab.keyboard.press("End")
    before = words_in(field)
    tab.keyboard.type("x")
    while words_in(field) == before:
        time.sleep(0.005)
    return time.perf_counter()


def words_in(field):
    return field.evaluate("(field) => field.value ?? field.textContent")


if __name__ == "__main__":
    main()
