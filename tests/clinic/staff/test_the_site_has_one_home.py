"""Settings, Sites: the bare address of the site is that of the home page, whatever an admin chooses."""

import html

import pytest
from wagtail.models import Page, Site

from tests import builders as build

pytestmark = pytest.mark.django_db


def choose(staff, page, hostname=None):
    site = Site.objects.get()
    fields = {"hostname": hostname or site.hostname, "port": str(site.port), "site_name": "", "root_page": str(page.pk)}
    answer = staff("admin").post(f"/admin/sites/edit/{site.pk}/", fields | {"is_default_site": "on"}, follow=True)
    return html.unescape(answer.content.decode())


def spanish_home():
    build.locale("es")
    return build.translated(build.home_page(), title="Inicio", slug="inicio")


@pytest.mark.parametrize("other", [build.topic, build.faq_index, Page.get_first_root_node, spanish_home])
def test_no_other_page_is_the_root(other, staff, patient):
    page, home = other(), build.home_page()
    assert f"“{page.get_admin_display_title()}” is not the home page." in choose(staff, page)
    assert Site.objects.get().root_page_id == home.pk
    assert patient.get("/").status_code == 200


def test_no_admin_leads_patients_to_another_website(staff, settings):
    settings.SITE_URL = "https://www.clinic.example"
    assert "The address of this clinic is set where the software runs" in choose(
        staff, build.home_page(), "evil.example"
    )
    assert Site.objects.get().hostname != "evil.example"
    choose(staff, build.home_page(), "www.clinic.example")
    assert Site.objects.get().hostname == "www.clinic.example"


def test_the_home_page_is(staff, patient):
    assert "is not the home page" not in choose(staff, build.home_page())
    assert Site.objects.get().root_page_id == build.home_page().pk
    assert patient.get("/").status_code == 200
