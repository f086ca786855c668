"""Where public pages lead to is recorded, checked in slices, and reported to whoever looks after the page."""

import datetime
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from clinic.links.checking import LOCK, alone, check_batch, turns
from clinic.links.links_of_pages import note_details, note_links
from clinic.links.models import LinkUse, WatchedLink
from clinic.links.reporting import broken_links
from clinic.links.verdict import Verdict
from clinic.pages.withdrawing import withdraw
from home.models import FeaturedTopic
from tests import builders as build

pytestmark = pytest.mark.django_db

FAR = "https://far.example/page"


class Says:
    """A checker that gives the verdicts it was told, and remembers what it was asked."""

    def __init__(self, result="fine", words="", answered=True, others=None):
        self.verdict = Verdict(result, words, answered)
        self.others = others or {}
        self.asked = []

    def check(self, url):
        self.asked.append(url)
        return self.others.get(url, self.verdict)


def linking(href, title="Links out", **fields):
    """A topic that links to `href` in its short answer."""
    page = build.topic(title, short_answer=f'<p>See <a href="{href}">this page</a>.</p>', **fields)
    note_links(page)
    return page


def fail_on(days, url=FAR):
    for day in days:
        with time_machine.travel(datetime.datetime(2026, 3, day, 12, tzinfo=datetime.UTC), tick=False):
            WatchedLink.objects.filter(url=url).update(look_at=timezone.now())
            check_batch(5, Says("failed", "The page is not there (404)."))


# The record -----------------------------------------------------------------------------------------------------------


def test_publishing_records_every_kind_of_link(django_capture_on_commit_callbacks):
    related, service = build.topic("Pacing"), build.service("Education")
    source = build.reference(doi="10.1000/182")
    text = f'<p><a href="{FAR}">Far</a> <a linktype="page" id="{related.pk}">near</a></p>'
    with django_capture_on_commit_callbacks(execute=True):
        page = build.topic(
            "All links",
            short_answer=text,
            services=[service],
            related=[related],
            questions=[
                build.question("Why?", build.statement("<p>So.</p>", "established", references=[source])),
                build.question("How?", build.video(url="https://video.example/film")),
            ],
        )
    uses = {(use.link.url, use.link.inside) for use in LinkUse.objects.filter(page=page).select_related("link")}
    assert uses == {
        (FAR, False),
        (f"page:{related.pk}", True),
        (f"page:{service.pk}", True),
        ("https://doi.org/10.1000/182", False),
        ("https://video.example/film", False),
    }


def test_mail_phone_and_places_on_the_page_are_no_links_to_watch():
    page = build.topic(
        short_answer='<p><a href="mailto:a@b.example">m</a> <a href="tel:911">t</a> <a href="#q-1">q</a></p>'
    )
    note_links(page)
    assert not LinkUse.objects.filter(link__inside=False).exists()


def test_a_link_that_is_taken_out_is_forgotten():
    page = linking(FAR)
    page.short_answer = "<p>Nothing.</p>"
    del page.text_extracts
    note_links(page)
    assert not LinkUse.objects.filter(link__url=FAR).exists()


def test_a_page_that_goes_leads_nobody_anywhere(staff, django_capture_on_commit_callbacks):
    page = linking(FAR)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(page, staff("publisher").user, "error", "Not ours to tell.")
    assert not LinkUse.objects.filter(page=page).exists()


def test_a_source_that_gets_another_address_is_watched_there(django_capture_on_commit_callbacks):
    source = build.reference(url="https://old.example/", design="public_information")
    with django_capture_on_commit_callbacks(execute=True):
        build.topic(
            questions=[build.question("Why?", build.statement("<p>So.</p>", "established", references=[source]))]
        )
    source.url = "https://new.example/"
    with django_capture_on_commit_callbacks(execute=True):
        source.save()
    assert LinkUse.objects.filter(link__url="https://new.example/").exists()


def test_the_booking_link_is_watched():
    note_details(build.details(booking_url="https://booking.example/"))
    assert LinkUse.objects.get(page=None).link.url == "https://booking.example/"


def test_the_command_reads_everything_anew(monkeypatch):
    page = linking(FAR)
    LinkUse.objects.all().delete()
    monkeypatch.setattr("clinic.links.checking.checker", Says)
    call_command("check_links", anew=True)
    assert LinkUse.objects.filter(page=page, link__url=FAR).exists()


# Inside ---------------------------------------------------------------------------------------------------------------


def broken_addresses():
    return sorted(LinkUse.objects.broken().values_list("link__url", flat=True))


def test_a_link_to_a_public_page_is_fine():
    target = build.topic("Pacing")
    linking("/faq/pacing/")
    linking("http://localhost:8000/faq/pacing/?utm=1", "Second")
    linking("/search/", "Third")
    linking("/faq/a-z/p/", "Fourth")
    assert WatchedLink.objects.get(url="/faq/pacing/").target_id == target.pk
    assert broken_addresses() == []


def test_a_link_to_no_page_is_broken():
    linking("/faq/never/")
    assert broken_addresses() == ["/faq/never/"]


def test_a_link_to_a_withdrawn_page_is_broken_at_once(staff):
    target = build.topic("Pacing")
    page = build.topic(short_answer=f'<p><a linktype="page" id="{target.pk}">x</a></p>')
    note_links(page)
    assert broken_addresses() == []
    withdraw(target, staff("publisher").user, "error", "Not ours to tell.")
    assert broken_addresses() == [f"page:{target.pk}"]


def test_a_link_to_a_private_page_is_broken():
    target = build.topic("Pacing")
    linking("/faq/pacing/")
    target.view_restrictions.create(restriction_type="login")
    assert broken_addresses() == ["/faq/pacing/"]


def test_featured_topics_count_as_links(staff):
    target, home = build.topic("Pacing"), build.home_page()
    FeaturedTopic.objects.create(home=home, topic=target)
    home.refresh_from_db()
    note_links(home)
    withdraw(target, staff("publisher").user, "error", "Not ours to tell.")
    assert broken_addresses() == [f"page:{target.pk}"]


def test_an_address_at_which_a_page_appears_is_mended_by_itself():
    linking("/faq/pacing/")
    build.topic("Pacing")
    check_batch(0, Says())
    assert broken_addresses() == []


def test_typed_links_are_listed_before_a_page_is_withdrawn(staff):
    target = build.topic("Pacing")
    page = linking("/faq/pacing/")
    shown = staff("publisher").get(f"/admin/withdraw/{target.pk}/").content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in shown


# Outside --------------------------------------------------------------------------------------------------------------


def test_one_bad_day_breaks_no_link():
    linking(FAR)
    fail_on([1])
    assert broken_addresses() == []


def test_failing_twice_on_one_day_breaks_no_link():
    linking(FAR)
    fail_on([1, 1])
    assert broken_addresses() == []


def test_failing_on_two_days_does():
    linking(FAR)
    fail_on([1, 2])
    assert broken_addresses() == [FAR]
    assert LinkUse.objects.broken().get().what_is_wrong == "The page is not there (404). On 2 days."


def test_a_good_day_in_between_starts_anew():
    linking(FAR)
    fail_on([1])
    WatchedLink.objects.update(look_at=timezone.now())
    check_batch(5, Says("fine"))
    fail_on([3])
    assert broken_addresses() == []


def look_when_nobody_answers(others=None):
    for day in (1, 2, 3):
        with time_machine.travel(datetime.datetime(2026, 4, day, 12, tzinfo=datetime.UTC), tick=False):
            WatchedLink.objects.filter(url=FAR).update(look_at=timezone.now())
            check_batch(5, Says("failed", "There is no server of this name.", answered=False, others=others))


def test_a_machine_without_internet_calls_no_link_broken():
    linking(FAR)
    look_when_nobody_answers()
    assert broken_addresses() == []
    assert "no way to the internet" in WatchedLink.objects.get(url=FAR).words


def test_a_dead_server_is_told_from_a_dead_line_by_one_that_was_fine():
    linking(FAR)
    linking("https://fine.example/", "Fine")
    WatchedLink.objects.get(url="https://fine.example/").note("fine", now=timezone.now() + timedelta(days=999))
    look_when_nobody_answers(others={"https://fine.example/": Verdict("fine")})
    assert broken_addresses() == [FAR]


def test_what_cannot_be_checked_is_not_called_broken():
    linking(FAR)
    for _ in range(3):
        WatchedLink.objects.update(look_at=timezone.now())
        check_batch(5, Says("unclear"))
    assert broken_addresses() == []


@pytest.mark.parametrize(("result", "days"), [("fine", 7), ("unclear", 7), ("failed", 1)])
def test_the_next_look_is_in_a_week_or_tomorrow(result, days):
    linking(FAR)
    check_batch(5, Says(result))
    link = WatchedLink.objects.get(url=FAR)
    assert link.look_at - link.looked_at == timedelta(days=days)


def test_a_slice_takes_only_what_is_due_and_only_addresses_elsewhere():
    build.topic("Pacing")
    linking("/faq/pacing/", "Inside")
    linking(FAR)
    checks = Says()
    check_batch(5, checks)
    check_batch(5, checks)
    assert checks.asked == [FAR]


def test_a_slice_ends_in_time():
    for number in range(3):
        linking(f"https://far.example/{number}", f"Topic {number}")
    checks = Says()
    assert check_batch(0, checks) == 0
    assert checks.asked == []


def test_hosts_take_turns():
    urls = ["https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1"]
    ordered = [link.url for link in turns([WatchedLink(url=url) for url in urls])]
    assert ordered == ["https://a.example/1", "https://b.example/1", "https://a.example/2", "https://a.example/3"]


@pytest.mark.django_db(transaction=True)
def test_two_checks_never_run_at_once():
    linking(FAR)
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        checks = Says()
        assert check_batch(5, checks) is None
        assert checks.asked == []
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    finally:
        other.close()
    with alone() as only:
        assert only


# The report -----------------------------------------------------------------------------------------------------------


def test_a_broken_link_names_who_looks_after_its_page(staff):
    writer, publisher = staff("writer").user, staff("publisher").user
    linking("/faq/never/", "Hers", responsible=writer)
    linking("/faq/nowhere/", "His", owner=publisher)
    linking("/faq/nobody/", "Nobody's")
    whose = {use.link.url: person for person, use in broken_links()}
    assert whose == {"/faq/never/": writer, "/faq/nowhere/": publisher, "/faq/nobody/": None}


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "admin"])
def test_the_report_names_page_place_and_fault(staff, role):
    page = linking("/faq/never/", responsible=staff("writer").user)
    shown = staff(role).get("/admin/reports/broken-links/").content.decode()
    assert f"/admin/pages/{page.pk}/edit/" in shown
    for words in ["this page", "/faq/never/", "There is no such page on this site.", "Wren Adeyemi"]:
        assert words in shown


def test_the_report_lists_what_cannot_be_checked(staff):
    linking(FAR)
    check_batch(5, Says("unclear", "far.example asks not to be checked by programs."))
    shown = staff("writer").get("/admin/reports/broken-links/").content.decode()
    assert "Could not be checked" in shown and "asks not to be checked" in shown
