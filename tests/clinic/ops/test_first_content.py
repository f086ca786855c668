"""When `manage.py up` leaves a site without the demo. What it puts on an empty one: home/test_loaded_demo.py."""

import pytest

from clinic.ops.launching.database import has_content, load_demo
from tests.builders import topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(settings):
    settings.LOAD_DEMO = settings.DEMO_ACCOUNTS = True
    return []


def test_a_site_with_a_topic_is_left_alone(said):
    topic()
    load_demo(said.append)
    assert said == []


def test_nothing_is_loaded_where_the_settings_say_so(said, settings):
    settings.LOAD_DEMO = False
    load_demo(said.append)
    assert said == []
    assert not has_content()
