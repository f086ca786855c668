"""How a page reads is told as advice, and never stops anything."""

import pytest

from clinic.checks.runner import findings_for
from clinic.checks.text.readability import grade, syllables
from tests import builders as build

pytestmark = pytest.mark.django_db
RULES = {
    "reading-grade",
    "long-sentence",
    "long-paragraph",
    "long-list",
    "long-heading",
    "abbreviation",
    "vague-link",
    "mixed-numbers",
}


def advice(*parts, **fields):
    """`{rule: [message, …]}` for a topic with these parts of an answer."""
    page = build.topic(live=False, questions=[build.question("What is CRPS?", *parts)], **fields)
    said = {}
    for one in findings_for(page.get_latest_revision_as_object()):
        if one.rule in RULES:
            assert one.severity == "ADVISE"
            said.setdefault(one.rule, []).append(one.message)
    return said


def test_a_plain_page_needs_no_advice():
    assert advice(build.statement("CRPS hurts. It can spread.")) == {}


def test_a_long_sentence_is_named_with_its_words():
    words = " ".join(["Words"] * 24)
    assert advice(build.statement(f"Short. {words}.")) == {"long-sentence": ["This sentence has 24 words. Aim for 20."]}


def test_a_long_paragraph_is_named():
    said = advice(build.statement("<p>One. Two. Three.</p><p>One. Two. Three. Four.</p>"))
    assert said == {"long-paragraph": ["This paragraph has 4 sentences. Aim for 3."]}


def test_a_long_list_is_named_whichever_way_it_was_made():
    items = "".join(f"<li>{word}</li>" for word in ["one", "two", "three", "four", "five", "six", "seven", "eight"])
    said = advice(build.statement(f"<ul>{items}</ul>"), build.steps(*["Rest."] * 9))
    assert said == {
        "long-list": ["This list has 8 points. Aim for 7.", "This list has 9 points. Aim for 7."],
    }


def test_two_short_lists_are_not_one_long_list():
    items = "<ul><li>one</li><li>two</li><li>three</li><li>four</li></ul>"
    assert advice(build.statement(f"{items}<p>and</p>{items}")) == {}


def test_an_abbreviation_is_named_once_where_nobody_explains_it():
    said = advice(build.statement("A DRG implant. The DRG is a nerve. CRPS is known."))
    assert said == {"abbreviation": ["“DRG” is not explained at its first use."]}
    assert advice(build.statement("The dorsal root ganglion (DRG)."), title="Another", slug="b") == {}


def test_words_in_capitals_are_no_abbreviations():
    assert advice(build.statement("PLEASE CALL US.")) == {}


@pytest.mark.parametrize("words", ["Click here", "click here to see our services", "here", "Read more »"])
def test_a_link_that_does_not_say_where_it_leads_is_named(words):
    target = f'linktype="page" id="{build.services_page().pk}"'
    assert list(advice(build.statement(f"<p><a {target}>{words}</a></p>"))) == ["vague-link"]


def test_a_link_that_says_where_it_leads_is_fine():
    target = f'linktype="page" id="{build.services_page().pk}"'
    assert advice(build.statement(f"<p><a {target}>Our services</a></p>")) == {}


def test_two_ways_of_writing_a_share_are_named():
    said = advice(build.statement("It was 7 % there."), build.statement("It was 1 in 14 here."))
    assert said == {"mixed-numbers": ["The page writes shares in two ways: “7 %” and “1 in 14”."]}


def test_a_long_question_is_named():
    page = build.topic(live=False, questions=[build.question("Why " + "does it spread " * 5 + "?")])
    found = [one for one in findings_for(page.get_latest_revision_as_object()) if one.rule == "long-heading"]
    assert [one.place.label.split(" › ")[-1] for one in found] == ["Question"]


def test_a_page_of_hard_words_is_named_as_a_whole():
    hard = "Neuroimmunological dysregulation constitutes considerable pathophysiological heterogeneity. " * 6
    assert "reading-grade" in advice(build.statement(hard))


def test_the_grade_grows_with_words_and_sounds():
    easy = "The hand hurts. It is red and hot. You can rest it. Then it may feel well. Ask us when you want to know."
    hard = (
        "Individuals experiencing persistent nociceptive hypersensitivity frequently demonstrate considerable "
        "functional deterioration necessitating comprehensive interdisciplinary rehabilitation programmes."
    )
    assert grade([easy] * 2) < 2 < 15 < grade([hard] * 3)
    assert grade(["Too short."]) is None
    assert [syllables(word) for word in ("nerve", "treatment", "stimulation")] == [1, 2, 4]
