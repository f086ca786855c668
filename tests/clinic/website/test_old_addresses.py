"""However pages are renamed, swapped, moved and withdrawn: an old address leads on in one step, or is plainly gone."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from clinic.pages.models import Withdrawal
from clinic.pages.withdrawing import withdraw
from tests import builders as build

pytestmark = pytest.mark.django_db

How = Withdrawal.How
REASON = "The new guideline says otherwise."


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """`rename(page, slug)` as the editor does: a new revision with another address, published."""

    def renamed(page, slug):
        with django_capture_on_commit_callbacks(execute=True):
            page = Page.objects.get(pk=page.pk).specific
            page.slug = slug
            page.save()
        return page

    return renamed


@pytest.fixture
def gone(staff):
    """`gone(page)` withdraws it."""

    def withdrawn(page, how=How.ERROR, **more):
        withdraw(page, staff("publisher").user, how, REASON, **more)

    return withdrawn


def leads_to(patient, address):
    """`(status, where)` of an address: where is the Location of a redirect."""
    answer = patient.get(address)
    return answer.status_code, answer.get("Location", "")


def in_one_step(patient, address, target):
    """Whether `address` redirects to `target`, and that is there."""
    return leads_to(patient, address) == (301, target) and patient.get(target).status_code == 200


def test_renaming_leads_on(patient, rename):
    topic = build.topic("A")
    rename(topic, "b")
    assert in_one_step(patient, "/faq/a/", "/faq/b/")


def test_renaming_three_times_is_still_one_step(patient, rename):
    topic = build.topic("A")
    for slug in "bcd":
        rename(topic, slug)
    for old in "abc":
        assert in_one_step(patient, f"/faq/{old}/", "/faq/d/")


def test_renaming_back_leaves_no_redirect_from_where_it_lives(patient, rename):
    topic = build.topic("A")
    rename(topic, "b")
    rename(topic, "a")
    assert patient.get("/faq/a/").status_code == 200
    assert in_one_step(patient, "/faq/b/", "/faq/a/")
    assert not Redirect.objects.filter(old_path="/faq/a").exists()


def test_renaming_back_and_withdrawing_is_no_loop(patient, rename, gone):
    topic = build.topic("A")
    rename(topic, "b")
    rename(topic, "a")
    gone(topic)
    assert leads_to(patient, "/faq/a/") == (410, "")
    assert leads_to(patient, "/faq/b/") == (410, "")


def test_every_old_name_of_a_withdrawn_page_says_it_is_gone(patient, rename, gone):
    topic = build.topic("A")
    for slug in "bcd":
        rename(topic, slug)
    gone(topic, How.NO_LONGER_TRUE, notice="It does not help.")
    for name in "abcd":
        answer = patient.get(f"/faq/{name}/")
        assert answer.status_code == 410 and "It does not help." in answer.content.decode()


def test_every_old_name_of_a_moved_page_leads_on_in_one_step(patient, rename, gone):
    topic, other = build.topic("A"), build.topic("Other")
    rename(topic, "b")
    gone(topic, How.MOVED, target=other)
    rename(other, "another")
    for old in ("a", "b", "other"):
        assert in_one_step(patient, f"/faq/{old}/", "/faq/another/")


def test_a_chain_of_withdrawals_is_one_step(patient, gone):
    first, second, third = build.topic("A"), build.topic("B"), build.topic("C")
    gone(first, How.REPLACED, target=second)
    gone(second, How.REPLACED, target=third)
    assert in_one_step(patient, "/faq/a/", "/faq/c/")
    gone(third)
    for old in "abc":
        assert leads_to(patient, f"/faq/{old}/") == (410, "")


def test_two_pages_swap_their_addresses(patient, rename, gone):
    one, two = build.topic("One", slug="a"), build.topic("Two", slug="b")
    rename(one, "c")
    rename(two, "a")
    rename(one, "b")
    assert "<h1" in patient.get("/faq/a/").content.decode()
    assert "Two" in patient.get("/faq/a/").content.decode()
    assert "One" in patient.get("/faq/b/").content.decode()
    assert in_one_step(patient, "/faq/c/", "/faq/b/")
    gone(one)
    gone(two)
    for name in "abc":
        assert leads_to(patient, f"/faq/{name}/") == (410, "")


def test_moving_there_and_back_leaves_no_loop(patient, gone, django_capture_on_commit_callbacks):
    page = build.standard("Parking")
    home, services = build.home_page(), build.services_page()
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=page.pk).specific.move(services, pos="last-child")
        Page.objects.get(pk=page.pk).specific.move(build.home_page(), pos="last-child")
    assert home.pk == Page.objects.get(pk=page.pk).get_parent().pk
    assert patient.get("/parking/").status_code == 200
    assert not Redirect.objects.filter(old_path="/parking").exists()
    gone(page)
    assert leads_to(patient, "/parking/") == (410, "")


def test_a_withdrawn_page_answers_when_the_page_above_it_is_renamed(patient, rename, gone):
    topic = build.topic("A")
    gone(topic)
    rename(build.faq_index(), "answers")
    assert leads_to(patient, "/faq/a/") == (410, "")


def test_put_back_under_a_renamed_page_its_old_address_leads_on(patient, rename, gone):
    topic = build.topic("A")
    gone(topic)
    rename(build.faq_index(), "answers")
    Page.objects.get(pk=topic.pk).specific.get_latest_revision().publish()
    assert in_one_step(patient, "/faq/a/", "/answers/a/")


def test_a_new_page_may_take_the_address_of_a_withdrawn_one(patient, rename, gone):
    old = build.topic("A")
    gone(old)
    rename(old, "z")
    new = build.topic("New", slug="a")
    assert "New" in patient.get("/faq/a/").content.decode()
    rename(new, "n")
    assert in_one_step(patient, "/faq/a/", "/faq/n/")


def test_a_draft_at_an_old_address_does_not_cut_the_redirect(patient, rename):
    topic = build.topic("A")
    rename(topic, "b")
    draft = build.topic("A", live=False)
    assert in_one_step(patient, "/faq/a/", "/faq/b/")
    build.signed(draft)
    draft.get_latest_revision().publish()
    assert patient.get("/faq/a/").status_code == 200
    assert not Redirect.objects.filter(old_path="/faq/a").exists()


def test_a_page_that_is_only_unpublished_does_not_loop(patient, rename):
    topic = build.topic("A")
    Redirect.objects.create(old_path="/faq/a", redirect_page=topic, site=Site.objects.get())
    topic.unpublish(log_action=False)
    assert leads_to(patient, "/faq/a/") == (404, "")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ({"/x": "/faq/"}, (301, "/faq/")),
        ({"/x": "/y", "/y": "/faq/"}, (301, "/faq/")),
        ({"/x": "/x"}, (404, "")),
        ({"/x": "/y", "/y": "/x"}, (404, "")),
        ({"/x": "/y", "/y": "/z", "/z": "/y"}, (404, "")),
        ({"/x": "https://other.example/x"}, (301, "https://other.example/x")),
    ],
)
def test_redirects_made_by_hand_never_loop(patient, rows, expected):
    for old, new in rows.items():
        Redirect.objects.create(old_path=old, redirect_link=new)
    assert leads_to(patient, "/x/") == expected


def test_an_address_that_never_was_is_not_found(patient):
    assert patient.get("/never/").status_code == 404


@pytest.mark.parametrize("address", ["/faq/a/?utm=1", "/faq/a", "/faq/A/", "/faq/%61/"])
def test_odd_spellings_of_a_withdrawn_address_never_fail(patient, gone, address):
    gone(build.topic("A"))
    assert patient.get(address, follow=True).status_code in (404, 410)
