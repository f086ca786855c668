"""Pictures and documents need no folder: they may be in storage that several machines share."""

import errno

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import InMemoryStorage, Storage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.content import doctor
from clinic.content.models import ClinicDocument, ClinicImage
from clinic.settings.files import place_of_files
from clinic.staff.full_disk import AWAY
from tests import builders as build

pytestmark = pytest.mark.django_db
ADD, ADD_PDF = "/admin/images/add/", "/admin/documents/add/"


class NoFolder(Storage):
    """Its files have no path on this machine."""

    def __init__(self):
        files = InMemoryStorage()
        for name in ("_open", "_save", "delete", "exists", "listdir", "size", "url", "get_modified_time"):
            setattr(self, name, getattr(files, name))


@pytest.fixture
def elsewhere(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.NoFolder"}}
    assert isinstance(default_storage, NoFolder)


def sent(title="A hand"):
    file = SimpleUploadedFile("hand.png", build.picture_file().read(), "image/png")
    return {"title": title, "description": title, "tags": "", "file": file}


def test_a_folder_unless_a_bucket_is_named(monkeypatch):
    assert "WholeFiles" in place_of_files()["BACKEND"]
    monkeypatch.setenv("S3_BUCKET", "clinic")
    assert place_of_files()["OPTIONS"] == {"bucket_name": "clinic", "endpoint_url": None, "region_name": None}
    monkeypatch.setenv("S3_ENDPOINT", "https://files.example")
    assert place_of_files()["OPTIONS"]["endpoint_url"] == "https://files.example"
    monkeypatch.setenv("S3_ENDPOINT", "files.example")
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        place_of_files()


def test_a_picture_is_shown_from_elsewhere_at_the_address_it_has_here(elsewhere, staff, patient):
    staff("publisher").post(ADD, sent())
    address = ClinicImage.objects.get().get_rendition("width-200").url
    assert address.startswith("/media/images/")
    answer = patient.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer).startswith(b"\x89PNG")
    again = patient.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 304
    assert patient.get("/media/images/nothing.png").status_code == 404
    for original in ("/media/original_images/hand.png", "/media/images/../original_images/hand.png"):
        assert patient.get(original).status_code == 404


def test_a_document_is_handed_out_and_the_doctor_looks_there(elsewhere, staff, patient):
    file = SimpleUploadedFile("exercises.pdf", build.pdf_file().read())
    staff("publisher").post(ADD_PDF, {"title": "Exercises", "file": file, "tags": ""})
    document = ClinicDocument.objects.get()
    build.topic_leading_to(document)
    assert b"".join(patient.get(document.url)).startswith(b"%PDF")
    assert list(doctor.files()) == []
    default_storage.delete(document.file.name)
    assert "Files are missing: documents/exercises" in next(doctor.files())


def test_a_storage_that_does_not_answer_is_said(elsewhere, staff, monkeypatch):
    def fails(*told):
        raise OSError(errno.EIO, "The storage of files says: no")

    with monkeypatch.context() as broken:
        broken.setattr(default_storage, "_save", fails)
        answer = staff("publisher").post(ADD, sent())
    assert (answer.status_code, answer.content.decode()) == (503, AWAY)
    assert not ClinicImage.objects.exists()


def test_what_a_bucket_cannot_do_fails_as_a_disk_does():
    pytest.importorskip("storages", reason="requirements-s3.txt is not installed")
    from clinic.content.bucket import Bucket

    bucket = Bucket(bucket_name="clinic", endpoint_url="http://127.0.0.1:1", access_key="x", secret_key="y")
    assert bucket.url("images/a hand.png") == "/media/images/a%20hand.png"
    for ask in (bucket.exists, bucket.open, bucket.delete, bucket.listdir, bucket.size, bucket.get_modified_time):
        with pytest.raises(OSError, match="The storage of files says"):
            ask("images/hand.png")
