"""Patients and colleagues know people by their names: nobody takes that of somebody else."""

import pytest
from django.core.exceptions import ValidationError

from clinic.people.models import User
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def refused(user):
    with pytest.raises(ValidationError) as said:
        user.full_clean()
    return said.value.message_dict


def test_an_account_cannot_take_the_name_of_a_colleague():
    writer, reviewer = member("writer"), member("reviewer")
    writer.public_name = f"Prof. {reviewer.display_name.upper()}"
    assert "is the name of somebody else here" in refused(writer)["public_name"][0]


def test_nor_of_somebody_in_the_register():
    build.clinician(name="Dr Maya Ortiz")
    writer = member("writer")
    writer.first_name, writer.last_name = "Maya", "Ortíz"
    assert "is the name of somebody else here" in refused(writer)["last_name"][0]


def test_on_their_own_page_neither(staff):
    build.clinician(name="Dr Maya Ortiz")
    form = {"name_email-first_name": "Maya", "name_email-last_name": "Ortiz"}
    said = staff("writer").post("/admin/account/", form).content.decode()
    assert "is the name of somebody else here" in said
    assert User.objects.get(username="writer").last_name == ""


def test_nor_by_an_invitation(staff):
    build.clinician(name="Dr Maya Ortiz", email="ortiz@hospital.example")
    form = {"email": "other@clinic.example", "first_name": "Maya", "last_name": "Ortiz", "groups": ["1"]}
    admin = staff("admin")
    assert "is the name of somebody else here" in admin.post("/admin/users/new/", form).content.decode()


def test_whoever_signed_by_a_link_and_works_here_now_keeps_their_name():
    build.clinician(name="Dr Maya Ortiz", email="ortiz@hospital.example")
    User(username="ortiz", email="Ortiz@hospital.example", password="x", public_name="Dr Maya Ortiz").full_clean()


def test_a_name_that_stood_there_before_stops_no_other_change():
    writer = member("writer")
    User.objects.filter(pk=writer.pk).update(public_name=member("reviewer").display_name)
    writer.refresh_from_db()
    writer.role_title = "nurse"
    writer.full_clean()
