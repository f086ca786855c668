"""A page that is published in the same moment in which a text it shows changes: neither act saw the other's words."""

import threading

import pytest
from django.db import connection, transaction
from wagtail.models import Page

from clinic.archive.models import Edition
from clinic.archive.shared_texts import proposals
from clinic.review import going_live
from clinic.review.review_status import review_status
from clinic.review.signers import Signer
from tests import builders as build
from tests.cast import member


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_published_while_a_text_it_shows_changes_loses_its_signature():
    """Whichever of the two is certain first: neither saw the other's words."""
    source = build.reference("Old")
    said = build.statement(kind="established", references=[source])
    first, second = (build.topic(title, live=False, questions=[build.question("Why?", said)]) for title in "AB")
    build.signed(first)

    def change(title):
        text = source_now(source)
        text.title = title
        text.save_revision(user=member("writer"))
        seen_hash = proposals.Proposal(source_now(source)).hash
        proposals.approve(source_now(source), seen_hash, Signer.of_user(member("reviewer")))

    def publish(page):
        going_live.publish(page, member("publisher"), build.seen(page))

    with transaction.atomic():
        publish(first)
        by_somebody_else(lambda: change("New"))
    assert (source_now(source).title, fresh(first).live) == ("New", True)
    assert review_status(fresh(first)).changed_since
    assert "New" in Edition.objects.of(first).open().get().html

    build.signed(second)
    with transaction.atomic():
        change("Newer")
        by_somebody_else(lambda: publish(second))
    assert (source_now(source).title, fresh(second).live) == ("Newer", True)
    assert review_status(fresh(second)).changed_since


def by_somebody_else(act):
    """Done whole, on a connection of its own, which waits for no lock of ours for ever."""
    failed = []

    def run():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '10s'")
            act()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    other.start()
    other.join()
    assert not failed, failed


def source_now(source):
    return type(source).objects.get(pk=source.pk)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific
