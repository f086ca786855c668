"""Answers on the page of a topic: open on a short page, else the first; each is in the page and can be linked to."""

import re

import pytest
from bs4 import BeautifulSoup

from tests import builders as build

pytestmark = pytest.mark.django_db

ADDRESS = "/faq/what-is-crps/"
LONG = " ".join(["Pain that lasts longer than it should and spreads."] * 30)


def answers(patient, query=""):
    """`{question: whether its answer is open}` in the page's order."""
    page = BeautifulSoup(patient.get(ADDRESS + query).content, "html.parser")
    return {found.h2.get_text(): found.has_attr("open") for found in page.select("details.question")}


def asked(*long, short=()):
    return [build.question(name, build.statement(LONG)) for name in long] + [build.question(name) for name in short]


def test_the_first_answer_of_a_long_page_is_open_and_the_others_closed(patient):
    build.topic(questions=asked("Why?", "Does it spread?", "Who gets it?", short=["Is it rare?"]))
    assert answers(patient) == {"Why?": True, "Does it spread?": False, "Who gets it?": False, "Is it rare?": False}


def test_a_short_page_shows_every_answer(patient):
    build.topic(questions=asked("Why?", "Does it spread?", short=["Is it rare?", "Who gets it?", "When?"]))
    assert set(answers(patient).values()) == {True}
    assert "Open all answers" not in patient.get(ADDRESS).content.decode()


def test_all_answers_can_be_opened_without_scripts(patient):
    build.topic(questions=asked("Why?", "Does it spread?", "Who gets it?"))
    closed = BeautifulSoup(patient.get(ADDRESS).content, "html.parser").select_one(".open-all button")
    assert closed.get_text() == "Open all answers"
    query = f"?{closed['name']}={closed['value']}"
    assert set(answers(patient, query).values()) == {True}
    opened = BeautifulSoup(patient.get(ADDRESS + query).content, "html.parser").select_one(".open-all button")
    assert opened.get_text() == "Close all answers"
    assert sum(answers(patient, f"?{opened['name']}={opened['value']}").values()) == 1


def test_the_link_to_a_question_leads_inside_its_answer(patient):
    build.topic(questions=asked("Why?", "Does it spread?", "Who gets it?"))
    page = BeautifulSoup(patient.get(ADDRESS).content, "html.parser")
    links = [link["href"] for link in page.select(".jump-list a")]
    assert len(links) == 3
    for link, question in zip(links, page.select("details.question"), strict=True):
        inside = question.select_one(f":not(summary){link}")
        assert inside["tabindex"] == "-1"  # so that the browser moves the focus there
        assert page.find(id=inside["aria-labelledby"]).get_text() == question.h2.get_text()


def test_how_we_know_tells_the_sources_and_how_sure_we_are(patient):
    source = build.reference(counted="3,991 people in 18 studies")
    unsure = build.statement("It may come back.", "early", references=[source], why_unsure="Only 18 studies.")
    build.topic(questions=[build.question("Why?", unsure)])
    [known] = BeautifulSoup(patient.get(ADDRESS).content, "html.parser").select("details.sources")
    assert known.summary.get_text(" ", strip=True).startswith("How we know this")
    assert "It may turn out to be wrong." in known.get_text()
    assert "3,991 people in 18 studies" in known.get_text()


def test_what_the_clinic_thinks_tells_how_we_know_it_too(patient):
    idea = build.statement("The nerve may matter.", "clinic_thinks", what_is_known="<p>Nobody has tested it.</p>")
    build.topic(questions=[build.question("Why?", idea)])
    [known] = BeautifulSoup(patient.get(ADDRESS).content, "html.parser").select("details.sources")
    assert "This is an idea of our clinic." in known.get_text()


def test_the_foot_names_every_source_once(patient):
    first, second = build.reference("First study"), build.reference("Second study", doi="10.1000/2")
    statements = [
        build.statement("One.", "established", references=[second, first]),
        build.statement("Two.", "established", references=[first]),
    ]
    build.topic(questions=[build.question("Why?", *statements), build.question("How?", statements[1])])
    foot = BeautifulSoup(patient.get(ADDRESS).content, "html.parser").select_one(".all-sources")
    assert foot.h2.get_text() == "All 2 sources of this page"
    assert [re.search("(First|Second) study", line.get_text())[0] for line in foot.select("li")] == [
        "Second study",
        "First study",
    ]
    assert foot.select_one("a")["href"] == "https://doi.org/10.1000/2"


def test_a_topic_ends_with_a_way_on(patient):
    build.details(phone="555-555-0100")
    build.topic(questions=asked("Why?"))
    page = BeautifulSoup(patient.get(ADDRESS).content, "html.parser")
    assert page.select_one(".next-steps a")
    assert page.select_one(".reach-us a[href='tel:555-555-0100']")


def test_the_foot_comes_in_the_order_of_use(patient):
    build.details(disclaimer="Ask your own clinician.")
    known = build.statement("It hurts.", "established", references=[build.reference()])
    other = build.topic("Does it spread?")
    build.topic(questions=[build.question("Why?", known)], related=[other])
    page = BeautifulSoup(patient.get(ADDRESS).content, "html.parser")
    order = ["checked", "all-sources", "disclaimer", "topic__related", "next-steps", "reach-us"]
    places = [found["class"][0] for found in page.select(", ".join(f"main .{name}" for name in order))]
    assert places == order


@pytest.mark.parametrize("nonsense", ["?open=", "?open=2", "?open=1&open=x"])
def test_a_strange_wish_opens_nothing_and_breaks_nothing(nonsense, patient):
    build.topic(questions=asked("Why?", "Does it spread?", "Who gets it?"))
    assert list(answers(patient, nonsense).values()) == [True, False, False]


def test_a_table_without_headings_has_no_empty_row_above_it(patient):
    build.topic(
        questions=[build.question("When?", build.table(["", ""], ["Monday", "8 to 12"], ["Tuesday", "9 to 5"]))]
    )
    page = patient.get("/faq/what-is-crps/").content.decode()
    assert "<thead>" not in page and '<th scope="row">Monday' in page
