"""Readers that are programs: pages in, text out."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.readers import expected

# Ways on, which readers of texts leave out on purpose.
LINKS = ".topic-list, .more-link, .word-entry__topics, .nothing-found__subjects"
HERE = Path(__file__).parent
# Where `.ci/readers` puts what comes from npm and PyPI.
FOLDER = Path(os.environ.get("READERS", HERE.parents[1] / "var/readers")).resolve()


class Program:
    leaving_out = None

    @property
    def name(self):
        return type(self).__name__

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def takes(self, page):
        return True

    def lost(self, page):
        """Yield `(what, words)` for all that it does not show of the page."""
        yield from expected.missing(page, self.read(page), self.leaving_out)


class Lasting(Program):
    """One that takes a second to start: started once, then asked line by line."""

    def __enter__(self):
        self.process = subprocess.Popen(self.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def read(self, page):
        print(json.dumps({"url": page.url, "html": page.html}), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def __exit__(self, *error):
        self.process.stdin.close()
        self.process.wait(30)


class Readability(Lasting):
    """The reader view of Firefox, and of much that was made after it."""

    leaving_out = LINKS
    to_get = f".ci/readers, or node and: npm install --prefix {FOLDER} @mozilla/readability jsdom"

    @property
    def node(self):
        return shutil.which("node", path=f"{os.environ['PATH']}:{FOLDER}/venv/bin")

    def is_there(self):
        return self.node and (FOLDER / "node_modules/@mozilla/readability").exists()

    def takes(self, page):
        return not page.is_a_way

    def command(self):
        return [self.node, str(HERE / "readability.js"), str(FOLDER)]


class Trafilatura(Lasting):
    """What makes text of pages for search engines and for models of language. It needs other versions than we do."""

    leaving_out = LINKS
    to_get = f".ci/readers, or {FOLDER}/venv/bin/pip install trafilatura"

    def is_there(self):
        return (FOLDER / "venv/bin/trafilatura").exists()

    def command(self):
        return [str(FOLDER / "venv/bin/python"), str(HERE / "trafilatura_lines.py")]


class Lynx(Program):
    """Text alone, from top to bottom."""

    to_get = ".ci/readers, or apt-get install lynx"

    def is_there(self):
        return shutil.which("lynx")

    def read(self, page):
        as_text = ["lynx", "-stdin", "-dump", "-nolist", "-width=10000", "-display_charset=utf-8"]
        return subprocess.run(as_text, input=page.html, capture_output=True, text=True, check=True).stdout


PROGRAMS = [Readability(), Trafilatura(), Lynx()]
