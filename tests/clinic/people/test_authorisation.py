"""Every address of staff × every role: nothing is seen that must not be seen. What may be done: test_forged_posts.py.

The addresses come from the URL map, the rules from tests/authorisation/rules.toml. An address without a rule fails.
"""

import pytest
from django.test import Client, override_settings
from django.urls import Resolver404, resolve

from tests.authorisation import forged, rules
from tests.authorisation.scene import files_of_its_own, scene  # noqa: F401
from tests.authorisation.visits import ALL, OURS, to_look_at
from tests.cast import settings_of

pytestmark = pytest.mark.django_db


def test_every_address_has_a_rule():
    without = [address.name for address in ALL if not rules.rule_for(address)]
    assert not without, f"Say in {rules.FILE.name} who may see and act at: {', '.join(without)}"


def test_every_argument_has_a_value(scene):  # noqa: F811
    missing = {address.name: names for address in ALL if (names := address.missing(scene.signed))}
    assert not missing, f"Say in scene.py what to fill in: {missing}"


def test_no_rule_is_left_over_from_an_address_of_ours():
    names = {address.name for address in OURS}
    left = {name for name in rules.TABLE["addresses"] if "wagtail" not in name and "*" not in name} - names
    assert left <= {address.name for address in ALL}


@pytest.mark.matrix
@pytest.mark.parametrize("role", rules.EVERYBODY)
def test_looking_shows_and_changes_nothing_it_must_not(scene, role):  # noqa: F811
    wrong = []
    for visit in to_look_at(scene, role):
        queries = [forged.query(visit.address, visit.values)] + ["?export=csv"] * visit.address.exports
        for query in queries:
            wrong += visit.get(query).problems(may_act=False)
    assert not wrong, "\n".join(wrong)


def test_nothing_is_done_without_the_token_of_a_form(scene):  # noqa: F811
    wrong = []
    for visit in to_look_at(scene, "admin"):
        wrong += visit.post_without_token().problems(may_act=False)
    assert not wrong, "\n".join(wrong)


def test_the_public_site_has_none_of_the_addresses_behind_the_login(scene):  # noqa: F811
    """What it knows no address for is looked for among the pages; that none is found is tried once for each app."""
    visits = [visit for visit in to_look_at(scene, "anon") if visit.path.startswith(("/admin/", "/sign/"))]
    assert {known_as(visit.path) for visit in visits} <= {None, "wagtail_serve"}
    with override_settings(**settings_of("site")):
        one_of_each = {visit.address.namespace: visit.path for visit in visits}.values()
        assert {Client().get(path, follow=True).status_code for path in one_of_each} == {404}


def known_as(path):
    try:
        return resolve(path, "clinic.urls.site").view_name
    except Resolver404:
        return None
