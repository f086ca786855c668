"""`python -m tests.readers`: what other people's readers lose of our pages, of every type and every topic.

Reader views, text browsers and scrapers see neither our style nor our scripts. This looks at each page through those
that the machine has and prints what is missing or torn there; the others are named and left out:

    readability   node, and in the folder READERS (default var/readers): npm i @mozilla/readability jsdom
    trafilatura   pip install trafilatura, in a place of its own: TRAFILATURA names the program
    lynx          apt-get install lynx
    engines       chromium, firefox-esr, webkit2gtk-driver and xvfb: what shows there of each type of page

`SITE=http://localhost:8000 python -m tests.readers` looks at a site that runs already. Ends with 1 where
something is lost.
"""

import os
import re
import sys
from urllib.request import Request, urlopen

from tests.browser.shown import AWAY, BROKEN, GONE, OVERDUE, SHOWN, UNTRUE
from tests.readers import engines, expected
from tests.readers.programs import READERS
from tests.running import RunningClinic

# Faults, and pages that only the scene of the browser tests takes down.
LEFT_OUT = {AWAY, BROKEN, GONE, UNTRUE, OVERDUE, *SHOWN["404.html"]}


def main():
    site = os.environ.get("SITE")
    if site:
        return look(site)
    with RunningClinic() as clinic:
        return look(clinic.site)


def look(site):
    readers = {name: read for name, read in READERS.items() if read.is_there()}
    print("left out, not on this machine:", ", ".join({*READERS} - {*readers}) or "none")
    lost = 0
    for address, template in addresses(site).items():
        lost += look_at(site + address, template, readers)
    lost += engines.look(site, [address for some in SHOWN.values() for address in some if address not in LEFT_OUT])
    print(f"{lost} lost" if lost else "nothing lost")
    return lost


def addresses(site):
    """The template of each address: those that show every type of page, and all that the site map names."""
    with urlopen(f"{site}/sitemap.xml") as answer:  # noqa: S310
        named = re.findall(r"<loc>https?://[^/]+([^<]+)", answer.read().decode())
    shown = {address: template for template, some in SHOWN.items() for address in some}
    known = dict.fromkeys(named, "page") | shown
    return {address: template for address, template in known.items() if address not in LEFT_OUT}


def look_at(url, template, readers):
    with urlopen(Request(url, headers={"User-Agent": "readers"})) as answer:  # noqa: S310
        html = answer.read().decode()
    lost = 0
    for name, reader in readers.items():
        for what, words in expected.missing(html, reader.read(html, url)):
            print(f"{template} {url} {name}: {what}: {words[:100]}")
            lost += 1
    return lost


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
