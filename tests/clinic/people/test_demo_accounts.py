"""The accounts of the demo: made in development only, shown while they work, taken away unless somebody used them.

That later starts leave them alone is in test_first_content.py.
"""

import io
import json

import pytest
from django.core.management import call_command

from clinic.people import demo_accounts
from clinic.people.models import User
from clinic.people.roles import ROLES
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.fixture
def development(settings):
    settings.DEMO_ACCOUNTS = True


def logins():
    return json.loads(demo_accounts.logins_file().read_text())


def shown():
    said = io.StringIO()
    call_command("show_logins", stdout=said)
    return said.getvalue()


def log_in(client, login):
    return client.post("/admin/login/", {"username": login["username"], "password": login["password"]})


# Made -------------------------------------------------------------------------------------------------------------


def test_each_role_gets_an_account_that_opens_the_admin_and_carries_that_role_alone(development, anyone):
    demo_accounts.make()
    for role in ROLES:
        assert log_in(anyone, logins()[role.key]).status_code == 302
        user = User.objects.get(username=role.key)
        assert [group.name for group in user.groups.all()] == [role.name]
        assert not user.is_superuser


def test_their_passwords_are_shown_and_kept_where_only_the_owner_reads(development):
    demo_accounts.make()
    assert all(login["password"] in shown() for login in logins().values())
    assert demo_accounts.logins_file().stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_taken_is_left_alone(development):
    own = User.objects.create_user("admin", password="the clinic's own words")
    demo_accounts.make()
    own.refresh_from_db()
    assert own.check_password("the clinic's own words")
    assert list(logins()) == ["writer", "reviewer", "publisher"]


def test_outside_development_there_is_none_and_no_password_is_shown(development, settings):
    demo_accounts.make()
    settings.DEMO_ACCOUNTS = False
    assert not any(login["password"] in shown() for login in logins().values())
    User.objects.all().delete()
    demo_accounts.make()
    assert not User.objects.exists()


def test_only_those_that_still_work_are_shown(development):
    demo_accounts.make()
    set_password("admin", "a password of our own")
    User.objects.get(username="writer").delete()
    User.objects.filter(username="publisher").update(is_active=False)
    assert [key for key, login in logins().items() if login["password"] in shown()] == ["reviewer"]


def set_password(username, password):
    user = User.objects.get(username=username)
    user.set_password(password)
    user.save()


# Taken away -------------------------------------------------------------------------------------------------------


def test_those_that_nobody_used_go_with_their_passwords(development):
    demo_accounts.make()
    removed = demo_accounts.remove()
    assert (removed.count, removed.kept) == (4, [])
    assert not User.objects.exists()
    assert not demo_accounts.logins_file().exists()


def test_an_account_that_was_used_or_owns_something_stays(development, anyone):
    demo_accounts.make()
    log_in(anyone, logins()["writer"])
    topic = build.topic(live=False)
    topic.owner = User.objects.get(username="publisher")
    topic.save()
    removed = demo_accounts.remove()
    assert dict(removed.kept) == {"writer": "somebody has logged in with it", "publisher": "something belongs to it"}
    assert set(User.objects.values_list("username", flat=True)) >= {"writer", "publisher"}
    assert not User.objects.filter(username__in=["reviewer", "admin"]).exists()
    assert list(logins()) == ["writer", "publisher"]


def test_an_account_whose_password_was_changed_stays(development):
    demo_accounts.make()
    set_password("admin", "a password of our own")
    assert demo_accounts.remove().kept == [("admin", "its password was changed")]
    assert User.objects.get().check_password("a password of our own")


def test_an_account_of_the_clinic_with_such_a_name_is_not_the_demos_to_delete(development):
    demo_accounts.make()
    User.objects.get(username="admin").delete()
    own = User.objects.create_user("admin", password="the clinic's own words")
    demo_accounts.remove()
    assert list(User.objects.all()) == [own]
