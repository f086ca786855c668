"""What somebody approved, planned or published stays as it was read: autosave goes on in a version of its own."""

import pytest
from django.utils import timezone
from wagtail.models import Revision

from clinic.people.models import User
from clinic.review.authors import authors_of
from clinic.review.content_hash import content_hash
from clinic.review.named_revisions import is_named
from clinic.review.newest_words import NewestWords
from tests import builders as build
from tests.cast import member
from tests.clinic.staff.test_stale_saves import autosave, fields, newest, saved_by, two_questions

pytestmark = pytest.mark.django_db


def saved(browser):
    """A page whose newest version is from a tab that is still open."""
    page = two_questions()
    saved_by(browser, page, title="Read by a colleague")
    assert not is_named(newest(page))
    page.refresh_from_db()
    return page


def type_on(browser, page):
    """The next autosave from that tab; returns the version it is in."""
    again = fields(page, title="Read by nobody") | {"overwrite_revision_id": str(newest(page).pk)}
    return autosave(browser, page, again).json()["revision_id"]


def live(page):
    build.put_live(page)


def approved(page):
    build.signed(page)


def sent_for_review(page):
    page.get_workflow().start(page, member("reviewer"))


@pytest.mark.parametrize(("becomes", "role"), [(live, "writer"), (approved, "writer"), (sent_for_review, "reviewer")])
def test_autosave_never_writes_over_a_version_that_something_stands_for(becomes, role, staff):
    page = saved(staff(role))
    kept = newest(page)
    becomes(page)
    words = content_hash(newest(page).as_object())
    first = type_on(staff(role), page)
    assert first != kept.pk and newest(page).pk == first and newest(page).content["title"] == "Read by nobody"
    kept.refresh_from_db()
    assert kept.content["title"] == "Read by a colleague" and content_hash(kept.as_object()) == words
    assert type_on(staff(role), page) == first


def test_a_version_that_is_planned_is_named(staff):
    page = saved(staff("writer"))
    Revision.objects.filter(pk=newest(page).pk).update(approved_go_live_at=timezone.now())
    assert is_named(newest(page))


def test_whoever_types_on_in_the_live_version_is_the_author_of_what_comes(staff):
    page = saved(staff("writer"))
    build.put_live(page)
    type_on(staff("writer"), page)
    page.refresh_from_db()
    assert authors_of(NewestWords.of(page)) == {member("writer").pk}


def test_words_that_were_written_over_an_approved_version_all_the_same_have_an_author():
    """By a script, or before it was refused: what was approved are words, not the version."""
    page = build.topic()
    second = User.objects.create_user("second", "second@clinic.example", "password")
    page.asked_as = "as the second reviewer heard it"
    page.save_revision(user=second)
    build.put_live(page)
    over = page.get_latest_revision()
    words = over.as_object()
    words.asked_as = "as nobody read it"
    words.save_revision(user=second, overwrite_revision=over)
    page.refresh_from_db()
    assert authors_of(NewestWords.of(page)) == {second.pk}
