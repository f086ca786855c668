"""A translation is reviewed beside what it translates, by account and by link."""

import re

import pytest
from django.core import mail

from tests import builders as build
from tests.clinic.review.test_signing_by_link import invite
from tests.clinic.review.test_signing_off import check_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    said = build.statement("<p>It can spread.</p>")
    return build.topic("Does it spread?", questions=[build.question("Where to?", said)])


@pytest.fixture
def spanish(english):
    build.locale("es")
    build.translated(build.home_page(), title="Inicio", slug="inicio")
    return build.translated(english, live=False, title="¿Se extiende?")


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_original_stands_with_each_passage_and_is_named(spanish, english, staff):
    answer = staff("reviewer").get(check_url(spanish))
    said = words_of(answer)
    assert "This is a translation of Does it spread? (English)." in said
    assert "Dr Ruth Okafor approved what patients read of it" in said
    assert f'href="/admin/translations/{spanish.pk}/"' in answer.content.decode()
    text = answer.context["text"]
    told = {row.key: row.original.source for row in text.text if row.original}
    assert told["title"] == "Does it spread?"
    assert any("It can spread." in words for words in told.values())


def test_what_changed_in_the_original_since_is_said_and_marked(spanish, english, staff):
    build.changed(english, title="Does it ever spread?", change_matters=True)
    answer = staff("reviewer").get(check_url(spanish))
    assert "It has meant something else since" in words_of(answer)
    [row] = [row for row in answer.context["text"].text if row.key == "title"]
    assert row.original.state == "changed" and "<ins>" in row.original.source
    assert "English , changed since it was translated" in words_of(answer).replace("English,", "English ,")


def test_an_original_that_nobody_approved_is_said(spanish, english, staff):
    english.reviews.all().delete()
    assert "Nobody has approved what patients read of it now." in words_of(staff("reviewer").get(check_url(spanish)))


def test_the_page_of_the_first_language_says_nothing_of_it(english, staff):
    answer = staff("reviewer").get(check_url(english))
    assert "This is a translation of" not in words_of(answer)
    assert "passage__original" not in answer.content.decode()


def test_by_link_the_original_is_what_patients_read(spanish, english, staff, anyone, settings):
    settings.HAS_MAIL_SERVER = True
    invite(staff("reviewer"), spanish, build.clinician())
    shown = anyone.get(re.search(r"/sign/\S+", mail.outbox[-1].body)[0]).content.decode()
    assert f'href="{english.full_url}">The original as patients read it</a>' in shown
    assert "It can spread." in shown
    assert f"/admin/translations/{spanish.pk}/" not in shown
