"""A long topic in the editor: its texts get their editors when somebody comes near, and nobody notices."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import work

STATEMENTS = 40
TITLE = "A long topic"
COMMENTED, COMMENT = 35, "Who says so?"
SCENE = f"""
import json
from clinic.people.models import User
from django.conf import settings
from faq.models import FaqIndexPage, TopicPage
from wagtail.models import Comment
from tests import builders as build
writer = User.objects.get(username="writer")
statements = [
    build.statement(f'<p data-block-key="key{{n}}">Sentence number {{n}} of this <b>topic</b>.</p>')
    for n in range({STATEMENTS})
]
page = TopicPage(title="{TITLE}", short_answer="<p>In short.</p>", live=False, owner=writer)
page.questions = [build.question(f"Part {{n}}?", *statements[n * 10:n * 10 + 10]) for n in range({STATEMENTS} // 10)]
FaqIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
asked = page.questions[{COMMENTED} // 10]
path = f"questions.{{asked.id}}.answer.{{asked.value['answer'][{COMMENTED} % 10].id}}.text"
place = json.dumps([{{"key": "key{COMMENTED}", "start": 0, "end": 8}}])
Comment.objects.create(page_id=page.pk, user=writer, text="{COMMENT}", contentpath=path, position=place)
page.save_revision(user=writer, clean=False)
(settings.VAR_DIR / "long.json").write_text(json.dumps(page.pk))
"""
STORED = """
import json
from django.conf import settings
from wagtail.models import Page
words = Page.objects.get(pk={pk}).get_latest_revision().content["questions"]
(settings.VAR_DIR / "stored.json").write_text(words)
"""
EDITORS = "[data-draftail-editor-wrapper]:has(.Draftail-Toolbar, [data-editor])"


@pytest.fixture(scope="module")
def topic(clinic):
    clinic.manage("shell", "--verbosity=0", "-c", SCENE)
    return json.loads((Path(clinic.var) / "long.json").read_text())


@pytest.fixture
def editor(at_work, topic):
    tab = at_work("writer", viewport={"width": 1280, "height": 900})
    tab.add_init_script(work.WATCHED)
    tab.goto(f"/admin/pages/{topic}/edit/")
    tab.locator("html[data-form-is-watched]").wait_for()
    return tab


def stored(clinic, topic):
    clinic.manage("shell", "--verbosity=0", "-c", STORED.format(pk=topic))
    return (Path(clinic.var) / "stored.json").read_text()


def text_of(editor, number):
    return editor.locator(".statement-form").nth(number).locator("[contenteditable=true]").first


def test_texts_out_of_sight_wait_and_are_found_and_reached(editor):
    assert editor.locator(EDITORS).count() < STATEMENTS / 2
    assert editor.evaluate("find('Sentence number 39')"), "the browser finds words on the whole page"
    # With the Tab key, from the field behind it.
    editor.locator(".statement-form").nth(30).locator("select").first.focus()
    editor.keyboard.press("Shift+Tab")
    while not editor.evaluate("document.activeElement.isContentEditable"):
        editor.keyboard.press("Shift+Tab")
    editor.keyboard.type("Typed here. ")
    expect(text_of(editor, 30)).to_contain_text("Typed here.")
    editor.keyboard.press("Control+z")
    expect(text_of(editor, 30)).not_to_contain_text("Typed here.")


def test_what_nobody_touched_is_saved_as_it_was(clinic, topic, editor):
    work.save(editor)  # What was imported gets its marks of paragraphs once.
    before = stored(clinic, topic)
    editor.locator("html[data-form-is-watched]").wait_for()
    work.save(editor)
    assert stored(clinic, topic) == before


def test_what_is_typed_far_down_and_saved_at_once_is_kept(clinic, topic, editor):
    text_of(editor, 39).click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" The last words.")
    work.save(editor)
    assert "number 39 of this <b>topic</b>. The last words." in stored(clinic, topic).replace('\\"', '"')


def test_a_block_is_copied_moved_and_deleted_before_its_text_has_an_editor(clinic, topic, editor):
    last = editor.locator("[data-streamfield-child]:has(> section .statement-form):not(:has(.question))").last
    last.locator("button[title=Duplicate]").first.dispatch_event("click")
    expect(editor.get_by_text("Sentence number 39 of this topic.", exact=False).nth(1)).to_be_attached()
    last.locator("button[title='Move up']").first.dispatch_event("click")
    last.locator("button[title=Delete]").first.dispatch_event("click")
    work.save(editor)
    words = stored(clinic, topic)
    assert words.count("Sentence number 39") == 1
    assert all(f"Sentence number {number} of" in words for number in range(STATEMENTS))


def test_a_comment_on_words_out_of_sight_is_shown(editor):
    expect(editor.get_by_text(COMMENT).first).to_be_attached()
    expect(editor.locator(".statement-form").nth(COMMENTED).locator(EDITORS)).to_have_count(1)
