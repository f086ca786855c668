"""An old site while its pages are read: its rows by address, its files, the pages that came of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from wagtail.models import Page, PageLogEntry

from faq.imported_sources import IMPORTED
from faq.importing.attachments import is_kept
from faq.importing.draft import Attachment, Draft, Refused
from faq.importing.one_document import draft_from
from faq.importing.outline.links import key_of
from faq.importing.outline.pictures import Pictures
from faq.importing.words import safe_name
from home.site_import.models import FoundRow, SiteImport, keys_of

# What WordPress puts behind the name of a smaller copy: `hand-300x200.jpg`.
SMALLER = re.compile(r"-(?:\d+x\d+|scaled)(?=\.\w+$)")


class OldSite:
    """`rows` are read once; ask for a new one when they have changed."""

    def __init__(self, site_import: SiteImport) -> None:
        self.site_import = site_import

    @cached_property
    def rows(self) -> list[FoundRow]:
        rows = list(self.site_import.rows.select_related("page").order_by("place", "part"))
        by_pk = {row.pk: row for row in rows}
        for row in rows:
            # Every row is there once, and all see what is written to it.
            row.site_import = self.site_import
            for name in ("same_as", "into", "part_of"):
                if key := getattr(row, f"{name}_id"):
                    setattr(row, name, by_pk.get(key))
        return rows

    @cached_property
    def pages(self) -> list[FoundRow]:
        return [row for row in self.rows if row.kind == "page"]

    @cached_property
    def by_key(self) -> dict[str, FoundRow]:
        return keys_of(self.pages)

    @cached_property
    def files(self) -> dict[str, FoundRow]:
        return keys_of(row for row in self.rows if row.kind == "file")

    # Reading ------------------------------------------------------------------------------------------------------

    def draft_of(self, row: FoundRow, pictures: Any = None) -> Draft:
        """What stands on the page, under the title that the source gives it."""
        draft = draft_from(row.data, row.name, pictures or SitePictures(self, row.address), row.address)
        return replace(draft, address=row.address)

    def file_of(self, key: str) -> Attachment | None:
        row = self.files.get(key)
        if row is None or not is_kept(data := row.data):
            return None
        return Attachment(safe_name(unquote(urlsplit(row.address).path)), data)

    def picture_at(self, address: str) -> FoundRow | None:
        parts = urlsplit(address)
        whole = parts._replace(path=SMALLER.sub("", parts.path)).geturl()
        return self.files.get(key_of(address)) or self.files.get(key_of(whole))

    # What came of it ----------------------------------------------------------------------------------------------

    def successor(self, row: FoundRow) -> Page | None:
        """The page that stands for an old one now: its own, that of the one it is the same as or was told into."""
        seen: set[int] = set()
        while row.pk not in seen:
            seen.add(row.pk)
            if row.page:
                return row.page
            following = row.into or row.same_as or (self.first_part(row) if row.is_split else None)
            if following is None:
                return None
            row = following
        return None

    def first_part(self, row: FoundRow) -> FoundRow | None:
        return next((part for part in self.pages if part.part_of_id == row.pk), None)

    def known(self) -> dict[str, Page]:
        """The pages that are there, by the keys of all old addresses that lead to them."""
        found = {key: self.successor(row) for key, row in self.by_key.items()}
        return {key: page for key, page in found.items() if page} | self.places_in_parts()

    def places_in_parts(self) -> dict[str, Page]:
        """Links to a place in a page that was split lead to the part that has it: `{key#name: page}`."""
        parts = {row.page_id: row for row in self.pages if row.part and row.page_id}
        entries = PageLogEntry.objects.filter(page__in=parts, action=IMPORTED, data__has_key="places") if parts else ()
        return {f"{parts[entry.page_id].key}#{name}": parts[entry.page_id].page
                for entry in entries for name in entry.data["places"]}  # fmt: skip

    def addresses_of(self, row: FoundRow) -> list[str]:
        """All old addresses that lead to the page made of this row, its own first."""
        rows = list(self.standing_for(row.part_of if row.part == 1 and row.part_of else row)) if row.part < 2 else []
        found = [address for one in rows for address in (one.address, *one.also)]
        return list(dict.fromkeys([*found, *(other for address in found for other in self.spellings(address))]))

    def spellings(self, address: str) -> list[str]:
        """Other ways to write it: a folder, and the page in it that a server gives for the folder."""
        folder = without_index(address)
        if folder or not urlsplit(address).path.endswith("/") or urlsplit(address).query:
            return [folder] if folder else []
        return [urljoin(address, f"index{ending}") for ending in self.endings]

    @cached_property
    def endings(self) -> list[str]:
        """By which pages of this site are called: `.htm` on one, `.php` on another, none on most."""
        found = Counter(PurePosixPath(urlsplit(row.address).path).suffix for row in self.pages)
        return sorted(
            ending for ending, times in found.items() if times > 2 and without_index(f"http://x/index{ending}")
        )

    def standing_for(self, row: FoundRow, seen: frozenset[int] = frozenset()) -> Iterator[FoundRow]:
        yield row
        seen |= {row.pk}
        for other in self.pages:
            if row.pk in {other.same_as_id, other.into_id} and other.pk not in seen:
                yield from self.standing_for(other, seen)

    def without_successor(self) -> list[tuple[str, str]]:
        """(old address, why) of every page and document that nothing stands for now."""
        pages = [(row.address, row.why) for row in self.pages if not row.part and not self.successor(row)]
        linked = self.linked_files()
        files = [(row.address, "No page that was brought in leads to it.") for row in self.files_to_miss()
                 if row.key not in linked]  # fmt: skip
        return [*pages, *files, *(tuple(one) for one in self.site_import.skipped)]

    def files_to_miss(self) -> list[FoundRow]:
        """Documents; a picture is part of its page."""
        return [
            row
            for row in self.files.values()
            if not re.search(r"\.(?:jpe?g|png|gif|webp|svg|bmp|ico)$", row.name, re.I)
        ]

    def linked_files(self) -> set[str]:
        return {key for row in self.pages for key in row.report.get("files", [])}


class SitePictures(Pictures):
    """The pictures of one page: those of the same old site, by their addresses."""

    def __init__(self, site: OldSite, page: str) -> None:
        super().__init__()
        self.site, self.page = site, page

    def bytes_of(self, src: str) -> bytes:
        if src.startswith("data:"):
            return super().bytes_of(src)
        try:
            row = self.site.picture_at(urljoin(self.page, src))
        except ValueError:
            row = None
        if row is None:
            raise Refused(f"it did not come along with the old site ({src[:100]}); add it by hand")
        return row.data


def without_index(address: str) -> str:
    """`http://old.example/about/` for `…/about/index.html`, "" for others."""
    parts = urlsplit(address)
    folder = re.sub(r"index\.(?:html?|php|aspx?)$", "", parts.path, flags=re.IGNORECASE)
    return parts._replace(path=folder).geturl() if folder != parts.path and not parts.query else ""
