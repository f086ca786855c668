"""Whoever wants to see more of a text, or less, finds what they had typed; nothing is decided by that."""

import re

import pytest

from clinic.review.models import Review
from clinic.review.page_parts import parts_of
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_page_reading import reworded
from tests.clinic.review.test_signing_by_link import address, decision, mail_goes_out, page  # noqa: F401
from tests.clinic.review.test_signing_off import check_url, form_for

pytestmark = pytest.mark.django_db
TICKED = re.compile(r'<input[^>]*name="sources_checked"[^>]* checked[ >]')


def looked(form):
    """As a browser sends it: the button that was pressed, and no decision."""
    return {name: said for name, said in form.items() if name != "outcome"} | {"look": "1"}


def typed_into(shown, name):
    """What a text field of the form holds."""
    return shown.partition(f'name="{name}"')[2].partition(">")[2].partition("</textarea>")[0].strip()


def changed_topic():
    topic = build.topic(questions=[build.question("Why?", build.statement("It hurts."))])
    return reworded(topic, short_answer="<p>It hurts for long.</p>")


def test_note_remark_and_tick_stay_when_the_whole_text_is_shown_and_back(staff):
    topic = changed_topic()
    unchanged = next(part.key for part in parts_of(topic) if part.words.startswith("Why?"))
    form = looked(form_for(topic, note="So far.", next_due="2099-01-01") | {f"remark_{unchanged}": "Say when."})
    for mode in ("all", "changes"):
        shown = staff("reviewer").post(f"{check_url(topic)}?show={mode}", form).content.decode()
        assert (typed_into(shown, "note"), typed_into(shown, f"remark_{unchanged}")) == ("So far.", "Say when.")
        assert 'value="2099-01-01"' in shown and "clinic-field__error" not in shown
        assert 'role="alert"' not in shown
        assert TICKED.search(shown)
    assert Review.objects.of(topic).count() == 1


def test_what_was_ticked_of_other_words_is_ticked_again(staff):
    topic = changed_topic()
    form = looked(form_for(topic, note="So far."))
    topic = reworded(topic, short_answer="<p>It hurts for weeks.</p>")
    shown = staff("reviewer").post(f"{check_url(topic)}?show=all", form).content.decode()
    assert typed_into(shown, "note") == "So far."
    assert not TICKED.search(shown)


def test_what_was_asked_of_a_passage_that_is_gone_stays_in_the_note(staff):
    topic = changed_topic()
    form = looked(form_for(topic, note="So far.") | {"remark_questions:gone": "Say when."})
    shown = staff("reviewer").post(f"{check_url(topic)}?show=all", form).content.decode()
    assert typed_into(shown, "note") == "So far.\nSay when."


def test_by_link_too_and_the_link_is_not_used_by_it(page, address, anyone):  # noqa: F811
    shown = anyone.post(f"{address}?show=all", looked(decision(page, note="So far."))).content.decode()
    assert typed_into(shown, "note") == "So far."
    assert not Review.objects.of(page).exists()
    anyone.post(address, decision(page))
    assert Review.objects.of(page).exists()


def test_a_link_whose_words_became_others_hands_back_what_was_typed(page, address, anyone):  # noqa: F811
    form = decision(page, note="Say when.") | {"override_some-finding": "The study says it.", "remark_some": "Which?"}
    page.asked_as = "another wording"
    page.save_revision(user=member("writer"))
    shown = anyone.post(address, form).content.decode()
    for words in ("Say when.", "The study says it.", "Which?"):
        assert words in shown


def test_the_moment_of_going_live_stays_and_nothing_is_published(staff):
    topic = changed_topic()
    build.signed(topic)
    form = {"seen": form_for(topic)["seen"], "go_live_at": "2099-01-01T10:00", "look": "1"}
    shown = staff("publisher").post(f"/admin/publishing/{topic.pk}/?show=all", form).content.decode()
    assert "2099-01-01T10:00" in shown
    assert type(topic).objects.get(pk=topic.pk).has_unpublished_changes
