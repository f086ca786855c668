"""`manage.py bootstrap` makes what a clinic needs before its first topic, and only once."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site

from clinic.site.models import ClinicDetails
from faq.models import FaqIndexPage
from home.models import HomePage, ServicesPage
from tests import builders as build

pytestmark = pytest.mark.django_db


def everything():
    """What bootstrap is about, as text that any change would show in."""
    return {
        "pages": list(Page.objects.order_by("path").values("path", "title", "live", "latest_revision_id", "numchild")),
        "sites": list(Site.objects.values()),
        "groups": [
            (group.name, sorted(group.permissions.values_list("codename", flat=True)))
            for group in Group.objects.order_by("name")
        ],
        "rights": sorted(GroupPagePermission.objects.values_list("group__name", "page_id", "permission__codename")),
        "files": sorted(GroupCollectionPermission.objects.values_list("group__name", "permission__codename")),
    }


def test_a_second_run_changes_nothing():
    before = everything()
    call_command("bootstrap", verbosity=0)
    assert everything() == before


def test_it_leaves_a_home_an_index_and_a_services_page_all_live():
    assert HomePage.objects.get().live
    assert [page.slug for page in HomePage.objects.get().get_children().live()] == ["faq", "services"]
    assert FaqIndexPage.objects.get().slug == "faq"
    assert ServicesPage.objects.get().live_revision is not None
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_wagtails_welcome_page_is_gone():
    assert [page.specific_class for page in Page.objects.filter(depth=2)].count(Page) == 0


def test_the_site_stands_at_the_address_of_the_settings(settings):
    settings.SITE_URL = "https://www.clinic.example"
    call_command("bootstrap", verbosity=0)
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("www.clinic.example", 443)


def test_it_touches_no_page_that_staff_have_renamed():
    build.changed(build.services_page(), title="How we can help", slug="help")
    call_command("bootstrap", verbosity=0)
    assert ServicesPage.objects.get().title == "How we can help"


def test_rights_given_by_hand_stay():
    writers = Group.objects.get(name="Writer")
    extra = Group.objects.get(name="Clinic admin").permissions.exclude(
        pk__in=writers.permissions.values_list("pk", flat=True)
    )[0]
    writers.permissions.add(extra)
    call_command("bootstrap", verbosity=0)
    assert extra in writers.permissions.all()


def test_the_details_of_the_clinic_stay():
    build.details(name="Hand Clinic", phone="(555) 555-0100")
    call_command("bootstrap", verbosity=0)
    assert ClinicDetails.objects.get().name == "Hand Clinic"
