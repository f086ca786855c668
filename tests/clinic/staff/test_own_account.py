"""The page of one's own account can be saved by accounts of every kind, and offers what browsers understand."""

import re

import pytest

from clinic.people.models import User
from tests.clinic.staff.test_refusals_and_exports import PROFILE

pytestmark = pytest.mark.django_db
ACCOUNT, NAMELESS = "/admin/account/", {"name_email-first_name": "", "name_email-last_name": ""}


def test_whoever_never_had_a_first_and_last_name_needs_none_to_change_something_else(staff):
    writer = staff("writer")
    User.objects.filter(username="writer").update(first_name="", last_name="")
    assert writer.post(ACCOUNT, PROFILE | NAMELESS | {"theme-theme": "dark"}).status_code == 302
    User.objects.filter(username="writer").update(first_name="Wren")
    assert writer.post(ACCOUNT, PROFILE | NAMELESS).status_code == 200


def test_time_zones_are_those_of_places(staff):
    [choices] = re.findall(r"<select[^>]*current_time_zone.*?</select>", staff("writer").get(ACCOUNT).text, re.DOTALL)
    zones = re.findall(r'<option value="([^"]+)"', choices)
    assert "Europe/Berlin" in zones and "UTC" in zones
    assert {"localtime", "posixrules", "Factory"}.isdisjoint(zones)
