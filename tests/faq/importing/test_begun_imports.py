"""Documents that somebody chose and made no draft of: listed when they come back, to go on with or to remove."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from faq.importing import uploads
from faq.models import TopicPage
from tests import builders as build

pytestmark = pytest.mark.django_db
SCREEN = "/admin/import/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def writer(staff):
    build.faq_index()
    return staff("writer")


def begun(client, *names):
    files = [SimpleUploadedFile(name, f"# About {name}\n\nRest.".encode()) for name in names]
    return client.post(SCREEN, {"document": files}).url


def listed(client):
    """[names] of each that is begun, the newest first."""
    return [[one.name for one in waiting.uploads] for waiting in client.get(SCREEN).context["waiting"]]


def test_what_was_begun_is_listed_with_the_way_on(writer):
    first, second = begun(writer, "sleep.md"), begun(writer, "heat.md", "cold.md")
    assert listed(writer) == [["heat.md", "cold.md"], ["sleep.md"]]
    page = writer.get(SCREEN).content.decode()
    assert re.findall(r'href="(/admin/import/[^"]+)"[^>]*>Go on', page) == [second, first]


def test_it_is_gone_once_a_draft_is_made(writer):
    writer.post(begun(writer, "sleep.md"))
    assert TopicPage.objects.exists() and listed(writer) == []
    assert not [*(settings.VAR_DIR / "uploads-begun").iterdir()]


def test_it_is_removed_with_one_button(writer):
    begun(writer, "sleep.md")
    token = writer.get(SCREEN).context["waiting"][0].token
    assert "Removed." in writer.post(SCREEN, {"remove": token}, follow=True).content.decode()
    assert listed(writer) == [] and not [*uploads.folder().iterdir()]


def test_nobody_sees_or_removes_what_another_began(writer, staff):
    begun(writer, "sleep.md")
    token = writer.get(SCREEN).context["waiting"][0].token
    admin = staff("admin")
    assert listed(admin) == []
    for word in (token, "forged"):
        admin.post(SCREEN, {"remove": word})
    assert listed(writer) == [["sleep.md"]]


def test_after_a_day_nothing_is_left(writer, monkeypatch):
    begun(writer, "sleep.md")
    monkeypatch.setattr(uploads, "age", lambda file: uploads.DAY + 1)
    uploads.forget_old()
    assert not [*uploads.folder().iterdir(), *uploads.words_folder().iterdir()] and listed(writer) == []
