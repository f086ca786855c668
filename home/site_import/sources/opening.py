"""Which source a folder, a file or an address is."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from clinic.links.visiting import Visitor
from faq.importing.draft import Refused
from faq.importing.words import safe_name
from home.site_import.sources.found import Found, Skipped, Source
from home.site_import.sources.saved_pages import SavedPages
from home.site_import.sources.trees import Entry, Folder, Tree, Unreadable, Zip
from home.site_import.sources.web.crawl import Crawl
from home.site_import.sources.wordpress.export import WordPressExport

WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
OF_WORDPRESS = b"wordpress.org/export/"
MOST_OF_AN_EXPORT = 500 * 1024**2
# An export lies on top, or in one folder with its media.
DEEPEST_EXPORT = 2


AGENT = "ClinicWebsiteImport/1.0"
PAUSE_SECONDS = 1
# A large file may take its time.
PATIENCE_SECONDS = 90


def visitor() -> Visitor:
    """It goes nowhere but to the open internet, and nothing can be set that would let it. A test hands in its own."""
    return Visitor(AGENT, pause=PAUSE_SECONDS, patience=PATIENCE_SECONDS)


def source_of(
    given: str | Path,
    *,
    media: Path | None = None,
    base_url: str = "",
    kept: Iterable[Found | Skipped] = (),
    by: Visitor | None = None,
) -> Source:
    """The source behind a folder, a .zip, a WordPress export (.xml, with its folder of `media`) or a web address.

    `media` may be a zip, too; a folder or zip with an export in it is that export with all its media. `base_url` is the
    old site's address where a folder or zip does not tell. `kept` is what an earlier crawl that was broken off has
    given: a crawl asks for none of it again and gives only the rest; other sources, quickly read again from the start,
    take no notice. A crawl asks `by` a visitor. Raises `Refused` with a sentence.
    """
    if isinstance(given, str) and WEB_ADDRESS.match(given.strip()):
        return Crawl(given.strip(), by or visitor(), kept)
    if base_url and not WEB_ADDRESS.match(base_url):
        raise Refused("The old site's address begins with http:// or https://.")
    place = Path(given)
    if place.is_dir() or place.suffix.lower() == ".zip":
        tree = tree_at(place)
        exports = [partial(tree.open, path) for path in exports_in(tree)]
        return WordPressExport(exports, tree.name, tree, base_url) if exports else SavedPages(tree, base_url)
    if not place.is_file():
        raise Refused(f"There is no file or folder “{safe_name(str(given))}” at that place.")
    if place.suffix.lower() == ".xml":
        return export_at(place, media, base_url)
    raise Refused(f"“{safe_name(place.name)}” is no folder, zip, export of WordPress (.xml) or address.")


def tree_at(place: Path) -> Tree:
    if place.is_dir():
        return Folder(place)
    if not place.is_file():
        raise Refused(f"There is no file or folder “{safe_name(place.name)}” at that place.")
    return Zip(place)


def export_at(file: Path, media: Path | None, base_url: str) -> Source:
    name = safe_name(file.name)
    if file.stat().st_size > MOST_OF_AN_EXPORT:
        raise Refused(f"“{name}” is larger than {MOST_OF_AN_EXPORT // 1024**2} MB. Export pages and posts one by one.")
    return WordPressExport([partial(opened, file)], name, tree_at(media) if media else None, base_url)


def opened(file: Path) -> IO[bytes]:
    return file.open("rb")


def exports_in(tree: Tree) -> list[str]:
    """WordPress.com gives a zip with one export or several."""
    found = []
    for entry in tree.entries():
        if isinstance(entry, Entry) and is_shallow(entry.path) and 0 < entry.size <= MOST_OF_AN_EXPORT:
            try:
                begins = tree.read(entry.path, 4096)
            except Unreadable:
                continue
            found += [entry.path] if OF_WORDPRESS in begins else []
    return found


def is_shallow(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() == ".xml" and path.count("/") <= DEEPEST_EXPORT
