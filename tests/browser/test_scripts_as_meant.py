"""Scripts and the stylesheet of a page bear the hash of what is served: a browser runs nothing that was changed."""

from base64 import b64encode
from hashlib import sha384

import pytest

OWN = "script[src], link[rel=stylesheet][href*='clinic/css']"


@pytest.mark.parametrize("address", ["/", "/faq/does-crps-spread/", "/search/?q=pain"])
def test_each_bears_the_hash_of_what_is_served(visitor, address):
    told = []
    visitor.on("console", lambda line: told.append(line.text))
    visitor.goto(address)
    files = visitor.locator(OWN).evaluate_all("all => all.map(one => [one.src || one.href, one.integrity])")
    assert len(files) > 2
    for url, integrity in files:
        served = visitor.request.get(url).body()
        assert integrity == f"sha384-{b64encode(sha384(served).digest()).decode()}", url
    assert told == []


def test_a_changed_script_is_not_run(visitor, clinic):
    visitor.route("**/js/listen*", lambda route: route.fulfill(content_type="text/javascript", body="window.evil = 1"))
    visitor.goto("/faq/does-crps-spread/")
    assert visitor.evaluate("window.evil") is None
