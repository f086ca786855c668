"""What is larger than the largest file is refused by the form it was sent from, in that form's words."""

from io import BytesIO

import pytest

from clinic.content.models import ClinicImage
from clinic.staff.large_uploads import REFUSED
from tests import builders as build

pytestmark = pytest.mark.django_db
HUGE = str(500 * 1024 * 1024)


class Sent(BytesIO):
    """What a browser sends; `taken` is how much of it was read."""

    taken = 0

    def read(self, *sizes):
        read = super().read(*sizes)
        self.taken += len(read)
        return read


def send(browser, address, size=HUGE, sent=None):
    """`size` in bytes, as the browser tells it."""
    return browser.generic("POST", address, b"a", "multipart/form-data; boundary=x", CONTENT_LENGTH=size,
                           **{"wsgi.input": sent or Sent()})  # fmt: skip


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/admin/import/", "larger than 10 MB"),
        ("/admin/import-site/", "larger than 200 MB"),
        ("/admin/images/add/", "Maximum filesize 20.0"),
        ("/admin/documents/add/", "Maximum filesize 20.0"),
        ("/admin/images/{}/", "Maximum filesize 20.0"),
    ],
)
def test_a_form_says_at_its_file_how_large_one_may_be(staff, address, says):
    picture = build.image("A knee")
    answer = send(staff("admin"), address.format(picture.pk))
    page = answer.content.decode().replace("\xa0", " ")
    assert answer.status_code == 413
    assert any(says in part[:600] for part in page.split("w-field__errors")[1:])
    assert 'class="button' in page and "start from the home page" not in page


def test_a_website_may_be_larger_than_a_picture(staff):
    size = str(300 * 1024 * 1024)
    refused, read = (send(staff("admin"), address, size) for address in ("/admin/import/", "/admin/import-site/"))
    assert (refused.status_code, read.status_code) == (413, 200)
    assert "Choose a file or write an address" in read.content.decode()


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_one_of_many_files_is_refused_beside_its_name(staff, kind):
    answer = send(staff("admin"), f"/admin/{kind}/multiple/add/")
    assert answer.json() == {"success": False, "error_message": "This file is too large: 20 MB at most."}


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_the_dialog_that_chooses_says_it_above_its_form(staff, kind):
    said = send(staff("admin"), f"/admin/{kind}/chooser/create/").json()
    assert said["step"] == "reshow_creation_form"
    before, form = said["htmlFragment"].split("<form", 1)
    assert before.endswith("20 MB at most.</p>") and before.strip().startswith("<section")
    assert 'type="file"' in form


def test_a_form_without_files_says_that_nothing_was_saved(staff):
    topic = build.topic("Spread")
    page = send(staff("writer"), f"/admin/pages/{topic.pk}/edit/").content.decode()
    assert "larger than 22 MB, so nothing of it was saved" in page and "Spread" in page
    answer = send(staff("admin"), f"/admin/images/multiple/{build.image('A knee').pk}/")
    assert (answer.status_code, "nothing of it was saved" in answer.content.decode()) == (413, True)


def test_who_may_not_send_anything_is_told_nothing(anyone, staff):
    assert send(anyone, "/admin/images/add/").url.startswith("/admin/login/")
    assert send(staff("reviewer"), "/admin/import/").url == "/admin/"
    assert send(anyone, "/admin/login/").status_code == 413
    assert not ClinicImage.objects.exists()


def test_staff_may_send_to_the_end_and_nobody_else(anyone, staff):
    for browser, taken in ((staff("writer"), 3_000_000), (anyone, 0)):
        sent = Sent(b"a" * 3_000_000)
        send(browser, "/admin/import/", sent=sent)
        assert sent.taken == taken


def test_what_nginx_refused_is_said_in_the_same_place(staff):
    page = staff("writer").get("/admin/import/", headers={REFUSED: "1"}).content.decode()
    assert "larger than 10 MB" in page.split("w-field__errors", 1)[1][:600]
