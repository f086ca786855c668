"""The list from A to Z shows every topic while there are few; lists of topics tell what each answers, in short."""

import pytest

from faq.models import FaqIndexPage, index
from faq.short_answers import beginning
from home.models import FeaturedTopic
from tests import builders as build

pytestmark = pytest.mark.django_db


def test_few_topics_stand_on_one_page_under_their_letters(patient):
    for title in ("Swelling", "The stages", "Ants in the hand"):
        build.topic(title)
    page = patient.get("/faq/a-z/").content.decode()
    places = [page.index(words) for words in ('id="letter-a"', "Ants in", 'id="letter-s"', "The stages", ">Swelling")]
    assert places == sorted(places)
    assert 'href="#letter-s"' in page and 'id="letter-b"' not in page


def test_many_topics_stand_under_one_letter_each(patient, monkeypatch):
    monkeypatch.setattr(index, "ALL_AT_ONCE", 1)
    build.topic("Swelling")
    build.topic("Ants in the hand")
    page = patient.get("/faq/a-z/").content.decode()
    assert "Ants in the hand" in page and "Swelling" not in page
    assert "Swelling" in patient.get("/faq/a-z/s/").content.decode()


def test_the_answers_begin_with_what_the_home_page_names_and_say_it_in_short(patient):
    named = build.topic(
        "Swelling", short_answer="<p>Yes, often. It may come and go, and heat or cold can change it. Rest.</p>"
    )
    build.changed(build.home_page(), featured_links=[FeaturedTopic(topic=named)])
    for address in ("/faq/", f"{FaqIndexPage.objects.get().subject_url(named.subject)}"):
        page = patient.get(address).content.decode()
        assert "Yes, often. It may come and go, and heat or cold can change it.</p>" in page


def test_a_beginning_is_whole_sentences():
    assert beginning(["Yes, it can.", "In some people it later affects another arm or leg.", "Not in all."]) == (
        "Yes, it can. In some people it later affects another arm or leg."
    )
    assert beginning([]) == ""
