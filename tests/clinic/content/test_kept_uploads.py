"""A picture or PDF whose form is refused need not be chosen again."""

import os
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import UploadedFile

from clinic.content.kept_uploads import forget_old
from clinic.content.models import ClinicDocument, ClinicImage
from tests import builders as build

pytestmark = pytest.mark.django_db

ADD, CHOOSER, ADD_PDF = "/admin/images/add/", "/admin/images/chooser/create/", "/admin/documents/add/"
WORDS = "A hand resting on a cushion"
DAYS = 86_400


def picture(name="hand.png"):
    return SimpleUploadedFile(name, build.picture_file().read(), "image/png")


def posted(prefix="", **values):
    return {
        prefix + name: value for name, value in {"title": "A hand", "description": "", "tags": "", **values}.items()
    }


def number(answer):
    """The number by which the shown form names its file."""
    page = answer.json()["htmlFragment"] if answer["Content-Type"] == "application/json" else answer.content.decode()
    assert "is kept. Choose a file only to take another one instead." in page
    return re.search(r'kept_file" value="(\d+)"', page)[1]


@pytest.mark.parametrize(("address", "prefix"), [(ADD, ""), (CHOOSER, "image-chooser-upload-")])
def test_a_picture_without_its_description_is_kept_until_that_is_written(staff, address, prefix):
    writer = staff("writer")
    kept = number(writer.post(address, posted(prefix, file=picture())))
    assert number(writer.post(address, posted(prefix, kept_file=kept))) == kept, "not a second time"
    writer.post(address, posted(prefix, kept_file=kept, description=WORDS))
    image = ClinicImage.objects.get()
    assert image.description == WORDS and image.width > 0
    assert not UploadedFile.objects.exists()


def test_another_one_can_be_taken_instead(staff):
    writer = staff("writer")
    kept = number(writer.post(ADD, posted(file=picture())))
    writer.post(ADD, posted(kept_file=kept, file=picture("foot.png"), description=WORDS))
    assert "foot" in ClinicImage.objects.get().file.name


def test_a_pdf_without_a_title_is_kept_too(staff):
    writer = staff("writer")
    pdf = SimpleUploadedFile("first-visit.pdf", build.pdf_file().read(), "application/pdf")
    kept = number(writer.post(ADD_PDF, {"title": "", "tags": "", "file": pdf}))
    writer.post(ADD_PDF, {"title": "Your first visit", "tags": "", "kept_file": kept})
    assert ClinicDocument.objects.get().title == "Your first visit"


@pytest.mark.parametrize("said", ["of another", "0", "-1", "9" * 30, "x", "\x00"])
def test_nobody_gets_a_file_that_they_did_not_upload(staff, said):
    kept = number(staff("publisher").post(ADD, posted(file=picture())))
    answer = staff("writer").post(ADD, posted(kept_file=kept if said == "of another" else said, description=WORDS))
    assert answer.status_code == 200 and not ClinicImage.objects.exists()


def test_what_nobody_came_back_to_goes_after_a_day(staff):
    writer = staff("writer")
    old, young = (number(writer.post(ADD, posted(file=picture()))) for _ in range(2))
    path = Path(UploadedFile.objects.get(pk=old).file.path)
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 2 * DAYS))
    forget_old()
    assert [str(row.pk) for row in UploadedFile.objects.all()] == [young] and not path.exists()
