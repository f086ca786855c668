"""Times that staff write: what no clock shows is said, and a day that is over stops nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db


def saved(browser, topic, **changes):
    form = forms.topic(title=topic.title, slug=topic.slug, short_answer=forms.prose("<p>New words.</p>"))
    return browser.post(f"/admin/pages/{topic.pk}/edit/", form | forms.loaded(topic) | changes, follow=True)


def newest(topic):
    return Page.objects.get(pk=topic.pk).get_latest_revision_as_object()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "2027-03-14 02:30",
            "On 14 March 2027 the clocks go forward and skip 02:30. Choose an earlier or",
        ),
        ("2027-11-07 01:30", "On 7 November 2027 the clocks go back and show 01:30 twice."),
        ("tomorrow", "Write the day and the time like this: 2027-03-31 09:30."),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(typed, said, staff, settings):
    settings.TIME_ZONE = "America/Chicago"
    topic = build.topic()
    answer = saved(staff("publisher"), topic, go_live_at=typed)
    assert said in answer.content.decode()
    assert "New words." in answer.content.decode()
    assert "New words." not in newest(topic).short_answer


def test_a_page_that_came_down_on_its_day_can_be_written_again(staff):
    topic = build.topic()
    topic.expire_at = timezone.now() - timedelta(days=1, seconds=7)
    topic.live, topic.expired = False, True
    topic.save()
    topic.save_revision()
    shown = timezone.localtime(topic.expire_at).strftime("%Y-%m-%d %H:%M")
    saved(staff("writer"), topic, expire_at=shown)
    assert ("New words." in newest(topic).short_answer, newest(topic).expire_at) == (True, None)


def test_a_day_that_is_over_is_no_day_to_come_down(staff):
    topic = build.topic()
    answer = saved(staff("publisher"), topic, expire_at="2020-01-01 10:00")
    assert "must be in the future" in answer.content.decode()
    assert newest(topic).expire_at is None


def test_a_day_that_is_over_is_no_day_to_go_live(staff):
    topic = build.topic()
    answer = saved(staff("publisher"), topic, go_live_at="2020-01-01 10:00")
    assert "That moment is over." in answer.content.decode()
    assert newest(topic).go_live_at is None


def test_a_page_that_went_live_on_its_day_can_be_written_again(staff):
    topic = build.topic()
    topic.go_live_at = timezone.now() - timedelta(days=1)
    topic.save_revision()
    shown = timezone.localtime(topic.go_live_at).strftime("%Y-%m-%d %H:%M")
    saved(staff("writer"), topic, go_live_at=shown)
    assert "New words." in newest(topic).short_answer


def test_the_form_says_whose_time_it_is_and_leaves_what_is_typed(staff, settings):
    settings.TIME_ZONE = "America/Chicago"
    shown = staff("publisher").get(f"/admin/pages/{build.topic().pk}/edit/").content.decode()
    assert shown.count("Time of the clinic (Chicago).") >= 2
    assert "clinic/js/dates" in shown
