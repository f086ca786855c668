"""`make readers`: what other people's readers lose of our pages, of every type, in every language.

Reader views, text browsers, scrapers and browsers of other makers: each looks at every page. What is missing or torn
there is printed, then a table of how many pages of each type were read and how much each reader lost of them. What is
not on this machine is named, with the way to get it (`.ci/readers` does it).

`SITE=http://localhost:8000 python -m tests.readers` looks at a site that runs already. Ends with 1 where
something is lost, and with 2 where nothing was tried.
"""

import os
import sys
from collections import Counter

from tests.readers.engines import ENGINES
from tests.readers.pages import pages_of
from tests.readers.programs import PROGRAMS
from tests.running import RunningClinic

READERS = [*PROGRAMS, *ENGINES]


def main():
    site = os.environ.get("SITE")
    if site:
        return look(site)
    with RunningClinic() as clinic:
        return look(clinic.site)


def look(site):
    """Have every reader look at every page, and tell. 1 if something is lost, 2 if nobody could look, else 0."""
    pages = pages_of(site)
    there = [reader for reader in READERS if reader.is_there()]
    lost = {reader.name: lost_in(reader, pages) for reader in there}
    print_table(pages, there, lost)
    for reader in READERS:
        if reader not in there:
            print(f"NOT TRIED, not on this machine: {reader.name}. To get it: {reader.to_get}")
    total = sum(count.total() for count in lost.values())
    print(f"{len(pages)} pages, {len(there)} of {len(READERS)} readers: {total or 'nothing'} lost")
    return 2 if not there else 1 if total else 0


def lost_in(reader, pages):
    """Print what this reader loses of each page; how much it was, by type of page."""
    lost = Counter()
    with reader:
        for page in filter(reader.takes, pages):
            for what, words in reader.lost(page):
                print(f"{page.type} {page.url} {reader.name}: {what}: {words[:100]}", flush=True)
                lost[page.type] += 1
    return lost


def print_table(pages, readers, lost):
    """A line a type of page: how many there are, and how much each reader lost of them; "-" where it is not offered."""
    print(f"\n{'type of page':26}{'pages':>6}", *(f"{reader.name:>12}" for reader in readers))
    by_type = {page.type: page for page in pages}
    for kind, number in sorted(Counter(page.type for page in pages).items()):
        cells = (lost[reader.name][kind] if reader.takes(by_type[kind]) else "-" for reader in readers)
        print(f"{kind:26}{number:6}", *(f"{cell:>12}" for cell in cells))


if __name__ == "__main__":
    sys.exit(main())
