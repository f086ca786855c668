"""Words are theirs who wrote them first, also when somebody else types them again, or puts them back by hand."""

import json

import pytest

from clinic.people.models import User
from clinic.review import approving
from clinic.review.authors import authors_of, draft_authors
from clinic.review.content_hash import content_hash
from clinic.review.first_writers import sentences_in
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
THEIRS = "It can spread to the other hand. Nobody knows why."


def says(page, words, user):
    page.short_answer = f"<p>{words}</p>"
    page.save_revision(user=user)


@pytest.fixture
def colleague():
    """Who may approve, too."""
    found = User.objects.create_user("lena", "lena@clinic.example", "password")
    found.groups.add(*member("reviewer").groups.all())
    return found


@pytest.fixture
def writer():
    return member("writer")


@pytest.fixture
def page(colleague, writer):
    """What a colleague wrote was written over before it was signed."""
    page = build.topic(live=False)
    says(page, THEIRS, colleague)
    says(page, "It can get hot.", writer)
    build.signed(page)
    return page


def authors(page):
    return authors_of(NewestWords.of(page))


def test_whoever_puts_words_back_by_hand_hides_nobody(page, colleague, writer):
    says(page, THEIRS, writer)
    assert authors(page) == {writer.pk, colleague.pk}
    seen = content_hash(page.get_latest_revision_as_object())
    with pytest.raises(NotPublishable):
        approving.sign_off(page, seen, Signer.of_user(colleague), {"sources_checked": True})


@pytest.mark.parametrize(
    "words", ["IT CAN SPREAD, to the <b>other</b> hand!", "It can get hot. It can spread to the other hand. And so on."]
)
def test_one_sentence_of_them_is_enough_whatever_its_signs_and_tags(page, colleague, writer, words):
    says(page, words, writer)
    assert colleague.pk in authors(page)


def test_a_title_is_words_too(colleague, writer):
    page = build.topic(live=False)
    page.title = "How it spreads"
    page.save_revision(user=colleague)
    page.title = "What it is"
    page.save_revision(user=writer)
    build.signed(page)
    page.title = "How it spreads"
    page.save_revision(user=writer)
    assert colleague.pk in authors(page)


def test_so_it_is_with_words_that_were_signed_once(page, colleague, writer):
    says(page, THEIRS, writer)
    build.signed(page)
    says(page, "Something else.", writer)
    build.signed(page)
    says(page, THEIRS, writer)
    assert colleague.pk in authors(page)


def test_other_words_are_only_theirs_who_write_them(page, writer):
    says(page, "It can get hot. It can get cold.", writer)
    assert authors(page) == {writer.pk}


def test_a_shared_text_is_theirs_who_wrote_it_first_as_well():
    figure = build.figure()
    for value, role in (("850", "reviewer"), ("900", "publisher")):
        figure.value = value
        figure.put_live(figure.save_revision(user=member(role)), member(role))
    figure.value = "850"
    figure.save_revision(user=member("writer"))
    assert draft_authors(type(figure).objects.get(pk=figure.pk)) == {member("writer").pk, member("reviewer").pk}


def test_sentences_are_found_in_streams_within_a_version():
    said = "<p>Yes, it can. Ask us.</p><ul><li>One more</li></ul>"
    stream = json.dumps([{"type": "question", "id": "a-b", "value": {"answer": said}}])
    assert sentences_in({"body": stream, "path": "0001 0002"}, {"path"}, 2) == {"yes it can", "ask us", "one more"}
