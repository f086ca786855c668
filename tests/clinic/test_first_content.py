"""What `manage.py up` puts on an empty site, and when it leaves the site alone."""

import io

import pytest
from django.core.management import call_command

from clinic.ops.launching.database import has_content, load_demo
from tests.builders import topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(settings):
    settings.LOAD_DEMO = True
    return []


def test_an_empty_site_gets_the_demo_which_stays_away_once_taken_away(said):
    load_demo(said.append)
    assert has_content()
    assert said == ["Demo content: loading, because the site is empty"]
    call_command("load_demo", "--remove", stdout=io.StringIO())
    load_demo(said.append)
    assert not has_content()
    assert len(said) == 1


def test_a_site_with_a_topic_is_left_alone(said):
    topic()
    load_demo(said.append)
    assert said == []


def test_nothing_is_loaded_where_the_settings_say_so(said, settings):
    settings.LOAD_DEMO = False
    load_demo(said.append)
    assert said == []
    assert not has_content()
