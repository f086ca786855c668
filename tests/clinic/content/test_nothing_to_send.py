"""A shared text that says what patients read already is not sent to a reviewer."""

import pytest

from tests import builders as build
from tests.clinic.review.test_shared_proposals import figure_now, written

pytestmark = pytest.mark.django_db
SEND = {"action-submit": "1"}


@pytest.fixture(params=[build.figure, build.term, build.reference])
def shared(request):
    return request.param()


def now(shared):
    return type(shared).objects.get(pk=shared.pk)


def test_what_nobody_altered_is_not_sent(shared, staff):
    shown = written(staff("writer"), shared, **SEND).content.decode()
    assert "Nothing has changed: there is nothing to send." in shown
    assert "was sent" not in shown
    assert now(shared).current_workflow_state is None
    assert not now(shared).has_unpublished_changes


def test_ends_of_lines_are_no_change(staff):
    term = build.term(also_called="touch pain\nlight pain")
    shown = written(staff("writer"), term, also_called="touch pain\r\nlight pain", **SEND).content.decode()
    assert "Nothing has changed" in shown


def test_what_waits_and_is_written_back_is_taken_back_by_saving(staff):
    term = build.term(meaning="Pain from touch.")
    assert (
        "was sent for clinical review"
        in written(staff("writer"), term, meaning="Pain from a light touch.", **SEND).content.decode()
    )
    waiting = now(term)
    assert waiting.workflow_in_progress
    shown = written(staff("writer"), waiting, meaning="Pain from touch.", **SEND).content.decode()
    assert "there is nothing to send. Save it, and the change that waits is taken back" in shown
    written(staff("writer"), waiting, meaning="Pain from touch.")
    assert not now(term).has_unpublished_changes
    assert not now(term).workflow_in_progress


def test_a_change_is_sent_as_ever(staff):
    figure = build.figure()
    build.topic("Seen here", short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    assert (
        "was sent for clinical review" in written(staff("writer"), figure, value="about 850", **SEND).content.decode()
    )
    assert figure_now(figure).workflow_in_progress
