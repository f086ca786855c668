"""Two versions compared in the admin: in the words that staff chose, without what only the code knows."""

import re

import pytest

from tests import builders as build
from tests.cast import member

pytestmark = pytest.mark.django_db


def cells(browser, page):
    """`{field: words}` of the screen, with `[-words-]` for what went and `{+words+}` for what came."""
    html = browser.get(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/").content.decode()
    rows = re.findall(r'title-wrapper">(.*?):</div>.*?<td class="comparison.*?>(.*?)</td>', html, re.S)
    return {name: marked(told) for name, told in rows}


def marked(html):
    html = re.sub(r'<(span|div) class="[^"]*addition">(.*?)</\1>', r"{+\2+}", html, flags=re.S)
    html = re.sub(r'<(span|div) class="[^"]*deletion">(.*?)</\1>', r"[-\2-]", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_choices_ticks_and_empty_fields_are_told_in_words(staff):
    figure = build.figure()
    same = build.statement("It stays.", kind="plain") | {"id": "11111111-1111-4111-8111-111111111111"}
    said = build.statement("It spreads.", kind="early") | {"id": "22222222-2222-4222-8222-222222222222"}
    asked = build.question("Why?", same, said) | {"id": "33333333-3333-4333-8333-333333333333"}
    page = build.topic(live=False, questions=[asked])
    value = said["value"] | {"kind": "clinic_sees", "figure": figure.pk, "experts_disagree": True}
    card = build.care_card("The hand turns blue") | {"id": "44444444-4444-4444-8444-444444444444"}
    asked = build.question("Why?", same, said | {"value": value}, card) | {"id": asked["id"]}
    page.questions = page.questions.stream_block.to_python([asked])
    page.change_matters, page.change_note = True, "We counted."
    page.save_revision(user=member("writer"), clean=False)
    told = cells(staff("writer"), page)
    assert "[-Early or mixed research (" in told["Questions"] and "{+What we see at this clinic (" in told["Questions"]
    assert "Who we have counted {+Patients seen so far: about 800 people+}" in told["Questions"]
    assert "Experts disagree about this {+Yes+}" in told["Questions"]
    assert "How urgent Urgent: call the clinic today" in told["Questions"]
    # What is empty in both is left out, of the statement that stayed too.
    assert "Why we are not sure" not in told["Questions"] and "Other advice" not in told["Questions"]
    assert told["Patients need to know"] == "[-No-]{+Yes+}"
    assert told["What changed"] == "{+We counted.+}"
    shown = " ".join(told.values())
    assert not re.search(r"\b(None|False|True|early|clinic_sees)\b", shown)


def test_items_of_a_list_and_paragraphs_stand_on_lines_of_their_own(staff):
    id = {"id": "22222222-2222-4222-8222-222222222222"}
    listed = "<p>Bring:</p><ul><li>socks<ol><li>thick</li></ol></li><li>{}</li></ul>"
    question = {"id": "33333333-3333-4333-8333-333333333333"}
    first = build.question("Why?", build.statement(listed.format("shoes")) | id) | question
    page = build.topic(live=False, short_answer="<p>One.</p><p>Two.</p>", questions=[first])
    then = build.question("Why?", build.statement(listed.format("boots")) | id) | question
    page.questions = page.questions.stream_block.to_python([then])
    page.short_answer = "<p>One.</p><p>Three.</p>"
    page.save_revision(user=member("writer"), clean=False)
    html = staff("writer").get(f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/").content.decode()
    assert "Bring:<br>• socks<br>  1. thick<br>• " in html
    assert "One.<br>" in html
