"""A picture says what it shows or is marked as decoration, whichever way it is uploaded."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from clinic.content.models import ClinicImage
from tests import builders as build

pytestmark = pytest.mark.django_db

ADD, ADD_MANY = "/admin/images/add/", "/admin/images/multiple/add/"
ASKED = "Say in one sentence what the picture shows"


def upload(content=None, name="hand.png"):
    return SimpleUploadedFile(name, content or build.picture_file().read(), "image/png")


def form(**changes):
    return {"title": "A hand", "file": upload(), "description": "", "tags": ""} | changes


def add_many(client, file=None):
    return client.post(ADD_MANY, {"title": "A hand", "files[]": file or upload()}).json()


def test_a_picture_without_words_is_refused_in_words(staff):
    answer = staff("publisher").post(ADD, form())
    assert ASKED in answer.content.decode()
    assert not ClinicImage.objects.exists()


def test_spaces_are_no_words(staff):
    assert ASKED in staff("publisher").post(ADD, form(description="  \t ")).content.decode()


def test_a_picture_with_words_is_taken(staff):
    staff("publisher").post(ADD, form(description="A hand resting on a cushion"))
    assert ClinicImage.objects.get().default_alt_text == "A hand resting on a cushion"


def test_decoration_needs_no_words_and_is_passed_over(staff):
    staff("publisher").post(ADD, form(only_decoration="on", description="A line of dots"))
    assert ClinicImage.objects.get().default_alt_text == ""


def test_words_cannot_be_taken_away_later(staff):
    picture = build.image()
    answer = staff("publisher").post(f"/admin/images/{picture.pk}/", form(file="", description=""))
    assert ASKED in answer.content.decode()
    picture.refresh_from_db()
    assert picture.description


def test_many_at_once_wait_for_their_words(staff):
    said = add_many(staff("publisher"))
    assert said["success"]
    assert not ClinicImage.objects.exists()
    waiting = said["uploaded_file_id"]
    finish = f"/admin/images/multiple/create_from_uploaded_image/{waiting}/"
    prefix = f"uploaded-image-{waiting}"
    refused = staff("publisher").post(finish, {f"{prefix}-title": "A hand", f"{prefix}-description": ""}).json()
    assert not refused["success"]
    assert ASKED in refused["form"]
    taken = {f"{prefix}-title": "A hand", f"{prefix}-description": "A hand resting", f"{prefix}-tags": ""}
    assert staff("publisher").post(finish, taken).json()["success"]
    assert ClinicImage.objects.get().description == "A hand resting"


def test_the_form_asks_in_plain_words(staff):
    page = staff("publisher").get(ADD).content.decode()
    assert "What the picture shows" in page
    assert "read aloud to people who cannot see it" in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("evil.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("page.png", b"<html><script>alert(1)</script></html>"),
        ("cut.png", build.picture_file().read()[:60]),
        ("empty.png", b"\x89PNG\r\n\x1a\n"),
        ("hand.exe", b"MZ"),
    ],
)
def test_what_is_no_picture_is_refused(staff, name, content):
    many = staff("publisher").post(ADD_MANY, {"title": "x", "files[]": upload(content, name)})
    assert many.status_code == 200
    assert not many.json()["success"]
    single = staff("publisher").post(ADD, form(file=upload(content, name), description="x"))
    assert single.status_code == 200
    assert not ClinicImage.objects.exists()


def test_a_picture_of_too_many_points_is_refused_before_it_fills_the_memory(staff, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100 * 100
    answer = add_many(staff("publisher"), upload(build.picture_file(size=(200, 200)).read()))
    assert not answer["success"]
    assert "pixels" in json.dumps(answer)


def test_a_page_shows_the_words_to_those_who_cannot_see(patient):
    build.topic(questions=[build.question("Why?", build.picture(build.image(), caption="After two weeks"))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert 'alt="A hand resting on a cushion"' in page
    assert "After two weeks" in page


def test_a_picture_in_an_answer_needs_words_or_to_be_decoration():
    shown = build.picture(build.image())
    shown["value"]["image"]["alt_text"] = ""
    draft = build.topic(live=False, questions=[build.question("Why?", shown)])
    with pytest.raises(ValidationError):
        draft.get_latest_revision().publish()


def test_a_page_outlives_its_picture(patient):
    picture = build.image()
    build.topic(questions=[build.question("Why?", build.picture(picture))])
    picture.delete()
    assert patient.get("/faq/what-is-crps/").status_code == 200


def test_a_page_outlives_the_file_of_its_picture(patient):
    picture = build.image()
    build.topic(questions=[build.question("Why?", build.picture(picture))])
    picture.file.storage.delete(picture.file.name)
    assert patient.get("/faq/what-is-crps/").status_code == 200
