"""A restore does not bring back what was ended since."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from clinic.jobs.models import StoredMail
from clinic.ops.launching.kept_pages import folder_of_pages
from clinic.people.models import User
from clinic.review.models import SignOffLink
from clinic.website.after_restore import keep_ended
from clinic.website.models import ContentChange
from tests import builders as build

pytestmark = pytest.mark.django_db


def test_logins_links_and_waiting_mail_stay_ended():
    user = User.objects.create_user("nurse", "nurse@clinic.example", "x" * 20)
    letter = default_token_generator.make_token(user)
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    UserSession.objects.create(user=user, ip="::1", session_key="a")
    waiting = StoredMail.objects.create(recipient="a@b.example", sender="c@d.example", content=b"x")
    topic = build.topic()
    link = SignOffLink(page=topic, revision=topic.latest_revision or topic.save_revision(), clinician_name="A")
    link.issue_token()
    link.save()
    keep_ended()
    for row in (user, waiting, link):
        row.refresh_from_db()
    assert not Session.objects.exists() and not UserSession.objects.exists()
    assert not default_token_generator.check_token(user, letter)
    assert (waiting.state, link.state) == ("unsure", "revoked")


def test_a_database_that_was_put_back_by_other_means_is_of_another_version(settings, tmp_path, monkeypatch):
    # In the transaction of this test: nothing is migrated, which others would wait for, and its connection stays.
    monkeypatch.setattr("clinic.website.management.commands.restore.call_command", lambda *args, **options: None)
    monkeypatch.setattr(connection, "close", lambda: None)
    settings.VAR_DIR = tmp_path
    (folder_of_pages() / "ab").mkdir(parents=True)
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    before = ContentChange.objects.create().pk
    call_command("restore", recovered=True)
    assert ContentChange.objects.latest("pk").pk > before + 1_000_000
    assert not Session.objects.exists() and not folder_of_pages().exists()
