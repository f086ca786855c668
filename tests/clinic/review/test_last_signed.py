"""A reviewer compares with the words that were signed last, shared texts and files included: by account and by link."""

import pytest

from clinic.review.diff import Part, change_of
from clinic.review.models import Review
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, *args, **kwargs: do())


def changed_figure():
    """A live topic whose figure was changed after it was signed."""
    figure = build.figure(value="about 800")
    page = build.topic(short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    figure.value = "about 850"
    figure.save()
    return page


def test_a_changed_shared_text_is_shown_as_changed(staff):
    page = changed_figure()
    shown = staff("reviewer").get(f"/admin/checking/{page.pk}/").content.decode()
    assert '<del><span class="vh">Removed: </span>800<span' in shown
    assert '<ins><span class="vh">Added: </span>850<span' in shown
    assert "Since Dr Ruth Okafor" in shown


def test_a_replaced_picture_is_shown_as_changed(staff):
    chart = build.image("Chart", "A chart")
    page = build.topic(questions=[build.question("How?", build.statement(), build.picture(chart))])
    chart.file = build.picture_file("red")
    chart.save()
    shown = staff("reviewer").get(f"/admin/checking/{page.pk}/").content.decode()
    assert "<strong>Before</strong>" in shown and "1 part changed" in shown


def test_words_that_went_live_unchecked_are_new_to_the_reviewer(staff):
    page = build.topic()
    page.short_answer = "<p>Emergency words.</p>"
    page.save_revision(user=member("writer"))
    form = {"reason": "A wrong dose stood on the page.", "seen": build.seen(page)}
    staff("admin").post(f"/admin/publishing/{page.pk}/unchecked/", form)
    shown = staff("reviewer").get(f"/admin/checking/{page.pk}/").content.decode()
    assert "Added: </span>Emergency" in shown


def test_what_was_read_is_kept_with_the_signature():
    page = changed_figure()
    assert "about 800 people" in str(Review.objects.of(page).get().words)


def test_no_machine_field_is_compared():
    page = build.topic()
    page.change_since = 14
    page.responsible = member("writer")
    build.signed(page)
    labels = [label for _, label, _ in Review.objects.of(page).first().words]
    assert not {"Change since", "Page owner", "Live hash"} & set(labels)


def test_ends_of_lines_are_no_change():
    one = change_of(Part("a", "A", "one\ntwo"), Part("a", "A", "one\r\ntwo"))
    assert one.state == "same"
