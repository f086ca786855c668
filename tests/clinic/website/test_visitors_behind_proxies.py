"""Visitors are told apart behind proxies of the clinic's own; what they say of themselves counts for nothing."""

import pytest
from django.test import RequestFactory

from clinic.website.limits import visitor


def whoever(forwarded=None, address="10.0.0.1"):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    return visitor(RequestFactory(REMOTE_ADDR=address).get("/", headers=headers))


def test_without_a_proxy_nobody_gives_themselves_another_address():
    assert whoever("203.0.113.5") == whoever("203.0.113.6") == whoever()


@pytest.mark.parametrize(
    ("proxies", "forwarded"), [(1, "203.0.113.5"), (1, "1.1.1.1, 203.0.113.5"), (2, "1.1.1.1, 203.0.113.5, 10.0.0.2")]
)
def test_behind_proxies_it_is_whom_the_outermost_heard(settings, proxies, forwarded):
    settings.PROXIES = proxies
    assert whoever(forwarded) == whoever(", ".join(["203.0.113.5", "10.0.0.2"][:proxies]))
    assert whoever(forwarded) != whoever(forwarded.replace("203.0.113.5", "203.0.113.6"))


def test_a_request_that_did_not_come_by_all_proxies_counts_as_its_own_address(settings):
    settings.PROXIES = 2
    assert whoever("203.0.113.5") == whoever()
