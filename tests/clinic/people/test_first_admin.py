"""`manage.py create_first_admin`: one admin, once, through a link that works once."""

import io
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from clinic.people.models import User
from tests.cast import ProcessClient, hired

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "ada@clinic.example", "seven lemons on a sill"


def said(command, *options):
    out = io.StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def link(*options, email=EMAIL):
    """The path of the link that the command prints."""
    return re.search(r"(/admin/password_reset/\S+)", said("create_first_admin", "--email", email, *options))[1]


def choose(client, path, password=PASSWORD):
    """What a browser does with the link: opens it, and sends the form it is led to."""
    form = client.get(path, follow=True)
    if not form.context["validlink"]:
        return False
    sent = client.post(form.request["PATH_INFO"], {"new_password1": password, "new_password2": password})
    return sent.status_code == 302


def logs_in(client, password=PASSWORD, name=EMAIL):
    client.post("/admin/login/", {"username": name, "password": password})
    return client.get("/admin/users/").status_code == 200


# One link ---------------------------------------------------------------------------------------------------------


def test_the_link_opens_the_admin_to_whoever_chooses_a_password(anyone):
    assert choose(anyone, link())
    assert logs_in(anyone)
    user = User.objects.get()
    assert [group.name for group in user.groups.all()] == ["Clinic admin"]
    assert (user.email, user.is_superuser) == (EMAIL, False)


def test_the_link_works_once(anyone):
    path = link()
    assert choose(anyone, path)
    assert not choose(ProcessClient("staff"), path, "other words that are long")
    assert logs_in(anyone)


def test_the_link_ends(anyone, settings, time_machine):
    path = link()
    time_machine.move_to(timezone.now() + timezone.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60))
    assert not choose(anyone, path)


def test_no_password_and_no_mail_leaves_the_machine():
    text = said("create_first_admin", "--email", EMAIL)
    assert EMAIL in text and "assword here, once, before" in text
    assert not User.objects.get().has_usable_password()
    assert mail.outbox == []


def test_a_link_that_was_never_used_is_replaced_by_a_new_one(anyone):
    first, second = link(), link()
    assert not choose(anyone, first)
    assert choose(anyone, second)
    assert User.objects.count() == 1


# Refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("waiting", [True, False])
def test_a_second_admin_is_refused_and_the_first_is_named(waiting):
    link() if waiting else hired("admin")
    with pytest.raises(CommandError, match=f"already \\({EMAIL if waiting else 'admin'}\\).*--recover.*Nothing was"):
        link(email="second@clinic.example")
    assert User.objects.count() == 1


def test_an_account_in_use_is_not_taken_over_by_mistake():
    writer = hired("writer")
    with pytest.raises(CommandError, match="writer has an account already.*--recover"):
        link(email=writer.email)
    writer.refresh_from_db()
    assert writer.check_password("writer-password")
    assert [group.name for group in writer.groups.all()] == ["Writer"]


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="ada is not an e-mail address"):
        link(email="ada")


def test_an_address_of_two_people_is_refused():
    hired("writer")
    User.objects.create_user("other", email="writer@clinic.example")
    with pytest.raises(CommandError, match="More than one account"):
        link("--recover", email="writer@clinic.example")


# Recovering -------------------------------------------------------------------------------------------------------


def test_a_lost_account_is_recovered_and_its_old_password_and_sessions_end(anyone):
    admin = hired("admin")
    lost = ProcessClient("staff")
    assert logs_in(lost, "admin-password", "admin")
    path = link("--recover", email=admin.email)
    assert lost.get("/admin/users/").status_code == 302
    assert not logs_in(lost, "admin-password", "admin")
    assert choose(anyone, path)
    assert logs_in(anyone, name="admin")


def test_a_deactivated_admin_is_brought_back_only_when_told_to(anyone):
    admin = hired("admin")
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="--recover"):
        link(email=admin.email)
    assert choose(anyone, link("--recover", email=admin.email))
    assert logs_in(anyone, name="admin")


def test_somebody_new_can_be_made_admin_where_nobody_remembers_the_old_one(anyone):
    hired("admin")
    assert choose(anyone, link("--recover"))
    assert logs_in(anyone)


# Told -------------------------------------------------------------------------------------------------------------


def test_a_site_that_nobody_can_look_after_says_how_the_first_admin_is_made(anyone):
    hired("writer")
    assert "create_first_admin" in said("show_logins")
    path = link()
    assert "create_first_admin" in said("show_logins")
    choose(anyone, path)
    assert said("show_logins") == ""


def test_the_record_says_that_it_was_done(staff):
    link()
    assert EMAIL in staff("admin").get("/admin/record/").content.decode()
