"""Many statements get their kind of knowledge on one screen, bound to the words it showed."""

import re

import pytest

from tests import builders as build
from tests.cast import member

ADVICE, RESEARCH, SEEN = "Call us when the arm swells.", "It spreads (Bean 2014).", "We saw this in 12 people."


@pytest.fixture
def topic(db):
    statements = [build.statement(text, kind="") for text in (ADVICE, RESEARCH, SEEN)]
    made = build.topic(
        "Does it spread?",
        live=False,
        questions=[build.question("Does it?", *statements[:2]), build.question("How often?", statements[2])],
    )
    made.save_revision(user=member("writer"))
    return made


@pytest.fixture
def writer(staff):
    return staff("writer")


def address(topic):
    return f"/admin/pages/{topic.pk}/kinds/"


def draft_of(topic):
    topic.refresh_from_db()
    return topic.get_latest_revision_as_object()


def keys(topic):
    draft = draft_of(topic)
    return [part.id for asked in draft.questions for part in asked.value["answer"]]


def kinds(topic):
    draft = draft_of(topic)
    return [part.value["kind"] for asked in draft.questions for part in asked.value["answer"]]


def shown_form(client, topic):
    """The fields of the form as a browser without a script would send them back."""
    page = client.get(address(topic)).content.decode()
    hidden = re.findall(r'type="hidden" name="((?:seen|was-)[^"]*)" value="([^"]*)"', page)
    return dict(hidden) | {f"kind-{key}": kind for key, kind in zip(keys(topic), kinds(topic), strict=True)}


def test_each_gets_its_kind_in_one_revision_of_the_persons(writer, topic):
    before = topic.revisions.count()
    form = shown_form(writer, topic)
    first, second, third = keys(topic)
    answer = writer.post(
        address(topic), form | {f"kind-{first}": "plain", f"kind-{second}": "early", "action": "save"}, follow=True
    )
    assert kinds(topic) == ["plain", "early", ""]
    assert topic.revisions.count() == before + 1
    assert topic.get_latest_revision().user == member("writer")
    said = answer.content.decode()
    assert "2 statements have a new kind. 1 still without." in said
    # What the kind asks for, and the way to it.
    assert "Say in one sentence why this is not certain." in said
    assert f"#block-{second}-section" in said


def test_several_that_are_ticked_get_one_kind_and_nothing_is_saved_by_that(writer, topic):
    form = shown_form(writer, topic)
    answer = writer.post(address(topic), form | {"row": keys(topic)[:2], "kind": "plain", "action": "apply"})
    said = answer.content.decode()
    assert "Set for 2 statements of the list. Save to keep it." in said
    assert said.count('value="plain" checked') == 2
    assert kinds(topic) == ["", "", ""]


def test_nobody_chooses_for_the_person_but_a_reason_may_be_told(writer, topic):
    said = writer.get(address(topic)).content.decode()
    assert said.count('value="" checked') == 3
    assert "Only a suggestion: “No label”, because it tells readers to call." in said
    assert "because it cites a source." in said


def test_a_topic_that_was_changed_meanwhile_is_not_saved_over_and_the_choices_stay(writer, topic):
    form = shown_form(writer, topic)
    first = keys(topic)[0]
    draft = draft_of(topic)
    draft.questions[0].value["answer"][0].value["text"].source = "<p>Never call us.</p>"
    draft.save_revision(user=member("publisher"))
    count = topic.revisions.count()
    answer = writer.post(address(topic), form | {f"kind-{first}": "plain", "action": "save"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert topic.revisions.count() == count
    assert "Your choices are still here" in said
    assert said.count("<strong>Changed</strong>") == 1
    assert 'value="plain" checked' in said
    # Looked at again, it is saved.
    again = dict(re.findall(r'type="hidden" name="((?:seen|was-)[^"]*)" value="([^"]*)"', said))
    writer.post(address(topic), again | {f"kind-{first}": "plain", "action": "save"})
    assert kinds(topic) == ["plain", "", ""]
    assert (
        "Never call us." in topic.get_latest_revision_as_object().questions[0].value["answer"][0].value["text"].source
    )


def test_what_is_no_kind_is_no_choice(writer, topic):
    form = shown_form(writer, topic)
    writer.post(address(topic), form | {f"kind-{keys(topic)[0]}": "proven", "action": "save"})
    assert kinds(topic) == ["", "", ""]


def test_findings_stand_beside_the_statement(writer, topic):
    draft = draft_of(topic)
    draft.questions[0].value["answer"][0].value["text"].source = "<p>This has no side effects.</p>"
    draft.save_revision(user=member("writer"))
    said = writer.get(address(topic)).content.decode()
    row = said[said.index(f'id="statement-{keys(topic)[0]}"') : said.index(f'id="statement-{keys(topic)[1]}"')]
    assert "“no side effects”" in row
    assert "This statement has no kind of knowledge yet." not in row


def test_the_editor_leads_there_while_a_statement_has_no_kind(writer, topic):
    editor = f"/admin/pages/{topic.pk}/edit/"
    assert address(topic) in writer.get(editor).content.decode()
    form = shown_form(writer, topic)
    writer.post(address(topic), form | {f"kind-{key}": "plain" for key in keys(topic)} | {"action": "save"})
    assert address(topic) not in writer.get(editor).content.decode()
