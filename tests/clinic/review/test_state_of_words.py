"""A reviewer is told what became of the words as a whole, and what a decision about them does."""

import datetime
import re
from html import unescape

import pytest

from clinic.checks.findings import BLOCK, REVIEW, Finding
from clinic.review.models import Review
from clinic.staff.reviewing.passages import Remark
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_page_reading import read, reworded
from tests.clinic.review.test_signing_off import check_url, draft_by, form_for

pytestmark = pytest.mark.django_db


def words(answer):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def screen(staff, page):
    return words(staff("reviewer").get(check_url(page)))


@pytest.fixture
def page():
    """Live, in words that the reviewer of the cast has approved."""
    return build.topic()


def test_whoever_takes_their_name_back_is_told_so_before_and_after(page, staff, settings):
    before = screen(staff, page)
    assert "Patients read these words with your name. “Ask for a change” takes it off at once" in before
    settings.HAS_MAIL_SERVER = False
    form = form_for(page, outcome="change", note="Say when.")
    said = words(staff("reviewer").post(check_url(page), form, follow=True))
    assert f"A change of “{page.title}” is asked for." in said
    assert "have your note on the board." in said and "by mail" not in said
    after = screen(staff, page)
    assert "Nobody changed a word. The approval of " in after and "asked for a change" in after
    assert "No word changed that can be shown here" not in after
    assert "takes it off at once" not in after


def test_an_overdue_review_says_so_and_is_answered_in_its_own_words(page, staff):
    due = build.TODAY - datetime.timedelta(days=3)
    Review.objects.of(page).update(next_due=due)
    assert f"Its review is overdue: it was to be reviewed by {due:%-d %B %Y}, 3 days ago." in screen(staff, page)
    said = words(staff("reviewer").post(check_url(page), form_for(page), follow=True))
    assert f"Still accurate: “{page.title}”. It is to be reviewed again by" in said
    assert "overdue" not in screen(staff, page)


def test_approved_words_say_that_they_wait_for_a_publisher(staff):
    page = draft_by("writer")
    staff("reviewer").post(check_url(page), form_for(page))
    assert f"They wait for a publisher: {member('publisher').display_name}" in screen(staff, page)


def test_where_nobody_can_approve_no_tick_and_no_day_are_asked_for(staff):
    page = draft_by("reviewer")
    answer = staff("reviewer").get(check_url(page)).content.decode()
    assert 'name="note"' in answer
    assert 'name="sources_checked"' not in answer and 'name="next_due"' not in answer


def test_findings_about_words_that_nobody_changed_are_folded_but_for_what_stops():
    page = build.topic(questions=[build.question("Why?", build.statement("It hurts."))])
    text = read(reworded(page, short_answer="<p>It hurts for long.</p>"))
    row = next(row for row in text.text if row.key.startswith("questions:"))
    told = text.about_unchanged()
    row.findings.append(Remark(Finding("look", REVIEW, "Look at it.")))
    assert text.about_unchanged() == told + 1
    assert any(row in run.rows and run.findings for run in text.folded("changes") if run.is_folded)
    assert not any(run.is_folded for run in text.folded("all"))
    row.findings.append(Remark(Finding("stop", BLOCK, "Change it.")))
    assert not any(row in run.rows for run in text.folded("changes") if run.is_folded)


def test_the_heading_is_the_text_itself(page, staff):
    answer = staff("reviewer").get(check_url(page)).content.decode()
    [heading] = re.findall(r"<h1.*?</h1>", answer, re.S)
    assert f'<a href="/admin/pages/{page.pk}/edit/">{page.title}</a>' in heading
