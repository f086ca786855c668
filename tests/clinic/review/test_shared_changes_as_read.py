"""What patients read of a shared text is shown as changed where they read it, and a change is called by old and new."""

import re
from html import unescape

import pytest

from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def proposed(shared, **fields):
    for name, value in fields.items():
        setattr(shared, name, value)
    shared.save_revision(user=member("writer"), clean=False, log_action=True)
    return type(shared).objects.get(pk=shared.pk)


def screen(browser, shared):
    shown = browser.get(f"/admin/shared-texts/{shared._meta.label_lower}/{shared.pk}/").content.decode()
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_who_may_gain_is_shown_as_changed_where_a_source_is_read(staff):
    source = build.reference()
    build.topic(questions=[build.question("Why?", build.statement("It hurts.", references=[source]))])
    shown = screen(staff("reviewer"), proposed(source, conflicts="One author was paid."))
    where = shown.partition("Where patients will read it")[2]
    assert "Who may gain: One author was paid." in where.replace("Added: ", "").replace(" (end)", "")
    assert "their own sentences stay, and patients read there what is marked above" in where
    assert "no sentence there changes" not in shown


def test_a_meaning_is_shown_as_changed_where_a_word_is_opened(staff):
    word = build.term("allodynia", meaning="Pain from a touch.")
    build.topic(short_answer=f"<p>What is {build.marked(word)}?</p>")
    where = screen(staff("reviewer"), proposed(word, meaning="Pain from a light touch."))
    assert "light" in where.partition("As patients read it there")[2]


def test_a_number_is_headed_by_its_old_and_new_value_and_fields_are_counted_apart_from_pages(staff):
    figure = build.figure()
    build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    old = str(figure)
    figure = proposed(figure, value="about 999", counted_who="people with CRPS")
    shown = screen(staff("reviewer"), figure)
    assert f"Key figure: {old} → about 999" in shown
    assert "2 fields changed, last by Wren Adeyemi" in shown
    assert "on 1 page a sentence reads otherwise" in shown


def test_it_is_called_so_where_it_waits_too(staff):
    figure = build.figure()
    build.topic(short_answer=f"<p>We have seen {build.inline(figure)} here.</p>")
    figure = proposed(figure, value="about 999")
    figure.get_workflow().start(figure, member("writer"))
    assert "→ about 999" in staff("reviewer").get("/admin/").content.decode()
