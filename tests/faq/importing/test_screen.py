"""The admin screen "Import a document": upload, look, create. No JavaScript is needed, and nothing is a 500."""

import os
import time

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.content.models import ClinicImage
from faq.importing import uploads
from faq.models import FaqIndexPage, TopicPage
from faq.tasks import forget_uploads
from tests import builders as build
from tests.cast import ProcessClient
from tests.faq.documents import picture, sample
from tests.faq.importing.test_bad_input import GOOD, OLE
from tests.faq.importing.test_pictures import inside

pytestmark = pytest.mark.django_db
SCREEN = "/admin/import/"
PAGE = f"<h1>Sleep</h1><p>Rest.</p><img src='{inside(picture())}' alt='A bed'><script>alert(1)</script>".encode()


def upload(client, data=PAGE, name="page.html"):
    return client.post(SCREEN, {"document": SimpleUploadedFile(name, data)})


def kept_files():
    return list((settings.VAR_DIR / "uploads").glob("*"))


def test_a_writer_uploads_looks_and_creates(staff):
    writer = staff("writer")
    preview = upload(writer, sample("does-crps-spread.docx"), "does-crps-spread.docx").url
    page = writer.get(preview)
    for words in (
        "Does CRPS Spread?",
        "Why Does CRPS Spread?",
        "This has no side effects.",
        "10 statements",
        "Create draft",
    ):
        assert words in page.content.decode()
    assert not TopicPage.objects.exists()

    answer = writer.post(preview, follow=True)
    topic = TopicPage.objects.get()
    assert answer.redirect_chain == [(f"/admin/pages/{topic.pk}/edit/", 302)]
    assert "is now a draft" in answer.content.decode()
    assert (topic.live, topic.owner) == (False, writer.user)


def test_the_editor_shows_the_draft(staff):
    writer = staff("writer")
    writer.post(upload(writer, sample("does-crps-spread.html"), "page.html").url)
    editor = writer.get(f"/admin/pages/{TopicPage.objects.get().pk}/edit/")
    assert editor.status_code == 200
    assert "Unlike most treatments out there today" in editor.content.decode()


def test_the_upload_is_gone_once_the_draft_is_made(staff):
    writer = staff("writer")
    preview = upload(writer).url
    assert len(kept_files()) == 1
    writer.post(preview)
    assert kept_files() == []
    again = writer.post(preview, follow=True)
    assert "This preview is over." in again.content.decode()
    assert TopicPage.objects.count() == 1


def test_what_is_here_already_is_shown_and_cannot_be_created_twice(staff):
    writer = staff("writer")
    first = upload(writer).url
    second = upload(writer).url
    writer.post(first)
    page = writer.get(second).content.decode()
    assert "is already here, with the same words" in page and "Create draft" not in page
    assert writer.post(second).url == f"/admin/pages/{TopicPage.objects.get().pk}/edit/"
    assert TopicPage.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.docx", "is empty"),
        (b"PK broken", "a.docx", "is damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
        (GOOD[:200], "a.docx", "is damaged"),
        (b"<p>x</p>", "a.docx", "is a web page inside"),
        (picture(), "a.png", "is not a kind of file"),
        (b"Caf\xe9", "a.txt", "UTF-8"),
        (b"a\0b", "a.txt", "not a text file"),
        (b"<div>" * 5000, "a.html", "far too deep"),
        (b"a" * 15_000_000, "a.txt", "larger than 10 MB"),
        (b"a" * 50_000_000, "a.txt", "larger than 10 MB"),
    ],
)
def test_bad_input_gets_a_sentence_and_changes_nothing(staff, data, name, says):
    answer = upload(staff("writer"), data, name)
    assert answer.status_code == (200 if len(data) < 20_000_000 else 413)
    assert says in answer.content.decode()
    assert not kept_files() and not TopicPage.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "<script>.txt", "x" * 300 + ".txt", "a\u202e.txt"])
def test_odd_file_names_do_no_harm(staff, name):
    writer = staff("writer")
    answer = writer.get(upload(writer, b"Sleep\nRest is good for you.", name).url)
    assert answer.status_code == 200
    assert "<script>.txt" not in answer.content.decode()
    assert all(file.parent == settings.VAR_DIR / "uploads" for file in kept_files())


def test_no_file_at_all(staff):
    assert "Choose a file first." in staff("writer").post(SCREEN, {}).content.decode()
    assert staff("writer").post(SCREEN, {"document": "text"}).status_code == 200
    assert staff("writer").post(SCREEN, b"x", content_type="multipart/form-data; boundary=x").status_code in (200, 400)


def test_nothing_of_the_document_runs_in_the_preview(staff):
    writer = staff("writer")
    page = writer.get(upload(writer, PAGE + b"<p>&lt;script&gt;alert(2)&lt;/script&gt;</p>").url).content.decode()
    assert "alert(1)" not in page
    assert "&lt;script&gt;alert(2)" in page and "<script>alert(2)" not in page


def test_pictures_are_seen_in_the_preview_and_stored_with_the_draft_only(staff):
    writer = staff("writer")
    preview = upload(writer).url
    assert 'src="data:image/jpeg;base64,' in writer.get(preview).content.decode()
    assert not ClinicImage.objects.exists()
    writer.post(preview)
    assert ClinicImage.objects.get().uploaded_by_user == writer.user


def test_who_may_not_add_pictures_imports_the_words(staff):
    writer = staff("writer")
    Group.objects.get(name="Writer").collection_permissions.all().delete()
    preview = upload(writer).url
    assert "you may not add pictures" in writer.get(preview).content.decode()
    writer.post(preview)
    assert TopicPage.objects.exists() and not ClinicImage.objects.exists()


def test_only_who_may_add_topics_finds_the_screen(staff):
    assert SCREEN in staff("writer").get("/admin/").content.decode()
    reviewer = staff("reviewer")
    assert SCREEN not in reviewer.get("/admin/").content.decode()
    for answer in (reviewer.get(SCREEN), upload(reviewer)):
        assert (answer.status_code, answer.url) == (302, "/admin/")
    assert not kept_files()


def test_visitors_do_not_find_it(anyone, patient):
    assert anyone.get(SCREEN).url.startswith("/admin/login/")
    assert patient.get(SCREEN).status_code == 404


def test_nobody_else_gets_at_an_upload(staff):
    preview = upload(staff("writer")).url
    for method in (staff("publisher").get, staff("publisher").post):
        answer = method(preview)
        assert (answer.status_code, answer.url) == (302, SCREEN)
    assert staff("reviewer").get(preview).url == "/admin/"
    assert not TopicPage.objects.exists()


def test_a_right_lost_since_the_upload_is_noticed(staff):
    writer = staff("writer")
    preview = upload(writer).url
    Group.objects.get(name="Writer").page_permissions.filter(permission__codename="add_page").delete()
    assert writer.post(preview).url == "/admin/"
    assert not TopicPage.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b:c", "../../etc/passwd", "%2e%2e%2f", "x" * 3000, "\u202e", "%ff"])
def test_a_forged_address_leads_back_to_the_upload(staff, token):
    assert staff("writer").get(f"{SCREEN}{token}/").status_code in (302, 400, 404)


def test_a_preview_lasts_a_day(staff):
    writer = staff("writer")
    preview = upload(writer).url
    file = kept_files()[0]
    yesterday = time.time() - uploads.DAY - 60
    os.utime(file, (yesterday, yesterday))
    upload(writer, b"Night\nRest is good for you.", "a.txt")
    forget_uploads()
    assert not file.exists() and len(kept_files()) == 1
    assert writer.get(preview).url == SCREEN


def test_a_signature_of_yesterday_is_not_accepted(staff, monkeypatch):
    writer = staff("writer")
    preview = upload(writer).url
    monkeypatch.setattr(uploads, "DAY", -1)
    assert writer.get(preview).url == SCREEN


def test_an_upload_is_kept_where_only_the_clinic_can_read_it(staff):
    upload(staff("writer"))
    file = kept_files()[0]
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_one_person_keeps_only_so_many(staff):
    for number in range(uploads.MOST_OF_ONE_PERSON + 3):
        upload(staff("writer"), f"Topic {number}\nRest is good for you.".encode(), "a.txt")
    assert len(kept_files()) == uploads.MOST_OF_ONE_PERSON


def test_a_full_disk_is_a_sentence(staff, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert "the disk may be full" in upload(staff("writer")).content.decode()
    assert not kept_files()


def test_making_a_draft_needs_the_secret_of_the_form(staff):
    preview = upload(staff("writer")).url
    stranger = ProcessClient("staff", enforce_csrf_checks=True)
    stranger.cookies = staff("writer").cookies
    assert stranger.post(preview).status_code == 403
    assert not TopicPage.objects.exists()


def test_with_several_pages_for_topics_the_form_asks(staff):
    second = FaqIndexPage(title="More answers", slug="more", live=False)
    build.home_page().add_child(instance=second)
    writer = staff("writer")
    assert "Where the topic belongs" in writer.get(SCREEN).content.decode()
    assert upload(writer).status_code == 200
    chosen = writer.post(SCREEN, {"document": SimpleUploadedFile("a.html", PAGE), "under": second.pk})
    writer.post(chosen.url)
    assert TopicPage.objects.get().get_parent().pk == second.pk
    wrong = writer.post(SCREEN, {"document": SimpleUploadedFile("a.html", PAGE), "under": "9" * 30})
    assert wrong.status_code == 200
