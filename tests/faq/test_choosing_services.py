"""The services a topic leads to are chosen from a list: those of its language, others marked."""

import re

import pytest

from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def services():
    support, infusions = build.service("Support"), build.service("Infusions")
    return {"en": support, "only": infusions, "es": build.translated(support, title="Apoyo")}


def offered(client, page, row="__prefix__"):
    form = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    select = re.search(rf'<select name="service_links-{row}-service".*?</select>', form, re.DOTALL)[0]
    return [said.strip() for said in re.findall(r'<option value="\d+"[^>]*>([^<]*)', select)]


def test_an_english_topic_offers_english_services(staff, services):
    names = offered(staff("writer"), build.topic(live=False))
    assert {"Support", "Infusions"} <= set(names)
    assert not any("Apoyo" in name for name in names)


def test_a_spanish_topic_offers_spanish_services_first_and_marks_those_in_english_alone(staff, services):
    page = build.translated(build.topic(), live=False, title="¿Qué es?")
    names = offered(staff("writer"), page)
    assert "Apoyo" in names and "Support" not in names
    assert "Infusions (English)" in names
    assert names.index("Apoyo") < names.index("Infusions (English)")


def test_what_was_chosen_stays_chosen_and_says_its_language(staff, services):
    page = build.translated(build.topic(services=[services["only"]]), live=False, title="¿Qué es?")
    page.service_links = [type(page.service_links.all()[0])(service=services["en"])]
    page.save_revision(clean=False)
    form = staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert re.search(rf'<option value="{services["en"].pk}" selected>\s*Support \(English\)', form)


def test_a_service_nobody_has_published_yet_says_so(staff):
    build.service("Hand therapy", live=False)
    assert "Hand therapy (draft)" in offered(staff("writer"), build.topic(live=False))


def test_one_that_was_taken_down_is_not_offered(staff, services):
    services["only"].unpublish()
    assert "Infusions" not in offered(staff("writer"), build.topic(live=False))


def test_a_new_topic_offers_those_of_its_language(staff, services):
    form = staff("writer").get(f"/admin/pages/add/faq/topicpage/{build.faq_index().pk}/").content.decode()
    assert "Infusions" in form and "Apoyo" not in form
