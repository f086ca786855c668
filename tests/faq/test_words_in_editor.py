"""A mark goes into the editor as the author's words and comes out as the mark it was."""

import json
import re

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

from clinic.content.prose import plain
from tests import builders as build
from tests.forms import FEATURES

pytestmark = pytest.mark.django_db


def in_editor(html):
    return json.loads(ContentstateConverter(FEATURES).from_database_format(html))


def stored(content):
    return ContentstateConverter(FEATURES).to_database_format(json.dumps(content))


def test_the_editor_shows_the_words_as_text_that_can_be_changed():
    term = build.term()
    content = in_editor(f"<p>It is {build.marked(term, 'skin pain')}.</p>")
    [paragraph] = content["blocks"]
    [span] = paragraph["entityRanges"]
    entity = content["entityMap"][str(span["key"])]
    assert paragraph["text"][span["offset"] :][: span["length"]] == "skin pain"
    assert entity == {"type": "GLOSSARY", "mutability": "MUTABLE", "data": {"id": term.pk}}


@pytest.mark.parametrize(
    "html",
    ["<p>It is {} here.</p>", "<p>{}</p>", "<p>{} and {}</p>", "<p><b>It is {}</b> here.</p>", "<ul><li>{}</li></ul>"],
)
def test_it_survives_the_way_into_the_editor_and_back(html):
    term = build.term()
    came_back = stored(in_editor(html.replace("{}", build.marked(term))))
    marks = re.findall(rf'<a (?:id="{term.pk}" )?linktype="glossary"(?: id="{term.pk}")?>(.*?)</a>', came_back)
    assert [plain(words) for words in marks] == ["allodynia"] * html.count("{}")


def test_rich_text_without_the_feature_keeps_the_words_only():
    plainer = ContentstateConverter(["bold"])
    kept = plainer.to_database_format(plainer.from_database_format(f"<p>It is {build.marked(build.term())}.</p>"))
    assert "glossary" not in kept
    assert "It is allodynia." in kept


def test_the_rule_that_newer_wagtails_clean_by_knows_it():
    pk = build.term().pk
    html = f'<p>It is <a data-linktype="glossary" data-id="{pk}">allodynia</a>.</p>'
    cleaned = EditorHTMLConverter(FEATURES).to_database_format(html)
    assert f'<a id="{pk}" linktype="glossary">allodynia</a>' in cleaned


@pytest.mark.parametrize("id", ["", "abc", "-1", "99999999999999999999"])
def test_a_damaged_mark_opens_in_the_editor(id, staff):
    topic = build.topic(live=False, short_answer=f'<p>It is <a linktype="glossary" id="{id}">so</a>.</p>')
    assert staff("writer").get(f"/admin/pages/{topic.pk}/edit/").status_code == 200


def test_the_chooser_hands_the_editor_the_word(staff):
    answer = staff("writer").get(f"/admin/glossary_chooser/chosen/{build.term().pk}/")
    assert answer.json()["result"]["text"] == "allodynia"


def test_staff_find_a_word_in_the_chooser_by_another_name_for_it(staff):
    build.term("CRPS", also_called="Sudeck")
    build.term("nerve")
    answer = staff("writer").get("/admin/glossary_chooser/results/?q=sude").content.decode()
    assert "CRPS" in answer
    assert "nerve" not in answer


def offered(staff, query=""):
    answer = staff("writer").get(f"/admin/glossary/words/{query}")
    assert answer.status_code == 200
    return [one["words"] for one in answer.json()["words"]]


def test_the_editor_is_told_the_words_it_may_offer_with_their_other_names(staff):
    build.term("CRPS", stands_for="complex regional pain syndrome", also_called="RSD")
    assert offered(staff) == [["CRPS", "complex regional pain syndrome", "RSD"]]


@pytest.mark.parametrize("page", ["", "x", "²", "-1", "999999999999999999999", "0"])
def test_a_damaged_question_for_words_is_answered_for_the_first_language(staff, page):
    build.term()
    assert offered(staff, f"?page={page}") == [["allodynia"]]


def test_a_page_is_offered_the_words_of_its_own_language(staff):
    build.term()
    build.term("alodinia", locale=build.locale("es"))
    page = build.topic()
    assert offered(staff, f"?page={page.pk}") == [["allodynia"]]
    type(page).objects.filter(pk=page.pk).update(locale=build.locale("es"))
    assert offered(staff, f"?page={page.pk}") == [["alodinia"]]
