"""A restore does not bring back what was ended since."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.utils import timezone

from clinic.jobs.models import StoredMail
from clinic.people.models import User
from clinic.review.models import SignOffLink
from clinic.website.after_restore import keep_ended
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
