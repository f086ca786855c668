"""What search knows before staff have added anything: everyday words and words of medicine for the same thing."""

import pytest

from home.models import SearchCard, Synonym
from home.search.staff.first_words import add_first_words
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first_words(db):
    add_first_words()


def found(patient, query):
    return [result["topic"] for result in patient.get("/search/", {"q": query, "format": "json"}).json()["results"]]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Medicines at night", "meds"),
        ("How fatigue is treated", "always so exhausted"),
        ("Neuropathic pain", "nerve pain"),
        ("Testing for CRPS", "how is it diagnosed"),
        ("Edema", "swollen hand"),
    ],
)
def test_words_of_patients_find_words_of_medicine(patient, written, typed):
    build.topic("Sleep")
    build.topic(written)
    assert found(patient, typed)[:1] == [written]


def test_what_was_typed_comes_before_what_stands_for_it(patient):
    build.topic("Drug plans")
    build.topic("Medicine plans")
    for typed in ("medicine plans", "drug plans"):
        topics = list(dict.fromkeys(found(patient, typed)))
        assert topics == sorted(["Medicine plans", "Drug plans"], key=lambda title: title.lower() != typed)


def test_staff_could_have_written_each_of_them():
    for row in (*Synonym.objects.all(), *SearchCard.objects.all()):
        row.full_clean()
    assert Synonym.objects.filter(language="es").exists()


def test_what_staff_have_changed_stays():
    Synonym.objects.exclude(typed__contains="meds").delete()
    Synonym.objects.update(typed="meds\npills")
    add_first_words()
    assert [str(synonym) for synonym in Synonym.objects.all()] == ["meds = pills"]


def test_staff_find_a_synonym_by_any_of_its_words(staff):
    page = staff("writer").get("/admin/snippets/home/synonym/?q=neuralgia").content.decode()
    assert "nerve pain = neuropathic pain = neuralgia" in page and "prognosis = outlook" not in page
