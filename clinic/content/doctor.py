"""What the doctor looks at of pictures and documents: files without a row, rows without a file."""

from collections.abc import Iterable, Iterator

from django.core.files.storage import default_storage

from clinic.content.models import ClinicDocument, ClinicImage
from clinic.ops.diagnosis import examines

MODELS = (ClinicImage, ClinicDocument)
# Where Wagtail puts what is uploaded; renditions are made again.
FOLDERS = ("original_images", "documents")


@examines("pictures and documents")
def files() -> Iterator[str]:
    rows, there = named(), on_disk()
    if missing := not_there(rows, there):
        yield f"Files are missing: {some(missing)}. Take them from a backup, or upload them again."
    if orphans := sorted(there - rows):
        yield f"Files belong to no picture or document: {some(orphans)}. Delete them, or upload them again."


def named() -> set[str]:
    """What rows of the database lead to."""
    return {name for model in MODELS for name in model.objects.values_list("file", flat=True)}


def on_disk() -> set[str]:
    return {f"{folder}/{name}" for folder in FOLDERS for name in names_in(folder)}


def not_there(rows: set[str], there: set[str]) -> list[str]:
    return sorted(name for name in rows - there if not default_storage.exists(name))


def names_in(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def some(names: Iterable[str]) -> str:
    first, *rest = [*names]
    return f"{first} and {len(rest)} more" if rest else first
