"""Several files on the screen "Import a document": one line about each, its details folded, all made by one press."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from faq.importing.uploads import MOST_AT_ONCE
from faq.models import TopicPage
from tests.faq.importing.test_screen import SCREEN, kept_files

pytestmark = pytest.mark.django_db
LEG = b"# Leg\n\nRest.\n\n## Why?\n\nSee [arm](arm.md).\n"
ARM = b"# Arm\n\nMove.\n\n## Why?\n\nSee [leg](leg.md).\n"


def given(client, *files):
    return client.post(SCREEN, {"document": [SimpleUploadedFile(name, data) for name, data in files]})


def test_each_has_a_line_and_becomes_a_draft(staff):
    writer = staff("writer")
    preview = given(writer, ("leg.md", LEG), ("arm.md", ARM), ("bad.docx", b"PK broken")).url
    page = writer.get(preview).content.decode()
    assert page.count("<summary>1 short answer, 1 question, 1 statement, 1 link; 1 note</summary>") == 2
    assert "“bad.docx” is damaged" in page and page.count('<details class="import-document__report"') == 2
    assert not TopicPage.objects.exists()
    made = writer.post(preview).content.decode()
    topics = {topic.title: topic for topic in TopicPage.objects.all()}
    assert set(topics) == {"Leg", "Arm"} and not any(topic.live for topic in topics.values())
    assert all(f"/admin/pages/{topic.pk}/edit/" in made for topic in topics.values())
    [question] = topics["Leg"].get_latest_revision_as_object().questions
    assert f'id="{topics["Arm"].pk}"' in question.value["answer"][0].value["text"].source
    assert kept_files() == []


def test_nothing_is_offered_or_said_to_be_made_where_all_are_refused(staff):
    writer = staff("writer")
    preview = given(writer, ("bad.docx", b"PK broken"), ("worse.docx", b"PK broken")).url
    shown = writer.get(preview).content.decode()
    assert "No draft can be made of these." in shown and "Create" not in shown
    assert "No draft was made of these." in writer.post(preview).content.decode()
    assert not TopicPage.objects.exists()


def test_it_says_how_many_drafts_there_will_be_and_are(staff):
    writer = staff("writer")
    preview = given(writer, ("leg.md", LEG), ("bad.docx", b"PK broken")).url
    assert "Create 1 draft<" in writer.get(preview).content.decode()
    assert "1 of 2 documents became drafts." in writer.post(preview).content.decode()


def test_not_more_than_a_person_can_look_at(staff):
    answer = given(staff("writer"), *((f"{number}.md", LEG) for number in range(MOST_AT_ONCE + 1)))
    assert f"at most {MOST_AT_ONCE} files at once" in answer.content.decode() and kept_files() == []


def test_nobody_else_sees_them(staff):
    preview = given(staff("writer"), ("leg.md", LEG), ("arm.md", ARM)).url
    assert staff("publisher").get(preview).status_code == 302
