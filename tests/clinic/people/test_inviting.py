"""An admin invites somebody: a link that works once, a password of their own, and the roles they were given."""

import re

import pytest
from django.core import mail
from django.utils import timezone

from clinic.people.models import User
from clinic.people.roles import ROLES
from tests.cast import ProcessClient, member

pytestmark = pytest.mark.django_db
NEW, PASSWORD = "Noor@clinic.example", "seven lemons on a sill"
LINK = re.compile(r"/admin/password_reset/[^\s\"<]+")


@pytest.fixture(autouse=True)
def mail_goes_out(settings):
    settings.HAS_MAIL_SERVER = True


@pytest.fixture
def admin(staff):
    return staff("admin")


def invite(admin, **changes):
    roles = [role.group().pk for role in ROLES if role.key == "writer"]
    form = {"email": NEW, "first_name": "Noor", "last_name": "Haddad", "groups": roles}
    return admin.post("/admin/users/new/", form | changes, follow=True).content.decode()


def invite_again(admin, person):
    return admin.post(f"/admin/users/{person.pk}/invite/", follow=True).content.decode()


def mailed():
    return [link[0] for one in mail.outbox if (link := LINK.search(one.body))][-1]


def choose(path, password=PASSWORD):
    """Whether whoever opens the link may choose this password."""
    browser = ProcessClient("staff")
    form = browser.get(path, follow=True)
    if not form.context["validlink"]:
        return False
    sent = browser.post(form.request["PATH_INFO"], {"new_password1": password, "new_password2": password})
    return sent.status_code == 302


def logs_in(name, password):
    browser = ProcessClient("staff")
    browser.post("/admin/login/", {"username": name, "password": password})
    return browser.get("/admin/topics/").status_code == 200


def test_whoever_is_invited_chooses_a_password_and_has_the_roles(admin):
    said = invite(admin)
    assert f"on its way to {NEW}" in said and not LINK.search(said)
    person = User.objects.get(email=NEW)
    assert (person.username, person.public_name, person.has_usable_password()) == (NEW.lower(), "Noor Haddad", False)
    assert [role.name for role in person.groups.all()] == ["Writer"] and not person.is_superuser
    assert mail.outbox[-1].to == [NEW] and "Ada Lindgren" in mail.outbox[-1].body
    assert choose(mailed())
    assert logs_in(person.username, PASSWORD)
    assert not choose(mailed())


def test_where_mail_goes_nowhere_the_link_is_shown_once_to_be_copied(admin, settings):
    settings.HAS_MAIL_SERVER = False
    shown = invite(admin)
    assert "on its way" not in shown and "Copy the link" in shown and mail.outbox == []
    assert LINK.search(admin.get("/admin/users/").content.decode()) is None
    assert choose(LINK.search(shown)[0])


def test_an_invitation_ends_and_can_be_made_again(admin, settings, time_machine):
    invite(admin)
    first, person = mailed(), User.objects.get(email=NEW)
    assert "Invited, link ends" in admin.get("/admin/users/").content.decode()
    time_machine.move_to(timezone.now() + timezone.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60))
    assert not choose(first)
    admin.force_login(admin.user)
    assert "Invited, link ended" in admin.get("/admin/users/").content.decode()
    invite_again(admin, person)
    second = mailed()
    invite_again(admin, person)
    assert not choose(second)
    assert choose(mailed())


def test_a_password_holds_until_the_link_for_another_is_used(admin):
    writer = member("writer")
    invite_again(admin, writer)
    assert logs_in("writer", "writer-password")
    path = mailed()
    assert not choose(path)  # Whoever has logged in since needs no link.
    invite_again(admin, writer)
    assert choose(mailed())
    assert not logs_in("writer", "writer-password") and logs_in("writer", PASSWORD)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"email": "WRITER@clinic.example"}, "Wren Adeyemi has an account with this address"),
        ({"groups": []}, "Choose at least one role"),
        ({"email": "noor"}, "valid email address"),
        ({"last_name": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_invited(admin, changes, why):
    member("writer")
    assert why in invite(admin, **changes)
    assert not User.objects.filter(first_name="Noor").exists() and mail.outbox == []


def test_nobody_types_a_password_or_makes_a_superuser(admin):
    invite(admin, password1=PASSWORD, password2=PASSWORD, is_superuser="on")
    person = User.objects.get(email=NEW)
    form = {"username": "noor", "email": NEW, "first_name": "Noor", "last_name": "Haddad", "is_active": "on"}
    admin.post(f"/admin/users/edit/{person.pk}/", form | {"password1": PASSWORD, "is_superuser": "on"})
    person.refresh_from_db()
    assert (person.username, person.is_superuser, person.has_usable_password()) == ("noor", False, False)


def test_an_admin_writes_what_patients_see_and_who_stands_in(admin):
    person, deputy = member("reviewer"), member("publisher")
    form = {
        "username": "reviewer",
        "email": person.email,
        "first_name": "Ruth",
        "last_name": "Okafor",
        "is_active": "on",
    }
    form |= {"is_active": "on", "groups": [group.pk for group in person.groups.all()], "public_name": "Dr Ruth Okafor"}
    form |= {"role_title": "pain consultant", "deputy": deputy.pk, "away_until": "2999-01-01"}
    admin.post(f"/admin/users/edit/{person.pk}/", form)
    person.refresh_from_db()
    assert person.byline == "Dr Ruth Okafor, pain consultant"
    assert person.is_away and person.deputy == deputy and not deputy.may_sign_off()
    assert (
        "Select a valid choice"
        in admin.post(f"/admin/users/edit/{person.pk}/", form | {"deputy": person.pk}).content.decode()
    )


def test_what_an_account_never_had_does_not_stop_another_change_of_it(admin):
    User.objects.create_user("demo", password=PASSWORD, public_name="Clinical reviewer")
    form = {"username": "demo", "is_active": "on", "public_name": "Clinical reviewer", "role_title": "pain consultant"}
    person = User.objects.get(username="demo")
    admin.post(f"/admin/users/edit/{person.pk}/", form | {"email": "", "first_name": "", "last_name": ""})
    person.refresh_from_db()
    assert person.role_title == "pain consultant"


def test_only_admins_invite(staff):
    person = member("writer")
    for role in ("writer", "reviewer", "publisher"):
        invite(staff(role))
        invite_again(staff(role), person)
    assert mail.outbox == [] and not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("where", ["new/", "edit/{}/"])
def test_each_role_says_what_it_is_for_where_it_is_chosen(admin, where):
    screen = admin.get("/admin/users/" + where.format(member("writer").pk)).content.decode()
    assert [role.name for role in ROLES if role.purpose not in screen] == []


def test_the_record_has_who_invited_whom(admin):
    invite(admin)
    record = admin.get("/admin/record/").content.decode()
    assert "Make a link for a password" in record and "Noor Haddad" in record and "by mail" in record


def test_who_forgot_a_password_is_told_what_to_do_where_nothing_comes(anyone):
    page = anyone.post("/admin/password_reset/", {"email": "nobody@clinic.example"}, follow=True).content.decode()
    assert "Ask an admin of the clinic" in page
    assert "has been emailed" not in page
