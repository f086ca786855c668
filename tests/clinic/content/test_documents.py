"""Documents are PDF files, whatever name they come under, and are handed out as downloads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.content.models import ClinicDocument
from tests import builders as build

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ADD, ADD_MANY = "/admin/documents/add/", "/admin/documents/multiple/add/"


def post(client, name, content):
    file = SimpleUploadedFile(name, content)
    return client.post(ADD, {"title": "Exercises", "file": file, "tags": ""})


def post_many(client, name, content):
    return client.post(ADD_MANY, {"title": "Exercises", "files[]": SimpleUploadedFile(name, content)})


def test_a_pdf_is_taken(staff):
    post(staff("publisher"), "exercises.pdf", PDF)
    assert ClinicDocument.objects.get().title == "Exercises"


def test_many_pdfs_are_taken(staff):
    assert post_many(staff("publisher"), "exercises.pdf", PDF).json()["success"]
    assert ClinicDocument.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html></html>"),
        ("letter.docx", b"PK\x03\x04"),
        ("macro.docm", b"PK\x03\x04"),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("archive.pdf", b"PK\x03\x04 not a document"),
        ("nothing.pdf", b""),
        ("exercises", PDF),
    ],
)
@pytest.mark.parametrize("way", [post, post_many])
def test_anything_else_is_refused(staff, way, name, content):
    answer = way(staff("publisher"), name, content)
    assert answer.status_code == 200
    assert not ClinicDocument.objects.exists()


def test_a_page_that_calls_itself_a_pdf_is_refused_in_words(staff):
    answer = post(staff("publisher"), "page.pdf", b"<html></html>")
    assert "This is not a PDF file" in answer.content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4\n<html><script>alert(1)</script></html>",
        b"%PDF-1.4\n<!DOCTYPE html><body onload=alert(1)>" + PDF,
        b"%PDF-1.4\n<SVG onload=alert(1)>\n" + PDF,
        PDF + b"PK\x03\x04 packed PK\x05\x06" + bytes(18),
    ],
)
@pytest.mark.parametrize("way", [post, post_many])
def test_what_is_a_pdf_and_something_else_too_is_refused(staff, way, content):
    assert "something else as well" in way(staff("publisher"), "page.pdf", content).content.decode()
    assert not ClinicDocument.objects.exists()


def test_what_an_honest_pdf_begins_with_is_no_web_page(staff):
    """Its data about itself is XML, and its dictionaries stand in angle brackets."""
    begins = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\n<?xpacket begin?><x:xmpmeta><rdf:RDF>\n<bodily>"
    post(staff("publisher"), "exercises.pdf", begins + PDF)
    assert ClinicDocument.objects.exists()


def test_a_document_is_a_download_that_browsers_do_not_look_into(staff, patient):
    post(staff("publisher"), "exercises.pdf", PDF)
    document = ClinicDocument.objects.get()
    build.topic_leading_to(document)
    answer = patient.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/documents/1/none.pdf", "/documents/99999999999999999999/x.pdf", "/documents/"])
def test_a_document_that_is_not_there_is_not_found(patient, address):
    assert patient.get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pdf", "a" * 300 + ".pdf", "<b>x</b>.pdf", "a\r\nb.pdf", "\u202efdp.exe.pdf"]
)
def test_odd_names_are_stored_safely(staff, settings, name):
    publisher = staff("publisher")
    answer = post(publisher, name, PDF)
    assert answer.status_code in (200, 302)
    for document in ClinicDocument.objects.all():
        assert document.file.path.startswith(str(settings.MEDIA_ROOT))
        assert publisher.get(document.url).status_code == 200
