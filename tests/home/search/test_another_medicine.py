"""What is told of one medicine is not shown to whoever asks about another."""

import pytest

from home.models import Medicine
from home.search.index import store
from tests import builders as build

pytestmark = pytest.mark.django_db

OTHER = (
    "Do not stop baclofen suddenly. After it people had fits and a high fever, and some died. Stop it in small steps."
)
ANY = "Ask whoever prescribes it before you stop. Some medicines are lowered in small steps."


@pytest.fixture(autouse=True)
def topic():
    Medicine.objects.get_or_create(names="baclofen\nLioresal", group="Medicines that relax muscles")
    Medicine.objects.get_or_create(names="pregabalin\nLyrica", group="Medicines for nerve pain and fits")
    store.forget()
    asked = [
        build.question("Can I stop baclofen suddenly?", build.statement(OTHER)),
        build.question("Can I stop a medicine?", build.statement(ANY)),
    ]
    return build.topic("Medicines", questions=asked)


def first_for(patient, words):
    return patient.get("/search/", {"q": words, "format": "json"}).json()["results"][0]


@pytest.mark.parametrize("typed", ["stopping pregabalin suddenly", "can i stop lyrica suddenly"])
def test_its_warning_is_not_the_answer(patient, typed):
    assert "baclofen" not in first_for(patient, typed)["passage"]


def test_who_asks_about_it_reads_it(patient):
    assert "small steps" in first_for(patient, "stopping lioresal suddenly")["passage"]
    assert first_for(patient, "can i stop baclofen suddenly")["question"] == "Can I stop baclofen suddenly?"
