"""A reviewer sees a picture that was changed beside the one that was signed, by account and by link."""

import re

import pytest

from clinic.review import signing_links
from clinic.review.content_hash import content_hash
from faq.models import TopicPage
from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db
KEPT = re.compile(r'src="([^"]*/(?:record/file|picture)/[^"]+)"')


def page_with(chart, **said):
    return build.topic(questions=[build.question("How many?", build.statement(), build.picture(chart, **said), id="q")])


def redrawn(chart):
    first = chart.file.read()
    chart.file = build.picture_file("red")
    chart.save()
    return first


def reviewed(browser, page):
    return browser.get(f"/admin/checking/{page.pk}/").text


def linked(anyone, page, settings):
    """By mail: a link that is shown gives words that are live no name."""
    settings.HAS_MAIL_SERVER = True
    newest = page.get_latest_revision_as_object()
    _link, token = signing_links.invite(page, member("admin"), content_hash(newest), build.clinician())
    return f"/sign/{token}/"


def bytes_of(answer):
    return b"".join(answer.streaming_content)


def test_a_redrawn_picture_stands_beside_the_one_that_was_signed(staff):
    chart = build.image("Chart", "A chart: 3 of 10")
    page = page_with(chart)
    first = redrawn(chart)
    said = reviewed(staff("reviewer"), page)
    (address,) = KEPT.findall(said)
    assert bytes_of(staff("reviewer").get(address)) == first
    assert said.index("<strong>Before</strong>") < said.index("<strong>Now</strong>")
    assert said.count("A chart: 3 of 10</q>") == 2
    assert "fingerprint" not in said


def test_by_a_link_too_and_only_what_was_signed_there(anyone, settings):
    chart = build.image("Chart", "A chart: 3 of 10")
    page = page_with(chart)
    first = redrawn(chart)
    address = linked(anyone, page, settings)
    (picture,) = KEPT.findall(anyone.get(address).text)
    assert picture.startswith(address)
    assert bytes_of(anyone.get(picture)) == first
    other = build.image("Other", "Another", colour="blue")
    build.topic("Another?", questions=[build.question("Why?", build.statement(), build.picture(other))])
    assert anyone.get(f"{address}picture/{other.file_hash}.png").status_code == 404
    assert anyone.get(f"/sign/wrong/picture/{picture.rpartition('/')[2]}").status_code == 404


def test_another_picture_in_its_place_is_a_change_with_both_alt_texts(staff):
    page = page_with(build.image("Old", "Three of ten"))
    swap(page, build.picture(build.image("New", "Nine of ten", colour="red")))
    said = reviewed(staff("reviewer"), page)
    before, now = said.index("Three of ten</q>"), said.index("Nine of ten</q>")
    assert before < now and "1 part changed" in said


def test_a_picture_that_was_signed_and_never_live_is_kept(staff):
    chart = build.image("Chart", "A chart")
    page = page_with(build.image("Old", "Three of ten"))
    swap(page, build.picture(chart))
    build.signed(page)
    first = redrawn(chart)
    (address,) = KEPT.findall(reviewed(staff("reviewer"), page))
    assert bytes_of(staff("reviewer").get(address)) == first


def test_a_picture_that_is_gone_is_still_seen(staff):
    page = page_with(build.image("Old", "Three of ten"))
    swap(page, build.statement("No picture any more."))
    said = reviewed(staff("reviewer"), page)
    assert "Three of ten</q>" in said and "Now: no picture." in said


def swap(page, part):
    newest = page.get_latest_revision_as_object()
    newest.questions = TopicPage._meta.get_field("questions").to_python(
        [build.question("How many?", build.statement(), part, id="q")]
    )
    newest.save_revision(user=member("writer"), clean=False)
