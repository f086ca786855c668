"""Forged posts to every address by every role: nothing is done that must not be done, and nothing is published or
signed but words that were seen.

The addresses come from the URL map, so that a new one, Wagtail's too, is tried as well.
"""

from functools import cache

import pytest
from wagtail.models import Page

from clinic.review.content_hash import content_hash
from tests.authorisation import forged, rules
from tests.authorisation.scene import files_of_its_own, scene  # noqa: F401
from tests.authorisation.visits import Visit, to_act_at

pytestmark = [pytest.mark.django_db, pytest.mark.matrix]
# What makes words public or puts a name under them.
SIGNING = {"review_review", "review_signofflink"}


class Walk:
    """All forged posts of one role, with the words of each page as they were seen."""

    def __init__(self, scene, role):  # noqa: F811
        self.wrong, self.wrote, self.acts = [], set(), set()
        for visit in to_act_at(scene, role):
            may_act = rules.may_act(visit.address, role, visit.values["whose"])
            for body in forged.bodies(visit.address, visit.values):
                self.wrong += visit.post(body).problems(may_act)
                if visit.values is scene.signed:
                    self.note(visit)

    def note(self, visit):
        if visit.written:
            self.wrote.add(visit.address)
        if has_acted(visit):
            self.acts.add(visit.address.name)


def has_acted(visit):
    """Whether patients read other words of the page now, or a new one, or somebody's name was put under words."""
    published = visit.values["page_id"] in visit.deed.gone_live and "archive_edition" in visit.written
    return published or SIGNING & visit.written


@pytest.fixture(scope="module")
def walk(scene):  # noqa: F811
    """`walk(role)`: once for all tests here."""
    return cache(lambda role: Walk(scene, role))


@pytest.mark.parametrize("role", rules.EVERYBODY)
def test_they_do_nothing_they_must_not(walk, role):
    wrong = walk(role).wrong
    assert not wrong, "\n".join(wrong)


def test_they_publish_and_sign_words_that_were_seen(walk):
    """Else the test below would pass for any reason."""
    assert {"clinic_check", "sign_by_link", "clinic_invite", "clinic_shared_change"} <= walk("reviewer").acts
    assert {"clinic_publish", "wagtail_bulk_action"} <= walk("publisher").acts
    assert "clinic_emergency" in walk("admin").acts


@pytest.mark.parametrize("role", ["reviewer", "publisher", "admin"])
def test_they_publish_and_sign_nothing_that_was_not_seen(scene, walk, role):  # noqa: F811
    """Tried wherever the same posts did anything at all with the words that were seen."""
    seen = shown_before(scene)
    assert seen != scene.signed["seen"]
    place = scene.signed | {"seen": seen, "shared_seen": seen}
    acts = set()
    for address in walk(role).wrote:
        for body in forged.bodies(address, place):
            if has_acted(Visit(scene, role, address, place).post(body)):
                acts.add(address.name)
    # Links are taken back, not used: by hand, or as the page is withdrawn.
    assert acts <= {"clinic_revoke", "clinic_vouching_answer", "withdraw"}


def shown_before(scene):  # noqa: F811
    """The words that are live: newer ones were written since, and signed by others."""
    return content_hash(Page.objects.get(pk=scene.signed["page_id"]).specific)
