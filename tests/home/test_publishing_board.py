"""The publishing board: where every text stands."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Page

from clinic.jobs.models import PublishingFailure
from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.signers import Signer
from tests import builders as build
from tests.bulk import many_topics
from tests.cast import member

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/board/"


def days(number):
    return datetime.timedelta(days=number)


def board(staff, role="admin", **query):
    return staff(role).get(ADDRESS, query)


def titles(staff, key, role="admin", **query):
    """What stands in one section."""
    (section,) = [one for one in board(staff, role, **query).context["sections"] if one.rule.key == key]
    return [line.text.get_admin_display_title() for line in section.lines]


def where(staff, title):
    """The sections in which a page stands."""
    found = board(staff).context["sections"]
    return [
        section.rule.key
        for section in found
        if title in [line.text.get_admin_display_title() for line in section.lines]
    ]


def sent_for_checking(title="Waits"):
    page = build.topic(title, live=False)
    page.get_workflow().start(page, member("writer"))
    return page


def test_a_new_draft_is_in_draft(staff):
    build.topic("New", live=False)
    assert where(staff, "New") == ["draft"]


def test_a_newer_draft_of_a_live_page_is_in_draft_under_its_new_title(staff):
    page = build.topic("Old title")
    page.title = "New title"
    page.save_revision(clean=False)
    assert "draft" in where(staff, "New title")


def test_what_was_sent_for_checking_waits_for_the_reviewers_by_name(staff):
    member("reviewer")
    sent_for_checking("Waits")
    assert where(staff, "Waits") == ["sign-off"]
    assert "Dr Ruth Okafor" in board(staff).content.decode()


def test_what_is_signed_waits_for_a_publisher(staff):
    page = sent_for_checking("Signed")
    build.signed(page)
    assert where(staff, "Signed") == ["to-publish"]


def test_what_was_changed_after_it_was_signed_stands_apart(staff):
    page = sent_for_checking("Changed")
    build.signed(page)
    page.short_answer = "<p>Other words.</p>"
    page.save_revision(clean=False)
    assert where(staff, "Changed") == ["changed"]


def test_a_live_page_whose_key_figure_changed_stands_there_too(staff, django_capture_on_commit_callbacks):
    figure = build.figure()
    build.topic("Counts", short_answer=f"<p>{build.inline(figure)}</p>")
    figure.value = "about 900"
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()
    assert "changed" in where(staff, "Counts")
    assert "was changed" in board(staff).content.decode()


def test_what_is_scheduled_says_when(staff):
    page = build.topic("Planned", live=False)
    build.signed(page)
    moment = timezone.now() + days(3)
    going_live.schedule(page, member("publisher"), build.seen(page), moment)
    assert where(staff, "Planned") == ["scheduled"]
    assert f"{timezone.localtime(moment):%-d %B %Y}" in board(staff).content.decode()


def test_what_could_not_be_published_says_why(staff):
    page = build.topic("Stuck", live=False)
    what, now = PublishingFailure.What.GO_LIVE, timezone.now()
    PublishingFailure.objects.create(page=page, what=what, due_at=now, reason="Nobody signed it.")
    assert "publishing-failed" in where(staff, "Stuck")
    assert "Nobody signed it." in board(staff).content.decode()


def test_an_emergency_stands_there_until_it_is_signed(staff):
    page = build.topic("Urgent", live=False)
    going_live.emergency_publish(page, Signer.of_user(member("admin")), build.seen(page), "Patients must know today.")
    assert "unchecked" in where(staff, "Urgent")
    build.signed(page)
    assert "unchecked" not in where(staff, "Urgent")


def test_an_emergency_stays_there_when_something_that_it_shows_is_changed(staff, django_capture_on_commit_callbacks):
    figure = build.figure()
    page = build.topic("Urgent", live=False, short_answer=f"<p>We have seen {build.inline(figure)}.</p>")
    going_live.emergency_publish(page, Signer.of_user(member("admin")), build.seen(page), "Patients must know today.")
    figure.value = "about 900"
    with django_capture_on_commit_callbacks(execute=True):
        figure.save()
    assert "unchecked" in where(staff, "Urgent")


def test_an_emergency_stays_there_while_another_draft_is_signed(staff):
    page = build.topic("Urgent", live=False)
    going_live.emergency_publish(page, Signer.of_user(member("admin")), build.seen(page), "Patients must know today.")
    page = type(page).objects.get(pk=page.pk)
    page.short_answer = "<p>Other words.</p>"
    page.save_revision(clean=False)
    build.signed(page)
    assert "unchecked" in where(staff, "Urgent")


@pytest.mark.parametrize(("left", "section"), [(-1, "overdue"), (0, "due"), (60, "due"), (61, None)])
def test_checks_stand_there_60_days_ahead_and_when_overdue(staff, left, section):
    page = build.topic("Checked")
    Review.objects.of(page).update(next_due=timezone.localdate() + days(left))
    assert [key for key in where(staff, "Checked") if key in ("due", "overdue")] == ([section] if section else [])


def test_what_was_published_lately_stands_there_for_14_days(staff):
    page = build.topic("Fresh")
    assert "published" in where(staff, "Fresh")
    type(page).objects.filter(pk=page.pk).update(last_published_at=timezone.now() - days(15))
    assert "published" not in where(staff, "Fresh")


def test_a_withdrawn_page_is_no_draft_until_somebody_works_on_it(staff):
    page = build.topic("Gone")
    withdraw(page, member("publisher"), Withdrawal.How.ERROR, "A mistake.")
    assert where(staff, "Gone") == []
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(clean=False)
    assert where(staff, "Gone") != []


def test_subjects_stand_below_their_languages(staff):
    treatment = build.subject("Treatment")
    assert "<optgroup" not in staff("admin").get(ADDRESS).content.decode()
    treatment.copy_for_translation(build.locale("es")).save()
    shown = staff("admin").get(ADDRESS).content.decode()
    assert '<optgroup label="English">' in shown and shown.count("<optgroup") == 2


def test_it_narrows_down_to_a_person_and_a_subject(staff):
    build.topic("Hers", live=False, responsible=member("writer"))
    build.topic("Other", live=False, subject=build.subject("Treatment"), owner=member("publisher"))
    assert titles(staff, "draft", person=member("writer").pk) == ["Hers"]
    assert titles(staff, "draft", subject=build.subject("Treatment").pk) == ["Other"]


@pytest.mark.parametrize(
    "query",
    [{"person": "x"}, {"subject": "999"}, {"month": "2026-13"}, {"month": "0000-00"}, {"draft": "x"}, {"month": "²-1"}],
)
def test_what_cannot_be_chosen_is_no_error(staff, query):
    assert board(staff, **query).status_code == 200


def test_the_calendar_shows_what_is_due_in_the_month_asked_for(staff):
    page = build.topic("Checked")
    Review.objects.of(page).update(next_due=datetime.date(2027, 3, 9))
    month = board(staff, month="2027-03").context["month"]
    shown = {
        day.date.day: [text.title for _, text in day.entries] for week in month.weeks for day in week if day.entries
    }
    assert shown == {9: ["Checked"]}


def test_a_day_of_the_calendar_shows_five_and_says_how_many_more(staff):
    first = many_topics(7, "Checked")
    day = datetime.date(2027, 3, 9)
    Review.objects.of(first).update(next_due=day)
    review = first.reviews.get()
    for page in Page.objects.filter(title__startswith="Checked").exclude(pk=first.pk):
        review.pk, review.page = None, page
        review.save()
    (shown,) = [one for week in board(staff, month="2027-03").context["month"].weeks for one in week if one.date == day]
    assert [what for what, _ in shown.entries] == ["Check due"] * 5
    assert shown.more == 2


def test_lines_lead_to_the_screen_that_the_person_may_use(staff):
    page = sent_for_checking()
    assert f"/admin/checking/{page.pk}/" in board(staff, "reviewer").content.decode()
    writers = board(staff, "writer").content.decode()
    assert f"/admin/checking/{page.pk}/" not in writers
    assert f"/admin/pages/{page.pk}/edit/" in writers


def test_a_section_shows_50_and_leads_to_the_rest(staff):
    for number in range(51):
        build.topic(f"Draft {number:02}", live=False)
    assert len(titles(staff, "draft")) == 50
    assert titles(staff, "draft", draft=2) == ["Draft 00"]
    assert "draft=2#draft" in board(staff).content.decode()


def test_fifty_pages_take_no_more_queries_than_five(staff, django_assert_max_num_queries):
    board(staff)
    for number in range(5):
        sent_for_checking(f"Waits {number}")
        build.topic(f"Live {number}", responsible=member("writer"))
    with django_assert_max_num_queries(1000) as few:
        board(staff)
    for number in range(5, 25):
        sent_for_checking(f"Waits {number}")
        build.topic(f"Live {number}", responsible=member("publisher"))
    with django_assert_max_num_queries(len(few)):
        board(staff)


def test_how_background_work_goes_stands_there(staff):
    assert "What runs by itself" in board(staff).content.decode()


def test_whoever_works_on_no_page_does_not_see_it(anyone, staff):
    assert anyone.get(ADDRESS).status_code == 302
    member("writer").groups.clear()
    assert staff("writer").get(ADDRESS).status_code == 302
