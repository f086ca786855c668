"""A row that was added and not filled in stops no save: a service of a topic, a row of the clinic's details."""

import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests import builders as build
from tests import forms

pytestmark = pytest.mark.django_db
BLANK = {"service": "", "ORDER": "2"}


def autosaved(browser, topic, rows, learned=None):
    """`learned`: what the answer to the save before told the form."""
    fields = {"title": topic.title, "slug": topic.slug, "service_links": inline_formset(rows)}
    posted = forms.topic(**fields) | forms.loaded(topic) | (learned or {})
    return browser.post(f"/admin/pages/{topic.pk}/edit/", posted, headers={"Accept": "application/json"}).json()


def services(topic):
    newest = Page.objects.get(pk=topic.pk).get_latest_revision_as_object()
    return [link.service_id for link in newest.service_links.all()]


@pytest.fixture
def topic():
    return build.topic(live=False, services=[])


def test_a_blank_row_is_left_out_and_can_be_filled_in_later(topic, staff):
    writer, one, two = staff("writer"), build.services_page(), build.service()
    chosen = {"service": one.pk, "ORDER": "1"}
    saved = autosaved(writer, topic, [chosen, BLANK])
    assert saved["success"], saved
    assert services(topic) == [one.pk]
    again = autosaved(writer, topic, [chosen, BLANK | {"id": "", "service": two.pk}], saved["field_updates"])
    assert again["success"], again
    assert services(topic) == [one.pk, two.pk]


@pytest.mark.parametrize("rows", [{"related_links": "related"}, {"service_links": "service"}])
def test_a_press_of_save_leaves_it_out_too(rows, topic, staff):
    [(name, field)] = rows.items()
    blank = nested_form_data({name: inline_formset([{field: "", "ORDER": "1"}])})
    posted = forms.topic(title=topic.title, slug=topic.slug) | forms.loaded(topic) | blank
    assert staff("writer").post(f"/admin/pages/{topic.pk}/edit/", posted).status_code == 302
    assert services(topic) == ([] if name == "service_links" else [build.services_page().pk])
