"""A service lists the answers that lead to it, in its own language only."""

import pytest
from bs4 import BeautifulSoup

from tests import builders as build

pytestmark = pytest.mark.django_db


def listed(patient, page):
    html = BeautifulSoup(patient.get(page.url).text, "html.parser")
    return [link["href"] for link in html.select('[aria-labelledby="answers-about-this"] a')]


def test_each_language_lists_its_own(patient):
    for page in (build.home_page(), build.faq_index(), build.services_page()):
        build.translated(page)
    course = build.service()
    curso = build.translated(course)
    english = build.topic("What is CRPS?", services=[course])
    untranslated = build.topic("Is it rare?", services=[course, curso])
    spanish = build.translated(english)
    assert listed(patient, course) == [untranslated.url, english.url]
    assert listed(patient, curso) == [spanish.url]
