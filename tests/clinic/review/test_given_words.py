"""Words that nobody signs, on a clinician's word: they hear of it, and can say that it is not so."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from clinic.review.models import GivenWord
from clinic.site.models import UrgentNotice
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
WORDS = "Until Monday, pause the new tablets and start again when we are open."


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def posted(browser, name, words=WORDS):
    now = timezone.localtime()
    form = {
        "text": words,
        "starts_at": f"{now:%Y-%m-%dT%H:%M}",
        "ends_at": f"{now + datetime.timedelta(days=1):%Y-%m-%dT%H:%M}",
        "read_by_clinician": name,
    }
    browser.post("/admin/urgent-notices/new/", form)
    return UrgentNotice.objects.get()


def way(letter):
    return re.search(r"/sign/words/[^\s]+", letter.body)[0]


def test_a_clinician_with_an_account_hears_of_it_by_mail_and_on_their_first_screen(staff, commits):
    reviewer = member("reviewer")
    with commits(execute=True):
        posted(staff("publisher"), reviewer.byline)
    letter = mail.outbox[-1]
    assert letter.to == [reviewer.email] and WORDS in letter.body and "Pablo Marsh" in letter.body
    first = staff("reviewer").get("/admin/").text
    assert "It went live in your name. Do you stand by it?" in first and "/sign/words/" in first


def test_whoever_does_not_stand_by_a_notice_takes_it_down(staff, anyone, commits):
    member("admin")
    with commits(execute=True):
        notice = posted(staff("publisher"), member("reviewer").byline)
    address = way(mail.outbox[-1])
    assert WORDS in anyone.get(address).text
    mail.outbox.clear()
    said = anyone.post(address, {"answer": "no"}, follow=True).text
    notice.refresh_from_db()
    assert notice.state == "over" and "the notice is off every page" in said
    assert {"publisher@clinic.example", "admin@clinic.example"} <= {to for letter in mail.outbox for to in letter.to}
    assert "Not stand by words that nobody signs" in staff("admin").get("/admin/record/").text
    assert "in your name" not in staff("reviewer").get("/admin/").text


def test_a_no_to_words_that_were_replaced_leaves_the_new_ones(staff, anyone, commits):
    with commits(execute=True):
        notice = posted(staff("publisher"), member("reviewer").byline)
    address = way(mail.outbox[-1])
    UrgentNotice.objects.filter(pk=notice.pk).update(text="Closed on Monday.")
    said = anyone.post(address, {"answer": "no"}, follow=True).text
    notice.refresh_from_db()
    assert notice.state == "showing" and "off every page" not in said
    assert "says something else by now, and stays" in mail.outbox[-1].body


def test_a_no_to_what_was_deleted_is_told_as_the_screen_says(staff, anyone, commits):
    with commits(execute=True):
        notice = posted(staff("publisher"), member("reviewer").byline)
    address = way(mail.outbox[-1])
    mail.outbox.clear()
    UrgentNotice.objects.filter(pk=notice.pk).delete()
    anyone.post(address, {"answer": "no"})
    assert "What said so was deleted." in mail.outbox[-1].body
    assert "Not stand by words that nobody signs" in staff("admin").get("/admin/record/").text


def test_one_without_an_account_too_and_who_stands_by_them_is_asked_no_more(staff, anyone, commits):
    entry = build.clinician()
    with commits(execute=True):
        notice = posted(staff("publisher"), str(entry))
    assert mail.outbox[-1].to == [entry.email]
    address = way(mail.outbox[-1])
    anyone.post(address, {"answer": "yes"})
    anyone.post(address, {"answer": "no"})
    notice.refresh_from_db()
    assert notice.state == "showing" and GivenWord.objects.get().is_true


def test_details_on_somebodys_word_are_told_too(staff, commits):
    details = build.details()
    details.when_closed = "Take the tablets twice until we are open again."
    details.read_by_clinician = member("reviewer").byline
    with commits(execute=True):
        details.save()
    assert "Take the tablets twice" in mail.outbox[-1].body and mail.outbox[-1].to == ["reviewer@clinic.example"]


def test_an_address_that_we_never_sent_leads_nowhere(anyone):
    assert anyone.get("/sign/words/nothing/").status_code == 404
