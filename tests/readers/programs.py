"""Readers that are programs: HTML in, text out."""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("READERS", HERE.parents[1] / "var/readers")).resolve()
TRAFILATURA = shutil.which(os.environ.get("TRAFILATURA", "trafilatura"))


class Readability:
    @staticmethod
    def is_there():
        return shutil.which("node") and (FOLDER / "node_modules/@mozilla/readability").exists()

    @staticmethod
    def read(html, url):
        return run("node", str(HERE / "readability.js"), url, str(FOLDER), given=html)


class Trafilatura:
    @staticmethod
    def is_there():
        return TRAFILATURA

    @staticmethod
    def read(html, url):
        return run(TRAFILATURA, "--no-comments", given=html)


class Lynx:
    @staticmethod
    def is_there():
        return shutil.which("lynx")

    @staticmethod
    def read(html, url):
        return run("lynx", "-stdin", "-dump", "-nolist", "-width=10000", "-display_charset=utf-8", given=html)


def run(*command, given):
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False).stdout  # noqa: S603


READERS = {"readability": Readability, "trafilatura": Trafilatura, "lynx": Lynx}
