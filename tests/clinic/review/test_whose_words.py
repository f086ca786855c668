"""Whose words they are does not depend on the way they came: kept aside, begun as a translation, put live unchecked."""

import html
import re

import pytest
from wagtail.log_actions import log

from clinic.archive.translating import begin
from clinic.people.models import User
from clinic.review import approving, going_live
from clinic.review.authors import authors_of, authors_of_text, snippet_authors
from clinic.review.content_hash import content_hash
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from clinic.staff.editing.keep_aside import keep_aside, take
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_signing_off import draft_by

pytestmark = pytest.mark.django_db


def seen(page):
    return content_hash(page.get_latest_revision_as_object())


def test_unchecked_words_saved_again_are_still_theirs_who_put_them_live():
    page = draft_by("writer")
    admin = Signer.of_user(member("admin"))
    going_live.emergency_publish(page, admin, seen(page), "Patients are harmed by the old words.")
    page.refresh_from_db()
    page.get_latest_revision_as_object().save_revision(user=member("admin"))
    with pytest.raises(NotPublishable):
        approving.sign_off(page, seen(page), admin, {"sources_checked": True})


def test_what_one_person_wrote_and_approved_is_theirs_when_somebody_adds_a_line(monkeypatch):
    page = draft_by("publisher")
    monkeypatch.setattr(approving, "one_person_signs", lambda: True)
    approving.sign_off(page, seen(page), Signer.of_user(member("publisher")), {"sources_checked": True})
    newest = page.get_latest_revision_as_object()
    newest.asked_as = "and one line more"
    newest.save_revision(user=member("writer"))
    assert member("publisher").pk in authors_of(NewestWords.of(page))


def test_a_translation_begun_with_words_that_nobody_approved_is_theirs_who_wrote_them():
    build.translated(build.faq_index())
    page = draft_by("reviewer")
    spanish = begin(page, build.locale("es"), member("writer"))[-1].specific
    assert member("reviewer").pk in authors_of(NewestWords.of(spanish))


def test_a_draft_that_was_kept_aside_is_theirs_who_wrote_it():
    page = draft_by("writer")
    base = page.get_latest_revision()
    mine = page.get_latest_revision_as_object()
    mine.asked_as = "what the reviewer wrote meanwhile"
    kept = keep_aside(mine, member("reviewer"), base, base)
    take(kept, member("writer"))
    page.refresh_from_db()
    assert member("reviewer").pk in authors_of(NewestWords.of(page))


@pytest.mark.parametrize("text", [build.figure, build.reference, build.term])
def test_a_copy_of_a_shared_text_is_theirs_who_wrote_it_and_theirs_who_copied_it(text, staff):
    original = text()
    log(original, "wagtail.edit", user=member("reviewer"))
    first = copy_by(staff("writer"), original, "x")
    second = copy_by(staff("publisher"), first, "y")
    assert {"reviewer", "writer", "publisher"} == {
        user.username for user in User.objects.filter(pk__in=snippet_authors(page_with(second), None))
    }


def copy_by(browser, original, more):
    """With another name, which is all that a copy must have."""
    address = f"/admin/snippets/{original._meta.app_label}/{original._meta.model_name}/copy/{original.pk}/"
    fields = {one.name: getattr(original, one.name) for one in original.written()}
    fields = {name: str(value) for name, value in fields.items() if value not in (None, False)}
    name = next(iter(fields.keys() & {"name", "word", "title"}))
    sent_to = html.unescape(re.search(r'action="([^"]*add/[^"]*)"', browser.get(address).content.decode())[1])
    assert browser.post(sent_to, fields | {name: fields[name] + more}).status_code == 302
    return type(original).objects.latest("pk")


def page_with(text):
    shown = {"keyfigure": build.inline, "glossaryterm": build.marked}.get(text._meta.model_name)
    if shown:
        return build.topic(live=False, short_answer=f"<p>{shown(text)}</p>")
    return build.topic(live=False, questions=[build.question("Why?", build.statement(references=[text]))])


def test_whoever_wrote_the_original_does_not_approve_a_change_of_its_copy(staff):
    original = build.figure()
    log(original, "wagtail.edit", user=member("reviewer"))
    copy = copy_by(staff("writer"), original, " too")
    assert authors_of_text(copy) == {member("reviewer").pk, member("writer").pk}


def test_a_copied_page_is_theirs_too_whose_draft_was_taken_into_it(staff):
    page = draft_by("writer")
    base = page.get_latest_revision()
    mine = page.get_latest_revision_as_object()
    mine.asked_as = "what the reviewer wrote meanwhile"
    take(keep_aside(mine, member("reviewer"), base, base), member("writer"))
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk}
    staff("publisher").post(f"/admin/pages/{page.pk}/copy/", form)
    copy = TopicPage.objects.get(slug="a-copy")
    assert member("reviewer").pk in authors_of(NewestWords.of(copy))
