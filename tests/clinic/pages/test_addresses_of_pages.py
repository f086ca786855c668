"""Every page has an address, whatever its title is written in; a link to a question stays one."""

import pytest

from faq.models import FaqIndexPage, TopicPage
from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db


def add(staff, **fields):
    """Posts the form of a new topic without an address; gives the one it got."""
    build.services_page()
    address = f"/admin/pages/add/faq/topicpage/{FaqIndexPage.objects.get().pk}/"
    assert staff("writer").post(address, forms.topic(slug="", **fields)).status_code == 302
    return TopicPage.objects.latest("pk").slug


def test_a_title_of_any_writing_makes_an_address(staff):
    titles = ["疼痛", "???", "الم", "👍 !", "What is pain?", "What is pain"]
    made = [add(staff, title=title) for title in titles]
    assert made == ["topic", "topic-2", "topic-3", "topic-4", "what-is-pain", "what-is-pain-2"]


def test_a_title_that_is_there_makes_another_address_and_the_writer_is_led_to_the_first(staff):
    first = build.topic("Spread")
    build.services_page()
    writer, form = staff("writer"), forms.topic(title="spread", slug="spread")
    writer.post(f"/admin/pages/add/faq/topicpage/{first.get_parent().pk}/", form)
    twin = TopicPage.objects.latest("pk")
    # As the form still has it: it makes the address from the title.
    writer.post(f"/admin/pages/{twin.pk}/edit/", form | forms.loaded(twin))
    assert TopicPage.objects.get(pk=twin.pk).get_latest_revision_as_object().slug == "spread-2"
    shown = writer.get(f"/admin/pages/{twin.pk}/edit/").content.decode()
    assert "There is a topic with this title already." in shown
    assert f'href="/admin/pages/{first.pk}/edit/">Open it' in shown
    assert "with this title already" not in writer.get(f"/admin/pages/{first.pk}/edit/").content.decode()


def test_an_address_where_patients_have_been_is_not_changed_by_itself(staff):
    first, second = build.topic("Spread"), build.topic("Cold")
    form = forms.topic(title="Cold", slug=first.slug) | forms.loaded(second)
    assert "already in use" in staff("writer").post(f"/admin/pages/{second.pk}/edit/", form).content.decode()


def test_an_address_that_is_there_is_kept(staff):
    topic = build.topic("Spread")
    form = forms.topic(title="疼痛", slug="") | forms.loaded(topic)
    staff("writer").post(f"/admin/pages/{topic.pk}/edit/", form)
    newest = TopicPage.objects.get().get_latest_revision_as_object()
    assert (newest.title, newest.slug) == ("疼痛", "spread")


@pytest.mark.parametrize(("after", "is_page"), [("", True), ("#q-why", False), ("?part=2", False)])
def test_a_link_to_a_question_is_no_link_to_its_page(staff, after, is_page):
    topic = build.topic("Spread")
    typed = {"external-link-chooser-url": topic.full_url + after, "external-link-chooser-link_text": "Why?"}
    chosen = staff("writer").post("/admin/choose-external-link/", typed).json()["result"]
    assert ("id" in chosen) is is_page
    assert chosen["url"].endswith(f"/faq/spread/{after}")
