"""The answers that lead to a service, at its foot: each once, in the reader's language where there is one."""

import pytest
from bs4 import BeautifulSoup

from faq.models import TopicService
from tests import builders as build

pytestmark = pytest.mark.django_db


def listed(patient, service):
    page = BeautifulSoup(patient.get(service.url).content, "html.parser")
    return [found.get_text() for found in page.select("#answers-about-this + text-part .topic-list a")]


def in_spanish(topic, service, title):
    """A translation that leads to the same service, as the example content's do."""
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    build.translated(build.faq_index(), title="Respuestas", slug="respuestas")
    build.spanish(topic.subject)
    copy = build.translated(topic, title=title, slug="en-espanol")
    TopicService.objects.get_or_create(topic=copy, service=service)
    return copy


def test_an_answer_in_two_languages_is_listed_once(patient):
    service = build.service()
    in_spanish(build.topic(services=[service]), service, "¿Qué es el SDRC?")
    assert listed(patient, service) == ["What is CRPS?"]


def test_an_answer_that_is_there_in_another_language_alone_is_listed(patient):
    service = build.service()
    in_spanish(build.topic(services=[build.service("First assessment")]), service, "¿Qué es el SDRC?")
    assert listed(patient, service) == ["¿Qué es el SDRC?"]


def test_of_an_answer_in_another_language_it_is_said_which(patient):
    service = build.service()
    in_spanish(build.topic(services=[build.service("First assessment")]), service, "¿Qué es el SDRC?")
    page = BeautifulSoup(patient.get(service.url).content, "html.parser")
    beside = page.select_one("#answers-about-this + text-part .topic-list__item")
    assert beside.a["lang"] == beside.a["hreflang"] == "es"
    assert beside.p.get_text() == "Language: Spanish"
