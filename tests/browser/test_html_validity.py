"""Every template of the running clinic is HTML without a mistake, as the W3C's own checker sees it."""

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.shown import ADDRESSES, SHOWN
from tests.validator import findings, jar

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).parents[2] / "templates"
# Shown to staff and to clinicians who sign.
NOT_FOR_PATIENTS = ("clinic/reviewing/", "clinic/login/")
# What the leaflets have in common.
SHEET = "leaflet.html"
EXTENDS = re.compile(r'{% extends "([^"]+)"')


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
    files = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    above = {name: found[1] for name, text in files.items() if (found := EXTENDS.match(text)) and found[1] != name}
    pages = {name for name in above if stands_on(name, above) in ("base.html", "plain.html")}
    assert {name for name in pages if not name.startswith(NOT_FOR_PATIENTS)} - {SHEET} == set(SHOWN)


def stands_on(name, above):
    """The template at the bottom of what this one extends."""
    while name in above:
        name = above[name]
    return name
