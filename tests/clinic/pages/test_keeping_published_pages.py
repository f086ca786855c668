"""Once published, a page cannot be deleted, whichever way it is tried."""

import pytest
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from clinic.pages.delete_guard import NotDeletable
from faq.models import TopicPage
from home.models import ServicesPage
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    """Published once, then taken down."""
    page = build.topic()
    page.unpublish(log_action=False)
    return page


WAYS = {
    "the page itself": lambda page: page.delete(),
    "the page as any page": lambda page: Page.objects.get(pk=page.pk).delete(),
    "Wagtail's action": lambda page: DeletePageAction(page, user=None).execute(skip_permission_checks=True),
    "a queryset of topics": lambda page: TopicPage.objects.filter(pk=page.pk).delete(),
    "a queryset of pages": lambda page: Page.objects.filter(pk=page.pk).delete(),
    "the page above it": lambda page: page.get_parent().delete(),
    "all below the home page": lambda page: build.home_page().get_children().delete(),
    "the home page": lambda page: build.home_page().delete(),
    "the parts of its row": lambda page: super(Page, page).delete(),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_code_deletes_it(topic, way):
    with pytest.raises(NotDeletable, match="has been published"):
        WAYS[way](topic)
    assert TopicPage.objects.filter(pk=topic.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_public_page_is_kept_too():
    page = build.topic()
    with pytest.raises(NotDeletable):
        page.delete()


def test_a_draft_can_be_deleted_by_code():
    draft = build.topic(live=False)
    draft.delete()
    assert not Page.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", ["publisher", "admin"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_a_public_page_leads_to_withdrawing(staff, role, method):
    page = build.topic()
    answer = getattr(staff(role), method)(f"/admin/pages/{page.pk}/delete/", follow=True)
    assert answer.redirect_chain == [(f"/admin/withdraw/{page.pk}/", 302)]
    assert "has been published, so it stays in the record. You can withdraw it instead." in answer.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def test_deleting_what_is_withdrawn_is_refused_in_words(staff, topic):
    answer = staff("admin").post(f"/admin/pages/{topic.pk}/delete/", follow=True)
    assert "cannot be deleted" in answer.content.decode()
    assert Page.objects.filter(pk=topic.pk).exists()


def test_deleting_a_page_above_it_is_refused(staff):
    service = build.service()
    answer = staff("admin").post(f"/admin/pages/{build.services_page().pk}/delete/", follow=True)
    assert "stays in the record" in answer.content.decode()
    assert ServicesPage.objects.exists() and Page.objects.filter(pk=service.pk).exists()


def test_deleting_many_names_what_stays(staff):
    page, draft = build.topic("Public one"), build.topic("A draft", live=False)
    address = f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&id={draft.pk}"
    shown = staff("admin").get(address).content.decode()
    assert "These stay" in shown and "Public one" in shown
    staff("admin").post(address)
    assert Page.objects.filter(pk=page.pk).exists()
    draft.refresh_from_db()
    assert draft.binned


def test_deleting_all_in_a_listing_takes_drafts_only(staff):
    page, draft = build.topic("Public one"), build.topic("A draft", live=False)
    staff("admin").post(f"/admin/bulk/wagtailcore/page/delete/?id=all&childOf={build.faq_index().pk}")
    page.refresh_from_db()
    draft.refresh_from_db()
    assert page.live and draft.binned
