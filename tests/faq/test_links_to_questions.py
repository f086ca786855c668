"""A link to a question of another topic is chosen by its words, and still leads there when the topic moves."""

import re

import pytest

from faq.views.pasting import converter
from tests import builders as build

pytestmark = pytest.mark.django_db
CHOOSER = "/admin/choose-question/"
FIRST = "11111111-aaaa-4aaa-8aaa-aaaaaaaaaaaa"


@pytest.fixture
def topic():
    return build.topic(questions=[build.question("Does it spread?", id=FIRST)])


def links_in(answer):
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', answer.json()["html"].replace("&amp;", "&"))


def address_of(words, answer):
    return next(address for address, said in links_in(answer) if said.startswith(words))


def test_the_topic_is_chosen_then_its_question(staff, topic):
    writer = staff("writer")
    topics = writer.get(CHOOSER, {"allow_external_link": "true", "link_text": "here"})
    questions = writer.get(address_of("What is CRPS?", topics))
    chosen = writer.get(address_of("Does it spread?", questions)).json()
    assert chosen["step"] == "external_link_chosen"
    assert chosen["result"] == {
        "id": topic.pk,
        "parentId": topic.get_parent().pk,
        "url": "/faq/what-is-crps/#q-11111111",
        "title": "Does it spread?",
        "prefer_this_title_as_link_text": False,
    }


def test_a_topic_is_found_by_its_words(staff, topic, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        build.topic("Swimming", slug="swimming")
    found = staff("writer").post(CHOOSER, {"q": "swimming"})
    assert [said for _, said in links_in(found) if said in ("Swimming", "What is CRPS?")] == ["Swimming"]


def test_wagtails_chooser_leads_to_it_where_any_link_may_be_made(staff):
    answer = staff("writer").get(
        "/admin/choose-page/", {"allow_external_link": "true", "page_type": "wagtailcore.page"}
    )
    assert CHOOSER in answer.json()["html"]
    assert CHOOSER not in staff("writer").get("/admin/choose-page/", {"page_type": "faq.topicpage"}).json()["html"]


def test_the_link_outlives_a_new_address_and_the_editor_keeps_it(staff, topic, patient):
    words = f'<p>See <a linktype="page" id="{topic.pk}" place="q-11111111">this</a>.</p>'
    kept = converter(frozenset(["LINK"]))
    content = kept.from_database_format(words)
    assert '"url": "/faq/what-is-crps/#q-11111111"' in content
    assert re.sub(' data-block-key="[^"]*"', "", kept.to_database_format(content)) == words

    build.topic("Swimming", slug="swimming", short_answer=words)
    topic.slug = "what-crps-is"
    topic.save()
    page = patient.get("/faq/swimming/").content.decode()
    assert 'href="/faq/what-crps-is/#q-11111111"' in page


def test_topics_of_the_language_of_the_page_that_is_written_come_and_others_can_be_chosen(staff, topic):
    spanish = build.translated(topic, title="¿Qué es el SDRC?")
    writer = staff("writer")

    def offered(**asked):
        return {said for _, said in links_in(writer.get(CHOOSER, **asked))} & {"What is CRPS?", "¿Qué es el SDRC?"}

    writing = {"HTTP_REFERER": f"http://testserver/admin/pages/{spanish.pk}/edit/"}
    assert offered(**writing) == {"¿Qué es el SDRC?"}
    above = {"HTTP_REFERER": f"http://testserver/admin/pages/add/faq/topicpage/{topic.get_parent().pk}/"}
    assert offered(**above) == {"What is CRPS?"}
    for elsewhere in ({}, {"HTTP_REFERER": "http://[damaged"}, {"HTTP_REFERER": "http://testserver/no/such/"}):
        assert len(offered(**elsewhere)) == 2
    english = address_of("English", writer.get(CHOOSER, **writing))
    assert {said for _, said in links_in(writer.get(english, **writing))} >= {"What is CRPS?"}


@pytest.mark.parametrize("place", ["", '" onclick="x', "a b"])
def test_a_place_that_is_none_is_left_out(topic, place, patient):
    words = f'<p><a linktype="page" id="{topic.pk}" place="{place}">this</a></p>'.replace('"" ', '"')
    build.topic("Swimming", slug="swimming", short_answer=words)
    assert 'href="/faq/what-is-crps/"' in patient.get("/faq/swimming/").content.decode()
