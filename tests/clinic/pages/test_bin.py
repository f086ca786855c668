"""Drafts that were never public go to a bin for 30 days, with their history, and come back whole."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Comment, Page, PageLogEntry

from clinic.jobs.periodic import JobTrouble
from clinic.jobs.tasks import publish_due
from clinic.pages import tasks, withdrawing
from clinic.pages.delete_guard import NotDeletable
from clinic.pages.models import Bin, BinnedPage
from clinic.pages.withdrawing import NotRestorable, put_in_bin, restore
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(staff):
    page = build.topic("Zebrafish", live=False, owner=staff("writer").user)
    page.save_revision(user=staff("writer").user)
    Comment.objects.create(page=page, user=staff("reviewer").user, text="Why?", contentpath="title")
    return page


def thrown(page, user, days_ago=0):
    binned = put_in_bin(page, user)
    binned.thrown_at = timezone.now() - timedelta(days=days_ago)
    binned.save()
    return binned


def test_it_goes_and_comes_back_with_its_history(staff, draft):
    binned = put_in_bin(draft, staff("writer").user)
    assert TopicPage.objects.get(pk=draft.pk).get_parent().pk == Bin.the().pk
    page = restore(binned, staff("writer").user)
    assert page.get_parent().pk == build.faq_index().pk
    assert (page.slug, page.url_path) == ("zebrafish", "/clinic-home/faq/zebrafish/")
    assert page.revisions.count() == 2
    assert page.wagtail_admin_comments.get().text == "Why?"
    assert not BinnedPage.objects.exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_who_did_it_is_logged(staff, draft):
    binned = put_in_bin(draft, staff("writer").user)
    restore(binned, staff("publisher").user)
    logged = PageLogEntry.objects.filter(page=draft.pk, action__startswith="clinic.").order_by("timestamp")
    assert [(entry.action, entry.user.username) for entry in logged] == [
        ("clinic.bin", "writer"),
        ("clinic.restore", "publisher"),
    ]


def test_two_drafts_of_one_address_fit_in_the_bin(staff):
    first = put_in_bin(build.topic("Same", live=False), staff("publisher").user)
    second = put_in_bin(build.topic("Same", live=False), staff("publisher").user)
    assert restore(first, staff("publisher").user).slug == "same"
    page = restore(second, staff("publisher").user)
    assert page.slug == "same-2"
    assert page.get_latest_revision_as_object().slug == "same-2"


def test_what_was_published_does_not_go_there(staff):
    with pytest.raises(NotDeletable):
        put_in_bin(build.topic(), staff("publisher").user)


def test_a_planned_publication_does_not_happen_from_the_bin(staff, draft):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    put_in_bin(draft, staff("writer").user)
    publish_due()
    draft.refresh_from_db()
    assert not draft.live


def test_a_draft_whose_place_is_gone_needs_another(staff, draft):
    binned = put_in_bin(draft, staff("writer").user)
    binned.from_parent = None
    binned.save()
    with pytest.raises(NotRestorable):
        restore(binned, staff("writer").user)
    with pytest.raises(NotRestorable, match="cannot stand there"):
        restore(binned, staff("writer").user, parent=build.services_page())
    assert restore(binned, staff("writer").user, parent=build.faq_index()).get_parent().pk == build.faq_index().pk


# Meanwhile ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["writer", "publisher", "admin"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/pages/",
        "/admin/pages/{faq}/",
        "/admin/pages/{bin}/",
        "/admin/pages/search/?q=zebrafish",
        "/admin/topics/?q=zebrafish",
        "/admin/topics/",
        "/admin/choose-page/",
        "/admin/choose-page/{bin}/",
        "/admin/choose-page/search/?q=zebrafish",
        "/admin/choose-page/search/?q=zebrafish&page_type=faq.topicpage",
        "/admin/api/main/pages/?for_explorer=1&child_of={bin}",
    ],
)
def test_it_shows_in_no_listing_search_or_chooser(staff, draft, address, role, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        put_in_bin(draft, staff("writer").user)
    found = staff(role).get(address.format(faq=build.faq_index().pk, bin=Bin.the().pk), follow=True)
    assert "Zebrafish" not in found.content.decode().replace("q=zebrafish", "")


def test_nobody_opens_it_by_its_address(staff, draft):
    put_in_bin(draft, staff("writer").user)
    answer = staff("admin").get(f"/admin/pages/{draft.pk}/edit/", follow=True)
    assert "do not have permission" in answer.content.decode()


# The screen -----------------------------------------------------------------------------------------------------------


def test_the_screen_says_who_when_and_how_long(staff, draft):
    thrown(draft, staff("writer").user, days_ago=10)
    page = staff("publisher").get("/admin/bin/").content.decode()
    assert "Zebrafish" in page and "by Wren Adeyemi" in page and 'data-label="Days left">20</td>' in page


def test_a_writer_sees_and_restores_only_what_is_theirs(staff, draft):
    own = put_in_bin(draft, staff("writer").user)
    other = put_in_bin(build.topic("Not yours", live=False), staff("publisher").user)
    page = staff("writer").get("/admin/bin/").content.decode()
    assert "Zebrafish" in page and "Not yours" not in page
    assert staff("writer").post(f"/admin/bin/{other.pk}/restore/").status_code == 404
    staff("writer").post(f"/admin/bin/{own.pk}/restore/")
    draft.refresh_from_db()
    assert draft.get_parent().pk == build.faq_index().pk


def test_deleting_a_draft_asks_and_then_throws_it_away(staff, draft):
    asked = staff("writer").get(f"/admin/pages/{draft.pk}/delete/").content.decode()
    assert "30 days" in asked
    answer = staff("writer").post(f"/admin/pages/{draft.pk}/delete/", follow=True)
    assert "is in the bin for 30 days" in answer.content.decode()
    assert BinnedPage.objects.get().thrown_by == staff("writer").user


@pytest.mark.parametrize("role", ["writer", "reviewer"])
def test_other_peoples_drafts_are_left_alone(staff, role):
    page = build.topic(live=False, owner=staff("publisher").user)
    staff(role).post(f"/admin/pages/{page.pk}/delete/")
    staff(role).post(f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}")
    assert not BinnedPage.objects.exists()


def test_a_place_that_is_gone_is_asked_for(staff, draft):
    binned = put_in_bin(draft, staff("writer").user)
    binned.from_parent = None
    binned.save()
    asked = staff("writer").post(f"/admin/bin/{binned.pk}/restore/").content.decode()
    assert "Choose another place" in asked
    staff("writer").post(f"/admin/bin/{binned.pk}/restore/", {"parent": build.faq_index().pk})
    draft.refresh_from_db()
    assert draft.get_parent().pk == build.faq_index().pk


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_only_an_admin_deletes_for_ever(staff, draft, role):
    binned = put_in_bin(draft, staff("writer").user)
    staff(role).post(f"/admin/bin/{binned.pk}/delete/")
    assert Page.objects.filter(pk=draft.pk).exists()
    staff("admin").post(f"/admin/bin/{binned.pk}/delete/")
    assert not Page.objects.filter(pk=draft.pk).exists()
    assert PageLogEntry.objects.filter(action="wagtail.delete", page=draft.pk, user=staff("admin").user).exists()


def test_before_it_is_gone_for_ever_an_admin_is_asked_whether_it_is_them(anyone, draft, time_machine):
    binned, _ = put_in_bin(draft, draft.owner), member("admin")
    anyone.post("/admin/login/", {"username": "admin", "password": "admin-password", "next": "/admin/"})
    time_machine.move_to(time.time() + 60 * 60)
    asked = anyone.post(f"/admin/bin/{binned.pk}/delete/")["Location"]
    assert "/second-factor/again/" in asked
    anyone.post(asked, {"password": "wrong"})
    assert Page.objects.filter(pk=draft.pk).exists()
    anyone.post(asked, {"password": "admin-password"})
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_looking_deletes_nothing(staff, draft):
    binned = put_in_bin(draft, staff("writer").user)
    staff("admin").get(f"/admin/bin/{binned.pk}/delete/")
    staff("admin").get(f"/admin/bin/{binned.pk}/restore/")
    assert BinnedPage.objects.filter(pk=binned.pk).exists()


# The job --------------------------------------------------------------------------------------------------------------


def test_after_thirty_days_it_is_gone(staff, draft):
    young = build.topic("Young", live=False)
    thrown(draft, staff("writer").user, days_ago=31)
    thrown(young, staff("writer").user, days_ago=29)
    tasks.empty_bin()
    assert list(BinnedPage.objects.values_list("page", flat=True)) == [young.pk]
    assert not Page.objects.filter(pk=draft.pk).exists()


def test_one_that_cannot_be_deleted_stops_no_other(staff, draft, monkeypatch):
    stuck, other = build.topic("Stuck", live=False), build.topic("Other", live=False)
    for page in (stuck, other):
        thrown(page, staff("writer").user, days_ago=31)
    real = withdrawing.delete_for_ever
    monkeypatch.setattr(
        withdrawing, "delete_for_ever", lambda binned: 1 / 0 if binned.page_id == stuck.pk else real(binned)
    )
    with pytest.raises(JobTrouble, match="could not be deleted: 1"):
        tasks.empty_bin()
    assert list(BinnedPage.objects.values_list("page", flat=True)) == [stuck.pk]
