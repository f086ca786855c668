"""Lists and choosers stand in the order in which people look: capitals, accents, ¿ and “The” do not count."""

import pytest

from clinic.people.models import User
from tests import builders as build

pytestmark = pytest.mark.django_db
WORDS = ["criterios", "SDRC", "allodynia", "células", "Bone"]
IN_ORDER = ["allodynia", "Bone", "células", "criterios", "SDRC"]


@pytest.fixture
def glossary():
    for word in WORDS:
        build.term(word=word)


@pytest.mark.parametrize("asked", [{}, {"ordering": "word"}])
def test_the_glossary(staff, glossary, asked):
    page = staff("writer").get("/admin/snippets/faq/glossaryterm/", asked)
    assert [term.word for term in page.context["object_list"]] == IN_ORDER


def test_the_glossary_the_other_way(staff, glossary):
    page = staff("writer").get("/admin/snippets/faq/glossaryterm/", {"ordering": "-word"})
    assert [term.word for term in page.context["object_list"]] == IN_ORDER[::-1]


def test_the_words_to_choose_from(staff, glossary):
    page = staff("writer").get("/admin/glossary_chooser/results/").content.decode()
    assert sorted(WORDS, key=page.index) == IN_ORDER


def test_topics(staff):
    for title in ("What is CRPS?", "Zeta", "What is a first visit?", "The arm", "¿Qué es?"):
        build.topic(title=title, subject=build.subject())
    page = staff("writer").get("/admin/topics/", {"ordering": "title"})
    assert [topic.title for topic in page.context["object_list"]] == [
        "The arm", "¿Qué es?", "What is a first visit?", "What is CRPS?", "Zeta",
    ]  # fmt: skip


@pytest.mark.parametrize("asked", [{"ordering": "title"}, {"ordering": "title", "q": "a"}, {"ordering": "ord"}])
def test_pages_below_a_page(staff, asked):
    subject = build.subject()
    titles = ["Zeta arm", "The arm", "¿Qué arm?", "a knee"]
    above = [build.topic(title=title, subject=subject) for title in titles][0].get_parent()
    answer = staff("publisher").get(f"/admin/pages/{above.pk}/", asked)
    assert answer.status_code == 200
    if asked == {"ordering": "title"}:
        here = [page.title for page in answer.context["object_list"] if page.title in titles]
        assert here == ["The arm", "a knee", "¿Qué arm?", "Zeta arm"]


def test_people(staff):
    for name in ("Zoe", "ana", "Álvaro"):
        User.objects.create_user(name)
    page = staff("admin").get("/admin/users/")
    names = [user.username for user in page.context["object_list"]]
    assert [name for name in names if name in ("Zoe", "ana", "Álvaro")] == ["Álvaro", "ana", "Zoe"]


def test_twins_in_two_languages_say_which_is_which(staff):
    build.reference(authors="Agten C").begun_in(build.locale("es")).save()
    page = staff("writer").get("/admin/snippets/faq/reference/").content.decode()
    assert "Español" in page and page.index("Language") < page.index("Title")
