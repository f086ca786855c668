"""Who was not shown the address of a picture cannot guess it, also where they know the name of its file."""

import re

import pytest
from django.core.files.storage import default_storage
from wagtail.models import Collection, CollectionViewRestriction

from clinic.content.models import ClinicImage
from tests import builders as build

pytestmark = pytest.mark.django_db
SIZES = ["width-400", "max-165x165", "max-800x600", "width-400|format-webp"]


@pytest.fixture
def private():
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


@pytest.mark.parametrize("size", SIZES)
def test_a_size_has_a_name_that_the_file_does_not_tell(size, patient, private):
    made = build.image(collection=private).get_rendition(size)
    before, ends = made.url.rsplit("hand.", 1)[0], made.url.rpartition(".")[2]
    assert re.fullmatch(r"[0-9a-f]{24}", made.url.split(".")[-2])
    for guess in (f"hand.{ends}", f"hand.{size.split('|')[0]}.{ends}", f"hand.{size.replace('|', '.')}.{ends}"):
        assert patient.get(f"{before}{guess}").status_code == 404
    other = build.image(collection=private).get_rendition(size)
    assert other.url.split(".")[-2] != made.url.split(".")[-2]


def test_a_size_of_before_is_not_given_out(patient):
    """Its file may lie there still."""
    default_storage.save("images/hand.width-400.png", build.picture_file())
    assert patient.get("/media/images/hand.width-400.png").status_code == 404


def test_pages_and_staff_see_their_pictures(patient, staff):
    picture = build.image()
    build.topic(questions=[build.question("Why?", build.picture(picture))])
    page = patient.get("/faq/what-is-crps/").content.decode()
    shown = set(re.findall(r"/media/images/hand[^\s\",]+", page))
    assert shown and all(patient.get(address).status_code == 200 for address in shown)
    listed = staff("publisher").get(f"/admin/images/{picture.pk}/").content.decode()
    thumbnails = set(re.findall(r"/media/images/hand[^\s\",]+", listed))
    assert thumbnails and all(staff("publisher").get(address).status_code == 200 for address in thumbnails)


def test_a_long_name_of_a_file_is_kept_too(patient):
    picture = ClinicImage.objects.create(
        title="Long", description="Long", file=build.picture_file(name=f"{'a' * 90}.png")
    )
    address = picture.get_rendition("width-200|format-webp").url
    assert patient.get(address).status_code == 200
