"""The first stage: everything that the source gives is kept, with a row each."""

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile

from home.site_import.models import FoundRow, SiteImport, Stage
from home.site_import.sources.found import Found, Skipped, Source
from home.site_import.sources.opening import source_of


def keep_all(site: SiteImport) -> Iterator[None]:
    """One step a thing. What an earlier, broken-off run has kept is not asked for again."""
    known = set(site.rows.values_list("address", flat=True))
    told = {address for address, _ in site.skipped}
    for thing in source(site).found():
        if isinstance(thing, Skipped) and thing.address not in told:
            site.skipped.append((thing.address, thing.why))
            site.save(update_fields=["skipped", "changed_at"])
            told.add(thing.address)
        elif isinstance(thing, Found) and thing.address not in known:
            keep(thing, site, len(known) + 1)
            known.add(thing.address)
        else:
            continue
        site.one_more()
        yield
    site.go_to(Stage.SORTING)


def source(site: SiteImport) -> Source:
    media = Path(site.media) if site.media else None
    return source_of(site.given, media=media, base_url=site.base_url, kept=earlier(site))


def earlier(site: SiteImport) -> Iterator[Found | Skipped]:
    yield from (row.found() for row in site.rows.order_by("place").select_related("site_import"))
    yield from (Skipped(address, why) for address, why in site.skipped)


def keep(found: Found, site: SiteImport, place: int) -> None:
    """First the bytes, then the row: a row without its bytes would be taken for an empty page."""
    row = FoundRow.of(found, site, place)
    site.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    row.file.touch(mode=0o600)
    row.file.write_bytes(found.data)
    row.save()


def forget(site: SiteImport) -> None:
    """The bytes go, the rows stay: they say where each page came from."""
    shutil.rmtree(site.folder, ignore_errors=True)


def keep_upload(site: SiteImport, file: UploadedFile, name: str) -> str:
    """Put an uploaded file aside under a name of ours; gives its path."""
    site.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = site.folder / f"{name}{PurePath(file.name or '').suffix.lower()}"
    path.touch(mode=0o600)
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return str(path)
