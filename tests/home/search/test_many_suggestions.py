"""Admins are told when far more questions are suggested than people send: a number, and no word of anybody."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from home.models import SuggestedQuestion
from home.search.many_suggestions import MOST, SUBJECT
from home.tasks import tell_of_many_suggestions
from tests.cast import member
from tests.forms import suggestion
from tests.jobs import do_waiting_jobs

pytestmark = pytest.mark.django_db


def suggest(patient, times, words="Can I dive {}?"):
    """So many, each from another place."""
    for number in range(times):
        place = f"10.{number // 256}.{number % 256}.1"
        patient.post("/search/suggest-a-question/", suggestion(words.format(number)), REMOTE_ADDR=place)


def told(later=timedelta()):
    """What the job tells now, or after some time."""
    with time_machine.travel(timezone.now() + later, tick=False):
        tell_of_many_suggestions()
        do_waiting_jobs()
    letters = [letter for letter in mail.outbox if letter.subject == SUBJECT]
    mail.outbox.clear()
    return letters


@pytest.fixture(autouse=True)
def fewer(monkeypatch):
    """Two hundred take a test half a minute."""
    assert MOST == 200
    monkeypatch.setattr("home.search.many_suggestions.MOST", 8)


def test_a_flood_from_everywhere_is_told_once_and_nothing_is_refused(patient):
    member("admin")
    suggest(patient, 12, "Kestrels {} and diving?")
    [letter] = told()
    assert letter.recipients() == ["admin@clinic.example"] and "12 questions" in letter.body
    assert "estrel" not in letter.body + letter.subject
    assert SuggestedQuestion.objects.count() == 12
    suggest(patient, 12, "More kestrels {}?")
    assert told() == []


def test_it_is_told_again_the_next_day(patient):
    member("admin")
    suggest(patient, 12)
    assert len(told()) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=True):
        suggest(patient, 12, "Again {}?")
        assert len(told()) == 1


def test_as_many_as_people_send_are_not_told(patient):
    member("admin")
    suggest(patient, 8)
    assert told() == []


def test_one_who_sends_many_is_refused_and_nobody_is_told(patient):
    member("admin")
    for number in range(20):
        patient.post("/search/suggest-a-question/", suggestion(f"Can I dive {number}?"))
    assert SuggestedQuestion.objects.count() == 5
    assert told() == []


def test_those_of_yesterday_do_not_count(patient):
    member("admin")
    suggest(patient, 12)
    assert told(later=timedelta(hours=3)) == []
