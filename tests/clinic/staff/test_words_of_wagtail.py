"""Wagtail's screens say "clinical review" where they said "moderation", and what to do where they said "errors"."""

from pathlib import Path

import polib
import pytest
import wagtail
from django.utils import translation

from clinic.people.models import User
from tests import builders as build
from tests import forms
from tests.words import OF_WAGTAIL, compiled


@pytest.mark.parametrize("word", ["moderat", "validation error", "due to errors"])
def test_no_word_of_wagtail_is_left(word):
    files = Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    left = []
    with translation.override("en"):
        for entry in [entry for file in files for entry in polib.pofile(str(file))]:
            if word in f"{entry.msgid} {entry.msgid_plural}".lower():
                left += [said for said in said_by(entry) if word in said.lower()]
    assert left == []


def said_by(entry):
    """As programs ask for it: not every Python finds what has a plural without one."""
    if not entry.msgid_plural:
        return [translation.gettext(entry.msgid)]
    return [translation.ngettext(entry.msgid, entry.msgid_plural, number) for number in (1, 2)]


def test_the_compiled_words_are_those_of_the_catalogue():
    assert OF_WAGTAIL.with_suffix(".mo").read_bytes() == compiled(polib.pofile(str(OF_WAGTAIL)))


@pytest.mark.django_db
def test_a_writer_who_sends_a_draft_reads_our_words(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page) | {"action-submit": "1"}
    said = staff("writer").post(f"/admin/pages/{page.pk}/edit/", form, follow=True).content.decode()
    assert "was sent for clinical review." in said
    assert "moderation" not in said
    assert "Nobody else may review it yet" in said


@pytest.mark.django_db
def test_whoever_sends_a_draft_is_told_who_has_it_next_and_where_they_hear_of_it(staff):
    staff("reviewer")
    page, name = build.topic(live=False), User.objects.get(username="reviewer").display_name
    form = forms.topic() | forms.loaded(page) | {"action-submit": "1"}
    said = staff("writer").post(f"/admin/pages/{page.pk}/edit/", form, follow=True).content.decode()
    assert f"Who reviews it next: {name}. " in said and "your first screen says so" in said


@pytest.mark.django_db
def test_whoever_has_sent_a_topic_lands_in_the_list_of_topics(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page) | {"action-submit": "1"}
    assert staff("writer").post(f"/admin/pages/{page.pk}/edit/", form).url == "/admin/topics/"


@pytest.mark.django_db
def test_whoever_only_saves_stays(staff):
    page = build.topic(live=False)
    saved = staff("writer").post(f"/admin/pages/{page.pk}/edit/", forms.topic() | forms.loaded(page))
    assert saved.url.startswith(f"/admin/pages/{page.pk}/edit/")


@pytest.mark.django_db
def test_who_cannot_send_a_draft_yet_hears_that_it_is_still_there(staff):
    page = build.topic(live=False)
    form = forms.topic() | forms.loaded(page) | {"title": "", "action-submit": "1"}
    said = staff("writer").post(f"/admin/pages/{page.pk}/edit/", form).content.decode()
    assert "Not done yet: look at what is marked. What you wrote is still here." in said
