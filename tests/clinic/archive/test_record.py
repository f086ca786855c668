"""The record: what a page said on a day, and who had checked it."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from clinic.archive import rendering
from clinic.archive.editions import begin_record
from clinic.archive.models import Edition
from clinic.pages.models import Withdrawal
from clinic.pages.page_types import page_types
from clinic.pages.withdrawing import withdraw
from clinic.review import going_live
from clinic.review.content_hash import content_hash
from clinic.review.signers import Signer
from clinic.site.models import ClinicDetails
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
# Six in the evening at the clinic, which is midnight in UTC.
MARCH_3 = datetime.datetime(2027, 3, 3, 12, 0, tzinfo=datetime.UTC)
WORDS = "CRPS is a condition that causes lasting pain."


def topic(**fields):
    return build.topic("What is CRPS?", **fields)


def editions(page):
    return list(Edition.objects.of(page).order_by("live_from"))


def reword(page, answer, user=None):
    """A new short answer, signed and published."""
    page = type(page).objects.get(pk=page.pk)
    page.short_answer = f"<p>{answer}</p>"
    page.save_revision(clean=False)
    build.signed(page)
    going_live.publish(page, user or member("publisher"), build.seen(page))
    return type(page).objects.get(pk=page.pk)


def on(staff, page, day, role="writer", **query):
    return staff(role).get(f"/admin/record/page/{page.pk}/", {"day": day, **query})


# Writing --------------------------------------------------------------------------------------------------------------


def test_publishing_writes_down_what_patients_read_and_who_let_it():
    page = topic()
    (edition,) = editions(page)
    assert WORDS in edition.html
    assert edition.content_hash == content_hash(page) == edition.review.content_hash
    assert edition.revision == page.live_revision


def test_an_edition_holds_labels_sources_and_key_figures_as_patients_read_them():
    figure = build.figure(value="about 800")
    early = build.statement("It may help.", "early", why_unsure="Ten people.", references=[build.reference()])
    seen = build.statement(f"<p>We saw {build.inline(figure)}.</p>", "clinic_sees", figure=figure.pk)
    html = editions(topic(questions=[build.question("Does it help?", early, seen)]))[0].html
    for words in ("Does it help?", "Early or mixed research", "Ten people.", "Bean D", "We saw", "about 800"):
        assert words in html


def test_a_picture_is_kept_as_its_description():
    page = topic(questions=[build.question("How?", build.statement(), build.picture(build.image(), "At rest"))])
    assert "[Picture: A hand resting on a cushion] At rest" in editions(page)[0].html


def test_what_staff_type_cannot_become_markup():
    page = topic(questions=[build.question("<script>alert(1)</script>")])
    assert "<script>" not in editions(page)[0].html


def test_new_words_close_the_old_edition_and_begin_a_new_one_at_the_same_moment():
    page = reword(topic(), "It is a lasting pain.")
    before, after = editions(page)
    assert before.live_to == after.live_from
    assert after.live_to is None
    assert after.published_by_name == "Pablo Marsh"


def test_publishing_the_same_words_again_begins_no_edition():
    page = topic()
    page.save_revision(clean=False).publish()
    assert len(editions(page)) == 1


def test_a_changed_key_figure_begins_an_edition_that_nobody_has_checked(django_capture_on_commit_callbacks):
    figure = build.figure(value="about 800")
    page = topic(short_answer=f"<p>We saw {build.inline(figure)}.</p>")
    figure.value = "about 900"
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()
    before, after = editions(page)
    assert "about 800" in before.html
    assert "about 900" in after.html
    assert (before.review is None, after.review is None) == (False, True)


def test_another_phone_number_begins_an_edition_of_the_pages_that_show_it(django_capture_on_commit_callbacks):
    details = ClinicDetails.objects.get()
    ClinicDetails.objects.filter(pk=details.pk).update(phone="800 555 0101")
    urgent = build.question("When?", build.care_card("The hand turns blue"))
    shows, silent = topic(questions=[urgent]), build.topic("Sleep", slug="sleep")
    details.phone = "800 555 0202"
    with django_capture_on_commit_callbacks(execute=True):
        details.save()
    before, after = editions(shows)
    assert ("800 555 0101" in before.html, "800 555 0202" in after.html) == (True, True)
    assert (before.review is None, after.review is None) == (False, True)
    assert after.live_from == before.live_to
    assert len(editions(silent)) == 1


def test_withdrawing_closes_the_edition():
    page = topic()
    withdraw(page, member("publisher"), Withdrawal.How.ERROR, "A mistake.")
    assert editions(page)[0].live_to is not None


def test_a_draft_writes_nothing():
    assert editions(topic(live=False)) == []


def test_a_block_that_cannot_be_shown_does_not_hold_up_publishing(monkeypatch):
    def broken(page):
        raise ValueError("no template")

    monkeypatch.setattr(rendering, "pieces", broken)
    assert WORDS in editions(topic())[0].html


def test_a_publishing_that_fails_leaves_no_edition():
    page = topic()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        reword(page, "Other words.")
        raise ZeroDivisionError
    assert len(editions(page)) == 1


def test_a_page_has_one_open_edition():
    edition = editions(topic())[0]
    edition.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save()


def test_pages_from_before_the_record_are_written_down_once():
    page = topic()
    Edition.objects.all().delete()
    begin_record(page_types())
    begin_record(page_types())
    assert len(editions(page)) == 1


# Reading --------------------------------------------------------------------------------------------------------------


def test_it_tells_what_a_page_said_on_a_past_day_and_who_had_checked_it(staff):
    with time_machine.travel(MARCH_3 - datetime.timedelta(days=5)):
        page = topic()
    with time_machine.travel(MARCH_3 + datetime.timedelta(days=5)):
        page = reword(page, "Quite other words.")
        said = on(staff, page, "2027-03-03").content.decode()
    assert WORDS in said
    assert "Quite other words." not in said
    assert "Dr Ruth Okafor" in said
    assert "Nobody had checked" not in said
    assert editions(page)[0].content_hash in said


def test_a_day_ends_at_midnight_at_the_clinic(staff):
    """Half past eleven in the evening at the clinic is the next day in UTC."""
    with time_machine.travel(datetime.datetime(2027, 3, 4, 5, 30, tzinfo=datetime.UTC)):
        page = topic()
    with time_machine.travel(datetime.datetime(2027, 3, 5, 18, 0, tzinfo=datetime.UTC)):
        assert WORDS in on(staff, page, "2027-03-03").content.decode()
        assert "it was not public" in on(staff, page, "2027-03-02").content.decode()


def test_two_editions_of_one_day_can_both_be_read(staff):
    with time_machine.travel(MARCH_3, tick=False) as clock:
        page = topic()
        clock.shift(3600)
        page = reword(page, "Other words.")
        last = on(staff, page, "2027-03-03").content.decode()
        first = on(staff, page, "2027-03-03", edition=editions(page)[0].pk).content.decode()
    assert "read differently at different times" in last
    assert "Other words." in last
    assert WORDS in first


def test_a_withdrawn_page_was_not_public_afterwards(staff):
    with time_machine.travel(MARCH_3, tick=False) as clock:
        page = topic()
        clock.shift(3600)
        withdraw(page, member("publisher"), Withdrawal.How.ERROR, "A mistake.")
        same_day = on(staff, page, "2027-03-03").content.decode()
        clock.shift(2 * 86400)
        # The login of the day before yesterday has ended.
        later = on(staff, page, "2027-03-04", role="publisher").content.decode()
    assert "taken off the site that day" in same_day
    assert WORDS in same_day
    assert "it was not public" in later


def test_a_signature_that_was_voided_later_stood_that_day(staff, django_capture_on_commit_callbacks):
    figure = build.figure()
    with time_machine.travel(MARCH_3):
        page = topic(short_answer=f"<p>We saw {build.inline(figure)}.</p>")
    with time_machine.travel(MARCH_3 + datetime.timedelta(days=9)):
        with django_capture_on_commit_callbacks(execute=True):
            figure.value = "about 900"
            figure.save()
        then = on(staff, page, "2027-03-03").content.decode()
        now = on(staff, page, "2027-03-12").content.decode()
    assert "It stood that day" in then
    assert "Nobody had checked these words that day." in now
    assert "that signature no longer stood" in now


def test_an_overdue_check_is_told_for_the_day_it_was_overdue(staff):
    with time_machine.travel(MARCH_3):
        page = topic()
        page.reviews.update(next_due=datetime.date(2027, 4, 1))
    with time_machine.travel(MARCH_3 + datetime.timedelta(days=60)):
        assert "the review was overdue" not in on(staff, page, "2027-04-01").content.decode()
        assert "the review was overdue" in on(staff, page, "2027-04-02").content.decode()


def test_an_emergency_is_unchecked_until_the_day_somebody_signs(staff):
    with time_machine.travel(MARCH_3):
        page = topic(live=False)
        going_live.emergency_publish(
            page, Signer.of_user(member("admin")), build.seen(page), "Patients must know today."
        )
    with time_machine.travel(MARCH_3 + datetime.timedelta(days=2)):
        build.signed(page)
        first = on(staff, page, "2027-03-03").content.decode()
        then = on(staff, page, "2027-03-05").content.decode()
    assert "Nobody had checked" in first
    assert "Patients must know today." in first
    assert "Nobody had checked" not in then


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("yesterday", "Write the day as year-month-day"),
        ("2999-01-01", "That day has not come yet."),
        ("0001-01-01", "Choose a later day."),
        ("9999-12-31", "That day has not come yet."),
        ("", "Choose a day."),
    ],
)
def test_a_day_that_cannot_be_is_answered_in_words(staff, day, sentence):
    answer = on(staff, topic(), day)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()


def test_a_number_that_is_no_edition_of_the_day_shows_the_last(staff):
    today = timezone.localdate().isoformat()
    for odd in ("x", "999999", "9" * 40, "²"):
        assert WORDS in on(staff, topic_once(), today, edition=odd).content.decode()


def topic_once():
    from faq.models import TopicPage

    return TopicPage.objects.first() or topic()


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "admin"])
def test_everybody_who_works_on_the_page_may_look(staff, role):
    assert staff(role).get(f"/admin/record/page/{topic().pk}/").status_code == 200


def test_nobody_else_may(anyone, staff):
    page = topic()
    assert anyone.get(f"/admin/record/page/{page.pk}/").status_code == 302
    member("writer").groups.clear()
    assert staff("writer").get(f"/admin/record/page/{page.pk}/").status_code == 302


def test_the_editor_leads_there(staff):
    page = topic()
    assert f"/admin/record/page/{page.pk}/" in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
