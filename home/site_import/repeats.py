"""What stands on many pages of an old site is left out of all of them, and named once."""

from pathlib import PurePath

from faq.importing.reading.files import WEB
from home.site_import.models import SiteImport
from home.site_import.old_site import OldSite
from home.site_import.sources.repeated import Repeated, RepeatedBlock, repeated_blocks


def leave_out_repeats(old: OldSite) -> None:
    """Take them out of the bytes that were kept. Broken off, it goes on with what it has found."""
    site = old.site_import
    pages = [row for row in old.pages if PurePath(row.name).suffix.lower() in WEB]
    if not site.repeated:
        found = repeated_blocks(row.data for row in pages if row.kind_there != "archive")
        site.repeated = [(block.mark, block.words, block.pages) for block in found.blocks]
        site.save(update_fields=["repeated"])
    repeated = Repeated(tuple(RepeatedBlock(*block) for block in site.repeated))
    for row in pages:
        data, taken = repeated.taken_out(row.data)
        if taken:
            row.file.write_bytes(data)


def named(site: SiteImport) -> list[str]:
    """How each begins, with the number of its pages."""
    return [f"{words} (on {pages} pages)" for _, words, pages in site.repeated]
