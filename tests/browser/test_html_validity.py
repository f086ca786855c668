"""Every template of the running clinic is HTML without a mistake, as the W3C's own checker sees it."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.shown import ADDRESSES, SHOWN
from tests.validator import findings, jar

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).parents[2] / "templates"
# Shown to staff and to clinicians who sign.
NOT_FOR_PATIENTS = "clinic/publishing/"


def fetched(scene, address):
    """The HTML at an address, whatever its status."""
    if address in scene.faults:
        return scene.faults[address].content
    try:
        return urllib.request.urlopen(scene.site + address).read()
    except urllib.error.HTTPError as answer:
        return answer.read()


@pytest.mark.skipif(jar() is None, reason="no checker of HTML: run .ci/validator, or set CLINIC_VNU to a vnu.jar")
def test_every_page_is_valid_html(scene, tmp_path):
    for number, address in enumerate(ADDRESSES):
        name = address.strip("/").replace("/", "-").replace("?", "-") or "home"
        (tmp_path / f"{number:02}-{name}.html").write_bytes(fetched(scene, address))
    assert findings(tmp_path) == []


def test_the_list_of_shown_templates_is_complete():
    pages = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.read_text().startswith(('{% extends "base.html"', '{% extends "plain.html"'))
    }
    assert {name for name in pages if not name.startswith(NOT_FOR_PATIENTS)} == set(SHOWN)
