"""Wagtail's screens say "clinical review" where they said "moderation"."""

from pathlib import Path

import polib
import pytest
import wagtail
from django.utils import translation

from tests import builders as build
from tests import forms
from tests.words import OF_WAGTAIL, compiled


def test_no_word_of_wagtail_says_moderation():
    files = Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django.po")
    left = []
    with translation.override("en"):
        for entry in [entry for file in files for entry in polib.pofile(str(file))]:
            if "moderat" in f"{entry.msgid} {entry.msgid_plural}".lower():
                left += [said for said in said_by(entry) if "moderat" in said.lower()]
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
