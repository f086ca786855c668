"""Pages are checked again in time: reminders, confirming in one action, overdue pages, handing over."""

import datetime

import pytest
import time_machine
from django.core import mail

from clinic.pages.tasks import apply_overdue_policy
from clinic.review.content_hash import content_hash
from clinic.review.models import Review
from clinic.review.reminder_stages import stage
from clinic.review.reminders import send_reminders
from clinic.site.models import OverduePolicy
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
TODAY = build.TODAY


def days(number):
    return datetime.timedelta(days=number)


def page_due_in(number, title="What is CRPS?", responsible="writer"):
    """A live page whose next check is due in so many days (negative: overdue), looked after by a member."""
    page = build.topic(title, responsible=member(responsible))
    Review.objects.of(page).update(next_due=TODAY + days(number))
    return page


def reminded():
    return [address for message in mail.outbox for address in message.to]


@pytest.mark.parametrize(
    ("left", "reached"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, 0), (-6, 0), (-7, -7), (-20, -14)],
)
def test_stages_are_60_30_7_days_before_on_the_day_and_weekly_after(left, reached):
    assert stage(TODAY + days(left), TODAY) == reached


def test_a_reminder_goes_to_the_person_responsible():
    page_due_in(30)
    send_reminders()
    assert reminded() == ["writer@clinic.example"]


def test_a_page_that_is_not_due_yet_reminds_nobody():
    page_due_in(90)
    send_reminders()
    assert not mail.outbox


def test_the_same_reminder_is_never_sent_twice():
    page_due_in(30)
    send_reminders()
    send_reminders()
    assert len(mail.outbox) == 1


def test_many_pages_make_one_digest():
    for number in range(5):
        page_due_in(20 + number, f"Topic {number}")
    send_reminders()
    assert len(mail.outbox) == 1
    assert all(f"Topic {number}" in mail.outbox[0].body for number in range(5))


def test_each_stage_reminds_again_over_a_year():
    page_due_in(60)
    for day in range(76):
        send_reminders(TODAY + days(day))
    to_writer = [message for message in mail.outbox if message.to == ["writer@clinic.example"]]
    assert len(to_writer) == 6  # 60, 30 and 7 days before, on the day, one and two weeks after


def test_the_deputy_hears_of_it_from_the_day_on():
    writer = member("writer")
    writer.deputy = member("publisher")
    writer.save()
    page_due_in(0)
    send_reminders()
    assert sorted(reminded()) == ["publisher@clinic.example", "writer@clinic.example"]


def test_while_a_person_is_away_their_deputy_is_reminded_instead():
    writer = member("writer")
    writer.deputy, writer.away_until = member("publisher"), TODAY + days(3)
    writer.save()
    page_due_in(30)
    send_reminders()
    assert reminded() == ["publisher@clinic.example"]


def test_admins_hear_of_it_two_weeks_after():
    admin = member("admin")
    page_due_in(-14)
    send_reminders()
    assert admin.email in reminded()


def test_a_page_nobody_looks_after_goes_to_the_admins():
    page = page_due_in(30)
    admin = member("admin")
    type(page).objects.filter(pk=page.pk).update(responsible=None, owner=None)
    send_reminders()
    assert reminded() == [admin.email]


def test_one_action_confirms_an_unchanged_page(staff, patient):
    page = page_due_in(-3)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + days(1)):
        staff("reviewer").post(f"/admin/checking/{page.pk}/still-accurate/", {"seen": content_hash(page)})

    latest = Review.objects.of(page).first()
    assert latest.outcome == "still_accurate"
    assert latest.next_due > TODAY + days(1000)
    assert "due to be checked again by" not in patient.get(f"/faq/{page.slug}/").content.decode()


def test_a_page_with_a_newer_draft_is_not_confirmed(staff):
    page = page_due_in(-3)
    page.short_answer = "<p>New.</p>"
    page.save_revision(user=member("writer"))

    staff("reviewer").post(f"/admin/checking/{page.pk}/still-accurate/", {"seen": content_hash(page)})

    assert Review.objects.of(page).count() == 1


def test_an_edit_never_moves_the_date(patient):
    page = page_due_in(40)
    due = Review.objects.of(page).get().next_due
    page.asked_as = "typo mended"
    page.save_revision(user=member("writer"))

    assert f"Next check due {due:%-d %B %Y}" in patient.get(f"/faq/{page.slug}/").content.decode()


def test_an_overdue_page_says_so_plainly_and_stays(patient):
    page = page_due_in(-3)
    shown = patient.get(f"/faq/{page.slug}/")
    assert shown.status_code == 200
    assert "This page was due to be checked again by" in shown.content.decode()
    assert "noindex" not in shown.content.decode()


def test_the_clinic_may_keep_overdue_pages_out_of_search_engines(patient):
    build.details(overdue_policy=OverduePolicy.NOINDEX)
    page = page_due_in(-3)
    assert '<meta name="robots" content="noindex">' in patient.get(f"/faq/{page.slug}/").content.decode()


def test_the_clinic_may_take_overdue_pages_down(patient):
    build.details(overdue_policy=OverduePolicy.UNPUBLISH)
    page, fine = page_due_in(-3), page_due_in(10, "In good time")
    apply_overdue_policy()
    assert patient.get(f"/faq/{page.slug}/").status_code == 410
    assert patient.get(f"/faq/{fine.slug}/").status_code == 200


def test_a_leavers_pages_are_handed_over_in_one_step(staff):
    page, writer, successor = page_due_in(30), member("writer"), member("publisher")
    staff("admin").post("/admin/hand-over/", {"leaver": writer.pk, "successor": successor.pk, "deactivate": "on"})
    page.refresh_from_db()
    writer.refresh_from_db()
    assert page.responsible == successor
    assert not writer.is_active


def test_only_an_admin_hands_over(staff):
    page, writer, successor = page_due_in(30), member("writer"), member("publisher")
    staff("publisher").post("/admin/hand-over/", {"leaver": writer.pk, "successor": successor.pk})
    page.refresh_from_db()
    assert page.responsible == writer
