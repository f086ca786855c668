"""Whose words they are does not depend on the way they came: kept aside, begun as a translation, put live unchecked."""

import pytest

from clinic.archive.translating import begin
from clinic.review import actions
from clinic.review.authors import authors_of
from clinic.review.content_hash import content_hash
from clinic.review.gate import NotPublishable
from clinic.review.signers import Signer
from clinic.staff.editing.keep_aside import keep_aside, take
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_off import draft_by

pytestmark = pytest.mark.django_db


def seen(page):
    return content_hash(page.get_latest_revision_as_object())


def test_unchecked_words_saved_again_are_still_theirs_who_put_them_live():
    page = draft_by("writer")
    admin = Signer.of_user(member("admin"))
    actions.emergency_publish(page, admin, seen(page), "Patients are harmed by the old words.")
    page.refresh_from_db()
    page.get_latest_revision_as_object().save_revision(user=member("admin"))
    with pytest.raises(NotPublishable):
        actions.sign_off(page, seen(page), admin, {"sources_checked": True})


def test_what_one_person_wrote_and_approved_is_theirs_when_somebody_adds_a_line(monkeypatch):
    page = draft_by("publisher")
    monkeypatch.setattr(actions, "one_person_signs", lambda: True)
    actions.sign_off(page, seen(page), Signer.of_user(member("publisher")), {"sources_checked": True})
    newest = page.get_latest_revision_as_object()
    newest.asked_as = "and one line more"
    newest.save_revision(user=member("writer"))
    assert member("publisher").pk in authors_of(page, page.get_latest_revision())


def test_a_translation_begun_with_words_that_nobody_approved_is_theirs_who_wrote_them():
    build.translated(build.faq_index())
    page = draft_by("reviewer")
    spanish = begin(page, build.locale("es"), member("writer"))[-1].specific
    assert member("reviewer").pk in authors_of(spanish, spanish.get_latest_revision())


def test_a_draft_that_was_kept_aside_is_theirs_who_wrote_it():
    page = draft_by("writer")
    base = page.get_latest_revision()
    mine = page.get_latest_revision_as_object()
    mine.asked_as = "what the reviewer wrote meanwhile"
    kept = keep_aside(mine, member("reviewer"), base, base)
    take(kept, member("writer"))
    page.refresh_from_db()
    assert member("reviewer").pk in authors_of(page, page.get_latest_revision())
