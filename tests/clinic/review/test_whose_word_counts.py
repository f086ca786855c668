"""A name is its owner's, and an approval ends with a colleague's doubt."""

import pytest
from wagtail.log_actions import log

from clinic.review import going_live, objections
from clinic.review.authors import authors_of
from clinic.review.models import Review
from clinic.review.newest_words import NewestWords
from clinic.review.publishing_gate import NotPublishable
from clinic.review.signers import Signer
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def test_nobody_gives_themselves_the_name_they_sign_under(staff):
    reviewer = member("reviewer")
    reviewer.public_name = ""
    reviewer.first_name, reviewer.last_name = "Ruth", "Abara"
    reviewer.save()
    form = {"name_email-first_name": "Maya", "name_email-last_name": "Ortiz", "name_email-email": "maya@clinic.example"}
    staff("reviewer").post("/admin/account/", form)
    reviewer.refresh_from_db()
    assert Signer.of_user(reviewer).name == "Ruth Abara"
    assert reviewer.email != "maya@clinic.example"


def test_words_that_a_colleague_doubts_do_not_go_live():
    page = build.topic(live=False)
    build.signed(page)
    objections.ask_for_change(page, build.seen(page), Signer.of_user(member("reviewer")), "Which guideline says so?")
    with pytest.raises(NotPublishable):
        going_live.publish(page, member("publisher"), build.seen(page))
    assert not TopicPage.objects.get(pk=page.pk).live


def test_words_that_patients_read_stay_approved_while_a_colleague_asks_for_a_change():
    page = build.topic()
    objections.ask_for_change(page, build.seen(page), Signer.of_user(member("admin")), "Say it in shorter words.")
    assert Review.objects.of(page).approving().for_words(page.live_hash).exists()


def test_whoever_put_a_figure_into_another_language_is_an_author():
    figure = build.figure()
    page = build.topic(short_answer=f"<p>{build.inline(figure)}</p>")
    copy = build.translated(page, title="¿Qué es el SDRC?", slug="que-es", subject=build.spanish(build.subject()))
    theirs = figure.copy_for_translation(build.locale())
    theirs.unit = "personas"
    theirs.save()
    log(theirs, "wagtail.edit", user=member("reviewer"))
    assert member("reviewer").pk in authors_of(NewestWords.of(copy))
