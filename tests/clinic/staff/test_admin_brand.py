"""Every page of the admin says whose it is."""

import re

import pytest

from clinic.site.models import ClinicDetails
from tests import builders as build

pytestmark = pytest.mark.django_db


def brand(browser):
    page = browser.get("/admin/").content.decode()
    return re.search(r'<span class="clinic-brand">.*?__name">.*?</span>', page, re.S)[0]


def test_the_admin_shows_the_name_and_the_mark(staff):
    ClinicDetails.objects.update(name="Riverside Hand Clinic")
    assert "Riverside Hand Clinic" in brand(staff("writer")) and "mark.svg" in brand(staff("writer"))
    assert "Riverside Hand Clinic" in staff("writer").get("/admin/topics/").content.decode().split("</title>")[0]


def test_the_logo_of_the_clinic_takes_the_place_of_the_mark(staff):
    ClinicDetails.objects.update(logo=build.image())
    assert "mark.svg" not in brand(staff("writer")) and "/media/images/" in brand(staff("writer"))
