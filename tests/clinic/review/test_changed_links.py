"""A link that leads elsewhere is a change like any other, though its words are the same."""

import pytest

from tests import builders as build
from tests.cast import member
from tests.clinic.review.test_page_reading import read, reworded, stored
from tests.clinic.review.test_signing_off import check_url, form_for
from tests.clinic.review.test_who_changed import told

pytestmark = pytest.mark.django_db


def linked(page, place=""):
    return f'<p>Rest, and <a linktype="page" id="{page.pk}"{place}>read when to call</a>.</p>'


@pytest.fixture
def pages():
    return build.topic("When to get help"), build.topic("Is it spread?")


@pytest.fixture
def topic(pages):
    return build.topic(questions=[build.question("What helps?", build.statement(linked(pages[0])))])


def leading(topic, target):
    raw = stored(topic)
    raw[0]["value"]["answer"][0]["value"]["text"] = linked(target)
    return reworded(topic, questions=raw)


def test_it_is_marked_at_its_words_and_both_pages_are_named(topic, pages):
    (row,) = read(leading(topic, pages[1])).changed
    assert '<mark class="led"><span class="vh">Link changed: </span>read when to call<' in row.html
    label, words = row.facts[0]
    assert (label, words) == (
        "Link",
        "“read when to call” leads to “Is it spread?” now, before to “When to get help”.",
    )


def test_it_is_told_beside_other_words_too(topic, pages):
    raw = stored(topic)
    raw[0]["value"]["answer"][0]["value"]["text"] = linked(pages[1]).replace("Rest", "Lie down")
    (row,) = read(reworded(topic, questions=raw)).changed
    assert "Lie down" in row.html and 'class="led"' in row.html
    assert "“Is it spread?” now" in str(row.facts)


def test_signs_of_ours_that_somebody_types_mark_nothing(topic, pages):
    raw = stored(topic)
    raw[0]["value"]["answer"][0]["value"]["text"] = linked(pages[0]).replace("Rest", "\ue004Rest\ue005")
    assert 'class="led"' not in "".join(row.html for row in read(reworded(topic, questions=raw)).text)


def test_whoever_changed_it_is_named(topic, pages, staff):
    assert "Changed by Wren Adeyemi" in told(staff("reviewer"), leading(topic, pages[1]))[0]


def test_it_is_new_since_a_reviewer_asked(topic, pages, staff):
    topic = reworded(topic, short_answer="<p>It hurts for long.</p>")
    staff("reviewer").post(check_url(topic), form_for(topic, outcome="change", note="Lead elsewhere."))
    screen = staff("reviewer").get(check_url(leading(topic, pages[1]))).content.decode()
    assert "1 part is new since you asked" in " ".join(screen.split())


def test_it_is_named_to_whoever_had_the_screen_open(topic, pages, staff):
    topic = reworded(topic, short_answer="<p>It hurts for long.</p>")
    open_screen = staff("reviewer").get(check_url(topic)).context["form"]
    form = form_for(topic) | {"seen_parts": open_screen["seen_parts"].value()}
    leading(topic, pages[1])
    shown = staff("reviewer").post(check_url(topic), form).content.decode()
    assert "Since you opened it:" in shown and "read when to call" in shown.partition("Since you opened it:")[2]


def test_whoever_moved_a_question_is_named_with_the_time(staff):
    asked = [build.question(f"Is it {name}?", build.statement(f"It is {name}.")) for name in ("red", "hot", "wet")]
    page = build.topic(questions=asked)
    newest = page.get_latest_revision_as_object()
    raw = newest.questions.get_prep_value()
    newest.questions = type(page)._meta.get_field("questions").to_python([raw[2], *raw[:2]])
    newest.save_revision(user=member("writer"), clean=False)
    assert "Stands elsewhere now by Wren Adeyemi" in told(staff("reviewer"), page)[0]
