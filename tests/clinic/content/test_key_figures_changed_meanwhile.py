"""A key figure or reference saved from before somebody else's save is refused, with both values to see."""

import html
import re

import pytest
from wagtail.models import ModelLogEntry

from clinic.content.models import KeyFigure
from faq.models import Reference
from tests import builders as build

pytestmark = pytest.mark.django_db

NAMES = ["name", "value", "unit", "counted_who", "counted_by", "counted_how", "period", "as_of", "check_by"]


@pytest.fixture
def figure():
    return build.figure(counted_who="Everyone.\nOf two lines.")


def url(figure):
    return f"/admin/snippets/content/keyfigure/edit/{figure.pk}/"


def opened(browser, figure):
    """The form as a browser that opened it now would post it unchanged."""
    loaded = re.search(r'name="loaded" value="([^"]*)"', browser.get(url(figure)).content.decode())[1]
    filled = {name: str(getattr(figure, name)).replace("\n", "\r\n") for name in NAMES}
    return filled | {"loaded": html.unescape(loaded)}


def fields_of(answer):
    """`{name: value}` of the form that came back."""
    page = answer.content.decode()
    inputs = re.findall(r'<input[^>]*name="([a-z_]+)"[^>]*value="([^"]*)"', page)
    inputs += [(name, value) for value, name in re.findall(r'<input[^>]*value="([^"]*)"[^>]*name="([a-z_]+)"', page)]
    areas = re.findall(r'<textarea[^>]*name="([a-z_]+)"[^>]*>\s*(.*?)</textarea>', page, re.S)
    return {name: html.unescape(value) for name, value in [*inputs, *areas]}


def test_a_save_from_the_newest_is_as_ever(figure, staff):
    mine = opened(staff("writer"), figure)
    assert staff("writer").post(url(figure), mine | {"value": "about 900"}).status_code == 302
    assert KeyFigure.objects.get().value == "about 900"


def test_a_save_from_before_is_refused_and_shows_both(figure, staff):
    mine = opened(staff("writer"), figure)
    theirs = opened(staff("publisher"), figure)
    staff("publisher").post(url(figure), theirs | {"value": "about 900"})
    answer = staff("writer").post(url(figure), mine | {"value": "about 1000"})
    assert answer.status_code == 409
    page = html.unescape(answer.content.decode())
    assert "Meanwhile changed to “about 900”" in page
    assert fields_of(answer)["value"] == "about 1000"
    assert KeyFigure.objects.get().value == "about 900"
    assert ModelLogEntry.objects.filter(object_id=str(figure.pk)).count() == 1


def test_what_only_they_changed_shows_theirs_and_saving_again_keeps_both(figure, staff):
    mine = opened(staff("writer"), figure)
    theirs = opened(staff("publisher"), figure)
    staff("publisher").post(url(figure), theirs | {"unit": "patients"})
    answer = staff("writer").post(url(figure), mine | {"value": "about 1000"})
    assert answer.status_code == 409
    again = fields_of(answer)
    assert (again["value"], again["unit"]) == ("about 1000", "patients")
    posted = {name: again.get(name, "") for name in [*NAMES, "loaded"]}
    assert staff("writer").post(url(figure), posted).status_code == 302
    saved = KeyFigure.objects.get()
    assert (saved.value, saved.unit) == ("about 1000", "patients")


@pytest.mark.parametrize("loaded", [None, "", "{}", "[]", "3"])
def test_a_post_that_does_not_say_where_it_comes_from_is_refused(figure, staff, loaded):
    posted = opened(staff("writer"), figure) | {"value": "about 1000", "loaded": loaded}
    if loaded is None:
        del posted["loaded"]
    assert staff("writer").post(url(figure), posted).status_code == 409
    assert KeyFigure.objects.get().value == "about 800"


@pytest.mark.parametrize("loaded", ["{", "[" * 5000])
def test_a_damaged_form_is_refused(figure, staff, loaded):
    posted = opened(staff("writer"), figure) | {"loaded": loaded}
    assert staff("writer").post(url(figure), posted).status_code == 400


def test_the_same_holds_for_references(staff):
    reference = build.reference()
    address = f"/admin/snippets/faq/reference/edit/{reference.pk}/"
    names = ["title", "authors", "journal", "doi", "pmid", "url", "design", "counted", "conflicts", "seen"]
    posted = {name: getattr(reference, name) for name in names} | {
        "year": "2014",
        "people_counted": "",
        "checked_on": "",
    }
    loaded = re.search(r'name="loaded" value="([^"]*)"', staff("writer").get(address).content.decode())[1]
    Reference.objects.update(retracted=True)
    answer = staff("writer").post(address, posted | {"title": "Another", "loaded": html.unescape(loaded)})
    assert answer.status_code == 409
    assert Reference.objects.get().title == reference.title


def test_a_new_one_needs_nothing_of_the_kind(figure, staff):
    posted = {name: str(getattr(figure, name)) for name in NAMES} | {"name": "Another"}
    assert staff("writer").post("/admin/snippets/content/keyfigure/add/", posted).status_code == 302
    assert KeyFigure.objects.count() == 2
