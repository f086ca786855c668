"""The style guide for authors is under Help in the admin, for every role, with a list of what is in it."""

import re

import pytest

from clinic.staff.style_guide import FILE
from tests import builders as build

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher", "admin"])
def test_the_help_menu_leads_to_it(role, staff):
    client = staff(role)
    assert "/admin/help/writing/" in client.get("/admin/").content.decode()
    assert client.get("/admin/help/writing/").status_code == 200


def test_each_heading_can_be_reached_from_the_contents(staff):
    page = staff("writer").get("/admin/help/writing/").content.decode()
    headings = re.findall(r"^## (.+)$", FILE.read_text(), re.MULTILINE)
    linked = re.findall(r'<a href="#([\w-]+)">([^<]+)</a></li>', page)
    assert [words.replace("&#x27;", "'") for _, words in linked] == headings
    for anchor, words in linked:
        assert f'<h2 id="{anchor}">' in page, words


def test_it_is_shown_as_text_not_as_marks(staff):
    page = staff("writer").get("/admin/help/writing/").content.decode()
    assert "<strong>Established evidence</strong>" in page
    assert "**" not in page.split('class="style-guide__text"')[1].split("</main>")[0]


def test_what_it_names_in_the_editor_is_there_for_whom_it_says(staff):
    topic, guide = build.topic(), FILE.read_text()
    editor = {role: staff(role).get(f"/admin/pages/{topic.pk}/edit/").text for role in ("writer", "publisher", "admin")}
    assert "**Translations…** under the arrow beside **Save draft**" in guide
    menu = editor["writer"].split("Save draft")[-1]
    assert "Translations…" in menu
    for name in re.findall(r"\*\*(Send for clinical review|Save draft)\*\*", guide):
        assert name in editor["writer"], name
    withdraw = f"/admin/withdraw/{topic.pk}/"
    assert [role for role, page in editor.items() if withdraw in page] == ["publisher", "admin"]
