"""One import of an old website, and what was found there: one row a page, one a file."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from faq.importing.folder import as_shown
from faq.importing.outline.links import key_of
from home.site_import.sources.found import FILE, PAGE, Found

# What was found is kept so long for whoever goes on, and no longer.
KEPT = timedelta(days=30)


class Stage(models.TextChoices):
    """In this order; STOPPED says that nobody works on it, whatever its stage."""

    READING = "reading", "Being read"
    SORTING = "sorting", "Being sorted"
    PLANNED = "planned", "Planned"
    DRAFTING = "drafting", "Drafts are being made"
    LINKING = "linking", "Links are being joined"
    DONE = "done", "Done"
    FAILED = "failed", "Could not be read"


WORKING = {Stage.READING, Stage.SORTING, Stage.DRAFTING, Stage.LINKING}


class SiteImports(models.QuerySet["SiteImport"]):
    def outlived(self) -> Self:
        return self.filter(changed_at__lt=timezone.now() - KEPT)


class SiteImport(models.Model):
    """`given` is what is read: the path of a folder or file, or an address; `name` is what people call it.

    `repeated` is what stood on many pages and was left out of all: [(mark, beginning, number of pages)]. `done` of `of`
    is how far the stage is, `trouble` why it failed. `skipped` is what the source did not take: [(address, why)].
    """

    given = models.TextField()
    name = models.CharField(max_length=200)
    media = models.TextField(blank=True)
    base_url = models.TextField(blank=True)
    index = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.READING)
    is_stopped = models.BooleanField(default=False)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)
    repeated = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    began_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SiteImports.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        return self.stage in WORKING and not self.is_stopped

    @property
    def how_far(self) -> str:
        return f"{self.get_stage_display()} (stopped)" if self.is_stopped else str(self.get_stage_display())

    @property
    def folder(self) -> Path:
        """Where the bytes of what was found are, for this program alone."""
        return Path(settings.VAR_DIR) / "moving-in" / str(self.pk)

    def go_to(self, stage: Stage, of: int = 0) -> None:
        self.stage, self.done, self.of = stage, 0, of
        self.save(update_fields=["stage", "done", "of", "changed_at"])

    def one_more(self) -> None:
        self.done += 1
        self.save(update_fields=["done", "changed_at"])


class Becomes(models.TextChoices):
    TOPIC = "topic", "Topic"
    SERVICE = "service", "Service"
    STANDARD = "standard", "Standard page"
    NOTHING = "nothing", "Left out"


class FoundRows(models.QuerySet["FoundRow"]):
    def pages(self) -> Self:
        return self.filter(kind=PAGE).order_by("place", "part")

    def files(self) -> Self:
        return self.filter(kind=FILE).order_by("place")

    def to_draft(self) -> Self:
        """Those that become pages of their own and are none yet."""
        return self.pages().filter(into=None, is_split=False, drafted_at=None).exclude(becomes=Becomes.NOTHING)


class FoundRow(models.Model):
    """A page or a file of the old site. `key` is its address as links are compared by it, `also` are other addresses.

    `becomes` is what will be made of a page, `why` the reason in one sentence. A page may be told `into` another, as a
    further question of it; it may be the same as another (`same_as`); it may be split: then its parts are rows of their
    own, with `part_of` and `part` (from 1). `page` is the draft that was made, `revision` the one we made of it;
    `in_vain` are keys its links asked for before there was a page; `report` is what became of it, to be unfolded.
    """

    site_import = models.ForeignKey(SiteImport, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, default=PAGE)
    address = models.TextField()
    key = models.TextField()
    also = models.JSONField(default=list)
    name = models.CharField(max_length=300)
    title_there = models.TextField(blank=True)
    kind_there = models.CharField(max_length=100, blank=True)
    published = models.CharField(max_length=40, blank=True)
    redirects_to = models.TextField(blank=True)

    title = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64, blank=True)
    sentences = models.PositiveIntegerField(default=0)
    headings = models.PositiveIntegerField(default=0)
    becomes = models.CharField(max_length=10, choices=Becomes.choices, default=Becomes.NOTHING)
    why = models.TextField(blank=True)
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="twins")
    into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    is_split = models.BooleanField(default=False)
    part_of = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")
    part = models.PositiveSmallIntegerField(default=0)

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveBigIntegerField(null=True)
    drafted_at = models.DateTimeField(null=True)
    in_vain = models.JSONField(default=list)
    summary = models.TextField(blank=True)
    report = models.JSONField(default=dict)

    objects = FoundRows.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["site_import", "address", "part"], name="one_row_an_address"),
            models.CheckConstraint(condition=~Q(key=""), name="found_rows_have_a_key"),
        ]
        indexes = [models.Index(fields=["key"], name="found_row_key")]

    def __str__(self) -> str:
        return self.title or self.shown

    @property
    def shown(self) -> str:
        """Its address as people read it."""
        return as_shown(self.address)

    @classmethod
    def of(cls, found: Found, site_import: SiteImport, place: int) -> "FoundRow":
        return cls(
            site_import=site_import, place=place, kind=found.kind, address=found.address, key=key_of(found.address),
            also=list(found.also), name=found.name[-300:], title_there=found.title, kind_there=found.kind_there[:100],
            published=found.published[:40], redirects_to=found.redirects_to,
        )  # fmt: skip

    @property
    def file(self) -> Path:
        return self.site_import.folder / str((self.part_of or self).place)

    @property
    def data(self) -> bytes:
        """Nothing where it was removed, or never was anything."""
        try:
            return self.file.read_bytes()
        except OSError:
            return b""

    def found(self) -> Found:
        """As the source gave it."""
        kind = FILE if self.kind == FILE else PAGE
        return Found(
            self.address, self.name, self.data, kind, self.title_there, self.published, self.kind_there,
            self.redirects_to, tuple(self.also),
        )  # fmt: skip

    @property
    def has_successor(self) -> bool:
        """Whether some page will stand for it, as far as the plan says."""
        return bool(self.becomes != Becomes.NOTHING or self.page_id or self.same_as_id or self.into_id)

    @property
    def becomes_page(self) -> bool:
        return self.becomes != Becomes.NOTHING and not self.is_split and self.into_id is None


def keys_of(rows: Iterable[FoundRow]) -> dict[str, FoundRow]:
    """Rows by the keys of all their addresses. What is left out comes last: `?print=1` has the key of its page."""
    found: dict[str, FoundRow] = {}
    rows = [row for row in rows if not row.part]
    kept = [row for row in rows if row.kind == FILE or row.has_successor]
    for some in (kept, [row for row in rows if row not in kept]):
        for row in some:
            found.setdefault(row.key, row)
        for row in some:
            for address in row.also:
                found.setdefault(key_of(address), row)
    return found


def as_json(report: Any) -> dict[str, Any]:
    return {"name": report.name, "kept": report.kept, "dropped": report.dropped, "notes": report.notes,
            "to_do": report.to_do, "unlabelled": report.unlabelled}  # fmt: skip
