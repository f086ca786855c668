"""The words under the title are the short answer, and a list of sources is no question."""

import pytest

from clinic.content.prose import without_editor_keys
from faq.importing.drafting import create
from faq.importing.one_document import draft_from, plan_for
from faq.importing.outline.pictures import Pictures
from faq.models import TopicPage
from tests import builders as build
from tests.faq.documents import draft_of, dropped, word_file

LONG = "It is long. " * 40
WHY = "<h2>Why?</h2><p>Wear.</p>"


def wordings(draft):
    return [question.wording for question in draft.questions]


@pytest.mark.parametrize(
    ("html", "short_answer", "questions"),
    [
        (f"<h1>Knees</h1><p>They <b>hurt</b> x<sup>2</sup>.</p>{WHY}", "<p>They hurt x<sup>2</sup>.</p>", ["Why?"]),
        (f"<h1>Do knees hurt?</h1><p>Yes.</p><p>Often.</p>{WHY}", "<p>Yes.</p><p>Often.</p>", ["Why?"]),
        (f"<h1>Knees</h1><p>They hurt.</p><p>{LONG}</p>{WHY}", "<p>They hurt.</p>", ["Knees", "Why?"]),
        (f"<h1>Knees</h1><h2>In short</h2><p>They hurt.</p>{WHY}", "<p>They hurt.</p>", ["Why?"]),
        (f"<h1>Knees</h1><p><b>Short answer:</b> They hurt.</p>{WHY}", "<p>They hurt.</p>", ["Why?"]),
        (f"<h1>Knees</h1><p>In short: they hurt.</p><p>Often.</p>{WHY}", "<p>they hurt.</p><p>Often.</p>", ["Why?"]),
        (f"<h1>Knees</h1><p>In short supply: cartilage.</p>{WHY}", "<p>In short supply: cartilage.</p>", ["Why?"]),
        (f"<h1>Rodillas</h1><h2>Introducción</h2><p>Duelen.</p>{WHY}", "<p>Duelen.</p>", ["Why?"]),
        (f"<h1>Do knees hurt?</h1><p>Yes.</p><p>{LONG}</p>{WHY}", "", ["Do knees hurt?", "Why?"]),
        (f"<h1>Knees</h1><p>Bring:</p><ul><li>socks</li></ul>{WHY}", "", ["Knees", "Why?"]),
        (f"<h1>Knees</h1><p>{LONG}</p>{WHY}", "", ["Knees", "Why?"]),
        ("<h1>Knees</h1><p>They hurt.</p>", "", ["Knees"]),
    ],
)
def test_few_words_under_the_title_are_the_short_answer(html, short_answer, questions):
    draft = draft_of(html)
    assert (draft.short_answer, wordings(draft)) == (short_answer, questions)


@pytest.mark.parametrize(
    "heading",
    ["References", "SOURCES", "5. Bibliography", "References and further reading", "Referencias", "Bibliografía:",
     "Fuentes consultadas", "Fuente:", "Referencias bibliográficas", "Literaturverzeichnis"],
)  # fmt: skip
@pytest.mark.parametrize(
    "written", ["<h2>{}</h2>", "<h4>{}</h4>", "<p><b>{}</b></p>", "<details><summary>{}</summary>", "<p>{}</p>"]
)
def test_a_list_of_sources_is_no_question(heading, written):
    links = "<ol><li>Bean D. <a href='https://doi.org/10.1000/182'>Pain</a>.</li><li>NHS</li></ol>"
    draft = draft_of(f"<h1>Knees</h1>{WHY}{written.format(heading)}{links}")
    assert (wordings(draft), len(draft.questions[0].parts)) == (["Why?"], 1)
    assert draft.sources == ["Bean D. Pain. https://doi.org/10.1000/182", "NHS"]


@pytest.mark.parametrize("heading", ["Sources of pain", "What are your sources?", "Letters of reference"])
def test_other_headings_with_the_same_words_are_questions(heading):
    assert heading in wordings(draft_of(f"<h1>Knees</h1>{WHY}<h2>{heading}</h2><p>Many.</p>"))


def test_the_questions_go_on_behind_the_sources():
    draft = draft_of(
        f"<h1>Knees</h1>{WHY}<h3>Sources</h3><p>Bean 2014<br>Jones 2015</p><h2>How long?</h2><p>Weeks.</p>"
    )
    assert (wordings(draft), draft.sources) == (["Why?", "How long?"], ["Bean 2014", "Jones 2015"])


def test_sources_in_parts_and_in_a_table():
    parts = "<h2>References</h2><h3>Books</h3><p>Bean</p><h3>Do knees click?</h3><p>Yes.</p>"
    draft = draft_of(f"<h1>Knees</h1>{WHY}{parts}")
    assert (wordings(draft), draft.sources) == (["Why?", "Do knees click?"], ["Books", "Bean"])
    table = "<table><tr><th>Who</th><th>When</th></tr><tr><td>Bean</td><td>2014</td></tr></table>"
    assert draft_of(f"<h1>Knees</h1>{WHY}<h2>Sources</h2>{table}").sources == ["Who When", "Bean 2014"]


def test_sources_in_a_word_file_and_in_a_text():
    lines = [("Title", "Knees"), ("Heading 1", "Why?"), ("Normal", "Wear."), ("Heading 1", "Fuentes")]
    assert draft_of(word_file(*lines, ("List Number", "Bean"), ("List Number", "Jones")), "a.docx").sources == [
        "Bean",
        "Jones",
    ]
    assert draft_of("Knees\n\nWhy?\n\nWear.\n\nReferences:\n\n1. Bean\n2. Jones\n", "a.txt").sources == [
        "Bean",
        "Jones",
    ]


def test_a_heading_of_sources_with_nothing_below_is_named():
    assert "the heading “Sources”: nothing stood below it" in dropped(draft_of(f"<h1>A</h1>{WHY}<h2>Sources</h2>"))


def test_a_page_that_is_called_sources_keeps_its_words():
    draft = draft_of("<h1>Sources</h1><p>We read much.</p><h2>Books</h2><p>Many.</p>")
    assert (draft.title, draft.short_answer, wordings(draft)) == ("Sources", "<p>We read much.</p>", ["Books"])


@pytest.mark.parametrize(
    "line",
    [
        "Back to <a href='knee.htm'>knee pain</a>.",
        "See <a href='knee.htm'>Knees</a>.",
        "Call us today to book an appointment.",
        "Ask before you change anything.",
    ],
)
def test_a_line_that_leads_on_or_names_nobody_is_no_source(line):
    draft = draft_of(f"<h1>Knees</h1>{WHY}<h2>Sources</h2><p>Bean 2014</p><p>{line}</p>")
    assert (draft.sources, len(draft.questions[0].parts)) == (["Bean 2014"], 2)


@pytest.mark.parametrize("line", ["Back pain: a guide", "Back to life. Bean 2014", "Return to work after injury, 2009"])
def test_a_source_about_backs_is_a_source(line):
    draft = draft_of(f"<h1>Knees</h1>{WHY}<h2>Sources</h2><p>Bean 2014</p><p>{line}</p>")
    assert draft.sources == ["Bean 2014", line]


def test_a_place_in_a_folder_is_no_address_of_a_source():
    draft = draft_from(b"<h1>Knees</h1><h2>Why?</h2><p>Wear.</p><h2>Sources</h2><p><a href='a.htm'>Bean 2014</a></p>",
                       "b.html", Pictures(), "http://folder.invalid/b.html")  # fmt: skip
    assert draft.sources == ["Bean 2014"]
    assert "a.htm is no address on the web" in dropped(draft) and "folder.invalid" not in dropped(draft)


@pytest.mark.django_db
def test_the_draft_has_the_short_answer_and_the_editor_lists_the_sources(staff):
    build.reference(doi="10.1000/182", title="Pain in knees")
    html = (f"<h1>Knees</h1><p>See <a href='/services/'>our services</a>.</p>{WHY}<h2>Sources</h2>"
            "<ul><li>Bean: doi.org/10.1000/182</li><li>NHS leaflet</li></ul>")  # fmt: skip
    plan = plan_for(html.encode(), "knees.html", build.faq_index())
    assert plan.report.kept == ["1 short answer", "1 question", "1 statement", "1 link", "2 sources"]
    page = create(plan, staff("writer").user)
    assert f'<a linktype="page" id="{build.services_page().pk}">' in without_editor_keys(page.short_answer)
    assert plan_for(html.encode(), "knees.html", build.faq_index()).existing == page

    editor = staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "The document listed 2 sources" in editor and "NHS leaflet" in editor and "in the references:" in editor
    TopicPage.objects.update(first_published_at="2026-01-01T00:00Z")
    assert "The document listed" not in staff("writer").get(f"/admin/pages/{page.pk}/edit/").content.decode()
