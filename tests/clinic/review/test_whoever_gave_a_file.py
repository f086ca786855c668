"""Whoever gave a file, at whatever address, wrote what it says: they do not approve the words that show it."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.log_actions import LogContext
from wagtail.models import ModelLogEntry

from clinic.content.models import ClinicDocument, ClinicImage
from clinic.review.authors import authors_of
from clinic.review.newest_words import NewestWords
from faq.importing.draft import Picture
from faq.importing.drafting import keep_image
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
PDF = ("application/pdf", lambda: build.pdf_file(b"Take 300 mg.").read())
PNG = ("image/png", lambda: build.picture_file("plum").read())


def file(name, kind):
    return SimpleUploadedFile(name, kind[1](), kind[0])


def several(kind, name, what):
    def give(browser):
        browser.post(f"/admin/{kind}/multiple/add/", {"title": "Doses", "files[]": file(name, what)})

    return give


def by_chooser(kind, prefix, name, what):
    def give(browser):
        form = {"title": "Doses", "description": "Doses", "tags": "", "file": file(name, what), "collection": "1"}
        browser.post(f"/admin/{kind}/chooser/create/", {f"{prefix}-{key}": said for key, said in form.items()})

    return give


def one(kind, name, what):
    def give(browser):
        form = {"title": "Doses", "description": "Doses", "tags": "", "file": file(name, what), "collection": "1"}
        browser.post(f"/admin/{kind}/add/", form)

    return give


WAYS = {
    "a document by itself": one("documents", "doses.pdf", PDF),
    "several documents": several("documents", "doses.pdf", PDF),
    "a document in a chooser": by_chooser("documents", "document-chooser-upload", "doses.pdf", PDF),
    "a picture by itself": one("images", "doses.png", PNG),
    "a picture in a chooser": by_chooser("images", "image-chooser-upload", "doses.png", PNG),
}


def showing(given):
    """A draft of the writer's that shows it."""
    if isinstance(given, ClinicDocument):
        page = build.topic_leading_to(given, live=False)
    else:
        page = build.topic(questions=[build.question("What is it?", build.picture(given))], live=False)
    page.asked_as = "as the writer heard it"
    page.save_revision(user=member("writer"))
    return page


def reviewer_who_writes():
    reviewer = member("reviewer")
    reviewer.groups.add(Group.objects.get(name="Writer"))
    return reviewer


@pytest.mark.parametrize("way", WAYS)
def test_whoever_gave_it_is_an_author(way, staff):
    reviewer = reviewer_who_writes()
    WAYS[way](staff("reviewer"))
    given = ClinicDocument.objects.first() or ClinicImage.objects.first()
    page = showing(given)
    assert reviewer.pk in authors_of(NewestWords.of(page))
    said = staff("reviewer").get(f"/admin/checking/{page.pk}/").text
    assert "You wrote some of this text yourself" in said


def test_several_pictures_are_given_when_they_get_their_words(staff):
    reviewer = reviewer_who_writes()
    kept = staff("reviewer").post("/admin/images/multiple/add/", {"title": "Doses", "files[]": file("doses.png", PNG)})
    row = kept.json()["uploaded_file_id"]
    form = {"title": "Doses", "description": "Doses", "tags": "", "collection": "1"}
    address = f"/admin/images/multiple/create_from_uploaded_image/{row}/"
    staff("reviewer").post(address, {f"uploaded-image-{row}-{name}": said for name, said in form.items()})
    assert reviewer.pk in authors_of(NewestWords.of(showing(ClinicImage.objects.get())))


def test_an_imported_picture_is_given_by_whoever_imports_it():
    reviewer = member("reviewer")
    picture = Picture(build.picture_file("plum").read(), "png", 900, 600, alt="Doses")
    pk = keep_image(picture, "Doses", reviewer, {}, [])
    assert reviewer.pk in authors_of(NewestWords.of(showing(ClinicImage.objects.get(pk=pk))))


def test_who_puts_another_file_in_its_place_by_whichever_code_is_one_until_a_colleague_has_read_it():
    given, admin = build.image(), member("admin")
    page = showing(given)
    with LogContext(user=admin):
        given.file = build.picture_file("plum")
        given.save()
    assert admin.pk in authors_of(NewestWords.of(page))
    build.signed(page)
    page.refresh_from_db()
    page.asked_as = "as another heard it"
    page.save_revision(user=member("writer"))
    assert admin.pk not in authors_of(NewestWords.of(page))


def test_and_who_only_says_otherwise_what_it_shows():
    given, admin = build.image(), member("admin")
    page = showing(given)
    with LogContext(user=admin):
        given.description = "Take 300 mg."
        given.save()
    assert admin.pk in authors_of(NewestWords.of(page))


def test_a_file_of_before_belongs_to_whoever_uploaded_it():
    given = build.image(uploaded_by_user=member("admin"))
    ModelLogEntry.objects.all().delete()
    assert member("admin").pk in authors_of(NewestWords.of(showing(given)))
