"""Images that say what they show, and documents that are PDFs."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition


class ClinicImage(AbstractImage):
    """A picture that either says what it shows or is marked as decoration."""

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

    def clean(self) -> None:
        super().clean()
        if not self.only_decoration and not self.description.strip():
            raise ValidationError(
                {"description": "Say in one sentence what the picture shows, or tick “only decoration”."}
            )

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


class ClinicDocument(AbstractDocument):
    """A PDF that patients can download."""

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed and not is_pdf(self.file):
            raise ValidationError({"file": "This is not a PDF file, whatever its name says."})


def is_pdf(file: File) -> bool:
    """Whether an uploaded file begins as every PDF does. Its place is kept."""
    file.seek(0)
    first = file.read(5)
    file.seek(0)
    return first == b"%PDF-"
