"""The checks advise to explain each word at its first use, and say where that is."""

import pytest
from django.urls import reverse

from clinic.checks.kept_findings import refresh
from clinic.checks.models import ClaimRule
from clinic.checks.runner import findings_for
from faq.glossary.finding import WordFinder
from tests import builders as build

pytestmark = pytest.mark.django_db


def found(*rules, **fields):
    """`[(message, place)]` of the findings of these rules on a draft."""
    page = build.topic(live=False, **fields).get_latest_revision_as_object()
    return [(one.message, one.place.label) for one in findings_for(page) if one.rule in rules]


def asked(*texts):
    return [build.question("What is it?", *[build.statement(text) for text in texts])]


def test_a_word_of_the_glossary_is_to_be_explained_where_it_is_used_first():
    build.term()
    questions = asked("Allodynia is real.", "Allodynia again.")
    [(message, place)] = found("glossary", questions=questions)
    assert message == "“Allodynia” is in the glossary: explain it at its first use."
    assert place.endswith("“What is it?” › Statement 1 › Text")


def test_a_mark_at_the_first_use_is_enough():
    term = build.term()
    assert found("glossary", questions=asked(f"<p>It is {build.marked(term)}.</p>", "Allodynia again.")) == []


def test_a_mark_further_down_is_too_late():
    term = build.term()
    [(_, place)] = found("glossary", questions=asked("Allodynia is real.", f"<p>It is {build.marked(term)}.</p>"))
    assert "Statement 1" in place


def test_other_names_and_what_letters_stand_for_count_too():
    build.term("CRPS", stands_for="complex regional pain syndrome", also_called="RSD")
    assert len(found("glossary", short_answer="<p>Complex regional pain syndrome hurts.</p>")) == 1
    assert len(found("glossary", short_answer="<p>RSD hurts.</p>", title="B", slug="b")) == 1


def test_words_in_a_link_or_in_titles_cannot_be_marked_and_are_left_alone():
    build.term("services")
    link = f'<a linktype="page" id="{build.services_page().pk}">Our services</a>'
    assert found("glossary", short_answer=f"<p>{link}</p>", title="Services", asked_as="services") == []


def test_an_entry_of_another_language_asks_for_nothing():
    build.term(locale=build.locale("es"))
    assert found("glossary", short_answer="<p>It is allodynia.</p>") == []


def test_a_mark_without_an_entry_is_named():
    lost = '<p>It is <a linktype="glossary" id="999999">allodynia</a>.</p>'
    [(message, place)] = found("glossary-lost", short_answer=lost)
    assert (message.split(" is marked")[0], place) == ("“allodynia”", "Short answer")


def test_a_meaning_may_claim_no_more_than_the_page():
    rule = ClaimRule.objects.get(code="C01")
    term = build.term("wonder", meaning="A treatment without any side effects.")
    page = build.topic(live=False, short_answer=f"<p>A {build.marked(term)}.</p>").get_latest_revision_as_object()
    [finding] = [one for one in findings_for(page) if one.rule == rule.code]
    assert (finding.severity, finding.place.label) == ("BLOCK", "The glossary word “wonder”")


def test_what_an_entry_claims_is_said_once_on_its_own_screen_and_in_a_line_on_pages(staff):
    term = build.term("wonder", meaning="A treatment without any side effects.")
    words = f"<p>A {build.marked(term)}.</p>"
    page = build.topic(live=False, short_answer=words, questions=asked(words, words))
    edit = reverse("wagtailsnippets_faq_glossaryterm:edit", urlconf="clinic.urls.staff", args=[term.pk])
    html = staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert html.count(f'<a href="{edit}">Edit it') == 1
    assert html.count("Says that there are no side effects") == 1
    html = staff("writer").get(edit).content.decode()
    assert html.count("Says that there are no side effects or no risks.") >= 1
    assert 'href="#id_meaning" data-jump' in html


def test_the_report_says_it_once_for_all_pages(staff):
    term = build.term("wonder", meaning="A treatment without any side effects.")
    for slug in ("one", "two"):
        build.topic(title=slug, slug=slug, live=False, short_answer=f"<p>A {build.marked(term)}.</p>")
    refresh()
    html = staff("writer").get("/admin/claims/").content.decode()
    assert html.count("Says that there are no side effects or no risks.") == 1
    assert "The glossary word “wonder”</a>" in html


# Letters ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["The dorsal root ganglion (DRG).", "The DRG (dorsal root ganglion)."])
def test_letters_spelled_out_at_their_first_use_are_fine(text):
    assert found("abbreviation", questions=asked(text, "The DRG again.")) == []


def test_letters_spelled_out_too_late_are_named_where_they_stand_first():
    [(_, place)] = found("abbreviation", questions=asked("A DRG implant.", "The dorsal root ganglion (DRG)."))
    assert "Statement 1" in place


def test_letters_in_a_title_may_be_spelled_out_in_the_text():
    assert found("abbreviation", title="What is a DRG?", short_answer="<p>The dorsal root ganglion (DRG).</p>") == []


def test_letters_of_the_glossary_are_named_once_and_not_when_marked():
    term = build.term("DRG", stands_for="dorsal root ganglion")
    assert found("abbreviation", "glossary", questions=asked(f"<p>The {build.marked(term)}.</p>")) == []
    again = found("abbreviation", "glossary", questions=asked("The DRG."), title="B", slug="b")
    assert [message for message, _ in again] == ["“DRG” is in the glossary: explain it at its first use."]


# Finding words ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, uses",
    [
        ("Allodynia, allodynia.", ["Allodynia", "allodynia"]),
        ("hyperallodynia", []),
        ("Flare‑ups and flare-up", ["Flare‑ups", "flare-up"]),
        ("first AIDS then aids", ["AIDS"]),
        ("vagus nerve stimulation, vagus nerve", ["vagus nerve stimulation", "vagus nerve"]),
    ],
)
def test_words_are_found_whole_longest_first_in_any_case_but_letters(text, uses):
    words = ["allodynia", "flare-up", "AIDS", "vagus nerve", "vagus nerve stimulation"]
    finder = WordFinder({word: [word] for word in words})
    assert [said for _, said in finder.uses(text)] == uses


def test_no_words_find_nothing():
    assert WordFinder({}).uses("Anything") == []
