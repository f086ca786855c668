"""Redirects to addresses of our own, typed or from a sheet; an import says in which row what is wrong."""

import html
import re
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect

from tests import builders as build

pytestmark = pytest.mark.django_db
CHOSEN = {"from_index": "0", "to_index": "1", "permanent": "on"}


def brought_in(staff, name, data):
    """What the import of this file answers."""
    admin = staff("admin")
    shown = admin.post("/admin/redirects/import/", {"import_file": SimpleUploadedFile(name, data)}).content.decode()
    hidden = dict(re.findall(r'name="(import_file_name|input_format)" value="([^"]*)"', shown))
    answer = admin.post("/admin/redirects/import/process/", hidden | CHOSEN, follow=True)
    return html.unescape(answer.content.decode())


def sheet(rows):
    book, file = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_own_addresses_are_taken_whole_and_short(staff, patient, settings):
    topic = build.topic("Sleep", slug="sleep")
    rows = [
        ("from", "to"),
        (f"{settings.SITE_URL}/old sleep.html", f"{settings.SITE_URL}/faq/sleep/"),
        ("/older/", "/faq/sleep"),
        ("/form/", "/documents/1/form.pdf"),
        ("/part/", "/faq/sleep/#top"),
        (None, None),
        ("", " "),
    ]
    assert "Imported 4 redirects" in brought_in(staff, "r.xlsx", sheet(rows))
    assert patient.get("/old%20sleep.html")["Location"].endswith("/faq/sleep/")
    assert {one.redirect_page_id for one in Redirect.objects.filter(old_path__contains="old")} == {topic.pk}
    assert patient.get("/form/")["Location"] == "/documents/1/form.pdf"
    assert patient.get("/part")["Location"] == "/faq/sleep/#top"


def test_an_address_is_read_as_browsers_write_it_and_another_port_is_another_website(staff, settings):
    settings.SITE_URL = "https://www.clinic.example"
    topic = build.topic("Sleep", slug="sleep")
    rows = "from,to\n/a/,/f%61q/sleep/\n/b/,https://www.clinic.example:8443/faq/sleep/\n"
    assert "Imported 2 redirects" in brought_in(staff, "r.csv", rows.encode())
    assert Redirect.objects.get(old_path="/a").redirect_page_id == topic.pk
    assert Redirect.objects.get(old_path="/b").redirect_link == "https://www.clinic.example:8443/faq/sleep/"


def test_what_is_wrong_is_told_with_its_row(staff):
    rows = "from,to\n/a/,https://a.example/\n,\n/b/,somewhere\n/c/\n/a,https://b.example/\n\n"
    answer = brought_in(staff, "r.csv", rows.encode())
    assert "Row 4: Write an address that begins with https://" in answer
    assert "Row 5: Choose a page or write an address" in answer
    assert "Row 6: A redirect with this path already exists." in answer
    assert "Row 3" not in answer and "Row 7" not in answer
    assert "Found 4 redirects, created 1 and found 3 errors." in answer


@pytest.mark.parametrize("link", ["//elsewhere.example/", "javascript:alert(1)", "ftp://a.example/", "http://[x", ""])
def test_the_form_takes_no_other_address(link, staff):
    fields = {"old_path": "/old/", "redirect_link": link, "redirect_page": "", "site": "", "is_permanent": "on"}
    assert staff("admin").post("/admin/redirects/add/", fields).status_code == 200
    assert not Redirect.objects.exists()


def test_one_of_our_own_can_be_saved_again(staff):
    one = Redirect.objects.create(old_path="/old", redirect_link="/documents/1/form.pdf")
    fields = {"old_path": "/older", "redirect_link": one.redirect_link, "redirect_page": "", "site": ""}
    assert staff("admin").post(f"/admin/redirects/{one.pk}/", fields).status_code == 302
    one.refresh_from_db()
    assert (one.old_path, one.redirect_link) == ("/older", "/documents/1/form.pdf")
