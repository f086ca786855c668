"""Whoever saves when the login is gone keeps what was written, without scripts too."""

import re
from html import unescape

import pytest

from tests import builders as build
from tests import forms
from tests.cast import ProcessClient, member

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}


@pytest.fixture
def topic():
    return build.topic("Sleep")


@pytest.fixture
def written(topic):
    """What the editor sends."""
    changed = {"title": "Sleep", "slug": "sleep", "asked_as": 'One.\nTwo <b> & "three".'}
    return forms.topic(**changed) | forms.loaded(topic)


def address(topic):
    return f"/admin/pages/{topic.pk}/edit/"


def kept(answer):
    """The fields that the page would send."""
    pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return {unescape(name): unescape(value) for name, value in pairs if name != "csrfmiddlewaretoken"}


def newest(topic):
    return topic.get_latest_revision_as_object()


def test_the_form_comes_back_whole_and_is_saved_after_logging_in(topic, written):
    browser = ProcessClient("staff")
    answer = browser.post(address(topic), written)
    assert answer.status_code == 401
    assert "What you wrote is kept on this page" in answer.content.decode()
    assert kept(answer) == {name: str(value) for name, value in written.items()}
    browser.force_login(member("writer"))
    assert browser.post(address(topic), kept(answer)).status_code == 302
    topic.refresh_from_db()
    assert newest(topic).asked_as.replace("\r", "") == written["asked_as"]


def test_it_holds_for_every_form_of_the_admin_but_keeps_no_password(topic):
    figure = build.figure()
    for form in (f"/admin/snippets/content/keyfigure/edit/{figure.pk}/", "/admin/account/", "/admin/urgent-notices/"):
        answer = ProcessClient("staff").post(form, {"text": "Written", "password": "Secret words"})
        assert (answer.status_code, kept(answer)) == (401, {"text": "Written"}), form


def test_autosave_is_told_in_words(topic, written):
    answer = ProcessClient("staff").post(address(topic), written, headers={"Accept": "application/json"})
    assert "What you wrote is still on this page" in answer.json()["error_message"]


def test_a_form_from_before_the_last_login_comes_back_too(topic, written):
    browser = ProcessClient("staff", enforce_csrf_checks=True)
    browser.force_login(member("writer"))
    refused = browser.post(address(topic), written | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert refused.status_code == 403 and kept(refused)["asked_as"] == written["asked_as"]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', refused.content.decode())[1]
    assert browser.post(address(topic), kept(refused) | {"csrfmiddlewaretoken": token}, headers=OURS).status_code == 302


def test_nothing_is_handed_back_to_another_website(topic, written):
    strict = ProcessClient("staff", enforce_csrf_checks=True)
    strict.force_login(member("writer"))
    refused = strict.post(address(topic), written, headers={"Origin": "https://elsewhere.example"})
    assert refused.status_code == 403 and kept(refused) == {}


def test_logging_in_and_out_stay_what_they_are():
    browser = ProcessClient("staff")
    assert browser.post("/admin/logout/").status_code == 302
    assert "Not saved yet" not in browser.post("/admin/login/", {"username": "x", "password": "y"}).content.decode()
