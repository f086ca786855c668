"""What `manage.py up` puts on an empty site, and when it leaves the site alone."""

import io

import pytest
from django.core.management import call_command

from clinic.ops.launching.database import has_content, load_demo
from clinic.people.models import User
from tests.builders import topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(settings):
    settings.LOAD_DEMO = settings.DEMO_ACCOUNTS = True
    return []


def test_an_empty_site_gets_the_demo_which_stays_away_once_taken_away(said):
    load_demo(said.append)
    assert has_content()
    assert said == ["Demo content: loading, because the site is empty"]
    later_starts_leave_the_accounts_as_staff_left_them(said)
    taken_away = io.StringIO()
    call_command("load_demo", "--remove", stdout=taken_away)
    assert "Kept: “admin”, because its password was changed." in taken_away.getvalue()
    assert list(User.objects.values_list("username", flat=True)) == ["admin"]
    load_demo(said.append)
    assert not has_content()
    assert len(said) == 1


def later_starts_leave_the_accounts_as_staff_left_them(said):
    """Within the test above: loading the demo takes half a minute."""
    admin, writer, publisher = (User.objects.get(username=name) for name in ("admin", "writer", "publisher"))
    admin.set_password("a password of our own")
    admin.save()
    writer.delete()
    User.objects.filter(pk=publisher.pk).update(is_active=False)
    call_command("bootstrap", verbosity=0)
    load_demo(said.append)
    call_command("load_demo", stdout=io.StringIO())
    admin.refresh_from_db()
    assert admin.check_password("a password of our own")
    assert not User.objects.filter(username="writer").exists()
    assert not User.objects.get(username="publisher").is_active


def test_a_site_with_a_topic_is_left_alone(said):
    topic()
    load_demo(said.append)
    assert said == []


def test_nothing_is_loaded_where_the_settings_say_so(said, settings):
    settings.LOAD_DEMO = False
    load_demo(said.append)
    assert said == []
    assert not has_content()
