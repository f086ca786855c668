"""A key figure goes into the editor as fixed text and comes out as the reference it was."""

import json

import pytest
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter
from wagtail.rich_text import expand_db_html

from tests import builders as build
from tests.forms import FEATURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure():
    return build.figure(value="about 800", unit="people")


def in_editor(html):
    return json.loads(ContentstateConverter(FEATURES).from_database_format(html))


def stored(content):
    return ContentstateConverter(FEATURES).to_database_format(json.dumps(content))


def test_the_editor_shows_its_words_as_one_fixed_piece(figure):
    content = in_editor(f"<p>We saw {build.inline(figure)} here.</p>")
    [paragraph] = content["blocks"]
    [span] = paragraph["entityRanges"]
    entity = content["entityMap"][str(span["key"])]
    assert paragraph["text"] == "We saw about 800 people here."
    assert paragraph["text"][span["offset"] :][: span["length"]] == "about 800 people"
    assert (entity["type"], entity["mutability"]) == ("KEYFIGURE", "IMMUTABLE")
    assert entity["data"] == {"id": figure.pk, "label": "Patients seen so far: about 800 people"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>We saw {} here.</p>",
        "<p>{}</p>",
        "<p>{} and {}</p>",
        "<p><b>We saw {}</b> here.</p>",
        "<ul><li>{}</li><li>more</li></ul>",
        '<p><a href="https://x.example">all {} of them</a></p>',
    ],
)
def test_it_survives_the_way_into_the_editor_and_back(figure, html):
    tag = build.inline(figure)
    came_back = stored(in_editor(html.replace("{}", tag)))
    assert came_back.count("<embed") == html.count("{}")
    assert f'<embed embedtype="key-figure" id="{figure.pk}"/>' in came_back
    assert "about 800" not in came_back
    assert expand_db_html(came_back).count("about 800 people") == html.count("{}")


def test_saving_after_the_figure_changed_keeps_the_reference(figure):
    content = in_editor(f"<p>{build.inline(figure)}</p>")
    figure.value = "about 900"
    figure.save()
    assert "about 900 people" in expand_db_html(stored(content))


def test_a_translation_that_was_chosen_shows_only_while_it_says_the_same_number(figure):
    spanish = figure.copy_for_translation(build.locale())
    spanish.value, spanish.unit = "unas 800", "personas"
    spanish.save()
    with translation.override("es"):
        assert expand_db_html(build.inline(spanish)) == '<span class="key-figure">unas 800 personas</span>'
        type(figure).objects.filter(pk=figure.pk).update(value="about 850")
        assert expand_db_html(build.inline(spanish)) == '<span class="key-figure" lang="en">about 850 people</span>'
        spanish.refresh_from_db()
        assert spanish.shown == figure


def test_a_figure_that_is_gone_shows_as_missing_and_is_kept(figure):
    html = f"<p>We saw {build.inline(figure)}.</p>"
    pk = figure.pk
    build.lost(figure)
    content = in_editor(html)
    assert content["blocks"][0]["text"] == "We saw [figure missing]."
    assert f'id="{pk}"' in stored(content)


def test_rich_text_without_the_feature_keeps_no_figure(figure):
    content = in_editor(f"<p>We saw {build.inline(figure)}.</p>")
    assert "<embed" not in ContentstateConverter(["bold"]).to_database_format(json.dumps(content))


def test_the_rule_that_newer_wagtails_clean_by_knows_it(figure):
    html = f'<p>We saw <embed embedtype="key-figure" data-embedtype="key-figure" data-id="{figure.pk}"/>.</p>'
    cleaned = EditorHTMLConverter(FEATURES).to_database_format(html)
    assert f'<embed embedtype="key-figure" id="{figure.pk}"/>' in cleaned


@pytest.mark.parametrize("id", ["", "abc", "-1", "99999999999999999999"])
def test_a_damaged_reference_shows_as_missing(id, patient):
    build.topic("Spread", short_answer=f'<p>We saw <embed embedtype="key-figure" id="{id}"/>.</p>')
    answer = patient.get("/faq/spread/")
    assert answer.status_code == 200
    assert "[figure missing]" in answer.content.decode()


@pytest.mark.parametrize("id", ["", "abc", "-1", "99999999999999999999"])
def test_a_damaged_reference_opens_in_the_editor(id, staff):
    topic = build.topic(live=False, short_answer=f'<p>We saw <embed embedtype="key-figure" id="{id}"/>.</p>')
    assert staff("writer").get(f"/admin/pages/{topic.pk}/edit/").status_code == 200


def test_the_chooser_hands_the_editor_the_words(figure, staff):
    answer = staff("writer").get(f"/admin/key_figure_chooser/chosen/{figure.pk}/")
    assert answer.json()["result"]["text"] == "about 800 people"


def test_staff_find_a_figure_in_the_chooser_by_name(figure, staff):
    build.figure("Spread to a second limb")
    answer = staff("writer").get("/admin/key_figure_chooser/results/?q=patients")
    assert "Patients seen so far" in answer.content.decode()
    assert "Spread to a second limb" not in answer.content.decode()
