"""A shared text in another language says that its original was changed since: when, and from what to what."""

import pytest
import time_machine

from tests import builders as build

pytestmark = pytest.mark.django_db
SAID = "The English key figure was changed on 3 March 2027: value from “about 800” to “about 850”."
LIST = "/admin/snippets/content/keyfigure/"


@pytest.fixture
def figure():
    return build.figure(value="about 800", unit="people")


@pytest.fixture
def spanish(figure):
    made = figure.copy_for_translation(build.locale())
    made.value, made.unit = "unas 800", "personas"
    made.save()
    return made


def save(client, text, **changes):
    """`text` saved in its own form, with these fields changed."""
    newest = type(text).objects.get(pk=text.pk).get_latest_revision_as_object()
    fields = {field.name: getattr(newest, field.name) for field in newest.written()} | changes
    posted = {name: "" if value is None else str(value) for name, value in fields.items()}
    loaded = client.get(address(text)).context["form"].initial["loaded"]
    answer = client.post(address(text), posted | {"loaded": loaded})
    assert answer.status_code == 302


def address(text):
    return f"/admin/snippets/{text._meta.app_label}/{text._meta.model_name}/edit/{text.pk}/"


def shown(client, text):
    """Where the note may stand: list, form, board."""
    places = (LIST, f"{LIST}?locale=es", address(text), "/admin/board/")
    return [client.get(place).content.decode() for place in places]


def test_list_form_and_board_say_it_until_the_translation_is_saved(staff, figure, spanish):
    with time_machine.travel("2027-03-03T10:00:00-06:00"):
        writer = staff("writer")
        save(writer, figure, value="about 850")
        assert [SAID in page for page in shown(writer, spanish)] == [True] * 4
        assert "English changed" not in writer.get(f"{LIST}?locale=en").content.decode()
        form = writer.get(address(spanish)).content.decode()
        assert f'href="{address(figure)}"' in form
        assert "was changed on" not in writer.get(address(figure)).content.decode()
        save(writer, spanish, value="unas 850")
        assert ["was changed on" in page for page in shown(writer, spanish)] == [False] * 4


def test_saving_it_as_it_is_says_that_it_is_right(staff, figure, spanish):
    save(staff("writer"), figure, period="2012 to 2026")
    assert str(spanish.original_change).endswith("between which dates from nothing to “2012 to 2026”.")
    save(staff("writer"), spanish)
    del spanish.original_change
    assert spanish.original_change is None


def test_a_change_that_waits_or_was_taken_back_is_none(staff, figure, spanish):
    build.topic(short_answer=f"<p>{build.inline(figure)} came.</p>")
    save(staff("writer"), figure, value="about 850")
    assert spanish.original_change is None
    other = build.figure("Another", value="about 5")
    translated = other.copy_for_translation(build.locale())
    translated.save()
    save(staff("writer"), other, value="about 6")
    save(staff("writer"), other, value="about 5")
    assert translated.original_change is None


def test_references_and_words_say_it_too(staff):
    source, word = build.reference(), build.term()
    for text, changed in ((source, {"design": "cohort"}), (word, {"meaning": "Pain from a light touch."})):
        other = text.copy_for_translation(build.locale())
        other.save()
        save(staff("writer"), text, **changed)
        newest = type(text).objects.get(pk=text.pk)
        newest.put_live(newest.get_latest_revision(), None)  # as it is once it has been approved
        assert "from “" in str(other.original_change)
        assert "was changed on" in staff("writer").get(address(other)).content.decode()
    assert "kind of study from “Systematic review of many studies” to “People followed over time”" in str(
        type(source).objects.get(locale__language_code="es").original_change
    )
