"""The way into all topics: by subject, from A to Z, a page at a time, at 5 topics and at many."""

import pytest

from faq.models import index
from tests import builders as build
from tests.bulk import many_topics

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters_apart(monkeypatch):
    """As where topics are many: each letter has a page of its own."""
    monkeypatch.setattr(index, "ALL_AT_ONCE", 0)


def titles(answer):
    return [topic.title for topic in answer.context["topics"]]


def test_topics_stand_under_their_subject(patient):
    build.topic("Will it spread?", subject=build.subject("Course over time", sort_order=2))
    build.topic("What is CRPS?", subject=build.subject("Basics", sort_order=1))
    first, second = patient.get("/faq/").context["subjects"]
    assert (first.name, [topic.title for topic in first.topics_shown]) == ("Basics", ["What is CRPS?"])
    assert (second.name, [topic.title for topic in second.topics_shown]) == ("Course over time", ["Will it spread?"])


def test_subjects_without_topics_are_left_out(patient):
    build.subject("Empty shelf")
    build.topic(subject=build.subject("Basics"))
    page = patient.get("/faq/").content.decode()
    assert "Basics" in page
    assert "Empty shelf" not in page


def test_a_long_subject_shows_its_first_topics_and_how_many_there_are(patient):
    many_topics(30, subject=build.subject("Basics"))
    [subject] = patient.get("/faq/").context["subjects"]
    assert [topic.title for topic in subject.topics_shown] == [f"Topic {number:05}" for number in range(5)]
    assert subject.topic_count == 30
    assert "All 30 topics" in patient.get("/faq/").content.decode()


def test_a_subject_has_a_page_of_all_its_topics_in_pages(patient):
    many_topics(30, subject=build.subject("Basics"))
    build.topic("Elsewhere", subject=build.subject("Other"))
    first, second = (patient.get(f"/faq/subject/basics/?page={number}") for number in (1, 2))
    assert titles(first) + titles(second) == [f"Topic {number:05}" for number in range(30)]
    assert len(titles(first)) == 25
    assert 'rel="next" href="?page=2"' in first.content.decode()
    assert 'rel="prev" href="?page=1"' in second.content.decode()


def test_the_address_of_a_subject_is_the_one_linked(patient):
    build.topic(subject=build.subject("Living with it"))
    [subject] = patient.get("/faq/").context["subjects"]
    assert subject.url == "/faq/subject/living-with-it/"
    assert patient.get(subject.url).status_code == 200


def test_an_unknown_subject_is_not_found(patient):
    assert patient.get("/faq/subject/nothing/").status_code == 404


def test_staff_order_the_subjects(patient):
    for name, place in (("Zebra", 1), ("Apple", 2), ("Mango", 1)):
        build.topic(name, subject=build.subject(name, sort_order=place))
    assert [found.name for found in patient.get("/faq/").context["subjects"]] == ["Mango", "Zebra", "Apple"]


def test_a_subject_gets_its_address_from_its_name(staff):
    fields = {"name": "What helps?", "description": "", "sort_order": "0", "slug": ""}
    assert staff("publisher").post("/admin/snippets/faq/subject/add/", fields).status_code == 302
    assert staff("publisher").post("/admin/snippets/faq/subject/add/", fields).status_code == 200  # taken, and said so
    assert build.Subject.objects.get().slug == "what-helps"


def test_a_writer_alone_names_no_subject_that_patients_read_above_signed_pages(staff, patient):
    build.topic(subject=build.subject("Basics"))
    address = f"/admin/snippets/faq/subject/edit/{build.subject('Basics').pk}/"
    fields = {"name": "You need no doctor", "description": "", "sort_order": "0", "slug": "basics"}
    for role in ("writer", "reviewer"):
        staff(role).post(address, fields)
    assert "You need no doctor" not in patient.get("/faq/").text
    staff("publisher").post(address, fields | {"name": "First of all"})
    assert "First of all" in patient.get("/faq/").text


def test_another_name_of_the_subject_is_no_change_of_signed_words(staff):
    page = build.topic(subject=build.subject("Basics"))
    build.Subject.objects.update(name="First of all")
    shown = staff("reviewer").get(f"/admin/checking/{page.pk}/")
    assert not shown.context["text"].changed


def test_a_subject_whose_name_gives_no_address_needs_one(staff, patient):
    fields = {"name": "慢性疼痛", "description": "", "sort_order": "0", "slug": ""}
    answer = staff("publisher").post("/admin/snippets/faq/subject/add/", fields)
    assert "Write an address in plain letters" in answer.content.decode()
    build.topic(subject=build.Subject.objects.create(name="慢性疼痛"))  # as a script would
    [subject] = patient.get("/faq/").context["subjects"]
    assert patient.get(subject.url).status_code == 200


@pytest.mark.usefixtures("letters_apart")
def test_a_to_z_opens_at_the_first_letter_that_has_topics(patient):
    build.topic("Fatigue")
    build.topic("Dystonia")
    answer = patient.get("/faq/a-z/")
    assert (answer.context["letter"], titles(answer)) == ("D", ["Dystonia"])


def test_a_letter_lists_its_topics_whatever_their_case(patient):
    for title in ("Sleep", "swelling", "Work"):
        build.topic(title)
    assert titles(patient.get("/faq/a-z/s/")) == ["Sleep", "swelling"]
    assert titles(patient.get("/faq/a-z/S/")) == ["Sleep", "swelling"]
    assert titles(patient.get("/faq/a-z/q/")) == []


def test_what_begins_with_no_letter_stands_under_0_to_9(patient):
    for title in ("10 questions to ask", "“Suicide disease”: why we do not say it", "Éclairs", "Sleep"):
        build.topic(title, slug=f"t{len(title)}")
    answer = patient.get("/faq/a-z/0-9/")
    assert titles(answer) == ["10 questions to ask"]
    [other] = [entry for entry in answer.context["letters"] if entry["letter"] == "0-9"]
    assert other["count"] == 1


def test_neither_accents_nor_signs_before_the_first_word_count(patient):
    for place, title in enumerate(("Que es", "¿Qué es?", "“Quiet” hands", "Quebec")):
        build.topic(title, slug=f"t{place}")
    assert titles(patient.get("/faq/a-z/q/")) == ["Que es", "¿Qué es?", "Quebec", "“Quiet” hands"]


@pytest.mark.usefixtures("letters_apart")
def test_every_topic_stands_under_exactly_one_letter(patient):
    beginnings = ["Ärger", "ſharp pain", "ß", "İstanbul", "１０", "éa", "zoster", " leading space", "_x"]
    for place, title in enumerate(beginnings):
        build.topic(title, slug=f"t{place}")
    letters = patient.get("/faq/a-z/").context["letters"]
    listed = [title for entry in letters if entry["count"] for title in titles(patient.get(entry["url"]))]
    assert sum(entry["count"] for entry in letters) == len(listed) == 9


@pytest.mark.usefixtures("letters_apart")
def test_letters_without_topics_are_no_links(patient):
    build.topic("Sleep")
    page = patient.get("/faq/a-z/").content.decode()
    assert 'href="/faq/a-z/s/"' in page
    assert 'href="/faq/a-z/q/"' not in page


@pytest.mark.parametrize("letter", ["aa", "ß", "%E2%82%AC", "1", "a" * 1500])
def test_an_address_that_is_no_letter_is_not_found(patient, letter):
    assert patient.get(f"/faq/a-z/{letter}/").status_code == 404


@pytest.mark.parametrize("page", ["-1", "0", "2", "1e9", "inf", "nan", "٢", "9" * 4400, "%F0%9F%92%A9", "", "1&page=x"])
@pytest.mark.parametrize("address", ["/faq/a-z/", "/faq/a-z/t/", "/faq/subject/basics/"])
@pytest.mark.usefixtures("letters_apart")
def test_a_page_number_that_makes_no_sense_shows_some_page(patient, address, page):
    build.topic("Topic one", subject=build.subject("Basics"))
    answer = patient.get(f"{address}?page={page}")
    assert answer.status_code == 200
    assert titles(answer) == ["Topic one"]


def test_a_clinic_without_topics_has_an_index_all_the_same(patient):
    assert patient.get("/faq/").status_code == 200
    assert patient.get("/faq/a-z/").status_code == 200
