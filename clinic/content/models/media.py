"""Images that say what they show, and documents that are PDFs."""

import re
from secrets import token_hex
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.log_actions import get_active_log_context, log

from clinic.content.pictures import tells, without_data

# Whoever did this is an author of the words that show the file (clinic.review.authors).
GIVEN = "clinic.file_given"
# In the name of each size of a picture: whoever is not shown its address cannot guess it.
MARKED = re.compile(r"\.[0-9a-f]{24}\.[a-z]+$")
FINGERPRINT = re.compile(r"\(fingerprint ([0-9a-f]{8})\)$")


def fingerprint_in(words: str) -> str:
    """Of the file that these words of a reviewer tell; empty where they tell none."""
    found = FINGERPRINT.search(words)
    return found[1] if found else ""


class KnownByItsBytes:
    """A file whose hash is always that of its bytes, whoever saves it: signatures stand for them."""

    kind_in_words = "Document"
    # What readers are given and told of it.
    told_of_it: tuple[str, ...] = ("file",)
    title: str
    file: Any
    file_hash: str
    uploaded_by_user: Any

    def measure(self) -> None:
        """Note size and hash of a new file."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        is_new = bool(self.file) and (not self.file._committed or self._state.adding)  # type: ignore[attr-defined]
        created = self._state.adding  # type: ignore[attr-defined]
        gives = is_new or (not created and self.is_told_otherwise())
        if self.file and not self.file._committed:
            self.measure()
        try:
            super().save(*args, **kwargs)  # type: ignore[misc]  # of the model that this is mixed into
            if gives:
                self.note_giver(created)
        except Exception:
            # Nothing in the database would lead to the file.
            if is_new and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise

    def is_told_otherwise(self) -> bool:
        """Whether readers are told something else of it than the row says."""
        row = type(self)._base_manager.filter(pk=self.pk).values(*self.told_of_it).first()  # type: ignore[attr-defined]
        return bool(row) and any(getattr(self, name) != said for name, said in row.items())

    def note_giver(self, created: bool) -> None:
        """At whatever address, in whatever form: Wagtail's screens for several files, and its choosers, note nobody."""
        by = get_active_log_context().user or (self.uploaded_by_user if created else None)
        if by:
            log(self, GIVEN, user=by)

    def words_shown(self) -> list[str]:
        """What readers are given of it."""
        return [self.file_hash]

    def in_words(self) -> str:
        """The same for a reviewer, who sees by it that the file is another one."""
        return f"{self.title}: {self.file.name.rpartition('/')[2]} (fingerprint {self.file_hash[:8]})"


class ClinicImage(KnownByItsBytes, AbstractImage):
    """A picture that either says what it shows or is marked as decoration."""

    kind_in_words = "Picture"
    told_of_it = ("file", "description", "only_decoration")

    # Not named as its column: Wagtail gives every picture an attribute `decorative`, for the page it stands on.
    only_decoration = models.BooleanField(
        default=False,
        db_column="decorative",
        help_text="Tick if the picture tells the reader nothing. Screen readers then pass over it.",
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "only_decoration",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name, verbose_name_plural = "picture", "pictures"

    def clean(self) -> None:
        super().clean()
        if not self.only_decoration and not self.description.strip():
            raise ValidationError(
                {"description": "Say in one sentence what the picture shows, or tick “only decoration”."}
            )

    def measure(self) -> None:
        self._set_image_file_metadata()
        if self.pk:
            # Made of the old file.
            self.renditions.all().delete()

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """Pictures that were kept before their files were cleaned tell nothing either. What no page shows is read by
        nobody outside, also where the name of the file is known: see `MARKED`.
        """
        made = super().generate_rendition_file(filter, source=source)
        made.seek(0)
        data = made.read()
        made.seek(0)
        stem, _, ends = (made.name or "").rpartition(".")
        name = f"{stem}.{token_hex(12)}.{ends}"
        return ContentFile(without_data(data) if tells(data) else data, name=name)

    @property
    def default_alt_text(self) -> str:
        """What a screen reader says: the description, or nothing for decoration."""
        return "" if self.only_decoration else self.description


class ClinicRendition(AbstractRendition):
    image = models.ForeignKey(ClinicImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]


# As far as browsers look into a file to see what it is.
SNIFFED = 1500
WEB_PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg)\b", re.IGNORECASE)
END_OF_ZIP = b"PK\x05\x06"


class ClinicDocument(KnownByItsBytes, AbstractDocument):
    """A PDF that patients can download."""

    admin_form_fields = Document.admin_form_fields

    def measure(self) -> None:
        self._set_document_file_metadata()

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed and not is_pdf(self.file):
            raise ValidationError({"file": "This is not a PDF file, whatever its name says."})
        if self.file and not self.file._committed and is_also_something_else(self.file):
            raise ValidationError({"file": "This file is a PDF and something else as well. Save it anew as a PDF."})


def is_pdf(file: File) -> bool:
    """Whether an uploaded file begins as every PDF does. Its place is kept."""
    file.seek(0)
    first = file.read(5)
    file.seek(0)
    return first == b"%PDF-"


def is_also_something_else(file: File) -> bool:
    """Whether another program could take it for a web page or a packed folder. Its place is kept."""
    file.seek(0)
    begins = file.read(SNIFFED)
    file.seek(max(0, (file.size or 0) - SNIFFED))
    ends = file.read()
    file.seek(0)
    return bool(WEB_PAGE.search(begins)) or END_OF_ZIP in ends
