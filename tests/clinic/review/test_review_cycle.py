"""Pages are checked again in time: reminders, confirming in one action, overdue pages, handing over."""

import datetime
import re

import pytest
import time_machine
from django.core import mail

from clinic.checks.models import ClaimRule
from clinic.checks.runner import blocking, findings_for
from clinic.pages.models import Withdrawal
from clinic.pages.tasks import apply_overdue_policy
from clinic.pages.tasks import send_reminders as remind
from clinic.pages.withdrawing import withdraw
from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.reminder_stages import stage
from clinic.review.reminders import send_reminders
from clinic.review.signers import Signer
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


def confirm(staff, page, **changes):
    """A reviewer presses "Still accurate"."""
    due = (TODAY + days(400)).isoformat()
    form = {"seen": build.seen(page), "outcome": "sign", "sources_checked": "on", "next_due": due, "note": ""}
    return staff("reviewer").post(f"/admin/checking/{page.pk}/", form | changes)


def hired_as(name, role):
    user = type(member(role)).objects.create_user(name, f"{name}@clinic.example", "password")
    user.groups.add(*member(role).groups.all())
    return user


def reminded():
    return [address for message in mail.outbox for address in message.to]


@pytest.mark.parametrize(
    ("left", "reached"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, 0), (-6, 0), (-7, -7), (-20, -14)],
)
def test_stages_are_60_30_7_days_before_on_the_day_and_weekly_after(left, reached):
    assert stage(TODAY + days(left), TODAY) == reached


def test_a_reminder_goes_to_the_person_responsible():
    page_due_in(60)
    send_reminders()
    assert reminded() == ["writer@clinic.example"]


def test_from_thirty_days_on_whoever_approved_it_last_is_told_too():
    page_due_in(30)
    send_reminders()
    assert sorted(reminded()) == ["reviewer@clinic.example", "writer@clinic.example"]


def test_where_that_person_signs_no_more_all_reviewers_are_told():
    page = page_due_in(30)
    other = hired_as("second", "reviewer")
    member("reviewer").groups.clear()
    Review.objects.of(page).update(reviewer=member("reviewer"))
    send_reminders()
    assert other.email in reminded() and "reviewer@clinic.example" not in reminded()


@pytest.mark.parametrize("role", ["owner", "deputy", "reviewer", "admin"])
def test_the_digest_leads_only_to_screens_that_its_reader_may_open(staff, role):
    """Found by opening every address in it."""
    writer, admin = member("writer"), member("admin")
    writer.deputy = member("publisher")
    writer.save()
    page_due_in(-21)
    send_reminders()
    reader = {"owner": writer, "deputy": writer.deputy, "reviewer": member("reviewer"), "admin": admin}[role]
    (sent,) = [message for message in mail.outbox if message.to == [reader.email]]
    addresses = re.findall(r"/admin/\S*", sent.body)
    assert addresses
    assert [staff(reader.username).get(address).status_code for address in addresses] == [200] * len(addresses)
    assert ("Still accurate" in sent.body) == (role == "reviewer")


def test_still_accurate_is_not_offered_where_findings_would_refuse_it(staff):
    fine, stopped = page_due_in(3), page_due_in(3, "Stopped")
    screen = staff("reviewer").get(f"/admin/checking/{fine.pk}/").content.decode()
    assert "Still accurate</button>" in screen
    ClaimRule.objects.create(
        code="K1",
        title="No",
        severity=ClaimRule.Severity.BLOCK,
        patterns="lasting pain",
        message="No.",
        why="So.",
        must_match="lasting pain",
    )
    assert blocking(findings_for(stopped))
    screen = staff("reviewer").get(f"/admin/checking/{stopped.pk}/").content.decode()
    assert "Still accurate</button>" not in screen


def test_a_save_without_a_change_does_not_stand_in_the_way_of_still_accurate(staff):
    page = page_due_in(3)
    page.get_latest_revision_as_object().save_revision(user=member("writer"))
    confirm(staff, page)
    assert Review.objects.of(page).first().outcome == "still_accurate"


def test_a_page_that_is_not_due_yet_reminds_nobody():
    page_due_in(90)
    send_reminders()
    assert not mail.outbox


def test_the_same_reminder_is_never_sent_twice():
    page_due_in(60)
    send_reminders()
    send_reminders()
    assert len(mail.outbox) == 1


def test_many_pages_make_one_digest():
    for number in range(5):
        page_due_in(50 + number, f"Topic {number}")
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
    assert {"publisher@clinic.example", "writer@clinic.example"} <= set(reminded())


def test_while_a_person_is_away_their_deputy_is_reminded_instead():
    writer = member("writer")
    writer.deputy, writer.away_until = member("publisher"), TODAY + days(3)
    writer.save()
    page_due_in(60)
    send_reminders()
    assert reminded() == ["publisher@clinic.example"]


def test_admins_hear_of_it_two_weeks_after():
    admin = member("admin")
    page_due_in(-14)
    send_reminders()
    assert admin.email in reminded()


def test_a_page_nobody_looks_after_goes_to_the_admins():
    page = page_due_in(60)
    admin = member("admin")
    type(page).objects.filter(pk=page.pk).update(responsible=None, owner=None)
    send_reminders()
    assert reminded() == [admin.email]


def test_one_action_confirms_an_unchanged_page(staff, patient):
    page = page_due_in(-3)
    with time_machine.travel(datetime.datetime.now(datetime.UTC) + days(1)):
        confirm(staff, page, note="The guideline of this year says the same.")

    latest = Review.objects.of(page).first()
    assert (latest.outcome, latest.note) == ("still_accurate", "The guideline of this year says the same.")
    assert latest.next_due == TODAY + days(400)
    assert "due to be checked again by" not in patient.get(f"/faq/{page.slug}/").content.decode()


def test_it_records_only_what_its_reader_said(staff):
    """The tick and a day within the limits are asked for as of any approval."""
    page = page_due_in(-3)
    assert "Tick this once you have checked the sources." in confirm(staff, page, sources_checked="").text
    assert "Choose a day" in confirm(staff, page, next_due=(TODAY + days(4000)).isoformat()).text
    assert Review.objects.of(page).count() == 1


def test_a_first_check_and_a_newer_draft_are_approved_not_confirmed(staff):
    page = page_due_in(-3)
    page.short_answer = "<p>New.</p>"
    page.save_revision(user=member("writer"))
    urgent = build.topic("Urgent", live=False)
    going_live.emergency_publish(
        urgent, Signer.of_user(member("admin")), build.seen(urgent), "Patients must know today."
    )
    for one in (page, urgent):
        assert "Still accurate</button>" not in staff("reviewer").get(f"/admin/checking/{one.pk}/").text
        confirm(staff, one)
        assert Review.objects.of(one).first().outcome == "approved"


def test_the_day_is_that_of_the_words_which_patients_read(staff, patient):
    """A draft that was approved since, and words of before, have days of their own."""
    page = page_due_in(-3)
    page.short_answer = "<p>New.</p>"
    page.save_revision(user=member("writer"))
    build.signed(page, next_due=TODAY + days(900))
    assert "was due to be checked again" in patient.get(f"/faq/{page.slug}/").text
    assert "Was to be reviewed by" in staff("writer").get("/admin/board/").text
    send_reminders()
    assert "writer@clinic.example" in reminded()


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


def test_a_page_that_is_taken_down_says_why_in_a_word_of_its_own(patient):
    build.details(overdue_policy=OverduePolicy.UNPUBLISH)
    page = page_due_in(-3)
    apply_overdue_policy()
    said = patient.get(f"/faq/{page.slug}/").content.decode()
    assert "Nobody has found a mistake in it" in said
    assert "no longer true" not in said


def test_nobody_can_say_of_a_page_that_its_review_is_overdue(staff):
    page = page_due_in(30)
    assert "Its review is overdue" not in staff("publisher").get(f"/admin/withdrawal/{page.pk}/").content.decode()


def test_it_comes_back_with_the_approval(staff, patient):
    build.details(overdue_policy=OverduePolicy.UNPUBLISH)
    page = page_due_in(-3)
    apply_overdue_policy()
    due = (TODAY + days(200)).isoformat()
    form = {"seen": build.seen(page), "outcome": "sign", "sources_checked": "on", "next_due": due, "note": ""}
    staff("reviewer").post(f"/admin/checking/{page.pk}/", form)
    said = patient.get(f"/faq/{page.slug}/")
    assert (said.status_code, "Checked by Dr Ruth Okafor" in said.content.decode()) == (200, True)
    assert not Withdrawal.objects.active().exists()


def test_a_page_withdrawn_for_another_reason_does_not_come_back_with_an_approval(patient):
    page = page_due_in(-3)
    withdraw(page, member("publisher"), "error", "A wrong dose.")
    build.signed(page)
    assert patient.get(f"/faq/{page.slug}/").status_code == 410


def test_other_words_do_not_come_back_by_themselves(patient):
    build.details(overdue_policy=OverduePolicy.UNPUBLISH)
    page = page_due_in(-3)
    apply_overdue_policy()
    page = type(page).objects.get(pk=page.pk)
    page.short_answer = "<p>Other words.</p>"
    page.save_revision(user=member("writer"))
    build.signed(page)
    assert patient.get(f"/faq/{page.slug}/").status_code == 410


def test_what_is_down_stays_on_the_board_and_in_the_digests(staff):
    build.details(overdue_policy=OverduePolicy.UNPUBLISH)
    page_due_in(-3)
    apply_overdue_policy()
    assert "Taken down until its words are approved." in staff("writer").get("/admin/board/").content.decode()
    remind()
    assert all("taken down because its review is overdue" in message.body for message in mail.outbox)
    assert {"writer@clinic.example", "reviewer@clinic.example"} <= set(reminded())


def test_pages_of_help_never_go_down_by_themselves(patient):
    contact, danger = build.standard("Contact"), build.standard("Danger", slug="danger")
    card = build.care_card("You cannot breathe", level="emergency")
    signs = build.topic("Signs", questions=[build.question("When?", card)])
    build.details(overdue_policy=OverduePolicy.UNPUBLISH, contact_page=contact, urgent_page=danger)
    plain = page_due_in(-3)
    Review.objects.update(next_due=TODAY - days(3))
    apply_overdue_policy()
    pages = (contact, danger, signs, plain)
    assert [type(page).objects.get(pk=page.pk).live for page in pages] == [True, True, True, False]


def test_a_leavers_pages_are_handed_over_in_one_step(staff):
    page, writer, successor = page_due_in(30), member("writer"), member("publisher")
    staff("admin").post("/admin/hand-over/", {"leaver": writer.pk, "successor": successor.pk, "deactivate": "on"})
    page.refresh_from_db()
    writer.refresh_from_db()
    assert page.responsible == successor
    assert not writer.is_active


def test_what_a_leaver_has_sent_and_nobody_owns_is_listed_and_handed_over_too(staff):
    page, writer, successor = build.topic("Orphan"), member("writer"), member("publisher")
    type(page).objects.update(owner=None, responsible=None)
    page.save_revision(user=writer)
    ask = {"leaver": writer.pk, "successor": successor.pk}
    shown = staff("admin").post("/admin/hand-over/", ask | {"show": ""})
    page.refresh_from_db()
    assert "Orphan" in shown.content.decode() and page.responsible is None
    staff("admin").post("/admin/hand-over/", ask)
    page.refresh_from_db()
    assert page.responsible == successor


def test_only_an_admin_hands_over(staff):
    page, writer, successor = page_due_in(30), member("writer"), member("publisher")
    staff("publisher").post("/admin/hand-over/", {"leaver": writer.pk, "successor": successor.pk})
    page.refresh_from_db()
    assert page.responsible == writer
