"""A picture says what it shows or is marked as decoration, whichever way it is uploaded."""

import errno
import hashlib
import io
import json
from pathlib import Path, PurePath

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.db import DataError
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from clinic.content import pictures
from clinic.content.models import ClinicImage
from clinic.staff.full_disk import FULL
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


def photograph(kind, *, mode="RGB", turn=6, **options):
    """40 × 20 as the camera held it, red on its left half, with all that a phone writes into a picture."""
    picture = Image.new(mode, (40, 20), "blue")
    picture.paste("red", (0, 0, 20, 20))
    told, place = Image.Exif(), {1: "N", 2: (41.0, 52.0, 43.0), 3: "W", 4: (87.0, 37.0, 56.0)}
    told[0x010F], told[0x0112] = "Nurse's phone", turn
    told.get_ifd(0x8825).update(place)
    colours = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    named = {"JPEG": {"comment": b"Nurse's phone"}, "GIF": {"comment": b"Nurse's phone"}, "PNG": {"pnginfo": PngInfo()}}
    if kind == "PNG":
        named["PNG"]["pnginfo"].add_text("Author", "Nurse's phone")
    if kind in {"JPEG", "WEBP"}:
        options["xmp"] = b"<x:xmpmeta>Nurse's phone</x:xmpmeta>"
    file = io.BytesIO()
    picture.save(file, kind, exif=told.tobytes(), icc_profile=colours, **named.get(kind, {}), **options)
    return file.getvalue()


def tells(data):
    return b"Nurse" in data or b"xmpmeta" in data or bool(Image.open(io.BytesIO(data)).getexif())


PHOTOGRAPHS = [
    ("hand.jpg", "JPEG", {}),
    ("hand.JPEG", "JPEG", {"turn": 1}),
    ("hand.png", "PNG", {}),
    ("hand.webp", "WEBP", {}),
    ("hand.webp", "WEBP", {"turn": 1, "lossless": True}),
    ("hand.HEIC", "HEIF", {"turn": 1, "quality": 90}),
    ("hand.heif", "HEIF", {"quality": 90}),
]


@pytest.mark.parametrize(("name", "kind", "options"), PHOTOGRAPHS)
def test_a_photograph_keeps_how_it_looks_and_tells_nothing(staff, name, kind, options):
    sent = photograph(kind, **options)
    assert tells(sent)
    assert staff("publisher").post(ADD, form(file=upload(sent, name), description="A hand")).status_code == 302
    picture = ClinicImage.objects.get()
    data = picture.file.read()
    shown = Image.open(io.BytesIO(data))
    assert not tells(data)
    assert shown.info["icc_profile"]
    turned = options.get("turn") != 1
    assert shown.size == (picture.width, picture.height) == ((20, 40) if turned else (40, 20))
    red, green, blue = shown.convert("RGB").getpixel((10, 5) if turned else (5, 10))
    assert red > 200 > 60 > max(green, blue)
    assert picture.file.name.endswith(".jpg" if kind == "HEIF" else f".{name.rpartition('.')[2]}")
    assert (picture.file_size, picture.file_hash) == (len(data), hashlib.sha1(data).hexdigest())  # noqa: S324


def test_what_waits_for_its_words_tells_nothing_either(staff):
    waiting = add_many(staff("publisher"), upload(photograph("JPEG"), "hand.jpg"))["uploaded_file_id"]
    assert not tells(UploadedFile.objects.get(pk=waiting).file.read())


def test_the_picture_of_a_member_of_staff_tells_nothing_either():
    form = AvatarPreferencesForm({}, {"avatar": upload(photograph("JPEG"), "me.jpg")}, instance=UserProfile())
    assert form.is_valid(), form.errors
    kept = form.cleaned_data["avatar"]
    kept.seek(0)
    assert not tells(kept.read())
    refused = AvatarPreferencesForm({}, {"avatar": upload(DRAWING, "me.svg")}, instance=UserProfile())
    assert "SVG drawing" in str(refused.errors)


@pytest.mark.parametrize("kind", ["jpeg", "webp", "avif", "png"])
def test_sizes_of_a_picture_that_was_kept_earlier_tell_nothing(kind):
    picture = ClinicImage.objects.create(title="A", description="A", file=ContentFile(photograph("JPEG"), "hand.jpg"))
    made = picture.get_rendition(f"width-10|format-{kind}")
    assert not tells(made.file.read())
    assert (made.width, made.height) == (10, 20)


def moving(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


DRAWING = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("evil.svg", DRAWING, "SVG drawing"),
        ("evil.png", b"<?xml version='1.0'?>\n<!-- a -->" + DRAWING, "SVG drawing"),
        ("page.png", b"<html><script>alert(1)</script></html>", "not a picture that can be used"),
        ("cut.png", build.picture_file().read()[:60], "cannot be read"),
        ("cut.jpg", photograph("JPEG")[:-300], "cannot be read"),
        ("cut.heic", photograph("HEIF")[:-100], "cannot be read"),
        ("empty.png", b"\x89PNG\r\n\x1a\n", "cannot be read"),
        ("hand.exe", b"MZ", "not a picture that can be used"),
        ("hand.gif", moving("GIF"), "moves"),
        ("hand.png", moving("PNG"), "moves"),
        ("hand.webp", moving("WEBP"), "moves"),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(staff, name, content, why):
    many = staff("publisher").post(ADD_MANY, {"title": "x", "files[]": upload(content, name)})
    assert many.status_code == 200
    assert why in many.json()["error_message"]
    single = staff("publisher").post(ADD, form(file=upload(content, name), description="x"))
    assert single.status_code == 200
    assert why in single.content.decode()
    assert not ClinicImage.objects.exists()


@pytest.mark.parametrize(
    ("name", "kind", "becomes"),
    [
        ("hand.png", "JPEG", "hand.jpg"),
        ("hand", "PNG", "hand.png"),
        ("hand.jpg", "HEIF", "hand.jpg"),
        ("hand.HEIC", "JPEG", "hand.jpg"),
        ("hand.jfif", "JPEG", "hand.jpg"),
        ("page-1.5", "WEBP", "page-1.5.webp"),
        ("hand.JPEG", "JPEG", "hand.JPEG"),
    ],
)
def test_a_picture_with_the_wrong_ending_is_taken_and_named_right(staff, name, kind, becomes):
    staff("publisher").post(ADD, form(file=upload(photograph(kind, turn=1), name), description="A hand"))
    assert PurePath(ClinicImage.objects.get().file.name).name == becomes


def files():
    folder = Path(settings.MEDIA_ROOT)
    return {path for path in folder.rglob("*") if path.is_file()}


def test_a_full_disk_leaves_nothing_behind_and_is_said(staff, monkeypatch):
    before = files()

    def full(file, size=None):
        yield file.read(10)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(InMemoryUploadedFile, "chunks", full)
    answer = staff("publisher").post(ADD, form(description="A hand"))
    assert (answer.status_code, answer.content.decode()) == (507, FULL)
    assert add_many(staff("publisher"))["error_message"] == FULL
    assert files() == before


def test_a_file_goes_again_when_its_row_cannot_be_saved():
    before = files()
    with pytest.raises(DataError):
        ClinicImage.objects.create(title="x" * 300, description="A", file=build.picture_file())
    assert files() == before


def test_a_picture_of_too_many_points_is_refused_before_it_fills_the_memory(staff, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100 * 100
    answer = add_many(staff("publisher"), upload(build.picture_file(size=(200, 200)).read()))
    assert not answer["success"]
    assert "pixels" in json.dumps(answer)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_a_phone_is_scaled_down_upright(kind):
    photo, told = io.BytesIO(), Image.Exif()
    told[0x0112] = 6
    Image.new("RGB", (7000, 5250), "teal").save(photo, kind, exif=told.tobytes())
    assert pictures.kept(photo.getvalue(), 25_000_000).size == (3000, 4000)


def test_what_has_more_is_refused_with_what_to_do():
    photo = io.BytesIO()
    Image.new("1", (9000, 6000)).save(photo, "PNG")
    with pytest.raises(pictures.Unusable, match="54 megapixels, and at most 50 are taken. Send it as a smaller copy"):
        pictures.kept(photo.getvalue(), 25_000_000)


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
    build.lost(picture)
    assert patient.get("/faq/what-is-crps/").status_code == 200


def test_a_page_outlives_the_file_of_its_picture(patient):
    picture = build.image()
    build.topic(questions=[build.question("Why?", build.picture(picture))])
    picture.file.storage.delete(picture.file.name)
    assert patient.get("/faq/what-is-crps/").status_code == 200
