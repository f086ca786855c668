"""Two blocks that are sent with one id, or with an odd one: each is read by whoever approves, at its own place."""

import html
import uuid

import pytest

from clinic.review.page_parts import parts_read
from faq.models import TopicPage
from home.models import StandardPage
from tests import builders as build
from tests.cast import member
from tests.forms import nested_form_data, question, statement, streamfield

pytestmark = pytest.mark.django_db
OLD, NEW = "Move the hand a little each day.", "Warm the plaster and peel it away."
ONE = str(uuid.uuid4())


def screen(browser, page):
    return html.unescape(browser.get(f"/admin/checking/{page.pk}/?whole=1").content.decode())


def stated(*ids):
    parts = [
        build.block("statement", build.statement(words)["value"], id=id)
        for words, id in zip((NEW, OLD), ids, strict=True)
    ]
    return [build.question("What can I do?", *parts, id="q1")]


def sent(page):
    page.save_revision(user=member("writer"), clean=False)
    page.get_workflow().start(page, member("writer"))
    return page


@pytest.mark.parametrize(
    "ids", [(ONE, ONE), ("q1:s1", "s1"), ("a.b", "a.b"), ("0", ONE), ("1", "1"), (f" {ONE}", ONE), ("", "")]
)
def test_both_are_on_the_screen_of_whoever_approves(ids, staff):
    page = sent(build.topic(live=False, questions=stated(*ids)))
    shown = screen(staff("reviewer"), page)
    assert NEW in shown and OLD in shown
    keys = [part.key for part in parts_read(TopicPage.objects.get(pk=page.pk).get_latest_revision_as_object())]
    assert len(keys) == len(set(keys))


def test_what_was_put_before_approved_words_under_their_id_is_shown(staff):
    before = build.block("statement", build.statement(OLD)["value"], id=ONE)
    page = sent(build.topic(questions=[build.question("What can I do?", before, id="q1")]))
    assert NEW not in screen(staff("reviewer"), page)
    page.questions = TopicPage._meta.get_field("questions").to_python(stated(ONE, ONE))
    page.save_revision(user=member("writer"), clean=False)
    assert NEW in screen(staff("reviewer"), page)


def test_a_form_that_sends_one_id_twice_saves_two():
    topic = build.topic()
    words = [statement(f"<p>{one}</p>") for one in (NEW, OLD)]
    posted = nested_form_data({"questions": streamfield([question("What can I do?", *words)])})
    posted |= {"questions-0-value-answer-0-id": ONE, "questions-0-value-answer-1-id": ONE}
    block = TopicPage._meta.get_field("questions").stream_block
    topic.questions = block.value_from_datadict(posted, {}, "questions")
    [kept] = topic.save_revision(clean=False).as_object().questions
    first, second = (child.id for child in kept.value["answer"])
    assert first == ONE != second


def test_on_a_page_without_questions_too(staff):
    body = [build.block("text", f"<p>{words}</p>", id=ONE) for words in (NEW, OLD)]
    page = build.under(build.home_page(), StandardPage(title="About us", slug="about-us", body=body), live=False)
    shown = screen(staff("reviewer"), sent(page))
    assert NEW in shown and OLD in shown
