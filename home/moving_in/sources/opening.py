"""Which source a folder, a file or an address is."""

import re
from collections.abc import Iterable
from pathlib import Path

from faq.importing.draft import Refused
from faq.importing.words import safe_name
from home.moving_in.sources.found import Found, Skipped, Source
from home.moving_in.sources.saved_pages import SavedPages
from home.moving_in.sources.trees import Folder, Zip

WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def source_of(
    given: str | Path, *, media: Path | None = None, base_url: str = "", kept: Iterable[Found | Skipped] = ()
) -> Source:
    """The source behind a folder, a .zip, a WordPress export (.xml, with its folder of `media`) or a web address.

    `base_url` is the old site's address where a folder or zip does not tell. `kept` is what an earlier crawl that was
    broken off has given: a crawl asks for none of it again and gives only the rest; other sources, quickly read again
    from the start, take no notice. Raises `Refused` with a sentence.
    """
    if base_url and not WEB_ADDRESS.match(base_url):
        raise Refused("The old site's address begins with http:// or https://.")
    place = Path(given)
    if place.is_dir():
        return SavedPages(Folder(place), base_url)
    if not place.is_file():
        raise Refused(f"There is no file or folder “{safe_name(str(given))}” at that place.")
    if place.suffix.lower() == ".zip":
        return SavedPages(Zip(place), base_url)
    raise Refused(f"“{safe_name(place.name)}” is no folder, zip, export of WordPress (.xml) or address.")
