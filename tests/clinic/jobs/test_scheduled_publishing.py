"""What is to go live or come down at a set time does, once and in order; what cannot stops nobody else."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from clinic.jobs import scheduled_publishing, tasks
from clinic.jobs.models import PublishingFailure
from clinic.jobs.scheduled_publishing import run_due
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def scheduled(title, hours_ago=0.1, signed=True, **fields):
    """A topic that was to go live so many hours ago."""
    page = build.topic(title, live=False, **fields)
    if signed:
        build.signed(page)
    moment = timezone.now() - timedelta(hours=hours_ago)
    revision = page.get_latest_revision()
    revision.content = revision.content | {"go_live_at": moment.isoformat()}
    revision.approved_go_live_at = moment
    revision.save()
    return page


def expiring(title, hours_ago=0.1):
    page = build.topic(title)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=hours_ago))
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def times_published(page):
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count()


def run():
    tasks.publish_due()


def let_pass(minutes):
    """Makes every failure so much older."""
    for failure in PublishingFailure.objects.all():
        span = timedelta(minutes=minutes)
        PublishingFailure.objects.filter(pk=failure.pk).update(
            next_try_at=failure.next_try_at - span, told_at=failure.told_at and failure.told_at - span
        )


def test_the_command_that_wagtails_guides_name_does_the_same():
    stopped, fine = scheduled("Nobody signed this", signed=False), scheduled("Signed")
    call_command("publish_scheduled")
    assert is_live(fine) and not is_live(stopped)
    assert PublishingFailure.objects.get().page_id == stopped.pk


def test_a_signed_page_goes_live_at_its_time_and_patients_read_it(patient):
    page = scheduled("Does heat help?")
    run()
    assert patient.get("/faq/does-heat-help/").status_code == 200
    assert times_published(page) == 1
    assert Page.objects.get(pk=page.pk).live_revision_id == page.latest_revision_id


def test_nothing_goes_live_before_its_time():
    page = scheduled("Does heat help?", hours_ago=-1)
    run()
    assert not is_live(page)


def test_a_live_page_comes_down_at_its_time(patient):
    page = expiring("Old offer")
    run()
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).expired
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1


def test_after_five_hours_off_everything_missed_is_done_once_oldest_first(monkeypatch):
    names = {}
    for hours in (1, 5, 3):
        page = scheduled(f"Topic {hours}", hours_ago=hours)
        names[page.pk] = f"publish {hours}"
    for hours in (4, 2):
        names[expiring(f"Offer {hours}", hours_ago=hours).pk] = f"expire {hours}"
    done, failed = run_due()
    assert [names[item.page_id] for item in done] == ["publish 5", "expire 4", "publish 3", "expire 2", "publish 1"]
    assert failed == []
    assert run_due() == ([], [])


def test_what_came_down_on_its_day_stands_among_the_withdrawn_and_says_so(staff, patient):
    page = expiring("An offer")
    run()
    answer = patient.get(page.url)
    assert (answer.status_code, "This page was meant for a certain time." in answer.text) == (410, True)
    assert "It was up until a chosen day" in staff("publisher").get("/admin/withdrawn/").text
    fields = {"seen": build.seen(page), "go_live_at": ""}
    staff("publisher").post(f"/admin/publishing/{page.pk}/", fields)
    run()
    assert patient.get(page.url).status_code == 200


def test_pages_of_help_have_no_end(staff):
    page = expiring("When to get help")
    build.details(contact_page=page)
    run()
    assert is_live(page)
    assert "People look for help on this page" in PublishingFailure.objects.get().reason


def test_an_end_counts_once_whoever_publishes_has_seen_it(staff):
    page = build.topic("An offer", live=False)
    end = timezone.now().replace(second=0, microsecond=0) + timedelta(days=9)
    page.expire_at = end
    page.save_revision(clean=False)
    build.signed(page)
    address, fields = f"/admin/publishing/{page.pk}/", {"seen": build.seen(page), "go_live_at": ""}
    screen = staff("publisher").get(address).text
    assert f'value="{timezone.localtime(end):%Y-%m-%dT%H:%M}"' in screen
    staff("publisher").post(address, fields)
    assert Page.objects.get(pk=page.pk).expire_at is None
    page.save_revision(clean=False)
    staff("publisher").post(address, fields | {"expire_at": f"{timezone.localtime(end):%Y-%m-%dT%H:%M}"})
    assert Page.objects.get(pk=page.pk).expire_at == end
    build.details(contact_page=page)
    answer = staff("publisher").post(address, fields | {"expire_at": f"{timezone.localtime(end):%Y-%m-%dT%H:%M}"})
    assert "People look for help on this page" in answer.text


def test_a_late_one_is_logged_as_late(caplog):
    caplog.set_level("INFO")
    page = scheduled("Does heat help?", hours_ago=5.5)
    run()
    assert f"Page {page.pk} was to go live 5:" in caplog.text


def test_what_was_to_come_and_go_while_nobody_looked_is_gone_in_the_end():
    page = scheduled("Does heat help?", hours_ago=5)
    revision = Revision.objects.get(pk=page.latest_revision_id)
    revision.content = revision.content | {"expire_at": (timezone.now() - timedelta(hours=2)).isoformat()}
    revision.save()
    run()
    assert not is_live(page)


def test_what_is_due_is_read_twice_however_many_pages_there_are(monkeypatch):
    """Once, and once more for what that may have caused."""
    reads = []
    all_due = scheduled_publishing.all_due
    monkeypatch.setattr(scheduled_publishing, "all_due", lambda: reads.append(1) or all_due())
    for number in range(1, 4):
        expiring(f"Offer {number}", number)
    run_due()
    assert len(reads) == 2


# One that cannot ---------------------------------------------------------------------------------------------------


def test_one_that_is_not_signed_is_skipped_and_the_others_go_live():
    first, bad, last = scheduled("First", 3), scheduled("Unsigned", 2, signed=False), scheduled("Last", 1)
    run()
    assert (is_live(first), is_live(bad), is_live(last)) == (True, False, True)
    failure = PublishingFailure.objects.get()
    assert (failure.page_id, failure.what, failure.tries) == (bad.pk, "go_live", 1)
    assert "Nobody has approved this text yet" in failure.reason


@pytest.fixture
def poisoned(monkeypatch):
    """A page on which the program itself fails, in the middle of publishing."""
    page = scheduled("Poison", 4)
    real = TopicPage.save

    def save(self, *args, **kwargs):
        result = real(self, *args, **kwargs)
        if self.title == "Poison" and self.live:
            raise TypeError("a patient's words")
        return result

    monkeypatch.setattr(TopicPage, "save", save)
    return page


def test_one_on_which_the_program_fails_is_left_as_it_was_and_the_others_go_live(poisoned):
    other = scheduled("Other", 1)
    run()
    assert is_live(other)
    assert not is_live(poisoned)
    assert times_published(poisoned) == 0
    assert Revision.objects.get(pk=poisoned.latest_revision_id).approved_go_live_at
    failure = PublishingFailure.objects.get()
    assert "TypeError" in failure.reason
    assert "a patient's words" not in failure.reason


def test_one_that_cannot_come_down_stops_nobody(monkeypatch):
    bad, other = expiring("Stuck", 3), expiring("Other", 1)
    real = TopicPage.unpublish

    def unpublish(self, *args, **kwargs):
        if self.title == "Stuck":
            raise RuntimeError
        return real(self, *args, **kwargs)

    monkeypatch.setattr(TopicPage, "unpublish", unpublish)
    run()
    assert is_live(bad) and not is_live(other)
    assert PublishingFailure.objects.get().what == "expire"


def test_a_revision_that_cannot_be_read_any_more_stops_nobody():
    bad, other = scheduled("Broken", 2), scheduled("Other", 1)
    Revision.objects.filter(pk=bad.latest_revision_id).update(content={"title": "x"})
    run()
    assert is_live(other) and not is_live(bad)
    assert PublishingFailure.objects.count() == 1


def test_it_is_told_to_whoever_looks_after_the_page_once_a_day():
    writer = member("writer")
    page = scheduled("Unsigned", signed=False, responsible=writer)
    run()
    let_pass(minutes=3)
    run()
    [message] = mail.outbox
    assert message.to == ["writer@clinic.example"]
    assert "“Unsigned” was to go live" in message.body
    assert "Nobody has approved this text yet" in message.body
    assert f"/admin/pages/{page.pk}/edit/" in message.body
    let_pass(minutes=25 * 60)
    run()
    assert len(mail.outbox) == 2


def test_it_is_told_to_the_admins_where_nobody_else_can_be_reached():
    member("admin")
    scheduled("Unsigned", signed=False, responsible=None, owner=None)
    run()
    assert [message.to for message in mail.outbox] == [["admin@clinic.example"]]


def test_it_is_tried_again_ever_more_seldom_and_goes_live_when_it_can():
    page = scheduled("Unsigned", signed=False)
    for minutes in (2, 4, 8, 16, 32, 60, 60):
        run()
        failure = PublishingFailure.objects.annotate(now=Now()).get()
        assert abs((failure.next_try_at - failure.now).total_seconds() / 60 - minutes) < 0.5
        run()
        assert PublishingFailure.objects.get().tries == failure.tries
        let_pass(minutes=61)
    build.signed(page)
    let_pass(minutes=61)
    run()
    assert is_live(page)
    assert not PublishingFailure.objects.exists()


def test_it_stands_in_the_history_of_the_page_once(poisoned):
    for _ in range(3):
        run()
        let_pass(minutes=61)
    assert PageLogEntry.objects.filter(page=poisoned.pk, action="clinic.publishing_failed").count() == 1


def test_calling_the_schedule_off_ends_it():
    page = scheduled("Unsigned", signed=False)
    run()
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=None)
    run()
    assert not PublishingFailure.objects.exists()


# Clocks, kills and two at once ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [400, -400])
def test_the_clock_of_the_database_counts_and_no_other(days):
    past, future = scheduled("Past", 1), scheduled("Future", -1)
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        run()
    assert (is_live(past), is_live(future)) == (True, False)


class Killed(BaseException):
    pass


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_it_is_done_once_by_the_next(monkeypatch):
    page = scheduled("Does heat help?")

    go_live = scheduled_publishing.go_live

    def killed(item):
        go_live(item)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(scheduled_publishing, "go_live", killed)
        run_due()
    assert not is_live(page)
    assert times_published(page) == 0
    run()
    assert is_live(page)
    assert times_published(page) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_once():
    pages = [scheduled(f"Topic {number}", number) for number in range(1, 5)]
    start = threading.Barrier(2)

    def worker():
        try:
            start.wait()
            run_due()
        finally:
            connection.close()

    both = [threading.Thread(target=worker) for _ in range(2)]
    [one.start() for one in both]
    [one.join() for one in both]
    assert [times_published(page) for page in pages] == [1, 1, 1, 1]
    assert not PublishingFailure.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_blames_no_page(monkeypatch):
    scheduled("Does heat help?")

    def gone(item):
        raise OperationalError

    monkeypatch.setattr(scheduled_publishing, "do", gone)
    with pytest.raises(OperationalError):
        run_due()
    assert not PublishingFailure.objects.exists()
