"""The list of topics says of each on which shelf it is, who looks after it and how it stands, and sorts by that."""

import datetime

import pytest
from django.utils import timezone

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from clinic.review import going_live
from clinic.review.models import Review
from clinic.review.signers import Signer
from tests import builders as build
from tests.bulk import many_topics
from tests.cast import member

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/topics/"
WAYS = [{}, {"ordering": "stage"}, {"stage": "settled"}, {"q": "Many"}]


@pytest.fixture(scope="module")
def topics(rows_of_a_module):
    """One topic at each stage, named after it."""
    build.topic("Draft", live=False, owner=member("publisher"))
    waits = build.topic("Waits", live=False, subject=build.subject("Treatment"))
    waits.get_workflow().start(waits, member("writer"))
    urgent = build.topic("Urgent", live=False)
    reason = "Patients must know today."
    going_live.emergency_publish(urgent, Signer.of_user(member("admin")), build.seen(urgent), reason)
    planned = build.topic("Planned", live=False)
    build.signed(planned)
    going_live.schedule(planned, member("publisher"), build.seen(planned), timezone.now() + datetime.timedelta(days=3))
    due = build.topic("Due", responsible=member("writer"))
    Review.objects.of(due).update(next_due=datetime.date.today() + datetime.timedelta(days=10))
    late = build.topic("Late")
    Review.objects.of(late).update(next_due=datetime.date(2026, 3, 9))
    gone = build.topic("Gone")
    withdraw(gone, member("publisher"), Withdrawal.How.ERROR, "A mistake.")
    build.topic("Fine")


def shown(staff, role="writer", **asked):
    return list(staff(role).get(ADDRESS, asked).context["object_list"])


def titles(staff, **asked):
    return [topic.title for topic in shown(staff, **asked)]


def test_each_says_how_it_stands(staff, topics):
    member("reviewer")
    stands = {topic.title: [stage.title for stage in topic.stages] for topic in shown(staff)}
    assert stands == {
        "Draft": ["In draft"],
        "Waits": ["Waiting for clinical review"],
        "Urgent": ["Live without review"],
        "Planned": ["Scheduled"],
        "Due": ["To be reviewed within 60 days"],
        "Late": ["Review overdue"],
        "Gone": ["Withdrawn"],
        "Fine": ["Live"],
    }
    said = {topic.title: topic.stages[0].said for topic in shown(staff)}
    assert "Dr Ruth Okafor" in said["Waits"]
    assert "9 March 2026" in said["Late"]
    assert said["Planned"].startswith("Goes live ")
    assert said["Fine"].startswith("Approved by ") and "Review by " in said["Fine"]


def test_subject_and_owner_are_there_and_the_badge_says_scheduled(staff, topics):
    page = " ".join(staff("writer").get(ADDRESS).content.decode().split())
    assert "Treatment" in page and "Pablo Marsh" in page and "Wren Adeyemi" in page
    assert "</span> scheduled" in page


def test_it_is_narrowed_to_a_stage(staff, topics):
    stages = ("draft", "sign-off", "unchecked", "overdue", "scheduled", "due", "settled")
    found = [titles(staff, stage=stage) for stage in stages]
    assert found == [["Draft"], ["Waits"], ["Urgent"], ["Late"], ["Planned"], ["Due"], ["Fine"]]
    assert len(titles(staff, stage="no-such-stage")) == 8


def test_it_is_narrowed_to_an_owner_and_a_subject_and_searched_besides(staff, topics):
    assert titles(staff, person=member("writer").pk) == ["Due"]
    assert titles(staff, person=member("publisher").pk) == ["Draft"]
    assert titles(staff, subject=build.subject("Treatment").pk) == ["Waits"]
    assert titles(staff, q="Waits", stage="sign-off", ordering="stage") == ["Waits"]


def test_one_is_found_by_a_sentence_or_its_address_as_copied_from_the_site(staff, topics):
    page = build.topic("Seen", short_answer="It wanders seldom from one hand to the other.")
    assert titles(staff, q="wanders seldom") == ["Seen"]
    assert titles(staff, q="wanders seldom", stage="sign-off") == []
    for address in (page.url, page.full_url, f"{page.full_url}#q-1", page.url.rstrip("/")):
        assert titles(staff, q=address) == ["Seen"], address
    for nothing in ("/nowhere/", "http://[", "https://elsewhere.example/", "http", "/"):
        assert titles(staff, q=nothing) == [], nothing


def test_words_are_looked_for_in_all_texts_and_titles_come_first(staff, topics):
    build.topic("A long day", short_answer="Sleep is often short.")
    build.topic("Sleep with CRPS")
    build.topic("Bedtime", short_answer="What helps you to sleep.", subject=build.subject("A first shelf"))
    found = titles(staff, q="sleep")
    assert found[0] == "Sleep with CRPS" and set(found[1:]) == {"A long day", "Bedtime"}
    assert titles(staff, q="sleep", ordering="title") == ["Bedtime", "A long day", "Sleep with CRPS"]
    assert titles(staff, q="sleep", ordering="subject")[0] == "Bedtime"


def test_it_is_sorted_by_how_topics_stand(staff, topics):
    by_stage = titles(staff, ordering="stage")
    assert by_stage[:3] == ["Late", "Urgent", "Waits"] and set(by_stage[-2:]) == {"Fine", "Gone"}
    assert titles(staff, ordering="-stage")[-1] == "Late"
    subjects = [topic.subject.name for topic in shown(staff, ordering="subject")]
    assert subjects == sorted(subjects)
    assert titles(staff, ordering="person")[:2] == ["Draft", "Due"]


def test_a_thousand_topics_take_no_more_queries_than_ten(staff, django_assert_max_num_queries):
    browser, few = staff("writer"), []
    many_topics(10, "Many", responsible=member("writer"))
    for asked in WAYS:
        browser.get(ADDRESS, asked)
        with django_assert_max_num_queries(70) as queries:
            browser.get(ADDRESS, asked)
        few.append(len(queries))
    many_topics(990, "Many more", responsible=member("publisher"))
    for asked, most in zip(WAYS, few, strict=True):
        with django_assert_max_num_queries(most, info=asked):
            assert len(browser.get(ADDRESS, asked).context["object_list"]) == 50
