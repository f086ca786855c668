"""Every page of a clinic as it begins can be reviewed and published, and no act takes its ground away."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site

from clinic.content.deletion_guard import StillShown
from clinic.people.models import User
from clinic.people.roles import ROLES
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_a_block_without_words_of_its_own_can_be_reviewed(staff):
    page = build.standard("Contact", body=[build.block("contact", None)])
    assert staff("reviewer").get(f"/admin/checking/{page.pk}/").status_code == 200


@pytest.mark.parametrize("day", ["9999-12-31T23:59", "2200-01-01T00:00"])
def test_a_year_that_no_calendar_reaches_is_refused_in_words(staff, day):
    page = build.topic()
    asked = {"seen": page.live_hash, "go_live_at": day}
    assert "Choose a day before the year" in staff("publisher").post(f"/admin/publishing/{page.pk}/", asked).text


def test_the_site_stays(staff):
    answer = staff("admin").post(f"/admin/sites/delete/{Site.objects.get().pk}/")
    assert answer.status_code == 302
    assert Site.objects.count() == 1


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.key)
def test_the_roles_stay(staff, role):
    admin = staff("admin")
    admin.post(f"/admin/groups/delete/{role.group().pk}/")
    assert Group.objects.filter(name=role.name).exists()


def test_who_has_written_is_deactivated_and_not_deleted(staff):
    build.topic().save_revision(user=member("writer"))
    staff("admin").post(f"/admin/users/delete/{member('writer').pk}/")
    assert User.objects.filter(username="writer").exists()


def test_a_figure_that_stands_in_for_another_in_its_language_is_not_deleted():
    build.translated(build.faq_index())
    figure = build.figure()
    spanish = figure.copy_for_translation(build.locale("es"))
    spanish.save()
    build.translated(build.topic(short_answer=f'<p><embed embedtype="key-figure" id="{figure.pk}"/> came.</p>'))
    with pytest.raises(StillShown, match="is shown by"):
        spanish.delete()
