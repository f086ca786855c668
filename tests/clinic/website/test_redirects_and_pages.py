"""A redirect that somebody makes takes the place of no page, nor of the notice that it was withdrawn."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.contrib.redirects.models import Redirect

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
ADD = "/admin/redirects/add/"
FIELDS = {"site": "", "redirect_page": "", "is_permanent": "on"}


@pytest.fixture
def withdrawn():
    topic = build.topic("Why rest?", slug="why-rest")
    said = {"notice": "Rest was explained wrongly here."}
    withdraw(topic, member("publisher"), Withdrawal.How.NO_LONGER_TRUE, "Wrong.", **said)
    return topic


def add(staff, old, link="https://a.example/"):
    answer = staff("admin").post(ADD, FIELDS | {"old_path": old, "redirect_link": link}, follow=True)
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("old", ["/faq/why-rest/", "/faq/why-rest", "faq/why-rest?x=1"])
def test_the_form_refuses_the_address_of_a_withdrawn_page(old, withdrawn, staff, patient):
    assert "which was withdrawn: patients read there why" in add(staff, old)
    assert not Redirect.objects.exists()
    answer = patient.get("/faq/why-rest/")
    assert answer.status_code == 410 and "explained wrongly" in answer.content.decode()


@pytest.mark.parametrize("old", ["/faq/", "/faq/sleep/", "/", "/es/respuestas/"])
def test_the_form_refuses_the_address_of_a_live_page(old, staff):
    build.topic("Sleep", slug="sleep")
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    assert "is the address of the page" in add(staff, old)
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/our clinic/opening hours.html", "/our%20clinic/opening%20hours.html"),
        ("/our%20clinic/", "/our%20clinic"),
        ("/médecins (équipe)/", "/m%C3%A9decins%20(%C3%A9quipe)/"),
        ("/über uns?seite=zwei drei", "/%C3%BCber%20uns?seite=zwei%20drei"),
        ('/say "no" {now}', "/say%20%22no%22%20%7Bnow%7D/?from=mail"),
    ],
)
def test_an_old_address_is_found_as_browsers_send_it(typed, asked, staff, patient):
    assert "added" in add(staff, typed)
    answer = patient.get(asked)
    assert (answer.status_code, answer["Location"]) == (301, "https://a.example/")


@pytest.mark.parametrize("path", ["/faq/why-rest", "/faq/why-rest?from=old"])
def test_one_that_is_there_already_does_not_win(path, withdrawn, patient):
    Redirect.objects.create(old_path=path, redirect_link="https://elsewhere.example/")
    assert patient.get("/faq/why-rest/").status_code == 410
    assert patient.get("/faq/why-rest/?from=old").status_code == 410
    assert patient.get("/faq/why-rest.md").status_code in (404, 410)


def test_the_import_refuses_it_and_says_so(withdrawn, staff):
    rows = "from,to\n/faq/why-rest/,https://elsewhere.example/\n/old/,https://a.example/\n/faq/,https://a.example/\n"
    admin = staff("admin")
    file = SimpleUploadedFile("r.csv", rows.encode(), "text/csv")
    shown = admin.post("/admin/redirects/import/", {"import_file": file}).content.decode()
    hidden = dict(re.findall(r'name="(import_file_name|input_format)" value="([^"]*)"', shown))
    chosen = {"from_index": "0", "to_index": "1", "permanent": "on"}
    answer = html.unescape(
        admin.post("/admin/redirects/import/process/", hidden | chosen, follow=True).content.decode()
    )
    assert "which was withdrawn" in answer and "is the address of the page" in answer
    assert [*Redirect.objects.values_list("old_path", flat=True)] == ["/old"]


def test_the_record_says_from_where_to_where(staff):
    add(staff, "/old/")
    one = Redirect.objects.get()
    admin = staff("admin")
    admin.post(f"/admin/redirects/{one.pk}/", FIELDS | {"old_path": "/old", "redirect_link": "https://b.example/"})
    admin.post(f"/admin/redirects/{one.pk}/delete/")
    record = html.unescape(admin.get("/admin/record/").content.decode())
    for said in ("“/old → https://a.example/” was made.", "“/old → https://b.example/” was deleted."):
        assert said in record
    assert "“/old → https://a.example/” became “/old → https://b.example/”." in record


def test_what_a_moved_page_left_is_somebodys_once_they_change_it(withdrawn, staff, patient):
    one = Redirect.objects.create(old_path="/was", redirect_link="https://a.example/", automatically_created=True)
    fields = FIELDS | {"old_path": "/was", "redirect_link": "https://b.example/"}
    assert staff("admin").post(f"/admin/redirects/{one.pk}/", fields).status_code == 302
    assert not Redirect.objects.get().automatically_created
