"""The clinic's own page comes in as text, as a saved web page and as a Word file, and is the same draft each time."""

import pytest
from django.core.management import call_command

from faq.importing.drafting import create
from faq.importing.one_document import plan_for
from faq.importing.planning import bare
from faq.importing.words import sentences
from faq.models import TopicPage
from tests import builders as build
from tests.faq.documents import RENDITIONS, sample

pytestmark = pytest.mark.django_db


def topic_from(rendition):
    return create(plan_for(sample(rendition), rendition, build.faq_index()))


def words(page):
    return [(question.value["question"], [str(part.value["text"].source) for part in question.value["answer"]])
            for question in page.questions]  # fmt: skip


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_it_is_one_topic_of_three_questions(rendition):
    page = topic_from(rendition)
    assert page.title == "Does CRPS Spread?"
    assert [(question, len(parts)) for question, parts in words(page)] == [
        ("Does CRPS Spread?", 2),
        ("Why Does CRPS Spread?", 5),
        ("CRPS Treatment", 3),
    ]


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_every_sentence_of_the_source_is_in_it(rendition):
    page = topic_from(rendition)
    drafted = " ".join(question + " " + " ".join(parts) for question, parts in words(page))
    source = sample("does-crps-spread.txt").decode()
    found = [sentence for line in source.splitlines() for sentence in sentences(line)]
    assert len(found) == 28
    assert [sentence for sentence in found if sentence not in drafted] == []


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_its_link_leads_to_our_services_in_place_and_as_the_topics_service(rendition):
    page = topic_from(rendition)
    services = build.services_page()
    assert words(page)[2][1][2] == (
        f'<p><a linktype="page" id="{services.pk}">Click here to view the services offered at the Spero Clinic.</a></p>'
    )
    assert [link.service.specific for link in page.service_links.all()] == [services]


@pytest.mark.parametrize("rendition", RENDITIONS)
def test_no_statement_has_a_kind_of_knowledge_yet(rendition):
    parts = [part for question in topic_from(rendition).questions for part in question.value["answer"]]
    assert {(part.block_type, part.value.get("kind")) for part in parts} == {("statement", "")}


def test_all_three_give_the_same_draft():
    streams = []
    for rendition in RENDITIONS:
        page = topic_from(rendition)
        streams.append((page.title, bare(page.questions.get_prep_value())))
        page.delete()
    assert streams[0] == streams[1] == streams[2]


def test_the_second_and_third_rendition_are_recognised(capsys):
    call_command("import_topic", *(f"tests/faq/samples/{rendition}" for rendition in RENDITIONS))
    assert TopicPage.objects.count() == 1
    assert capsys.readouterr().out.count("already here, with the same words") == 2


def test_a_link_to_the_old_sites_address_of_the_services_leads_to_ours():
    page = sample("does-crps-spread.html").replace(
        b'href="/services/"', b'href="https://www.old-clinic.example/services/"'
    )
    made = create(plan_for(page, "page.html", build.faq_index()))
    assert f'linktype="page" id="{build.services_page().pk}"' in words(made)[2][1][2]
